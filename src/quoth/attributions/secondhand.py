"""A statement within what another says, told without marks: "Moss said Quill had told her the quay would close".

Both speakers are kept: the outer statement stays as it is, and what Quill told Moss is Quill's, by her report.

What it accepts: a name at the beginning of a content or of a sentence in it, a verb of saying or thinking behind it,
and its clause: "Quill told us the quay would close", "Senator Quill respects that but thinks that it should close".
What guards it: without "that" the clause begins as clauses do ("he", "the", a mark); a clause of less than LEAST words
says nothing; a name to which another is joined is none; words that the network gave to somebody stay theirs, and nobody
passes on what is his own.
A case it gets wrong: "Quill says the same of Moss", which says nothing of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.orphans import SCORE
from quoth.attributions.relate import kind_of, negated
from quoth.attributions.sentences import sentences_of
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Span

LEAST = 4  # words of a clause
_CAPITAL = r"[A-Z][\w’'-]{1,30}"
_NAME = rf"(?:(?:Sen|Rep|Gov|Gen|Dr|Mrs?|Ms)\. )?{_CAPITAL}(?: (?:[A-Z]\. )?{_CAPITAL}){{0,3}}"
_SAYS = "says|said|thinks|thought|believes|believed|argues|argued|insists|insisted|feels|felt"
_THAT = r"that (?!(?:is|was|would|could|will|may|might|must|can|has|had|does|did|in|on|at|to)\b)(?=\S)"
_CLAUSE = r"(?=(?:he|she|they|it|we|the|there|his|her|their|this|these|no|some|many|[A-Z]\w+)\b|[“\"‘])"
_REPORTED = re.compile(
    rf"[“\"‘']?(?:that )?(?P<who>{_NAME}) "
    rf"(?:(?:(?:has|had|later|then|still|just) )?(?:(?P<says>{_SAYS})"
    rf"|(?P<tells>told|tells|assured|assures) (?:me|us|them|him|her|reporters|aides|{_CAPITAL}(?: {_CAPITAL})?))"
    rf"(?: (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)? (?:{_THAT}|{_CLAUSE})"
    rf"|(?:[a-z]+ ){{1,4}}(?:but|and) (?P<also>{_SAYS}) {_THAT})"
)
_NOBODY = (
    lex.SENTENCE_OPENERS | lex.DAYS | lex.MONTHS | lex.PRONOUNS | lex.CONJUNCTIONS | lex.DETERMINERS
    | lex.words("also yesterday today people everybody everyone nobody somebody someone anybody anyone what statement")
)  # fmt: skip
"""They begin a sentence with a capital, and no name."""
_OTHERS = re.compile(r",| (?:to|of|for|from|at|with) ")
_CUES = ("says", "tells", "also")
_WORD = re.compile(r"\w+")


def reported_in(article: Article, found: Sequence[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """`found`, attributions in the order of their contents, with those that others report within these; `marks` are the
    article's outermost quotations, in order.
    """
    text = article.text
    cues = {at for a in found for s in a.cue for at in range(s.start, min(s.end, s.start + 40))}
    taken = {a.id for a in found}
    out = list(found)
    for outer in found:
        for who, cue, said in _reports(outer):
            told = f"{outer.article}:{said.start}"
            if cue.start in cues or told in taken or _is_own(outer, who):
                continue
            taken.add(told)
            inner = replace(
                outer,
                id=told,
                source=(who,),
                cue=(cue,),
                content=(said,),
                kind=kind_of((said,), marks),
                score=min(SCORE, outer.score),
                speaker=None,
                negated=negated(text, (cue,)),
                inside=outer.id,
            )
            out.append(inner)
    return sorted(out, key=lambda a: (a.start, -a.content[-1].end))


def _reports(outer: Attribution) -> Iterator[tuple[Span, Span, Span]]:
    """Source, cue and content of each report that a sentence of a content begins with."""
    for sentence in sentences_of(outer.content):
        piece = sentence[0]
        m = _REPORTED.match(piece.text)
        if m is None or m["who"].split()[0].casefold() in _NOBODY:
            continue
        group = next(g for g in _CUES if m[g])
        said = piece.text[m.end() :].rstrip(' \n.,”"’')
        if len(_WORD.findall(said)) >= LEAST:
            yield (
                _part(piece, *m.span("who")),
                _part(piece, *m.span(group)),
                _part(piece, m.end(), m.end() + len(said)),
            )


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.start + start, span.start + end, span.text[start:end])


def _is_own(outer: Attribution, who: Span) -> bool:
    """Whether the one whose words are reported is the one who reports them: "Quill says Quill thinks"; not where the
    source only tells for whom it speaks, "Quill’s office", "an adviser to Quill".
    """
    last = who.text.rpartition(" ")[2]
    return any(last in _OTHERS.split(s.text, maxsplit=1)[0].split() for s in outer.source)
