"""What the words around a name tell of its place in the sentence, without a parser: whether it is a subject, what
clause it stands in.

A subject is a name that no preposition and no possessive goes with.
A case it gets wrong: an object behind a verb ("it pleased Quill"), which counts as a subject.
"""

from __future__ import annotations

import re

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.words import Prose

_AND = re.compile(r"(?:,? \([^()\n]{1,24}\),?)? and (?:former )?(?:[A-Z][\w.’-]* ){0,5}")
_PAUSE = re.compile(r"[,;:—–]|--")
_OPENING = 24  # code points of a sentence in which the word that opens its first clause stands


def is_subject(prose: Prose, start: int, end: int, *, possessive: bool) -> bool:
    """Whether the name at `start:end` may be the subject of its clause."""
    if possessive:
        return False
    i = prose.word_at(start)
    before = prose.words[i - 1] if i else None
    if before is None or prose.sentence(before.start) != prose.sentence(start):
        return True
    first = prose.words[i - 2].fold if i > 1 else ""
    if (first, before.fold) == ("as", "for"):
        return True  # "As for Quill, he"
    governed = before.fold in lex.PREPOSITIONS or (before.fold in lex.DETERMINERS and first in lex.PREPOSITIONS)
    return not governed and end < len(prose.text)


def is_joined(cast: Cast, one: Naming, other: Naming) -> bool:
    """Whether two people's names are joined by "and", with an office or a party in brackets between them: "Ada Quill
    (H-Bellport) and Harbour Leader Tom Vale".
    """
    people = all(n.entity is not None and cast.entities[n.entity].kind == "person" for n in (one, other))
    return people and not other.possessive and _AND.fullmatch(cast.text, one.end, other.start) is not None


def heads_clause(prose: Prose, at: int) -> bool:
    """Whether a clause begins with the name at `at`, its article and titles apart: behind a mark, "that", "when"; not
    "sold the Harbour Bank" nor "an inquiry at Ostrovia’s Harbour Bank".
    """
    i = prose.word_at(at)
    start = _sentence_start(prose, at)
    while i and prose.words[i - 1].start >= start and prose.words[i - 1].fold in lex.DETERMINERS | lex.TITLES:
        i -= 1
    before = prose.words[i - 1] if i else None
    if before is None or before.start < start:
        return True
    opened = before.fold in lex.CLAUSE_OPENERS or before.fold == "that"
    return opened or bool(_PAUSE.search(prose.text, before.end, prose.words[i].start))


def main_clause(prose: Prose, at: int) -> int:
    """Where the sentence begins whose second clause a pronoun at `at` opens, "Quill left when he", no comma before it,
    or "When Quill left, he"; `at` where it does not.
    """
    i = prose.word_at(at)
    opener = prose.words[i - 1] if i > 1 else None
    if opener is None:
        return at
    start, before = _sentence_start(prose, at), prose.words[i - 2]
    if opener.fold not in lex.CLAUSE_OPENERS:
        behind = prose.text[opener.end : at] == ", " and opening_clause_end(prose, start, at) == opener.end
        return start if behind else at
    joined = before.start >= start and "," not in prose.text[before.end : opener.start]
    return start if joined else at


def opening_clause_end(prose: Prose, start: int, end: int) -> int:
    """The place, before `end`, of the comma behind a clause that opens the sentence at `start` ("As Quill left,"); 0
    without one.
    """
    opening = [w.fold for w in prose.words_in(start, min(end, start + _OPENING))[:2]]
    if opening and opening[0] in ("just", "even", "and", "but", "so"):
        opening = opening[1:]
    opens = bool(opening) and opening[0] in lex.CLAUSE_OPENERS
    return max(0, prose.text.find(",", start, end)) if opens else 0


def _sentence_start(prose: Prose, at: int) -> int:
    here = prose.sentence(at)
    return prose.sentences[here - 1] if here else 0
