"""Messages that Outlook saved (.msg), as messages like any other ([MS-OXMSG]).

Each property of a message is a stream, called by its number and type: subject, text, text in HTML, sender, the headers
with which it came, and a storage for each file that is attached. A message that was attached is a storage like the
whole. A case it gets wrong: a message whose only text is Outlook's own packed RTF has none.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import HeaderParser
from email.utils import format_datetime, formataddr, parsedate_to_datetime

from quoth.articles.html import NoArticleError
from quoth.articles.mail.compound import MAGIC, CompoundFile, DamagedError, Entry

_SUBJECT, _TEXT, _PAGE, _HEADERS = "0037", "1000", "1013", "007D"
_SENDERS, _ADDRESSES = ("0042", "0C1A"), ("5D02", "5D01", "0065", "0C1F")
_FILE, _NAMES, _TYPE = "3701", ("3707", "3704"), "370E"
_SENT, _DELIVERED, _CODE_PAGE = 0x0039, 0x0E06, 0x3FDE
_TIME, _NUMBER = 0x0040, 0x0003
_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,100}@[A-Za-z0-9.-]{1,100}")
_UNUSUAL = re.compile(r"[\"\\<>@,;:()\[\]]")  # marks that mean something in a header
_PROPERTIES = "__properties_version1.0"
_DEEPEST = 4
_MOST_FILES = 200
_LINE = 500


def is_message(data: bytes) -> bool:
    """Whether a file may be a message of Outlook: whether it is a compound file."""
    return data.startswith(MAGIC)


def message(data: bytes) -> EmailMessage:
    """The message that Outlook saved. Raises NoArticleError where it is none, or damaged."""
    try:
        file = CompoundFile(data)
        if _PROPERTIES not in file.root.children:
            raise NoArticleError(
                "unsupported", "expected a message of Outlook, found a file of an old office program: save it as DOCX"
            )
        return _Message(file, file.root, 32).made(_DEEPEST)
    except (DamagedError, struct.error) as error:
        raise NoArticleError("damaged", f"expected a message of Outlook, found a damaged one: {error}") from None


class _Message:
    """One message in a file: the storage that it is. `head` is how long the head of its fixed properties is."""

    def __init__(self, file: CompoundFile, storage: Entry, head: int) -> None:
        self._file, self._parts = file, storage.children
        self._fixed = _fixed(file.stream(self._parts[_PROPERTIES])[head:]) if _PROPERTIES in self._parts else {}

    def made(self, depth: int) -> EmailMessage:
        """The message with what is attached to it, up to `depth` messages deep."""
        out = EmailMessage()
        self._head(out)
        if text := self._words(_TEXT):
            out.set_content(text)
        if page := self._bytes(_PAGE, "0102"):
            charset = _CODE_PAGES.get(self._number(_CODE_PAGE), "")
            params = {"charset": charset} if charset else {}
            _add(out, page, params=params)
        elif page_text := self._words(_PAGE):
            _add(out, page_text.encode("utf-8", "replace"), params={"charset": "utf-8"})
        names = [name for name in self._parts if name.startswith("__attach_version1.0_")]
        for name in sorted(names)[:_MOST_FILES]:
            _Message(self._file, self._parts[name], 8).attached_to(out, depth)
        return out

    def attached_to(self, out: EmailMessage, depth: int) -> None:
        """Attaches the file, or the message, that this storage holds."""
        name = next((found for known in _NAMES if (found := self._words(known))), "")
        inner = self._parts.get(f"__substg1.0_{_FILE}000D")
        if inner is not None and _PROPERTIES in inner.children:
            if depth:
                out.add_attachment(_Message(self._file, inner, 24).made(depth - 1))
        elif data := self._bytes(_FILE, "0102"):
            kind = (self._words(_TYPE) or "").lower().partition("/")
            maintype, subtype = (kind[0], kind[2]) if kind[0] in ("image", "audio", "video") else ("application", "")
            subtype = subtype if subtype.isalnum() else "octet-stream"
            out.add_attachment(data, maintype=maintype, subtype=subtype, filename=_line(name))

    def _head(self, out: EmailMessage) -> None:
        headers = self._headers()
        out["Subject"] = _line(self._words(_SUBJECT) or headers.get("subject", ""))
        name = _line(next((found for known in _SENDERS if (found := self._words(known))), ""))
        address = next((found for known in _ADDRESSES if _ADDRESS.fullmatch(found := self._words(known) or "")), "")
        if name or address:
            out["From"] = formataddr((_UNUSUAL.sub(" ", name).strip() or address, address))
        if sent := self._sent(headers):
            out["Date"] = format_datetime(sent)

    def _sent(self, headers: Mapping[str, str]) -> datetime | None:
        """When it was sent: with its zone, where the headers with which it came have that, else in UTC."""
        try:
            return parsedate_to_datetime(headers.get("date", ""))
        except (ValueError, TypeError, IndexError, OverflowError):
            found = self._fixed.get((_SENT, _TIME)) or self._fixed.get((_DELIVERED, _TIME)) or 0
        try:
            return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=found // 10) if found else None
        except OverflowError:
            return None

    def _headers(self) -> dict[str, str]:
        try:
            found = HeaderParser().parsestr((self._words(_HEADERS) or "")[:100_000].replace("\r\n", "\n"))
            return {name.lower(): str(value) for name, value in found.items()}
        except (MessageError, ValueError):
            return {}

    def _words(self, number: str) -> str | None:
        """A property that is a string, of whichever of the two types."""
        if (wide := self._bytes(number, "001F")) is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._bytes(number, "001E")
        return None if narrow is None else narrow.decode("windows-1252", "replace").rstrip("\0")

    def _bytes(self, number: str, kind: str) -> bytes | None:
        entry = self._parts.get(f"__substg1.0_{number}{kind}")
        return None if entry is None else self._file.stream(entry)

    def _number(self, number: int) -> int:
        return self._fixed.get((number, _NUMBER), 0) & 0xFFFFFFFF


_CODE_PAGES = {
    65001: "utf-8", 1250: "windows-1250", 1251: "windows-1251", 1252: "windows-1252", 1253: "windows-1253",
    1254: "windows-1254", 1257: "windows-1257", 20127: "us-ascii", 28591: "iso-8859-1", 28592: "iso-8859-2",
    28605: "iso-8859-15",
}  # fmt: skip
"""What Windows calls the encodings in which news mail comes; of any other the page's own word counts."""


def _add(out: EmailMessage, page: bytes, params: dict[str, str]) -> None:
    """Adds a text in HTML to what is there of the message's text."""
    if out.get_content_type() == "text/plain" and out.get_payload():
        out.make_alternative()
        part = EmailMessage()
        part.set_content(page, maintype="text", subtype="html", params=params)
        out.attach(part)
    else:
        out.set_content(page, maintype="text", subtype="html", params=params)


def _fixed(data: bytes) -> dict[tuple[int, int], int]:
    """The properties of a fixed length, by number and type."""
    found: dict[tuple[int, int], int] = {}
    for at in range(0, min(len(data), 100_000) - 15, 16):
        kind, number, _, value = struct.unpack_from("<HHIQ", data, at)
        found.setdefault((number, kind), value)
    return found


def _line(words: str) -> str:
    """Words on one line, as a header may have them."""
    shown = "".join(c if c.isprintable() else " " for c in words[:_LINE])
    return " ".join(shown.encode("utf-8", "replace").decode().split())
