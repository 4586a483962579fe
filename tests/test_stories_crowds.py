"""Hundreds of texts of one event that are no copies: one story, in a time that grows with their number."""

from __future__ import annotations

import random

import numpy as np

from pace import in_proportion
from quoth.stories.copies import Print
from quoth.stories.crowds import CROWD, MUCH, Likeness, crowds
from quoth.stories.merging import merge
from quoth.stories.near import Near
from quoth.stories.pairs import NEAREST
from quoth.stories.seen import Seen
from quoth.stories.vectors import Vector


def report(event: int, number: int) -> Seen:
    """A report of an event: 30 of the 40 words that it is told in, and 15 that nobody else has."""
    chance = random.Random(f"{event} {number}")
    shared = chance.sample(range(1_000 * event, 1_000 * event + 40), 30)
    terms = np.array(sorted({*shared, *(chance.randrange(100_000, 4_000_000) for _ in range(15))}), dtype=np.uint32)
    weights = np.full(len(terms), len(terms) ** -0.5, dtype=np.float32)
    nothing = np.zeros(0, dtype=np.uint32)
    return Seen("", Vector(terms, weights, terms, 700_000), Print(nothing, nothing, frozenset(), 1))


def near(seen: dict[int, Seen]) -> Near:
    found = Near()
    found.enter(seen, seen)
    return found


def grouped(seen: dict[int, Seen]) -> list[list[int]]:
    pairs = list(near(seen).pairs({n: n for n in seen}))
    return merge([one.vector for one in seen.values()], pairs)


def test_reports_of_two_events_by_hundreds_are_two_stories() -> None:
    seen = {n: report(1 + n % 2, n) for n in range(300)}
    assert grouped(seen) == [list(range(0, 300, 2)), list(range(1, 300, 2))]


def test_whoever_comes_is_laid_beside_so_many_and_no_more() -> None:
    seen = {n: report(1, n) for n in range(2 * NEAREST)}
    found = near(seen)
    pairs = list(found.pairs({n: n for n in seen}))
    assert len(pairs) <= NEAREST * len(seen)
    assert found.connected([0]) == set(seen), "and yet all hang together"


def test_four_times_the_reports_take_about_four_times_the_time() -> None:
    seen = {n: report(1, n) for n in range(800)}
    in_proportion(lambda: grouped({n: seen[n] for n in range(200)}), lambda: grouped(seen), 8)


def test_a_few_are_no_crowd() -> None:
    """A hundred that are much alike with all others of them; and one fewer."""
    pairs = [Likeness(i, j, MUCH, False) for i in range(CROWD + 1) for j in range(i)]
    assert crowds(CROWD + 1, pairs) == [list(range(CROWD + 1))]
    assert crowds(CROWD + 1, pairs[1:]) == [list(range(2, CROWD + 1))], "two have one fewer, and are left to be weighed"
    assert crowds(CROWD, [p for p in pairs if p.i < CROWD]) == []
    assert crowds(CROWD + 1, [p._replace(likeness=MUCH - 0.01) for p in pairs]) == []


def test_who_must_not_meet_does_not_in_a_crowd_either() -> None:
    pairs = [Likeness(j, i, MUCH, {i, j} == {0, 7}) for i in range(CROWD + 2) for j in range(i)]
    random.Random(2).shuffle(pairs)
    (crowd,) = crowds(CROWD + 2, pairs)
    assert not {0, 7} <= set(crowd)
    assert len(crowd) == CROWD + 1
