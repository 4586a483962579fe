"""A library of bad inputs over every reader: damaged in forty ways, misnamed, misdeclared, and wrong in their own way.

Each is a file name and bytes, always the same. None of them may stop a run, and each must come to an article or to a
problem with a code.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import struct
from collections.abc import Callable, Iterator
from random import Random

from benchmarks.inputs.whole import TEXT, own_pages, packed, record, rss, whole, zipped

Damage = Callable[[bytes, Random], bytes]


def _cut(share: float) -> Damage:
    return lambda data, _: data[: int(len(data) * share)]


def _flipped(where: float, many: int) -> Damage:
    def damage(data: bytes, draw: Random) -> bytes:
        out = bytearray(data)
        for n in range(many):
            at = min(len(out) - 1, int(len(out) * where) + n)
            out[at] ^= draw.randrange(1, 256)
        return bytes(out)

    return damage


def _scattered(many: int) -> Damage:
    def damage(data: bytes, draw: Random) -> bytes:
        out = bytearray(data)
        for _ in range(many):
            out[draw.randrange(len(out))] ^= draw.randrange(1, 256)
        return bytes(out)

    return damage


def _put_in(where: float, what: bytes) -> Damage:
    return lambda data, _: data[: int(len(data) * where)] + what + data[int(len(data) * where) :]


def _again(codec: str) -> Damage:
    def damage(data: bytes, _: Random) -> bytes:
        try:
            return data.decode().encode(codec, "replace")
        except UnicodeDecodeError:
            return data[::-1]

    return damage


DAMAGES: dict[str, Damage] = {
    "nothing": lambda _, __: b"",
    "white space": lambda _, __: b" \r\n\t" * 9,
    "one byte": lambda data, _: data[:1],
    **{f"cut at {share}": _cut(share) for share in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.999)},
    "without its first byte": lambda data, _: data[1:],
    "without its first hundred": lambda data, _: data[100:],
    "without its last byte": lambda data, _: data[:-1],
    "zeros in front": lambda data, _: bytes(64) + data,
    "zeros behind": lambda data, _: data + bytes(4096),
    "zeros inside": _put_in(0.5, bytes(512)),
    "twice": lambda data, _: data + data,
    "backwards": lambda data, _: data[::-1],
    **{f"flipped at {where}": _flipped(where, 40) for where in (0.0, 0.2, 0.5, 0.8, 0.98)},
    **{f"{many} flipped": _scattered(many) for many in (1, 4, 40)},
    "controls": _put_in(0.4, bytes(range(32)) * 4),
    "high bytes": _put_in(0.4, bytes(range(128, 256))),
    "tags": _put_in(0.4, b"<q><script><!--<![CDATA[" * 40),
    "brackets": _put_in(0.4, b'[{"' * 400),
    "quotation marks": _put_in(0.4, b'"""' * 401),
    **{f"mark of {name}": _put_in(0, mark) for name, mark in (
        ("UTF-8", b"\xef\xbb\xbf"), ("UTF-16", b"\xff\xfe"), ("UTF-32", b"\xff\xfe\0\0"), ("UTF-7", b"+/v8-"))},
    **{f"as {codec}": _again(codec) for codec in (
        "utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "koi8-r", "cp037", "utf-7")},
    "Mac line ends": lambda data, _: data.replace(b"\n", b"\r"),
    "gzip in gzip": lambda data, _: gzip.compress(gzip.compress(data, mtime=0), mtime=0),
    "words behind": lambda data, _: data + TEXT.encode(),
}  # fmt: skip

WRONG_VALUES = (
    "null", "true", "0", "-1", "1e999", "NaN", '""', '" "', "[]", "{}", "[[]]", '{"a": {"b": null}}', '"\\ud800"', '"\\u0000"',
    "[1, null, \"x\"]", "123456789012345678901234567890", '"' + "9" * 400 + '"', '"0000-00-00"', '"<q>"', '"=1+1"',
)  # fmt: skip
FIELDS = ("text", "title", "outlet", "published", "language", "url", "authors", "source", "date", "publisher")


def bad() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every bad input; the name's end is what a user would call such a file."""
    draw = Random(5)
    good = whole()
    for kind, (name, data) in good.items():
        for what, damage in DAMAGES.items():
            yield f"{kind}-{what}-{name}".replace(" ", "_"), damage(data, draw)
    for kind, (_, data) in good.items():
        for other, (name, _) in good.items():
            if kind != other:
                yield f"{kind}-called-{name}".replace(" ", "_"), data
    yield from _rows()
    yield from _records()
    yield from _answers()
    yield from _feeds()
    yield from _archives()
    yield from _pages()


def _rows() -> Iterator[tuple[str, bytes]]:
    for field in FIELDS:
        for n, value in enumerate(WRONG_VALUES):
            text = json.dumps(TEXT)
            row = f'{{"text": {text}, "{field}": {value}}}' if field != "text" else f'{{"text": {value}}}'
            yield f"row-{field}-{n}.jsonl", f'{row}\n{{"text": {text}}}\n'.encode()
            yield f"row-{field}-{n}.json", f"[{row}, {row}]".encode()
    for n, text in enumerate((
        "", "\n", "text", "text\n", ",\n,\n", "text,text\na,b\n", "text\n" + "," * 5000, "\"text\n", "text\n\"a", "text\n\"a\"b\"c",
        "text\r\ra\r", "a,b\n1,2,3\n", "text\n" + "x\n" * 3000, ";;;\n", "text\n\"" + "a\n" * 4000, "TEXT,Title\n,\n", "\ttext\nx",
        "text," * 6000 + "\nx", "text\n\0\n", "sep=;\ntext;title\na;b\n", "'text'\n'a'\n", "text\n" + '"",' * 900,
    )):  # fmt: skip
        yield f"table-{n}.csv", text.encode()
        yield f"table-{n}.tsv", text.replace(",", "\t").encode()
    for n, text in enumerate(("[", "{", "[[", "[1]", "[null]", '{"a": []}', '{"a": [{}], "b": [{}]}', "[" * 99_999, '{"a":' * 99_999,
                              '[{"text": "x"},]', '[{"text": "x"} {"text": "y"}]', "1", '"x"', "[]", "{}", "nul", '[{"text": "x"}]]')):  # fmt: skip
        yield f"whole-{n}.json", text.encode()
        yield f"line-{n}.jsonl", text.encode()


def _records() -> Iterator[tuple[str, bytes]]:
    """WARC records with a field missing, doubled or wrong, between two good ones."""
    page = own_pages()[1]
    before, after = record(1, page), record(3, page)
    wrong = {
        "Content-Length": ("", "x", "-1", "0", "1", "9" * 15, "9" * 40, "1e3", "0x10", " 12 "),
        "WARC-Type": ("", "page", "RESPONSE", "revisit", "request", "conversion", "resource", "continuation"),
        "WARC-Date": ("", "yesterday", "2025-13-40T00:00:00Z", "0000-00-00", "2025", "9" * 99),
        "WARC-Target-URI": ("", "<https://post.example/>", "file:///etc/passwd", "javascript:x", "x" * 9000, "\u200b"),
        "WARC-Block-Digest": ("", "sha1:", "sha1:AAAA", "md5:x", "sha9:zz", ":::", "sha256:" + "A" * 64, "sha1:\u00e9"),
        "WARC-Payload-Digest": ("sha1:AAAA",),
        "Content-Type": ("", "text/html", "x" * 5000, "application/http;;;", "\u00e9"),
        "WARC-Segment-Number": ("2",),
    }
    for name, values in wrong.items():
        for n, value in enumerate(values):
            middle = record(2, page, fields={name: value})
            for how in ("", "gz", "zst"):
                ends = f".warc{'.' if how else ''}{how}"
                yield f"record-{name}-{n}{ends}", b"".join(packed([before, middle, after], how))
        without = b"".join(
            line for line in before.splitlines(keepends=True) if not line.startswith(f"{name}:".encode())
        )
        yield f"record-without-{name}.warc", without + after
    heads = (
        b"WARC/1.0",
        b"WARC/9.9\r\n",
        b"WARC/1.1\r\n\r\n",
        b"warc/1.1\r\nA: b\r\n\r\n",
        b"WARC/1.1\r\n" + b"A: b\r\n" * 20_000,
    )
    for n, head in enumerate(
        (*heads, b"WARC/1.1\r\nA\0: b\r\n\r\n", b"WARC/1.1\n\n", b"\r\n" * 5000, b"WARC/1.1\r\n" * 3000)
    ):
        yield f"head-{n}.warc", head + b"\r\n\r\n" + after
        yield f"head-{n}-alone.warc", head
        yield f"head-{n}.warc.gz", gzip.compress(head) + gzip.compress(after)


def _answers() -> Iterator[tuple[str, bytes]]:
    """HTTP answers that say one thing of their body and are another."""
    page = own_pages()[1]
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    encodings = (
        "gzip",
        "deflate",
        "br",
        "zstd",
        "identity",
        "gzip, gzip",
        "gzip, br, gzip",
        "compress",
        "x" * 999,
        "",
        "\u00e9",
    )
    bodies = {
        "plain": page, "gzip": gzip.compress(page), "twice": gzip.compress(gzip.compress(page)), "cut": gzip.compress(page)[:-300],
        "zeros": bytes(3000), "none": b"", "chunked": chunked, "chunk-cut": chunked[:900], "chunk-large": b"ffffffffffff\r\n" + page,
        "chunk-wrong": b"zz\r\n" + page,
    }  # fmt: skip
    for n, encoding in enumerate(encodings):
        for kind, body in bodies.items():
            transfer = "Transfer-Encoding: chunked\r\n" if kind.startswith("chunk") else ""
            made = record(1, body, more=f"Content-Encoding: {encoding}\r\n{transfer}")
            yield f"answer-{n}-{kind}.warc.gz", gzip.compress(made)
    for status in ("204 None", "206 Part", "301 Moved", "404 Not found", "500 No", "999", "", "abc", "200"):
        yield f"status-{status[:3]}.warc", record(1, page, status=status)
    for n, mime in enumerate(("text/plain", "image/png", "", "text/html; charset=utf-7", "text/html; charset=" + "x" * 200, "text/html;" * 99,
                              "application/pdf", "TEXT/HTML", "text/html; charset=shift_jis", "multipart/x-mixed-replace")):  # fmt: skip
        yield f"mime-{n}.warc", record(1, page, mime=mime)
        yield f"resource-{n}.warc", record(1, page, mime=mime, kind="resource")
        yield f"conversion-{n}.warc", record(1, TEXT.encode(), mime=mime, kind="conversion")


def _feeds() -> Iterator[tuple[str, bytes]]:
    whole_feed = rss()
    swaps = {
        "<item>": ("", "<item><item>", "<ITEM>", "<item/>", "<entry>", "<item x='>"),
        "</item>": ("", "</item></item>", "</channel>", "</rss>"),
        "<guid>": ("", "<guid><guid>", "<guid isPermaLink='true'>"),
        "</content:encoded>": ("", "]]>", "</content>"),
        "<![CDATA[": ("", "<![CDATA[<![CDATA[", "<!--", "<![cdata["),
        "]]>": ("", "-->"),
        "2025": ("0000", "99999", "", "Mar", "-1"),
        "utf-8": ("utf-16", "utf-7", "x", "shift_jis", "ebcdic"),
        "<title>": (
            "<title type='xhtml'>",
            "<title>&#x110000;",
            "<title>&#55555;",
            "<title>\x00",
            "<title>&nbsp;&quay;",
        ),
        "https://post.example/": ("javascript:x", "file:///etc/passwd", "http://[::1", "//", "x" * 9000),
        "<link>": ("<link href=''>", "<atom:link>", "<link/>"),
        "<rss": ("<rss" + " a='b'" * 9000, "<rdf:RDF", "<feed", "<html", "<nitf"),
        "The Harbour Post": ("", "\u202e" * 90, "<b>" * 900),
    }
    for n, (old, news) in enumerate(swaps.items()):
        for m, new in enumerate(news):
            yield f"feed-{n}-{m}.rss", whole_feed.replace(old, new).encode()
            yield f"feed-{n}-{m}.xml", whole_feed.replace(old, new, 1).encode()
    for n, value in enumerate(WRONG_VALUES):
        for name in ("items", "title", "version", "language"):
            made = {"version": "https://jsonfeed.org/version/1.1", "items": [], "title": "T", "language": "en"}
            yield f"jsonfeed-{name}-{n}.json", json.dumps(made).replace(json.dumps(made[name]), value).encode()
        item = '{"id": "1", "content_html": ' + json.dumps(TEXT) + "}"
        for name in ("id", "url", "content_html", "content_text", "authors", "date_published"):
            inside = item[:-1] + f', "{name}": {value}}}'
            feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{inside}, {item}]}}'
            yield f"jsonfeed-item-{name}-{n}.json", feed.encode()


def _archives() -> Iterator[tuple[str, bytes]]:
    names = (
        "../../up.txt", "/abs.txt", "C:\\x.txt", "a//b.txt", "", ".", "..", "a\0b.txt", "\u202etxt.a", "x" * 3000 + ".txt", "con.txt", "-",
        "a.txt/", "é.txt", "a\nb.txt", "__MACOSX/a.txt", ".hidden", "in.zip", "x.warc.gz", "x.parquet", "x.docx", "x.eml", "x.pdf",
    )  # fmt: skip
    for n, name in enumerate(names):
        yield f"names-{n}.zip", zipped({name: TEXT.encode(), "good.txt": TEXT.encode()})
    good = zipped({"a.txt": TEXT.encode() * 3, "b.txt": TEXT.encode()})
    end = good.rfind(b"PK\x05\x06")
    centre = struct.unpack_from("<I", good, end + 16)[0]
    for n, (at, form) in enumerate(((end + 10, "<H"), (end + 12, "<I"), (end + 16, "<I"), (centre + 8, "<H"), (centre + 10, "<H"),
                                    (centre + 16, "<I"), (centre + 20, "<I"), (centre + 24, "<I"), (centre + 28, "<H"),
                                    (centre + 42, "<I"), (26, "<H"), (8, "<H"))):  # fmt: skip
        for value in (0, 1, 0x7FFF, 0xFFFF if form == "<H" else 0xFFFFFFFF):
            out = bytearray(good)
            struct.pack_into(form, out, at, value)
            yield f"field-{n}-{value}.zip", bytes(out)
            yield f"field-{n}-{value}.wacz", bytes(out)


def _pages() -> Iterator[tuple[str, bytes]]:
    page = own_pages()[1]
    labels = ("utf-7", "utf-16", "utf-32", "cp037", "hex", "rot13", "punycode", "idna", "unicode_escape", "x-user-defined", "iso-2022-jp",
              "gb18030", "big5", "euc-kr", "windows-874", "koi8-u", "macintosh", "replacement", "none", "utf8mb4", "\u00fc", "0" * 40)  # fmt: skip
    for n, label in enumerate(labels):
        yield f"charset-{n}.html", page.replace(b'charset="utf-8"', f'charset="{label}"'.encode())
    digest = base64.b64encode(hashlib.sha256(page).digest())
    for n, body in enumerate((b"<html>", b"<html><body>", b"<!DOCTYPE html>", b"<p>", b"<" * 9000, b"&" * 9000, b"<p>" + digest * 400, b"<script>x",
                              b"<title>x", b"<table>" * 9000, b"<p " + b"a=b " * 20_000 + b">x", b"<!--", b"<style>", b"<textarea>",
                              b"<svg>" * 99, b"<math>" * 99, b"<template>" + page, b"<frameset>", b"<plaintext>" + page, b"<noscript>" + page)):  # fmt: skip
        yield f"page-{n}.html", body
        yield f"page-{n}-in.warc", record(1, body)
