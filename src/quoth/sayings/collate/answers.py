"""Which of the words that an alignment has put side by side answer to each other.

An alignment finds the longest way through two texts, and where they say different things it goes by whatever they
share: "the" here, "report" there. `answering` lets go of what is no answer. Sentence is held against sentence, weight
by weight (a rare word says much, "the" next to nothing): two answer to each other where enough of the lighter one is in
the other. Between words that do, small words that stand alone amid longer changes on either side are let go, too
(after the "semantic cleanup" of Fraser, "Diff Strategies", 2006, section 3.1, which we weigh by words instead of
letters): "what he did with *the* boat and why" beside "what *the* clerk did why" is one change, not two.

What it accepts: a part of a sentence, however short, in a longer one; sentences joined or cut in two.
What guards it: a pair of words stays where it answers to the words of any one of the tellings at its place.
A case it gets wrong: a sentence reworded so far that a third of its weight is left stands apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quoth.sayings.collate.likeness import affinity
from quoth.sayings.words.weights import SMALL, weight
from quoth.sayings.words.word import PARTS, Break, Word

MOST = 0.6
"""Share of the shorter sentence's words that the other must have in their order, so that one answers to the other; a
briefing that two papers quote in a reworder's words has kept no more."""
ENOUGH = 0.5
"""Or of the lighter one's weight. Read by eye were 35 pairs of sentences below 0.8 in the sayings of 40 stories
(BASIL). Above 0.5 all 16 are one statement, or two that a reader would lay side by side, but for one that shares a
single word of meaning; of six between 0.4 and 0.5 four are, below one of 13."""
_TWO = 2  # words of meaning: "Take down the image" is no answer to "The image is too disturbing"
_LEAST = 0.3  # of its words: one rare phrase ("fake news") makes no answer of a sentence of twelve words
_TURNED = 0.8  # of the lighter one's weight, from which the order of the words may be any
_NEXT = 0.5  # of the shorter one's words: enough where the sentences before, or those after, answer to each other

Pair = tuple[int, int]


def answering(columns: Sequence[Mapping[int, Word]], words: Sequence[Word], pairs: Sequence[Pair]) -> list[Pair]:
    """Those of `pairs` (a column, a place in `words`; ascending in both) that are no accident.

    Unlike words stay side by side where both neighbours do, in one sentence of each.
    """
    alike: set[Pair] = set()
    kept: set[Pair] = set()
    for row in sorted({row for ci, _ in pairs for row in columns[ci]}):
        own = [(ci, wj) for ci, wj in pairs if row in columns[ci] and columns[ci][row].alike(words[wj])]
        alike.update(own)
        if not kept.issuperset(own):
            told = {ci: column[row] for ci, column in enumerate(columns) if row in column}
            kept.update(_answers(told, words, own))
    held = [pair for pair in pairs if pair in kept or pair not in alike]
    return _without_loose(columns, words, held, kept)


def _answers(told: Mapping[int, Word], words: Sequence[Word], pairs: Sequence[Pair]) -> list[Pair]:
    """Those of `pairs`, all of like words, that lie in sentences that answer to each other and are no islands.

    The two sentences that share most come first; what is left of either may answer to a further one: "Fear is over.
    Hate is behind us." beside "Fear is behind us."
    """
    places = {ci: n for n, ci in enumerate(told)}
    own = tuple(told.values())
    ours, theirs = _sentences(own), _sentences(words)
    shared: defaultdict[Pair, list[Pair]] = defaultdict(list)
    for ci, wj in pairs:
        shared[ours[places[ci]], theirs[wj]].append((ci, wj))
    held = _held(own, ours), _held(words, theirs)
    left: set[Pair] = set()
    answers: set[Pair] = set()
    ranked = sorted(shared.items(), key=lambda one: (-sum(weight(words[wj].key) for _, wj in one[1]), one[0]))
    for neighbours in (False, True):
        for (s, t), here in ranked:
            keys = [words[wj].key for _, wj in here]
            beside = {(s - 1, t - 1), (s + 1, t + 1)} & answers
            if (s, t) not in answers and (
                beside and goes_on(keys, held[0][s], held[1][t]) if neighbours else answer(keys, held[0][s], held[1][t])
            ):
                answers.add((s, t))
                left.update(here)
                held[0][s].add((told[ci].key for ci, _ in here), -1)
                held[1][t].add(keys, -1)
    return _without_islands([pair for pair in pairs if pair in left], (own, words), places)


def _sentences(words: Sequence[Word]) -> list[int]:
    """For each word the number of its sentence; a quotation that stops and begins again begins another."""
    found, at = [], 0
    for n, word in enumerate(words):
        at += bool(n and word.before & (Break.SENTENCE | Break.SEAM))
        found.append(at)
    return found


def _held(words: Sequence[Word], sentences: Sequence[int]) -> dict[int, Sentence]:
    held: dict[int, Sentence] = {}
    for word, sentence in zip(words, sentences, strict=True):
        held.setdefault(sentence, Sentence()).add([word.key])
    return held


class Sentence:
    """The words of a sentence, as keys, that nothing has answered to yet: how many, of what weight, in any order."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self.counts: Counter[str] = Counter()
        self.size, self.weight = 0, 0.0
        self.add(keys)

    def add(self, keys: Iterable[str], times: int = 1) -> None:
        """Put in `keys`; with -1 for `times` take them away."""
        for key in keys:
            self.counts[key] += times
            self.size += times
            self.weight += times * weight(key)


def answer(shared: Sequence[str], one: Sentence, other: Sentence) -> bool:
    """Whether two sentences that have the words `shared` in one order answer to each other."""
    telling, shorter = sum(key not in SMALL for key in shared), min(one.size, other.size)
    if len(shared) >= MOST * shorter and (telling or len(shared) == shorter):
        return True
    lighter = min(one.weight, other.weight)
    if sum(map(weight, shared)) >= ENOUGH * lighter and telling >= _TWO and len(shared) >= _LEAST * shorter:
        return True
    few, many = sorted((one.counts, other.counts), key=len)
    turned = sum(min(n, many[key]) * weight(key) for key, n in few.items() if n > 0 and key in many)
    return turned >= _TURNED * lighter  # "The dog bit the man" beside "The man bit the dog"


def goes_on(shared: Sequence[str], one: Sentence, other: Sentence) -> bool:
    """Whether two sentences that have the words `shared` in one order, and whose neighbours answer to each other, do.

    A single small word is not enough: "Recall that?" is no answer to "That is not safe".
    """
    shorter = min(one.size, other.size)
    several = len(shared) >= min(_TWO, shorter) or any(key not in SMALL for key in shared)
    return several and len(shared) >= _NEXT * shorter


def _without_islands(
    pairs: Sequence[Pair], sides: tuple[Sequence[Word], Sequence[Word]], places: Mapping[int, int]
) -> list[Pair]:
    """`pairs` without the runs of small words that are shorter than what differs in their sentence on either side."""
    runs: list[list[Pair]] = []
    for ci, wj in pairs:
        if runs and places[runs[-1][-1][0]] + 1 == places[ci] and runs[-1][-1][1] + 1 == wj:
            runs[-1].append((ci, wj))
        else:
            runs.append([(ci, wj)])
    kept: list[Pair] = []
    before = 0, 0
    for n, run in enumerate(runs):
        starts, ends = (places[run[0][0]], run[0][1]), (places[run[-1][0]] + 1, run[-1][1] + 1)
        then = runs[n + 1][0] if n + 1 < len(runs) else None
        after = (places[then[0]], then[1]) if then else (len(sides[0]), len(sides[1]))
        most = len(run) + 1  # no more than that need be counted
        left = max(_last(side[max(a, b - most) : b + 1]) for side, a, b in zip(sides, before, starts, strict=True))
        right = max(_first(side[a : min(b, a + most)]) for side, a, b in zip(sides, ends, after, strict=True))
        if len(run) >= min(left, right) or any(sides[1][wj].key not in SMALL for _, wj in run):
            kept += run
            before = ends
    return kept


def _first(words: Sequence[Word]) -> int:
    """How many of `words` stand before the next sentence."""
    return next((n for n, word in enumerate(words) if word.before & PARTS), len(words))


def _last(words: Sequence[Word]) -> int:
    """How many of `words` but the last are of its sentence."""
    return next((n for n, word in enumerate(reversed(words)) if word.before & PARTS), len(words) - 1)


def _without_loose(
    columns: Sequence[Mapping[int, Word]], words: Sequence[Word], pairs: Sequence[Pair], kept: set[Pair]
) -> list[Pair]:
    """`pairs` without those of unlike words that hang on no pair of like ones by their neighbours, within a sentence.

    Before the first and after the last of `kept` they hang on one side only: there only words of one stem or sort stay.
    """
    firm = [pair in kept for pair in pairs]
    if not any(firm):
        return []
    begun = [bool((words[wj].before | _before(columns[ci])) & PARTS) for ci, wj in pairs]
    first, last = firm.index(True), len(firm) - 1 - firm[::-1].index(True)
    sorts = [affinity(columns[ci].values(), words[wj]) > 0 for ci, wj in pairs]
    order = range(1, len(pairs))
    for n in order:
        linked = _next(pairs[n - 1], pairs[n]) and not begun[n]
        firm[n] |= firm[n - 1] and linked and (n < last or sorts[n])
    for n in reversed(order):
        linked = _next(pairs[n - 1], pairs[n]) and not begun[n]
        firm[n - 1] |= firm[n] and linked and (n > first or sorts[n - 1])
    return [pair for pair, stays in zip(pairs, firm, strict=True) if stays]


def _next(pair: Pair, after: Pair) -> bool:
    return pair[0] + 1 == after[0] and pair[1] + 1 == after[1]


def _before(column: Mapping[int, Word]) -> Break:
    found = Break.NONE
    for word in column.values():
        found |= word.before
    return found
