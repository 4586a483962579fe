"""The rows of a sheet, one by one: each cell as the words, the number or the day that it shows.

A day is ISO 8601, since how it is shown is the program's choice; other numbers are as they are kept. An error (`#REF!`)
is an empty cell. A case it gets wrong: words that a style of the whole cell strikes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from quoth.articles.workbook.package import Package, Sheet, plain, shown

MOST_COLUMNS = 16_384
MOST_IN_CELL = 32_767
"""Characters that a cell can have; a program that had more to say has cut it there."""

_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d{1,20})?")
_LAST_DAY = 2_958_465  # 31 December 9999


@dataclass(slots=True)
class Cells:
    """A row: the number beside it, its cells by their columns (from 0), and how many formulas have no value."""

    number: int
    said: dict[int, str] = field(default_factory=dict)
    unknown: int = 0


def of_sheet(package: Package, sheet: Sheet) -> Iterator[Cells]:
    """The rows of a sheet in which a cell says something, in order. Raises NoArticleError where it is damaged."""
    row = Cells(0)
    words: list[str] = []
    has: set[str] = set()  # of "t", "v" and "f", what is in the cell
    kind, style, column, within = "", 0, -1, ""
    for event in shown(package.events(sheet.part)):
        if event.kind == "words":
            words += [event.said] * (within != "f")
        elif event.said in ("t", "v", "f"):
            within = event.said if event.kind == "begins" else ""
            has.add(event.said)
        elif event.said == "row":
            if event.kind == "begins":
                given = event.attributes.get("r", "")
                row = Cells(int(given) if given.isdecimal() and len(given) < 9 else row.number + 1)
                column = -1
            elif row.said or row.unknown:
                yield row
        elif event.said == "c" and event.kind == "begins":
            at = _ADDRESS.fullmatch(event.attributes.get("r", ""))
            column = _column(at[1]) if at else column + 1
            kind = event.attributes.get("t", "n")
            given = event.attributes.get("s", "")
            style = int(given[:6]) if given.isdecimal() else 0
            words.clear()
            has.clear()
        elif event.said == "c" and column < MOST_COLUMNS:
            value = _value(package, kind, style, "".join(words))
            if value:
                row.said.setdefault(column, value)
            elif has == {"f"}:
                row.unknown += 1


def _value(package: Package, kind: str, style: int, kept: str) -> str:
    """What a cell says by its kind and what is kept of it."""
    match kind:
        case "s":
            number = int(kept[:9]) if kept.strip().isdecimal() else -1
            return package.strings[number] if 0 <= number < len(package.strings) else ""
        case "inlineStr" | "str":
            return plain(kept)
        case "b":
            return {"1": "TRUE", "0": "FALSE"}.get(kept.strip(), "")
        case "e":
            return ""
        case "n" if style in package.dates:
            return day(kept.strip(), since_1904=package.since_1904) or kept.strip()
        case _:
            return kept.strip()


def day(kept: str, *, since_1904: bool = False) -> str | None:
    """The day, with its time where it has one, that a number stands for; None where it stands for none.

    Day 1 is 1 January 1900, and 1900 counts as a leap year, as Lotus had it; or day 0 is 1 January 1904.
    """
    if not _NUMBER.fullmatch(kept):
        return None
    number = float(kept)
    begins = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    if not (0 if since_1904 else 1) <= number <= _LAST_DAY - (1462 if since_1904 else 0):
        return None
    at = begins + timedelta(days=int(number), seconds=round((number - int(number)) * 86_400))
    return at.isoformat() if number % 1 else at.date().isoformat()


def _column(letters: str) -> int:
    """The number of a column by its letters, from 0: "A" is 0, "AA" is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
