"""Articles that report one event, and what is told of them as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from quoth.types.lineage import CommonSource


@dataclass(frozen=True, slots=True)
class Reworded:
    """An article that was probably reworded: `evidence` are its tellings, each with one of another article's that it
    is at odds with.
    """

    article: str
    evidence: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        return {"article": self.article, "evidence": [list(pair) for pair in self.evidence]}


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What more articles did to a story, and when a store wrote it down (ISO 8601, UTC).

    ``merged``: `articles` came to it that had been in the stories `others`. ``split``: `articles` left it for the
    stories `others`. These are ids; a story may be no more.
    """

    at: str
    kind: Literal["merged", "split"]
    articles: tuple[str, ...]
    others: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"at": self.at, "kind": self.kind, "articles": list(self.articles), "others": list(self.others)}


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that report one event, the sayings they tell, which of them were probably reworded, and the sources
    outside of them that several go back to. `history` is what a store has of its merges and splits, oldest first.
    """

    id: str
    articles: tuple[str, ...]
    sayings: tuple[str, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    sources: tuple[CommonSource, ...] = ()
    history: tuple[Regrouped, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": self.id, "articles": list(self.articles), "sayings": list(self.sayings)}
        if self.reworded:
            shown["reworded"] = [r.to_dict() for r in self.reworded]
        if self.sources:
            shown["sources"] = [s.to_dict() for s in self.sources]
        if self.history:
            shown["history"] = [h.to_dict() for h in self.history]
        return shown
