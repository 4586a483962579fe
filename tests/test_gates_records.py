"""Floors under quotations against transcripts, on the developers' labels, beside the tuned baseline of the same run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from test_gates import GATES, below, check

pytestmark = pytest.mark.shared


def test_quotations_against_transcripts(shared: Path) -> None:
    """Verdicts, kinds, meaning and passages over the floors; the baseline, tuned on these labels, under every one."""
    from benchmarks.records import labels, naive, on_labels, ours, scored, tuned

    gate = json.loads(GATES.read_text(encoding="utf-8"))["records"]
    check("records", gate, [shared / "labels/records.jsonl"])
    gold = labels(shared)
    found = scored(on_labels(shared, ours), gold)
    baseline = scored(tuned(on_labels(shared, naive), gold)[0], gold)

    assert not below(gate["floors"], found)
    assert found["alarms"] <= 5
    assert all(baseline[name] < found[name] for name in gate["floors"])
