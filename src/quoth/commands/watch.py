"""``quoth watch``: round after round, what is new in the inputs, until it is stopped."""

from __future__ import annotations

import argparse

from quoth.commands import FAILED, OK, SET_ASIDE
from quoth.commands.engine import Engine
from quoth.commands.inputs import fields_of
from quoth.output import Words


def watch(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """Watches with the fields that `args` name. The exit code of one round says what was set aside in it, as that of
    every command that reads; of many rounds, which only a signal ends, it says nothing.
    """
    from quoth.watch.command import watch as watched

    try:
        read, aside = watched(args, engine, words, fields_of(args.field))
    except KeyboardInterrupt:
        if args.once:
            raise  # the round was not made to its end
        words.say("stopped; the same command goes on from here")
        return OK
    if not aside:
        return OK
    return SET_ASIDE if read else FAILED
