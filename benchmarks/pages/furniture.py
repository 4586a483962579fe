"""What stands around an article on a page: navigation, advertising, other stories, comments, walls."""

from __future__ import annotations

from random import Random

TEASERS = (
    "Eel prices at a nine-year high", "Choir of Tarrow wins in the capital", "Why the ferry was late again",
    "Ten walks for a wet Sunday", "Council to vote on parking", "A lighthouse is for sale", "The recipe: smoked roe",
    "Opinion: let the marsh be", "In pictures: the lantern fair", "Quiz: how well do you know the coast?",
    "Ostmarsh lose at home, “we were tired”", "Weather: wind from the west",
)  # fmt: skip
COMMENTS = (
    "I said so in 2019 and nobody listened. “Shut it down” was my very first letter to this paper.",
    "My grandfather built that quay with his own hands, and it stood for sixty years without a crack.",
    "So who pays? Always the same people. The minister should read her own report before she speaks.",
    "Great article, thank you! But the number of berths is wrong, there are fifty-two of them.",
    "Has anybody asked the eels? Seriously, the whole bay lives from them and they are never mentioned.",
)  # fmt: skip


def nav(cls: str = "site-nav") -> str:
    links = "".join(
        f'<li><a href="/{n.lower()}">{n}</a></li>' for n in ("Home", "Coast", "Politics", "Sport", "Weather", "Jobs")
    )
    return f'<header class="site-header"><a href="/" class="logo">Home page</a><nav class="{cls}"><ul>{links}</ul></nav></header>'


def teasers(draw: Random, heading: str, cls: str, many: int = 4) -> str:
    items = "".join(f'<li><a href="/s/{TEASERS.index(t)}"><h3>{t}</h3></a></li>' for t in draw.sample(TEASERS, many))
    return f'<section class="{cls}"><h2>{heading}</h2><ul>{items}</ul></section>'


def inline_related(draw: Random, cls: str = "related-content") -> str:
    return f'<div class="{cls}"><a href="/x"><span>Read more</span><p>{draw.choice(TEASERS)}</p></a></div>'


def advert(cls: str = "ad-slot") -> str:
    return f'<div class="{cls}" id="dfp-3"><span>Advertisement</span><iframe src="about:blank"></iframe></div>'


def share(cls: str = "share-tools") -> str:
    return f'<div class="{cls}"><span>Share this</span><ul><li><a href="#">Facebook</a></li><li><a href="#">Copy link</a></li></ul></div>'


def newsletter(cls: str = "newsletter-signup") -> str:
    return (
        f'<div class="{cls}"><h4>The morning tide</h4><p>Get our best stories in your inbox every morning. Sign up for the newsletter'
        ' and never miss a thing.</p><form><input type="email"><button>Sign up</button></form></div>'
    )


def comments(draw: Random, cls: str = "comments") -> str:
    said = "".join(
        f'<li class="comment"><b>reader{draw.randint(1, 999)}</b><time>2 hours ago</time><p>{c}</p></li>'
        for c in draw.sample(COMMENTS, 4)
    )
    return f'<section id="comments" class="{cls}"><h2>Comments (4)</h2><ol>{said}</ol></section>'


def bio(name: str, cls: str = "author-bio") -> str:
    return (
        f'<div class="{cls}"><p>{name} has written about the coast since 2011 and lives in Quill Bay with two dogs.'
        " Follow the author for more.</p></div>"
    )


def cookies(cls: str = "cookie-banner") -> str:
    return (
        f'<div class="{cls}" id="consent"><p>We and our 812 partners use cookies to store and access personal data on your device.'
        " You can change your privacy settings at any time.</p><button>Accept all</button><button>Reject all</button></div>"
    )


def footer() -> str:
    return (
        '<footer class="site-footer"><ul><li><a href="/about">About us</a></li><li><a href="/privacy">Privacy policy</a></li></ul>'
        "<p>© 2025 Coastal Newspapers Ltd. All rights reserved. No part of this page may be copied without our consent.</p></footer>"
    )


def subscribe(cls: str = "subscription-promo") -> str:
    return (
        f'<div class="{cls}"><h3>Support the coast’s own newspaper</h3><p>Subscribe to read all of our stories without limits.'
        " The first month is one florin. Already a subscriber? Log in.</p></div>"
    )
