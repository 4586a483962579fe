"""The rows of the index: what lists, the search and the addresses of the page need of articles, stories and tellings.

Everything here writes into a transaction that somebody else began, and replaces what stood there before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from quoth.judgements.sayings import JudgedStory
from quoth.page.app.index import encode
from quoth.page.app.index.slugs import slug, slug_of_person
from quoth.page.fullest import called
from quoth.page.labels import headline, title
from quoth.page.notes import cue_words, departs, grave, telling_cue
from quoth.page.saying import surely
from quoth.sayings.portions import portion
from quoth.search.tables import Said, day_of, forget, put
from quoth.store.stories import Dated
from quoth.types import Article, Attribution, Problem, Speaker, Story, joined

_LONGEST_CUE = 80  # code points of "refused": what is longer is no cue that a list can show


def put_articles(
    db: sqlite3.Connection,
    articles: Mapping[str, Article],
    fresh: Mapping[str, str],
    sums: Mapping[str, str],
    stories: Iterable[Story],
    *,
    revised: Collection[str],
) -> None:
    """The articles, in which of `stories` each is, and their outlets; `fresh` has the JSON of those not there yet."""
    story_of = {a: story.id for story in stories for a in story.articles}
    stay = {storable(name) for name in articles}
    for (name,) in db.execute("SELECT id FROM articles").fetchall():
        if name not in stay:
            db.execute("DELETE FROM articles WHERE id = ?", (name,))
    for name, article in articles.items():
        if name in fresh:
            outlet = _outlet(article)
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
    _put_revised(db, {storable(name) for name in revised})
    _put_outlets(db, articles.values())


def _put_revised(db: sqlite3.Connection, revised: Collection[str]) -> None:
    for (name,) in db.execute("SELECT id FROM articles WHERE revised").fetchall():
        if name not in revised:
            db.execute("UPDATE articles SET revised = 0 WHERE id = ?", (name,))
    db.executemany("UPDATE articles SET revised = 1 WHERE id = ?", [(name,) for name in sorted(revised)])


def _put_outlets(db: sqlite3.Connection, articles: Iterable[Article]) -> None:
    named: dict[str, list[str]] = {}
    for article in articles:
        if outlet := _outlet(article):
            named.setdefault(slug_of_person(outlet), []).append(outlet)
    db.execute("DELETE FROM outlets")
    db.executemany(
        "INSERT INTO outlets VALUES (?, ?, ?)", [(s, storable(names[0]), len(names)) for s, names in named.items()]
    )


def put_histories(db: sqlite3.Connection, stories: Iterable[Story], gone: Iterable[Dated]) -> None:
    """What merged and split of the stories there are, and where to look for one that is no more."""
    db.execute("DELETE FROM histories")
    db.execute("DELETE FROM gone")
    rows = [(s.id, encode.dump([h.to_dict() for h in s.history])) for s in stories if s.history]
    db.executemany("INSERT INTO histories VALUES (?, ?)", rows)
    left = [(d.change.story, storable(d.change.articles[0])) for d in gone if d.change.articles]
    db.executemany("INSERT OR REPLACE INTO gone VALUES (?, ?)", left)


def put_story(db: sqlite3.Connection, story: Story, made_of: str, members: Sequence[Article]) -> None:
    """The row of `story`, whose articles are `members`; how many sayings it has is told by `put_tellings`."""
    days = sorted(a.published[:10] for a in members if a.published)
    db.execute(
        "INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)",
        (
            story.id,
            made_of,
            storable(title(members)),
            days[0] if days else None,
            days[-1] if days else None,
            len(members) - len(days),
            len(members),
        ),
    )


def forget_story(db: sqlite3.Connection, story: str) -> None:
    """Takes out the story with this id, and its tellings."""
    db.execute("DELETE FROM stories WHERE story = ?", (story,))
    _forget_tellings(db, story)


def put_tellings(db: sqlite3.Connection, story: JudgedStory) -> None:
    """The tellings of one story, and what of its speakers and its own row follows from them."""
    numbers = {i: n for n, i in db.execute("SELECT article, id FROM articles WHERE story = ?", (story.story.id,))}
    before = _forget_tellings(db, story.story.id)
    named: dict[str, Speaker] = {}
    found_by: list[Said] = []
    shared = perhaps = alarming = departing = nameless = 0
    names = called([s.saying for s in story.sayings], [a.text for a in story.articles.values()], story.named)
    for one in story.sayings:
        saying = one.saying
        parts = {p.telling: p.content for p in saying.parts}
        told = [story.attributions[t] for t in saying.tellings]
        articles = len({j.attribution.article for j in told})
        sure = surely(saying, [j.attribution for j in told])
        shared += articles > 1
        perhaps += articles > 1 and sure < 2
        alarming += sure > 1 and grave(saying)
        departing += departs(saying)
        nameless += names[saying.id] is None
        for judged in told:
            a = judged.attribution
            if a.id in parts:
                a = portion(a, parts[a.id])
            name = names[saying.id]
            who = replace(saying.speaker, name=name) if saying.speaker and name else a.speaker
            if who and who.name.strip():
                named.setdefault(slug_of_person(who.name), who)
            origin = judged.origin if one.origin == "machine" else one.origin
            where = story.story.id, saying.id, numbers[storable(a.article)]
            found_by.append(_put_telling(db, where, a, who, story.articles[a.article], origin, (articles, sure)))
    put(db, found_by)
    counts = (len(story.sayings), shared, perhaps, alarming, departing, nameless, story.story.id)
    db.execute(
        "UPDATE stories SET sayings = ?, shared = ?, perhaps = ?, grave = ?, departing = ?, nameless = ? "
        "WHERE story = ?",
        counts,
    )
    _put_speakers(db, before, named)


def _put_telling(  # noqa: PLR0917
    db: sqlite3.Connection,
    where: tuple[str, str, int],
    a: Attribution,
    who: Speaker | None,
    article: Article,
    origin: str,
    articles: tuple[int, int],
) -> Said:
    """The row of a telling of `who`, in a saying that so many `articles` tell, so many of them surely, and its words;
    what it is found by.

    `where` is its story, its saying, and the number of its article.
    """
    outlet = _outlet(article)
    name = " ".join(who.name.split()) if who else ""
    day = a.said_on or (article.published or "")[:10] or None
    row = db.execute(
        "INSERT INTO tellings (id, story, saying, article, speaker, outlet, kind, day, dated, place, origin, "
        "told, surely) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(storable(a.id), *where, slug_of_person(who.name) if who and name else None),
            *(slug_of_person(outlet) if outlet else None, a.kind),
            *(day, a.said_on is not None, a.start, origin, *articles),
        ),
    ).lastrowid
    db.execute(
        "INSERT INTO words VALUES (?, ?, ?, ?, ?)",
        (
            *(row, storable(joined(a.content)), storable(_cue(a))),
            *(storable(who.name if who else ""), storable(outlet)),
        ),
    )
    words = tuple(s.text for s in a.content)
    return Said(int(row or 0), words, name or None, outlet or None, day_of(a, article.published))


def _put_speakers(db: sqlite3.Connection, before: Collection[str], named: Mapping[str, Speaker]) -> None:
    """How much is told of the speakers that a story had `before` and of those `named` now, each once under its slug."""
    for person in named.keys() | before:
        (count,) = db.execute("SELECT count(*) FROM tellings WHERE speaker = ?", (person,)).fetchone()
        if not count:
            db.execute("DELETE FROM speakers WHERE slug = ?", (person,))
        elif person in named:
            db.execute(
                "INSERT INTO speakers VALUES (?, ?, ?, ?) "
                "ON CONFLICT (slug) DO UPDATE SET tellings = excluded.tellings",
                (person, storable(" ".join(named[person].name.split())), named[person].type, count),
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


def put_problems(db: sqlite3.Connection, fresh: Mapping[str, str], problems: Iterable[Problem]) -> None:
    """The problems of the articles that are `fresh` in place of those they had; `problems` are of the store itself."""
    db.execute("DELETE FROM problems WHERE article IS NULL OR article NOT IN (SELECT slug FROM articles)")
    put = 'INSERT INTO problems ("where", message, article) VALUES (?, ?, ?)'
    db.executemany(put, [(storable(p.where), storable(p.message), None) for p in problems])
    for name, read in fresh.items():
        db.execute("DELETE FROM problems WHERE article = ?", (slug(name),))
        found = encode.problems(read)
        db.executemany(put, [(storable(p.where), storable(p.message), slug(name)) for p in found])


def _outlet(article: Article) -> str:
    return " ".join((article.outlet or "").split())


def _cue(a: Attribution) -> str:
    """How the article reports what it does not quote, where that tells more than “said”."""
    cue = cue_words(a)
    return cue if a.kind != "direct" and len(cue) <= _LONGEST_CUE and telling_cue(cue) else ""


def storable(text: str) -> str:
    """`text` as SQLite can hold it: a lone surrogate, which no UTF-8 has, as ``\\udc80``."""
    return text.encode("utf-8", "backslashreplace").decode()
