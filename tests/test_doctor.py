"""``quoth doctor``: all well says 0; a missing library, a swapped network or a damaged store is named and says 1."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from engine import SMALL
from quoth import doctor
from quoth.cli import main
from quoth.errors import NetworkError
from quoth.model import network


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("post.txt").write_text("Bridge: Varga said “the bridge stays shut” on Monday.")
    main(["trace", "post.txt", "--quiet", "-o", "out.txt"], engine=SMALL)
    return tmp_path


def test_all_is_well(here, capsys):
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[-1] == "all is well"
    found = {line.split()[1]: line for line in out[:-1]}
    assert {"quoth", "python", "sqlite", "onnxruntime", "network", "languages", "writable", "store"} <= set(found)
    assert found["store"].endswith("quoth.db is whole: 1 article, 1 revision, 1 attribution")
    assert {line[:4] for line in out[:-1]} == {"ok  "}


def test_json_says_the_same(here, capsys):
    assert main(["doctor", "--format", "json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["ok"] is True
    assert all(set(check) == {"check", "ok", "found"} for check in out["checks"])


def test_it_alters_nothing(here):
    before = {f.name: f.read_bytes() for f in here.iterdir()}
    main(["doctor"])
    assert {f.name: f.read_bytes() for f in here.iterdir()} == before


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE revisions SET text = upper(text)", "quoth.db: post: what is stored of this article is damaged"),
        ("DELETE FROM revisions", "quoth.db: a row of attributions belongs to nothing"),
        ("PRAGMA user_version = 7", "was written by a newer quoth (schema 7, this one knows 1)"),
    ],
)
def test_a_store_that_is_not_whole_is_named(here, capsys, statement, message):
    db = sqlite3.connect("quoth.db")
    db.execute(statement)
    db.commit()
    db.close()
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert message in out
    assert out.endswith("checks found something wrong\n")


def test_a_store_that_is_asked_for_must_exist(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 0
    assert "none here yet" in capsys.readouterr().out
    assert main(["doctor", "--store", "week.db"]) == 1
    assert "!!  store" in capsys.readouterr().out


def test_a_library_that_is_missing_or_too_old_is_named_with_what_to_do(monkeypatch):
    monkeypatch.setattr(doctor.metadata, "requires", lambda _: ["absent-thing>=1.0", "numpy>=999", "pytest"])
    found = {c.name: c for c in doctor._installed()}
    assert found["absent-thing"] == doctor.Check("absent-thing", False, "missing: pip install 'absent-thing>=1.0'")
    assert (found["numpy"].ok, found["pytest"].ok) == (False, True)
    assert found["numpy"].found.endswith("is too old: pip install 'numpy>=999'")


def test_a_network_whose_files_were_swapped_is_refused(monkeypatch):
    message = "model.onnx is not the file that config.json names; install quoth again"

    def swapped() -> network.Network:
        raise NetworkError(message)

    monkeypatch.setattr(network, "load", swapped)
    assert doctor._network() == doctor.Check("network", False, message)
