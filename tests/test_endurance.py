"""Samples of what `make proof` does in full: kills, faults of the disk, damaged stores, each on the real commands."""

from __future__ import annotations

from benchmarks import damaged, faults, kill


def test_kills_at_random_moments(tmp_path):
    """One round or more of each: reading, reading by two processes, correcting, migrating."""
    figures = kill.measure(tmp_path, [], 4, seed=2)
    assert figures["wrong"] == []
    assert figures["kills"] >= 4


def test_twelve_faults_of_the_disk():
    figures, passed = faults.measure(12, seed=3)
    assert passed, figures["wrong"]
    assert any(name.endswith("said") for name in figures["outcomes"]), "not one fault was felt"


def test_a_disk_that_is_full_without_a_compiler(monkeypatch):
    """The kernel's own limit on the size of a file: writes are cut short, and the next one fails."""
    monkeypatch.setattr(faults, "library", lambda _folder: None)
    figures, passed = faults.measure(4, 4)
    assert passed, figures["wrong"]
    assert figures["injected by"].startswith("RLIMIT_FSIZE")


def test_nine_damaged_stores(tmp_path):
    figures, passed = damaged.measure(9, 4, tmp_path / "found")
    assert passed, figures["wrong without a word"]
    assert len((tmp_path / "found").read_text().splitlines()) == 9, "so that another run need not look again"
    assert figures["baseline: every row believed"]["WRONG"] > 0, "a reader that believes everything is fooled"
