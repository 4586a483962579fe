"""The formats with rows, which a spreadsheet or a data frame reads."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO, cast

from quoth.errors import UsageError
from quoth.output import Output

if TYPE_CHECKING:
    from quoth.tabular import Column, Row

TABLES = ("csv", "xlsx", "parquet")
_BYTES = {"xlsx": "A workbook", "parquet": "Parquet"}


def write_table(args: argparse.Namespace, columns: Sequence[Column], rows: Iterable[Row], output: Output) -> None:
    """Writes `rows` in the format that `args` ask for, one of `TABLES`, as they come."""
    if args.format == "csv":
        from quoth.tabular import write_csv

        file = _OnATerminal(output).as_text() if _on_a_terminal(args) else output.as_text()
        write_csv(columns, rows, file, raw=args.raw)
    elif args.format == "xlsx":
        from quoth.spreadsheet import write_xlsx

        write_xlsx(columns, rows, output.as_bytes())
    else:
        from quoth.tabular import write_parquet

        write_parquet(columns, rows, output.as_bytes())


def not_on_a_terminal(args: argparse.Namespace) -> None:
    """Raises UsageError where bytes would go to a terminal."""
    if args.format in _BYTES and _on_a_terminal(args):
        raise UsageError(f"{_BYTES[args.format]} is not for reading on a terminal: give a file with -o FILE")


def _on_a_terminal(args: argparse.Namespace) -> bool:
    return args.output is None and sys.stdout is not None and sys.stdout.isatty()


class _OnATerminal:
    """An output that somebody looks at: nothing in an article acts on the terminal."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, text: str) -> int:
        from quoth.page.safe import safe

        return self._output.write(safe(text))

    def as_text(self) -> TextIO:
        """Itself, for writers that ask for a text file and only write."""
        return cast("TextIO", self)
