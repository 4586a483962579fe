"""Elements of an XML document on a flat list, each with the places of what is in it.

Built on `articles.markup`, so that nothing is declared, fetched or refused; an end tag without a beginning is passed
over, an element that never ends goes to the end of what is around it. Nothing recurses, and one pass makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quoth.articles.markup import Tag, attributes, scan, words

MOST_ELEMENTS = 400_000
"""Elements of a document that are kept; a message of 1,000 long items has some 100,000. What follows is not read."""


@dataclass(slots=True)
class Element:
    """An element by its name without prefix, in small letters: its own tag, and the place of what is inside.

    `first:last` are the numbers of the elements in it.
    """

    name: str
    written: str = field(repr=False)
    start: int
    end: int
    first: int
    last: int

    def attribute(self, name: str) -> str:
        """The value of an attribute; nothing where it has none."""
        return attributes(self.written).get(name, "").strip() if self.written else ""


class Tree:
    """The elements of `xml` in the order in which they begin; `cut` says that there are more of them."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self.elements: list[Element] = []
        self.cut = False
        waiting: list[int] = []
        counts: dict[str, int] = {}
        for event in scan(xml):
            if not isinstance(event, Tag):
                continue
            name = local(event.name)
            if event.opens:
                if len(self.elements) >= MOST_ELEMENTS:
                    self.cut = True
                    break
                number = len(self.elements)
                self.elements.append(Element(name, event.attributes, event.end, event.end, number + 1, number + 1))
                if not event.empty:
                    waiting.append(number)
                    counts[name] = counts.get(name, 0) + 1
            elif counts.get(name):
                while waiting:
                    ended = self._ends(waiting.pop(), event.start)
                    counts[ended] -= 1
                    if ended == name:
                        break
        while waiting:
            self._ends(waiting.pop(), len(xml))

    def _ends(self, number: int, at: int) -> str:
        element = self.elements[number]
        element.end, element.last = at, len(self.elements)
        return element.name

    def within(self, element: Element | None, name: str) -> list[Element]:
        """The elements of this name inside of `element` that are in no other one of that name."""
        found: list[Element] = []
        if element is not None:
            at = element.first
            while at < element.last:
                one = self.elements[at]
                at += 1
                if one.name == name:
                    found.append(one)
                    at = one.last
        return found

    def find(self, element: Element | None, *path: str) -> Element | None:
        """The first element that is found by going from `element` to the first of each name of `path` in turn."""
        for name in path:
            element = self._first(element, name)
            if element is None:
                return None
        return element

    def _first(self, element: Element | None, name: str) -> Element | None:
        if element is not None:
            for at in range(element.first, element.last):
                if self.elements[at].name == name:
                    return self.elements[at]
        return None

    def said(self, element: Element | None, between: str = "") -> str | None:
        """The words in an element on one line, with `between` where a tag stands; None where there are none."""
        if element is None:
            return None
        inside = self.inside(element)
        told = between.join(words(inside, event) for event in scan(inside) if not isinstance(event, Tag))
        return one_line(told)

    def inside(self, element: Element) -> str:
        """What stands between the tags of an element, as it is written."""
        return self.xml[element.start : element.end]


def local(name: str) -> str:
    """A name without its prefix, in small letters."""
    return name.rpartition(":")[2].lower()


def one_line(value: str | None) -> str | None:
    """`value` on one line, of at most 500 characters; None where nothing is left."""
    shown = "".join(c if c.isprintable() else " " for c in (value or "")[:2000])
    return " ".join(shown.encode("utf-8", "replace").decode().split())[:500] or None
