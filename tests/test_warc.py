"""Web archives: which records are articles, what the server sent, and what is told when bytes are lost."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from benchmarks.inputs.whole import info, own_pages, packed, record

import quoth
from engine import SMALL
from pace import within
from quoth.articles.unpack import UnfoldError
from quoth.articles.warc import Damage, Others, Page, pages
from quoth.articles.warc.http import answer, unfolded
from quoth.articles.warc.members import found as records_of
from quoth.cli import main, own_engine
from quoth.types import Article, Problem

PAGE = own_pages()[1]
HOWS = ("", "gz", "zst")


def listed(data: bytes) -> list[str]:
    """What a web archive holds, a line each."""
    lines = []
    for one in pages(io.BytesIO(data)):
        if isinstance(one, Page):
            lines.append(f"{one.name} {one.kind} {one.url}" + (f" {one.wrong[1]}" if one.wrong else ""))
        else:
            lines.append(f"! {one.start}-{one.end} {one.code}" if isinstance(one, Damage) else f"({one})")
    return lines


def places(members: list[bytes]) -> list[int]:
    out = [0]
    for member in members:
        out.append(out[-1] + len(member))
    return out


def needs(how: str) -> None:
    if how == "zst":
        pytest.importorskip("backports.zstd")


# Which records are articles


def test_the_pages_of_a_crawl_and_what_else_is_in_it() -> None:
    made = [
        info(),
        record(1, PAGE),
        record(2, b"\x89PNG", mime="image/png"),
        record(3, b"", status="301 Moved", more="Location: /\r\n"),
        record(4, b"<html>gone", status="404 Not Found"),
        record(5, b"Words that were taken out.", kind="conversion", mime="text/plain"),
        record(6, PAGE, kind="resource", mime="text/html"),
        record(7, PAGE, mime=""),
        record(8, PAGE, kind="request"),
    ]
    at = places(made)
    assert listed(b"".join(made)) == [
        f"{at[1]} page https://post.example/1",
        f"{at[5]} text https://post.example/5",
        f"{at[6]} page https://post.example/6",
        f"{at[7]} page https://post.example/7",
        "(3 records are no pages (error answer 1, image/png 1, redirect 1))",
    ]


@pytest.mark.parametrize("how", HOWS)
def test_a_record_is_called_by_its_place_in_the_file(how: str) -> None:
    needs(how)
    members = packed([info(), record(1, PAGE), record(2, PAGE)], how)
    assert [line.split()[0] for line in listed(b"".join(members))[:2]] == [str(p) for p in places(members)[1:3]]


def test_a_file_packed_as_one_member_is_read_too() -> None:
    made = [info(), record(1, PAGE), record(2, PAGE)]
    at = places(made)
    assert [line.split()[0] for line in listed(gzip.compress(b"".join(made)))[:2]] == [f"0+{at[1]}", f"0+{at[2]}"]


def test_an_archived_page_is_read_like_a_saved_one(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(packed([info(), record(1, PAGE)], "gz")))
    crawled, saved = quoth.read([tmp_path])
    assert isinstance(saved, Article)
    assert isinstance(crawled, Article)
    assert replace(crawled, id="", path="") == replace(saved, id="", path="")


def test_a_page_without_a_date_has_none_and_the_crawl_says_what_is_known(tmp_path: Path) -> None:
    """A crawler comes for old pages too: its day is the latest there can be, not that of publication."""
    words = "<p>The quay stays shut, said Oda Brenn, because the divers have found movement in its piles again.</p>" * 4
    bare = f"<html><head><title>Quay shut</title></head><body><article>{words}</article></body></html>".encode()
    (tmp_path / "a.warc").write_bytes(record(1, bare))
    [article] = quoth.read(tmp_path / "a.warc")
    assert isinstance(article, Article)
    assert (article.published, article.url, article.outlet) == (None, "https://post.example/1", "post.example")
    assert "published" not in article.inferred
    assert [(p.code, p.message) for p in article.problems] == [
        ("undated", "states no date; crawled on 2025-03-12, so published on that day or before")
    ]


# What the server sent


def encoded(body: bytes, name: str) -> bytes:
    if name == "br":
        return bytes(pytest.importorskip("brotli").compress(body))
    if name == "zstd":
        return bytes(pytest.importorskip("backports.zstd").compress(body))
    raw = zlib.compressobj(wbits=-15)
    packers = {
        "gzip": lambda: gzip.compress(body),
        "deflate": lambda: zlib.compress(body),
        "raw deflate": lambda: raw.compress(body) + raw.flush(),
        "identity": lambda: body,
    }
    return packers[name]()


@pytest.mark.parametrize("name", ["gzip", "deflate", "raw deflate", "br", "zstd", "identity"])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_is_unfolded(name: str, chunked: bool) -> None:
    body = encoded(PAGE, name)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {name.rpartition(' ')[2]}\r\n"
    if chunked:
        body = b"%x;x=y\r\n%s\r\n5\r\n%s\r\n0\r\n\r\n" % (len(body) - 5, body[:-5], body[-5:])
        head += "Transfer-Encoding: chunked\r\n"
    assert unfolded(answer(head.encode() + b"\r\n" + body)) == PAGE


@pytest.mark.parametrize("header", ["Content-Encoding: gzip", "Content-Encoding: br", "Transfer-Encoding: chunked"])
def test_a_header_that_the_crawler_left_over_a_plain_body(header: str) -> None:
    assert unfolded(answer(f"HTTP/1.1 200 OK\r\n{header}\r\n\r\n".encode() + PAGE)) == PAGE


@pytest.mark.parametrize(
    ("encoding", "body", "code"),
    [
        ("gzip", gzip.compress(bytes(30_000_000)), "bomb"),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(1 << 30 >> 4), 9), 9), "bomb"),
        ("gzip, gzip, gzip", gzip.compress(gzip.compress(gzip.compress(PAGE))), "bomb"),
        ("gzip", gzip.compress(PAGE)[:100] + b"\xff" * 100, "damaged"),
        ("quoth", PAGE, "encoding"),
    ],
)
def test_a_body_that_is_not_unfolded(encoding: str, body: bytes, code: str) -> None:
    with pytest.raises(UnfoldError) as refused:
        unfolded(answer(f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n".encode() + body))
    assert refused.value.code == code


def test_a_body_over_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.articles.warc.http.MOST_BODY", 1000)
    for head, body in (("Content-Encoding: gzip\r\n", gzip.compress(PAGE)), ("", PAGE)):
        with pytest.raises(UnfoldError) as refused:
            unfolded(answer(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body))
        assert refused.value.code == "too-large"


# Damage


@pytest.mark.parametrize("how", HOWS)
def test_forty_flipped_bytes_cost_the_record_that_they_are_in(how: str) -> None:
    needs(how)
    members = packed([info(), *(record(n, PAGE) for n in range(1, 8))], how)
    at, data = places(members), bytearray(b"".join(members))
    for n in range(at[3] + 60, at[3] + 100):
        data[n] ^= 0x55
    lines = listed(bytes(data))
    kept = [f"{at[n]} page https://post.example/{n}" for n in (1, 2, 4, 5, 6, 7)]
    assert [line for line in lines if " page http" in line] == kept
    [damage] = [line for line in lines if line.startswith("!")]
    start, end = map(int, damage.split()[1].split("-"))
    assert (start, end) in {(at[3], at[4]), (at[3], at[4] - 4)}  # the line ends that close a record are nobody's


@pytest.mark.parametrize("how", HOWS)
def test_a_length_that_swallows_what_follows_costs_one_record(how: str) -> None:
    needs(how)
    broken = record(2, PAGE, fields={"Content-Length": str(3 * len(PAGE))})
    members = packed([record(1, PAGE), broken, record(3, PAGE), record(4, PAGE)], how)
    lines = listed(b"".join(members))
    assert [line.split("/")[-1] for line in lines if " page http" in line] == ["1", "3", "4"]
    assert sum(line.startswith("!") for line in lines) == 1


@pytest.mark.parametrize("how", HOWS)
def test_cuts_anywhere_are_told_and_cost_nothing_before_them(how: str) -> None:
    needs(how)
    members = packed([info(), *(record(n, PAGE) for n in range(1, 5))], how)
    at, data, draw = places(members), b"".join(members), Random(3)
    for cut in [draw.randrange(1, len(data)) for _ in range(30)] + [len(data) - n for n in (1, 2, 3)]:
        if cut in at:
            continue
        lines = listed(data[:cut])
        whole = [n for n in range(1, 5) if at[n + 1] <= cut]
        assert [line.split("/")[-1] for line in lines if " page http" in line][: len(whole)] == [str(n) for n in whole]
        told = [line for line in lines if line.startswith("!")]
        assert told, f"cut at {cut} of {len(data)}"
        assert told[-1].endswith(("cut-short", "damaged"))


def test_damage_is_set_aside_with_its_bytes_and_ends_with_3(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    members = packed([info(), record(1, PAGE), record(2, PAGE), record(3, PAGE)], "gz")
    at, data = places(members), bytearray(b"".join(members))
    data[at[2] + 200] ^= 1
    (tmp_path / "crawl.warc.gz").write_bytes(data)
    engine = replace(SMALL, read=own_engine().read)
    assert main(["attributions", "crawl.warc.gz"], engine=engine) == 3
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["article"]["id"] for line in lines] == [f"crawl#{at[1]}", f"crawl#{at[2]}-{at[3]}", f"crawl#{at[3]}"]
    [problem] = lines[1]["problems"]
    assert problem["where"] == f"crawl.warc.gz#{at[2]}-{at[3]}"
    assert problem["message"].startswith(f"bytes {at[2]} to {at[3]} were skipped: the gzip data are damaged")
    assert problem["code"] == "damaged"


def test_noise_between_records_is_passed_and_told() -> None:
    data = record(1, PAGE) + Random(1).randbytes(5000) + record(2, PAGE) + b"\r\n" * 500 + record(3, PAGE)
    lines = listed(data)
    assert [line.split("/")[-1] for line in lines if " page http" in line] == ["1", "2", "3"]
    assert sum(line.startswith("!") for line in lines) == 1


def test_members_in_members_do_not_make_it_slow() -> None:
    """Each of 1,000 members begins like a record, holds the next, and is damaged: all read again would be n squared."""
    inner = b""
    for _ in range(1000):
        block = b"WARC/1.0\r\nA: b\r\n" + inner[:60_000]
        stored = b"\x00" + len(block).to_bytes(2, "little") + (len(block) ^ 0xFFFF).to_bytes(2, "little") + block
        inner = b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + stored + b"\x07"
    with within(2):
        assert [type(one) for one in records_of(io.BytesIO(inner))] == [Damage]


def test_a_record_too_large_to_hold_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.articles.warc.record.MOST_BLOCK", 100_000)
    for how in ("", "gz"):
        members = packed([record(1, PAGE), record(2, bytes(200_000), mime="video/mp4"), record(3, PAGE)], how)
        lines = listed(b"".join(members))
        assert [line.split("/")[-1] for line in lines if " page http" in line] == ["1", "2 too-large", "3"]
        assert not any(line.startswith("!") for line in lines)


def test_a_dictionary_that_a_zst_file_brings_with_it() -> None:
    zstd = pytest.importorskip("backports.zstd")
    made = [record(n, page) for n, page in enumerate(own_pages())]
    trained = zstd.train_dict([m[:3000] for m in made] * 8, 4096)
    content = trained.dict_content
    for brought in (content, zstd.compress(content)):
        head = b"\x5d\x2a\x4d\x18" + len(brought).to_bytes(4, "little") + brought
        data = head + b"".join(zstd.compress(m, zstd_dict=trained) for m in made[:3])
        assert [line.split("/")[-1] for line in listed(data)] == ["0", "1", "2"]


# WACZ, and archives of other files


def test_a_wacz_file_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    members = packed([info(), record(1, PAGE)], "gz")
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as made:
        made.writestr("datapackage.json", "{}")
        made.writestr("pages/pages.jsonl", '{"url": "https://post.example/1", "text": "not the article"}')
        made.writestr("archive/data.warc.gz", b"".join(members))
    article, *_, remark = quoth.read(tmp_path / "crawl.wacz")
    assert isinstance(article, Article)
    assert article.id == f"crawl#data.warc.gz#{len(members[0])}"
    assert isinstance(remark, Problem)
    assert remark.message == "2 files are no articles (.json 1, .jsonl 1)"


def test_others_are_counted_and_named() -> None:
    assert str(Others({"image/png": 3, "redirect": 1})) == "4 records are no pages (image/png 3, redirect 1)"
