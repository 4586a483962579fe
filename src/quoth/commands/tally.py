"""How many inputs gave an article and how many were set aside, which, and the exit code that follows."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

from quoth.commands import FAILED, OK, SET_ASIDE
from quoth.commands.engine import Engine
from quoth.commands.pace import Pace
from quoth.commands.set_aside import Report
from quoth.counted import counted
from quoth.errors import QuothError
from quoth.output import Words, means_stdout
from quoth.types import Attributed, Problem

FOR_PROGRAMS = ("json", "jsonl")


@dataclass(slots=True)
class Tally:
    """How many inputs gave an article, and how many were set aside; with a report, which."""

    pace: Pace
    report: Report | None = None
    read: int = 0
    aside: int = 0

    @classmethod
    def of(cls, args: argparse.Namespace, engine: Engine) -> Tally:
        """Counts what `args` name. Raises QuothError when the report cannot be written."""
        return cls(Pace(engine.meter), None if args.set_aside is None else Report(args.set_aside))

    def add(self, one: Attributed | Problem, *, new: bool = True) -> None:
        if isinstance(one, Problem):
            self.aside += not one.of_meta
        else:
            self.read += 1
            self.pace.add(time.monotonic(), new=new)
        if self.report is not None:
            self.report.add(one)

    def show(self, words: Words) -> None:
        words.progress(self.read, left=lambda: self.pace.left(time.monotonic()))

    def spare(self, output: str | None, form: str) -> None:
        """Raises QuothError where nothing was read, so that the file `output` of an earlier run stays as it was.

        What programs read is written all the same: it says why there is nothing, and never stands for another run.
        """
        if not self.read and form not in FOR_PROGRAMS and not means_stdout(output):
            if self.report is not None:
                self.report.close(self.read, self.aside)
            raise QuothError(f"{self._nothing()}; {output} was not written")

    def verdict(self, words: Words) -> int:
        """The exit code; says how many were set aside, and when that were all."""
        words.clear()
        if self.report is not None:
            self.report.close(self.read, self.aside)
        if not self.read:
            words.error(self._nothing())
            return FAILED
        if self.aside:
            were = "was" if self.aside == 1 else "were"
            words.say(f"{self.aside:,} of {self.aside + self.read:,} inputs {were} set aside, as their problems say")
            return SET_ASIDE
        return OK

    def _nothing(self) -> str:
        aside = f": {counted(self.aside, 'input')} set aside" if self.aside else ""
        return f"not one article could be read{aside}"
