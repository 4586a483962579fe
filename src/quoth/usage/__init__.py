"""What the command line takes (`options`), and the help that teaches it (`manual`)."""

from __future__ import annotations

import argparse
import sys

from quoth import __version__
from quoth.usage import manual, options

USAGE = 2  # the exit code of wrong usage; argparse has the same


def parse(given: list[str]) -> argparse.Namespace:
    """The arguments of one command, its name in `command`; options and inputs may stand in any order.

    Raises SystemExit as argparse does, once it has said what was wrong, or shown the help or the version.
    """
    if given[:1] == ["help"]:  # what many other programs have
        given = [*given[1:2], "--help"]
    if given and given[0] in options.PARSERS:
        parser = options.PARSERS[given[0]]()
        parser.set_defaults(command=given[0])
        return parser.parse_intermixed_args(given[1:])
    parser = options.taught("quoth", "Who said what in the news, word for word.", manual.TOP)
    parser.usage = "quoth COMMAND [INPUT ...] [options]"
    parser.add_argument("--version", action="version", version=f"quoth {__version__}", help="show it and load nothing")
    parser.add_argument("command", nargs="?", choices=sorted(options.PARSERS), metavar="COMMAND")
    if given and given[0].startswith("--") and given[0] not in ("--help", "--version"):
        parser.error(f"the command comes first, as in quoth trace {given[0]}")
    parser.parse_args(given[:1])
    parser.print_help(sys.stderr)
    raise SystemExit(USAGE)
