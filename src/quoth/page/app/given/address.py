"""An address that is pasted into the page: whether it is one, and what stands there.

It goes through `quoth.fetch`, which refuses what leads into a private network. What stands there is read and nothing
else: no link of it is followed, nor those of a feed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from quoth.articles.remote import Got, Remote

if TYPE_CHECKING:
    from quoth.fetch import Fetcher

LONGEST = 2_000
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://\S{1,2000}")


def is_address(text: str) -> bool:
    """Whether what was pasted is one address and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def fetched(address: str, fetcher: Fetcher | None) -> Remote:
    """What stands at `address`, asked for now; who reads it gets the words, or why there are none.

    Whatever `address` is, it is never taken for a file of this machine.
    """

    def get() -> Got:
        if fetcher is None:
            raise ValueError("addresses are not fetched: quoth serve was started without --fetch")
        found = fetcher.get(address)
        return Got(found.body, found.kind, found.final)

    remote = Remote(address, get)
    with suppress(ValueError):
        remote.got()
    return remote
