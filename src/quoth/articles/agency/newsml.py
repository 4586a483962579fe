"""NewsML-G2 items, and those of NewsML 1, which AFP and others still send.

The body is NITF, XHTML or plain text inside of the item. Where it holds several, the longest is read and the others are
told; where it holds none but says where one lies, that address is told and not asked.
"""

from __future__ import annotations

from quoth.articles.agency import nitf
from quoth.articles.agency.content import of_elements, of_words, plain
from quoth.articles.agency.item import Item, date_of, language_of, remark
from quoth.articles.agency.tree import Element, Tree, one_line
from quoth.articles.html import Note, PageText
from quoth.counted import counted

_WITHDRAWN = ("canceled", "cancelled", "withheld")
_CONTENTS = ("inlinexml", "inlinedata", "datacontent")


def item(tree: Tree, root: Element) -> Item:
    """What an element `<newsItem>` says, of whichever generation."""
    return _second(tree, root) if tree.find(root, "itemmeta") or tree.find(root, "contentset") else _first(tree, root)


def _second(tree: Tree, root: Element) -> Item:
    """An item of NewsML-G2."""
    about, meta = tree.find(root, "itemmeta"), tree.find(root, "contentmeta")
    kind = _tail(tree.find(about, "itemclass")) or "text"
    lines = [one for e in tree.within(meta, "headline") if (one := tree.said(e))]
    provider, credit = tree.find(about, "provider"), tree.said(tree.find(meta, "creditline"))
    named = _named(tree, provider)
    status, embargo = _tail(tree.find(about, "pubstatus")), tree.said(tree.find(about, "embargoed"))
    source = _named(tree, tree.find(meta, "infosource"))
    authors = [
        name for e in tree.within(meta, "creator")[:20] if (name := _named(tree, e)) not in (None, source, named)
    ]
    signals = [_tail(e) for e in tree.within(about, "signal")]
    found = Item(
        root.attribute("guid") or "item",
        lines[0] if lines else tree.said(tree.find(about, "title")),
        lines[1:],
        tree.said(tree.find(meta, "by")),
        ", ".join(map(str, authors)) or None,
        _place(tree.said(tree.find(meta, "dateline"))),
        summary=tree.said(tree.find(meta, "description")),
        outlet=named if named and not _is_host(named) else None,
        provider=source or credit or _tail(provider)
        or _named(tree, tree.find(root, "rightsinfo", "copyrightholder")) or named,
        published=date_of(tree.said(tree.find(about, "firstcreated")), tree.said(tree.find(meta, "contentcreated"))),
        changed=date_of(tree.said(tree.find(about, "versioncreated"))),
        language=language_of(*(e.attribute("tag") for e in tree.within(meta, "language")), root.attribute("xml:lang")),
        notes=[
            *remark("editors", "note to editors", tree.said(tree.find(about, "ednote"), " ")),
            *([Note("corrected", "the agency marks this item as a correction")] if "correction" in signals else []),
            *remark("withdrawn", "the agency says of this item", status if status in _WITHDRAWN else None),
            *remark("embargoed", "not to be published before", embargo),
        ],
    )  # fmt: skip
    found.holds = kind if kind != "text" else None
    _add_body(found, tree, root)
    if found.body is None and (lies := tree.find(root, "contentset", "remotecontent")):
        found.holds, found.elsewhere = kind, one_line(lies.attribute("href"))
    return found


def _first(tree: Tree, root: Element) -> Item:
    """An item of NewsML 1."""
    managed, lines = tree.find(root, "newsmanagement"), tree.find(root, "newslines")
    status = tree.find(managed, "status")
    state = status.attribute("FormalName") if status else ""
    described = tree.find(root, "descriptivemetadata", "language")
    provider = tree.find(root, "administrativemetadata", "provider", "party")
    found = Item(
        tree.said(tree.find(root, "publicidentifier")) or tree.said(tree.find(root, "newsitemid")) or "item",
        tree.said(tree.find(lines, "headline")),
        [one for e in tree.within(lines, "subheadline") if (one := tree.said(e))],
        tree.said(tree.find(lines, "byline")),
        dateline=tree.said(tree.find(lines, "dateline")),
        provider=(one_line(provider.attribute("FormalName")) if provider else None)
        or tree.said(tree.find(lines, "creditline")) or tree.said(tree.find(root, "newsidentifier", "providerid")),
        published=date_of(tree.said(tree.find(managed, "firstcreated"))),
        changed=date_of(tree.said(tree.find(managed, "thisrevisioncreated"))),
        language=language_of(described.attribute("FormalName") if described else None, root.attribute("xml:lang")),
        notes=remark("withdrawn", "the agency says of this item", state if state.lower() in _WITHDRAWN else None),
    )  # fmt: skip
    _add_body(found, tree, root)
    if found.body is None:
        found.holds = "text"
    return found


def _add_body(found: Item, tree: Tree, root: Element) -> None:
    """The longest text in an item, with what a document of NITF around it says besides."""
    bodies: list[tuple[PageText, Item | None]] = []
    for name in _CONTENTS:
        for content in tree.within(root, name):
            document = tree.find(content, "nitf")
            inner = nitf.item(tree, document) if document else None
            body = inner.body if inner else _words(tree, content)
            if body and body.text.strip():
                bodies.append((body, inner))
    if not bodies:
        return
    body, inner = max(bodies, key=lambda one: len(one[0].text))
    found.body = body
    if len(bodies) > 1:
        also = counted(len(bodies) - 1, "further text")
        found.notes.append(Note("other-texts", f"the item holds {also} besides the longest, which were left out"))
    if inner is not None:
        found.headline = found.headline or inner.headline
        found.decks = found.decks or inner.decks
        for field in ("byline", "authors", "dateline", "tagline", "outlet", "provider", "published", "language"):
            if not getattr(found, field):
                setattr(found, field, getattr(inner, field))
        said = {note.message for note in found.notes}
        found.notes += [note for note in inner.notes if note.message not in said]


def _words(tree: Tree, content: Element) -> PageText | None:
    """The words of a body that is no NITF; None where it is packed otherwise."""
    if content.attribute("encoding") or content.attribute("contenttype").startswith(("image", "audio", "video")):
        return None
    page = tree.find(content, "body")
    if page is not None or content.first < content.last:
        return of_elements(tree.inside(page or content))
    return of_words(plain(tree.inside(content)))


def _named(tree: Tree, element: Element | None) -> str | None:
    """The name of a party: as its `<name>` has it, else as a literal."""
    if element is None:
        return None
    return tree.said(tree.find(element, "name")) or one_line(element.attribute("literal"))


def _place(dateline: str | None) -> str | None:
    """A dateline, unless it is a time for machines."""
    return None if dateline and dateline[:4].isdigit() else dateline


def _tail(element: Element | None) -> str | None:
    """A code without its scheme: “stat:usable” as “usable”."""
    code = (element.attribute("qcode") or element.attribute("uri")) if element else ""
    return one_line(code.replace("/", ":").rpartition(":")[2])


def _is_host(name: str) -> bool:
    return "." in name and " " not in name
