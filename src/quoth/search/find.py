"""The tellings that have the words of a question, the nearest first."""

from __future__ import annotations

import re
import sqlite3
import time
from array import array
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest, nsmallest
from typing import Literal, NamedTuple

from quoth.search.candidates import ALL, Votes, candidates, completions, rarities
from quoth.search.grams import first_place, name_words, number, packed, plainly, unpacked
from quoth.search.question import Question, first_day, last_day
from quoth.search.rank import ANYWHERE, Nearness, nearness, runs_in, weights
from quoth.search.tables import parts_of
from quoth.store.encode import plain

Match = Literal["exact", "near", "words", "any"]

LOOKED = 100  # tellings, besides those with all words side by side, that are laid against the question
NEAR = 0.6  # from this score on a wording is near; below it only shares words
SHOWN = 0.34  # a telling that has less of a question is not an answer to it ...
FEW, SEVERAL = 0.15, 3  # ... unless it has several of its words: somebody may have put it in words of their own
KEPT = 0.4  # of the best score; what has less is left out beside it
SECONDS = 0.5  # after which the index is asked no more
NAMESAKES = 64  # speakers or outlets that one name may mean
_AT_ONCE = 500
_ROWS = "SELECT said.number, day, words, name FROM said LEFT JOIN names ON names.number = speaker"
_FIRST, _LAST = "0000-01-01", "9999-12-31"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One telling that answers. `match`: its words are the question's, near them, share some, or none were asked for.

    `places` are the words of its content that the question has, counted from 0 over all parts.
    """

    number: int
    score: float
    match: Match
    day: str | None
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """`whole` is False where there may be others as good that were not looked at, or for which there was no room.

    `total` counts those for which there was no room, too; `more` says whether there may be others beyond these.
    """

    hits: tuple[Hit, ...]
    whole: bool
    total: int = 0
    more: bool = False


def find(db: sqlite3.Connection, question: Question, most: int) -> Hits:
    """Up to `most` tellings, the nearest first, of those the earliest; without words the latest first.

    Raises UsageError for a day that is none, sqlite3.Error when the file cannot be read.
    """
    days = _Days(question.since and first_day(question.since), question.until and last_day(question.until))
    if question.nothing:
        return Hits((), True)
    if not question.sought:
        return _listed(db, question, days, most)
    ends = _ends(db, question)
    asked = question.sought[:-1] if ends else question.sought
    deadline = time.monotonic() + SECONDS
    votes = candidates(db, asked, question.narrow, deadline, exact=question.exact, last=ends, within=days.places())
    sought = _sought(db, question.sought, ends)
    rows = (row for row in _rows(db, _worth_a_look(votes)) if days.hold(row.day))
    hits = (_laid(row, question, sought) for row in rows)
    found = [hit for hit in hits if hit.match == "exact" or (not question.exact and _answers(hit))]
    least = KEPT * max((h.score for h in found), default=0.0)
    found = sorted((h for h in found if h.score >= least), key=_order)
    top = list(_foremost(db, found, question, most))
    if question.exact:
        top = [hit for hit in top if hit.match == "exact"]
    total = len(top) if question.exact and len(top) < most else len(found)
    room = len(found) <= most
    return Hits(tuple(sorted(top, key=_order)[:most]), votes.whole and room, total, not votes.whole)


@dataclass(frozen=True, slots=True)
class _Days:
    """The first and the last day that are asked for, where they are."""

    since: str | None
    until: str | None

    def hold(self, day: str | None) -> bool:
        """Whether what was said on `day` is asked for; what has no day is only where no day is asked."""
        if not (self.since or self.until):
            return True
        return bool(day) and (self.since or "") <= str(day) <= (self.until or _LAST)

    def places(self) -> tuple[int, int] | None:
        """The first and the last place that the months asked for have in the index; None where no day is asked."""
        if not (self.since or self.until):
            return None
        return first_place(self.since or _FIRST), first_place(self.until or _LAST, 1) - 1


@dataclass(frozen=True, slots=True)
class _Sought:
    """The words of a question, as numbers, and what each is worth. Any of `ends` counts as the last; `runs` are the
    words, packed, with each of these: where one stands in a telling there is nothing to weigh.
    """

    words: Sequence[int]
    worth: Sequence[float]
    ends: Sequence[int]
    runs: Sequence[bytes]


def _sought(db: sqlite3.Connection, words: Sequence[int], ends: Sequence[int]) -> _Sought:
    runs = [packed(array("I", [*words[:-1], last])) for last in ends or words[-1:]]
    return _Sought(words, weights(rarities(db, words)), ends, runs)


def _ends(db: sqlite3.Connection, question: Question) -> Sequence[int]:
    """The words that begin as the last one does of a question that is still being typed."""
    begun = _WORD.findall(plainly(question.words))[-1:] if question.typed else []
    return completions(db, begun[0]) if begun and len(begun[0]) > 1 else []


def _worth_a_look(votes: Votes) -> list[int]:
    """The places with most votes: `LOOKED`, of as many votes the smaller, and all that have all words; ascending."""
    best = nlargest(LOOKED, votes.of.values())
    enough = best[-1] if best else 0.0
    more = [place for place, vote in votes.of.items() if vote > enough or vote >= ALL]
    as_many = [place for place, vote in votes.of.items() if vote == enough < ALL]
    return sorted(more + nsmallest(best.count(enough), as_many))


class _Row(NamedTuple):
    """A telling as the index has it: its number, its day, its words packed, and what its speaker is called."""

    number: int
    day: str | None
    words: bytes
    sayer: str | bytes | None


def _laid(row: _Row, question: Question, sought: _Sought) -> Hit:
    """A telling beside the question, the name of who says it counted where that is nearer."""
    hit = _weighed(row, sought)
    if hit.match == "words" and not question.typed and _small(hit, row, question):
        hit = replace(hit, score=0.0)
    if hit.match != "exact" and row.sayer is not None and not question.exact:
        named = _numbers_of(plain(row.sayer))
        if not named.isdisjoint(sought.words):
            hit = max(hit, _with_sayer(hit, unpacked(row.words), named, sought), key=lambda h: h.score)
    return hit


def _order(hit: Hit) -> tuple[float, bool, str, int]:
    return -round(hit.score, 3), hit.match != "exact", hit.day or "9999", hit.number


def _weighed(row: _Row, sought: _Sought) -> Hit:
    """The words of a telling beside those sought."""
    at = next((at for run in sought.runs if (at := runs_in(run, row.words)) >= 0), -1)
    if at >= 0:
        return Hit(row.number, 1.0, "exact", row.day, tuple(range(at, at + len(sought.words))))
    told = unpacked(row.words)
    if sought.ends:
        told = array("I", [sought.words[-1] if w in sought.ends else w for w in told])
    near = nearness(sought.words, sought.worth, told)
    if near.side_by_side:
        return Hit(row.number, 1.0, "exact", row.day, near.places)
    match: Match = "near" if near.score >= NEAR and near.in_runs else "words"
    return Hit(row.number, near.score, match, row.day, near.places)


def _foremost(db: sqlite3.Connection, found: Sequence[Hit], question: Question, most: int) -> Iterator[Hit]:
    """Of `found`, in order, as many as it takes for `most` to stand first once each is looked at to the letter."""
    sure = 0
    for n, hit in enumerate(found):
        if sure == most or (n >= most and hit.match != "exact"):
            break
        looked = _to_the_letter(db, hit, question)
        sure += looked.match == "exact"
        yield looked


def _to_the_letter(db: sqlite3.Connection, hit: Hit, question: Question) -> Hit:
    """`hit`, called near where only the stems are the same: “protects” is not “protected”."""
    if hit.match != "exact" or question.typed:
        return hit
    (text,) = db.execute("SELECT text FROM said WHERE number = ?", (hit.number,)).fetchone()
    told = " ".join(" ".join(_WORD.findall(plainly(part))) for part in parts_of(text)).casefold()
    asked = " ".join(_WORD.findall(plainly(question.words))).casefold()
    if f" {asked} " in f" {told} ":
        return hit
    return Hit(hit.number, 0.99, "near", hit.day, hit.places)


def _small(hit: Hit, row: _Row, question: Question) -> bool:
    """Whether `hit` shares only words that nearly every article has, with a question that has others: “by the”."""
    told = unpacked(row.words)
    return bool(question.telling) and question.telling.isdisjoint(told[place] for place in hit.places)


def _answers(hit: Hit) -> bool:
    return hit.score >= (FEW if len(hit.places) >= SEVERAL else SHOWN)


def _with_sayer(hit: Hit, told: Sequence[int], sayer: Set[int], sought: _Sought) -> Hit:
    """`hit` with the words of the question that only its speaker's name has: “Vestrey quay” is what she says of it."""
    named = sayer - set(told)
    rest = [(s, w) for s, w in zip(sought.words, sought.worth, strict=True) if s not in named]
    if len(rest) == len(sought.words):
        return hit
    whole = sum(sought.worth)
    inside = sum(w for _, w in rest)
    near = nearness([s for s, _ in rest], [w for _, w in rest], told) if rest else Nearness(0.0, (), False, False)
    score = (near.score * inside + whole - inside) / whole
    return Hit(hit.number, ANYWHERE * score, "words", hit.day, near.places)


@lru_cache(maxsize=4096)
def _numbers_of(name: str) -> frozenset[int]:
    return frozenset(map(number, name_words(name)))


def _rows(db: sqlite3.Connection, wanted: Sequence[int]) -> Iterator[_Row]:
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        marks = ",".join("?" * len(some))
        query = f"{_ROWS} WHERE place IN ({marks})"
        yield from map(_Row._make, db.execute(query, some).fetchall())


def _listed(db: sqlite3.Connection, question: Question, days: _Days, most: int) -> Hits:
    """What a speaker said, or an outlet told, the latest first; what has no day last, and not where days are asked."""
    speakers, all_of_them = _named(db, "speaker", question.by)
    outlets, all_outlets = _named(db, "outlet", question.outlet)
    whose: list[tuple[str, int | str] | None] = [("speaker = ?", s) for s in speakers] or [None]
    where: list[tuple[str, int | str] | None] = [("outlet = ?", o) for o in outlets] or [None]
    if (question.by and not speakers) or (question.outlet and not outlets):
        return Hits((), True)
    found: list[tuple[int, str | None]] = []
    total = 0
    for one in whose:
        for other in where:
            terms = [term for term in (one, other) if term]
            terms += [("day >= ?", days.since)] if days.since else []
            terms += [("day <= ?", days.until)] if days.until else []
            asked = " AND ".join(t for t, _ in terms)
            values = [v for _, v in terms]
            query = f"SELECT number, day FROM said WHERE {asked} ORDER BY day DESC, number LIMIT ?"  # noqa: S608
            some = [(n, d) for n, d in db.execute(query, (*values, most + 1)).fetchall()]
            every = f"SELECT count(*) FROM said WHERE {asked}"  # noqa: S608
            total += len(some) if len(some) <= most else int(db.execute(every, values).fetchone()[0])
            found += some
    found.sort(key=lambda row: (row[1] or "", -row[0]), reverse=True)
    whole = len(found) <= most and all_of_them and all_outlets
    more = not (all_of_them and all_outlets)
    return Hits(tuple(Hit(n, 1.0, "any", d) for n, d in found[:most]), whole, total, more)


def _named(db: sqlite3.Connection, kind: str, given: str) -> tuple[list[int], bool]:
    """The numbers of the names that have every word of `given`, and whether that are all of them."""
    words = name_words(given)
    if not words:
        return [], True
    one = "SELECT name FROM name_words WHERE kind = ? AND word = ?"
    asked = " INTERSECT ".join([one] * len(words)) + f" LIMIT {NAMESAKES + 1}"
    values = [v for w in words for v in (kind, w)]
    rows = [n for (n,) in db.execute(asked, values).fetchall()]
    return rows[:NAMESAKES], len(rows) <= NAMESAKES
