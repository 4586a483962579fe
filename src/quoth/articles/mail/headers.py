"""The headers of a message as words: what it is about, who sent it, and when."""

from __future__ import annotations

from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from quoth.articles.html import decode_page

_HEADER = 2000  # characters of a header that are read


def header(message: Message, name: str) -> str | None:
    """A header as words on one line; None where there is none."""
    raw = message[name]
    return None if raw is None else decoded_words(str(raw)) or None


def decoded_words(raw: str) -> str:
    """The words of a header, or of a name in one, on one line."""
    words = []
    try:
        for piece, charset in decode_header(raw[:_HEADER]):
            known = decode_page(piece, charset).text if isinstance(piece, bytes) and piece.strip() else piece
            words.append(known if isinstance(known, str) else known.decode("ascii", "replace"))
    except (MessageError, ValueError, LookupError):
        words = [raw[:_HEADER]]
    shown = "".join(c if c.isprintable() else " " for c in "".join(words))
    return " ".join(shown.encode("utf-8", "replace").decode().split())


def sender_of(message: Message) -> str | None:
    """The name that a message says it is from, else the host of its address."""
    name, address = parseaddr(header(message, "From") or "")
    return name.strip(" '\"") or address.rpartition("@")[2] or None


def sent_at(message: Message) -> str | None:
    """When a message says it was sent, as ISO 8601."""
    try:
        return parsedate_to_datetime(header(message, "Date") or "").replace(microsecond=0).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
