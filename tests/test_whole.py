"""A file is whole or as it was; of several that write one new name one gets it."""

from __future__ import annotations

import hashlib
import resource
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quoth.fetch import kept
from quoth.fetch.kept import Archive
from quoth.whole import whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_there_once_all_of_it_is_written(tmp_path):
    with whole(tmp_path / "news.txt") as file:
        file.write(b"The quay stays")
        assert not (tmp_path / "news.txt").exists()
        file.write(b" shut.")
    assert (tmp_path / "news.txt").read_bytes() == b"The quay stays shut."
    assert names(tmp_path) == ["news.txt"]


@pytest.mark.parametrize("ended", [OSError, KeyboardInterrupt, ValueError])
def test_what_ends_before_leaves_all_as_it_was(tmp_path, ended):
    (tmp_path / "news.txt").write_bytes(b"before")
    with pytest.raises(ended), whole(tmp_path / "news.txt") as file:
        file.write(b"half")
        raise ended
    assert (tmp_path / "news.txt").read_bytes() == b"before"
    assert names(tmp_path) == ["news.txt"]


def test_a_full_disk_is_left_no_fuller(tmp_path):
    """What is held back to be written fails once more when the file is closed, and is no reason to leave it."""
    (tmp_path / "news.txt").write_bytes(b"before")
    most, limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limit))
    try:
        with pytest.raises(OSError), whole(tmp_path / "news.txt") as file:
            for _ in range(5):
                file.write(b"quay " * 1_001)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, limit))
    assert (tmp_path / "news.txt").read_bytes() == b"before"
    assert names(tmp_path) == ["news.txt"]


def test_what_nobody_else_may_read_stays_so(tmp_path):
    path = tmp_path / "news.txt"
    path.touch(0o600)
    with whole(path) as file:
        file.write(b"x")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_name_as_long_as_names_may_be(tmp_path):
    path = tmp_path / ("ř" * 127)
    with whole(path) as file:
        file.write(b"x")
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_new_file_replaces_none_that_came_meanwhile(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(PermissionError()))
    path = tmp_path / "news.txt"
    with pytest.raises(FileExistsError), whole(path, new=True) as late:
        late.write(b"late")
        with whole(path, new=True) as early:
            early.write(b"early")
    with pytest.raises(FileExistsError), whole(path, new=True):
        pass
    assert path.read_bytes() == b"early"
    assert names(tmp_path) == ["news.txt"]


def test_answers_of_one_address_that_are_kept_at_once_are_all_kept(tmp_path, monkeypatch):
    """Eight of one second, each in a file of its own, and found as answers for the address."""
    monkeypatch.setattr(kept, "archive", lambda answers, at, software: answers)
    archive = Archive(tmp_path / "week.db-fetched", "quoth/test")
    at, url = datetime(2026, 11, 22, 10, 15, 2, tzinfo=UTC), "http://ledger.example/a"
    given = [b"answer %d" % n for n in range(8)]
    with ThreadPoolExecutor(8) as several:
        paths = list(several.map(lambda answer: archive.keep(url, answer, at), given))
    assert [path.read_bytes() for path in paths] == given
    assert sorted(archive.of(url)) == sorted(paths)
    first = f"20261122T101502Z-{hashlib.sha256(url.encode()).hexdigest()[:16]}"
    assert {path.name for path in paths} == {f"{first}.warc.gz", *(f"{first}-{n}.warc.gz" for n in range(2, 9))}
