"""Paragraphs of somebody's speech: where they stand, and whether one goes on with the words before it.

What guards it: behind the last words that a layout gives to somebody a paragraph goes on with them only where he speaks
of himself or to somebody there or further on, outside of quotation marks, and none before it names him, tells of the
interview, or has no sentence's end.
A case it gets wrong: an author who, below the interview, goes on in the first person himself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.attributions.layouts import trimmed

MOST = 40
"""Paragraphs of one turn: keeps hostile text linear."""

_ENDS = re.compile(r"[.!?…—–-][\"”’')\]]*$|''$|-$")
_ENDS_LINE = re.compile(r"[.!?…:—\"”’')\]][ \t]*$")
_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|[Uu]s)\b|\b(?:I|[Ww]e|[Yy]ou)[’'](?:m|re|ve|d|ll)\b"
    r"|^(?:Well|Yes|Yeah|No|Sure|Right|Look|Oh|Exactly|Absolutely|Thank|Thanks)\b"
)
_LABELLED = re.compile(r"[A-Z][A-Z’' ]{2,40}:\s")
_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
_ABOUT = re.compile(
    r"\b(?:this|our|the|that|full) (?:interview|conversation|transcript|episode|podcast|discussion)\b|\bsubscribe\b"
    r"|\b(?:follow|contact|e-?mail) (?:him|her|us|me|them)\b|\beditor[’']?s note\b|^Correction\b",
    re.IGNORECASE,
)
_LAST = 8  # paragraphs behind the last words of somebody that are looked at; an answer here has up to seven


def paragraph(text: str, start: int, until: int) -> tuple[int, int]:
    """The paragraph that begins at `start` and ends before `until`, white space off: over lines that break off in the
    middle of a sentence.
    """
    end = start
    while end < until:
        line = text.find("\n", end, until)
        end = until if line < 0 else line
        if _ENDS_LINE.search(text, max(start, end - 12), end) or not text[end + 1 : end + 2].strip():
            break
        end += 1
    return trimmed(text, start, min(end, until))


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraphs between `start` and `end`, without the empty ones."""
    found = []
    while start < end:
        a, b = paragraph(text, start, end)
        if a < b:
            found.append((a, b))
        line = text.find("\n", b, end)
        start = end if line < 0 else line + 1
    return found


def asks(text: str, start: int, end: int) -> bool:
    """Whether a paragraph ends with a question."""
    return text[max(start, end - 3) : end].rstrip("\"”’' ").endswith("?")


def ends(text: str, start: int, end: int) -> bool:
    """Whether a paragraph ends as speech does: with a sentence, or broken off."""
    return bool(_ENDS.search(text, max(start, end - 4), end))


def in_person(shown: str) -> bool:
    """Whether somebody speaks of himself in `shown`, or to somebody, outside of quotation marks."""
    return bool(_PERSON.search(_QUOTED.sub("", shown)))


def is_labelled(text: str, start: int) -> bool:
    """Whether a paragraph begins with a label in capitals: "THE FACTS: It did not rain" is no speaker's."""
    return bool(_LABELLED.match(text, start))


def going_on(text: str, found: Sequence[tuple[int, int]], names: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Those of the paragraphs `found`, behind somebody's words, that go on with them; `names` is what names him."""
    reached = 0
    for n, (start, end) in enumerate(found[:_LAST]):
        shown = text[start:end]
        if (
            is_labelled(text, start)
            or not ends(text, start, end)
            or shown[0] in "([*"
            or _ABOUT.search(shown)
            or (names and names.search(shown))
        ):
            break
        if in_person(shown):
            reached = n + 1
    return list(found[:reached])
