"""The whole synopsis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quoth.types.article import Article, Problem
from quoth.types.attribution import Attribution
from quoth.types.lineage import Lineage
from quoth.types.revision import Revised
from quoth.types.saying import Saying
from quoth.types.story import Story

FORMAT = "quoth/1"


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole synopsis: what ``quoth trace`` shows, in text, JSON or HTML."""

    articles: tuple[Article, ...]
    attributions: tuple[Attribution, ...]
    stories: tuple[Story, ...]
    sayings: tuple[Saying, ...]
    problems: tuple[Problem, ...] = ()
    stored: frozenset[str] = frozenset()
    lineage: tuple[Lineage, ...] = ()
    revisions: tuple[Revised, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The object of ``--format json``; `stored` marks the attributions that this run did not read itself."""
        attributions = []
        for attribution in self.attributions:
            shown = {**attribution.to_dict(), "article": attribution.article}
            if attribution.id in self.stored:
                shown["stored"] = True
            attributions.append(shown)
        shown = {
            "format": FORMAT,
            "articles": [a.to_dict() for a in self.articles],
            "attributions": attributions,
            "stories": [s.to_dict() for s in self.stories],
            "sayings": [s.to_dict() for s in self.sayings],
            "lineage": [row.to_dict() for row in self.lineage],
            "problems": [p.to_dict() for p in self.problems],
        }
        if self.revisions:
            shown["revisions"] = [r.to_dict() for r in self.revisions]
        return shown
