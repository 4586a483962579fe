"""The body of an agency's item to words: elements of NITF or XHTML by the rules of pages, or plain text.

Agencies write a text out of a terminal into one `<p>`, where a line that is indented, among others that are not, begins
a paragraph: such an element is taken apart. A case it gets wrong: a poem indented line by line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from quoth.articles.agency.tree import local
from quoth.articles.html import PageText, read_fragment
from quoth.articles.markup import Tag, scan, words
from quoth.words import wordset

_HTML = wordset(
    "p div section article blockquote q ul ol li dl dt dd table thead tbody tfoot tr td th caption h1 h2 h3 h4 h5 h6"
    " pre em strong b i u s del ins sub sup a span cite figure figcaption footer header aside main small code br hr"
)
_EMPTY = wordset("br hr")
_NITF: Mapping[str, str] = {
    "block": "div", "bq": "blockquote", "hl1": "h2", "media": "figure", "media-caption": "figcaption",
    "credit": "footer", "fn": "div", "note": "div", "nitf-table": "div", "nitf-table-summary": "p", "tagline": "p",
    "body.content": "div", "datasource": "p", "byline": "p", "dateline": "p", "hedline": "div", "abstract": "div",
}  # fmt: skip
_LEFT_OUT = wordset(
    "media-reference media-metadata media-object nitf-table-metadata custom-table identified-content script style head"
    " title"
)
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|table|blockquote|span)\b[^<>]{0,400}/?>", re.IGNORECASE)
_INDENTED = re.compile(r"\n[ \t]{2,}(?=\S)")
_UNINDENTED = re.compile(r"\n(?=\S)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\n[ \t]{2,}(?=\S)")


def of_elements(xml: str) -> PageText:
    """The words of a body that is written as elements; of one that has none, those of a text."""
    return read_fragment(as_html(xml)) if any(isinstance(e, Tag) for e in scan(xml)) else of_words(plain(xml))


def of_words(told: str) -> PageText:
    """The words of a body that is one string: HTML where it is that, else as it stands."""
    return read_fragment(told) if _MARKUP.search(told) else PageText(told.strip(), (), ())


def plain(xml: str) -> str:
    """The characters in a piece of XML, its entities read."""
    return "".join(words(xml, event) for event in scan(xml) if not isinstance(event, Tag))


def as_html(xml: str) -> str:
    """Elements of NITF or XHTML as those of HTML; what HTML has no element for (a person, a sum) is only its words."""
    out: list[str] = []
    skipping: str | None = None
    depth = paragraph = 0
    for event in scan(xml):
        if not isinstance(event, Tag):
            if skipping is None:
                told = words(xml, event)
                escaped = html.escape(told, quote=False)
                out.append(_taken_apart(escaped) if paragraph else escaped)
            continue
        name = local(event.name)
        if skipping is not None:
            if name == skipping and not event.empty:
                depth += 1 if event.opens else -1
                skipping = skipping if depth else None
            continue
        if name in _LEFT_OUT:
            if event.opens and not event.empty:
                skipping, depth = name, 1
            continue
        written = _NITF.get(name, name)
        if name == "p":
            paragraph += 0 if event.empty else 1 if event.opens else -min(1, paragraph)
        if name == "media-producer":
            out.append("</figcaption>" if not event.opens else '<figcaption class="credit">')
        elif written in _HTML:
            shown = (
                f"<{written} {event.attributes.rstrip('/')}>"
                if event.attributes and written == name
                else f"<{written}>"
            )
            out += [shown] * event.opens
            out += [f"</{written}>"] * ((not event.opens or event.empty) and written not in _EMPTY)
    return "".join(out)


def _taken_apart(told: str) -> str:
    """The words of a `<p>` with its paragraphs apart, where some of its lines are indented and others are not."""
    if not (_INDENTED.search(told) and _UNINDENTED.search(told)):
        return told
    return "</p><p>".join(_PARAGRAPH.split(told))
