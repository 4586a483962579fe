"""Who says it where the cue is a passive: the agent behind "by", and nobody for whom words are only aimed at.

In "Quill was pressed by Moss about it" and "The claim was rated false by the Ember House" the network often takes no
source. `put_right` gives the agent, where "by" and a name stand in the cue, right behind it or right behind what is
said. And in "Quill faced criticism for the quay" the subject is whom the words are about: it is no source. Nor is
whoever was asked: in "Asked whether it rained, Quill said" the question is somebody else's. Of 72 such questions in
PolNeAR the annotators give 63 to nobody and nine to the one who asks.

What guards it: the cue ends in a participle, the agent is capitalised, no mark stands between.
A case it gets wrong: "was described by Monday as", where a day is the agent (days are left out, other times are not).
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.types import Article, Attribution, Span

_NAME = r"(?:(?:[A-Z]|Sen|Rep|Gov|Gen|Dr|Mr|Mrs|Ms)\.|[A-Z][\w&’'-]*(?:\.\w+)*)"
_AGENT = rf"(?P<agent>(?:the |The )?{_NAME}(?: (?:of |and |for )?{_NAME}){{0,5}})"
_IN_CUE = re.compile(rf"(?P<verb>\b\w+(?:ed|en|wn|id|ut|ght)\b.{{0,20}}?) by {_AGENT}")
_PARTICIPLE = re.compile(r"\b(?:\w+ed|told|said|made|put|seen|known|written|given|taken|shown|thought|found)\b")
_BEHIND = re.compile(rf"[”\"’']?,? ?(?:\w+ ){{0,2}}?by {_AGENT}")
_IMPERSONAL = re.compile(
    r"(?:(?:can|could|may|might|must|should|will|would|has|had|have|[’']s|is|was|been|be|also|not|often|first|once"
    r"|\w+ly) )+"
    r"(?:said|reported|believed|expected|estimated|thought|known|claimed|argued|hoped|feared|alleged|suggested|rumored"
    r"|rumoured|understood|assumed|noted|revealed|clear|unclear|likely|unlikely|possible|true|obvious)\b"
    r"|(?:also )?(?:seems?|seemed|appears?|appeared|turns out|turned out)\b(?! to)"
)
_AIMED = re.compile(
    r"\b(?:fac|dr[ae]w|receiv|endur|attract|suffer|provok|com(?:e|es|ing) under|came under|met with|been met)\w*\b"
    r"[\w\s-]{0,30}\b(?:criticism|scrutiny|backlash|fire|condemnation|accusations|complaints|attacks?|outrage|anger)\b"
)


def is_aimed(cue: str) -> bool:
    """Whether what a cue tells is aimed at its subject: "faced criticism for"."""
    return _AIMED.search(cue) is not None


def is_impersonal(cue: str) -> bool:
    """Whether "it" before a cue stands for nobody: "it can be said", "it was reported", "it seems"."""
    return _IMPERSONAL.match(cue) is not None


def put_right(article: Article, attribution: Attribution) -> Attribution:
    """`attribution` with the agent of its passive cue as its source, or without a source that words are aimed at."""
    a = attribution
    if not a.cue:
        return a
    if a.source and _is_asked(article.text, a):
        a = replace(a, source=())
    if a.source:
        aimed = a.source[-1].end <= a.cue[0].start and is_aimed(a.cue[0].text)
        return replace(a, source=()) if aimed else a
    cue = a.cue[0]
    if (m := _IN_CUE.search(cue.text)) and _is_agent(m["agent"]):
        span = Span.of(article.text, cue.start + m.start("agent"), cue.start + m.end("agent"))
        said = Span.of(article.text, cue.start, cue.start + m.end("verb"))
        return replace(a, source=(span,), cue=(said, *a.cue[1:]))
    if not _PARTICIPLE.search(cue.text):
        return a
    for end in (a.cue[-1].end, a.content[-1].end):
        m = _BEHIND.match(article.text, end, end + 90)
        if (
            m
            and _is_agent(m["agent"])
            and not any(s.start < m.end("agent") and m.start("agent") < s.end for s in a.content)
        ):
            return replace(a, source=(Span.of(article.text, m.start("agent"), m.end("agent")),))
    return a


def _is_asked(text: str, a: Attribution) -> bool:
    """Whether the source is whom the cue says that something was asked of: "when asked", "was asked", "Asked …, Quill".

    The agent behind "by" is not; nor is the subject of "Quill Asked", as headlines have it.
    """
    cue, source = a.cue[0], a.source[0]
    before = text[max(0, cue.start - _NEAR) : cue.start]
    asked = _ASKED.match(cue.text)
    if not asked or _BY.search(text[max(0, source.start - _NEAR) : source.start]):
        return False
    opens = cue.text[0].isupper() and (not before.strip() or before.rstrip(" ")[-1] in '.!?\n”"’')
    return bool(asked["passive"] or _PASSIVE.search(before) or (opens and source.start > cue.start))


_NEAR = 24  # code points before a cue or a source in which "was" or "by" may stand
_BE = r"(?:am|is|are|was|were|been|being|be|got|when|if)"
_ADVERB = r"(?:\w+ly |also |then |later |again |just )?"
_ASKED = re.compile(rf"(?P<passive>(?:(?:has |had |have )?{_BE} ){_ADVERB})?(?:asked|pressed|quizzed)\b", re.IGNORECASE)
_PASSIVE = re.compile(rf"\b{_BE} {_ADVERB}$", re.IGNORECASE)
_BY = re.compile(r"\bby (?:the |an? )?$", re.IGNORECASE)


def _is_agent(name: str) -> bool:
    first = name.removeprefix("the ").removeprefix("The ").split()[0].casefold()
    return first not in lex.DAYS and first not in lex.MONTHS
