"""From articles and records to findings: reads the records once, then holds article after article against them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from quoth.errors import InputError
from quoth.records.check import check_article
from quoth.records.finding import Checked
from quoth.records.index import Index
from quoth.records.reading import read
from quoth.types import Attributed, Problem


class Checker:
    """Some records made ready to be asked. `problems` are those met in reading them."""

    def __init__(self, paths: Iterable[str | Path]) -> None:
        """Reads the records that files, folders and globs name. Raises InputError when not one could be read."""
        found = list(read(paths))
        self.indexes: Sequence[Index] = [Index.of(one) for one in found if not isinstance(one, Problem)]
        self.problems: list[Problem] = []
        for one in found:
            self.problems += [one] if isinstance(one, Problem) else one.problems
        if not self.indexes:
            why = "; ".join(f"{p.where}: {p.message}" for p in self.problems[:3]) or "none was given"
            raise InputError(f"no record could be read ({why})")

    def check(self, attributed: Attributed) -> Checked:
        """A finding for each quotation of five words or more."""
        return check_article(attributed, self.indexes)
