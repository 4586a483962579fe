"""``quoth watch``: rounds until it is stopped."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from quoth.errors import UsageError
from quoth.fetch import Fetcher
from quoth.output import Words
from quoth.records import beside
from quoth.store import Store
from quoth.store.lock import held
from quoth.watch import rounds
from quoth.watch.ledger import Ledger
from quoth.watch.rounds import Watcher
from quoth.watch.shown import hand_on

SOONEST = 60  # seconds between two rounds that ask the network
_WAIT = 3.0  # seconds for another watcher to end


class Engine(rounds.Engine, Protocol):
    """What the command calls; `fetcher` is a way to the network whose answers are kept beside a store."""

    @property
    def fetcher(self) -> Callable[[Path | None], Fetcher]: ...


def watch(
    args: argparse.Namespace, engine: Engine, words: Words, fields: Mapping[str, str] | None
) -> tuple[int, int, int]:
    """Makes rounds until KeyboardInterrupt stops it, or one with ``--once``; how many files and addresses were read in
    that one, how many set aside, and how many of these had not been in the round before.
    """
    _refuse(args)
    path = Path(args.store)
    with (
        held(path, "quoth watch", alone=True, wait=_WAIT, kind="watch"),
        held(path, "quoth watch", alone=False, wait=_WAIT),
        Store.open(path) as store,
    ):
        store.refuse_damaged()
        watcher = Watcher(
            store,
            Ledger(store),
            engine,
            args.inputs,
            words.problem,
            fields,
            args.meta,
            args.workers,
            args.fetch,
            args.record,
            _own(args),
        )
        _go_round(watcher, args, lambda: engine.fetcher(path))
        return watcher.read, watcher.aside, watcher.fresh


def _refuse(args: argparse.Namespace) -> None:
    """Raises UsageError for what cannot be watched, or not so often."""
    asks = args.fetch or any("://" in one for one in args.inputs)
    if asks and not args.once and args.every < SOONEST:
        raise UsageError(f"--every: no site is asked more than once in {SOONEST} seconds")
    if "-" in args.inputs:
        raise UsageError("standard input cannot be read again and again: name files, folders or addresses")


def _own(args: argparse.Namespace) -> frozenset[str]:
    """The files that are written here, or are records, and so are no input."""
    own = [args.store, *(f"{args.store}{end}" for end in ("-wal", "-shm", "-page", "-who", "-fetched"))]
    if args.output is not None:
        own.append(args.output)
    return beside.files(args.record, args.inputs).union(map(os.path.realpath, own))


def _go_round(watcher: Watcher, args: argparse.Namespace, fetcher: Callable[[], Fetcher]) -> None:
    """A round every so often, without end, or one."""
    while True:
        began = time.monotonic()
        hand_on(watcher.ledger, args.format, args.output)  # what a kill left behind
        watcher.round(fetcher())
        hand_on(watcher.ledger, args.format, args.output)
        if args.once:
            return
        time.sleep(max(0.0, args.every - (time.monotonic() - began)))
