"""Files that can be made again from a store: made anew when they are not ours of today, never at another's cost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT
from quoth.articles import read
from quoth.page.app.index.file import Index
from quoth.store.derived import Derived
from quoth.store.lock import lock_of
from quoth.types import Article

NOTES = Derived(0x71756F6E, 1, ("CREATE TABLE notes (note TEXT)",), memory=1000)


def notes(path: Path, kind: Derived = NOTES) -> list[tuple[str]]:
    db = kind.opened(path)
    try:
        return db.execute("SELECT note FROM notes").fetchall()
    finally:
        db.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    db = NOTES.opened(tmp_path / "notes")
    db.execute("INSERT INTO notes VALUES ('the mayor said so')")
    db.close()
    return tmp_path / "notes"


def test_what_is_there_is_kept(path: Path) -> None:
    assert notes(path) == [("the mayor said so",)]


def test_another_version_is_made_anew(path: Path) -> None:
    assert notes(path, replace(NOTES, version=2)) == []


def test_a_file_with_a_trigger_put_in_is_made_anew(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END")
    assert notes(path) == []


def test_a_byte_that_was_altered_while_nobody_had_it_open_is_seen(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content.replace(b"mayor", b"major"))
    assert notes(path) == [], "made anew: what was in it is made again from the store"


def test_a_seal_that_is_no_seal_is_none(path: Path) -> None:
    """Of 4,096 brackets Python's reader of JSON raises what is no ValueError."""
    lock_of(path, "seal").write_bytes(b"[" * 4_096)
    assert notes(path) == [("the mayor said so",)]


def test_a_copy_of_all_of_it_is_as_it_was(path: Path) -> None:
    """Other dates and another place on the disk, the same bytes."""
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    os.utime(path, (1, 1))
    assert notes(path) == [("the mayor said so",)]
    assert notes(path) == [("the mayor said so",)]


def test_what_a_killed_process_left_is_kept_where_it_is_sound(path: Path) -> None:
    with process(path, "db.execute(\"INSERT INTO notes VALUES ('and then')\"); os.kill(os.getpid(), 9)") as killed:
        pass
    assert killed.returncode == -9
    assert notes(path) == [("the mayor said so",), ("and then",)]


def process(path: Path, does: str) -> subprocess.Popen[bytes]:
    """Another process that has opened the file as `db`, and does that; at most for five minutes."""
    opens = (
        "import os, signal, sys, time; from pathlib import Path; from quoth.store.derived import Derived\n"
        "signal.alarm(300)\n"
        "path = Path(sys.argv[1])\n"
        f"db = {NOTES!r}.opened(path)\n{does}"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen([sys.executable, "-c", opens, path], env=environment)


def test_what_was_killed_before_it_was_first_closed_is_known_as_ours(tmp_path: Path) -> None:
    """Its tables stand in SQLite's log only; whose it is stands in the file itself."""
    with process(tmp_path / "notes", "db.execute(\"INSERT INTO notes VALUES ('and then')\"); os.kill(os.getpid(), 9)"):
        pass
    assert notes(tmp_path / "notes") == [("and then",)]


def test_one_that_is_open_and_was_never_closed_is_opened_by_others(tmp_path: Path) -> None:
    one, two = NOTES.opened(tmp_path / "notes"), NOTES.opened(tmp_path / "notes")
    one.execute("INSERT INTO notes VALUES ('the mayor said so')")
    assert two.execute("SELECT note FROM notes").fetchall() == [("the mayor said so",)]
    one.close()
    two.close()


@pytest.mark.parametrize("before", ["nothing", "another version", "altered"])
def test_processes_that_make_one_file_at_once_make_one(tmp_path: Path, before: str) -> None:
    """Each writes a line once it has the file, and lets go when all have it: none writes into one thrown away."""
    count = 4
    path = tmp_path / "notes"
    if before != "nothing":
        db = replace(NOTES, version=2).opened(path)
        db.execute("INSERT INTO notes VALUES ('the mayor said so')")
        db.close()
    if before == "altered":
        path.write_bytes(path.read_bytes().replace(b"mayor", b"major"))
    does = (
        "time.sleep(0.2)\n"
        "db.execute('INSERT INTO notes VALUES (?)', (str(os.getpid()),))\n"
        "Path(f'{path}.{os.getpid()}.done').touch()\n"
        f"while len(list(path.parent.glob('*.done'))) < {count}: time.sleep(0.01)\n"
        "db.close()"
    )
    all_of_them = [process(path, does) for _ in range(count)]
    assert [one.wait(timeout=310) for one in all_of_them] == [0] * count
    assert sorted(notes(path)) == sorted((str(one.pid),) for one in all_of_them)


def test_what_another_version_has_open_is_not_thrown_away(path: Path) -> None:
    one = NOTES.opened(path)
    with pytest.raises(OSError, match="another quoth has it open"):
        notes(path, replace(NOTES, version=2))
    one.execute("INSERT INTO notes VALUES ('and then')")
    one.close()
    assert notes(path) == [("the mayor said so",), ("and then",)]
    assert notes(path, replace(NOTES, version=2)) == []


def test_one_that_could_not_be_made_is_let_go(tmp_path: Path) -> None:
    """As on a full disk, in the middle of its tables."""
    path = tmp_path / "notes"
    with pytest.raises(sqlite3.Error):
        replace(NOTES, statements=(*NOTES.statements, "CREATE TABLE")).opened(path)
    db = sqlite3.connect(path, timeout=0, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    db.close()
    assert notes(path) == []


def test_two_at_once_and_the_last_one_seals_it(path: Path) -> None:
    one, two = NOTES.opened(path), NOTES.opened(path)
    two.execute("INSERT INTO notes VALUES ('and then')")
    one.close()
    assert lock_of(path, "seal").read_bytes() == b"", "there is no seal while somebody has it open"
    two.close()
    assert lock_of(path, "seal").read_bytes() != b""
    assert notes(path) == [("the mayor said so",), ("and then",)]


@pytest.mark.parametrize("theirs", [b"my diary", b"SQLite format 3\0" + bytes(200)], ids=["text", "a database"])
def test_another_programs_file_stays(tmp_path: Path, theirs: bytes) -> None:
    path = tmp_path / "notes"
    path.write_bytes(theirs)
    with pytest.raises(OSError, match="another program's"):
        NOTES.opened(path)
    assert path.read_bytes() == theirs


def test_the_page_works_elsewhere_when_its_place_is_taken(tmp_path: Path) -> None:
    taken = tmp_path / "news.db-page"
    taken.write_bytes(b"my diary")
    index = Index(tmp_path / "news.db")
    try:
        assert index.path != taken
        assert taken.read_bytes() == b"my diary"
    finally:
        index.close()


def test_what_quoth_keeps_in_a_folder_is_no_article_of_it(tmp_path: Path) -> None:
    """Of whatever store it is; it is counted in one remark about the folder."""
    for name in ("week.db", "week.db-page", "week.db-who", "week.db-who-wal"):
        (tmp_path / name).write_bytes(b"SQLite format 3\0" + bytes(4096))
    for kind in ("lock", "watch"):
        lock_of(tmp_path / "week.db", kind).write_text("quoth serve, process 1")
    lock_of(tmp_path / "week.db-who", "seal").write_text("[]")
    words = (
        "The council said on Monday that the bridge would stay closed to traffic until the repairs have been paid for."
    )
    (tmp_path / "ledger.txt").write_text(words)
    article, remark = read([str(tmp_path)])
    assert isinstance(article, Article)
    assert (remark.code, remark.where) == ("other-files", str(tmp_path))
