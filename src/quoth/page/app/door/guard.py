"""The door: every request passes here before anything looks at it, and every answer gets its headers here.

Browsers let any page send requests to this machine. So a request has to name this server as its host (against DNS
rebinding), must not come from another site (``Sec-Fetch-Site``, ``Origin``), must not want to be framed, and has to
bring the cookie that was given for this run's token. A change has to say where it comes from: its ``Origin`` is ours.

What this does not guard against: other programs of the same user, which could read the store itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quoth.page.app.door.sessions import Sessions
from quoth.page.app.settings import Settings

LONGEST_PATH = 2_048
LONGEST_QUERY = 8_192
LARGEST = 25_000_000  # bytes of a request that brings texts to read or judgements
LARGEST_FORM = 200_000  # ... of any other
ENTER = "/enter"  # the one address that needs no cookie
BIG = ("/read", "/judgements/import")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: with it a form's Origin would be "null" (Fetch, section 3.2), as a stranger's is.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_FRAMES = frozenset({"iframe", "frame", "object", "embed", "fencedframe", "serviceworker", "sharedworker", "worker"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further, in words for the person who sent it."""

    status: int
    why: str


class Guard:
    """ASGI middleware; `port` says on which port the server turned out to listen."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions, port: Callable[[], int]) -> None:
        self._app = app
        self._settings = settings
        self._sessions = sessions
        self._port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [(k, v) for k, v in message.get("headers", ()) if k.decode("latin-1").lower() not in HEADERS]
                message["headers"] = [*given, *((k.encode(), v.encode()) for k, v in HEADERS.items())]
            await send(message)

        refusal = self.refusal(scope)
        if refusal is not None:
            await _refuse(refusal, sending)
            return
        scope.setdefault("state", {})["who"] = self._sessions.who(self._cookie(scope))
        await self._app(scope, _capped(receive, _cap(scope["path"])), sending)

    def refusal(self, scope: Scope) -> Refusal | None:
        """Why the request in `scope` may not go further; None where it may."""
        headers = [(k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in scope["headers"]]
        hosts = [v for k, v in headers if k == "host"]
        if len(hosts) != 1 or not self._settings.answers_to(hosts[0], self._port()):
            return Refusal(421, "This server does not answer to that name. Use the address that quoth serve printed.")
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return Refusal(405, "This server knows GET, HEAD and POST.")
        changes = scope["method"] == "POST"
        if len(scope["path"]) > LONGEST_PATH or len(scope.get("query_string", b"")) > LONGEST_QUERY:
            return Refusal(414, "The address is too long.")
        sites = {v.lower() for k, v in headers if k == "sec-fetch-site"}
        if not sites <= ({"same-origin"} if changes else {"same-origin", "none"}):
            return Refusal(403, "Another site may not ask this. Type the address, or follow a link of this page.")
        if not _FRAMES.isdisjoint(v.lower() for k, v in headers if k == "sec-fetch-dest"):
            return Refusal(403, "This page does not show itself inside another.")
        origins = [v for k, v in headers if k == "origin"]
        if any(o != f"http://{hosts[0]}" for o in origins) or (changes and len(origins) != 1):
            return Refusal(403, "A change has to come from this page itself.")
        if changes:
            lengths = [v for k, v in headers if k == "content-length"]
            if len(lengths) > 1 or (lengths and not (lengths[0].isascii() and lengths[0].isdigit())):
                return Refusal(400, "The request does not say how long it is.")
            if lengths and int(lengths[0][:20]) > _cap(scope["path"]):
                return Refusal(413, _too_large(_cap(scope["path"])))
        if scope["path"] != ENTER and self._sessions.who(self._cookie(scope)) is None:
            return Refusal(
                401,
                "This page is for whoever started it. Open the address that quoth serve printed: it has the key of "
                "this run in it."
                if self._settings.password is None
                else f"Come in at {ENTER} with the password first.",
            )
        return None

    def _cookie(self, scope: Scope) -> str:
        for key, value in scope["headers"]:
            if key.lower() == b"cookie":
                try:
                    found = SimpleCookie(value.decode("latin-1")).get(cookie_name(self._port()))
                except CookieError:
                    continue
                if found is not None:
                    return found.value
        return ""


def cookie_name(port: int) -> str:
    """Cookies do not know ports, so the name has it: two runs beside each other do not take each other's."""
    return f"quoth-{port}"


class TooLargeError(Exception):
    """The body of a request went past its cap."""


def too_large(path: str) -> str:
    """What to tell who sent too much to `path`."""
    return _too_large(_cap(path))


def _cap(path: str) -> int:
    return LARGEST if path in BIG else LARGEST_FORM


def _too_large(cap: int) -> str:
    return f"That is more than {cap // 1000:,} kB, which is as much as is taken here at once."


def _capped(receive: Receive, cap: int) -> Receive:
    """`receive`, which raises TooLargeError once more than `cap` bytes came, whatever the request said before."""
    got = 0

    async def receiving() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > cap:
            raise TooLargeError
        return message

    return receiving


async def _refuse(refusal: Refusal, send: Send) -> None:
    body = f"{refusal.why}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),  # what is left of its body is not read
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
