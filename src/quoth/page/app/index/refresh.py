"""From the store to the index: what changed is read again, grouped again, and laid out in rows.

Stories are brought up to the articles as by ``quoth trace``, and keep their ids. A story whose articles are the same
bytes as before keeps its sayings; only the others are gathered again. Where the records are others than before, each
saying is held against them again, and a story that they have words of is gathered again, too. Then people's judgements
are laid over the stories that they name, and what the lists and the search need of each is written. All of it is one
transaction: who reads meanwhile sees the state before.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from quoth.judgements import Judgement, effective
from quoth.judgements.kinds import touched
from quoth.lineage import related
from quoth.page.app.index import encode, rows
from quoth.page.app.index.columns import columns
from quoth.page.app.index.columns import written as written_columns
from quoth.page.app.index.encode import Machine
from quoth.page.app.index.file import Index
from quoth.page.app.index.overlay import laid, machine_of
from quoth.page.app.index.records import NO_RECORDS, Records
from quoth.page.labels import labels
from quoth.records.places import places
from quoth.records.witness import witnessed
from quoth.store import Store, kept
from quoth.store.grouped import brought_up
from quoth.store.maker import fingerprint
from quoth.store.revisions import revised_articles
from quoth.store.stories import changes
from quoth.synopsis import told
from quoth.types import Article, Attributed, Lineage, Problem, Story, Trace

# What decides which sayings a story has, and what besides that lists and search are told; not how a page shows it.
FINDS_WITH = (
    *("types", "quotation.py", "words.py", "words.txt", "synopsis.py"),
    *("stories", "sayings", "records", "lineage", "page/labels.py"),
    *("page/app/index/columns.py", "page/app/index/encode.py"),
)
DERIVES_WITH = (
    *FINDS_WITH,
    *("judgements", "search", "page/fullest.py", "page/notes.py", "page/saying.py"),
    *(f"page/app/index/{name}.py" for name in ("refresh", "rows", "overlay", "slugs")),
)

_BATCH = 4_000_000  # code points of what was found in stories that are gathered before they are written

Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much


@dataclass(frozen=True, slots=True)
class _Before:
    """What the index has already."""

    checksums: Mapping[str, str]
    machines: Mapping[str, str]  # what of a story is made, and which records it was held against
    judged: str
    touched: frozenset[str]  # articles that judgements named then
    beside: str
    by_this: bool  # whether this code wrote its rows

    def is_of(self, sums: Mapping[str, str], judged: str, beside: str) -> bool:
        """Whether the index is as it would be made of these checksums, judgements and records."""
        same = self.checksums == {rows.storable(name): of for name, of in sums.items()}
        return same and self.judged == judged and self.beside == beside and bool(self.machines)


@dataclass(frozen=True, slots=True)
class _Made:
    """A story, what it is made of, and whether all that is written of it is so already."""

    story: Story
    made_of: str
    known: bool


def refresh(store: Store, index: Index, progress: Progress, records: Records = NO_RECORDS) -> bool:
    """Brings `index` up to `store` and `records`; True when anything had changed.

    Raises StoreError when the store cannot be read, and whatever `progress` raises to end it. Into `store` is only
    written which articles are one story, so that stories keep their ids. What was found of a story is kept as soon as
    it is, so that a refresh that was cut off goes on where it was.
    """
    code = fingerprint(DERIVES_WITH)
    sums = store.checksums()
    people = kept(store)
    judged = _digest(j.id for j in people.judgements)
    before = _before(index, code)
    if before.is_of(sums, judged, records.digest):
        return False
    articles, fresh, damaged = _articles(store, index, sums, before, progress)
    by_id = {a.id: a for a in articles}
    found = brought_up(store, but=sums.keys() - by_id.keys())
    damaged += [Problem(str(store.path), str(found.unkept))] if found.unkept else []
    groups = _of(found.stories, by_id)
    named = touched(people.judgements) | before.touched
    made = _found(_Finding(store, index, records), groups, sums, before, records.digest, named, progress)
    progress("writing it down", 0, len(made))
    with index.writing() as db:
        rows.put_articles(db, by_id, fresh, sums, groups, revised=revised_articles(store))
        rows.put_histories(db, groups, changes(store, told_of=("gone",)))
        _put_stories(db, made, by_id, holding=effective(people.judgements), records=records, progress=progress)
        rows.put_problems(db, fresh, [*damaged, *people.problems, *records.problems])
        for table in ("machines", "lineage"):
            db.execute(f"DELETE FROM {table} WHERE made_of NOT IN (SELECT made_of FROM stories)")  # noqa: S608
        facts = {"made_by": code, "judged": judged, "touched": encode.dump(sorted(named)), "beside": records.digest}
        db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
    return True


def refresh_judged(store: Store, index: Index, judgements: Sequence[Judgement], records: Records = NO_RECORDS) -> None:
    """Lays all judgements of `store` over the stories that `judgements`, just kept, name; the rest stays as it is."""
    people = kept(store)
    holding = effective(people.judgements)
    named = touched(judgements) | touched(j for j in people.judgements if j.id in {o.undoes for o in judgements})
    with index.writing() as db:
        where = "SELECT story FROM articles WHERE id = ?"
        homes = [db.execute(where, (rows.storable(a),)).fetchone() for a in sorted(named)]
        for story in dict.fromkeys(home[0] for home in homes if home):
            rows.put_tellings(db, laid(db, story, machine_of(db, story), holding, records))
        before = db.execute("SELECT value FROM facts WHERE name = 'touched'").fetchone()
        all_named = sorted(named | frozenset(encode.load_list(before[0] if before else "[]")))
        db.execute("INSERT OR REPLACE INTO facts VALUES ('touched', ?)", (encode.dump(all_named),))
        db.execute("INSERT OR REPLACE INTO facts VALUES ('judged', ?)", (_digest(j.id for j in people.judgements),))


class _Finding:
    """What the machine finds in stories, written down some at a time."""

    def __init__(self, store: Store, index: Index, records: Records) -> None:
        self._store = store
        self._index = index
        self._records = records
        self._found: list[tuple[str, str, str, str]] = []
        self._lineage: list[tuple[str, str, str]] = []
        self._size = 0

    def add(self, story: Story, made_of: str, *, known: bool) -> None:
        """Finds what `story` tells; what is `known` of it without a record holds, unless one has its words."""
        read = [one for a in story.articles if isinstance(one := self._store.article(a), Attributed)]
        heard = places(read, self._records.indexes)
        if heard or not known:
            whole, sayings = told(story, read, heard)
        else:
            with self._index.reading() as db:
                row = db.execute("SELECT machine FROM machines WHERE made_of = ?", (made_of,)).fetchone()
            before = encode.machine(row[0])
            whole = replace(story, sayings=tuple(s.id for s in before.sayings), reworded=before.reworded)
            sayings = before.sayings
        articles, attributions = tuple(o.article for o in read), tuple(a for o in read for a in o.attributions)
        found = Trace(articles, attributions, (whole,), sayings)
        if self._records.indexes:
            found = witnessed(found, self._records.indexes)
        found = related(found)  # after the record, which tells who has its words from there
        machine = Machine(found.sayings, found.lineage, found.stories[0].reworded, found.stories[0].sources)
        written = encode.of_machine(machine)
        beside = written_columns(columns(found.articles, labels(found.articles)))
        self._found.append((made_of, self._records.digest, written, beside))
        links: dict[str, list[Lineage]] = {}
        for link in machine.lineage:
            links.setdefault(link.saying or "", []).append(link)
        depends = [(made_of, saying, encode.of_lineage(some)) for saying, some in links.items()]
        self._lineage += depends
        self._size += len(written) + sum(len(row[2]) for row in depends)
        if self._size > _BATCH:
            self.write()

    def write(self) -> None:
        with self._index.writing(new=False) as db:
            db.executemany("INSERT OR REPLACE INTO machines VALUES (?, ?, ?, ?)", self._found)
            db.executemany("DELETE FROM lineage WHERE made_of = ?", [(row[0],) for row in self._found])
            db.executemany("INSERT INTO lineage VALUES (?, ?, ?)", self._lineage)
        self._found, self._lineage, self._size = [], [], 0


def _found(  # noqa: PLR0917
    finding: _Finding,
    stories: Sequence[Story],
    sums: Mapping[str, str],
    before: _Before,
    beside: str,
    named: AbstractSet[str],
    progress: Progress,
) -> list[_Made]:
    """What each of `stories` is made of, once what it tells is found, and held against the records of digest `beside`.

    Judgements name the articles `named`: what is written of their stories is written again.
    """
    made = []
    finds = fingerprint(FINDS_WITH)
    try:
        for n, story in enumerate(stories):
            progress("finding what several of them tell", n, len(stories))
            made_of = _digest((finds, story.id, *(sums[a] for a in story.articles)))
            held = before.machines.get(made_of)
            if held != beside:
                finding.add(story, made_of, known=held == NO_RECORDS.digest)
            known = before.by_this and held == beside and named.isdisjoint(story.articles)
            made.append(_Made(story, made_of, known))
    finally:
        finding.write()  # also where it ends here: what was found is not looked for again
    return made


def _before(index: Index, code: str) -> _Before:
    with index.reading() as db:
        facts = dict(db.execute("SELECT name, value FROM facts").fetchall())
        machines = dict(db.execute("SELECT made_of, beside FROM machines").fetchall())
        if facts.get("made_by") != code:
            return _Before({}, machines, "", frozenset(), "", False)
        return _Before(
            dict(db.execute("SELECT id, checksum FROM articles").fetchall()),
            machines,
            facts.get("judged", ""),
            frozenset(encode.load_list(facts.get("touched", "[]"))),
            facts.get("beside", ""),
            True,
        )


def _articles(
    store: Store, index: Index, sums: Mapping[str, str], before: _Before, progress: Progress
) -> tuple[list[Article], dict[str, str], list[Problem]]:
    """All articles; the JSON of those that the index does not have yet, by id; and what is damaged."""
    articles: list[Article] = []
    fresh: dict[str, str] = {}
    damaged: list[Problem] = []
    for n, (name, checksum) in enumerate(sums.items()):
        progress("reading the store", n, len(sums))
        if before.checksums.get(rows.storable(name)) == checksum:
            with index.reading() as db:
                row = db.execute("SELECT read FROM articles WHERE id = ?", (rows.storable(name),)).fetchone()
            articles.append(encode.attributed(row[0]).article)
            continue
        one = store.article(name)
        if isinstance(one, Attributed):
            articles.append(one.article)
            fresh[name] = encode.of_attributed(one)
        elif one is not None:
            damaged.append(one)
    return articles, fresh, damaged


def _of(stories: Iterable[Story], articles: Mapping[str, Article]) -> list[Story]:
    """`stories` with those of their articles that were read: another run may have kept more meanwhile."""
    read = (replace(s, articles=tuple(a for a in s.articles if a in articles)) for s in stories)
    return [story for story in read if story.articles]


def _put_stories(
    db: sqlite3.Connection,
    made: Sequence[_Made],
    articles: Mapping[str, Article],
    *,
    holding: Sequence[Judgement],
    records: Records,
    progress: Progress,
) -> None:
    had = dict(db.execute("SELECT story, made_of FROM stories").fetchall())
    for story in had.keys() - {one.story.id for one in made}:
        rows.forget_story(db, story)
    for n, one in enumerate(made):
        progress("writing it down", n, len(made))
        if one.known and had.get(one.story.id) == one.made_of:
            continue
        rows.put_story(db, one.story, one.made_of, [articles[a] for a in one.story.articles])
        rows.put_tellings(db, laid(db, one.story.id, machine_of(db, one.story.id), holding, records))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
