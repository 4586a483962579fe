"""What one run of ``quoth serve`` was asked for, and which names it answers to."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from quoth.errors import UsageError

PORT = 8137  # free in the IANA registry; another is taken where it is in use and none was asked for
SHORTEST_PASSWORD = 12
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """`who` is the name under which judgements are kept; with `password` each browser gives its own.

    `fetching` lets addresses be read from the network; `records` are files, folders and globs of what was said.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = PORT
    who: str = "somebody"
    password: str | None = None
    names: tuple[str, ...] = ()
    fetching: bool = False
    records: tuple[str, ...] = ()

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    def answers_to(self, host: str, port: int) -> bool:
        """Whether a request's ``Host`` names this server: a page of another name may not reach it by rebinding its own.

        On loopback that is ``127.0.0.1``, ``localhost`` and ``[::1]`` with the port. On an open address every address
        in figures as well, for no name that an attacker owns can be one; names only as they were given.
        """
        name, sign, figures = host.lower().rpartition(":")
        if not sign or figures != str(port):
            return False
        if name in _LOCAL or name in {n.lower() for n in self.names}:
            return True
        if self.loopback:
            return name == self.host and is_loopback(name)
        try:
            ip_address(name.removeprefix("[").removesuffix("]") if name.startswith("[") else name)
        except ValueError:
            return False
        return True


def is_loopback(host: str) -> bool:
    """Whether `host` can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked(settings: Settings) -> Settings:
    """`settings` that are safe to run with. Raises UsageError where they are not."""
    if not 0 <= settings.port <= 65535:
        raise UsageError(f"--port expects 0 to 65535 (0: any that is free), and got {settings.port}")
    if settings.password is not None and len(settings.password) < SHORTEST_PASSWORD:
        raise UsageError(f"the password has to have at least {SHORTEST_PASSWORD} characters")
    if not settings.loopback and settings.password is None:
        raise UsageError(
            f"--host {settings.host} can be reached from other machines, so it needs a password: put one of at least "
            f"{SHORTEST_PASSWORD} characters into a file and name it with --password-file, or leave --host away. What "
            "is sent is not encrypted, so do this only in a network that you trust"
        )
    return settings
