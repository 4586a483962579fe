"""A page over the example store, for tests: called as a server calls it, without a port.

The example store is made once a session, by the shipped network; each test gets a copy.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from conftest import ROOT
from quoth import articles
from quoth.cli import own_engine
from quoth.page.app.door.guard import cookie_name
from quoth.page.app.given.reading import Engine
from quoth.page.app.index import refresh
from quoth.page.app.server import Served, served
from quoth.page.app.settings import Settings
from quoth.store import Store
from quoth.types import Article, Saying

PORT = 8137
HOST = f"127.0.0.1:{PORT}"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Sends requests to an ASGI application as a browser would; with `cookie`, as one that has come in."""

    def __init__(self, one: Served) -> None:
        self.served = one
        self.cookie = ""

    def come_in(self) -> Client:
        answer = self.get(f"/enter?token={self.served.sessions.token}")
        assert answer.status == 303
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return self

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, fields: list[tuple[str, str]] | Mapping[str, str], **headers: str) -> Answer:
        body = urlencode(
            list(fields.items()) if isinstance(fields, Mapping) else fields, errors="surrogatepass"
        ).encode()
        given = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{HOST}", **headers}
        return self.ask("POST", path, body, given)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str | None] | None = None,
        raw: list[tuple[bytes, bytes]] | None = None,
    ) -> Answer:
        """One request; `headers` stand in place of the usual ones, None takes one away. `raw` are all headers."""
        usual: dict[str, str | None] = {"host": HOST, "cookie": self.cookie or None}
        if method == "POST":
            usual["content-length"] = str(len(body))
        usual |= {k.replace("_", "-"): v for k, v in (headers or {}).items()}
        sent = raw if raw is not None else [(k.encode(), v.encode()) for k, v in usual.items() if v is not None]
        where, _, question = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": where,
            "raw_path": where.encode(),
            "query_string": question.encode(),
            "root_path": "",
            "headers": sent,
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", PORT),
        }
        # in a thread of its own: a browser that another test keeps open runs a loop in this one
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(_one(self.served.app, scope, body))).result()


async def _one(app: Any, scope: dict[str, Any], body: bytes) -> Answer:
    chunks = [body[i : i + 65536] for i in range(0, len(body), 65536)] or [b""]
    waiting = [
        {"type": "http.request", "body": chunk, "more_body": n + 1 < len(chunks)} for n, chunk in enumerate(chunks)
    ]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = next(m for m in sent if m["type"] == "http.response.start")
    headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in start["headers"]}
    return Answer(start["status"], headers, b"".join(m.get("body", b"") for m in sent))


@contextmanager
def page(store: Path, **settings: Any) -> Iterator[Client]:
    """The page over `store`, its index up to date; nothing listens and no thread runs."""
    engine = own_engine()
    reads = Engine(lambda inputs, meta=None: engine.read(inputs, None, meta), engine.attribute, engine.made_by)
    reads = settings.pop("reads", reads)
    one = served(Settings(store, port=PORT, who=settings.pop("who", "ada"), **settings), reads)
    one.desk.refresh()
    try:
        yield Client(one)
    finally:
        one.desk.stop()


@contextmanager
def found_as(
    folder: Path, monkeypatch: pytest.MonkeyPatch, found: Callable[[Sequence[Saying]], tuple[Saying, ...]]
) -> Iterator[Client]:
    """The page over the example store, its sayings as `found` would have found them."""
    as_it_is = refresh.told

    def told(story, attributed, heard=None):
        whole, sayings = as_it_is(story, attributed, heard)
        return whole, found(sayings)

    store = example(folder)  # made once for all tests, so before anything is put in another's place
    monkeypatch.setattr(refresh, "told", told)
    for index in folder.glob("*-page*"):
        shutil.rmtree(index) if index.is_dir() else index.unlink()
    with page(store) as one:
        yield one.come_in()


@cache
def _example() -> Path:
    kept = tempfile.TemporaryDirectory(prefix="quoth-example-")
    atexit.register(kept.cleanup)
    folder = Path(kept.name)
    engine = own_engine()
    with Store.open(folder / "example.db") as store:
        for one in articles.read([str(ROOT / "examples/articles")], meta=str(ROOT / "examples/meta.csv")):
            assert isinstance(one, Article)
            store.put(engine.attribute(store.settle(one)), engine.made_by())
    with page(folder / "example.db"):
        pass  # the index, too
    return folder


def example(folder: Path) -> Path:
    """A copy of the example store in `folder`, with its index."""
    for file in _example().iterdir():
        shutil.copy(file, folder / file.name)
    return folder / "example.db"


def cookie(client: Client) -> tuple[str, str]:
    """The name and value of the cookie of a client that has come in."""
    name, _, value = client.cookie.partition("=")
    assert name == cookie_name(PORT)
    return name, value
