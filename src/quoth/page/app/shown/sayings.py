"""The view of one saying: every telling, word under word, with what differs and why they were taken for one."""

from __future__ import annotations

from math import sqrt
from typing import Any

from starlette.requests import Request

from quoth.page.app.desk import Desk
from quoth.page.app.shown.answer import Shown
from quoth.page.app.shown.exports import TELLINGS, citation, story_data, telling_rows
from quoth.page.app.shown.stories import named
from quoth.page.app.shown.templates import letter
from quoth.page.app.story.descent import of_saying
from quoth.page.app.story.loaded import Loaded
from quoth.page.app.story.row import Row
from quoth.page.app.story.twins import twins
from quoth.page.notes import listed
from quoth.records.places import places
from quoth.sayings.portions import tellings
from quoth.sayings.score import BIAS
from quoth.sayings.why import explained
from quoth.store import Store
from quoth.types import Attributed, joined
from quoth.types.portions import in_parts

JOINABLE = 60  # sayings that are offered to be joined with one, of its speaker and of others
WHY = ("saying", "telling", "other", "score", "feature", "value", "weighs", "reason")


def find(desk: Desk, saying: str) -> Loaded | None:
    """The story that has the saying with this id, now or in what the machine found; None where none has."""
    with desk.index.reading() as db:
        row = db.execute("SELECT story FROM tellings WHERE saying = ? LIMIT 1", (saying,)).fetchone()
    return desk.story(row[0]) if row else None


def saying(desk: Desk, request: Request) -> Shown | None:
    """One saying with all its tellings."""
    loaded = find(desk, request.path_params["saying"])
    row = loaded.row(request.path_params["saying"]) if loaded else None
    if loaded is None or row is None:
        return None
    said = row.said.saying
    judged = {t: loaded.judged(t) for t in said.tellings}
    whose = {t: j.attribution.article for t, j in judged.items()}
    names = {t: loaded.labels[a] for t, a in whose.items()}
    links = loaded.depends(row.id)
    return Shown(
        "saying.html",
        f"{row.speaker or 'No speaker named'}: {row.gist}",
        {
            "story": loaded,
            "row": row,
            "tellings": judged,
            "cite": {
                t: citation(loaded.article(j.attribution), j.attribution, said.speaker) for t, j in judged.items()
            },
            "joinable": _joinable(loaded, row),
            "origins": said.origins,
            "descent": of_saying(said.origins, links, whose, loaded.labels) if said.origins else None,
            "roots": [
                (listed(dict.fromkeys(names[t] for t in root.tellings if t in names) or ["nobody here"]), root)
                for root in (said.origins.roots if said.origins else ())
            ],
            "marks": [*row.said.marks],
            "who_has": lambda reading: ", ".join(
                dict.fromkeys(loaded.labels[judged[t].attribution.article] for t in reading.tellings if t in judged)
            ),
            **named(loaded),
        },
        lambda: story_data(loaded, only=[row.id]),
        lambda: (TELLINGS, telling_rows(loaded, [row])),
    )


def _joinable(loaded: Loaded, row: Row) -> list[tuple[str, list[Row]]]:
    """The sayings that may be the same utterance, `JOINABLE` of the speaker's and as many of others, under two titles:
    those that share most words first, for what was missed is most likely one of these.
    """

    def like(other: Row) -> float:
        return len(row.words & other.words) / sqrt(max(len(row.words) * len(other.words), 1))

    rest = sorted((r for r in (*loaded.shared, *loaded.alone) if r.id != row.id), key=like, reverse=True)
    same = [r for r in rest if row.speaker and r.speaker == row.speaker][:JOINABLE]
    others = [r for r in rest if not (row.speaker and r.speaker == row.speaker)][:JOINABLE]
    return [(title, some) for title, some in ((f"By {row.speaker}", same), ("By others", others)) if some]


def why(desk: Desk, request: Request) -> Shown | None:
    """What joined the tellings of one saying, weighed, and what would undo it; worked out from the store, on demand.

    What the machine found is explained: links that a person's split has parted are not there, a join has none.
    """
    loaded = find(desk, request.path_params["saying"])
    row = loaded.row(request.path_params["saying"]) if loaded else None
    if loaded is None or row is None:
        return None
    with Store.open(desk.settings.store, write=False) as store:
        read = [one for a in loaded.story.articles if isinstance(one := store.article(a), Attributed)]
    said = {a.id: a for one in read for a in one.attributions}
    heard = places(read, desk.records.indexes)
    links = explained(row.said.saying, {one.article.id: one.article for one in read}, list(said.values()), heard)
    told = {a.id: a for a in tellings(row.said.saying, said)}

    parts = {part.telling: part.id for part in row.said.saying.parts}

    def name_of(telling: str) -> str:
        return loaded.labels[told[telling].article] if telling in told else telling

    return Shown(
        "why.html",
        f"Why: {row.speaker or 'No speaker named'}: {row.gist}",
        {
            "story": loaded,
            "row": row,
            "links": links,
            "bias": BIAS,
            "name_of": name_of,
            "words_of": lambda telling: joined(told[telling].content) if telling in told else "",
        },
        lambda: in_parts(
            {"format": "quoth/1", "saying": row.id, "why": [one.to_dict() for one in links]}, row.said.saying.parts
        ),
        lambda: (
            WHY,
            [
                [row.id, *(parts.get(t, t) for t in one.tellings), one.score, t.feature, t.value, t.weighs, t.reason]
                for one in links
                for t in one.terms
            ],
        ),
    )


def twin_words(desk: Desk, saying: str) -> dict[str, Any] | None:
    """For each telling of a saying its words as [start, end, column], and for each letter who has what there; None
    where there is no such saying.
    """
    loaded = find(desk, saying)
    row = loaded.row(saying) if loaded else None
    if loaded is None or row is None:
        return None
    told = tellings(row.said.saying, {t: loaded.judged(t).attribution for t in row.said.saying.tellings})
    readings = {letter(v): str(d.sentence) for d in row.view.differences for v in d.variants}
    return {
        "saying": saying,
        "tellings": {i: list(map(list, w)) for i, w in twins(told).items()},
        "readings": readings,
    }
