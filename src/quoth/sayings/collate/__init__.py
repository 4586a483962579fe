"""Tellings of one saying, word for word: where they differ, who has which reading, and of what kind it is.

Only words in quotation marks are compared. Identical tellings are folded first, the rest put into sets that hang
together (`families`), each set lined up in one table (`align`), and columns that differ side by side become one place
(`places`), of which `change` and `meaning` say what kind of difference it is.

A telling that begins later or ends earlier than others does not speak where it is silent (`edges` says when it does);
nor does one that stopped and began its quotation again between two sentences. Where the cue stands inside a sentence
("We will," she said, "never yield."), the words claim to run on, and what is missing is missing.

Only tellings of different articles are compared: an article that quotes a statement twice, in parts or in two
sentences of it that are alike, does not contradict itself. Its own places stand in the table with the others', but
what differs between them alone is no variant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from quoth.sayings.collate.align import Table, lined_up
from quoth.sayings.collate.edges import speaking
from quoth.sayings.collate.families import hanging_together, overlapping
from quoth.sayings.collate.places import COMPARED, Place, places
from quoth.sayings.words import Word, rejoined
from quoth.sayings.words.quoted import LONGEST, quoted
from quoth.types import Attribution, Overlap, Variant, Wording

_ODDS = 100  # pairs of tellings at odds that are named; a wire report in many wordings has thousands


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
                for one in place.rows[i][:COMPARED]:
                    for other in place.rows[j][:COMPARED]:
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
    waiting = overlapping(witnesses)[::-1]
    while waiting:
        part = waiting.pop()
        ids = tuple(tuple(told for told, _ in folds[k]) for k in part)
        if len({article[told] for row in ids for told in row}) < 2:
            continue
        table = lined_up([witnesses[k] for k in part], [len(i) for i in ids])
        if len(apart := hanging_together(table)) > 1:
            waiting += [[part[row] for row in rows] for rows in reversed(apart)]
            continue
        table = speaking(table, [direct.issuperset(i) for i in ids])
        out.append(Collation(ids, table, tuple(places(table, ids, article))))
    return tuple(out)
