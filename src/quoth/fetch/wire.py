"""One request to the very machine that was checked, and no more of its answer than stated.

The name is resolved once. Every address that it has must be a public one, or none of them is asked: of two answers an
attacker chooses the order. The connection then goes to an address out of that list and not to the name, and what it
reached is compared, so that a name that leads elsewhere a moment later leads nowhere. Proxies of the environment are
not used, nothing is remembered between two requests (no cookies), and a redirect is only told, not followed.

What is counted: seconds for all of it and between two pieces, bytes on the wire, bytes after unfolding. This is the
only file of quoth that may open a connection.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import Any, cast

from quoth.fetch.addresses import refusal
from quoth.fetch.errors import FetchError
from quoth.fetch.urls import Target

LARGEST = 16 << 20
"""Bytes of an answer, on the wire and again after unfolding. A guess with room, not measured."""
SECONDS = 60.0  # for all of one request, after its name was resolved
SILENCE = 15.0  # between two pieces of it
ADDRESSES = 4  # of one name that are tried, one after the other
_PIECE = 1 << 16

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `body` is unfolded; `asked` and `raw` are the bytes that went over the wire.

    `headers` have names in lower case; of one that comes twice the first is taken.
    """

    target: Target
    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    asked: bytes = field(repr=False)
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wire:
    """How requests go out. `allowed` are addresses with ports that are asked although they are not public: for tests,
    and for programs that know their own network.
    """

    resolve: Resolve | None = None
    allowed: frozenset[tuple[str, int]] = frozenset()
    largest: int = LARGEST
    seconds: float = SECONDS
    silence: float = SILENCE

    def ask(self, target: Target, headers: Mapping[str, str], *, largest: int | None = None) -> Answer:
        """The answer to a GET. Raises FetchError where there is none that can be used, whatever the other side does."""
        most = self.largest if largest is None else largest
        addresses = self.addresses(target)
        until = time.monotonic() + self.seconds
        lines = [f"GET {target.path} HTTP/1.1", f"Host: {target.authority}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        asked = "\r\n".join([*lines, "Accept-Encoding: gzip", "Connection: close", "", ""]).encode("latin-1", "replace")
        limited: _Limited | None = None
        try:
            connection, address = self._connected(target, addresses, until)
            with connection:
                limited = _Limited(connection, until, self.silence, most + 65_536)
                connection.sendall(asked)
                status, got, body = _read(limited, most)
        except TimeoutError:
            raise FetchError("timeout", f"{target.host} took longer than {self.seconds:.0f} seconds") from None
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or "no TLS"
            raise FetchError("tls", f"{target.host} could not show that it is who it says ({why})") from None
        except FetchError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:  # ValueError: a chunk of negative length
            if limited is not None and limited.over:
                raise _too_large(most) from None
            what = _said(error) or type(error).__name__
            raise FetchError("unreachable", f"no whole answer came from {target.host} ({what[:200]})") from None
        return Answer(target, address, status, got, _unfolded(body, got, most), asked, bytes(limited.read_so_far))

    def addresses(self, target: Target) -> list[str]:
        """All addresses of the host, every one of them public or `allowed`."""
        if _in_figures(target.host):  # nobody has to be asked
            return self._public(target, [target.host])
        try:
            found = list(dict.fromkeys((self.resolve or _resolved)(target.host, target.port)))
        except (OSError, UnicodeError) as error:
            raise FetchError("unreachable", f"no address is known for {target.host} ({_said(error)})") from None
        if not found:
            raise FetchError("unreachable", f"no address is known for {target.host}")
        return self._public(target, found)

    def _public(self, target: Target, found: list[str]) -> list[str]:
        for address in found:
            if (what := refusal(address)) and (address, target.port) not in self.allowed:
                raise FetchError("private-address", f"{target.host} leads to {address}, which is {what}")
        return found

    def _connected(self, target: Target, addresses: Sequence[str], until: float) -> tuple[socket.socket, str]:
        failed: OSError | None = None
        for address in addresses[:ADDRESSES]:
            left = min(self.silence, until - time.monotonic())
            if left <= 0:
                raise TimeoutError
            connection = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
            try:
                connection.settimeout(left)
                connection.connect((address, target.port))
                if connection.getpeername()[0] != address:
                    raise FetchError("private-address", f"{target.host} was not reached at {address}")
                if target.scheme == "https":
                    connection = _tls().wrap_socket(connection, server_hostname=target.host)
            except ssl.SSLError:
                connection.close()
                raise
            except OSError as error:
                connection.close()
                failed = error
            except BaseException:
                connection.close()
                raise
            else:
                return connection, address
        raise failed or OSError("no address")


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _said(error: Exception) -> str:
    """What the system says of an error, without its number."""
    return getattr(error, "strerror", None) or str(error)


def _in_figures(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _resolved(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(place[0]) for _, _, _, _, place in found]


class _Limited(io.RawIOBase):
    """What a connection brings, kept as it came, until it is too late or too much."""

    def __init__(self, connection: socket.socket, until: float, silence: float, most: int) -> None:
        self._connection, self._until, self._silence, self._most = connection, until, silence, most
        self.read_so_far = bytearray()
        self.over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = min(self._silence, self._until - time.monotonic())
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        room = memoryview(buffer).cast("B")
        try:
            count = self._connection.recv_into(room)
        except ssl.SSLEOFError:  # the other side hung up without a farewell; what is missing is told by the lengths
            count = 0
        self.read_so_far += room[:count]
        self.over = len(self.read_so_far) > self._most
        if self.over:
            raise _too_large(self._most)  # in a chunk's length http.client takes this for a fault of the length
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """As http.client asks a socket for it."""
        return io.BufferedReader(self, _PIECE)


def _read(limited: _Limited, most: int) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and the body as it came over the wire, its chunks put together."""
    response = http.client.HTTPResponse(cast("socket.socket", limited), method="GET")
    response.begin()
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        headers.setdefault(name.lower(), value)
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > most:
            raise _too_large(most)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return response.status, headers, bytes(body)


def _unfolded(body: bytes, headers: Mapping[str, str], most: int) -> bytes:
    """`body` without its compression. Only gzip was asked for."""
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity") or not body:
        return body
    if coding not in ("gzip", "x-gzip"):
        raise FetchError("encoding", f"the answer is packed as {coding[:40]!r}, which was not asked for")
    out, rest = bytearray(), body
    try:
        while rest:
            member = zlib.decompressobj(wbits=31)
            out += member.decompress(rest, most + 1 - len(out))
            if len(out) > most:
                raise _too_large(most)
            if not member.eof:
                raise FetchError("encoding", "the packed answer ends in the middle")
            rest = member.unused_data.lstrip(b"\0")
    except zlib.error:
        raise FetchError("encoding", "the packed answer is damaged") from None
    return bytes(out)


def _too_large(most: int) -> FetchError:
    return FetchError("too-large", f"the answer has more than {most:,} bytes")
