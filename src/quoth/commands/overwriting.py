"""That a command writes over nothing it reads: a slip of the hand in ``-o`` costs nobody a transcript or a store."""

from __future__ import annotations

import argparse
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from quoth.errors import UsageError

BESIDE = ("-wal", "-shm", "-fetched", "-who", "-page")
"""What the names of the files beside a store have behind the store's own."""


def refuse_overwriting(args: argparse.Namespace) -> None:
    """Raises UsageError where ``-o`` or the report is a file that `args` name besides: an input, the metadata, a
    record, the gold, the store, or one another; or a file of a folder that is read, unless quoth wrote it.
    """
    taken = {real: what for what, name in _read(args) if (real := _real(name)) is not None}
    for option, name in _written(args):
        real = _real(name)
        if real is None:
            continue
        if what := taken.get(real):
            raise UsageError(f"{option} {name} would overwrite {what}: name another file")
        if name and (folder := _folder_of(name, args)) is not None and not _ours(name):
            raise UsageError(f"{option} {name} would overwrite a file of {folder}, which is read: name another file")
        taken[real] = "the output"


def _folder_of(name: str, args: argparse.Namespace) -> str | None:
    """The folder that `args` name to be read in which the file `name` is and may be taken for an article."""
    from quoth.articles import listing

    path = Path(name)  # whose own is_file raises where one may not look
    if not os.path.isfile(name) or path.name.startswith(".") or path.suffix.lower() in listing.BESIDE:  # noqa: PTH113
        return None
    real = Path(os.path.realpath(name))
    folders = [*getattr(args, "inputs", ()), *getattr(args, "record", ()), getattr(args, "gold", None)]
    inside = (one for one in folders if one and os.path.isdir(one) and Path(one).resolve() in real.parents)  # noqa: PTH112
    return next(inside, None)


def _ours(name: str) -> bool:
    """Whether quoth wrote the file, or it is empty, so that the same command may be given again."""
    from quoth.articles import own

    try:
        return not os.path.getsize(name) or own.is_own(name)  # noqa: PTH202
    except OSError:
        return True  # whoever writes it will say what is wrong


def _written(args: argparse.Namespace) -> Iterator[tuple[str, str | None]]:
    """What is written, with the option that names it."""
    yield "-o", getattr(args, "output", None)
    yield "the report", getattr(args, "set_aside", None)


def _read(args: argparse.Namespace) -> Iterator[tuple[str, str | None]]:
    """What is read, and what it is for."""
    import glob

    if store := getattr(args, "store", None):
        yield from (("the store", f"{store}{end}") for end in ("", *BESIDE))
    for what, option in (("an input", "inputs"), ("a record", "record")):
        for name in getattr(args, option, ()):
            yield what, name
            if not os.path.lexists(name):
                yield from ((what, match) for match in glob.iglob(name, recursive=True))  # noqa: PTH207
    yield "the metadata", getattr(args, "meta", None)
    yield "the gold", getattr(args, "gold", None)
    yield "what is scored", getattr(args, "predicted", None)


def _real(name: str | None) -> tuple[int, int] | str | None:
    """The file that `name` leads to: what the system calls it, so that capitals and further names of one file make no
    difference, or its path where there is none yet. None for standard input and output, and for what no writing costs:
    a folder, a device, a pipe.
    """
    from quoth.articles import listing

    if name is None or name in ("", "-"):
        return None
    try:
        found = os.stat(name)  # noqa: PTH116
    except (OSError, ValueError):
        return listing.real(name)
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
