"""Rows with typed columns: CSV for spreadsheets, Parquet for data frames; workbooks are `quoth.spreadsheet`'s.

CSV is opened by spreadsheets, which take a cell that begins with = + - or @ for a formula and run it. Such a cell gets
an apostrophe in front, unless it is a number; ``raw`` leaves all cells as they are. Parquet is never altered.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, Literal, NamedTuple, TextIO, cast

from quoth.types import Span

if TYPE_CHECKING:
    from arro3.core import Array, RecordBatch

Kind = Literal["text", "whole", "number", "flag", "spans"]


class Column(NamedTuple):
    """What a column is called and what stands in it, where there is anything.

    ``whole`` is an int, ``number`` a float, ``flag`` a bool, ``spans`` a sequence of `Span`: in CSV ``start:end
    start:end``, in Parquet a list of ``{start, end}``.
    """

    name: str
    kind: Kind = "text"


Value = str | float | bool | Sequence[Span] | None
Row = Sequence[Value]  # a value for each column

_BATCH = 1_000  # rows of Parquet gathered at once
# What a spreadsheet starts a formula with, as such and in full width (Excel in Japanese takes those too); a tab, a
# carriage return or a space before it is dropped on import by some of them.
_FORMULA = re.compile(r"[\s\0\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def cell(text: str) -> str:
    """`text` as no spreadsheet runs it: with an apostrophe before what would begin a formula; numbers stay numbers."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_csv(columns: Sequence[Column], rows: Iterable[Row], file: TextIO, *, raw: bool = False) -> None:
    """A line of titles and one for each of `rows`, written as they come; lines end in CRLF (RFC 4180).

    The titles wait for the first row: who asked for what cannot be gets an error, and no table without rows before it.
    """
    writer = csv.writer(file)
    coming = iter(rows)
    first = list(islice(coming, 1))
    writer.writerow([column.name for column in columns])
    for row in chain(first, coming):
        cells = [shown(value) for value in row]
        writer.writerow(cells if raw else [cell(v) for v in cells])


def write_parquet(columns: Sequence[Column], rows: Iterable[Row], file: IO[bytes]) -> None:
    """A Parquet file (zstd), written in batches as `rows` come."""
    from arro3.core import RecordBatchReader
    from arro3.io import write_parquet as write

    waiting = iter(rows)
    sink = _Sink(file)

    def batches() -> Iterator[RecordBatch]:
        try:
            while sink.raised is None and (batch := list(islice(waiting, _BATCH))):
                yield _batch(columns, batch)
        except BaseException as error:  # kept, and raised below as it was: arro3 would wrap it in its own
            sink.raised = error

    batched = RecordBatchReader.from_batches(_batch(columns, []).schema, batches())
    write(batched, cast("IO[bytes]", sink), compression="zstd(3)", max_row_group_size=50_000)
    if sink.raised is not None:
        raise sink.raised


class _Sink(io.RawIOBase):
    """A file for arro3, which panics when writing raises: the error is kept in `raised` and the rest thrown away."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.raised: BaseException | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if self.raised is None:
            try:
                self._file.write(data)
            except BaseException as error:
                self.raised = error
        return len(data)


def shown(value: Value) -> str:
    """A value as a cell of words has it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | float() | int():
            return str(value)
        case _:
            return " ".join(f"{s.start}:{s.end}" for s in value)


def _batch(columns: Sequence[Column], rows: Sequence[Row]) -> RecordBatch:
    from arro3.core import Field, RecordBatch, Schema

    arrays = [_array(column.kind, [row[at] for row in rows]) for at, column in enumerate(columns)]
    fields = [Field(c.name, array.type, nullable=True) for c, array in zip(columns, arrays, strict=True)]
    return RecordBatch.from_arrays(arrays, schema=Schema(fields))


def _array(kind: Kind, values: Sequence[Any]) -> Array:
    from arro3.core import Array, DataType, Field, list_array, struct_array

    match kind:
        case "spans":
            spans = [span for cell_ in values for span in cell_]
            ends = [0]
            for cell_ in values:
                ends.append(ends[-1] + len(cell_))
            place = [Field(name, DataType.int64(), nullable=False) for name in ("start", "end")]
            both = [Array([getattr(s, f) for s in spans], DataType.int64()) for f in ("start", "end")]
            return list_array(Array(ends, DataType.int32()), struct_array(both, fields=place))
        case "whole":
            return Array(values, DataType.int64())
        case "number":
            return Array(values, DataType.float64())
        case "flag":
            return Array(values, DataType.bool())
        case "text":
            return Array([None if v is None else _utf8(v) for v in values], DataType.utf8())


def _utf8(text: str) -> str:
    """`text` with lone surrogates, which no UTF-8 has, shown as ``\\udc80``."""
    return text.encode("utf-8", "backslashreplace").decode()
