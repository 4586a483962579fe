"""Looking for the traces of words in bytes: every run of four words of some texts, in any file, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

RUN = 4  # words that follow each other; fewer are anybody's
_SHORTEST = 12  # bytes of a run that is looked for
_PIECE = 1 << 20
_RUN = re.compile(rf"(?=(?<!\S)(\S+(?: \S+){{{RUN - 1}}})(?!\S))")
_EDGE = (rb"(?<![\w\x80-\xff])", rb"(?![\w\x80-\xff])")
_ESCAPED = re.compile(r"[\"\\\x00-\x1f]")  # JSON writes these otherwise; the words around them are looked for


@dataclass(frozen=True, slots=True)
class Needles:
    """What must be found nowhere: runs of bytes wherever they stand, and names where they stand as whole words."""

    runs: frozenset[bytes] = field(default=frozenset(), repr=False)
    names: tuple[re.Pattern[bytes], ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str]) -> Needles:
        """Every run of four words in `texts` that stands on one line."""
        return cls(frozenset(run for text in texts for run in _runs(text)))

    def without(self, texts: Iterable[str]) -> Needles:
        """Those that none of `texts` has anywhere, also as part of other words."""
        runs = set(self.runs)
        for text in texts:
            data = text.encode("utf-8", "surrogatepass")
            runs -= set(_runs(text))
            while (at := found_in(data, Needles(frozenset(runs)))) is not None:
                runs -= {run for run in runs if data.startswith(run, at)}
        return Needles(frozenset(runs), self.names)

    def more(self, names: Iterable[str]) -> Needles:
        """These and `names`, whatever the case of their letters (of ASCII) and the white space in them."""
        parts = [[re.escape(w.encode("utf-8", "surrogatepass")) for w in name.split()] for name in names]
        made = [re.compile(_EDGE[0] + rb"\s+".join(p) + _EDGE[1], re.IGNORECASE) for p in parts if p]
        return Needles(self.runs, (*self.names, *made))


def found_in(data: bytes, needles: Needles) -> int | None:
    """Where the first of `needles` stands in `data`; None where none does. Linear in `data`."""
    found = [m.start() for name in needles.names if (m := name.search(data))]
    by_head: dict[int, list[bytes]] = {}
    for run in needles.runs:
        by_head.setdefault(int.from_bytes(run[:8], "little"), []).append(run)
    if by_head and len(data) >= 8:
        heads = np.array(sorted(by_head), dtype="<u8")
        longest = max(map(len, needles.runs))
        for begin in range(0, len(data), _PIECE):
            first = _first(data, begin, min(len(data), begin + _PIECE + longest), heads, by_head)
            if first is not None:
                found.append(first)
                break
    return min(found, default=None)


def _first(data: bytes, begin: int, end: int, heads: np.ndarray, by_head: dict[int, list[bytes]]) -> int | None:
    """The first place of `data[begin:end]` where a run stands: eight bytes are compared at once, at every offset."""
    places: list[int] = []
    for offset in range(8):
        count = (end - begin - offset) // 8
        if count <= 0:
            break
        words = np.frombuffer(data, dtype="<u8", count=count, offset=begin + offset)
        at = np.minimum(np.searchsorted(heads, words), len(heads) - 1)
        places += (begin + offset + 8 * np.flatnonzero(heads[at] == words)).tolist()
    for place in sorted(places):
        if any(data.startswith(run, place) for run in by_head[int.from_bytes(data[place : place + 8], "little")]):
            return int(place)
    return None


def _runs(text: str) -> Iterable[bytes]:
    for line in text.splitlines():
        for m in _RUN.finditer(line):
            run = m[1]
            if not _ESCAPED.search(run):
                encoded = run.encode("utf-8", "surrogatepass")
                if len(encoded) >= _SHORTEST:
                    yield encoded
