"""What a check gives: for each quotation of an article the verdict, the passage of the record, and what differs.

All offsets are half-open code points: `start`, `end` into the article's text, `record_start`, `record_end` into the
text of the record as it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quoth.types import Article, Change, Departure, Problem, Span, Speaker, Verdict, in_order


@dataclass(frozen=True, slots=True)
class Heard:
    """The passage of one record that a quotation quotes, who says it there, and where the quotation departs from it.

    `parts` are the stretches that the quotation has, in its order: one, unless it leaps. `perhaps`: the like words may
    be of another occasion.
    """

    record: str
    start: int
    end: int
    text: str
    speaker: str | None
    parts: tuple[tuple[int, int], ...]
    departures: tuple[Departure, ...]
    perhaps: bool = False

    @property
    def verdict(self) -> Verdict:
        return "changed" if self.departures else "verbatim"

    @property
    def changes(self) -> tuple[Change, ...]:
        """The kinds of all departures, in the order of the format."""
        return in_order(kind for d in self.departures for kind in d.changes)

    @property
    def meaning(self) -> bool:
        return any(d.meaning for d in self.departures)

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "verdict": self.verdict,
            "record": self.record,
            "record_start": self.start,
            "record_end": self.end,
            "record_text": self.text,
            "record_speaker": self.speaker,
            "changes": list(self.changes),
            "meaning": self.meaning,
            "departures": [d.to_dict() for d in self.departures],
        }
        if len(self.parts) > 1:
            shown["parts"] = [list(part) for part in self.parts]
        if self.perhaps:
            shown["perhaps"] = True
        return shown


@dataclass(frozen=True, slots=True)
class Finding:
    """One quotation of five words or more. `heard` are the records that have it, the one that agrees best first.

    `disputes` are the places where the second, third, … of these differ from the first among themselves: `start`, `end`
    and `text` of such a departure are of the other record, in the order of `heard`. `another`: the first record has
    somebody else say the words, though `speaker` speaks in it. `nearest`: where no record has it, the passage that
    comes nearest to it, if any comes near.
    """

    span: Span
    speaker: Speaker | None
    heard: tuple[Heard, ...] = ()
    disputes: tuple[tuple[Departure, ...], ...] = ()
    another: bool = False
    nearest: Heard | None = None

    @property
    def verdict(self) -> Verdict:
        return self.heard[0].verdict if self.heard else "absent"

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.heard[0].changes if self.heard else ()

    @property
    def meaning(self) -> bool:
        return bool(self.heard) and self.heard[0].meaning

    @property
    def perhaps(self) -> bool:
        return bool(self.heard) and self.heard[0].perhaps

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {**self.span.to_dict(), "speaker": self.speaker and self.speaker.to_dict()}
        if not self.heard:
            nothing = dict.fromkeys(("record", "record_start", "record_end", "record_text", "record_speaker"))
            shown |= {"verdict": "absent", **nothing, "changes": [], "meaning": False, "departures": []}
            if self.nearest is not None:
                shown["nearest"] = {k: v for k, v in self.nearest.to_dict().items() if k != "verdict"}
            return shown
        shown |= self.heard[0].to_dict()
        if self.another:
            shown["another_speaker"] = True
        if len(self.heard) > 1:
            shown["others"] = [
                {**other.to_dict(), "records_differ": [_dispute(d) for d in disputes]}
                for other, disputes in zip(self.heard[1:], self.disputes, strict=True)
            ]
        return shown


def _dispute(d: Departure) -> dict[str, Any]:
    return {
        "text": d.text,
        "other_start": d.start,
        "other_end": d.end,
        "record_text": d.record_text,
        "record_start": d.record_start,
        "record_end": d.record_end,
        "changes": list(d.changes),
        "meaning": d.meaning,
    }


@dataclass(frozen=True, slots=True)
class Checked:
    """An article held against the records: a finding for each of its quotations, in the order of the text."""

    article: Article
    quotations: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article.to_dict(),
            "quotations": [q.to_dict() for q in self.quotations],
            "problems": [p.to_dict() for p in self.problems],
        }
