"""Two articles and the running text that they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from quoth.lineage.blocks import SEED, Block, blocks
from quoth.lineage.ready import Ready, Spoken
from quoth.types import Cited, Way


@dataclass(frozen=True)
class Pair:
    """`blocks` are in the order of `other`, without what anybody has in quotation marks.

    `mine` are the running words of `one` that the other has, too, `theirs` those of `other`: a bit each.
    """

    one: Ready
    other: Ready
    blocks: tuple[Block, ...]

    @property
    def covered(self) -> tuple[float, float]:
        """Which part of each one's running words the other has, too."""
        one, other = len(self.one.running.words), len(self.other.running.words)
        return self.mine.bit_count() / max(1, one), self.theirs.bit_count() / max(1, other)

    @cached_property
    def mine(self) -> int:
        return _bits((b.one, b.length) for b in self.blocks)

    @cached_property
    def theirs(self) -> int:
        return _bits((b.other, b.length) for b in self.blocks)

    @cached_property
    def tells(self) -> tuple[float, ...]:
        """How much it says of each block that two articles share it: the rarity of what is neither name nor number."""
        return tuple(sum(self.other.tells[b.other : b.other + b.length]) for b in self.blocks)

    @property
    def ways(self) -> tuple[tuple[Way, Pair], tuple[Way, Pair]]:
        """Both ways that words may have gone, each with the pair as it is seen from where they come."""
        return ("forward", self), ("backward", self.turned())

    def turned(self) -> Pair:
        """The same from the other side."""
        return Pair(
            self.other,
            self.one,
            tuple(sorted((Block(b.other, b.one, b.length) for b in self.blocks), key=lambda b: (b.other, b.one))),
        )

    def cite(self, block: Block) -> tuple[Cited, Cited]:
        """The words of `block` in both."""
        return (
            self.one.running.cite(block.one, block.one + block.length),
            self.other.running.cite(block.other, block.other + block.length),
        )


def paired(one: Ready, other: Ready, spoken: Spoken) -> Pair:
    """`one` and `other` with their shared running text; the same whichever is named first, but for the sides."""
    if one.id > other.id:
        return paired(other, one, spoken).turned()
    found: list[Block] = []
    for block in blocks(one.running, other.running, one.seeds):
        found += _unspoken(
            block, [w.stem for w in other.running.words[block.other : block.other + block.length]], spoken
        )
    return Pair(one, other, tuple(found))


def _bits(stretches: Iterable[tuple[int, int]]) -> int:
    """The places of stretches, each given by its start and length, as bits."""
    found = 0
    for start, length in stretches:
        found |= ((1 << length) - 1) << start
    return found


def _unspoken(block: Block, stems: list[str], spoken: Spoken) -> list[Block]:
    """`block` without the words that stand in quotation marks somewhere; what is left in runs of SEED or more."""
    public = [False] * block.length
    for k in range(block.length - SEED + 1):
        if tuple(stems[k : k + SEED]) in spoken:
            public[k : k + SEED] = [True] * SEED
    if not any(public):
        return [block]
    found, start = [], 0
    for k in range(block.length + 1):
        if k == block.length or public[k]:
            if k - start >= SEED:
                found.append(replace(block, one=block.one + start, other=block.other + start, length=k - start))
            start = k + 1
    return found
