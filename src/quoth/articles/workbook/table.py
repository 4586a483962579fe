"""The tables of a workbook: in each sheet a line of names, and the rows under it.

Above the names may stand what a program prints over its export (a title, the day, the search), `HEAD` rows at most. The
rows of the first sheet with a text have the numbers that stand beside them; those of a further one its name before
that, as programs write an address (`Print!14`). Sheets without a column that can be the text are told and passed by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

from quoth.articles.fields import missing_text
from quoth.articles.html import NoArticleError
from quoth.articles.table import Row
from quoth.articles.unpack import FREE, RATIO
from quoth.articles.workbook.cells import MOST_IN_CELL, Cells, of_sheet
from quoth.articles.workbook.package import Package, Sheet, opened
from quoth.counted import counted

HEAD = 30
_NAME = 60  # characters of a sheet's name in an id


def rows(data: bytes, fields: Mapping[str, str]) -> Iterator[Row]:
    """The rows of all tables in a workbook, by the field map; what cannot be read is a row with its problem."""
    try:
        package = opened(data)
    except NoArticleError as error:
        yield Row(None, problem=str(error), code=error.code)
        return
    with package.archive:
        any_table = any_row = False
        reasons: dict[str, str] = {}  # why a sheet has no table, by its name
        room = FREE + RATIO * len(data)
        for sheet in package.sheets:
            number: int | str | None = None
            try:
                for number, row in _of_sheet(package, sheet, fields, reasons, more=any_table):
                    room -= sum(map(len, row.value.values())) if row.value else 0
                    if room < 0:
                        said = f"the cells unfold to more than {RATIO} times the file: not read further"
                        yield Row(number, problem=said, code="bomb")
                        return
                    any_row = True
                    yield row
            except NoArticleError as error:
                any_row = True
                yield Row(_label(sheet, None, any_table), problem=str(error), code=error.code)
            any_table = any_table or number is not None
        if not any_row:
            why = next(iter(reasons.values()), "expected a table, found a workbook without rows")
            yield Row(None, problem=why, code="no-field" if reasons else "empty")
        elif reasons:
            shown = ", ".join(name[:_NAME] for name in list(reasons)[:12])
            yield Row(
                None, problem=f"sheets without a column that can be the text, passed by: {shown}", code="other-sheets"
            )


def _of_sheet(
    package: Package, sheet: Sheet, fields: Mapping[str, str], reasons: dict[str, str], *, more: bool
) -> Iterator[tuple[int | str, Row]]:
    """The rows under the names of a sheet; where it has none that are known, why stands in `reasons`."""
    cells = of_sheet(package, sheet)
    head: list[Cells] = []
    damage: NoArticleError | None = None
    try:
        head += islice(cells, HEAD)  # as far as it goes
    except NoArticleError as error:
        damage = error
    at = next((n for n, row in enumerate(head) if _names(row, fields)), None)
    if at is None:
        if damage:
            raise damage
        if head:
            widest = max(head, key=lambda row: len(row.said))
            reasons[sheet.name] = missing_text(list(widest.said.values()), fields) or _unmapped(widest, fields)
        return
    names = head[at].said
    for row in chain(head[at + 1 :], cells):
        label = _label(sheet, row.number, more)
        assert label is not None
        value: dict[str, str] = {}
        for column, name in names.items():
            value.setdefault(name.strip(), row.said.get(column, ""))
        if any(value.values()):
            yield label, Row(label, value, notes=tuple(_notes(row, names)))
    if damage:
        raise damage


def _names(row: Cells, fields: Mapping[str, str]) -> bool:
    """Whether a row can be the line of names: one of them may be the text, and it does not stand alone but for that."""
    names = [name.strip() for name in row.said.values()]
    if "text" in fields:
        return fields["text"] in names
    return missing_text(names, fields) is None and (len(names) > 1 or row.number == 1)


def _unmapped(row: Cells, fields: Mapping[str, str]) -> str:
    found = ", ".join(name[:40] for name in list(row.said.values())[:12])
    return f"expected a column {fields.get('text', 'text')!r}, found {found}"


def _label(sheet: Sheet, number: int | None, more: bool) -> int | str | None:
    """What a row is called in its workbook; of a further sheet with that sheet's name."""
    if not more:
        return number
    name = "".join(c if c.isprintable() else "_" for c in sheet.name)[:_NAME]
    return name if number is None else f"{name}!{number}"


def _notes(row: Cells, names: Mapping[int, str]) -> Iterator[str]:
    if row.unknown:
        yield f"{counted(row.unknown, 'formula')} without a value: open the file in its program and save it"
    beyond = sum(1 for column in row.said if column not in names)
    if beyond:
        yield f"{counted(beyond, 'cell')} without a name above: left out"
    if any(len(said) >= MOST_IN_CELL for said in row.said.values()):
        yield f"a cell has all the {MOST_IN_CELL:,} characters that a workbook takes: its end may be cut off"
