"""The view of one saying: every telling, word under word, with what differs and why they were taken for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request

from quoth.page.app.desk import Desk
from quoth.page.app.exports import TELLINGS, citation, story_data, telling_rows
from quoth.page.app.loaded import Loaded
from quoth.page.app.shown import Shown
from quoth.page.app.stories import named
from quoth.page.app.twins import twins
from quoth.page.html import gist

DEPENDS = {
    "copy": "copies",
    "common source": "shares a source with",
    "independent": "does not depend on",
    "undecided": "may or may not depend on",
}


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
    others = [r for r in (*loaded.shared, *loaded.alone) if r.id != row.id]
    same = [r for r in others if r.view.speaker == row.view.speaker and r.view.speaker]
    tellings = {t: loaded.judged(t) for t in said.tellings}
    dependent = [k for k in loaded.lineage if k.get("from") in tellings and k.get("to") in tellings]
    return Shown(
        "saying.html",
        f"{row.view.speaker or 'No speaker named'}: {gist(row.view.told[0])}",
        {
            "story": loaded,
            "row": row,
            "tellings": tellings,
            "cite": {
                t: citation(loaded.article(j.attribution), j.attribution, said.speaker) for t, j in tellings.items()
            },
            "joinable": [*same, *(r for r in others if r not in same)][:60],
            "lineage": [_dependence(k, loaded) for k in dependent],
            "origins": independent(said.tellings, dependent),
            "marks": [*row.said.marks],
            "who_has": lambda reading: ", ".join(
                dict.fromkeys(loaded.labels[tellings[t].attribution.article] for t in reading.tellings if t in tellings)
            ),
            **named(loaded),
        },
        lambda: story_data(loaded, only=[row.id]),
        lambda: (TELLINGS, telling_rows(loaded, [row])),
    )


def twin_words(desk: Desk, saying: str) -> dict[str, Any] | None:
    """For each telling of a saying its words as [start, end, column]; None where there is no such saying."""
    loaded = find(desk, saying)
    row = loaded.row(saying) if loaded else None
    if loaded is None or row is None:
        return None
    told = [loaded.judged(t).attribution for t in row.said.saying.tellings]
    return {"saying": saying, "tellings": {i: list(map(list, w)) for i, w in twins(told).items()}}


def independent(tellings: Sequence[str], lineage: Sequence[Mapping[str, Any]]) -> int | None:
    """How many of `tellings` depend on no other, as far as `lineage` decides; None where it says nothing."""
    if not lineage:
        return None
    dependent = {k["to"] for k in lineage if k.get("relation") == "copy"}
    shared: dict[str, str] = {}

    def root(t: str) -> str:
        while shared.get(t, t) != t:
            t = shared[t]
        return t

    for k in lineage:
        if k.get("relation") == "common source":
            shared[root(k["from"])] = root(k["to"])
    return len({root(t) for t in tellings if t not in dependent})


def _dependence(link: Mapping[str, Any], loaded: Loaded) -> dict[str, Any]:
    ends = ("to", "from") if link.get("relation") == "copy" else ("from", "to")  # words go from "from" to "to"
    names = {
        end: loaded.labels[loaded.judged(link[k]).attribution.article]
        for end, k in zip(("from", "to"), ends, strict=True)
    }
    evidence = link.get("evidence") or ()
    return {
        **names,
        "verb": DEPENDS.get(link.get("relation", ""), "stands in no known relation to"),
        "source": link.get("source"),
        "evidence": [
            e if isinstance(e, str) else str(e.get("reason", e)) if isinstance(e, dict) else str(e) for e in evidence
        ],
    }
