"""Who is the subject of a cue, where grammar knows it better than the network.

A pronoun right before an active verb is its subject, whatever else was taken for the source.

In "She also raised fears voiced by Moss over the quay", a name inside what is said may be tagged as the source, and the
pronoun as part of the content. `put_right` turns them round.

What guards it: the pronoun is a piece of the content by itself, is one that only a subject is ("he", "she", "they",
"we", "I"), and nothing but a space stands between it and the cue; the cue is one verb in -ed, an adverb before it
allowed, so that no passive counts ("he is feared by Moss" keeps Moss); and the source stands behind the cue.

And a sentence that opens with its cue ("Asked about the cost, Moss said") has no source in the sentences before it.

Where no source was found at all, a name or a personal pronoun right before the cue is it ("Ida Moss’s claim that",
"she acknowledged"); not before a passive, nor before "seemed" and its like, nor where it is part of what is said.

A case it gets wrong: a verb whose past is irregular ("he also spoke of fears voiced by Moss") is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.types import Article, Attribution, Span

_SUBJECTS = frozenset(("he", "she", "they", "we", "i"))
_ACTIVE = re.compile(r"(?:(?:also|then|later|again|further|first|previously|\w+ly) )?\w+ed", re.IGNORECASE)
_ENDED = re.compile(r"[.!?][\"”’')\]]*\s+[\"“‘']?$")
_OPENERS = lex.SENTENCE_OPENERS - lex.PRONOUNS
_REACH = 60  # code points before a cue in which its subject stands
_NAMED = re.compile(
    r"(?<![\w.])((?:[A-Z][\w’'-]*(?:\.(?=\w))?\w* ){0,4}[A-Z][\w’'-]*|he|she|they|we|I|his|her|their|He|She|They|We) $"
)
_NOT_ACTING = re.compile(
    r"(?:is|was|are|were|be|been|being|has been|have been|had been)\b(?! \w+ing\b)|(?:appear|seem|look|sound)\w*\b|to\b"
)
_GAP = 6  # characters between two pieces that were one noun phrase: " by ", ", "


def put_right(article: Article, attribution: Attribution) -> Attribution:
    """`attribution` with the pronoun before its cue as the source, and the old source back in the content; or, where
    its cue opens a sentence, without a source from before it; or, where it has none, with the name before its cue.
    """
    a = attribution
    if a.cue and not a.source:
        return _with_subject(article.text, a)
    if a.cue and a.source and a.source[-1].end < a.cue[0].start and _opens(article.text, a.source[-1], a.cue[0]):
        return replace(a, source=())
    if not a.cue or not a.source or a.source[0].start < a.cue[-1].end or not _ACTIVE.fullmatch(a.cue[0].text):
        return a
    subject = next((s for s in a.content if s.text.casefold() in _SUBJECTS and 0 < a.cue[0].start - s.end <= 1), None)
    if subject is None or len(a.cue) > 1:
        return a
    pieces = sorted((s.start, s.end) for s in (*a.content, *a.source) if s is not subject)
    merged = pieces[:1]
    for start, end in pieces[1:]:
        if start - merged[-1][1] <= _GAP:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    content = tuple(Span.of(article.text, start, end) for start, end in merged)
    return replace(a, source=(subject,), content=content)


def _with_subject(text: str, a: Attribution) -> Attribution:
    """`a` with the name or the pronoun right before its cue as its source, where one stands there."""
    cue = a.cue[0]
    start = max(0, cue.start - _REACH)
    found = _NAMED.search(text, start, cue.start)
    if not found or _NOT_ACTING.match(cue.text):
        return a
    words = found[1].split()
    while words and words[0].casefold() in _OPENERS:
        words.pop(0)
    if not words:
        return a
    begin = text.index(words[0], found.start(1))
    if any(begin < s.end and s.start < found.end(1) for s in a.content):
        return a
    return replace(a, source=(Span.of(text, begin, found.end(1)),))


def _opens(text: str, source: Span, cue: Span) -> bool:
    """Whether `cue` is the first word of a sentence that begins after `source`."""
    if not cue.text[0].isupper():
        return False
    before = text[max(source.end, cue.start - 12) : cue.start]
    return "\n" in before or bool(_ENDED.search(before))
