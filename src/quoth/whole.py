"""Whole files: written beside their place, synced, then put there, so that whatever ends a process leaves no half.

What a kill leaves is a hidden file whose name begins with that of the file and ends in ``.part``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_LONGEST = 60  # characters of the name that the part has too: 240 bytes of the 255 that a name may have


@contextmanager
def whole(target: Path, *, new: bool = False) -> Iterator[IO[bytes]]:
    """A file to write, which is at `target` once the block has ended well; when it raises, all is as it was.

    A file that was there is replaced and keeps its permissions; with `new` it is not: of several that write one name at
    once one gets it, and FileExistsError is raised in the others. Raises OSError where nothing can be written.
    """
    if new and target.exists():
        raise FileExistsError(17, "it is there already", str(target))
    part = target.with_name(f".{target.name[:_LONGEST]}.{os.urandom(4).hex()}.part")
    with part.open("xb") as file:
        try:
            if not new and target.exists():
                part.chmod(target.stat().st_mode & 0o777)
            yield file
            file.flush()
            os.fsync(file.fileno())
            file.close()
            if new:
                _claim(part, target)
            else:
                part.replace(target)
        finally:
            with suppress(OSError):  # on a full disk what is left to write fails once more
                file.close()
            part.unlink(missing_ok=True)
    _sync(target.parent)


def _claim(part: Path, target: Path) -> None:
    """Gives `part` the name of `target` too, unless a file has it. Raises FileExistsError then."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: an empty file has the name for a moment
        target.touch(exist_ok=False)
        part.replace(target)


def _sync(folder: Path) -> None:
    """Makes the new name itself last; not every system lets a folder be opened for it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)
