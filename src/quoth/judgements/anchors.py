"""From an attribution to an anchor, and back to an attribution in the article as it is read today.

An anchor is that of the W3C Web Annotation model: a position, the exact words, and the words round them (Sanderson,
Ciccarese and Young 2017, sections 4.2.4 and 4.2.5). Where the text is the same, the position holds. Where it was
revised, the words are looked for, and only one place that has them, with what stood before or after them if there are
several, will do: an anchor is rather lost, which is said, than moved to a sentence that looks alike.

A case it gets wrong: an article revised so that a sentence stands somewhere else, and a copy of it was added where
both neighbours are the old ones'.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from quoth.judgements.kinds import Anchor
from quoth.types import Article, Attribution, Span

ROUND = 32  # code points kept before and after each span, as Hypothesis does
SAME = 0.5  # share of the words of both (intersection over union) from which a newer network's content is the same one
_MOST_PLACES = 1_000  # places of the exact words that are looked at


def digest(text: str) -> str:
    """What `Anchor.of` says of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def anchored(article: Article, content: Iterable[Span]) -> Anchor:
    """The anchor of a content in `article`."""
    text, spans = article.text, tuple((s.start, s.end) for s in content)
    return Anchor(
        article.id,
        digest(text),
        spans,
        tuple(text[s:e] for s, e in spans),
        tuple(text[max(0, s - ROUND) : s] for s, _ in spans),
        tuple(text[e : e + ROUND] for _, e in spans),
    )


def places(anchor: Anchor, article: Article, of: str) -> tuple[Span, ...] | None:
    """The spans of `anchor` in `article`, whose text has the digest `of`; None where they cannot be told."""
    text = article.text
    if anchor.of == of:
        spans = anchor.spans
    else:
        sought = [_only(text, *one) for one in zip(anchor.exact, anchor.before, anchor.after, strict=True)]
        spans = tuple((at, at + len(x)) for at, x in zip(sought, anchor.exact, strict=True) if at is not None)
        if len(spans) != len(sought) or any(a[1] > b[0] for a, b in pairwise(spans)):
            return None
    if any(text[s:e] != x for (s, e), x in zip(spans, anchor.exact, strict=True)):
        return None
    return tuple(Span.of(text, s, e) for s, e in spans)


def found(spans: Sequence[Span], attributions: Iterable[Attribution]) -> Attribution | None:
    """The attribution whose content has most in common with `spans`, if it is `SAME`; of equals the first."""
    best, most = None, SAME
    for attribution in attributions:
        share = _share(spans, attribution.content)
        if share > most or (share == most and best is None):
            best, most = attribution, share
    return best


def _share(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Code points in both, against those in either."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    either = sum(s.end - s.start for s in (*one, *other)) - both
    return both / either


def _only(text: str, exact: str, before: str, after: str) -> int | None:
    """Where `exact` stands in `text`: the one place that has it; of several, the one with `before` or `after`."""
    found = list(islice(_occurrences(text, exact), _MOST_PLACES))
    if len(found) == 1:
        return found[0]
    beside = [(text[max(0, at - ROUND) : at].endswith(before), text.startswith(after, at + len(exact))) for at in found]
    for fits in (all, any):
        near = [at for at, sides in zip(found, beside, strict=True) if fits(sides)]
        if len(near) == 1:
            return near[0]
    return None


def _occurrences(text: str, exact: str) -> Iterable[int]:
    at = text.find(exact)
    while at >= 0:
        yield at
        at = text.find(exact, at + 1)
