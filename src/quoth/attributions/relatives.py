"""Whom "who" and "which" mean: what stands before them, in their sentence.

What it accepts: a name right before, a plural noun ("some economists who"), somebody described ("a lawyer who"), the
last person named; for "which" a body, or whoever issued what is written ("a report, which"). What guards it: a
description in apposition or behind "is" stands for the name that it describes.
A case it gets wrong: "the sister of Ada Quill, who said", which may mean either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.answers import UNKNOWN, Answer, Reading, entities_answer, named
from quoth.attributions.cast import Cast, Naming
from quoth.attributions.issuers import issuer
from quoth.attributions.nouns import common
from quoth.attributions.phrases import Phrase, read_phrase
from quoth.attributions.pronouns import plural_before
from quoth.attributions.words import Word
from quoth.types import Speaker

_COPULAS = lex.words("is was be been as become becomes became remains remained not")
_INSERTED = re.compile(r" ?(?:—|–|--)(?: ?(?:like|such as|including|among them)\b)[^—–\n]{1,120}(?:—|–|--) ?$")
"""Examples between dashes before "who": "some guests — like Moss, of Bellport — who"."""
_OWNS = ("’s ", "'s ", "’ ", "' ", " ")
_FROM = (" of ", ", of ", " from ", ", from ")
"""Between a person and where they are from, of whom "who" tells: "Sen. Ada Quill of Bellport — who"."""
_ANYONE = lex.words("anyone someone somebody everyone anybody everybody")


def relative(reading: Reading, phrase: Phrase) -> Answer:
    """The speaker that "who", "whom", "whose", "which" or "that" means."""
    return _who(reading, phrase) if phrase.pronoun in ("who", "whom", "whose") else _which(reading, phrase.start)


def _who(reading: Reading, phrase: Phrase) -> Answer:
    cast, at = reading.cast, phrase.start
    i = cast.word_at(at)
    if not i:
        return Answer(UNKNOWN)
    sentence = cast.sentences[cast.sentence(at) - 1] if cast.sentence(at) else 0
    if inserted := _INSERTED.search(cast.text, max(sentence, at - 200), at):
        at, i = inserted.start(), cast.word_at(inserted.start())
        if not i or cast.words[i - 1].start < sentence:
            return Answer(UNKNOWN)
    last = cast.words[i - 1]
    if last.fold in ("and", "but") and (first := _who_before(cast, i - 1, sentence)):
        return _who(reading, replace(phrase, start=first.start))
    namings = cast.within(max(sentence, at - 400), at)
    if namings and namings[-1].end >= last.end:
        of_place = len(namings) > 1 and cast.text[namings[-2].end : namings[-1].start] in _FROM
        return named(reading, [namings[-2 if of_place and _is_person(cast, namings[-2]) else -1]], "")
    if group := plural_before(reading, i, sentence):
        return group
    if group := _people_of(reading, i, sentence):
        return group
    people = [n for n in namings if _is_person(cast, n)]
    if somebody := _somebody_before(reading, i, sentence, people=bool(people)):
        return somebody
    if people:
        return named(reading, people[-1:], "")
    return Answer(None, "the words before “who” name nobody")


def _people_of(reading: Reading, i: int, sentence: int) -> Answer | None:
    """The group whose noun stands before the words that end at word `i` and say where its people are: "traders around
    the world, who"; None where a name or a mark stands between.
    """
    cast = reading.cast
    for k in range(i - 2, max(i - _COMPLEMENT, -1), -1):
        w, after = cast.words[k], cast.words[k + 1]
        if w.start < sentence or cast.text[w.end : after.start] != " ":
            return None
        if lex.is_plural(w.fold) and after.fold in _WHERE:
            somebody = any(_is_person(cast, n) for n in cast.within(w.start, cast.words[i - 1].end))
            people = lex.singular(w.fold) in lex.PERSON_NOUNS and not somebody
            return plural_before(reading, k + 1, sentence) if people else None
    return None


_WHERE = lex.words("around across in at from near on")
_COMPLEMENT = 6  # words


def _who_before(cast: Cast, i: int, sentence: int) -> Word | None:
    """The "who" of the sentence that stands nearest before word `i`: "a man who served, and who"."""
    return next((w for w in cast.words[max(0, i - 40) : i][::-1] if w.fold == "who" and w.start >= sentence), None)


def _somebody_before(reading: Reading, i: int, sentence: int, *, people: bool) -> Answer | None:
    """Whoever is described before word `i`: "a lawyer who"; not where the words say who that is: "Quill, a lawyer who",
    "Quill is a lawyer who".
    """
    cast = reading.cast
    last = cast.words[i - 1]
    person = last.fold.removeprefix("ex-").removeprefix("then-") in lex.PERSON_NOUNS
    if not last.text[0].islower() or not person or last.possessive:
        return None
    for k in range(i - 2, max(i - 7, -1), -1):
        w = cast.words[k]
        if w.possessive and w.start >= sentence and cast.text[w.end : cast.words[k + 1].start] in _OWNS:
            first = k - (k > 0 and cast.words[k - 1].fold == "the")
            if people and first and cast.words[first - 1].fold in _COPULAS:
                return None
            apposed = _before_comma(cast, cast.words[first].start)
            return named(reading, [apposed], "") if apposed else common(reading, read_phrase(cast, w.start, last.end))
        if w.start < sentence or cast.text[w.end : cast.words[k + 1].start] != " " or w.fold in lex.PREPOSITIONS:
            break
        if w.fold in lex.DETERMINERS:
            before = cast.words[k - 1] if k else None
            if people and before and (before.fold in _COPULAS or "," in cast.text[before.end : w.start]):
                apposed = _before_comma(cast, w.start)  # "Ada Quill, a Moss ally, who"
                return named(reading, [apposed], "") if apposed else None
            phrase = read_phrase(cast, w.start, last.end)
            return Answer(Speaker(phrase.text, "unnamed")) if w.fold in ("a", "an") else common(reading, phrase)
    return None if last.fold not in _ANYONE else Answer(Speaker(last.text, "unnamed"))


def _before_comma(cast: Cast, at: int) -> Naming | None:
    """The person whose name a comma parts from the description at `at`: "Ada Quill, the bank’s lawyer"."""
    there = cast.within(max(0, at - 3), at)[-1:]
    if not there or cast.text[there[0].end : at] != ", " or there[0].possessive:
        return None
    return there[0] if _is_person(cast, there[0]) else None


def _is_person(cast: Cast, n: Naming) -> bool:
    return n.entity is None or cast.entities[n.entity].kind == "person"


def _which(reading: Reading, at: int) -> Answer:
    cast = reading.cast
    i = cast.word_at(at)
    if not i:
        return Answer(UNKNOWN)
    last = cast.words[i - 1]
    namings = cast.within(last.start, last.end)
    if namings and namings[-1].entity is not None and cast.entities[namings[-1].entity].kind != "person":
        return named(reading, namings[-1:], "")
    k = bisect_left(reading.issues, at, key=lambda i: i.at)
    if namings and any(namings[-1].entity in issue.by for issue in reading.issues[max(0, k - 2) : k]):
        return named(reading, namings[-1:], "")  # "a book by Ada Quill, which"
    noun = lex.singular(last.fold)
    if (
        noun not in lex.WRITTEN_NOUNS
        and (noun in lex.PERSON_NOUNS or noun in lex.BODY_NOUNS)
        and (group := plural_before(reading, i, 0))
    ):
        return group
    by = issuer(reading.issues, noun, at)
    return entities_answer(reading, by) if by else Answer(UNKNOWN)
