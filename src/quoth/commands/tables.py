"""The formats with rows, which a spreadsheet or a data frame reads."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

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

        write_csv(columns, rows, output.as_text(), raw=args.raw)
    elif args.format == "xlsx":
        from quoth.spreadsheet import write_xlsx

        write_xlsx(columns, rows, output.as_bytes())
    else:
        from quoth.tabular import write_parquet

        write_parquet(columns, rows, output.as_bytes())


def not_on_a_terminal(args: argparse.Namespace) -> None:
    """Raises UsageError where bytes would go to a terminal."""
    if args.format in _BYTES and args.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(f"{_BYTES[args.format]} is not for reading on a terminal: give a file with -o FILE")
