"""Which tellings are worth comparing: never all pairs of a big story.

`candidates` pairs those that share a rare word, a run of four words, or a speaker's name together with any word that is
not common. Only in a small story are all pairs compared: there even two tellings without a common word can be one
utterance.

What guards it: of a long telling only the rarest words and a sample of its runs are looked up (the smallest checksums,
as in Broder's minwise sketches, 1997); and what many tellings share pairs each of them only with its next neighbours in
the order of length and wording (the sorted neighbourhood of Hernández & Stolfo 1995). So the pairs grow with the number
of tellings.
A case it gets wrong: in a big story, two tellings by unnamed speakers in wholly different words are never compared.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from quoth.sayings.tellings import NOTABLE, Telling
from quoth.words import rarity

SMALL = 160  # tellings up to which all pairs of a story are compared: 13,000, half a second
RARE = 3.0  # rarity from which one shared word pairs two tellings: in 5 % of articles or fewer; NOTABLE with a speaker
RUN = 4  # words in a row that pair two tellings
KEYS = 8  # words, and runs of words, of a telling that are looked up in a big story
NEIGHBOURS = 4  # tellings that one key pairs a telling with, on each side


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs i < j of places in `tellings` that are worth a comparison, each once, in order."""
    if len(tellings) <= SMALL:
        yield from combinations(range(len(tellings)), 2)
        return
    keys: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        for key in _keys(telling):
            keys[key].append(i)
    pairs: set[tuple[int, int]] = set()
    for held in keys.values():
        if len(held) < 2:
            continue
        held.sort(key=lambda i: (len(tellings[i].words), tellings[i].words, tellings[i].key))
        for n, i in enumerate(held):
            for j in held[n + 1 : n + 1 + NEIGHBOURS]:
                pairs.add((min(i, j), max(i, j)))
    yield from sorted(pairs)


def _keys(telling: Telling) -> set[tuple[str, ...]]:
    """The heaviest words, and the runs with the smallest checksums: the same runs in nearly the same tellings."""
    heaviest = sorted(telling.weights, key=lambda s: (-rarity(s), s))[:KEYS]
    keys: set[tuple[str, ...]] = {("rare", s) for s in heaviest if rarity(s) >= RARE}
    if telling.speaker:
        keys |= {("said", telling.speaker[-1], s) for s in heaviest if rarity(s) >= NOTABLE}
    runs = {telling.words[i : i + RUN] for i in range(len(telling.words) - RUN + 1)}
    sums = {run: zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs}
    return keys | {("run", *run) for run in sorted(runs, key=lambda run: (sums[run], run))[:KEYS]}
