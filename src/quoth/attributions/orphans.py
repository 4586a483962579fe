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
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quoth.attributions.beside import Credit, credit, is_turn
from quoth.attributions.lexicon import words
from quoth.attributions.mentioned import mentioned
from quoth.attributions.relate import SILENT, Stretch, kind_of, meaning, negated, nested
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Part, Span

SCORE = 0.8
"""The score of an attribution that was not found by the network: the share of such that were right on PolNeAR dev."""

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
    article: Article, stretch: Stretch, found: Sequence[Attribution], marks: Sequence[Quotation], end: int
) -> list[Attribution]:
    """`found` and what else of the quotations between the stretch's beginning and `end` is said, in order of content.

    `found` are the attributions of the stretch, `marks` the article's outermost quotations.
    """
    out = sorted(found, key=lambda a: a.start)
    for _ in range(2):  # again for the words that were taken from the wrong speaker in the first round
        for turn in list(_speech(article, marks, stretch.offset, end, out)):
            out = _with(article, stretch, out, turn, marks)
    return nested(sorted(out, key=lambda a: a.start)) if out != list(found) else list(found)


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
        part = next((p for p in parts if p.start <= q.start < p.end), None)
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


def reads_as_speech(text: str, q: Quotation, part: Part | None = None) -> bool:
    """Whether the words of `q` read as what somebody said: a sentence, neither a title nor a word held with tongs."""
    shown = text[q.inner_start : q.inner_end]
    found = _WORD.findall(shown)
    if part is not None:
        return text[max(0, q.start - 2) : q.start].rstrip().endswith(":") and len(found) >= _LEAST
    if shown.startswith("(") and shown.rstrip().endswith(")"):
        return False  # "(CROSSTALK)"
    if q.continued:
        return not mentioned(text, q)
    if len(found) < _LEAST or not _BEGINS.match(shown):
        return False
    closing = text[q.end : q.end + 1]
    if not (_ENDS.search(shown) or closing in (",", "") or not q.closed or closing == "\n"):
        return False
    if not _BEFORE.search(text, max(0, q.start - 12), q.start):
        return False
    long = [w for w in found if w.casefold() not in _SMALL_IN_TITLES]
    capitals = sum(w[0].isupper() or w[0].isdigit() for w in long)
    return capitals < _TITLE_SHARE * len(long) or shown.rstrip()[-1:] in "?!"


def _with(
    article: Article, stretch: Stretch, found: list[Attribution], turn: list[Quotation], marks: Sequence[Quotation]
) -> list[Attribution]:
    """`found` with `turn`, a quotation of one paragraph or several, claimed by one of them or by a new one."""
    text = article.text
    beside = credit(text, turn[0], turn[-1])
    said = [Span.of(text, q.start, q.end) for q in turn]
    owner = _owner(text, found, turn, beside)
    if owner is not None:
        elsewhere = "\n" in text[owner.cue[0].start : owner.start] and owner.start > said[-1].end
        pieces = tuple(sorted((*(() if elsewhere else owner.content), *said)))
        longer = replace(
            owner,
            id=f"{article.id}:{pieces[0].start}",
            content=pieces,
            kind=kind_of(pieces, marks),
            vector=meaning(stretch, pieces),
        )
        return [longer if a is owner else a for a in found]
    if beside and beside.start is not None:
        said[0] = Span.of(text, beside.start, said[0].end)
    cue = (beside.cue,) if beside and beside.cue else ()
    return [
        *found,
        Attribution(
            id=f"{article.id}:{said[0].start}",
            article=article.id,
            kind="direct",
            source=(beside.source,) if beside else (),
            cue=cue,
            content=tuple(said),
            score=SCORE,
            negated=negated(text, cue) if cue else False,
            vector=meaning(stretch, said),
        ),
    ]


def _owner(
    text: str, found: Sequence[Attribution], turn: Sequence[Quotation], beside: Credit | None
) -> Attribution | None:
    """The attribution that `turn` belongs to: the one whose cue or source stands beside it, or that it goes on with."""
    q = turn[0]
    if beside:
        own = [s for s in (beside.source, beside.cue) if s]
        for a in found:
            if a.cue and any(s.start < o.end and o.start < s.end for s in (*a.cue, *a.source) for o in own):
                behind = own[0].start >= turn[-1].end
                dashed = not _WORD.search(a.cue[0].text)  # “…” — Quill: what follows is the next one's
                return (
                    a if behind and turn[-1].end <= min(s.start for s in (*a.cue, *a.source)) and not dashed else None
                )
        return None
    before = [a for a in found if a.start < q.start and a.source and a.kind != "indirect"]
    last = max(before, key=lambda a: a.content[-1].end, default=None)
    if last is None:
        return None
    reached = max(s.end for s in (*last.content, *last.cue, *last.source) if s.start < q.start)
    between = text[reached : q.start]
    if q.continued:
        return last if not between.strip(" \n\"“”’'.") else None
    return last if "\n" not in between and len(between) < _NEAR else None


_NEAR = 200  # code points between a speaker's words and those that go on with them, in one paragraph
