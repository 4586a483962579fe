"""The functions of the package as a program calls them: what `read` gives goes into the others, whatever is in it."""

from __future__ import annotations

import datetime
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import quoth
from quoth import Article, Problem, UsageError

FERRY = "Ferry stays, says Brenn\n\n“We will keep the ferry until the bridge is open,” Hedda Brenn said on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article, and a file that is none."""
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "nothing.txt").touch()
    return tmp_path


def test_all_that_was_read_goes_on_with_its_problems(folder: Path) -> None:
    trace = quoth.trace(quoth.read(folder))

    assert [a.id for a in trace.articles] == ["ferry"]
    assert [p.code for p in trace.problems] == ["empty"]

    checked = quoth.check(quoth.read(folder), folder / "ferry.txt")
    assert [p.code if isinstance(p, Problem) else p.article.id for p in checked] == ["ferry", "empty"]


def test_articles_are_taken_one_by_one(folder: Path) -> None:
    """A program that reads a million of them holds one."""
    taken = []

    def endless():
        for n in range(1_000_000):
            taken.append(n)
            yield Article(f"a{n}", "", FERRY)

    assert next(quoth.check(endless(), folder / "ferry.txt")).quotations
    assert taken == [0]


def test_two_articles_with_one_id_are_refused(folder: Path) -> None:
    [article, _] = quoth.read(folder)
    assert isinstance(article, Article)
    with pytest.raises(UsageError, match="the id 'ferry'"):
        quoth.trace([article, replace(article, text="“Never,” said Oda Brenn.")])


@pytest.mark.parametrize("inputs", [b"ferry.txt", [b"ferry.txt"], [7], [None], 7, None, {"text": "“Never.”"}])
def test_what_is_no_path_is_refused(inputs) -> None:
    with pytest.raises(UsageError, match="expected the path of a file or folder, a glob or an address, and got"):
        list(quoth.read(inputs))


def test_a_path_is_no_article() -> None:
    with pytest.raises(UsageError, match=r"as quoth\.read gives them, and got str 'ferry\.txt'"):
        list(quoth.attribute(["ferry.txt"]))
    with pytest.raises(UsageError, match=r"as quoth\.read gives them, and got str 'ferry\.txt'"):
        list(quoth.attribute("ferry.txt"))


def test_one_article_alone_goes_into_a_list() -> None:
    one = Article("ferry", "", "“Never,” said Oda Brenn.")
    for asked in (lambda: list(quoth.attribute(one)), lambda: quoth.trace(one), lambda: list(quoth.read(one))):
        with pytest.raises(UsageError, match=r"and got Article .*: put it into a list"):
            asked()


def test_a_row_at_hand_is_told_what_it_would_have_to_be() -> None:
    with pytest.raises(UsageError, match=r"got dict .*; a text without a file is a quoth\.Article"):
        quoth.trace([{"text": "“Never,” said Oda Brenn."}])


@pytest.mark.parametrize("records", [None, 7, [None], b"briefing.txt", {"text": "“Never.”"}])
def test_what_is_no_record_is_refused(folder: Path, records) -> None:
    with pytest.raises(UsageError, match="expected the path of a record, a folder of them or a glob, and got"):
        quoth.trace(folder, records)
    with pytest.raises(UsageError, match="expected the path of a record, a folder of them or a glob, and got"):
        list(quoth.check(folder, records))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ({"id": 17}, "the id of an article is words; 17 has int 17"),
        ({"text": None}, "the text of an article is words; 'row-17' has NoneType None"),
        ({"text": b"Never"}, "the text of an article is words; 'row-17' has bytes b'Never'"),
        ({"outlet": float("nan")}, "the outlet of an article is words or None; 'row-17' has float nan"),
        ({"published": datetime.date(2025, 3, 12)}, r"the published of an article is words or None; 'row-17' has date"),
        ({"published": "12 March"}, "an ISO date such as 2025-03-12, or a date-time; 'row-17' has '12 March'"),
    ],
)
def test_a_cell_of_a_data_frame_that_is_no_words_is_told_with_its_article(cell, told: str) -> None:
    """An empty cell of a column of words is NaN there, and came out as such; a day as a date was a traceback."""
    row = {"id": "row-17", "path": "desk.db", "text": FERRY, "outlet": None, "published": "2025-03-12"}
    with pytest.raises(UsageError, match=told):
        next(quoth.attribute([Article(**{**row, **cell})]))  # type: ignore[arg-type]


SCRIPT = """\
import sys, quoth
print("begun")
trace = quoth.trace(sys.argv[1], workers=2)
print([a.content[0].text for a in trace.attributions], [p.code for p in trace.problems])
"""


def test_several_processes_read_for_a_script_without_a_guard(folder: Path) -> None:
    """No line of the script runs again in them, so it needs no ``if __name__ == "__main__"``."""
    (folder / "quay.txt").write_text(FERRY.replace("ferry", "quay").replace("Ferry", "Quay"), encoding="utf-8")
    script = folder.parent / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    run = subprocess.run([sys.executable, script, folder], check=True, capture_output=True, text=True)

    begun, found = run.stdout.splitlines()
    assert begun == "begun"
    assert found.count("We will keep the") == 2
    assert found.endswith("['empty']")
    assert not run.stderr


@pytest.mark.parametrize("workers", [0, 257, "2", None, 1.0])
def test_a_number_of_processes_that_cannot_be_meant(folder: Path, workers) -> None:
    with pytest.raises(UsageError, match="expected a number of processes, 1 to 256"):
        quoth.trace(folder, workers=workers)


def test_an_article_that_breaks_quoth_is_a_problem_among_the_others(folder: Path, monkeypatch) -> None:
    def breaks(article: Article, _: object) -> None:
        raise ZeroDivisionError(article.id)

    monkeypatch.setattr("quoth.attributions.attribute_article", breaks)
    [broken, empty] = quoth.attribute(quoth.read(folder))

    assert isinstance(broken, Problem)
    assert broken.code == "broken"
    assert "ZeroDivisionError" in broken.message
    assert empty.code == "empty"


def test_rows_are_what_the_tables_of_the_commands_have(folder: Path) -> None:
    """A data frame is made of them as they are."""
    trace = quoth.trace(folder)
    told = {row["id"]: row for row in quoth.rows(trace)}
    said = {row["id"]: row for row in quoth.rows(quoth.attribute(quoth.read(folder)))}

    assert {i: {name: told[i][name] for name in row} for i, row in said.items()} == said
    [quoted] = (row for row in told.values() if row["kind"] == "direct")
    assert quoted["speaker"] == quoted["said_by"] == "Hedda Brenn"
    assert (quoted["articles"], quoted["doubtful"]) == (1, False)
    assert [trace.articles[0].text[start:end] for start, end in quoted["content_spans"]] == [quoted["content"]]
    assert quoted["told"] == quoted["content"]


@pytest.mark.parametrize("results", [7, "trace", [Article("a", "a.txt", FERRY)], None])
def test_rows_of_what_is_no_result_are_refused(results) -> None:
    with pytest.raises(UsageError, match=r"expected a trace, or results as quoth\.attribute gives them"):
        list(quoth.rows(results))
