"""Everybody whom an article names, and which of its words name whom."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from quoth.attributions.words import Prose


@dataclass(slots=True)
class Entity:
    """A person, body or place of one article. `roles` are case-folded nouns ("senator", "spokesman"); `plain` says that
    they are introduced by a title alone ("President Quill"), `speaks` that they say something under their full name.
    `suffix` tells a namesake of theirs apart ("jr").
    """

    name: str
    kind: str
    words: tuple[str, ...]
    first: int
    roles: set[str] = field(default_factory=set)
    intro: set[str] = field(default_factory=set)
    gender: str | None = None
    party: str | None = None
    kin: bool = False
    plain: bool = False
    suffix: str = ""
    speaks: bool = False
    full: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Naming:
    """The words `start:end` (titles included) that name `entity`; None where namesakes could not be told apart."""

    start: int
    end: int
    entity: int | None
    possessive: bool
    others: tuple[int, ...] = ()


@dataclass(slots=True)
class Cast(Prose):
    """Everybody in an article: its `entities`, and their `namings` in the order of the text."""

    entities: list[Entity] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    _bounds: tuple[list[int], list[int]] = field(default=([], []), init=False, repr=False)

    def settle(self) -> None:
        """Puts the namings in order, and says where each entity is named first; before, none can be looked up."""
        self.namings.sort(key=lambda n: (n.start, n.end))
        for n in reversed(self.namings):
            if n.entity is not None:
                self.entities[n.entity].first = n.start
        self._bounds = [n.start for n in self.namings], [n.end for n in self.namings]

    def within(self, start: int, end: int) -> list[Naming]:
        """Namings that overlap `start:end`."""
        starts, ends = self._bounds
        return self.namings[bisect_left(ends, start + 1) : bisect_left(starts, end)]

    def naming_at(self, at: int) -> int:
        """The number of the first naming that begins at or after `at`."""
        return bisect_left(self._bounds[0], at)


def is_person(cast: Cast, n: Naming) -> bool:
    """Whether a naming is of a person, namesakes who could not be told apart included."""
    return n.entity is None or cast.entities[n.entity].kind == "person"
