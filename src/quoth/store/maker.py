"""Which network, and which code around it, made an attribution."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Protocol

# Everything that decides what is attributed to whom, given an article; articles come with their own fingerprint.
READS_WITH = ("types", "quotation.py", "words.py", "words.txt", "model", "attributions")
_KINDS = {".py", ".txt", ".json", ".csv", ".tsv"}


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...


def made_by(network: _Named) -> str:
    """The network's name and hash, and a fingerprint of the code that turns its answers into attributions.

    The fingerprint is taken from the files, not from a number that somebody has to remember to raise: a store never
    shows what an older reading decided. The price: a release that only rewords a comment there attributes again.
    """
    return f"{network.name} {network.digest} reading {fingerprint(READS_WITH)}"


@cache
def fingerprint(names: tuple[str, ...]) -> str:
    """What changes with any of these files and folders of quoth."""
    root = Path(__file__).parent.parent
    files = [f for name in names for f in ([root / name] if "." in name else sorted((root / name).rglob("*")))]
    whole = hashlib.sha256()
    for file in files:
        if file.suffix in _KINDS and file.is_file():
            whole.update(file.relative_to(root).as_posix().encode() + b"\0")
            whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:16]
