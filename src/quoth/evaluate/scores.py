"""What was found of the gold: token, span and relation counts, micro over all articles.

token           a role's words (``\\w+``, or one other sign), wherever they stand
exact           a role's spans, to the letter, but for outer white space, quotation marks and punctuation
relation        gold and found are paired one to one so that they share the most words of content; a pair is right when
                its sources share a word, or neither has one
relation_exact  the same pairs, right when source, cue and content are all exact

Where several pairings share as many words, the one with the most right sources is taken, then the one with the most
exact relations. The evaluations of the field differ here; figures can only be compared when made by one program.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quoth.attributions.relate import kind_of, outermost
from quoth.evaluate.gold import ROLES, Annotated, Pieces, Relation
from quoth.evaluate.matching import best_pairs
from quoth.evaluate.speakers import same
from quoth.quotation import quotations
from quoth.types import Kind, Span

KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
MEASURES = (*(f"{m}.{role}" for m in ("token", "exact") for role in ROLES), "relation", "relation_exact")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_OUTER = " \t\r\n\u00a0.,;:!?\"'“”‘’`()[]—–-"


@dataclass(frozen=True, slots=True)
class Count:
    """How many are right, of how many that were found, of how many there are. Shares in percent, 0 where of none."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 200 * self.right / (self.found + self.gold) if self.right else 0.0

    def to_dict(self) -> dict[str, float]:
        return {"p": round(self.precision, 2), "r": round(self.recall, 2), "f1": round(self.f1, 2)}


@dataclass(frozen=True, slots=True)
class Pairing:
    """One article's gold and found relations beside each other.

    `pairs`: (place in gold, place in found) of those that belong together, in order; `right`, `exact` are among them.
    `shared`: how many words of content each two share, where they share any.
    """

    gold: Sequence[Relation]
    found: Sequence[Relation]
    pairs: tuple[tuple[int, int], ...]
    right: frozenset[tuple[int, int]]
    exact: frozenset[tuple[int, int]]
    shared: Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one finder reached. `counts` has all `MEASURES`; `kinds` how many relations of each kind of gold are right,
    and exact; `scored` the scores of the relations found and whether each is right; `speakers` how many are right and
    how many are given a name, of the relations whose speaker the gold states: what was not found is wrong.
    """

    counts: Mapping[str, Count]
    kinds: Mapping[Kind, tuple[Count, Count]]
    scored: Sequence[tuple[float, bool]] = field(repr=False)
    speakers: Count = Count()
    articles: int = 0
    missing: int = 0


def figures(gold: Iterable[Annotated], found: Mapping[str, Sequence[Relation]]) -> Figures:
    """The counts of `found`, by id of article, against `gold`; an article that `found` does not have is missing."""
    counts = dict.fromkeys(MEASURES, Count())
    kinds = {kind: (Count(), Count()) for kind in KINDS}
    scored: list[tuple[float, bool]] = []
    speakers = Count()
    articles = missing = 0
    for one in gold:
        own = found.get(one.id, ())
        articles += 1
        missing += one.id not in found
        words = Words(one.text)
        pairing = paired(words, one.relations, own)
        for name, count in _spans(words, one.relations, own):
            counts[name] += count
        n, m = len(own), len(one.relations)
        counts["relation"] += Count(len(pairing.right), n, m)
        counts["relation_exact"] += Count(len(pairing.exact), n, m)
        right, exact = {i for i, _ in pairing.right}, {i for i, _ in pairing.exact}
        for i, kind in enumerate(kinds_of(one.text, one.relations)):
            both = kinds[kind]
            kinds[kind] = (both[0] + Count(i in right, 0, 1), both[1] + Count(i in exact, 0, 1))
        hits = {j for _, j in pairing.right}
        scored += [(r.score, j in hits) for j, r in enumerate(own) if r.score is not None]
        speakers += _speakers(pairing)
    return Figures(counts, kinds, scored, speakers, articles, missing)


class Words:
    """The words of a text by their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        places = [m.span() for m in _TOKEN.finditer(text)]
        self._starts = [s for s, _ in places]
        self._ends = [e for _, e in places]

    def within(self, pieces: Pieces) -> set[int]:
        """The numbers of the words that share a letter with `pieces`."""
        found: set[int] = set()
        for start, end in pieces:
            found.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return found

    def trimmed(self, pieces: Pieces) -> frozenset[tuple[int, int]]:
        """`pieces` without outer white space, quotation marks and punctuation."""
        return frozenset(self._trimmed(start, end) for start, end in pieces)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in _OUTER:
            start += 1
        while end > start and self.text[end - 1] in _OUTER:
            end -= 1
        return start, end


def paired(words: Words, gold: Sequence[Relation], found: Sequence[Relation]) -> Pairing:
    """Which of `found` goes with which of `gold`, and which pairs are right; the order of either changes nothing
    but the numbers.
    """
    of_gold, of_found = ([words.within(r.content) for r in side] for side in (gold, found))
    holders: dict[int, list[int]] = {}
    for j, content in enumerate(of_found):
        for word in content:
            holders.setdefault(word, []).append(j)
    shared: dict[tuple[int, int], int] = {}
    for i, content in enumerate(of_gold):
        for word in content:
            for j in holders.get(word, ()):
                shared[i, j] = shared.get((i, j), 0) + 1
    right = {p for p in shared if _same_source(words, gold[p[0]], found[p[1]])}
    exact = {p for p in shared if _same_spans(words, gold[p[0]], found[p[1]])}
    most = 2 * min(len(gold), len(found)) + 1  # no number of right or exact pairs outweighs a word
    weights = {p: (n * most + (p in right)) * most + (p in exact) for p, n in shared.items()}
    pairs = best_pairs(weights)
    return Pairing(gold, found, tuple(pairs), frozenset(right & {*pairs}), frozenset(exact & {*pairs}), shared)


def kinds_of(text: str, relations: Sequence[Relation]) -> list[Kind]:
    """How each relation is told, by the quotation marks that its content stands in."""
    marks = outermost(quotations(text))
    return [kind_of([Span.of(text, s, e) for s, e in r.content], marks) for r in relations]


def _same_source(words: Words, gold: Relation, found: Relation) -> bool:
    if not gold.source or not found.source:
        return not gold.source and not found.source
    return bool(words.within(gold.source) & words.within(found.source))


def _same_spans(words: Words, gold: Relation, found: Relation) -> bool:
    return all(words.trimmed(getattr(gold, role)) == words.trimmed(getattr(found, role)) for role in ROLES)


def _speakers(pairing: Pairing) -> Count:
    meant = dict(pairing.pairs)
    count = Count()
    for i, relation in enumerate(pairing.gold):
        if relation.speaker is not None:
            found = pairing.found[meant[i]].speaker if i in meant else None
            count += Count(i in meant and same(relation.speaker, found), bool(found and found[0]), 1)
    return count


def _spans(words: Words, gold: Sequence[Relation], found: Sequence[Relation]) -> Iterable[tuple[str, Count]]:
    for role in ROLES:
        pieces = [[getattr(r, role) for r in side] for side in (found, gold)]
        for name, of in (("token", words.within), ("exact", words.trimmed)):
            own, real = (set[object]().union(*map(of, side)) for side in pieces)
            yield f"{name}.{role}", Count(len(own & real), len(own), len(real))
