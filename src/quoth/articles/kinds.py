"""Which reader a file is for: by its name, and where that says nothing, by how it begins."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Literal

from quoth.articles.listing import without_compression

Kind = Literal["text", "json", "lines", "page", "mail", "document", "a feed", "a web archive", "a table"]

_BY_SUFFIX: Mapping[str, Kind] = {
    ".json": "json", ".jsonl": "lines", ".ndjson": "lines",
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page",
    ".eml": "mail", ".mht": "mail", ".mhtml": "mail",
    ".docx": "document", ".pdf": "document",
    ".rss": "a feed", ".atom": "a feed", ".xml": "a feed",
    ".warc": "a web archive", ".wacz": "a web archive", ".warc.gz": "a web archive",
    ".csv": "a table", ".tsv": "a table", ".parquet": "a table", ".xlsx": "a table",
}  # fmt: skip
_HEADERS = (b"mime-version:", b"received:", b"return-path:", b"delivered-to:", b"message-id:", b"x-mozilla-status:")


def by_name(path: str) -> Kind:
    """The reader for a file with this name; plain text where the name says nothing."""
    lowered = path.lower()
    if lowered.endswith((".warc.gz", ".warc.zst")):
        return "a web archive"
    suffix = os.path.splitext(without_compression(lowered))[1]  # noqa: PTH122
    return _BY_SUFFIX.get(suffix, "text")


def by_beginning(data: bytes) -> Kind:
    """What a file that is called plain text is by how it begins."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article")):
        return "page"
    if head.startswith((b"<?xml", b"<rss", b"<feed")):
        return "page" if b"<html" in head or b"xhtml" in head else "a feed"
    if head.startswith(b"warc/"):
        return "a web archive"
    if head.startswith(_HEADERS):
        return "mail"
    return "document" if head.startswith(b"%pdf-") else "text"


def sniffed(data: bytes) -> Kind:
    """What standard input holds: JSON where all of it is, JSON Lines where its first line is an object, else by its
    beginning.
    """
    try:
        text = data.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError:
        return by_beginning(data)
    if text[:1] not in ("{", "["):
        return by_beginning(data)
    line = text.split("\n", 1)[0]
    if len(line) < len(text.rstrip()):
        try:
            if isinstance(json.loads(line), dict):
                return "lines"
        except (ValueError, RecursionError):
            pass
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return "text"
    return "json" if isinstance(value, dict) or any(isinstance(v, dict) for v in value) else "text"
