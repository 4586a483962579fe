"""Whole pages: which words are the article, what the page says of itself, where each word stands, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import markup
from benchmarks.extractors import quoth as quoth_text
from benchmarks.pages.templates import TEMPLATES
from benchmarks.pages.walls import walls

import quoth
from quoth.articles.html import NoArticleError, PageText, decode_page, of_bytes, read_fragment, read_page
from quoth.types import Article, Problem

BODY = "".join(
    f"<p>{line}</p>"
    for line in (
        "Ilona Vestrey said on Tuesday that the quay would stay shut until the divers have found the movement.",
        "The director of the Harbour Safety Office, Tomas Rieke, called that “a wish and not a plan” in a letter.",
        "Some fifty berths are closed, and the ferry has been going from the south quay since the beginning of March.",
    )
)


def page(head: str = "", body: str = BODY, above: str = "<h1>The quay stays shut</h1>") -> PageText:
    return read_page(f"<html lang=en><head>{head}</head><body><article>{above}{body}</article></body></html>")


def ld(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def shown(found: PageText) -> str:
    """A page as a table: what each part is for, and its first words."""
    return "\n".join(f"{p.kind:<9} {found.text[p.start : p.end][:40]}" for p in found.parts)


# Which words are the article


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_gives_its_article_and_little_else(template: str) -> None:
    """Of the words 99.5 % at least, and of ten words given nine at least are the article's; of the words in
    quotation marks and in captions all.
    """
    figures = markup.Figures()
    for name, article, made in markup.pages():
        if name == template:
            markup._count(figures, markup._gold(article, name), quoth_text(made)[0])
    assert figures.kept >= 0.995 * figures.all_
    assert figures.good >= 0.95 * figures.out
    assert figures.quoted_kept == figures.quoted_all
    assert figures.quoted_good == figures.quoted_out
    assert figures.captions_kept == figures.captions


def test_the_parts_of_a_page() -> None:
    found = page(
        body="<p class=byline>By Ines Calder</p><figure><img><figcaption>The quay at dawn.</figcaption></figure>"
        "<div class=share>Share this</div>" + BODY + "<ul><li>Fifty berths are shut.</li></ul>"
        "<aside class=pull-quote>the quay would stay shut until the divers have found the movement</aside>"
        "<div class=related><h3><a href=/x>Eel prices at a high</a></h3></div><p>Rieke said no more.</p>"
        "<section id=comments><p>I said so years ago, and nobody listened to me at the time.</p></section>"
    )
    assert shown(found) == (
        "headline  The quay stays shut\n"
        "byline    By Ines Calder\n"
        "caption   The quay at dawn.\n"
        "body      Ilona Vestrey said on Tuesday that the q\n"
        "body      The director of the Harbour Safety Offic\n"
        "body      Some fifty berths are closed, and the fe\n"
        "item      Fifty berths are shut.\n"
        "pullquote the quay would stay shut until the diver\n"
        "body      Rieke said no more."
    )


def test_words_in_the_roles_of_furniture_are_kept_where_they_are_the_article() -> None:
    """Three ways in which a page calls its own article something else."""
    assert page(body=f"<div class='sidebar widget'>{BODY}</div>").text.count("\n\n") == 3
    assert page(body=BODY.replace("<p>", "<p class='paywall aside'>")).text.count("\n\n") == 3
    assert "Vestrey" in read_page(f"<body class='has-newsletter ad'><h1>The quay stays shut</h1>{BODY}</body>").text


def test_text_that_comes_by_a_script_is_read_from_the_data() -> None:
    body = (
        r"Ilona Vestrey said: \u201cThe quay stays shut until the divers have found the movement.\u201d\n\n"
        "Rieke &amp; Sons did not answer the questions that this newspaper sent to them in March."
    )
    found = page(ld(f'{{"@type": "NewsArticle", "headline": "The quay stays shut", "articleBody": "{body}"}}'), body="")
    assert "“The quay stays shut until" in found.text
    assert "Rieke & Sons" in found.text
    assert [n.code for n in found.notes] == ["text-from-data"]


def test_text_that_a_script_would_show_is_read() -> None:
    found = page(body=f"<div style='display:none'>{BODY}</div>")
    assert found.text.count("\n\n") == 3
    assert [n.code for n in found.notes] == ["hidden-text"]


def test_a_page_whose_words_a_program_wrote_down_says_so(tmp_path: Path) -> None:
    """A bytes literal of Python between tags: quotation marks are escapes, and no quotation is seen."""
    body = BODY.replace("“", r"\xe2\x80\x9c").replace("”", r"\xe2\x80\x9d")
    (tmp_path / "a.html").write_text(f"<html lang=en><body><h1>The quay stays shut</h1>b'{body}'</body></html>")
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert [(p.code, p.message[:29]) for p in article.problems] == [("encoding", "written as a program shows it")]


def test_words_in_a_frame_are_told_and_not_read() -> None:
    """A page inside of the page, as embedding and saving programs write it; a button in a frame is no loss."""
    inner = BODY.replace('"', "&quot;").replace("<", "&lt;")
    frames = ('title="x" srcdoc="{inner}"', 'srcdoc="&lt;p>Buy"', 'src="a"')
    found = page(body=BODY + "".join(f"<iframe {frame.format(inner=inner)}></iframe>" for frame in frames))
    assert found.text.count("\n\n") == 3
    assert [(n.code, n.message) for n in found.notes] == [
        ("frame", "1 frame in the page with 58 words: these were not read")
    ]


# What the page says of itself

ARTICLE = '"@type": "NewsArticle", "headline": "The quay stays shut"'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (ld(f'{{{ARTICLE}, "datePublished": "2025-03-12T09:30:00+01:00"}}'), "2025-03-12T09:30:00+01:00"),
        (ld(f'{{{ARTICLE}, "datePublished": "2025-03-12T08:30:00Z"}}'), "2025-03-12T08:30:00+00:00"),
        (ld(f'{{{ARTICLE}, "datePublished": "2025-03-12T08:30:00.123Z"}}'), "2025-03-12T08:30:00+00:00"),
        (ld(f'{{{ARTICLE}, "datePublished": "20250312T093000+0100"}}'), "2025-03-12T09:30:00+01:00"),
        (ld(f'{{{ARTICLE}, "datePublished": "2025-03-12"}}'), "2025-03-12"),
        (ld(f'[{{"@type": "WebSite"}}, {{{ARTICLE}, "datePublished": "2025-03-12"}}]'), "2025-03-12"),
        (ld(f'{{"@graph": [{{{ARTICLE}, "datePublished": "2025-03-12"}}]}}'), "2025-03-12"),
        (ld(f'<!-- {{{ARTICLE}, "datePublished": "2025-03-12",}} -->'), "2025-03-12"),
        (ld(f'//<![CDATA[\n{{{ARTICLE}, "datePublished": "2025-03-12"}}\n//]]>'), "2025-03-12"),
        ('<meta property="article:published_time" content="2025-03-12T09:30:00+01:00">', "2025-03-12T09:30:00+01:00"),
        ('<meta name="pubdate" content="20250312">', "2025-03-12"),
        ('<meta name="date" content="Wed, 12 Mar 2025 09:30:00 GMT">', "2025-03-12T09:30:00+00:00"),
        ('<meta name="dc.date.issued" content="12 March 2025">', "2025-03-12"),
        ('<meta itemprop="datePublished" content="2025-03-12">', "2025-03-12"),
        ('<meta name="date" content="03/04/2025">', None),
        ('<meta name="date" content="soon">', None),
        ('<meta name="date" content="1899-01-01">', None),
        ('<link rel="canonical" href="https://ledger.example/2025/03/12/quay">', "2025-03-12"),
        ('<link rel="canonical" href="https://ledger.example/2025/mar/12/quay">', "2025-03-12"),
        # a day here and the minute there are one date; a zone here and none there, too
        (
            '<meta name="pubdate" content="2025-03-12">'
            '<meta property="article:published_time" content="2025-03-12T09:30:00+01:00">',
            "2025-03-12T09:30:00+01:00",
        ),
        (
            ld(f'{{{ARTICLE}, "datePublished": "2025-03-12T09:30:00"}}')
            + '<meta property="article:published_time" content="2025-03-12T09:30:00+01:00">',
            "2025-03-12T09:30:00+01:00",
        ),
        # of two days the first is taken
        (
            ld(f'{{{ARTICLE}, "datePublished": "2025-03-12"}}')
            + '<meta property="article:published_time" content="2025-06-01T09:30:00+01:00">',
            "2025-03-12",
        ),
    ],
)
def test_the_date_with_zone_and_precision(head: str, published: str | None) -> None:
    assert page(head).published == published


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ('<time datetime="2025-03-12T09:30:00+01:00">this morning</time>', "2025-03-12T09:30:00+01:00"),
        ("<p class=date>Published: 12 March 2025, 09:30</p>", "2025-03-12T09:30:00"),
        ("<p>By Ines Calder | 12 March 2025</p>", "2025-03-12"),
        ("<p>Updated: 13 March 2025</p><p>Published: 12 March 2025</p>", "2025-03-12"),
        ("<figure><figcaption>3 May 1998</figcaption></figure>", None),
        ("<p class=byline>By Ines Calder March 12, 2025 3:21 PM PDT</p>", "2025-03-12"),
    ],
)
def test_the_date_that_a_reader_sees(above: str, published: str | None) -> None:
    assert page(above=f"<h1>The quay stays shut</h1>{above}").published == published


def test_the_date_in_the_head_of_the_site_is_today_and_no_article_s() -> None:
    above = "<div class=top>Saturday, 22 November 2025</div><h1>The quay stays shut</h1>"
    assert page(above=above).published is None


def test_the_day_of_the_last_change_is_said_to_be_inferred() -> None:
    found = page('<meta property="article:modified_time" content="2025-03-13T10:00:00Z">')
    assert (found.published, found.inferred) == ("2025-03-13T10:00:00+00:00", ("published",))


@pytest.mark.parametrize(
    ("head", "above", "byline"),
    [
        (ld(f'{{{ARTICLE}, "author": {{"name": "Ines Calder"}}}}'), "", "Ines Calder"),
        (
            ld(f'{{{ARTICLE}, "author": [{{"name": "Ines Calder"}}, {{"name": "Tomas Rieke"}}, "Ada Lind"]}}'),
            "",
            "Ines Calder, Tomas Rieke and Ada Lind",
        ),
        (
            ld(f'{{"@graph": [{{{ARTICLE}, "author": {{"@id": "#p"}}}}, {{"@id": "#p", "name": "Ines Calder"}}]}}'),
            "",
            "Ines Calder",
        ),
        ('<meta name="author" content="By Ines Calder">', "", "Ines Calder"),
        ('<meta property="article:author" content="https://social.example/ines">', "", None),
        ("", "<p class=byline>By <a href=/a>Ines Calder</a> | 12 March 2025</p>", "Ines Calder"),
        ("", "<p>By Ines Calder, Political Correspondent</p>", "Ines Calder"),
        ("", "<p class=author>Print</p>", None),
    ],
)
def test_the_byline(head: str, above: str, byline: str | None) -> None:
    assert page(head, above=f"<h1>The quay stays shut</h1>{above}").byline == byline


@pytest.mark.parametrize(
    ("head", "outlet", "inferred"),
    [
        (ld(f'{{{ARTICLE}, "publisher": {{"name": "Ansel Ledger"}}}}'), "Ansel Ledger", ()),
        ('<meta property="og:site_name" content="Ansel Ledger">', "Ansel Ledger", ()),
        ("<title>The quay stays shut | Ansel Ledger</title>", "Ansel Ledger", ("outlet",)),
        ('<link rel="canonical" href="https://www.ledger.example/quay">', "ledger.example", ("outlet",)),
        ("<title>Another thing | Ansel Ledger</title>", None, ()),
    ],
)
def test_the_outlet(head: str, outlet: str | None, inferred: tuple[str, ...]) -> None:
    found = page(head)
    assert (found.outlet, found.inferred) == (outlet, inferred)


def test_the_headline_is_the_one_that_is_seen() -> None:
    head = '<meta property="og:title" content="Quay: what we know"><meta property="og:site_name" content="Ledger">'
    assert page(head).title == "The quay stays shut"
    assert page(head, above="").title == "Quay: what we know"
    assert page("<title>Quay: what we know - Ledger</title>" + head, above="<p>x</p>").title == "Quay: what we know"


@pytest.mark.parametrize(
    "line",
    ["<!-- saved from url=(0027)https://post.example/quay -->",
     "<!--\n Page saved with SingleFile \n url: https://post.example/quay \n saved date: Fri Nov 20 2026 \n-->"],
)  # fmt: skip
def test_the_address_that_a_browser_wrote_into_a_page_it_saved(line: str) -> None:
    made = (
        f"<!DOCTYPE html>{line}<html lang=en><body><article><h1>The quay stays shut</h1>{BODY}</article></body></html>"
    )
    assert read_page(made).url == "https://post.example/quay"
    stated = made.replace("<body>", '<head><link rel="canonical" href="https://post.example/own"></head><body>')
    assert read_page(stated).url == "https://post.example/own"


def test_address_and_language() -> None:
    found = page(
        '<link rel=canonical href="https://ledger.example/quay?a=1&amp;b=2"><meta property=og:url content="https://x.example/">'
    )
    assert (found.url, found.language) == ("https://ledger.example/quay?a=1&b=2", "en")
    assert page('<link rel=canonical href="javascript:alert(1)">').url is None


# Where each word stands


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_word_leads_back_to_the_page(template: str) -> None:
    """Origins cover the text but for the white space between its parts; copied characters are the page's own."""
    made = next(page for name, _, page in markup.pages(1) if name == template)
    found = read_page(made)
    at = 0
    for o in found.origins:
        assert not found.text[at : o.start].strip()
        assert 0 <= o.at <= o.until <= len(made)
        if o.end - o.start == o.until - o.at:
            assert found.text[o.start : o.end].split() == made[o.at : o.until].split()
        at = o.end
    assert not found.text[at:].strip()


def test_a_quotation_is_found_in_its_page(tmp_path: Path) -> None:
    """What a span shows can be shown where it stood: the way through entities, marks and deletions."""
    markup_ = f"<h1>The quay</h1>{BODY}<p>Rieke said: <q>We <del>always</del> never agreed &amp; never will.</q></p>"
    (tmp_path / "quay.html").write_text(markup_, encoding="utf-8")
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    start = article.text.index("“We")
    end = article.text.index("”", start) + 1
    assert article.text[start:end] == "“We never agreed & never will.”"
    inside = [o for o in article.origins if o.start < end and o.end > start]
    assert markup_[inside[0].at : inside[-1].until] == ("<q>We <del>always</del> never agreed &amp; never will.</q>")
    assert article.to_dict(with_text=True)["origins"][0] == [0, 8, 4, 12]


# What is no article


@pytest.mark.parametrize(("name", "code", "made"), walls(), ids=[name for name, _, _ in walls()])
def test_a_page_that_is_no_article_says_what_it_is(name: str, code: str, made: str) -> None:
    with pytest.raises(NoArticleError) as refused:
        read_page(made)
    assert refused.value.code == code
    assert str(refused.value).startswith("expected an article, found ")


def test_an_article_about_walls_is_an_article() -> None:
    """Words about cookies, consent, paywalls and errors, in an article that has a text of its own."""
    more = (
        "<p>“We use cookies, and we ask for consent,” Rieke told the privacy regulator, who had asked for it.</p>"
        "<p>The paper put up a paywall in 2019; “subscribe to continue reading” was its first sentence, she said.</p>"
        "<p>Since then one page in nine gives the error 404, page not found, as the regulator wrote in its report.</p>"
        "<p>Are you a robot? That, Calder said, is what the office asks everybody who wants to read the minutes.</p>"
    )
    assert page(body=BODY + more).text.count("\n\n") == 7


def test_a_long_beginning_before_a_paywall_is_read_and_said_to_be_cut() -> None:
    head = ld(f'{{{ARTICLE}, "wordCount": 900, "isAccessibleForFree": false}}')
    found = page(head, body=BODY * 3)
    assert [n.code for n in found.notes] == ["cut-short"]


# Through the door


def test_files_of_many_kinds_give_articles_or_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html lang=en><h1>The quay stays shut</h1>{BODY}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"<!DOCTYPE html><html><h1>The quay stays shut</h1>{BODY}", encoding="utf-8")
    (tmp_path / "c.htm").write_bytes(b"")
    (tmp_path / "d.html").write_bytes(b"%PDF-1.7 x")
    (tmp_path / "e.html").write_text('<div id="root"></div>', encoding="utf-8")
    found = list(quoth.read(tmp_path))
    assert [(x.id, x.title) for x in found if isinstance(x, Article)] == [
        ("a", "The quay stays shut"),
        ("b", "The quay stays shut"),
    ]
    assert [(x.article.id, x.code) for x in found if isinstance(x, Problem) and x.article] == [
        ("c", "empty"),
        ("d", "binary"),
        ("e", "no-text"),
    ]


def test_a_page_in_another_language_is_set_aside(tmp_path: Path) -> None:
    german = "<p>Die Ministerin sagte am Dienstag, dass der Kai geschlossen bleibt, bis die Taucher mehr wissen.</p>"
    (tmp_path / "a.html").write_text(f"<html lang=de><h1>Der Kai</h1>{german * 4}", encoding="utf-8")
    [found] = quoth.read(tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "language"


# Encodings


@pytest.mark.parametrize(
    ("data", "words", "notes"),
    [
        ("“x”".encode(), "“x”", 0),
        (b"\xef\xbb\xbf" + "“x”".encode(), "“x”", 0),
        ("“x” ".encode("utf-16"), "“x” ", 0),
        ("<html>“x”".encode("utf-16-le"), "<html>“x”", 1),
        (b"\x93x\x94 and so on", "“x” and so on", 1),
        (b"<meta charset=iso-8859-1>\x93x\x94", "“x”", 0),
        (b'<meta http-equiv=Content-Type content="text/html; charset=windows-1251">\xd5', "Х", 0),
        ("<meta charset=iso-8859-1>“x”".encode(), "“x”", 1),
        (b"<meta charset=utf-7>+ADw-x", "+ADw-x", 1),
        (b"<meta charset=utf-8>\x93x\x94", "\ufffdx\ufffd", 1),
        ("<meta charset=gb2312>“x”".encode("gb18030"), "“x”", 0),
    ],
)
def test_encodings(data: bytes, words: str, notes: int) -> None:
    decoded = decode_page(data)
    assert decoded.text.endswith(words)
    assert len(decoded.notes) == notes


def test_what_the_server_says_comes_before_what_the_page_says() -> None:
    assert decode_page(b"<meta charset=windows-1251>\x93\xe9", "iso-8859-1").text.endswith("“é")


def test_the_notes_of_the_encoding_reach_the_article() -> None:
    data = f"<h1>The quay stays shut</h1>{BODY}".encode("cp1252")
    assert [n.code for n in of_bytes(data).notes] == ["encoding"]


def test_a_quotation_element_without_words_leaves_the_space_behind_it() -> None:
    assert read_fragment("<p>The mayor<q></q> spoke.</p>").text == "The mayor spoke."
