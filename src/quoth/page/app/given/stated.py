"""A table of metadata that comes with articles: what it states of them, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quoth.articles.meta import Meta, load
from quoth.page.app.given.files import Given, place, translated
from quoth.types import Article


@dataclass(slots=True)
class Stated:
    """The metadata of one job: the `table` as it was given, its `path` as it is read, and what it has met."""

    table: Given
    path: str
    meta: Meta

    @classmethod
    def of(cls, tables: Sequence[Given], others: Sequence[Given], dropped: Path, folder: Path) -> Stated | None:
        """The first of `tables`, written into `folder`; None where there is none, or nothing that it could tell of."""
        if not tables or not others:
            return None
        places = {g.name: place(dropped, g) for g in others if not g.address}
        path = folder / "meta.csv"
        path.write_text(translated(tables[0], places), encoding="utf-8", newline="")
        return cls(tables[0], str(path), load(path))

    def meets(self, article: Article) -> None:
        self.meta.of(article.id, article.path, article.id.rpartition("#")[2] if "#" in article.id else None)

    def told(self) -> Iterator[str]:
        """What is wrong in it, once all articles were met."""
        for problem in (*self.meta.problems, *self.meta.unmatched()):
            line = problem.where.partition("#")[2]
            yield f"line {line}: {problem.message}" if line else problem.message
