"""What came back, as records of a web archive: WARC/1.1 (ISO 28500:2017), each a gzip member of its own.

Requests and responses stand in it byte for byte as they went over the wire, chunks and compression included, so that
any other program for web archives shows what quoth was shown.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from quoth.fetch.wire import Answer


def archive(answers: Sequence[Answer], at: datetime, software: str) -> bytes:
    """A whole file: what made it, then the response and the request of each hop, in order.

    The bytes depend on nothing but the arguments: record ids are hashes of what they name.
    """
    facts = f"software: {software}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode()
    records = [_record("warcinfo", at, facts, {"Content-Type": "application/warc-fields"})]
    for number, answer in enumerate(answers):
        about = {"WARC-Target-URI": answer.target.url, "WARC-IP-Address": answer.address}
        response = {**about, "Content-Type": "application/http; msgtype=response"}
        identity = _identity("response", at, answer.raw, number)
        records.append(_record("response", at, answer.raw, response, identity))
        request = {**about, "Content-Type": "application/http; msgtype=request", "WARC-Concurrent-To": identity}
        records.append(_record("request", at, answer.asked, request, _identity("request", at, answer.asked, number)))
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def _record(kind: str, at: datetime, block: bytes, about: Mapping[str, str], identity: str | None = None) -> bytes:
    lines = {
        "WARC-Type": kind,
        "WARC-Record-ID": identity or _identity(kind, at, block, 0),
        "WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        **about,
        "WARC-Block-Digest": "sha256:" + base64.b32encode(hashlib.sha256(block).digest()).decode().rstrip("="),
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def _identity(kind: str, at: datetime, block: bytes, number: int) -> str:
    name = f"{kind} {at.isoformat()} {number} {hashlib.sha256(block).hexdigest()}"
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"
