"""``quoth serve``: puts the page together and runs it until it is stopped."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from quoth.page.app.application import application
from quoth.page.app.desk import Desk
from quoth.page.app.door.guard import Guard, cookie_name
from quoth.page.app.door.port import bound
from quoth.page.app.door.sessions import Sessions
from quoth.page.app.given.reading import Engine, Reading
from quoth.page.app.routes import Pages
from quoth.page.app.settings import Settings, checked

# Views that are made at once. They are made by Python, which does one thing at a time: two only take turns, and turns
# cost. With 16 clients over 100,000 attributions one at a time takes 4.0 processor ms a request, two 4.9, six 5.4.
THREADS = 1
OPEN = 128  # connections; one more is told to come again


@dataclass(slots=True)
class Served:
    """One run: the ASGI application `app`, and what stands behind it."""

    settings: Settings
    desk: Desk
    reading: Reading
    sessions: Sessions
    app: Any = None
    port: int = 0

    def start(self) -> None:
        self.desk.start()
        self.reading.start()

    def stop(self) -> None:
        self.reading.stop()
        self.desk.stop()

    @property
    def address(self) -> str:
        """What to open in a browser; it has the key of this run in it."""
        name = "127.0.0.1" if self.settings.loopback and self.settings.host == "localhost" else self.settings.host
        host = f"[{name}]" if ":" in name else name
        key = "" if self.settings.password is not None else f"?token={self.sessions.token}"
        return f"http://{host}:{self.port}/enter{key}"


def served(settings: Settings, engine: Engine) -> Served:
    """All of it, not yet listening. Raises UsageError for unsafe settings, StoreError when the store is none."""
    settings = checked(settings)
    desk = Desk(settings)
    sessions = Sessions(settings.password)
    one = Served(settings, desk, Reading(desk, engine), sessions, port=settings.port)

    def guarded(app: Any) -> Guard:
        return Guard(app, settings, sessions, lambda: one.port)

    def cookie() -> str:
        return cookie_name(one.port)

    one.app = application(Pages(desk, one.reading, sessions, cookie), guarded)
    return one


def serve(settings: Settings, engine: Engine, tell: Callable[[Served], None]) -> None:
    """Serves until SIGINT or SIGTERM; `tell` is called once it listens. Raises QuothError when it cannot listen."""
    import uvicorn
    from anyio.to_thread import current_default_thread_limiter

    one = served(settings, engine)
    try:
        config = uvicorn.Config(
            _limited(one.app, current_default_thread_limiter),
            host=settings.host,
            port=settings.port,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,  # nobody may say who they are but by where they come from
            server_header=False,
            limit_concurrency=OPEN,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=32_768,
        )
        listening = bound(config)
        listening.listen(OPEN)  # who opens the address at once waits, and is not turned away
        one.port = listening.getsockname()[1]
        one.start()
        server = uvicorn.Server(config)
        tell(one)
        try:
            with _seldom_swept():
                server.run(sockets=[listening])
        finally:
            one.reading.stop()
    finally:
        one.desk.stop()


@contextmanager
def _seldom_swept() -> Iterator[None]:
    """Python looks through all that is held for rings that nothing else holds, every 70,000 objects made; with the
    stories that are kept ready, that is a fifth of a second, in which nobody is answered. What a story is made of is
    in no ring, and goes when it is let go of; so here all of it is looked through after 4 million objects only.
    """
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 40)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _limited(app: Any, limiter: Callable[[], Any]) -> Any:
    """`app`, worked on by `THREADS` threads at most."""

    async def limited(scope: Any, receive: Any, send: Any) -> None:
        limiter().total_tokens = THREADS
        await app(scope, receive, send)

    return limited
