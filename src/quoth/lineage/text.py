"""What shared running text says: that two articles are related, and which of them has lost something.

Rarity of the shared words makes them related. What stands in the one in the middle of shared text and not in the other
was left out by the other, or put in by the one; both ways, neither is the other's source. A surname that the other
article never introduces, in a sentence that both have, was introduced in what it left out.
A case it gets wrong: an outlet that adds a sentence of its own to another's text looks as if the other had cut it; so
this alone never gives a direction.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from quoth.lineage import weights as w
from quoth.lineage.blocks import SEED, Block
from quoth.lineage.pair import Pair
from quoth.lineage.running import Running
from quoth.types import Bearing, Cited, Evidence

SHOWN = 3  # places that an entry cites; the rest are counted
_GAP = 60  # code points that are a stretch: a short sentence
_ELSEWHERE = 0.3  # part of such a stretch that may stand at another place of the other article
_SEAM = 20  # code points between two blocks that join: a comma, a changed word
_TAIL = 200  # code points that go on behind the last block
_LONG = 120  # running words from which it says all it can that nothing is shared
_FEW = 12  # words of a block below which it may be an official phrase; of the development stories, by eye
_MADE_FROM = 0.15  # part of either that is shared from which what lies between says which was made from the other
_NOTHING = 0.02  # part of the running words that is nothing: names with their titles


def wording(pair: Pair) -> Iterator[Evidence]:
    """Shared running words, by their rarity; or hundreds of words without any.

    A set phrase or two in hundreds of words speak against it, as nothing in common does; the less, the rarer they are.
    """
    ranked = sorted(
        zip(pair.tells, pair.blocks, strict=True),
        key=lambda r: (-r[0], -r[1].length, *sorted((r[1].one, r[1].other))),
    )
    excess = sum(_excess(tells, block) for tells, block in _told_once(pair, ranked))
    shares = pair.covered
    reworded = pair.one.reworded or pair.other.reworded  # a paraphraser leaves no wording to share
    length = min(len(pair.one.running.words), len(pair.other.running.words))
    much = min(1.0, length / _LONG)
    chance = 0.0 if reworded else w.NOTHING_SHARED / 2 * much * max(0.0, 1 - excess / w.WORDING)
    if excess / w.WORDING > chance:
        count = sum(b.length for _, b in ranked)
        reason = (
            f"{count} running words in common: {_percent(shares[0])} of the one's, {_percent(shares[1])} of the other's"
        )
        spans = tuple(c for _, b in ranked[:SHOWN] for c in pair.cite(b))
        yield Evidence("wording", "related", min(w.WORDING_MOST, excess / w.WORDING - chance), reason, spans)
    elif not reworded:
        if max(shares) <= _NOTHING and not excess:
            reason = f"{length} running words or more in each, and no sentence in common"
            yield Evidence("wording", "apart", w.NOTHING_SHARED * much, reason)
        else:
            reason = "no more running words in common than by chance"
            yield Evidence("wording", "apart", chance - excess / w.WORDING, reason)


def _excess(tells: float, block: Block) -> float:
    """How much `block`, the words of which are this rare, tells of copying beyond what everybody may have by chance.

    A few rare words in a row are often somebody's: what a man is charged with, what was found on a ship.
    """
    return min(max(0.0, tells - w.BLOCK_FREE), w.BLOCK_SHORT if block.length < _FEW else math.inf)


def _told_once(pair: Pair, ranked: Sequence[tuple[float, Block]]) -> Iterator[tuple[float, Block]]:
    """The blocks, each with how rare it is, but for those whose words a rarer one has: a set phrase that comes again
    and again.
    """
    seen: set[tuple[str, ...]] = set()
    for tells, block in ranked:
        stems = tuple(word.stem for word in pair.other.running.words[block.other : block.other + block.length])
        runs = {stems[k : k + SEED] for k in range(len(stems) - SEED + 1)}
        if not runs <= seen:
            yield tells, block
        seen |= runs


def left_out(pair: Pair) -> Iterator[Evidence]:
    """What each has in the middle of shared text, or behind it, that the other lacks."""
    for bearing, side in pair.ways:
        yield from _left_out(side, bearing)


def _left_out(pair: Pair, bearing: Bearing) -> Iterator[Evidence]:
    one, other = pair.one.running, pair.other.running
    if max(pair.covered) < _MADE_FROM:
        return
    lacking: list[Cited] = []
    for a, b in zip(pair.blocks, pair.blocks[1:], strict=False):
        if b.one < a.one + a.length:
            continue
        between = one.words[a.one + a.length - 1].end, one.words[b.one].start
        there = other.words[b.other].start - other.words[a.other + a.length - 1].end
        length = b.one - a.one - a.length
        shared = (pair.mine >> (a.one + a.length)) & ((1 << length) - 1)
        if between[1] - between[0] >= _GAP and there <= _SEAM and shared.bit_count() <= _ELSEWHERE * length:
            lacking.append(_trimmed(one, *between))
    if lacking:
        weighs = min(w.LEFT_OUT_MOST, w.LEFT_OUT * len(lacking))
        reason = f"{_times(len(lacking))} in shared text {pair.other.id} lacks what {pair.one.id} has"
        yield Evidence("left out", bearing, weighs, reason, tuple(lacking[:SHOWN]))
    last_one, last_other = max(b.one + b.length for b in pair.blocks), max(b.other + b.length for b in pair.blocks)
    end_one, end_other = one.words[last_one - 1].end, other.words[last_other - 1].end
    if len(one.article.text.rstrip()) - end_one >= _TAIL and len(other.article.text.rstrip()) - end_other <= _GAP:
        cited = _trimmed(one, end_one, min(end_one + _TAIL, len(one.article.text)))
        yield Evidence(
            "breaks off", bearing, w.BREAKS_OFF, f"{pair.other.id} ends where {pair.one.id} goes on", (cited,)
        )


def introduced(pair: Pair) -> Iterator[Evidence]:
    """People whom a shared sentence calls by their surname, and only one of the two has introduced."""
    for bearing, side in pair.ways:
        found = _uncalled(side)
        if found:
            names = ", ".join(sorted({c.text for c in found[1::2]}))
            weighs = min(w.INTRODUCED_MOST, w.INTRODUCED * (len(found) // 2))
            reason = f"{side.other.id} calls {names} by the surname and never introduces them; {side.one.id} does"
            yield Evidence("introduced", bearing, weighs, reason, tuple(found[: 2 * SHOWN]))


def _uncalled(pair: Pair) -> list[Cited]:
    """For each such person: the introduction in `one`, the bare surname in `other`."""
    full, own = pair.one.introductions, pair.other.introductions
    people = pair.one.people | pair.other.people
    found: list[Cited] = []
    seen: set[str] = set()
    for block in pair.blocks:
        for n in range(block.length):
            word = pair.other.running.words[block.other + n]
            if word.stem not in people or word.stem in seen or word.stem not in full or word.stem in own:
                continue
            seen.add(word.stem)
            at = full[word.stem]
            if at < block.one + n:
                found += [
                    pair.one.running.cite(at - 1, at + 1),
                    pair.other.running.cite(block.other + n, block.other + n + 1),
                ]
    return found


def _trimmed(running: Running, start: int, end: int) -> Cited:
    text = running.article.text
    while start < end and not text[start].isalnum():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Cited(running.id, start, end, text[start:end])


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
