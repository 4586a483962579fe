"""Which words of a telling differ from other tellings, as stretches of the article's own text.

A `quoth.types.Variant` says *what* each telling has at a place, not *where* it stands. `mark` finds the place again:
for every variant the occurrences of a reading's words in its telling are candidates, a candidate counts for more when
the words round it are those round a candidate in another telling, and the best chain of candidates in the order of
the text wins. Words are compared without case and punctuation, or by their letters alone; what is shown is always cut
from the article.

What guards it: nothing is marked that is not, word for word, the reading; readings whose words are not found, or found
only out of order, are left unmarked (the list of differences still names them).
A case it gets wrong: where a telling repeats a phrase and the words round both places agree, the first is marked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from quoth.types import Reading, Span, Variant

Mark = Literal["same", "differs", "lacks", "gap"]

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_Ranked = tuple[int, int, int]  # half-open numbers of words, and what the place counts
_Chosen = tuple[int, int, int]  # half-open numbers of words, and the variant
_Around = tuple[tuple[str, ...], tuple[str, ...]]  # up to two words before a place, and up to two after it
_CANDIDATES = 64  # places kept for one reading in one telling; bounds the work where “the” differs in a long text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a telling: the article's characters `start:end`, and how they stand to the other tellings.

    "lacks" is empty: other tellings have words here. "gap" is empty too: the content is interrupted here. `variant` is
    the place of the variant that "differs" or "lacks" is about, in the order they were given.
    """

    text: str
    start: int
    end: int
    mark: Mark = "same"
    variant: int | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one telling, casefolded, the span each is cut from, and where each word and each pair stands."""

    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    places: Mapping[str, list[int]]
    boundaries: Mapping[tuple[str, str], list[int]]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> _Words:
        found = [(s.start, m) for s in spans for m in _WORD.finditer(s.text)]
        folded = tuple(_plain(m) for _, m in found)
        places: dict[str, list[int]] = {}
        boundaries: dict[tuple[str, str], list[int]] = {}
        for n, word in enumerate(folded):
            places.setdefault(word, []).append(n)
            if n:
                boundaries.setdefault((folded[n - 1], word), []).append(n)
        starts = tuple(at + m.start() for at, m in found)
        return cls(folded, starts, tuple(at + m.end() for at, m in found), places, boundaries)


def words(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared here: without case and punctuation, a contraction as one word."""
    return tuple(map(_plain, _WORD.finditer(text)))


def _plain(word: re.Match[str]) -> str:
    return word[0].casefold().translate(_APOSTROPHES)


def mark(tellings: Mapping[str, Sequence[Span]], variants: Sequence[Variant]) -> dict[str, tuple[Piece, ...]]:
    """The content of each telling in pieces, by its id; all pieces of a telling together are its content."""
    if not variants:
        return {telling: _whole(spans) for telling, spans in tellings.items()}
    cut = {telling: _Words.of(spans) for telling, spans in tellings.items()}
    read = [{telling: words(r.text) for r in reversed(v.readings) for telling in r.tellings} for v in variants]
    readings = {telling: [of.get(telling) for of in read] for telling in tellings}
    places = {
        telling: [_occurrences(cut[telling], r) if r else [] for r in found] for telling, found in readings.items()
    }
    around = [_surroundings(cut, {t: r[v] for t, r in readings.items()}, v, places) for v in range(len(variants))]
    known = [Counter(key for keys in each.values() for key in keys) for each in around]
    pieces = {}
    for telling, spans in tellings.items():
        lanes: list[tuple[int, list[_Ranked]]] = []
        for v, reading in enumerate(readings[telling]):
            others = known[v].keys() - {key for key in around[v].get(telling, ()) if known[v][key] == 1}
            if reading:
                lanes.append((v, _ranked(cut[telling].folded, places[telling][v], others)))
            elif reading is not None and others:
                lanes.append((v, _ranked(cut[telling].folded, _seams(cut[telling], others), others)))
        pieces[telling] = _pieces(spans, cut[telling], _chain(lanes))
    return pieces


def as_printed(variants: Sequence[Variant], pieces: Mapping[str, Sequence[Piece]]) -> tuple[Variant, ...]:
    """`variants` with the punctuation that an article has between the words of a reading: “say it, say it” is cited so,
    not as “say it say it”. `pieces` are those of `mark`.
    """
    letters: dict[tuple[int, str], str] = {}
    for telling, own in pieces.items():
        for piece in own:
            if piece.mark == "differs" and piece.variant is not None:
                letters[piece.variant, telling] = " ".join(piece.text.split())
    return tuple(
        replace(variant, readings=tuple(_printed(reading, n, letters) for reading in variant.readings))
        for n, variant in enumerate(variants)
    )


def _printed(reading: Reading, variant: int, letters: Mapping[tuple[int, str], str]) -> Reading:
    """`reading` as the first of its articles prints it that has all its letters, and so nothing but marks besides."""
    for telling in reading.tellings:
        printed = letters.get((variant, telling), "")
        left = iter(printed)
        if printed and all(c in left for c in reading.text if not c.isspace()):
            return replace(reading, text=printed)
    return reading


def _whole(spans: Sequence[Span]) -> tuple[Piece, ...]:
    """`spans` as they are, with a gap between each and the next."""
    pieces = [Piece(s.text, s.start, s.end) for s in spans]
    return tuple(
        p for n, piece in enumerate(pieces) for p in ([Piece("", piece.start, piece.start, "gap")] * bool(n) + [piece])
    )


def _occurrences(telling: _Words, reading: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where `reading` stands, as half-open numbers of words; at most a few, so that the work is bounded.

    Where its words stand nowhere, its letters may, in other words: “emails” as “e-mails”, “FBI” as “F.B.I.”.
    """
    n = len(reading)
    begins = telling.places.get(reading[0], [])[: _CANDIDATES * _CANDIDATES]
    found = [(i, i + n) for i in begins if telling.folded[i : i + n] == reading][:_CANDIDATES]
    return found or _spelled(telling.folded, "".join(reading))


def _spelled(text: tuple[str, ...], letters: str) -> list[tuple[int, int]]:
    """Where the words of `text` have `letters`, from the first letter of a word to the last of one."""
    begins = {at: n for n, at in enumerate(accumulate(map(len, text), initial=0))}
    joined, found, at = "".join(text), list[tuple[int, int]](), 0
    for _ in range(_CANDIDATES * _CANDIDATES):
        at = joined.find(letters, at)
        if at < 0 or len(found) == _CANDIDATES:
            break
        if at in begins and at + len(letters) in begins:
            found.append((begins[at], begins[at + len(letters)]))
        at += 1
    return found


def _around(text: tuple[str, ...], i: int, j: int) -> _Around:
    return text[max(0, i - 2) : i], text[j : j + 2]


def _seams(telling: _Words, around: set[_Around]) -> list[tuple[int, int]]:
    """The places between two words of `telling` that stand on both sides of a reading, by what is `around` it."""
    between = {(before[-1], after[0]) for before, after in around if before and after}
    return [(k, k) for k in sorted(k for pair in between for k in telling.boundaries.get(pair, [])[:_CANDIDATES])]


def _surroundings(
    cut: Mapping[str, _Words],
    readings: Mapping[str, tuple[str, ...] | None],
    variant: int,
    places: Mapping[str, list[list[tuple[int, int]]]],
) -> dict[str, set[_Around]]:
    """What stands round the places of one variant, by telling; of one that lacks it, round where the words would stand.

    So a telling without a word says which of two “a” in another is the one that it lacks.
    """
    around = {
        telling: {_around(cut[telling].folded, i, j) for i, j in found[variant]}
        for telling, found in places.items()
        if found[variant]
    }
    known = {key for keys in around.values() for key in keys}
    for telling, reading in readings.items():
        if reading == () and (seams := _seams(cut[telling], known)):
            around[telling] = {_around(cut[telling].folded, i, j) for i, j in seams}
    return around


def _ranked(
    text: tuple[str, ...],
    places: list[tuple[int, int]],
    others: set[_Around],
) -> list[_Ranked]:
    """Each place with what it counts: 1, and 1 more for each of the two words before and after that agrees."""
    before = {b[-n:] for b, _ in others for n in (1, 2) if len(b) >= n}
    after = {a[:n] for _, a in others for n in (1, 2) if len(a) >= n}
    ranked = []
    for i, j in places[:_CANDIDATES]:
        b, a = _around(text, i, j)
        agree = sum(b[-n:] in before for n in (1, 2) if len(b) >= n)
        agree += sum(a[:n] in after for n in (1, 2) if len(a) >= n)
        ranked.append((i, j, 1 + agree))
    return ranked


def _chain(lanes: list[tuple[int, list[_Ranked]]]) -> list[_Chosen]:
    """At most one place of each lane, in the order of the text, so that they count for most; ties take the earliest."""
    ends: list[int] = [0]  # the front: by where a chain ends, the most that a chain ending there counts
    best: list[tuple[int, _Chosen | None, int | None]] = [(0, None, None)]
    nodes: list[tuple[int, _Chosen | None, int | None]] = [best[0]]
    at: list[int] = [0]
    for v, lane in lanes:
        grown = []
        for i, j, counts in lane:
            k = bisect_right(ends, i) - 1
            grown.append((j, best[k][0] + counts, (i, j, v), at[k]))
        for j, total, place, before in grown:
            k = bisect_right(ends, j) - 1
            if best[k][0] >= total:
                continue
            nodes.append((total, place, before))
            k = bisect_left(ends, j)
            stop = k
            while stop < len(ends) and best[stop][0] <= total:
                stop += 1
            ends[k:stop], best[k:stop], at[k:stop] = [j], [nodes[-1]], [len(nodes) - 1]
    chain = []
    node: int | None = at[-1]
    while node is not None:
        _, chosen, node = nodes[node]
        if chosen is not None:
            chain.append(chosen)
    return chain[::-1]


def _pieces(spans: Sequence[Span], cut: _Words, places: list[_Chosen]) -> tuple[Piece, ...]:
    """`spans` cut where the words at `places` begin and end."""
    marks: list[tuple[int, int, Mark, int]] = []
    for i, j, v in places:
        if i < j:
            marks.append((cut.starts[i], cut.ends[j - 1], "differs", v))
        else:
            marks.append((cut.starts[i], cut.starts[i], "lacks", v))
    pieces: list[Piece] = []
    n = 0
    for number, span in enumerate(spans):
        if number:
            pieces.append(Piece("", span.start, span.start, "gap"))
        at = span.start
        while n < len(marks) and marks[n][0] < span.end:
            start, end, kind, v = max(marks[n][0], at), min(marks[n][1], span.end), marks[n][2], marks[n][3]
            if at < start:
                pieces.append(Piece(span.text[at - span.start : start - span.start], at, start))
            if start < end or kind == "lacks":
                pieces.append(Piece(span.text[start - span.start : end - span.start], start, end, kind, v))
            at = max(at, end)
            if marks[n][1] > span.end:
                break  # the reading goes on in the next part of the content
            n += 1
        if at < span.end:
            pieces.append(Piece(span.text[at - span.start :], at, span.end))
    return tuple(pieces)
