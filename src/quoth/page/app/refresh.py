"""From the store to the index: what changed is read again, grouped again, and laid out in rows.

Stories are found over all articles each time, as ``quoth trace`` does. A story whose articles are the same bytes as
before keeps its sayings; only the others are gathered again. Then people's judgements are laid over the stories that
they name, and what the lists and the search need of each is written. All of it is one transaction: who reads meanwhile
sees the state before.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quoth import sayings as sayings_
from quoth import stories as stories_
from quoth.judgements import JudgedStory, Judgement, effective, judged_story
from quoth.judgements.kinds import touched
from quoth.page.app import encode
from quoth.page.app.index import Index
from quoth.page.app.slugs import slug, slug_of_person
from quoth.page.views import headline
from quoth.store import Store, kept
from quoth.store.maker import fingerprint
from quoth.types import Article, Attributed, Problem, Story, joined

DERIVES_WITH = ("types.py", "quotation.py", "words.py", "words.txt", "stories", "sayings", "judgements", "page")

Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much


@dataclass(frozen=True, slots=True)
class _Before:
    """What the index has already."""

    checksums: Mapping[str, str]
    stories: Mapping[str, str]  # by what they are made of: the machine's sayings
    judged: str
    touched: frozenset[str]  # articles that judgements named then


def refresh(store: Store, index: Index, progress: Progress) -> bool:
    """Brings `index` up to `store`; True when anything had changed.

    Raises StoreError when the store cannot be read. `store` is only read.
    """
    code = fingerprint(DERIVES_WITH)
    sums = store.checksums()
    people = kept(store)
    holding = effective(people.judgements)
    judged = _digest(j.id for j in people.judgements)
    before = _before(index, code)
    if (
        before.checksums == {storable(name): of for name, of in sums.items()}
        and before.judged == judged
        and before.stories
    ):
        return False
    articles, fresh, damaged = _articles(store, index, sums, before, progress)
    groups = stories_.group(articles)
    by_id = {a.id: a for a in articles}
    named = touched(people.judgements) | before.touched
    made: list[tuple[Story, str, str, bool]] = []
    for n, story in enumerate(groups):
        progress("finding what several of them tell", n, len(groups))
        made_of = _digest((code, *(sums[a] for a in story.articles)))
        machine = before.stories.get(made_of)
        known = machine is not None and named.isdisjoint(story.articles)
        if machine is None:
            machine = _gathered(store, story, by_id)
        made.append((story, made_of, machine, known))
    progress("writing it down", 0, len(made))
    with index.writing() as db:
        _put_articles(db, by_id, fresh, sums, made)
        _put_stories(db, made, by_id, holding, progress)
        _put_problems(db, [*damaged, *people.problems])
        for name, value in (("made_by", code), ("judged", judged), ("touched", encode.dump(sorted(named)))):
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
    return True


def refresh_judged(store: Store, index: Index, judgements: Sequence[Judgement]) -> None:
    """Lays all judgements of `store` over the stories that `judgements`, just kept, name; the rest stays as it is."""
    people = kept(store)
    holding = effective(people.judgements)
    named = touched(judgements) | touched(j for j in people.judgements if j.id in {o.undoes for o in judgements})
    with index.writing() as db:
        rows = [db.execute("SELECT story FROM articles WHERE id = ?", (storable(a),)).fetchone() for a in sorted(named)]
        for story in dict.fromkeys(row[0] for row in rows if row):
            machine = db.execute("SELECT machine FROM stories WHERE story = ?", (story,)).fetchone()[0]
            _put_story(db, laid(db, story, machine, holding))
        before = db.execute("SELECT value FROM facts WHERE name = 'touched'").fetchone()
        all_named = sorted(named | frozenset(encode.load_list(before[0] if before else "[]")))
        db.execute("INSERT OR REPLACE INTO facts VALUES ('touched', ?)", (encode.dump(all_named),))
        db.execute("INSERT OR REPLACE INTO facts VALUES ('judged', ?)", (_digest(j.id for j in people.judgements),))


def laid(db: sqlite3.Connection, story: str, machine: str, holding: Sequence[Judgement]) -> JudgedStory:
    """The story with this id as people left it."""
    rows = db.execute("SELECT read FROM articles WHERE story = ? ORDER BY id", (story,)).fetchall()
    attributed = [encode.attributed(row[0]) for row in rows]
    sayings = encode.machine(machine).sayings
    whole = Story(story, tuple(one.article.id for one in attributed))
    mine = [j for j in holding if not touched([j]).isdisjoint(whole.articles)]
    return judged_story(whole, attributed, sayings, mine)


def _before(index: Index, code: str) -> _Before:
    with index.reading() as db:
        facts = dict(db.execute("SELECT name, value FROM facts").fetchall())
        if facts.get("made_by") != code:
            return _Before({}, {}, "", frozenset())
        return _Before(
            dict(db.execute("SELECT id, checksum FROM articles").fetchall()),
            dict(db.execute("SELECT made_of, machine FROM stories").fetchall()),
            facts.get("judged", ""),
            frozenset(encode.load_list(facts.get("touched", "[]"))),
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


def _gathered(store: Store, story: Story, articles: Mapping[str, Article]) -> str:
    """The machine's sayings of `story`; its attributions are read again, for the index has no vectors."""
    read = [one for a in story.articles if isinstance(one := store.article(a), Attributed)]
    said = [s for one in read for s in one.attributions]
    return encode.of_machine(sayings_.gather(story, {a: articles[a] for a in story.articles}, said))


def _put_articles(
    db: sqlite3.Connection,
    articles: Mapping[str, Article],
    fresh: Mapping[str, str],
    sums: Mapping[str, str],
    made: Iterable[tuple[Story, str, str, bool]],
) -> None:
    story_of = {a: story.id for story, *_ in made for a in story.articles}
    stay = {storable(name) for name in articles}
    for (name,) in db.execute("SELECT id FROM articles").fetchall():
        if name not in stay:
            db.execute("DELETE FROM articles WHERE id = ?", (name,))
    for name, article in articles.items():
        if name in fresh:
            outlet = " ".join((article.outlet or "").split())
            db.execute(
                "INSERT INTO articles (id, slug, checksum, story, outlet, published, title, read) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET checksum = excluded.checksum, "
                "outlet = excluded.outlet, published = excluded.published, title = excluded.title, "
                "read = excluded.read",
                (
                    *(storable(name), slug(name), sums[name], "", slug_of_person(outlet) if outlet else None),
                    *(article.published, storable(headline(article)), fresh[name]),
                ),
            )
        home = (story_of[name], storable(name), story_of[name])
        db.execute("UPDATE articles SET story = ? WHERE id = ? AND story <> ?", home)
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
    made: Sequence[tuple[Story, str, str, bool]],
    articles: Mapping[str, Article],
    holding: Sequence[Judgement],
    progress: Progress,
) -> None:
    stay = {story.id for story, *_ in made}
    had = dict(db.execute("SELECT story, made_of FROM stories").fetchall())
    for story in had.keys() - stay:
        db.execute("DELETE FROM stories WHERE story = ?", (story,))
        _forget_tellings(db, story)
    for n, (story, made_of, machine, known) in enumerate(made):
        progress("writing it down", n, len(made))
        if known and had.get(story.id) == made_of:
            continue
        members = [articles[a] for a in story.articles]
        days = sorted(a.published[:10] for a in members if a.published)
        title = next((headline(a) for a in members if a.title), headline(members[0]))
        db.execute(
            "INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?)",
            (
                story.id,
                made_of,
                storable(title),
                days[0] if days else None,
                days[-1] if days else None,
                len(members),
                machine,
            ),
        )
        _put_story(db, laid(db, story.id, machine, holding))


def _put_story(db: sqlite3.Connection, story: JudgedStory) -> None:
    """The rows of one story, in place of those it had."""
    numbers = {i: n for n, i in db.execute("SELECT article, id FROM articles WHERE story = ?", (story.story.id,))}
    before = _forget_tellings(db, story.story.id)
    names: dict[str, tuple[str, str]] = {}
    for one in story.sayings:
        saying = one.saying
        told = [story.attributions[t] for t in saying.tellings]
        articles = len({j.attribution.article for j in told})
        for judged in told:
            a = judged.attribution
            article = story.articles[a.article]
            who = saying.speaker if saying.speaker and saying.speaker.name.strip() else a.speaker
            person = None
            if who and who.name.strip():
                person = slug_of_person(who.name)
                names.setdefault(person, (" ".join(who.name.split()), who.type))
            outlet = " ".join((article.outlet or "").split())
            row = db.execute(
                "INSERT INTO tellings (id, story, saying, article, speaker, outlet, kind, day, dated, place, origin, "
                "told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(storable(a.id), story.story.id, saying.id, numbers[storable(a.article)], person),
                    *(slug_of_person(outlet) if outlet else None, a.kind),
                    *(a.said_on or (article.published or "")[:10] or None, a.said_on is not None, a.start),
                    *(judged.origin if one.origin == "machine" else one.origin, articles),
                ),
            ).lastrowid
            db.execute(
                "INSERT INTO words (rowid, content, speaker, outlet) VALUES (?, ?, ?, ?)",
                (row, storable(joined(a.content)), storable(who.name if who else ""), storable(outlet)),
            )
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
    db.executemany("DELETE FROM words WHERE rowid = ?", [(row[0],) for row in had])
    db.execute("DELETE FROM tellings WHERE story = ?", (story,))
    return {row[1] for row in had if row[1]}


def _put_problems(db: sqlite3.Connection, problems: Iterable[Problem]) -> None:
    """All problems: those of the articles, and those given, which are of the store itself."""
    db.execute("DELETE FROM problems")
    put = 'INSERT INTO problems ("where", message, article) VALUES (?, ?, ?)'
    for p in problems:
        db.execute(put, (storable(p.where), storable(p.message), None))
    for name, read in db.execute("SELECT slug, read FROM articles ORDER BY id").fetchall():
        for p in encode.problems(read):
            db.execute(put, (storable(p.where), storable(p.message), name))


def storable(text: str) -> str:
    """`text` as SQLite can hold it: a lone surrogate, which no UTF-8 has, as ``\\udc80``."""
    return text.encode("utf-8", "backslashreplace").decode()


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
