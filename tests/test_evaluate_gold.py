"""Annotated articles as people bring them: brat folders, JSON Lines, and what is wrong in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.errors import InputError, UsageError
from quoth.evaluate import Annotated, Relation, read_gold, read_predicted
from quoth.evaluate.gold import inputs
from quoth.types import Problem

TEXT = "Oda Brenn said the harbour was shut. “It is late,” she added, “and dear.”"
ANN = """\
T1\tSource 0 9\tOda Brenn
T2\tCue 10 14\tsaid
T3\tContent 15 35\tthe harbour was shut
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
E2\tAttribution:T8 Content:T5 Source:T6 Cue:T7 Content2:T9
T5\tContent 37 50\t“It is late,”
T6\tSource 51 54\tshe
T7\tCue 55 60\tadded
T8\tAttribution 55 60\tadded
T9\tContent 62 73\t“and dear.”
#1\tAnnotatorNotes T1\ta note
A1\tNested E2
"""
RELATIONS = (
    Relation(((0, 9),), ((10, 14),), ((15, 35),)),
    Relation(((51, 54),), ((55, 60),), ((37, 50), (62, 73))),
)


def brat(folder: Path, **annotations: str) -> Path:
    """A folder of one text and the files given by name."""
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "text/post.txt").write_text(TEXT, encoding="utf-8")
    for name, text in annotations.items():
        (folder / f"attributions/{name}.ann").write_text(text, encoding="utf-8")
    return folder


def test_a_brat_folder(tmp_path: Path) -> None:
    """Notes and attributes are nothing to us; a span may be named before it is given, and content be in two pieces."""
    assert read_gold(brat(tmp_path, post=ANN)) == ([Annotated("post", TEXT, RELATIONS)], [])


def test_the_first_of_several_annotators_is_taken(tmp_path: Path) -> None:
    """By name."""
    gold, problems = read_gold(brat(tmp_path, post_b="", post_a=ANN))

    assert ([one.relations for one in gold], problems) == ([RELATIONS], [])


def test_pieces_of_one_span_are_parted_by_semicolons(tmp_path: Path) -> None:
    """As brat writes a discontinuous span."""
    ann = "T1\tContent 37 50;62 73\t“It is late,” “and dear.”\nT2\tCue 55 60\tadded\nE1\tContent:T1 Cue:T2\n"

    assert read_gold(brat(tmp_path, post=ann))[0][0].relations == (Relation((), ((55, 60),), ((37, 50), (62, 73))),)


@pytest.mark.parametrize(
    ("ann", "message"),
    [
        ("T1\tContent 60 400\tx\nT2\tCue 1 2\td\nE1\tContent:T1 Cue:T2\n", "lies outside the text's 73 characters"),
        ("T1\tContent 9 9\t\nE1\tContent:T1\n", "lies outside"),
        ("T2\tCue 1 2\td\nE1\tCue:T2\n", "a relation without a content"),
        ("T1\tContent nine ten\tx\n", "expected a span or a relation of brat"),
        ("E1\n", "expected a span or a relation of brat"),
        pytest.param(f"T1\tContent 0 {'9' * 5000}\tx\n", "expected a span or a relation of brat", id="long figure"),
    ],
)
def test_what_is_wrong_in_an_annotation_costs_only_itself(tmp_path: Path, ann: str, message: str) -> None:
    """The other relations of the article are read."""
    [one], problems = read_gold(brat(tmp_path, post=ANN + ann.replace("T1", "T91").replace("T2", "T92")))

    assert one.relations == RELATIONS
    assert any(message in p.message for p in problems)
    assert all("post.ann:" in p.where for p in problems)


def test_texts_and_annotations_that_have_lost_each_other(tmp_path: Path) -> None:
    """Both are told; an empty annotation is one: nobody speaks."""
    folder = brat(tmp_path, post="", other=ANN)
    (folder / "text/alone.txt").write_text("Nobody.")

    gold, problems = read_gold(folder)

    assert gold == [Annotated("post", TEXT, ())]
    assert problems == [
        Problem(str(folder / "attributions/other.ann"), "there is no text of that name"),
        Problem(
            str(folder / "text/alone.txt"), "nobody annotated it: left out (an empty .ann says that nobody speaks)"
        ),
    ]


def test_a_file_that_is_no_utf8_is_left_out(tmp_path: Path) -> None:
    """Its offsets would mean nothing; nothing else is there, so the reading fails with it."""
    folder = brat(tmp_path, post=ANN)
    (folder / "text/post.txt").write_bytes(b"caf\xe9")

    with pytest.raises(InputError, match="expected UTF-8"):
        read_gold(folder)


@pytest.mark.parametrize("name", ["nothing-here", "file.txt", "empty.jsonl", "folder"])
def test_what_is_no_gold_is_refused_with_what_was_expected(tmp_path: Path, name: str) -> None:
    """Neither a folder with both parts, nor a .jsonl file with an article in it."""
    (tmp_path / "file.txt").write_text(TEXT)
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "folder/text").mkdir(parents=True)

    with pytest.raises((UsageError, InputError), match=r"expected|no annotated article"):
        read_gold(tmp_path / name)


def line(**article: object) -> str:
    """One line of ``quoth attributions --with-text``, with the relations of `TEXT`."""

    def shown(pieces: tuple[tuple[int, int], ...]) -> list[dict[str, object]]:
        return [{"start": s, "end": e, "text": TEXT[s:e]} for s, e in pieces]

    attributions = [
        {"source": shown(r.source), "cue": shown(r.cue), "content": shown(r.content), "score": 0.5} for r in RELATIONS
    ]
    return json.dumps({"article": {"id": "post", "text": TEXT, **article}, "attributions": attributions})


def test_json_lines_with_texts(tmp_path: Path) -> None:
    """What quoth itself writes is gold once somebody has put it right; quoth reads the articles out of that file."""
    path = tmp_path / "gold.jsonl"
    path.write_text(line(title="Late") + "\n\n" + line(id="b", text=TEXT) + "\n")
    gold, problems = read_gold(path)

    assert [(one.id, one.text, one.title) for one in gold] == [("post", TEXT, "Late"), ("b", TEXT, None)]
    assert [(r.source, r.cue, r.content, r.score) for r in gold[0].relations] == [
        (r.source, r.cue, r.content, 0.5) for r in RELATIONS
    ]
    assert problems == []
    assert inputs(path, gold) == (
        [str(path)],
        {"text": "article.text", "id": "article.id", "title": "article.title"},
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("{", "expected a JSON object"),
        ("[]", 'expected {"article"'),
        ('{"article": {"id": 7, "text": "x"}, "attributions": []}', 'expected {"article"'),
        ('{"article": {"id": "b", "text": "x"}, "attributions": {}}', "expected a list of attributions"),
        ('{"article": {"id": "b"}, "attributions": []}', "expected article.text"),
        ('{"article": {"id": "post", "text": "x"}, "attributions": []}', "comes a second time"),
        ('{"article": {"id": "b", "text": "x"}, "attributions": [7]}', "without a content"),
        ('{"article": {"id": "b", "text": "x"}, "attributions": [{"content": [{"start": "0"}]}]}', "in code points"),
        ('{"article": {"id": "b", "text": "x"}, "attributions": [{"content": [{"start": 0, "end": 9}]}]}', "outside"),
        (
            '{"article": {"id": "b", "text": "xyz"}, "attributions": [{"content": '
            '[{"start": 0, "end": 2, "text": "yz"}]}]}',
            "“yz” is not what stands at 0:2 (are the offsets bytes, or UTF-16?)",
        ),
    ],
)
def test_what_is_wrong_in_a_line_costs_only_itself(tmp_path: Path, given: str, message: str) -> None:
    """The line before it is read."""
    path = tmp_path / "gold.jsonl"
    path.write_text(line() + "\n" + given + "\n")
    gold, problems = read_gold(path)

    assert gold[0].text == TEXT
    assert message in " ".join(p.message for p in problems)
    assert {p.where for p in problems} == {f"{path}#2"}


@pytest.mark.parametrize("score", ["NaN", "1e999", "1" + "0" * 400, "-0.1", "true", '"0.5"'])
def test_a_score_that_is_none_is_left_out(tmp_path: Path, score: str) -> None:
    """The relation stays; a score is a likelihood."""
    path = tmp_path / "gold.jsonl"
    path.write_text(line().replace('"score": 0.5', f'"score": {score}'))

    assert [r.score for r in read_gold(path)[0][0].relations] == [None, None]


def test_a_gold_that_cannot_be_read_is_said_in_words(tmp_path: Path) -> None:
    """No bare error of the system's reaches the terminal."""
    path = tmp_path / "gold.jsonl"
    path.symlink_to("/proc/self/mem")
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(path)


def test_a_text_of_the_gold_that_cannot_be_opened_is_said_in_words(tmp_path: Path) -> None:
    folder = brat(tmp_path, post=ANN, more="")
    (folder / "text/more.txt").mkdir()

    [problem] = read_gold(folder)[1]
    assert (problem.where, problem.message) == (f"{folder}/text/more.txt", "cannot be read: Is a directory; left out")


def test_a_thousand_bad_spans_are_told_in_six_lines(tmp_path: Path) -> None:
    """Enough to see what is wrong."""
    path = tmp_path / "gold.jsonl"
    attribution = {"content": [{"start": 0, "end": 99}] * 1000}
    path.write_text(json.dumps({"article": {"id": "a", "text": "x"}, "attributions": [attribution] * 10}))

    assert [p.message for p in read_gold(path)[1]][-1] == "and 15 more of this kind"


def test_what_was_predicted_is_taken_for_the_articles_of_the_gold(tmp_path: Path) -> None:
    """Others are counted, another text under the same id is refused, the second of two is not taken."""
    path = tmp_path / "found.jsonl"
    path.write_text("\n".join([line(), line(), line(id="other"), line(id="late", text=TEXT + " ")]))
    gold = [Annotated("post", TEXT), Annotated("late", TEXT), Annotated("none", TEXT)]

    found, problems, others = read_predicted(path, gold)

    assert {name: [r.content for r in own] for name, own in found.items()} == {"post": [r.content for r in RELATIONS]}
    assert others == 1
    assert [p.message for p in problems] == [
        "the article post comes a second time: the first was taken",
        "the text of late is not that of the gold: its offsets mean nothing",
    ]


def test_a_file_of_another_kind_is_not_said_to_be_nothing(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("“Never,” said Oda Brenn.")
    with pytest.raises(UsageError, match=r"a folder or a \.jsonl file, and found a file that ends in \.txt"):
        read_gold(tmp_path / "quay.txt")
    with pytest.raises(InputError, match="and found nothing"):
        read_gold(tmp_path / "gone.txt")
