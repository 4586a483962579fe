"""Attributions as rows, one each: CSV for spreadsheets, Parquet for data frames.

A row has the article, then the attribution: ``source``, ``cue`` and ``content`` are the words (parts that do not adjoin
joined by `` [...] ``), and beside each the places of its parts: in CSV ``start:end start:end``, in Parquet a list of
``{start, end}``. An article without attributions has no row.

CSV is opened by spreadsheets, which take a cell that begins with = + - or @ for a formula and run it. Such a cell gets
an apostrophe in front, unless it is a number; ``raw`` leaves all cells as they are. Parquet is never altered.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, TextIO, cast

from quoth.types import Article, Attributed, Attribution, Span, joined

if TYPE_CHECKING:
    from arro3.core import RecordBatch

TEXTS = ("article", "path", "outlet", "published", "title", "language", "url", "id", "kind")
SAID = ("speaker", "speaker_type", "via", "said_on")
ROLES = ("source", "cue", "content")
LAST = ("inside", "reason", "hypothetical")
COLUMNS = (*TEXTS, *SAID, "score", "negated", *(c for r in ROLES for c in (r, f"{r}_spans")), *LAST)

_BATCH = 1_000  # rows of Parquet gathered at once
# What a spreadsheet starts a formula with, as such and in full width (Excel in Japanese takes those too); a tab, a
# carriage return or a space before it is dropped on import by some of them.
_FORMULA = re.compile(r"[\s\0\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def cell(text: str) -> str:
    """`text` as no spreadsheet runs it: with an apostrophe before what would begin a formula; numbers stay numbers."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_csv(attributed: Iterable[Attributed], file: TextIO, *, with_text: bool = False, raw: bool = False) -> None:
    """One line of titles and one for each attribution, written as they come; lines end in CRLF (RFC 4180)."""
    writer = csv.writer(file)
    writer.writerow((*COLUMNS, "text") if with_text else COLUMNS)
    for article, attribution in _each(attributed):
        row = [_shown(value) for value in _values(article, attribution, with_text=with_text)]
        writer.writerow(row if raw else [cell(v) for v in row])


def write_parquet(attributed: Iterable[Attributed], file: IO[bytes], *, with_text: bool = False) -> None:
    """A Parquet file (zstd) of the same columns, written in batches as the attributions come."""
    from arro3.core import RecordBatchReader
    from arro3.io import write_parquet as write

    rows = (_values(article, attribution, with_text=with_text) for article, attribution in _each(attributed))
    sink = _Sink(file)

    def batches() -> Iterator[RecordBatch]:
        try:
            while sink.raised is None and (batch := list(islice(rows, _BATCH))):
                yield _batch(batch, with_text=with_text)
        except BaseException as error:  # kept, and raised below as it was: arro3 would wrap it in its own
            sink.raised = error

    schema = _batch([], with_text=with_text).schema
    batched = RecordBatchReader.from_batches(schema, batches())
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


def _each(attributed: Iterable[Attributed]) -> Iterator[tuple[Article, Attribution]]:
    return ((one.article, attribution) for one in attributed for attribution in one.attributions)


def _values(article: Article, attribution: Attribution, *, with_text: bool) -> list[Any]:
    speaker = attribution.speaker
    values = [
        *(article.id, article.path, article.outlet, article.published, article.title, article.language, article.url),
        *(attribution.id, attribution.kind),
        *(speaker and speaker.name, speaker and speaker.type, attribution.via, attribution.said_on),
        *(round(attribution.score, 4), attribution.negated),
        *chain.from_iterable((joined(s), s) for s in (attribution.source, attribution.cue, attribution.content)),
        *(attribution.inside, attribution.reason, attribution.hypothetical),
    ]
    return [*values, article.text] if with_text else values


def _shown(value: str | float | bool | Sequence[Span] | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | float() | int():
            return str(value)
        case _:
            return " ".join(f"{s.start}:{s.end}" for s in value)


def _batch(rows: Sequence[Sequence[Any]], *, with_text: bool) -> RecordBatch:
    from arro3.core import Array, DataType, Field, RecordBatch, Schema, list_array, struct_array

    names = (*COLUMNS, "text") if with_text else COLUMNS
    place = [Field(name, DataType.int64(), nullable=False) for name in ("start", "end")]
    arrays, fields = [], []
    for at, name in enumerate(names):
        column = [row[at] for row in rows]
        if name.endswith("_spans"):
            spans = [span for cell_ in column for span in cell_]
            ends = [0]
            for cell_ in column:
                ends.append(ends[-1] + len(cell_))
            both = [Array([getattr(s, f) for s in spans], DataType.int64()) for f in ("start", "end")]
            array = list_array(Array(ends, DataType.int32()), struct_array(both, fields=place))
        elif name == "score":
            array = Array(column, DataType.float64())
        elif name in ("negated", "hypothetical"):
            array = Array(column, DataType.bool())
        else:
            array = Array([None if v is None else _utf8(v) for v in column], DataType.utf8())
        arrays.append(array)
        fields.append(Field(name, array.type, nullable=True))
    return RecordBatch.from_arrays(arrays, schema=Schema(fields))


def _utf8(text: str) -> str:
    """`text` with lone surrogates, which no UTF-8 has, shown as ``\\udc80``."""
    return text.encode("utf-8", "backslashreplace").decode()
