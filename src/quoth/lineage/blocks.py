"""What two running texts have in common, block by block: the same words in the same order, endings aside.

Seeds of SEED words are looked up and followed as far as the words agree; what one article says once is found in the
other wherever it stands. Linear: a seed that an article has more often than OFTEN is not looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from quoth.lineage.running import Running

SEED = 5  # words in a row from which a block begins
OFTEN = 4  # places of one seed in an article

Seeds = Mapping[tuple[str, ...], list[int]]


@dataclass(frozen=True, slots=True)
class Block:
    """`length` words that stand from word `one` in the one article and from word `other` in the other."""

    one: int
    other: int
    length: int


def seeds(running: Running) -> Seeds:
    """Where each run of SEED words begins."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    stems = [w.stem for w in running.words]
    since = 0  # words that have followed each other directly, up to k
    for k, joined in enumerate(running.joined):
        since = since + 1 if joined else 1
        if since >= SEED:
            found[tuple(stems[k - SEED + 1 : k + 1])].append(k - SEED + 1)
    return found


def blocks(one: Running, other: Running, of_one: Seeds) -> tuple[Block, ...]:
    """The blocks in the order of `other`, none overlapping another there; `of_one` are the seeds of `one`."""
    found: list[Block] = []
    k = 0
    last = len(other.words) - SEED
    while k <= last:
        if all(other.joined[k + 1 : k + SEED]):
            places = of_one.get(tuple(w.stem for w in other.words[k : k + SEED]), [])
            best = max(((_length(one, other, at, k), -at) for at in places[:OFTEN]), default=(0, 0))
            if best[0]:
                found.append(Block(-best[1], k, best[0]))
                k += best[0]
                continue
        k += 1
    return tuple(found)


def _length(one: Running, other: Running, at: int, k: int) -> int:
    n = 0
    while (
        at + n < len(one.words)
        and k + n < len(other.words)
        and one.words[at + n].stem == other.words[k + n].stem
        and (n == 0 or (one.joined[at + n] and other.joined[k + n]))
    ):
        n += 1
    return n
