"""Tables: CSV and TSV as people export them, Parquet in a process of its own, and the output of four extractors."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from benchmarks.inputs.whole import parquet as table_of
from hypothesis import given, settings
from hypothesis import strategies as st

import quoth
from pace import within
from quoth.articles.table import Row, delimited, parquet
from quoth.articles.table.row_facts import stated
from quoth.articles.table.row_text import article_text
from quoth.articles.text import Decoded
from quoth.errors import UsageError
from quoth.types import Article, Problem

SAID = "The quay stays shut, said Oda Brenn."


def shown(data: bytes, **fields: str) -> list[str]:
    """The rows of a table, a line each: number and values, or what is wrong."""
    return [
        f"{row.number}: {' | '.join(row.value.values())}"
        if row.problem is None
        else f"! {row.number} {row.code}: {row.problem}"
        for row in delimited.rows(io.BytesIO(data), fields)
    ]


# CSV


def test_a_table_is_numbered_as_a_spreadsheet_shows_it() -> None:
    data = b'title,text\r\nOne,"Line one,\r\nline two."\r\n\r\nTwo,"He said ""no""."\r\n'
    assert shown(data) == ["2: One | Line one,\r\nline two.", '4: Two | He said "no".']


@pytest.mark.parametrize("codec", ["utf-16", "utf-8", "cp1252"])
def test_a_text_that_a_spreadsheet_saved_is_a_table(tmp_path: Path, codec: str) -> None:
    """Excel's “Unicode text” and “text” are called .txt; which of its days is which, the column tells."""
    data = (
        f"Headline, long\tArticle Text\tSource\tDate\r\nQuay\t{SAID}\tCafé Post\t27.03.2026\r\n"
        f'Line\t"He said ""no"".\n{SAID}"\tCoast Courier\t03.04.2026\r\n'
    )
    (tmp_path / "export.txt").write_bytes(data.encode(codec))
    first, second = quoth.read(tmp_path)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.text, first.outlet, first.published) == ("export#2", SAID, "Café Post", "2026-03-27")
    assert (second.id, second.text, second.published) == ("export#3", f'He said "no".\n{SAID}', "2026-04-03")


@pytest.mark.parametrize(
    "head", ["Text", "The text\tof the mayor", f"Title\t{SAID * 9}", "Text\tand tabs", "Name\tText of it"]
)
def test_a_text_with_tabs_in_it_is_no_table(tmp_path: Path, head: str) -> None:
    (tmp_path / "letter.txt").write_text(f"{head}\n\n{SAID}\n")
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article) and (article.id, article.text) == ("letter", f"{head}\n\n{SAID}\n")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_the_first_line_has_most_of(separator: str) -> None:
    data = f'"a, b; c"{separator}text{separator}title\nx{separator}Words.{separator}T\n'
    assert shown(data.encode()) == ["2: x | Words. | T"]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("text\nKäthe\n".encode("utf-8-sig"), ["2: Käthe"]),
        ("text\tn\nKäthe\t1\n".encode("utf-16"), ["2: Käthe | 1"]),
        ("text\nKäthe\n".encode("cp1252"), ["2: Käthe"]),
        (b"text\rold\rlines\r", ["2: old", "3: lines"]),
        (b"text,text\nfirst,second\n", ["2: first"]),
        (b"sep=;\r\ntext;n\r\na, b, c;1\r\n", ["2: a, b, c | 1"]),
        (b"text\none,two,three\n", ["2: one"]),
    ],
)
def test_tables_as_programs_write_them(data: bytes, rows: list[str]) -> None:
    assert shown(data) == rows


def test_a_quotation_mark_that_is_never_closed_costs_its_row() -> None:
    data = b'text,title\nOne.,A\n"Two.,B\nThree.,C\nFour.,D\n'
    assert shown(data) == [
        "2: One. | A",
        "! 3 unclosed: expected a row, found what is none: a quotation mark in it is never closed",
        "4: Three. | C",
        "5: Four. | D",
    ]


def test_a_table_that_was_cut_off_in_a_cell_says_so() -> None:
    assert shown(b'text\nOne.\n"Two, and then the dis') == [
        "2: One.",
        "! 3 unclosed: expected a row, found what is none: a quotation mark in it is never closed",
    ]
    assert shown(b'text\nOne.\n"Two."') == ["2: One.", "3: Two."]
    assert shown(b'text\n5" pipe') == ['2: 5" pipe']


def test_words_behind_the_last_name_are_not_lost_without_a_word() -> None:
    rows = list(delimited.rows(io.BytesIO(b"text,outlet\nWe will, he said,Echo,\nOne.,Echo,,\n"), {}))
    assert [row.notes for row in rows] == [
        ("has 4 cells where the table has 2 names: what stands behind was left out",),
        (),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"text\n", "empty"), (b"\n\n", "empty"), (b"a,b\n1,2\n", "no-field"),
        (b"text\n\0\n", "binary"), (b"\x1f\x8b\x08", "binary"), (b"PAR1", "binary"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_one_problem(data: bytes, code: str) -> None:
    [row] = delimited.rows(io.BytesIO(data), {})
    assert row.code == code


def test_a_table_becomes_articles(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text(f'Headline;Body;Outlet;Date\nQuay;"{SAID}";Harbour Post;2025-03-12\nNo;;;\n')
    article, problem = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert (article.id, article.title, article.outlet, article.published) == (
        "news#2",
        "Quay",
        "Harbour Post",
        "2025-03-12",
    )
    assert article.text == SAID
    assert isinstance(problem, Problem)
    assert (problem.where.rpartition("/")[2], problem.code) == ("news.csv#3", "empty")


def test_a_field_map_names_the_column(tmp_path: Path) -> None:
    (tmp_path / "news.tsv").write_text(f"wording\tpaper\n{SAID}\tHarbour Post\n")
    [article] = quoth.read(tmp_path, fields={"text": "wording", "outlet": "paper"})
    assert isinstance(article, Article)
    assert (article.text, article.outlet) == (SAID, "Harbour Post")
    with pytest.raises(UsageError, match="no row has the field of text=words"):
        list(quoth.read(tmp_path, fields={"text": "words"}))


def test_columns_that_nobody_knows_are_told_once(tmp_path: Path) -> None:
    """Else the outlets and days of a table with names in another language are lost without a word."""
    rows = f"Titel;Medium;Datum;Text\nQuay;Harbour Post;2025-03-12;{SAID}\nPier;Harbour Post;2025-03-13;{SAID}\n"
    (tmp_path / "export.csv").write_text(rows)
    told, *articles = quoth.read(tmp_path)
    assert isinstance(told, Problem)
    assert told.of_meta
    assert told.message == (
        "no column was taken for outlet, published, title; not used are Titel, Medium, Datum: say which with --field, "
        "as in outlet=COLUMN"
    )
    assert len(articles) == 2
    fields = {"title": "Titel", "outlet": "Medium", "published": "Datum"}
    assert all(isinstance(one, Article) for one in quoth.read(tmp_path, fields=fields))


HEAD = b"Export of: ferry; quay\r\nDay: 2025-03-12\r\n\r\n"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_what_a_program_prints_above_its_names_is_passed_by(separator: str) -> None:
    """Such an export was no table, for its first line has no column with the text."""
    names, cells = separator.join(["Date", "Headline", "Full Text"]), separator.join(["2025-03-11", "Quay", ""])
    table = f'{names}\r\n{cells}"{SAID}\r\nText, content; body"\r\n'
    assert shown(HEAD + table.encode()) == [f"5: 2025-03-11 | Quay | {SAID}\r\nText, content; body"]


def test_a_mapped_column_is_found_below_what_stands_above_it() -> None:
    table = f"Datum;Titel;Wortlaut\r\n2025-03-11;Quay;{SAID}\r\n".encode()
    assert shown(HEAD + table, text="Wortlaut") == [f"5: 2025-03-11 | Quay | {SAID}"]


def test_a_table_without_a_text_names_its_columns_and_not_what_stands_above_them() -> None:
    table = f"Date;Headline;Hit\r\n2025-03-11;Quay;{SAID}\r\n".encode()
    (told,) = shown(b"Export of March\r\n" + table)
    assert "found Date, Headline, Hit: name it with a field map" in told


def test_names_are_not_looked_for_below_thirty_lines_or_in_a_line_that_names_the_text_alone() -> None:
    table = f"Date;Text\r\n2025-03-11;{SAID}\r\n".encode()
    assert shown(b"Ferry\r\n" * 29 + table) == [f"31: 2025-03-11 | {SAID}"]
    assert shown(b"Ferry\r\n" * 30 + table)[0].startswith("! None no-field")
    assert shown(f"Ferry;Quay\r\nThe board;text\r\n{SAID};two\r\n".encode())[0].startswith("! None no-field")


# Texts in HTML

MARKED = (
    "<p>“We stay on the quay,” said Oda Brenn of Moss &amp; Sons.</p><p>The board of the harbour met on Monday.</p>"
)


def test_a_field_that_is_named_as_html_is_read_as_a_page_is(tmp_path: Path) -> None:
    """Its tags stood in the text, and each of 5,000 rows was told to be so."""
    (tmp_path / "export.csv").write_text(f'Date;Body\n2025-03-12;"{MARKED}"\n', encoding="utf-8")
    [article] = quoth.read(tmp_path, fields={"html": "Body"}, meta=None)
    assert isinstance(article, Article)
    assert (
        article.text
        == "“We stay on the quay,” said Oda Brenn of Moss & Sons.\n\nThe board of the harbour met on Monday."
    )
    assert (article.published, article.problems) == ("2025-03-12", ())
    place = next(o for o in article.origins if o.start <= article.text.index("The board") < o.end)
    assert MARKED[place.at : place.until].startswith("The board")


@pytest.mark.parametrize("plain", [f"{SAID}\nThe board met.\n5 < 6 & more", "One <p> is no page: " + SAID])
def test_a_text_without_tags_stands_as_it_is_in_such_a_field(plain: str) -> None:
    [article] = quoth.read([{"body": plain}], fields={"html": "body"})
    assert isinstance(article, Article)
    assert (article.text, article.origins) == (plain, ())


def test_tags_alone_are_no_article_and_a_row_has_one_text() -> None:
    [problem] = quoth.read([{"body": "<p></p><p> </p>"}], fields={"html": "body"})
    assert isinstance(problem, Problem)
    assert (problem.code, problem.message) == ("no-text", "expected words, found tags alone")
    with pytest.raises(UsageError, match="a row has one"):
        list(quoth.read([{"body": MARKED}], fields={"html": "body", "text": "lead"}))


# Days that could be two


def days(table: str, tmp_path: Path) -> list[str | None]:
    """The days of the articles of a table with the columns of a spreadsheet that writes semicolons."""
    rows = "".join(f"{day};{SAID}\r\n" for day in table.split())
    (tmp_path / "export.csv").write_text(f"Date;Text\r\n{rows}", encoding="utf-8-sig")
    return [one.published for one in quoth.read(tmp_path) if isinstance(one, Article)]


@pytest.mark.parametrize(
    ("column", "read"),
    [
        ("03.01.2025 27.02.2025 08.02.2025", ["2025-01-03", "2025-02-27", "2025-02-08"]),
        ("03/01/2025 02/27/2025 2025-02-08", ["2025-03-01", "2025-02-27", "2025-02-08"]),
        ("03/01/2025 04/05/2025", [None, None]),
        ("03/01/2025 27/02/2025 02/28/2025", [None, "2025-02-27", "2025-02-28"]),
        ("03/01/25 27/02/2025", [None, "2025-02-27"]),
        ("03.01.2025 27.01.2025 03/01/2025 01/27/2025", ["2025-01-03", "2025-01-27", "2025-03-01", "2025-01-27"]),
        ("03.01.2025 03-01-2025 27/01/2025 27.01.2025", ["2025-01-03", "2025-01-03", "2025-01-27", "2025-01-27"]),
        ("03-01-2025 27.01.2025 01/27/2025", [None, "2025-01-27", "2025-01-27"]),
    ],
    ids=[
        "day first", "month first", "nothing tells", "two tell otherwise", "a year of two digits",
        "exports of two countries", "all marks alike", "a mark of which nothing tells",
    ],
)  # fmt: skip
def test_a_day_that_could_be_two_is_read_as_the_others_of_its_column(
    tmp_path: Path, column: str, read: list[str | None]
) -> None:
    """Nobody writes one column in two orders: where a 27 stands first once, the day stands first everywhere."""
    assert days(column, tmp_path) == read


@pytest.mark.parametrize(
    ("field", "column", "read"),
    [
        ("day_first", "03/01/2025 04/05/2025", ["2025-01-03", "2025-05-04"]),
        ("month_first", "03/01/2025 04/05/2025", ["2025-03-01", "2025-04-05"]),
        ("day_first", "03.01.25 25/03/04", ["2025-01-03", "2004-03-25"]),
        ("day_first", "03/01/2025 02/27/2025 2025-02-08", ["2025-01-03", "2025-02-27", "2025-02-08"]),
    ],
)
def test_who_knows_what_stands_first_in_a_column_says_it(
    tmp_path: Path, field: str, column: str, read: list[str | None]
) -> None:
    """What can be one day alone is that day all the same."""
    days(column, tmp_path)
    found = list(quoth.read(tmp_path, fields={field: "Date"}))
    assert [one.published for one in found if isinstance(one, Article)] == read
    rows = [{"Date": day, "text": SAID} for day in column.split()]
    assert [one.published for one in quoth.read(rows, fields={field: "Date"}) if isinstance(one, Article)] == read


def test_of_a_day_that_could_be_two_it_is_said_how_to_say_which(tmp_path: Path) -> None:
    days("03/01/2025 04/05/2025", tmp_path)
    first, _ = (one for one in quoth.read(tmp_path) if isinstance(one, Article))
    assert [problem.message for problem in first.problems] == [
        "published: the date 03/01/2025 could be 2025-01-03 or 2025-03-01: not guessed; "
        "--field day_first=Date or month_first=Date says which"
    ]


def test_lines_above_a_text_are_no_column_that_a_field_could_name(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(
        f"---\ntitle: The quay\ndate: 03/01/2025\nurl: https://x.example/a\n---\n\n{SAID}\n"
    )
    [article] = quoth.read(tmp_path)
    assert [problem.message for problem in article.problems] == [
        "published: the date 03/01/2025 could be 2025-01-03 or 2025-03-01: not guessed"
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"published": "Date", "day_first": "Day"}, "the day of publication is published=Date or day_first=Day"),
        ({"day_first": "Date", "month_first": "Date"}, "in Date the day stands first or the month"),
        ({"day_first": "Day"}, "no row has the field of day_first=Day: the first row has Date, Text"),
    ],
    ids=["two columns", "both orders", "no column"],
)
def test_a_day_has_one_column_and_one_order(tmp_path: Path, fields: dict[str, str], said: str) -> None:
    days("03/01/2025", tmp_path)
    with pytest.raises(UsageError, match=said):
        list(quoth.read(tmp_path, fields=fields))


def test_the_time_of_day_beside_such_a_day_may_be_written_with_am_and_pm(tmp_path: Path) -> None:
    """As Excel writes it in America; the first twelve days of each month had no date."""
    rows = "".join(f"{day};{SAID}\n" for day in ("03/01/2025 02:30 PM", "03/01/2025 9:05 AM", "03/13/2025 02:30 PM"))
    (tmp_path / "export.csv").write_text(f"Date;Text\n{rows}")
    assert [one.published for one in quoth.read(tmp_path) if isinstance(one, Article)] == [
        "2025-03-01T14:30:00",
        "2025-03-01T09:05:00",
        "2025-03-13T14:30:00",
    ]


def test_the_time_beside_a_day_of_a_column_stays(tmp_path: Path) -> None:
    rows = [{"text": SAID, "date": "03/01/2025 14:30"}, {"text": SAID, "date": "27/01/2025 09:15"}]
    (tmp_path / "export.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert [one.published for one in quoth.read(tmp_path) if isinstance(one, Article)] == [
        "2025-01-03T14:30:00",
        "2025-01-27T09:15:00",
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('a",;\t\n\r\0é|')), st.booleans())
def test_whatever_comes_as_a_table_ends_in_rows_or_a_problem(words: str, head: bool) -> None:
    rows = list(delimited.rows(io.BytesIO((f"text\n{words}" if head else words).encode()), {}))
    assert rows
    assert all(isinstance(row, Row) and (row.problem is None or row.code) for row in rows)


def test_twenty_thousand_unclosed_marks_are_soon_over() -> None:
    with within(2):
        assert list(delimited.rows(io.BytesIO(b"text\n" + b'x,"y\n' * 20_000), {}))


# Parquet


def test_the_rows_of_a_parquet_file(tmp_path: Path) -> None:
    (tmp_path / "news.parquet").write_bytes(table_of(3, text=SAID))
    found = [a for a in quoth.read(tmp_path) if isinstance(a, Article)]
    assert [(a.id, a.title, a.text) for a in found] == [(f"news#{n + 1}", f"Quay {n}", f"{SAID} {n}") for n in range(3)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged"),
        (b"PAR1" + bytes(50) + b"PAR1", "damaged"),
        (table_of(3)[:-200] + b"PAR1", "damaged"),
        (table_of(5, "zstd(3)", "x" * 1_000_000), "bomb"),
    ],
)
def test_damage_and_bombs_end_the_process_that_reads_and_no_other(data: bytes, code: str) -> None:
    rows = list(parquet.rows(io.BytesIO(data), {}))
    assert rows[-1].code == code
    assert not re.search(r"unwrap|Err|C Data|::", str(rows[-1].problem)), "in words for who has the file"


def test_a_parquet_file_without_a_text_names_its_columns() -> None:
    [row] = parquet.rows(io.BytesIO(table_of(1)), {"text": "text"})
    assert row.problem is None
    [row] = [r for r in parquet.rows(io.BytesIO(_untexted()), {}) if r.problem]
    assert row.code == "no-field"
    assert "found words" in str(row.problem)


def _untexted() -> bytes:
    from arro3.core import Array, DataType, Table
    from arro3.io import write_parquet

    out = io.BytesIO()
    write_parquet(Table.from_pydict({"words": Array(["x"], DataType.utf8())}), out)
    return out.getvalue()


# What four extractors write

OUTPUTS = {
    "trafilatura": {
        "title": "Quay", "author": "Ada Bell", "hostname": "post.example", "date": "2025-03-12",
        "sitename": "Harbour Post", "url": "https://post.example/a", "source-hostname": "post.example", "text": SAID,
    },
    "news-please": {
        "authors": ["Ada Bell"], "date_publish": "2025-03-12 09:30:00", "maintext": SAID, "title": "Quay",
        "source_domain": "Harbour Post", "url": "https://post.example/a", "language": "en",
    },
    "newspaper4k": {
        "url": "https://post.example/a", "text": SAID, "title": "Quay", "authors": ["Ada Bell"],
        "publish_date": "2025-03-12", "meta_site_name": "Harbour Post", "meta_lang": "en",
    },
    "fundus": {
        "title": "Quay", "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [SAID]}]},
        "authors": ["Ada Bell"], "publishing_date": "2025-03-12", "publisher": "Harbour Post",
    },
}  # fmt: skip


@pytest.mark.parametrize("tool", OUTPUTS)
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_the_output_of_an_extractor_is_read_without_a_map(tmp_path: Path, tool: str, suffix: str) -> None:
    (tmp_path / f"{tool}.{suffix}").write_text(json.dumps(OUTPUTS[tool]))
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert (article.text, article.title, article.outlet, article.byline) == (SAID, "Quay", "Harbour Post", "Ada Bell")
    assert (article.published or "")[:10] == "2025-03-12"


# What services answer

ANSWERS = {
    "newsapi": {"status": "ok", "articles": [{"source": {"name": "Harbour Post"}, "title": "Quay", "content": SAID,
        "publishedAt": "2025-03-12T09:30:00Z", "url": "https://post.example/a"}]},
    "event registry": {"articles": {"totalResults": 1, "results": [{"source": {"title": "Harbour Post"},
        "title": "Quay", "body": SAID, "dateTime": "2025-03-12T09:30:00Z", "url": "https://post.example/a"}]}},
    "guardian": {"response": {"status": "ok", "results": [{"webTitle": "Quay", "webUrl": "https://post.example/a",
        "webPublicationDate": "2025-03-12T09:30:00Z", "fields": {"bodyText": SAID, "publication": "Harbour Post"}}]}},
    "media cloud": [{"media_name": "Harbour Post", "publish_date": "2025-03-12", "title": "Quay", "text": SAID,
        "url": "https://post.example/a", "media_url": "post.example"}],
    "in underscores": [{"source_name": "Harbour Post", "published_at": "20250312T093000Z", "title": "Quay",
        "full_text": SAID, "link": "https://post.example/a"}],
}  # fmt: skip


@pytest.mark.parametrize("service", ANSWERS)
def test_the_answer_of_a_service_is_read_without_a_map(tmp_path: Path, service: str) -> None:
    """An envelope in an envelope is opened, and the fields are known by the names that these services have."""
    (tmp_path / "answer.json").write_text(json.dumps(ANSWERS[service]))
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert (article.text, article.title, article.url) == (SAID, "Quay", "https://post.example/a")
    assert (article.published or "")[:10] == "2025-03-12"
    assert article.outlet == ("Harbour Post" if service != "guardian" else None)


def test_pictures_in_an_article_are_no_list_of_articles(tmp_path: Path) -> None:
    """Its text has a name that is not known, which is what there is to say."""
    article = {"headline": "Quay", "story": SAID, "media": {"images": [{"file": "a.jpg"}, {"file": "b.jpg"}]}}
    (tmp_path / "quay.json").write_text(json.dumps(article))
    [problem] = quoth.read(tmp_path)
    assert isinstance(problem, Problem)
    assert "found headline, story, media: name it with a field map" in problem.message


@pytest.mark.parametrize(("domain", "outlet"), [("post.example", "post.example"), ("politics", None)])
def test_a_domain_is_an_outlet_where_it_is_a_site(tmp_path: Path, domain: str, outlet: str | None) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": SAID, "domain": domain}))
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert article.outlet == outlet


def test_the_first_characters_of_a_text_are_said_to_be_no_more() -> None:
    text = "Oda Brenn said the quay would stay shut until somebody… [+2417 chars]"
    assert article_text({"content": text}, {}) == Decoded(
        text, ("breaks off (… [+2417 chars]): only the beginning of the article is there",)
    )
    assert article_text({"content": "He wrote “[+20 chars]” on the quay."}, {}).notes == ()


@pytest.mark.parametrize("begin", ["content", "text"])
def test_of_two_fields_with_one_text_the_fuller_is_read(tmp_path: Path, begin: str) -> None:
    """A service gives the first words under one name and all of them under another."""
    whole = f"{SAID} “Nobody told us,” said Tilo Moss, who fishes there."
    (tmp_path / "rows.jsonl").write_text(json.dumps({begin: f"{whole[:30]}…", "full_text": whole}))
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert article.text == whole


def test_a_longer_field_with_other_words_is_not_the_text(tmp_path: Path) -> None:
    notice = "This page uses cookies. " * 20
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": SAID, "body": notice}))
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert article.text == SAID


def test_what_a_row_states_is_capped_and_says_so() -> None:
    """Half a title is a title; half an address leads elsewhere."""
    said, notes = stated({"title": "x" * 5_000_000, "url": "https://post.example/" + "y" * 3_000}, {})
    assert (len(said["title"]), "url" in said) == (2_000, False)
    assert notes == (
        "title: has 5,000,000 characters, more than 2,000: what is beyond was left out",
        "url: has 3,021 characters, more than 2,000: what is beyond was left out",
    )


def test_as_many_authors_as_anybody_writes_are_read_in_time() -> None:
    """Names that only join others are left out; each is looked up and not searched for."""
    names = [f"Ada {n} and Bo {n}" for n in range(20_000)]
    with within(1):
        stated({"authors": names}, {})


def test_trafilatura_as_csv(tmp_path: Path) -> None:
    """Its CSV has tabs between the cells and no suffix of its own."""
    names = "url\tid\tfingerprint\thostname\ttitle\timage\tdate\ttext\tcomments\tlicense\tpagetype"
    row = f"https://post.example/a\tnull\tx\tpost.example\tQuay\tnull\t2025-03-12\t{SAID}\tnull\tnull\tnull"
    (tmp_path / "out.csv").write_text(f"{names}\n{row}\n")
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert (article.text, article.title, article.url, article.published) == (
        SAID,
        "Quay",
        "https://post.example/a",
        "2025-03-12",
    )


@pytest.mark.parametrize(
    ("column", "outlet"), [("Article Text", "Publication"), ("story-text", "media_name"), ("ARTICLE", "Newspaper")]
)
def test_names_of_columns_with_and_without_spaces(tmp_path: Path, column: str, outlet: str) -> None:
    (tmp_path / "a.csv").write_text(f"{outlet};{column};Date\nBrannock Post;Varga said no.;2026-11-20\n")
    (tmp_path / "b.jsonl").write_text(json.dumps({outlet: "Brannock Post", column: "Varga said no."}))
    assert [(a.text, a.outlet) for a in quoth.read(tmp_path) if isinstance(a, Article)] == [
        ("Varga said no.", "Brannock Post")
    ] * 2


def test_authors_that_are_objects_are_named(tmp_path: Path) -> None:
    """As Event Registry gives them."""
    (tmp_path / "a.json").write_text(
        json.dumps({"body": "Varga said no.", "authors": [{"name": "Oda Bell", "type": "author"}]})
    )
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article) and article.byline == "Oda Bell" and not article.problems


def test_a_text_with_tags_is_told_to_be_html_and_left(tmp_path: Path) -> None:
    told = "<p>Varga said no.</p><p>&ldquo;Never,&rdquo; she added.</p>"
    (tmp_path / "a.json").write_text(json.dumps({"text": told}))
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article) and article.text == told
    assert article.problems[0].message.startswith("written in HTML: <p> at character 0 stands in the text as it is")


def test_addresses_without_texts_are_told_not_to_be_asked_for(tmp_path: Path) -> None:
    """Media Cloud and GDELT give no texts."""
    (tmp_path / "a.csv").write_text("title,url\nQuay,https://post.example/a\n")
    (tmp_path / "b.json").write_text(json.dumps({"articles": [{"title": "Quay", "url": "https://post.example/a"}]}))
    for problem in quoth.read(tmp_path):
        assert isinstance(problem, Problem) and problem.code == "no-field"
        assert problem.message.endswith(
            "the addresses in 'url' are not asked for: give them as inputs to have them fetched"
        )
