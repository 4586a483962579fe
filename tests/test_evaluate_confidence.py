"""Scores: a map that keeps their order, nothing where no fit stands, and a fit that makes them mean what they say."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.attributions import attribute_article
from quoth.attributions.confidence import FIT, calibrated
from quoth.evaluate.reliability import calibration_error
from quoth.model.network import load
from quoth.types import Article

SCORES = st.floats(0, 1)


def fitted(a: float, b: float, c: float) -> dict[str, float]:
    return dict(zip(FIT, (a, b, c), strict=True))


@given(SCORES)
def test_without_a_fit_a_score_stays_as_it_is(score: float) -> None:
    """Also where a network's thresholds have only a part of one."""
    assert calibrated(score, {}) == score
    assert calibrated(score, {"anchor": 0.5, "score_a": 1.0}) == score


@given(SCORES)
def test_the_identity_is_among_the_maps(score: float) -> None:
    """a = b = 1, c = 0."""
    assert calibrated(score, fitted(1, 1, 0)) == pytest.approx(score, abs=1e-5)


@given(SCORES, SCORES, st.floats(0, 5), st.floats(0, 5), st.floats(-5, 5))
def test_what_is_more_likely_stays_more_likely(one: float, two: float, a: float, b: float, c: float) -> None:
    """And a probability comes out, whatever goes in."""
    low, high = sorted((one, two))
    first, second = (calibrated(score, fitted(a, b, c)) for score in (low, high))

    assert 0 <= first <= second <= 1 or math.isclose(first, second)


def test_an_articles_scores_are_mapped_and_nothing_else_changes() -> None:
    """The same network with another fit: the same attributions in the same order, other scores."""
    network = load()
    article = Article("a", "a.txt", "Oda Brenn said the harbour was shut. “It is late,” Teun Marrow told reporters.")
    bare = {name: value for name, value in network.thresholds.items() if name not in FIT}

    def found(thresholds: dict[str, float]) -> list[tuple[object, float]]:
        changed = replace(network, config={**network.config, "thresholds": thresholds})
        return [(replace(a, score=0.0), a.score) for a in attribute_article(article, changed).attributions]

    plain, mapped = found(bare), found({**bare, **fitted(0.5, 0.7, -1.0)})

    assert len(plain) == 2
    assert [a for a, _ in plain] == [a for a, _ in mapped]
    assert [s for _, s in mapped] == [calibrated(s, fitted(0.5, 0.7, -1.0)) for _, s in plain]


@pytest.mark.parametrize("a_b_c", [(1.0, 1.0, 0.0), (0.0, 0.7, -1.0), (2.0, 0.2, 0.5)])
def test_the_fit_finds_the_map_that_made_the_scores(a_b_c: tuple[float, float, float]) -> None:
    """5,000 scores whose truth was drawn with a known map: what comes out is calibrated, raw scores need not be."""
    from training.calibrate import fit

    dice = random.Random(4)
    scores = [dice.betavariate(3, 0.5) for _ in range(5_000)]
    scored = [(s, dice.random() < calibrated(s, fitted(*a_b_c))) for s in scores]
    made = fitted(*fit(scored))

    assert all(made[name] >= 0 for name in FIT[:2])
    assert calibration_error([(calibrated(s, made), right) for s, right in scored]) < 2.5
    for s in (0.3, 0.6, 0.9, 0.99):
        assert calibrated(s, made) == pytest.approx(calibrated(s, fitted(*a_b_c)), abs=0.08)


def test_a_fit_never_turns_two_scores_round() -> None:
    """Where low scores happen to be right more often than high ones, the map is flat rather than falling."""
    from training.calibrate import fit

    scored = [(k / 100, k % 10 < 9 - k // 12) for k in range(1, 100)] * 5
    made = fitted(*fit(scored))
    mapped = [calibrated(k / 100, made) for k in range(101)]

    assert mapped == sorted(mapped)


def test_cross_fitting_maps_every_score_once() -> None:
    """In the folds' order, each with the truth and the kind it had."""
    from training.calibrate import cross_fitted

    dice = random.Random(2)
    articles = [[(dice.random(), dice.random() < 0.6, f"{i}.{j}") for j in range(5)] for i in range(23)]
    rows = cross_fitted(articles)

    assert sorted((kind, right) for _, right, kind in rows) == sorted((k, r) for one in articles for _, r, k in one)
