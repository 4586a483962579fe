"""The promise, kept: every word of an attribution stands in the article at the offset that it names, in its order.

Each rule is to keep it; `sound` looks once more at the end, so that a fault of one costs the statement that it spoiled,
with a word, and neither shows what nobody wrote nor stops a run where the statement is read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quoth.types import Article, Attribution, Problem, Span

REASON = "a statement was left out, whose words quoth placed wrongly: a fault of its own, please report it"


def sound(article: Article, found: Sequence[Attribution]) -> tuple[list[Attribution], list[Problem]]:
    """Those of `found` whose spans are words of the text, and a problem for each of the others."""
    kept = [a for a in found if all(_stand(article.text, spans) for spans in (a.source, a.cue, a.content))]
    if len(kept) == len(found):
        return kept, []
    ids = {a.id for a in kept}
    problems = [Problem(f"{article.path}@{a.start}", REASON) for a in found if a.id not in ids]
    return [a if a.inside is None or a.inside in ids else replace(a, inside=None) for a in kept], problems


def _stand(text: str, spans: Sequence[Span]) -> bool:
    each = all(s.start < s.end and text[s.start : s.end] == s.text for s in spans)
    return each and all(a.end <= b.start for a, b in pairwise(spans))
