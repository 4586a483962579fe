"""Where in a record the words of a quotation may stand.

An index of a record's words, pairs and triples of words; a quotation's rarer ones vote for the stretches of the record
that hold most of it. Linear in the record to build; a look-up costs what the quotation's rarer words have places.

What guards it: words, pairs and triples that stand in more than `_PLACES` places do not vote, so that no quotation
costs more than its length times that, in a record of any size.
A case it gets wrong: a quotation made only of triples that the record has in more places than that is not found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quoth.records.names import named
from quoth.records.record import Record, heard
from quoth.sayings.words.weights import SMALL, weight
from quoth.sayings.words.word import Word

_GRAM = 3  # words of the longest run that is looked up
_PLACES = 400  # of one gram that vote; a record of 30,000 words has "of the" some 150 times
_CANDIDATES = 4  # stretches that are looked at closely
_LESSER = 0.6


@dataclass(frozen=True, slots=True)
class Index:
    """A record made ready to be searched.

    `words` are the record's, in order; `places` say where each word that is not small, each pair and each triple of
    words begins, in order; `names` are the words of the names of all who speak in it.
    """

    record: Record
    words: tuple[Word, ...]
    places: Mapping[tuple[str, ...], Sequence[int]]
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: Record) -> Index:
        told = heard(record)
        keys = [w.key for w in told]
        places: dict[tuple[str, ...], list[int]] = {}
        for j, key in enumerate(keys):
            for n in range(1 if key not in SMALL else 2, min(_GRAM, len(keys) - j) + 1):
                places.setdefault(tuple(keys[j : j + n]), []).append(j)
        return cls(record, told, places, named({turn.speaker for turn in record.turns if turn.speaker}))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open words of a record that hold much of a quotation.

    `score` is the weight of what they hold, `lead` how many words the quotation has before the first of these and
    `tail` how many after the last.
    """

    start: int
    end: int
    score: float
    lead: int
    tail: int


def stretches(index: Index, quotation: Sequence[Word], *, near: int | None = None) -> Iterator[Stretch]:
    """The stretches of the record that hold most of `quotation`, the best first; they do not overlap.

    Those that hold less than `_LESSER` of what the best one does are left out.
    """
    keys = [w.key for w in quotation]
    votes: list[tuple[int, int]] = []
    for i in range(len(keys)):
        for n in range(1, min(_GRAM, len(keys) - i) + 1):
            places = index.places.get(tuple(keys[i : i + n]), ())
            if len(places) <= _PLACES:
                votes += [(j + d, i + d) for j in places for d in range(n)]
    votes = sorted(set(votes))
    weights = [0.0 if w.bracketed else weight(w.key) for w in quotation]
    width = len(keys) + max(12, len(keys) // 2)
    held = [0] * len(keys)
    scored: list[tuple[float, int, int]] = []
    first, score = 0, 0.0
    for j, i in votes:
        if not held[i]:
            score += weights[i]
        held[i] += 1
        while votes[first][0] <= j - width:
            gone = votes[first][1]
            held[gone] -= 1
            if not held[gone]:
                score -= weights[gone]
            first += 1
        scored.append((score, votes[first][0], j + 1))
    scored.sort(key=lambda s: (-s[0], abs(s[1] - near) if near is not None else s[2] - s[1], s[1]))
    taken: list[Stretch] = []
    for score, start, end in scored:
        if len(taken) == _CANDIDATES or score < _LESSER * scored[0][0]:
            return
        if all(end <= other.start or other.end <= start for other in taken):
            at_start = votes[bisect_left(votes, (start, 0)) : bisect_left(votes, (start + 1, 0))]
            at_end = votes[bisect_left(votes, (end - 1, 0)) : bisect_left(votes, (end, 0))]
            lead, tail = at_start[0][1], len(keys) - 1 - at_end[-1][1]
            taken.append(Stretch(start, end, score, lead, tail))
            yield taken[-1]
