"""The synopsis story by story is the whole one, to the byte, and no more than one story is held."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

import engine
from conftest import ROOT
from engine import Grouping, attribute, of_story, synopsis
from quoth.errors import QuothError
from quoth.output import as_json
from quoth.piecemeal import pieces
from quoth.spool import Spool
from quoth.store.packed import pack
from quoth.synopsis import Grouping as OwnGrouping
from quoth.synopsis import of_story as own_of_story
from quoth.synopsis import synopsis as own_synopsis
from quoth.types import Article, Attributed, Problem, Trace


def laid_out(whole: Trace) -> str:
    return as_json(whole.to_dict(), indent=1) + "\n"


def reports() -> list[Attributed]:
    """Three stories of several lengths, one that nobody asked for, lone surrogates, a line longer than a piece."""
    texts = {
        "b2": "Bridge: Varga said “shut” there.",
        "b1": "Bridge: Varga said “shut \udc80” there. Okafor said “no” too.",
        "m1": "Match: Nobody spoke.",
        "t1": f"Tunnel: Varga said “{'very ' * 300_000}long” there.",
        "z1": "Zoo: Varga said “open” there.",
    }
    return [attribute(Article(i, f"{i}.txt", text, language="en")) for i, text in texts.items()]


def test_it_is_the_whole_synopsis_to_the_byte():
    given, problems, shown = reports(), [Problem("x.txt", "unreadable", code="odd")], {"b2", "m1", "t1"}
    grouping = Grouping()
    with Spool() as spool:
        for one in given:
            grouping.add(one.article)
            spool.put(one)
        parts = list(pieces(grouping.stories(), spool, shown, of_story(()), problems=problems))
    assert "".join(parts) == laid_out(synopsis(given, problems, shown))
    assert max(map(len, parts)) < 4_000_000


def test_nothing_asked_for_is_an_empty_synopsis():
    with Spool() as spool:
        assert "".join(pieces([], spool, set(), of_story(()))) == laid_out(Trace((), (), (), ()))


def test_the_examples_with_quoths_own_functions(tmp_path):
    """Stories, sayings, lineage and all: articles given in two orders, one of them only in a store."""
    import quoth

    given = [one for one in quoth.attribute(quoth.read(ROOT / "examples/articles")) if isinstance(one, Attributed)]
    shown = {one.article.id for one in given[1:]}
    stored = {given[0].article.id: given[0]}
    for order in (given, given[::-1]):
        grouping = OwnGrouping()
        with Spool(stored.get) as spool:
            for one in order:
                grouping.add(one.article)
                if one.article.id in shown:
                    spool.put(one)
                else:
                    spool.elsewhere(one.article.id)
            made = "".join(pieces(grouping.stories(), spool, shown, own_of_story))
        assert made == laid_out(own_synopsis(given, (), shown))
    assert '"stored": true' in made
    assert len(json.loads(made)["lineage"]) > 3


def test_one_story_is_held_at_a_time():
    """Two hundred stories of two articles: never more than two stories' articles alive at once, and what tests before
    this one have left.
    """

    def alive() -> int:
        return sum(isinstance(o, Attributed) for o in gc.get_objects())

    gc.collect()
    left = alive()
    given = [attribute(Article(f"a{n:03}", "a.txt", f"S{n // 2:03} Varga said “no {n}” there.")) for n in range(400)]
    grouping, most = Grouping(), 0
    with Spool() as spool:
        for one in given:
            grouping.add(one.article)
            spool.put(one)
        del given, one
        held = alive()
        gc.freeze()  # what is alive by now is counted once, and not looked through again at each piece
        try:
            for _ in pieces(grouping.stories(), spool, set(spool), of_story(())):
                most = max(most, held + alive())
        finally:
            gc.unfreeze()
    assert 0 < most - left <= 8


def test_what_is_put_comes_back_and_takes_no_memory(tmp_path):
    with Spool() as spool:
        for one in reports():
            spool.put(one)
        assert [spool[i] for i in spool] == reports()
        assert list(spool) == ["b2", "b1", "m1", "t1", "z1"]
        assert [list(a.vector) for a in spool["b2"].attributions] == [list(a.vector) for a in reports()[0].attributions]
        with pytest.raises(KeyError):
            spool["never"]


def test_a_stored_article_that_has_gone_is_said():
    with Spool(lambda _: None) as spool:
        spool.elsewhere("gone")
        with pytest.raises(QuothError, match="run it again"):
            spool["gone"]


def test_no_room_for_it_is_said_in_words(monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    first, second, *_ = reports()
    monkeypatch.setattr("quoth.spool.MOST", len(pack(first)))
    with Spool() as spool, monkeypatch.context() as patched:
        patched.setattr(spool, "_file", type("Full", (), {"seek": full})())
        spool.put(first)
        assert spool[first.article.id] == first, "what the disk has no room for is held in memory, while that has"
        with pytest.raises(QuothError, match="make room, or set TMPDIR"):
            spool.put(second)


def test_the_command_is_the_whole_synopsis_as_well(tmp_path: Path, capsys):
    for one in reports()[:3]:
        (tmp_path / f"{one.article.id}.txt").write_text(one.article.text.replace("\udc80", ""))
    from quoth.cli import main

    assert main(["trace", str(tmp_path), "--no-store", "--format", "json", "--quiet"], engine=engine.SMALL) == 0
    read = [attribute(a) for a in engine.read([str(tmp_path)], None, None) if isinstance(a, Article)]
    out = capsys.readouterr().out
    whole = synopsis(read, (), {one.article.id for one in read}).to_dict()
    about = {"made_by": json.loads(out)["made_by"], "asked": {"inputs": [str(tmp_path)]}}
    assert out == as_json({"format": whole.pop("format"), **about, **whole}, indent=1) + "\n"


FULL_DISK = """
import resource, sys
from quoth.spool import Spool
from quoth.types import Article, Attributed
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))  # the kernel cuts a write short, and refuses the next
with Spool() as spool:
    for n in range(20):
        spool.put(Attributed(Article(str(n), "a.txt", f"{n} " * 2000)))
    assert [spool[str(n)].article.text for n in range(20)] == [f"{n} " * 2000 for n in range(20)]
print("whole")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_disk_that_fills_up_is_borne_to_the_end_of_the_run():
    """What the disk takes no more is held in memory, and closing the file tries nothing again."""
    ran = subprocess.run([sys.executable, "-c", FULL_DISK], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("whole\n", "")
