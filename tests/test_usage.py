"""What somebody types who does not know quoth: a slip is told with what was meant, a file's name says its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import SMALL
from quoth.cli import main
from quoth.usage.options import PARSERS


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one report in the folder where quoth runs."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "post.txt").write_text("Bridge: Varga said “the bridge is shut” there.")
    return folder


def quoth(*args: str | Path) -> int:
    return main([str(a) for a in args], engine=SMALL)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("news", "quoth: the command comes first; did you mean quoth trace news?"),
        ("https://ledger.example/rss", "did you mean quoth trace https://ledger.example/rss?"),
        ("version", "quoth: there is no command 'version'; did you mean --version?"),
        ("summarise news", "there is no command 'summarise': there are attributions, check, "),
        ("trace news --json", "unrecognized arguments: --json; did you mean --format json?"),
        ("attributions news --csv", "--csv; did you mean --format csv?"),
        ("trace news --out page.html", "--out; did you mean --output?"),
        ("trace news --db week.db", "--db; did you mean --store?"),
        ("check news --transcript said.txt", "--transcript; did you mean --record?"),
        ("check news --records said.txt", "--records; did you mean --record?"),
        ("who safe --limit 3", "--limit; did you mean --most?"),
        ("attributions news --no-store", "--no-store; quoth attributions has no store and keeps nothing"),
        ("check news", "quoth check: no record: name what was said, a transcript or a statement, with --record FILE"),
        ("check --record said.txt news", "put the inputs first, for --record takes every name that stands behind it"),
        ("--versio", "quoth: unrecognized arguments: --versio; did you mean --version?"),
        ("watch", "quoth watch: no INPUT: name a file, a folder, a glob in quotes or an address"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(news: Path, capsys: pytest.CaptureFixture[str], typed: str, said: str):
    assert quoth(*typed.split()) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "empty"),
    [
        (["trace", ""], "INPUT"),
        (["trace", "news", ""], "INPUT"),
        (["trace", "news", "-o", ""], "--output FILE"),
        (["trace", "news", "--store", ""], "--store FILE"),
        (["trace", "news", "--meta="], "--meta FILE.csv"),
        (["trace", "news", "--set-aside", ""], "--set-aside FILE"),
        (["check", "news", "--record", "", "news/post.txt"], "--record FILE"),
        (["who", "bridge", "--by", ""], "--by NAME"),
        (["who", "bridge", "--since", ""], "--since DAY"),
        (["forget", "--person", ""], "--person NAME"),
    ],
)
def test_what_a_variable_that_is_not_set_leaves_is_told(
    news: Path, capsys: pytest.CaptureFixture[str], typed: list[str], empty: str
):
    """``quoth who bridge --by "$NAME"`` gave everybody's words, and ``--store ""`` said that the folder is a folder."""
    assert quoth(*typed) == 2
    assert f"quoth {typed[0]}: {empty} is empty: a variable that is not set?\n" in capsys.readouterr().err
    assert not Path("quoth.db").exists()


@pytest.mark.parametrize("typed", ["trace news --verbose", "trace news --flatten", "doctor --json5"])
def test_where_nothing_is_alike_nothing_is_guessed(news: Path, capsys: pytest.CaptureFixture[str], typed: str):
    assert quoth(*typed.split()) == 2
    assert "did you mean" not in capsys.readouterr().err


def test_words_and_numbers_with_a_hyphen_are_no_options(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for typed in (["-5"], ["-5 degrees"], ["--", "--safe"]):
        assert quoth("who", *typed) == 1  # there is no store
        assert "quoth.db does not exist" in capsys.readouterr().err


def test_of_a_file_whose_name_begins_as_an_option_does_it_is_said_how_to_name_it(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("-draft.txt").write_text("Bridge: Varga said “the bridge is shut” there.")
    assert quoth("attributions", "-draft.txt") == 2
    assert "unrecognized arguments: -draft.txt; is it a file? Then ./-draft.txt\n" in capsys.readouterr().err
    assert quoth("attributions", "./-draft.txt") == 0


def test_help_before_a_command_is_that_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    for asked in (["--help", "trace"], ["-h", "trace"], ["help", "trace"]):
        assert quoth(*asked) == 0
        assert capsys.readouterr().out.startswith("usage: quoth trace ")


# Formats


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("trace news --no-store -o out.html", b"<!doctype html>"),
        ("trace news --no-store -o OUT.HTM", b"<!doctype html>"),
        ("trace news --no-store --format HTML -o out", b"<!doctype html>"),
        ("trace news --no-store -o out.json", b"{\n"),
        ("trace news --no-store -o out.csv", b"story,saying,"),
        ("trace news --no-store -o out.md", b"1 article, "),
        ("trace news --no-store -o out.txt", b"1 article, "),
        ("trace news --no-store -o out", b"1 article, "),
        ("trace news --no-store -o out --format csv", b"story,saying,"),
        ("trace news --no-store -o out.txt --format csv", b"story,saying,"),
        ("attributions news -o out.csv", b"article,path,"),
        ("attributions news -o out.parquet", b"PAR1"),
        ("attributions news -o out.json", b'{"article": '),
        ("attributions news -o out.txt", b'{"article": '),
        ("check news --record said.txt -o out.jsonl", b'{"article": '),
        ("watch news --once -o out.jsonl", b'{"news":'),
    ],
)
def test_the_name_of_the_output_says_its_format(news: Path, typed: str, begins: bytes) -> None:
    Path("said.txt").write_text("VARGA: The bridge is shut.")
    assert quoth(*typed.split(), "--quiet") == 0
    named = typed.partition("-o ")[2].partition(" ")[0]
    assert Path(named).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("trace news -o out.pdf", "text, json, html, csv"),
        ("why 1.1 news -o out.html", "text or json"),
        ("trace news --short -o out.docx", "text, json, html, csv"),
        ("watch news -o out.csv", "text or json"),
    ],
)
def test_a_name_that_promises_another_format_is_refused(
    news: Path, capsys: pytest.CaptureFixture[str], typed: str, there: str
) -> None:
    assert quoth(*typed.split()) == 2
    said = capsys.readouterr().err
    assert "nothing is written as ." in said
    assert there in said
    assert sorted(p.name for p in Path().iterdir()) == ["news"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("trace news -o out.xlsx --format csv", "name it out.csv, or leave out --format"),
        ("trace news -o out.html --format text", "name it out.txt, or leave out --format"),
        ("trace news -o out.tsv --format csv", "name it out.csv"),
        ("attributions news --format csv -o out.jsonl", "name it out.csv, or leave out --format"),
    ],
)
def test_a_name_that_contradicts_the_format_asked_for_is_refused(
    news: Path, capsys: pytest.CaptureFixture[str], typed: str, hint: str
) -> None:
    """A workbook that is none: Excel says that it is damaged, and nobody knows why."""
    assert quoth(*typed.split()) == 2
    assert hint in capsys.readouterr().err.splitlines()[0]
    assert sorted(p.name for p in Path().iterdir()) == ["news"]


@pytest.mark.parametrize("command", sorted(PARSERS))
def test_the_first_format_is_the_default_and_help_names_them_all(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    parser = PARSERS[command]()
    assert quoth(command, "--help") == 0
    shown = capsys.readouterr().out
    assert all(f in shown for f in parser.formats)
    assert ("--format" in shown) == bool(parser.formats)


# Nothing could be read


@pytest.mark.parametrize(
    "command",
    ["trace --no-store", "trace --no-store --format csv", "attributions --format csv", "check --record said.txt"],
)
def test_where_nothing_could_be_read_the_output_of_an_earlier_run_stays(
    news: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Nightly: the folder is empty since a disk was not there, and yesterday's page must not be lost."""
    Path("said.txt").write_text("VARGA: The bridge is shut.")
    Path("out").write_text("of yesterday")
    name, *options = command.split()
    assert quoth(name, "missing", *options, "-o", "out") == 1
    assert Path("out").read_text() == "of yesterday"
    assert "not one article could be read: 1 input set aside; out was not written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["trace --no-store --format json", "attributions", "check --record said.txt --format json"]
)
def test_what_a_program_reads_is_of_this_run_though_nothing_could_be_read(news: Path, command: str) -> None:
    """It would take yesterday's answer for today's; a synopsis says why there is none."""
    Path("said.txt").write_text("VARGA: The bridge is shut.")
    Path("out").write_text("of yesterday")
    name, *options = command.split()
    assert quoth(name, "missing", *options, "-o", "out") == 1
    assert "of yesterday" not in Path("out").read_text()
    assert name != "trace" or '"where": "missing"' in Path("out").read_text()


def test_a_synopsis_of_nothing_is_not_shown(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quoth("trace", "missing", "--no-store") == 1
    done = capsys.readouterr()
    assert done.out == ""
    assert done.err.count("missing: expected a file") == 1


# A record among the articles


@pytest.mark.parametrize("command", ["trace --no-store", "check"])
def test_a_record_in_the_folder_of_the_articles_is_no_article(
    news: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Who has saved everything in one folder; the transcript would count as one more outlet."""
    (news / "said.txt").write_text("VARGA: The bridge is shut.")
    name, *options = command.split()
    assert quoth(name, "news", *options, "--record", "news/said.txt") == 0
    out = capsys.readouterr().out
    assert "1 article, " in out
    assert "news/said.txt: is the record, and so no article" in out
