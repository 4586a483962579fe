"""The group that a plural noun names, in its own words: "some economists" before "who", "city voters" before "they".

What guards it: the words begin behind any verb, preposition or mark; a noun for something written names nobody.
A case it gets wrong: a verb that no list has ("Quill spurned voters").
"""

from __future__ import annotations

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast
from quoth.attributions.speaker.answers import Answer, Reading
from quoth.types import Speaker

# Verbs and their small words, before a noun whose phrase they are none of: "Quill shot down far-right voters".
_VERBS = lex.words("""
    are is was were be been has have had there said says told ask asks asked meaning made makes make saw sees see found
    finds find fought fights fight shot gave gives give took takes take put let met got gets get won lost hit want wants
    need needs down up off out away
    """)
_AUXILIARIES = lex.words("can could will would may might must should do does did")
_ADVERBS = lex.words("also even still never only not")
_NOT = ("n’t", "n't")
_BREAKS = (
    lex.PREPOSITIONS
    | lex.CONJUNCTIONS
    | lex.CLAUSE_OPENERS
    | _VERBS
    | lex.words("than that what i he she it we they you")
)


def plural_before(reading: Reading, i: int, sentence: int) -> Answer | None:
    """The group named by a plural noun just before word `i`: "some economists who", "cities that"."""
    cast = reading.cast
    last = cast.words[i - 1]
    people = last.fold in lex.PLURAL_PEOPLE or lex.singular(last.fold) in lex.PERSON_NOUNS
    short = last.fold in ("sens", "reps", "govs", "profs", "gens")  # of "Sens. Ada Quill"
    if short or not (lex.is_plural(last.fold) and (last.text[0].islower() or people)):
        return None
    if lex.singular(last.fold) in lex.WRITTEN_NOUNS or last.fold in lex.WRITTEN_NOUNS:
        return None
    start = group_start(cast, i, sentence)
    return Answer(Speaker(" ".join(cast.text[start : last.end].split()), "group"))


def people_before(reading: Reading, i: int, since: int) -> Answer | None:
    """The group that word `i` follows, when its noun is one for people and no part of an office: "minority leader"."""
    words = reading.cast.words
    word, after = words[i - 1], words[i] if i < len(words) else None
    people = lex.singular(word.fold) in lex.PERSON_NOUNS or word.fold in lex.PLURAL_PEOPLE
    if not people or word.possessive:
        return None
    titled = after is not None and after.fold in lex.TITLES and reading.cast.text[word.end : after.start] == " "
    if titled and after is not None and (after.text[0].islower() or word.text[0].isupper()):
        return None
    return plural_before(reading, i, since)


def group_start(cast: Cast, i: int, since: int) -> int:
    """Where the noun phrase begins whose noun word `i` follows, at `since` at the earliest: behind any verb."""
    first, words = i - 1, cast.words
    while first > max(0, i - 6):
        before = words[first - 1]
        gap = cast.text[before.end : words[first].start]
        if before.start < since or (gap != " " and not (gap == ". " and "." in before.text)):
            break  # but "U.O. farmers"
        if before.fold in _AUXILIARIES or before.fold.endswith(_NOT):
            first += 1 + (words[first].fold in _ADVERBS)  # "wouldn’t also help Ostrovian farmers"
            break
        if before.fold in _BREAKS or _is_deed(cast, first - 1) or _goes_on(cast, first - 1):
            break
        first -= 1
        if before.fold in lex.DETERMINERS:
            break
    return words[min(first, i - 1)].start


def _is_deed(cast: Cast, i: int) -> bool:
    """Whether word `i` is what a name, a pronoun or one of _DOERS right before it did: "Quill praised voters", "it
    amazed officials", "the vote enraged liberals", not "the elected officials".
    """
    w = cast.words[i]
    doer = cast.words[i - 1] if i else None
    if doer is None or not w.text.islower() or not w.fold.endswith("ed") or cast.text[doer.end : w.start] != " ":
        return False
    if doer.fold in lex.PRONOUNS - lex.POSSESSIVE or (lex.singular(doer.fold) in _DOERS and not doer.possessive):
        return True
    before = cast.within(max(0, w.start - 2), w.start)
    return bool(before) and not before[-1].possessive and before[-1].end == doer.end


def _goes_on(cast: Cast, i: int) -> bool:
    """Whether word `i` is what somebody is doing to those named behind it: "Quill was praising voters"."""
    w, before = cast.words[i], cast.words[i - 1] if i else None
    if before is None or not w.text.islower() or not w.fold.endswith("ing"):
        return False
    return before.fold in _BEING and cast.text[before.end : w.start] == " "


_BEING = lex.words("is are was were be been am")
_ACTS = lex.words("vote move deal attack ruling remark departure resignation")
_DOERS = (lex.PERSON_NOUNS | lex.WRITTEN_NOUNS | _ACTS) - lex.words("former ex past present figure")
