"""One story made ready for reading, and kept ready for the next who asks.

Everything a page, a table or an export says of a story comes from one `Loaded`, so that they cannot disagree.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from quoth.judgements import Judged, Judgement, Mark
from quoth.judgements.sayings import JudgedSaying, JudgedStory
from quoth.page.app.index import columns
from quoth.page.app.index.columns import Column
from quoth.page.app.index.file import Index
from quoth.page.app.index.overlay import laid, lineage_of, machine_of
from quoth.page.app.index.records import Records
from quoth.page.app.story.row import Row
from quoth.page.arrangement import Draft, Outline
from quoth.page.labels import day
from quoth.page.views import RewordedView
from quoth.types import Article, Attribution, Lineage, Trace

READY = 12_000  # attributions of stories kept ready at once, some 80 MB


@dataclass(frozen=True)
class Loaded:
    """A story, `version` of the index: as data (`story`), and arranged for reading.

    Who depends on whom is read from `index` where it is shown; few pages ask for it. It stands there under `made_of`.
    """

    story: JudgedStory
    title: str
    columns: tuple[Column, ...]
    made_of: str
    version: int
    index: Index = field(repr=False)

    @property
    def id(self) -> str:
        return self.story.story.id

    @cached_property
    def trace(self) -> Trace:
        """The story in the shape of ``quoth trace``, as people left it."""
        articles = tuple(self.story.articles[a] for a in sorted(self.story.articles))
        standing = {t for s in self.story.sayings for t in s.saying.tellings}
        return Trace(
            articles,
            tuple(j.attribution for i, j in self.story.attributions.items() if i in standing),
            (self.story.story,),
            tuple(s.saying for s in self.story.sayings),
        )

    @cached_property
    def remarks(self) -> dict[str, tuple[str, ...]]:
        """What people said of each attribution, in words."""
        return {i: tuple(map(remark, j.marks)) for i, j in self.story.attributions.items() if j.marks}

    @cached_property
    def outline(self) -> Outline:
        return Outline(self.trace, self.remarks, self.story.named)

    @property
    def labels(self) -> Mapping[str, str]:
        return self.outline.labels

    @property
    def history(self) -> tuple[str, ...]:
        """What merged and split, in words."""
        return self.outline.history

    @property
    def reworded(self) -> tuple[RewordedView, ...]:
        """The articles that were probably reworded."""
        return self.outline.reworded

    @cached_property
    def said(self) -> dict[str, JudgedSaying]:
        return {s.saying.id: s for s in self.story.sayings}

    @cached_property
    def shared(self) -> tuple[Row, ...]:
        """The sayings that more than one article tells, the most told first."""
        return tuple(self._row(draft) for draft in self.outline.shared)

    @cached_property
    def alone(self) -> tuple[Row, ...]:
        """What one article tells, by speaker."""
        return tuple(self._row(draft) for _, drafts in self.outline.lone for draft in drafts)

    def row(self, saying: str) -> Row | None:
        """The saying with this id; None where the story has none."""
        return next((r for r in (*self.shared, *self.alone) if r.id == saying), None)

    def depends(self, saying: str | None = None) -> tuple[Lineage, ...]:
        """Which telling of `saying` goes back to which, where it stands as the machine found it; else which article."""
        with self.index.reading() as db:
            return lineage_of(db, self.made_of, saying)

    @property
    def days(self) -> str:
        return self.outline.days

    def article(self, attribution: Attribution) -> Article:
        return self.story.articles[attribution.article]

    def judged(self, attribution: str) -> Judged:
        return self.story.attributions[attribution]

    def _row(self, draft: Draft) -> Row:
        return Row(self.outline, self.columns, draft, self.said[draft.saying.id])


class Ready:
    """The stories that were asked for last, ready for reading."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Loaded] = OrderedDict()

    def story(self, name: str, holding: Callable[[], Sequence[Judgement]], records: Records) -> Loaded | None:
        """The story with this id as it is now; None where there is none. `holding` gives the judgements that hold."""
        with self._index.reading() as db:
            row = db.execute("SELECT value FROM facts WHERE name = 'version'").fetchone()
            version = int(row[0]) if row else 0
            with self._lock:
                found = self._kept.get(name)
                if found is not None and found.version == version:
                    self._kept.move_to_end(name)
                    return found
            row = db.execute(
                "SELECT title, made_of, columns FROM stories JOIN machines USING (made_of) WHERE story = ?", (name,)
            ).fetchone()
            if row is None:
                return None
            machine = machine_of(db, name)
            story = laid(db, name, machine, holding(), records)
        loaded = Loaded(story, row["title"], columns.read(row["columns"]), row["made_of"], version, self._index)
        with self._lock:
            self._kept[name] = loaded
            self._kept.move_to_end(name)
            while len(self._kept) > 1 and sum(len(k.story.attributions) for k in self._kept.values()) > READY:
                self._kept.popitem(last=False)
        return loaded


def remark(mark: Mark) -> str:
    """One judgement on one attribution in a sentence: what, who, when, why, and what the machine had."""
    j = mark.judgement
    if j.what == "speaker":
        had = mark.machine.name if mark.machine and mark.machine.name else "nobody"
        said = f"speaker changed from {had} to {j.to['name'] or j.to['type']}"
    else:
        said = {"right": "accepted", "wrong": "rejected", "add": "added by hand"}[j.what]
    why = f": {j.why}" if j.why else ""
    return f"{said} by {j.who or 'somebody'}, {day(j.when)}{why}"
