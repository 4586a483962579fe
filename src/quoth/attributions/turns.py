"""Interviews and transcripts: whoever a line begins with, before a colon, says the line.

In “ADA QUILL: It rained.” under “Bellport Gazette: Why?” the network may take the label of the line before or after.
What is put right: words that begin right behind a label are its bearer's, where the source that was taken stands in
another paragraph or is missing.
What guards it: the layout must be one of turns, two lines or more that begin with a label of capitalised words; what
names nobody ("Q", "A", "Note", "Update") is no label.
A case it gets wrong: a list of places, "Bellport: Quill says it rained", whose words have no source.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.types import Article, Attribution, Span

_LABEL = re.compile(r"(?:^|\n)[ \t]*([A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|for|the|and|de|van)){0,5})(:)[ \t]+")
_NOBODY = lex.words("""
    q a note update updated editor’s correction photo photos video watch read more related source sources copyright
    story highlights question answer warning analysis opinion breaking exclusive live
    """)
_GAP = 3  # code points between a label and the words that it announces


def labels_of(text: str) -> dict[int, tuple[Span, Span]]:
    """The labels of `text` and their colons, by where the words behind them begin; none where fewer than two lines have
    one. Time is linear.
    """
    found = {}
    for m in _LABEL.finditer(text):
        words = m[1].split()
        if words[0].casefold() not in _NOBODY and words[-1][0].isupper():
            found[m.end()] = (Span.of(text, *m.span(1)), Span.of(text, *m.span(2)))
    return found if len(found) > 1 else {}


def put_right(article: Article, a: Attribution, labels: dict[int, tuple[Span, Span]]) -> Attribution:
    """`a` with the label of its line as its source, where it had none in its paragraph."""
    at = next((labels[k] for k in range(a.start, a.start - _GAP, -1) if k in labels), None) if labels else None
    if at is None or at[0] in a.source:
        return a
    if a.source and "\n" not in article.text[min(a.source[0].end, a.start) : max(a.source[0].start, a.start)]:
        return a
    return replace(a, source=(at[0],), cue=(at[1],))
