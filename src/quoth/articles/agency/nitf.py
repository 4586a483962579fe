"""NITF, the News Industry Text Format: a document of one article, also inside of NewsML.

Element by element as its versions 3.0 to 3.6 have them; of dates the release comes before the issue, because an item
is issued to desks before it may be printed.
"""

from __future__ import annotations

from quoth.articles.agency.content import of_elements
from quoth.articles.agency.item import Item, date_of, language_of, remark, without_by
from quoth.articles.agency.tree import Element, Tree, one_line

_WITHDRAWN = ("canceled", "cancelled", "killed", "withheld", "embargoed")


def item(tree: Tree, root: Element) -> Item:
    """What the element `<nitf>` says."""
    head, body = tree.find(root, "head"), tree.find(root, "body") or root  # inside of others often without it
    above, below = tree.find(body, "body.head"), tree.find(body, "body.end")
    content = tree.find(body, "body.content")
    lines = tree.find(above, "hedline")
    data, paper = tree.find(head, "docdata"), tree.find(head, "pubdata")
    byline, dateline = tree.find(above, "byline"), tree.find(above, "dateline")
    people = [one for e in tree.within(byline, "person") if (one := tree.said(e))]
    role = tree.said(tree.find(byline, "byttl"))
    signed = tree.said(byline, " ")
    owner = tree.find(data, "doc.copyright")
    identity = tree.find(data, "doc-id")
    correction = tree.find(data, "correction")
    status = data.attribute("management-status").lower() if data else ""
    return Item(
        (identity.attribute("id-string") if identity else "") or "nitf",
        tree.said(tree.find(lines, "hl1")) or tree.said(tree.find(head, "title")),
        [deck for e in tree.within(lines, "hl2") if (deck := tree.said(e))],
        signed,
        ", ".join(people[:20]) or (without_by(signed.removesuffix(role).rstrip()) if signed and role else None),
        _place(tree, dateline),
        of_elements(tree.inside(content)) if content else None,
        tree.said(tree.find(below, "tagline")),
        tree.said(tree.find(above, "abstract")),
        one_line(paper.attribute("name")) if paper else None,
        tree.said(tree.find(above, "distributor"), " ")
        or (one_line(owner.attribute("holder")) if owner else None)
        or (one_line(identity.attribute("regsrc")) if identity else None),
        date_of(
            paper.attribute("date.publication") if paper else None,
            *(e.attribute("norm") for name in ("date.release", "date.issue") for e in tree.within(data, name)),
            *(e.attribute("norm") for e in tree.within(dateline, "story.date")),
        ),
        language=language_of(root.attribute("baselang"), root.attribute("xml:lang")),
        url=_address(paper.attribute("ex-ref") if paper else ""),
        notes=[
            *(
                n
                for e in tree.within(data, "ed-msg")
                for n in remark("editors", "note to editors", one_line(e.attribute("info")))
            ),
            *(n for e in tree.within(above, "note") for n in remark("editors", "note to editors", tree.said(e, " "))),
            *remark(
                "corrected", "corrects an earlier item", one_line(correction.attribute("info")) if correction else None
            ),
            *remark("withdrawn", "the agency says of this item", status if status in _WITHDRAWN else None),
        ],
    )


def _place(tree: Tree, dateline: Element | None) -> str | None:
    """A dateline as it is printed; a time that is meant for machines is left out of it."""
    if dateline is None:
        return None
    told = tree.said(dateline, " ")
    for stamp in tree.within(dateline, "story.date"):
        shown = tree.said(stamp)
        if told and shown and shown == stamp.attribute("norm"):
            told = one_line(told.replace(shown, " "))
    return told


def _address(value: str) -> str | None:
    return value if value.startswith(("http://", "https://")) and len(value) <= 2000 else None
