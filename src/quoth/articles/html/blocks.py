"""Elements to blocks: what is said on a page, paragraph by paragraph, in the order of the page.

Which words count: those that a reader sees and that are not struck out. `<del>` and `<s>`, and what a style draws a
line through, goes; so do scripts, buttons, what is hidden, and the readings above ruby text. Everything else stays,
what it is for is decided later (`choose`). Element by element the rules stand in tests/html_cases.txt.
"""

from __future__ import annotations

import re

from quoth.articles.html.block_quotations import in_marks
from quoth.articles.html.nodes import BLOCKS, Node, Page, Step
from quoth.articles.html.roles import Role, role
from quoth.articles.html.said import Block, Said
from quoth.articles.html.writer import Writer
from quoth.words import wordset

_SKIPPED = wordset(
    "audio button canvas colgroup datalist frameset iframe map noembed noframes object progress meter rp rt rtc script"
    " select style svg template textarea title video amp-analytics amp-state"
)
_HINTED = re.compile(r"display\s{0,9}:\s{0,9}(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_ITEMS = ("li", "dd", "dt")
_SPANS = frozenset({"span", "a", "time"})
_BOXES = wordset("div article section header main body aside")
_BREAKS = Role.CAPTION | Role.CREDIT


def take_apart(page: str, *, unseen: bool = False, blank_lines: bool = False) -> Said:
    """The elements and blocks of `page`. With `unseen`, hidden elements and `<noscript>` are read like any other; with
    `blank_lines`, a blank line parts two paragraphs, as in what writers type for a program to put `<p>` into.
    """
    whole = Page(page)
    walk = _Walk(Said(page, whole.nodes, [], []), unseen, blank_lines)
    for step, node, at, until in whole.steps():
        if step is Step.TEXT:
            walk.text(at, until)
        elif step is Step.OPEN:
            walk.open(node, at, until)
        elif step is Step.CLOSE:
            walk.close(node, at, until)
        else:
            walk.raw(node, at, until)
    walk.flush()
    said = walk.said
    said.swallowed, said.cut = whole.swallowed, whole.cut
    in_marks(said)
    return said


class _Walk:
    """What is open at this place of the page."""

    def __init__(self, said: Said, unseen: bool, blank_lines: bool) -> None:
        self.said = said
        self._unseen = unseen
        self._blank_lines = blank_lines
        self._writer = Writer(said.page)
        self._undo: dict[int, str] = {}  # what an open element changed
        self._skipped = self._hidden = self._pre = 0
        self._drawings = 0  # <svg> that are open, in which a <title> is not the page's
        self._holders: list[int] = []  # open block elements
        self._quotations: list[int] = []
        self._rows: list[int] = []
        self._ended: set[int] = set()  # of each list, what has ended out of turn
        self._ended_quotations: set[int] = set()
        self._ended_rows: set[int] = set()
        self._items = 0  # items of lists that are open
        self._behind = False  # the last thing was the end of a <span>
        self._touching = False  # … and then the beginning of one, with nothing between

    def text(self, at: int, until: int) -> None:
        if self._skipped:
            self.said.unseen += until - at if self._hidden else 0
        elif self._pre:
            self._writer.lines(at, until)
        else:
            if self._touching:
                self._writer.apart(at)
            for blank in _BLANK.finditer(self.said.page, at, until) if self._blank_lines else ():
                self._writer.text(at, blank.start())
                self.flush()
                at = blank.end()
            self._writer.text(at, until)
        self._touching = self._behind = False

    def raw(self, node: int, at: int, until: int) -> None:
        name, attributes = self.said.nodes[node].name, self.said.nodes[node].attributes
        if name == "title" and self.said.title is None and not self._drawings:
            self.said.title = (at, until)
        elif name == "script" and attributes.get("type", "").strip().lower().startswith("application/ld+json"):
            self.said.scripts.append((at, until))
        elif name == "xmp":
            self.text(at, until)

    def open(self, node: int, at: int, until: int) -> None:
        element = self.said.nodes[node]
        own = role(element.name, element.attributes)
        if element.name == "footer" and self._quotations:
            own &= ~Role.FURNITURE  # it says who is quoted
        self.said.roles.append(own)
        self._touching = self._touching or (self._behind and element.name in _SPANS)
        self._behind = False
        if self._skips(element, own):
            self._open_skipped(node, own)
        elif self._skipped:
            return
        elif element.name in BLOCKS or own & _BREAKS or self._shown_as_block(element):
            self._open_block(node)
        else:
            self._open_in_line(node, own, at, until)

    def _open_skipped(self, node: int, own: int) -> None:
        """An element of which nothing is read."""
        name = self.said.nodes[node].name
        self._skipped += 1
        self._drawings += name == "svg"
        self._undo[node] = "skip"
        if name not in _SKIPPED and not own & Role.STRUCK:
            self._hidden += 1
            self._undo[node] = "unseen"
        if name in BLOCKS:
            self.flush()

    def _open_block(self, node: int) -> None:
        """An element that stands apart from what is before it."""
        name = self.said.nodes[node].name
        self.flush()
        self._holders.append(node)
        self._undo[node] = "block"
        if name == "blockquote":
            self._quotations.append(node)
        elif name == "tr":
            self._rows.append(node)
        elif name in ("pre", "listing"):
            self._pre += 1
        elif name in _ITEMS:
            self._items += 1

    def _open_in_line(self, node: int, own: int, at: int, until: int) -> None:
        """An element that is part of a line, or parts two."""
        element = self.said.nodes[node]
        if element.name == "br":
            if self._writer.line.newline(at, until):
                self.flush()
        elif element.name == "hr":
            self.flush()
        elif element.name == "q":
            self._undo[node] = "q"
            self._writer.open_quotation(node, at, until)
        elif element.name in ("sup", "sub"):
            self._undo[node] = "raised"
            self._writer.open_raised(node, note=bool(own & Role.FOOTNOTE) or self._writer.line.link > 0)
        elif element.name == "a" and "href" in element.attributes:
            self._undo[node] = "link"
            if own & Role.FOOTNOTE:  # raised by a stylesheet
                self._writer.open_raised(node, note=True)
            self._writer.line.link += 1
            self._writer.noted()

    def close(self, node: int, at: int, until: int) -> None:
        undo = self._undo.pop(node, None)
        element = self.said.nodes[node]
        self._behind = element.name in _SPANS
        if undo is None:
            return
        if undo in ("skip", "unseen"):
            self._skipped -= 1
            self._drawings -= element.name == "svg"
            self._hidden -= undo == "unseen"
            if element.name in BLOCKS:
                self.flush()
        elif undo == "block":
            self.flush()
            _drop(self._holders, node, self._ended)
            if element.name == "blockquote":
                _drop(self._quotations, node, self._ended_quotations)
                self.said.ends[node] = (at, until)
            elif element.name == "tr":
                _drop(self._rows, node, self._ended_rows)
            elif element.name in ("pre", "listing"):
                self._pre -= 1
            elif element.name in _ITEMS:
                self._items -= 1
        elif undo == "q":
            if self._writer.close_quotation(node, at, until):
                self.said.blocks[-1].text += self.said.blocks[-1].pieces[-1].text
        elif undo == "raised":
            self._writer.close_raised(node, element.name, (element.at, element.until), at, until)
        elif undo == "link":
            self._writer.line.link -= 1
            self._writer.close_raised(node, element.name, (element.at, element.until), at, until)

    def flush(self) -> None:
        """Ends the block that is being written."""
        pieces, in_links = self._writer.take()
        if not pieces:
            return
        node = self._holders[-1] if self._holders else -1
        self.said.blocks.append(
            Block(
                node,
                self.said.nodes[node].name if node >= 0 else "body",
                pieces,
                "".join([p.text for p in pieces]),
                in_links,
                self._quotations[0] if self._quotations else -1,
                self._rows[-1] if self._rows else -1,
                self._items > 0,
            )
        )

    def _skips(self, element: Node, own: int) -> bool:
        if element.name in _SKIPPED:
            return not (element.name == "template" and element.attributes.get("shadowrootmode", "").lower() == "open")
        if own & Role.STRUCK:
            return True
        if self._unseen or element.name in ("html", "body"):
            return False
        return (
            bool(own & Role.UNSEEN)
            or element.name == "noscript"
            or (element.name == "dialog" and "open" not in element.attributes)
        )

    def _shown_as_block(self, element: Node) -> bool:
        if element.name == "cite" and self._holders and self.said.nodes[self._holders[-1]].name == "blockquote":
            return True
        if element.name == "time" and not self._writer.line:  # "10:42" above an entry, not "on Monday" in a sentence
            return self._holders[-1:] == [] or self.said.nodes[self._holders[-1]].name in _BOXES
        style = element.attributes.get("style")
        return bool(style and _HINTED.search(style))


def _drop(open_: list[int], node: int, ended: set[int]) -> None:
    """Takes `node` off a list of open elements; one that ends out of turn, when those in it have ended."""
    ended.add(node)
    while open_ and open_[-1] in ended:
        ended.discard(open_.pop())
