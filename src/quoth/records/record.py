"""A record: the primary text of what was said, as its turns, and the words that may be compared.

`Record.text` is the words of all turns joined by one space; every offset of the format counts into it. A turn is what
one person says until another speaks; a prepared statement is one turn of nobody named.

`heard` gives the words of a record as `quoth.sayings.words` has them. Stage directions ("[ applause ]", "(through ?)",
"(ph)") are no words; words in square brackets are the transcriber's and may be missing from any quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quoth.sayings.words import Break, Word, words
from quoth.types import Problem

# What stands in brackets and was not said: "[ applause ]", "(through ?)", "[Cheering and applause]", "(BEGIN TAPE)".
# Read in the development transcripts, where 2,000 such notes stand.
_STAGE = re.compile(
    r"[(\[]\s?(?:(?:off[- ]?mi(?:ke|c)|ph|sp|sic|voice-?over|(?:speaks )?in \w{1,20}|fact[- ]check:[^()\[\]]{0,80}|\?"
    r"|(?:through|ph|sp|word) ?\?|(?:commercial|short|brief) break|(?:begin|end|start|play)\w{0,4} [\w ]{0,20}"
    r"(?:tape|clip|audio|recording)|moment of silence|(?:music|video)[ \w]{0,12} play\w{0,3}"
    r"|[^()\[\]]{0,30}\b(?:applau\w{0,5}|pplause|laugh\w{0,5}|chuckl\w{0,4}|cheer(?:s|ing)?|boo(?:s|ing|ed)?|cross-?talk"
    r"|cross talk|inaudible|unintelligible|indiscernible|chant(?:s|ing)?|bells?|gavel|interruption|interjections?)\b"
    r"[^()\[\]]{0,30})[.!]?)\s?[)\]]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says until another speaks: half-open code points of the record's text, and who."""

    start: int
    end: int
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it was read. `turns` cover `text` in order; between two of them stands one space."""

    id: str
    path: str
    text: str = field(repr=False)
    turns: tuple[Turn, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()

    def speaker(self, start: int) -> str | None:
        """Who says the word that stands at `start`."""
        k = bisect_right(self.turns, start, key=lambda turn: turn.start) - 1
        return self.turns[k].speaker if k >= 0 else None


def composed(name: str, path: str, lines: Iterable[tuple[str | None, str]], problems: Iterable[Problem] = ()) -> Record:
    """The record `name` of `lines`, each with who says it: lines of one speaker in a row are one turn, empty ones none.

    White space in a line becomes one space.
    """
    texts: list[str] = []
    turns: list[Turn] = []
    at = 0
    for speaker, line in lines:
        said = " ".join(line.split())
        if not said:
            continue
        start, end = at, at + len(said)
        texts.append(said)
        if turns and turns[-1].speaker == speaker:
            turns[-1] = replace(turns[-1], end=end)
        else:
            turns.append(Turn(start, end, speaker))
        at = end + 1
    return Record(name, path, " ".join(texts), tuple(turns), tuple(problems))


def heard(record: Record) -> tuple[Word, ...]:
    """The words of `record` in order. Linear in its length."""
    found: list[Word] = []
    for turn in record.turns:
        said = _STAGE.sub(lambda m: " " * len(m[0]), record.text[turn.start : turn.end])
        fresh = words(said, turn.start)
        if fresh and fresh[0].t[:1].islower() and fresh[0].before & Break.SENTENCE:
            # "What we need are people that actually..." "Your time is up." "... have some guts": the sentence goes on.
            fresh = (replace(fresh[0], before=(fresh[0].before & ~Break.SENTENCE) | Break.DASH), *fresh[1:])
        found += fresh
    return tuple(found)
