"""A quotation and a saying beside the record of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from quoth.types.variant import Change

Verdict = Literal["verbatim", "changed", "absent"]


@dataclass(frozen=True, slots=True)
class Departure:
    """A place where a quotation differs from the record; `text` or `record_text` is empty where that side has nothing.

    `reasons` say why the meaning differs, each a sense ("negation", "number", …) and the words that say so; none: it
    does not.
    """

    start: int
    end: int
    text: str
    record_start: int
    record_end: int
    record_text: str
    changes: tuple[Change, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def meaning(self) -> bool:
        """Whether a reader would take the quotation to say something else here."""
        return bool(self.reasons)

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "record_start": self.record_start,
            "record_end": self.record_end,
            "record_text": self.record_text,
            "changes": list(self.changes),
            "meaning": self.meaning,
            "because": [{"sense": sense, "words": list(words)} for sense, words in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Beside:
    """A telling beside the record: whether it has the words, and where it departs from them.

    `elsewhere`: the record has its words, half-open, but at no place that touches the passage shown for its saying.
    `perhaps`: it has no more than like words, which may be of another occasion.
    """

    telling: str
    verdict: Verdict
    departures: tuple[Departure, ...] = ()
    elsewhere: tuple[int, int] | None = None
    perhaps: bool = False

    @property
    def meaning(self) -> bool:
        return any(d.meaning for d in self.departures)

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "telling": self.telling,
            "verdict": self.verdict,
            "meaning": self.meaning,
            "departures": [d.to_dict() for d in self.departures],
        }
        if self.elsewhere is not None:
            shown["elsewhere"] = list(self.elsewhere)
        if self.perhaps:
            shown["perhaps"] = True
        return shown


@dataclass(frozen=True, slots=True)
class Recorded:
    """The passage of a record that a saying's tellings quote: half-open code points of the record's text, who says it
    there, and each telling in quotation marks beside it.
    """

    record: str
    start: int
    end: int
    text: str
    speaker: str | None
    tellings: tuple[Beside, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": self.record,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
            "tellings": [t.to_dict() for t in self.tellings],
        }
