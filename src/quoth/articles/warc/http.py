"""The answer of a web server as a record holds it: its status, what it says of its body, and the body unfolded.

Crawlers differ in what they undo before they write: CC-NEWS keeps `Content-Encoding: gzip` over a body that is unfolded
already, others rename the header. So a body is unfolded only where it looks folded. Each folding is held to
`unpack.RATIO` times what went in, all of it to `MOST_BODY`; more than `MOST_LAYERS` are not undone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from quoth.articles.unpack import FREE, RATIO, UnfoldError, decompressor, failures

MOST_BODY = 20_000_000
MOST_LAYERS = 2
MOST_CHUNKS = 100_000
"""Chunks of a body that are joined; servers send some thousand bytes in each."""
_MOST_HEADER = 256 * 1024
_PIECE = 1 << 16
_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b")
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\n]{0,1000})?\r?\n")
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: `status` is None where the record has no status line, `body` is as it came."""

    status: int | None
    fields: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def mime(self) -> str:
        """The kind of content that the server names, in lower case; empty where it names none."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        m = _CHARSET.search(self.fields.get("content-type", "")[:500])
        return m[1] if m else None


def answer(block: bytes) -> Answer:
    """The answer in the block of a response. A block that begins like none is all body."""
    status = _STATUS.match(block)
    if status is None:
        return Answer(None, {}, block)
    end = _END.search(block, 0, _MOST_HEADER)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block[:_MOST_HEADER], b"")
    fields: dict[str, str] = {}
    for line in head.decode("latin-1").split("\n")[1:2000]:
        name, colon, value = line.partition(":")
        if colon and len(name) < 100:
            fields.setdefault(name.strip().lower(), value.strip())
    return Answer(int(status[1]), fields, body)


def unfolded(given: Answer) -> bytes:
    """The body, its chunks joined and its encodings undone. Raises UnfoldError, with a code, where that cannot be."""
    body = given.body
    if "chunked" in given.fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    layers = [n.strip().lower() for n in given.fields.get("content-encoding", "")[:200].split(",") if n.strip()]
    undone = 0
    for layer in reversed(layers):
        name = {"x-gzip": "gzip", "x-deflate": "deflate"}.get(layer, layer)
        if name in ("identity", "none", "utf-8") or not body or not _looks_folded(name, body):
            continue
        if undone == MOST_LAYERS:
            raise UnfoldError(f"the body is encoded more than {MOST_LAYERS} times: not read", "bomb")
        body = _undone(name, body)
        undone += 1
    if len(body) > MOST_BODY:
        raise UnfoldError(f"has {len(body)} bytes: of a page at most {MOST_BODY} are read", "too-large")
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of a body; the body itself where it has none. What follows a chunk that is cut is left out."""
    out: list[bytes] = []
    at = 0
    while m := _SIZE.match(body, at):
        size = int(m[1], 16)
        if size == 0:
            break
        if len(out) == MOST_CHUNKS:
            raise UnfoldError(f"the body has more than {MOST_CHUNKS} chunks: not read", "bomb")
        out.append(body[m.end() : m.end() + size])
        at = m.end() + size
        if body.startswith(b"\r\n", at):
            at += 2
        elif body.startswith(b"\n", at):
            at += 1
        if at > len(body):
            break
    return b"".join(out) if out else body


def _looks_folded(name: str, body: bytes) -> bool:
    if name == "gzip":
        return body.startswith(b"\x1f\x8b")
    if name == "zstd":
        return body.startswith(b"\x28\xb5\x2f\xfd")
    if name == "deflate":
        return body.lstrip()[:1] != b"<"
    if name == "br":
        return body.lstrip()[:1] not in (b"<", b"{")
    raise UnfoldError(f"the body is encoded as {name[:40]!r}, which is not known here", "encoding")


def _undone(name: str, body: bytes) -> bytes:
    out: list[bytes] = []
    length = 0
    try:
        for piece in _pieces(name, body):
            out.append(piece)
            length += len(piece)
            if length > FREE + RATIO * len(body):
                raise UnfoldError(f"{len(body)} bytes of {name} unfold to more than {RATIO} times as many", "bomb")
            if length > MOST_BODY:
                raise UnfoldError(f"the body unfolds to more than {MOST_BODY} bytes: not read", "too-large")
    except UnfoldError as error:
        if error.code != "cut-short" or not out:
            raise
    except _failures():
        raise UnfoldError(f"the {name} data of the body are damaged", "damaged") from None
    return b"".join(out)


def _pieces(name: str, body: bytes) -> Iterator[bytes]:
    """What `body` unfolds to, piece by piece, none much longer than `_PIECE`."""
    if name == "br":
        yield from _brotli(body)
        return
    inner: Any = decompressor(name) if name != "deflate" else _deflate(body)
    waiting = body
    while not inner.eof:
        piece = inner.decompress(waiting, _PIECE)
        before, waiting = len(waiting), getattr(inner, "unconsumed_tail", b"")
        if piece:
            yield bytes(piece)
        elif not waiting and not inner.eof and before == 0:
            raise UnfoldError(f"the {name} data of the body end in the middle", "cut-short")


def _deflate(body: bytes) -> Any:
    """Deflate as the standard says, with the header of zlib, or without, as some servers send it."""
    has_header = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
    return zlib.decompressobj(wbits=15 if has_header else -15)


def _brotli(body: bytes) -> Iterator[bytes]:
    try:
        import brotli
    except ImportError:
        message = "the body is encoded with Brotli, which is read with the extra: pip install 'quoth[archives]'"
        raise UnfoldError(message, "extra") from None
    inner = brotli.Decompressor()
    waiting = body
    while not inner.is_finished():
        piece = inner.process(waiting, output_buffer_limit=_PIECE)
        waiting = b""
        if piece:
            yield piece
        elif inner.can_accept_more_data():
            raise UnfoldError("the br data of the body end in the middle", "cut-short")


def _failures() -> tuple[type[Exception], ...]:
    try:
        import brotli
    except ImportError:
        return failures()
    return (*failures(), brotli.error)
