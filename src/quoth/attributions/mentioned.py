"""Words in quotation marks that nobody says: titles of works, nicknames, names that are only cited.

What it accepts: a quotation with a capital at every longer word (“A Harbour at Night”); a few words behind what names a
work or a nickname ("the film “Tides”", "so-called “quay rats”", "known as “the Anchor”"); a name within a name (Bruno
“Anchor” Fenwick). What guards it: a headline has capitals throughout, so nothing is told from them there; words that
end in a question or an exclamation are speech; and what somebody is called by the cue itself is quoted ("Moss branded
him “Little Bruno”"), as is what stands behind "as" or "is" ("taunts him as “Little Bruno”"). Whether a single word
behind "the" is quoted or scorned ("the “woke” crowd") is not decided: it counts as quoted.
A case it gets wrong: a sentence of names alone, as "“Ada Quill, Ida Moss,” he counted".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.attributions.lexicon import words
from quoth.quotation import Quotation
from quoth.types import Part, part_at

_WORD = re.compile(r"[^\W_][\w’'-]*")
_SMALL = words("a an the of for and in on at to with from by or as is vs but nor de la")
_SHARE = 0.8  # of a title's longer words are capitalised
_LONGEST = 12  # words of a title
_WORKS = (
    r"film|movie|book|novel|memoir|show|program|programme|series|song|album|documentary|play|musical|poem|episode|ad"
    r"|advertisement|commercial|video|headline|magazine|website|column|blog|game|painting|podcast|hymn|anthem|ballad"
)
_TERMED = re.compile(
    r"\b(?:so-called|nicknamed|dubbed|nickname|moniker|known (?:\w+ )?as|the (?:term|word|name)) ?$", re.I
)
_TITLED = re.compile(
    rf"\b(?:entitled|titled|subtitled|headlined|the title|(?:{_WORKS})(?:,| called| named)?),? ?$", re.IGNORECASE
)
_PREDICATE = re.compile(r"\b(?:as|is|was|were|are|be|been|him|her|them|it|me|us|like) ?$")
_NAMING = re.compile(
    r"\b(?:call|brand|label|dub|nam|describ|refer|character|deem|term|mock|deride|slam|blast|hail|denounc|dismiss)"
)
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
_NAME_BEHIND = re.compile(r" [A-Z][a-z]+")


def mentioned(text: str, q: Quotation, parts: Sequence[Part] = ()) -> bool:
    """Whether the words of `q`, a quotation of `text`, are mentioned and not said; `parts` are the article's."""
    shown = text[q.inner_start : q.inner_end]
    found = _WORD.findall(shown)
    if not found or len(found) > _LONGEST or shown.rstrip()[-1:] in ("?", "!"):
        return False
    part = part_at(parts, q.start)
    if part is not None and part.kind == "headline":
        return False
    before = text[max(0, q.start - 40) : q.start].rpartition("\n")[2]
    if len(found) <= 4 and _TERMED.search(before):
        return True
    if len(found) <= 6 and not shown[0].islower() and _TITLED.search(before):
        return True
    if len(found) <= 2 and found[0][0].isupper() and _NAME_BEFORE.search(before) and _NAME_BEHIND.match(text, q.end):
        return True
    if _PREDICATE.search(before):
        return False
    long = [w for w in found if w.casefold() not in _SMALL]
    titled = [w for w in long if w[0].isupper() or w[0].isdigit()]
    shouted = all(w.isupper() for w in long)
    if len(long) < 2 or shouted or ". " in shown or len(titled) < _SHARE * len(long):
        return False
    around = [w for w in _WORD.findall(before)[-4:] if w.casefold() not in _SMALL]
    return not around or sum(w[0].isupper() for w in around) < _SHARE * len(around)


def names_somebody(cue: str) -> bool:
    """Whether a cue is one of calling ("called", "branded", "described"), so that names behind it are its words."""
    return _NAMING.search(cue.casefold()) is not None
