"""Articles through the network, here or by several processes at once; the same comes out, in the same order.

Each process is a fresh interpreter (never a copy of this one, whose runtime holds threads and locks) and reads one
article at a time. What travels is JSON in the form of the store, not pickle. A process that ends in the middle of an
article, killed for memory say, costs that article only: it becomes a `Problem`, and another process takes its place.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quoth import errors
from quoth.errors import QuothError
from quoth.types import Article, Attributed, Problem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Attribute = Callable[[Article], Attributed]
_Ready = Attributed | Problem

_AHEAD = 8
"""Results that may wait for an earlier one, for each process: long articles take ten times as long as short ones."""

_AHEAD_TEXT = 8_000_000  # code points of the articles that wait or are read: what bounds the memory of it
_LEAVE = 2.0  # seconds for a process to end by itself once nobody asks it any more


@dataclass(frozen=True, slots=True)
class Fresh:
    """What was attributed just now, beside what only passed through."""

    result: Attributed | Problem


def attributed(items: Iterable[Article | _Ready], attribute: Attribute, workers: int = 1) -> Iterator[Fresh | _Ready]:
    """Every item in its order: what `attribute` says of an article, as `Fresh`; anything else as it is.

    With `workers` above 1 as many processes do it; `attribute` must then be a function of a module, by whose name they
    find it. The items are asked for a bounded number of articles ahead. Raises what `attribute` raises of QuothError
    and MemoryError; any other fault of its own becomes a Problem of that article.
    """
    if workers <= 1:
        for item in items:
            yield Fresh(one(item, attribute)) if isinstance(item, Article) else item
        return
    with _Hands(attribute, workers) as hands:
        waiting: deque[tuple[int, Future[_Ready] | _Ready]] = deque()
        text = 0
        for item in items:
            if isinstance(item, Article):
                waiting.append((len(item.text), hands.ask(item)))
                text += len(item.text)
            else:
                waiting.append((0, item))
            while len(waiting) >= _AHEAD * workers or text > _AHEAD_TEXT or _is_ready(waiting):
                size, first = waiting.popleft()
                text -= size
                yield Fresh(first.result()) if isinstance(first, Future) else first
        for _, first in waiting:
            yield Fresh(first.result()) if isinstance(first, Future) else first


def one(article: Article, attribute: Attribute) -> Attributed | Problem:
    """What `attribute` says of `article`; when it breaks, a Problem, so that the other articles still come out."""
    try:
        return attribute(article)
    except (QuothError, MemoryError):
        raise
    except Exception as error:
        if os.environ.get("QUOTH_DEBUG"):
            raise
        return _broken(
            article,
            f"quoth broke on this article ({type(error).__name__}: {error}); please report it, with what "
            "QUOTH_DEBUG=1 shows",
        )


def _is_ready(waiting: deque[tuple[int, Future[_Ready] | _Ready]]) -> bool:
    first = waiting[0][1] if waiting else None
    return bool(waiting) and (not isinstance(first, Future) or first.done())


def _broken(article: Article, message: str) -> Problem:
    return Problem(article.path, message, replace(article, text="", parts=(), problems=(), origins=()), code="broken")


class _Hands:
    """Threads that each hold a process, send it an article and wait for what it says."""

    def __init__(self, attribute: Attribute, workers: int) -> None:
        self._attribute = attribute
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="quoth-worker")
        self._own = threading.local()
        self._hands: list[_Hand] = []
        self._closed = False

    def __enter__(self) -> _Hands:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        for hand in self._hands:
            hand.let_go()
        self._threads.shutdown(cancel_futures=True)
        for hand in self._hands:
            hand.end()

    def ask(self, article: Article) -> Future[_Ready]:
        return self._threads.submit(self._read, article)

    def _read(self, article: Article) -> Attributed | Problem:
        hand: _Hand | None = getattr(self._own, "hand", None)
        if hand is None:
            hand = self._own.hand = _Hand(self._attribute)
            self._hands.append(hand)
        try:
            return hand.read(article)
        except (EOFError, OSError) as error:
            self._own.hand = None
            if self._closed:
                raise KeyboardInterrupt from error  # nobody waits for it any more
            self._hands.remove(hand)
            how = hand.end()
            if os.environ.get("QUOTH_DEBUG"):
                raise QuothError(f"the process that read {article.path} ended ({how})") from error
            return _broken(
                article,
                f"the process that read this article ended ({how}), for want of memory perhaps; the article was set "
                "aside: try it alone, or with fewer --workers",
            )


class _Hand:
    """One process that reads articles."""

    def __init__(self, attribute: Attribute) -> None:
        from multiprocessing import get_context

        context = get_context("spawn")
        self._end, other = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(other, attribute), daemon=True)
        try:
            with _undisturbed():
                self._process.start()
        except OSError as error:
            raise QuothError(f"another process could not be started ({error.strerror}): try fewer --workers") from error
        finally:
            other.close()

    def read(self, article: Article) -> Attributed | Problem:
        """Raises EOFError or OSError when the process has ended."""
        from quoth.store.packed import pack, unpack

        self._end.send_bytes(pack(Attributed(article)))
        said = self._end.recv_bytes()
        match said[:1]:
            case b"A":
                return unpack(said[1:])
            case b"P":
                return _broken(article, said[1:].decode("utf-8", "surrogatepass"))
            case b"M":
                raise MemoryError
        name, _, message = said[1:].decode("utf-8", "surrogatepass").partition("\n")
        raise getattr(errors, name, QuothError)(message)

    def let_go(self) -> None:
        """Ends the process at once, whatever it is doing."""
        self._process.terminate()

    def end(self) -> str:
        """Waits for the end of the process; how it came to it, in words."""
        self._end.close()
        self._process.join(_LEAVE)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A process that is started here hears of Ctrl-C only once it has said that it leaves that to the one that writes.

    Before, while it is still importing, it would end with a traceback on the terminal.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # which the first process would start otherwise, and that lets signals in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(end: Connection, attribute: Attribute) -> None:
    """The life of a process: an article in, what is said of it out, until nobody asks any more."""
    from quoth.store.packed import pack, unpack

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all: the one that writes decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with suppress(EOFError, OSError):  # who asked is gone
        while True:
            article = unpack(end.recv_bytes()).article
            try:
                said = one(article, attribute)
            except MemoryError:
                end.send_bytes(b"M")
            except QuothError as error:
                end.send_bytes(_bytes(f"E{type(error).__name__}\n{error}"))
            else:
                if isinstance(said, Attributed):
                    end.send_bytes(b"A" + pack(said))
                else:
                    end.send_bytes(_bytes(f"P{said.message}"))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
