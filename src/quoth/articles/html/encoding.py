"""Bytes of a page to its characters: which encoding, by whose word, and what was wrong with it.

The order is that of the WHATWG Encoding Standard, with one exception: byte order mark, then what the server said, then
what the page says of itself in its first `HEAD` bytes, then UTF-8 where all of it is, then windows-1252. The
exception: a page that is UTF-8 throughout, and has characters beyond ASCII, is read as UTF-8 whatever 8-bit encoding
it names, because pages are saved as UTF-8 with the old declaration still in them.

What guards it: only encodings of the standard are taken, so that neither UTF-7 nor Python's own codecs can be named.
A case it gets wrong: a short page in windows-1251 whose letters happen to form UTF-8.
"""

from __future__ import annotations

import codecs
import re

from quoth.articles.text import Decoded, binary
from quoth.counted import counted

HEAD = 4096
"""Bytes in which a page's own word for its encoding is looked for: browsers take 1,024, real pages need up to 3,000."""

MOST_BYTES = 20_000_000
"""No larger page is read; the longest of 90 real ones has 2.9 million bytes. trafilatura draws the same line."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_LABEL = re.compile(rb"<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_CODECS = {
    "utf-8": ("utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8"),
    "utf-16": ("utf-16", "utf-16le", "utf-16be", "unicode", "ucs-2"),
    "cp1252": (
        "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "ascii",
        "us-ascii", "ansi_x3.4-1968", "iso-ir-100",
    ),
    "iso8859-15": ("iso-8859-15", "iso8859-15", "latin9", "l9"),
    "iso8859-2": ("iso-8859-2", "iso8859-2", "latin2", "l2"),
    "iso8859-5": ("iso-8859-5", "iso8859-5"),
    "iso8859-6": ("iso-8859-6", "iso8859-6", "arabic"),
    "iso8859-7": ("iso-8859-7", "iso8859-7", "greek"),
    "iso8859-8": ("iso-8859-8", "iso8859-8", "hebrew"),
    "cp1254": ("windows-1254", "cp1254", "iso-8859-9", "iso8859-9", "latin5"),
    "cp1250": ("windows-1250", "cp1250"), "cp1251": ("windows-1251", "cp1251"), "cp1253": ("windows-1253", "cp1253"),
    "cp1255": ("windows-1255", "cp1255"), "cp1256": ("windows-1256", "cp1256"), "cp1257": ("windows-1257", "cp1257"),
    "cp1258": ("windows-1258", "cp1258"), "cp874": ("windows-874", "tis-620", "iso-8859-11"),
    "koi8-r": ("koi8-r", "koi8"), "koi8-u": ("koi8-u",), "mac-roman": ("macintosh", "mac"),
    "gb18030": ("gb18030", "gbk", "gb2312", "chinese"), "big5hkscs": ("big5", "big5-hkscs"),
    "cp932": ("shift_jis", "shift-jis", "sjis", "windows-31j"), "euc-jp": ("euc-jp", "x-euc-jp"),
    "cp949": ("euc-kr", "ks_c_5601-1987", "korean"),
}  # fmt: skip
_BY_LABEL = {label: codec for codec, labels in _CODECS.items() for label in labels}


class NoArticleError(ValueError):
    """There is no article here: `code` says in a word what there is instead, the message in a sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def decode_page(data: bytes, stated: str | None = None) -> Decoded:
    """The characters of a page; `stated` is the encoding that its server named, if any.

    Raises NoArticleError for what is no page: nothing, a known binary format, or more than `MOST_BYTES`. Bytes that the
    encoding does not have become U+FFFD, and the notes say how many.
    """
    if len(data) > MOST_BYTES:
        raise NoArticleError("too-large", f"has {len(data):,} bytes: of a page at most {MOST_BYTES:,} are read")
    if not data.strip():
        raise NoArticleError("empty", "expected a page, found an empty file")
    if what := binary(data):
        raise NoArticleError("binary", f"expected a page, found {what}")
    for bom, marked in _BOMS:
        if data.startswith(bom):
            return _decoded(data, marked, ())
    head = data[:HEAD]
    own = _LABEL.search(head) or _XML.match(head)
    labels = [label for label in (stated, own and own[1].decode("ascii")) if label]
    codec = next((c for label in labels if (c := _BY_LABEL.get(label.strip().lower()))), None)
    unknown = [label for label in labels if label.strip().lower() not in _BY_LABEL]
    notes = tuple(f"names an encoding that is not known: {label!r}" for label in unknown)
    if codec == "utf-16":
        codec = "utf-8"  # the standard's rule: who can read the word "utf-16" in ASCII is not reading UTF-16
    if b"\0" in data[:HEAD] and (wide := _wide(data)):
        return _decoded(data, wide, (*notes, f"read as {wide.upper()} without its mark"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(data, codec, notes)
    if codec not in (None, "utf-8"):
        if text.isascii():
            return _decoded(data, str(codec), notes)
        if str(codec).startswith(("cp12", "iso8859", "koi8", "mac")):
            notes = (*notes, f"names {labels[0]!r} as its encoding, but is UTF-8")
        else:
            return _decoded(data, str(codec), notes)
    return Decoded(text, notes)


def _damaged(data: bytes, codec: str | None, notes: tuple[str, ...]) -> Decoded:
    """What is not UTF-8: in the encoding that it names, else mended or windows-1252, whichever loses less."""
    if codec not in (None, "utf-8"):
        return _decoded(data, str(codec), notes)
    mended = data.decode("utf-8", "replace")
    damaged = mended.count("\ufffd")
    whole = sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", mended)))
    if codec == "utf-8" or whole >= damaged:
        return Decoded(mended, (*notes, f"not whole UTF-8: {counted(damaged, 'damaged character')}, read as U+FFFD"))
    return _decoded(data, "cp1252", (*notes, "names no encoding and is not UTF-8; read as windows-1252"))


def _decoded(data: bytes, codec: str, notes: tuple[str, ...]) -> Decoded:
    text = data.decode(codec, "replace")
    if codec == "cp1252":  # the five bytes it leaves open are no loss worth a word
        return Decoded(text, notes)
    before = data.count(b"\xef\xbf\xbd") if codec == "utf-8" else 0
    if lost := text.count("\ufffd") - before:
        notes = (*notes, f"not whole {codec.upper()}: {counted(lost, 'damaged character')}, read as U+FFFD")
    return Decoded(text, notes)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, by the zero bytes beside ASCII letters; None where they do not look so."""
    head = data[: HEAD - HEAD % 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 4
    if odd > half and not even:
        return "utf-16-le"
    return "utf-16-be" if even > half and not odd else None
