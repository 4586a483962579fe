"""What the world does to a run: each gives a clear message with its place, the right exit code, and the other articles.

Reading is quoth's own; attributing is the small engine's, so that a text of 50 MB is a matter of seconds here.
`test_the_shipped_network_bears_all_of_it_too` at the end does it for real.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from engine import SMALL
from quoth.cli import main, own_engine
from quoth.store import Store
from quoth.types import Attributed

HERE = Path(__file__).parent
GOOD = "Bridge closed. Varga said “the bridge stays shut” on Monday, and engineers of the council agreed with her."
QUOTED = "“the bridge stays shut”"
ENGINE = replace(SMALL, read=own_engine().read)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good article, in the folder where quoth runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news/good.txt").write_text(GOOD)
    return Path("news")


def quoth(*args: str | Path) -> int:
    return main([str(a) for a in args], engine=ENGINE)


def lines(out: str) -> dict[str, dict]:
    return {line["article"]["id"]: line for line in map(json.loads, out.splitlines())}


SET_ASIDE = {
    "an empty file": ("bad.txt", b"", "expected an article, found an empty file"),
    "only white space": ("bad.txt", b" \n\r\n\t ", "expected an article, found only white space"),
    "a picture": ("bad.txt", b"\x89PNG\r\n\x1a\n\0\0" + bytes(range(256)), "expected text, found a PNG image"),
    "zeros": ("bad.txt", bytes(5000), "expected text, found"),
    "noise": ("bad.txt", bytes(range(256)) * 40, "expected text, found"),
    "half a JSON file": ("bad.json", b'{"text": "Varga sa', "expected JSON, found what is none"),
    "JSON nested without end": ("bad.json", b"[" * 100_000, "expected"),
}


@pytest.mark.parametrize("what", SET_ASIDE)
def test_what_is_no_article_is_set_aside_with_its_reason_and_3(news, capsys, what):
    name, content, message = SET_ASIDE[what]
    (news / name).write_bytes(content)
    assert quoth("attributions", news) == 3
    out = lines(capsys.readouterr().out)
    assert [a["content"][0]["text"] for a in out["good"]["attributions"]] == [QUOTED]
    [bad] = [line for line in out.values() if line["article"]["path"] == f"news/{name}"]
    assert bad["attributions"] == []
    [problem] = bad["problems"]
    assert problem["where"].startswith(f"news/{name}")
    assert problem["message"].startswith(message)

    assert quoth("trace", news, "--format", "json") == 3
    out = json.loads(capsys.readouterr().out)
    assert out["problems"] == [problem]
    assert [a["article"] for a in out["attributions"]] == ["good"]

    assert quoth("attributions", news / name) == 1
    assert "not one article could be read" in capsys.readouterr().err


READ_WITH_A_PROBLEM = {
    "windows-1252": (
        "Varga said “the café is shut” there.".encode("cp1252"),
        "not UTF-8 (byte 11); read as windows-1252",
    ),
    "UTF-16": ("Varga said “the café is shut” there.".encode("utf-16"), "read as UTF-16"),
    "mojibake": (
        "Varga said “the café is shut” there.".encode().decode("cp1252", "replace").encode(),
        "looks decoded with the wrong code page",
    ),
}


@pytest.mark.parametrize("what", READ_WITH_A_PROBLEM)
def test_a_wrong_encoding_is_read_as_well_as_can_be_and_said(news, capsys, what):
    content, message = READ_WITH_A_PROBLEM[what]
    (news / "odd.txt").write_bytes(content)
    assert quoth("attributions", news, "--with-text") == 0
    out = lines(capsys.readouterr().out)
    assert len(out["good"]["attributions"]) == 1
    assert out["odd"]["problems"][0]["message"].startswith(message)
    for attribution in out["odd"]["attributions"]:
        [span] = attribution["content"]
        assert out["odd"]["article"]["text"][span["start"] : span["end"]] == span["text"]


def test_a_broken_row_costs_its_table_no_other_row(news, capsys):
    rows = [
        '{"text": "Varga said “one” again."}',
        "no JSON",
        '{"title": "no text"}',
        '{"text": "Varga said “two” again."}',
    ]
    (news / "rows.jsonl").write_text("\n".join(rows))
    assert quoth("attributions", news) == 3
    out = lines(capsys.readouterr().out)
    assert list(out) == ["good", "rows#1", "rows#2", "rows#3", "rows#4"]
    assert [len(out[f"rows#{n}"]["attributions"]) for n in (1, 2, 3, 4)] == [1, 0, 0, 1]
    assert out["rows#2"]["problems"][0]["where"] == "news/rows.jsonl#2"


def test_fifty_megabytes_in_one_line(news, capsys):
    (news / "long.txt").write_text(GOOD + " And so it went on, said nobody." * 1_570_000)
    assert (news / "long.txt").stat().st_size > 50_000_000
    assert quoth("trace", news, "--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)["attributions"]) == 2
    with Store.open("quoth.db") as store:
        assert [len(one.article.text) > 50_000_000 for one in store.articles() if isinstance(one, Attributed)] == [
            False,
            True,
        ]


@pytest.mark.parametrize("marks", ["“", "”", '"', "'", "«", "“‘\"'", "said “", "\n“", '" "'])
def test_unpaired_quotation_marks_by_the_thousand(news, capsys, marks):
    (news / "marks.txt").write_text(f"{GOOD}\n\n" + marks * 20_000)
    assert quoth("attributions", news, "--with-text") == 0
    out = lines(capsys.readouterr().out)
    assert [len(line["attributions"]) >= 1 for line in out.values()] == [True, True]


def test_two_files_of_one_name_are_told_apart(news, capsys):
    (news / "old").mkdir()
    (news / "old/good.txt").write_text(GOOD.replace("Varga", "Okafor"))
    assert quoth("trace", news, "--format", "json") == 0
    first = capsys.readouterr().out
    ids = [a["id"] for a in json.loads(first)["articles"]]
    assert len(set(ids)) == 2
    assert all(re.fullmatch(r"good~[0-9a-f]{8}", i) for i in ids)
    assert quoth("trace", news, "--format", "json") == 0
    assert capsys.readouterr().out == first
    assert quoth("trace", "news/old/good.txt", "--format", "json", "-q") == 0
    assert {a["id"] for a in json.loads(capsys.readouterr().out)["articles"]} <= set(ids), "an id once given stays"


def test_a_folder_without_articles_and_a_path_that_does_not_exist(news, capsys):
    Path("empty").mkdir()
    assert quoth("attributions", "empty", "nowhere.txt", "no*such", news) == 3
    done = capsys.readouterr()
    assert list(lines(done.out)) == ["nowhere", "good"], "a path of its own has a line, a folder has those of its files"
    assert lines(done.out)["nowhere"]["problems"][0]["message"].startswith("expected a file, folder or pattern")
    assert "quoth: empty: expected articles: the folder has none\n" in done.err
    assert "quoth: nowhere.txt: expected a file, folder or pattern: No such file or directory\n" in done.err
    assert "quoth: no*such: expected files: nothing matches this pattern\n" in done.err
    assert quoth("trace", "empty", "--no-store") == 1


def test_an_address_that_leads_inside_is_set_aside_like_any_other_input(news, capsys, connected):
    assert quoth("attributions", news, "http://169.254.169.254/story") == 3
    done = capsys.readouterr()
    assert list(lines(done.out)) == ["good", "story"]
    assert "http://169.254.169.254/story: 169.254.169.254 leads to 169.254.169.254, which is a neighbour" in done.err
    assert connected == []


def test_a_row_of_metadata_without_an_article_is_said_and_sets_nothing_aside(news, capsys):
    Path("meta.csv").write_text("id,outlet,colour\ngood,Echo,red\nnobody,Herald,blue\n")
    assert quoth("attributions", news, "--meta", "meta.csv") == 0
    done = capsys.readouterr()
    assert lines(done.out)["good"]["article"]["outlet"] == "Echo"
    assert "quoth: meta.csv: unknown column 'colour'" in done.err
    assert "quoth: meta.csv#3: no article has the id 'nobody': the row was not used\n" in done.err
    assert quoth("trace", news, "--meta", "meta.csv", "--format", "json") == 0
    assert [p["where"] for p in json.loads(capsys.readouterr().out)["problems"]] == ["meta.csv", "meta.csv#3"]


@pytest.mark.parametrize("given", [("--meta", "nowhere.csv"), ("--field", "colour=blue")])
def test_a_wrong_option_is_wrong_usage(news, capsys, given):
    assert quoth("attributions", news, *given) == 2
    done = capsys.readouterr()
    assert done.out == ""
    assert given[1].split("=")[0] in done.err


def test_a_store_of_a_newer_quoth_is_refused_before_anything_is_read(news, capsys):
    quoth("trace", news, "-q")
    import sqlite3

    db = sqlite3.connect("quoth.db")
    db.execute("PRAGMA user_version = 7")
    db.commit()
    db.close()
    capsys.readouterr()
    before = Path("quoth.db").read_bytes()
    assert quoth("trace", news) == 1
    done = capsys.readouterr()
    assert done.out == ""
    assert done.err == (
        "quoth: quoth.db was written by a newer quoth (schema 7, this one knows 1): update quoth, or name another file "
        "with --store, or use --no-store where the command has it\n"
    )
    assert Path("quoth.db").read_bytes() == before
    assert quoth("trace", news, "--no-store") == 0


def test_a_store_where_nothing_can_be_written(news, capsys):
    folder = Path("/proc")  # where even root makes no file
    if os.geteuid() != 0:
        folder = Path("locked")
        folder.mkdir()
        folder.chmod(0o555)
    assert quoth("trace", news, "--store", folder / "quoth.db") == 1
    assert re.search("cannot be (opened|made|written).*--no-store", capsys.readouterr().err)


def test_a_full_disk_in_mid_run(news, tmp_path):
    """What was acknowledged is kept, the synopsis still comes out, 1 says that something is wrong, a rerun mends it.

    The limit on the size of files stands for the disk: SQLite sees a write that fails. Twelve articles of 1 MB are
    committed in batches of four; the file may grow to 5.5 MB.
    """
    for n in range(12):
        (news / f"long{n:02}.txt").write_text(GOOD + " And so it went on." * 55_000)
    run = [sys.executable, str(HERE / "engine.py"), "trace", "news", "--format", "json"]
    limit = 5_500_000
    done = subprocess.run(
        run,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 1
    assert re.match(
        r"quoth: quoth.db could not be (read or )?written.*What was kept.*is still there.*Going on without", done.stderr
    )
    assert "Traceback" not in done.stderr
    assert len(json.loads(done.stdout)["articles"]) == 13
    with Store.open("quoth.db") as store:
        assert store.check() == []
        assert 0 < store.counts().articles < 13
    again = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout) == (0, done.stdout)
    with Store.open("quoth.db") as store:
        assert store.counts().articles == 13


def test_a_disk_that_is_really_full(news, tmp_path):
    """The same on a file system of 3 MB, where one can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip("needs the right to mount a small file system")
    try:
        for n in range(7):
            (news / f"long{n:02}.txt").write_text(GOOD + " And so it went on." * 50_000)
        run = [sys.executable, str(HERE / "engine.py"), "trace", "news", "--format", "json"]
        store = disk / "quoth.db"
        done = subprocess.run([*run, "--store", store], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert f"{store} could not be written: the disk is full" in done.stderr
        assert len(json.loads(done.stdout)["articles"]) == 8
        output = subprocess.run(
            [*run, "--no-store", "-o", disk / "out.json"], capture_output=True, text=True, check=False
        )
        assert (output.returncode, output.stdout) in {(0, ""), (1, "")}
        assert [f.name for f in disk.iterdir() if f.suffix == ".part"] == []
        with Store.open(store) as opened:
            assert opened.check() == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_the_shipped_network_bears_all_of_it_too(news, capsys):
    for what, (name, content, _) in SET_ASIDE.items():
        (news / f"{what}-{name}").write_bytes(content)
    for what, (content, _) in READ_WITH_A_PROBLEM.items():
        (news / f"{what}.txt").write_bytes(content)
    (news / "marks.txt").write_text(f"{GOOD}\n\n" + "said “ " * 1_000)
    assert main(["trace", str(news), "--format", "json"]) == 3
    out = json.loads(capsys.readouterr().out)
    assert len(out["articles"]) == 5
    texts = {a["id"]: (news / f"{a['id']}.txt").read_bytes() for a in out["articles"]}
    assert any(QUOTED in s["text"] for a in out["attributions"] for s in a["content"] if a["article"] == "good")
    for attribution in out["attributions"]:
        for role in ("source", "cue", "content"):
            for span in attribution[role]:
                if attribution["article"] in {"good", "marks", "mojibake"}:
                    assert texts[attribution["article"]].decode()[span["start"] : span["end"]] == span["text"]
