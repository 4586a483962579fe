"""The views of what was set aside, and of what people said: nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request

from quoth.judgements import Judgement
from quoth.page.app.desk import Desk
from quoth.page.app.index.rows import storable
from quoth.page.app.shown.answer import Shown
from quoth.page.app.shown.stories import paging

EACH = 100

PROBLEMS = ("where", "message", "article")
JUDGEMENTS = ("id", "what", "who", "when", "why", "about", "words", "from", "to", "undoes", "holds")
SAID = {
    "right": "accepted",
    "wrong": "rejected",
    "speaker": "gave the speaker of",
    "add": "added",
    "split": "split off",
    "join": "joined",
    "undo": "took back",
}
_VERDICTS = {"right": "accepted", "wrong": "rejected"}


def problems(desk: Desk, request: Request) -> Shown:
    """Everything wrong in what was read, with why; then what people said that fits nowhere any more."""
    with desk.index.reading() as db:
        (total,) = db.execute("SELECT count(*) FROM problems").fetchone()
        paged = paging(request, total, EACH)
        rows = db.execute(
            'SELECT p."where", p.message, p.article, a.title FROM problems p '
            "LEFT JOIN articles a ON a.slug = p.article ORDER BY p.problem LIMIT ? OFFSET ?",
            (EACH, (paged.page - 1) * EACH),
        ).fetchall()
    found = [dict(r) for r in rows]
    aside = [{"where": p.where, "message": p.message, "article": None} for p in desk.aside()]
    return Shown(
        "problems.html",
        "Problems",
        {"problems": found, "paging": paged, "aside": aside, "lost": lost(desk)},
        lambda: {
            "format": "quoth/1",
            "problems": [{k: p[k] for k in PROBLEMS} for p in (*aside, *found)],
            "unplaced": [j.to_dict() for j in lost(desk)],
            "page": paged.page,
            "pages": paged.pages,
        },
        lambda: (PROBLEMS, [[p[k] for k in PROBLEMS] for p in (*aside, *found)]),
    )


def judgements(desk: Desk, request: Request) -> Shown:
    """All that people said, the newest first, also what was taken back."""
    every = desk.judgements[::-1]
    holding = {j.id for j in desk.holding()}
    paged = paging(request, len(every), EACH)
    chosen = every[(paged.page - 1) * EACH : paged.page * EACH]
    by_id = {j.id: j for j in every}
    named = _labels(desk, {a.article for j in chosen for a in by_id.get(j.undoes or "", j).about})
    return Shown(
        "judgements.html",
        "Judgements",
        {
            "judgements": [_told(j, holding, by_id, named) for j in chosen],
            "paging": paged,
            "holding": len(holding),
        },
        lambda: {"format": "quoth/1", "judgements": [j.to_dict() for j in desk.judgements]},
        lambda: (JUDGEMENTS, [_row(j, holding) for j in desk.judgements]),
    )


def lost(desk: Desk) -> list[Judgement]:
    """The judgements that hold and name an article that is here, but not the words they are about; or no article."""
    with desk.index.reading() as db:
        here = {
            a.article: row[0]
            for j in desk.holding()
            for a in (*j.about, *j.others)
            if (row := db.execute("SELECT story FROM articles WHERE id = ?", (a.article,)).fetchone())
        }
    found: list[Judgement] = []
    for story in dict.fromkeys(here.values()):
        loaded = desk.story(story)
        found += loaded.story.lost if loaded else ()
    found += [j for j in desk.holding() if not any(a.article in here for a in j.about)]
    return list(dict.fromkeys(found))


def words(judgement: Judgement) -> str:
    """The words that a judgement is about, of the first telling it names."""
    return " [...] ".join(" ".join(x.split()) for x in judgement.about[0].exact) if judgement.about else ""


def _labels(desk: Desk, articles: set[str]) -> dict[str, tuple[str, str]]:
    """The address and the outlet (else the title) of each of `articles` that is in the store, by its id."""
    found = {}
    with desk.index.reading() as db:
        for name in articles:
            row = db.execute(
                "SELECT a.slug, coalesce(o.name, a.title) AS name FROM articles a "
                "LEFT JOIN outlets o ON o.slug = a.outlet WHERE a.id = ?",
                (storable(name),),
            ).fetchone()
            if row:
                found[name] = (str(row["slug"]), str(row["name"] or name))
    return found


def _told(
    one: Judgement, holding: set[str], by_id: dict[str, Judgement], named: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    of = by_id.get(one.undoes or "", one)
    first = {a.article: a for a in reversed(of.about)}
    articles = [
        (*named.get(a, ("", a)), first[a].spans[0][0]) for a in dict.fromkeys(anchor.article for anchor in of.about)
    ]
    shown = one.what not in {"split", "join"}  # before and after these are two sayings, which have no names
    return {
        "judgement": one,
        "said": SAID[one.what] + (f": {SAID[of.what]}" if one.what == "undo" else ""),
        "words": words(of),
        "joined": words(replace(of, about=of.others)) if of.what == "join" else "",
        "articles": articles,
        "holds": one.id in holding,
        "had": _VERDICTS.get(_named(one.before), _named(one.before)) if shown else "",
        "has": _VERDICTS.get(_named(one.to), _named(one.to)) if shown else "",
    }


def _named(value: Any) -> str:
    """A speaker, or whatever else was there before or after, as words."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("type") or "")
    return "" if value is None else str(value)


def _row(one: Judgement, holding: set[str]) -> list[Any]:
    return [
        *(one.id, one.what, one.who, one.when, one.why, ", ".join(dict.fromkeys(a.article for a in one.about))),
        *(words(one), _named(one.before), _named(one.to), one.undoes, one.id in holding),
    ]
