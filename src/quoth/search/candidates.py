"""Which tellings may have the words of a question: a few hundred out of a million, by the index alone.

Words and pairs of neighbours are asked for one by one, those thought rarest first, each for no more than `BROAD`
tellings; a telling gets a vote for every one it has, worth more the rarer it is. What more than `BROAD` have votes for
nobody. Where less than two of the others stand apart in the question, one changed word could touch them all; then
all words but one are asked for together, for each word in turn, which the index answers by leaping through its lists.

What it does not find: a near wording that shares with the question only what very many tellings have, in a question
of more than `TURNS` words or with two of them changed.
"""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quoth.search.grams import BREAK, pair_key, root, said_or_sayer, word_key

BROAD = 1_500  # tellings of a word or pair from which it votes for nobody
ALIKE = 600  # tellings at most that are taken to have all of the words side by side
VOTES = 9_000  # after so many votes no further word is asked for
ASKED = 28  # words and pairs at most that are asked for one by one
GIVEN_UP = 6  # of them in a row that were broad, before the others, thought broader yet, are left
TURNS = 10  # words of a question of which each is left out in turn
AT_ONCE = 300  # tellings for each turn
COMPLETIONS = 8  # words that a word begun may become
SURELY = 2  # times `BROAD`: a word of more tellings, asked for everywhere, need not be tried
UNSEEN = 1.0
_TOGETHER = 0.05  # of the tellings with the rarer word of a pair, thought to have the other beside it
ALL = 1_000.0  # the vote for having all of them


@dataclass(slots=True)
class Votes:
    """By the place of a telling in the index, what speaks for it. `whole` is False where a limit cut something off that
    was as good.
    """

    of: dict[int, float] = field(default_factory=dict)
    whole: bool = True

    def add(self, tellings: Sequence[tuple[int]], weight: float) -> None:
        of = self.of
        for (one,) in tellings:
            of[one] = of.get(one, 0.0) + weight


def candidates(
    db: sqlite3.Connection,
    sought: Sequence[int],
    narrow: str,
    until: float,
    *,
    exact: bool = False,
    last: Sequence[int] = (),
    within: tuple[int, int] | None = None,
) -> Votes:
    """Votes for tellings that may have the words `sought`; `narrow` is an AND of the index's own keys, and `within` the
    first and the last place in it that are asked for.

    `last` are the words, any of which may follow them. Between two questions to the index it looks whether it is
    `until` (`time.monotonic`), and stops.
    """
    votes = Votes()
    counts, total = _counts(db, sought)
    any_of = [f"({' OR '.join(map(word_key, last))})"] if last else []

    def ask(keys: Sequence[str], most: int) -> list[tuple[int]]:
        asked = f"{' AND '.join(keys)}{narrow}"
        if within is None:
            return db.execute("SELECT rowid FROM grams WHERE grams MATCH ? LIMIT ?", (asked, most)).fetchall()
        query = "SELECT rowid FROM grams WHERE grams MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
        return db.execute(query, (asked, *within, most)).fetchall()

    pairs = [pair_key(a, b) for a, b in pairwise(sought)]
    words = [said_or_sayer(w) for w in sought]
    if all(counts.get(w) for w in sought):
        alike = ask(list(dict.fromkeys([*(pairs or map(word_key, sought)), *any_of])), ALIKE)
        votes.whole = len(alike) < ALIKE
        votes.add(alike, ALL)
    if exact:
        return votes
    if sought and len(sought) <= TURNS and len(votes.of) < AT_ONCE:
        votes.add(ask(list(dict.fromkeys([*words, *any_of])), AT_ONCE), ALL / 2)
    if not sought:
        return votes
    votes.whole &= _apart(votes, ask, sought, counts, total, until, bool(narrow or within))
    return votes


def completions(db: sqlite3.Connection, begun: str) -> list[int]:
    """The numbers of the words that occur most and begin as `begun` does."""
    start = root(begun)
    rows = db.execute(
        "SELECT number FROM vocabulary WHERE word >= ? AND word < ? ORDER BY count DESC, number LIMIT ?",
        (start, f"{start}\U0010ffff", COMPLETIONS),
    )
    return [n for (n,) in rows.fetchall()]


def rarities(db: sqlite3.Connection, sought: Sequence[int]) -> list[float]:
    """ln(tellings / tellings with the word) for each word; `UNSEEN` where none has it, for it tells none apart."""
    counts, total = _counts(db, sought)
    return [math.log(max(total, 2) / counts[w]) if counts.get(w) else UNSEEN for w in sought]


_Ask = Callable[[Sequence[str], int], list[tuple[int]]]  # keys that all have to be there, and how many at most


def _apart(  # noqa: PLR0917
    votes: Votes,
    ask: _Ask,
    sought: Sequence[int],
    counts: Mapping[int, int],
    total: int,
    until: float,
    narrow: bool,
) -> bool:
    """Votes by single words and pairs, then by all words but one; whether nothing as good can be missing."""
    known = [i for i, w in enumerate(sought) if counts.get(w)]
    keys = _rarest(sought, known, counts, narrow=narrow)
    sure, broad = _by_few_words(votes, ask, keys, total, until)
    if any(set(a).isdisjoint(b) for a in sure for b in sure) or len(known) < 2:
        return len(known) > 1 or not broad
    return _by_all_but_one(votes, ask, sought, known, total, until)


def _rarest(
    sought: Sequence[int], known: Sequence[int], counts: Mapping[int, int], *, narrow: bool
) -> list[tuple[str, tuple[int, ...]]]:
    """What to ask for words and pairs, and their places in what is sought, the rarest first, at most `ASKED`."""
    asked: dict[str, tuple[float, tuple[int, ...]]] = {}
    for i in known:
        if narrow or counts[sought[i]] <= SURELY * BROAD:
            asked.setdefault(said_or_sayer(sought[i]), (counts[sought[i]], (i,)))
        if i + 1 in known:
            fewer = min(counts[sought[i]], counts[sought[i + 1]])
            asked.setdefault(pair_key(sought[i], sought[i + 1]), (fewer * _TOGETHER, (i, i + 1)))
    by_count = sorted(asked.items(), key=lambda item: item[1][0])
    return [(key, places) for key, (_, places) in by_count[:ASKED]]


def _by_few_words(
    votes: Votes, ask: _Ask, keys: Sequence[tuple[str, tuple[int, ...]]], total: int, until: float
) -> tuple[list[tuple[int, ...]], int]:
    """Votes by each of `keys` that not too many tellings have; the places of those, and how many others came last.

    Behind a word that is broad no other word is asked for: more tellings have it.
    """
    sure: list[tuple[int, ...]] = []
    broad = cast = 0
    words_are_broad = False
    for key, places in keys:
        if broad == GIVEN_UP or cast > VOTES or time.monotonic() > until:
            break
        word = len(places) == 1
        found = None if word and words_are_broad else ask([key], BROAD + 1)
        if found is None or len(found) > BROAD:
            words_are_broad |= word
            broad += 1
            continue
        broad = 0
        cast += len(found)
        sure.append(places)
        votes.add(found, _worth(total, found) + 0.1)
    return sure, broad


def _by_all_but_one(  # noqa: PLR0917
    votes: Votes, ask: _Ask, sought: Sequence[int], known: Sequence[int], total: int, until: float
) -> bool:
    """Votes by all words but one, for each left out in turn; whether all that have so many were found."""
    whole = len(known) <= TURNS
    for left in known[:TURNS]:
        if time.monotonic() > until:
            return False
        rest = [i for i in known if i != left]
        keys = [pair_key(sought[i], sought[i + 1]) for i in rest if i + 1 in rest]
        alone = [word_key(sought[i]) for i in rest if i + 1 not in rest and i - 1 not in rest]
        found = ask(list(dict.fromkeys([*keys, *alone])), AT_ONCE)
        whole &= len(found) < AT_ONCE
        votes.add(found, _worth(total, found))
    return whole


def _worth(total: int, found: Sequence[tuple[int]]) -> float:
    """What a vote is worth that these tellings get, of so many."""
    return math.log(max(total, 2) / max(len(found), 1))


def _counts(db: sqlite3.Connection, sought: Sequence[int]) -> tuple[dict[int, int], int]:
    """In how many tellings each word has been, and how many there have been."""
    asked = {BREAK, *sought}
    marks = ",".join("?" * len(asked))
    rows = db.execute(f"SELECT number, count FROM vocabulary WHERE number IN ({marks})", tuple(asked))  # noqa: S608
    found = dict(rows.fetchall())
    return found, int(found.pop(BREAK, 0))
