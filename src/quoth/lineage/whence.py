"""Of which outlet or agency an article has each statement, by its own words: the credit in the statement's sentence
(its `via`), and the one that a speaker carries from a sentence before it: In an interview with Ember News, Moss said
that it was too late. “We waited for a year,” he said.

What it accepts: "told OUTLET", "in an interview with OUTLET", "speaking on OUTLET's Morning Hour", "an OUTLET
interview", in the statement's sentence or up to NEAR code points before it; then every statement of the same speaker
that follows directly, CARRIED code points apart at most; and an outlet that itself reports or writes the statement.
What guards it: another speaker's statement ends it, and so does a sentence that names another day or occasion
("reporters", "at a rally", "in a statement"); the sentence that names the outlet names the speaker.
A case it gets wrong: he said the one thing in the interview, and the next one, told in the same breath, elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.attributions.outlets import is_outlet, outlet_in, plain, same
from quoth.attributions.sentences import sentence
from quoth.lineage.credit import Credit
from quoth.quotation import quotations
from quoth.types import Article, Attribution, Cited, Speaker
from quoth.words import wordset

NEAR = 300  # code points between an outlet named for an interview and the first statement that is of it
CARRIED = 500  # code points between two statements of one speaker, of which the second is of the same interview
_TITLE = 7  # words in quotation marks that may be a programme's name: “Ember at Nine”
_NAME = re.compile(
    r"(?:[Tt]he )?[A-Z0-9][\w&’'-]*(?:\.[\w-]+)*(?: (?:of the |of |and |& )?[A-Z0-9][\w&’'-]*(?:\.[\w-]+)*){0,5}"
)
_SPOKEN = re.compile(
    r"\b(?:(?:told|tells|telling)(?: (?:the|CNN))?"
    r"|(?:interview(?:s|ed)?|[Ss]peaking|spoke|speaks|[Aa]ppear(?:s|ed|ance|ances|ing)|said|sat down)\b"
    r"(?:[^.;:!?“”\"\n]{0,40}? )??(?:with|to|on|by|for)(?: the)?) [“\"]?$"
)
_INTERVIEW = re.compile(r"(?:[’']s?)?(?: [\w’-]+){0,2} interview\b")
_BACK = 90  # code points before an outlet's name in which those words stand
_REPORTS = wordset("reported reports wrote writes learned according noted notes quoted quotes cited cites adds added")
_ELSEWHERE = re.compile(
    r"\b(?:reporters|journalists|conference|briefing|rally|rallies|statements?|tweet\w*|twitter|facebook|instagram|speech"
    r"|address|hearing|testif\w+|testimony|debate|op-ed|letter|memo|email|book|court|filing|town hall|crowd|supporters"
    r"|audience|later|earlier|previously|separately|(?:mon|tues|wednes|thurs|fri|satur|sun)day|last (?:week|month|year)"
    r"|(?:an|another|separate|recent|previous|different) interview|told|phone call|(?:has|have|had)(?: \w+)? \w+ed"
    r"|(?:has|have|had)(?: \w+)? said)\b",
    re.IGNORECASE,
)
_NO_NAME = wordset("tv radio news television magazine press wire media")  # of which outlet is not said


@dataclass(frozen=True, slots=True)
class _Occasion:
    """The words that say that somebody speaks to an outlet, and where: `cued` are those whose cue is among them."""

    credit: Credit
    start: int
    end: int
    cued: frozenset[Speaker | None] = frozenset()


def whence(article: Article, attributions: Sequence[Attribution]) -> dict[str, Credit]:
    """The outlet or agency that `article` has each of `attributions` from, by their ids; its own outlet is none."""
    told = sorted((a for a in attributions if a.content), key=lambda a: (_anchor(a), a.id))
    occasions = list(_occasions(article, told))
    starts = [o.start for o in occasions]
    found: dict[str, Credit] = {}
    held: tuple[str, Credit] | None = None  # the speaker who speaks to an outlet at this place, and to which
    before = 0
    for a in told:
        own = sentence(article.text, _anchor(a))
        credit = _stated(article, a)
        k = bisect_right(starts, own[1]) - 1
        if credit is None and k >= 0 and _is_of(article.text, occasions[k], a, own, before):
            credit = occasions[k].credit
        if credit is None and held is not None and _goes_on(article.text, a, own, before, held[0]):
            credit = held[1]
        if credit is not None:
            found[a.id] = credit
        if a.speaker is None or credit is None:
            held = None
        elif not is_outlet(a.speaker.name):
            held = a.speaker.name, credit
        before = max(own[1], *(s.end for s in a.content))
    return {i: credit for i, credit in found.items() if not same(credit.name, article.outlet)}


def _anchor(a: Attribution) -> int:
    return (a.cue or a.source or a.content)[0].start


def _stated(article: Article, a: Attribution) -> Credit | None:
    """The credit that the statement bears itself, and where."""
    if a.via:
        return Credit(a.via, Cited.of(a))
    source = " ".join(s.text for s in a.source)
    reports = any(word in _REPORTS for s in a.cue for word in s.text.casefold().split())
    if not reports or not is_outlet(source) or (a.speaker and a.speaker.type == "person"):  # “Ada Courier writes”
        return None
    name = outlet_in(article.text, source, a.source[0].start, ())
    return Credit(name, Cited.of(a)) if name else None


def _occasions(article: Article, told: Sequence[Attribution]) -> Iterator[_Occasion]:
    """Every outlet that the article says somebody spoke to, outside of what is quoted, in the order of the text."""
    text = article.text
    said = [(q.start, q.end) for q in quotations(text) if q.depth == 0 and len(text[q.start : q.end].split()) > _TITLE]
    begins = [start for start, _ in said]
    cues = sorted(((s.start, a.speaker) for a in told for s in a.cue), key=lambda cue: cue[0])
    for m in _NAME.finditer(text):
        k = bisect_right(begins, m.start()) - 1
        if (k >= 0 and m.start() < said[k][1]) or text[m.end() : m.end() + 1] == "/":
            continue
        start = max(0, m.start() - _BACK)
        spoken = _SPOKEN.search(text[start : m.start()])
        interview = _INTERVIEW.match(text, m.end()) or m[0].endswith("Interview")
        name = outlet_in(text, m[0], m.start(), ()) if spoken or interview else None
        if name and plain(name) not in _NO_NAME and not name.startswith("Vice President"):
            start, end = start + spoken.start() if spoken else m.start(), m.end()
            first, last = (bisect_left(cues, place, key=lambda cue: cue[0]) for place in (start, end))
            where = Cited(article.id, start, end, text[start:end])
            yield _Occasion(Credit(name, where), start, end, frozenset(by for _, by in cues[first:last]))


def _is_of(text: str, o: _Occasion, a: Attribution, own: tuple[int, int], before: int) -> bool:
    """Whether `a`, in the sentence `own`, is what was said at `o`; the statement before it ends at `before`."""
    if a.speaker is None or not a.speaker.name or is_outlet(a.speaker.name):
        return False
    if own[0] <= o.start < own[1]:
        return (not o.cued or a.speaker in o.cued) and not any(s.start <= o.start < s.end for s in a.content)
    there = sentence(text, o.start)
    if not (before <= there[1] and 0 <= own[0] - there[1] <= NEAR):
        return False
    named = a.speaker.name.split()[-1] in text[slice(*there)]
    return named and not _ELSEWHERE.search(_around(text, a, (there[1], own[1])))


def _goes_on(text: str, a: Attribution, own: tuple[int, int], before: int, speaker: str) -> bool:
    """Whether `a` is a further statement of `speaker` on the same occasion; the one before it ends at `before`."""
    if a.speaker is None or plain(a.speaker.name) != plain(speaker):
        return False
    start = min(own[0], *(s.start for s in a.content))
    return start - before <= CARRIED and not _ELSEWHERE.search(_around(text, a, (min(before, start), own[1])))


def _around(text: str, a: Attribution, place: tuple[int, int]) -> str:
    """The words of `text` at `place` that are not what `a` says."""
    kept, at = [], place[0]
    for s in sorted(a.content, key=lambda s: s.start):
        kept.append(text[at : max(at, min(s.start, place[1]))])
        at = max(at, s.end)
    return " ".join([*kept, text[at : max(at, place[1])]])
