"""Whoever is described right before "who", by whatever noun: "some economists who", "a lawyer who", "those on the right
who", "nine percent who", "his barber, who", "one of the paper’s editors, who", "Democrats on the committee, who".

What guards it: no mark stands within the description; one in apposition or behind "is" stands for the name, or the
"he", that it describes; a thing ("a college degree, who") is nobody, but the people before its preposition may be.
A case it gets wrong: "a friend of the glazier who", which may mean either.
"""

from __future__ import annotations

import re

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming, is_person
from quoth.attributions.phrases import read_phrase
from quoth.attributions.speaker.answers import Answer, Reading, named
from quoth.attributions.speaker.nouns import common
from quoth.attributions.speaker.plurals import plural_before
from quoth.attributions.speaker.pronouns import person
from quoth.types import Speaker

_COPULAS = lex.words("is was be been as become becomes became remains remained not")
_OWNS = ("’s ", "'s ", "’ ", "' ", " ")
_ANYONE = lex.words("anyone someone somebody everyone anybody everybody")
_WHERE = lex.words("around across in at from near on")
_COMPLEMENT = 6  # words behind a plural noun that say where its people are
_PHRASE = 7  # words of a description
_OWNER = 60  # code points of "one of" and whose they are
_ONE_OF = re.compile(r"\b(?:[Oo]ne|[Aa]nother) of (?:the |his |her |their |its |[A-Z][\w.’' -]{1,40}[’']s? )[\w’' -]+$")
_PERSON = re.compile(r"(?:[^e]er|or|ist|ian|man|woman|ee|ant)$")  # the end of most nouns for people
_THOSE = lex.words("those these nine ten both all some many others")
_APPOSED = re.compile(r"(?: \([^()\n]{1,24}\))?, ")  # behind a name: " (H-Bellport), "
_PARTY = 30  # code points of it, at most
_PARTS = lex.words("percent majority minority half third quarter two three four five six seven eight nine ten share")
_BREAKS = (
    lex.words("but or nor yet than not")
    | (lex.SAYING | lex.CONJUNCTIONS | lex.CLAUSE_OPENERS)
    | (lex.PRONOUNS - lex.POSSESSIVE - {"that"})
)


def described(reading: Reading, i: int, sentence: int, at: int, *, people: bool) -> Answer | None:
    """Whoever is described before word `i`, in the sentence that begins at `sentence`; `at` is where the "who" stands
    that tells of them, `people` whether the sentence names anybody before it. None where nobody is.
    """
    if group := plural_before(reading, i, sentence):
        return _one_of(reading.cast, group, i, at) or group
    return (
        _people_of(reading, i, sentence)
        or _by_noun(reading, i, sentence, people=people)
        or _by_determiner(reading, i, sentence, at, people=people)
    )


def _one_of(cast: Cast, group: Answer, i: int, at: int) -> Answer | None:
    """The one of a `group` whom "who" behind a comma means: "one of the paper’s editors, who"; None where none is."""
    name = group.speaker.name if group.speaker else ""
    last = cast.words[i - 1]
    m = _ONE_OF.search(cast.text, max(0, last.end - len(name) - _OWNER), last.end)
    if m is None or "," not in cast.text[last.end : at]:
        return None
    return Answer(Speaker(" ".join(m[0].split()), "unnamed"))


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
            somebody = any(is_person(cast, n) for n in cast.within(w.start, cast.words[i - 1].end))
            people = lex.singular(w.fold) in lex.PERSON_NOUNS and not somebody
            return plural_before(reading, k + 1, sentence) if people else None
    return None


def _by_noun(reading: Reading, i: int, sentence: int, *, people: bool) -> Answer | None:
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


def _by_determiner(reading: Reading, i: int, sentence: int, at: int, *, people: bool) -> Answer | None:
    """Whoever the noun phrase before word `i` describes, by its article, number or "his", whatever its noun; where that
    is a thing, the people before its preposition.
    """
    cast = reading.cast
    k = _first_word(cast, i, sentence)
    if k is None:
        return None
    first, last = cast.words[k], cast.words[i - 1]
    if first.fold in lex.PREPOSITIONS:
        return _people_at(reading, k, sentence)
    shown = " ".join(cast.text[first.start : last.end].split())
    if first.text.isdigit() or last.fold in _PARTS:  # behind a comma "who" may ask: "at 5 percent, who left?"
        return None if "," in cast.text[last.end : at] else Answer(Speaker(shown, "group"))
    if first.fold in _THOSE or lex.is_plural(last.fold):
        return Answer(Speaker(shown, "group"))
    before = cast.words[k - 1] if k and cast.words[k - 1].start >= sentence else None
    if before and before.fold in _COPULAS:
        return _subject(reading, k - 1)
    if before and before.fold in lex.PREPOSITIONS and last.fold not in lex.PERSON_NOUNS:
        group = _people_at(reading, k - 1, sentence)
        if group or first.fold not in lex.POSSESSIVE | {"one", "another"} or not _PERSON.search(last.fold):
            return group
    if last.fold in lex.BODY_NOUNS | lex.WRITTEN_NOUNS or first.fold in ("the", "this", "that"):
        return None
    if apposed := _before_comma(cast, first.start):
        return named(reading, [apposed], "")
    behind_comma = before is not None and "," in cast.text[before.end : first.start]
    return None if people and behind_comma else Answer(Speaker(shown, "unnamed"))  # "Quill led the bank, a shark who"


def _first_word(cast: Cast, i: int, sentence: int) -> int | None:
    """The number of the determiner, or of the preposition, that is nearest before word `i`; None over a mark or a verb
    of saying.
    """
    for k in range(i - 1, max(i - _PHRASE, -1), -1):
        w = cast.words[k]
        if w.start < sentence or w.fold in _BREAKS:
            return None
        if k + 1 < i and cast.text[w.end : cast.words[k + 1].start] not in (_OWNS if w.possessive else (" ",)):
            return None
        if k + 1 == i and w.fold == "one":
            continue  # "he was the one who"
        if w.fold in lex.PREPOSITIONS | lex.DETERMINERS | lex.POSSESSIVE or (w.text.isdigit() and k + 1 < i):
            return k
    return None


def _subject(reading: Reading, copula: int) -> Answer | None:
    """Whom the word before the "is" that is word `copula` means: "Quill is", "He was"."""
    cast = reading.cast
    subject = cast.words[copula - 1] if copula else cast.words[copula]
    if subject.fold in lex.HE_OR_SHE:
        return person(reading, subject.fold, subject.start, subject.text)
    there = cast.within(subject.start, subject.end)
    return named(reading, there[-1:], "") if there and is_person(cast, there[-1]) else None


def _people_at(reading: Reading, k: int, sentence: int) -> Answer | None:
    """The plural noun right before the preposition that is word `k`: "Democrats" of "Democrats on the committee"."""
    cast = reading.cast
    word = cast.words[k - 1] if k else None
    if word is None or word.start < sentence:
        return None
    if word.fold in _THOSE and cast.text[word.end : cast.words[k].start] == " ":
        return Answer(Speaker(word.text, "group"))
    people = lex.singular(word.fold) in lex.PERSON_NOUNS or word.fold in lex.PLURAL_PEOPLE
    return plural_before(reading, k, sentence) if people else None


def _before_comma(cast: Cast, at: int) -> Naming | None:
    """The person whose name a comma parts from the description at `at`: "Ada Quill, the bank’s lawyer"."""
    there = cast.within(max(0, at - _PARTY), at)[-1:]
    if not there or not _APPOSED.fullmatch(cast.text, there[0].end, at) or there[0].possessive:
        return None
    return there[0] if is_person(cast, there[0]) else None
