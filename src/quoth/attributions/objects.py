"""What is said where it stands before its subject, and a subject that was taken for what is said.

What it accepts: "the plan, which Quill calls a joke" and "what Quill calls a joke", where "which" and "what" are part
of the content; "a leader that Quill admires." before the end of a paragraph, where "that" is all of it; "which he says
would cost a million", all of which the network took for content; "Quill in an interview appeared to blame the rain",
whose subject it took for content.
What guards it: nothing but a space stands between the subject and the cue; a content in the next paragraph is given up
only where the sentence ends with the cue; after "appeared" a verb of saying must follow.
A case it gets wrong: "the day, which Quill said it rained".
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.types import Attribution, Span

_GAP = 6  # code points between a subject and its cue
_CLAUSE = re.compile(r"(which|what|that|who|whom) (he|she|they|we|it|[A-Z][\w.’'-]*(?: [A-Z][\w’'-]*){0,3}) ")
_OBJECT = re.compile(r"(?:, (?=which)|(?<=[\w,] )(?=what))(which|what) $")
_SEEMS = re.compile(r"(?:appear|seem)(?:s|ed)?(?: \w+ly)?")
_NAME = re.compile(r"(?:[A-Z][\w.’'-]* ){0,4}[A-Z][\w.’'-]*|he|she|they|we|He|She|They|We")
_TO_SAY = re.compile(
    r"(to (?:blame|suggest|acknowledge|concede|admit|criticize|criticise|endorse|reject|dismiss|call|question|threaten"
    r"|accuse|confirm|deny|hint|imply|say|warn|defend|praise|mock|promise|claim|argue)) (?=\w)"
)
_ENDS = re.compile(r"[.!?][”\"’']?\s*\n")
_LAST = re.compile(r"\b(that|which|whom|who|what) $")


def put_right(text: str, a: Attribution) -> Attribution:
    """`a`, an attribution of `text`, with its subject and its objects parted; as it was where nothing applies."""
    if not a.cue or len(a.cue) > 1:
        return a
    cue = a.cue[0]
    for k, s in enumerate(a.content):
        m = _CLAUSE.match(s.text) if s.start < cue.start < s.end and not a.source else None
        if m and s.start + m.end() == cue.start:
            pieces = [(s.start, s.start + m.end(1)), (cue.end, s.end)]
            kept = [Span.of(text, b, e) for b, e in (_tight(text, *p) for p in pieces) if b < e]
            source = Span.of(text, s.start + m.start(2), s.start + m.end(2))
            return replace(a, source=(source,), content=(*a.content[:k], *kept, *a.content[k + 1 :]))
    if not a.source and len(a.content) > 1 and (found := _seems(text, a)):
        return found
    if len(a.source) != 1 or not 0 < cue.start - a.source[0].end <= _GAP:
        return a
    if a.kind == "indirect" and _ENDS.match(text, cue.end) and all("\n" in text[cue.end : s.start] for s in a.content):
        m = _LAST.search(text, max(0, a.source[0].start - 12), a.source[0].start)  # "a leader that Quill admires."
        return replace(a, content=(Span.of(text, *m.span(1)),)) if m else a
    m = _OBJECT.search(text, max(0, a.source[0].start - 12), a.source[0].start)
    if not m or any(s.start < m.end(1) and m.start(1) < s.end for s in a.content):
        return a
    content = tuple(sorted((*a.content, Span.of(text, *m.span(1)))))
    return replace(a, content=content)


def _seems(text: str, a: Attribution) -> Attribution | None:
    """`a`, whose cue is "appeared" or the like, with its subject, where what follows is a verb of saying: "Quill in an
    interview appeared to blame the rain".
    """
    cue = a.cue[0]
    if not _SEEMS.fullmatch(cue.text):
        return None
    subject = next((s for s in a.content if s.end < cue.start and _NAME.fullmatch(s.text)), None)
    rest = next((s for s in a.content if s.start >= cue.end), None)
    m = _TO_SAY.match(rest.text) if rest else None
    if subject is None or rest is None or m is None or re.search(r"[.!?\n]", text[subject.end : cue.start]):
        return None
    kept = (Span.of(text, rest.start + m.end(), rest.end), *(s for s in a.content if s.start > rest.start))
    said = (Span.of(text, cue.start, rest.start + m.end(1)),)
    return replace(a, source=(subject,), cue=said, content=kept)


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,":
        start += 1
    return start, end
