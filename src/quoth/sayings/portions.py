"""The tellings of a saying as they stand in it: whole, or the part that `Saying.parts` says belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quoth.sayings.passages import narrowed, passages
from quoth.types import Attribution, Saying, Span


def tellings(saying: Saying, attributions: Mapping[str, Attribution]) -> list[Attribution]:
    """The tellings of `saying` in its order, each with the content that belongs to it; those not given are left out."""
    parts = {part.telling: part.content for part in saying.parts}
    return [
        portion(attributions[t], parts[t]) if t in parts else attributions[t]
        for t in saying.tellings
        if t in attributions
    ]


def portion(attribution: Attribution, content: Sequence[Span]) -> Attribution:
    """`attribution` with only `content` of it; whether that is quoted or reported is asked of that part alone."""
    held = [
        p
        for p in passages(attribution)
        if all(any(c.start <= s.start and s.end <= c.end for c in content) for s in p.content)
    ]
    narrow = narrowed(attribution, held) if held else attribution
    return narrow if narrow.content == tuple(content) else replace(attribution, content=tuple(content))


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` of one text in order, those that overlap as one."""
    out: list[Span] = []
    for span in sorted(spans):
        last = out[-1] if out else None
        if last is None or last.end < span.start:
            out.append(span)
        elif last.end < span.end:
            out[-1] = Span(last.start, span.end, last.text + span.text[last.end - span.start :])
    return tuple(out)
