"""Pages that are no article: why, in a word for programs and a sentence for people.

What is asked, in this order: is there any text; is it a wall (consent, payment, a robot check, an error); is it a list
of other pages; is it a gallery. A wall must say so in its own words, and little else must be on the page: an article
about cookies or paywalls is an article. A page of links must lack what articles have, a date or a declared type and a
run of prose.
A case it gets wrong: a live page of very short updates, each with a link, that declares nothing about itself.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import and_

from quoth.articles.html.believed import AWAY
from quoth.articles.html.choose import Choice
from quoth.articles.html.encoding import NoArticleError
from quoth.articles.html.json_ld import ARTICLES
from quoth.articles.html.nodes import HEADINGS
from quoth.articles.html.roles import Role
from quoth.articles.html.said import Said
from quoth.articles.html.stated import Stated
from quoth.counted import counted

STUB = 120
"""Words of prose below which a page with a paywall gives no article, only its beginning."""

_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bprivacy (?:policy|settings|choices|notice)\b|\bour partners\b|\baccept all\b"
    r"|\breject all\b|\bpersonali[sz]ed (?:ads|advertising)\b|\blegitimate interest\b|\bgdpr\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"subscribe (?:now |today )?(?:to|for) (?:continue|read|keep|unlock|access|full)|to (?:continue|keep) reading"
    r"|continue reading (?:with|this article (?:with|by))"
    r"|already (?:a|have a) (?:subscriber|subscription|member|digital)"
    r"|(?:this|the) (?:article|story|content|page) is (?:for|reserved for|(?:only )?available (?:only )?to|exclusive to"
    r"|locked)|subscriber[- ]only|subscribers? exclusive|you['’]ve (?:reached|read|used) (?:your|all)"
    r"|free articles? (?:left|remaining|this month|limit)"
    r"|log ?in or subscribe|subscribe or (?:log|sign) ?in|sign in to (?:continue|read)"
    r"|register (?:for free )?to (?:continue|read)|to (?:read|view|access) (?:the (?:full|rest|whole)|this|more)"
    r"|unlock (?:this|the (?:full )?)|become a (?:subscriber|member) to|subscribe to (?:the|read)|want to read more\?"
    r"|create (?:a |an )?(?:free )?account to (?:continue|read)",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:subscri\w+|sign(?:ed)? in|log(?:ged)? ?in|log(?:ged)? on|members?(?:hip)?|regist\w+|unlock|accounts?|offers?"
    r"|trial|premium|paywall|per (?:week|month|year)|continue|free|access)\b",
    re.IGNORECASE,
)
"""What a wall speaks of at the least: a "subscribe-promo" may hold a button that follows a topic."""
_METER = re.compile(
    r"\byou(?:['’]ve| have) (?:read |viewed |used )?(?P<read>\d{1,2}) (?:of (?:your )?(?P<of>\d{1,2}) )?"
    r"(?:free |complimentary )?(?:articles?|stories|reads)(?P<left> (?:left|remaining))?",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"are you a (?:robot|human)|verify (?:that )?you are (?:a )?human|unusual (?:traffic|activity)|captcha|ray id"
    r"|checking your browser|access (?:to this page has been |is )?denied|pardon our interruption|security check"
    r"|you have been blocked|enable (?:javascript|cookies)|please turn (?:javascript|on javascript)",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"page (?:not found|cannot be found|can['’]t be found|does(?: not|n['’]t) exist|no longer (?:exists|available))"
    r"|\b(?:error|http) ?[45]0\d\b|\b(?:40[34]|50[0234])(?:\s?[–—|:-]| error| not found)|^\s*40[34]\s*$"
    r"|we (?:can['’]t|couldn['’]t|could not|cannot) find (?:the|that|this) (?:page|article|story)|bad gateway"
    r"|gateway time-?out|service unavailable|internal server error"
    r"|this (?:article|page|story) (?:is no longer|has been removed|has expired)",
    re.IGNORECASE,
)
_FOOTER = 40  # words: of a page that has nothing but what it calls furniture
_DATA = re.compile(
    r"__(?:NEXT_DATA|NUXT(?:_DATA)?|APOLLO_STATE|PRELOADED_STATE|INITIAL_STATE|INITIAL_DATA)__|Fusion\.globalContent"
)
"""Where the programs that make pages put the text that a script is to show."""
_LISTS = frozenset({"collectionpage", "itemlist", "searchresultspage", "profilepage", "website"})
_PICTURES = frozenset({"imagegallery", "mediagallery"})


def refusal(said: Said, states: Stated, choice: Choice) -> NoArticleError | None:
    """Why the page has no article; None where it has one."""
    chosen = choice.chosen
    words = sum(c.block.text.count(" ") + 1 for c in chosen if not c.head)
    everything = [b.text for b in said.blocks]
    if not any(any(c.isalnum() for c in t) for t in (*everything, *(c.block.text for c in chosen))):
        return NoArticleError("no-text", "expected an article, found a page without a word that is shown")
    shown = " ".join(everything)[:20_000]
    title = " ".join(states.titles[:2] + [c.block.text for c in chosen if c.kind == "headline"])
    few = choice.prose < STUB
    if few and choice.page_prose < 2 * STUB + choice.prose:
        if _ERROR.search(title) or (choice.page_prose < 60 and _ERROR.search(shown[:600])):
            return NoArticleError(
                "error-page", "expected an article, found the page of an error or of something removed"
            )
        if _ROBOT.search(title) or (choice.prose < 60 and _ROBOT.search(shown[:1500])):
            return NoArticleError("robot-check", "expected an article, found a page that checks who is asking")
    walled = _wall(said, choice)
    by_name = _by_name(said, choice) if choice.prose < _FOOTER else Role.NONE
    if few and (_is_consent(shown, choice, walled) or (by_name & Role.CONSENT and _CONSENT.search(shown))):
        return NoArticleError("consent-wall", "expected an article, found a page that asks for consent to cookies")
    paid = states.free is False or walled & Role.PAYWALL != 0 or bool(_PAY.search(_around(said, choice)))
    lacking = states.words is not None and states.words > 2 * max(words, 1) and states.words > STUB
    if few and (paid or lacking) and _has_title(choice, states):
        return NoArticleError(
            "paywall", f"expected an article, found its beginning ({counted(words, 'word')}) before a paywall"
        )
    if states.kinds & _PICTURES or _is_gallery(choice):
        return NoArticleError("gallery", "expected an article, found a gallery: pictures with captions and no text")
    if _is_list(said, states, choice):
        return NoArticleError("index-page", "expected an article, found a page that lists others")
    too_few = choice.prose < 8 or (choice.prose < 20 and not _has_title(choice, states))
    if too_few or by_name & AWAY:
        message = f"expected an article, found a page without one ({counted(choice.prose, 'word')} of prose)"
        if said.cut is None and _DATA.search(said.page):
            message += "; it keeps its text in the data of a script: save it from the browser once it is shown"
        return NoArticleError("no-article", message)
    return None


def _by_name(said: Said, choice: Choice) -> int:
    """What all that was chosen is called by its makers, believed or not: of a page with little else, a footer may be
    the greater part.
    """
    called = [said.role_around(c.block) for c in choice.chosen if not c.head and c.block.node >= 0]
    return reduce(and_, called, ~Role.NONE) if called else Role.NONE


def cut_short(said: Said, states: Stated, choice: Choice) -> tuple[str, str] | None:
    """A note where the page has only the beginning of its article, which is long enough to be read."""
    words = sum(c.block.text.count(" ") + 1 for c in choice.chosen if not c.head)
    if states.words and states.words > 2 * words and states.words - words > STUB:
        return "cut-short", f"the page says that the article has {states.words:,} words; it shows {words:,}"
    if _wall(said, choice) & Role.PAYWALL and _PAY.search(_around(said, choice)) and choice.prose < 3 * STUB:
        return "cut-short", f"a paywall follows after {counted(words, 'word')}: there may be more"
    return None


def _wall(said: Said, choice: Choice) -> int:
    """Which walls stand on the page: blocks with words whose place is called so."""
    found = Role.NONE
    for block in said.blocks:
        if block.node >= 0 and not _is_meter(block.text):
            role = choice.roles[block.node]
            found |= role & Role.CONSENT
            if role & Role.PAYWALL and _OFFERS.search(block.text[:1000]):
                found |= Role.PAYWALL
    return found


def _around(said: Said, choice: Choice) -> str:
    """The words right behind the article's text, where a wall would stand, and those of anything called one."""
    last = choice.chosen[-1].block.at if choice.chosen else 0
    behind = [b.text for b in said.blocks if b.at > last][:12]
    called = [b.text for b in said.blocks if b.node >= 0 and choice.roles[b.node] & Role.PAYWALL][:20]
    inside = [c.block.text for c in choice.chosen[-4:]]
    return " ".join(words for words in (*inside, *behind, *called) if not _is_meter(words))[:6000]


def _is_meter(words: str) -> bool:
    """Whether a line counts what a visitor may still read: it stands below whole articles, and something is left."""
    m = _METER.search(words[:300])
    if not m:
        return False
    left = int(m["read"]) if m["left"] else int(m["of"]) - int(m["read"]) if m["of"] else 0
    return left > 0


def _is_consent(shown: str, choice: Choice, walled: int) -> bool:
    """Whether the page speaks of consent, often enough, and of nothing else."""
    hits = len(_CONSENT.findall(shown[:6000]))
    words = min(6000, len(shown)) / 6
    dense = hits >= 3 and hits / max(words, 1) > 0.02
    own = sum(len(_CONSENT.findall(c.block.text)) for c in choice.chosen)
    return (dense and (own >= 2 or choice.prose < 20)) or (
        bool(walled & Role.CONSENT) and choice.prose < 15 and hits >= 2
    )


def _has_title(choice: Choice, states: Stated) -> bool:
    return bool(states.titles) or any(c.kind == "headline" for c in choice.chosen)


def _is_gallery(choice: Choice) -> bool:
    """Five captions or more, with more words than the text."""
    captions = [c for c in choice.chosen if c.kind == "caption"]
    words = sum(c.block.text.count(" ") + 1 for c in captions)
    return len(captions) >= 5 and words > choice.prose


def _is_list(said: Said, states: Stated, choice: Choice) -> bool:
    """Whether the page leads to others: many linked headings, little prose, and nothing that says article."""
    declared = bool(states.kinds & ARTICLES)
    if declared and choice.prose >= STUB / 2:
        return False
    linked = [
        b for b in said.blocks if b.name in HEADINGS and b.in_links > 0.6 * len(b.text) and b.text.count(" ") >= 2
    ]
    text = [c.block.at for c in choice.chosen if not c.head] or [0]
    away = Role.FURNITURE | Role.COMMENTS
    teasers = sum(text[0] - 2000 <= b.at <= text[-1] and not choice.roles[b.node] & away for b in linked)
    rows = sum(b.in_links > 0.6 * len(b.text) and b.text.count(" ") >= 4 for b in said.blocks)
    typed = bool(states.kinds & _LISTS) and not declared
    of_all = choice.prose / max(choice.words, 1)
    longest = max((c.block.text.count(" ") for c in choice.chosen if c.kind == "body"), default=0)
    if typed and "article" not in states.kinds and (of_all < 0.35 or rows >= 10) and longest < 80:
        return True
    if teasers >= 4 and not states.published and choice.prose < 60 * teasers:
        return True
    return (
        len(linked) + rows >= 12 and of_all < 0.25 and longest < 60 and not (states.published and choice.prose >= STUB)
    )
