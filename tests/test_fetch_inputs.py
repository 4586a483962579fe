"""An address among the inputs is read like a file, and a feed's links with --fetch; nothing else is ever asked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine import SMALL
from fetching import Site, page, site
from quoth import articles, cli
from quoth.articles.remote import Got, Remote
from quoth.fetch.fetcher import SOFTWARE
from quoth.fetch.kept import Archive, folder_of
from quoth.fetching import teased

WORDS = "Ferry. Brenn said “We will not sell the ferry this year”. The council of the town met again on the Monday."
HTML = f"<html><head><title>The ferry</title></head><body><article><h1>Ferry</h1><p>{WORDS}</p></article></body></html>"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with site({"/news/ferry.html": page(HTML)}) as one:
        yield one


def run(here: Site, *args: str) -> int:
    def read(inputs, fields, meta):
        return articles.read(inputs, fields=fields, meta=meta)

    def fetcher(store: Path | None):
        return here.fetcher(archive=None if store is None else Archive(folder_of(store), SOFTWARE))

    engine = replace(SMALL, read=read, fetcher=fetcher)
    return cli.main([*args], engine=engine)


def test_an_address_is_read_like_a_file(here, capsys):
    Path("b.txt").write_text("Ferry. Oda said “No”.")
    url = here.url("/news/ferry.html")
    assert run(here, "attributions", "b.txt", url) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(f["article"]["id"], f["article"]["path"]) for f in found] == [("b", "b.txt"), ("ferry", url)]
    assert found[1]["article"]["url"] == url
    assert found[1]["attributions"][0]["speaker"]["name"] == "Brenn"
    assert here.paths == ["/news/ferry.html"]
    assert [p.name for p in Path().iterdir()] == ["b.txt"], "without a store nothing is kept"


def test_other_words_at_the_same_address_are_a_new_revision(here, capsys):
    url = here.url("/news/ferry.html")
    assert run(here, "trace", url, "--format", "json") == 0
    here.pages["/news/ferry.html"] = page(HTML.replace("will not", "will"))
    capsys.readouterr()
    assert run(here, "trace", url, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [a["id"] for a in found["articles"]] == ["ferry"]
    (edit,) = found["revisions"][0]["edits"]
    assert (edit["changes"], edit["meaning"]) == (["silent_cut"], True)
    assert len(list(Path("quoth.db-fetched").iterdir())) == 2


def test_what_was_kept_of_the_network_is_no_input_of_its_own(here, capsys):
    run(here, "trace", here.url("/news/ferry.html"))
    Path("c.txt").write_text("Ferry. Oda said “No”.")
    capsys.readouterr()
    assert run(here, "trace", ".", "--format", "json") in (0, 3)
    assert "quoth.db-fetched" not in capsys.readouterr().out


def test_an_address_in_an_article_or_a_table_is_never_asked(here, capsys):
    url = here.url("/news/ferry.html")
    Path("a.txt").write_text(f"{url}\nOda said “See {url}”. <img src='{url}'>")
    Path("b.jsonl").write_text(json.dumps({"text": "Oda said “No more of it”.", "url": url}) + "\n")
    Path("c.html").write_text(HTML.replace("<p>", f"<link rel=canonical href='{url}'><img src='{url}'><p>"))
    assert run(here, "trace", ".", "--fetch", "--no-store") == 0
    assert here.asked == []


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Ledger</title>
<item><title>Ferry</title><link>{0}</link><guid>1</guid><description>A teaser of some words.</description></item>
<item><title>Whole</title><link>{1}</link><guid>2</guid><description>{2}</description></item>
</channel></rss>"""


def test_links_of_a_feed_are_followed_with_fetch_only(here, capsys):
    feed = FEED.format(here.url("/news/ferry.html"), here.url("/whole"), (WORDS + " ") * 8)
    assert teased(feed.encode()) == [here.url("/news/ferry.html")]
    here.pages["/feed"] = page(feed, kind="application/rss+xml")
    Path("feed.rss").write_text(feed)
    run(here, "attributions", "feed.rss")
    assert here.asked == []
    capsys.readouterr()
    assert run(here, "attributions", "feed.rss", here.url("/feed"), "--fetch") in (0, 3)
    paths = [json.loads(line)["article"]["path"] for line in capsys.readouterr().out.splitlines()]
    assert here.url("/news/ferry.html") in paths
    assert here.paths == ["/feed", "/news/ferry.html"]


def test_one_feed_that_cannot_be_read_costs_the_others_nothing(here, capsys):
    """A glob gives its files as a folder does, and a hidden file is no input."""
    Path("feeds/.kept").mkdir(parents=True)
    Path("feeds/a.rss").symlink_to("/proc/self/mem")
    Path("feeds/b.rss").write_text(FEED.format(here.url("/news/ferry.html"), here.url("/whole"), WORDS * 8))
    Path("feeds/.kept/c.rss").write_text(FEED.format(here.url("/hidden"), "", ""))
    for given in ("feeds", "feeds/*.rss"):
        here.asked.clear()
        assert run(here, "attributions", given, "--fetch") == 3
        assert here.paths == ["/news/ferry.html"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>Brenn said “élan”".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("<p>Brenn said “élan”".encode(), "text/html; charset=utf-8"),
        ("<p>Brenn said “élan”".encode(), "text/html; charset=unicode_escape"),
        ("<p>Brenn said “élan”".encode(), "text/html; charset=ascii"),
        ("<p>Brenn said “élan”".encode("utf-16"), "text/html; charset=utf-16"),
        ("<p>Brenn said “élan”".encode(), "text/html; charset=../../x"),
    ],
)
def test_the_encoding_that_a_header_states_is_believed_where_it_fits(body, kind):
    read = Remote("https://a.example/x", lambda: Got(body, kind, "")).opened().read()
    assert "“élan”" in (read.decode("utf-16") if read[:2] in (b"\xff\xfe", b"\xfe\xff") else read.decode("utf-8-sig"))


@pytest.mark.parametrize(
    ("url", "stem"),
    [
        ("https://a.example/2026/11/the-ferry.html?x=1#y", "the-ferry"),
        ("https://a.example/2026/11/the-ferry/", "the-ferry"),
        ("https://a.example/story-4.5", "story-4.5"),
        ("https://a.example/", "a.example"),
        ("https://a.example/%2e%2e%2fetc", ".._etc"),
        ("https://a.example/a%00b%0ac", "a_b_c"),
    ],
)
def test_what_an_address_is_called(url, stem):
    assert Remote(url, lambda: Got(b"", "", url)).stem == stem
    assert Remote(url, lambda: Got(b"", "application/pdf", url)).name == f"{stem}.pdf"
