"""What went wrong, by cause: gold beside found for every place where they differ.

A cause says what one would have to mend. `missed`, `spurious`: one side has nothing with a word of its content.
`joined`: what is gold was found as a part of another; `split`: what was found is a part of a gold one that goes with
another. The rest are pairs: the `source` (`missing`, `added`, `wrong` when no word is shared, else `edges`), the `cue`,
and the content's first and last words, or its pieces. A pair can have several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quoth.evaluate.gold import Annotated, Pieces, Relation
from quoth.evaluate.scores import Pairing, Words, paired

CAUSES: dict[str, str] = {
    "missed": "nothing found shares a word with its content",
    "spurious": "nothing in the gold shares a word with its content",
    "joined": "found as a part of another one",
    "split": "a part of one that was found already",
    "source missing": "the gold has a source, none was found",
    "source added": "a source was found, the gold has none",
    "source wrong": "the sources share no word",
    "source edges": "a source that begins or ends elsewhere, or has other pieces",
    "cue": "another cue, or one that begins or ends elsewhere",
    "content begins": "the content begins elsewhere",
    "content ends": "the content ends elsewhere",
    "content pieces": "the content begins and ends right, but has other pieces",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference. `size`: the words of content that are concerned, to find the worst; `score` of what was found."""

    cause: str
    article: str
    gold: Relation | None
    found: Relation | None
    size: int

    @property
    def start(self) -> int:
        """Where the content of what was wrongly found begins, else that of the gold."""
        first = self.found if self.cause in {"spurious", "split"} else self.gold
        return first.content[0][0] if first else 0


def faults(gold: Iterable[Annotated], found: Mapping[str, Sequence[Relation]]) -> list[Fault]:
    """All differences, by `CAUSES`, the worst first in each: those that quoth was sure of, then those of many words."""
    out = []
    for one in gold:
        words = Words(one.text)
        out += list(_of_article(one.id, words, paired(words, one.relations, found.get(one.id, ()))))
    order = {cause: i for i, cause in enumerate(CAUSES)}
    return sorted(out, key=lambda f: (order[f.cause], -_sureness(f), -f.size, f.article, f.start))


def _sureness(fault: Fault) -> float:
    """How sure quoth was of what should not be; 0 where something is missing."""
    if fault.cause in {"spurious", "split", "source wrong", "source added"} and fault.found:
        return fault.found.score or 0.0
    return 0.0


def _of_article(name: str, words: Words, pairing: Pairing) -> Iterator[Fault]:
    gold, found = pairing.gold, pairing.found
    with_gold, with_found = ({p[side] for p in pairing.pairs} for side in (0, 1))
    shares_gold, shares_found = ({p[side] for p in pairing.shared} for side in (0, 1))
    for i, relation in enumerate(gold):
        if i not in with_gold:
            held = next((found[j] for k, j in sorted(pairing.shared) if k == i), None)
            cause = "joined" if i in shares_gold else "missed"
            yield Fault(cause, name, relation, held, len(words.within(relation.content)))
    for j, relation in enumerate(found):
        if j not in with_found:
            holder = next((gold[i] for i, k in sorted(pairing.shared) if k == j), None)
            cause = "split" if j in shares_found else "spurious"
            yield Fault(cause, name, holder, relation, len(words.within(relation.content)))
    for i, j in pairing.pairs:
        for cause in _of_pair(words, gold[i], found[j]):
            size = len(words.within(gold[i].content) ^ words.within(found[j].content))
            yield Fault(cause, name, gold[i], found[j], size)


def _of_pair(words: Words, gold: Relation, found: Relation) -> Iterator[str]:
    if gold.source and not found.source:
        yield "source missing"
    elif found.source and not gold.source:
        yield "source added"
    elif gold.source and not words.within(gold.source) & words.within(found.source):
        yield "source wrong"
    elif words.trimmed(gold.source) != words.trimmed(found.source):
        yield "source edges"
    if words.trimmed(gold.cue) != words.trimmed(found.cue):
        yield "cue"
    real, own = (_ordered(words, r.content) for r in (gold, found))
    if real[0][0] != own[0][0]:
        yield "content begins"
    if real[-1][1] != own[-1][1]:
        yield "content ends"
    if real != own and (real[0][0], real[-1][1]) == (own[0][0], own[-1][1]):
        yield "content pieces"


def _ordered(words: Words, pieces: Pieces) -> list[tuple[int, int]]:
    return sorted(words.trimmed(pieces))
