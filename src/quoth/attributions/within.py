"""Words of somebody within what another says, so that both speakers are kept.

Three kinds. `nested_in`: a quotation within a quotation. In “Then Moss told us, ‘It will rain,’ and we left,” Quill
said, the inner words are Moss's, by Quill's report. What it accepts: a quotation in other marks inside the content of
an attribution, which reads as speech, with its source and its cue beside it in the same content. What guards it:
without both nothing is found, so that a name or a word in marks stays part of what is said; words that the network gave
to somebody stay theirs.
A case it gets wrong: "‘Rain,’ she said" inside a song or a sermon, which tells of nobody.

`claimed_in`: a claim within what is said. "The paper took up Quill’s claim that it rained" tells of both their words;
its source is the owner of the claim, its cue the noun. What it accepts: a name or "his", "her", "their" that owns a
noun of speech with "that" behind it, at the beginning of a content. What guards it: the nouns are those of assertions
alone, as plans and decisions are deeds; nobody may have claimed these words yet.
A case it gets wrong: "his argument that evening".

`relayed_in`: a quotation that somebody passes on. “It will rain,” Moss said, according to two aides: the network gives
all of it to the aides, whose report it is, but the words in marks are Moss's. What it accepts: a quotation with words
beside it in the same content, its source and its cue among them. What guards it: as for `nested_in`, and a cue that the
network heard already stays as it is. Where an outlet passes it on the words are Moss's alone, the outlet is the via; so
they are where it is a recording of them, or what she wrote ("according to a transcript"), which nobody says.
A case it gets wrong: a quotation of Moss's behind it that goes on after other words of the aides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace

from quoth.attributions.beside import credit
from quoth.attributions.orphans import SCORE, reads_as_speech
from quoth.attributions.outlets import is_outlet
from quoth.attributions.relate import kind_of, negated
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Span

_LEAST = 2  # words: their source and their cue stand beside them
_CLAIM = re.compile(
    r"(?P<owner>(?:[A-Z][\w.’'-]{0,30} ){0,4}[A-Z][\w-]{0,30}(?:[’']s|s[’'])|[Hh]is|[Hh]er|[Tt]heir)"
    r" (?:\w{1,20} )?(?P<noun>claim|assertion|allegation|accusation|suggestion|contention|argument|warning|insistence"
    r"|admission|prediction|statement|promise|pledge|complaint)s? (?=that\b)"
)

_RECORDING = re.compile(
    r"(?:(?:an?|the|his|her|their) )?(?:[\w’'-]+ ){0,2}?(?:transcripts?|recordings?|tapes?|audio|videos?|footage"
    r"|statement|e-?mails?|letters?|messages?|posts?|tweets?|texts?)"
    r"(?=$|,| (?:of|from|by|to|in|on|at|for|that|which|\w+ed|sent|seen)\b)",
    re.IGNORECASE,
)
_OPENS_SOURCE = re.compile(r"[A-Z@]|(?:he|she|they|the|an?|one|two|three|his|her|their)\b")
"""How a source begins: “who heads the board that oversees the quays, said” leaves “oversees the quays” before it."""


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
        low, high, k = outer[i]
        beside = credit(text, q, q)
        if beside is None or beside.cue is None:
            continue
        source, cue = beside.source, beside.cue
        if min(source.start, cue.start) < low or max(source.end, cue.end) > high:
            continue
        told = _told(found[k], source, cue, Span.of(text, q.start, q.end))
        if told.id not in taken:
            taken.add(told.id)
            out.append(replace(told, kind="direct", negated=negated(text, told.cue)))
    return _in_order(out)


def claimed_in(article: Article, found: Sequence[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """`found`, attributions in the order of their contents, with those of claims that their contents begin with."""
    text = article.text
    cues = {s.start for a in found for s in a.cue}
    taken = {a.id for a in found}
    out = list(found)
    for a in found:
        for piece in a.content:
            m = _CLAIM.match(text, piece.start, piece.end)
            if m is None or m.start("noun") in cues or m.end() + 5 >= piece.end:
                continue
            source, noun = Span.of(text, *m.span("owner")), Span.of(text, m.start("noun"), m.end() - 1)
            told = _told(a, source, noun, Span.of(text, m.end(), piece.end))
            if told.id not in taken:
                taken.add(told.id)
                out.append(replace(told, kind=kind_of(told.content, marks), negated=False))
    return _in_order(out)


def relayed_in(article: Article, found: Sequence[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """`found`, attributions in the order of their contents, with those of quotations that their sources pass on.

    `marks` are the article's outermost quotations, in order. The id of such a one is that of its cue's place, since its
    words may be the first of the other's.
    """
    cues = {s.start for a in found for s in a.cue}
    taken = {a.id for a in found}
    out: list[Attribution] = []
    for a in found:
        told = _relayed(article.text, a, marks, cues) if a.source and a.cue else None
        shown = " ".join(s.text for s in a.source)
        if told is not None and (is_outlet(shown) or _RECORDING.match(shown)):
            out.append(replace(told, id=a.id, score=a.score, inside=a.inside))
            continue
        out.append(a)
        if told is not None and told.id not in taken:
            taken.add(told.id)
            out.append(told)
    return _in_order(out)


def _relayed(text: str, outer: Attribution, marks: Sequence[Quotation], cues: Set[int]) -> Attribution | None:
    """The first quotation in the contents of `outer` that has a source and a cue of its own there, with those behind
    these that have none; None where there is no such quotation.
    """
    for n, piece in enumerate(outer.content):
        within = _between(marks, piece)
        for k, q in enumerate(within):
            if not reads_as_speech(text, q, least=_LEAST):
                continue
            beside = credit(text, q, q)
            if beside is None or beside.cue is None or beside.start is not None or beside.cue.start in cues:
                continue
            own = all(any(p.start <= s.start and s.end <= p.end for p in outer.content) for s in beside[:2] if s)
            if not own or not _OPENS_SOURCE.match(beside.source.text):
                continue
            later = [(p, o) for p in outer.content[n + 1 :] for o in _between(marks, p)]
            rest = [o for p, o in later if (o.start, o.end) == (p.start, p.end)]
            behind = (*within[k + 1 :], *rest) if beside.cue.start > q.start else ()  # “A,” Moss said. “B.”
            said = [q, *(o for o in behind if credit(text, o, o) is None)]
            first = Span.of(text, q.start, q.end)
            told = _told(outer, beside.source, beside.cue, first)
            return replace(
                told,
                id=f"{outer.article}:{beside.cue.start}",
                kind="direct",
                content=(first, *(Span.of(text, o.start, o.end) for o in said[1:])),
                negated=negated(text, told.cue),
            )
    return None


def _between(marks: Sequence[Quotation], piece: Span) -> list[Quotation]:
    """The quotations that stand in `piece` from end to end."""
    i = bisect_left(marks, piece.start, key=lambda q: q.start)
    return [q for q in marks[i : bisect_left(marks, piece.end, lo=i, key=lambda q: q.start)] if q.end <= piece.end]


def _told(outer: Attribution, source: Span, cue: Span, said: Span) -> Attribution:
    """What is told within `outer`, no surer than a rule is."""
    return replace(
        outer,
        id=f"{outer.article}:{said.start}",
        source=(source,),
        cue=(cue,),
        content=(said,),
        score=min(SCORE, outer.score),
        speaker=None,
        inside=outer.id,
    )


def _in_order(found: list[Attribution]) -> list[Attribution]:
    return sorted(found, key=lambda a: (a.start, -a.content[-1].end))
