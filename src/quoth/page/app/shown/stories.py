"""The views of stories: all of them, the synopsis of one, and its pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from starlette.requests import Request

from quoth.page.app.desk import Desk
from quoth.page.app.index.slugs import slug, slug_of_person
from quoth.page.app.shown.answer import Shown
from quoth.page.app.shown.exports import TELLINGS, story_data, telling_rows
from quoth.page.app.story.descent import of_story
from quoth.page.app.story.first import first
from quoth.page.app.story.loaded import Loaded
from quoth.page.app.story.pictures import CELL, matrix, timeline
from quoth.page.app.story.row import Row

STORIES = 50  # on a page of the list
SAYINGS = 20  # on a page of a synopsis,
CELLS = 320  # ... or as many as have so many cells; a saying that 40 outlets tell can be 25 kB
COLUMNS = 7  # beside each other, as far as they have room; of more each saying has those alone that tell it,
SPARSE = 5  # ... and of so many where most cells are empty

STORY = (
    *("story", "title", "first_day", "last_day", "undated", "articles", "sayings", "shared", "perhaps", "grave"),
    *("departing", "nameless"),
)
NOBODY = "-"  # in an address, in the place of a speaker: where nobody is named
WORDINGS = {
    "differs": "where quotations differ",
    "meaning": "where the meaning may differ",
    "record": "not as the record has it",
    "perhaps": "perhaps one statement only",
    "judged": "corrected or judged by a person",
}


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many, and what else the address says."""

    page: int
    pages: int
    total: int
    asked: Mapping[str, str]


def number(request: Request, name: str, most: int = 1_000_000) -> int:
    """A figure from 1 on in the question of an address; 1 where there is none that can be meant."""
    given = request.query_params.get(name, "").lstrip("0")
    if not (given.isascii() and given.isdigit()):
        return 1
    return min(int(given), most) if len(given) < 10 else most


def paging(request: Request, total: int, each: int) -> Paging:
    """The page that the address asks for, of `total` things with `each` on one."""
    pages = max(1, ceil(total / each))
    asked = {k: v for k, v in request.query_params.items() if k != "page"}
    return Paging(min(number(request, "page"), pages), pages, total, asked)


def overview(desk: Desk, request: Request) -> Shown:
    """All stories: those that most articles report first, or the newest."""
    newest = request.query_params.get("order") == "newest"
    order = (
        "last_day DESC, articles DESC" if newest else "articles DESC, shared - perhaps DESC, shared DESC, last_day DESC"
    )
    with desk.index.reading() as db:
        counts = db.execute(
            "SELECT count(*) AS stories, coalesce(sum(articles), 0) AS articles, coalesce(sum(sayings), 0) AS sayings, "
            "coalesce(sum(shared), 0) AS shared, coalesce(sum(perhaps), 0) AS perhaps, "
            "coalesce(sum(nameless), 0) AS nameless FROM stories"
        ).fetchone()
        paged = paging(request, counts["stories"], STORIES)
        rows = db.execute(
            f"SELECT {', '.join(STORY)} FROM stories ORDER BY {order}, story LIMIT ? OFFSET ?",  # noqa: S608
            (STORIES, (paged.page - 1) * STORIES),
        ).fetchall()
        outlets = {
            row["story"]: [
                r[0]
                for r in db.execute(
                    "SELECT DISTINCT o.name FROM articles a JOIN outlets o ON o.slug = a.outlet WHERE a.story = ? "
                    "ORDER BY o.name LIMIT 9",
                    (row["story"],),
                )
            ]
            for row in rows
        }
        (problems,) = db.execute("SELECT count(*) FROM problems").fetchone()
    stories = [dict(row) for row in rows]
    return Shown(
        "stories.html",
        "Stories",
        {
            "stories": stories,
            "counts": dict(counts),
            "outlets": outlets,
            "paging": paged,
            "newest": newest,
            "problems": problems,
        },
        lambda: {
            "format": "quoth/1",
            "counts": dict(counts),
            "stories": stories,
            "page": paged.page,
            "pages": paged.pages,
        },
        lambda: (STORY, [[s[k] for k in STORY] for s in stories]),
    )


def story(desk: Desk, request: Request) -> Shown | None:
    """The synopsis of a story: outlets across, sayings down. `show`, `speaker` and `wording` in the address choose
    sayings; where none that several tell is chosen, what one alone tells is shown.
    """
    loaded = desk.story(request.path_params["story"])
    if loaded is None:
        return None
    person = request.query_params.get("speaker", "")
    wording = request.query_params.get("wording", "")
    several, lone = (_chosen(loaded, rows, person, wording) for rows in (loaded.shared, loaded.alone))
    alone = request.query_params.get("show") == "alone" or not (several or (loaded.shared and not lone))
    chosen = lone if alone else several
    each = SAYINGS if alone else max(1, min(SAYINGS, CELLS // len(loaded.columns)))
    paged = paging(request, len(chosen), each)
    rows = chosen[(paged.page - 1) * each : paged.page * each]
    every = (*loaded.shared, *loaded.alone)
    return Shown(
        "story.html",
        loaded.title,
        {
            "story": loaded,
            "rows": rows,
            "alone": alone,
            "paging": paged,
            "person": person,
            "wording": wording if wording in WORDINGS else "",
            "wordings": _wordings(loaded),
            "several": several,
            "lone": lone,
            "first": first(loaded.shared) if not (alone or person or wording) and paged.page == 1 else None,
            "perhaps": sum(r.perhaps for r in loaded.shared),
            "grave": sum(r.grave for r in loaded.shared),
            "depart": sum(r.departs for r in every),
            "nameless": sum(not r.speaker for r in every),
            "people": _people(loaded.alone if alone else loaded.shared),
            "flow": _flows(loaded),
            "records": any(r.said.saying.record for r in (loaded.alone if alone else loaded.shared)),
            **named(loaded),
        },
        lambda: story_data(loaded),
        lambda: (TELLINGS, telling_rows(loaded, every)),
    )


def _flows(loaded: Loaded) -> bool:
    """Whether each saying has only the outlets that tell it, in as many lines as they need: where not all have room, or
    most cells would be empty and the words beside them in narrow columns.
    """
    many = len(loaded.columns)
    if not SPARSE <= many <= COLUMNS:
        return many > COLUMNS
    told = sum(kind is not None for row in loaded.shared for kind in row.kinds)
    return 2 * told < many * len(loaded.shared)


def _chosen(loaded: Loaded, rows: Sequence[Row], person: str, wording: str) -> list[Row]:
    """Those of `rows` that `person` says, and of which is so what `wording` asks for; where either is "", whatever it
    is.
    """
    fits = _asked(loaded).get(wording)
    said = (r for r in rows if not person or (speaker_slug(r) or NOBODY) == person)
    return [r for r in said if fits is None or fits(r)]


def _asked(loaded: Loaded) -> dict[str, Callable[[Row], bool]]:
    """Of which sayings it is so, by the names of `WORDINGS`."""
    several = {row.id for row in loaded.shared}

    def judged(row: Row) -> bool:
        return row.said.origin != "machine" or any(loaded.judged(t).marks for t in row.said.saying.tellings)

    return {
        "differs": lambda row: row.said.saying.wording == "differs",
        "meaning": lambda row: row.grave,
        "record": lambda row: row.departs,
        "perhaps": lambda row: row.perhaps and row.id in several,
        "judged": judged,
    }


def _wordings(loaded: Loaded) -> list[tuple[str, str]]:
    """What a reader may ask of this story: nothing of a record where none was held against it, nor of what is in doubt
    or was judged where nothing is or was.
    """
    every, asked = (*loaded.shared, *loaded.alone), _asked(loaded)
    there = {
        "record": any(r.said.saying.record for r in every),
        "perhaps": any(r.perhaps for r in loaded.shared),
        "judged": any(map(asked["judged"], every)),
    }
    return [(name, said) for name, said in WORDINGS.items() if there.get(name, True)]


def home(desk: Desk, name: str) -> str | None:
    """Where the articles of a story are that is no more, by its id; None where there never was one."""
    with desk.index.reading() as db:
        row = db.execute("SELECT a.story FROM gone g JOIN articles a ON a.id = g.article WHERE g.story = ?", (name,))
        found = row.fetchone()
    return str(found[0]) if found else None


def story_map(desk: Desk, request: Request) -> Shown | None:
    """Which outlet told what, and when: two pictures, each with its table."""
    loaded = desk.story(request.path_params["story"])
    if loaded is None:
        return None
    picture, when = matrix(loaded), timeline(loaded)
    links = loaded.depends()
    descent = of_story(loaded.story.story, links, loaded.labels) if links else None

    def table() -> list[list[Any]]:
        return [[r.id, r.speaker, *r.kinds] for r in loaded.shared]

    titles = ("saying", "speaker", *(c.label for c in loaded.columns))
    return Shown(
        "map.html",
        f"{loaded.title}: who told what",
        {"story": loaded, "matrix": picture, "timeline": when, "descent": descent, "cell": CELL, **named(loaded)},
        lambda: {
            "format": "quoth/1",
            "story": loaded.id,
            "columns": [{"articles": c.articles, "label": c.label, "others": c.others} for c in loaded.columns],
            "sayings": [dict(zip(("saying", "speaker", "told"), (r[0], r[1], r[2:]), strict=True)) for r in table()],
        },
        lambda: (titles, table()),
    )


def named(loaded: Loaded) -> dict[str, Any]:
    """What every template about a story asks for: the addresses of articles, speakers and outlets."""
    return {
        "at": {i: slug(i) for i in loaded.story.articles},
        "outlet_at": {
            i: slug_of_person(" ".join(a.outlet.split())) for i, a in loaded.story.articles.items() if a.outlet
        },
        "person_at": speaker_slug,
        "judged": loaded.story.attributions,
    }


def speaker_slug(row: Row) -> str:
    """The address of a saying's speaker; empty where nobody is named."""
    return slug_of_person(row.speaker) if row.speaker else ""


def _people(rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """Who speaks in `rows`: address, name, sayings; who says most first, and last where nobody is named."""
    counts: dict[str, list[Any]] = {}
    for row in rows:
        if row.speaker:
            counts.setdefault(speaker_slug(row), [row.speaker, 0])[1] += 1
    named = sorted(((s, n, c) for s, (n, c) in counts.items()), key=lambda p: (-p[2], p[1]))
    nameless = sum(not row.speaker for row in rows)
    return [*named, (NOBODY, "nobody named", nameless)] if nameless else named
