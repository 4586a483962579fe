"""The whole synopsis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quoth.types.article import Article, Problem
from quoth.types.attribution import Attribution
from quoth.types.lineage import Lineage
from quoth.types.portions import (
    Divided,
    attributions_shown,
    divided,
    lineage_shown,
    parts_shown,
    sayings_shown,
    stories_shown,
)
from quoth.types.revision import Revised
from quoth.types.saying import Saying
from quoth.types.story import Story

FORMAT = "quoth/1"
_COUNTED = ("articles", "stories", "sayings", "attributions", "problems")


@dataclass(frozen=True, slots=True, repr=False)
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

    def __repr__(self) -> str:
        """How much of each there is: the whole of it would fill a notebook."""
        counts = ", ".join(f"{len(getattr(self, name)):,} {name}" for name in _COUNTED)
        return f"<Trace: {counts}>"

    def to_dict(self) -> dict[str, Any]:
        """The object of ``--format json``; `stored` marks the attributions that this run did not read itself.

        A statement that is divided among sayings stands as its parts (`quoth.types.portions`).
        """
        apart = divided(self.sayings)
        made = {name: list(values) for name, values in self.told(apart).items()}
        shown = {
            "format": FORMAT,
            "articles": [a.to_dict() for a in self.articles],
            "attributions": [*attributions_shown(self.attributions, apart, self.stored), *made.pop("parts")],
            **made,
            "problems": [p.to_dict() for p in self.problems],
        }
        if self.revisions:
            shown["revisions"] = [r.to_dict() for r in self.revisions]
        return shown

    def told(self, apart: Divided) -> dict[str, Iterator[dict[str, Any]]]:
        """The lists of that object that sayings make, in its order; first ``parts``, those of the statements that are
        divided (`apart`), which stand behind the other attributions.
        """
        whole = {a.id: a for a in self.attributions}
        return {
            "parts": parts_shown(self.sayings, whole, apart, self.stored),
            "stories": stories_shown(self.stories, self.sayings),
            "sayings": sayings_shown(self.sayings),
            "lineage": lineage_shown(self.lineage, self.sayings),
        }
