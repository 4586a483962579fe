"""What ``quoth watch`` takes, and the help that teaches it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_EVERY = re.compile(r"(\d{1,5})([smhd]?)")


def interval(given: str) -> int:
    """Seconds: ``15m``, ``90s``, ``2h``, ``1d``; a number alone counts minutes."""
    m = _EVERY.fullmatch(given.strip())
    if m is None or not int(m[1]):
        raise argparse.ArgumentTypeError(f"expected a time such as 15m, 90s or 2h, and got {given!r}")
    return int(m[1]) * _UNITS[m[2] or "m"]


def add_options(add: Callable[..., object], store: str) -> None:
    """The options of the command besides its inputs."""
    add("--every", metavar="TIME", type=interval, default=900, help="between two rounds: 90s, 15m, 2h (default: 15m)")
    add("--once", action="store_true", help="one round, as for cron")
    add("--store", metavar="FILE", default=store, help=f"where what was read is kept (default: {store})")
    add("--format", choices=("text", "json"), default="text", help="default: text")
    add("-o", "--output", metavar="FILE", help="add the news there (JSON Lines with --format json)")


HELP = """\
what comes out:
  what is new since the last round, and since the last time the same store was watched:
    article   an article that was not there before
    edit      quotations of an article that are others than when it was last read, and whether the article says so
    telling   a statement that others have told already, now with other words in quotation marks
    story     articles of other stories that turn out to be of one, by what came in between
    record    what a record that was added has beside the tellings
  --format json gives one object a line: {"news", "id", "at", ...}; an id never comes twice.
  What was in the store before it was first watched is not news.

inputs:
  feeds, folders and files as they are, and addresses. An address is asked whether it has changed. With --fetch the
  articles that a feed only links to are read as well, and again as long as the feed names them.
  Ctrl-C or SIGTERM ends it; the same command goes on from there.

examples:
  quoth watch https://ledger.example/rss https://gazette.example/feed --fetch --every 15m
  quoth watch inbox/ --every 1m --format json -o news.jsonl
  quoth watch inbox/ --record briefings/ --once

exit codes:
  0    it was stopped; with --once, the round is done
  1    failed: the store could not be opened or written, or the news not be shown
  2    wrong usage
"""
