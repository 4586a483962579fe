"""Quotations that no cue claims: words in quotation marks that the network left to nobody.

`claimed` gives the attributions of a stretch with these words claimed, in this order: by an attribution whose cue
stands right behind them (“…,” Quill said. “…”), by whoever is named beside them (`beside.py`), by the quotation that
they go on with (the next paragraph of it, or a further sentence of the same speaker in the paragraph), else by an
attribution of their own with an empty cue, whose speaker `unsourced` looks for.

What it accepts: quotations that read as speech, which begin with a capital where a sentence or a colon allows one to
begin, and end as a sentence does. What guards it: scare quotes, nicknames, slogans and titles stand in the middle of a
sentence or have a capital at every word; single marks count only where an article has no double ones; a headline's
quotation needs its "Quill:".
A case it gets wrong: a text that is quoted to be shown and was said by nobody, as a motto in a paragraph of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quoth.attributions.beside import Credit, credit, is_turn
from quoth.attributions.lexicon import words
from quoth.attributions.mentioned import mentioned
from quoth.attributions.relate import SILENT, blanked, kind_of, negated, nested
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Part, Span, part_at

SCORE = 0.8
"""The score of an attribution that the network did not find: of 29 that were claimed or joined on PolNeAR dev 23 had
the annotators' content and source, of 38 drawn at random from other articles and read 31. It is a probability already
and is not calibrated again."""

_LEAST = 4  # words of a quotation that may be speech by itself
_SHARE = 0.2  # of a quotation that may be claimed already: a name in it, a cue
_WORD = re.compile(r"[^\W_][\w’'-]*")
_BEGINS = re.compile(r"[\s\[(*]*(?:\.\.\.|…|—|–)?[\s\[(*]*(?:[A-Z0-9$¡¿]|[\"“‘'])")
_ENDS = re.compile(r"[.!?,…—–-][\"”’')\]*\s]*$")
_BEFORE = re.compile(
    r"(?:^|[\n:,.!?;—–>]|[.!?][\"”’')\]]*|\b(?:said|says|say|tweeted|wrote|told|asked|added|read|reads))\s*$"
)
_SMALL_IN_TITLES = words("a an the of for and in on at to with from by or as is vs")
_TITLE_SHARE = 0.8  # of a title's longer words are capitalised


@dataclass(frozen=True, slots=True)
class _Claims:
    """The places that attributions hold already, in order."""

    spans: list[tuple[int, int]]

    def share(self, start: int, end: int) -> float:
        """The share of `start:end` that is held, at most 1."""
        held, reached = 0, start
        i = bisect_left(self.spans, (start,))
        for s, e in self.spans[max(0, i - 8) : bisect_left(self.spans, (end,))]:
            low, high = max(s, reached), min(e, end)
            if low < high:
                held += high - low
                reached = high
        return held / (end - start)


def claimed(
    article: Article, start: int, found: Sequence[Attribution], marks: Sequence[Quotation], end: int
) -> list[Attribution]:
    """`found` and what else of the quotations from `start` to `end` is said, in order of content.

    `found` are the attributions of the stretch, `marks` the article's outermost quotations. Time is linear in the text
    but for sorting.
    """
    plain = blanked(article)
    out = sorted(found, key=lambda a: a.start)
    for _ in range(2):  # again for the words that were taken from the wrong speaker in the first round
        held = _Held(out)
        for turn in list(_speech(article, marks, start, end, out)):
            _claim(article, held, turn, marks, beside=_beside(article.text, plain, turn))
        out = sorted(held.attributions, key=lambda a: a.start)
    return nested(out) if out != list(found) else list(found)


def _speech(
    article: Article, marks: Sequence[Quotation], start: int, end: int, found: Sequence[Attribution]
) -> Iterator[list[Quotation]]:
    """The quotations from `start` to `end` that nobody has claimed and that read as speech, paragraphs that go on with
    one another together.
    """
    held = _Claims(sorted((s.start, s.end) for a in found for s in (*a.source, *a.cue, *a.content)))
    text = article.text
    double = any(text[q.start] not in "‘'" for q in marks)
    parts = [p for p in article.parts if p.kind in SILENT or p.kind == "headline"]
    turn: list[Quotation] = []
    for q in marks:
        if not start <= q.start < end or held.share(q.inner_start, q.inner_end) > _SHARE:
            continue
        part = part_at(parts, q.start)
        if part is None and (single := text[q.start] in "‘'") and (double or not single):
            continue
        if part is not None and part.kind in SILENT:
            continue
        if not reads_as_speech(text, q, part):
            continue
        if turn and q.continued and not text[turn[-1].end : q.start].strip() and not is_turn(text, q):
            turn.append(q)
            continue
        if turn:
            yield turn
        turn = [q]
    if turn:
        yield turn


def reads_as_speech(text: str, q: Quotation, part: Part | None = None, *, least: int = _LEAST) -> bool:
    """Whether the `least` words or more of `q` read as what somebody said: a sentence, neither a title nor a word held
    with tongs.
    """
    shown = text[q.inner_start : q.inner_end]
    found = _WORD.findall(shown)
    if part is not None:
        return text[max(0, q.start - 2) : q.start].rstrip().endswith(":") and len(found) >= _LEAST
    if shown.startswith("(") and shown.rstrip().endswith(")"):
        return False  # "(CROSSTALK)"
    if q.continued:
        return not mentioned(text, q)
    if len(found) < least or not _BEGINS.match(shown):
        return False
    closing = text[q.end : q.end + 1]
    if not (_ENDS.search(shown) or closing in (",", "") or not q.closed or closing == "\n"):
        return False
    if not _BEFORE.search(text, max(0, q.start - 12), q.start):
        return False
    long = [w for w in found if w.casefold() not in _SMALL_IN_TITLES]
    capitals = sum(w[0].isupper() or w[0].isdigit() for w in long)
    return capitals < _TITLE_SHARE * len(long) or shown.rstrip()[-1:] in "?!"


class _Held:
    """The attributions while quotations are claimed, the last of them with a source and words in marks, by place."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.attributions = list(attributions)
        self.beside = sorted((s.start, s.end, k) for k, a in enumerate(attributions) if a.cue for s in _named(a))
        self.begun = {s.start: k for k, a in enumerate(attributions) for s in a.content}
        self._next, self._last = 0, -1

    def at(self, spans: Sequence[Span]) -> int | None:
        """The first attribution whose cue or source shares a place with one of `spans`."""
        found = []
        for span in spans:
            i = bisect_left(self.beside, (span.end,))
            found += [k for s, e, k in self.beside[max(0, i - _BESIDE) : i] if s < span.end and span.start < e]
        return min(found, default=None)

    def before(self, start: int) -> int | None:
        """The attribution whose words end last of those that begin before `start`; asked in the order of the text."""
        while self._next < len(self.attributions) and self.attributions[self._next].start < start:
            a = self.attributions[self._next]
            if a.source and a.kind != "indirect" and (self._last < 0 or a.content[-1].end > self._end()):
                self._last = self._next
            self._next += 1
        return self._last if self._last >= 0 else None

    def put(self, k: int, attribution: Attribution) -> None:
        """Replaces number `k`."""
        self.attributions[k] = attribution
        if attribution.kind != "indirect" and (self._last < 0 or attribution.content[-1].end > self._end()):
            self._last = k

    def add(self, attribution: Attribution) -> None:
        """One more, which begins after all that were added before."""
        k = len(self.attributions)
        self.attributions.append(attribution)
        for span in _named(attribution) if attribution.cue else ():
            insort(self.beside, (span.start, span.end, k))
        if attribution.source and (self._last < 0 or attribution.content[-1].end > self._end()):
            self._last = k

    def _end(self) -> int:
        return self.attributions[self._last].content[-1].end


def _named(a: Attribution) -> tuple[Span, ...]:
    return (*a.cue, *a.source)


def _beside(text: str, plain: str, turn: Sequence[Quotation]) -> Credit | None:
    """Who is named beside `turn` in `plain`, which is `text` without its link lines: "Advertisement:" is nobody."""
    found = credit(plain, turn[0], turn[-1])
    if found is None:
        return None
    cue = Span.of(text, found.cue.start, found.cue.end) if found.cue else None
    return Credit(Span.of(text, found.source.start, found.source.end), cue, found.start)


def _claim(
    article: Article,
    held: _Held,
    turn: list[Quotation],
    marks: Sequence[Quotation],
    *,
    beside: Credit | None,
) -> None:
    """Gives `turn`, a quotation of one paragraph or several, to one of the attributions held or to a new one, with the
    source and the cue `beside` it.
    """
    text = article.text
    said = [Span.of(text, q.start, q.end) for q in turn]
    begun = held.begun.get(turn[0].start, held.begun.get(turn[0].inner_start))
    k = _owner(text, held, turn, beside) if begun is None else begun
    if k is not None:
        owner = held.attributions[k]
        if begun is not None:  # the network took the first words of the quotation for all of it
            rest = tuple(s for s in owner.content if s.end <= said[0].start or said[-1].end <= s.start)
            owner = replace(owner, content=rest)
        elsewhere = (
            bool(owner.cue and owner.content)
            and owner.start > said[-1].end
            and "\n" in text[owner.cue[0].start : owner.start]
        )
        pieces = tuple(sorted((*(() if elsewhere else owner.content), *said)))
        longer = replace(owner, id=f"{article.id}:{pieces[0].start}", content=pieces)
        held.put(k, replace(longer, kind=kind_of(pieces, marks)))
        return
    if beside and beside.start is not None:
        said[0] = Span.of(text, beside.start, said[0].end)
    cue = (beside.cue,) if beside and beside.cue else ()
    held.add(
        Attribution(
            id=f"{article.id}:{said[0].start}",
            article=article.id,
            kind="direct",
            source=(beside.source,) if beside else (),
            cue=cue,
            content=tuple(said),
            score=SCORE,
            negated=negated(text, cue) if cue else False,
        )
    )


def _owner(text: str, held: _Held, turn: Sequence[Quotation], beside: Credit | None) -> int | None:
    """The attribution that `turn` belongs to: the one whose cue or source stands beside it, or that it goes on with."""
    if beside:
        own = [s for s in (beside.source, beside.cue) if s]
        k = held.at(own)
        if k is None:
            return None
        a = held.attributions[k]
        behind = own[0].start >= turn[-1].end
        dashed = not _WORD.search(a.cue[0].text)  # “…” — Quill: what follows is the next one's
        return k if behind and turn[-1].end <= min(s.start for s in _named(a)) and not dashed else None
    q = turn[0]
    k = held.before(q.start)
    if k is None:
        return None
    last = held.attributions[k]
    if len(last.content) >= _PIECES:
        return None
    reached = max(s.end for s in (*last.content, *_named(last)) if s.start < q.start)
    between = text[reached : min(q.start, reached + _NEAR)] if q.start > reached else ""
    if q.continued:
        return k if not between.strip(" \n\"“”’'.") and q.start - reached < _NEAR else None
    return k if "\n" not in between and q.start - reached < _NEAR else None


_PIECES = 40  # of one content at most: keeps hostile text linear
_BESIDE = 12  # cues and sources that begin before a place and may reach it
_NEAR = 200  # code points between a speaker's words and those that go on with them, in one paragraph
