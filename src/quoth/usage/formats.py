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
_ENDING = {"text": "txt"}


def of_name(output: str, formats: Sequence[str], asked: str | None = None) -> str:
    """The one of `formats`, of which the first is the default, that a file called `output` is expected to have, or the
    one that was `asked` for.

    Raises UsageError where the name promises another: nobody wants text in ``synopsis.pdf``, and no spreadsheet opens
    CSV in ``tellings.xlsx``.
    """
    ending = PurePath(output).suffix.lower()
    if ending not in _BY_ENDING:
        return asked or formats[0]
    fitting = [one for one in _BY_ENDING[ending] if one in formats]
    if asked in fitting or (fitting and asked is None):
        return asked or fitting[0]
    if asked is not None:
        named = PurePath(output).with_suffix(f".{_ENDING.get(asked, asked)}")
        hint = f"name it {named}" if not fitting else f"name it {named}, or leave out --format"
        raise UsageError(f"-o {output}: --format {asked} writes no {ending} file; {hint}")
    there = f"{', '.join(formats[:-1])} or {formats[-1]}"
    raise UsageError(f"-o {output}: nothing is written as {ending} here, but {there}; name it so")
