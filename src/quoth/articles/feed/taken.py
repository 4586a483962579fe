"""A feed taken apart as its tags pass by: what it says of itself and of each item, element by element.

Ill-formed XML is taken as it comes: an end without a beginning is passed over, an element that is never closed ends
with the one around it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quoth.articles.feed.item import MOST_ITEMS
from quoth.articles.markup import Tag, Text, attributes, scan, words

_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dc",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.w3.org/2005/atom": "", "http://purl.org/rss/1.0/": "", "http://backend.userland.com/rss2": "",
    "http://purl.org/atom/ns#": "", "http://www.w3.org/1999/xhtml": "xhtml",
    "http://search.yahoo.com/mrss/": "media",
}  # fmt: skip
NOTES = "en-export"
_ROOTS = frozenset({"rss", "feed", "rdf", "channel", NOTES})
_ITEMS = frozenset({"item", "entry"})


@dataclass(slots=True)
class Field:
    """A child element of an item or of the feed: its name, attributes, and what is in it."""

    name: str
    attributes: str
    said: list[str] = field(default_factory=list)
    inside: tuple[int, int] = (0, 0)
    children: bool = False
    first: str = ""


def taken(xml: str) -> Taken:
    """The feed in `xml`; of no kind where it is none."""
    found = Taken(xml)
    for event in scan(xml):
        if isinstance(event, Tag):
            found.tag(event)
        else:
            found.text(event)
        if len(found.items) > MOST_ITEMS:
            break
    found.close()
    return found


class Taken:
    """Takes a feed apart as its tags pass by: which element is open, which item it is in."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self.kind: str | None = None
        self.root = ""
        self.spaces: dict[str, str] = {}
        self.own: list[Field] = []
        self.items: list[list[Field]] = []
        self._items = _ITEMS  # what an item is called
        self._open: list[str] = []
        self._counts: dict[str, int] = {}
        self._item = -1  # how many elements are open around the item's children; -1 outside of items
        self._feed = -1
        self._field: Field | None = None
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
            self._items = frozenset({"note"}) if local == NOTES else _ITEMS
        elif local == "channel" and self._item < 0 and self._feed == len(self._open):
            self._feed = len(self._open) + 1
        if self._field is not None:
            one = self._field
            if not one.children:
                one.children, one.first = True, tag.name
        elif self._item < 0 and self.kind and local in self._items and len(self.items) <= MOST_ITEMS:
            self.items.append([])
            self._item = len(self._open) + 1
        elif self._item == len(self._open) and self._item >= 0:
            self._begins(tag, self.items[-1])
        elif self._item < 0 and self._feed == len(self._open) and len(self.own) < 200:
            self._begins(tag, self.own)
        self._open.append(name)
        self._counts[name] = self._counts.get(name, 0) + 1

    def _begins(self, tag: Tag, fields: list[Field]) -> None:
        if len(fields) < 200:
            self._field = Field(tag.name.lower(), tag.attributes, inside=(tag.end, tag.end))
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
