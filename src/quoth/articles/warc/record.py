"""One record of a WARC file: its header, its block, and whether both are as they were written.

The format is ISO 28500 (WARC 1.1): a version line, named fields, an empty line, `Content-Length` bytes, two line ends.
A record is believed when its header reads as one and its length leads to the end of the record; where nothing under it
vouches for the bytes (no gzip member around it) its block digest is computed, too.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quoth.articles.warc.window import Window

MOST_BLOCK = 21_000_000
"""Bytes of a record that are held: a page of `encoding.MOST_BYTES`, and its headers."""

MOST_HEADER = 64 * 1024
TYPES = frozenset({"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"})

START = re.compile(rb"WARC/[01]\.\d\d?\r?\n[A-Za-z-]+:")
OVERLAP = 80  # bytes; a longer name of a first field is none

_VERSION = re.compile(rb"WARC/[01]\.\d\d?\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)")
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_CLOSING = (b"\r\n\r\n", b"\n\n", b"\r\n\n", b"\n\r\n")


@dataclass(frozen=True, slots=True)
class Record:
    """A record that reads as one. `block` is None where it is larger than `MOST_BLOCK`; `at` counts into its stream."""

    at: int
    fields: dict[str, str]
    length: int
    block: bytes | None = field(repr=False)

    @property
    def type(self) -> str:
        return self.fields.get("warc-type", "").lower()


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes `start:end` of a stream that could not be read as records: why, in words, and as a code."""

    start: int
    end: int
    why: str
    code: str = "damaged"


@dataclass(frozen=True, slots=True)
class Header:
    """The named fields of a record, in lower case, and how many bytes they took."""

    fields: dict[str, str]
    size: int
    length: int


def records(window: Window, *, digests: bool, bare: bool = False) -> Iterator[Record | Damage]:
    """The records of a stream of bytes one behind the other, and each stretch that is none.

    After damage the next stretch that begins like a record is taken up. With `digests` the block digests are checked;
    `bare` says that nothing but its last bytes shows that the stream is whole. A record is given out only when the
    bytes behind it have been looked at.
    """
    while True:
        while (near := window.peek(OVERLAP)) and (blank := len(near) - len(near.lstrip(b"\r\n"))):
            window.skip(blank)
        at = window.at
        if not window.peek(1):
            return
        header = _header(window.peek(MOST_HEADER))
        if isinstance(header, str):
            window.find(START, 1, OVERLAP)
            yield Damage(at, window.at, header)
        elif header.length > MOST_BLOCK:
            yield Record(at, header.fields, header.length, None)
            end = at + header.size + header.length
            window.find(START, header.size, OVERLAP)
            if not end <= window.at <= end + 4:
                yield Damage(at, window.at, f"a record says it has {header.length} bytes, and has not", "cut-short")
        else:
            yield from _record(window, header, digests=digests, bare=bare)


def _record(window: Window, header: Header, *, digests: bool, bare: bool) -> Iterator[Record | Damage]:
    at = window.at
    block = window.peek(header.length, header.size)
    behind = window.peek(OVERLAP + 4, header.size + header.length)
    closing = next((c for c in _CLOSING if behind.startswith(c)), None)
    loose = closing is None and (not behind.strip(b"\r\n") or START.match(behind.lstrip(b"\r\n")))
    if len(block) < header.length or (closing is None and not loose):
        found = window.find(START, header.size, OVERLAP)
        cut = found is None and len(block) < header.length
        why = "the file ends inside a record" if cut else "a record does not end where its length says"
        yield Damage(at, window.at, why, "cut-short" if cut else "damaged")
        return
    end = at + header.size + header.length
    if digests and not _vouched(block, header.fields.get("warc-block-digest", "")):
        window.skip(header.size + header.length)
        yield Damage(at, end, "the bytes of a record are not those of its digest")
        return
    if header.fields["warc-type"].lower() not in TYPES:
        window.skip(header.size + header.length)
        yield Damage(at, end, "a record is of no known type")
        return
    window.skip(header.size + header.length)
    yield Record(at, header.fields, header.length, block)
    if bare and len(behind) < 4 and behind not in _CLOSING:
        yield Damage(end, end + len(behind), "the file ends before the line ends that close a record", "cut-short")


def _header(data: bytes) -> Header | str:
    """The header that `data` begins with, or why it is none."""
    version = _VERSION.match(data)
    if version is None:
        return "expected a WARC record, found something else"
    end = _END.search(data, version.end() - 2)
    if end is None:
        return "the header of a record does not end"
    try:
        lines = data[version.end() : end.start()].decode("utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        return "the header of a record is not UTF-8"
    fields: dict[str, str] = {}
    last = ""
    for line in lines:
        if line[:1] in (" ", "\t") and last:
            fields[last] += " " + line.strip()
            continue
        m = _FIELD.fullmatch(line)
        if m is None or _CONTROL.search(line):
            return "the header of a record has a line that is none"
        last = m[1].lower()
        fields.setdefault(last, m[2].strip())
    length = fields.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", length):
        return "the header of a record does not say how long it is"
    if not fields.get("warc-type"):
        return "the header of a record does not say what it is"
    return Header(fields, end.end(), int(length))


def _vouched(block: bytes, digest: str) -> bool:
    """Whether `block` has the digest that its header states; True where it states none that can be computed."""
    name, _, value = digest.partition(":")
    name = name.strip().lower().replace("-", "")
    if name not in ("sha1", "sha256", "sha512", "md5") or not value:
        return True
    computed = hashlib.new(name, block, usedforsecurity=False).digest()
    value = value.strip()
    try:
        if len(value) == 2 * len(computed):
            return binascii.unhexlify(value) == computed
        return base64.b32decode(value.upper() + "=" * (-len(value) % 8)) == computed
    except (binascii.Error, ValueError):
        return False
