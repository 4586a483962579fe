"""Tellings of one saying, word for word: where they differ, who has which reading, and of what kind it is.

Only words in quotation marks are compared. Identical tellings are folded first, the rest lined up in one table
(`quoth.sayings.align`), and places that differ side by side become one variant. No telling is the base: a variant is
described from the reading that most tellings have (the longest of these, then by its text), so that what the
majority has and others lack is a cut and what only a minority has an insertion; at a tie it is a cut. Whether the
meaning differs is asked of every two readings.

A telling that begins later or ends earlier than others does not speak where it is silent (`quoth.sayings.edges` says
when it does); nor does one that stopped
and began its quotation again between two sentences. Where the cue stands inside a sentence ("We will," she said,
"never yield."), the words claim to run on, and what is missing there is missing.

Only tellings of different articles are compared: an article that quotes a statement twice, in parts or in two
sentences of it that are alike, does not contradict itself. Its own places stand in the table with the others', but
what differs between them alone is no variant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, islice

from quoth.sayings.align import Table, lined_up, whole_words
from quoth.sayings.change import Difference, classified, differ, together
from quoth.sayings.edges import speaking
from quoth.sayings.meaning import Meaning
from quoth.sayings.order import merged
from quoth.sayings.quoted import LONGEST, quoted
from quoth.sayings.weights import SMALL
from quoth.sayings.words import Break, Word, rejoined
from quoth.sets import Sets
from quoth.types import WORD_FOR_WORD, Attribution, Because, Overlap, Reading, Variant, Wording

_PAIRED = 60  # distinct tellings up to which all pairs are looked at, not only those that share three words in a row
_MOST = 0.6  # of the shorter one's words, by eye; two sentences of one speech share few but small words in one order
_REWORDED = 0.4  # of the shorter one's words, when the two are of like length: one sentence in a paraphraser's words
_LIKE = 0.6  # length of the shorter against the longer from which they are of like length
_BOTH = 2  # articles that each have both of two readings: these are two statements, as far as no meaning is at stake
_COMPARED = 12  # readings of one place compared for meaning each with each; the rest only with the first

_ODDS = 100  # pairs of tellings at odds that are named; a wire report in many wordings has thousands


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


@dataclass(frozen=True, slots=True)
class Collation:
    """Tellings that overlap, lined up: `tellings[row]` are the ids that share a row of `table`."""

    tellings: tuple[tuple[str, ...], ...]
    table: Table
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `compared` found: variants in the order of the words, whether the wording is the same, how much of each
    quoted telling was compared, and pairs of tellings that cannot both be word for word.
    """

    variants: tuple[Variant, ...]
    wording: Wording
    overlaps: tuple[Overlap, ...]
    at_odds: tuple[tuple[str, str], ...]


def collate(tellings: Sequence[Attribution]) -> tuple[tuple[Variant, ...], Wording]:
    """The variants of `tellings` in the order of the words, and whether their wording is the same; see `compared`."""
    found = compared(tellings)
    return found.variants, found.wording


def compared(tellings: Sequence[Attribution]) -> Comparison:
    """The words of `tellings` in quotation marks, compared where they overlap.

    "not comparable" where fewer than two articles have words in quotation marks, or no two of them overlap: three words
    in a row that are not all small ones, most words in one order (two in five when they are of like length), or the
    whole of a shorter one. The order of `tellings` changes nothing. Readings stand with the one that most tellings have
    first.
    """
    collations = collated(tellings)
    variants = tuple(place.variant for collation in collations for place in collation.places)
    wording: Wording = "not comparable" if not collations else "differs" if variants else "same"
    of = {i: (c, row) for c in collations for row, ids in enumerate(c.tellings) for i in ids}
    article = {telling.id: telling.article for telling in tellings}
    overlaps = []
    for telling in tellings:
        if telling.id in of:
            overlaps.append(_overlap(telling, *of[telling.id], article))
        elif words := quoted(telling):
            overlaps.append(Overlap(telling.id, len(words), 0))
    return Comparison(variants, wording, tuple(overlaps), tuple(_at_odds(collations, article)))


def _overlap(telling: Attribution, collation: Collation, row: int, article: Mapping[str, str]) -> Overlap:
    table = collation.table
    said = [j for j, word in enumerate(table.cells[row]) if word is not None]
    others = [k for k, ids in enumerate(collation.tellings) if any(article[i] != telling.article for i in ids)]
    shared = said if row in others else [j for j in said if any(table.covers[k][j] for k in others)]
    return Overlap(telling.id, len(said), len(shared))


def _at_odds(collations: Sequence[Collation], article: Mapping[str, str]) -> list[tuple[str, str]]:
    """The first tellings, of two articles, of each two wordings that are at odds somewhere, at most `_ODDS` pairs."""
    found: set[tuple[str, str]] = set()
    for collation in collations:
        first = [_firsts(ids, article) for ids in collation.tellings]
        for place in collation.places:
            for i, j in place.variant.at_odds:
                for one in place.rows[i][:_COMPARED]:
                    for other in place.rows[j][:_COMPARED]:
                        pairs = (sorted((a, b)) for a in first[one] for b in first[other] if article[a] != article[b])
                        found.update((a, b) for a, b in islice(pairs, 1))
    return sorted(found)[:_ODDS]


def _firsts(ids: Sequence[str], article: Mapping[str, str]) -> list[str]:
    """The first of `ids`, and the first of them that is of another article: whoever it is laid beside, one will do."""
    first = min(ids)
    return [first, *sorted(i for i in ids if article[i] != article[first])[:1]]


def collated(tellings: Sequence[Attribution]) -> tuple[Collation, ...]:
    """The tables behind `collate`: one for each set of tellings of two or more articles whose quoted words overlap."""
    held: defaultdict[tuple[object, ...], list[tuple[str, tuple[Word, ...]]]] = defaultdict(list)
    for telling in tellings:
        words = quoted(telling)
        if words and len(words) <= LONGEST:
            held[tuple((w.n, w.before, w.bracketed) for w in words)].append((telling.id, words))
    direct = {telling.id for telling in tellings if telling.kind == "direct"}
    # A fold shows the words of the telling whose article and place come first.
    folds = [sorted(same, key=lambda told: told[0]) for same in held.values()]
    folds.sort(key=lambda fold: [(w.n, int(w.before), w.t) for w in fold[0][1]])
    witnesses = rejoined([fold[0][1] for fold in folds])
    article = {telling.id: telling.article for telling in tellings}
    out = []
    waiting = _overlapping(witnesses)[::-1]
    while waiting:
        part = waiting.pop()
        ids = tuple(tuple(told for told, _ in folds[k]) for k in part)
        if len({article[told] for row in ids for told in row}) < 2:
            continue
        table = lined_up([witnesses[k] for k in part], [len(i) for i in ids])
        if len(apart := _hanging_together(table)) > 1:
            waiting += [[part[row] for row in rows] for rows in reversed(apart)]
            continue
        table = speaking(table, [direct.issuperset(i) for i in ids])
        out.append(Collation(ids, table, tuple(_places(table, ids, article))))
    return tuple(out)


def _overlapping(witnesses: Sequence[Sequence[Word]]) -> list[list[int]]:
    """Sets of witnesses that may hang together by shared stretches, in the order of their first member."""
    joined = Sets(range(len(witnesses)))
    first: dict[tuple[str, ...], int] = {}
    keys = [[w.key for w in words] for words in witnesses]
    for k, own in enumerate(keys):
        for gram in zip(own, own[1:], own[2:], strict=False):
            if any(key not in SMALL for key in gram):
                joined.join(k, first.setdefault(gram, k))
    for k, own in enumerate(keys):
        for other in range(k if len(keys) <= _PAIRED else 0):
            if joined.root(k) != joined.root(other) and _alike(own, keys[other]):
                joined.join(k, other)
    return list(joined)


def _hanging_together(table: Table) -> list[list[int]]:
    """Sets of rows that the columns of `table` hold together: what shares no place with another has no answer there."""
    joined = Sets(range(len(table.cells)))
    for column in zip(*table.cells, strict=True):
        told = [k for k, word in enumerate(column) if word is not None]
        for k in told[1:]:
            joined.join(told[0], k)
    return list(joined)


def _alike(a: list[str], b: list[str]) -> bool:
    """Whether the shorter is all in the longer, or most of its words are, in their order."""
    from rapidfuzz.distance import LCSseq

    short, long = sorted((a, b), key=len)
    if len(short) < 4:
        return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
    need = (_REWORDED if len(short) >= _LIKE * len(long) else _MOST) * len(short)
    return any(key not in SMALL for key in set(short) & set(long)) and LCSseq.similarity(short, long) >= need


def _places(table: Table, ids: Sequence[Sequence[str]], article: Mapping[str, str]) -> Iterator[Place]:
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
    """How each two of the first `_COMPARED` readings differ, by their places in `ranked`."""
    firsts = [rows[0] for rows in ranked[:_COMPARED]]
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
