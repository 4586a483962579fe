"""Several processes share the reading: the same comes out, and what happens to one of them costs one article."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import engine
from conftest import ROOT
from quoth.cli import main
from quoth.errors import NetworkError, QuothError
from quoth.types import Article, Attributed, Part, Problem
from quoth.workers import Fresh, attributed

ENGINE = [sys.executable, str(Path(__file__).parent / "engine.py")]


def reports(count: int) -> list[Article]:
    return [Article(f"r{n}", f"r{n}.txt", f"Bridge: Varga said “shut {n}” there." * (n % 3)) for n in range(count)]


def results(found: Iterator[Fresh | Attributed | Problem]) -> list[Attributed | Problem]:
    return [one.result if isinstance(one, Fresh) else one for one in found]


def dies(article: Article) -> Attributed:
    """What a process does whose memory has run out, as the kernel sees it."""
    if "DIE" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return engine.attribute(article)


def has_no_network(article: Article) -> Attributed:
    raise NetworkError("the network in nowhere cannot be read; install quoth again")


def echoes(article: Article) -> Attributed:
    """The article as the process got it."""
    return Attributed(article, (), article.problems)


def test_three_processes_give_what_one_gives_in_the_same_order():
    ready = Problem("gone.txt", "expected a file, found nothing")
    items = [*reports(7), ready, *reports(2)[1:], Attributed(reports(2)[1])]
    here = results(attributed(items, engine.attribute))
    there = results(attributed(items, engine.attribute, 3))

    assert there == here
    assert here[7] is ready
    assert there[7] is ready, "what is no article passes through as it is"
    assert [a.vector for a in there[4].attributions] == [array("f", (0.6, 0.8))]


def test_an_article_with_everything_in_it_travels_whole():
    """Lone surrogates and a NUL in the text, parts, problems with codes, a byline."""
    whole = Article(
        "r",
        "a/r.txt",
        "Bridge \udc80 \0 closed — “shut”",
        outlet="Post \ud800",
        title="T",
        inferred=("title",),
        parts=(Part("headline", 0, 6),),
        problems=(Problem("a/r.txt@3", "odd", code="odd"),),
        byline="B",
    )
    [found] = results(attributed([whole], echoes, 2))
    assert found == Attributed(whole, (), whole.problems)


def test_a_process_that_is_killed_costs_its_article_and_no_other():
    items = reports(6)
    items[2] = replace(items[2], text="DIE")
    found = results(attributed(items, dies, 2))

    assert [isinstance(one, Problem) for one in found] == [False, False, True, False, False, False]
    assert "ended (signal 9)" in found[2].message
    assert (found[2].article.id, found[2].article.text, found[2].code) == ("r2", "", "broken")
    assert found[3:] == results(attributed(items[3:], engine.attribute))


def test_an_interrupt_while_a_process_is_being_started_ends_none_of_them(tmp_path, monkeypatch):
    """As Ctrl-C on a terminal, which goes to all: this one comes while the process imports what it is to do."""
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "starting.py").write_text(
        "import os, signal\n"
        "from engine import attribute as small\n"
        f"if os.getpid() != {os.getpid()}:\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "def attribute(article):\n"
        "    return small(article)\n"
    )
    from starting import attribute

    assert results(attributed(reports(3), attribute, 2)) == results(attributed(reports(3), engine.attribute))


def test_an_article_that_breaks_quoth_is_a_problem_with_the_same_words():
    broken = [Article("evil", "evil.txt", "BREAK")]
    assert results(attributed(broken, engine.attribute, 2)) == results(attributed(broken, engine.attribute))


def test_without_a_network_the_run_fails_as_it_does_alone():
    with pytest.raises(NetworkError, match="install quoth again"):
        results(attributed(reports(3), has_no_network, 2))


def test_where_no_process_can_be_started_it_is_said_in_words(monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("subprocess.Popen", full)
    with pytest.raises(QuothError, match=r"Resource temporarily unavailable.*fewer --workers"):
        results(attributed(reports(3), engine.attribute, 2))


def test_a_process_that_cannot_begin_ends_the_run_with_one_line(monkeypatch):
    """It would fail for every article alike."""
    monkeypatch.setattr("quoth.hand._START", "raise SystemExit(7)")
    with pytest.raises(QuothError, match=r"ended before it began \(exit code 7\).*without --workers"):
        results(attributed(reports(3), engine.attribute, 2))


def test_what_is_read_ahead_is_bounded():
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield Article(f"r{taken}", "r.txt", "Nobody spoke.")

    found = attributed(endless(), engine.attribute, 2)
    for n in range(1, 40):
        next(found)
        assert taken - n <= 2 * 8
    found.close()


@pytest.mark.parametrize("command", ["attributions", "trace"])
def test_the_command_prints_the_same_bytes_whatever_the_workers(command, tmp_path, monkeypatch, capfdbinary):
    """Two folders with files of one name, so that the store has to tell their ids apart while they are being read."""
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        for n in range(5):
            (tmp_path / folder / f"p{n}.txt").write_text(f"Bridge: Varga said “shut {n} {folder}” there.")
    (tmp_path / "b/picture.txt").write_bytes(b"\0")
    printed = []
    for workers in ("1", "3"):
        form = [] if command == "attributions" else ["--format", "json", "--store", f"{workers}.db"]
        assert main([command, "a", "b", *form, "--workers", workers, "--quiet"], engine=engine.SMALL) == 3
        printed.append(capfdbinary.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[0].count(b"shut 4") == 2


def test_the_network_in_two_processes_gives_the_same_bytes(tmp_path):
    """The real command over two of the invented reports, last digits of scores included."""
    files = [str(f) for f in sorted((ROOT / "examples/articles").glob("*.txt"))[:2]]
    printed = []
    for workers in ("1", "2"):
        command = [sys.executable, "-m", "quoth", "attributions", *files, "--workers", workers, "--quiet"]
        environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
        printed.append(subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True).stdout)
    assert printed[0] == printed[1]
    assert len(json.loads(printed[0].splitlines()[0])["attributions"]) > 3


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_run(how, tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    for n in range(80):
        (news / f"r{n}.txt").write_text(f"Bridge: Varga said “shut {n}” there.")
    log = tmp_path / "log"
    command = [*ENGINE, "attributions", str(news), "--workers", "2", "--quiet"]
    environment = {**os.environ, "QUOTH_PAUSE": "0.5", "QUOTH_LOG": str(log)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    ) as run:
        run.stdout.readline()
        if how == signal.SIGINT:
            os.killpg(run.pid, how)  # as the terminal does
        else:
            run.kill()
        run.stdout.read()
        said = run.stderr.read().decode()  # at its end when no process holds it any more
    if how == signal.SIGINT:
        assert run.returncode == 130
        assert said == "quoth: interrupted; without a store nothing is kept: the same command begins anew\n"
    begun = len(log.read_text().split())
    time.sleep(1.0)
    assert len(log.read_text().split()) == begun < 80


@pytest.mark.parametrize("given", ["0", "-1", "two", "1e9", "257"])
def test_a_number_of_workers_that_cannot_be_meant(given, capsys):
    assert main(["attributions", "x.txt", f"--workers={given}"], engine=engine.SMALL) == 2
    assert "expected a number of processes, 1 to 256" in capsys.readouterr().err
