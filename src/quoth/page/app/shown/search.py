"""“Who said this?” on the page: the same search as ``quoth who``, over the tellings as people left them.

What is found, and how near its words are, is `quoth.search.find`'s business; here it gets its saying, its article and
an address. While somebody is still typing, the last word may be the beginning of one: so it is taken where nothing has
it as it stands. What is found are tellings; that their sayings have others, in other words, is counted beside them.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request

from quoth.errors import UsageError
from quoth.page.app.desk import Desk
from quoth.page.app.shown.answer import Shown
from quoth.page.app.shown.stories import number, paging
from quoth.search.find import Hit, Hits, find
from quoth.search.question import Question
from quoth.words import WORD

FOUND = 40  # tellings on a page
PAGES = 25  # at most: who looks through a thousand asks for something else
LONGEST = 400  # code points of a question that are read
_COLUMNS = (
    *("attribution", "saying", "story", "speaker", "outlet", "article", "day", "kind", "match", "score"),
    *("words", "told_by", "surely_told_by"),
)

_ROWS = """
SELECT t.id AS attribution, t.saying, t.story, w.speaker, w.outlet, a.slug AS article, a.title, t.day, t.dated, t.kind,
       w.content AS words, w.cue, t.told AS told_by, t.surely AS surely_told_by, t.place,
       t.speaker AS person, t.origin, t.telling AS number
FROM tellings t JOIN words w ON w.telling = t.telling JOIN articles a ON a.article = t.article
WHERE t.telling IN ({marks})
"""
_ALL = "SELECT count(*) FROM tellings WHERE saying IN ({marks})"


def search(desk: Desk, request: Request) -> Shown:
    """What was said with these words; `by` may name a speaker, `outlet` an outlet, `since` and `until` days.

    Who shows fewer at once says how many with `most`.
    """
    each = min(number(request, "most"), FOUND) if "most" in request.query_params else FOUND
    most = each * number(request, "page", PAGES)
    asked = {k: request.query_params.get(k, "")[:LONGEST].strip() for k in ("q", "by", "outlet", "since", "until")}
    typed = asked["q"][-1:].isalnum()
    since, until = asked["since"] or None, asked["until"] or None
    why = ""
    found: list[dict[str, Any]] = []
    others = 0
    hits, page = Hits((), True), paging(request, 0, each)
    with desk.index.reading() as db:
        try:
            question = Question(asked["q"], asked["by"], asked["outlet"], since, until)
            hits = find(db, question, most)
            if typed and not _exact(hits.hits):
                begun = find(db, replace(question, typed=True), most)
                hits = begun if _exact(begun.hits) or not hits.hits else hits
            page = paging(request, min(hits.total, each * PAGES), each)
            found = list(told_apart(list(_shown(db, hits.hits[(page.page - 1) * each :][:each]))))
            others = _others(db, found)
        except UsageError as error:
            why = str(error)
    return Shown(
        "search.html",
        f"Search: {asked['q']}" if asked["q"] else "Search",
        {
            **asked,
            "sought": asked["q"],
            "asked_for": any(asked.values()),
            "found": found,
            "sayings": len({row["saying"] for row in found}),
            "others": others if asked["q"] else 0,
            "nearest": found[0]["match"] if found else "",
            "why": why,
            "terms": list(dict.fromkeys(m[0].casefold() for m in WORD.finditer(asked["q"]))),
            "paging": replace(page, total=hits.total),
            "total": hits.total,
            "more": hits.more,
        },
        lambda: {
            "format": "quoth/1",
            **asked,
            "found": found,
            "total": hits.total,
            "page": page.page,
            "pages": page.pages,
        },
        lambda: (_COLUMNS, [[r[k] for k in _COLUMNS] for r in found]),
    )


def _exact(hits: Sequence[Hit]) -> bool:
    return any(hit.match == "exact" for hit in hits)


def _others(db: sqlite3.Connection, found: Sequence[dict[str, Any]]) -> int:
    """How many tellings the sayings of `found` have besides those: ``quoth who`` shows these as well."""
    sayings = sorted({row["saying"] for row in found})
    marks = ",".join("?" * len(sayings))
    (all_of_them,) = db.execute(_ALL.format(marks=marks), sayings).fetchone()
    return int(all_of_them) - len(found)


def told_apart(found: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each of `found`, and as `apart` what tells it from those that look like it: the title where an outlet has several
    of the articles, and that an article has these words in several places, or that they tell several sayings.
    """
    articles, called, places, sayings = (defaultdict[Any, set[Any]](set) for _ in range(4))
    for row in found:
        articles[row["outlet"]].add(row["article"])
        called[row["outlet"], row["title"]].add(row["article"])
        places[row["article"], row["words"]].add(row["place"])
        sayings[row["attribution"]].add(row["saying"])
    for row in found:
        alike = len(called[row["outlet"], row["title"]])
        there = len(places[row["article"], row["words"]])
        tells = len(sayings[row["attribution"]])
        notes = [
            f"“{row['title']}”" if row["outlet"] and len(articles[row["outlet"]]) > 1 else "",
            f"one of {alike} articles of that title" if alike > 1 else "",
            f"one of {there} places in it with these words" if there > 1 else "",
            f"one of {tells} sayings that these words tell" if tells > 1 else "",
        ]
        yield {**row, "apart": ", ".join(note for note in notes if note)}


def _shown(db: sqlite3.Connection, hits: Sequence[Hit]) -> Iterator[dict[str, Any]]:
    marks = ",".join("?" * len(hits))
    rows = db.execute(_ROWS.format(marks=marks), [hit.number for hit in hits]).fetchall()
    found = {row["number"]: dict(row) for row in rows}
    for hit in hits:
        if row := found.get(hit.number):
            del row["number"]
            yield {**row, "match": hit.match, "score": round(hit.score, 3)}
