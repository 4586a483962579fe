"""The command line: what comes out where, which exit code says what, and how a run ends that is cut off."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import arro3.io
import pytest

from engine import SMALL
from quoth import __version__, columns, tabular
from quoth.cli import main
from quoth.output import as_json
from quoth.types import Article, Attribution, Origins, Reading, Root, Saying, Span, Trace, Variant
from quoth.usage.options import PARSERS

HERE = Path(__file__).parent
ENGINE = [sys.executable, str(HERE / "engine.py")]


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three reports in the folder where quoth runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "courier.txt").write_text("Bridge: Varga said “the bridge stays shut” on Monday.")
    (folder / "post.txt").write_text("Bridge: Varga said “the bridge is shut” there. Okafor said “no money” too.")
    (folder / "sport.txt").write_text("Match: Nobody spoke.")
    return folder


def quoth(*args: str | Path) -> int:
    return main([str(a) for a in args], engine=SMALL)


def lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


# quoth attributions


def test_attributions_gives_one_line_an_article_in_input_order(news, capsys):
    assert quoth("attributions", news / "post.txt", news / "courier.txt", news / "sport.txt") == 0
    out = lines(capsys.readouterr().out)
    assert [line["article"]["id"] for line in out] == ["post", "courier", "sport"]
    assert [[a["content"][0]["text"] for a in line["attributions"]] for line in out] == [
        ["“the bridge is shut”", "“no money”"],
        ["“the bridge stays shut”"],
        [],
    ]
    assert out[2]["problems"] == [{"where": f"{news / 'sport.txt'}@0", "message": "says nothing"}]
    assert list(out[0]) == ["article", "attributions", "problems"]
    assert not (Path.cwd() / "quoth.db").exists(), "attributions touches no store"


def test_with_text_gives_the_text_along(news, capsys):
    quoth("attributions", news / "post.txt", "--with-text")
    [line] = lines(capsys.readouterr().out)
    spans = [s for a in line["attributions"] for role in ("source", "cue", "content") for s in a[role]]
    assert len(spans) >= 3
    assert [line["article"]["text"][s["start"] : s["end"]] for s in spans] == [s["text"] for s in spans]


def test_an_article_that_could_not_be_read_has_its_line_and_the_exit_code_says_so(news, capsys):
    (news / "picture.txt").write_bytes(b"\x89PNG\0\0")
    assert quoth("attributions", news, "no-such-file.txt") == 3
    done = capsys.readouterr()
    assert [line["article"]["id"] for line in lines(done.out)] == ["courier", "picture", "post", "sport"]
    assert lines(done.out)[1] == {
        "article": {"id": "picture", "path": str(news / "picture.txt"), "outlet": None, "published": None}
        | {"title": None, "language": None},
        "attributions": [],
        "problems": [{"where": str(news / "picture.txt"), "message": "expected text, found binary"}],
    }
    assert "quoth: no-such-file.txt: expected a file, found nothing\n" in done.err
    assert "2 of 5 inputs were set aside" in done.err


@pytest.mark.parametrize("command", ["attributions", "trace"])
def test_nothing_read_at_all_is_a_failure(news, capsys, command):
    assert quoth(command, "no-such-file.txt") == 1
    said = capsys.readouterr().err
    assert "quoth: no-such-file.txt: expected a file, found nothing\n" in said, (
        "why, also where stdout is not looked at"
    )
    assert said.endswith("quoth: not one article could be read: 1 input set aside\n")


def test_an_article_that_breaks_quoth_is_set_aside_and_the_others_come_out(news, capsys):
    (news / "evil.txt").write_text("BREAK")
    assert quoth("attributions", news) == 3
    out = lines(capsys.readouterr().out)
    assert [line["article"]["id"] for line in out] == ["courier", "evil", "post", "sport"]
    assert out[1]["problems"][0]["message"].startswith(
        "quoth broke on this article (ValueError: a word it cannot bear)"
    )


def test_lines_come_out_as_soon_as_they_are_done(news):
    """The first line comes while the second article still waits at a gate that is shut."""
    environment = {**os.environ, "QUOTH_GATE": "gate"}
    with subprocess.Popen([*ENGINE, "attributions", str(news)], stdout=subprocess.PIPE, env=environment) as run:
        assert json.loads(run.stdout.readline())["article"]["id"] == "courier"
        Path("gate").touch()
        assert len(run.stdout.read().splitlines()) == 2
        assert run.wait() == 0


def test_csv_has_a_row_an_attribution_and_no_formula_in_it(news, capsys):
    (news / "post.txt").write_text("Bridge: Varga said “no” again.")
    assert quoth("attributions", news / "post.txt", "--format", "csv", "--field", "outlet==cmd|'calc'!A1") == 0
    out = capsys.readouterr().out
    [row] = csv.DictReader(io.StringIO(out))
    assert list(row) == [c.name for c in columns.ATTRIBUTION]
    assert row["outlet"] == "'=cmd|'calc'!A1"
    assert (row["content"], row["content_spans"], row["score"]) == ("“no”", "19:23", "0.3333")
    quoth("attributions", news / "post.txt", "--format", "csv", "--raw", "--field", "outlet==cmd|'calc'!A1")
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["outlet"] == "=cmd|'calc'!A1"


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u200b=", "\ufeff@"]
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(begin):
    assert tabular.cell(f"{begin}SUM(A1)") == f"'{begin}SUM(A1)"


@pytest.mark.parametrize("text", ["-5", "+3.5%", "−5", "3-2", "“=x”", "", "a=b", "-1,000"])
def test_a_number_stays_a_number_and_words_stay_words(text):
    assert tabular.cell(text) == text


def test_parquet_has_the_rows_of_the_csv_with_their_types(news):
    assert quoth("attributions", news, "--format", "parquet", "-o", "said.parquet", "--with-text") == 0
    table = arro3.io.read_parquet("said.parquet").read_all()
    assert table.column_names == [*(c.name for c in columns.ATTRIBUTION), "text"]
    cells = {name: table.column(name).to_pylist() for name in table.column_names}
    assert cells["content"] == ["“the bridge stays shut”", "“the bridge is shut”", "“no money”"]
    assert cells["negated"] == [False] * 3
    for text, content, spans in zip(cells["text"], cells["content"], cells["content_spans"], strict=True):
        assert [text[s["start"] : s["end"]] for s in spans] == [content]


def test_parquet_of_nothing_said_is_a_table_without_rows(news):
    assert quoth("attributions", news / "sport.txt", "--format", "parquet", "-o", "said.parquet") == 0
    assert arro3.io.read_parquet("said.parquet").read_all().num_rows == 0


def test_memory_does_not_grow_with_the_number_of_articles(news):
    """60 articles of 1 MB in a process that may not hold 40 MB of them."""
    for n in range(60):
        (news / f"long{n}.txt").write_text("Nothing. " * 110_000)
    limited = (
        "import resource, sys; sys.path.insert(0, sys.argv.pop(1)); from engine import SMALL\n"
        "from quoth.cli import main; from quoth import columns; import json\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + 40_000_000,) * 2)\n"
        "sys.exit(main(sys.argv[1:], engine=SMALL))"
    )
    run = [sys.executable, "-c", limited, str(HERE), "attributions", str(news), "-o", "out.jsonl"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(Path("out.jsonl").read_text().splitlines()) == 63


# quoth trace


def test_trace_gives_one_object_and_keeps_what_it_read(news, capsys):
    assert quoth("trace", news, "--format", "json") == 0
    done = capsys.readouterr()
    out = json.loads(done.out)
    assert out["format"] == "quoth/1"
    assert [a["id"] for a in out["articles"]] == ["courier", "post", "sport"]
    assert [a["article"] for a in out["attributions"]] == ["courier", "post", "post"]
    assert done.err == "quoth: 3 articles read, 3 of them new in quoth.db\n"
    assert stored("quoth.db") == (3, 3, 3)


def test_the_json_of_a_trace_says_what_made_it_and_what_it_was_asked(news, capsys):
    assert quoth("trace", news / "post.txt", news, "--field", "outlet=paper", "--format", "json") == 0
    out = json.loads(capsys.readouterr().out)
    assert list(out)[:4] == ["format", "made_by", "asked", "articles"]
    assert out["made_by"] == f"quoth {__version__} small 1"
    assert out["asked"] == {"inputs": [str(news / "post.txt"), str(news)], "fields": {"outlet": "paper"}}


def test_trace_has_a_row_a_telling_in_csv_and_parquet(news, capsys):
    """Beside what `attributions` has of it stands what it is a telling of; the rest is said on standard error."""
    assert quoth("trace", news, "--format", "csv") == 0
    done = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert list(rows[0]) == [c.name for c in columns.TELLING]
    assert [(r["saying"], r["articles"], r["article"], r["content"]) for r in rows] == [
        ("Bridge:-1", "2", "courier", "“the bridge stays shut”"),
        ("Bridge:-1", "2", "post", "“the bridge is shut”"),
        ("Bridge:-1", "2", "post", "“no money”"),
    ]
    assert {(r["told"], r["told_spans"]) for r in rows} == {(r["content"], r["content_spans"]) for r in rows}

    for named, shown in ((news, 3), (news / "post.txt", 0)):
        assert quoth("trace", named, "--format", "csv", "--shared", "--no-store", "--quiet") == 0
        assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == shown

    assert quoth("trace", news, "--format", "parquet", "-o", "told.parquet", "--quiet") == 0
    table = arro3.io.read_parquet("told.parquet").read_all()
    assert table.column("articles").to_pylist() == [2, 2, 2]
    assert table.column("doubtful").to_pylist() == [False] * 3


def test_a_row_counts_what_surely_belongs_beside_all_that_may():
    """Three articles tell it, from three sides, the third only perhaps: two and two are sure, and where only it has
    another word nobody surely differs.
    """
    words = {"courier": "It stays shut.", "post": "It stays shut.", "herald": "It is shut."}
    articles = tuple(Article(name, f"{name}.txt", text) for name, text in words.items())
    told = [
        Attribution(f"{name}:0", name, "direct", (), (), (Span(0, len(text), text),), score=0.9)
        for name, text in words.items()
    ]
    readings = (Reading("stays", ("courier:0", "post:0")), Reading("is", ("herald:0",)))
    roots = tuple(Root((a.id,), a.id, None, "nothing ties it to another") for a in told)
    saying = Saying(
        "s1",
        "y1",
        None,
        tuple(a.id for a in told),
        (Variant(readings, ("replacement",), meaning=True),),
        doubtful=("herald:0",),
        origins=Origins(roots, least=3),
    )
    names = [column.name for column in columns.TELLING]

    def row(one: Saying) -> list[object]:
        first = dict(zip(names, next(columns.tellings(Trace(articles, tuple(told), (), (one,)))), strict=True))
        return [first[name + end] for name in ("articles", "origins", "meaning") for end in ("", "_surely")]

    assert row(saying) == [3, 2, 3, 2, True, False]
    assert row(replace(saying, doubtful=())) == [3, 3, 3, 3, True, True]
    assert row(replace(saying, doubtful=saying.tellings, origins=None)) == [3, 0, None, None, True, False]


def test_what_a_row_has_no_place_for_is_said_on_standard_error(news, capsys):
    (news / "picture.txt").write_bytes(b"\0")
    assert quoth("trace", news, "--format", "csv", "--quiet") == 3
    assert "picture.txt" in capsys.readouterr().err


def test_a_second_run_adds_nothing_attributes_nothing_and_says_the_same(news, capsys):
    quoth("trace", news, "--format", "json")
    first = capsys.readouterr().out
    before = dump("quoth.db")

    def never(article: object) -> None:
        raise AssertionError("it was attributed again")

    again = replace(SMALL, attribute=never)
    assert main(["trace", str(news), "--format", "json"], engine=again) == 0
    done = capsys.readouterr()
    assert done.out == first
    assert done.err == "quoth: 3 articles read, 0 of them new in quoth.db\n"
    assert dump("quoth.db") == before


def test_stored_articles_of_the_story_stand_beside_the_inputs_and_are_marked(news, capsys):
    quoth("trace", news / "courier.txt", news / "sport.txt", "--quiet")
    capsys.readouterr()
    assert quoth("trace", news / "post.txt", "--format", "json") == 0
    out = json.loads(capsys.readouterr().out)
    assert [a["id"] for a in out["articles"]] == ["courier", "post"], "sport is another story and not shown"
    assert [(a["article"], a.get("stored", False)) for a in out["attributions"]] == [
        ("courier", True),
        ("post", False),
        ("post", False),
    ]
    quoth("trace", news / "post.txt", "--format", "json", "--no-store")
    assert [a["id"] for a in json.loads(capsys.readouterr().out)["articles"]] == ["post"]


def test_articles_whose_files_were_moved_without_the_store_are_said_to_count_twice(news, capsys):
    """A store is known by the paths from it; a folder that was renamed would double every outlet without a word."""
    quoth("trace", "news", "--quiet")
    news.rename("desk")
    assert quoth("trace", "desk") == 0
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == (
        "quoth: counted twice in quoth.db: 3 articles, word for word from files that are no more, as courier from "
        "news/courier.txt; if they were moved, quoth forget courier ... takes the old out"
    )
    assert quoth("trace", "desk") == 0
    assert "twice" not in capsys.readouterr().err
    assert quoth("forget", "courier", "post", "sport", "--yes") == 0
    capsys.readouterr()
    assert quoth("trace", "desk", "--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)["articles"]) == 3


def test_a_copy_of_a_file_is_an_article_of_its_own_without_a_word(news, capsys):
    quoth("trace", "news", "--quiet")
    Path("desk").mkdir()
    Path("desk/courier.txt").write_bytes((news / "courier.txt").read_bytes())
    assert quoth("trace", "desk") == 0
    assert "twice" not in capsys.readouterr().err


def test_no_store_makes_no_file(news, capsys):
    quoth("trace", news, "--no-store")
    assert capsys.readouterr().err == ""
    assert list(Path.cwd().glob("quoth.db*")) == []


@pytest.mark.parametrize("args", [["no-such-file.txt"], ["news/post.txt", "-o", "news/post.txt"], ["empty"]])
def test_where_nothing_is_read_no_store_is_left_behind(news, capsys, args):
    (news.parent / "empty").mkdir()
    assert quoth("trace", *args) in {1, 2}
    assert sorted(path.name for path in news.parent.iterdir()) == ["empty", "news"]


def test_a_folder_in_place_of_a_store_is_refused_and_nothing_is_left_beside_it(news, capsys):
    before = sorted(Path.cwd().iterdir())
    for command in (["trace", "news"], ["watch", "news", "--once"], ["forget", "post"], ["who", "safe"]):
        assert quoth(*command, "--store", "news") == 1
        assert "news" in capsys.readouterr().err
    assert sorted(Path.cwd().iterdir()) == before


def test_a_store_that_is_no_store_is_refused_though_nothing_is_read(news, capsys):
    Path("letter.txt").write_text("Dear Varga")
    assert quoth("trace", "no-such-file.txt", "--store", "letter.txt") == 1
    assert "letter.txt is not a quoth store" in capsys.readouterr().err


def test_what_quoth_wrote_into_the_folder_is_no_input_of_the_next_run(news, capsys, monkeypatch):
    monkeypatch.chdir(news)
    store = news / "said.txt"  # a name that the reader takes for an article
    for _ in range(2):
        assert quoth("trace", ".", "--store", store, "-o", "synopsis.txt", "--format", "json") == 0
    assert stored(store) == (3, 3, 3)
    assert "synopsis" not in Path("synopsis.txt").read_text()


def test_an_output_that_would_overwrite_an_input_is_refused(news, capsys):
    before = (news / "post.txt").read_text()
    for command in ("attributions", "trace"):
        assert quoth(command, news / "post.txt", "-o", news / "post.txt") == 2
    assert quoth("trace", news / "post.txt", "-o", "quoth.db") == 2
    assert "-o quoth.db would overwrite the store" in capsys.readouterr().err
    assert (news / "post.txt").read_text() == before


@pytest.mark.parametrize(
    ("command", "of"),
    [
        ("attributions post.txt --meta kept -o kept", "the metadata"),
        ("check post.txt --record kept -o kept", "a record"),
        ("check post.txt --record ke?t --set-aside kept", "a record"),
        ("trace post.txt --no-store --record kept --report kept", "a record"),
        ("trace *.txt --no-store -o post.txt", "an input"),
        ("trace post.txt --store kept --report kept-who", "the store"),
        ("who bridge --store kept -o kept", "the store"),
        ("watch post.txt --once --store kept -o kept", "the store"),
        ("watch kept --once -o kept", "an input"),
        ("evaluate kept -o kept", "the gold"),
        ("evaluate gold.jsonl kept -o kept", "what is scored"),
    ],
)
def test_nothing_that_a_command_reads_is_overwritten(news, capsys, monkeypatch, command, of):
    monkeypatch.chdir(news)
    Path("kept").write_text("id,outlet\npost,Fen Gazette\n")
    before = {path.name: path.read_bytes() for path in news.iterdir()}
    assert quoth(*command.split()) == 2
    assert f" would overwrite {of}: name another file" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in news.iterdir()} == before


def test_a_file_of_a_folder_that_is_read_is_not_overwritten(news, capsys):
    """A slip of the finger: what was meant is -o news.txt."""
    before = (news / "post.txt").read_text()
    for command in (["trace", "--no-store"], ["attributions"], ["watch", "--once"]):
        assert quoth(*command, "news", "-o", "news/post.txt") == 2
        said = "quoth: -o news/post.txt would overwrite a file of news, which is read: name another file\n"
        assert capsys.readouterr().err == said
    assert quoth("trace", "news", "--report", "news/post.txt") == 2
    assert (news / "post.txt").read_text() == before


TWICE = [
    ["trace"], ["trace", "--short"], ["trace", "--format", "json"], ["trace", "--format", "html"],
    ["attributions"], ["attributions", "--format", "csv"], ["attributions", "--format", "parquet"],
    ["check", "--record", "said.txt"], ["check", "--record", "said.txt", "--report"],
    ["check", "--record", "said.txt", "--format", "json"],
    ["check", "--record", "said.txt", "--report", "--format", "json"],
    ["why", "post:8", "--format", "json"],
    ["watch", "--once"], ["watch", "--once", "--format", "json"],
]  # fmt: skip


@pytest.mark.parametrize("command", TWICE, ids=" ".join)
def test_what_quoth_wrote_into_a_folder_is_written_again(news, capsys, command):
    """All that it writes is known by its beginning."""
    Path("said.txt").write_text("VARGA: The bridge stays shut, and nobody has told us why it should be.")
    (news / "hall.txt").write_text("Hall: Varga said “the bridge stays shut, and nobody told us why” on Monday.")
    name, *options = command
    saying = [options.pop(0)] if name == "why" else []
    for _ in range(2):
        assert quoth(name, *saying, "news", *options, "-o", "news/made.txt", "--quiet") == 0, capsys.readouterr().err
    assert (news / "made.txt").stat().st_size


def test_the_reasons_of_a_saying_are_written_again(news):
    (news / "made.txt").write_text("y316f5a134d: Oda Varga\n  post:8  “the bridge is shut”\n")
    assert quoth("why", "post:8", "news", "-o", "news/made.txt", "--quiet") == 0


def test_why_calls_an_article_on_one_line_whatever_its_file_is_called(news, capsys):
    (news / "post.txt").rename(news / "post\nNobody said it.txt")
    assert quoth("why", "1.1", news, "--quiet") == 0
    shown = capsys.readouterr().out
    assert "post Nobody said it" in shown
    assert not [line for line in shown.splitlines() if line.startswith("Nobody")]


@pytest.mark.parametrize("width", [60, 75])
def test_the_lines_of_why_are_as_wide_as_the_terminal_and_lose_no_word(news, capsys, monkeypatch, width):
    for paper, day in (("courier", "on Monday"), ("post", "at noon")):
        words = "the bridge stays shut until every bolt of it has been looked at by somebody who knows bolts"
        (news / f"{paper}.txt").write_text(f"Bridge: Varga said “{words}, {day}, said so” there.")
    monkeypatch.setenv("COLUMNS", "200")
    assert quoth("why", "1.1", news, "--quiet") == 0
    wide = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", str(width))
    assert quoth("why", "1.1", news, "--quiet") == 0
    shown = capsys.readouterr().out
    assert max(map(len, wide.splitlines())) > width >= max(map(len, shown.splitlines()))
    assert shown.split() == wide.split()


def test_why_takes_the_store_of_a_trace(news, capsys):
    """With a store a story has articles that are no input; without one the saying is told by one article, and none."""
    assert quoth("trace", news, "--quiet", "-o", "all.txt") == 0
    assert quoth("why", "1.1", news / "post.txt", "--store", "quoth.db", "--quiet") == 0
    said = capsys.readouterr()
    assert "  courier:" in said.out and "  post:8 " in said.out
    assert quoth("why", "1.1", news / "post.txt", "--quiet") == 2
    assert "as quoth trace --no-store prints it" in capsys.readouterr().err
    assert quoth("why", "9.9", news / "post.txt", "--store", "quoth.db", "--quiet") == 2
    assert "as quoth trace --store quoth.db prints it" in capsys.readouterr().err


def test_a_second_name_of_what_is_read_is_no_place_to_write_to(news, capsys):
    """A hard link, which is the same file; as a name in other capitals is where the system makes no difference."""
    (news / "again.txt").hardlink_to(news / "post.txt")
    before = (news / "post.txt").read_text()
    assert quoth("attributions", news / "post.txt", "--report", news / "again.txt") == 2
    assert "would overwrite an input" in capsys.readouterr().err
    assert (news / "post.txt").read_text() == before


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_standard_output_by_its_other_name_goes_on_where_it_was(news):
    """In a file to which a shell adds, and which nobody asked to have replaced."""
    with Path("all").open("wb") as file:
        file.write(b"before\n")
        file.flush()
        subprocess.run([*ENGINE, "attributions", news / "post.txt", "-o", "/dev/stdout"], stdout=file, check=True)
        file.seek(0, os.SEEK_END)
        file.write(b"behind\n")
    first, one, last = Path("all").read_text().splitlines()
    assert (first, json.loads(one)["article"]["id"], last) == ("before", "post", "behind")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_an_output_that_links_to_itself_is_no_traceback(news):
    Path("round").symlink_to("round")
    assert quoth("attributions", news / "post.txt", "-o", "round") in (0, 1)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_output_and_report_may_share_a_pipe(news):
    """As ``-o >(gzip > said.gz)`` gives its name: it leads to nothing that has a place in a folder."""
    there, here = os.pipe()
    assert quoth("attributions", news / "post.txt", "-o", f"/dev/fd/{here}", "--report", f"/dev/fd/{here}") == 0
    os.close(here)
    with os.fdopen(there) as said:
        one, report = lines(said.read())
    assert (one["article"]["id"], report["finished"]) == ("post", True)


@pytest.mark.skipif(sys.platform == "win32", reason="names are bytes on POSIX alone")
def test_a_name_that_the_locale_has_no_letters_for_ends_nothing(news):
    """Where names are ASCII to Python, and this one is not."""
    (news / "café.txt").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "quoth", "attributions", str(news / "café.txt")],
        env=os.environ | {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert (done.returncode, json.loads(done.stdout)["article"]["id"]) == (1, "café")


def test_output_and_report_may_both_go_nowhere(news):
    assert quoth("attributions", news, "-o", os.devnull, "--report", os.devnull) == 0


def test_text_is_as_wide_as_the_terminal_and_colourless_for_a_file(news, capsys):
    assert quoth("trace", news) == 0
    out = capsys.readouterr().out
    assert "Varga" in out
    assert "stays" in out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(("no_color", "colours"), [(None, True), ("1", False)])
def test_colour_only_on_a_terminal_that_wants_it(news, no_color, colours):
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"}
    if no_color:
        environment["NO_COLOR"] = no_color
    assert (
        "\x1b[" in on_a_terminal([*ENGINE, "trace", str(news), "--no-store", "--no-progress"], environment)
    ) is colours


def test_cells_do_not_act_on_a_terminal_and_are_as_they_are_in_a_file(news, capsys):
    (news / "post.txt").write_text("Bridge: Varga said “shut \x1b]0;owned\x07 now” there.", encoding="utf-8")
    asked = ["attributions", str(news / "post.txt"), "--format", "csv", "--no-progress"]
    assert "“shut \ufffd]0;owned\ufffd now”" in on_a_terminal([*ENGINE, *asked], {**os.environ})
    assert quoth(*asked) == 0
    assert "“shut \x1b]0;owned\x07 now”" in capsys.readouterr().out


def test_progress_is_shown_on_a_terminal_only_and_wiped_again(news):
    environment = {**os.environ, "QUOTH_PAUSE": "0.3", "TERM": "xterm", "NO_COLOR": "1"}
    for form in ("jsonl", "csv"):
        shown = on_a_terminal([*ENGINE, "attributions", str(news), "--format", form], environment)
        assert "quoth: 2 articles, " in shown
        assert shown.count(" a second") == shown.count(" a second\r\x1b[K"), "data stood on the line of progress"
    for silent in ("--no-progress", "--quiet"):
        assert "articles, " not in on_a_terminal([*ENGINE, "attributions", str(news), silent], environment)


def test_html_is_one_page(news):
    assert quoth("trace", news, "--format", "html", "-o", "synopsis.html") == 0
    page = Path("synopsis.html").read_text()
    assert page.startswith("<!doctype html>")
    assert "the bridge stays shut" in page


# Where it goes


def test_an_output_file_is_whole_or_as_it_was(news, capsys):
    Path("out.jsonl").write_text("old")
    Path("out.jsonl").chmod(0o640)
    broken = replace(SMALL, attribute=interrupted)
    assert main(["attributions", str(news), "-o", "out.jsonl"], engine=broken) == 130
    assert Path("out.jsonl").read_text() == "old"
    assert "without a store nothing is kept" in capsys.readouterr().err
    assert main(["trace", str(news), "--no-store"], engine=broken) == 130
    assert "without a store nothing is kept" in capsys.readouterr().err
    assert quoth("attributions", news, "-o", "out.jsonl") == 0
    assert len(Path("out.jsonl").read_text().splitlines()) == 3
    assert Path("out.jsonl").stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in Path.cwd().iterdir()) == ["news", "out.jsonl"], "nothing half-written is left"
    assert capsys.readouterr().out == ""


def interrupted(article: object) -> None:
    raise KeyboardInterrupt


def test_an_output_behind_a_link_is_written_and_the_link_stays(news):
    (news.parent / "real.jsonl").write_text("old")
    Path("out.jsonl").symlink_to("real.jsonl")
    assert quoth("attributions", news, "-o", "out.jsonl") == 0
    assert Path("out.jsonl").is_symlink()
    assert len(Path("real.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize("output", ["no-such-folder/out.jsonl", "news"])
def test_an_output_that_cannot_be_written_is_said_at_once(news, capsys, output):
    assert quoth("attributions", news, "-o", output) == 1
    assert f"quoth: could not write {output}: " in capsys.readouterr().err


@pytest.mark.parametrize("command", [["trace"], ["trace", "--no-store"], ["why", "1.1"]], ids=" ".join)
def test_an_output_that_cannot_be_written_is_said_before_anything_is_read(news, capsys, command):
    """Hours of reading ended with these words, and without a store they were lost."""
    assert quoth(*command, news / "evil.txt", "-o", "no-such-folder/page.txt", "--report", "aside.jsonl") == 1
    assert "quoth: could not write no-such-folder/page.txt: no such file" in capsys.readouterr().err
    assert not Path("aside.jsonl").exists()
    assert not Path("quoth.db").exists()


def test_where_no_temporary_file_can_be_made_it_is_said(news, capsys, monkeypatch):
    """A machine on which nothing can be written, neither /tmp nor this folder."""
    monkeypatch.setattr("tempfile.tempdir", "/no/such/folder")
    assert quoth("trace", news, "--no-store") == 1
    assert capsys.readouterr().err == (
        "quoth: no temporary file can be made (No such file or directory): set TMPDIR to a folder for them\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full")
@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_full_disk_under_the_output_is_said(news, form):
    with Path("/dev/full").open("wb") as full:
        run = [*ENGINE, "attributions", str(news / "post.txt"), "--format", form]
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "quoth: could not write standard output: no space left on device; what is there may be cut short\n",
    )


@pytest.mark.parametrize(
    "command", [["attributions"], ["trace", "--no-store"], ["trace", "--format", "json", "--no-store"]]
)
def test_a_reader_that_goes_away_ends_it_quietly(news, command):
    (news / "long.txt").write_text("Bridge: " + "Varga said “no” again. " * 5_000)
    with subprocess.Popen([*ENGINE, *command, str(news)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.read(10)
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait(timeout=10) == 0


# How a run ends that is cut off


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_at_once_with_130_and_keeps_what_was_read(news, how):
    """In the middle of an article that would take a minute."""
    run = subprocess.Popen(
        [*ENGINE, "trace", str(news)],
        env={**os.environ, "QUOTH_GATE": "never", "QUOTH_LOG": "begun.log"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (Path("begun.log").exists() and Path("begun.log").read_text().count("\n") == 2):
        assert run.poll() is None
        time.sleep(0.01)  # until the first article is done and the second begun
    run.send_signal(how)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out) == (130, "")
    assert err == "quoth: interrupted; what was kept is kept, and the same command goes on from there\n"
    assert stored("quoth.db") == (1, 1, 1)


@pytest.mark.parametrize(
    ("command", "left"),
    [
        ("trace news", "; what was kept is kept, and the same command goes on from there"),
        ("trace news --no-store", "; without a store nothing is kept: the same command begins anew"),
        ("why 1.1 news", "; without a store nothing is kept: the same command begins anew"),
        ("why 1.1 news --store quoth.db", "; what was kept is kept, and the same command goes on from there"),
        ("attributions news", "; without a store nothing is kept: the same command begins anew"),
        ("who bridge", ""),
        ("doctor", ""),
    ],
)
def test_who_interrupts_is_told_what_is_left(news, capsys, monkeypatch, command, left):
    """``quoth why``, which keeps nothing unless it is told to, promised to go on."""

    def interrupts(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("quoth.commands.named", lambda _: interrupts)
    assert quoth(*command.split()) == 130
    assert capsys.readouterr() == ("", f"quoth: interrupted{left}\n")


def test_a_run_that_is_killed_goes_on_where_it_was_and_says_the_same_as_an_unbroken_one(news, tmp_path):
    """R7, a handful; benchmarks/kill.py does it a hundred times with the real network."""
    for n in range(15):
        (news / f"wire{n}.txt").write_text(f"Bridge: Varga said “number {n}” there.")
    environment = {**os.environ, "QUOTH_PAUSE": "0.02"}
    run = [*ENGINE, "trace", str(news), "--format", "json", "--quiet", "--store"]
    unbroken = subprocess.run([*run, "whole.db"], capture_output=True, env=environment, check=True).stdout
    for n, delay in enumerate((0.05, 0.2, 0.3, 0.4)):
        broken = subprocess.Popen([*run, f"{n}.db"], stdout=subprocess.DEVNULL, env=environment)
        time.sleep(delay)
        seen = stored(f"{n}.db")[0]
        broken.kill()
        broken.wait()
        assert stored(f"{n}.db")[0] >= seen, "an article that was there before the kill is gone"
        resumed = subprocess.run([*run, f"{n}.db"], capture_output=True, env=environment, check=True).stdout
        assert resumed == unbroken
        assert stored(f"{n}.db") == stored("whole.db")


# Usage


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["traec", "x"], "did you mean trace?\nquoth --help shows what there is"),
        (["help", "traec"], "did you mean trace?"),
        (["trace", "x", "--shrt"], "quoth trace: unrecognized arguments: --shrt; did you mean --short?"),
        (["trace", "x", "--stroe=week.db"], "did you mean --store?\nquoth trace --help shows what there is"),
        (["trace", "x", "--format", "jsn"], "did you mean json?"),
        (["--store", "week.db", "trace", "x"], "quoth: the command comes first, as in quoth trace --store"),
        (["trace"], "no INPUT: name a file, a folder, a glob in quotes, an address, or - for standard input"),
        (["trace", "x", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["trace", "x", "--no-store", "--store", "y"], "not allowed with argument"),
        (["who"], "quoth who asks for nothing: give a few words"),
        (["trace", "x", "--shared", "--format", "json"], "--shared is for reading"),
        (
            ["attributions", "x", "--field", "text"],
            "--field expects OURS=THEIRS, such as text=content_original, and got 'text'",
        ),
        (["attributions", "x", "--format", "csv", "--field", "text"], "--field expects OURS=THEIRS"),
        (["check", "x", "--field", "headline=h", "--record", "news/post.txt"], "unknown field 'headline'"),
        (
            ["trace", "x", "--field", "text=a", "--field", "text=b"],
            "--field text is named twice, as a and b: give one of them",
        ),
        (["attributions", "x", "--record", "y"], "unrecognized arguments: --record"),
        ([], "usage: quoth COMMAND"),
    ],
)
def test_wrong_usage_is_explained_with_2(news, capsys, args, message):
    assert quoth(*args) == 2
    done = capsys.readouterr()
    assert message in done.err
    assert done.out == ""


@pytest.mark.parametrize("command", ["attributions", "check --record news/post.txt", "trace --no-store"])
@pytest.mark.parametrize("form", ["csv", "text"])
def test_a_table_of_metadata_that_is_not_there_is_said_and_no_head_of_a_table(news, capsys, command, form):
    """Who pipes the rows into a program got the names of their columns, and no row, before they were told."""
    asked = [*command.split(), *["--format", form] * (form == "csv"), "--meta", "gone.csv"]
    assert main([asked[0], "news", *asked[1:]]) == 2
    assert capsys.readouterr() == ("", "quoth: gone.csv: the metadata cannot be read: No such file or directory\n")


@pytest.mark.parametrize("asked", [["help"], ["help", "trace"]], ids=" ".join)
def test_help_may_be_a_word(capsys, asked):
    assert quoth(*asked) == 0
    said = capsys.readouterr().out
    assert quoth(*asked[1:], "--help") == 0
    assert capsys.readouterr().out == said


@pytest.mark.parametrize("args", [["--help"], *([name, "--help"] for name in sorted(PARSERS))], ids=" ".join)
def test_help_shows_examples_what_comes_out_and_every_exit_code(monkeypatch, capsys, args):
    monkeypatch.setenv("COLUMNS", "80")
    assert quoth(*args) == 0
    out = capsys.readouterr().out
    assert "examples:\n  quoth" in out
    assert "exit codes:" in out
    assert max(map(len, out.splitlines())) <= 80
    takes_it = "- for standard input" in " ".join(out.split())
    assert takes_it == (args[0] in {"trace", "attributions", "why", "check"})


def test_options_and_inputs_stand_in_any_order(news, capsys):
    assert quoth("attributions", news / "post.txt", "--with-text", news / "courier.txt", "--quiet") == 0
    assert len(lines(capsys.readouterr().out)) == 2


@pytest.mark.parametrize(
    "args",
    [
        ["trace", "news", "--store", "locked/week.db"],
        ["trace", "news", "--no-store", "-o", "locked/page.html"],
        ["trace", "news", "--no-store", "--set-aside", "locked/aside.jsonl"],
        ["who", "bridge", "--store", "locked/week.db"],
        ["forget", "post", "--store", "locked/week.db"],
        ["watch", "news", "--once", "--store", "locked/week.db"],
        ["evaluate", "locked/gold.jsonl"],
        ["evaluate", "locked"],
    ],
    ids=" ".join,
)
def test_a_folder_that_may_not_be_entered_is_named(news, capsys, monkeypatch, args):
    lock("locked", monkeypatch)
    assert quoth(*args) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert "locked/" in told[0]
    assert "permission denied" in told[0].lower()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "week/one.txt"), "week/one.txt: Permission denied"),
        (PermissionError(13, "Permission denied", b"week/\xff.txt"), "week/\\udcff.txt: Permission denied"),
        (OSError(24, "Too many open files"), "the system refused: Too many open files"),
    ],
    ids=str,
)
def test_what_the_system_refuses_is_said_with_the_file_and_why(news, capsys, monkeypatch, error, said):
    assert main(["trace", "news", "--no-store"], engine=replace(SMALL, read=raising(error))) == 1
    assert capsys.readouterr() == ("", f"quoth: {said}; QUOTH_DEBUG=1 in the environment shows where\n")
    monkeypatch.setenv("QUOTH_DEBUG", "1")
    with pytest.raises(type(error)):
        main(["trace", "news", "--no-store"], engine=replace(SMALL, read=raising(error)))


@pytest.mark.parametrize(
    "error", [OSError(9, "Bad file descriptor"), OSError("no image"), io.UnsupportedOperation("x")]
)
def test_what_quoth_should_not_have_asked_for_is_a_fault_of_its_own(news, error):
    """No file is named, and nothing is scarce: who reported “Bad file descriptor” had nothing to go by."""
    with pytest.raises(type(error)) as caught:
        main(["trace", "news", "--no-store"], engine=replace(SMALL, read=raising(error)))
    assert caught.value is error


def raising(error: OSError):
    def read(*_: object) -> list[Article]:
        raise error

    return read


def test_doctor_goes_on_where_the_store_may_not_be_looked_at(news, capsys, monkeypatch):
    lock("locked", monkeypatch)
    assert quoth("doctor", "--store", "locked/week.db") == 1
    out = capsys.readouterr().out
    assert "!!  store             locked/week.db cannot be looked at: Permission denied\n" in out
    assert "ok  network" in out


def lock(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a folder that nobody may enter: the rights that say so do not hold for root."""
    Path(folder).mkdir()
    inside, look = Path(folder).resolve(), os.stat

    def refused(path, *rest, **more):
        if not isinstance(path, int) and inside in Path(os.path.abspath(path)).parents:  # noqa: PTH100
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return look(path, *rest, **more)

    monkeypatch.setattr(os, "stat", refused)


def test_a_hostile_name_cannot_write_on_the_terminal(news, capsys):
    quoth("attributions", "\x1b[2Jgone\u202e.txt")
    assert "\x1b" not in (err := capsys.readouterr().err)
    assert "\u202e" not in err


def stored(path: str | Path) -> tuple[int, int, int]:
    """How many articles, revisions and attributions a reader sees in a store just now; zeros while there is none."""
    if not Path(path).exists():
        return 0, 0, 0
    db = sqlite3.connect(path, timeout=5)
    try:
        counts = [
            db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("articles", "revisions", "attributions")
        ]
    except sqlite3.OperationalError:  # made, but without its tables yet
        return 0, 0, 0
    finally:
        db.close()
    return counts[0], counts[1], counts[2]


def dump(path: str) -> list[str]:
    db = sqlite3.connect(path)
    try:
        return list(db.iterdump())
    finally:
        db.close()


def on_a_terminal(command: list[str], environment: dict[str, str]) -> str:
    """Everything that `command` shows when stdout and stderr are a terminal."""
    ours, theirs = pty.openpty()
    run = subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux says so when the last writer has closed it
        pass
    os.close(ours)
    assert run.wait() == 0
    return shown.decode().replace("\r\n", "\n")


def test_json_that_is_looked_at_acts_on_no_terminal_and_means_the_same() -> None:
    told = "\x9b31m\u202egnitset\u2028\U000e0041 – “Grüße” שלום \ud800"
    shown = as_json([told])
    assert json.loads(shown) == [told]
    assert r"\u009b31m\u202egnitset\u2028\udb40\udc41 – “Grüße” שלום \ud800" in shown
