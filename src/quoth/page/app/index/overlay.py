"""A story as it stands in the index: what the machine found of it, and people's judgements laid over that."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoth.judgements import Judgement
from quoth.judgements.kinds import touched
from quoth.judgements.sayings import JudgedStory, judged_story
from quoth.page.app.index import encode
from quoth.page.app.index.encode import Machine
from quoth.page.app.index.records import Records
from quoth.records.witness import recorded
from quoth.sayings.portions import tellings
from quoth.types import Attribution, Lineage, Saying, Story


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
