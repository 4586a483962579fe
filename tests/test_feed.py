"""Feeds: what an item says, in which of its elements, what is only a teaser, and XML as nobody should write it."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoth
from pace import in_proportion
from quoth.articles import feed
from quoth.articles.html import NoArticleError
from quoth.articles.markup import MOST_TAGS, Tag, scan, words
from quoth.fetching import teased
from quoth.types import Article, Problem

WORDS = (
    "The north quay stays shut, <q>for now</q>, said Oda Brenn on Monday &amp; again on Tuesday, because the divers"
    " have found movement in its piles and nobody in the town hall of Lindenport knows where it comes from."
)
SAID = WORDS.replace("<q>", "“").replace("</q>", "”").replace("&amp;", "&")


def rss(item: str, channel: str = "<title>The Harbour Post</title><language>en-GB</language>") -> bytes:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{channel}{item}</channel></rss>'.encode()


def atom(entry: str) -> bytes:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><id>1</id>{entry}</entry></feed>'.encode()
    )


def text(data: bytes) -> str:
    whole = feed.read(data)
    return feed.article(whole.items[0], whole).text


# What an item says


def test_an_item_says_its_text_and_the_rest_of_it() -> None:
    whole = feed.read(
        rss(
            "<item><title>Quay &amp;amp; pier &lt;em&gt;shut&lt;/em&gt;</title><link>https://post.example/a</link>"
            "<guid isPermaLink='false'>17</guid><pubDate>Wed, 12 Mar 2025 09:30:00 +0100</pubDate>"
            "<dc:creator><![CDATA[Ada Bell]]></dc:creator><description>In short.</description>"
            f"<content:encoded><![CDATA[<p>{WORDS}</p><p>The post <a>Quay</a> appeared first on <a>Post</a>.</p>]]>"
            "</content:encoded></item>"
        )
    )
    found = feed.article(whole.items[0], whole)
    assert found.text == SAID
    assert (found.title, found.byline, found.url) == ("Quay & pier shut", "Ada Bell", "https://post.example/a")
    assert (found.outlet, found.published, found.language) == ("The Harbour Post", "2025-03-12T09:30:00+01:00", "en")
    assert found.inferred == ("outlet",)


TEXTS = {
    "CDATA": rss(f"<item><content:encoded><![CDATA[<p>{WORDS}</p>]]></content:encoded></item>"),
    "escaped": rss(
        f"<item><content:encoded>{WORDS.replace('&', '&amp;').replace('<', '&lt;')}</content:encoded></item>"
    ),
    "a long description": rss(
        f"<item><description><![CDATA[<p>{WORDS}</p>{'<p>And so on.</p>' * 20}]]></description></item>"
    ),
    "left open": rss(f"<item><title>A</title><content:encoded><![CDATA[<p>{WORDS}</p>]]></item>"),
    "another prefix": rss(
        f"<item><c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'><![CDATA[{WORDS}]]></c:encoded></item>"
    ),
    "Atom, escaped": atom(f'<content type="html">{WORDS.replace("&", "&amp;").replace("<", "&lt;")}</content>'),
    "Atom, XHTML": atom(
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content>'
    ),
    "Atom, XHTML by prefix": atom(
        '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>'
        + WORDS.replace("<q>", "<x:q>").replace("</q>", "</x:q>")
        + "</x:p></x:div></content>"
    ),
    "RSS 1.0": (
        '<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><channel><title>P</title></channel>'
        f"<item><title>A</title><content><![CDATA[<p>{WORDS}</p>]]></content></item></rdf:RDF>"
    ).encode(),
    "JSON Feed": json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "content_html": f"<p>{WORDS}</p>"}]}
    ).encode(),
    "JSON Feed, plain": json.dumps(
        {"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_text": SAID}]}
    ).encode(),
}  # fmt: skip


def test_an_export_of_a_blog_has_the_paragraphs_that_were_typed() -> None:
    """Its program puts `<p>` in when it shows a page; a caption stands in square brackets."""
    typed = (
        f"{WORDS}\n\n“It is <em>late</em>,” he said.\nSo it was.\n\n<blockquote>No.</blockquote>\nShe left."
        '\n\n[caption id="a" width="9"]<img src="x" /> The quay.[/caption]\n \nIt rains.'
    )
    told = text(rss(f"<item><title>Q</title><content:encoded><![CDATA[{typed}]]></content:encoded></item>"))
    assert told.split("\n\n") == [
        SAID, "“It is late,” he said. So it was.", "“No.”", "She left.", "The quay.", "It rains.",
    ]  # fmt: skip
    marked = rss(f"<item><content:encoded><![CDATA[<p>{WORDS}\n\nIt rains.</p>]]></content:encoded></item>")
    assert text(marked) == f"{SAID} It rains."


@pytest.mark.parametrize("how", TEXTS)
def test_the_text_wherever_it_stands(how: str) -> None:
    assert text(TEXTS[how]).startswith(SAID)


TEASERS = {
    "a title alone": "<item><title>A</title><link>https://post.example/a</link></item>",
    "a short description": "<item><description>The quay stays shut, and nobody knows why.</description></item>",
    "one that breaks off": f"<item><description><![CDATA[{WORDS} […]]]></description></item>",
    "full text that is none": "<item><content:encoded>Subscribe to read.</content:encoded></item>",
    "an invitation": f"<item><content:encoded><![CDATA[{WORDS} <a>Continue reading →</a>]]></content:encoded></item>",
}


@pytest.mark.parametrize("what", TEASERS)
def test_a_teaser_is_no_article_and_says_where_one_is(tmp_path: Path, what: str) -> None:
    (tmp_path / "feed.rss").write_bytes(rss(TEASERS[what]))
    [found] = quoth.read(tmp_path / "feed.rss")
    assert isinstance(found, Problem)
    assert found.code == "teaser"
    assert found.article is not None
    assert found.article.url == ("https://post.example/a" if what == "a title alone" else None)


def test_links_are_each_named_once() -> None:
    items = "".join(f"<item><link>https://post.example/{n % 3}</link></item>" for n in range(6))
    assert teased(rss(items)) == [f"https://post.example/{n}" for n in range(3)]


def test_an_item_keeps_its_id_when_the_feed_moves_on(tmp_path: Path) -> None:
    items = [
        f"<item><guid>{n}</guid><content:encoded><![CDATA[{WORDS} {n}]]></content:encoded></item>" for n in range(4)
    ]
    ids = []
    for shown in (items[:3], items[1:]):
        (tmp_path / "feed.rss").write_bytes(rss("".join(shown)))
        ids.append([a.id for a in quoth.read(tmp_path / "feed.rss") if isinstance(a, Article)])
    assert ids[0][1:] == ids[1][:2]
    assert ids[0][0] == "feed#5feceb66"  # the first digits of the hash of its guid, "0"


def test_two_items_of_one_id_are_told_apart(tmp_path: Path) -> None:
    item = f"<item><guid>a</guid><content:encoded><![CDATA[{WORDS}]]></content:encoded></item>"
    (tmp_path / "feed.rss").write_bytes(rss(item * 3))
    assert [a.id for a in quoth.read(tmp_path) if isinstance(a, Article)] == [
        "feed#ca978112",
        "feed#ca978112.2",
        "feed#ca978112.3",
    ]


@pytest.mark.parametrize(
    ("date", "field", "inferred"),
    [
        ("<pubDate>Wed, 12 Mar 2025 09:30:00 GMT</pubDate>", "2025-03-12T09:30:00+00:00", False),
        ("<dc:date>2025-03-12</dc:date>", "2025-03-12", False),
        ("<updated>2025-03-12T09:30:00Z</updated>", "2025-03-12T09:30:00+00:00", True),
        ("<pubDate>soon</pubDate>", None, False),
    ],
)
def test_dates(date: str, field: str | None, inferred: bool) -> None:
    whole = feed.read(rss(f"<item>{date}<content:encoded><![CDATA[{WORDS}]]></content:encoded></item>"))
    found = feed.article(whole.items[0], whole)
    assert found.published == field
    assert ("published" in found.inferred) is inferred


# XML as nobody should write it


def test_entities_are_read_and_declared_ones_are_not() -> None:
    item = f"<item><title>Caf&eacute; &#8220;no&#8221; &x;</title><content:encoded>{SAID}</content:encoded></item>"
    declared = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"> <!-- ]> -->]>'
    data = rss(item).replace(b"<rss", declared + b"<rss")
    assert feed.read(data).items[0].title == "Café “no” &x;"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"<nitf><p>x</p></nitf>", "not-a-feed"), (b"<rss><channel/></rss>", "empty"),
     (b"{}", "not-a-feed"), (b"plain words", "not-a-feed"), (b"{", "json"), (b"\x89PNG\r\n\x1a\n", "binary")],
)  # fmt: skip
def test_what_is_no_feed(data: bytes, code: str) -> None:
    with pytest.raises(NoArticleError) as refused:
        feed.read(data)
    assert refused.value.code == code


def test_the_scanner_passes_every_character_once() -> None:
    shown = [
        (one.name, one.opens) if isinstance(one, Tag) else words("a<b x='>'>&amp;<![CDATA[<c>]]></b><", one)
        for one in scan("a<b x='>'>&amp;<![CDATA[<c>]]></b><")
    ]
    assert shown == ["a", ("b", True), "&", "<c>", ("b", False), "<"]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("<>!-[]CDATA/?ab:= \"'&;"), max_size=120))
def test_nothing_is_lost_but_tags_and_nothing_raises(xml: str) -> None:
    last = 0
    for one in scan(xml):
        assert last <= one.start <= one.end <= len(xml)
        last = one.end
    try:
        feed.read(b"<rss><channel><item>" + xml.encode())
    except NoArticleError as refused:
        assert refused.code


SLOW = ["<a>", "<a ", "<a b='", "<!--", "<![CDATA[", "<!DOCTYPE [", "<item>", "&amp;", "</item>", "]]>"]


@pytest.mark.parametrize("what", SLOW)
def test_twice_the_feed_takes_twice_the_time(what: str) -> None:
    def reading(many: int) -> None:
        with suppress(NoArticleError):
            feed.read(b"<rss><channel>" + what.encode() * many)

    in_proportion(partial(reading, 5_000), partial(reading, 10_000), 3.5, spare=0.02)
    assert MOST_TAGS > 10_000
