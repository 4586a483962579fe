"""Kinds of change against the hand labels of the developers' part, beside the naive baseline in the same run.

The floors are below what was measured (docs/method/collation.md); they fall only by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import changes as benchmark


@pytest.mark.shared
def test_kinds_of_change_and_meaning_against_the_labels(shared: Path) -> None:
    ours = benchmark.scored(benchmark.ours, shared)
    naive = benchmark.scored(benchmark.naive, shared)
    assert ours["changed"] == 60
    assert ours["F1"] >= 85 > 65 > naive["F1"]
    assert ours["hit"] / ours["meaning"] >= 0.6
    assert ours["alarm"] / ours["plain"] <= 0.1
    assert ours["verbatim flagged"] <= 1
