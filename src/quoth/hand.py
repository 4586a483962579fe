"""A second interpreter that answers bytes with bytes: one function of a module, asked again and again.

It is started afresh and told where modules lie and which function is meant: nothing of the program that asks is run
in it. (The processes of `multiprocessing` import that program's main module first, so a script that is not written
for it would begin again in each of them.) What travels are lengths and bytes through its standard input and output;
what the function prints goes to standard error.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

from quoth.errors import QuothError

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from quoth.hand import serve; serve(*sys.argv[2:])"
_LENGTH = struct.Struct("<Q")
_LEAVE = 2.0  # seconds for a process to end by itself once nobody asks it any more


class Hand:
    """One such process. `answer` is a function of a module, (bytes, `about`) to bytes, and `about` words for it."""

    def __init__(self, answer: Callable[[bytes, str], bytes], about: str) -> None:
        """Raises QuothError, in words, when no process can be started."""
        where = json.dumps([path for path in sys.path if isinstance(path, str)])
        command = [sys.executable, "-P", "-c", _START, where, answer.__module__, answer.__qualname__, about]
        try:
            with _undisturbed():
                self._process = subprocess.Popen(  # noqa: S603 - this very Python and a function of our own
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
                )
        except OSError as error:
            raise QuothError(f"another process could not be started ({error.strerror}): try fewer --workers") from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._asks, self._answers = self._process.stdin, self._process.stdout
        try:
            _receive(self._answers)  # it is ready
        except (EOFError, OSError) as error:
            how = self.end()
            raise QuothError(f"another process ended before it began ({how}): try without --workers") from error

    def ask(self, question: bytes) -> bytes:
        """What it answers. Raises EOFError or OSError when the process has ended."""
        _send(self._asks, question)
        return _receive(self._answers)

    def let_go(self) -> None:
        """Ends the process at once, whatever it is doing."""
        self._process.terminate()

    def end(self) -> str:
        """Waits for the end of the process; how it came to it, in words."""
        for pipe in (self._asks, self._answers):
            with suppress(OSError):  # what was not sent to the end
                pipe.close()
        try:
            code = self._process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        return f"signal {-code}" if code < 0 else f"exit code {code}"


def serve(module: str, function: str, about: str) -> None:
    """The life of such a process: a question in, its answer out, until nobody asks any more."""
    asks, answers = (os.fdopen(os.dup(number), mode) for number, mode in ((0, "rb"), (1, "wb")))
    os.dup2(2, 1)
    answer: Callable[[bytes, str], bytes] = getattr(importlib.import_module(module), function)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all: the one that writes decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with suppress(EOFError, OSError):  # who asked is gone
        _send(answers, b"")
        while True:
            _send(answers, answer(_receive(asks), about))


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where the other end has closed the pipe."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A process that is started here hears of Ctrl-C only once it has said that it leaves that to the one that writes.

    Before, while it is still importing, it would end with a traceback on the terminal.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
