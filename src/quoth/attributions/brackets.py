"""The subject of a cue that stands before a bracket of commas: "Quill, in her first talk since being made mayor, told".

What it accepts: a name that opens its sentence, a comma, words that begin with a preposition, "who" or a verb in -ing,
and a comma right before the cue, where the network took words between the commas for the source.
What guards it: a day, a month or a word that opens sentences is no name; the words that were taken do not stand behind
a comma ("Later, in Bellport, Ada Quill, the mayor, said"), "that", "as" or "when", so that they begin no clause.
A case it gets wrong: a place in a heading that ends with a comma.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.sentences import sentence
from quoth.types import Attribution, Span

_REACH = 400  # code points of a sentence before its cue, at most
_BRACKET = re.compile(
    r"[\"“]?(?:But |And )?(?P<name>(?:[A-Z][\w.’'-]* (?:(?:al|bin|de|der|la|van|von) )?){0,6}[A-Z][\w’'-]*)"
    r"(?: \([^()\n]{1,24}\))?, (?:after|at|before|by|during|for|from|in|like|on|since|under|with|who|whose|\w+ing)\b"
    r"(?:[^.!?;“”\"\n]|\.(?! [A-Z“\"])){3,300}, "
)
_NO_NAME = lex.SENTENCE_OPENERS | lex.DAYS | lex.MONTHS | lex.PREPOSITIONS
_CLAUSE = re.compile(r"(?:,|\b(?:that|as|when|while|because|if|and|but))[\s\"“]*$")


def put_right(text: str, a: Attribution) -> Attribution:
    """`a` with the name before the bracket as its source, where the network's source stands within; else `a`."""
    if not a.cue or not a.source or a.source[-1].end > a.cue[0].start or a.source[0].text.casefold() in lex.PRONOUNS:
        return a
    source, cue = a.source[0], a.cue[0]
    start, _ = sentence(text, cue.start)
    m = _BRACKET.fullmatch(text, max(start, cue.start - _REACH), cue.start)
    if m is None or source.start <= m.end("name") or _CLAUSE.search(text, m.end("name") + 2, source.start):
        return a
    first = m["name"].split()[0].casefold()
    if first in _NO_NAME:
        return a
    return replace(a, source=(Span.of(text, *m.span("name")),))
