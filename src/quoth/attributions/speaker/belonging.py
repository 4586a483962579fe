"""Whoever is of the body or the place that stands right before "who": "Ada Quill, a fellow at the Ember House, who",
"the former governor of Ostrovia, who", "officials at the Ember House, who".

What it accepts: "of", "at", "in", "for" or "from" before the name, and before that a plural noun for people, a person's
name, a description of somebody named at the head of it, or a noun for a person with its article.
What guards it: between the preposition and the name stand only an article, an owner, adjectives and places; between a
person's name and a description only a comma. A body without such a preposition is meant itself ("according to Ember
Radio, who").
A case it gets wrong: "a gift for the Ember House, who", of which the body stays.
"""

from __future__ import annotations

import re

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming, is_person
from quoth.attributions.phrases import read_phrase
from quoth.attributions.speaker.answers import Answer, Reading, named
from quoth.attributions.speaker.nouns import common
from quoth.attributions.speaker.plurals import people_before

_OF = lex.words("of at in for from")
_BETWEEN = 9  # words between the preposition and the end of the name, at most
_DESCRIPTION = 14  # words of a description, at most
_BREAKS = lex.SAYING | lex.CLAUSE_OPENERS | lex.CONJUNCTIONS | lex.PRONOUNS - lex.POSSESSIVE | lex.PREPOSITIONS
_HEADED = re.compile(r"(?: \([^()\n]{1,24}\))?, (?:(?:now |then |formerly )?(?:an? |the |[a-z]+ (?:at|of|for) )|[A-Z])")
"""Behind a person's name, where a description begins: ", a legal fellow"."""


def belonging(reading: Reading, n: Naming, since: int) -> Answer | None:
    """Whoever is of the body or place `n`, in the sentence that begins at `since`; None where nobody is."""
    cast = reading.cast
    k = _preposition(cast, n, since)
    if k is None or not k:
        return None
    noun = cast.words[k - 1]
    if cast.text[noun.end : cast.words[k].start] != " " or noun.start < since:
        return None
    there = cast.within(noun.start, noun.end)
    if there:
        return named(reading, there[-1:], "") if is_person(cast, there[-1]) else None
    if group := people_before(reading, k, since):
        return group
    if person := _headed(cast, k, since):
        return named(reading, [person], "")
    if noun.fold not in lex.PERSON_NOUNS or not noun.text[0].islower():
        return None
    for i in range(k - 1, max(k - 6, -1), -1):
        w = cast.words[i]
        if w.start < since or (i < k - 1 and cast.text[w.end : cast.words[i + 1].start] != " "):
            return None
        if w.fold in lex.DETERMINERS:
            return common(reading, read_phrase(cast, w.start, n.end))
    return None


def _preposition(cast: Cast, n: Naming, since: int) -> int | None:
    """The number of the preposition before the name: "at" of "at the old Ember House"; None where there is none."""
    i = cast.word_at(n.start)
    for k in range(i - 1, max(i - _BETWEEN, -1), -1):
        w, after = cast.words[k], cast.words[k + 1]
        gap = cast.text[w.end : after.start]
        if w.start < since or not (gap == " " or w.possessive or (gap == ", " and w.text[0].isupper())):
            return None
        if w.fold in _OF:
            return k
        if w.fold in _BREAKS:
            return None
    return None


def _headed(cast: Cast, k: int, since: int) -> Naming | None:
    """The person whose description holds word `k`, behind a comma: "Ada Quill, a fellow" at; None where a verb, another
    person or a mark stands between.
    """
    first = max(k - _DESCRIPTION, 0)
    people = [n for n in cast.within(max(since, cast.words[first].start), cast.words[k].start) if is_person(cast, n)]
    if not people or people[-1].possessive or not _HEADED.match(cast.text, people[-1].end):
        return None
    words = cast.words_in(people[-1].end, cast.words[k].start)
    verbs = lex.SAYING | lex.CLAUSE_OPENERS | (lex.PRONOUNS - lex.POSSESSIVE)
    between = cast.text[people[-1].end : cast.words[k].start]
    if any(w.fold in verbs for w in words) or between.count(",") > 1 or re.search(r"[;:—–“”\"\n]", between):
        return None
    return people[-1]
