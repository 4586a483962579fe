"""From inputs to articles: order, ids, encodings, rows, metadata, and everything that can be wrong with a file."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pace import within
from quoth.articles import opening, read
from quoth.articles import text as text_module
from quoth.errors import UsageError
from quoth.types import Article, Problem

REPORT = (
    "The mayor of Lindenport said that the bridge would open in the spring.\n\n"
    "“We are late,” she added, and then she left.\n"
)


def table(found: Any) -> str:
    """Results as a table: the id and what came, or where the problem is and what it says."""
    lines = []
    for x in found:
        if isinstance(x, Article):
            lines.append(f"{x.id}: {' '.join(x.text.split())[:24]}")
        else:
            lines.append(f"! {Path(x.where).name}{' (' + x.article.id + ')' if x.article else ''}: {x.message}")
    return "\n".join(lines)


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".", 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


# Which files, in which order


def test_a_folder_is_read_recursively_sorted_by_name_without_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, b_txt="Bee.", a_txt="Ay.", sub__c_txt="See.", z_md="Zed.")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("no")
    (tmp_path / "empty").mkdir()
    assert table(read([tmp_path])) == "a: Ay.\nb: Bee.\nc: See.\nz: Zed."


def test_inputs_come_in_their_order_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, b_txt="Bee.", a_txt="Ay.")
    os.link(tmp_path / "a.txt", tmp_path / "hard.txt")
    (tmp_path / "soft.txt").symlink_to(tmp_path / "a.txt")
    found = read([tmp_path / "b.txt", tmp_path / "soft.txt", str(tmp_path / "*.txt"), tmp_path])
    assert [(a.id, Path(a.path).name) for a in found if isinstance(a, Article)] == [
        ("b", "b.txt"),
        ("a", "a.txt"),
        ("hard", "hard.txt"),
    ]


def test_one_path_is_taken_for_a_list_of_one(tmp_path: Path) -> None:
    assert table(read(str(write(tmp_path, a_txt="Ay.") / "a.txt"))) == "a: Ay."


def test_inputs_that_name_no_article(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "empty")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe.txt")
    inputs: list[str | Path] = [
        tmp_path / "none.txt",
        tmp_path / "empty",
        f"{tmp_path}/*.jsonl",
        "https://echo.example/a",
        tmp_path,
    ]
    assert table(read(inputs)) == (
        "! none.txt (none): expected a file, folder or pattern: No such file or directory\n"
        "! empty: expected articles: the folder has none\n"
        "! *.jsonl: expected files: nothing matches this pattern\n"
        "! a (https://echo.example/a): addresses are fetched only where they are named as inputs of quoth itself\n"
        "! linked: a link to a folder is not followed: name the folder itself\n"
        "! dangling.txt (dangling): expected a file, folder or pattern: No such file or directory\n"
        "! pipe.txt (pipe): expected a file, found a pipe: give it on standard input, as -"
    )


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's answer is faked, because root may read everything."""
    write(tmp_path, a_txt="Ay.", b_txt="Bee.")
    opened = os.open

    def refusing(path: str, flags: int) -> int:
        if path.endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr("quoth.articles.place.os.open", refusing)
    assert table(read([tmp_path])) == "! a.txt (a): cannot be opened: Permission denied\nb: Bee."


def test_a_device_and_a_path_with_a_nul_are_problems() -> None:
    assert table(read(["/dev/null", "a\0b"])) == (
        "! null (null): expected a file, found a device or socket\n"
        "! a\0b: expected a file, folder or pattern: embedded null byte"
    )


def test_a_file_name_that_is_no_utf8_is_shown_with_escapes(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("Ay.")
    [article] = read([tmp_path])
    assert isinstance(article, Article)
    assert article.id == "caf\\xe9"
    assert article.path.encode()


@pytest.mark.parametrize(
    ("kind", "named"),
    [("application/epub+zip", "book.epub"), ("application/epub+zip", "book"),
     ("application/vnd.oasis.opendocument.spreadsheet", "a.ods"), ("application/vnd.oasis.opendocument.graphics", "a")],
)  # fmt: skip
def test_a_packed_book_or_sheet_is_no_folder_of_articles(tmp_path: Path, kind: str, named: str) -> None:
    """Its first member, which says what it is, came out as an article of one line."""
    with zipfile.ZipFile(tmp_path / named, "w") as packed:
        packed.writestr("mimetype", kind)
        packed.writestr("content.xml", f"<text>{REPORT}</text>")
    [found] = read([tmp_path])
    assert isinstance(found, Problem)
    assert (found.code, "are not read: save" in found.message) == ("unsupported", True)


def test_kinds_that_have_no_reader_say_so_and_what_to_do(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_xlsx=b"PK\x03\x04",
        b_tar="x",
        c_warc="WARC/1.0",
        d_rss="<rss>",
        e_csv="title\nx",
        f_dat=b"PAR1",
        g_parquet=b"",
    )
    found = [p for p in read([tmp_path]) if isinstance(p, Problem) and p.article]
    assert [(p.code, p.message.split(":")[0]) for p in found] == [
        ("damaged", "expected a workbook, found a damaged one"),
        ("unsupported", "tar archives are not read"),
        ("damaged", "bytes 0 to 8 were skipped"),
        ("empty", "expected articles, found a feed without items"),
        ("no-field", "expected a column with the text (text, content, body, maintext, plaintext, article_text, "
         "content_original, full_text, articleBody, fields.bodyText, story_text, article, document), found title"),
        ("damaged", "expected a Parquet file, found 4 bytes"),
        ("damaged", "expected a Parquet file, found an empty one"),
    ]  # fmt: skip


# Ids


@pytest.mark.parametrize("names", ["id,outlet,published", "Path,Outlet,Date"])
def test_a_table_of_what_is_known_of_articles_says_where_it_belongs(tmp_path: Path, names: str) -> None:
    write(tmp_path, known_csv=f"{names}\nledger,Ansel Ledger,2031-03-04", other_csv="id,outlet,words\n1,a,b")
    known, other = [p.message for p in read([tmp_path]) if isinstance(p, Problem) and p.code == "no-field"]
    assert known == (
        f"no article: its columns ({', '.join(names.split(','))}) tell of other articles, "
        "which it does if it is given with --meta"
    )
    assert other.startswith("expected a column with the text")


def test_clashing_names_are_each_told_apart_in_any_order(tmp_path: Path) -> None:
    write(tmp_path, x__story_txt="Ay.", y__story_txt="Bee.", y__other_txt="See.", z__story_jsonl='{"text": "Row."}')
    one = {a.path: a.id for a in read([tmp_path / "x", tmp_path / "y", tmp_path / "z"]) if isinstance(a, Article)}
    two = {a.path: a.id for a in read([tmp_path / "z", tmp_path / "y", tmp_path / "x"]) if isinstance(a, Article)}
    assert one == two
    assert len(set(one.values())) == 4
    assert sorted(i.split("~")[0] for i in one.values()) == ["other", "story", "story", "story#1"]
    assert sorted(len(i) for i in one.values()) == [5, 7, 14, 14]


def test_a_file_named_like_a_row(tmp_path: Path) -> None:
    write(tmp_path, a_jsonl='{"text": "Row."}\n{"text": "Row two."}')
    (tmp_path / "a#1.txt").write_text("File.")
    found = [a.id for a in read([tmp_path]) if isinstance(a, Article)]
    assert [i.split("~")[0] for i in found] == ["a#1", "a#1", "a#2"]
    assert [len(i) for i in found] == [12, 12, 3]
    assert len(set(found)) == 3


def test_an_array_and_a_text_of_one_name_do_not_clash_but_an_object_does(tmp_path: Path) -> None:
    write(tmp_path, a_txt="Text.", a_json='[{"text": "Row."}]', b_txt="Text.", b_json='{"text": "One."}')
    found = [a.id for a in read([tmp_path]) if isinstance(a, Article)]
    assert [i.split("~")[0] for i in found] == ["a#1", "a", "b", "b"]
    assert ["~" in i for i in found] == [False, False, True, True]


def test_a_row_may_have_the_name_of_its_own_table_as_its_id(tmp_path: Path) -> None:
    """No article is called by the table alone; a text of that name is one."""
    write(tmp_path, ferry_jsonl='{"id": "ferry", "text": "The ferry stays."}')
    assert [a.id for a in read([tmp_path], fields={"id": "id"})] == ["ferry"]

    write(tmp_path, ferry_txt="Text.")
    found = [a.id for a in read([tmp_path], fields={"id": "id"}) if isinstance(a, Article)]
    assert len(found) == 2
    assert all(i.startswith("ferry~") for i in found)


def test_more_digits_where_eight_are_not_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two paths whose SHA-256 begin alike are found by making all of them begin alike."""
    import hashlib

    real = hashlib.sha256

    class Alike:
        def __init__(self, data: bytes) -> None:
            self.rest = real(data).hexdigest()[8:]

        def hexdigest(self) -> str:
            return "0" * 8 + self.rest

    monkeypatch.setattr("quoth.articles.place.hashlib.sha256", Alike)
    write(tmp_path, x__a_txt="Ay.", y__a_txt="Bee.")
    found = [a.id for a in read([tmp_path]) if isinstance(a, Article)]
    assert len(set(found)) == 2
    assert [len(i) for i in found] == [len("a~") + 16] * 2


def test_ids_of_rows_by_a_field(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_jsonl='{"t": "One.", "n": "x"}\n{"t": "Two.", "n": "y"}\n{"t": "Three.", "n": "x"}\n'
        '{"t": "Four."}\n{"t": "Five.", "n": 7}',
    )
    found = [a.id for a in read([tmp_path], fields={"text": "t", "id": "n"}) if isinstance(a, Article)]
    assert [i.split("~")[0] for i in found] == ["x", "y", "x", "a#4", "7"]
    assert len(set(found)) == 5


# Bytes to text


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=60),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_utf8_is_never_altered(tmp_path: Path, words: str, mark: str, end: str) -> None:
    data = f"{mark}{words}{end}{REPORT}".encode()
    (tmp_path / "a.txt").write_bytes(data)
    [x] = read([tmp_path / "a.txt"])
    assert not isinstance(x, Article) or x.text == data.decode()


@pytest.mark.parametrize(
    ("data", "text", "message"),
    [
        ("Käthe said no.".encode("utf-16"), "\ufeffKäthe said no.",
         "read as UTF-16, as its byte order mark says, not as UTF-8"),
        ("\ufeffKäthe said no.".encode("utf-32-be"), "\ufeffKäthe said no.",
         "read as UTF-32, as its byte order mark says, not as UTF-8"),
        ("It’s “no” – she said.".encode("mac_roman"), "It’s “no” – she said.", "not UTF-8 (byte 2); read as Mac Roman"),
        ("She said “not now”.".encode("mac_roman"), "She said “not now”.", "not UTF-8 (byte 9); read as Mac Roman"),
        ("ÓBUDA, ÒLO: it’s so.".encode("cp1252"), "ÓBUDA, ÒLO: it’s so.", "not UTF-8 (byte 0); read as windows-1252"),
        ("Käthe said “no”.".encode("windows-1252"), "Käthe said “no”.", "not UTF-8 (byte 1); read as windows-1252"),
        ("Käthe said no.".encode("cp850"), "Käthe said no.", "not UTF-8 (byte 1); read as code page 850"),
        ("He paid £5 at a café.".encode("cp850"), "He paid £5 at a café.", "not UTF-8 (byte 8); read as code page 850"),
        ("The „café“ of ‘Zoë’ is 5‡ big‚ no.".encode("cp1252"), "The „café“ of ‘Zoë’ is 5‡ big‚ no.",
         "not UTF-8 (byte 4); read as windows-1252"),
        ("Käthe and Jörg said “no”".encode()[:-1], "Käthe and Jörg said “no\ufffd", None),
    ],
)  # fmt: skip
def test_other_encodings_are_read_by_rule_and_said(tmp_path: Path, data: bytes, text: str, message: str | None) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    [article] = read([tmp_path / "a.txt"])
    assert isinstance(article, Article)
    assert article.text == text
    if message:
        assert [p.message for p in article.problems] == [message]
    else:
        assert article.problems[0].message.startswith("not whole UTF-8: 1 damaged character, the first at byte")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "expected an article, found an empty file"),
        (b" \r\n\t\n", "expected an article, found only white space"),
        (b"\xef\xbb\xbf\n", "expected an article, found only white space"),
        (b"Hello\0there", "expected text, found a NUL at byte 5: a binary file, or UTF-16 without its mark"),
        (b"\x01\x02\x03 said", "expected text, found control characters throughout: a binary file"),
        (b"\x89PNG\r\n\x1a\n", "expected text, found a PNG image: save the article as plain text"),
        (b"said \x81\x8d", "neither UTF-8 (byte 5) nor windows-1252 (byte 5): save it as UTF-8"),
        (b"\xff\xfea", "begins as UTF-16 but is damaged at byte 2: save it as UTF-8"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text("She said no.")
    problem, article = read([tmp_path])
    assert isinstance(problem, Problem)
    assert replace(problem, code=None) == Problem(
        str(tmp_path / "a.txt"), message, Article("a", str(tmp_path / "a.txt"), "")
    )
    assert problem.code in {"empty", "binary", "not-text"}
    assert isinstance(article, Article)


def test_mojibake_is_shown_and_not_repaired(tmp_path: Path) -> None:
    broken = "She said “no”.".encode().decode("windows-1252", "replace").replace("\ufffd", "\x9d")
    write(tmp_path, a_txt=broken, b_txt="São Paulo’s mayor paid £5 for the Ångström prize – “à la carte”, she said.")
    bad, good = (a for a in read([tmp_path]) if isinstance(a, Article))
    assert bad.text == broken
    assert [p.message for p in bad.problems] == [
        "looks decoded with the wrong code page: 'â€œ' at character 9; the text was not altered; "
        "marks that look so are not seen"
    ]
    assert good.problems == ()


@pytest.mark.parametrize("written", [r"\xe2\x80\x9cno\xe2\x80\x9d", r"\u201cno\u201d"])
def test_escapes_of_a_program_are_shown_and_not_read(tmp_path: Path, written: str) -> None:
    write(tmp_path, a_txt=f"b'The mayor said {written}.'", b_txt=r"Python writes the mark as \u201c in a string.")
    bad, good = (a for a in read([tmp_path]) if isinstance(a, Article))
    assert written in bad.text
    assert [p.message for p in bad.problems] == [
        f"written as a program shows it: {written[: written.index('no')]} at character 17 stands for a letter or a"
        " mark, so that quotations are not seen; decode it first; the text was not altered"
    ]
    assert good.problems == ()


@pytest.mark.parametrize(
    "broken", ["Itâ€™s over", "Itâ\x80\x99s over", "ItÃ¢â‚¬â„¢s over"], ids=["once", "Latin-1", "twice"]
)
def test_a_headline_that_was_read_wrongly_is_told_and_stays(tmp_path: Path, broken: str) -> None:
    write(tmp_path, a_jsonl=json.dumps({"text": "She said it was over.", "title": broken}))
    page = f"<html lang=en><h1>{broken}</h1>{'<p>The council voted on Tuesday to build the new quay.</p>' * 9}</html>"
    write(tmp_path, b_html=f"<!DOCTYPE html>{page}")
    row, of_page = (a for a in read([tmp_path]) if isinstance(a, Article))
    assert (row.title, of_page.title) == (broken, broken)
    assert [p.message[:45] for p in row.problems] == ["title: looks decoded with the wrong code page"]
    assert {p.message.partition("looks")[0] for p in of_page.problems} == {"", "title: "}


def test_lost_characters_and_invisible_quotation_marks_are_shown(tmp_path: Path) -> None:
    write(tmp_path, a_txt="The mayor said \x93no\x94.", b_txt="The mayor paid \ufffd\ufffd5.")
    assert [p.message for a in read([tmp_path]) if isinstance(a, Article) for p in a.problems] == [
        "looks decoded with the wrong code page: '\\x93no' at character 15; the text was not altered; "
        "its marks are read as those of windows-1252",
        "lost: 2 characters (U+FFFD), the first at 15",
    ]


def test_a_file_over_the_cap_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 20)
    monkeypatch.setattr("quoth.articles.table.MOST_BYTES", 20)
    write(tmp_path, a_txt="x" * 21, b_txt="y" * 20, c_jsonl='{"text": "' + "z" * 90 + '"}\n{"text": "Short."}\n')
    assert table(read([tmp_path])) == (
        "! a.txt (a): has more than 20 bytes: split it, or write its articles to a .jsonl file\n"
        "b: yyyyyyyyyyyyyyyyyyyy\n"
        "! c.jsonl#1 (c#1): the line has more than 20 bytes: not read\n"
        "c#2: Short."
    )
    assert text_module.MOST_BYTES == 64 * 1024 * 1024


def test_one_line_of_fifty_megabytes(tmp_path: Path) -> None:
    line = "The mayor said “no” and left (she was late). " * (50_000_000 // 45)
    (tmp_path / "a.txt").write_text(line)
    size = len(line)
    del line
    tracemalloc.start()
    with within(15):
        [article] = read([tmp_path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(article, Article)
    assert peak < 8 * size


# Rows


def test_json_of_every_shape(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_json='{"text": "One object."}',
        b_json='[{"content": "First."}, {"Body": "Second."}]',
        c_json='{"status": "ok", "articles": [{"content": "In an envelope.", "source": {"id": null, "name": "Echo"}}]}',
        d_json='{"text": "A line."}\n{"text": "Another."}\n',
        e_json='{"text": "With authors.", "authors": [{"name": "Ana Brandt"}]}',
        f_jsonl='\ufeff{"text": "Line one."}\n\n{"text": "Line three."}\r\n',
    )
    found = list(read([tmp_path]))
    assert table(found) == (
        "a: One object.\nb#1: First.\nb#2: Second.\nc#1: In an envelope.\nd#1: A line.\nd#2: Another.\n"
        "e: With authors.\nf#1: Line one.\nf#3: Line three."
    )
    assert [a.outlet for a in found if isinstance(a, Article) and a.outlet] == ["Echo"]


def test_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    deep = "[" * 100_000
    write(
        tmp_path,
        a_jsonl=b'{"text": "Good."}\n{"text": \nnull\n{"title": "No text"}\n{"text": [1]}\n{"text": " "}\n'
        + deep.encode()
        + b'\n{"text": "caf\xe9 said no"}\n{"text": "End."}',
        b_json='[{"text": "Good."}, 7, {"text": "Also."}, {"text": }, {"text": "Lost."}]',
        c_json=deep, d_json="[]", e_json='{"a": [{}], "b": [{}]}', f_json="7", g_json="", h_jsonl="\n\n",
        i_json='{"text": "x"',
    )  # fmt: skip
    assert table(read([tmp_path])) == (
        "a#1: Good.\n"
        "! a.jsonl#2 (a#2): expected a JSON object on the line, found what is none: Expecting value (column 9)\n"
        "! a.jsonl#3 (a#3): expected an object, found null\n"
        "! a.jsonl#4 (a#4): expected a field with the text, found title: name it with a field map, as in text=body\n"
        "! a.jsonl#5 (a#5): expected words in the field 'text', found a list\n"
        "! a.jsonl#6 (a#6): expected an article in the field 'text', found only white space\n"
        "! a.jsonl#7 (a#7): expected a JSON object on the line, found it nested too deeply\n"
        "a#8: café said no\n"
        "a#9: End.\n"
        "b#1: Good.\n"
        "! b.json#2 (b#2): expected an object, found a number\n"
        "b#3: Also.\n"
        "! b.json#4 (b#4): expected a JSON object, found what is none: Expecting value (line 1, column 52); "
        "nothing after it was read\n"
        "! c.json#1 (c#1): expected a JSON object, found it nested too deeply; nothing after it was read\n"
        "! d.json (d): expected a list of objects, found an empty one\n"
        "! e.json (e): expected one list of articles, found 2 (a, b): keep one in the file\n"
        "! f.json (f): expected an object or a list of objects, found a number\n"
        "! g.json (g): expected an article, found an empty file\n"
        "! h.jsonl (h): expected JSON Lines, found none: the file is empty or white space\n"
        "! i.json (i): expected JSON, found what is none: Expecting ',' delimiter (line 1, column 13)"
    )


def test_half_characters_in_json_can_be_written_again(tmp_path: Path) -> None:
    write(tmp_path, a_jsonl='{"text": "She said \\ud83d no.", "title": "\\udc00", "source": "Echo"}')
    [article] = read([tmp_path])
    assert isinstance(article, Article)
    assert article.text == "She said \ufffd no."
    assert [p.message for p in article.problems] == [
        "1 half characters (lone surrogates), the first at 9, read as U+FFFD",
        "title: 1 half characters (lone surrogates), the first at 0, read as U+FFFD",
    ]
    assert json.dumps(article.to_dict(with_text=True), ensure_ascii=False).encode()


def test_a_field_map_and_nested_names(tmp_path: Path) -> None:
    row = {
        "data": {"words": "She said no."},
        "data.day": "8 Nov 2016",
        "paper": "Echo",
        "text": "Not this.",
        "lang": "en",
    }
    write(tmp_path, a_jsonl=json.dumps(row))
    [a] = read([tmp_path], fields={"text": "data.words", "published": "data.day", "outlet": "paper"})
    assert isinstance(a, Article)
    assert (a.text, a.published, a.outlet, a.language, a.inferred) == ("She said no.", "2016-11-08", "Echo", "en", ())


def test_a_field_that_no_row_has_is_the_callers_mistake(tmp_path: Path) -> None:
    write(tmp_path, a_jsonl='{"text": "She said no.", "day": "2016-11-08"}\n{"text": "So did he."}')
    with pytest.raises(UsageError, match="no row has the field of text=body: the first row has text, day"):
        next(read([tmp_path], fields={"text": "body"}))
    with pytest.raises(UsageError, match="unknown field 'txt'"):
        read([tmp_path], fields={"txt": "text"})
    first, second = read([tmp_path], fields={"published": "day"})
    assert isinstance(first, Article)
    assert first.problems == ()
    assert isinstance(second, Article)
    assert [p.message for p in second.problems] == ["published: the row has no field 'day'"]


def test_a_row_with_a_bad_date_is_read_without_one(tmp_path: Path) -> None:
    write(tmp_path, a_jsonl='{"text": "She said no.", "date": "03/04/2016"}\n{"text": "She said no.", "date": ""}')
    first, second = (a for a in read([tmp_path]) if isinstance(a, Article))
    assert first.published is second.published is None
    assert [p.message for p in first.problems] == [
        "published: the date 03/04/2016 could be 2016-03-04 or 2016-04-03: not guessed; "
        "--field day_first=date or month_first=date says which"
    ]
    assert second.problems == ()


# Standard input


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("She said no.", "stdin: She said no."),
        ('{"text": "One."}', "stdin: One."),
        ('[{"text": "One."}]', "stdin#1: One."),
        ('{"text": "One."}\n{"text": "Two."}', "stdin#1: One.\nstdin#2: Two."),
        ('{"text": "One."}\n{"text": ', "stdin#1: One.\n! -#2 (stdin#2): expected a JSON object on the line, "
         "found what is none: Expecting value (column 9)"),
        ("[Update] She said no.", "stdin: [Update] She said no."),
        ("", "! - (stdin): expected an article, found an empty file"),
        (None, "! - (stdin): expected an article, found an empty file"),  # closed, as `<&-` has it
    ],
)  # fmt: skip
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str | None, expected: str) -> None:
    monkeypatch.setattr(sys, "stdin", None if data is None else io.TextIOWrapper(io.BytesIO(data.encode())))
    assert table(read(["-", "-"])) == expected
    if data:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(data.encode()))))
        assert table(read(["-", "-"])) == expected, "the same where it comes compressed"


def test_damage_on_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(REPORT.encode())[:-9])))
    assert "end in the middle" in table(read(["-"]))


# What the text and the user say


def test_title_date_and_outlet_by_the_text(tmp_path: Path) -> None:
    text = f"Bridge will open late\nPublished: May 8, 2024\n\n{REPORT}\n© 2024 The Lindenport Echo, LLC."
    write(tmp_path, a_txt=text, b_txt=f"NEW EKVIK (Reuters) - {REPORT}\nUpdated May 9, 2024\n\n© 2024 Thomson Reuters")
    a, b = (x for x in read([tmp_path]) if isinstance(x, Article))
    assert (a.title, a.published, a.outlet, a.inferred) == (
        "Bridge will open late",
        "2024-05-08",
        "The Lindenport Echo",
        ("outlet", "language"),
    )
    assert (b.title, b.published, b.outlet, b.inferred) == (None, "2024-05-09", None, ("published", "language"))


def test_an_address_without_its_scheme_is_told_how_it_begins() -> None:
    [problem] = read(["www.post.example/quay.html"])
    assert isinstance(problem, Problem)
    assert problem.message.endswith("; an address begins with https://")


def test_metadata_are_joined_by_id_and_by_path(tmp_path: Path) -> None:
    stated = {"text": REPORT, "title": "The row's", "date": "2024-05-01"}
    articles = write(
        tmp_path / "articles",
        a_txt=f"Old headline here\n\n{REPORT}",
        b_txt=REPORT,
        c_jsonl=json.dumps(stated) + "\n" + json.dumps({"text": REPORT}),
        d_txt=f"Published: May 8, 2024\n\n{REPORT}",
    )
    meta = write(
        tmp_path,
        meta_csv="id,path,outlet,date,Title,colour\n"
        "a,,Echo,2024-05-08,The user's,red\n"
        ",articles/b.txt,Post,8 May 2024,,\n"
        ",articles/c.jsonl,Wire,2024-05-09,The user's,\n"
        "d,,Echo,2024-05-07,,\n"
        "nobody,,Echo,,,\n"
        ",,Echo,,,\n"
        "e,,Echo,03/04/2016,,\n",
    ) / "meta.csv"  # fmt: skip
    found = list(read([articles], meta=meta))
    shown = [(x.id, x.outlet, x.published, x.title) for x in found if isinstance(x, Article)]
    assert shown == [
        ("a", "Echo", "2024-05-08", "The user's"),
        ("b", "Post", "2024-05-08", None),
        ("c#1", "Wire", "2024-05-01", "The row's"),
        ("c#2", "Wire", "2024-05-09", "The user's"),
        ("d", "Echo", "2024-05-08", None),
    ]
    assert [p.message for x in found if isinstance(x, Article) for p in x.problems] == [
        "published: the text says 2024-05-08, the metadata 2024-05-07; 2024-05-08 was taken"
    ]
    assert [f"{Path(p.where).name}: {p.message}" for p in found if isinstance(p, Problem)] == [
        "meta.csv: unknown column 'colour': it was not used; known are id, path, outlet, published, date, title, url, "
        "language",
        "meta.csv#7: the row has neither an id nor a path: it was not used",
        "meta.csv#8: published: the date 03/04/2016 could be 2016-03-04 or 2016-04-03: not guessed; "
        "write the year first to say which",
        "meta.csv#6: no article has the id 'nobody': the row was not used",
        "meta.csv#8: no article has the id 'e': the row was not used",
    ]


def test_a_table_for_many_articles_is_one_problem_where_few_are_read(tmp_path: Path) -> None:
    """It is no fault of six articles that the desk's table has a hundred."""
    (tmp_path / "quay.txt").write_text("The quay stays shut, said Oda Brenn.")
    (tmp_path / "desk.csv").write_text("id,outlet\nquay,Echo\n" + "".join(f"pier{n},Post\n" for n in range(1_200)))
    found = list(read([tmp_path / "quay.txt"], meta=tmp_path / "desk.csv"))
    [article] = [x for x in found if isinstance(x, Article)]
    problems = [x for x in found if isinstance(x, Problem)]
    assert article.outlet == "Echo"
    assert [(Path(p.where).name, p.message) for p in problems] == [
        (
            "desk.csv#3",
            "1,200 rows met no article and were not used: id 'pier0', id 'pier1', id 'pier2' and 1,197 more",
        )
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("table", ["id,outlet\nquay,Käthes Post\n", "sep=;\r\nid;outlet\r\nquay;Käthes Post\r\n",
    "ID\tOutlet\rquay\tKäthes Post\r"])  # fmt: skip
def test_metadata_are_read_as_spreadsheets_write_them(tmp_path: Path, table: str, codec: str) -> None:
    (tmp_path / "quay.txt").write_text("The quay stays shut, said Oda Brenn.")
    (tmp_path / "outlets.csv").write_bytes(table.encode(codec))
    *problems, article = read([tmp_path / "quay.txt"], meta=tmp_path / "outlets.csv")
    assert isinstance(article, Article)
    assert article.outlet == "Käthes Post"
    assert all(isinstance(one, Problem) and one.of_meta and "read as" in one.message for one in problems)


def test_a_day_of_the_metadata_is_read_as_the_others_of_its_column(tmp_path: Path) -> None:
    write(tmp_path, a_txt=REPORT, b_txt=REPORT, meta_csv="id;date\na;03.04.2016\nb;27.04.2016\n")
    found = read([tmp_path / "a.txt", tmp_path / "b.txt"], meta=tmp_path / "meta.csv")
    assert [one.published for one in found if isinstance(one, Article)] == ["2016-04-03", "2016-04-27"]


def test_metadata_in_the_folder_of_the_articles_are_no_article(tmp_path: Path) -> None:
    write(tmp_path, a_txt=REPORT, meta_csv="path,outlet\na.txt,Echo\n")
    [article] = read([tmp_path], meta=tmp_path / "meta.csv")
    assert isinstance(article, Article)
    assert article.outlet == "Echo"


def test_metadata_that_cannot_be_read_are_the_callers_mistake(tmp_path: Path) -> None:
    write(tmp_path, a_csv="name,outlet\n", b_csv=b"PK\x03\x04\xff")
    for name, message in (
        ("a.csv", "needs a column id or path"),
        ("b.csv", "must be a CSV file: "),
        ("c.csv", "No such file"),
        ("d\0.csv", "null byte"),
    ):
        with pytest.raises(UsageError, match=message):
            read([tmp_path], meta=tmp_path / name)


def test_a_path_that_is_none_costs_its_row_of_the_metadata(tmp_path: Path) -> None:
    write(tmp_path, a_txt=REPORT, meta_csv="path,outlet\nb\0.txt,Post\na.txt,Echo\n")
    problem, article = read([tmp_path], meta=tmp_path / "meta.csv")
    assert isinstance(problem, Problem) and isinstance(article, Article)
    assert "a NUL in it" in problem.message
    assert article.outlet == "Echo"


# Properties


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200),
    st.sampled_from(["a.txt", "a.json", "a.jsonl", "a.bin"]),
    st.sampled_from([b"", b"{", b'{"text": "', b"[", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_no_bytes_raise(tmp_path: Path, data: bytes, name: str, start: bytes) -> None:
    (tmp_path / name).write_bytes(start + data)
    for x in read([tmp_path / name]):
        assert isinstance(x, Article) or (x.message and x.article)
        json.dumps(x.to_dict(), ensure_ascii=False).encode()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.permutations(["x/story.txt", "y/story.txt", "y/rows.jsonl", "z/rows.jsonl", "z", "x/../x/story.txt", "one.json"])
)
def test_the_order_of_inputs_changes_no_article(tmp_path: Path, order: list[str]) -> None:
    row = '{"text": "She said no."}\n'
    write(tmp_path, x__story_txt=REPORT, y__story_txt=REPORT, y__rows_jsonl=row * 2, z__rows_jsonl=row, one_json=row)
    found = {(a.path, a.id, a) for a in read([f"{tmp_path}/{name}" for name in order]) if isinstance(a, Article)}
    usual = {(a.path, a.id, a) for a in read([tmp_path]) if isinstance(a, Article)}
    assert found == usual
    assert len(found) == 6


def test_a_thousand_files_are_read_one_at_a_time(tmp_path: Path) -> None:
    for n in range(1000):
        (tmp_path / f"{n:04}.txt").write_text("x" * 20_000)
    tracemalloc.start()
    for _ in read([tmp_path]):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.shared
def test_the_founding_reports(shared: Path) -> None:
    found = [a for a in read([shared / "seeds"]) if isinstance(a, Article)]
    assert sorted(a.published or "" for a in found) == ["", "2024-05-08"]
    assert {a.language for a in found} == {"en"}
    assert [a.text == Path(a.path).read_bytes().decode() for a in found] == [True, True]


def test_the_address_of_an_article_is_kept_where_it_is_stated(tmp_path: Path) -> None:
    write(tmp_path, a_txt="Ay.", b_txt="Bee.")
    (tmp_path / "c.jsonl").write_text(
        '{"text": "Sea.", "url": "https://echo.example/c"}\n{"text": "Dee.", "link": 4}\n'
    )
    (tmp_path / "meta.csv").write_text("path,url\na.txt,https://echo.example/a\nc.jsonl#1,https://user.example/c\n")
    found = list(read(tmp_path, meta=tmp_path / "meta.csv"))
    assert {a.id: a.to_dict().get("url", "none") for a in found if isinstance(a, Article)} == {
        "a": "https://echo.example/a",
        "b": "none",
        "c#1": "https://echo.example/c",
        "c#2": "none",
    }
