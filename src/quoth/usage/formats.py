"""Which format an output has by its name, where none was asked for: ``-o synopsis.html`` is a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from quoth.errors import UsageError

_BY_ENDING = {
    ".html": ("html",), ".htm": ("html",), ".csv": ("csv",), ".parquet": ("parquet",), ".xlsx": ("xlsx",),
    ".json": ("json", "jsonl"), ".jsonl": ("jsonl", "json"), ".ndjson": ("jsonl", "json"),
    ".pdf": (), ".docx": (), ".xls": (), ".tsv": (), ".ods": (),
}  # fmt: skip
"""The formats that a name's ending stands for, the likeliest first. An ending that is not here says nothing."""


def of_name(output: str, formats: Sequence[str]) -> str:
    """The one of `formats`, of which the first is the default, that a file called `output` is expected to have.

    Raises UsageError where the name promises what is not among them: nobody wants text in ``synopsis.pdf``.
    """
    ending = PurePath(output).suffix.lower()
    if ending not in _BY_ENDING:
        return formats[0]
    for one in _BY_ENDING[ending]:
        if one in formats:
            return one
    there = f"{', '.join(formats[:-1])} or {formats[-1]}"
    raise UsageError(f"-o {output}: nothing is written as {ending} here, but {there}; --format says which")
