"""Articles that report one event, and what is told of them as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
class Story:
    """Articles that report one event, the sayings they tell, which of them were probably reworded, and the sources
    outside of them that several go back to.
    """

    id: str
    articles: tuple[str, ...]
    sayings: tuple[str, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    sources: tuple[CommonSource, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": self.id, "articles": list(self.articles), "sayings": list(self.sayings)}
        if self.reworded:
            shown["reworded"] = [r.to_dict() for r in self.reworded]
        if self.sources:
            shown["sources"] = [s.to_dict() for s in self.sources]
        return shown
