"""Where the text of the article lies: the element that its makers called the body, else the smallest one that holds
most of the page's prose.

A text that its advertisements cut into several bodies is all of them; where the page has the text in JSON-LD as well,
only the blocks that are in it point to the container.
"""

from __future__ import annotations

from quoth.articles.html.believed import AWAY, BELIEVED
from quoth.articles.html.nodes import Node
from quoth.articles.html.roles import Role
from quoth.articles.html.said import Block, Said, folded

MOST = 0.55
"""Share of a page's prose that the container must hold. Set on 60 real pages: anything from 0.5 to 0.7 chose alike."""

_INSIDE = frozenset({"p", "blockquote", "li", "ul", "ol", "table", "tbody", "tr", "td"})  # no container of a text


def container(said: Said, roles: list[int], clean: list[int], body: str | None) -> tuple[int, int]:
    """The first block of the article's text and the one after its last."""
    blocks, nodes = said.blocks, said.nodes
    known = _in_body(blocks, body) if body else []
    weigh = clean if sum(known) < 3 else [c if k else 0 for c, k in zip(clean, known, strict=True)]
    total = sum(weigh)
    if not total:
        return 0, 0
    held, span = _held(said, weigh)
    if called := _called(said, roles, held, total):
        return min(span[n][0] for n in called), _last(blocks, nodes, called, max(span[n][1] for n in called))
    # children come after their parents, so that the last that holds enough is the smallest
    smallest = next((n for n in range(len(nodes) - 1, -1, -1) if held[n] >= MOST * total), -1)
    if smallest < 0:
        heavy = [i for i, words in enumerate(weigh) if words]
        return heavy[0], heavy[-1] + 1
    node = _grown(said, _outside(said, smallest, held, span, total), span, weigh, roles)
    return span[node][0], _last(blocks, nodes, [node], span[node][1])


_Span = dict[int, list[int]]
"""Of each element that holds prose its first block and its last."""


def _held(said: Said, weigh: list[int]) -> tuple[list[int], _Span]:
    """How many words of prose each element holds, and from which block to which."""
    held = [0] * len(said.nodes)
    span: _Span = {}
    for i, words in enumerate(weigh):
        node = said.blocks[i].node
        if node >= 0 and words:
            held[node] += words
            span.setdefault(node, [i, i])[1] = i
    for node in range(len(said.nodes) - 1, -1, -1):
        parent = said.nodes[node].parent
        if parent >= 0 and node in span:
            held[parent] += held[node]
            mine, theirs = span[node], span.setdefault(parent, list(span[node]))
            theirs[0], theirs[1] = min(mine[0], theirs[0]), max(mine[1], theirs[1])
    return held, span


def _called(said: Said, roles: list[int], held: list[int], total: int) -> list[int]:
    """The elements that their makers call the text, where these hold enough of the prose: of several the large ones."""
    nodes = said.nodes
    own = [n for n in range(len(nodes)) if said.roles[n] & Role.BODY and held[n] and not roles[n] & AWAY]
    within = set(own)
    outer = [n for n in own if not _is_in(nodes, nodes[n].parent, within, up=40)]
    if not outer or sum(held[n] for n in outer) < BELIEVED * total:
        return []
    most = max(held[n] for n in outer)
    return [n for n in outer if held[n] >= 0.1 * most]


def _outside(said: Said, node: int, held: list[int], span: _Span, total: int) -> int:
    """`node`, or the element around it that can be a container: no paragraph or list, and no cell, unless a page was
    laid out with it.
    """
    nodes = said.nodes
    while nodes[node].parent >= 0 and nodes[node].name in _INSIDE:
        if nodes[node].name == "td" and held[node] >= MOST * total and span[node][1] - span[node][0] > 3:
            break
        node = nodes[node].parent
    return node


def _grown(said: Said, node: int, span: _Span, weigh: list[int], roles: list[int]) -> int:
    """`node`, or the element around it where what that has more is prose too: a text that an advertisement divides."""
    blocks, nodes = said.blocks, said.nodes
    for _ in range(6):
        parent = nodes[node].parent
        if parent < 0:
            break
        (start, end), (left, right) = span[node], span[parent]
        if right - left - (end - start) <= 60:
            more = [i for i in (*range(left, start), *range(end + 1, right + 1)) if not roles[blocks[i].node] & AWAY]
            words = sum(blocks[i].text.count(" ") + 1 for i in more)
            prose = sum(weigh[i] for i in more)
            if more and not (prose >= 25 and prose > 0.6 * words):
                break
        else:
            break
        node = parent
    return node


def _in_body(blocks: list[Block], body: str) -> list[bool]:
    """Which blocks stand in `body`, by their first letters."""
    whole = folded(body)
    out = []
    for block in blocks:
        letters = folded(block.text[:160])[:60]
        out.append(len(letters) >= 25 and letters in whole)
    return out


def _last(blocks: list[Block], nodes: list[Node], containers: list[int], last: int) -> int:
    """The block after the last of those in `containers`, which may end with a line that is no prose."""
    within = set(containers)
    after = last + 1
    while after < len(blocks) and after - last <= 8 and _is_in(nodes, blocks[after].node, within):
        after += 1
    return after


def _is_in(nodes: list[Node], node: int, within: set[int], up: int = 60) -> bool:
    """Whether `node` is one of `within`, or in one; looks at `up` elements, so that a page may be of any depth."""
    for _ in range(up):
        if node < 0:
            return False
        if node in within:
            return True
        node = nodes[node].parent
    return False
