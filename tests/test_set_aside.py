"""--report: everything that was set aside, with its reason, as it happens; what was given adds up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from engine import SMALL
from quoth.cli import main


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "courier.txt").write_text("Bridge: Varga said “the bridge stays shut” on Monday.")
    (folder / "evil.txt").write_text("BREAK")
    (folder / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (folder / "sport.txt").write_text("Match: Nobody spoke.")
    return folder


def quoth(*args: str | Path) -> int:
    return main([str(a) for a in args], engine=SMALL)


@pytest.mark.parametrize("command", [["attributions"], ["trace", "--no-store"], ["trace"]])
def test_a_line_for_each_input_that_was_set_aside_and_the_sum_at_the_end(news, capsys, command):
    assert quoth(*command, "news", "gone.txt", "--report", "news/aside.jsonl", "--quiet") == 3
    *problems, last = map(json.loads, (news / "aside.jsonl").read_text().splitlines())
    assert [(p["where"], p["set_aside"], p.get("code"), p.get("article")) for p in problems] == [
        ("news/evil.txt", True, "broken", "evil"),
        ("news/picture.txt", True, None, "picture"),
        ("news/sport.txt@0", False, None, "sport"),
        ("gone.txt", True, None, None),
    ]
    assert last == {"finished": True, "read": 2, "set_aside": 3, "codes": {"broken": 1, "other": 2}}


def test_the_report_of_an_earlier_run_is_no_article(news, capsys):
    for _ in range(2):
        quoth("attributions", "news", "--report", "news/aside.txt", "--quiet")
        assert [json.loads(line)["article"]["id"] for line in capsys.readouterr().out.splitlines()] == [
            "courier",
            "evil",
            "picture",
            "sport",
        ]


@pytest.mark.parametrize("over", ["news/courier.txt", "said.jsonl"])
def test_it_overwrites_no_input_and_no_output(news, capsys, over):
    assert quoth("attributions", "news/courier.txt", "-o", "said.jsonl", "--report", over) == 2
    assert "would overwrite" in capsys.readouterr().err
    assert (news / "courier.txt").read_text().startswith("Bridge")


def test_where_it_cannot_be_written_the_run_does_not_begin(news, capsys):
    assert quoth("attributions", "news", "--report", "no/folder/aside.jsonl") == 1
    out, err = capsys.readouterr()
    assert (out, "the report no/folder/aside.jsonl cannot be written" in err) == ("", True)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--shared", "--format", "json"], 2),
        (["--field", "text"], 2),
        (["--record", "no.txt"], 1),
        (["--store", "news"], 1),
        (["-o", "no/folder/page.txt"], 1),
    ],
    ids=["usage", "field", "record", "store", "output"],
)
def test_a_run_that_does_not_begin_leaves_the_report_of_an_earlier_one(news, capsys, args, code):
    """An article alone would do to replace it, so that what stands there is never of two runs."""
    (news / "aside.jsonl").write_text("of yesterday\n")
    assert quoth("trace", "news/courier.txt", *args, "--report", "news/aside.jsonl") == code
    assert (news / "aside.jsonl").read_text() == "of yesterday\n"
    assert quoth("trace", "news/courier.txt", "--report", "news/aside.jsonl") == 0
    assert json.loads((news / "aside.jsonl").read_text())["finished"]


@pytest.mark.parametrize("form", ["csv", "text", "json"])
def test_what_is_wrong_is_told_in_the_order_of_the_rows(news, capsys, form):
    """Row 10 behind row 2, whatever order they were named in."""
    for number in (10, 2, 1):
        (news / f"match-{number}.txt").write_text("Match: Nobody spoke.")
    assert quoth("trace", *news.glob("match-*"), "--no-store", "--format", form) == 0
    told = re.findall(r"match-(\d+)\.txt@0", "".join(capsys.readouterr()))
    assert told == ["1", "2", "10"]
