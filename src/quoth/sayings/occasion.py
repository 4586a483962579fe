"""The occasion on which something was said, as far as the words around it tell: the weekday, and where or in what.

The same person says nearly the same in a letter on Tuesday and on television on Friday; that is two sayings, and only
the words around the content tell them apart.

What it accepts: names of weekdays; words for a venue ("letter", "hearing", "tweeted"), and broadcasters and papers by
name, in the sentences that hold the statement, its own words left out. What guards it: at most AROUND code points on
either side, never beyond a line end. A case it gets wrong: a second venue in the same sentence ("in a letter that he
read on television") makes it agree with both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from quoth.types import Article, Attribution

AROUND = 160  # code points before and after a statement: a source with its apposition and its cue

_DAY = re.compile(r"\b(?:(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Tue|Wed|Thu|Sat)[.,])")
_VENUES = {
    "letter": "letter|letters|wrote to",
    "statement": "statement|press release|news release",
    "post": "tweet|tweets|tweeted|tweeting|twitter|facebook|instagram|posted",
    "interview": "interview|interviewed",
    "speech": "speech|address|rally|keynote|podium",
    "debate": "debate",
    "hearing": "hearing|testimony|testified|testifying",
    "court": "in court|court papers|lawsuit|complaint|filing|judge|justices?",
    "press conference": "press conference|news conference|briefing",
    "mail": "e-?mails?|memo|memorandum",
    "advertisement": "ad|ads|advertisement|commercial",
    "broadcast": "cnn|msnbc|nbc|abc|cbs|pbs|npr|bbc|fox news|fox|radio|television",
    "book": "book|memoir|op-ed|column",
}
_VENUE = re.compile(
    r"\b(?:" + "|".join(f"(?P<v{n}>{words})" for n, words in enumerate(_VENUES.values())) + r")\b", re.IGNORECASE
)
_NAMES = tuple(_VENUES)
_BREAK = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n")


@dataclass(frozen=True, slots=True)
class Occasion:
    """Weekdays (their first three letters) and venues that the words around a statement name."""

    days: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()


def occasion(attribution: Attribution, article: Article | None) -> Occasion:
    """What the sentences around the content of `attribution` say of its occasion; nothing without the article."""
    if article is None or not article.text:
        return Occasion()
    around = " … ".join(_around(article.text, attribution))
    days = frozenset(m[0][:3].casefold() for m in _DAY.finditer(around))
    venues = frozenset(_NAMES[int((m.lastgroup or "v0")[1:])] for m in _VENUE.finditer(around))
    return Occasion(days, venues)


def _around(text: str, attribution: Attribution) -> list[str]:
    """The stretches before, between and after the pieces of the content, within its sentences."""
    content = attribution.content
    start, end = content[0].start, content[-1].end
    before = text[max(0, start - AROUND) : start]
    cut = max((m.end() for m in _BREAK.finditer(before)), default=0)
    after = text[end : end + AROUND]
    stop = _BREAK.search(after)
    between = [text[a.end : min(b.start, a.end + AROUND)] for a, b in pairwise(content)]
    return [before[cut:], *between[:4], after[: stop.start() if stop else len(after)]]
