"""An attributed article as bytes, for another process or a file: the columns of the store, and no pickle."""

from __future__ import annotations

import json
import struct

from quoth.store.encode import Columns, decode, encode, load, sql
from quoth.types import Attributed

_LENGTH = struct.Struct("<Q")


def pack(attributed: Attributed) -> bytes:
    """The length of a line of JSON, the line, and the vectors one behind the other. Nothing is rounded."""
    columns = encode(attributed, "")
    text = columns.text if isinstance(columns.text, str) else columns.text.decode("utf-8", "surrogatepass")
    lines = [line for line, _ in columns.said]
    vectors = [vector for _, vector in columns.said]
    given = [columns.id, text, columns.facts, columns.problems, lines, [len(v) for v in vectors]]
    line = json.dumps(given).encode()  # in ASCII: lone surrogates too
    return b"".join((_LENGTH.pack(len(line)), line, *vectors))


def unpack(packed: bytes) -> Attributed:
    """What `pack` was given. Raises ValueError where the bytes are not what it made."""
    at = _LENGTH.size + int.from_bytes(packed[: _LENGTH.size], "little")
    name, text, facts, problems, lines, lengths = load(packed[_LENGTH.size : at])
    said = []
    for line, size in zip(lines, lengths, strict=True):
        said.append((line, packed[at : at + size]))
        at += size
    columns = Columns(name, "", sql(text), facts, problems, tuple(said))
    return decode(columns, columns.checksum)
