"""What an address may look like before anybody is asked where it leads."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from quoth.fetch.errors import FetchError

PORTS = {"http": 80, "https": 443}
MORE_PORTS = frozenset({8080, 8443})
"""Beyond those of the schemes. A port of another service (mail, a database) could be made to act on what is sent."""

LONGEST = 2_048
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_DEVIATES = re.compile("[ßς\u200c\u200d]")  # another host by IDNA 2003 than by IDNA 2008
_INSIDE = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "localdomain",
    "arpa",
    "onion",
)
_SAFE = "/:@!$&'()*+,;=~-._%?"


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: `host` in lower-case ASCII without a dot at its end, `path` with its question."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host, and the port where it is not the scheme's own: what a robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        return self.origin + self.path

    @property
    def authority(self) -> str:
        """For the header ``Host``."""
        return self.origin.partition("://")[2]


def target(url: str, *, ports: frozenset[int] = MORE_PORTS) -> Target:
    """`url` taken apart; raises FetchError when it is none that is fetched.

    Refused here, before any name is asked for: every scheme but http and https, credentials, white space, control
    characters and backslashes (programs disagree on what they mean), other ports than the scheme's and `ports`, names
    without a dot or of a private network, and addresses in figures that are not written a.b.c.d.
    """
    if len(url) > LONGEST:
        raise FetchError("address", f"the address has more than {LONGEST:,} characters")
    if _CONTROL.search(url):
        raise FetchError("address", "the address has white space, a control character or a backslash in it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError("address", f"this is no address ({error})") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise FetchError("address", f"only http and https are fetched, not {scheme or 'this'}")
    if "@" in parts.netloc:
        raise FetchError("address", "the address has a name or password in it, which would be sent and kept")
    if port is None:
        port = PORTS[scheme]
    elif port not in {*PORTS.values(), *ports}:
        raise FetchError("address", f"port {port} is none that pages are read from")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE + '[]')}" if parts.query else "")
    return Target(scheme, _host(parts.hostname or ""), port, path)


def _host(given: str) -> str:
    if ":" in given:
        try:
            return str(IPv6Address(given))
        except AddressValueError:
            raise FetchError("address", "the host is no IPv6 address") from None
    host = _ascii(given).removesuffix(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise FetchError("address", "the address names no host" if not host else "the host is no name")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(host))
        except AddressValueError:
            raise FetchError("private-address", "an address in figures has to be written a.b.c.d") from None
    if len(labels) == 1 or labels[-1] in _INSIDE:
        raise FetchError("private-address", "the name is one of this machine or of a private network")
    return host


def _ascii(given: str) -> str:
    """A host as it is asked for: full-width letters and other dots made plain, other scripts in punycode."""
    if given.isascii():
        return given.lower()
    if _DEVIATES.search(given):
        raise FetchError("address", "write the host in its ASCII form (xn--...): its letters are read in two ways")
    try:
        return unicodedata.normalize("NFKC", given).encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise FetchError("address", "the host is no name") from None
