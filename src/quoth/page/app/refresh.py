"""From the store to the index: what changed is read again, grouped again, and laid out in rows.

Stories are brought up to the articles as by ``quoth trace``, and keep their ids. A story whose articles are the same
bytes as before keeps its sayings; only the others are gathered again. Where the records are others than before, each
saying is held against them again. Then people's judgements are laid over the stories that they name, and what the lists
and the search need of each is written. All of it is one transaction: who reads meanwhile sees the state before.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.judgements import JudgedStory, Judgement, effective, judged_story
from quoth.judgements.kinds import touched
from quoth.lineage import related
from quoth.page.app import encode
from quoth.page.app.columns import columns
from quoth.page.app.columns import written as written_columns
from quoth.page.app.encode import Machine
from quoth.page.app.index import Index
from quoth.page.app.records import NO_RECORDS, Records
from quoth.page.app.slugs import slug, slug_of_person
from quoth.page.notes import telling_cue
from quoth.page.views import headline, labels
from quoth.records.witness import recorded, witnessed
from quoth.sayings.portions import portion, tellings
from quoth.search.tables import Said, day_of, forget, put
from quoth.store import Store, kept
from quoth.store.grouped import brought_up
from quoth.store.maker import fingerprint
from quoth.store.revisions import revised_articles
from quoth.store.stories import Dated, changes
from quoth.synopsis import told
from quoth.types import Article, Attributed, Attribution, Lineage, Problem, Saying, Story, Trace, joined

# What decides which sayings a story has, and what besides that lists and search are told; not how a page shows it.
FINDS_WITH = (
    *("types", "quotation.py", "words.py", "words.txt", "synopsis.py"),
    *("stories", "sayings", "records", "lineage", "page/views.py", "page/app/columns.py", "page/app/encode.py"),
)
DERIVES_WITH = (
    *FINDS_WITH,
    *("judgements", "search", "page/notes.py", "page/app/refresh.py", "page/app/slugs.py"),
)

_LONGEST_CUE = 80  # code points of "refused": what is longer is no cue that a list can show
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
    code, finds = fingerprint(DERIVES_WITH), fingerprint(FINDS_WITH)
    sums = store.checksums()
    people = kept(store)
    holding = effective(people.judgements)
    judged = _digest(j.id for j in people.judgements)
    before = _before(index, code)
    if (
        before.checksums == {storable(name): of for name, of in sums.items()}
        and before.judged == judged
        and before.beside == records.digest
        and before.machines
    ):
        return False
    articles, fresh, damaged = _articles(store, index, sums, before, progress)
    by_id = {a.id: a for a in articles}
    found = brought_up(store, but=sums.keys() - by_id.keys())
    damaged += [Problem(str(store.path), str(found.unkept))] if found.unkept else []
    groups = _of(found.stories, by_id)
    named = touched(people.judgements) | before.touched
    made = []
    finding = _Finding(store, index, records)
    try:
        for n, story in enumerate(groups):
            progress("finding what several of them tell", n, len(groups))
            made_of = _digest((finds, story.id, *(sums[a] for a in story.articles)))
            beside = before.machines.get(made_of)
            if beside != records.digest:
                finding.add(story, made_of, anew=beside is None)
            known = before.by_this and beside == records.digest and named.isdisjoint(story.articles)
            made.append(_Made(story, made_of, known))
    finally:
        finding.write()  # also where it ends here: what was found is not looked for again
    progress("writing it down", 0, len(made))
    with index.writing() as db:
        _put_articles(db, by_id, fresh, sums, made, revised=revised_articles(store))
        _put_histories(db, groups, changes(store, told_of=("gone",)))
        _put_stories(db, made, by_id, holding=holding, records=records, progress=progress)
        _put_problems(db, fresh, [*damaged, *people.problems, *records.problems])
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
        rows = [db.execute("SELECT story FROM articles WHERE id = ?", (storable(a),)).fetchone() for a in sorted(named)]
        for story in dict.fromkeys(row[0] for row in rows if row):
            _put_story(db, laid(db, story, machine_of(db, story), holding, records))
        before = db.execute("SELECT value FROM facts WHERE name = 'touched'").fetchone()
        all_named = sorted(named | frozenset(encode.load_list(before[0] if before else "[]")))
        db.execute("INSERT OR REPLACE INTO facts VALUES ('touched', ?)", (encode.dump(all_named),))
        db.execute("INSERT OR REPLACE INTO facts VALUES ('judged', ?)", (_digest(j.id for j in people.judgements),))


def machine_of(db: sqlite3.Connection, story: str) -> Machine:
    """What the machine found in the story with this id, but for its lineage; KeyError where there is none."""
    row = db.execute("SELECT machine FROM machines JOIN stories USING (made_of) WHERE story = ?", (story,)).fetchone()
    if row is None:
        raise KeyError(story)
    return encode.machine(row[0])


def lineage_of(db: sqlite3.Connection, made_of: str, saying: str | None = None) -> tuple[Lineage, ...]:
    """Who has `saying` from whom, or without one the articles as wholes, in the story that is `made_of` this."""
    row = db.execute("SELECT links FROM lineage WHERE made_of = ? AND saying = ?", (made_of, saying or "")).fetchone()
    return encode.lineage(row[0]) if row else ()


def laid(
    db: sqlite3.Connection, story: str, machine: Machine, holding: Sequence[Judgement], records: Records
) -> JudgedStory:
    """The story with this id as people left it; what they changed is held against `records` again."""
    rows = db.execute("SELECT read FROM articles WHERE story = ? ORDER BY id", (story,)).fetchall()
    attributed = [encode.attributed(row[0]) for row in rows]
    members = tuple(one.article.id for one in attributed)
    before = db.execute("SELECT history FROM histories WHERE story = ?", (story,)).fetchone()
    history = encode.history(before[0]) if before else ()
    whole = Story(story, members, reworded=machine.reworded, sources=machine.sources, history=history)
    inside = frozenset(whole.articles)
    mine = [j for j in holding if not touched([j]).isdisjoint(inside)]
    found = judged_story(whole, attributed, machine.sayings, mine)
    if not mine or not records.indexes:
        return found
    ours = {id(s) for s in machine.sayings}
    said = {i: j.attribution for i, j in found.attributions.items()}
    texts = {i: a.text for i, a in found.articles.items()}
    changed = (
        one if id(one.saying) in ours else replace(one, saying=_beside(one.saying, said, texts, records))
        for one in found.sayings
    )
    return replace(found, sayings=tuple(changed))


def _beside(saying: Saying, said: Mapping[str, Attribution], texts: Mapping[str, str], records: Records) -> Saying:
    """`saying` with what the best of `records` has in its place."""
    told = {a.id: a for a in tellings(saying, said)}
    return replace(saying, record=recorded(saying, told, texts, records.indexes))


class _Finding:
    """What the machine finds in stories, written down some at a time."""

    def __init__(self, store: Store, index: Index, records: Records) -> None:
        self._store = store
        self._index = index
        self._records = records
        self._found: list[tuple[str, str, str, str]] = []
        self._lineage: list[tuple[str, str, str]] = []
        self._size = 0

    def add(self, story: Story, made_of: str, *, anew: bool) -> None:
        """Finds what `story` tells, or, where that is known, holds it against the records only."""
        read = [one for a in story.articles if isinstance(one := self._store.article(a), Attributed)]
        if anew:
            whole, sayings = told(story, read)
            found = Trace(
                tuple(o.article for o in read), tuple(a for o in read for a in o.attributions), (whole,), sayings
            )
        else:
            with self._index.reading() as db:
                row = db.execute("SELECT machine FROM machines WHERE made_of = ?", (made_of,)).fetchone()
            known = encode.machine(row[0])
            whole = replace(story, sayings=tuple(s.id for s in known.sayings), reworded=known.reworded)
            found = Trace(
                tuple(o.article for o in read), tuple(a for o in read for a in o.attributions), (whole,), known.sayings
            )
        if self._records.indexes or not anew:
            found = witnessed(found, self._records.indexes)
        found = related(found)  # after the record, which tells who has its words from there
        machine = Machine(found.sayings, found.lineage, found.stories[0].reworded, found.stories[0].sources)
        written = encode.of_machine(machine)
        beside = written_columns(columns(found.articles, labels(found.articles)))
        self._found.append((made_of, self._records.digest, written, beside))
        links: dict[str, list[Lineage]] = {}
        for link in machine.lineage:
            links.setdefault(link.saying or "", []).append(link)
        rows = [(made_of, saying, encode.of_lineage(some)) for saying, some in links.items()]
        self._lineage += rows
        self._size += len(written) + sum(len(row[2]) for row in rows)
        if self._size > _BATCH:
            self.write()

    def write(self) -> None:
        with self._index.writing(new=False) as db:
            db.executemany("INSERT OR REPLACE INTO machines VALUES (?, ?, ?, ?)", self._found)
            db.executemany("DELETE FROM lineage WHERE made_of = ?", [(row[0],) for row in self._found])
            db.executemany("INSERT INTO lineage VALUES (?, ?, ?)", self._lineage)
        self._found, self._lineage, self._size = [], [], 0


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
        if before.checksums.get(storable(name)) == checksum:
            with index.reading() as db:
                row = db.execute("SELECT read FROM articles WHERE id = ?", (storable(name),)).fetchone()
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


def _put_histories(db: sqlite3.Connection, stories: Iterable[Story], gone: Iterable[Dated]) -> None:
    """What merged and split of the stories there are, and where to look for one that is no more."""
    db.execute("DELETE FROM histories")
    db.execute("DELETE FROM gone")
    rows = [(s.id, encode.dump([h.to_dict() for h in s.history])) for s in stories if s.history]
    db.executemany("INSERT INTO histories VALUES (?, ?)", rows)
    left = [(d.change.story, storable(d.change.articles[0])) for d in gone if d.change.articles]
    db.executemany("INSERT OR REPLACE INTO gone VALUES (?, ?)", left)


def _put_articles(
    db: sqlite3.Connection,
    articles: Mapping[str, Article],
    fresh: Mapping[str, str],
    sums: Mapping[str, str],
    made: Iterable[_Made],
    *,
    revised: Collection[str],
) -> None:
    story_of = {a: story.id for story in (one.story for one in made) for a in story.articles}
    stay = {storable(name) for name in articles}
    for (name,) in db.execute("SELECT id FROM articles").fetchall():
        if name not in stay:
            db.execute("DELETE FROM articles WHERE id = ?", (name,))
    for name, article in articles.items():
        if name in fresh:
            outlet = " ".join((article.outlet or "").split())
            db.execute(
                "INSERT INTO articles (id, slug, checksum, story, outlet, published, title, revised, read) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (id) DO UPDATE SET checksum = excluded.checksum, "
                "outlet = excluded.outlet, published = excluded.published, title = excluded.title, "
                "read = excluded.read",
                (
                    *(storable(name), slug(name), sums[name], "", slug_of_person(outlet) if outlet else None),
                    *(article.published, storable(headline(article)), fresh[name]),
                ),
            )
        home = (story_of[name], storable(name), story_of[name])
        db.execute("UPDATE articles SET story = ? WHERE id = ? AND story <> ?", home)
    again = {storable(name) for name in revised}
    for (name,) in db.execute("SELECT id FROM articles WHERE revised").fetchall():
        if name not in again:
            db.execute("UPDATE articles SET revised = 0 WHERE id = ?", (name,))
    db.executemany("UPDATE articles SET revised = 1 WHERE id = ?", [(name,) for name in sorted(again)])
    db.execute("DELETE FROM outlets")
    named: dict[str, list[str]] = {}
    for article in articles.values():
        if outlet := " ".join((article.outlet or "").split()):
            named.setdefault(slug_of_person(outlet), []).append(outlet)
    db.executemany(
        "INSERT INTO outlets VALUES (?, ?, ?)", [(s, storable(names[0]), len(names)) for s, names in named.items()]
    )


def _put_stories(
    db: sqlite3.Connection,
    made: Sequence[_Made],
    articles: Mapping[str, Article],
    *,
    holding: Sequence[Judgement],
    records: Records,
    progress: Progress,
) -> None:
    stay = {one.story.id for one in made}
    had = dict(db.execute("SELECT story, made_of FROM stories").fetchall())
    for story in had.keys() - stay:
        db.execute("DELETE FROM stories WHERE story = ?", (story,))
        _forget_tellings(db, story)
    for n, one in enumerate(made):
        story = one.story
        progress("writing it down", n, len(made))
        if one.known and had.get(story.id) == one.made_of:
            continue
        members = [articles[a] for a in story.articles]
        days = sorted(a.published[:10] for a in members if a.published)
        title = next((headline(a) for a in members if a.title), headline(members[0]))
        db.execute(
            "INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?, ?, 0, 0)",
            (
                story.id,
                one.made_of,
                storable(title),
                days[0] if days else None,
                days[-1] if days else None,
                len(members),
            ),
        )
        _put_story(db, laid(db, story.id, machine_of(db, story.id), holding, records))


def _put_story(db: sqlite3.Connection, story: JudgedStory) -> None:
    """The rows of one story, in place of those it had."""
    numbers = {i: n for n, i in db.execute("SELECT article, id FROM articles WHERE story = ?", (story.story.id,))}
    before = _forget_tellings(db, story.story.id)
    names: dict[str, tuple[str, str]] = {}
    found_by: list[Said] = []
    for one in story.sayings:
        saying = one.saying
        parts = {p.telling: p.content for p in saying.parts}
        told = [story.attributions[t] for t in saying.tellings]
        articles = len({j.attribution.article for j in told})
        for judged in told:
            a = judged.attribution
            if a.id in parts:
                a = portion(a, parts[a.id])
            article = story.articles[a.article]
            who = saying.speaker if saying.speaker and saying.speaker.name.strip() else a.speaker
            person = None
            if who and who.name.strip():
                person = slug_of_person(who.name)
                names.setdefault(person, (" ".join(who.name.split()), who.type))
            outlet = " ".join((article.outlet or "").split())
            day = a.said_on or (article.published or "")[:10] or None
            row = db.execute(
                "INSERT INTO tellings (id, story, saying, article, speaker, outlet, kind, day, dated, place, origin, "
                "told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(storable(a.id), story.story.id, saying.id, numbers[storable(a.article)], person),
                    *(slug_of_person(outlet) if outlet else None, a.kind),
                    *(day, a.said_on is not None, a.start),
                    *(judged.origin if one.origin == "machine" else one.origin, articles),
                ),
            ).lastrowid
            db.execute(
                "INSERT INTO words VALUES (?, ?, ?, ?, ?)",
                (
                    *(row, storable(joined(a.content)), storable(_cue(a))),
                    *(storable(who.name if who else ""), storable(outlet)),
                ),
            )
            name = " ".join(who.name.split()) if who else ""
            parts_ = tuple(s.text for s in a.content)
            found_by.append(Said(int(row or 0), parts_, name or None, outlet or None, day_of(a, article.published)))
    put(db, found_by)
    tellers = [{story.attributions[t].attribution.article for t in one.saying.tellings} for one in story.sayings]
    shared = sum(len(articles) > 1 for articles in tellers)
    db.execute(
        "UPDATE stories SET sayings = ?, shared = ? WHERE story = ?", (len(story.sayings), shared, story.story.id)
    )
    for person in before | names.keys():
        (count,) = db.execute("SELECT count(*) FROM tellings WHERE speaker = ?", (person,)).fetchone()
        if not count:
            db.execute("DELETE FROM speakers WHERE slug = ?", (person,))
        elif person in names:
            db.execute(
                "INSERT INTO speakers VALUES (?, ?, ?, ?) "
                "ON CONFLICT (slug) DO UPDATE SET tellings = excluded.tellings",
                (person, storable(names[person][0]), names[person][1], count),
            )
        else:
            db.execute("UPDATE speakers SET tellings = ? WHERE slug = ?", (count, person))


def _forget_tellings(db: sqlite3.Connection, story: str) -> set[str]:
    """Takes out the rows of a story; the speakers that it had."""
    had = db.execute("SELECT telling, speaker FROM tellings WHERE story = ?", (story,)).fetchall()
    db.executemany("DELETE FROM words WHERE telling = ?", [(row[0],) for row in had])
    forget(db, [row[0] for row in had])
    db.execute("DELETE FROM tellings WHERE story = ?", (story,))
    return {row[1] for row in had if row[1]}


def _put_problems(db: sqlite3.Connection, fresh: Mapping[str, str], problems: Iterable[Problem]) -> None:
    """The problems of the articles that are `fresh` in place of those they had; `problems` are of the store itself."""
    db.execute("DELETE FROM problems WHERE article IS NULL OR article NOT IN (SELECT slug FROM articles)")
    put = 'INSERT INTO problems ("where", message, article) VALUES (?, ?, ?)'
    db.executemany(put, [(storable(p.where), storable(p.message), None) for p in problems])
    for name, read in fresh.items():
        db.execute("DELETE FROM problems WHERE article = ?", (slug(name),))
        found = encode.problems(read)
        db.executemany(put, [(storable(p.where), storable(p.message), slug(name)) for p in found])


def _cue(a: Attribution) -> str:
    """How the article reports what it does not quote, where that tells more than “said”."""
    cue = " … ".join(" ".join(s.text.split()) for s in a.cue)
    return cue if a.kind != "direct" and len(cue) <= _LONGEST_CUE and telling_cue(cue) else ""


def storable(text: str) -> str:
    """`text` as SQLite can hold it: a lone surrogate, which no UTF-8 has, as ``\\udc80``."""
    return text.encode("utf-8", "backslashreplace").decode()


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
