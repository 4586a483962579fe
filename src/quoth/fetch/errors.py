"""Why something was not fetched."""

from __future__ import annotations

from typing import Literal

Why = Literal[
    "address",  # no address that can be fetched: another scheme, credentials, an unusual port, no host
    "private-address",  # it leads to this machine or into a private network
    "unreachable",  # no such name, nobody answers, the answer breaks off
    "tls",  # the machine could not show that it is who it says
    "timeout",
    "too-large",
    "encoding",  # compressed in a way that was not asked for, or damaged
    "redirect",  # too many, in a circle, or from https to http
    "robots",  # the site asks that it not be read by programs
    "later",  # the site asks to be left alone for a while
    "status",  # any other answer that is no page
]


class FetchError(ValueError):
    """An address was not fetched. `code` is for programs; `after` are the seconds that the site asks us to wait."""

    def __init__(self, code: Why, message: str, *, after: float | None = None) -> None:
        super().__init__(message)
        self.code: Why = code
        self.after = after
