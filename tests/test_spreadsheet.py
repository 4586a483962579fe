"""Workbooks that quoth writes: every cell comes back as it was, nothing is run, and what does not fit is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import SMALL
from quoth import spreadsheet
from quoth.articles.workbook.cells import of_sheet
from quoth.articles.workbook.package import opened
from quoth.cli import main
from quoth.errors import QuothError
from quoth.spreadsheet import MOST_IN_CELL, write_xlsx
from quoth.tabular import Column, Row
from quoth.types import Span


def written(columns: list[Column], rows: list[Row]) -> bytes:
    file = io.BytesIO()
    write_xlsx(columns, rows, file)
    return file.getvalue()


def cells(data: bytes) -> list[list[str]]:
    """What the reader of workbooks finds in each row."""
    with (package := opened(data)).archive:
        return [list(row.said.values()) for row in of_sheet(package, package.sheets[0])]


def test_a_workbook_has_a_line_of_titles_and_typed_cells() -> None:
    columns = [
        Column("title"),
        Column("score", "number"),
        Column("articles", "whole"),
        Column("spans", "spans"),
    ]
    data = written(columns, [["Käthe", 0.5, 3, [Span(0, 2, "Kä"), Span(4, 5, "e")]], [None, None, None, []]])
    assert cells(data) == [["title", "score", "articles", "spans"], ["Käthe", "0.5", "3", "0:2 4:5"]]
    assert '<c r="B2"><v>0.5</v></c>' in sheet(data)


def test_what_would_be_a_formula_is_words_and_is_not_altered() -> None:
    data = written([Column("content")], [["=SUM(A1)"], ["-5 degrees"]])
    assert cells(data)[1:] == [["=SUM(A1)"], ["-5 degrees"]]
    assert "<f>" not in sheet(data)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_make_a_well_formed_sheet(words: str) -> None:
    ElementTree.fromstring(sheet(written([Column("content")], [[words]])))


@pytest.mark.parametrize("words", ["tab\tand\nline", "a & b < c > d", "\N{GRINNING FACE} and “this”", "  inside  "])
def test_words_come_back_as_they_were(words: str) -> None:
    [_, row] = cells(written([Column("content")], [[words]]))
    assert [one.strip() for one in row] == [words.strip()]


def test_a_control_character_and_what_looks_like_the_sign_for_one_are_told_apart() -> None:
    shown = sheet(written([Column("content")], [["bell\x07"], ["_x0007_"], ["\udc80"]]))
    assert "bell_x0007_<" in shown
    assert "_x005F_x0007_<" in shown
    assert "_xDC80_<" in shown


def test_a_cell_that_is_too_long_says_where_it_was_cut() -> None:
    for letter in ("a", "\N{GRINNING FACE}"):
        [_, [said]] = cells(written([Column("text")], [[letter * 40_000]]))
        assert said.endswith(f"{letter} [cut: a cell takes no more]")
        assert len(said.encode("utf-16-le")) // 2 in (MOST_IN_CELL - 1, MOST_IN_CELL)


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)
    written([Column("n", "whole")], [[1], [2]])
    with pytest.raises(QuothError, match="choose csv or parquet"):
        written([Column("n", "whole")], [[1], [2], [3]])


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written([Column("n")], [["a"]]) == written([Column("n")], [["a"]])


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    data = written([Column(f"c{n}") for n in range(28)], [["x"] * 28])
    assert '<c r="Z2"' in sheet(data)
    assert '<c r="AB2"' in sheet(data)
    assert '<autoFilter ref="A1:AB2"/>' in sheet(data)


def sheet(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


# From the command line


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news/post.txt").write_text("Bridge: Varga said “the north bridge is shut now” there.")
    (tmp_path / "news/courier.txt").write_text("Bridge: Varga said “the north bridge stays shut now” there.")
    (tmp_path / "said.txt").write_text("VARGA: The north bridge stays shut now.")
    return tmp_path / "news"


def quoth(*args: str) -> int:
    return main(list(args), engine=SMALL)


@pytest.mark.parametrize("command", ["trace --no-store", "attributions", "check --record said.txt"])
def test_a_workbook_has_what_the_csv_has(news: Path, command: str) -> None:
    name, *options = command.split()
    assert quoth(name, "news", *options, "-o", "out.xlsx") == 0
    assert quoth(name, "news", *options, "-o", "out.csv") == 0
    titles, *rows = cells(Path("out.xlsx").read_bytes())
    lines = Path("out.csv").read_text().splitlines()
    assert ",".join(titles) == lines[0]
    assert len(rows) == len(lines) - 1 == 2


def test_a_check_has_a_row_a_quotation_with_what_differs(news: Path) -> None:
    assert quoth("check", "news", "--record", "said.txt", "-o", "checked.csv") == 0
    first, second = [line.split(",") for line in Path("checked.csv").read_text().splitlines()[1:]]
    assert first[11:16] == ["verbatim", "false", "", "", "said"]
    assert second[11:16] == ["changed", "false", "replacement", "is / stays", "said"]


def test_the_counts_of_outlets_are_rows_too(news: Path) -> None:
    assert quoth("check", "news", "--record", "said.txt", "--report", "-o", "counts.csv") == 0
    titles, courier, post = Path("counts.csv").read_text().splitlines()
    assert titles.startswith("outlet,articles,quotations,found,verbatim,changed,")
    assert courier.startswith("courier,1,1,1,1,0,")
    assert post.startswith("post,1,1,1,0,1,")


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.parquet", "t.html", "t.json", "t.txt"])
def test_the_same_command_may_write_its_file_into_the_folder_again(news: Path, name: str) -> None:
    for _ in range(2):
        assert quoth("trace", "news", "--no-store", "-o", f"news/{name}") == 0


def test_a_workbook_is_not_for_a_terminal(news: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert quoth("check", "news", "--record", "said.txt", "--format", "xlsx") == 2
    assert "A workbook is not for reading on a terminal: give a file with -o FILE" in capsys.readouterr().err
