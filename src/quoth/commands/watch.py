"""``quoth watch``: round after round, what is new in the inputs, until it is stopped."""

from __future__ import annotations

import argparse

from quoth.commands.engine import Engine
from quoth.commands.inputs import fields_of
from quoth.output import Words


def watch(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """Watches with the fields that `args` name."""
    from quoth.watch.command import watch as watched

    return watched(args, engine, words, fields_of(args.field))
