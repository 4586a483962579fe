"""The naive baseline: what quotation marks and a list of reporting verbs find.

A sentence with a reporting verb is an attribution. Its content is what stands in quotation marks in it, else all words
after the verb (before it, at the end of a sentence); its source, which is also its speaker, is the name or pronoun next
to the verb. It stands beside quoth in every table, so that a figure says something.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoth.evaluate.gold import Relation
from quoth.quotation import Quotation, quotations

CUES = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|adds|according to|announced|asked|argued|claimed|stated|wrote|noted"
    r"|warned|insisted|suggested|tweeted|believes?|thinks?|believed|thought|explained|declared|acknowledged)\b"
)
NAME = re.compile(r"(?:[A-Z][\w.’'-]*(?: (?:of|the|for) )?\s?)+|\b(?:he|she|they|He|She|They|officials|critics)\b")
SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"’')]*(?=\s|$)|(?=\n)|$)")

_NEAR = 30  # characters between the source and the verb after it
_AFTER = 60  # characters after the verb in which its source may begin
_REACH = 600  # characters before the verb that are looked at: keeps a line without an end linear


def rule(text: str) -> list[Relation]:
    """The relations that the rule sees in `text`, in order."""
    marks = [q for q in quotations(text) if q.depth == 0]
    return [relation for m in SENTENCE.finditer(text) for relation in _of_sentence(text, *m.span(), marks)]


def _of_sentence(text: str, start: int, end: int, marks: Sequence[Quotation]) -> Iterator[Relation]:
    first = bisect_left(marks, start, key=lambda q: q.start)
    quoted = []
    for k in range(first, len(marks)):
        if marks[k].start >= end:
            break
        if marks[k].end <= end:
            quoted.append((marks[k].start, marks[k].end))
    for cue in CUES.finditer(text, start, end):
        k = bisect_left(quoted, cue.start() + 1, key=lambda q: q[0]) - 1
        if k >= 0 and cue.start() < quoted[k][1]:
            continue
        before = [m.span() for m in NAME.finditer(text, max(start, cue.start() - _REACH), cue.start())]
        after = [m.span() for m in NAME.finditer(text, cue.end(), min(end, cue.end() + _AFTER))]
        source = before[-1:] if before and cue.start() - before[-1][1] < _NEAR else after[:1]
        source = [(s, s + len(text[s:e].rstrip())) for s, e in source]
        content = quoted or ([(cue.end() + 1, end)] if end - cue.end() > 25 else [(start, cue.start())])
        content = [(s, e) for s, e in content if s < e]
        if content:
            who = " ".join(text[s:e] for s, e in source)
            yield Relation(tuple(source), (cue.span(),), tuple(content), speaker=(who, "unnamed") if who else None)
        return
