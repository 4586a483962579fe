"""Mail: press releases and newsletters as people save them (.eml, .emlx, .msg), and pages saved as one file (.mhtml).

A message is read as its text in HTML where it has one, else as plain text, character for character; where a program
set several texts one below the other, with files between them, they are one text. The subject is the title, and the
sender is inferred to be the outlet. Of a page saved as MHTML the page is read as any other is. What is attached is
handed out as files with names (`attached`); pictures, signatures and the like are counted.

What guards it: only the first `MOST_BYTES` of a message and `MOST_PARTS` of its parts are looked at, because Python's
parser compares every line with every boundary that is open. What was forwarded in the text of a message is its first
sender's (`forwarded`).
"""

from __future__ import annotations

import email
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.errors import MessageError
from email.message import Message

from quoth.articles.html import NoArticleError, Note, PageText, decode_page, read_fragment, read_page
from quoth.articles.mail import forwarded, outlook
from quoth.articles.mail.headers import decoded_words, header, sender_of, sent_at
from quoth.articles.text import NotTextError, decode
from quoth.types import Part

MOST_BYTES = 30_000_000
"""No larger message is read; mail servers refuse them from 25 to 50 million on."""

MOST_PARTS = 100
_NAME = 150  # of a file's name
_SUFFIXES = {
    "text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf", "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
_BESIDE = frozenset({
    "text/calendar", "text/vcard", "text/x-vcard", "application/ics", "application/pkcs7-signature",
    "application/x-pkcs7-signature", "application/pgp-signature", "application/pgp-keys", "message/delivery-status",
    "text/rfc822-headers",
})  # fmt: skip
_BOUNDARY = re.compile(rb"^content-type:[^\r\n]{0,200}multipart", re.IGNORECASE | re.MULTILINE)
_APPLE = re.compile(rb"\s{0,9}(\d{1,10})[ \t]{0,20}\r?\n(?=[A-Za-z-]{1,60}:)")
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s{0,3}:\s{0,9})+", re.IGNORECASE)
_ENOUGH = 0.5  # of the plain text's words, which the HTML must have to be taken: else it is a picture with a link


def of_bytes(data: bytes) -> PageText:
    """The article of a message. Raises ValueError with a sentence, and a `code`, where it has none."""
    return opened(data).article()


def opened(data: bytes) -> Letter:
    """A message taken apart. Raises NoArticleError where it cannot be."""
    if len(data) > MOST_BYTES:
        raise NoArticleError("too-large", f"has more than {MOST_BYTES:,} bytes: so large a message is not read")
    if outlook.is_message(data):
        return Letter(outlook.message(data))
    if sum(1 for _ in _BOUNDARY.finditer(data)) > MOST_PARTS:
        raise NoArticleError("too-many-parts", f"the message has more than {MOST_PARTS} parts inside of others")
    try:
        return Letter(email.message_from_bytes(_of_apple(data)))
    except (MessageError, RecursionError, UnicodeError) as error:
        raise NoArticleError("damaged", f"expected a message, found what cannot be taken apart: {error}") from None


def _of_apple(data: bytes) -> bytes:
    """The message in a file of Apple Mail (.emlx), with its length above it and a property list below; or `data`."""
    m = _APPLE.match(data)
    if m is None:
        return data
    until = m.end() + int(m[1])
    below = data[until : until + 100].lstrip()
    return data[m.end() : until] if not below or below.startswith(b"<?xml") else data[m.end() :]


class Letter:
    """A message: its own text, who sent it when, and what is attached to it."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._texts, self._attached = _sorted(message)
        self.sender, self.sent = sender_of(message), sent_at(message)
        address = header(message, "Snapshot-Content-Location") or header(message, "Content-Location")
        self._address = address if address and address.startswith(("http://", "https://")) else None
        snapshot = message["Snapshot-Content-Location"] is not None
        self.is_page = snapshot or (self._address is not None and message["Subject"] is None)

    def article(self) -> PageText:
        """The article of the message's own text. Raises NoArticleError where it has none."""
        pages = [page for page, _ in self._texts if page is not None]
        if pages and self.is_page:
            return _page(pages[0], self._address)
        found = _joined_up([_one_text(page, plain) for page, plain in self._texts])
        found, sender, sent = forwarded.told_apart(found)
        subject = _FORWARDED.sub("", header(self._message, "Subject") or "").strip()
        return replace(
            found,
            title=subject or found.title,
            outlet=sender or self.sender,
            published=sent or self.sent,
            language=None,
            inferred=tuple(["outlet"] * bool(sender or self.sender) + ["published"] * bool(sent)),
        )

    def attached(self) -> Iterator[Attached]:
        """What is attached, in order; none of a saved page, whose other parts are its pictures and styles."""
        names: Counter[str] = Counter()
        for number, part in enumerate(() if self.is_page else self._attached, 1):
            name = _name(part, number)
            names[name] += 1
            name = name if names[name] == 1 else f"{names[name]}~{name}"
            kind = part.get_content_type()
            inside = part.get_payload() if kind.startswith("message/") and part.is_multipart() else None
            if isinstance(inside, list) and inside and isinstance(inside[0], Message):
                yield Attached(name, letter=Letter(inside[0]))
            elif kind in _BESIDE or kind.split("/")[0] in ("image", "audio", "video"):
                yield Attached(name, beside=True)
            else:
                yield Attached(name, _bytes(part))


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is attached: its bytes, or the `letter` that it is; `beside`: by its kind it is no article."""

    name: str
    data: bytes = field(default=b"", repr=False)
    letter: Letter | None = None
    beside: bool = False


_Text = tuple[Message | None, Message | None]  # in HTML, in plain text


def _sorted(message: Message) -> tuple[list[_Text], list[Message]]:
    """The texts of a message, each in the one or two ways in which it is there, and its other parts, in order."""
    texts: list[_Text] = []
    attached: list[Message] = []
    waiting: list[tuple[Message, int]] = [(message, -1)]  # and where the text stands of which a part is one way
    seen = 0
    while waiting and seen < MOST_PARTS:
        part, among = waiting.pop()
        seen += 1
        inside = part.get_payload() if part.is_multipart() else None  # else it would decode what it was not asked for
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            if part.get_content_subtype() == "alternative" and among < 0:
                among = len(texts)
                texts.append((None, None))
            waiting += [(p, among) for p in reversed(inside) if isinstance(p, Message)]
        elif not _is_text(part):
            attached.append(part)
        elif among < 0:
            texts.append((part, None) if part.get_content_subtype() == "html" else (None, part))
        else:
            page, plain = texts[among]
            html = part.get_content_subtype() == "html"
            texts[among] = (page or part, plain) if html else (page, plain or part)
    return [text for text in texts if text != (None, None)], attached


def _is_text(part: Message) -> bool:
    """Whether a part is shown as the message's own words, and no file that somebody attached."""
    shown = part.get_content_disposition() != "attachment" and not part.get_filename()
    return shown and part.get_content_type() in ("text/html", "text/plain")


def _one_text(page: Message | None, plain: Message | None) -> PageText | None:
    try:
        return _shorter_page(page, plain) if page is not None else _plain(plain)
    except NoArticleError as error:
        if error.code in ("no-text", "empty"):
            return None
        raise


def _joined_up(found: list[PageText | None]) -> PageText:
    """Texts that stand one below the other as one."""
    texts = [text for text in found if text is not None and text.text.strip()]
    if not texts:
        raise NoArticleError("no-text", "expected an article, found a message without text")
    if len(texts) == 1:
        return texts[0]
    pieces: list[str] = []
    parts: list[Part] = []
    length = 0
    for text in texts:
        gap = "\n\n" if pieces else ""
        length += len(gap)
        parts += [replace(p, start=p.start + length, end=p.end + length) for p in text.parts]
        pieces += [gap, text.text]
        length += len(text.text)
    return PageText("".join(pieces), tuple(parts), (), notes=tuple(n for text in texts for n in text.notes))


def _name(part: Message, number: int) -> str:
    """What an attached file is called, as a name and never a path; its kind and number where it has no name."""
    try:
        given = part.get_filename() or ""
    except (ValueError, TypeError, LookupError):
        given = ""
    shown = decoded_words(given).replace("/", "_").replace("\\", "_").strip(". ")[-_NAME:]
    return shown or f"{number}{_SUFFIXES.get(part.get_content_type(), '')}"


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
