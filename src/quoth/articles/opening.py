"""A place to the bytes that lie there: a file, standard input, what stands at an address, or a part of an archive."""

from __future__ import annotations

import io
import os
import sys
from typing import BinaryIO

from quoth.articles import kinds
from quoth.articles.place import STDIN, Place, opened, unread
from quoth.articles.run import Run
from quoth.articles.text import MOST_BYTES
from quoth.articles.unpack import UnfoldError, beginning, compression, unpacked
from quoth.types import Problem

_PIECE = 1 << 20
_HEAD = 1 << 16  # bytes of a compressed file by whose beginning it is told what it holds


def stream(place: Place, run: Run) -> BinaryIO | Problem:
    """The bytes of `place` as they lie there, compressed or not; or the Problem that they cannot be had."""
    if place.at == STDIN:
        return io.BytesIO(run.stdin or b"")
    if place.remote is not None:
        try:
            return place.remote.opened()
        except ValueError as error:
            return unread(place, str(error), code=getattr(error, "code", None) or "address")
    found = opened(place)
    if isinstance(found, Problem):
        return found
    return run.meter.counted(found) if run.meter else os.fdopen(found, "rb")


def whole(raw: BinaryIO) -> bytes:
    """All bytes of a file, unfolded. Raises UnfoldError where they cannot be had or are more than `MOST_BYTES`."""
    data = capped(unpacked(raw))
    if len(data) > MOST_BYTES:
        message = f"has more than {MOST_BYTES:,} bytes: split it, or write its articles to a .jsonl file"
        raise UnfoldError(message, "too-large")
    return data


def capped(source: BinaryIO) -> bytes:
    """What `source` holds, at most `MOST_BYTES` and one more; asked for in pieces, since a read sets its room aside."""
    pieces, room = [], MOST_BYTES + 1
    while room and (piece := source.read(min(room, _PIECE))):
        pieces.append(piece)
        room -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def standard_input() -> bytes:
    """What comes in on standard input, capped and unfolded; nothing where it is closed.

    A web archive stays as it is, since its records are called by their places in it, and so does what cannot be
    unfolded: who reads it says why.
    """
    if sys.stdin is None:
        return b""
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:
        return sys.stdin.read(MOST_BYTES + 1).encode("utf-8", "surrogateescape")
    data = capped(buffer)
    if compression(data) is None or kinds.by_beginning(beginning(data[:_HEAD])) == "warc":
        return data
    try:
        return capped(unpacked(io.BytesIO(data)))
    except UnfoldError:
        return data
