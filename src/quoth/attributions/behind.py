"""A quotation is whose cue stands right behind it: “…,” Quill said.

The network now and then gives such a quotation to a speaker of another paragraph, or draws only its last sentence and
takes the rest for words of a cue within it. `put_right` gives it to the attribution behind it.

What guards it: the source and its cue stand together, right behind the closing mark, after a comma; what they have been
given lies in other paragraphs, or is the end of this very quotation; whoever else holds the quotation stands in another
paragraph, or has a source outside and a cue within it.
A case it gets wrong: words in marks that end a clause before another speaker's, “so to speak,” Quill said, it rained.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quoth.attributions.relate import kind_of, nested
from quoth.attributions.strangers import is_stranger
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Span

_GAP = 3  # code points between a quotation and the source or cue behind it
_APART = 40  # between a source and its cue
_NEAR = 12  # attributions on either side that are looked at
_PIECES = 40  # of one content, at most: keeps hostile text linear
_MORE = 6  # code points between words and a piece that goes on with them: " -- "


def put_right(article: Article, found: Sequence[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """`found`, attributions of a stretch in the order of their contents, with the quotations that belong to whoever
    stands right behind them; `marks` are the article's outermost quotations in order.
    """
    text = article.text
    out: list[Attribution | None] = list(found)
    changed = False
    for k, a in enumerate(found):
        q = _before(text, a, marks)
        if q is None:
            continue
        elsewhere = _elsewhere(text, a, q)
        if not elsewhere and not _is_end_of(a, q):
            continue
        low = bisect_left(found, q.start, key=lambda b: b.start)
        near = [j for j in range(max(0, low - _NEAR), min(len(found), low + _NEAR)) if j != k and out[j] is not None]
        holders = [j for j in near if any(s.start < q.end and q.start < s.end for s in found[j].content)]
        if not all(is_stranger(text, found[j], q) for j in holders):
            continue
        changed = True
        said = (Span.of(text, q.start, q.end),)
        if elsewhere:
            for j in near:
                if j not in holders:
                    out[j] = _gone_on(text, out[j], a.content, marks)
        out[k] = _with(article, a, said, marks)
        for j in holders:
            left = tuple(s for s in found[j].content if s.end <= q.start or q.end <= s.start)
            out[j] = _with(article, found[j], left, marks) if left else None
    kept = [a for a in out if a is not None]
    changed = _continued(article, kept, marks) or changed
    kept = [a for a in kept if a.content]
    return nested(sorted(kept, key=lambda a: a.start)) if changed else list(found)


def _continued(article: Article, found: list[Attribution], marks: Sequence[Quotation]) -> bool:
    """Gives, in place, the next paragraphs of a quotation to whoever has its first; what has nothing left has no
    content. Whether anything was given.
    """
    text, changed = article.text, False
    places = sorted((s.start, s.end, k) for k, a in enumerate(found) for s in a.content)
    owner, last = -1, -1
    for i, q in enumerate(marks):
        j = bisect_left(places, (q.end,)) - 1
        holder = places[j][2] if j >= 0 and places[j][1] > q.inner_start else -1
        goes_on = q.continued and i and owner >= 0 and not text[last : q.start].strip()
        last = q.end
        full = goes_on and len(found[owner].content) >= _PIECES
        if full or not goes_on or holder in (-1, owner) or not is_stranger(text, found[holder], q):
            owner = holder
            continue
        changed = True
        left = tuple(s for s in found[holder].content if s.end <= q.start or q.end <= s.start)
        said = tuple(sorted((*found[owner].content, Span.of(text, q.start, q.end))))
        found[holder] = _with(article, found[holder], left, marks) if left else replace(found[holder], content=())
        found[owner] = _with(article, found[owner], said, marks)
    return changed


def _before(text: str, a: Attribution, marks: Sequence[Quotation]) -> Quotation | None:
    """The quotation that ends with a comma right before the source and the cue of `a`, which stand together."""
    if len(a.source) != 1 or len(a.cue) != 1:
        return None
    first, last = sorted((a.source[0], a.cue[0]))
    if not 0 <= last.start - first.end <= _APART:
        return None
    i = bisect_left(marks, first.start - _GAP, key=lambda q: q.end)
    for q in marks[i : i + 2]:
        gap = text[q.end : first.start]
        comma = "," in (text[q.inner_end - 1], gap[:1])
        if q.end <= first.start and q.closed and comma and not gap.strip(" ,") and "\n" not in text[q.start : q.end]:
            return q
    return None


def _elsewhere(text: str, a: Attribution, q: Quotation) -> bool:
    """Whether all that `a` holds stands in later paragraphs than `q`."""
    return all(s.start >= q.end and "\n" in text[a.cue[0].start : s.start] for s in a.content)


def _is_end_of(a: Attribution, q: Quotation) -> bool:
    """Whether `a` holds the end of `q` and nothing else."""
    return len(a.content) == 1 and q.inner_start + 1 < a.start and q.inner_end - 1 <= a.content[0].end <= q.end


def _gone_on(
    text: str, a: Attribution | None, pieces: Sequence[Span], marks: Sequence[Quotation]
) -> Attribution | None:
    """`a` with those of `pieces` that its words go on with, after a dash or a space."""
    for piece in pieces:
        if a is not None and 0 <= piece.start - a.content[-1].end <= _MORE:
            content = (*a.content, piece)
            together = "\n" not in text[a.content[-1].end : piece.start]
            a = replace(a, content=content, kind=kind_of(content, marks)) if together else a
    return a


def _with(article: Article, a: Attribution, content: tuple[Span, ...], marks: Sequence[Quotation]) -> Attribution:
    return replace(
        a,
        id=f"{article.id}:{content[0].start}",
        content=content,
        kind=kind_of(content, marks),
    )
