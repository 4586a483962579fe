"""The commands: a file for each, and what they share.

`engine` is what they call, `overwriting` refuses what would cost somebody a file, `inputs` reads what they are given,
`tally` counts it, `keeping` is the store of a run, `set_aside` and `pace` report on one. ``quoth watch`` has a folder
of its own, and so has what ``quoth serve`` serves.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from quoth.commands.engine import Engine
from quoth.output import Words

OK, FAILED, SET_ASIDE, INTERRUPTED = 0, 1, 3, 130  # exit codes; 2 is wrong usage, and argparse has the same

STORE = "quoth.db"  # in the folder where one is

Command = Callable[[argparse.Namespace, Engine, Words], int]
"""Runs one command with its arguments and returns its exit code."""


def named(name: str) -> Command:
    """The command called `name`; raises KeyError where there is none. All are light until they run."""
    from quoth.commands.attributions import attributions
    from quoth.commands.check import check
    from quoth.commands.doctor import doctor
    from quoth.commands.evaluate import evaluate
    from quoth.commands.forget import forget
    from quoth.commands.serve import serve
    from quoth.commands.trace import trace
    from quoth.commands.watch import watch
    from quoth.commands.who import who
    from quoth.commands.why import why

    all_of_them = (attributions, check, doctor, evaluate, forget, serve, trace, watch, who, why)
    return {one.__name__: one for one in all_of_them}[name]
