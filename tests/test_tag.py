"""Words tagged: spans, links and the decoder, on scores made by hand."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.attributions.tag import claims, first_contents, further_pieces, runs, tag, viterbi
from quoth.model.network import AFTER, BEFORE, LABELS, Seen

FREE = np.zeros((len(LABELS), len(LABELS)), np.float32)  # a chain without preferences
LETTERS = "OSsQqCc"  # LABELS in one letter each: outside, Source, Cue (Q), Content; small for inside


def scores(best: str) -> np.ndarray:
    """Log-probabilities in which each letter is the favourite label of its word, by far."""
    out = np.full((len(best), len(LABELS)), -5.0, np.float32)
    for i, letter in enumerate(best):
        out[i, LETTERS.index(letter)] = -0.1
    return out


def decoded(table: np.ndarray) -> str:
    return "".join(LETTERS[label] for label in viterbi(table, FREE))


def test_the_favourites_stand_when_they_are_allowed() -> None:
    """A source, a cue, a content in two pieces: nothing to mend."""
    assert decoded(scores("CccOSsQOCccc")) == "CccOSsQOCccc"


def test_inside_never_follows_another_role() -> None:
    """An inside without its beginning gets one, at the place that costs least."""
    assert decoded(scores("Occc")) in {"OCcc", "Cccc"}
    assert decoded(scores("SsccQ"))[2:4] == "Cc"


def test_runs_are_cut_where_a_new_one_begins() -> None:
    """Two contents that adjoin stay two."""
    path = viterbi(scores("CcCcOSO"), FREE)

    assert runs(path, 2) == [(0, 2), (2, 4)]
    assert runs(path, 0) == [(5, 6)]
    assert runs(path, 1) == []


def test_a_claim_is_the_mean_over_the_words_of_a_run() -> None:
    """Words out of an anchor's reach count as nothing claimed."""
    masses = np.zeros((1, BEFORE + 5), np.float32)
    masses[0, BEFORE + 1 : BEFORE + 3] = 1.0  # the two words after the anchor

    found = claims(np.array([10]), masses, [(11, 13), (11, 15), (13, 15), (400, 402)])

    assert found.tolist() == [[1.0, 0.5, 0.0, 0.0]]
    assert claims(np.array([10]), masses, []).shape == (1, 0)


def test_contents_are_shared_out_strongest_first() -> None:
    """Each cue gets one content, and a content belongs to one cue; what nobody claims belongs to nobody."""
    strengths = np.array([[0.9, 0.8, 0.0], [0.6, 0.7, 0.0], [0.3, 0.0, 0.05]], np.float32)

    assert first_contents(strengths, 0.1, [5, 8, 25], [(0, 4), (10, 12), (20, 22)]) == {0: 0, 1: 1}
    assert first_contents(np.zeros((2, 0), np.float32), 0.1, [5, 8], []) == {}


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        # “A,” Quill said. “B,” Moss said. “C”, and Quill claims A less than C, which Moss would have as well
        ([[0.3, 0.0, 0.4], [0.1, 0.9, 0.2]], {0: 0, 1: 1}),
        # Quill claims nothing before Moss: no attribution rather than a wrong one
        ([[0.0, 0.0, 0.4], [0.1, 0.9, 0.2]], {1: 1}),
        # Moss has nothing of its own, so nothing stands between Quill and C
        ([[0.0, 0.0, 0.4], [0.0, 0.0, 0.2]], {0: 2}),
    ],
)
def test_a_first_content_never_lies_beyond_another_cue(claimed: list[list[float]], expected: dict[int, int]) -> None:
    """Strengths by cue (at words 5 and 15) and by content (at words 0, 10 and 20)."""
    strengths = np.array(claimed, np.float32)
    before = strengths.copy()

    assert first_contents(strengths, 0.1, [5, 15], [(0, 4), (10, 14), (20, 24)]) == expected
    assert (strengths == before).all()


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_whatever_is_claimed_no_two_cues_lie_crosswise(cues: int, contents: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    places = sorted(draw.choice(200, cues + contents, replace=False).tolist())
    anchors = sorted(draw.choice(places, cues, replace=False).tolist())
    runs_ = [(place, place + 1) for place in places if place not in anchors]

    owned = first_contents(draw.random((cues, contents), np.float32), 0.2, anchors, runs_)

    for k, j in owned.items():
        low, high = sorted((anchors[k], runs_[j][0]))
        assert not any(low < anchors[other] < high for other in owned)
    assert len(set(owned.values())) == len(owned)


@pytest.mark.parametrize(
    ("anchors", "owned", "expected"),
    [
        ([5], {0: 0}, {0: [1, 2]}),  # one cue: “…,” she said, “…” and on
        ([5, 12], {0: 0, 1: 2}, {0: [1]}),  # the second cue has a content of its own
        ([5, 9], {0: 0, 1: 2}, {}),  # the second cue stands before the piece: it cannot be the first one's
        ([5, 9], {0: 0}, {0: [1, 2]}),  # a cue without content stands in nobody's way
    ],
)
def test_a_further_piece_never_lies_beyond_another_cue(
    anchors: list[int], owned: dict[int, int], expected: dict[int, list[int]]
) -> None:
    """The contents stand at words 0, 10 and 20, and the first cue claims all of them."""
    strengths = np.array([[0.9, 0.8, 0.7], [0.0, 0.1, 0.6]], np.float32)[: len(anchors)]

    assert further_pieces(strengths, 0.3, owned, anchors, [(0, 4), (10, 12), (20, 22)]) == expected


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_no_other_allowed_path_is_better(n: int, seed: int) -> None:
    """The decoder's path is allowed, and no random allowed path scores higher."""
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(n, len(LABELS))).astype(np.float32)
    step = rng.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)
    path = viterbi(table, step)

    def allowed(labels: np.ndarray) -> bool:
        names = [LABELS[k] for k in labels]
        return all(not name.startswith("I") or (i > 0 and names[i - 1][2:] == name[2:]) for i, name in enumerate(names))

    def total(labels: np.ndarray) -> float:
        return float(table[np.arange(n), labels].sum() + step[labels[:-1], labels[1:]].sum())

    assert allowed(path)
    for _ in range(200):
        other = rng.integers(len(LABELS), size=n)
        assert not allowed(other) or total(other) <= total(path) + 1e-4


def test_a_text_of_doubtful_cues_alone_has_no_relation() -> None:
    """Anchors worth a look, none worth keeping: nothing is found, and nothing breaks."""
    words = 6
    seen = Seen(
        starts=np.arange(words) * 2,
        ends=np.arange(words) * 2 + 1,
        anchor=np.full(words, 0.1, np.float32),
        flat=scores("OCccCc"),
        mentions=(),
        vectors=np.zeros((words, 4), np.float32),
        pair=np.zeros((words, 0), np.float32),
    )

    class Unsure:
        thresholds: ClassVar[dict[str, float]] = {
            "anchor": 0.3,
            "cue": 0.4,
            "firm": 0.5,
            "content": 0.1,
            "more": 0.3,
            "source": 0.3,
            "flat": 0.5,
        }
        step: ClassVar[np.ndarray] = FREE

        def labels(self, _: Seen, anchors: np.ndarray) -> np.ndarray:
            return np.full((len(anchors), BEFORE + 1 + AFTER, len(LABELS)), np.log(1 / len(LABELS)), np.float32)

    assert tag(Unsure(), seen) == []  # type: ignore[arg-type]
