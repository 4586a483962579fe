"""RTF: what its reader sees, whatever program wrote it, and what nobody should send."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from benchmarks import mutated

import quoth
from pace import in_proportion
from quoth.articles.document import rtf
from quoth.articles.html import NoArticleError
from quoth.types import Article


def text(body: str, head: str = "\\ansi\\ansicpg1252") -> str:
    return rtf.of_bytes(f"{{\\rtf1{head} {body}}}".encode("latin-1")).text


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("One.\\par Two.\\pard\\par\\par Three.", "One.\n\nTwo.\n\nThree."),
        ("{\\fonttbl{\\f0 Times;}}{\\info{\\title A}}{\\*\\generator X;}{\\header Page 1}Words.", "Words."),
        ("\\ldblquote We waited,\\rdblquote  she said \\emdash  at last.", "“We waited,” she said — at last."),
        ("Na\\'efve caf\\'e9", "Naïve café"),
        ("Kr\\u229?k\\uc2\\u8220??so\\u8221??", "Kråk“so”"),
        ("A bridge \\u-10179?\\u-9013?", "A bridge \U0001f4cb"),
        ("{\\field{\\*\\fldinst HYPERLINK \"https://x.example\"}{\\fldrslt the report}}", "the report"),
        ("We {\\strike always }never {\\v hidden }said {\\deleted no }so.", "We never said so."),
        ("We \\strike always \\strike0 never said so.", "We never said so."),
        ("For\\cell 7\\cell\\row Against\\cell 2\\cell\\row", "For\t7\n\nAgainst\t2"),
        ("\\{braces\\} and \\\\", "{braces} and \\"),
        ("{\\pict\\bin4 {{{{ 89504e47}Words.", "Words."),
        ("A line\r\nthat was broken for the way", "A linethat was broken for the way"),
        ("One\\\nTwo", "One\n\nTwo"),
    ],
)  # fmt: skip
def test_what_is_shown(body: str, shown: str) -> None:
    assert text(body) == shown


def test_the_code_page_is_the_document_s() -> None:
    assert text("\\'d0\\'e0\\'e7", "\\ansi\\ansicpg1251") == "Раз"
    assert text("it\\'d5s", "\\mac") == "it’s"
    assert text("caf\\'e9", "\\ansi\\ansicpg99999") == "café"


def test_notes_below_the_page_are_left_out_and_told() -> None:
    found = rtf.of_bytes(b"{\\rtf1 It is late.{\\footnote By a year.} So they said.}")
    assert found.text == "It is late. So they said."
    assert [n.code for n in found.notes] == ["left-out"]


@pytest.mark.parametrize("name", ["release.rtf", "release", "release.doc"])
def test_a_release_is_read_by_how_it_begins(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(
        "{\\rtf1 Mayor opens quay\\par\\par \\ldblquote It is time,\\rdblquote  said Oda Brenn.}"
    )
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("release", "Mayor opens quay")
    assert article.text.endswith("“It is time,” said Oda Brenn.")


@pytest.mark.parametrize("data", [b"{\\rtf1 }", b"{\\rtf1{\\pict 00}}", b"{\\rtf1 " + b"{" * 9_999])
def test_documents_without_words_or_without_end(data: bytes) -> None:
    with pytest.raises(NoArticleError) as refused:
        rtf.of_bytes(data)
    assert refused.value.code in ("no-text", "too-deep")


@pytest.mark.parametrize(
    "unit", ["{x}", "\\par ", "\\u8220?", "\\'93", "{\\v ", "}", "\\bin9 ", "\\", "{\\*\\x y}", "\\v\\v0"]
)
def test_a_document_made_to_be_slow_costs_its_length(unit: str) -> None:
    def read(times: int) -> None:
        with suppress(NoArticleError):
            text(unit * times)

    in_proportion(lambda: read(20_000), lambda: read(60_000), 6, least=0.02)


def test_damaged_documents_are_read_or_refused_with_a_code() -> None:
    whole = (
        b"{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\ldblquote We waited,\\rdblquote  she said.\\par It is \\'e9 \\u229?.}"
        * 3
    )
    read, draw = mutated.reader("release.rtf"), Random(3)
    for _ in range(80):
        try:
            read(mutated.mutated(whole, draw))
        except ValueError as error:
            assert getattr(error, "code", None)
