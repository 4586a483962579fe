"""RSS 0.9 to 2.0, Atom, and notebooks of Evernote, by a scanner that takes them ill-formed as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from quoth.articles.feed.item import MOST_ITEMS, Feed, Item, date_of, key_of, line_of, person_of, told_apart
from quoth.articles.feed.taken import NOTES, Field, taken
from quoth.articles.html import NoArticleError, Note, read_fragment
from quoth.articles.language import code as language_code
from quoth.articles.markup import Tag, attributes, scan, words
from quoth.counted import counted

_FIELDS = {
    "title": "title", "link": "link", "guid": "id", "id": "id", "content:encoded": "content", "content": "content",
    "description": "summary", "summary": "summary", "pubdate": "published", "published": "published",
    "issued": "published", "dc:date": "published", "updated": "updated", "modified": "updated",
    "dc:modified": "updated", "author": "author", "dc:creator": "author", "source": "source", "language": "language",
    "dc:language": "language", "body": "content", "content:body": "content", "xhtml:body": "content",
    "media:description": "media", "wp:post_type": "type", "wp:status": "status",
}  # fmt: skip
_NOTE_FIELDS = {"title": "title", "content": "content", "created": "collected", "note-attributes": "clipped"}
"""Of a notebook of Evernote: its authors are who made the notes, its days those on which they were made."""
_TYPES = frozenset({"post", "page"})
_UNPUBLISHED = frozenset({"draft", "pending", "future", "private", "trash", "auto-draft"})
"""What blogs say of a text that nobody is to read, or not yet."""

_OTHERS = {
    "opml": "a list with the addresses of feeds: give the feeds, or the pages",
    "workbook": "a workbook of Excel 2003: save it as XLSX or CSV",
}
"""What other XML people have, by its first element, and what to do with it."""


def feed(text: str) -> Feed:
    """The feed that XML holds. Raises NoArticleError where it is none."""
    found = taken(text)
    if found.kind is None:
        root = f"<{found.root[:60]}>" if found.root else "no element"
        other = _OTHERS.get(found.root.lower(), f"XML that begins with {root}")
        raise NoArticleError(
            "not-a-feed", f"expected a feed or an agency's item (RSS, Atom, NITF, NewsML), found {other}"
        )
    if not found.items:
        raise NoArticleError("empty", "expected articles, found a feed without items")
    notes = []
    if len(found.items) > MOST_ITEMS:
        notes.append(Note("too-many-items", f"only the first {MOST_ITEMS:,} items of the feed were read"))
    names = _NOTE_FIELDS if found.kind == NOTES else _FIELDS
    own = _stated(found.own, found.spaces, names)
    stated = [_stated(fields, found.spaces, names) for fields in found.items[:MOST_ITEMS]]
    passed = Counter(said["type"] for said in stated if _is_machinery(said))
    items = [_item(i, said) for i, said in enumerate(stated, 1) if not _is_machinery(said)]
    if passed:
        notes.append(Note("other-items", _passed_by(passed)))
    language = own.get("language")
    return Feed(
        line_of(own.get("title")),
        own.get("link"),
        (language_code(language) if language else None),
        tuple(told_apart(items)),
        tuple(notes),
    )


def _is_machinery(said: dict[str, str]) -> bool:
    """Whether an item of a blog's export is a menu, a style, a picture: no text, and neither post nor page."""
    kind = said.get("type", "post")
    return kind not in _TYPES and (kind.startswith("wp_") or kind == "custom_css" or "content" not in said)


def _passed_by(counts: Counter[str]) -> str:
    kinds = ", ".join(f"{line_of(kind)} {count:,}" for kind, count in counts.most_common(8))
    return f"{counted(counts.total(), 'item')} of the blog left out, neither post nor page ({kinds})"


def _stated(fields: list[Field], spaces: dict[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Our `names` for what an item, or a feed, says: the first of each, of authors all, of texts the longest."""
    said: dict[str, str] = {}
    authors: list[str] = []
    for one in fields:
        prefix, mark, local = one.name.rpartition(":")
        prefix = spaces.get(prefix, prefix)
        name = names.get(f"{prefix}:{local}" if mark and prefix not in ("", "atom") else local)
        if name is None:
            continue
        whole = "".join(one.said)
        given = attributes(one.attributes) if one.attributes else {}
        match name:
            case "link":
                _link(said, given, whole)
            case "clipped":
                _link(said, {}, _inner(one, whole, "source-url") or "")
            case "author":
                authors.append(_inner(one, whole, "name") or line_of(whole) or "")
            case "source":
                said.setdefault("outlet", _inner(one, whole, "title") or whole)
            case "content" | "summary":
                _text(said, name, one, given, whole)
            case _:
                _plain(said, name, one, given, whole)
    if named := [a for a in dict.fromkeys(authors) if a]:
        said["author"] = ", ".join(named[:20])
    return said


def _text(said: dict[str, str], name: str, one: Field, given: dict[str, str], whole: str) -> None:
    """A text, or the beginning of one; what lies at an address is none."""
    if given.get("src") and not whole.strip():
        return
    if one.children:
        whole = _inline(one, whole)
    elif given.get("type", "").lower() in ("text", "text/plain"):
        said.setdefault(f"{name} plain", "yes")
    longest = len(said.get(name, "")) if name == "content" else 0
    if whole.strip() and len(whole) > longest and (name == "content" or name not in said):
        said[name] = whole


def _plain(said: dict[str, str], name: str, one: Field, given: dict[str, str], whole: str) -> None:
    """What is said in words on a line."""
    kind = given.get("type", "").lower()
    if name == "title" and "html" not in kind and kind and not one.children:
        said.setdefault("title plain", "yes")
    if whole.strip():
        said.setdefault(name, whole)
    if name == "id" and given.get("ispermalink", given.get("isPermaLink", "true")) != "false":
        said.setdefault("permalink", whole.strip())


def _link(said: dict[str, str], given: dict[str, str], whole: str) -> None:
    href = given.get("href", "") if given.get("rel", "alternate") == "alternate" else ""
    value = (href or ("" if "href" in given else whole)).strip()
    if value.startswith(("http://", "https://")) and len(value) <= 2000:
        said.setdefault("link", value)


def _inner(one: Field, whole: str, name: str) -> str | None:
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
    return line_of("".join(said))


def _inline(one: Field, whole: str) -> str:
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
        key_of(own or url or title or str(number)),
        line_of(title),
        url,
        date_of(said.get("published")),
        date_of(said.get("updated")),
        person_of(said.get("author")),
        language_code(language) if language else None,
        line_of(said.get("outlet")),
        said.get("content"),
        said.get("summary"),
        f"{which} plain" in said,
        date_of(said.get("collected")),
        said["status"] if said.get("status") in _UNPUBLISHED else None,
    )
