"""What the command line takes (`options`), and the help that teaches it (`manual`)."""

from __future__ import annotations

import argparse
import os
import sys

from quoth import __version__
from quoth.usage import manual, options
from quoth.usage.parser import likely, taught

USAGE = 2  # the exit code of wrong usage; argparse has the same


def parse(given: list[str]) -> argparse.Namespace:
    """The arguments of one command, its name in `command`; options and inputs may stand in any order.

    Raises SystemExit as argparse does, once it has said what was wrong, or shown the help or the version.
    """
    if given[:1] == ["help"]:  # what many other programs have
        given = [*given[1:2], "--help"]
    elif given[:1] in (["--help"], ["-h"]) and given[1:2] and given[1] in options.PARSERS:
        given = [given[1], "--help"]
    if given and given[0] in options.PARSERS:
        parser = options.PARSERS[given[0]]()
        parser.set_defaults(command=given[0])
        return parser.parsed(given[1:])
    top = taught("quoth", "Who said what in the news, word for word.", manual.TOP)
    top.usage = "quoth COMMAND [INPUT ...] [options]"
    top.add_argument(
        "-V", "--version", action="version", version=f"quoth {__version__}", help="show it and load nothing"
    )
    top.add_argument("command", nargs="?", metavar="COMMAND", help="one of those below")
    if given and not given[0].startswith("-"):
        top.error(_no_command(given[0]))
    if given and given[0].startswith("--") and given[0] not in ("--help", "--version"):
        if slip := likely(given[0], ("--help", "--version")):
            top.error(f"unrecognized arguments: {given[0]}{slip}")
        top.error(f"the command comes first, as in quoth trace {given[0]}")
    top.parse_args(given[:1])
    top.print_help(sys.stderr)
    raise SystemExit(USAGE)


def _no_command(given: str) -> str:
    """What to say of a first word that is no command: most likely an input, or a slip."""
    if given == "version":
        return "there is no command 'version'; did you mean --version?"
    if "://" in given or os.path.lexists(given):
        return f"the command comes first; did you mean quoth trace {given}?"
    there = likely(given, options.PARSERS) or f": there are {', '.join(sorted(options.PARSERS))}"
    return f"there is no command {given!r}{there}"
