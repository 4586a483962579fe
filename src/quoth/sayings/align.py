"""Word sequences lined up in one table: a row per telling, a column per place.

Progressive alignment against no privileged base, in the manner of CollateX (Dekker et al. 2015) and of multiple
sequence alignment in biology: the witness that has most in common with the others comes first, then always the one
that shares most with what the table already holds. Identical witnesses must be folded before. One witness is laid
against the table by dynamic programming with affine gaps (Gotoh 1982), whose outer ends are free, so that a telling
that quotes only a part lies where it belongs; very long ones are first pinned at stretches of equal words
(`rapidfuzz`), which keeps 2,000 words within a second. We depart from CollateX in weighing words (a shared
"the" pins nothing by itself) and in scoring similar words, numbers and names as partly equal, so that "consistent"
and "same" stand in one place as a replacement rather than as two scattered gaps.

No more than LAID witnesses have a say in the order and in what a column is known by: those that most tellings stand
behind, then the longest. The others are laid into the table they made, pinned at every stretch of equal words; where
a word fits no column they add one, so that nothing is lost, only aligned less carefully.

A case it gets wrong: swapped clauses. The longer one is lined up, the other shows as missing here and added there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from quoth.sayings.spelling import wordset
from quoth.sayings.words import Break, Word, rejoined

# Weights of the dynamic programme, set by eye on the development labels of records.jsonl and on the two seeds. Equal
# words of little meaning are worth less than opening a gap, so that they do not tear a replacement apart.
_EQUAL, _EQUAL_SMALL, _SIMILAR, _SAME_SORT, _OTHER, _OTHER_SORT = 3.0, 1.3, 1.2, 0.6, -0.5, -0.8
_OPEN, _EXTEND, _OPEN_SEAM = 1.5, 0.02, 0.3
_LOOSE = Break.SEAM | Break.ELLIPSIS  # where words may be missing at little cost
_CELLS = 60_000  # the largest region for the dynamic programme, a quarter of a second
_KNOWN_BY = 4  # different words of a column that a new witness is laid against
_PIN = 3  # equal words in a row that pin a long alignment

# Different wordings that are aligned with each other: of 25 words, a tenth of a second. No saying of the development
# articles has more than seven, but a wire report in five hundred papers may.
LAID = 30

SMALL = wordset(
    "a an the this that these those of to in on at by for from with as and or but so if than then there here it its "
    "he she they we you i me him her us them my your his our their is are was were be been being am do does did has "
    "have had will would can could may might must shall should not who which what when where how why 's up out just "
    "very also about into over among between through during under because while too"
)


@dataclass(frozen=True, slots=True)
class Table:
    """`cells[row][column]` is the word that a telling has at a place, or None; `covers` says whether it speaks there.

    A row covers the columns from its first word to its last, apart from those that fall into a seam of its own, and
    those that only rows have which it does not meet again: the sentences with which two tellings go on after what they
    share stand one after the other in the table, and neither lacks the other's. A covered place without a word is a
    place where the telling lacks words that another has.
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
    continues = [any(w is not None and w.glued for w in column.values()) for column in columns]
    return Table(cells, tuple(_met(cells, [_covered(row, continues) for row in cells])))


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
    columns = _laid([{0: w} for w in base], 1, other)
    cells = tuple(tuple(column.get(k) for column in columns) for k in (0, 1))
    return Table(cells, ((True,) * len(columns), _covered(cells[1], [False] * len(columns))))


def whole_words(table: Table, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
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
    closed: list[tuple[int, int]] = []
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


def _covered(row: Sequence[Word | None], continues: Sequence[bool]) -> tuple[bool, ...]:
    """Where a row speaks; `continues` says which columns hold the rest of a written word: "can" at the end of a
    telling is not the beginning of another's "can't".
    """
    covers = [False] * len(row)
    last = -1
    for j, word in enumerate(row):
        if word is None:
            continue
        if last >= 0 and not word.before & Break.SEAM:
            covers[last + 1 : j] = [True] * (j - last - 1)
        covers[j] = True
        last = j
    while 0 <= last < len(row) - 1 and continues[last + 1]:
        last += 1
        covers[last] = True
    return tuple(covers)


def _met(cells: Sequence[Sequence[Word | None]], covers: Sequence[tuple[bool, ...]]) -> Iterator[tuple[bool, ...]]:
    """`covers` without the places where only such rows have words as a row has in common nothing with that far out.

    What two rows have in common runs from the beginning of the sentence where they first have a word in one column to
    the end of the one where they last do. A case it gets wrong: "the" of two sentences that have nothing else in
    common, in one column, makes them one.
    """
    # Columns as bits: five hundred papers with a wire report of their own are a quarter of a million pairs.
    told = [sum(1 << j for j, word in enumerate(row) if word is not None) for row in cells]
    sentences = [_sentences(row) for row in cells]
    for k, row in enumerate(covers):
        lacks = sum(1 << j for j, speaks in enumerate(row) if speaks) & ~told[k]
        common = 0
        for other, (starts, ends) in zip(told, sentences, strict=True):
            if lacks & other & ~common and (both := told[k] & other):
                first, last = starts[(both & -both).bit_length() - 1], ends[both.bit_length() - 1]
                common |= other & ((1 << (last + 1)) - (1 << first))
        yield tuple(speaks and not (lacks & ~common) >> j & 1 for j, speaks in enumerate(row)) if lacks else row


def _sentences(row: Sequence[Word | None]) -> tuple[list[int], list[int]]:
    """For each column where the sentence that a row has there begins, and where it ends."""
    starts, at = [], 0
    for j, word in enumerate(row):
        at = j if word is not None and word.before & Break.SENTENCE else at
        starts.append(at)
    ends, at = [], len(row) - 1
    for j in reversed(range(len(row))):
        ends.append(at)
        at = j - 1 if starts[j] == j else at
    return starts, ends[::-1]


def _laid(columns: list[dict[int, Word]], k: int, words: Sequence[Word]) -> list[dict[int, Word]]:
    """`columns` with witness `k` laid into them."""
    pairs = _paired(columns, words)
    out: list[dict[int, Word]] = []
    i = j = 0
    for ci, wj in [*pairs, (len(columns), len(words))]:
        out.extend(columns[i:ci])
        out.extend({k: word} for word in words[j:wj])
        if ci < len(columns):
            out.append({**columns[ci], k: words[wj]})
        i, j = ci + 1, wj + 1
    return out


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
        return _gotoh(profiles, words, 0, 0, free_start=True, free_end=True)
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
        if 0 < n < len(pins) and len(region[0]) == len(region[1]) == 1 and not words[j].before & _LOOSE:
            pairs.append((i, j))  # one word for one word: what the programme would find
        elif len(region[0]) * len(region[1]) <= _CELLS:
            pairs += _gotoh(*region, i, j, free_start=n == 0, free_end=n == len(pins))
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


def _gotoh(
    profiles: Sequence[tuple[Word, ...]],
    words: Sequence[Word],
    column0: int,
    word0: int,
    *,
    free_start: bool,
    free_end: bool,
) -> list[tuple[int, int]]:
    """Pairs of the best alignment with affine gaps; at a free end one side may be skipped without cost."""
    rows, cols = len(profiles), len(words)
    if not rows or not cols:
        return []
    low = float("-inf")
    seams = [any(w.before & _LOOSE for w in p) for p in profiles]
    opened = [_OPEN_SEAM if w.before & _LOOSE else _OPEN for w in words] + [_OPEN]
    # Three states: a pair, a column without word, a word without column. `back` holds the state that each came from.
    pair = [0.0] + [low] * cols
    skip_c = [low] * (cols + 1)
    skip_w = [low] + [0.0 if free_start else -_OPEN - _EXTEND * (j - 1) for j in range(1, cols + 1)]
    back: list[list[tuple[int, int, int]]] = [[(0, 0, 2)] * (cols + 1)]
    in_last_column: list[tuple[float, int, int, int]] = []
    for i in range(1, rows + 1):
        profile = profiles[i - 1]
        new_pair, new_c, new_w = [low] * (cols + 1), [low] * (cols + 1), [low] * (cols + 1)
        new_c[0] = 0.0 if free_start else -_OPEN - _EXTEND * (i - 1)
        came = [(0, 1, 0)]
        seam_before = i < rows and seams[i]
        for j in range(1, cols + 1):
            a, b, c = pair[j - 1], skip_c[j - 1], skip_w[j - 1]
            best = 0 if a >= b and a >= c else 1 if b >= c else 2
            new_pair[j] = (a, b, c)[best] + _affinity(profile, words[j - 1])
            a, b, c = pair[j] - opened[j], skip_c[j] - _EXTEND, skip_w[j] - opened[j]
            best_c = 0 if a >= b and a >= c else 1 if b >= c else 2
            new_c[j] = (a, b, c)[best_c]
            open_w = _OPEN_SEAM if seam_before else _OPEN
            a, b, c = new_pair[j - 1] - open_w, new_c[j - 1] - open_w, new_w[j - 1] - _EXTEND
            best_w = 2 if c >= a and c >= b else 0 if a >= b else 1
            new_w[j] = (a, b, c)[best_w]
            came.append((best, best_c, best_w))
        back.append(came)
        pair, skip_c, skip_w = new_pair, new_c, new_w
        score, state = _best(pair[cols], skip_c[cols], skip_w[cols])
        in_last_column.append((score, i, cols, state))
    corner = in_last_column.pop()
    if free_end:
        in_last_row = [
            (s, rows, j, at) for j in range(cols - 1, 0, -1) for s, at in [_best(pair[j], skip_c[j], skip_w[j])]
        ]
        # `max` keeps the first of equals: the end that leaves the least over.
        corner = max([corner, *in_last_row, *reversed(in_last_column)], key=lambda end: end[0])
    return [(column0 + i, word0 + j) for i, j in _followed_back(back, *corner[1:])]


def _followed_back(back: Sequence[Sequence[tuple[int, int, int]]], i: int, j: int, state: int) -> list[tuple[int, int]]:
    """The pairs on the way to the cell `i`, `j` in its `state`, from the first."""
    pairs: list[tuple[int, int]] = []
    while i > 0 and j > 0:
        came_from = back[i][j][state]
        if state == 0:
            pairs.append((i - 1, j - 1))
        i, j = i - (state != 2), j - (state != 1)
        state = came_from
    return pairs[::-1]


def _best(pair: float, skip_c: float, skip_w: float) -> tuple[float, int]:
    if pair >= skip_c and pair >= skip_w:
        return pair, 0
    return (skip_c, 1) if skip_c >= skip_w else (skip_w, 2)


def _affinity(profile: tuple[Word, ...], word: Word) -> float:
    return max(_between(w, word) for w in profile)


def _between(a: Word, b: Word) -> float:
    if a.alike(b):
        return (_EQUAL_SMALL if a.key in SMALL else _EQUAL) - (0.1 if a.n != b.n else 0.0)
    if a.number or b.number:
        return _SAME_SORT if a.number and b.number else _OTHER_SORT
    if (a.key in SMALL) != (b.key in SMALL):
        return _OTHER_SORT
    if a.capital and b.capital:
        return _SAME_SORT
    return _likeness(a.key, b.key)


@lru_cache(maxsize=65536)
def _likeness(a: str, b: str) -> float:
    """How far two different words are alike by their letters: inflections and derivations of one stem are."""
    from rapidfuzz.distance import Indel

    if min(len(a), len(b)) >= 4 and (a[:4] == b[:4] or Indel.normalized_similarity(a, b) >= 0.7):
        return _SIMILAR
    return _OTHER
