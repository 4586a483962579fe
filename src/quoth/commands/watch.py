"""``quoth watch``: round after round, what is new in the inputs, until it is stopped."""

from __future__ import annotations

import argparse

from quoth.commands import FAILED, OK, SET_ASIDE
from quoth.commands.engine import Engine
from quoth.commands.inputs import fields_of
from quoth.output import Words


def watch(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """Watches with the fields that `args` name. The exit code of one round says whether something was set aside in it
    that had not been in the round before, or whether there is nothing else; a file that stays broken is told once. Of
    many rounds, which only a signal ends, it says nothing.
    """
    from quoth.watch.command import watch as watched

    try:
        read, aside, fresh = watched(args, engine, words, fields_of(args.field))
    except KeyboardInterrupt:
        if args.once:
            raise  # the round was not made to its end
        words.say("stopped; the same command goes on from here")
        return OK
    if aside and not read:
        return FAILED
    return SET_ASIDE if fresh else OK
