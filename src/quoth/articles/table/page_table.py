"""A table in a page, as programs hand one out under the name of a workbook (`.xls`): its rows, as any table's.

The first table of which one of the first rows names a text is read; the number of a row is that of its line in the
table, from 1, as a spreadsheet shows it. Cells are words by the rules of pages, their paragraphs parted by blank lines.
A case it gets wrong: cells over several rows or columns, which stand for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quoth.articles.fields import missing_text
from quoth.articles.html import decode_page
from quoth.articles.html.blocks import take_apart
from quoth.articles.html.said import Said
from quoth.articles.table import Row

_NAMED_WITHIN = 30  # rows, as in workbooks
_CELLS = ("td", "th")
_UP = 30  # elements between a cell and its row, or between words and their cell


def rows(data: bytes, fields: Mapping[str, str]) -> Iterator[Row]:
    """The rows under the names of a table; one problem where no row names a text. Raises NoArticleError for no page."""
    decoded = decode_page(data)
    lines = _lines(take_apart(decoded.text))
    named = next((i for i, (_, cells) in enumerate(lines[:_NAMED_WITHIN]) if not missing_text(cells, fields)), None)
    if named is None:
        first = lines[0][1] if lines else []
        why = missing_text(first, fields) if lines else "expected a table, found a page without one"
        yield Row(None, problem=why, code="no-field" if lines else "empty")
        return
    table, names = lines[named]
    own = [cells for of, cells in lines if of == table]
    above = sum(of == table for of, _ in lines[: named + 1])
    below = [(number, cells) for number, cells in enumerate(own[above:], above + 1) if any(cells)]
    for number, cells in below:
        value: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            if name:
                value.setdefault(name, cell)
        yield Row(number, value, notes=decoded.notes)
    if not below:
        yield Row(None, problem="expected a table, found a line of names and nothing under it", code="empty")


def _lines(said: Said) -> list[tuple[int, Sequence[str]]]:
    """The lines of all tables, each with its table and the words of its cells."""
    nodes = said.nodes
    cells: dict[int, list[str]] = {}
    of_row: dict[int, list[int]] = {}
    for node, element in enumerate(nodes):
        if element.name in _CELLS and (row := _around(said, element.parent, ("tr",))) >= 0:
            cells[node] = []
            of_row.setdefault(row, []).append(node)
    for block in said.blocks:
        if (cell := _around(said, block.node, _CELLS)) in cells:
            cells[cell].append(block.text)
    return [(_around(said, row, ("table",)), ["\n\n".join(cells[c]) for c in own]) for row, own in of_row.items()]


def _around(said: Said, node: int, names: Sequence[str]) -> int:
    """The innermost element of one of these names around `node`, or it; -1 where none is near."""
    for _ in range(_UP):
        if node < 0 or said.nodes[node].name in names:
            return node
        node = said.nodes[node].parent
    return -1
