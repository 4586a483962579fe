"""Which words of an article stand in quotation marks and are long enough to be held against a record."""

from __future__ import annotations

from collections.abc import Iterable

from quoth.articles.front_matter import front_matter
from quoth.quotation import quotations
from quoth.types import Article, Attribution, Span, Speaker

LEAST = 5  # words, by white space, as the format says


def quoted_spans(article: Article) -> tuple[Span, ...]:
    """The outermost quotations of `article` that have five words or more, without their marks, in order.

    What front matter has in marks ('title: "…"') is a field of it, and no quotation.
    """
    above = front_matter(article.text)
    begins = above.end if above else 0
    found = []
    for q in quotations(article.text):
        if q.depth == 0 and q.start >= begins:
            span = Span.of(article.text, q.inner_start, q.inner_end)
            if len(span.text.split()) >= LEAST:
                found.append(span)
    return tuple(found)


def speaker_of(span: Span, attributions: Iterable[Attribution]) -> Speaker | None:
    """The speaker of the attribution whose content shares most with `span`; the inner one where two share alike."""
    most, who = 0, None
    for attribution in attributions:
        shared = sum(max(0, min(span.end, c.end) - max(span.start, c.start)) for c in attribution.content)
        if shared > most or (shared and shared == most and attribution.inside is not None):
            most, who = shared, attribution.speaker
    return who
