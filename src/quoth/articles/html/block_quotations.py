"""A block quotation is a quotation: where its words have no quotation marks they get them.

As newspapers print them: one at the beginning of each paragraph, one at the end of the last; lines in it that say who
spoke stay outside. What guards it: a block quotation that holds marks already keeps its own, because then it is a
passage with quotations in it. A case it gets wrong: a page that indents its own words with `<blockquote>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from quoth.articles.html.nodes import Node
from quoth.articles.html.pieces import Piece
from quoth.articles.html.said import Block, Said

SAYS_WHO = re.compile(r"\s*(?:—|–|―|--|-\s|&mdash;|~\s)")
_HAS_MARKS = re.compile(r"[“”„‟«»]|(?:^|[\s(\[—–-])\"(?=[\w‘'\[$])|``|''")
_SET_IN = re.compile(r"tweet|embed|media\b", re.IGNORECASE)


def in_marks(said: Said) -> None:
    """Puts the words of each block quotation that has no quotation marks into them."""
    for quotation, group in groupby(said.blocks, key=lambda b: b.quotation):
        blocks = list(group)
        if quotation < 0:
            continue
        if any(_HAS_MARKS.search(b.text) for b in blocks):
            continue
        spoken = _spoken(blocks, said.nodes, quotation)
        opening = said.nodes[quotation]
        for i, block in enumerate(spoken):
            place = (opening.at, opening.until) if i == 0 else (block.at, block.at)
            block.pieces.insert(0, Piece("“", *place))
            block.text = "“" + block.text
        if spoken:
            last = spoken[-1]
            last.pieces.append(Piece("”", *said.ends.get(quotation, (last.pieces[-1].until,) * 2)))
            last.text += "”"


def _spoken(blocks: Sequence[Block], nodes: list[Node], quotation: int) -> list[Block]:
    """The blocks of a quotation up to the line that says who spoke."""
    spoken: list[Block] = []
    links: list[Block] = []
    for block in blocks:
        inside, around = block.node, set()
        while inside > quotation:
            around.add(nodes[inside].name)
            inside = nodes[inside].parent
        if around & {"footer", "cite", "figcaption", "table"} or SAYS_WHO.match(block.text):
            break
        (links if is_link_alone(block) else spoken).append(block)
    set_in = _SET_IN.search(nodes[quotation].attributes.get("class", "")[:200])
    return spoken or ([] if set_in else links)  # a quotation may be one link to where it was said


def is_link_alone(block: Block) -> bool:
    """Whether a line in a block quotation is a link and no sentence: "A post shared by …" below a message set in."""
    linked = block.quotation >= 0 and block.in_links >= 0.9 * len(block.text)
    return linked and block.text[-1] not in '.!?…”’"»'
