"""Words tagged: the decoder on scores made by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.attributions.tag import compete, runs, viterbi
from quoth.model.network import LABELS

SHORT = {"O": "O", "S": "B-source", "s": "I-source", "Q": "B-cue", "q": "I-cue", "C": "B-content", "c": "I-content"}
LETTERS = "".join(SHORT)


def scores(*best: str) -> np.ndarray:
    """Log-probabilities in which each letter of a row is the favourite label of its word, by far."""
    out = np.full((len(best), len(best[0]), len(LABELS)), -5.0, np.float32)
    for r, row in enumerate(best):
        for i, letter in enumerate(row):
            out[r, i, LETTERS.index(letter)] = -0.1
    return out


def decoded(row: np.ndarray) -> str:
    return "".join(LETTERS[label] for label in row)


def test_the_favourites_stand_when_they_are_allowed() -> None:
    """A source, a cue, a content in two pieces: nothing to mend."""
    assert decoded(viterbi(scores("CccOSsQOCccc"))[0]) == "CccOSsQOCccc"


def test_inside_never_follows_another_role() -> None:
    """An inside without its beginning gets one, at the place that costs least."""
    assert decoded(viterbi(scores("Occc"))[0]) in {"OCcc", "Cccc"}
    assert decoded(viterbi(scores("SsccQ"))[0])[2:4] == "Cc"


def test_runs_are_cut_where_a_new_one_begins() -> None:
    """Two contents that adjoin stay two; a place outside the text is no word."""
    path = viterbi(scores("CcCcOO"))[0]
    words = np.array([4, 5, 6, 7, 8, -1])

    assert runs(words, path, 2) == [(4, 6), (6, 8)]
    assert runs(words, path, 0) == []


def test_a_word_claimed_twice_goes_to_the_surer_anchor() -> None:
    """Both anchors want words 2 and 3 as content, the second more so; words 0 and 1 are claimed once and stay."""
    both = np.log(np.array([[0.9, 0.9, 0.3, 0.3], [0.0, 0.0, 0.9, 0.9]], np.float32).clip(1e-4))
    claims = np.full((2, 4, len(LABELS)), np.log(1e-4), np.float32)
    claims[:, :, LABELS.index("I-content")] = both
    claims[:, :, 0] = np.log(1 - np.exp(both).clip(max=0.9999))
    compete(np.tile(np.arange(4), (2, 1)), claims, 4)
    content = np.exp(claims[:, :, LABELS.index("I-content")])

    assert np.allclose(content[0], [0.9, 0.9, 0.25, 0.25], atol=1e-3)
    assert np.allclose(content[1, 2:], 0.75, atol=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_no_other_allowed_path_is_better(n: int, seed: int) -> None:
    """The decoder's path is allowed, and no random allowed path scores higher."""
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(1, n, len(LABELS))).astype(np.float32)
    path = viterbi(table)[0]

    def allowed(labels: np.ndarray) -> bool:
        names = [LABELS[k] for k in labels]
        return all(not name.startswith("I") or (i > 0 and names[i - 1][2:] == name[2:]) for i, name in enumerate(names))

    def total(labels: np.ndarray) -> float:
        return float(table[0, np.arange(n), labels].sum())

    assert allowed(path)
    for _ in range(200):
        other = rng.integers(len(LABELS), size=n)
        assert not allowed(other) or total(other) <= total(path) + 1e-4
