"""Copies held together while articles come and go: what laying all beside all would give, at the cost of a few."""

from __future__ import annotations

import random
from collections.abc import Mapping

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pace import in_proportion
from quoth.sets import Sets
from quoth.stories.copies import Print, is_copy, of_one_text, shared_runs
from quoth.stories.texts import AT_ONCE, Texts

RUNS = 40  # of the report that the copies below are made from


def printed(runs: set[int], figures: tuple[int, ...] = (1, 2, 3, 4)) -> Print:
    """A print that has just these runs."""
    return Print(np.array(sorted(runs), dtype=np.uint32), np.array(figures, dtype=np.uint32), frozenset(), len(runs))


def touched(report: int, chance: random.Random) -> Print:
    """A copy of one of several reports: some of its runs are others, some are cut off, seldom with other figures."""
    runs = set(range(1000 * report, 1000 * report + RUNS - chance.choice([0, 0, 3, 9, 16])))
    for run in chance.sample(sorted(runs), chance.choice([0, 1, 3, 8])):
        runs ^= {run, chance.randrange(10_000, 99_999)}
    return printed(runs, chance.choice([(1, 2, 3, 4)] * 3 + [(5, 6, 7, 8)]))


def all_beside_all(prints: Mapping[int, Print]) -> list[list[int]]:
    """The texts of `prints` as their definition has it: copies, and copies of copies."""
    sets = Sets(sorted(prints))
    for one, mine in prints.items():
        for other, theirs in prints.items():
            sizes = np.array([len(theirs.sample)], dtype=np.int64)
            same = of_one_text(len(mine.sample), sizes, shared_runs(mine.sample, [theirs.sample]))
            if same[0] and min(len(mine.sample), len(theirs.sample)) >= 12 and is_copy(mine, theirs):
                sets.join(one, other)
    return sorted(sorted(one) for one in sets)


def found(texts: Texts) -> list[list[int]]:
    return sorted(sorted(one) for one in texts)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.randoms(use_true_random=False))
def test_the_texts_are_those_of_all_beside_all_whatever_comes_and_goes(n: int, chance: random.Random) -> None:
    prints = {number: touched(chance.randrange(3), chance) for number in range(1, n + 1)}
    texts = Texts()
    there: dict[int, Print] = {}
    waiting = list(prints)
    while waiting:
        some, waiting = waiting[: chance.randint(1, 9)], waiting[9:]
        texts.add({number: prints[number] for number in some})
        there |= {number: prints[number] for number in some}
        gone = set(chance.sample(sorted(there), chance.randint(0, len(there) // 3)))
        left = texts.remove(gone)
        for number in gone:
            del there[number]
        assert left <= there.keys()
        assert found(texts) == all_beside_all(there)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 30), st.randoms(use_true_random=False))
def test_they_are_put_together_again_from_what_each_was_found_to_be_a_copy_of(n: int, chance: random.Random) -> None:
    """As a store does it; and the next article finds its text among them."""
    prints = {number: touched(chance.randrange(2), chance) for number in range(1, n + 1)}
    texts = Texts()
    texts.add(prints)
    again = Texts.of({number: (prints[number], texts.copy_of(number)) for number in prints})
    assert found(again) == found(texts)
    more = {n + 1: touched(0, chance)}
    again.add(more)
    assert found(again) == all_beside_all(prints | more)


def test_a_text_is_kept_by_a_link_for_each_article_and_not_for_each_pair() -> None:
    prints = {number: touched(0, random.Random(number)) for number in range(600)}
    texts = Texts()
    texts.add({number: one for number, one in prints.items() if one.figures[0] == 1})
    (whole,) = (one for one in texts if len(one) > 1)
    assert len(whole) > 300
    assert sum(len(texts.copy_of(number)) for number in whole) < 2 * len(whole)


def test_four_times_the_copies_take_about_four_times_the_time() -> None:
    def grouped(n: int) -> None:
        Texts().add(dict(enumerate(prints[:n])))

    many = 2 * AT_ONCE
    prints = [touched(0, random.Random(number)) for number in range(4 * many)]
    in_proportion(lambda: grouped(many), lambda: grouped(4 * many), 8)
