"""``quoth evaluate`` on the command line: what it prints, in which form, and with which exit code."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine import SMALL
from quoth.cli import main, own_engine

POST = "Bridge: Varga said “the bridge is shut” there. Okafor said “no money” too.\n"
ANN = """\
T1\tSource 8 13\tVarga
T2\tCue 14 18\tsaid
T3\tContent 19 39\t“the bridge is shut”
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
T4\tSource 47 53\tOkafor
T5\tCue 54 58\tsaid
T6\tContent 63 68\tmoney
E2\tAttribution:T5 Source:T4 Cue:T5 Content:T6
"""


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one annotated report, in the folder where quoth runs."""
    monkeypatch.chdir(tmp_path)
    for folder, name, text in (("text", "post.txt", POST), ("attributions", "post.ann", ANN)):
        (tmp_path / "gold" / folder).mkdir(parents=True)
        (tmp_path / "gold" / folder / name).write_text(text, encoding="utf-8")
    return Path("gold")


def quoth(*args: str | Path) -> int:
    return main([str(a) for a in args], engine=SMALL)


def test_the_table_has_quoth_and_the_rule(gold, capsys):
    assert quoth("evaluate", gold) == 0
    done = capsys.readouterr()
    assert done.out == TABLE
    assert done.err == ""


TABLE = """\
1 article with 2 attributions in gold; quoth found 2
made by small 1

percent                        quoth                  rule
                       P     R    F1             P     R    F1
token source       100.0 100.0 100.0         100.0 100.0 100.0
token cue          100.0 100.0 100.0         100.0 100.0 100.0
token content       70.0 100.0  82.4          70.0 100.0  82.4
exact source       100.0 100.0 100.0         100.0 100.0 100.0
exact cue          100.0 100.0 100.0         100.0 100.0 100.0
exact content       50.0  50.0  50.0          50.0  50.0  50.0
relation           100.0 100.0 100.0         100.0 100.0 100.0
relation, exact     50.0  50.0  50.0          50.0  50.0  50.0

found of each kind             quoth                  rule
                    gold       right   exact       right exact
direct                 2       100.0    50.0       100.0  50.0
mixed                  0           -       -           -     -
indirect               0           -       -           -     -

scores: mean 33.3, right 100.0 percent; expected calibration error 66.7

differences
content begins         1  the content begins elsewhere
"""


def test_errors_are_shown_gold_beside_found(gold, capsys):
    assert quoth("evaluate", gold, "--errors", "3") == 0
    assert capsys.readouterr().out == TABLE + (
        "\ncontent begins: the worst 1 of 1\n"
        "  post@63, score 0.33\n"
        "    gold   Varga said “the bridge is shut” there. [source Okafor] [cue said] “no [content money]” too.\n"
        "    found  Varga said “the bridge is shut” there. [source Okafor] [cue said] [content “no money”] too.\n"
    )


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_json_says_the_same(gold, capsys, option):
    assert quoth("evaluate", gold, *option) == 0
    made = json.loads(capsys.readouterr().out)
    assert {key: made[key] for key in ("gold", "articles", "relations", "made_by", "name")} == {
        "gold": "gold", "articles": 1, "relations": 2, "made_by": "small 1", "name": "quoth",
    }  # fmt: skip
    assert made["figures"]["relation_exact"] == {"p": 50.0, "r": 50.0, "f1": 50.0}
    assert made["figures"]["kinds"]["direct"] == {"gold": 2, "relation": 100.0, "relation_exact": 50.0}
    assert made["figures"]["scores"]["calibration_error"] == 66.67
    assert set(made["figures"]) - set(made["rule"]) == {"scores"}
    assert made["faults"]["content begins"] == 1


def test_another_programs_relations_are_scored_with_its_name(gold, capsys):
    found = {"article": {"id": "post"}, "attributions": [{"content": [{"start": 19, "end": 39}]}]}
    Path("theirs.jsonl").write_text(json.dumps(found) + "\n" + json.dumps({**found, "article": {"id": "b"}}))

    assert quoth("evaluate", gold, "theirs.jsonl") == 0
    done = capsys.readouterr()
    assert done.out.startswith("1 article with 2 attributions in gold; theirs found 1\n\n")
    assert "relation             0.0   0.0   0.0         100.0 100.0 100.0\n" in done.out
    assert "scores:" not in done.out
    assert done.err == "quoth: 1 article of theirs.jsonl not in gold: left out\n"


def test_what_a_second_person_annotated_is_scored_like_a_program(gold, capsys):
    """How far two people agree, each with a folder of brat's; another text under the name counts for nothing."""
    shutil.copytree("gold", "ada")
    Path("ada/attributions/post.ann").write_text("T1\tContent 19 39\tthe bridge is shut\nE1\tContent:T1\n")
    Path("ada/text/more.txt").write_text("It rained.")
    Path("ada/attributions/more.ann").write_text("")

    assert quoth("evaluate", "gold", "ada") == 0
    done = capsys.readouterr()
    assert "1 article with 2 attributions in gold; ada found 1\n" in done.out
    assert "quoth: 1 article of ada not in gold: left out\n" in done.err

    Path("ada/text/post.txt").write_text("Quite another article, with “no bridge and no money” in it, and no Varga.")
    assert quoth("evaluate", "gold", "ada") == 1
    assert "the text of post is not that of the gold: its offsets mean nothing" in capsys.readouterr().err


def test_an_article_that_was_not_read_counts_and_the_exit_code_says_so(gold, capsys):
    Path("gold/text/bad.txt").write_text("BREAK")
    Path("gold/attributions/bad.ann").write_text("T1\tContent 0 5\tBREAK\nE1\tContent:T1\n")

    assert quoth("evaluate", gold) == 3
    done = capsys.readouterr()
    assert "2 articles with 3 attributions in gold; quoth found 2\n" in done.out
    assert "1 article was not read: everything in it counts as missed\n" in done.out
    assert "relation           100.0  66.7  80.0" in done.out
    assert "bad.txt: quoth broke on this article" in done.err


def test_nothing_found_at_all_is_a_failure(gold, capsys):
    Path("theirs.jsonl").write_text(json.dumps({"article": {"id": "b"}, "attributions": []}))

    assert quoth("evaluate", gold, "theirs.jsonl") == 1
    assert "is it the right file?" in capsys.readouterr().err


def test_a_file_that_is_no_json_lines_is_not_told_line_by_line(gold, capsys):
    Path("theirs.csv").write_text("article,content\n" * 300)

    assert quoth("evaluate", gold, "theirs.csv") == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 7
    assert told[-2] == "quoth: theirs.csv: and 295 more of this kind"
    assert told[-1] == "quoth: theirs.csv has nothing of any article of gold: is it the right file?"


def test_a_file_without_a_line_is_called_by_its_name(gold, capsys):
    Path("empty.jsonl").write_text("")

    assert quoth("evaluate", "empty.jsonl") == 1
    assert "(empty.jsonl: expected JSON Lines, found none" in capsys.readouterr().err


def test_a_gold_of_one_article_may_be_called_as_the_article_is(gold, capsys):
    assert quoth("attributions", gold / "text/post.txt", "--with-text", "-o", "post.jsonl") == 0

    assert main(["evaluate", "post.jsonl"], engine=replace(SMALL, read=own_engine().read)) == 0
    assert "relation, exact    100.0 100.0 100.0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["nowhere"], 1, "expected annotated articles at nowhere"),
        (["gold", "nowhere.jsonl"], 1, "expected the JSON Lines of quoth attributions at nowhere.jsonl"),
        (["gold", "--errors", "-1"], 2, "expected"),
        (["gold/text"], 2, "expected gold/text to hold the folders text and attributions"),
    ],
)
def test_wrong_usage_is_told_and_is_not_what_is_not_there(gold, capsys, args, code, message):
    """A file that is not there was wrong usage here, and a failure everywhere else."""
    assert quoth("evaluate", *args) == code
    assert message in capsys.readouterr().err


def test_a_hostile_text_does_not_reach_the_terminal(gold, capsys):
    Path("gold/text/post.txt").write_text(POST.replace("there.", "\x1b[2J\u202e."), encoding="utf-8")

    assert quoth("evaluate", gold, "--errors", "1") == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_what_quoth_wrote_is_gold_for_quoth(gold, capsys):
    """Attributions with their texts, scored against themselves: everything is right."""
    assert quoth("attributions", gold / "text", "--with-text", "-o", "own.jsonl") == 0
    assert quoth("evaluate", "own.jsonl", "own.jsonl") == 0
    out = capsys.readouterr().out
    assert "relation, exact    100.0 100.0 100.0" in out
    assert "speakers                       quoth" not in out, "the name is that of the file"
    assert "                       2       100.0   100.0       100.0 100.0\n" in out
    assert "differences\nnone\n" in out


def test_the_articles_of_a_jsonl_gold_are_read_out_of_it(gold, capsys):
    """By quoth's own reader, under their own ids, with their titles where they have one."""
    assert quoth("attributions", gold / "text", "--with-text", "-o", "own.jsonl") == 0
    line = json.loads(Path("own.jsonl").read_text())
    titled = {**line, "article": {**line["article"], "id": "post/2", "title": "Bridge"}}
    Path("own.jsonl").write_text(json.dumps(line) + "\n\n" + json.dumps(titled) + "\n")
    capsys.readouterr()

    assert main(["evaluate", "own.jsonl"], engine=replace(SMALL, read=own_engine().read)) == 0

    done = capsys.readouterr()
    assert done.out.startswith("2 articles with 4 attributions in own.jsonl; quoth found 4\n")
    assert "relation, exact    100.0 100.0 100.0" in done.out
    assert done.err == ""
