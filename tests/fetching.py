"""A small site on this machine that answers byte for byte as a test says, under names that lead there."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from quoth.fetch import Fetcher
from quoth.fetch.kept import Archive
from quoth.fetch.rates import Pace
from quoth.fetch.wire import Wire

Answer = bytes | Callable[[str, dict[str, str]], bytes | Iterator[bytes]]


@dataclass
class Site:
    """What it answers by path (`pages`), what it was asked (`asked`: host, path, headers), and where it is."""

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def url(self, path: str, host: str = "ledger.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def fetcher(self, *, archive: Archive | None = None, **more: int) -> Fetcher:
        """One that takes every name for this site, and does not really wait between two requests."""
        time = [0.0]

        def sleep(seconds: float) -> None:
            self.waited.append(seconds)
            time[0] += seconds

        wire = Wire(
            lambda host, port: ["127.0.0.1"],
            frozenset({("127.0.0.1", self.port)}),
            **more,
        )
        return Fetcher(archive, wire, Pace(clock=lambda: time[0], sleep=sleep), frozenset({self.port}))

    @property
    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked if path != "/robots.txt"]


def page(body: bytes | str, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """A whole answer."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(data)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + data


def moved(to: str, status: int = 302) -> bytes:
    return page("", f"Location: {to}", status=f"{status} Found")


@contextmanager
def site(pages: dict[str, Answer] | None = None) -> Iterator[Site]:
    """Serves until the end of the ``with`` block; a path that is not there is a 404."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Site(listening.getsockname()[1], dict(pages or {}))
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=_answer, args=(made, connection), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            ended.set()
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", made.port), timeout=1).close()  # wakes it up
            thread.join(timeout=2)


def _answer(made: Site, connection: socket.socket) -> None:
    with connection, suppress(OSError):
        connection.settimeout(60)
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65_536)
            if not piece or not (head + piece).startswith(b"GET "):
                return
            head += piece
        first, *lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        path = first.split(" ")[1]
        made.asked.append((headers["host"].partition(":")[0], path, headers))
        answer = made.pages.get(path, page("", status="404 Not Found"))
        whole = answer(path, headers) if callable(answer) else answer
        for piece in [whole] if isinstance(whole, bytes) else whole:
            connection.sendall(piece)
