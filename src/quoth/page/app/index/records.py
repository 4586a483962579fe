"""The records that the page shows beside the tellings: those named when it was started."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.records import Index, Record
from quoth.records.reading import read
from quoth.types import Problem


@dataclass(frozen=True, slots=True)
class Records:
    """Records made ready to be asked, the problems met in reading them, and what is another when they are."""

    indexes: tuple[Index, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    @classmethod
    def of(cls, paths: Sequence[str]) -> Records:
        """The records that files, folders and globs name; one that cannot be read is a problem."""
        found = list(read(paths)) if paths else []
        records = [one for one in found if isinstance(one, Record)]
        problems = [p for one in found for p in ([one] if isinstance(one, Problem) else one.problems)]
        whole = hashlib.sha256()
        for one in records:
            whole.update(f"{one.id}\0{one.text}\0{one.turns}\0".encode("utf-8", "surrogatepass"))
        return cls(tuple(map(Index.of, records)), tuple(problems), whole.hexdigest() if records else "")


NO_RECORDS = Records()
