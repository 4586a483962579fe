"""What people keep: pages as Safari saves them, letters of LibreOffice, tables in pages, and what holds no article."""

from __future__ import annotations

import json
import plistlib
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from benchmarks.inputs.delivered import pdf_of
from benchmarks.inputs.kept import (
    ADDRESS,
    HEADLINE,
    PAGE,
    SHEET,
    TEXT,
    blog,
    kept,
    letter,
    notebook,
    paragraphs,
    starred,
    webarchive,
)  # fmt: skip

import quoth
from pace import in_proportion
from quoth.articles import webarchive as saved
from quoth.articles.document import opendocument
from quoth.articles.html import NoArticleError
from quoth.articles.table import page_table
from quoth.types import Article, Problem

SAID = "“The weir will not be mended this year,” said Ilse Quarrie, who runs the works above Brannock."


def read(folder: Path, name: str, data: bytes, **how: object) -> list[Article | Problem]:
    (folder / name).write_bytes(data)
    return list(quoth.read([folder / name], **how))  # type: ignore[arg-type]


def only(found: list[Article | Problem]) -> Article:
    assert [type(one) for one in found] == [Article], found
    return found[0]  # type: ignore[return-value]


def problem(found: list[Article | Problem]) -> tuple[str | None, str]:
    assert [type(one) for one in found] == [Problem], found
    return found[0].code, found[0].message  # type: ignore[union-attr]


# Pages as Safari saves them


@pytest.mark.parametrize("name", ["quay.webarchive", "quay"])
def test_a_page_that_safari_saved(tmp_path: Path, name: str) -> None:
    one = only(read(tmp_path, name, webarchive()))
    assert (one.title, one.url, one.published) == (HEADLINE, ADDRESS, "2025-03-12")
    assert one.text == f"{HEADLINE}\n\n{TEXT}\n\n{TEXT}"
    assert all(PAGE[o.at : o.until] == one.text[o.start : o.end] for o in one.origins)


def test_its_encoding_is_what_safari_says() -> None:
    page = f"<html><body><h1>{HEADLINE}</h1><p>{SAID}</p><p>{SAID}</p></body></html>".encode("windows-1252")
    assert SAID in saved.page(webarchive(page, WebResourceTextEncodingName="windows-1252")).text


def test_an_address_beyond_ascii_is_read() -> None:
    assert saved.page(webarchive(url="https://www.brannock.example/wärme")).url == "https://www.brannock.example/wärme"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (webarchive(b""), "empty"),
        (webarchive(WebResourceMIMEType="image/png"), "no-article"),
        (plistlib.dumps({"URL": ADDRESS}, fmt=plistlib.FMT_BINARY), "no-article"),
        (plistlib.dumps([1, 2], fmt=plistlib.FMT_BINARY), "no-article"),
        (plistlib.dumps({"WebMainResource": {}}), "damaged"),
        (webarchive()[:-9], "damaged"),
        (b"bplist00", "damaged"),
        (b"bplist00" + bytes(32), "damaged"),
        (b"bplist00" + b"\xff" * 32, "damaged"),
        (b"bplist00" + b"\xff" * 900, "damaged"),
    ],
)
def test_what_is_no_page_of_safari_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    assert problem(read(tmp_path, "quay.webarchive", data))[0] == code


def test_a_list_that_holds_itself_and_one_of_many_names_for_one_object_end() -> None:
    """A dictionary that is its own key and value, and a million numbers for it."""
    itself = b"\xd1\x00\x00"
    table = (8).to_bytes(4, "big") * 1_000_000
    trailer = bytes(6) + b"\x04\x01" + (1_000_000).to_bytes(8, "big") + bytes(8) + (11).to_bytes(8, "big")
    with pytest.raises(NoArticleError, match="without one"):
        saved.page(b"bplist00" + itself + table + trailer)


# Letters of LibreOffice

STRUCK = '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'


def test_a_letter_of_libreoffice(tmp_path: Path) -> None:
    """What was deleted, struck out or remarked is no word; notes below the page are told."""
    deleted = "<text:tracked-changes><text:p>A deleted sentence.</text:p></text:tracked-changes>"
    body = (
        f'{deleted}<text:h text:outline-level="1">Weir stays <text:span>broken</text:span></text:h>'
        "<text:p>The weir<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note> above"
        '<text:s text:c="3"/>Brannock<office:annotation><text:p>Really?</text:p></office:annotation> is '
        '<text:span text:style-name="T1">fine</text:span>broken.<text:line-break/>So it stays.</text:p>'
        f"{paragraphs(SAID)}<text:list><text:list-item>{paragraphs('One & two')}</text:list-item></text:list>"
    )
    one = only(read(tmp_path, "weir.odt", letter(body, STRUCK)))
    assert one.text.split("\n\n") == [
        "Weir stays broken", "The weir above Brannock is broken.\nSo it stays.", SAID, "One & two",
    ]  # fmt: skip
    assert one.title == "Weir stays broken"
    assert [(p.code, p.message) for p in one.problems] == [("footnotes", "1 note below the page not read")]


def test_a_letter_is_known_by_how_it_begins(tmp_path: Path) -> None:
    assert SAID in only(read(tmp_path, "weir", letter(paragraphs(SAID, SAID)))).text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (letter(""), "no-text"),
        (letter(paragraphs(SAID))[:-60], "damaged"),
        (letter(paragraphs(SAID), **{"META-INF__manifest.xml": "<manifest:encryption-data/>"}), "encrypted"),
        (letter("<text:p/>" * 3_000_000), "too-large"),
        (letter(paragraphs(SAID)).replace(b"content.xml", b"c0ntent.xml"), "damaged"),
    ],
)
def test_a_letter_that_cannot_be_read_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    assert problem(read(tmp_path, "weir.odt", data))[0] == code


def test_letters_cost_what_their_length_does() -> None:
    for shape in (
        "<text:p>",
        "</text:span>",
        '<text:span text:style-name="a">',
        "<text:note>",
        "<text:s text:c='99'/>",
    ):
        small, large = (letter(paragraphs(SAID) + shape * many) for many in (4_000, 16_000))
        in_proportion(partial(_page, small), partial(_page, large), 6, least=0.01)


def _page(data: bytes) -> None:
    try:
        opendocument.page(data)
    except NoArticleError:
        return


# Notebooks, readers, blogs


def test_a_notebook_of_clippings(tmp_path: Path) -> None:
    """Who made a note is not the article's author, and the day of the note not its own."""
    inside = f"<div>{SAID}</div><div>{TEXT}</div><en-media type='image/png' hash='0'/>"
    notes = notebook(("Weir &amp; works", inside), ("Short", "Buy milk"), address="https://brannock.example/weir")
    one, aside = read(tmp_path, "notes.enex", notes.encode())
    assert isinstance(one, Article)
    assert (one.title, one.text) == ("Weir & works", f"{SAID}\n\n{TEXT}")
    assert (one.url, one.byline, one.published) == ("https://brannock.example/weir", None, None)
    assert [(p.code, p.message) for p in one.problems] == [
        ("undated", "states no date; put aside on 2025-03-13, so published on that day or before")
    ]
    assert isinstance(aside, Problem)
    assert aside.code == "teaser"


def test_a_clipping_whose_address_has_a_day_has_that(tmp_path: Path) -> None:
    one = only(read(tmp_path, "notes.enex", notebook(("Weir", f"<div>{TEXT}</div>")).encode()))
    assert (one.published, one.problems, "published" in one.inferred) == ("2025-03-12", (), True)


@pytest.mark.parametrize("where", ["summary", "content"])
def test_what_a_feed_reader_exports_of_starred_items(tmp_path: Path, where: str) -> None:
    found = read(tmp_path, "starred.json", json.dumps(starred(2, where)).replace("/", r"\/").encode())
    assert [type(one) for one in found] == [Article, Article]
    for one in found:
        assert isinstance(one, Article)
        assert (one.title, one.outlet, one.byline) == (HEADLINE, "Harbour Post", "Ida Holm")
        assert one.published == "2025-03-12T09:30:00+00:00"
        assert one.text == f"{TEXT}\n\n{TEXT}\n\n{TEXT}"


def test_of_a_blog_s_export_menus_are_counted_and_drafts_set_aside(tmp_path: Path) -> None:
    items = [
        ("post", "publish", TEXT),
        ("post", "draft", TEXT),
        ("attachment", "inherit", ""),
        ("release", "publish", TEXT),
    ]
    items += [("nav_menu_item", "publish", ""), ("wp_global_styles", "publish", '{"version": 3}')]
    found = read(tmp_path, "blog.xml", blog(*items).encode())
    assert [one.title for one in found if isinstance(one, Article)] == [f"{HEADLINE} 0", f"{HEADLINE} 3"]
    assert [(one.code, one.message) for one in found if isinstance(one, Problem)] == [
        ("other-items", "3 items of the blog left out, neither post nor page"
         " (attachment 1, nav_menu_item 1, wp_global_styles 1)"),
        ("draft", "expected an article, found one that was not published (draft)"),
    ]  # fmt: skip


# Pages as browsers print them

PRINTED = "https://www.brannock.example/2026/05/09/weir.html"


@pytest.mark.parametrize(
    ("edges", "url"),
    [
        ([f"{PRINTED}   1/2", f"{PRINTED}   2/2"], PRINTED),
        ([f"{PRINTED}   1/1"], PRINTED),
        ([PRINTED], None),
        (["https://www.brannock.example/   1/2", "https://www.brannock.example/   2/2"], None),
        ([f"{PRINTED}...   1/2", f"{PRINTED}...   2/2"], None),
        ([f"{PRINTED}   1/3", "", ""], None),
    ],
)
def test_the_address_that_a_browser_printed(tmp_path: Path, edges: list[str], url: str | None) -> None:
    """The day at its head is that of printing; the one in the address is the article's."""
    pytest.importorskip("pypdfium2")
    lines = [line for n in range(9) for line in (f"The works above Brannock have {n} gates, the board wrote.", "")]
    pages = [
        [f"6/1/26, 8:30 AM {n}", *lines, SAID.replace("“", '"').replace("”", '"'), end] for n, end in enumerate(edges)
    ]
    one = only(read(tmp_path, "weir.pdf", pdf_of(pages)))
    assert (one.url, one.published) == (url, "2026-05-09" if url else None)


# Exports of services


def test_the_export_of_a_service_for_writers_says_when_and_where(tmp_path: Path) -> None:
    foot = (
        '<footer><p>By <a class="p-author h-card">Ida Holm</a> on <time class="dt-published" '
        'datetime="2026-05-09T07:00:00.000Z">May 9, 2026</time>.</p><p><a href="https://write.example/@ida/weir" '
        'class="p-canonical">Canonical link</a></p></footer>'
    )
    one = only(read(tmp_path, "weir.html", PAGE.replace("</article>", f"{foot}</article>").encode()))
    assert (one.published, one.url) == ("2026-05-09T07:00:00+00:00", "https://write.example/@ida/weir")
    assert one.text.endswith(TEXT)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ([TEXT, " ", SAID], f"{TEXT}\n\n{SAID}"),
        ([f"{TEXT} ", {"type": "bold", "text": SAID}, " So."], f"{TEXT} {SAID} So."),
        ([], None),
        ([1, 2], None),
        ([{"type": "bold"}], None),
    ],
)
def test_a_text_that_is_a_list(tmp_path: Path, text: list[Any], known: str | None) -> None:
    """Scrapers give a list of paragraphs, Telegram one of pieces."""
    found = read(tmp_path, "channel.json", json.dumps({"messages": [{"text": text, "date": "2026-05-09"}]}).encode())
    assert [one.text for one in found if isinstance(one, Article)] == ([known] if known else [])


# Tables in pages


def test_a_table_in_a_page_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    """Each row is an article of its own outlet and day; read as one page, five papers were one."""
    found = read(tmp_path, "found.xls", SHEET.encode())
    articles = [one for one in found if isinstance(one, Article)]
    assert [one.id for one in articles] == [f"found#{n}" for n in range(2, 7)]
    assert [one.published for one in articles] == [f"2025-03-{n}" for n in range(10, 15)]
    assert {(one.title, one.outlet, one.text) for one in articles} == {
        (HEADLINE, "Harbour Post", f"{TEXT}\n\n{TEXT}"),
    }  # fmt: skip


def test_the_same_under_the_name_of_a_page_where_excel_says_so(tmp_path: Path) -> None:
    assert len(read(tmp_path, "found.html", SHEET.encode())) == 5


def test_a_field_map_names_the_columns_of_a_table_in_a_page(tmp_path: Path) -> None:
    sheet = SHEET.replace("<th>Text", "<th>Wording")
    assert problem(read(tmp_path, "found.xls", sheet.encode()))[0] == "no-field"
    assert len(read(tmp_path, "found.xls", sheet.encode(), fields={"text": "Wording"})) == 5


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><p>Nothing here</p></html>", "empty"),
        ("<html><table><tr><td>Text<td>Date</table></html>", "empty"),
        ("<html><table><tr><td>Sum<td>Date<tr><td>1<td>2</table></html>", "no-field"),
    ],
)
def test_a_page_without_such_a_table_is_told(page: str, code: str) -> None:
    assert [row.code for row in page_table.rows(page.encode(), {})] == [code]


def test_an_article_with_a_table_is_a_page(tmp_path: Path) -> None:
    table = "<table><tr><th>Article<th>Text</tr><tr><td>1<td>A rule of the port</tr></table>"
    assert len(read(tmp_path, "quay.html", PAGE.replace("</article>", f"{table}</article>").encode())) == 1


# What holds no article


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("found.ris", "TY  - NEWS\nTI  - Weir\nAB  - {}\nER  - \n", "unsupported", "references"),
        ("found.txt", "TY  - NEWS\nTI  - Weir\nAB  - {}\nER  - \n", "unsupported", "references"),
        ("found.bib", "@article{{quarrie,\n\ttitle = {{Weir}},\n}}\n", "unsupported", "references"),
        ("weir.url", "[InternetShortcut]\nURL=https://brannock.example/weir\n", "unsupported", "address"),
        ("letter.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported", "old office"),
        ("feeds.opml", '<?xml version="1.0"?><opml version="2.0"><body/></opml>', "not-a-feed", "addresses of feeds"),
        ("book.xls", '<?xml version="1.0"?><Workbook xmlns="x"/>', "not-a-feed", "save it as XLSX"),
        ("weir.xml", '<?xml version="1.0"?><plist/>', "not-a-feed", "plist"),
    ],
)
def test_what_holds_no_article_says_what_to_do(tmp_path: Path, name: str, data: str, code: str, says: str) -> None:
    encoding = "latin-1" if data.startswith("\xd0") else "utf-8"
    found = problem(read(tmp_path, name, data.replace("{}", SAID).encode(encoding)))
    assert found[0] == code
    assert says in found[1]


@pytest.mark.parametrize("kind", kept())
def test_two_files_of_one_name_have_ids_of_their_own(tmp_path: Path, kind: str) -> None:
    name, data = kept()[kind]
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / name).write_bytes(data)
    (tmp_path / name).write_bytes(data)
    ids = [one.id for one in quoth.read([tmp_path]) if isinstance(one, Article)]
    assert len(ids) == len(set(ids)) > 1
    assert all("~" in one for one in ids)
