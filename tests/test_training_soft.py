"""What several teachers saw in one text is put together word by word (training/soft.py)."""

from pathlib import Path

import numpy as np
from training.corpus import LABELS, Soft
from training.soft import averaged, restore, save

from quoth.model.network import AFTER, BEFORE

AROUND = BEFORE + 1 + AFTER


def seen(anchor: list[float], asked: dict[int, int]) -> Soft:
    """How likely each word opens a cue; for each word a teacher was asked about, one label for all words around."""
    labels = np.zeros((len(asked), AROUND, len(LABELS)), np.uint8)
    for row, label in enumerate(asked.values()):
        labels[row, :, label] = 255
    flat = np.full((len(anchor), len(LABELS)), 1 / len(LABELS), np.float16)
    return Soft(np.array(anchor, np.float16), flat, np.array(list(asked), np.int64), labels)


def test_all_teachers_have_the_same_say() -> None:
    both = averaged([seen([0.0, 1.0, 0.5], {1: 0}), seen([0.5, 0.5, 0.5], {1: 5})])
    assert both.anchor.tolist() == [0.25, 0.75, 0.5]
    assert both.labels[0, BEFORE].tolist() == [128, 0, 0, 0, 0, 128, 0]


def test_a_word_that_one_teacher_alone_was_asked_about_keeps_its_answer() -> None:
    both = averaged([seen([0.0, 1.0, 0.5], {1: 0}), seen([0.0, 1.0, 0.5], {0: 3, 2: 5})])
    assert both.anchors.tolist() == [0, 1, 2]
    assert both.labels[:, 0].argmax(-1).tolist() == [3, 0, 5]
    assert (both.labels[:, 0].max(-1) == 255).all()


def test_one_teacher_is_its_own_mean(tmp_path: Path) -> None:
    alone = seen([0.25, 0.75], {0: 2, 1: 6})
    save(alone, tmp_path / "text.npz")
    again = averaged([restore(tmp_path / "text.npz")])
    for name in ("anchor", "flat", "anchors", "labels"):
        assert (getattr(again, name) == getattr(alone, name)).all()
