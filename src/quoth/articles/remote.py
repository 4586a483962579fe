"""An input that stands at an address: what quoth needs to know of it to read it like a file.

Who fetches hands it in; nothing in this folder reaches the network. An address that comes as plain text is still
refused by `quoth.articles.listing`, so that nothing is fetched because an article, a table or a link says so.
"""

from __future__ import annotations

import codecs
import io
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

_SUFFIXES: Mapping[str, str] = {
    "text/html": ".html", "application/xhtml+xml": ".html", "multipart/related": ".mhtml", "message/rfc822": ".eml",
    "application/pdf": ".pdf", "text/csv": ".csv", "text/tab-separated-values": ".tsv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/xml": ".xml", "text/xml": ".xml",
    "application/rdf+xml": ".xml", "application/json": ".json", "application/feed+json": ".json",
    "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl", "application/warc": ".warc",
    "application/rtf": ".rtf", "text/rtf": ".rtf", "application/nitf+xml": ".xml",
    "application/vnd.iptc.g2.newsitem+xml": ".xml", "application/vnd.iptc.g2.newsmessage+xml": ".xml",
    "application/vnd.apache.parquet": ".parquet", "text/plain": ".txt",
}  # fmt: skip
_KNOWN = frozenset({*_SUFFIXES.values(), ".htm", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".xhtml"})
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:iso8859-\d+|cp125\d|cp874|koi8-[ru]|mac-\w+|utf-(?:8|16|16-[lb]e)|shift_jis|euc_\w+|gb\w+|big5)"
)


@dataclass(frozen=True, slots=True)
class Got:
    """What stands at an address: its bytes, the media type as stated, and where it was found after redirects."""

    body: bytes = field(repr=False)
    kind: str
    final: str


@dataclass(slots=True, eq=False)
class Remote:
    """The address `url`. `get` is called once at most, when it is first needed; it raises ValueError, perhaps with a
    `code`, where there is nothing to read.
    """

    url: str
    get: Callable[[], Got]
    _got: Got | ValueError | None = None

    @property
    def stem(self) -> str:
        """The last part of the path without its suffix, or the host: what a file would be called that was saved."""
        with suppress(ValueError):
            parts = urlsplit(self.url)
            last = unquote(parts.path.rstrip("/").rpartition("/")[2], errors="replace")
            base, suffix = os.path.splitext(last)  # noqa: PTH122
            found = base if suffix.lower() in _KNOWN else last
            return re.sub(r"[\x00-\x1f\x7f/\\]", "_", found)[:200] or parts.hostname or self.url
        return self.url

    @property
    def name(self) -> str:
        """A file name that says which reader it is for: by the media type, else by the address."""
        try:
            kind = self.got().kind.partition(";")[0].strip().lower()
        except ValueError:
            return self.stem
        own = os.path.splitext(urlsplit(self.url).path)[1].lower()  # noqa: PTH122
        return self.stem + (_SUFFIXES.get(kind) or (own if own in _KNOWN else ".txt"))

    def got(self) -> Got:
        """What stands there; raises the same ValueError each time."""
        if self._got is None:
            try:
                self._got = self.get()
            except ValueError as error:
                self._got = error
        if isinstance(self._got, ValueError):
            raise self._got
        return self._got

    def opened(self) -> BinaryIO:
        """Its bytes; text that was sent in another encoding, as its header states, in UTF-8 with its mark."""
        got = self.got()
        stated = _CHARSET.search(got.kind)
        if stated and got.kind.lower().startswith(("text/", "application/xhtml")):
            with suppress(LookupError):
                name = codecs.lookup(stated[1]).name
                name = "cp1252" if name in ("iso8859-1", "ascii") else name  # as browsers do
                if _PLAIN.fullmatch(name):
                    return io.BytesIO(_in_utf8(got.body, name))
        return io.BytesIO(got.body)

    def let_go(self) -> None:
        """Forgets the bytes, once they are read."""
        if isinstance(self._got, Got):
            self._got = Got(b"", self._got.kind, self._got.final)


def _in_utf8(body: bytes, encoding: str) -> bytes:
    if body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body
    try:
        return codecs.BOM_UTF8 + body.decode(encoding).encode()
    except UnicodeDecodeError:  # not what it says it is: let the reader find out
        return body
