"""Quotations within quotations: who is quoted by whoever is quoted, so that both speakers are kept.

In “Then Moss told us, ‘It will rain,’ and we left,” Quill said, the inner words are Moss's, by Quill's report.
What it accepts: a quotation in other marks inside the content of an attribution, which reads as speech, with its source
and its cue beside it in the same content. What guards it: without both nothing is found, so that a name or a word in
marks stays part of what is said; words that the network gave to somebody stay theirs.
A case it gets wrong: "‘Rain,’ she said" inside a song or a sermon, which tells of nobody.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quoth.attributions.beside import credit
from quoth.attributions.orphans import SCORE, reads_as_speech
from quoth.attributions.relate import negated
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Span

_LEAST = 2  # words: their source and their cue stand beside them


def nested_in(
    article: Article, start: int, found: Sequence[Attribution], inner: Sequence[Quotation], end: int
) -> list[Attribution]:
    """`found`, attributions between `start` and `end`, with those of the quotations `inner` to others, in order."""
    text = article.text
    outer = sorted((s.start, s.end, k) for k, a in enumerate(found) for s in a.content)
    taken = {a.id for a in found}
    out = list(found)
    for q in inner:
        if not start <= q.start < end or not reads_as_speech(text, q, least=_LEAST):
            continue
        i = bisect_right(outer, (q.start, len(text), 0)) - 1
        if i < 0 or outer[i][1] < q.end:
            continue
        start, stop, k = outer[i]
        beside = credit(text, q, q)
        name = f"{article.id}:{q.start}"
        if beside is None or beside.cue is None or name in taken:
            continue
        pieces = (beside.source, beside.cue)
        if any(p.start < start or p.end > stop for p in pieces):
            continue
        said = (Span.of(text, q.start, q.end),)
        taken.add(name)
        out.append(
            replace(
                found[k],
                id=name,
                kind="direct",
                source=(beside.source,),
                cue=(beside.cue,),
                content=said,
                score=min(SCORE, found[k].score),
                speaker=None,
                inside=found[k].id,
                negated=negated(text, (beside.cue,)),
            )
        )
    return sorted(out, key=lambda a: (a.start, -a.content[-1].end))
