"""Pages made to be slow, to break something, or to hide their words: linear, capped, and said to be so."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pace import in_proportion, within
from quoth.articles.html import NoArticleError, PageText, of_bytes, read_fragment, read_page
from quoth.articles.html.encoding import MOST_BYTES
from quoth.articles.html.nodes import DEEPEST

LINE = "<p>Vestrey said that the quay would stay shut until spring, and the divers agreed with her in full.</p>"
TEXT = LINE * 20
MANY = 20_000

NASTY = {
    "nested divisions": "<div>" * MANY + TEXT,
    "nested emphasis": "<b>" * MANY + TEXT,
    "nested quotations": "<p>" + "<q>" * MANY + "x",
    "nested block quotations": "<blockquote>" * MANY + TEXT,
    "nested lists": "<ul><li>" * (MANY // 2) + TEXT,
    "nested tables": "<table><tr><td>" * (MANY // 3) + TEXT,
    "nested footnotes": "<p>x" + "<sup>" * MANY + "1",
    "nested deletions": "<del>" * MANY + TEXT,
    "nested roles": "<article class='related comment'>" * MANY + TEXT,
    "formatting that the standard copies": "".join(f"<b x={i}>" for i in range(3000)) + "<p>x" * 3000,
    "end tags that close nothing": "<div><table><tr><td>" + "<b>" * MANY + "</div>" * MANY,
    "a thousand quotations over a thousand paragraphs": "<q>" * 1000 + "<p>x" * 1000,
    "ten attributes a character": "<p " + "x=1 " * MANY + ">" + TEXT,
    "one long attribute": "<p title='" + "y" * 2_000_000 + "'>" + TEXT,
    "a long class": "<p class='" + "ad-" * 200_000 + "'>" + TEXT,
    "ampersands": "<p>" + "&" * 300_000,
    "entities": "<p>" + "&amp;" * 50_000,
    "an endless number": "<p>&#" + "9" * 300_000 + ";",
    "an endless name": "<p>&" + "a" * 300_000 + ";",
    "angle brackets": "<" * 500_000,
    "tags that never end": "<a " * 200_000,
    "attributes that never end": '<a x="' * 200_000,
    "comments that never end": "<!--" * 200_000,
    "scripts that never end": "<script>" * 100_000,
    "spaces": "<p>" + " \n" * 300_000 + "x",
    "line breaks": "x<br>" * MANY,
    "spans": "<p>" + "<span>x</span>" * MANY,
    "cells": "<table>" + "<tr><td>x<td>y" * (MANY // 2),
    "spans that touch": "<p>" + "<span>Ab.</span>" * (MANY // 2),
    "boxes with forms": f"<form>{LINE}</form>" * (MANY // 10),
    "forms in each other": "<div><form>" * (MANY // 4) + TEXT,
    "labels": "<div><p>Related</p></div>" * (MANY // 4),
    "labels in each other": "<div><p>Related</p>" * (MANY // 4) + TEXT,
    "cards": f"<a href=x>{LINE}</a>" * (MANY // 10),
    "cards in each other": "<a href=x><div>" * (MANY // 4) + TEXT,
    "linked footnotes": "<p>" + "<a class=footnote href=x>1</a>x " * (MANY // 4),
    "bodies inside and outside of promotions": "".join(
        f"<div class=promo><div class='article-body x{n}'>{LINE}</div></div><div class='article-body y{n}'>{LINE}</div>"
        for n in range(MANY // 20)
    ),
    "bodies beside each other": "<div class='article-body'><p>Vestrey said that the quay is shut.</p></div>"
    * (MANY // 4 * 3),
    "quotation marks": "<p>" + "“" * 200_000,
    "quotations of nothing": "<p>Vestrey said " + "<q></q>" * MANY,
    "a word a line": "<p>" + "quay\n" * 200_000,
    "a word a line, kept so": "<pre>" + "quay\n" * 200_000,
    "line ends alone, kept so": "<pre>x" + "\n" * 200_000,
    "titles in a drawing": "<div>" * MANY + "<svg>" + "<title></title>" * MANY + "</svg>" + TEXT,
    "passages from nowhere": "<p>"
    + "the quay would stay shut " * 50_000
    + "".join(f"<blockquote>Nobody ever said number {n} of these.</blockquote>" for n in range(MANY)),
    "deep JSON-LD": f'<script type="application/ld+json">{"[" * 200_000}</script>' + TEXT,
    "long numbers in JSON-LD": f'<script type="application/ld+json">{{"a":{"9" * 100_000}}}</script>' + TEXT,
    "half an escape in JSON-LD": '<script type="application/ld+json">"articleBody":"' + "\\" * 100_001 + "</script>",
}


def read(page: str) -> PageText | NoArticleError:
    try:
        return read_page(page)
    except NoArticleError as error:
        return error


@pytest.mark.parametrize("name", NASTY)
def test_nasty_pages_are_read_or_refused_in_time(name: str) -> None:
    """Two seconds of processor time for 60 kB to 2 MB; what comes out can be written as UTF-8."""
    with within(2):
        found = read(NASTY[name])
    if isinstance(found, PageText):
        assert found.text.encode()
    else:
        assert found.code


def test_a_page_deeper_than_anybody_writes_is_set_aside_at_the_cap() -> None:
    found = read("<div>" * (DEEPEST + 1) + TEXT)
    assert isinstance(found, NoArticleError)
    assert (found.code, str(found)) == ("too-deep", "has more than 50,000 elements inside of each other: not read")


@pytest.mark.parametrize("name", ["nested divisions", "nested emphasis", "nested block quotations", "nested tables"])
def test_no_word_is_lost_however_deep(name: str) -> None:
    """lxml, and what is built on it, gives up the text below 253 levels without a word."""
    found = read(NASTY[name])
    assert isinstance(found, PageText)
    assert found.text.count("the quay would stay shut") == 20


@pytest.mark.parametrize("name", ["<div>", "<b>", "<q>", "<blockquote>", "<ul><li>", "<p>x<br>", "&amp;", "<a x="])
def test_twice_the_page_takes_twice_the_time(name: str) -> None:
    """At most 3.5 times as long for twice as much: quadratic work would take four times."""
    in_proportion(lambda: read(name * 3_000 + TEXT), lambda: read(name * 6_000 + TEXT), 3.5, spare=0.02)


def test_what_is_not_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.articles.html.tokens.MOST_TOKENS", 1000)
    many = read_page(TEXT + "<i></i>" * 1000)
    assert [n.code for n in many.notes] == ["too-many-elements"]
    unclosed = read_page(TEXT + "<!-- the rest <p>of it</p>")
    assert [n.code for n in unclosed.notes] == ["unclosed"]
    assert "26 characters" in unclosed.notes[0].message
    with pytest.raises(NoArticleError, match="at most 20,000,000") as refused:
        of_bytes(b"<p>" + b"x" * MOST_BYTES)
    assert refused.value.code == "too-large"
    with pytest.raises(NoArticleError) as refused:
        read_page("<i></i>" * 1000 + TEXT)
    assert refused.value.code == "too-many-elements"


TAGS = [
    "p",
    "div",
    "q",
    "blockquote",
    "del",
    "ins",
    "sup",
    "sub",
    "b",
    "i",
    "a",
    "li",
    "ul",
    "table",
    "tr",
    "td",
    "br",
    "figure",
    "figcaption",
    "aside",
    "time",
    "h1",
    "script",
    "span",
]
PIECES = st.one_of(
    st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS]),
    st.sampled_from(
        ["&amp;", "&shy;", "&#8220;", "&#8221;", " ", "\n", "\u00ad", "<!--", "-->", '"', "'", "<", ">", "="]
    ),
    st.sampled_from(['<p class="pull-quote">', "<span hidden>", '<div style="display:none">', "<sup class=footnote>"]),
    st.text(alphabet="abc “”‘’.,é1\u200b\u202e", max_size=8),
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_markup_gives_words_that_stand_in_it(page: str) -> None:
    """Parts and origins cover the text in order, and every copied character is the page's own."""
    found = read_fragment(page)
    for stretches in (found.parts, found.origins):
        at = 0
        for one in stretches:
            assert not found.text[at : one.start].strip()
            assert one.start < one.end
            at = one.end
        assert not found.text[at:].strip()
    for o in found.origins:
        assert 0 <= o.at <= o.until <= len(page)
        if o.end - o.start == o.until - o.at:
            assert found.text[o.start : o.end].split() == page[o.at : o.until].split()
    read(page)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_page_or_a_reason(data: bytes) -> None:
    for whole in (data, TEXT.encode() + data, data + TEXT.encode()):
        try:
            found = of_bytes(whole)
        except NoArticleError as error:
            assert error.code
        else:
            assert found.text.encode()
