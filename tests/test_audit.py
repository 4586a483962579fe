"""The audit: every library with its licence, every file with its hash; what was altered is named."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import metadata
from pathlib import Path

import pytest

from quoth import audit
from quoth.cli import main
from quoth.doctor import Check
from quoth.errors import NetworkError
from quoth.model import network


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed library of one file, ``tern``."""
    about = tmp_path / "tern-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.4\nName: tern\nVersion: 1.2\nLicense-Expression: MIT\n")
    (tmp_path / "tern.py").write_text("flies = True\n")
    digest = hashlib.sha256((tmp_path / "tern.py").read_bytes()).digest()
    coded = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    (about / "RECORD").write_text(f"tern.py,sha256={coded},13\ntern-1.2.dist-info/RECORD,,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(audit, "needed", lambda _: {"tern"})
    return tmp_path


def found(name: str) -> Check:
    return next(Check(*one) for one in audit.audit() if one[0] == name)


def test_a_library_as_it_was_installed(library):
    assert found("tern") == Check("tern", True, "1.2, MIT; 1 file as installed")


def test_a_file_that_was_altered_or_taken_away_is_named(library):
    (library / "tern.py").write_text("flies = False\n")
    one = found("tern")
    assert not one.ok
    assert "1 altered and 0 missing of 1 file: tern.py" in one.found
    (library / "tern.py").unlink()
    assert "0 altered and 1 missing of 1 file: tern.py" in found("tern").found


def test_a_library_without_a_record(library):
    (library / "tern-1.2.dist-info/RECORD").unlink()
    assert found("tern") == Check("tern", True, "1.2, MIT; no record of its files to compare with")


def test_everything_that_quoth_needs_is_there():
    names = {name.lower() for name in audit.needed("quoth")}
    direct = {audit._NAME.match(line)[0].lower() for line in metadata.requires("quoth") if "extra ==" not in line}
    assert direct <= names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "net"
    made.mkdir()
    (made / "model.onnx").write_bytes(b"weights")
    (made / "config.json").write_text(json.dumps({"sha256": {"model.onnx": hashlib.sha256(b"weights").hexdigest()}}))
    return made


def test_the_network_is_compared_file_by_file(folder):
    assert all(ok for _, ok, _ in audit.network(folder))
    (folder / "extra.bin").write_bytes(b"x")
    (folder / "model.onnx").write_bytes(b"other weights")
    wrong = {name: said for name, ok, said in audit.network(folder) if not ok}
    assert wrong.keys() == {"extra.bin", "model.onnx"}
    assert "no hash of it" in wrong["extra.bin"]
    assert "is not the file that config.json names" in wrong["model.onnx"]
    (folder / "model.onnx").unlink()
    assert [said for name, ok, said in audit.network(folder) if name == "model.onnx" and not ok]
    (folder / "config.json").write_text("{")
    assert [ok for _, ok, _ in audit.network(folder)] == [False]


def test_the_shipped_network_is_whole_and_every_file_of_it_has_a_hash():
    shown = {name: ok for name, ok, _ in audit.network()}
    assert {"config.json", "model.onnx", "labels.npz", "tokenizer.json"} <= shown.keys()
    assert all(shown.values())


def test_an_altered_network_is_not_loaded(folder):
    (folder / "model.onnx").write_bytes(b"other weights")
    with pytest.raises(NetworkError, match="is not the file that"):
        network.load(folder=folder)


def test_doctor_shows_it(tmp_path, monkeypatch, capsys, library):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("quoth.doctor._network", lambda: Check("network", True, "a stand-in"))
    main(["doctor", "--audit", "--format", "json"])
    checks = {c["check"]: c for c in json.loads(capsys.readouterr().out)["checks"]}
    assert checks["tern"]["found"].startswith("1.2, MIT")
    assert checks["model.onnx"]["found"].startswith("sha256 ")
