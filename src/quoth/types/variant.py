"""A place where tellings differ, and what kind of difference it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

Change = Literal[
    "spelling",
    "disfluency",
    "marked_cut",
    "silent_cut",
    "marked_insertion",
    "silent_insertion",
    "replacement",
    "splice",
]

WORD_FOR_WORD: frozenset[Change] = frozenset({"spelling", "disfluency", "marked_cut", "marked_insertion"})
"""Kinds that a quotation word for word may have: what a mark shows, spelling, and fillers left out."""


def in_order(kinds: Iterable[Change]) -> tuple[Change, ...]:
    """Each of `kinds` once, in the order of the format."""
    given = frozenset(kinds)
    return tuple(kind for kind in get_args(Change) if kind in given)


@dataclass(frozen=True, slots=True)
class Reading:
    """What some tellings have at a variant; the empty text where they have nothing."""

    text: str
    tellings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "tellings": list(self.tellings)}


@dataclass(frozen=True, slots=True)
class Because:
    """Why a variant changes the meaning: a sense ("negation", "number", …) and the words that say so."""

    sense: str
    words: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"sense": self.sense, "words": list(self.words)}


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where tellings differ: its readings, the kinds of change, and whether the meaning changes.

    `because` says why it does. `moved`: the readings have the same words in another order. `at_odds` are pairs of
    places in `readings` that cannot both be word for word: they differ without a mark and in more than spelling.
    """

    readings: tuple[Reading, ...]
    changes: tuple[Change, ...]
    meaning: bool
    because: tuple[Because, ...] = ()
    moved: bool = False
    at_odds: tuple[tuple[int, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "readings": [r.to_dict() for r in self.readings],
            "changes": list(self.changes),
            "meaning": self.meaning,
        }
        if self.because:
            shown["because"] = [b.to_dict() for b in self.because]
        if self.moved:
            shown["moved"] = True
        if self.at_odds:
            shown["at_odds"] = [list(pair) for pair in self.at_odds]
        return shown
