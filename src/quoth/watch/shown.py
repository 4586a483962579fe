"""Where news go: lines for people, or JSON, on standard output or at the end of a file."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quoth.counted import counted
from quoth.errors import QuothError
from quoth.output import means_stdout, opened
from quoth.page.safe import on_a_line
from quoth.store.encode import load
from quoth.watch.ledger import Ledger

_ENDING = (signal.SIGINT, signal.SIGTERM)
_TAIL = 1 << 20  # bytes at the end of a file in which the last news handed on are looked for


def hand_on(ledger: Ledger, form: str, output: str | None) -> int:
    """Hands on all news that wait, and marks each as shown once it is out; how many that were.

    On standard output a kill -9 between the two says one piece of news twice. In a file of JSON Lines it does not: what
    stands there already is known by its id, and half a line that a kill left is taken away first.
    """
    waiting = ledger.waiting()
    if not waiting:
        return 0
    if output is not None and not means_stdout(output):
        return _append(ledger, waiting, Path(output), form)
    with opened(None) as out:
        for number, line in waiting:
            with _undisturbed():
                out.write(rendered(line, form))
                out.flush()
                ledger.shown(number)
    return len(waiting)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait for the end of the block: both of what it does are done, or neither.

    To block the signals in this thread would not do: where a library has threads of its own, one of those takes the
    signal, and Python hands it to this one all the same.
    """
    held: list[int] = []
    try:
        before = {one: signal.signal(one, lambda number, _frame: held.append(number)) for one in _ENDING}
    except ValueError:  # not the main thread, which alone is told of signals
        yield
        return
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler if handler is not None else signal.SIG_DFL)
        if held:
            signal.raise_signal(held[0])


def rendered(line: str, form: str) -> str:
    """One piece of news as it is shown, with its line end."""
    if form == "json":
        return line + "\n"
    try:
        return "".join(f"{on_a_line(words)}\n" for words in _lines(load(line)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return "a piece of news in the store is damaged and cannot be shown\n"


def _lines(said: Mapping[str, Any]) -> Iterator[str]:
    where = said.get("outlet") or said.get("article")
    kind = said["news"]
    if kind == "article":
        found = counted(said["attributions"], "statement")
        yield f"{said['at']}  NEW {where}: {said['title'] or said['article']} ({found})"
    elif kind == "edit":
        silent = "and says so" if said["announced"] else "and does not say so"
        yield f"{said['at']}  EDITED {where}: {said['title'] or said['article']}, {silent}"
        for edit in said["edits"]:
            who = f"{edit['speaker']['name']}: " if edit["speaker"] else ""
            yield f"    {who}{edit['kind']}{_of(edit)}"
            for label in ("before", "after"):
                if edit[label]:
                    yield f"      {label:6}  “{_one_line(edit[label]['text'])}”"
    elif kind == "telling":
        yield f"{said['at']}  OTHER WORDS in {where}: {said['speaker'] or 'nobody named'}"
        yield f"    {_one_line(said['text'])}"
        for one in said["differs"]:
            others = " / ".join(f"“{_one_line(o)}”" if o else "nothing" for o in one["others"])
            own = f"“{_one_line(one['has'])}”" if one["has"] else "nothing"
            yield f"      {own} where others have {others}{_of(one)}"
    elif kind == "story":
        articles = counted(len(said["articles"]), "article")
        yield f"{said['at']}  STORY {said['story']} now has {articles} of {', '.join(said['others'])}"
    else:
        meaning = ", and the meaning may differ" if said["meaning"] else ""
        yield f"{said['at']}  RECORD {said['record']}: {said['speaker'] or 'nobody named'}, {said['article']}"
        yield f"    {said['verdict']}{meaning}: {_one_line(said['text'])}"


def _of(one: Mapping[str, Any]) -> str:
    changes = ", ".join(change.replace("_", " ") for change in one["changes"])
    meaning = "; the meaning may differ" if one["meaning"] else ""
    return f" ({changes}{meaning})" if changes else ""


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


def _append(ledger: Ledger, waiting: list[tuple[int, str]], path: Path, form: str) -> int:
    try:
        with path.open("ab+") as file:
            regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            size = file.seek(0, os.SEEK_END)
            begin = max(0, size - _TAIL)
            file.seek(begin)
            tail = file.read(_TAIL)  # a device may have no end
            whole = tail.rfind(b"\n") + 1
            if form == "json" and whole < len(tail):
                file.truncate(begin + whole)
            there = {i for line in tail[:whole].splitlines() if (i := _id(line))} if form == "json" else set()
            for number, line in waiting:
                if _id(line.encode()) not in there:
                    file.write(rendered(line, form).encode("utf-8", "backslashreplace"))
                    file.flush()
                    if regular:  # a device has nothing to sync, and says so
                        os.fsync(file.fileno())
                ledger.shown(number)
    except OSError as error:
        raise QuothError(
            f"{path} could not be written: {error.strerror or error}; the news wait in the store"
        ) from error
    return len(waiting)


def _id(line: bytes) -> str | None:
    try:
        said = load(line)
    except ValueError:
        return None
    return str(said.get("id")) if isinstance(said, dict) else None
