"""Which word of a telling is which word of every other: what lights up when one is pointed at.

Quoted words stand in the columns of the table that collation made (`quoth.sayings.collate`). A telling that is in no
table, because it only reports, is lined up with the one it shares most words with, by their longest common
subsequence of words that are not small; small ones only beside those. Words of one column are twins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.sayings.collate import collated
from quoth.sayings.words import Word, words
from quoth.sayings.words.quoted import quoted
from quoth.sayings.words.weights import SMALL
from quoth.types import Attribution

Place = tuple[int, int, int]  # code points start:end of the article, and the column

_LONGEST = 400  # words of a telling that are lined up here; the rest has no twins


def twins(tellings: Sequence[Attribution]) -> dict[str, list[Place]]:
    """For each telling, by its id, its words that stand in a column with a word of another telling."""
    by_id = {t.id: t for t in tellings}
    placed: dict[str, dict[int, Place]] = {}
    width = 0
    for collation in collated(tellings):
        for ids, row in zip(collation.tellings, collation.table.cells, strict=True):
            first = quoted(by_id[ids[0]])
            for name in ids:
                same = quoted(by_id[name])
                shift = dict(zip((w.start for w in first), (w.start for w in same), strict=False))
                until = dict(zip((w.end for w in first), (w.end for w in same), strict=False))
                here = placed.setdefault(name, {})
                for column, word in enumerate(row):
                    if word is not None and word.start in shift and word.end in until:
                        start = shift[word.start]
                        here.setdefault(start, (start, until[word.end], width + column))
        width += collation.table.width
    texts = {t.id: _words(t) for t in tellings}
    if not placed and texts:
        base = max(sorted(texts), key=lambda i: len(texts[i]))
        placed[base] = {w.start: (w.start, w.end, n) for n, w in enumerate(texts[base])}
        width = len(texts[base])
    known = {name: [(w, here[w.start]) for w in texts[name] if w.start in here] for name, here in placed.items()}
    for telling in tellings:
        if telling.id not in placed:
            placed[telling.id] = _beside(texts[telling.id], known)
    return _shared(placed)


def _words(telling: Attribution) -> list[Word]:
    return [w for span in telling.content for w in words(span.text, span.start)][:_LONGEST]


def _beside(own: Sequence[Word], known: Mapping[str, Sequence[tuple[Word, Place]]]) -> dict[int, Place]:
    """The words of a telling in the columns of the one it shares most with."""
    from rapidfuzz.distance import LCSseq

    own_big = [i for i, w in enumerate(own) if w.key not in SMALL]
    best: list[tuple[int, int]] = []
    chosen: Sequence[tuple[Word, Place]] = ()
    for name in sorted(known):
        other_big = [j for j, (w, _) in enumerate(known[name]) if w.key not in SMALL]
        same = LCSseq.opcodes([own[i].key for i in own_big], [known[name][j][0].key for j in other_big])
        pairs = [
            (own_big[op.src_start + k], other_big[op.dest_start + k])
            for op in same
            if op.tag == "equal"
            for k in range(op.src_end - op.src_start)
        ]
        if len(pairs) > len(best):
            best, chosen = pairs, known[name]
    both = dict(best)
    for i, j in best:  # small words that stand beside a twin in both
        for step in (-1, 1):
            a, b = i + step, j + step
            while 0 <= a < len(own) and 0 <= b < len(chosen) and a not in both and own[a].key == chosen[b][0].key:
                both[a] = b
                a, b = a + step, b + step
    return {own[i].start: (own[i].start, own[i].end, chosen[j][1][2]) for i, j in both.items()}


def _shared(placed: Mapping[str, Mapping[int, Place]]) -> dict[str, list[Place]]:
    """Only columns that more than one telling has a word in, numbered from 0 without gaps."""
    tellers: dict[int, set[str]] = {}
    for name, here in placed.items():
        for _, _, column in here.values():
            tellers.setdefault(column, set()).add(name)
    number = {c: n for n, c in enumerate(sorted(c for c, who in tellers.items() if len(who) > 1))}
    return {
        name: sorted((s, e, number[c]) for s, e, c in here.values() if c in number) for name, here in placed.items()
    }
