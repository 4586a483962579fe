"""Where the command line writes: data on stdout or whole into a file, words and progress on stderr.

A file is the old one or the whole new one (`quoth.whole`), never a half.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO, cast

from quoth.counted import counted
from quoth.errors import QuothError
from quoth.whole import whole

if TYPE_CHECKING:
    from quoth.types import Problem

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_STDOUT = ("-", "/dev/stdout")  # what a shell leads the second to, a file too, is gone on with and not replaced
_EVERY = 0.2  # seconds between two lines of progress


class Output:
    """Bytes or text for one destination; text is UTF-8, and a lone surrogate, which no UTF-8 has, becomes ``\\udc80``.

    Raises BrokenPipeError when nobody reads any more, and QuothError, in words, for anything else that went wrong.
    """

    def __init__(
        self,
        file: IO[bytes],
        name: str,
        encoding: str = "utf-8",
        *,
        renamed: bool = False,
        before: Callable[[], None] = lambda: None,
    ) -> None:
        """`renamed`: the file gets its name only when all is written, so that none is left half-written. `before` is
        called before anything is written.
        """
        self._file = file
        self._before = before
        self._name = name
        self._encoding = encoding
        self._renamed = renamed

    def write(self, data: str | bytes) -> int:
        self._before()
        try:
            self._file.write(data if isinstance(data, bytes) else data.encode(self._encoding, "backslashreplace"))
        except OSError as error:
            raise _in_words(error, self._name, renamed=self._renamed) from error
        return len(data)

    def flush(self) -> None:
        """Hands everything on, so that who reads us has it."""
        self._before()
        try:
            self._file.flush()
        except OSError as error:
            raise _in_words(error, self._name, renamed=self._renamed) from error

    def as_text(self) -> TextIO:
        """Itself, for writers that ask for a text file and only write."""
        return cast("TextIO", self)

    def as_bytes(self) -> IO[bytes]:
        """Itself, for writers that ask for a binary file and only write."""
        return cast("IO[bytes]", self)


def means_stdout(path: str | None) -> bool:
    """Whether data goes to standard output, because no file was named or by its name."""
    return path is None or path in _STDOUT


@contextmanager
def opened(path: str | None, words: Words | None = None) -> Iterator[Output]:
    """Where the data goes: stdout for None and what means it, else the file `path`, which is replaced when all went
    well. The line of progress of `words` is wiped off a terminal on which data appear while a run goes on.

    When the body raises, a regular file at `path` is as it was before. Devices and pipes are written as they are.
    """
    if path is None or means_stdout(path):
        if sys.stdout is None:
            raise QuothError("standard output is closed: give a file with -o FILE")
        sys.stdout.flush()
        terminal = sys.stdout.isatty()
        encoding = sys.stdout.encoding if terminal else "utf-8"
        before = words.clear if terminal and words else lambda: None
        output = Output(cast("IO[bytes]", sys.stdout.buffer), "standard output", encoding or "utf-8", before=before)
        yield output
        output.flush()
        return
    target = Path(path)
    try:
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        regular = target.is_file() or not target.exists()
        if regular and target.is_symlink():  # a pipe's link (/dev/fd/3) leads to no name
            target = Path(os.path.realpath(target))
        with whole(target) if regular else target.open("wb") as file:
            output = Output(file, path, renamed=regular)
            yield output
            output.flush()
    except OSError as error:
        raise _in_words(error, path) from error


def must_be_writable(path: str | None) -> None:
    """Raises QuothError, in words, where `opened` would with nothing written: before hours of work, not behind them."""
    if path is None or means_stdout(path):
        return
    import tempfile

    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        if target.is_file() or not target.exists():
            with tempfile.TemporaryFile(dir=target.parent):
                pass
    except OSError as error:
        raise _in_words(error, path) from error


class Words:
    """What is said on stderr: `error` and `problem` always, `say` unless quiet, `progress` on a terminal only."""

    def __init__(self, *, quiet: bool = False, progress: bool = True) -> None:
        terminal = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._quiet = quiet
        self._progress = progress and terminal and not quiet
        self._shown = False
        self._began = self._last = time.monotonic()

    def error(self, text: str) -> None:
        """What made the run fail."""
        self._line(f"quoth: {text}")

    def problem(self, problem: Problem) -> None:
        """What is wrong with one input. A remark on a whole file that was read, such as that it holds many articles,
        is nothing that went wrong, and a quiet run does without.
        """
        if self._quiet and problem.of_meta and problem.code:
            return
        self._line(f"quoth: {problem.where}: {problem.message}")

    def say(self, text: str) -> None:
        """A line that a quiet run does without."""
        if not self._quiet:
            self._line(f"quoth: {text}")

    def progress(self, done: int, what: str = "", left: Callable[[], object] | None = None) -> None:
        """How many articles are done, on one line that is written over; at most five times a second.

        `what` stands behind their number and says what was done, `left` says what is left of it, or gives None.
        """
        now = time.monotonic()
        if not self._progress or now - self._last < _EVERY:
            return
        self._last = now
        rate = done / max(now - self._began, 1e-9)
        more = f", {said}" if left and (said := left()) is not None else ""
        sys.stderr.write(f"\r\033[Kquoth: {counted(done, 'article')}{what}, {rate:,.1f} a second{more}")
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Wipes the line of progress, before anything else is shown."""
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._shown = False

    def _line(self, text: str) -> None:
        if sys.stderr is None:
            return
        self.clear()
        clean = _CONTROLS.sub(" ", text).encode("utf-8", "backslashreplace").decode()
        with suppress(OSError):  # nobody may be listening any more; the exit code says it
            sys.stderr.write(clean + "\n")
            sys.stderr.flush()


def width_and_color(path: str | None) -> tuple[int, bool]:
    """How many cells wide text for a person is, and whether `path`, or stdout, is a terminal that wants colour
    (https://no-color.org).
    """
    terminal = path is None and sys.stdout is not None and sys.stdout.isatty()
    color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return shutil.get_terminal_size((100, 24)).columns, color


def hush_stdout() -> None:
    """Points stdout nowhere, so that Python's last flush does not complain that the reader has gone."""
    with suppress(OSError, ValueError, AttributeError):  # no real file behind it: nothing will complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _in_words(error: OSError, name: str, *, renamed: bool = True) -> OSError | QuothError:
    if isinstance(error, BrokenPipeError):
        return error
    then = "nothing was left half-written" if renamed else "what is there may be cut short"
    return QuothError(f"could not write {name}: {(error.strerror or str(error)).lower()}; {then}")


def as_json(value: object, indent: int | None = None) -> str:
    """`value` as JSON, letters as they are; what would act on a terminal that shows it stands as its escape, which
    means the same: JSON itself has that for the controls of ASCII, here also for those of C1 and marks of direction.
    """
    import json

    return _ACTS.sub(_escaped, json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent))


_ACTS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")


def _escaped(m: re.Match[str]) -> str:
    units = m[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
