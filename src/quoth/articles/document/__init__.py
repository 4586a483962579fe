"""Documents that people are sent: RTF, ODT (`opendocument`), and DOCX and PDF by the extra ``quoth[documents]``.

DOCX goes through mammoth (BSD), which gives HTML, so that struck-out words, footnotes and tables follow the rules of
pages; what "track changes" deleted is not there. PDF goes through PDFium (pypdfium2, Apache-2.0 and BSD), the
reader in Chrome, because it is used to hostile files. A PDF knows lines, not paragraphs: they are joined where a line
goes on, words that a hyphen divides at a line's end are put together, lines that every page repeats are left out.

What guards it: a DOCX file is refused before it is unfolded when what it says of its own sizes is too much, a PDF is
read page by page up to `MOST_PAGES` and `MOST_TEXT`. A case it gets wrong: a PDF in two columns whose lines run across.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from itertools import islice
from typing import Any

from quoth.articles import databank
from quoth.articles.document import opendocument, rtf
from quoth.articles.html import NoArticleError, Note, PageText, read_fragment
from quoth.articles.text import notice

MOST_UNFOLDED = 100_000_000
"""Bytes that the parts of a DOCX file may unfold to, pictures left aside."""
MOST_PAGES = 500
MOST_TEXT = 4_000_000
_RATIO = 200
_MEDIA = re.compile(r"(?:word/)?media/", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:…][\"”’')\]]*$")
_HEADING = re.compile(r"<h1>(.{1,1000}?)</h1>", re.DOTALL)
_SPEAKS = re.compile(
    r"(?:(?:Messrs|Mr|Mrs|Ms|Miss|Dr|Senator|Representative|Chair(?:man|woman)?)\.? [A-Z]['’A-Z-]{1,30}"
    r"|The (?:Acting )?[A-Z]{4,20})[^.:a-z\[(]{0,30}(?: of [A-Z]\w{2,20})?(?: ?[\[(][^\])]{1,60}[\])])?[.:]\s"
    r"|[A-Z][A-Z .'’-]{2,40}:\s|[QA][.:]\s"
)
_PAGE_NUMBER = re.compile(
    r"(?:page ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|- ?\d{1,4} ?-|page ?\d{1,4} ?of ?\d{1,4} ?(?:©|\(c\)).{1,80}",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"https?://[^\s/]{4,100}/\S{8,1000}")
_OF_PAGES = re.compile(r"(?<!\S)(?:\d{1,3}/\d{1,3}|\d{1,3} of \d{1,3})(?!\S)")
_DIGITS = re.compile(r"\d+")


def of_bytes(data: bytes) -> PageText:
    """The article of a DOCX, ODT, RTF or PDF file. Raises ValueError with a sentence and a `code` where it has none."""
    head = data[:1024].lstrip()
    if head.startswith(b"%PDF-"):
        return _pdf(data)
    if head.startswith(b"{\\rtf"):
        return rtf.of_bytes(data)
    if data.startswith(b"PK\x03\x04"):
        return opendocument.page(data) if b"opendocument.text" in data[38:100] else _docx(data)
    raise NoArticleError("damaged", "expected a DOCX, ODT, RTF or PDF file, found none by its first bytes")


def _docx(data: bytes) -> PageText:
    _weigh(data)
    try:
        import mammoth
    except ImportError:
        raise _missing("DOCX") from None
    try:
        made = mammoth.convert_to_html(io.BytesIO(data), ignore_empty_paragraphs=True, style_map="strike => s")
    except MemoryError:
        raise
    except Exception:  # whatever its XML reader raises
        raise NoArticleError("damaged", "expected a DOCX file, found a damaged one") from None
    page = read_fragment(made.value)
    if not page.text:
        raise NoArticleError("no-text", "expected an article, found a document without text")
    heading = _HEADING.search(made.value[:20_000])
    title = " ".join(read_fragment(heading[1]).text.split()) if heading else ""
    return PageText(page.text, page.parts, (), title=title or None)


def _weigh(data: bytes) -> None:
    """Refuses a file whose parts unfold to too much by its own list, and no part unfolds to more than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise NoArticleError("damaged", "expected a DOCX file, found a damaged one") from None
    if not any(p.filename == "word/document.xml" for p in listed):
        raise NoArticleError("archive", "expected a document, found a ZIP archive: unpack it, and give its folder")
    whole = sum(p.file_size for p in listed if not _MEDIA.match(p.filename))
    if len(listed) > 10_000 or whole > MOST_UNFOLDED or whole > _RATIO * len(data) + (1 << 20):
        raise NoArticleError("too-large", f"the document unfolds to {whole:,} bytes in {len(listed):,} parts: not read")


def _pdf(data: bytes) -> PageText:
    try:
        import pypdfium2
    except ImportError:
        raise _missing("PDF") from None
    notes: list[Note] = []
    pages: list[list[str]] = []
    length = 0
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        found = "one that asks for a password" if "password" in str(error).lower() else "a damaged one"
        raise NoArticleError("damaged", f"expected a PDF file that opens, found {found}") from None
    with document:
        count = len(document)
        for number in range(min(count, MOST_PAGES)):
            try:
                text = _page_text(document, number)
            except pypdfium2.PdfiumError:
                notes.append(Note("damaged", f"page {number + 1} of {count} is damaged"))
                text = ""
            length += len(text)
            pages.append([line.strip() for line in text.splitlines()])
            if length > MOST_TEXT:
                break
        if len(pages) < count:
            notes.append(Note("too-long", f"only the first {len(pages)} of {count} pages were read"))
    text = "\n\n".join(_paragraphs(_without_margins(pages)))
    if not text.strip():
        why = f": {notes[0].message}" if notes else ": perhaps pictures of pages"
        raise NoArticleError("no-text", f"expected an article, found a PDF without text{why}")
    notes += [Note("encoding", note) for note in notice(text)]
    return PageText(text, (), (), url=_printed_from(pages), notes=tuple(notes))


def _printed_from(pages: list[list[str]]) -> str | None:
    """The address that a browser printed at the edge of each page, with its number where it is the only one; None where
    there is none, or it is cut. A house's address, as letters have it, leads to no article.
    """
    edges = [" ".join([*page[:2], *page[-2:]]) for page in pages]
    found = Counter(m.group() for edge in edges for m in islice(_PRINTED.finditer(edge), 4))
    address, count = next(iter(found.most_common(1)), ("", 0))
    alone = len(pages) == 1 and not _OF_PAGES.search(edges[0])
    return address if count > len(pages) / 2 and not alone and not address.endswith(("…", "...")) else None


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            return str(words.get_text_bounded())
        finally:
            words.close()
    finally:
        page.close()


def _without_margins(pages: list[list[str]]) -> list[str]:
    """All lines, without page numbers and without first and last lines that most pages share, but for their figures, or
    that a page with a number shares with the one before: a headline that runs over the pages of its article.
    """
    edges = Counter(_unnumbered(line) for page in pages for line in {*page[:2], *page[-2:]} if line)
    repeated = {line for line, n in edges.items() if n > 2 and n > len(pages) / 2}
    out: list[str] = []
    before: set[str] = set()  # at the edges of the page before
    for page in pages:
        edge = {0, 1, len(page) - 1, len(page) - 2}
        at_edge = [line for i, line in enumerate(page) if i in edge]
        running = before if any(map(_PAGE_NUMBER.fullmatch, at_edge)) else set()
        out += [
            line
            for i, line in enumerate(page)
            if i not in edge or not (_unnumbered(line) in repeated | running or _PAGE_NUMBER.fullmatch(line))
        ]
        before = {_unnumbered(line) for line in at_edge if line}
    return out


def _unnumbered(line: str) -> str:
    """A line with a mark for each number in it: “Page 3 of 9, The Post” is on every page."""
    return _DIGITS.sub("#", line)


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines put together: a paragraph ends at an empty line, where a line ends a sentence and is short, around a line
    of a news database, and, in a transcript, before a line that says who speaks.
    """
    alone = databank.lines_alone(lines)
    voices = sum(bool(_SPEAKS.match(line)) for line in lines) > 1
    widths = sorted(len(line) for line in lines if line)
    wide = widths[len(widths) * 3 // 4] if widths else 0
    out: list[str] = []
    going = ""
    for i, line in enumerate(lines):
        if not line or i in alone or (voices and _SPEAKS.match(line)):
            out += [going] * bool(going)
            going = ""
        if not line:
            continue
        if i in alone:
            out.append(line)
            continue
        if going.endswith("-") and going[-2:-1].isalpha() and line[:1].islower():
            going = going[:-1] + line
        else:
            going = f"{going} {line}" if going else line
        short = len(line) < 0.8 * wide
        if short and (_ENDS.search(line) or len(line) < 0.5 * wide):
            out.append(going)
            going = ""
    return out + [going] * bool(going)


def _missing(kind: str) -> NoArticleError:
    return NoArticleError("extra", f"{kind} files are read with the extra: pip install 'quoth[documents]'")
