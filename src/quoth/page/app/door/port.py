"""The port that the page listens on, and in words why it cannot listen there."""

from __future__ import annotations

import errno
import logging
from typing import Any

from quoth.errors import QuothError
from quoth.page.app.settings import PORT


def bound(config: Any) -> Any:
    """The socket that the server of `config` listens on. The usual port taken, any other will do; one that was asked
    for has to be free. Raises QuothError, which says what was wrong.
    """
    try:
        return _bound(config)
    except SystemExit as ended:  # how it says that it could not; why, stands behind it
        error = ended.__context__
        if config.port != PORT or getattr(error, "errno", None) != errno.EADDRINUSE:
            raise QuothError(f"could not listen on {config.host} port {config.port}: {why(error)}") from error
    config.port = 0
    return _bound(config)


def _bound(config: Any) -> Any:
    """The socket, while uvicorn says nothing of its own: “[Errno 98] Address already in use” told nobody what to do."""
    said = logging.getLogger("uvicorn.error")
    before, said.disabled = said.disabled, True
    try:
        return config.bind_socket()
    finally:
        said.disabled = before


def why(error: BaseException | None) -> str:
    """What is wrong, and what to do."""
    number = getattr(error, "errno", None)
    if type(error).__name__ == "gaierror":  # of a module that only what fetches may ask for
        return "no machine of that name is known here. Give --host an address of this machine, as 127.0.0.1 or ::1"
    if number == errno.EADDRNOTAVAIL:
        return "that is no address of this machine. Give --host one that is, as 127.0.0.1 or ::1"
    if number == errno.EACCES:
        return "the system does not let you have that port. Ports from 1024 on are for everybody"
    if number == errno.EADDRINUSE:
        return "something else is there. Leave --port away, and a free one is taken"
    return f"{error or 'the system does not say why'}"
