"""Parquet tables: their rows, unfolded in a process of its own (`parquet_child`), because the file may be hostile.

What guards it: that process has bounded memory and a bounded time for each batch of rows, and is ended where what comes
out of it is more than `RATIO` times the file. A case it gets wrong: a row group with texts of megabytes in each row
needs more memory than the bound, and is refused though nothing is wrong with it; as CSV or JSON Lines it is read.
"""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

from quoth.articles.fields import GUESSES, missing_text
from quoth.articles.table import Row
from quoth.articles.unpack import FREE, RATIO
from quoth.counted import counted

MOST_COPIED = 512 << 20
"""Bytes that are copied to a temporary file where the table is no file of its own (in an archive, from a pipe)."""

_CHILD = Path(__file__).with_name("parquet_child.py")
_PIECE = 1 << 20


def rows(stream: BinaryIO, fields: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a Parquet file, numbered from 1; what cannot be read is a row with its problem."""
    wanted = sorted({name.split(".")[0] for guesses in GUESSES.values() for name in guesses} | _mapped(fields))
    with _file(stream) as file:
        if file is None:
            why = f"has more than {MOST_COPIED:,} bytes: give it as a file of its own"
            yield Row(None, problem=why, code="too-large")
            return
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        if size < 12:
            found = counted(size, "byte") if size else "an empty one"
            yield Row(None, problem=f"expected a Parquet file, found {found}", code="damaged")
            return
        child = subprocess.Popen(  # noqa: S603 - this very Python, a program of our own, and names as JSON
            [sys.executable, "-P", str(_CHILD), json.dumps(wanted)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"RUST_BACKTRACE": "0", "PYTHONIOENCODING": "utf-8"},
        )
        try:
            assert child.stdout is not None
            yield from _rows(child.stdout, size, fields)
        finally:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()


def _rows(lines: IO[bytes], size: int, fields: Mapping[str, str]) -> Iterator[Row]:
    number, given, most = 0, 0, FREE + RATIO * size
    names: list[str] | None = None
    done = False
    while line := lines.readline(most + 1):
        given += len(line)
        if given > most:
            why = f"{size:,} bytes unfold to more than {RATIO} times as many: not read further"
            yield Row(number + 1, problem=why, code="bomb")
            return
        if line.startswith(b"!"):
            yield _failed(line[1:].decode("utf-8", "replace").strip(), number)
            return
        if not line.endswith(b"\n"):
            break
        if names is None:
            names = list(json.loads(line))
            if missing := missing_text(names or [], fields):
                yield Row(None, problem=missing, code="no-field")
                return
            continue
        if line == b".\n":
            done = True
            break
        number += 1
        yield _row(number, line)
    if not done:
        why = "expected a Parquet file, but its reader broke off: damaged, or more than the memory and time it is given"
        yield Row(number + 1 if number else None, problem=why, code="damaged")
    elif number == 0:
        yield Row(None, problem="expected rows, found a table without any", code="empty")


def _row(number: int, line: bytes) -> Row:
    try:
        return Row(number, json.loads(line))
    except (ValueError, RecursionError) as error:
        return Row(number, problem=f"expected a row, found what is none: {error}", code="table")


def _failed(why: str, number: int) -> Row:
    where = f" after row {number:,}" if number else ""
    if why == "memory":
        return Row(number + 1 if number else None, problem=f"needs too much memory{where}: not read", code="bomb")
    why = f"expected a Parquet file, found a damaged one{where}: have it written again, or as CSV"
    return Row(number + 1 if number else None, problem=why, code="damaged")


def _mapped(fields: Mapping[str, str]) -> set[str]:
    return {part for path in fields.values() for part in (path, path.split(".")[0])}


@contextmanager
def _file(stream: BinaryIO) -> Iterator[IO[bytes] | None]:
    """The stream as a file that a process can be given, copied where it is none; None where it is too large."""
    descriptor = -1
    with suppress(OSError, ValueError):  # ValueError: io.UnsupportedOperation is one
        descriptor = stream.fileno()
    if descriptor >= 0 and stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.lseek(descriptor, 0, os.SEEK_SET)
        with os.fdopen(os.dup(descriptor), "rb") as own:
            yield own
        return
    with tempfile.TemporaryFile(prefix="quoth-") as copy:
        copied = 0
        while piece := stream.read(_PIECE):
            copied += len(piece)
            if copied > MOST_COPIED:
                yield None
                return
            copy.write(piece)
        copy.flush()
        yield copy
