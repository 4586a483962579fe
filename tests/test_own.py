"""What quoth wrote into a folder of articles is no article the next time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import quoth
from conftest import ROOT
from quoth.articles.own import is_own
from quoth.cli import main
from quoth.types import Article, Problem


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one article, and beside it everything that quoth wrote of three."""
    home = tmp_path_factory.mktemp("own")
    shutil.copytree(ROOT / "examples", home / "examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        folder = Path("desk")
        folder.mkdir()
        three = [f"examples/articles/{name}.txt" for name in ("ansel-ledger", "harbour-post", "fen-gazette")]
        record = ["--record", "examples/record"]
        for ending in ("txt", "json", "html", "csv", "xlsx", "parquet"):
            run("trace", *three, "-o", f"desk/trace.{ending}")
        run("trace", *three, "--short", "-o", "desk/short.txt")
        for ending in ("jsonl", "csv", "xlsx", "parquet"):
            run("attributions", *three, "-o", f"desk/said.{ending}", "--report", "desk/aside.jsonl")
        for ending in ("txt", "jsonl", "csv", "xlsx", "parquet"):
            run("check", *three, *record, "-o", f"desk/check.{ending}")
            run("check", *three, *record, "--report", "-o", f"desk/report.{ending}")
        for ending in ("txt", "json"):
            run("why", "1.1", *three, "-o", f"desk/why.{ending}")
            run("who", "berths", "-o", f"desk/who.{ending}")
            run("watch", *three, "--once", "--store", f"{ending}.db", "-o", f"desk/news.{ending}")
        shutil.copy(three[2], folder)
    return home / "desk"


def run(*args: str) -> None:
    assert main([*args, "--quiet"]) == 0


def test_every_output_is_known_and_no_article_is(written: Path) -> None:
    files = sorted(written.iterdir())
    assert [f.name for f in files if not is_own(str(f))] == ["fen-gazette.txt"]
    assert len(files) == 29
    for article in sorted((ROOT / "examples").rglob("*.*")):
        assert not is_own(str(article))


def test_only_the_article_is_read_and_the_exit_code_says_all_is_well(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["attributions", str(written)]) == 0
    done = capsys.readouterr()
    assert [json.loads(line)["article"]["id"] for line in done.out.splitlines()] == ["fen-gazette"]
    assert "trace.html: quoth wrote this file: it is no article" in done.err


def test_from_python_they_are_remarks(written: Path) -> None:
    read = list(quoth.read(written))
    assert [one.id for one in read if isinstance(one, Article)] == ["fen-gazette"]
    assert {one.code for one in read if isinstance(one, Problem)} == {"own"}


def test_rows_that_are_asked_for_by_a_field_are_read_all_the_same(written: Path) -> None:
    first = next(quoth.read(written / "said.csv", fields={"text": "content"}))
    assert isinstance(first, Article)


def test_a_quiet_run_says_nothing_of_what_is_no_fault(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (written / "picture.png").touch()
    assert main(["trace", str(written), "--no-store", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    (written / "picture.png").unlink()


@pytest.mark.parametrize(
    "text",
    [
        "y0123456789: Oda Brenn\n  fen-gazette:12/12-40  “Never,”\n",
        "y0123456789: Oda Brenn\n  the fen gazette of Monday:12\n  “Never,”\n",
    ],
)
def test_what_joined_a_saying_is_ours_whatever_its_tellings_are_called(tmp_path: Path, text: str) -> None:
    (tmp_path / "why.txt").write_text(text)
    assert is_own(str(tmp_path / "why.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "7 articles, 2 of them of faith, were read aloud.",
        "2026-11-22T10:15:04+00:00  the tide turned",
        '{"format": "quotes", "text": "“Never,” said Oda Brenn."}',
        "article,path,text\n1,x,“Never,” said Oda Brenn.\n",
        "====================\nThe quay\n“Never,” said Oda Brenn.",
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Who said what: a quiz</title>',
    ],
)
def test_what_others_wrote_is_not_taken_for_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.txt").write_text(text)
    assert not is_own(str(tmp_path / "page.txt"))
