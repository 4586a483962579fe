"""How a command line is taken apart, and what is said of one that cannot be meant: a line of what was wrong with what
was probably meant, and a line of where the help is.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Sequence
from typing import NoReturn

from quoth.errors import UsageError
from quoth.usage.formats import of_name

_CHOICE = re.compile(r"'?([\w-]+)'?[,)]")
_NUMBER = re.compile(r"-\d+|-\d*\.\d+")  # as argparse knows a negative number: no option
_WORD = "\0"  # before a word that begins as an option does; no argument of a process has one in it
_CLOSE = 0.75  # how alike a name has to be; "--json" and "--store" are at 0.62
_OTHERS = {
    "--by": "--speaker --who",
    "--every": "--interval",
    "--field": "--fields --map --columns",
    "--format": "--output-format --type",
    "--meta": "--metadata",
    "--most": "--limit --max",
    "--outlet": "--source --publisher",
    "--output": "--out --outfile",
    "--person": "--name --speaker",
    "--quiet": "--silent",
    "--record": "--records --transcript --against",
    "--since": "--from --after",
    "--store": "--db --database",
    "--until": "--to --before",
    "--workers": "--jobs --threads --processes -j",
}
"""What other programs call ours."""


class Parser(argparse.ArgumentParser):
    """A parser that says in a line what was wrong, with the name that was probably meant, and where the help is."""

    formats: Sequence[str] = ()
    """What ``--format`` takes, the default first; none where there is no such option."""

    def parsed(self, given: Sequence[str]) -> argparse.Namespace:
        """The arguments, options and inputs in any order; the format by the output's name where none is asked for.

        An unknown option is told before what is missing, since it is as a rule why something is.
        """
        self._given = given
        if (unknown := self._unknown(given)) is not None:
            self.error(f"unrecognized arguments: {unknown}{self._meant(unknown)}")
        args = _unhidden(self.parse_intermixed_args(_hidden(given)))
        if (empty := self._empty(args)) is not None:
            self.error(f"{empty} is empty: a variable that is not set?")
        if self.formats:
            try:
                args.format = of_name(getattr(args, "output", None) or "", self.formats, args.format)
            except UsageError as error:
                self.error(str(error))
        return args

    def error(self, message: str) -> NoReturn:
        """Says it on standard error and ends with 2, as argparse does, which shows all options first."""
        if message.startswith("the following arguments are required: "):
            message = self._missing(message.partition(": ")[2].split(", "))
        elif "invalid choice: '" in message:
            asked, choices = message.partition("invalid choice: '")[2].split("'", 1)
            message += likely(asked, _CHOICE.findall(choices.partition("choose from")[2]))
        self.exit(2, f"{self.prog}: {message}\n{self.prog} --help shows what there is\n")

    def _unknown(self, given: Sequence[str]) -> str | None:
        """The first option of `given` that there is none of; as argparse tells options from words."""
        for one in given:
            if one == "--":
                return None
            known = one.partition("=")[0] if one.startswith("--") else one[:2]
            option = one.startswith("-") and one != "-" and " " not in one and not _NUMBER.fullmatch(one)
            if option and known not in self._option_string_actions:
                return one.partition("=")[0]
        return None

    def _empty(self, args: argparse.Namespace) -> str | None:
        """What was given without a letter, as it comes of a variable that is not set, and can mean nothing: a file, a
        name, a day. Words that are asked for may be any.
        """
        for action in self._actions:
            value = getattr(args, action.dest, None)
            if action.dest != "words" and (value == "" or (isinstance(value, list) and "" in value)):
                option = max(action.option_strings, key=len, default="")
                return f"{option} {action.metavar or action.dest}".strip()
        return None

    def _meant(self, unknown: str) -> str:
        """What was probably meant by an option that there is none of, as a question; empty where nobody knows."""
        if unknown.lstrip("-") in self.formats:
            return f"; did you mean --format {unknown.lstrip('-')}?"
        for ours, others in _OTHERS.items():
            if ours in self._option_string_actions and unknown in others.split():
                return f"; did you mean {ours}?"
        if os.path.lexists(unknown):
            return f"; is it a file? Then ./{unknown}"
        if unknown == "--no-store" and "--store" not in self._option_string_actions:
            return f"; {self.prog} has no store and keeps nothing"
        return likely(unknown, [name for name in self._option_string_actions if name != "--no-progress"])

    def _missing(self, names: Sequence[str]) -> str:
        """What to name in addition."""
        if "INPUT" in names and any(one.partition("=")[0] == "--record" for one in self._given):
            return "no INPUT: put the inputs first, for --record takes every name that stands behind it"
        if names == ["--record"]:
            return "no record: name what was said, a transcript or a statement, with --record FILE"
        if names == ["INPUT"]:
            instead = ", an address, or - for standard input" if self.prog != "quoth watch" else " or an address"
            return f"no INPUT: name a file, a folder, a glob in quotes{instead}"
        return f"the following arguments are required: {', '.join(names)}"


def _hidden(given: Sequence[str]) -> list[str]:
    """`given` with what stands behind ``--`` marked as words; argparse forgets that sign where it parses twice."""
    at = given.index("--") + 1 if "--" in given else len(given)
    return [*given[:at], *(f"{_WORD}{one}" if one.startswith("-") else one for one in given[at:])]


def _unhidden(args: argparse.Namespace) -> argparse.Namespace:
    for name, value in vars(args).items():
        if isinstance(value, list):
            setattr(args, name, [one.removeprefix(_WORD) if isinstance(one, str) else one for one in value])
        elif isinstance(value, str):
            setattr(args, name, value.removeprefix(_WORD))
    return args


def likely(asked: str, names: Iterable[str]) -> str:
    """The one of `names` that is like what was asked for, as a question; empty where none is."""
    import difflib

    near = difflib.get_close_matches(asked, list(names), 1, _CLOSE)
    return f"; did you mean {near[0]}?" if near else ""


def taught(program: str, what: str, epilog: str) -> Parser:
    """A parser of nothing yet, with the help of `program`: what it is, in a line, and `epilog` behind the options."""
    return Parser(
        prog=program,
        description=what,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
