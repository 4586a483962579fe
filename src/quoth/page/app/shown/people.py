"""The views of speakers and of outlets: all of them, and everything that one of them said or told."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request

from quoth.page.app.desk import Desk
from quoth.page.app.shown.answer import Shown
from quoth.page.app.shown.stories import paging

EACH = 50  # sayings on a page
MANY = 200  # speakers or outlets on a page

SAYINGS = (
    "saying",
    "story",
    "story_title",
    "speaker",
    "day",
    "day_of_words",
    "told_by",
    "outlets",
    "words",
    "kind",
    "surely_told_by",
)
SPEAKERS = ("speaker", "name", "type", "tellings")
OUTLETS = ("outlet", "name", "articles")

# One row a saying, with the words of its first telling in quotation marks, else of its first.
_SAYINGS = """
SELECT g.*, s.title AS story_title, w.content AS words, w.cue, w.speaker, t.speaker AS person, t.kind
FROM (
    SELECT saying, story, min(day) AS day, max(dated) AS dated, told, surely,
           group_concat(DISTINCT replace(o.name, ',', char(31))) AS outlets,
           max(origin <> 'machine') AS human,
           min((CASE kind WHEN 'direct' THEN 0 WHEN 'mixed' THEN 1 ELSE 2 END) << 40 | telling) & 1099511627775 AS first
    FROM tellings LEFT JOIN outlets o ON o.slug = outlet
    WHERE {where}
    GROUP BY saying ORDER BY day IS NULL, day DESC, story, told DESC, saying LIMIT ? OFFSET ?
) g
JOIN words w ON w.telling = g.first JOIN tellings t ON t.telling = g.first JOIN stories s ON s.story = g.story
ORDER BY g.day IS NULL, g.day DESC, g.story, g.told DESC, g.saying
"""


def speakers(desk: Desk, request: Request) -> Shown:
    """Who speaks, who is quoted most first; `q` finds names."""
    sought = request.query_params.get("q", "").strip()[:100]
    where, given = ("WHERE name LIKE ? ESCAPE '\\'", [f"%{_escaped(sought)}%"]) if sought else ("", [])
    with desk.index.reading() as db:
        (total,) = db.execute(f"SELECT count(*) FROM speakers {where}", given).fetchone()  # noqa: S608
        paged = paging(request, total, MANY)
        rows = db.execute(
            "SELECT slug AS speaker, name, type, tellings FROM speakers "  # noqa: S608
            f"{where} ORDER BY tellings DESC, name LIMIT ? OFFSET ?",
            (*given, MANY, (paged.page - 1) * MANY),
        ).fetchall()
    found = [dict(r) for r in rows]
    return Shown(
        "speakers.html",
        "Speakers",
        {"speakers": found, "paging": paged, "sought": sought},
        lambda: {"format": "quoth/1", "speakers": found, "page": paged.page, "pages": paged.pages},
        lambda: (SPEAKERS, [[s[k] for k in SPEAKERS] for s in found]),
    )


def speaker(desk: Desk, request: Request) -> Shown | None:
    """Everything that one speaker said, by day, and who told it."""
    person = request.path_params["speaker"]
    with desk.index.reading() as db:
        row = db.execute("SELECT name, type, tellings FROM speakers WHERE slug = ?", (person,)).fetchone()
        if row is None:
            return None
        (total,) = db.execute("SELECT count(DISTINCT saying) FROM tellings WHERE speaker = ?", (person,)).fetchone()
        paged = paging(request, total, EACH)
        found = _sayings(db, "speaker = ?", person, paged.page)
        last = row["name"].split()[-1] if row["name"].split() else ""
        alike = db.execute(
            "SELECT slug, name, tellings FROM speakers WHERE slug <> ? AND name LIKE ? ESCAPE '\\' "
            "ORDER BY tellings DESC, name LIMIT 8",
            (person, f"%{_escaped(last)}"),
        ).fetchall()
        by_outlet = db.execute(
            "SELECT o.slug, o.name, count(DISTINCT t.saying) AS sayings FROM tellings t "
            "JOIN outlets o ON o.slug = t.outlet WHERE t.speaker = ? "
            "GROUP BY o.slug ORDER BY sayings DESC, o.name LIMIT 50",
            (person,),
        ).fetchall()
    return Shown(
        "speaker.html",
        row["name"],
        {
            "person": dict(row),
            "sayings": found,
            "total": total,
            "paging": paged,
            "alike": [dict(a) for a in alike] if len(last) > 2 else [],
            "by_outlet": [dict(o) for o in by_outlet],
        },
        lambda: {"format": "quoth/1", "speaker": dict(row), "sayings": found, "page": paged.page, "pages": paged.pages},
        lambda: _table(found),
    )


def outlets(desk: Desk, request: Request) -> Shown:
    """Who published, most articles first."""
    with desk.index.reading() as db:
        (total,) = db.execute("SELECT count(*) FROM outlets").fetchone()
        paged = paging(request, total, MANY)
        rows = db.execute(
            "SELECT slug AS outlet, name, articles FROM outlets ORDER BY articles DESC, name LIMIT ? OFFSET ?",
            (MANY, (paged.page - 1) * MANY),
        ).fetchall()
        (nameless,) = db.execute("SELECT count(*) FROM articles WHERE outlet IS NULL").fetchone()
    found = [dict(r) for r in rows]
    return Shown(
        "outlets.html",
        "Outlets",
        {"outlets": found, "paging": paged, "nameless": nameless},
        lambda: {"format": "quoth/1", "outlets": found, "page": paged.page, "pages": paged.pages},
        lambda: (OUTLETS, [[o[k] for k in OUTLETS] for o in found]),
    )


def outlet(desk: Desk, request: Request) -> Shown | None:
    """What one outlet published, and what it told, by day."""
    name = request.path_params["outlet"]
    with desk.index.reading() as db:
        row = db.execute("SELECT name, articles FROM outlets WHERE slug = ?", (name,)).fetchone()
        if row is None:
            return None
        articles = db.execute(
            "SELECT slug, title, published, story FROM articles WHERE outlet = ? ORDER BY published DESC, id LIMIT ?",
            (name, MANY),
        ).fetchall()
        (total,) = db.execute("SELECT count(DISTINCT saying) FROM tellings WHERE outlet = ?", (name,)).fetchone()
        only = db.execute(
            "SELECT count(DISTINCT saying) FROM tellings WHERE outlet = ? AND told = 1", (name,)
        ).fetchone()[0]
        paged = paging(request, total, EACH)
        found = _sayings(db, "outlet = ?", name, paged.page)
    return Shown(
        "outlet.html",
        row["name"],
        {
            "outlet": dict(row),
            "articles": [dict(a) for a in articles],
            "sayings": found,
            "total": total,
            "only": only,
            "paging": paged,
        },
        lambda: {
            "format": "quoth/1",
            "outlet": dict(row),
            "articles": [dict(a) for a in articles],
            "sayings": found,
            "page": paged.page,
            "pages": paged.pages,
        },
        lambda: _table(found),
    )


def _sayings(db: sqlite3.Connection, where: str, key: str, page: int) -> list[dict[str, Any]]:
    rows = db.execute(_SAYINGS.format(where=where), (key, EACH, (page - 1) * EACH)).fetchall()
    return [
        {
            "saying": r["saying"],
            "story": r["story"],
            "story_title": r["story_title"],
            "speaker": r["speaker"],
            "person": r["person"],
            "day": r["day"],
            "day_of_words": bool(r["dated"]),
            "told_by": r["told"],
            "surely_told_by": r["surely"],
            "outlets": [name.replace("\x1f", ",") for name in (r["outlets"] or "").split(",") if name],
            "words": r["words"],
            "cue": r["cue"],
            "kind": r["kind"],
            "human": bool(r["human"]),
        }
        for r in rows
    ]


def _table(found: Sequence[dict[str, Any]]) -> tuple[Sequence[str], list[list[Any]]]:
    return SAYINGS, [[", ".join(s[k]) if k == "outlets" else s[k] for k in SAYINGS] for s in found]


def _escaped(sought: str) -> str:
    """`sought` for LIKE, where % and _ stand for anything."""
    return sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
