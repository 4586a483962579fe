"""Looking through every file that quoth keeps of a store for what was forgotten, a piece at a time.

Memory is bounded whatever the files hold: of a file no more than a piece is held, of a kept answer one record, packed
and unfolded, of which the first `_MOST` bytes are looked through.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from quoth.articles.unpack import UnfoldError
from quoth.articles.warc.http import answer, unfolded
from quoth.fetch.kept import folder_of
from quoth.store.lock import really
from quoth.store.traces import Needles, found_among, found_in

_DERIVED = (b"quop", b"quow")  # application ids of what quoth derives from a store and keeps beside it
_PIECE = 1 << 20
_MOST = 64 << 20


def left(store: Path, needles: Needles) -> Iterator[str]:
    """Every file of a store in which one of `needles` still stands, and where, or that cannot be looked through."""
    for path in _files(store):
        try:
            at = found_among(_pieces(path), needles)
            if at is None and path.suffix == ".gz":
                at = next((n for data in _unfolded(path) if (n := found_in(data, needles)) is not None), None)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield f"{path}, for all that is known: it cannot be read ({error.strerror})"
            continue
        if at is not None:
            yield f"{path} at byte {at}"


def _files(store: Path) -> Iterator[Path]:
    """Everything that quoth keeps of a store."""
    real = really(store)  # its journals stand there
    yield from (store, *(Path(f"{real}{end}") for end in ("-wal", "-shm", "-journal")))
    for path in sorted(store.parent.glob(f"{glob_safe(store.name)}-*")):
        with suppress(OSError):
            if path.is_file() and is_derived(path):
                yield from (path, Path(f"{path}-wal"))
    for folder in (folder_of(store), store.with_name(f"{store.stem}-dropped")):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def glob_safe(name: str) -> str:
    """`name` so that a pattern means just it."""
    return re.sub(r"([*?\[])", r"[\1]", name)


def is_derived(path: Path) -> bool:
    """Whether quoth made this file from a store."""
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\0") and head[68:72] in _DERIVED


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _unfolded(path: Path) -> Iterator[bytes]:
    """What a packed file says, a member at a time (in a web archive: a record), and the body of an answer in it.

    What is damaged ends it: the file itself was looked through as it is.
    """
    rest = b""
    with path.open("rb") as file, suppress(zlib.error):
        while rest or (rest := file.read(_PIECE)):
            member, out = zlib.decompressobj(wbits=31), bytearray()
            while not member.eof:
                if len(out) < _MOST:
                    out += member.decompress(rest, _MOST)
                else:  # to its end, but not held
                    member.decompress(rest, _PIECE)
                rest = member.unconsumed_tail or (b"" if member.eof else file.read(_PIECE))
                if not rest and not member.eof:
                    break
            yield bytes(out)
            yield from _body(bytes(out))
            if not member.eof:
                return
            rest = member.unused_data


def _body(record: bytes) -> Iterator[bytes]:
    """The body of the answer in a record of a web archive as quoth reads it: chunks put together, packing undone."""
    head, _, block = record.partition(b"\r\n\r\n")
    if head.startswith(b"WARC/") and block.startswith(b"HTTP/"):
        with suppress(UnfoldError):  # what cannot be unfolded was not read either
            yield unfolded(answer(block.removesuffix(b"\r\n\r\n")))
