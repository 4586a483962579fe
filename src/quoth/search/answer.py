"""An answer to “Who said this?”: sayings, each with its tellings, who was first seen with it, and what a record has."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from quoth.search.find import Hit, find
from quoth.search.question import Question
from quoth.store.encode import plain
from quoth.types import FORMAT, Problem, Span, Speaker

How = Literal["exact", "near", "words", "any", "same saying"]
MOST = 10  # sayings that are shown
_LOOKED = 200  # tellings that are gathered into sayings
_Wanted = tuple[int, How, float, tuple[int, ...], bool]
_OTHERS = 60  # tellings of a saying that are shown besides those that answer


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling in an answer. `how` it came into it: its own words (exact, near, words), or as one of a saying that
    another telling answers for, in whatever words (same saying); "any" where no words were asked for. `perhaps`: it
    only perhaps belongs to the saying that it is shown with, as the last synopsis had it.

    `content` are its words at their places in the article; `day` is the day it was said, else that of publication
    (`dated` tells), `record` what a record has beside it, if one was asked (quoth.store.sayings.Heard.to_dict).
    """

    id: str
    article: str
    outlet: str | None
    published: str | None
    title: str | None
    kind: str
    speaker: Speaker | None
    via: str | None
    said_on: str | None
    day: str | None
    content: tuple[Span, ...]
    how: How
    score: float
    places: tuple[int, ...] = ()
    negated: bool = False
    hypothetical: bool = False
    record: dict[str, Any] | None = None
    perhaps: bool = False

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "article": self.article,
            "outlet": self.outlet,
            "published": self.published,
            "title": self.title,
            "kind": self.kind,
            "speaker": self.speaker and self.speaker.to_dict(),
            "via": self.via,
            "said_on": self.said_on,
            "content": [s.to_dict() for s in self.content],
            "how": self.how,
            "score": round(self.score, 3),
        }
        if self.negated:
            shown["negated"] = True
        if self.hypothetical:
            shown["hypothetical"] = True
        if self.record is not None:
            shown["record"] = self.record
        if self.perhaps:
            shown["perhaps"] = True
        return shown


@dataclass(frozen=True, slots=True)
class Seen:
    """The earliest day of publication among some tellings, and the ids of all of that day: a day orders no further."""

    day: str
    tellings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"day": self.day, "tellings": list(self.tellings)}


@dataclass(frozen=True, slots=True)
class Answered:
    """A saying of which a telling answers; `saying` and `story` are None where no synopsis has looked at it yet.

    `first_seen` is of the tellings that surely belong; of all where none does.
    """

    saying: str | None
    story: str | None
    speaker: Speaker | None
    tellings: tuple[Telling, ...]
    first_seen: Seen | None

    @property
    def best(self) -> Telling:
        """The telling that answers best."""
        return self.tellings[0]

    def to_dict(self) -> dict[str, Any]:
        return {
            "saying": self.saying,
            "story": self.story,
            "speaker": self.speaker and self.speaker.to_dict(),
            "first_seen": self.first_seen and self.first_seen.to_dict(),
            "tellings": [t.to_dict() for t in self.tellings],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """All that answers, the nearest first. `complete` is False where more would, or might, than was looked at.

    `problems` say what of the store is damaged, and so in no answer.
    """

    question: Question
    sayings: tuple[Answered, ...]
    first_seen: Seen | None
    complete: bool
    problems: tuple[Problem, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        q = self.question
        asked = {"words": q.words, "by": q.by, "outlet": q.outlet, "since": q.since, "until": q.until, "exact": q.exact}
        return {
            "format": FORMAT,
            "asked": {k: v for k, v in asked.items() if v},
            "complete": self.complete,
            "first_seen": self.first_seen and self.first_seen.to_dict(),
            "sayings": [s.to_dict() for s in self.sayings],
            **({"problems": [p.to_dict() for p in self.problems]} if self.problems else {}),
        }


def answer(db: sqlite3.Connection, question: Question, most: int = MOST) -> Answer:
    """Up to `most` sayings that answer `question`, from the file that `quoth.search.beside` keeps.

    `first_seen` of the whole speaks of the tellings with the question's words, or words near them.
    """
    found = find(db, question, _LOOKED)
    homes = _homes(db, [h.number for h in found.hits])
    groups: dict[str, list[Hit]] = {}
    for hit in found.hits:
        groups.setdefault(homes[hit.number].saying if hit.number in homes else f"#{hit.number}", []).append(hit)
    shown = list(groups.items())[:most]
    sayings = []
    for name, hits in shown:
        saying = None if name.startswith("#") else name
        others = _others(db, saying, {h.number for h in hits}) if saying else []
        doubted = {h.number for h in hits if h.number in homes and homes[h.number].perhaps}
        told = _tellings(db, [*((h.number, h.match, h.score, h.places, h.number in doubted) for h in hits), *others])
        story = homes[hits[0].number].story if saying else None
        surely = [t for t in told if not t.perhaps]
        sayings.append(Answered(saying, story, _speaker(told), told, first_seen(surely or told)))
    close = [h.number for h in found.hits if h.match in {"exact", "near"}]
    return Answer(question, tuple(sayings), _first(db, close), found.whole and len(shown) == len(groups))


def first_seen(tellings: Iterable[Telling]) -> Seen | None:
    """The earliest day on which any of `tellings` was published; None where none has a day."""
    return _earliest((t.published[:10], t.id) for t in tellings if t.published)


def _first(db: sqlite3.Connection, numbers: Sequence[int]) -> Seen | None:
    """As `first_seen`, of the tellings with these numbers."""
    marks = ",".join("?" * len(numbers))
    query = f"SELECT published, about FROM tellings JOIN articles USING (article) WHERE number IN ({marks})"  # noqa: S608
    rows = [(plain(p)[:10], about) for p, about in db.execute(query, tuple(numbers)).fetchall() if p is not None]
    first = min((day for day, _ in rows), default="")
    return _earliest((day, str(json.loads(about)["id"])) for day, about in rows if day == first)


def _earliest(days: Iterable[tuple[str, str]]) -> Seen | None:
    """The first of `days`, and every telling of it, by its id; None where there is none."""
    ordered = sorted(days)
    return Seen(ordered[0][0], tuple(i for d, i in ordered if d == ordered[0][0])) if ordered else None


class _Home(NamedTuple):
    """The saying that a telling is shown with."""

    saying: str
    story: str
    perhaps: bool


def _homes(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, _Home]:
    """The home of each telling that has one; of several sayings one that it surely tells, the first by its id."""
    marks = ",".join("?" * len(numbers))
    query = (
        f"SELECT number, saying, story, perhaps FROM sayings WHERE number IN ({marks}) "  # noqa: S608
        "ORDER BY perhaps DESC, saying DESC"
    )
    return {n: _Home(str(s), str(y), bool(p)) for n, s, y, p in db.execute(query, tuple(numbers)).fetchall()}


def _others(db: sqlite3.Connection, saying: str, but: set[int]) -> list[_Wanted]:
    query = "SELECT number, perhaps FROM sayings WHERE saying = ? ORDER BY perhaps, number LIMIT ?"
    rows = db.execute(query, (saying, _OTHERS + len(but))).fetchall()
    found: list[_Wanted] = [(n, "same saying", 0.0, (), bool(perhaps)) for n, perhaps in rows if n not in but]
    return found[:_OTHERS]


def _tellings(db: sqlite3.Connection, wanted: Sequence[_Wanted]) -> tuple[Telling, ...]:
    query = (
        "SELECT about, day, text, id, articles.outlet, published, title FROM tellings JOIN said USING (number) "
        "JOIN articles USING (article) WHERE number = ?"
    )
    made = []
    for number, how, score, places, perhaps in wanted:
        row = db.execute(query, (number,)).fetchone()
        about = json.loads(row[0])
        article, outlet, published, title = (None if v is None else plain(v) for v in row[3:])
        speaker = about["speaker"] and Speaker(about["speaker"]["name"], about["speaker"]["type"])
        made.append(
            Telling(
                id=about["id"],
                article=article or "",
                outlet=outlet,
                published=published,
                title=title,
                kind=about["kind"],
                speaker=speaker,
                via=about["via"],
                said_on=about["said_on"],
                day=row[1],
                content=_spans(about["spans"], plain(row[2])),
                how=how,
                score=score,
                places=places,
                negated=about["negated"],
                hypothetical=about["hypothetical"],
                record=about["beside"],
                perhaps=perhaps,
            )
        )
    answering = [t for t in made if t.how != "same saying"]
    rest = [t for t in made if t.how == "same saying"]
    return (*answering, *sorted(rest, key=lambda t: (t.perhaps, t.published or "9999", t.id)))


def _spans(places: Sequence[Sequence[int]], text: str) -> tuple[Span, ...]:
    """The spans of a content, whose words stand in `text` one after the other with one sign between them."""
    at, spans = 0, []
    for start, end in places:
        spans.append(Span(start, end, text[at : at + end - start]))
        at += end - start + 1
    return tuple(spans)


def _speaker(tellings: Sequence[Telling]) -> Speaker | None:
    """The speaker of the first telling that names one."""
    return next((t.speaker for t in tellings if t.speaker and t.speaker.type != "unknown"), None)
