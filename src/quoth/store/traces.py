"""Looking for the traces of words in bytes: every run of four words of some texts, in any file, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

RUN = 4  # words that follow each other; fewer are anybody's
_SHORTEST = 12  # bytes of a run that is looked for
_PIECE = 1 << 20
_EDGES = 4096  # bytes that a name with the white space in it may take
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
        look, stand = _Look(self), set[bytes]()
        for text in texts:
            stand.update(run for _, run in look.runs(text.encode("utf-8", "surrogatepass")))
        return Needles(self.runs - stand, self.names)

    def more(self, names: Iterable[str]) -> Needles:
        """These and `names`, whatever the case of their letters (of ASCII) and the white space in them."""
        parts = [[re.escape(w.encode("utf-8", "surrogatepass")) for w in name.split()] for name in names]
        made = [re.compile(_EDGE[0] + rb"\s+".join(p) + _EDGE[1], re.IGNORECASE) for p in parts if p]
        return Needles(self.runs, (*self.names, *made))


def found_in(data: bytes, needles: Needles) -> int | None:
    """Where the first of `needles` stands in `data`; None where none does. Linear in `data`."""
    return found_among((data,), needles)


def found_among(pieces: Iterable[bytes], needles: Needles) -> int | None:
    """Where one of `needles` stands in the bytes that `pieces` are when put together; None where none does.

    No more than a piece and what a needle may reach over its edge is held: `_EDGES` bytes, or the longest needle.
    """
    look = _Look(needles)
    held, begin = b"", 0
    for piece in pieces:
        for at in range(0, len(piece), _PIECE):
            held += piece[at : at + _PIECE]
            if len(held) < 2 * look.reach:  # so that small pieces are not looked through again and again
                continue
            if (found := look.first(held, whole=False)) is not None:
                return begin + found
            kept = min(len(held), look.reach)
            begin += len(held) - kept
            held = held[len(held) - kept :]
    found = look.first(held, whole=True)
    return None if found is None else begin + found


class _Look:
    """`needles` made ready to be looked for in many stretches of bytes."""

    def __init__(self, needles: Needles) -> None:
        self._names = needles.names
        # By their first eight bytes, then by their length: a text may have many runs that begin alike.
        self._by_head: dict[int, dict[int, set[bytes]]] = {}
        for run in needles.runs:
            self._by_head.setdefault(int.from_bytes(run[:8], "little"), {}).setdefault(len(run), set()).add(run)
        self._heads = np.array(sorted(self._by_head), dtype="<u8")
        self.reach = max([_EDGES if self._names else 8, *map(len, needles.runs)])

    def first(self, data: bytes, *, whole: bool) -> int | None:
        """The first place of `data` where a run or a name stands.

        Where more comes behind (not `whole`), a name at its very end is not judged yet: it may go on.
        """
        found = [m.start() for n in self._names for m in [n.search(data)] if m and (whole or m.end() < len(data))]
        found += [at for at, _ in islice(self.runs(data), 1)]
        return min(found, default=None)

    def runs(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Every place of `data` where a run stands, in order, and the run. Eight bytes are compared at once, at every
        offset.
        """
        places: list[int] = []
        if not len(self._heads):
            return
        for offset in range(8):
            count = (len(data) - offset) // 8
            if count <= 0:
                break
            words = np.frombuffer(data, dtype="<u8", count=count, offset=offset)
            at = np.minimum(np.searchsorted(self._heads, words), len(self._heads) - 1)
            places += (offset + 8 * np.flatnonzero(self._heads[at] == words)).tolist()
        for place in sorted(places):
            head = int.from_bytes(data[place : place + 8], "little")
            for length, runs in self._by_head[head].items():
                if (run := data[place : place + length]) in runs:
                    yield int(place), run


def _runs(text: str) -> Iterable[bytes]:
    for line in text.splitlines():
        for m in _RUN.finditer(line):
            run = m[1]
            if not _ESCAPED.search(run):
                encoded = run.encode("utf-8", "surrogatepass")
                if len(encoded) >= _SHORTEST:
                    yield encoded
