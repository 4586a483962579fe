"""Articles through the network, here or by several processes at once; the same comes out, in the same order.

Each process is a fresh interpreter (`quoth.hand`; never a copy of this one, whose runtime holds threads and locks) and
reads one article at a time. What travels is JSON in the form of the store, not pickle. A process that ends in the
middle of an article, killed for memory say, costs that article only: it becomes a `Problem`, and another process takes
its place.
"""

from __future__ import annotations

import importlib
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from quoth import errors
from quoth.errors import QuothError
from quoth.hand import Hand
from quoth.types import Article, Attributed, Problem

Attribute = Callable[[Article], Attributed]
_Ready = Attributed | Problem

MOST = 256  # processes that can be meant

_AHEAD = 8
"""Results that may wait for an earlier one, for each process: long articles take ten times as long as short ones."""

_AHEAD_TEXT = 8_000_000  # code points of the articles that wait or are read: what bounds the memory of it


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
        self._hands: list[Hand] = []
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
        from quoth.store.packed import pack

        hand: Hand | None = getattr(self._own, "hand", None)
        if hand is None:
            hand = self._own.hand = Hand(reply, f"{self._attribute.__module__}:{self._attribute.__qualname__}")
            self._hands.append(hand)
        try:
            replied = hand.ask(pack(Attributed(article)))
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
        return _meant(replied, article)


def reply(question: bytes, named: str) -> bytes:
    """What another process answers to an article, packed: what the function `named` (``module:function``) says of it.

    ``A`` and the attributed article, ``P`` and the words of a problem, ``E`` with the name and the words of an error of
    quoth's own, ``M`` for want of memory.
    """
    from quoth.store.packed import pack, unpack

    module, _, function = named.partition(":")
    try:
        said = one(unpack(question).article, getattr(importlib.import_module(module), function))
    except MemoryError:
        return b"M"
    except QuothError as error:
        return _bytes(f"E{type(error).__name__}\n{error}")
    return b"A" + pack(said) if isinstance(said, Attributed) else _bytes(f"P{said.message}")


def _meant(reply: bytes, article: Article) -> Attributed | Problem:
    """What another process has replied about `article`; raises what was raised there."""
    from quoth.store.packed import unpack

    match reply[:1]:
        case b"A":
            return unpack(reply[1:])
        case b"P":
            return _broken(article, reply[1:].decode("utf-8", "surrogatepass"))
        case b"M":
            raise MemoryError
    name, _, message = reply[1:].decode("utf-8", "surrogatepass").partition("\n")
    raise getattr(errors, name, QuothError)(message)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
