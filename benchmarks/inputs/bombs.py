"""Thirty inputs that are small on the disk and without end when they are unfolded or taken apart."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from benchmarks.inputs.whole import TEXT, docx, packed, parquet, record, workbook, zipped

HUGE = 1 << 30
_STEP = bytes(1 << 20)


def _gzip_of_zeros(size: int, head: bytes = b"") -> bytes:
    """Deflate lets whole blocks be repeated; the check at the end is wrong, and nobody should get there."""
    inner = zlib.compressobj(9, wbits=31)
    first = inner.compress(head) + inner.flush(zlib.Z_FULL_FLUSH)
    block = inner.compress(_STEP) + inner.flush(zlib.Z_FULL_FLUSH)
    return first + block * (size >> 20) + inner.flush()


def _zstd_of_zeros(size: int, head: bytes = b"") -> bytes:
    from backports import zstd

    inner = zstd.ZstdCompressor()
    out = [inner.compress(head)] + [inner.compress(_STEP) for _ in range(size >> 20)]
    return b"".join([*out, inner.flush()])


def _brotli_of_zeros(size: int) -> bytes:
    import brotli

    inner = brotli.Compressor(quality=1)
    return b"".join([*(inner.process(_STEP) for _ in range(size >> 20)), inner.finish()])


def _many_names(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(count):
            archive.writestr(zipfile.ZipInfo(f"{n}.txt"), b"x")
    return out.getvalue()


def _overlapping(count: int) -> bytes:
    """An archive whose members all lie on one another: each is the same deflated 20 MB of zeros."""
    inner = zlib.compressobj(9, wbits=-15)
    body = b"".join([*(inner.compress(_STEP) for _ in range(20)), inner.flush()])
    crc = zlib.crc32(bytes(20 << 20))
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0x21, crc, len(body), 20 << 20, 5, 0) + b"0.txt"
    centre = b"".join(
        struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0x21, crc, len(body), 20 << 20, 5, 0, 0, 0, 0, 0, 0
        )
        + f"{n:05d}"[-5:].encode()
        for n in range(count)
    )
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(centre), len(head) + len(body), 0)
    return head + body + centre + end


def bombs() -> Iterator[tuple[str, str, bytes]]:
    """(what it is, file name, bytes) of each; most want a GiB."""
    text = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    zeros = _gzip_of_zeros(HUGE)
    twice = gzip.compress(zeros, 9)
    yield "gzip of zeros", "a.txt.gz", zeros
    yield "gzip in gzip, in a web archive", "a.warc.gz", gzip.compress(zeros, 9)
    yield "a gzip body in gzip", "b.warc.gz", gzip.compress(record(1, zeros, more="Content-Encoding: gzip\r\n"))
    yield (
        "a gzip body twice over",
        "c.warc.gz",
        gzip.compress(record(1, twice, more="Content-Encoding: gzip, gzip\r\n")),
    )
    yield (
        "a record that says it has a GiB",
        "d.warc.gz",
        _gzip_of_zeros(HUGE, text + b"Content-Length: %d\r\n\r\n" % HUGE),
    )
    yield (
        "a record that says it has little",
        "e.warc.gz",
        _gzip_of_zeros(HUGE, text + b"Content-Length: 9\r\n\r\nHTTP/1.1 "),
    )
    yield "a header without end", "f.warc.gz", _gzip_of_zeros(HUGE, text)
    yield "a thousand members of zeros", "g.warc.gz", _gzip_of_zeros(2 << 20) * 1000
    yield "Zstandard of zeros", "h.txt.zst", _zstd_of_zeros(HUGE)
    yield (
        "Zstandard of zeros in a web archive",
        "i.warc.zst",
        _zstd_of_zeros(HUGE, text + b"Content-Length: 9\r\n\r\nHTTP/1.1 "),
    )
    yield (
        "a Zstandard body",
        "j.warc.gz",
        gzip.compress(record(1, _zstd_of_zeros(HUGE), more="Content-Encoding: zstd\r\n")),
    )
    yield "a dictionary of zeros", "k.warc.zst", _dictionary()
    yield (
        "a Brotli body",
        "l.warc.gz",
        gzip.compress(record(1, _brotli_of_zeros(HUGE), more="Content-Encoding: br\r\n")),
    )
    yield (
        "Brotli in gzip in Brotli",
        "m.warc",
        record(1, _brotli_in_brotli(), more="Content-Encoding: br, gzip, br\r\n"),
    )
    yield (
        "deflate of zeros",
        "n.warc",
        record(1, zlib.compress(bytes(HUGE >> 5), 9), more="Content-Encoding: deflate\r\n"),
    )
    yield "bzip2 of zeros", "o.txt.bz2", bz2.compress(bytes(HUGE >> 4))
    yield "xz of zeros", "p.jsonl.xz", lzma.compress(bytes(HUGE >> 4))
    yield (
        "a chunk of a terabyte",
        "q.warc",
        record(1, b"ffffffffff\r\n" + b"x" * 999, more="Transfer-Encoding: chunked\r\n"),
    )
    yield "a million chunks", "r.warc", record(1, b"1\r\nx\r\n" * 1_000_000, more="Transfer-Encoding: chunked\r\n")
    yield "ZIP of 100,000 names", "s.zip", _many_names(100_000)
    yield "ZIP of zeros", "t.zip", zipped({"a.txt": bytes(HUGE >> 4)})
    yield "ZIP of 5,000 files that lie on one another", "u.zip", _overlapping(5000)
    yield "WACZ of a bomb", "v.wacz", zipped({"datapackage.json": b"{}", "archive/a.warc.gz": gzip.compress(zeros, 9)})
    yield "DOCX of zeros", "w.docx", docx("<w:p/>" * 2_000_000)
    yield "XLSX of zeros", "wa.xlsx", workbook(b"<worksheet>" + b"<row/>" * 20_000_000)
    yield "JSON nested 100,000 deep", "x.json", b'{"text":' * 100_000
    yield "JSON Lines nested 100,000 deep", "y.jsonl", b"[" * 100_000 + b"]" * 100_000
    yield (
        "a JSON Feed nested 100,000 deep",
        "z.json",
        (b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000),
    )
    yield "Parquet with 100,000 levels in its schema", "A.parquet", _deep_parquet(100_000)
    yield "Parquet of one text of a megabyte, 300 times", "B.parquet", parquet(300, "zstd(3)", "x" * 1_000_000)
    yield "a feed nested 100,000 deep", "C.rss", b"<rss><channel>" + b"<item>" * 100_000 + b"<a>" * 100_000
    yield "a page nested 100,000 deep", "D.html", b"<div>" * 100_000 + TEXT.encode()
    yield (
        "CSV with a million cells",
        "E.csv",
        b"text" + b"," * 1_000_000 + b"\n" + TEXT.partition(",")[0].encode() + b"," * 1_000_000,
    )
    yield "a declared entity that multiplies", "F.rss", _laughs()


def _dictionary() -> bytes:
    frame = _zstd_of_zeros(HUGE)
    return b"\x5d\x2a\x4d\x18" + struct.pack("<I", len(frame)) + frame + packed([record(1, b"<html>")], "zst")[0]


def _brotli_in_brotli() -> bytes:
    import brotli

    return brotli.compress(gzip.compress(_brotli_of_zeros(HUGE)), quality=1)


def _deep_parquet(levels: int) -> bytes:
    """A footer in Thrift's compact protocol whose schema is one group inside of another."""
    element = b"\x25\x02\x18\x01a\x15\x02\x00"  # repetition, name, one child
    count = levels + 1
    varint = bytearray()
    while count > 0x7F:
        varint.append(count & 0x7F | 0x80)
        count >>= 7
    varint.append(count)
    schema = b"\x19\xfc" + bytes(varint) + element * levels + b"\x15\x0c\x25\x02\x18\x01b\x00"
    footer = b"\x15\x02" + schema + b"\x16\x00\x19\x0c\x00"
    return b"PAR1" + footer + struct.pack("<I", len(footer)) + b"PAR1"


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    item = f"<item><title>&a11;</title><description>&a11; {TEXT}</description></item>"
    return f"<!DOCTYPE rss [{entities}]><rss><channel>{item}</channel></rss>".encode()
