"""Bytes to text: what a file's bytes say, with nothing added, dropped or repaired.

UTF-8 is decoded as it stands: the byte order mark, CRLF and every other character count in the offsets. Anything else
is read by one rule, in this order, and the article says so in its problems:

1. UTF-16 or UTF-32 where a byte order mark says so (the mark stays in the text, as it does for UTF-8);
2. UTF-8 with U+FFFD for each damaged character, where of the characters beyond ASCII at least half are whole (a file
   that was cut in the middle of a character, or glued from two);
3. Mac Roman, as spreadsheets on a Mac write, where its apostrophe stands in a word (“it’s”, which were “itÕs” in
   windows-1252) or its quotation marks around some, and those of windows-1252 nowhere.
4. code page 850, as programs for DOS wrote, where its é, ü, ä or ñ stands in a word (“caf‚” in windows-1252) or its £
   before a figure, and neither Mac Roman nor windows-1252 shows;
5. windows-1252, where every byte is defined in it.

Bytes that are not text come to nothing: a NUL, one control character in a hundred, or the first bytes of a known
binary format. A case it gets wrong: Cyrillic or Greek in an 8-bit code page is read as windows-1252 and only its
language gives it away.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from quoth.counted import counted

MOST_BYTES = 64 * 1024 * 1024
"""No larger file, line of JSON Lines, or standard input is read: 64 MiB is about 10 million words."""

MOST_CONTROLS = 0.01
"""Share of control characters from which a file is not text."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"), (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"), (b"\xfd7zXZ", "xz-compressed"), (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"), (b"\x7fELF", "a program"), (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"), (b"OggS\0", "sound"), (b"ID3\x03", "sound"), (b"ID3\x04", "sound"),
)  # fmt: skip
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\x0b\x0c\r\x1a\x1b") + b"\x7f"
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
_MOJIBAKE = re.compile("[\x80-\x84\x86-\x9f]|[\xc2-\xf4][\x80-\xbf\u0152-\u02dc\u2013-\u2122]{1,3}")
_ESCAPED = re.compile(
    r"\\xe2\\x80\\x[89ab][0-9a-f]|\\xc[23]\\x[89ab][0-9a-f]|\\u(?:201[0-9a-f]|00[a-f][0-9a-f])", re.IGNORECASE
)
_TAGS = re.compile(r"</?(?:p|div|span|br|h[1-6]|blockquote|strong|em|li)(?: [^<>\n]{0,200})?/?>|&(?:[lr][ds]quo|nbsp);")
_ESCAPES = 2  # so many are no example of how to write one
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotTextError(ValueError):
    """The bytes are not text; the message says what they look like instead, `code` the same in a word."""

    def __init__(self, message: str, code: str = "not-text") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as its bytes say it, and what had to be assumed or was noticed on the way, in words."""

    text: str
    notes: tuple[str, ...] = ()


_MACINTOSH = re.compile(
    rb"[a-z]\xd5(?:d|ll|m|re|s|t|ve)(?![A-Za-z\x80-\xff])|(?<![^\s(])\xd2[A-Za-z][^\xd2\xd3]{1,2000}\xd3(?![^\s,.;:)])"
)
_WINDOWS = re.compile(rb"[A-Za-z]\x92[a-z]|(?<![^\s(])[\x91\x93][A-Za-z]")
_DOS = re.compile(rb"[A-Za-z][\x81\x82\x84\xa4][a-z]|[a-z]\x82(?![\w\x80-\xff])|(?<![A-Za-z\x80-\xff])\x9c\d")


def decode(data: bytes) -> Decoded:
    """`data` as text; UTF-8 exactly as it stands. Raises NotTextError for what is not text, or is empty."""
    if not data:
        raise NotTextError("expected an article, found an empty file", "empty")
    for bom, codec, named in _BOMS:
        if data.startswith(bom):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError as error:
                raise NotTextError(
                    f"begins as {named} but is damaged at byte {error.start}: save it as UTF-8"
                ) from None
            return _checked(text, (f"read as {named}, as its byte order mark says, not as UTF-8",))
    if what := binary(data):
        raise NotTextError(f"expected text, found {what}: save the article as plain text", "binary")
    if (at := data.find(b"\0")) >= 0:
        raise NotTextError(f"expected text, found a NUL at byte {at}: a binary file, or UTF-16 without its mark")
    if len(data) - len(data.translate(None, _CONTROLS)) > MOST_CONTROLS * len(data):
        raise NotTextError("expected text, found control characters throughout: a binary file")
    try:
        return _checked(data.decode("utf-8"), ())
    except UnicodeDecodeError as error:
        first = error.start
    mended = data.decode("utf-8", "replace")
    damaged = mended.count("\ufffd")
    whole = sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", mended)))
    if whole >= damaged:
        return _checked(
            mended,
            (f"not whole UTF-8: {counted(damaged, 'damaged character')}, the first at byte {first}, read as U+FFFD",),
        )
    if _MACINTOSH.search(data) and not _WINDOWS.search(data):
        return _checked(data.decode("mac_roman"), (f"not UTF-8 (byte {first}); read as Mac Roman",))
    if _DOS.search(data) and not _WINDOWS.search(data):
        return _checked(data.decode("cp850"), (f"not UTF-8 (byte {first}); read as code page 850",))
    try:
        return _checked(data.decode("windows-1252"), (f"not UTF-8 (byte {first}); read as windows-1252",))
    except UnicodeDecodeError as error:
        raise NotTextError(
            f"neither UTF-8 (byte {first}) nor windows-1252 (byte {error.start}): save it as UTF-8"
        ) from None


def binary(data: bytes) -> str | None:
    """What the first bytes say a binary file is ("a PDF file"), or None."""
    return next((named for magic, named in _MAGIC if data.startswith(magic)), None)


def misread(text: str) -> tuple[str, ...]:
    """Where somebody read a text with the wrong code page before it came here; it is shown and never repaired."""
    if (at := _mojibake(text)) is None:
        return ()
    shown = text[at : at + 3]
    so = "its marks are read as those of windows-1252" if shown[0] <= "\x9f" else "marks that look so are not seen"
    return (f"looks decoded with the wrong code page: {shown!r} at character {at}; the text was not altered; {so}",)


def lost(text: str) -> tuple[str, ...]:
    """How many characters of a text were lost before it came here."""
    count = text.count("\ufffd")
    return (f"lost: {counted(count, 'character')} (U+FFFD), the first at {text.index(chr(0xFFFD))}",) if count else ()


def escaped(text: str) -> tuple[str, ...]:
    """Where a text stands as a program shows it, its letters beyond ASCII as escapes."""
    found = list(islice(_ESCAPED.finditer(text), _ESCAPES))
    if len(found) < _ESCAPES:
        return ()
    shown, at = found[0].group(), found[0].start()
    return (
        f"written as a program shows it: {shown} at character {at} stands for a letter or a mark, so that quotations"
        " are not seen; decode it first; the text was not altered",
    )


def notice(text: str, *, of_page: bool = False) -> tuple[str, ...]:
    """What is wrong inside a text that stands as it came: what was misread or lost, and escapes and tags that are no
    words. Tags in the text `of_page` are what a reader of the page sees.
    """
    notes = [*misread(text), *lost(text), *escaped(text)]
    if not of_page and (tag := first_tag(text)):
        notes.append(
            f"written in HTML: {tag.group()[:30]} at character {tag.start()} stands in the text as it is; save it as"
            " .html, or of a table name its field as html (--field html=…); the text was not altered"
        )
    return tuple(notes)


def first_tag(text: str) -> re.Match[str] | None:
    """The first tag of a text that is written in HTML, which has several; else None."""
    tags = list(islice(_TAGS.finditer(text), _ESCAPES))
    return tags[0] if len(tags) == _ESCAPES else None


def without_surrogates(text: str) -> Decoded:
    """`text` with U+FFFD for each lone surrogate, one for one, so that it can be written as UTF-8."""
    first = _SURROGATE.search(text)
    if first is None:
        return Decoded(text)
    fixed, count = _SURROGATE.subn("\ufffd", text)
    return Decoded(fixed, (f"{count} half characters (lone surrogates), the first at {first.start()}, read as U+FFFD",))


def _checked(text: str, notes: tuple[str, ...]) -> Decoded:
    if not text.strip("\ufeff \t\r\n") or not text.strip("\ufeff").strip():
        raise NotTextError("expected an article, found only white space", "empty")
    if notes and len(_CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise NotTextError("expected text, found control characters throughout: a binary file")
    return Decoded(text, notes or notice(text))


def _mojibake(text: str) -> int | None:
    """Where the first UTF-8 character stands that was read as windows-1252 ("â€œ"), or the other way round; or None.

    The other way round, quotation marks become the invisible controls U+0091 to U+0094.
    """
    for m in _MOJIBAKE.finditer(text):
        run = m.group()
        if len(run) == 1:
            return m.start()
        for end in range(len(run), 1, -1):
            try:
                _to_1252(run[:end]).decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
            return m.start()
    return None


def _to_1252(run: str) -> bytes:
    """windows-1252 as browsers have it: what it leaves open stands for itself, and so does what Latin-1 has."""
    return b"".join(bytes([ord(c)]) if "\x80" <= c <= "\x9f" else c.encode("windows-1252") for c in run)
