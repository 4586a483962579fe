"""Feeds: RSS, Atom and JSON Feed, to the articles that they hold and the addresses that they name.

An item whose text is in the feed is an article: what stands in `content:encoded`, Atom's `content` or `content_html`,
or a description that is long enough and does not break off. An item with less is a teaser, and what it says of itself
is in its `Refused`, so that whoever may fetch can. An item is called by the first 8 hex digits of the hash of its own
id (else its address, else its title), because feeds move: what is first today is second tomorrow.

`read` never raises but NoArticleError for what is no feed. The title of the feed is inferred to be the outlet.
A case it gets wrong: a feed that cuts every text after 200 words at a full stop passes for full text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from quoth.articles import dates
from quoth.articles.html import NoArticleError, Note, PageText, decode_page, read_fragment
from quoth.articles.language import code as language_code
from quoth.articles.markup import Tag, Text, attributes, scan, words

MOST_ITEMS = 20_000
"""Items of one feed that are read; what follows is said. Feeds with full text have 10 to 100."""

TEASER = 80
"""Words from which a description is taken for the text. Calibrated on nothing but habit: newsrooms' own summaries have
15 to 60 words, WordPress cuts after 55.
"""

SHORT = 25
"""Words from which the element for full text is believed to hold it."""

_JSON_FEED = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_BREAKS_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?"
    r"|(?:continue reading|read more|read on|read the (?:full|rest)|more »|keep reading)[^.!?]{0,60})"
    r"\s*[»→>\]]?\s*$",
    re.IGNORECASE,
)
_APPEARED = re.compile(r"\s*The post .{1,300}? (?:first appeared|appeared first) on .{1,200}\.?\s*$")
_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dc",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.w3.org/2005/atom": "", "http://purl.org/rss/1.0/": "", "http://backend.userland.com/rss2": "",
    "http://purl.org/atom/ns#": "", "http://www.w3.org/1999/xhtml": "xhtml",
    "http://search.yahoo.com/mrss/": "media",
}  # fmt: skip
_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_ITEMS = frozenset({"item", "entry"})
_FIELDS = {
    "title": "title", "link": "link", "guid": "id", "id": "id", "content:encoded": "content", "content": "content",
    "description": "summary", "summary": "summary", "pubdate": "published", "published": "published",
    "issued": "published", "dc:date": "published", "updated": "updated", "modified": "updated",
    "dc:modified": "updated", "author": "author", "dc:creator": "author", "source": "source", "language": "language",
    "dc:language": "language", "body": "content", "content:body": "content", "xhtml:body": "content",
    "media:description": "media",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one article. `content` is HTML unless `plain`; `summary` likewise, where it has another."""

    key: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    byline: str | None = None
    language: str | None = None
    outlet: str | None = None
    content: str | None = field(default=None, repr=False)
    summary: str | None = field(default=None, repr=False)
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it says of itself, its items in order, and what was wrong with it."""

    title: str | None
    url: str | None
    language: str | None
    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()


def is_json_feed(head: bytes) -> bool:
    """Whether a JSON file that begins with `head` says that it is a feed."""
    return bool(_JSON_FEED.search(head[:4096]))


def read(data: bytes) -> Feed:
    """The feed that `data` holds. Raises NoArticleError where it is none."""
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json(data)
    decoded = decode_page(data)
    notes = tuple(Note("encoding", n) for n in decoded.notes)
    feed = _xml(decoded.text)
    return replace(feed, notes=(*notes, *feed.notes))


def links(data: bytes) -> tuple[Item, ...]:
    """The items of a feed that name an address, for whoever may fetch them, each address once."""
    found: dict[str, Item] = {}
    for item in read(data).items:
        if item.url:
            found.setdefault(item.url, item)
    return tuple(found.values())


def article(item: Item, feed: Feed) -> PageText:
    """The article that an item holds. Raises NoArticleError, with the code "teaser", where it holds less."""
    full, markup = (item.content is not None), item.content if item.content is not None else item.summary
    if markup is None or not markup.strip():
        raise NoArticleError("teaser", f"expected an article, found a title alone{_at(item)}")
    found = _plain(markup) if item.plain else read_fragment(markup)
    if item.content is not None and item.summary and len(item.summary) > 3 * len(markup):
        other = read_fragment(item.summary)
        found, full = (other, False) if len(other.text) > 3 * len(found.text) else (found, full)
    found = _without_credit(found)
    count = len(found.text.split())
    broken = _BREAKS_OFF.search(found.text[-200:])
    if count < (SHORT if full else TEASER) or (broken and count < 120):
        raise NoArticleError("teaser", f"expected an article, found a teaser of {count} words{_at(item)}")
    notes = list(found.notes)
    if broken:
        notes.append(Note("cut-short", "the text in the feed breaks off"))
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


def _xml(text: str) -> Feed:
    taken = _Taken(text)
    for event in scan(text):
        if isinstance(event, Tag):
            taken.tag(event)
        else:
            taken.text(event)
        if len(taken.items) > MOST_ITEMS:
            break
    taken.close()
    if taken.kind is None:
        root = f"<{taken.root[:60]}>" if taken.root else "no element"
        raise NoArticleError("not-a-feed", f"expected a feed (RSS, Atom), found XML that begins with {root}")
    if not taken.items:
        raise NoArticleError("empty", "expected articles, found a feed without items")
    notes = []
    if len(taken.items) > MOST_ITEMS:
        notes.append(Note("too-many-items", f"only the first {MOST_ITEMS:,} items of the feed were read"))
    own = _stated(taken.own, taken.spaces)
    items = [_item(i, _stated(f, taken.spaces)) for i, f in enumerate(taken.items[:MOST_ITEMS], 1)]
    language = own.get("language")
    return Feed(
        _line(own.get("title")),
        own.get("link"),
        (language_code(language) if language else None),
        tuple(_told_apart(items)),
        tuple(notes),
    )


@dataclass(slots=True)
class _Field:
    """A child element of an item or of the feed: its name, attributes, and what is in it."""

    name: str
    attributes: str
    said: list[str] = field(default_factory=list)
    inside: tuple[int, int] = (0, 0)
    children: bool = False
    first: str = ""
    title: str | None = None  # of a <source>


class _Taken:
    """Takes a feed apart as its tags pass by: which element is open, which item it is in."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self.kind: str | None = None
        self.root = ""
        self.spaces: dict[str, str] = {}
        self.own: list[_Field] = []
        self.items: list[list[_Field]] = []
        self._open: list[str] = []
        self._counts: dict[str, int] = {}
        self._item = -1  # how many elements are open around the item's children; -1 outside of items
        self._feed = -1
        self._field: _Field | None = None
        self._depth = -1  # of the field

    def tag(self, tag: Tag) -> None:
        if tag.opens:
            self._opens(tag)
        if not tag.opens or tag.empty:
            self._closes(tag)

    def text(self, text: Text) -> None:
        one = self._field
        if one is not None and not one.children and len(one.said) < 100_000:
            one.said.append(words(self.xml, text))

    def close(self) -> None:
        if self._field is not None:
            self._ends(len(self.xml))

    def _opens(self, tag: Tag) -> None:
        name = tag.name.lower()
        local = name.rpartition(":")[2]
        self.root = self.root or tag.name
        if "xmlns" in tag.attributes and len(self.spaces) < 100:
            for key, value in attributes(tag.attributes).items():
                if key.startswith("xmlns:"):
                    self.spaces.setdefault(key[6:].lower(), _SPACES.get(value.strip().lower(), key[6:].lower()))
        if self.kind is None and local in _ROOTS:
            self.kind, self._feed = local, len(self._open) + 1
        elif local == "channel" and self._item < 0 and self._feed == len(self._open):
            self._feed = len(self._open) + 1
        if self._field is not None:
            one = self._field
            if not one.children:
                one.children, one.first = True, tag.name
        elif self._item < 0 and self.kind and local in _ITEMS and len(self.items) <= MOST_ITEMS:
            self.items.append([])
            self._item = len(self._open) + 1
        elif self._item == len(self._open) and self._item >= 0:
            self._begins(tag, self.items[-1])
        elif self._item < 0 and self._feed == len(self._open) and len(self.own) < 200:
            self._begins(tag, self.own)
        self._open.append(name)
        self._counts[name] = self._counts.get(name, 0) + 1

    def _begins(self, tag: Tag, fields: list[_Field]) -> None:
        if len(fields) < 200:
            self._field = _Field(tag.name.lower(), tag.attributes, inside=(tag.end, tag.end))
            self._depth = len(self._open)
            fields.append(self._field)

    def _closes(self, tag: Tag) -> None:
        name = tag.name.lower()
        if not self._counts.get(name):
            return  # an end without a beginning
        while self._open:
            top = self._open.pop()
            self._counts[top] -= 1
            if self._field is not None and len(self._open) <= self._depth:
                self._ends(tag.start)
            if self._item > len(self._open):
                self._item = -1
            if top == name:
                return

    def _ends(self, at: int) -> None:
        one = self._field
        if one is not None:
            one.inside = (one.inside[0], max(at, one.inside[0]))
            if one.children:
                one.said = [self.xml[slice(*one.inside)]]
            self._field = None


def _stated(fields: list[_Field], spaces: dict[str, str]) -> dict[str, str]:
    """Our names for what an item, or a feed, says, the first of each; content before summary is settled elsewhere."""
    said: dict[str, str] = {}
    authors: list[str] = []
    for one in fields:
        prefix, mark, local = one.name.rpartition(":")
        prefix = spaces.get(prefix, prefix)
        name = _FIELDS.get(f"{prefix}:{local}" if mark and prefix not in ("", "atom") else local)
        if name is None:
            continue
        whole = "".join(one.said)
        given = attributes(one.attributes) if one.attributes else {}
        kind = given.get("type", "").lower()
        if name == "link":
            _link(said, given, whole)
            continue
        if name == "author":
            authors.append(_inner(one, whole, "name") or _line(whole) or "")
            continue
        if name == "source":
            value = _inner(one, whole, "title") or whole
            said.setdefault("outlet", value)
            continue
        if name in ("content", "summary"):
            if given.get("src") and not whole.strip():
                continue
            if one.children:
                whole = _inline(one, whole)
            elif kind in ("text", "text/plain"):
                said.setdefault(f"{name} plain", "yes")
        if name == "title" and "html" not in kind and kind and not one.children:
            said.setdefault("title plain", "yes")
        if whole.strip() and len(whole) > len(said.get(name, "")) * (name == "content"):
            said[name] = whole if name == "content" or name not in said else said[name]
        if name == "id" and given.get("ispermalink", given.get("isPermaLink", "true")) != "false":
            said.setdefault("permalink", whole.strip())
    if named := [a for a in dict.fromkeys(authors) if a]:
        said["author"] = ", ".join(named[:20])
    return said


def _link(said: dict[str, str], given: dict[str, str], whole: str) -> None:
    href = given.get("href", "") if given.get("rel", "alternate") == "alternate" else ""
    value = (href or ("" if "href" in given else whole)).strip()
    if value.startswith(("http://", "https://")) and len(value) <= 2000:
        said.setdefault("link", value)


def _inner(one: _Field, whole: str, name: str) -> str | None:
    """The words of the child `name` of a field that has children."""
    if not one.children:
        return None
    inside, said = False, []
    for event in scan(whole[:10_000]):
        if isinstance(event, Tag):
            if event.name.lower().rpartition(":")[2] == name:
                if inside:
                    break
                inside = event.opens
        elif inside:
            said.append(words(whole, event))
    return _line("".join(said))


def _inline(one: _Field, whole: str) -> str:
    """Markup that stands in the feed as elements: its prefix, where it has one, is taken off."""
    prefix, mark, _ = one.first.rpartition(":")
    return re.sub(rf"(</?){re.escape(prefix)}:", r"\1", whole) if mark else whole


def _item(number: int, said: dict[str, str]) -> Item:
    url = said.get("link")
    own = (said.get("id") or "").strip()
    if url is None and said.get("permalink", "").startswith(("http://", "https://")):
        url = said["permalink"][:2000]
    language = said.get("language")
    title = said.get("title")
    if title and "title plain" not in said and ("<" in title or "&" in title):
        title = read_fragment(title[:2000]).text
    which = "content" if "content" in said else "summary"
    return Item(
        _key(own or url or title or str(number)),
        _line(title),
        url,
        _date(said.get("published")),
        _date(said.get("updated")),
        _person(said.get("author")),
        language_code(language) if language else None,
        _line(said.get("outlet")),
        said.get("content"),
        said.get("summary"),
        f"{which} plain" in said,
    )


def _json(data: bytes) -> Feed:
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise NoArticleError("json", f"expected a JSON Feed, found what is no JSON: {why}") from None
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise NoArticleError("not-a-feed", "expected a JSON Feed with a list of items")
    if not items:
        raise NoArticleError("empty", "expected articles, found a feed without items")
    feed: dict[str, Any] = value
    notes = []
    if len(items) > MOST_ITEMS:
        notes.append(Note("too-many-items", f"only the first {MOST_ITEMS:,} items of the feed were read"))
    made = [_json_item(n, i if isinstance(i, dict) else {}) for n, i in enumerate(items[:MOST_ITEMS], 1)]
    return Feed(
        _line(_string(feed.get("title"))),
        _string(feed.get("home_page_url")) or _string(feed.get("feed_url")),
        language_code(_string(feed.get("language")) or ""),
        tuple(_told_apart(made)),
        tuple(notes),
    )


def _json_item(number: int, item: dict[str, Any]) -> Item:
    url = _string(item.get("url")) or _string(item.get("external_url"))
    url = url if url and url.startswith(("http://", "https://")) and len(url) <= 2000 else None
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_line(_string(p.get("name"))) for p in people or [] if isinstance(p, dict)]
    own = item.get("id")
    html, plain = _string(item.get("content_html")), _string(item.get("content_text"))
    return Item(
        _key(str(own)[:2000] if isinstance(own, str | int) and str(own) else url or str(number)),
        _line(_string(item.get("title"))),
        url,
        _date(_string(item.get("date_published"))),
        _date(_string(item.get("date_modified"))),
        ", ".join(n for n in names if n) or None,
        language_code(_string(item.get("language")) or ""),
        None,
        html or plain,
        _string(item.get("summary")) if not (html or plain) else None,
        not html,
    )


def _told_apart(items: list[Item]) -> Iterator[Item]:
    """`items`, those with a key that came before under another: their place behind it."""
    seen: dict[str, int] = {}
    for item in items:
        again = seen.get(item.key, 0)
        seen[item.key] = again + 1
        yield replace(item, key=f"{item.key}.{again + 1}") if again else item


def _key(own: str) -> str:
    return hashlib.sha256(own.encode("utf-8", "replace")).hexdigest()[:8]


def _string(value: Any) -> str | None:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and value.strip() else None


def _line(value: str | None) -> str | None:
    """`value` on one line, of at most 500 characters; None where nothing is left."""
    shown = "".join(c if c.isprintable() else " " for c in (value or "")[:2000])
    return " ".join(shown.encode("utf-8", "replace").decode().split())[:500] or None


def _person(value: str | None) -> str | None:
    """A byline: RSS writes ``press@post.example (Ada Bell)``."""
    line = _line(value)
    m = re.fullmatch(r"\S{1,200}@\S{1,200} \((.{1,200})\)", line or "")
    return m[1] if m else None if line and re.fullmatch(r"\S+@\S+", line) else line


def _date(value: str | None) -> str | None:
    try:
        return dates.iso(value.strip()[:100]) if value and value.strip() else None
    except ValueError:
        return None
