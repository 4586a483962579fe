"""The places of a table where its tellings differ, each with its readings, kinds and reasons.

No telling is the base: a place is described from the reading that most tellings have (the longest of these, then by its
text), so that what the majority has and others lack is a cut and what only a minority has an insertion; at a tie it is
a cut. Whether the meaning differs is asked of every two readings.
What guards its time: of many readings of one place only the first `COMPARED` are held each against each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from quoth.sayings.collate.align import Table, whole_words
from quoth.sayings.collate.change import Difference, classified, differ, together
from quoth.sayings.collate.meaning import Meaning
from quoth.sayings.collate.order import merged
from quoth.sayings.words.word import Break, Word
from quoth.types import WORD_FOR_WORD, Because, Reading, Variant

_BOTH = 2  # articles that each have both of two readings: these are two statements, as far as no meaning is at stake
COMPARED = 12  # readings of one place compared for meaning each with each; the rest only with the first


@dataclass(frozen=True, slots=True)
class Place:
    """A variant with what stands behind it: the columns `start:end` of its table, the reasons for `meaning`, and the
    rows of each reading, in the order of the readings.
    """

    start: int
    end: int
    variant: Variant
    difference: Difference
    rows: tuple[tuple[int, ...], ...] = ()


def places(table: Table, ids: Sequence[Sequence[str]], article: Mapping[str, str]) -> Iterator[Place]:
    """The variants of `table`, whose rows are shared by the tellings `ids`, in the order of the columns."""
    papers = [frozenset(article[i] for i in row) for row in ids]
    for start, end in merged(table, _runs(table)):
        ranked = _ranked(table, start, end, [len(row) for row in ids])
        held = [frozenset[str]().union(*(papers[k] for k in rows)) for rows in ranked]
        if len(ranked) < 2 or len(held[0].union(*held[1:])) < 2:
            continue
        first = _from_first(table, start, end, ranked)
        each = _each_with_each(table, start, end, ranked)
        reasons = _each_once((*first.meanings, *together(list(each.values())).meanings))
        if not reasons and all(len(one & other) >= _BOTH for one, other in combinations(held, 2)):
            continue
        variant = Variant(
            tuple(_reading(table, start, end, rows, ids) for rows in ranked),
            first.changes,
            bool(reasons),
            tuple(Because(reason.kind, reason.words) for reason in reasons),
            first.moved,
            tuple(pair for pair, found in each.items() if _at_odds_in(found, *(held[k] for k in pair))),
        )
        yield Place(start, end, variant, replace(first, meanings=reasons), tuple(map(tuple, ranked)))


def _each_once(reasons: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """`reasons` without those that have the same words, in other letters or another order."""
    first: dict[tuple[str, frozenset[str]], Meaning] = {}
    for reason in reasons:
        first.setdefault((reason.kind, frozenset(word.casefold() for word in reason.words)), reason)
    return tuple(first.values())


def _ranked(table: Table, start: int, end: int, tellings: Sequence[int]) -> list[list[int]]:
    """The rows that speak at `start:end`, by what they have there, most tellings first; each row stands for so many of
    `tellings`.
    """
    readings: dict[tuple[object, ...], list[int]] = {}
    support: Counter[tuple[str, ...]] = Counter()  # spelling apart, so that "15" and "fifteen" stand together
    for k in range(len(table.cells)):
        if any(table.covers[k][start:end]):
            said = [w for w in table.cells[k][start:end] if w is not None]
            readings.setdefault(tuple((w.n, w.bracketed) for w in said), []).append(k)
            support[_keys(table, k, start, end)] += tellings[k]

    def rank(rows: Sequence[int]) -> tuple[object, ...]:
        keys = _keys(table, rows[0], start, end)
        bracketed = any(w is not None and w.bracketed for w in table.cells[rows[0]][start:end])
        return -support[keys], bracketed, -len(keys), -sum(tellings[k] for k in rows), rows[0]

    return sorted(readings.values(), key=rank)


def _from_first(table: Table, start: int, end: int, ranked: Sequence[Sequence[int]]) -> Difference:
    """How all readings differ from the first. Rows of one reading may differ in their marks: one has an ellipsis where
    another is silent.
    """
    marked = [list({_marks(table, k, start, end): k for k in reversed(rows)}.values())[::-1] for rows in ranked]
    pairs = [(ranked[0][0], k) for rows in marked[1:] for k in rows]
    pairs += [(k, rows[0]) for rows in marked[1:] for k in marked[0][1:]]
    return together([classified(table, *pair, start, end) for pair in pairs])


def _each_with_each(
    table: Table, start: int, end: int, ranked: Sequence[Sequence[int]]
) -> dict[tuple[int, int], Difference]:
    """How each two of the first `COMPARED` readings differ, by their places in `ranked`."""
    firsts = [rows[0] for rows in ranked[:COMPARED]]
    places = combinations(range(len(firsts)), 2)
    return {(i, j): classified(table, firsts[i], firsts[j], start, end) for i, j in places}


def _at_odds_in(found: Difference, one: Set[str], other: Set[str]) -> bool:
    """Whether two readings cannot both be word for word; those of a single article do not contradict each other."""
    return not WORD_FOR_WORD.issuperset(found.changes) and len(one | other) > 1


def _reading(table: Table, start: int, end: int, rows: Sequence[int], ids: Sequence[Sequence[str]]) -> Reading:
    return Reading(_text(table.cells[rows[0]][start:end]), tuple(sorted(i for k in rows for i in ids[k])))


def _marks(table: Table, row: int, start: int, end: int) -> tuple[Break, ...]:
    """What stands before each word of a row at a place, and before the word that comes after the place."""
    inside = tuple(word.before for word in table.cells[row][start:end] if word is not None)
    after = next((word.before for word in table.cells[row][end:] if word is not None), Break.NONE)
    return (*inside, after)


def _keys(table: Table, row: int, start: int, end: int) -> tuple[str, ...]:
    return tuple(w.key for w in table.cells[row][start:end] if w is not None)


def _text(cells: Sequence[Word | None]) -> str:
    """The words as written, one space between them; the pieces of one written word together."""
    text = ""
    for word in cells:
        if word is not None:
            text += ("" if word.glued or not text else "-" if word.hyphen else " ") + word.t
    return " ".join(text.split())


def _runs(table: Table) -> list[tuple[int, int]]:
    """Half-open stretches of columns that differ, cut where another set of rows begins to speak."""
    height = range(len(table.cells))
    runs: list[list[int]] = []
    speaking: tuple[bool, ...] = ()
    for j in range(table.width):
        now = tuple(table.covers[k][j] for k in height)
        present = [table.cells[k][j] for k in height if now[k]]
        if not any(differ(present[0], other) for other in present[1:]):
            continue
        if runs and runs[-1][1] == j and now == speaking:
            runs[-1][1] = j + 1
        else:
            runs.append([j, j + 1])
        speaking = now
    return whole_words(table, [(start, end) for start, end in runs])
