"""What is wrong with many rows of one file in the same way is told of three, and counted of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.cli import main
from quoth.page.repeats import folded
from quoth.types import Article, Problem

SAID = "<p>“We will not sell the ferry this year,” Oda Brenn said on Monday at the town hall of Fenwick.</p>"


def wrong(row: int, message: str, file: str = "export.csv") -> Problem:
    return Problem(f"{file}#{row}", message)


def told(*problems: Problem) -> list[str]:
    return [f"{problem.where}: {problem.message}" for problem in folded(problems)]


def test_what_differs_in_figures_tags_and_what_was_found_is_the_same() -> None:
    dates = [wrong(n, f"published: expected a date, got '{n} of May'") for n in range(2, 1002)]
    assert told(*dates, wrong(7, "url: none")) == [
        "export.csv#2: published: expected a date, got '2 of May'",
        "export.csv#3: published: expected a date, got '3 of May'",
        "export.csv#4: published: expected a date, got '4 of May'",
        "export.csv#7: url: none",
        "export.csv: the same of 997 more rows as of export.csv#2; --set-aside FILE names them",
    ]


def test_each_file_is_told_apart_and_what_set_an_input_aside_always_told() -> None:
    rows = [wrong(n, "none", file) for n in range(3) for file in ("a.csv", "b.csv")]
    aside = [Problem(f"c.csv#{n}", "no words", Article(f"c#{n}", "c.csv", "")) for n in range(9)]
    files = [Problem(f"{n}.txt", "none") for n in range(9)]
    assert len(told(*rows, *aside, *files)) == 6 + 9 + 9


@pytest.fixture
def export(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"Fen Gazette;2025-03-12;{SAID}\n" for _ in range(40))
    (tmp_path / "export.csv").write_text(f"outlet;date;text\n{rows}", encoding="utf-8")


@pytest.mark.parametrize("command", ["trace --no-store", "attributions"])
def test_a_table_of_html_is_not_told_to_be_row_by_row(export, capsys, command) -> None:
    """Behind 40 lines nobody saw the count, nor what else was wrong."""
    assert main([*command.split(), "export.csv", "-o", "said.csv", "--set-aside", "aside.jsonl"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len([line for line in lines if "written in HTML" in line]) == 3
    assert sum(line.startswith("quoth: export.csv: the same of 37 more rows as of export.csv#") for line in lines) == 1
    with Path("aside.jsonl").open() as file:
        assert sum("written in HTML" in json.loads(line).get("message", "") for line in file) == 40
