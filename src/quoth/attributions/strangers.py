"""Quotations that were given to somebody of another paragraph though somebody else is named right beside them.

The network now and then takes a quotation for a further piece of what was said a paragraph before: “…,” Moss said. In
the next paragraph stands “So soon?” Quill asked, and Moss has both. `freed` takes such a quotation away, so that
whoever is named beside it can have it (`orphans.py`).

What it accepts: quotations that read as speech (`orphans.reads_as_speech`) and have somebody beside them (`beside.py`).
What guards it: every source and cue of all who hold the quotation stands in another paragraph; paragraphs of one
quotation stay together; whoever is named beside it is none of those who hold it; what
holds more than the quotation keeps it.
A case it gets wrong: “…,” Quill told Moss, who said “…” in a paragraph of its own, all of it in one spokesman's words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quoth.attributions.beside import Credit, credit
from quoth.attributions.orphans import reads_as_speech
from quoth.attributions.relate import blanked, kind_of, nested
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Span, part_at


def freed(article: Article, found: Sequence[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """`found`, attributions of a stretch in the order of their contents, without the quotations that strangers hold;
    who has no other words is left out. `marks` are the article's outermost quotations in order.
    """
    plain = ""
    taken: list[Quotation] = []
    for q, holders in _held_by_strangers(article, found, marks):
        plain = plain or blanked(article)
        beside = credit(plain, q, q)
        if beside is not None and not any(_names(a, beside) for a in holders):
            taken.append(q)
    if not taken:
        return list(found)
    kept = (_without(article, a, taken, marks) for a in found)
    return nested(sorted((a for a in kept if a.content), key=lambda a: a.start))


def is_stranger(text: str, a: Attribution, q: Quotation) -> bool:
    """Whether `a` cannot well say `q`: it is in another paragraph, or its cue is in `q` and its source is not."""
    if a.source and a.cue and q.start < a.cue[0].start < q.end:
        return not q.start < a.source[0].start < q.end
    beside = (*a.source, *a.cue)
    gaps = [(s.end, q.start) if s.end <= q.start else (q.end, s.start) for s in beside]
    return bool(gaps) and all(text.find("\n", start, end) >= 0 for start, end in gaps)


def _held_by_strangers(
    article: Article, found: Sequence[Attribution], marks: Sequence[Quotation]
) -> Iterator[tuple[Quotation, list[Attribution]]]:
    """The quotations that somebody holds and nobody of their own paragraph, and who holds them."""
    text = article.text
    pieces = sorted((s.start, s.end, k) for k, a in enumerate(found) for s in a.content)
    for i, q in enumerate(marks):
        after = marks[i + 1] if i + 1 < len(marks) else None
        if q.continued or (after and after.continued and not text[q.end : after.start].strip()):
            continue
        at = bisect_left(pieces, (q.end,))
        held = [
            piece for piece in pieces[max(0, at - _NEAR) : at] if piece[0] < q.inner_end and q.inner_start < piece[1]
        ]
        holders = [found[k] for s, e, k in held if q.start <= s and e <= q.end]
        if 0 < len(held) == len(holders) and all(is_stranger(text, a, q) for a in holders):
            part = part_at(article.parts, q.start)
            if (part is None or part.kind == "body") and reads_as_speech(text, q):
                yield q, holders


_NEAR = 12  # contents that begin before the end of a quotation and may reach into it


def _names(a: Attribution, beside: Credit) -> bool:
    """Whether the source or the cue of `a` is what stands `beside` a quotation."""
    return any(
        s.start < b.end and b.start < s.end for s in (*a.source, *a.cue) for b in (beside.source, beside.cue) if b
    )


def _without(article: Article, a: Attribution, taken: Sequence[Quotation], marks: Sequence[Quotation]) -> Attribution:
    left = tuple(span for span in a.content if not _taken(span, taken))
    if not left or len(left) == len(a.content):
        return replace(a, content=left)
    return replace(a, id=f"{article.id}:{left[0].start}", content=left, kind=kind_of(left, marks))


def _taken(span: Span, taken: Sequence[Quotation]) -> bool:
    i = bisect_left(taken, span.start + 1, key=lambda q: q.end)
    return i < len(taken) and taken[i].start < span.end
