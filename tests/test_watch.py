"""Watching: what is new is said once, whatever happens in between; an address is asked whether it has changed."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from conftest import ROOT
from engine import SMALL
from fetching import page, site
from quoth import articles, cli
from quoth.commands import SET_ASIDE
from quoth.fetch.fetcher import SOFTWARE
from quoth.fetch.kept import Archive, folder_of
from quoth.records.witness import witnessed
from quoth.sayings.collate import collate
from quoth.store import Store
from quoth.usage.options import interval
from quoth.watch import shown
from quoth.watch.ledger import Ledger, Visit
from quoth.watch.rounds import Watcher

LEDGER = "Ferry. Brenn said “We will not sell the ferry in the spring”. The council met on Monday."
GAZETTE = "Ferry. Brenn said “We will not sell the old ferry in the spring”. The council met on Monday."


def of_story(records, story, attributed, shown):
    """The small engine's sayings, with their words collated and held against the records as they are always."""
    made = SMALL.of_story(records)(story, attributed, shown)
    told = {a.id: a for a in made.attributions}
    sayings = []
    for saying in made.sayings:
        variants, wording = collate([told[t] for t in saying.tellings])
        sayings.append(replace(saying, variants=variants, wording=wording))
    return witnessed(replace(made, sayings=tuple(sayings)), records)


ENGINE = replace(SMALL, of_story=lambda records: partial(of_story, records))


@pytest.fixture(autouse=True)
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("inbox").mkdir()
    return tmp_path / "inbox"


def put(name: str, words: str) -> None:
    """An article in the inbox, all of it at once: a watcher may be looking just now."""
    Path("beside").write_text(words, encoding="utf-8")
    Path("beside").rename(f"inbox/{name}.txt")


def watch(*args: str, engine: cli.Engine = ENGINE) -> int:
    return cli.main(["watch", "inbox", "--once", *args], engine=engine)


def news(capsys: pytest.CaptureFixture[str], *args: str, code: int = cli.OK) -> list[dict]:
    assert watch("--format", "json", *args) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_new_article_a_new_telling_with_other_words_and_an_edit(capsys):
    put("ledger", LEDGER)
    (one,) = news(capsys)
    assert (one["news"], one["article"], one["attributions"]) == ("article", "ledger", 1)
    assert news(capsys) == []
    put("gazette", GAZETTE)
    found = news(capsys)
    assert [n["news"] for n in found] == ["article", "telling"]
    assert (found[1]["article"], found[1]["speaker"]) == ("gazette", "Brenn")
    assert found[1]["differs"] == [
        {"has": "old", "others": [""], "changes": ["silent_cut"], "meaning": False},
    ]
    put("ledger", LEDGER.replace("will not", "will"))
    (edit,) = news(capsys)
    assert (edit["news"], edit["article"], edit["revision"], edit["announced"]) == ("edit", "ledger", 2, False)
    assert (edit["edits"][0]["changes"], edit["edits"][0]["meaning"]) == (["silent_cut"], True)
    assert news(capsys) == []


def test_the_same_for_people(capsys):
    put("ledger", LEDGER)
    put("gazette", GAZETTE)
    assert watch() == 0
    put("ledger", LEDGER.replace("will not", "\x1b[31mwill"))
    assert watch() == 0
    shown = capsys.readouterr().out
    assert "  NEW ledger: ledger (1 statement)\n" in shown
    assert "  OTHER WORDS in ledger: Brenn\n    “We will not sell the ferry in the spring”\n" in shown
    assert "      nothing where others have “old” (silent cut)\n" in shown
    assert "  EDITED ledger: ledger, and does not say so\n    Brenn: changed (" in shown
    assert "      before  “We will not sell the ferry in the spring”\n" in shown
    assert "\x1b" not in shown


def test_what_a_file_is_called_is_one_line_of_the_news(capsys):
    """It could write news of its own."""
    put("quay\nNEW Fen Gazette: Ferry sold", "Brenn said “We stay”.")
    assert watch() == cli.OK
    assert not [line for line in capsys.readouterr().out.splitlines() if line.startswith("NEW")]


def test_one_round_says_by_its_exit_code_what_was_set_aside(capsys):
    Path("inbox/torn.txt").write_bytes(b"\0")
    assert watch() == watch() == cli.FAILED, "nothing else is there"
    assert capsys.readouterr().err.count("torn.txt") == 2
    put("ledger", LEDGER)
    assert watch() == cli.OK, "it was told, and stays as it was"
    Path("inbox/torn.txt").write_bytes(b"\0\0")
    assert watch() == SET_ASIDE, "somebody tried to mend it"
    assert watch() == cli.OK
    Path("inbox/torn.txt").unlink()
    assert watch() == cli.OK
    Path("inbox/torn.txt").write_bytes(b"\0")
    assert watch() == SET_ASIDE, "it is there again"
    assert capsys.readouterr().err.count("torn.txt") == 2
    with Store.open("quoth.db") as store:
        (kept,) = store.connection.execute("SELECT told, address FROM watched_aside")
    assert "torn" not in "".join(kept)


def test_the_same_words_are_no_news(capsys):
    put("ledger", LEDGER)
    put("gazette", LEDGER)
    assert [n["news"] for n in news(capsys)] == ["article", "article"]
    put("ledger", LEDGER + " It rained.")
    assert news(capsys) == [], "no quotation was edited"


def test_a_copy_of_other_words_that_were_told_already_is_no_news(capsys):
    """Who first had “old” was news; who copies either wording has nothing new, whatever the others have."""
    put("ledger", LEDGER)
    put("gazette", GAZETTE)
    assert [n["news"] for n in news(capsys)] == ["article", "article", "telling"]
    put("beacon", GAZETTE)
    put("courier", LEDGER)
    assert [(n["news"], n["article"]) for n in news(capsys)] == [("article", "beacon"), ("article", "courier")]
    put("herald", GAZETTE.replace("not sell", "sell"))
    assert [(n["news"], n["article"]) for n in news(capsys)] == [("article", "herald"), ("telling", "herald")]


def test_of_two_new_copies_of_other_words_the_first_is_the_news(capsys):
    put("ledger", LEDGER)
    assert len(news(capsys)) == 1
    put("beacon", GAZETTE)
    put("gazette", GAZETTE)
    assert [n["article"] for n in news(capsys) if n["news"] == "telling"] == ["beacon"]


def test_two_wordings_put_together_are_news(capsys):
    """Each of its words was told, but by no one all of them."""
    put("ledger", LEDGER)
    put("gazette", GAZETTE)
    put("beacon", LEDGER.replace("the spring", "early spring"))
    news(capsys)
    put("courier", GAZETTE.replace("the spring", "early spring"))
    assert [n["article"] for n in news(capsys) if n["news"] == "telling"] == ["courier"]


def test_what_was_there_before_is_not_news(capsys):
    put("ledger", LEDGER)
    assert cli.main(["trace", "inbox", "-q", "-o", "/dev/null"], engine=ENGINE) == 0
    put("gazette", GAZETTE)
    assert [(n["news"], n["article"]) for n in news(capsys)] == [("article", "gazette"), ("telling", "gazette")]


def test_a_record_that_is_added_is_laid_beside_what_was_told(capsys):
    put("ledger", LEDGER)
    Path("records").mkdir()
    assert len(news(capsys, "--record", "records")) == 1
    Path("records/briefing.txt").write_text("BRENN: We will not sell the ferry in the spring. We wait for May.\n")
    (found,) = news(capsys, "--record", "records")
    assert (found["news"], found["verdict"], found["telling"]) == ("record", "verbatim", "ledger:7")
    assert news(capsys, "--record", "records") == []
    put("gazette", GAZETTE)
    found = news(capsys, "--record", "records")
    assert [(n["news"], n.get("verdict")) for n in found] == [
        ("article", None),
        ("telling", None),
        ("record", "changed"),
    ]


def test_news_go_to_the_end_of_a_file_each_once_whatever_was_half_written(capsys):
    put("ledger", LEDGER)
    assert watch("--format", "json", "-o", "news.jsonl") == 0
    first = Path("news.jsonl").read_text()
    put("gazette", GAZETTE)
    Path("news.jsonl").write_text(first + '{"news": "arti')  # a kill in the middle of a line
    with Store.open("quoth.db") as store:  # ... and one between a line and its mark
        store.connection.execute("UPDATE watched_news SET shown = 0")
    assert watch("--format", "json", "-o", "news.jsonl") == 0
    lines = Path("news.jsonl").read_text().splitlines()
    assert [json.loads(line)["article"] for line in lines] == ["ledger", "gazette", "gazette"]
    assert capsys.readouterr().out == ""


def test_problems_are_told_and_the_rest_is_read(capsys):
    put("ledger", LEDGER)
    put("broken", "BREAK")
    Path("inbox/binary.txt").write_bytes(b"\0")
    assert [n["article"] for n in news(capsys, code=SET_ASIDE)] == ["ledger"]


@pytest.mark.parametrize(
    ("given", "seconds"), [("15m", 900), ("90s", 90), ("2h", 7200), ("1d", 86_400), ("5", 300), (" 7m ", 420)]
)
def test_how_often(given, seconds):
    assert interval(given) == seconds


@pytest.mark.parametrize("args", [["--every", "0m"], ["--every", "x"], ["--every", "-5m"], ["-"], ["--every", "1e9"]])
def test_what_cannot_be_meant(args):
    assert cli.main(["watch", "inbox", *args], engine=ENGINE) == 2


def test_a_site_is_not_asked_every_second():
    assert cli.main(["watch", "http://ledger.example/feed", "--every", "5s"], engine=ENGINE) == 2


def test_two_watchers_of_one_store_is_one_too_many(capsys):
    from quoth.store.lock import held

    with held(Path("quoth.db"), "quoth watch", alone=True, kind="watch"):
        assert watch() == 1
    assert "is in use: quoth watch, process " in capsys.readouterr().err


def watcher(store: Store, here, *inputs: str, fetch: bool = True, problems=None, now=None) -> Watcher:
    def read(given, fields, meta):
        return articles.read(given, fields=fields, meta=meta)

    engine = replace(ENGINE, read=read)
    tell = (problems if problems is not None else []).append
    made = Watcher(store, Ledger(store), engine, inputs, tell, fetch=fetch)
    if now is not None:
        made.now = now
    return made


HTML = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p><p>{2}</p></article></body></html>"
MORE = "The harbour board will meet again on Thursday to hear what the engineers have found, a clerk said."


def test_a_feed_and_its_links_are_asked_whether_they_have_changed(inbox):
    with site() as here:
        items = "".join(
            f"<item><title>{n}</title><link>{here.url('/' + n)}</link><guid>{n}</guid></item>" for n in "ab"
        )
        here.pages["/feed"] = page(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>L</title>{items}</channel></rss>',
            'ETag: "f1"',
            kind="application/rss+xml",
        )
        here.pages["/a"] = page(HTML.format("Ferry", LEDGER, MORE), 'ETag: "a1"')
        here.pages["/b"] = page(HTML.format("Ferry", GAZETTE, MORE))

        def conditional(tag: str, whole: bytes):
            return lambda path, h: page("", status="304 Not Modified") if h.get("if-none-match") == tag else whole

        for path, tag in (("/feed", '"f1"'), ("/a", '"a1"')):
            here.pages[path] = conditional(tag, here.pages[path])
        store_path = inbox.parent / "w.db"
        with Store.open(store_path) as store:
            problems: list = []
            one = watcher(store, here, here.url("/feed"), problems=problems)
            archive = Archive(folder_of(store_path), SOFTWARE)
            one.round(here.fetcher(archive=archive))
            assert [json.loads(line)["news"] for _, line in one.ledger.waiting()] == ["article", "article", "telling"]
            assert here.paths == ["/feed", "/a", "/b"]
            assert len(list(folder_of(store_path).iterdir())) == 3
            one.round(here.fetcher(archive=archive))
            assert here.paths[3:] == ["/feed", "/a", "/b"], "asked again, also where the feed has not changed"
            assert len(one.ledger.waiting()) == 3
            assert len(list(folder_of(store_path).iterdir())) == 3, "nothing new, nothing kept"
            here.pages["/a"] = page(HTML.format("Ferry", LEDGER.replace("will not", "will"), MORE), 'ETag: "a2"')
            one.round(here.fetcher(archive=archive))
            edit = json.loads(one.ledger.waiting()[-1][1])
            assert (edit["news"], edit["article"], edit["announced"]) == ("edit", "a", False)
            assert edit["edits"][0]["meaning"]
            assert problems == []
            assert one.aside == 0


def test_a_site_that_asks_for_time_gets_it(inbox):
    clock = [datetime(2026, 11, 22, 10, tzinfo=UTC)]
    with site({"/a": page("", "Retry-After: 600", status="429 Slow")}) as here, Store.open("w.db") as store:
        problems: list = []
        one = watcher(store, here, here.url("/a"), problems=problems, now=lambda: clock[0])
        for minutes, asked in ((0, 1), (5, 1), (6, 2)):
            clock[0] += timedelta(minutes=minutes)
            one.round(here.fetcher())
            assert len(here.paths) == asked
        assert [p.code for p in problems] == ["later"], "said once"
        assert (one.read, one.aside, one.fresh) == (0, 2, 1), "each time it was asked; told once"
        one.round(here.fetcher())
        assert len(here.paths) == 2 and len(one.ledger.aside()) == 1, "what is not asked for now is remembered"


def test_what_is_known_of_an_address_survives_and_what_is_damaged_is_nothing(inbox):
    with Store.open("w.db") as store:
        ledger = Ledger(store)
        visit = Visit(after="2026-11-22", links=("http://a.example/\udc80",))
        ledger.visited("http://a.example/", visit)
        assert ledger.visit("http://a.example/").after == "2026-11-22"
        for damaged in ("[1", "[" * 100_000):
            store.connection.execute("UPDATE watched_visits SET visit = ?, seal = ''", (damaged,))
            assert ledger.visit("http://a.example/") == Visit()


def test_news_that_were_damaged_before_they_were_handed_on_are_not_said_but_told_of(capsys):
    put("ledger", LEDGER)
    put("gazette", GAZETTE)
    assert watch("-o", "no/folder.jsonl") == 1, "written down, and not handed on"
    capsys.readouterr()
    with Store.open("quoth.db") as store:
        assert len(Ledger(store).waiting()) == 3
        store.connection.execute("UPDATE watched_news SET line = replace(line, '“We', '“I') WHERE number = 1")
        store.connection.execute("UPDATE watched_news SET line = replace(line, 'Brenn', 'Marit')")
    assert watch("--format", "json") == 0
    said = capsys.readouterr()
    assert "Marit" not in said.out
    assert "is damaged in the store and was not handed on" in said.err


def test_a_store_watched_before_there_were_checksums_is_watched_on(capsys):
    put("ledger", LEDGER)
    assert news(capsys)
    with Store.open("quoth.db") as store:
        for table, columns in (("watched_news", "number, id, line, shown"), ("watched_visits", "url, visit")):
            store.connection.execute(f"CREATE TABLE earlier AS SELECT {columns} FROM {table}")
            store.connection.execute(f"DROP TABLE {table}")
            store.connection.execute(f"ALTER TABLE earlier RENAME TO {table}")
    put("gazette", GAZETTE)
    assert [one["article"] for one in news(capsys)] == ["gazette", "gazette"]


def test_an_article_that_cannot_be_read_is_told_of_and_its_news_wait(capsys):
    put("ledger", LEDGER)
    assert news(capsys)
    Path("inbox/ledger.txt").unlink()
    put("gazette", GAZETTE)
    with Store.open("quoth.db") as store:
        store.connection.execute("UPDATE revisions SET text = 'x'")
        store.connection.execute("DELETE FROM watched_told")
    assert watch("--format", "json") == 0
    said = capsys.readouterr()
    assert [json.loads(line)["article"] for line in said.out.splitlines()] == ["gazette"]
    assert "quoth.db: ledger: what is stored of this article is damaged" in said.err
    with Store.open("quoth.db") as store:
        assert [one.article for one in Ledger(store).untold()] == ["ledger"]


def test_what_was_forgotten_is_not_taken_in_again(capsys):
    put("ledger", LEDGER)
    put("gazette", GAZETTE)
    assert len(news(capsys)) == 3
    assert cli.main(["forget", "ledger", "--yes", "-q"], engine=ENGINE) == 0
    capsys.readouterr()
    assert news(capsys, code=SET_ASIDE) == []
    with Store.open("quoth.db") as store:
        assert [a.article.id for a in store.articles()] == ["gazette"]
        lines = [line for (line,) in store.connection.execute("SELECT line FROM watched_news")]
    assert all("ledger" not in line for line in lines)


@contextmanager
def process(*args: str, pause: float = 0.0) -> Iterator[subprocess.Popen]:
    """A watcher in a process of its own, which does not outlive the test, whatever that finds."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}", "QUOTH_PAUSE": str(pause)}
    command = [sys.executable, str(ROOT / "tests/engine.py"), "watch", "inbox", *args]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, text=True, **pipes) as one:
        try:
            yield one
        finally:
            one.kill()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_goes_on(stop):
    put("ledger", LEDGER)
    with process("--every", "1s", "--format", "json") as one:
        assert json.loads(one.stdout.readline())["article"] == "ledger"
        put("gazette", GAZETTE)
        assert json.loads(one.stdout.readline())["article"] == "gazette"
        one.send_signal(stop)
        assert one.wait(timeout=60) == 0
        assert "stopped; the same command goes on from here" in one.stderr.read()
    put("third", LEDGER.replace("Brenn", "Oda"))
    with process("--once", "--format", "json") as one:
        assert [json.loads(line)["article"] for line in one.stdout] == ["third"]


@pytest.mark.parametrize("output", [os.devnull, "-"])
def test_news_may_go_to_a_device_or_to_standard_output_by_name(output, capsysbinary):
    put("ledger", LEDGER)
    assert cli.main(["watch", "inbox", "--once", "-o", output], engine=SMALL) == 0
    assert (b"NEW ledger" in capsysbinary.readouterr().out) == (output == "-")


def test_one_round_that_is_interrupted_was_not_made(monkeypatch, capsys):
    """A round of cron that was cut off is no round; a watcher that is stopped in its first one was stopped."""

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quoth.watch.command.Watcher.round", cut_off)
    put("ledger", LEDGER)
    assert cli.main(["watch", "inbox", "--once"], engine=SMALL) == 130
    assert cli.main(["watch", "inbox"], engine=SMALL) == 0
    assert "stopped; the same command goes on from here" in capsys.readouterr().err


def test_a_signal_that_another_thread_takes_waits_as_well():
    """A library's thread takes Ctrl-C while news is handed on: it is marked as shown, and then the watcher ends."""
    done = []
    library = threading.Event()
    thread = threading.Thread(target=library.wait)
    thread.start()
    there, here = socket.socketpair()
    here.setblocking(False)
    before = signal.set_wakeup_fd(here.fileno())
    try:
        with pytest.raises(KeyboardInterrupt), shown._undisturbed():
            signal.pthread_kill(thread.ident, signal.SIGINT)
            assert there.recv(1) == bytes([signal.SIGINT]), "it has come"
            done.append("marked")
    finally:
        signal.set_wakeup_fd(before)
        library.set()
        thread.join()
        there.close()
        here.close()
    assert done == ["marked"]


def test_a_watcher_that_is_killed_again_and_again_says_everything_once():
    """The file is, line for line, that of a watcher that nobody killed."""
    for n in range(12):
        put(f"a{n:02}", f"Ferry. Brenn{chr(97 + n)} said “We will not sell the ferry in the spring {n}”.")
    chance = random.Random(7)
    for _ in range(5):
        with process("--once", "--format", "json", "-o", "news.jsonl", pause=0.03) as one:
            try:
                one.wait(timeout=0.3 + chance.random() * 0.8)
            except subprocess.TimeoutExpired:
                one.kill()
    with process("--once", "--format", "json", "-o", "news.jsonl") as one:
        one.wait(timeout=60)
    with process("--once", "--format", "json", "-o", "whole.jsonl", "--store", "other.db") as one:
        one.wait(timeout=60)

    def said(path: str) -> list[tuple]:
        lines = [json.loads(line) for line in Path(path).read_text().splitlines()]
        assert len({n["id"] for n in lines}) == len(lines)
        return sorted((n["news"], n["id"], n["article"]) for n in lines)

    assert said("news.jsonl") == said("whole.jsonl")
    assert len(said("news.jsonl")) == 12
