"""Which reader a file is for: by its name, and where that says nothing, by how it begins."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Literal

from quoth.articles.place import without_compression
from quoth.articles.table import delimited
from quoth.articles.unpack import beginning

Kind = Literal[
    "text", "json", "lines", "page", "mail", "document", "feed", "warc", "zip", "delimited", "parquet",
    "workbook", "tape", "book", "opendocument", "mailbox", "winmail",
    "office", "arrow", "webarchive", "sheet", "references", "shortcut",
]  # fmt: skip

_BY_SUFFIX: Mapping[str, Kind] = {
    ".json": "json", ".jsonl": "lines", ".ndjson": "lines",
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page",
    ".eml": "mail", ".emlx": "mail", ".msg": "mail", ".mht": "mail", ".mhtml": "mail",
    ".docx": "document", ".rtf": "document", ".pdf": "document",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "feed",
    ".warc": "warc", ".zip": "zip", ".wacz": "zip",
    ".csv": "delimited", ".tsv": "delimited", ".tab": "delimited", ".parquet": "parquet", ".pq": "parquet",
    ".xlsx": "workbook", ".xlsm": "workbook", ".xlsb": "workbook", ".xls": "workbook",
    ".epub": "book", ".odt": "document", ".ott": "document", ".ods": "opendocument", ".odp": "opendocument",
    ".mbox": "mailbox", ".mbx": "mailbox", ".tar": "tape", ".tgz": "tape",
    ".tnef": "winmail", ".webarchive": "webarchive", ".enex": "feed", ".opml": "feed",
    ".ris": "references", ".bib": "references", ".enw": "references", ".nbib": "references",
    ".url": "shortcut", ".webloc": "shortcut",
    ".arrow": "arrow", ".feather": "arrow",
}  # fmt: skip
_SHEET = re.compile(rb"urn:schemas-microsoft-com:office:excel|content=[\"']?excel\.sheet", re.IGNORECASE)
"""What Excel, and who writes for it, puts into a page that is a sheet."""
_REFERENCES = re.compile(rb"TY  - [A-Z]{2,6}\s|@[A-Za-z]{3,20}\{[^\s,{}]{1,200},\s")
_DELIVERY = re.compile(rb"<(?:[\w-]{1,20}:)?(nitf|newsml|newsitem|newsmessage|packageitem)[\s>]")
_LOOK = 4096  # bytes in which an agency's element is looked for
_BY_MIMETYPE: tuple[tuple[bytes, Kind], ...] = (
    (b"epub", "book"),
    (b"opendocument.text", "document"),
    (b"opendocument", "opendocument"),
)
_WORKBOOK = re.compile(rb"PK\x03\x04.{26}xl/(?:workbook|worksheets|theme|styles|sharedStrings|_rels)", re.DOTALL)
_HEADERS = (b"mime-version:", b"received:", b"return-path:", b"delivered-to:", b"message-id:", b"x-mozilla-status:")

POSTMARK = r"From [^\r\n]{1,300}\d:\d\d[^\r\n]{1,40}\d{4}[^\r\n]{0,40}"
"""The line that begins a message in a mailbox: from whom it came, at what time of which year."""
_MAILBOX = re.compile(rb"%b\r?\n[A-Za-z-]{2,60}:[ \t]" % POSTMARK.encode())


def by_name(path: str) -> Kind:
    """The reader for a file with this name; plain text where the name says nothing."""
    return _BY_SUFFIX.get(_suffix(path), "text")


def tab_separated(path: str) -> bool:
    """Whether tabs stand between the cells of a table: by its name, or because only such a one is known without it."""
    return _suffix(path) in (".tsv", ".tab") or by_name(path) == "text"


def _suffix(path: str) -> str:
    return os.path.splitext(without_compression(path.lower()))[1]  # noqa: PTH122


def by_beginning(data: bytes) -> Kind:
    """What a file that is called plain text is by how it begins."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article")):
        return "sheet" if _SHEET.search(data[:_LOOK]) else "page"
    if head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<!doctype nitf")) or _DELIVERY.match(head):
        page = (b"<html" in head or b"xhtml" in head) and not _DELIVERY.search(data[:_LOOK].lower())
        return "page" if page else "feed"
    if head.startswith(b"warc/"):
        return "warc"
    if data.startswith(b"PK\x03\x04"):
        if data[30:38] == b"mimetype":
            return next((kind for mark, kind in _BY_MIMETYPE if mark in data[38:100]), "zip")
        if _WORKBOOK.search(data[:_LOOK]):
            return "workbook"
        return "document" if b"[Content_Types].xml" in data or b"word/" in data[:4096] else "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "office"
    if data.startswith(b"\x78\x9f\x3e\x22"):
        return "winmail"
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"bplist00"):
        return "webarchive"
    if _REFERENCES.match(data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")):
        return "references"
    if head.startswith(b"[internetshortcut]"):
        return "shortcut"
    if _MAILBOX.match(data[:512]):
        return "mailbox"
    if head.startswith(_HEADERS):
        return "mail"
    if head.startswith((b"%pdf-", b"{\\rtf")):
        return "document"
    return "delimited" if delimited.looks_like(data[:_LOOK]) else "text"


def is_one_item(head: bytes) -> bool:
    """Whether XML that begins so is one item of an agency, and no message that may hold several."""
    m = _DELIVERY.search(head.lower())
    return m is not None and m[1] in (b"nitf", b"newsitem", b"packageitem")


def sniffed(data: bytes) -> Kind:
    """What standard input holds: JSON where all of it is, JSON Lines where its first line is an object, else by its
    beginning.
    """
    try:
        text = data.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError:
        return by_beginning(beginning(data))
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
