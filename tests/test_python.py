"""The functions of the package as a program calls them: what `read` gives goes into the others, whatever is in it."""

from __future__ import annotations

import datetime
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import quoth
from quoth import Article, Problem, QuothError, UsageError

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
    """Where a list of them would do; an article is read already, so that no list of them is for `read`."""
    one = Article("ferry", "", "“Never,” said Oda Brenn.")
    for asked in (lambda: list(quoth.attribute(one)), lambda: quoth.trace(one)):
        with pytest.raises(UsageError, match=r"and got Article .*: put it into a list"):
            asked()
    with pytest.raises(UsageError, match=r"and got Article [^:]*$"):
        list(quoth.read(one))


def test_one_row_and_one_result_alone_go_into_a_list() -> None:
    row = {"text": "“Never,” said Oda Brenn."}
    [result] = quoth.attribute(quoth.read([row]))
    for asked, what in (
        (lambda: list(quoth.read(row)), "dict"),
        (lambda: quoth.trace(row), "dict"),
        (lambda: list(quoth.rows(result)), "Attributed"),
    ):
        with pytest.raises(UsageError, match=rf"and got {what} .*: put it into a list"):
            asked()


class NotANumber(float):
    """What pandas.NA does: asked whether it is itself, it does not say."""

    def __ne__(self, other: object) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    __hash__ = float.__hash__


GERMAN = (
    "Der Kai bleibt bis Montag geschlossen, sagte die Leiterin des Hafens am Dienstag im Rat. Die Taucher haben noch "
    "nicht alles geprüft, und niemand soll vorher wieder auf die Mole gehen.\n\nDer Rat stimmte dem zu."
)
ROWS = [
    {"doc": np.int64(7), "body": FERRY, "paper": "Fen Gazette", "day": datetime.datetime(2025, 3, 12)},
    {"doc": 8, "body": float("nan"), "paper": "Fen Gazette", "day": None},
    {"doc": 9, "body": "   ", "paper": "Fen Gazette", "day": None},
    None,
    {"doc": 7, "body": FERRY.replace("ferry", "quay"), "paper": float("nan"), "day": NotANumber("nan")},
    {"doc": 11, "body": GERMAN, "paper": "X"},
]
FIELDS = {"id": "doc", "text": "body", "outlet": "paper", "published": "day"}


def test_rows_of_a_data_frame_are_read_and_broken_ones_set_aside() -> None:
    """pandas has NaN for an empty cell, NaT for no day, a Timestamp for a day."""
    first, empty, blank, none, second, german = quoth.read(ROWS, fields=FIELDS)

    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id[:2], first.path, first.outlet, first.published) == ("7~", "rows", "Fen Gazette", "2025-03-12")
    assert (second.id[:2], second.outlet, second.published) == ("7~", None, None)
    assert first.id != second.id
    assert [(p.where, p.code) for p in (empty, blank, none, german) if isinstance(p, Problem)] == [
        ("rows#2", "no-text"),
        ("rows#3", "empty"),
        ("rows#4", "json"),
        ("rows#6", "language"),
    ]


def test_rows_go_through_all_functions(folder: Path) -> None:
    trace = quoth.trace(ROWS, fields=FIELDS)
    assert len(trace.articles) == 2
    assert len(trace.problems) == 4
    checked = [one for one in quoth.check(ROWS, folder / "ferry.txt", fields=FIELDS) if not isinstance(one, Problem)]
    assert [q.verdict for one in checked for q in one.quotations] == ["verbatim", "changed"]


def test_a_trace_shows_how_much_it_holds_and_not_all_of_it(folder: Path) -> None:
    """In a notebook its name alone printed 160,000 characters for seven articles."""
    whole = quoth.trace(folder)
    assert repr(whole) == (
        f"<Trace: {len(whole.articles)} articles, {len(whole.stories)} stories, {len(whole.sayings)} sayings, "
        f"{len(whole.attributions)} attributions, {len(whole.problems)} problems>"
    )


def test_rows_are_taken_as_they_come_and_ids_stay_apart() -> None:
    """A million rows out of a database: one is held."""
    taken = []

    def endless():
        for n in range(1_000_000):
            taken.append(n)
            yield {"key": n % 2, "text": FERRY}

    read = quoth.read(endless(), fields={"id": "key"})
    ids = [next(read).id for _ in range(3)]  # type: ignore[union-attr]
    assert (ids[:2], ids[2][:2]) == (["0", "1"], "0~")
    assert taken == [0, 1, 2]


def test_rows_without_a_map_are_known_by_their_number_and_the_usual_names() -> None:
    [one] = quoth.read([{"Headline": "Ferry stays", "Body": FERRY, "Publisher": "Fen Gazette"}])
    assert isinstance(one, Article)
    assert (one.id, one.title, one.outlet) == ("rows#1", "Ferry stays", "Fen Gazette")


def test_dates_that_could_be_two_days_are_told_by_the_others_of_their_column() -> None:
    days = ["27.03.2026", "03.04.2026"]
    read = [one for one in quoth.read([{"text": FERRY, "date": day} for day in days]) if isinstance(one, Article)]
    assert [one.published for one in read] == ["2026-03-27", "2026-04-03"]


def test_a_field_that_no_row_has_is_told_at_once() -> None:
    with pytest.raises(UsageError, match="no row has the field of text=wording: the first row has doc, body, paper"):
        list(quoth.read(ROWS, fields={"text": "wording"}))
    with pytest.raises(UsageError, match="unknown field 'txt'"):
        list(quoth.read(ROWS, fields={"txt": "body"}))


def test_a_data_frame_itself_is_told_how_its_rows_are_had() -> None:
    class Frame:
        columns = ("text",)

        def to_dict(self, how: str) -> list[dict[str, str]]:
            return [{"text": how}]

        def __iter__(self):
            return iter(self.columns)

    with pytest.raises(UsageError, match=r'as its rows: df\.to_dict\("records"\) of pandas'):
        list(quoth.read(Frame()))  # type: ignore[arg-type]


def test_a_text_is_no_path_and_is_not_repeated_whole() -> None:
    with pytest.raises(
        UsageError, match=r"got a text, 'Ferry stays.*; a text without a file is a quoth\.Article"
    ) as told:
        quoth.trace(FERRY * 99)
    assert len(str(told.value)) < 250


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


def test_a_record_that_lies_among_the_articles_is_none(folder: Path) -> None:
    """Its words are what was said, and no outlet's telling of it; named itself it is an article all the same."""
    (folder / "record.txt").write_text("BRENN: We will keep the ferry until the bridge is open. Nobody will sell it.")
    trace = quoth.trace(folder, folder / "record.txt")
    assert [article.id for article in trace.articles] == ["ferry"]
    assert [p.code for p in trace.problems] == ["empty", "record"]
    checked = list(quoth.check([folder, folder / "record.txt"], [folder / "record.txt"]))
    assert [p.code if isinstance(p, Problem) else p.article.id for p in checked] == ["ferry", "empty", "record"]


def test_a_check_has_rows_too(folder: Path) -> None:
    [row] = quoth.rows(quoth.check(folder / "ferry.txt", folder / "ferry.txt"))
    assert (row["article"], row["verdict"], row["differs"]) == ("ferry", "verbatim", None)
    assert row["quotation"] == FERRY[row["start"] : row["end"]]  # type: ignore[misc]


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
    with pytest.raises(UsageError, match=r"expected a trace, or results as quoth\.attribute or quoth\.check gives"):
        list(quoth.rows(results))


@pytest.mark.parametrize(
    "results",
    [
        lambda: quoth.read("no such folder/*.txt", fields={"txt": "body"}),
        lambda: quoth.attribute("ferry.txt"),
        lambda: quoth.check("ferry.txt", "no record.txt"),
        lambda: quoth.rows("ferry.txt"),
    ],
    ids=["read", "attribute", "check", "rows"],
)
def test_a_slip_is_told_when_the_first_result_is_asked_for(results) -> None:
    waiting = results()
    with pytest.raises(QuothError):
        next(waiting)
