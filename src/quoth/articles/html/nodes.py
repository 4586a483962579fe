"""Tags to elements: which text stands in which element, without ever building a tree.

Method: the tree construction of the HTML Standard (section 13.2.6), with the stack of open elements and the end tags
that it implies (a paragraph ends where a list begins, an item where the next one does). Three departures, each for the
sake of linear time and of losing no word: formatting that was left open is not copied into the next block; text that
stands directly in a table stays where it is; and an end tag across a block ends only the formatting it names, while
the block stays open.

Every step is paid for by a tag: an element is pushed and popped once, and what an end tag closes is looked up, not
searched for, so that 40,000 nested elements cost what 40,000 paragraphs do. Nothing recurses. Only what is deeper
than anybody writes, and a browser draws, is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from quoth.articles.html.encoding import NoArticleError
from quoth.articles.html.tokens import VOID, Kind, Tokens
from quoth.words import wordset

DEEPEST = 50_000  # elements inside of each other; browsers lay out 512

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | wordset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form header hgroup html legend li listing main menu nav ol p plaintext pre search section"
    " summary table tbody td tfoot th thead tr ul"
)
_FORMATTING = wordset("a b big code em font i nobr s small strike strong tt u")
_ENDS_P = (BLOCKS | {"hr", "xmp"}) - wordset("body caption html legend tbody td tfoot th thead tr")
_SCOPE = wordset("table td th caption marquee object button template svg math applet")
_WITHIN = {  # what a start tag ends, and what that must not lie outside of
    "li": (("li",), wordset("ul ol menu dir article section aside")),
    "dt": (("dt", "dd"), frozenset({"dl"})),
    "dd": (("dt", "dd"), frozenset({"dl"})),
    "tr": (("tr", "caption"), frozenset({"table"})),
    "td": (("td", "th", "caption"), frozenset({"table", "tr"})),
    "th": (("td", "th", "caption"), frozenset({"table", "tr"})),
    "tbody": (("tbody", "thead", "tfoot", "caption"), frozenset({"table"})),
    "thead": (("tbody", "thead", "tfoot", "caption"), frozenset({"table"})),
    "tfoot": (("tbody", "thead", "tfoot", "caption"), frozenset({"table"})),
    "option": (("option",), frozenset({"select"})),
    "optgroup": (("option", "optgroup"), frozenset({"select"})),
}
_TABLE = wordset("table caption tbody thead tfoot tr td th")
_ONCE = frozenset({"html", "head", "body"})


class Step(IntEnum):
    """What happens next on the page."""

    OPEN = 0
    CLOSE = 1
    TEXT = 2
    RAW = 3


@dataclass(slots=True)
class Node:
    """An element: `parent` is the index of the one around it (-1 for none), `at:until` its start tag."""

    name: str
    parent: int
    attributes: dict[str, str]
    at: int
    until: int


@dataclass(slots=True)
class Page:
    """A page's characters and, once `steps` has been run through, its elements in the order of their start tags."""

    text: str
    nodes: list[Node] = field(default_factory=list)
    swallowed: tuple[int, str] | None = None
    cut: int | None = None

    def steps(self) -> Iterator[tuple[Step, int, int, int]]:
        """(step, node, at, until) in the order of the page; iterate once.

        OPEN and CLOSE have the place of the tag (an empty one where the tag is implied), TEXT and RAW (the inside of
        a script or title) that of the characters. A void element opens and closes at once.
        """
        stack = _Stack(self.nodes)
        tokens = Tokens(self.text)
        for kind, name, start, end, attributes, closed in tokens:
            if kind is Kind.TEXT:
                yield Step.TEXT, stack.top(), start, end
            elif kind is Kind.RAW:
                yield Step.RAW, stack.top(), start, end
            elif kind is Kind.OPEN:
                if name in _ONCE and name in stack.seen:
                    continue
                stack.seen.add(name) if name in _ONCE else None
                for node in stack.before(name):
                    yield Step.CLOSE, node, start, start
                self.nodes.append(Node(name, stack.top(), attributes, start, end))
                node = len(self.nodes) - 1
                yield Step.OPEN, node, start, end
                if name in VOID or (closed and stack.foreign()):
                    yield Step.CLOSE, node, end, end
                else:
                    stack.push(node, name)
            elif name == "br":
                self.nodes.append(Node("br", stack.top(), attributes, start, end))
                yield Step.OPEN, len(self.nodes) - 1, start, end
                yield Step.CLOSE, len(self.nodes) - 1, end, end
            else:
                for node in stack.after(name):
                    yield Step.CLOSE, node, start, end
        for node in stack.pop(0):
            yield Step.CLOSE, node, len(self.text), len(self.text)
        self.swallowed, self.cut = tokens.swallowed, tokens.cut


class _Stack:
    """The open elements. `_where` has the depths at which each name is open, so that none is searched for."""

    def __init__(self, nodes: list[Node]) -> None:
        self.seen: set[str] = set()
        self._nodes = nodes
        self._open: list[int] = []  # nodes, the outermost first
        self._ended: set[int] = set()  # formatting that has ended while a block in it is still open
        self._where: dict[str, list[int]] = {}

    def top(self) -> int:
        return self._open[-1] if self._open else -1

    def foreign(self) -> bool:
        """Whether a drawing or a formula is open, where ``<path/>`` closes itself."""
        return bool(self._depth("svg") >= 0 or self._depth("math") >= 0)

    def push(self, node: int, name: str) -> None:
        depth = len(self._open)
        if depth >= DEEPEST:
            raise NoArticleError("too-deep", f"has more than {DEEPEST:,} elements inside of each other: not read")
        self._open.append(node)
        self._where.setdefault(name, []).append(depth)
        if name in BLOCKS:
            self._where.setdefault("#block", []).append(depth)
        if name in _SCOPE:
            self._where.setdefault("#scope", []).append(depth)

    def before(self, name: str) -> Iterator[int]:
        """The elements that the start tag `name` ends, innermost first."""
        if name in _ENDS_P and self._depth("p") > self._depth("#scope"):
            yield from self.pop(self._depth("p"))
        if name in _WITHIN:
            ended, outside = _WITHIN[name]
            edge = max(map(self._depth, outside))
            if name not in _TABLE:
                edge = max(edge, self._depth("#scope"))
            deepest = min((d for d in map(self._depth, ended) if d > edge), default=-1)
            if deepest >= 0:
                yield from self.pop(deepest)
        elif name in HEADINGS:
            if self._open and self._nodes[self._open[-1]].name in HEADINGS:
                yield from self.pop(len(self._open) - 1)
        elif name in ("a", "button", "nobr") and self._depth(name) > self._depth("#scope") - (name == "button"):
            yield from self.after(name)

    def after(self, name: str) -> Iterator[int]:
        """The elements that the end tag `name` ends, innermost first; none when no such element is open here."""
        depth = self._depth(name)
        if name in HEADINGS:
            depth = max(map(self._depth, HEADINGS))
        if depth < 0 or name in _ONCE or (name not in _TABLE and depth < self._depth("#scope")):
            return
        if name in BLOCKS or name in _SCOPE or self._depth("#block") <= depth:
            yield from self.pop(depth)
        elif name in _FORMATTING:
            node = self._open[depth]
            self._ended.add(node)
            self._where[name].pop()
            yield node

    def pop(self, depth: int) -> Iterator[int]:
        """Takes all elements from `depth` on off the stack, innermost first."""
        while len(self._open) > depth:
            node = self._open.pop()
            if node in self._ended:
                self._ended.discard(node)
                continue
            name = self._nodes[node].name
            at = len(self._open)
            for key in (name, "#block", "#scope"):
                depths = self._where.get(key)
                if depths and depths[-1] == at:
                    depths.pop()
            yield node

    def _depth(self, name: str) -> int:
        """The depth of the innermost open element `name`; -1 when none is open."""
        depths = self._where.get(name)
        return depths[-1] if depths else -1
