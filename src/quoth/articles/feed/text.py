"""The article of a feed's item, where the feed holds its text.

That is what stands in `content:encoded`, Atom's `content` or `content_html`, or a description that is long enough and
does not break off. An item with less is a teaser, and what it says of itself is in its `Refused`, so that whoever may
fetch can. The title of the feed is inferred to be the outlet.
A case it gets wrong: a feed that cuts every text after 200 words at a full stop passes for full text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.articles import days
from quoth.articles.feed.item import Feed, Item
from quoth.articles.html import NoArticleError, Note, PageText, read_fragment
from quoth.counted import counted

TEASER = 80
"""Words from which a description is taken for the text. Calibrated on nothing but habit: newsrooms' own summaries have
15 to 60 words, WordPress cuts after 55.
"""

SHORT = 25
"""Words from which the element for full text is believed to hold it."""

_BREAKS_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?"
    r"|(?:continue reading|read more|read on|read the (?:full|rest)|more »|keep reading)[^.!?]{0,60})"
    r"\s*[»→>\]]?\s*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\[caption\b[^\[\]]{0,400}\](.{0,4000}?)\[/caption\]", re.DOTALL)
"""A caption as WordPress exports it: around the picture and its words."""
_APPEARED = re.compile(r"\s*The post .{1,300}? (?:first appeared|appeared first) on .{1,200}\.?\s*$")


def article(item: Item, feed: Feed) -> PageText:
    """The article that an item holds. Raises NoArticleError, with the code "teaser", where it holds less."""
    if item.unpublished:
        raise NoArticleError("draft", f"expected an article, found one that was not published ({item.unpublished})")
    full, markup = (item.content is not None), item.content if item.content is not None else item.summary
    if markup is None or not markup.strip():
        raise NoArticleError("teaser", f"expected an article, found a title alone{_at(item)}")
    found = _plain(markup) if item.plain else read_fragment(_CAPTION.sub(r"<figcaption>\1</figcaption>", markup))
    if item.content is not None and item.summary and len(item.summary) > 3 * len(markup):
        other = read_fragment(item.summary)
        found, full = (other, False) if len(other.text) > 3 * len(found.text) else (found, full)
    found = _without_credit(found)
    count = len(found.text.split())
    broken = _BREAKS_OFF.search(found.text[-200:])
    if count < (SHORT if full else TEASER) or (broken and count < 120):
        words = counted(count, "word")
        raise NoArticleError("teaser", f"expected an article, found a teaser of {words}{_at(item)}")
    notes = list(found.notes)
    if broken:
        notes.append(Note("cut-short", "the text in the feed breaks off"))
    if item.collected and not (item.published or item.updated or days.in_address(item.url)):
        message = f"states no date; put aside on {item.collected[:10]}, so published on that day or before"
        notes.append(Note("undated", message))
    outlet = item.outlet or feed.title
    published = item.published or item.updated
    inferred = ["outlet"] * bool(outlet) + ["published"] * (item.published is None and published is not None)
    return replace(
        found, origins=(), title=item.title, byline=item.byline, outlet=outlet, published=published,
        language=item.language or feed.language, url=item.url, inferred=tuple(inferred), notes=tuple(notes),
    )  # fmt: skip


def _at(item: Item) -> str:
    return f"; its text is at {item.url[:300]}" if item.url else ""


def _plain(text: str) -> PageText:
    return PageText(text, (), ())


def _without_credit(found: PageText) -> PageText:
    """`found` without the line "The post … appeared first on …" that WordPress puts under every text."""
    if found.parts and (m := _APPEARED.match(found.text, found.parts[-1].start)) and len(found.parts) > 1:
        return replace(found, text=found.text[: m.start()].rstrip(), parts=found.parts[:-1])
    return found
