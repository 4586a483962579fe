"""Letters of LibreOffice and its kin (.odt), as HTML, so that the rules of pages hold for them.

Read is the part `content.xml`, by the scanner that feeds are read by: paragraphs, headings, items, cells, line ends.
What "track changes" deleted, comments, and what a style draws a line through is left out; notes below the page are
left out and told. Headers and footers stand in another part and are not read.

What guards it: the part is weighed before it is unfolded (`MOST_UNFOLDED`, 200 times the file), and unfolded no
further than it says. A case it gets wrong: words in a text box stand behind the paragraph that they are beside.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from html import escape

from quoth.articles.html import NoArticleError, Note, PageText, read_fragment
from quoth.articles.markup import Tag, attributes, scan, words
from quoth.articles.unpack import FREE, RATIO
from quoth.counted import counted

MOST_UNFOLDED = 20_000_000
"""Bytes of `content.xml`; a letter of 500 pages has some five million."""

_AS_HTML: Mapping[str, str] = {
    "text:p": "p", "text:h": "h2", "text:list": "ul", "text:list-item": "li", "table:table": "table",
    "table:table-row": "tr", "table:table-cell": "td",
}  # fmt: skip
_LEFT_OUT = frozenset({
    "text:tracked-changes", "office:annotation", "text:note", "svg:title", "svg:desc", "office:forms",
    "text:sequence-decls", "text:hidden-text", "text:hidden-paragraph",
})  # fmt: skip
_SPACES = 100  # that one element stands for
_MOST_STYLES = 10_000


def page(data: bytes) -> PageText:
    """The text of a letter. Raises NoArticleError where it has none or cannot be opened."""
    letter = _Letter(_content(data))
    found = read_fragment("".join(letter.out))
    if not found.text.strip():
        raise NoArticleError("no-text", "expected an article, found a document without text")
    notes = list(found.notes)
    if letter.notes:
        notes.append(Note("footnotes", f"{counted(letter.notes, 'note')} below the page not read"))
    title = " ".join("".join(letter.title).split())
    return PageText(found.text, found.parts, (), title=title or None, notes=tuple(notes))


def _content(data: bytes) -> str:
    """The part of the file that has its text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist()[:10_000])
            if "META-INF/manifest.xml" in names and b"encryption-data" in _part(parts, "META-INF/manifest.xml", data):
                raise NoArticleError("encrypted", "expected a document that opens, found one that asks for a password")
            return _part(parts, "content.xml", data).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        raise NoArticleError("damaged", "expected an ODT file, found a damaged one") from None


def _part(parts: zipfile.ZipFile, name: str, data: bytes) -> bytes:
    size = parts.getinfo(name).file_size
    if size > MOST_UNFOLDED or size > RATIO * len(data) + FREE:
        raise NoArticleError("too-large", f"the document unfolds to {size:,} bytes in {name}: not read")
    with parts.open(name) as part:
        return part.read(size)


class _Letter:
    """The document as HTML (`out`), how many notes stand below its pages, and the words of its title."""

    def __init__(self, xml: str) -> None:
        self.out: list[str] = []
        self.title: list[str] = []
        self.notes = 0
        self._passed = 0  # elements that are left out and open
        self._in_title = False
        self._style = ""  # that is being declared
        self._struck: set[str] = set()  # styles that draw a line through
        self._spans: list[str] = []  # what ends each span that is open
        for event in scan(xml):
            if isinstance(event, Tag):
                self._tag(event)
            elif not self._passed:
                said = words(xml, event)
                self.out.append(escape(said, quote=False))
                self.title += [said] * self._in_title

    def _tag(self, tag: Tag) -> None:
        if tag.opens and tag.name in ("style:style", "style:text-properties"):
            self._declared(tag)
        if tag.name in _LEFT_OUT and not tag.empty:
            self._passed = max(0, self._passed + (1 if tag.opens else -1))
            self.notes += tag.opens and tag.name == "text:note"
        elif self._passed:
            return
        elif tag.name == "text:span":
            self._span(tag)
        else:
            if tag.name in ("text:p", "text:h"):
                self._in_title = tag.opens and not self.title and _is_title(tag)
            self.out += _as_html(tag)

    def _declared(self, tag: Tag) -> None:
        given = attributes(tag.attributes)
        if tag.name == "style:style":
            self._style = given.get("style:name", "")
        elif given.get("style:text-line-through-style", "none") != "none" and len(self._struck) < _MOST_STYLES:
            self._struck.add(self._style)

    def _span(self, tag: Tag) -> None:
        if tag.opens and not tag.empty:
            struck = attributes(tag.attributes).get("text:style-name", "") in self._struck
            self.out.append("<s>" * struck)
            self._spans.append("</s>" * struck)
        elif not tag.opens and self._spans:
            self.out.append(self._spans.pop())


def _is_title(tag: Tag) -> bool:
    style = attributes(tag.attributes).get("text:style-name", "")
    level = attributes(tag.attributes).get("text:outline-level", "")
    return style == "Title" or (tag.name == "text:h" and level in ("", "1"))


def _as_html(tag: Tag) -> Iterator[str]:
    """An element of the document as HTML has it; nothing for what is no part of the text's shape."""
    if known := _AS_HTML.get(tag.name):
        if tag.opens:
            yield f"<{known}>"
        if tag.empty or not tag.opens:
            yield f"</{known}>"
    elif tag.name == "text:line-break":
        yield "<br>"
    elif tag.name == "text:tab":
        yield " "
    elif tag.name == "text:s":
        count = attributes(tag.attributes).get("text:c", "1")
        yield " " * min(_SPACES, int(count) if count.isdecimal() and len(count) < 4 else 1)
