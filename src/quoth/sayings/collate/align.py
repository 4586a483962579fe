"""Word sequences lined up in one table: a row per telling, a column per place.

Progressive alignment against no privileged base, in the manner of CollateX (Dekker et al. 2015) and of multiple
sequence alignment in biology: the witness that has most in common with the others comes first, then always the one
that shares most with what the table already holds. Identical witnesses must be folded before. One witness is laid
against the table by dynamic programming (`gotoh`), whose outer ends are free, so that a telling
that quotes only a part lies where it belongs; very long ones are first pinned at stretches of equal words
(`rapidfuzz`), which keeps 2,000 words within a second. We depart from CollateX in weighing words (a shared
"the" pins nothing by itself) and in scoring similar words, numbers and names as partly equal, so that "consistent"
and "same" stand in one place as a replacement rather than as two scattered gaps; and in letting go of what an alignment
finds in sentences that do not answer to each other (`answers`): these stand one after the other.

No more than LAID witnesses have a say in the order and in what a column is known by: those that most tellings stand
behind, then the longest. The others are laid into the table they made, pinned at every stretch of equal words; where
a word fits no column they add one, so that nothing is lost, only aligned less carefully.

A case it gets wrong: swapped clauses. The longer one is lined up, the other shows as missing here and added there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quoth.sayings.collate.answers import answering
from quoth.sayings.collate.coverage import spoken, until_last
from quoth.sayings.collate.gotoh import gotoh
from quoth.sayings.words import rejoined
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import LOOSE, Break, Word

_CELLS = 60_000  # the largest region for the dynamic programme, a quarter of a second
_KNOWN_BY = 4  # different words of a column that a new witness is laid against
_PIN = 3  # equal words in a row that pin a long alignment

# Different wordings that are aligned with each other: of 25 words, a tenth of a second. No saying of the development
# articles has more than seven, but a wire report in five hundred papers may.
LAID = 30

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """`cells[row][column]` is the word that a telling has at a place, or None; `covers` says whether it speaks there.

    A covered place without a word is a place where the telling lacks words that another has (`coverage`).
    """

    cells: tuple[tuple[Word | None, ...], ...]
    covers: tuple[tuple[bool, ...], ...]

    @property
    def width(self) -> int:
        return len(self.cells[0]) if self.cells else 0


def lined_up(witnesses: Sequence[Sequence[Word]], weights: Sequence[int] | None = None) -> Table:
    """The table of `witnesses`, its rows in their order.

    The columns depend on what the witnesses hold, not on their order; `weights` says how many tellings each stands
    for, and only bears on which comes first.
    """
    columns: list[dict[int, Word]] = []
    weights = weights or [1] * len(witnesses)
    first = most_told(witnesses, weights)
    for k in _order([witnesses[k] for k in first], [weights[k] for k in first]):
        columns = _laid(columns, first[k], witnesses[first[k]])
    _lay_rest(columns, witnesses, sorted(set(range(len(witnesses))).difference(first)))
    cells = tuple(tuple(column.get(k) for column in columns) for k in range(len(witnesses)))
    return Table(cells, spoken(cells))


def most_told(witnesses: Sequence[Sequence[Word]], weights: Sequence[int]) -> list[int]:
    """The places of the LAID witnesses with the greatest weights, then the longest, then by their words; ascending."""
    if len(witnesses) <= LAID:
        return list(range(len(witnesses)))
    ranked = sorted(range(len(witnesses)), key=lambda k: (-weights[k], -len(witnesses[k]), _text(witnesses[k])))
    return sorted(ranked[:LAID])


def _text(words: Sequence[Word]) -> tuple[tuple[str, int, str], ...]:
    return tuple((w.n, int(w.before), w.t) for w in words)


def against(base: Sequence[Word], other: Sequence[Word]) -> Table:
    """The table of two rows, `base` and `other`, where every word of `other` answers to `base`.

    Unlike `lined_up`, words of `other` beyond the ends of `base` are covered by `base`: it is known not to have them.
    """
    base, other = rejoined([base, other])
    columns = _laid([{0: w} for w in base], 1, other, strict=False)
    cells = tuple(tuple(column.get(k) for column in columns) for k in (0, 1))
    return Table(cells, ((True,) * len(columns), until_last(cells[1])))


def as_runs(columns: Iterable[int]) -> list[Run]:
    """`columns`, ascending, as half-open runs of those that adjoin."""
    found: list[Run] = []
    for j in columns:
        if found and found[-1][1] == j:
            found[-1] = (found[-1][0], j + 1)
        else:
            found.append((j, j + 1))
    return found


def whole_words(table: Table, runs: Sequence[Run]) -> list[Run]:
    """`runs`, half-open columns in ascending order, widened until no row has a part of a written word in one of them
    and the rest outside; those that then overlap joined. The rest need not stand in the very next column.
    """
    torn = [False] * (table.width + 1)
    for row in table.cells:
        glued = False
        for j in reversed(range(table.width)):
            word = row[j]
            glued = glued if word is None else word.glued
            torn[j] |= glued
    closed: list[Run] = []
    for run in runs:
        start, end = run
        while start > 0 and torn[start]:
            start -= 1
        while torn[end]:
            end += 1
        if closed and start < closed[-1][1]:
            before = closed.pop()
            start, end = min(start, before[0]), max(end, before[1])
        closed.append((start, end))
    return closed


def _order(witnesses: Sequence[Sequence[Word]], weights: Sequence[int]) -> list[int]:
    """Which witness comes first, second, …: the most central, then always the one most at home in the table."""
    grams = [_grams(w) for w in witnesses]
    common: Counter[tuple[str, ...]] = Counter()
    for own, weight in zip(grams, weights, strict=True):
        for gram in own:
            common[gram] += weight
    texts = [_text(words) for words in witnesses]

    def central(k: int) -> tuple[int, int, object]:
        return (-sum(common[g] - weights[k] for g in grams[k]), -len(texts[k]), texts[k])

    waiting = sorted(range(len(witnesses)), key=central)
    order = waiting[:1]
    held = set(grams[order[0]]) if order else set()
    waiting = waiting[1:]
    while waiting:
        # `waiting` is in canonical order, and `max` keeps the first of equals.
        best = max(waiting, key=lambda k: len(grams[k] & held) / (len(grams[k]) or 1))
        waiting.remove(best)
        order.append(best)
        held |= grams[best]
    return order


def _grams(words: Sequence[Word]) -> frozenset[tuple[str, ...]]:
    keys = [w.key for w in words]
    return frozenset([*pairwise(keys), *((k,) for k in keys if k not in SMALL)])


def _laid(
    columns: list[dict[int, Word]], k: int, words: Sequence[Word], *, strict: bool = True
) -> list[dict[int, Word]]:
    """`columns` with witness `k` laid into them; `strict`: only what answers to each other stands in one column."""
    pairs = _paired(columns, words)
    if strict:
        pairs = answering(columns, words, pairs)
    out: list[dict[int, Word]] = []
    i = j = 0
    for ci, wj in [*pairs, (len(columns), len(words))]:
        fresh = [{k: word} for word in words[j:wj]]
        if strict and ci > i and fresh:
            then = {**columns[ci], k: words[wj]} if ci < len(columns) else {}
            out.extend(_interleaved(columns[i:ci], fresh, then, begun=i > 0))
        else:
            out.extend(columns[i:ci])
            out.extend(fresh)
        if ci < len(columns):
            out.append({**columns[ci], k: words[wj]})
        i, j = ci + 1, wj + 1
    return out


def _interleaved(
    held: Sequence[dict[int, Word]], fresh: Sequence[dict[int, Word]], then: dict[int, Word], *, begun: bool
) -> Iterator[dict[int, Word]]:
    """The columns `held` and `fresh`, of which none answers to one of the other, before the column `then`, if any.

    First what goes on with the sentence before on either side (`begun`: there is one), then whole sentences, then what
    leads to the word after, so that what stands in the same place of two sentences stands side by side.
    """
    parts = []
    for own in (held, fresh):
        tail = _going_on(own) if begun else 0
        head = _leading(own[tail:], then) if then else 0
        parts.append((own[:tail], own[tail : len(own) - head], own[len(own) - head :]))
    for some in zip(*parts, strict=True):
        for part in some:
            yield from part


def _going_on(columns: Sequence[dict[int, Word]]) -> int:
    """How many of the first of `columns` go on with the sentence before them."""
    return next((n for n, column in enumerate(columns) if _begins(column)), len(columns))


def _leading(columns: Sequence[dict[int, Word]], following: dict[int, Word]) -> int:
    """How many of the last of `columns` are of the same sentence as the word that follows, in each of their rows."""
    closed = _begins(following)
    for n, column in enumerate(reversed(columns)):
        if not closed.isdisjoint(column):
            return n
        closed |= _begins(column)
    return len(columns)


def _begins(column: dict[int, Word]) -> set[int]:
    """The rows for which a sentence or a quoted stretch begins with their word in `column`."""
    return {row for row, word in column.items() if word.before & (Break.SENTENCE | Break.SEAM)}


def _lay_rest(columns: list[dict[int, Word]], witnesses: Sequence[Sequence[Word]], rest: Sequence[int]) -> None:
    """Lay the witnesses `rest` into `columns`, in the order of their words; a column stays known by what it held."""
    profiles = [_profile(column) for column in columns]
    for k in sorted(rest, key=lambda k: _text(witnesses[k])):
        words = witnesses[k]
        end = len(words)
        at = len(columns)
        # From the end, so that a new column moves none that is still to come.
        for ci, wj in reversed([(-1, -1), *_pinned(profiles, words)]):
            columns[at:at] = [{k: word} for word in words[wj + 1 : end]]
            profiles[at:at] = [(word,) for word in words[wj + 1 : end]]
            if ci >= 0:
                columns[ci][k] = words[wj]
            end, at = wj, ci


def _paired(columns: Sequence[dict[int, Word]], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Which column holds which word, ascending in both."""
    profiles = [_profile(column) for column in columns]
    if len(profiles) * len(words) <= _CELLS:
        return gotoh(profiles, words, 0, 0, free_start=True, free_end=True)
    return _pinned(profiles, words)


def _pinned(profiles: Sequence[tuple[Word, ...]], words: Sequence[Word]) -> list[tuple[int, int]]:
    """As `_paired`, where stretches of equal words, once found, are not asked again."""
    from rapidfuzz.distance import Levenshtein

    # A long alignment goes by the word that most rows have in a column; ties by the word itself.
    kept = [profile[0].key for profile in profiles]
    keys = [w.key for w in words]
    pins: list[tuple[int, int, int]] = []
    for op in Levenshtein.opcodes(kept, keys):
        size = op.src_end - op.src_start
        if op.tag == "equal" and (size >= _PIN or any(key not in SMALL for key in keys[op.dest_start : op.dest_end])):
            pins.append((op.src_start, op.dest_start, size))
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for n, (pi, pj, size) in enumerate([*pins, (len(profiles), len(words), 0)]):
        region = profiles[i:pi], words[j:pj]
        if 0 < n < len(pins) and len(region[0]) == len(region[1]) == 1 and not words[j].before & LOOSE:
            pairs.append((i, j))  # one word for one word: what the programme would find
        elif len(region[0]) * len(region[1]) <= _CELLS:
            pairs += gotoh(*region, i, j, free_start=n == 0, free_end=n == len(pins))
        pairs += [(pi + d, pj + d) for d in range(size)]
        i, j = pi + size, pj + size
    return pairs


def _profile(column: dict[int, Word]) -> tuple[Word, ...]:
    """The words that a column is known by: the most frequent of them, ties by the word itself."""
    if len(column) == 1:
        return tuple(column.values())
    by_key: dict[str, list[Word]] = {}
    for word in column.values():
        by_key.setdefault(word.key, []).append(word)
    ranked = sorted(by_key.values(), key=lambda same: (-len(same), same[0].key))
    return tuple(min(same, key=lambda w: (w.n, w.t, w.before)) for same in ranked[:_KNOWN_BY])
