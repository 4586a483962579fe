"""Copies in web archives, live blogs that are data alone, and pages with nothing but their frame."""

from __future__ import annotations

import json

import pytest

from quoth.articles.html import NoArticleError, PageText, read_page
from quoth.articles.html.archived import copy_of

TEXT = (
    "The reservoir above Brannock stays closed to swimmers, the water board said on Friday.",
    "“The gate does not hold,” said Ilse Quarrie, who runs the works. “We have known it since the autumn.”",
    "The board had promised to open the shore “in time for the holidays”, and the village had planned for it.",
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT)
FOOTER = "<div id=app></div><footer><p>© 2026 Brannock Mail. All rights reserved by its owners.</p></footer>"
OWN = "https://www.brannockmail.example/2026/05/09/reservoir-stays-closed.html"


def page(head: str, body: str = f"<article><h1>Reservoir stays closed</h1>{BODY}</article>") -> PageText:
    return read_page(f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("address", "archive"),
    [
        (f"https://web.archive.org/web/20260601083000/{OWN}", "web.archive.org"),
        (f"https://web.archive.org/web/20260601083000id_/{OWN}", "web.archive.org"),
        (f"http://archive.today/2026.06.01-083000/{OWN}", "archive.today"),
        (f"https://webarchive.office.example/ukgwa/20260601083000/{OWN}", "webarchive.office.example"),
        (f"https://web.archive.org/web/20260601083000/{OWN.replace('https://', 'https:/')}", "web.archive.org"),
    ],
)
def test_the_address_of_a_copy_has_that_of_its_page(address: str, archive: str) -> None:
    copy = copy_of(address)
    assert copy is not None
    assert (copy.archive, copy.made, copy.url) == (archive, "2026-06-01T08:30:00+00:00", OWN)


@pytest.mark.parametrize(
    "address",
    [
        OWN,
        "https://brannockmail.example/20260601083000/story",
        "https://x.example/99999999999999/https://y.example/a",
        "",
    ],
)
def test_any_other_address_is_its_page_s(address: str) -> None:
    assert copy_of(address) is None


def test_a_copy_of_the_wayback_machine_is_its_page() -> None:
    kept = f"https://web.archive.org/web/20260601083000/{OWN}"
    found = page(f'<meta property="og:site_name" content="Brannock Mail"><link rel="canonical" href="{kept}">')
    assert (found.url, found.outlet, found.published) == (OWN, "Brannock Mail", "2026-05-09")


def test_what_archive_today_says_of_itself_is_not_the_article_s() -> None:
    """It puts its own name, and the moment of the copy, where the page had its outlet and its day."""
    found = page(
        '<title>Reservoir stays closed | Brannock Mail</title><meta property="og:site_name" content="archive.ph">'
        '<meta property="og:url" content="https://archive.ph/QwErT"><link rel="canonical" href="https://archive.ph/QwErT">'
        '<meta property="article:published_time" content="2026-06-01T08:30:00Z">'
        f'<link rel="bookmark" href="http://archive.today/20260601083000/{OWN}">',
        '<div id="HEADER"><time itemprop="pubdate" datetime="2026-06-01T08:30:00Z">1 Jun 2026 08:30:00 UTC</time></div>'
        f'<div id="CONTENT"><h1>Reservoir stays closed</h1><div>8 May 2026</div>{BODY}</div>',
    )
    assert (found.url, found.outlet, found.published) == (OWN, "Brannock Mail", "2026-05-08")
    assert "archive" not in found.text


def test_a_copy_without_a_day_tells_the_latest_that_it_can_have() -> None:
    address = "https://web.archive.org/web/20260601083000/https://brannockmail.example/reservoir"
    found = page(f'<link rel="canonical" href="{address}">')
    assert found.published is None
    assert [(n.code, n.message) for n in found.notes] == [
        ("undated", "states no date; this copy was made on 2026-06-01, so published on that day or before")
    ]


def test_a_live_blog_that_is_data_alone_is_all_of_its_entries() -> None:
    updates = [{"@type": "BlogPosting", "articleBody": line} for line in TEXT]
    live = {"@type": "LiveBlogPosting", "headline": "Reservoir stays closed", "liveBlogUpdate": updates}
    found = page(f'<script type="application/ld+json">{json.dumps(live)}</script>', "<div id=app></div>")
    assert found.text == "\n\n".join(TEXT)
    assert {part.kind for part in found.parts} == {"entry"}
    assert [note.code for note in found.notes] == ["text-from-data"]


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        (FOOTER, "no-article", "page without one"),
        (FOOTER + '<script id="__NEXT_DATA__">{"a":1}</script>', "no-article", "save it from the browser"),
        ("<div class=cookie-banner><p>We value your privacy. We and 900 others keep cookies on your device to show you "
         "what you may like and to count who reads us.</p></div>", "consent-wall", "asks for consent"),
    ],
)  # fmt: skip
def test_a_frame_without_a_picture_is_no_article(body: str, code: str, said: str) -> None:
    with pytest.raises(NoArticleError, match=said) as refused:
        page("<title>Reservoir stays closed | Brannock Mail</title>", body)
    assert refused.value.code == code
