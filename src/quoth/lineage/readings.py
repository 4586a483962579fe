"""The readings of a saying made ready to be asked for two tellings at a time: who has which, and who else agrees.

Made once for a saying, since all pairs of its articles ask for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from quoth.types import Attribution, Beside, Saying, Variant

_MANNER = frozenset({"spelling", "disfluency"})  # how something was written down, which says nothing of who copied


@dataclass(frozen=True, slots=True)
class Place:
    """A variant: the reading of each telling, by its id; the articles of each reading; and the readings, those of the
    most articles first.
    """

    variant: Variant
    at: Mapping[str, int]
    articles: Sequence[Set[str]]
    widest: Sequence[int]

    def agreeing(self, pair: Set[str]) -> int:
        """The most articles besides `pair` that have one reading."""
        most = 0
        for reading in self.widest:
            if len(self.articles[reading]) <= most:
                break
            most = max(most, len(self.articles[reading]) - len(pair & self.articles[reading]))
        return most


@dataclass(frozen=True, slots=True)
class Readings:
    """Where the tellings of a saying differ in more than how they were written down, and what its record has beside
    each, by its id.
    """

    places: tuple[Place, ...]
    beside: Mapping[str, Beside]


def readings(saying: Saying, tellings: Mapping[str, Attribution]) -> Readings:
    """The readings of `saying`; `tellings` by id."""
    places = tuple(_place(v, tellings) for v in saying.variants if not _MANNER.issuperset(v.changes))
    return Readings(places, {b.telling: b for b in saying.record.tellings} if saying.record else {})


def _place(variant: Variant, tellings: Mapping[str, Attribution]) -> Place:
    articles = [frozenset(tellings[t].article for t in r.tellings if t in tellings) for r in variant.readings]
    at = {t: k for k, reading in enumerate(variant.readings) for t in reading.tellings}
    return Place(variant, at, articles, sorted(range(len(articles)), key=lambda k: -len(articles[k])))
