"""Fetching: what comes back, what is kept of it, and that nothing a site does costs more than stated."""

from __future__ import annotations

import gzip
import hashlib
import threading
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fetching import Site, moved, page, site
from pace import within
from quoth.errors import QuothError
from quoth.fetch import FetchError, Validators, robots
from quoth.fetch.fetcher import MOST_HOPS
from quoth.fetch.kept import Archive, folder_of
from quoth.fetch.rates import Pace

WORDS = "<article><p>“The ferry will sail again in May,” Oda Brenn said.</p></article>"
PACKED = gzip.compress(WORDS.encode(), mtime=0)


def failed(here: Site, path: str, **limits: float) -> FetchError:
    with pytest.raises(FetchError) as caught:
        here.fetcher(**limits).get(here.url(path))  # type: ignore[arg-type]
    return caught.value


def test_a_page_comes_back_with_what_is_known_of_it():
    with site({"/ferry": page(WORDS, 'ETag: "a1"', "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT")}) as here:
        found = here.fetcher().get(here.url("/ferry#section"))
    assert found.body.decode() == WORDS
    assert found.kind == "text/html; charset=utf-8"
    assert found.final == here.url("/ferry")
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    assert found.validators == Validators('"a1"', "Sat, 21 Nov 2026 10:00:00 GMT", digest)
    host, path, headers = here.asked[-1]
    assert (host, path) == ("ledger.example", "/ferry")
    assert headers["user-agent"].startswith("quoth/")
    assert headers.keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_a_page_that_has_not_changed_is_not_sent_again():
    def answer(path: str, headers: dict[str, str]) -> bytes:
        assert headers["if-none-match"] == '"a1"'
        return page("", status="304 Not Modified")

    with site({"/ferry": answer}) as here:
        found = here.fetcher().get(here.url("/ferry"), Validators('"a1"', None))
    assert found.same
    assert found.body == b""
    assert found.validators == Validators('"a1"', None)


def test_an_etag_cannot_put_a_header_of_its_own_into_a_request():
    with site({"/a": page("x", 'ETag: "a\x01\x7f"', "Last-Modified: " + "y" * 600)}) as here:
        found = here.fetcher().get(here.url("/a")).validators
    assert (found.etag, found.modified) == (None, None)


def test_a_page_that_is_sent_again_with_the_same_words_is_the_same_and_not_kept_twice(tmp_path):
    with site({"/a": page(WORDS)}) as here:
        fetcher = here.fetcher(archive=Archive(tmp_path / "f", "quoth/test"))
        first = fetcher.get(here.url("/a"))
        assert fetcher.get(here.url("/a"), first.validators).same
        assert len(list((tmp_path / "f").iterdir())) == 1


def test_redirects_are_followed_as_far_as_stated():
    pages = {f"/{n}": moved(f"/{n + 1}", 301 + n % 2) for n in range(MOST_HOPS + 2)}
    with site({**pages, f"/{MOST_HOPS}": page(WORDS)}) as here:
        assert here.fetcher().get(here.url("/0")).final == here.url(f"/{MOST_HOPS}")
    with site(pages) as here:
        assert failed(here, "/0").code == "redirect"
        assert len(here.paths) == MOST_HOPS + 1


def test_a_circle_is_seen():
    with site({"/a": moved("/b"), "/b": moved("/a")}) as here:
        assert failed(here, "/a").code == "redirect"
        assert here.paths == ["/a", "/b"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page("", status="404 Not Found"), "status"),
        (page("", status="500 Oh"), "status"),
        (page("", "Retry-After: 120", status="429 Slow"), "later"),
        (page("", status="503 Busy"), "later"),
        (moved("http://[::1"), "address"),
        (page("", status="302 Found"), "status"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf an article", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", "unreachable"),
        (b"", "unreachable"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "unreachable"),
        (b"\0" * 5000, "unreachable"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", "unreachable"),
        (b"HTTP/1.1 999999 OK\r\n\r\n", "unreachable"),
        (page(b"\x1f\x8b" + b"x" * 50, "Content-Encoding: gzip"), "encoding"),
        (page(gzip.compress(b"x" * 90_000)[:60], "Content-Encoding: gzip"), "encoding"),
        (page(b"x", "Content-Encoding: br"), "encoding"),
        (page(b"x", "Content-Encoding: gzip, gzip"), "encoding"),
    ],
)
def test_an_answer_that_is_no_page_is_a_problem(answer, code):
    with site({"/a": answer}) as here:
        error = failed(here, "/a")
    assert error.code == code, error
    assert error.after == {"429 Slow": 120, "503 Busy": 900}.get(answer[9:17].decode("latin-1").strip())


def test_packed_answers_are_unfolded_and_bombs_are_not():
    bomb = gzip.compress(b"\0" * (64 << 20), 9)
    packed = PACKED + gzip.compress(b"<p>more</p>")
    with site({"/a": page(packed, "Content-Encoding: gzip"), "/bomb": page(bomb, "Content-Encoding: gzip")}) as here:
        assert here.fetcher().get(here.url("/a")).body.decode() == WORDS + "<p>more</p>"
        tracemalloc.start()
        error = failed(here, "/bomb", largest=1 << 20)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert error.code == "too-large"
    assert most < 16 << 20


def test_an_endless_answer_stops_at_the_cap():
    def endless(path, headers):
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield b"x" * 65_536

    def chunks(path, headers):
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        while True:
            yield b"1000\r\n" + b"x" * 4096 + b"\r\n"

    def one_length(path, headers):
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        while True:
            yield b"0" * 60_000

    def more_to_come(path, headers):
        while True:
            yield b"HTTP/1.1 100 Continue\r\n\r\n" * 1000

    with site({"/1": endless, "/2": chunks, "/3": one_length, "/4": more_to_come}) as here:
        assert [failed(here, f"/{n}", largest=1 << 20).code for n in (1, 2)] == ["too-large"] * 2
        assert [failed(here, f"/{n}", largest=1 << 20).code for n in (3, 4)] == ["unreachable", "too-large"]


def test_a_slow_site_is_given_up():
    """One that sends a letter now and then, and one that sends none: neither would end by itself."""
    over = threading.Event()

    def drip(path, headers):
        yield b"HTTP/1.1 200 OK\r\n"
        while not over.wait(0.05):
            yield b"X"

    def silent(path, headers):
        over.wait(60)
        yield b""

    with site({"/drip": drip, "/silent": silent, "/a": page("x")}) as here:
        for path, limits in (("/drip", {"seconds": 0.4}), ("/silent", {"silence": 0.3})):
            fetcher = here.fetcher()
            fetcher.get(here.url("/a"))  # what robots.txt says may take as long as it likes
            fetcher.wire = replace(fetcher.wire, **limits)
            with pytest.raises(FetchError) as caught:
                fetcher.get(here.url(path))
            assert caught.value.code == "timeout"
        over.set()


def test_a_port_where_nobody_listens_and_one_without_tls():
    with site() as here:
        fetcher = here.fetcher()
        with pytest.raises(FetchError) as caught:
            fetcher.get(here.url("/").replace("http://", "https://"))
        assert caught.value.code in ("tls", "unreachable")
    with pytest.raises(FetchError) as caught:
        fetcher.get(here.url("/"))
    assert caught.value.code == "unreachable"


ROBOTS = """
User-agent: *
Disallow: /private
Crawl-delay: 7
User-agent: quoth
Disallow: /archive/*/print$
Allow: /
"""


def test_what_a_site_asks_for_is_kept_to():
    rules = {"/robots.txt": page(ROBOTS, kind="text/plain"), "/a": page("x"), "/private": page("x")}
    with site({**rules, "/archive/1/print": page("x")}) as here:
        fetcher = here.fetcher()
        fetcher.get(here.url("/a"))
        fetcher.get(here.url("/private"))
        with pytest.raises(FetchError, match="programs do not read this") as caught:
            fetcher.get(here.url("/archive/1/print"))
        assert caught.value.code == "robots"
        assert here.paths == ["/a", "/private"]
        assert [path for _, path, _ in here.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (page("", status="404 Not Found"), True),
        (page("", status="403 No"), True),
        (moved("/robots.txt"), True),  # as if there were none, after five
        (page("", status="500 Oh"), False),
        (page("", status="429 Slow"), False),
        (b"", False),
        (page("User-agent: *\nDisallow: /"), False),
        (page("\ufeffUser-agent: *\r\nDisallow: /a # all of it"), False),
        (page("User-agent: *\nCrawl-delay: 3600"), False),
        (page(b"\xff\xfe\x00" * 1000), True),
    ],
)
def test_a_robots_txt_of_every_kind(answer, read):
    with site({"/robots.txt": answer, "/a": page("x")}) as here:
        if read:
            assert here.fetcher().get(here.url("/a")).body == b"x"
        else:
            assert failed(here, "/a").code in ("robots", "unreachable")
            assert here.paths == []


def test_a_redirect_may_not_lead_to_what_robots_forbid():
    rules = page("User-agent: *\nDisallow: /closed")
    with site({"/robots.txt": rules, "/a": moved("/closed"), "/closed": page("x")}) as here:
        assert failed(here, "/a").code == "robots"
        assert here.paths == ["/a"]


def test_a_host_is_not_asked_more_often_than_it_likes():
    rules = page("User-agent: *\nCrawl-delay: 7\nRequest-rate: 1/20")
    with site({"/robots.txt": rules, "/a": page("x")}) as here:
        fetcher = here.fetcher()
        fetcher.get(here.url("/a"))
        fetcher.get(here.url("/a"))
        fetcher.get(here.url("/a", "gazette.example"))
        assert here.waited == [20, 20, 20]


def test_the_pace_of_one_host_is_not_that_of_another():
    now, slept = [0.0], []
    pace = Pace(2.0, lambda: now[0], slept.append)
    for host, asked in (("a", 0.0), ("b", 0.0), ("a", 0.0), ("a", 9.0)):
        pace.wait(host, asked)
    assert slept == [2, 9]


def test_hostile_rules_cost_no_more_than_their_length():
    many = "".join(f"User-agent: bot{n}\n" for n in range(20_000)) + "".join(f"Disallow: /{n}\n" for n in range(10_000))
    stars = "User-agent: *\nDisallow: /" + "*a" * 5_000 + "b\n"
    with within(3):
        for text in (many, stars, "User-agent: quoth\n" * 30_000 + "Disallow: /x", "Disallow: /" * 50_000):
            rules = robots.read(text.encode(), "quoth")
            rules.allow("http://ledger.example/" + "a" * 2_000)


def test_what_was_answered_is_kept_as_a_web_archive(tmp_path):
    store = tmp_path / "week.db"
    at = datetime(2026, 11, 22, 10, 15, 2, tzinfo=UTC)
    with site({"/a": moved("/b"), "/b": page(PACKED, "Content-Encoding: gzip")}) as here:
        fetcher = here.fetcher(archive=Archive(folder_of(store), "quoth/test"))
        fetcher.now = lambda: at
        found = fetcher.get(here.url("/a"))
        again = fetcher.get(here.url("/a"))
    name = f"20261122T101502Z-{hashlib.sha256(here.url('/a').encode()).hexdigest()[:16]}"
    assert [p.name for p in sorted((tmp_path / "week.db-fetched").iterdir())] == [
        f"{name}-2.warc.gz",
        f"{name}.warc.gz",
    ]
    assert fetcher.archive.of(here.url("/a")) == [found.kept, again.kept]
    records = read_warc(found.kept.read_bytes())
    assert [r["WARC-Type"] for r, _ in records] == ["warcinfo", "response", "request", "response", "request"]
    assert [r.get("WARC-Target-URI") for r, _ in records] == [None, *[here.url("/a")] * 2, *[here.url("/b")] * 2]
    assert records[3][1].endswith(PACKED)
    assert records[4][1].startswith(b"GET /b HTTP/1.1\r\nHost: ledger.example")
    assert records[2][0]["WARC-Concurrent-To"] == records[1][0]["WARC-Record-ID"]
    assert len({r["WARC-Record-ID"] for r, _ in records}) == 5
    assert records[1][0]["WARC-Date"] == "2026-11-22T10:15:02.000000Z"


def read_warc(data: bytes) -> list[tuple[dict[str, str], bytes]]:
    """The records of a web archive by the letter of its standard; anything out of place fails."""
    data, records = gzip.decompress(data), []
    while data:
        head, sign, data = data.partition(b"\r\n\r\n")
        version, *lines = head.decode().split("\r\n")
        assert (version, sign) == ("WARC/1.1", b"\r\n\r\n")
        named = dict(line.split(": ", 1) for line in lines)
        length = int(named["Content-Length"])
        block, data = data[:length], data[length:]
        assert data.startswith(b"\r\n\r\n")
        data = data[4:]
        records.append((named, block))
    return records


def test_what_cannot_be_kept_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with site({"/a": page("x")}) as here, pytest.raises(QuothError, match="could not be kept"):
        here.fetcher(archive=Archive(tmp_path / "file", "quoth/test")).get(here.url("/a"))
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
