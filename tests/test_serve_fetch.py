"""An address pasted on the page is fetched only with ``quoth serve --fetch``, alone, and never what is private."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

import engine
import served
from fetching import moved, page, site
from quoth import articles, cli
from quoth.fetch.fetcher import SOFTWARE
from quoth.fetch.kept import Archive, folder_of
from quoth.page.app.given.address import is_address
from quoth.page.app.given.reading import Engine
from quoth.usage import parse

WORDS = "Ferry. Brenn said “We will not sell the ferry this year”. The council of the town met again on the Monday."
HTML = f"<html><head><title>The ferry</title></head><body><article><h1>Ferry</h1><p>{WORDS}</p></article></body></html>"
LINKS = (
    '<rss version="2.0"><channel><title>Ledger</title><item><title>Ferry</title>'
    "<link>http://ledger.example/a</link></item></channel></rss>"
)


@pytest.fixture
def here():
    with site({"/news/ferry.html": page(HTML)}) as one:
        yield one


@pytest.fixture
def client(here, tmp_path):
    store = tmp_path / "week.db"
    reads = Engine(
        articles.read,
        engine.attribute,
        lambda: "small",
        lambda: here.fetcher(archive=Archive(folder_of(store), SOFTWARE)),
    )
    with served.page(store, fetching=True, reads=reads) as one:
        yield one.come_in()


def read(client, **fields):
    """What the page says after a job with these fields, done here and now; a job that fails says why."""
    answer = client.post("/read", fields, accept="application/json")
    if answer.status != 202:
        return answer.json()
    reading = client.served.reading
    reading._queue.put(None)
    reading._work()
    return client.get(f"{answer.json()['at']}.json").json()


def test_what_stands_there_is_read_and_kept(client, here):
    """The article comes under its address, and what the site answered is kept beside the store."""
    told = read(client, address=here.url("/news/ferry.html"))
    assert told["state"] == "done"
    (step,) = told["steps"]
    assert (step["state"], step["statements"], step["article"]) == ("read", 1, "ferry")
    assert "will not sell the ferry" in client.get("/article/ferry").text
    assert here.paths == ["/news/ferry.html"]
    kept = list(folder_of(client.served.settings.store).iterdir())
    assert [p.name.endswith(".warc.gz") for p in kept] == [True]


def test_an_address_alone_in_the_box_for_text_is_an_address(client, here):
    assert read(client, text=f"  {here.url('/news/ferry.html')}\n")["read"] == 1
    assert is_address("https://ledger.example/a")
    assert not is_address("Brenn spoke at https://ledger.example/a")
    assert not is_address("ledger.example")


def test_how_far_it_is_is_told_before_the_site_has_answered(client, here):
    """`fetching` while the site is silent, `reading` when it has answered."""
    states = []

    def slow(path, headers):
        job = next(iter(client.served.reading._jobs.values()))
        states.append([(s.state) for s in job.steps])
        return page(HTML)

    here.pages["/slow"] = slow
    read(client, address=here.url("/slow"))
    assert states == [["fetching"]]


def test_a_link_is_not_followed_nor_those_of_a_feed(client, here):
    here.pages["/rss"] = page(LINKS, kind="application/rss+xml")
    told = read(client, address=here.url("/rss"))
    assert told["state"] == "failed"
    assert here.paths == ["/rss"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/", "this machine"),
        ("http://localhost/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "neighbour"),
        ("http://[::1]/", "this machine"),
        ("http://0x7f000001/", "a.b.c.d"),
        ("file:///etc/passwd", "http"),
        ("/etc/passwd", "http"),
        ("examples/articles", "http"),
        ("javascript:alert(1)", "http"),
        ("http://ledger.example:22/", "port"),
    ],
)
def test_what_is_not_to_be_asked_is_a_problem_and_opens_no_connection(tmp_path, monkeypatch, address, why):
    """With the way out as it is in earnest; nothing is even looked up, and no file of this machine is read."""
    from quoth.fetching import fetcher_for

    tried = []
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, lambda self, to: tried.append(to))
    store = tmp_path / "week.db"
    reads = Engine(articles.read, engine.attribute, lambda: "small", lambda: fetcher_for(store))
    with served.page(store, fetching=True, reads=reads) as client:
        client.come_in()
        told = read(client, address=address)
        (step,) = told["steps"]
        assert step["state"] == "set aside"
        assert why in step["why"]
        assert address in client.get("/problems").text
    assert tried == []


def test_a_redirect_into_a_private_network_is_a_problem(client, here):
    here.pages["/away"] = moved("http://10.0.0.1/")
    (step,) = read(client, address=here.url("/away"))["steps"]
    assert step["state"] == "set aside"
    assert "private" in step["why"]


def test_one_bad_address_leaves_the_pasted_text_alone(client, here):
    told = read(client, text="Ferry. Oda said “No”.", address=here.url("/gone"))
    assert sorted(s["state"] for s in told["steps"]) == ["read", "set aside"]
    assert told["state"] == "done"


def test_a_site_that_was_silent_once_is_asked_again_and_the_pace_is_kept(client, here):
    here.pages["/robots.txt"] = page("", status="500 No")
    assert read(client, address=here.url("/news/ferry.html"))["aside"] == 1
    del here.pages["/robots.txt"]
    assert read(client, address=here.url("/news/ferry.html"))["read"] == 1
    assert sum(here.waited) >= 2, "two seconds between two requests, also of two jobs"


@pytest.mark.parametrize("field", ["address", "text"])
def test_without_the_switch_nothing_is_fetched_and_the_page_says_so(tmp_path, here, field):
    with served.page(tmp_path / "week.db") as client:
        client.come_in()
        assert "quoth serve --fetch" in client.get("/read").text
        assert 'name="address"' not in client.get("/read").text
        told = read(client, **{field: here.url("/news/ferry.html")})
        assert "without --fetch" in told["why"]
        assert client.served.reading._jobs == {}
    assert here.asked == []


def test_with_it_the_page_says_what_is_fetched(client):
    shown = client.get("/read").text
    assert 'name="address"' in shown
    assert "no link of it is followed" in shown
    assert "fetches the addresses that you paste" in client.get("/help").text


@pytest.mark.parametrize(("given", "fetching"), [([], False), (["--fetch"], True)])
def test_the_switch_is_off_unless_given(given, fetching, tmp_path, monkeypatch):
    """The command hands a way to the network to the page, or none."""
    from quoth.page.app import server

    seen = []
    monkeypatch.setattr(server, "serve", lambda settings, reads, tell: seen.append((settings, reads)))
    made = replace(engine.SMALL, fetcher=lambda store: ("a way", store))
    assert cli.main(["serve", "--store", str(tmp_path / "q.db"), *given], engine=made) == 0
    ((settings, reads),) = seen
    assert settings.fetching is fetching
    assert (reads.fetcher() if reads.fetcher else None) == (("a way", Path(tmp_path / "q.db")) if fetching else None)
    assert parse(["serve", *given]).fetch is fetching
