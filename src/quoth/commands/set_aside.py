"""The report of one run: everything that was set aside, and what is wrong inside articles that were read."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import IO

from quoth.errors import QuothError
from quoth.types import Attributed, Problem


class Report:
    """JSON Lines, each written as soon as it is known: a problem a line, with ``"set_aside"`` and its article's id.

    The last line has ``"finished"``, ``"read"``, ``"set_aside"`` and how many of each code; what was given is what was
    read and what was set aside together. A file without it is of a run that was cut off.
    """

    def __init__(self, path: str) -> None:
        """Sees that the file can be written. What is in it goes with the first article, so that a run that does not get
        there, since it was meant otherwise, costs nobody the report of an earlier one. Raises QuothError, in words.
        """
        self.path = path
        self._codes: Counter[str] = Counter()
        self._file: IO[bytes] | None = None
        target = Path(path)
        try:
            if target.is_file() or not target.exists():
                target.open("ab").close()
            else:  # a pipe or a device, which has nothing that could be lost
                self._file = target.open("wb")
        except OSError as error:
            raise QuothError(f"the report {path} cannot be written: {error.strerror}") from error

    def add(self, one: Attributed | Problem) -> None:
        """Writes `one` where it was set aside, and the problems inside it where it was not."""
        self._begun()
        if isinstance(one, Problem):
            self._problem(one, aside=not one.of_meta)
        else:
            for problem in one.problems:
                self._problem(problem, aside=False, inside=one.article.id)

    def close(self, read: int, aside: int) -> None:
        """Writes the last line: `read` articles, `aside` inputs that gave none."""
        codes = dict(sorted(self._codes.items()))
        self._line({"finished": True, "read": read, "set_aside": aside, "codes": codes})
        self._begun().close()

    def _begun(self) -> IO[bytes]:
        """The file, emptied when it is first asked for."""
        if self._file is None:
            self._file = Path(self.path).open("wb")  # noqa: SIM115 - as long as the run
        return self._file

    def _problem(self, problem: Problem, *, aside: bool, inside: str | None = None) -> None:
        article = problem.article.id if problem.article is not None else inside
        self._line({**problem.to_dict(), "set_aside": aside, **({} if article is None else {"article": article})})
        if aside:
            self._codes[problem.code or "other"] += 1

    def _line(self, line: dict[str, object]) -> None:
        shown = json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace")
        try:
            file = self._begun()
            file.write(shown + b"\n")
            file.flush()
        except OSError as error:
            raise QuothError(f"the report {self.path} could not be written: {error.strerror}") from error
