"""Claims within what is said: "The paper took up Quill’s claim that it rained" tells of both their words.

The network gives each word to one attribution, here the outer one. `claimed_in` adds the inner one: its source is the
owner of the claim, its cue the noun.

What it accepts: a name or "his", "her", "their" that owns a noun of speech with "that" behind it, at the beginning of a
content. What guards it: the nouns are those of assertions alone, as plans and decisions are deeds; nobody may have
claimed these words yet.
A case it gets wrong: "his argument that evening".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.attributions.orphans import SCORE
from quoth.attributions.relate import kind_of
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Span

_CLAIM = re.compile(
    r"(?P<owner>(?:[A-Z][\w.’'-]{0,30} ){0,4}[A-Z][\w-]{0,30}(?:[’']s|s[’'])|[Hh]is|[Hh]er|[Tt]heir)"
    r" (?:\w{1,20} )?(?P<noun>claim|assertion|allegation|accusation|suggestion|contention|argument|warning|insistence"
    r"|admission|prediction|statement|promise|pledge|complaint)s? (?=that\b)"
)


def claimed_in(article: Article, found: Sequence[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """`found`, attributions in the order of their contents, with those of claims that their contents begin with."""
    text = article.text
    cues = {s.start for a in found for s in a.cue}
    taken = {a.id for a in found}
    out = list(found)
    for a in found:
        for piece in a.content:
            m = _CLAIM.match(text, piece.start, piece.end)
            name = f"{article.id}:{m.end()}" if m else ""
            if m is None or m.start("noun") in cues or name in taken or m.end() + 5 >= piece.end:
                continue
            said = (Span.of(text, m.end(), piece.end),)
            taken.add(name)
            out.append(
                replace(
                    a,
                    id=name,
                    kind=kind_of(said, marks),
                    source=(Span.of(text, *m.span("owner")),),
                    cue=(Span.of(text, m.start("noun"), m.end() - 1),),
                    content=said,
                    score=min(SCORE, a.score),
                    speaker=None,
                    inside=a.id,
                    negated=False,
                )
            )
    return sorted(out, key=lambda a: (a.start, -a.content[-1].end)) if len(out) > len(found) else out
