"""A file of an agency: one item, or a message with several, some of them pictures and packages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from quoth.articles.agency import newsml, nitf
from quoth.articles.agency.item import Item
from quoth.articles.agency.tree import MOST_ELEMENTS, Element, Tree, local
from quoth.articles.feed.item import MOST_ITEMS, key_of
from quoth.articles.html import NoArticleError, Note
from quoth.articles.markup import Tag, scan
from quoth.words import wordset

_ROOTS = wordset("nitf newsitem newsmessage newsml packageitem conceptitem knowledgeitem planningitem catalogitem")
_ITEMS = wordset("nitf newsitem packageitem conceptitem knowledgeitem planningitem catalogitem")
_LOOK = 20_000
"""Characters in which the first element of a document is looked for."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The items of a file in order; `one` where the file is the one item. `passed` says what was no text."""

    items: tuple[Item, ...]
    one: bool
    notes: tuple[Note, ...] = ()
    passed: str | None = None


def is_delivery(text: str) -> bool:
    """Whether XML is an agency's, by its first element."""
    first = next((e for e in scan(text[:_LOOK]) if isinstance(e, Tag)), None)
    return first is not None and local(first.name) in _ROOTS


def read(text: str) -> Delivery:
    """The items of a document. Raises NoArticleError where it has none with a text."""
    tree = Tree(text)
    roots = _outermost(tree)
    one = len(roots) == 1 and roots[0].first == 1
    notes = [Note("too-many-elements", f"only the first {MOST_ELEMENTS:,} elements were read")] if tree.cut else []
    if len(roots) > MOST_ITEMS:
        notes.append(Note("too-many-items", f"only the first {MOST_ITEMS:,} items were read"))
    others: Counter[str] = Counter()
    items: list[Item] = []
    for root in roots[:MOST_ITEMS]:
        if root.name not in ("nitf", "newsitem"):
            others[root.name.removesuffix("item")] += 1
            continue
        try:
            item = nitf.item(tree, root) if root.name == "nitf" else newsml.item(tree, root)
        except NoArticleError as error:  # a body nested without end, among others that are not
            item = Item(root.attribute("guid") or "item", refused=error)
        if item.holds and item.body is None and not one:
            others[item.holds] += 1
        else:
            items.append(item)
    told = ", ".join(f"{what} ({n})" for what, n in sorted(others.items())[:12])
    if not items:
        raise NoArticleError(
            "no-text", f"expected articles, found an agency's file without a text{': ' * bool(told)}{told}"
        )
    passed = f"no articles, passed by: {told}" if told else None
    return Delivery(tuple(_told_apart(items)), one, tuple(notes), passed)


def _outermost(tree: Tree) -> list[Element]:
    """The items that are inside of no other."""
    out: list[Element] = []
    after = 0
    for number, element in enumerate(tree.elements):
        if number >= after and element.name in _ITEMS:
            out.append(element)
            after = element.last
    return out


def _told_apart(items: list[Item]) -> list[Item]:
    """`items` under the hashes of their own ids; one that comes again with its place behind it."""
    seen: Counter[str] = Counter()
    out = []
    for item in items:
        key = key_of(item.key)
        seen[key] += 1
        out.append(replace(item, key=key if seen[key] == 1 else f"{key}.{seen[key]}"))
    return out
