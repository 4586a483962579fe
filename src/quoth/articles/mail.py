"""Mail: press releases and newsletters as people save them (.eml, .mbox), and pages saved as one file (.mhtml).

A message is read as its text in HTML where it has one, else as plain text, character for character; the subject is the
title, and the sender is inferred to be the outlet. Of a page saved as MHTML the page is read as any other is. What is
attached is not read, and the article says so.

What guards it: only the first `MOST_BYTES` of a message and `MOST_PARTS` of its parts are looked at, because Python's
parser compares every line with every boundary that is open. A case it gets wrong: a release that a colleague
forwarded has the colleague for its outlet; metadata puts that right.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from quoth.articles.html import NoArticleError, Note, PageText, decode_page, read_fragment, read_page
from quoth.articles.kinds import POSTMARK
from quoth.articles.text import NotTextError, decode

MOST_BYTES = 30_000_000
"""No larger message is read; mail servers refuse them from 25 to 50 million on."""
MOST_PARTS = 100
_HEADER = 2000  # characters of a header that are read
_BOUNDARY = re.compile(rb"^content-type:[^\r\n]{0,200}multipart", re.IGNORECASE | re.MULTILINE)
_POSTMARK = re.compile(rb"%b\r?\n" % POSTMARK.encode())
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s{0,3}:\s{0,9})+", re.IGNORECASE)
_ENOUGH = 0.5  # of the plain text's words, which the HTML must have to be taken: else it is a picture with a link


def of_bytes(data: bytes) -> PageText:
    """The article of a message. Raises ValueError with a sentence, and a `code`, where it has none."""
    if len(data) > MOST_BYTES:
        raise NoArticleError("too-large", f"has more than {MOST_BYTES:,} bytes: so large a message is not read")
    if sum(1 for _ in _BOUNDARY.finditer(data)) > MOST_PARTS:
        raise NoArticleError("too-many-parts", f"the message has more than {MOST_PARTS} parts inside of others")
    try:
        message = email.message_from_bytes(data)
    except (MessageError, RecursionError, UnicodeError) as error:
        raise NoArticleError("damaged", f"expected a message, found what cannot be taken apart: {error}") from None
    page, plain, attached = _texts(message)
    address = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    address = address if address and address.startswith(("http://", "https://")) else None
    if page is not None and (message["Snapshot-Content-Location"] or (address and message["Subject"] is None)):
        return _page(page, address)
    found = _shorter_page(page, plain) if page is not None else _plain(plain)
    sender, sent = _sender(message), _sent(message)
    notes = [*found.notes]
    if attached:
        notes.append(Note("attachments", f"{attached} attached file{'s were' if attached > 1 else ' was'} not read"))
    subject = _FORWARDED.sub("", _header(message, "Subject") or "").strip()
    return replace(
        found,
        title=subject or found.title,
        outlet=sender,
        published=sent,
        language=None,
        inferred=("outlet",) if sender else (),
        notes=tuple(notes),
    )


def messages(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of a mailbox (mbox): each begins with a line “From …” behind an empty line, or at the beginning.

    Read line by line, so that a mailbox of any size costs one message, and of a message no more than makes it too large
    for `of_bytes`. A line of a message that began so was written “>From …”, and is given back. A case it gets wrong: a
    program that did not do that, and a paragraph that begins with “From ” and has a time and a year in its first line.
    """
    lines: list[bytes] | None = None
    size, fresh, apart = 0, True, True  # whether a line begins, and whether nothing or an empty line stands before it
    while line := stream.readline(MOST_BYTES + 1):
        if apart and _POSTMARK.fullmatch(line):
            if lines is not None:
                yield _ESCAPED.sub(rb"\1", b"".join(lines))
            lines, size = [], 0
        elif lines is not None and size <= MOST_BYTES:
            lines.append(line)
            size += len(line)
        apart = fresh and line in (b"\n", b"\r\n")
        fresh = line.endswith(b"\n")
    if lines is not None:
        yield _ESCAPED.sub(rb"\1", b"".join(lines))


def _texts(message: Message) -> tuple[Message | None, Message | None, int]:
    """The message's first part in HTML, its first in plain text, and how many files are attached."""
    page = plain = None
    attached = 0
    for part in _parts(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind.split("/")[0] in ("application", "message"):
            attached += 1
        elif kind == "text/html" and page is None:
            page = part
        elif kind == "text/plain" and plain is None:
            plain = part
    return page, plain, attached


def _parts(message: Message) -> Iterator[Message]:
    """The parts that are no containers, in order; those of an attached message are not among them."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        inside = part.get_payload() if part.is_multipart() else None  # else it would decode what it was not asked for
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [p for p in reversed(inside) if isinstance(p, Message)]
        else:
            yield part


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _markup(part: Message) -> tuple[str, list[Note]]:
    decoded = decode_page(_bytes(part), part.get_content_charset())
    return decoded.text, [Note("encoding", note) for note in decoded.notes]


def _page(part: Message, address: str | None) -> PageText:
    markup, notes = _markup(part)
    page = read_page(markup, url=address)
    return replace(page, notes=(*notes, *page.notes))


def _shorter_page(part: Message, plain: Message | None) -> PageText:
    """The message's HTML, unless its plain text says much more."""
    markup, notes = _markup(part)
    found = read_fragment(markup)
    if plain is not None and len(_bytes(plain)) * _ENOUGH > len(found.text.encode()):
        return _plain(plain)
    if not found.text:
        raise NoArticleError("no-text", "expected an article, found a message without text")
    return replace(found, notes=(*notes, *found.notes))


def _plain(part: Message | None) -> PageText:
    if part is None:
        raise NoArticleError("no-text", "expected an article, found a message without text")
    data = _bytes(part)
    charset = part.get_content_charset()
    try:
        decoded = decode(data) if charset in (None, "utf-8", "us-ascii") else decode_page(data, charset)
    except NotTextError as error:
        raise NoArticleError("no-text", f"the message: {error}") from None
    text = decoded.text
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _joined(text, without_space=str(part.get_param("delsp", "")).lower() == "yes")
    return PageText(text, (), (), notes=tuple(Note("encoding", note) for note in decoded.notes))


def _joined(text: str, *, without_space: bool) -> str:
    """Lines that were broken for the way alone put together again (RFC 3676): those that end with a space.

    "-- " above a signature is a line of its own; a line of another depth of ">" begins anew.
    """
    out: list[str] = []
    open_depth = -1  # of the line before, where it goes on
    for line in text.splitlines():
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        flows = bare.endswith(" ") and bare != "-- "
        kept = bare[:-1] if flows and without_space else bare
        if open_depth == depth and bare != "-- ":
            out[-1] += kept
        else:
            out.append("> " * depth + kept)
        open_depth = depth if flows else -1
    return "\n".join(line.rstrip() for line in out)


def _header(message: Message, name: str) -> str | None:
    """A header as words on one line; None where there is none."""
    raw = message[name]
    if raw is None:
        return None
    words = []
    try:
        for piece, charset in decode_header(str(raw)[:_HEADER]):
            known = decode_page(piece, charset).text if isinstance(piece, bytes) and piece.strip() else piece
            words.append(known if isinstance(known, str) else known.decode("ascii", "replace"))
    except (MessageError, ValueError, LookupError):
        words = [str(raw)[:_HEADER]]
    shown = "".join(c if c.isprintable() else " " for c in "".join(words))
    return " ".join(shown.encode("utf-8", "replace").decode().split()) or None


def _sender(message: Message) -> str | None:
    """The name that a message says it is from, else the host of its address."""
    name, address = parseaddr(_header(message, "From") or "")
    return name.strip(" '\"") or address.rpartition("@")[2] or None


def _sent(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").replace(microsecond=0).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
