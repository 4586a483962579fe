"""Who has it from whom: relations between articles and tellings, the ledgers behind them, the origins of a saying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from quoth.types.attribution import Attribution

Relation = Literal["copy", "common source", "independent", "undecided"]
Way = Literal["forward", "backward"]
Bearing = Way | Literal["related", "apart"]
SourceKind = Literal["agency", "unknown"]


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of an article that are evidence: half-open code points of its text."""

    article: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, told: Attribution) -> Cited:
        """The first piece of the content of an attribution."""
        first = told.content[0]
        return cls(told.article, first.start, first.end, first.text)

    def to_dict(self) -> dict[str, Any]:
        return {"article": self.article, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry of a ledger on two articles or tellings: what was weighed, what it adds, and the words that show it.

    `bearing` says what it speaks for, seen from the ledger's `start`: that words went "forward" to its `end`, or
    "backward" from there, that the two are "related" whichever way, or that they stand "apart". `weighs` is in
    log-odds and never negative; 0 where it is told and counts for nothing.
    """

    term: str
    bearing: Bearing
    weighs: float
    reason: str
    spans: tuple[Cited, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "term": self.term,
            "bearing": self.bearing,
            "weighs": round(self.weighs, 2),
            "reason": self.reason,
            "spans": [s.to_dict() for s in self.spans],
        }


@dataclass(frozen=True, slots=True)
class Lineage:
    """What two articles of a story, or two tellings of a saying, have to do with each other, and the ledger behind it.

    A "copy" went from `start` to `end`: the words of `end` come from `start`. In every other relation the two stand in
    the order of their ids. `source` names what both come from, or who is credited, where that is known. `weight`, 0 to
    1, is how sure the relation is; of an "undecided" one, how likely it is that the two depend on each other at all.
    `saying` is the saying of two tellings, None between two articles. `through` names an article that the words of a
    copy went through on their way.
    """

    story: str
    saying: str | None
    start: str
    end: str
    relation: Relation
    source: str | None
    weight: float
    evidence: tuple[Evidence, ...] = ()
    through: str | None = None

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "story": self.story,
            "between": "articles" if self.saying is None else "tellings",
            "saying": self.saying,
            "from": self.start,
            "to": self.end,
            "relation": self.relation,
            "source": self.source,
            "weight": round(self.weight, 4),
            "evidence": [e.to_dict() for e in self.evidence],
        }
        if self.through is not None:
            shown["through"] = self.through
        return shown


@dataclass(frozen=True, slots=True)
class CommonSource:
    """A source that several articles of a story go back to and that is not among them: a node of the story's lineage.

    `name` is None where nobody says whose words they are; `articles` are those that have them directly.
    """

    id: str
    name: str | None
    kind: SourceKind
    articles: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "kind": self.kind, "articles": list(self.articles)}


@dataclass(frozen=True, slots=True)
class Root:
    """One independent origin of a saying, and the tellings that go back to it.

    `first` is the telling that the others come from; None where all come from a common source outside of the articles.
    `source` names that source, or whom `first` credits; None where neither is known. `reason` is for a person.
    """

    tellings: tuple[str, ...]
    first: str | None
    source: str | None
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {"tellings": list(self.tellings), "first": self.first, "source": self.source, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Origins:
    """From how many sides a saying comes: one root for each independent origin, most tellings first.

    `least` is how many there are if every pair that is undecided depends on each other after all.
    """

    roots: tuple[Root, ...]
    least: int

    @property
    def count(self) -> int:
        """The number of independent origins, where only what was decided counts as dependence."""
        return len(self.roots)

    def to_dict(self) -> dict[str, Any]:
        return {"count": self.count, "least": self.least, "roots": [r.to_dict() for r in self.roots]}
