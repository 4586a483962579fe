"""Forgetting: afterwards no byte of the store, nor of what quoth keeps beside it, has the words."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from engine import SMALL
from pace import within
from quoth import cli
from quoth.errors import QuothError, StoreError, UsageError
from quoth.fetch.kept import Archive, folder_of
from quoth.fetch.urls import target
from quoth.fetch.wire import Answer
from quoth.judgements import Judgement, anchored
from quoth.store import Store, keep, kept
from quoth.store.forget import forget, is_forgotten, left, naming
from quoth.store.lock import held, lock_of
from quoth.store.traces import Needles, found_among, found_in
from quoth.types import Article, Attributed

SECRET = "Vestrine said “My brother owes nothing to the harbour board”. The rest of it is about zinc and quiet rivers."
OTHER = "Brenn said “We will not sell the ferry this year”. The harbour board met for nine hours without a vote."


def quoth(*args: str) -> int:
    return cli.main([*args], engine=SMALL)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with two articles that share a few words, several revisions of one, and long texts over many pages."""
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    long = " ".join(f"Vestrine walked past lamp {n} in the rain;" for n in range(600))
    for words in (SECRET, SECRET + " " + long, SECRET.replace("nothing", "little") + " " + long):
        Path("news/secret.txt").write_text(words, encoding="utf-8")
        Path("news/other.txt").write_text(OTHER, encoding="utf-8")
        assert quoth("trace", "news", "-q", "-o", "/dev/null") == 0
    return tmp_path / "quoth.db"


def raw(folder: Path) -> bytes:
    """Every byte of every file that is not an input, archives unfolded."""
    files = [f for f in folder.rglob("*") if f.is_file() and f.parent.name != "news"]
    return b"".join(gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in files)


def test_no_byte_is_left(store):
    before = raw(store.parent)
    assert b"zinc and quiet rivers" in before
    assert b"lamp 456 in the" in before
    with Store.open(store) as one:
        found = forget(one, ["secret"])
    after = raw(store.parent)
    for words in (b"zinc", b"quiet rivers", b"lamp 1", b"Vestrine", b"owes nothing", b"owes little", b"secret"):
        assert words not in after, words
    assert b"We will not sell the ferry this year" in after
    assert (found.articles, found.left) == (("secret",), ())
    with Store.open(store) as one:
        assert [a.article.id for a in one.articles()] == ["other"]
        assert one.check() == []


def test_the_journal_has_nothing_either_while_the_store_is_open(store):
    with Store.open(store) as one:
        words = "Oda said “The xylophone stays where it is today”."
        one.put(SMALL.attribute(Article("third", "third.txt", words)), "x")
        one.commit()
        assert b"xylophone stays" in raw(store.parent)
        forget(one, ["third"])
        assert b"xylophone" not in raw(store.parent)


def test_what_was_judged_grouped_reported_and_derived_goes_too(store):
    with Store.open(store) as one:
        (secret,) = [a for a in one.articles() if a.article.id == "secret"]
        (other,) = [a for a in one.articles() if a.article.id == "other"]
        keep(one, [judged(secret), judged(other)])
        one.connection.execute("CREATE TABLE some_other_part (a TEXT, b BLOB)")
        rows = [("x", b"secret:0"), ('{"article": "secret"}', b""), ("a secretary", b"")]
        one.connection.executemany("INSERT INTO some_other_part VALUES (?, ?)", rows)
    import sqlite3

    for name in ("quoth.db-page", "quoth.db-who"):
        db = sqlite3.connect(store.with_name(name))
        db.execute(f"PRAGMA application_id = {0x71756F70 if 'page' in name else 0x71756F77}")
        db.execute("CREATE VIRTUAL TABLE words USING fts5 (content)")
        db.execute("INSERT INTO words VALUES (?)", (SECRET,))
        db.commit()
        db.close()
    store.with_name("quoth.db-mine.txt").write_text("a file of mine")
    with Store.open(store) as one:
        found = forget(one, ["secret"])
        assert (found.judgements, found.left) == (1, ())
        assert [j.about[0].article for j in kept(one).judgements] == ["other"]
        assert kept(one).problems == (), "the seals fit again"
        assert one.connection.execute("SELECT a FROM some_other_part").fetchall() == [("a secretary",)]
    assert sorted(Path(f).name for f in found.files) == ["quoth.db-page", "quoth.db-who"]
    assert store.with_name("quoth.db-mine.txt").exists()
    assert b"zinc" not in raw(store.parent)


def judged(one: Attributed) -> Judgement:
    number = 1 if one.article.id == "secret" else 2
    about = anchored(one.article, one.attributions[0].content)
    return Judgement(f"{number:032x}", "wrong", "A. Reader", "2026-11-21T10:00:00Z", about=(about,))


def test_what_was_fetched_is_forgotten_with_it(store):
    url = "http://ledger.example/ferry"
    body = gzip.compress(SECRET.encode())
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    archive = Archive(folder_of(store), "quoth/test")
    for where, packed in ((url, body), ("http://ledger.example/b", gzip.compress(OTHER.encode()))):
        answer = Answer(target(where), "9.9.9.9", 200, {}, b"", b"GET", head + packed)
        archive.keep(where, [answer], datetime(2026, 11, 22, tzinfo=UTC))
    with Store.open(store) as one:
        one.put(SMALL.attribute(Article("ferry", url, SECRET, url=url)), "x")
        one.commit()
        needles = Needles.of([SECRET]).without([OTHER])
        assert any("-fetched" in place for place in left(store, needles)), "it is seen through both packings"
        found = forget(one, ["ferry", "secret"])
    assert found.left == ()
    assert len(list(folder_of(store).iterdir())) == 1


@pytest.mark.parametrize("words", [SECRET, " ".join(map(str, range(300_000))) + SECRET], ids=["short", "megabytes"])
def test_words_in_chunks_that_are_packed_and_packed_again_are_seen(tmp_path, words):
    """As a server sends them, in chunks that cut the packed body anywhere, in a record behind another one."""
    packed = gzip.compress(words.encode())
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(c), c) for c in (packed[:40], packed[40:])) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    made = Answer(target("http://ledger.example/x"), "9.9.9.9", 200, {}, b"", b"GET", head + chunks)
    Archive(folder_of(tmp_path / "a.db"), "quoth/test").keep("http://ledger.example/x", [made], datetime.now(UTC))
    needles = Needles.of([SECRET])
    assert [place.partition(" at ")[0][-8:] for place in left(tmp_path / "a.db", needles)] == [".warc.gz"]
    assert list(left(tmp_path / "a.db", needles.without([SECRET]))) == []


def test_a_hostile_answer_is_looked_through_in_time(tmp_path, monkeypatch):
    """Of a thousand thousand beginnings of packed bodies none is tried but the one that the answer says it has."""
    monkeypatch.setattr("quoth.store.left._MOST", 1 << 20)
    folder = folder_of(tmp_path / "a.db")
    folder.mkdir()
    bomb = b"WARC/1.1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + b"\x1f\x8b\x08" * 1_000_000
    (folder / "hostile.warc.gz").write_bytes(gzip.compress(bomb) + gzip.compress(bytes(8 << 20)) + b"\x1f\x8b\x08no")
    with within(5):
        assert list(left(tmp_path / "a.db", Needles.of([SECRET]))) == []


def test_words_are_found_across_the_edges_of_pieces():
    needles = Needles.of(["one two three four"]).more(["Oda Brenn"])
    for word, found in ((b"one two three four", True), (b"Oda  Brenn", True), (b"Oda Brennstrom", False)):
        whole = b"x" * 3000 + b" " + word + b" " + b"y" * 3000
        at = 3001 if found else None
        for size in (1, 7, 3005, 3011, 9000):
            assert found_among((whole[i : i + size] for i in range(0, len(whole), size)), needles) == at
    assert found_among((b"then Oda Bre", b"nn"), needles) == 5
    assert found_among((), needles) is None


def test_a_store_is_looked_through_without_being_held(tmp_path):
    (tmp_path / "a.db").write_bytes(b"quiet rivers and so on; " * (1 << 20))
    tracemalloc.start()
    assert list(left(tmp_path / "a.db", Needles.of([SECRET]))) == []
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10_000_000, "of 25 MB"


def test_what_cannot_be_proven_is_said(store):
    """A copy of the article under another address keeps its words; they are its own, and so none of the forgotten."""
    with Store.open(store) as one:
        one.put(SMALL.attribute(Article("copy", "copy.txt", SECRET)), "x")
        one.commit()
        assert forget(one, ["secret"]).left == ()
        assert b"zinc and quiet rivers" in raw(store.parent)
        folder_of(store).mkdir()
        (folder_of(store) / "stray.txt").write_text(SECRET)
        (place,) = forget(one, ["copy"]).left
        assert "stray.txt at byte " in place


def test_a_file_that_cannot_be_looked_through_is_no_proof(store):
    with Store.open(store) as one:
        folder_of(store).mkdir()
        (folder_of(store) / "stray").symlink_to("/proc/self/mem")
        (place,) = forget(one, ["secret"]).left
    assert "stray, for all that is known: it cannot be read (" in place


def test_what_a_kill_left_of_an_answer_goes_with_it(store):
    """An answer is written beside its place first."""
    url = "http://ledger.example/secret"
    with Store.open(store) as one:
        one.put(SMALL.attribute(Article("away", url, SECRET.replace("zinc", "brass"))), "x")
        one.commit()
        archive = Archive(folder_of(store), "quoth/test")
        asked = target(url)
        answer = Answer(asked, "203.0.113.1", 200, {}, b"", b"GET / HTTP/1.1\r\n\r\n", SECRET.encode())
        kept_ = archive.keep(url, [answer], datetime(2026, 11, 22, tzinfo=UTC))
        half = kept_.rename(kept_.with_name(f".{kept_.name}.0a1b2c3d.part"))
        assert archive.of(url) == [half]
        assert forget(one, ["away"]).left == ()
        assert not half.exists()


def test_an_answer_that_cannot_be_written_leaves_nothing_half(tmp_path, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    archive = Archive(tmp_path / "fetched", "quoth/test")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QuothError, match="make room"):
        archive.keep("http://ledger.example/", [], datetime(2026, 11, 22, tzinfo=UTC))
    assert list((tmp_path / "fetched").iterdir()) == []


def test_a_person_goes_with_every_article_that_names_them(store, capsys):
    Path("news/third.txt").write_text("Oda said “I saw ALMA\nVestrine there on Friday”. Alma Vestrineau did not come.")
    Path("news/fourth.txt").write_text("Alma Vestrineau said “I did not come”. It rained.")
    quoth("trace", "news", "-q", "-o", "/dev/null")
    with Store.open(store) as one:
        assert naming(one, "alma vestrine") == ("third",)
        assert naming(one, "Vestrine") == ("secret", "third")
        with pytest.raises(UsageError, match="too short"):
            naming(one, " a ")
    assert quoth("forget", "--person", "a", "--yes") == 2
    assert quoth("forget", "--person", "Nemo Nusquam", "--yes") == 0
    assert "no article in" in (said := capsys.readouterr().err)
    assert "names Nemo Nusquam: nothing to forget" in said
    assert quoth("forget", "--person", "Vestrine") == 0
    assert "secret\nthird\n" in capsys.readouterr().out
    assert b"zinc" in raw(store.parent), "without --yes nothing is forgotten"
    assert quoth("forget", "--person", "Vestrine", "--yes") == 0
    done = capsys.readouterr()
    assert "2 articles forgotten" in done.err
    after = raw(store.parent)
    assert b"zinc" not in after
    assert b"Alma Vestrineau said" in after


def test_what_was_forgotten_is_not_taken_in_again(store, capsys):
    assert quoth("forget", "secret", "--yes") == 0
    capsys.readouterr()
    assert quoth("trace", "news") == 3
    done = capsys.readouterr()
    assert "secret.txt: was forgotten here" in done.err + done.out
    assert b"zinc" not in raw(store.parent)
    with Store.open(store) as one:
        assert is_forgotten(one, "news/secret.txt#")
        assert not is_forgotten(one, "news/other.txt#")


def test_an_article_that_is_not_there_and_a_store_that_is_not_there(store, capsys):
    assert quoth("forget", "nobody", "--yes") == 1
    assert "no article with the id, path or address nobody" in capsys.readouterr().err
    assert quoth("forget", "x", "--yes", "--store", "none.db") == 1
    assert not list(Path().glob("*none.db*"))
    assert quoth("forget", "--yes") == 2


def test_a_hostile_name_cannot_write_on_the_terminal(store, capsys):
    """Nor may it pass for two: an id is one line."""
    Path("news/\x1b[2Jgone\u202e\nother.txt").write_text("Vestrine said “Nothing is settled yet” at the quay.")
    assert quoth("trace", "news", "-q", "-o", "/dev/null") == 0

    assert quoth("forget", "--person", "Vestrine") == 0
    assert capsys.readouterr().out == "\ufffd[2Jgone\ufffd other\nsecret\n"


def test_an_article_is_meant_by_its_id_its_path_or_its_address(store, capsys):
    with Store.open(store) as one:
        text = "Oda said “I saw nobody”."
        for row in (1, 2):
            article = Article(f"box#{row}", "news/box.jsonl", text, url=f"https://www.fen.example/{row}?from=rss")
            one.put(Attributed(article, (), ()), "a network")
        one.put(Attributed(Article("ferry", "https://fen.example/ferry", text), (), ()), "a network")
        one.commit()
    for asked, ids in (
        ("secret", "secret\n"),
        ("news/secret.txt", "secret\n"),
        ("./news/../news/secret.txt", "secret\n"),
        (str(store.parent / "news/secret.txt"), "secret\n"),
        ("news/box.jsonl", "box#1\nbox#2\n"),
        ("https://fen.example/2", "box#2\n"),
        ("https://fen.example/ferry", "ferry\n"),
    ):
        assert quoth("forget", asked) == 0
        assert capsys.readouterr().out == ids
    assert quoth("forget", "box") == 1
    assert "no article with the id, path or address box; it has box#1, box#2" in capsys.readouterr().err


def test_what_is_older_than_a_day_goes(store, capsys):
    """As a law has it: nothing older than a year. An article without a day is as old as the store's copy of it."""
    with Store.open(store) as one:
        for name, day in (("old", "2024-12-31"), ("new", "2025-01-01T00:10:00+02:00")):
            one.put(Attributed(Article(name, f"news/{name}", "It rained.", published=day), (), ()), "a network")
        one.commit()
    for before, ids in (("2025", "old\n"), ("2025-01-02", "new\nold\n"), ("2999-01", "new\nold\nother\nsecret\n")):
        assert quoth("forget", "--before", before) == 0
        assert capsys.readouterr().out == ids
    assert quoth("forget", "--before", "1999", "--yes") == 0
    assert "no article in quoth.db is older than 1999-01-01: nothing to forget" in capsys.readouterr().err
    assert quoth("forget", "--before", "last year") == 2
    assert quoth("forget", "--before", "2025", "--yes") == 0
    assert "1 article forgotten" in capsys.readouterr().err


def test_nothing_is_forgotten_while_somebody_is_at_work(store, capsys):
    with held(store, "quoth serve", alone=False), held(store, "quoth trace", alone=False):
        began = time.monotonic()
        assert quoth("forget", "secret", "--yes") == 1
        assert time.monotonic() - began < 8
        assert "is in use: quoth trace, process " in capsys.readouterr().err
        assert b"zinc" in raw(store.parent)
    assert quoth("forget", "secret", "--yes") == 0


def test_two_who_must_be_alone_and_one_that_was_killed(tmp_path):
    """The lock of a process that was killed is nobody's, though its file is still there."""
    store = tmp_path / "a.db"
    program = (
        "import sys, time; from pathlib import Path; from quoth.store.lock import held\n"
        "with held(Path(sys.argv[1]), 'the other', alone=True): print('held', flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    other = subprocess.Popen([sys.executable, "-c", program, str(store)], stdout=subprocess.PIPE, env=environment)
    with other:
        assert other.stdout.readline() == b"held\n"
        for alone in (True, False):
            who = f"the other, process {other.pid}, since"
            with pytest.raises(StoreError, match=who), held(store, "x", alone=alone):
                pass
        other.send_signal(signal.SIGKILL)
    assert lock_of(store).exists()
    with held(store, "x", alone=True, wait=2):
        pass


def test_the_last_who_lets_go_of_a_lock_takes_its_file_away(tmp_path):
    store = tmp_path / "a.db"
    with held(store, "one", alone=False):
        with held(store, "other", alone=False):
            pass
        assert lock_of(store).exists()
        with pytest.raises(StoreError, match="in use"), held(store, "x", alone=True):
            pass
    assert list(tmp_path.iterdir()) == []


def test_nobody_is_alone_with_a_file_that_was_taken_away(tmp_path):
    """Whoever waits for the lock has opened a file that is gone when it is got."""
    at_work: list[int] = []
    most: list[int] = []

    def work(number: int) -> None:
        for _ in range(8):
            with held(tmp_path / "a.db", str(number), alone=True, wait=60):
                at_work.append(number)
                most.append(len(at_work))
                time.sleep(0.001)
                at_work.remove(number)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert (max(most), len(most)) == (1, 48)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_in_a_folder_that_is_only_read(tmp_path, monkeypatch):
    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with held(tmp_path / "a.db", "x", alone=False):
        pass
    with pytest.raises(StoreError, match="cannot be made"), held(tmp_path / "a.db", "x", alone=True):
        pass


PIECES = ["one", "two", "three", "four", "fünf", '"', "\n"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.binary())
def test_traces_are_found_wherever_they_stand(words, before):
    text = " ".join(words)
    needles = Needles.of([text])
    assert needles.without([text]).runs == frozenset()
    if needles.runs:
        at = found_in(before + text.encode(), needles)
        assert at is not None
        assert any((before + text.encode()).startswith(run, at) for run in needles.runs)
    assert found_in(b"", needles) is None


def test_looking_for_traces_is_linear():
    needles = Needles.of([" ".join(str(n) for n in range(20_000))])
    with within(5):
        assert found_in(random.Random(4).randbytes(4 << 20), needles) is None
        assert found_in(b"1 1 1 1 " * (1 << 18), needles) is None


@pytest.mark.parametrize("begin", ["", "velmont-"])
def test_taking_out_what_others_have_is_linear(begin):
    """Each run stands in the other text as part of longer words; with `begin` all runs begin alike."""
    words = [f"{begin}{n:05d}" for n in range(12_000)]
    runs = [" ".join(words[n : n + 4]) for n in range(len(words) - 3)]
    last = [*words[-3:], "one", "two", "three", "four"]
    with within(2):
        left_over = Needles.of([" ".join([*words, *last[3:]])]).without([" ".join(f"x{run}y" for run in runs)])
    assert left_over.runs == {" ".join(last[n : n + 4]).encode() for n in range(4)}


def test_forgetting_twice_is_forgetting_once(store):
    with Store.open(store) as one:
        forget(one, ["secret"])
        again = forget(one, ["secret"])
    assert replace(again, files=()) == replace(again, articles=(), judgements=0, files=(), left=())
