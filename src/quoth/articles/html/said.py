"""A page taken apart: its elements, and the blocks of words that a reader sees as one paragraph, line or cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quoth.articles.html.nodes import Node
from quoth.articles.html.pieces import Piece


@dataclass(slots=True)
class Block:
    """Words that a reader sees as one paragraph, line or cell.

    `node` is the innermost element that holds them; `name` the block element that decides what they are: "p", "li",
    "td", "h2", "figcaption", "div". `quotation` is the outermost block quotation around them, `row` the table row; -1
    where there is none. `item` is True in an item of a list. `in_links` counts the characters inside links.
    """

    node: int
    name: str
    pieces: list[Piece]
    text: str
    in_links: int = 0
    quotation: int = -1
    row: int = -1
    item: bool = False

    @property
    def at(self) -> int:
        """Where it begins in the page."""
        return self.pieces[0].at


@dataclass(slots=True)
class Said:
    """A page taken apart: its elements with their roles, its blocks, and what it says in scripts for machines."""

    page: str
    nodes: list[Node]
    roles: list[int]  # of each element, by its own names
    blocks: list[Block]
    scripts: list[tuple[int, int]] = field(default_factory=list)  # the insides of JSON-LD scripts
    title: tuple[int, int] | None = None
    ends: dict[int, tuple[int, int]] = field(default_factory=dict)  # of block quotations: the place of the end tag
    unseen: int = 0  # characters left out because they are hidden
    swallowed: tuple[int, str] | None = None
    cut: int | None = None

    def role_around(self, block: Block) -> int:
        """What a block is for by the names around it, up to 30 of them, whether they are believed or not."""
        found, node = 0, block.node
        for _ in range(30):
            if node < 0:
                break
            found |= self.roles[node]
            node = self.nodes[node].parent
        return found


_WORD = re.compile(r"\w+")


def folded(words: str) -> str:
    """`words` for comparison: letters, figures and underscores alone, without regard to capitals."""
    return "".join(_WORD.findall(words.casefold()))
