"""Words that the layout alone gives to somebody: a turn of a transcript, an embedded post, a headline before its colon.

What stands in such a place is one statement as a whole, and its bearer's; the network, which knows running prose, often
draws a sentence of it, or joins it to the next paragraph. `put` makes it whole, keeps what others are reported to say
within it, and takes its words away from everybody who speaks elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quoth.attributions.relate import SILENT, kind_of, nested
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Part, Span

SCORE = 0.95
"""The score of what the layout tells and the network did not find so: of 96 drawn at random from 1,500 articles 93 had
the words and the source that a reader would give, of 66 of an earlier draw 62."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told by whom: `source` and `cue` as they stand there, `content` in order; a name alone has no cue."""

    source: Span
    cue: Span | None
    content: tuple[Span, ...]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch `start:end` of `text` without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def put(
    article: Article, found: Sequence[Attribution], told: Sequence[Told], marks: Sequence[Quotation]
) -> list[Attribution]:
    """`found`, attributions of one stretch, with those of `told` instead of what they had of the same words, in order.

    No two of `told` share a place. What was found keeps its score where it had the same source; else it is `SCORE`.
    """
    told = list(_read(article, told))
    if not told:
        return list(found)
    layout = _Layout(told)
    kept: list[Attribution] = []
    scores = [SCORE] * len(told)
    for a in found:
        if own := layout.is_of(a):
            for k in own & layout.held_by(a):
                scores[k] = max(scores[k], a.score)
        elif not layout.is_claimed(a):
            kept += _without(article, a, layout, marks)
    begun = {t.content[0].start for t in told}
    kept = [a for a in kept if a.start not in begun]  # one id, one statement: the whole one
    whole = [_as_told(article, t, score, marks) for t, score in zip(told, scores, strict=True)]
    return nested(sorted(kept + whole, key=lambda a: (a.start, -a.content[-1].end)))


def _without(article: Article, a: Attribution, layout: _Layout, marks: Sequence[Quotation]) -> Iterator[Attribution]:
    """`a` with only those of its words that stand where its cue does; nothing where none are left."""
    home = layout.said.at(a.cue[0]) if a.cue else -1
    left = tuple(k for s in a.content for k in layout.said.left(article.text, s, home))
    if left == a.content:
        yield a
    elif left:
        yield replace(a, id=f"{article.id}:{left[0].start}", content=left, kind=kind_of(left, marks))


def _as_told(article: Article, t: Told, score: float, marks: Sequence[Quotation]) -> Attribution:
    """The attribution of what is told by layout."""
    return Attribution(
        id=f"{article.id}:{t.content[0].start}",
        article=article.id,
        kind=kind_of(t.content, marks),
        source=(t.source,),
        cue=(t.cue,) if t.cue else (),
        content=t.content,
        score=score,
    )


def _read(article: Article, told: Sequence[Told]) -> Iterator[Told]:
    """`told`, found where silent parts are blank, in words of the article: a link line in a post parts it in two."""
    silent = [part for part in article.parts if part.kind in SILENT]
    for t in told:
        content = tuple(piece for span in t.content for piece in _around(article.text, span, silent))
        if content and all(s is None or article.text[s.start : s.end] == s.text for s in (t.source, t.cue)):
            yield t if content == t.content else replace(t, content=content)


def _around(text: str, span: Span, silent: Sequence[Part]) -> Iterator[Span]:
    """The pieces of `span` between the `silent` parts, which are in order."""
    at = span.start
    for part in silent[bisect_right(silent, span.start, key=lambda p: p.end) :]:
        if part.start >= span.end:
            break
        start, end = trimmed(text, at, max(at, part.start))
        if start < end:
            yield Span.of(text, start, end)
        at = min(part.end, span.end)
    start, end = trimmed(text, at, span.end)
    if start < end:
        yield Span.of(text, start, end)


class _Places:
    """Stretches that do not overlap, each with a number."""

    def __init__(self, places: list[tuple[int, int, int]]) -> None:
        self._places = sorted(places)
        self._starts = [p[0] for p in self._places]

    def left(self, text: str, span: Span, home: int) -> list[Span]:
        """What of `span` stands in stretch `home`: in none before the first that it shares a place with, for -1."""
        if self.at(span) == home:
            return [span]
        i = bisect_left(self._starts, span.start)
        end = self._starts[i] if home < 0 and i < len(self._starts) and self._starts[i] < span.end else span.start
        while end > span.start and not text[end - 1].isalnum():
            end -= 1
        return [Span.of(text, span.start, end)] if span.start < end else []

    def at(self, span: Span) -> int:
        """The number of the first stretch that shares a place with `span`; -1 where none does."""
        i = bisect_right(self._starts, span.start) - 1
        if i >= 0 and self._places[i][1] > span.start:
            return self._places[i][2]
        j = bisect_left(self._starts, span.start)
        return self._places[j][2] if j < len(self._places) and self._places[j][0] < span.end else -1


class _Layout:
    """Where the cues, the names and the words of what is told stand, each with the number of whose they are."""

    def __init__(self, told: Sequence[Told]) -> None:
        often = Counter(t.source for t in told)  # a name far off may be the source of several
        self._cues = _Places([(t.cue.start, t.cue.end, k) for k, t in enumerate(told) if t.cue])
        self._names = _Places([(t.source.start, t.source.end, k) for k, t in enumerate(told) if often[t.source] == 1])
        self.said = _Places([(s.start, s.end, k) for k, t in enumerate(told) for s in t.content])

    def held_by(self, a: Attribution) -> set[int]:
        """The numbers of those of whose words `a` has some."""
        return {self.said.at(s) for s in a.content} - {-1}

    def is_of(self, a: Attribution) -> set[int]:
        """The numbers of those that `a` is a reading of: its cue is theirs, or its source and where its cue stands."""
        around = {self.said.at(s) for s in a.cue}
        named = {self._names.at(s) for s in a.source} & around
        return ({self._cues.at(s) for s in a.cue} | named) - {-1}

    def is_claimed(self, a: Attribution) -> bool:
        """Whether `a` is a quotation that nobody claimed, and all of it one bearer's now."""
        return not a.cue and len(self.held_by(a)) == 1 and all(self.said.at(s) >= 0 for s in a.content)
