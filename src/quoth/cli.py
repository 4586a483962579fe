"""The command line: ``quoth attributions``, ``quoth trace``, ``quoth who``, ``quoth serve`` and the others.

It reads what was asked for, calls the same functions as Python does, and prints: data on stdout, words on stderr. What
each command does stands in `quoth.commands`; here is what is the same for all: how it begins, and how it ends.
"""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from quoth import commands
from quoth.commands import FAILED, INTERRUPTED, OK
from quoth.commands.engine import Engine, own_engine
from quoth.commands.overwriting import refuse_overwriting
from quoth.errors import QuothError, UsageError
from quoth.output import Words, hush_stdout
from quoth.usage import USAGE, parse

__all__ = ["FAILED", "INTERRUPTED", "OK", "Engine", "main", "own_engine"]


def main(argv: Sequence[str] | None = None, *, engine: Engine | None = None) -> int:
    """Runs one command and returns its exit code; `argv` without the program's name."""
    given = list(sys.argv[1:] if argv is None else argv)
    words = Words()
    args = None
    try:
        with _terminable():
            args = parse(given)
            words = Words(quiet=args.quiet, progress=not args.no_progress)
            refuse_overwriting(args)
            return commands.named(args.command)(args, engine or own_engine(), words)
    except SystemExit as done:  # argparse has said what it had to say
        return done.code if isinstance(done.code, int) else USAGE
    except KeyboardInterrupt:
        words.error(f"interrupted{_left(args)}")
        return INTERRUPTED
    except BrokenPipeError:
        hush_stdout()  # as in `quoth ... | head`: who reads us has enough
        return OK
    except UsageError as error:
        words.error(str(error))
        return USAGE
    except QuothError as error:
        words.error(str(error))
        return FAILED
    except MemoryError:
        words.error("out of memory: give fewer or smaller inputs at once; what was kept is kept")
        return FAILED
    except OSError as error:  # what the system refuses where nobody expected it, as to look into a folder
        refused = _refused(error)
        if refused is None or os.environ.get("QUOTH_DEBUG"):
            raise
        words.error(f"{refused}; QUOTH_DEBUG=1 in the environment shows where")
        return FAILED


def _left(args: argparse.Namespace | None) -> str:
    """What an interrupted command leaves behind for the next one; nothing to say of one that reads no articles."""
    if args is None or not hasattr(args, "workers"):
        return ""
    if getattr(args, "no_store", False) or getattr(args, "store", None) is None:
        return "; without a store nothing is kept: the same command begins anew"
    return "; what was kept is kept, and the same command goes on from there"


_SCARCE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}
"""What a machine has too little of, or no longer, whatever file it is about."""


def _refused(error: OSError) -> str | None:
    """What the system refused, and why; None where it names no file and wants for nothing: then quoth asked it for what
    cannot be, such as to read what is closed, and the fault is quoth's own.
    """
    if not error.strerror:
        return None
    if isinstance(error.filename, str | bytes):
        return f"{os.fsdecode(error.filename)}: {error.strerror}"
    return f"the system refused: {error.strerror}" if error.errno in _SCARCE else None


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends a run as Ctrl-C does: what was gathered is committed first."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # not the main thread: somebody else's program
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
