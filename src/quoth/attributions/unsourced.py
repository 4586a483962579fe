"""Who says words that no source goes with: read off the layout and the attributions beside them.

It accepts "— Commissioner Quill" after the words, "QUILL:" or "From Quill:" before them, a verb that shares the subject
of the one before it, and a quotation in the paragraph (or right after the quotation) of somebody who speaks.
A case it gets wrong: two people quoted in turn, a paragraph each, without being named again.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from quoth.attributions.answers import UNKNOWN, Answer, Reading, named, said_before
from quoth.types import Attribution

_DASH_CREDIT = re.compile(r"[\s.,”\"’']{0,6}(?:--|[—–-])\s{0,2}(?=[A-Z@])")
_LINE_CREDIT = re.compile(r"(?:^|\n)[ \t]*(?:From |FROM )?([A-Z][^\n:“\"]{1,60}?):[ \t]*\n?[ \t]*[“\"]?$")


def without_source(reading: Reading, a: Attribution, outer: Answer | None) -> Answer:
    """The speaker of words whose source is missing, or is an "I" in quotation marks; `outer` is the answer of the
    attribution that these words stand in.
    """
    cast = reading.cast
    text = cast.text
    if a.source:
        if outer is not None and outer.speaker:
            return outer
        return Answer(None, f"“{a.source[0].text}” stands in quotation marks that nobody is named for")
    if m := _DASH_CREDIT.match(text, a.content[-1].end):
        there = cast.within(m.end(), min(len(text), m.end() + 70))
        line = text.find("\n", m.end(), m.end() + 80)
        if there and (line < 0 or there[0].start < line) and not re.search(r"[.!?]\s", text[m.end() : there[0].start]):
            return named(reading, there[:1], "")
    if m := _LINE_CREDIT.search(text, max(0, a.start - 90), a.start + 1):
        there = cast.within(m.start(1), m.end(1))
        if there:
            return named(reading, there[-1:], "")
    if a.cue and (answer := _shared_subject(reading, a)):
        return answer
    if a.kind == "indirect":
        return Answer(UNKNOWN)
    return _neighbour(reading, a)


def _shared_subject(reading: Reading, a: Attribution) -> Answer | None:
    """In "Quill praised the plan and urged …" or "…, citing", the subject of the verb before in the sentence.

    The verb must follow "and", "but" or "then", or end in -ing, and not be passive.
    """
    cast, at = reading.cast, a.cue[0].start
    before = said_before(reading, at)
    words = cast.words_in(max(0, at - 40), at)
    first = cast.words_in(at, a.cue[0].end)[:1]
    if not before or not first or cast.sentence(before[0]) != cast.sentence(at) or not before[1].speaker:
        return None
    if re.match(r"(?:is|are|was|were|be|been|seems?|looks?|appears?)\b", first[0].fold):
        return None
    joined = (
        bool(words)
        and words[-1].fold in ("and", "but", "then", "also")
        and first[0].fold.endswith(("ed", "s", "id", "old", "ote"))
    )
    return before[1] if joined or first[0].fold.endswith("ing") else None


def _neighbour(reading: Reading, a: Attribution) -> Answer:
    """The speaker beside a free-standing quotation: of its paragraph, else of the one before when that ended quoted."""
    cast = reading.cast
    if a.cue:
        return Answer(UNKNOWN)
    paragraph = cast.paragraph(a.start)
    before = said_before(reading, a.start)
    after = bisect_left(reading.said, a.start, key=lambda s: s[0])
    if before and cast.paragraph(before[0]) == paragraph and before[1].speaker:
        return before[1]
    if after < len(reading.said) and cast.paragraph(reading.said[after][0]) == paragraph:
        return reading.said[after][1]
    if before and paragraph - cast.paragraph(before[0]) <= 2 and before[1].speaker and before[1].speaker.name:
        return before[1]
    return Answer(None, "a quotation without a source, and nobody speaks beside it")
