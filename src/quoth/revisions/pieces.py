"""Quotations that one version has whole and the other in pieces: “We stay, and we vote” is “We stay,” Oda said, “and
we vote”. To put the words that name a speaker elsewhere edits nothing that was said.

What it accepts: two to MOST quotations of the one version that follow each other, and have in their order at least
ALIKE of the words of one quotation of the other.
What guards it: no single quotation is as like to it; of the words of each piece it has half.
A case it gets wrong: two quotations that were both cut anew, at other words (“a b,” “c” for “a,” “b c”).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quoth.revisions.quoted import Quoted

MOST = 4  # pieces of one quotation
ALIKE = 0.75  # part of the longer side's words that both have; by eye, on quotations cut and edited by hand


def in_pieces(whole: Sequence[Quoted], parts: Sequence[Quoted]) -> Iterator[tuple[Quoted, list[tuple[Quoted, Quoted]]]]:
    """Each of `whole` that stands in several of `parts`, cut as these are: its pieces, each with its part.

    No part is used twice. Both are in the order of their texts.
    """
    taken: set[int] = set()
    for one in whole:
        found = _best(one, [p for p in parts if p.place not in taken])
        cuts = _cuts(one, found) if found else []
        if cuts:
            taken.update(p.place for p in found)
            yield one, list(zip(one.cut(cuts), found, strict=True))


def _cuts(one: Quoted, parts: Sequence[Quoted]) -> list[int]:
    """The words of `one` with which the second and each further of `parts` begin; none where one would be empty.

    Words of it that no part has go with the part before them.
    """
    from rapidfuzz.distance import LCSseq

    ops = LCSseq.opcodes(one.keys, [k for p in parts for k in p.keys])
    equal = [op for op in ops if op.tag == "equal"]
    cuts, at = [0], 0
    for part in parts:
        at += len(part.words)
        cuts.append(max((op.src_end - max(0, op.dest_end - at) for op in equal if op.dest_start < at), default=0))
    return [] if any(a >= b for a, b in pairwise(cuts)) else cuts[1:-1]


def _best(one: Quoted, parts: Sequence[Quoted]) -> list[Quoted]:
    """The run of `parts` that is most like `one`, if it is more so than any single part; else nothing."""
    from rapidfuzz.distance import LCSseq

    keys = one.keys
    own = set(keys)
    inside = [p for p in parts if len(p.words) < len(keys) and _half(p, keys, own)]
    best, most = [], ALIKE
    for k in range(len(inside)):
        run = inside[k : k + 1]
        for next_ in inside[k + 1 : k + MOST]:
            if next_.place != run[-1].place + 1:
                break
            run = [*run, next_]
            joined = [key for p in run for key in p.keys]
            like = LCSseq.similarity(keys, joined) / max(len(keys), len(joined))
            if like >= most and like > max(_like(keys, p) for p in run):
                best, most = run, like
    return best if best and most > max(_like(keys, p) for p in parts) else []


def _half(part: Quoted, keys: Sequence[str], own: set[str]) -> bool:
    from rapidfuzz.distance import LCSseq

    theirs = part.keys
    if 2 * sum(k in own for k in theirs) < len(theirs):
        return False
    return 2 * LCSseq.similarity(keys, theirs) >= len(theirs)


def _like(keys: Sequence[str], part: Quoted) -> float:
    from rapidfuzz.distance import LCSseq

    return float(LCSseq.similarity(keys, part.keys) / max(len(keys), len(part.words)))
