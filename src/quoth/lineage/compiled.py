"""Articles put together from two others: what tells a compilation from a common source.

Where nearly every running word of an article stands in one or the other of two that have nothing from each other, it
was made from both: had they taken from it, one would have to have left exactly what the other took.
What guards it: both parts are some sentences long, hardly any word is in both, and the two have no running text in
common; nor is that part of an article that only one of them has any larger than chance.
A case it gets wrong: a copy of the one stands in the place of the one itself, which is not among the articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from quoth.lineage import weights as w
from quoth.lineage.pair import Pair
from quoth.types import Evidence

PART = 40  # running words that are a part: some three sentences
WHOLE = 0.9  # share of the running words that both together have
BOTH = 0.05  # share that both may have
PARTNERS = 12  # articles with most in common that are tried as parts


def compiled(pairs: Mapping[tuple[str, str], Pair]) -> dict[tuple[str, str], Evidence]:
    """For each (part, compilation) by their ids, the entry that says so, as seen from the part."""
    beside: dict[str, list[Pair]] = {}
    for pair in pairs.values():
        for side in (pair, pair.turned()):  # `other` is the one that may be compiled
            if sum(b.length for b in side.blocks) >= PART:
                beside.setdefault(side.other.id, []).append(side)
    found: dict[tuple[str, str], Evidence] = {}
    for name in sorted(beside):
        for one, other in _parts(beside[name], pairs):
            for part, rest in ((one, other), (other, one)):
                longest = max(part.blocks, key=lambda b: (b.length, -b.other))
                reason = (
                    f"{name} is put together from {part.one.id} and {rest.one.id}, which have nothing from each other"
                )
                entry = Evidence("compiled", "forward", w.COMPILED, reason, part.cite(longest))
                found.setdefault((part.one.id, name), entry)
    return found


def _parts(sides: Sequence[Pair], pairs: Mapping[tuple[str, str], Pair]) -> Iterator[tuple[Pair, Pair]]:
    ranked = sorted(sides, key=lambda p: (-sum(b.length for b in p.blocks), p.one.id))[:PARTNERS]
    held = {p.one.id: p.theirs for p in ranked}
    size = max(1, len(ranked[0].other.running.words))
    for one, other in combinations(ranked, 2):
        apart = pairs.get((min(one.one.id, other.one.id), max(one.one.id, other.one.id)))
        a, b = held[one.one.id], held[other.one.id]
        if (
            apart is not None
            and sum(block.length for block in apart.blocks) < PART // 2
            and (a | b).bit_count() >= WHOLE * size
            and (a & b).bit_count() <= BOTH * size
            and (a & ~b).bit_count() >= PART
            and (b & ~a).bit_count() >= PART
        ):
            yield one, other
