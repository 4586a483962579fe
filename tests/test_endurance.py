"""Samples of what `make proof` does in full: kills, faults of the disk, damaged stores, each on the real commands."""

from __future__ import annotations

from benchmarks import damaged, faults, kill
from benchmarks.judging import judgements

from engine import attribute
from quoth.store import Store, keep
from quoth.types import Article


def test_kills_at_random_moments(tmp_path):
    """One round or more of each: reading, reading by two processes, correcting, migrating."""
    figures = kill.measure(tmp_path, [], 4, seed=2, at_once=4)
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


def test_a_reader_that_believes_every_row_is_fooled(tmp_path):
    """The baseline beside the damaged stores: SQLite has no objection to another letter in a text."""
    with Store.open(tmp_path / "whole.db") as store:
        store.put(attribute(Article("a", "a.txt", "Bridge: Varga said “shut for 3 days” there.")), "small 1")
        keep(store, judgements(1))
    content = (tmp_path / "whole.db").read_bytes()
    assert b"shut for 3 days" in content
    (tmp_path / "damaged.db").write_bytes(content.replace(b"shut for 3 days", b"shut for 8 days"))
    assert damaged.plain(tmp_path / "whole.db", tmp_path / "whole.db") == "right"
    assert damaged.plain(tmp_path / "whole.db", tmp_path / "damaged.db") == "WRONG: other rows"
    with Store.open(tmp_path / "damaged.db") as store:
        assert len(store.check()) == 1
