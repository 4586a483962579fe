"""Pages that are no article: walls, lists, galleries, errors. Each is named by the code that it must be refused with."""

from __future__ import annotations

import json
from random import Random

from benchmarks.pages import furniture as f
from benchmarks.pages.written import Written, markup, written


def _page(title: str, body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


def _start(w: Written, many: int) -> str:
    return "".join(f"<p>{markup(t)}</p>" for t in [t for k, t in w.content if k == "p"][:many])


def _ld(w: Written, **more: object) -> str:
    value = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": w.title,
        "datePublished": w.published,
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def walls(seed: int = 0) -> list[tuple[str, str, str]]:
    """(name, expected code, page)."""
    d = Random(seed)
    out: list[tuple[str, str, str]] = []

    w = written(900)
    out.append(
        (
            "paywall, said in JSON-LD",
            "paywall",
            _page(
                w.title,
                f'{f.nav()}<main><article><h1>{w.title}</h1><div class="article-body">{_start(w, 2)}</div></article>{f.subscribe()}</main>{f.footer()}',
                _ld(w, isAccessibleForFree=False),
            ),
        )
    )
    w = written(901)
    out.append(
        (
            "paywall, said in words",
            "paywall",
            _page(
                w.title,
                f'{f.nav()}<main><h1>{w.title}</h1><div class="story">{_start(w, 2)}<div class="box"><p>This article is for subscribers only.</p><p>Subscribe to continue reading, from one florin a month. Already a subscriber? <a href="/login">Log in</a></p></div></div></main>{f.footer()}',
            ),
        )
    )
    w = written(902)
    out.append(
        (
            "paywall, register",
            "paywall",
            _page(
                w.title,
                f'{f.nav()}<article><h1>{w.title}</h1>{_start(w, 1)}<div class="regwall"><h3>Register for free to read this story</h3><p>Create an account to continue. It takes a minute.</p></div></article>{f.teasers(d, "Most read", "most-read")}{f.footer()}',
            ),
        )
    )
    w = written(903)
    out.append(
        (
            "paywall, words counted",
            "paywall",
            _page(
                w.title,
                f"{f.nav()}<article><h1>{w.title}</h1>{_start(w, 2)}</article>{f.footer()}",
                _ld(w, wordCount=840),
            ),
        )
    )

    consent = "<p>We and our 812 partners store and access information on a device, such as cookies, and process personal data for personalised ads and content. With your consent we may use precise geolocation data. You may change your consent choices at any time in our privacy policy.</p><p>Some partners do not ask for your consent and rely on their legitimate interest.</p>"
    out.append(
        (
            "consent, a page of its own",
            "consent-wall",
            _page(
                "Coast: your privacy",
                f'<div class="consent-page"><h1>Before you continue</h1>{consent}<button>Accept all</button><button>Reject all</button></div>',
            ),
        )
    )
    out.append(
        (
            "consent, without names",
            "consent-wall",
            _page(
                "Kestrian Daily",
                f'<div class="a"><h2>We value your privacy</h2>{consent}<a href="#">Manage settings</a></div>',
            ),
        )
    )
    out.append(
        (
            "consent, before an empty page",
            "consent-wall",
            _page("Ansel Ledger", f'<div id="onetrust-banner-sdk"><h2>Cookies</h2>{consent}</div><div id="app"></div>'),
        )
    )

    def cards(many: int, text: bool) -> str:
        more = (
            "<p>Divers found that its piles had moved; the bill may reach many millions before it is done.</p>"
            if text
            else ""
        )
        return "".join(
            f'<article class="card"><a href="/s{i}"><h3>{f.TEASERS[i % 12]} ({i})</h3></a>{more}<time>3 hours ago</time></article>'
            for i in range(many)
        )

    site = '<meta property="og:type" content="website"><meta property="og:title" content="Ansel Ledger">'
    out.append(
        (
            "index, a front page",
            "index-page",
            _page(
                "Ansel Ledger: news from the coast",
                f'{f.nav()}<main><h1>Ansel Ledger</h1><div class="grid">{cards(24, True)}</div></main>{f.footer()}',
                site,
            ),
        )
    )
    out.append(
        (
            "index, a topic",
            "index-page",
            _page(
                "Ports | Kestrian Daily",
                f'{f.nav()}<main><h1>Ports</h1><div class="list">{cards(16, True)}</div><a href="?p=2">Next page</a></main>{f.footer()}',
            ),
        )
    )
    items = "".join(
        f'<li><a href="/s{i}">{t}, and what the council of Tarrow makes of it</a></li>' for i, t in enumerate(f.TEASERS)
    )
    out.append(
        (
            "index, a list of links",
            "index-page",
            _page("Archive, May 2025", f"{f.nav()}<h1>Archive, May 2025</h1><ul>{items}</ul>{f.footer()}"),
        )
    )
    out.append(
        (
            "index, an author's page",
            "index-page",
            _page(
                "Petra Halloran",
                f"{f.nav()}<main><h1>Petra Halloran</h1><p>Petra Halloran has written about the coast since 2011.</p><div>{cards(12, False)}</div></main>{f.footer()}",
                '<script type="application/ld+json">{"@type":"ProfilePage","name":"Petra Halloran"}</script>',
            ),
        )
    )

    shots = "".join(
        f'<figure class="slide"><img src="{i}.jpg"><figcaption>The lantern fair in Tarrow, picture {i}: children carry eels of paper along the sea wall. <span class="credit">Solveig Marrash</span></figcaption></figure>'
        for i in range(9)
    )
    out.append(
        (
            "gallery",
            "gallery",
            _page(
                "In pictures: the lantern fair",
                f'{f.nav()}<main><h1>In pictures: the lantern fair</h1><p>Nine pictures.</p><div class="gallery">{shots}</div></main>{f.footer()}',
            ),
        )
    )
    out.append(
        (
            "gallery, said in JSON-LD",
            "gallery",
            _page(
                "The fair",
                f"{f.nav()}<main><h1>The fair</h1><div>{shots}</div></main>{f.footer()}",
                '<script type="application/ld+json">{"@type":"ImageGallery","name":"The fair"}</script>',
            ),
        )
    )

    out.append(
        (
            "error, not found",
            "error-page",
            _page(
                "Page not found | Ansel Ledger",
                f"{f.nav()}<main><h1>404</h1><p>Sorry, we cannot find the page you are looking for. It may have been moved.</p></main>{f.teasers(d, 'Top stories', 'top')}{f.footer()}",
            ),
        )
    )
    out.append(
        (
            "error, gone",
            "error-page",
            _page(
                "Newsloop 24",
                f"{f.nav()}<main><h1>Sorry</h1><p>This article is no longer available for legal reasons.</p></main>{f.footer()}",
            ),
        )
    )
    out.append(
        (
            "robot check",
            "robot-check",
            _page(
                "Just a moment...",
                "<div class='main'><h1>newsloop24.example</h1><p>Checking your browser before you go on. Please enable JavaScript and cookies to continue.</p><p>Ray ID: 8c1f</p></div>",
            ),
        )
    )
    out.append(("no text", "no-text", _page("Newsloop 24", '<div id="root"></div><script src="/app.js"></script>')))
    return out
