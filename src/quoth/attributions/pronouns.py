"""Whom a source means that is a pronoun: "she", "they", "it", "who", "which", "I"."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Container

from quoth.attributions import lexicon as lex
from quoth.attributions.answers import (
    AUTHOR,
    UNKNOWN,
    Answer,
    Reading,
    either,
    entity_answer,
    named,
    near,
    said_before,
)
from quoth.attributions.cast import Cast
from quoth.attributions.outlets import is_known, is_outlet
from quoth.attributions.phrases import Phrase
from quoth.types import Speaker

_ASKS = re.compile(r"\b(?:question|report|interview|moderat|journalist|audience|caller)", re.IGNORECASE)
_HEAD = re.compile(r" (?:of|for|on|in|at|from|to)\b")  # what stands before it heads a noun phrase
_VAGUE_GROUPS = lex.words("some many most few all both half others rest several any others staff")
# Verbs and their small words, before a noun whose phrase they are none of: "Quill shot down far-right voters".
_VERBS = lex.words("""
    are is was were be been have has had there said says told made makes make saw sees see found finds find
    fought fights fight shot gave gives give took takes take put let met got gets get won lost hit want wants need needs
    down up off out away
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


def pronoun(reading: Reading, phrase: Phrase, never: Container[int] = ()) -> Answer:
    """The speaker that a pronoun (or the possessive pronoun before what is said) means; no person of `never`."""
    word, at = phrase.pronoun, phrase.start
    if word in lex.FIRST_PERSON:
        return Answer(AUTHOR)
    if word == "you":
        return Answer(Speaker(phrase.text, "group"))
    before = said_before(reading, at)
    if word in lex.THEY:
        if before and before[1].speaker and at - before[0] < 900:
            speaker = before[1].speaker
            if speaker.type in ("group", "organization") or " and " in speaker.name:
                outlet = _is_outlet(speaker.name)
                if near(reading, before[2] - 1, at, 1) and not outlet:
                    return before[1]
                return _several(reading, word, at, subject=not outlet) or before[1]
        found = _several(reading, word, at) or _spoke_together(reading, at)
        return found or Answer(None, f"nobody before “{phrase.text}” fits it")
    if word in lex.IT:
        if (
            before
            and before[1].speaker
            and before[1].speaker.type == "organization"
            and near(reading, before[2] - 1, at, 1)
        ):
            return before[1]
        entity, _ = reading.discourse.antecedent(word, at)
        if entity is not None and _spoke_lately(reading, entity, at):
            return entity_answer(reading, entity)
        return Answer(UNKNOWN)
    if before and before[1].speaker and before[1].speaker.type == "unnamed" and _still(reading, before, at):
        return before[1]
    return person(reading, word, at, phrase.text, never=never)


def _spoke_together(reading: Reading, at: int) -> Answer | None:
    """The people who were the last of several to speak, though one of them has been quoted since; for a "they" that
    opens its sentence.
    """
    if not _opens_sentence(reading.cast, at):
        return None
    i = bisect_left(reading.said, at, key=lambda s: s[0])
    for start, answer, _ in reversed(reading.said[max(0, i - _VOICES) : i]):
        if at - start > _LATELY:
            return None
        if answer.speaker and answer.speaker.type == "group" and _are_people(answer.speaker.name):
            return answer
    return None


def _are_people(name: str) -> bool:
    """Whether a group's words have a noun for people: "these interviewees", not "the challenges"."""
    words = (w.casefold() for w in name.split())
    folds = list(itertools.takewhile(lambda w: w not in lex.PREPOSITIONS and not w.endswith("ing"), words))
    return any(w in lex.PLURAL_PEOPLE or (lex.singular(w) != w and lex.singular(w) in lex.PERSON_NOUNS) for w in folds)


def _opens_sentence(cast: Cast, at: int) -> bool:
    i = cast.word_at(at)
    if i and cast.words[i - 1].fold in ("but", "so", "and", "still", "yet"):
        i -= 1
    return not i or cast.sentence(cast.words[i - 1].start) != cast.sentence(cast.words[i].start)


_VOICES = 4  # statements looked back at
_LATELY = 600  # code points looked back at


def _is_outlet(name: str) -> bool:
    """Whether `name` is an outlet's, also without its article ("The Hill")."""
    return is_outlet(name) or is_known(f"the {name}")


def _still(reading: Reading, before: tuple[int, Answer, int], at: int) -> bool:
    """Whether somebody unnamed who spoke is still meant: in this sentence or the next, nobody else named since."""
    cast = reading.cast
    if not near(reading, before[0], at, 1) and not near(reading, before[2] - 1, at, 1):
        return False
    name = before[1].speaker.name if before[1].speaker else ""
    if _ASKS.search(name) or _HEAD.split(name, 1)[0].rpartition(" ")[2].casefold() in lex.BODY_NOUNS:
        return False  # a questioner asked, and he answered; "the panel on tides" is no "he"
    if name.islower() and " " not in name:
        return False  # "investor" of "investor fears"
    since = before[0] + len(name)  # "an adviser to Quill" is not Quill
    return all(n.entity is not None and cast.entities[n.entity].kind != "person" for n in cast.within(since, at))


def quoted_person(reading: Reading, phrase: Phrase, outer: Answer | None) -> Answer:
    """Whom "he" or "she" means in the words of `outer`, who would say "I"."""
    never = outer.entities if outer else ()
    return person(reading, phrase.pronoun, phrase.start, phrase.text, never=never, quoted=True)


def person(
    reading: Reading, word: str, at: int, shown: str, *, never: Container[int] = (), quoted: bool = False
) -> Answer:
    """The person whom `word` at `at` means, a pronoun or "person" for any; `shown` is how the article says it."""
    entity, could = reading.discourse.antecedent(word, at, quoted=quoted, never=never)
    if entity is not None:
        return entity_answer(reading, entity)
    names = [reading.cast.entities[i].name for i in could]
    return Answer(None, f"“{shown}” could be {either(names)}" if names else f"nobody named before “{shown}” fits it")


def _several(reading: Reading, word: str, at: int, *, subject: bool = False) -> Answer | None:
    """Whom "they" means when the last speaker was one person: of two people joined by "and", a plural noun for people
    (as a `subject` only, where that is asked), and a body that spoke or acted lately, the one named last in this
    sentence or the one before.
    """
    cast = reading.cast
    here = cast.sentence(at)
    found: list[tuple[int, Answer]] = []
    since = cast.sentences[here - 2] if here > 1 else 0
    namings = cast.within(max(since, at - 600), at)
    for a, b in itertools.pairwise(namings):
        both = (a, b) if cast.text[a.end : b.start] == " and " else ()
        if both and all(n.entity is not None and cast.entities[n.entity].kind == "person" for n in both):
            found.append((a.start, named(reading, both, "")))
    last = cast.word_at(at)
    for i in range(last - 1, max(last - 60, 0), -1):
        if cast.words[i].start < since:
            break
        if cast.words[i].fold in _VAGUE_GROUPS or (subject and not _begins_clause(cast, i + 1, since)):
            continue
        if group := _people_before(reading, i + 1, since):
            found.append((cast.words[i].start, group))
            break
    entity, _ = reading.discourse.antecedent(word, at)
    if entity is not None and _spoke_lately(reading, entity, at):
        events = [e.at for e in reading.discourse.events if e.entity == entity and e.at < at]
        found.append((max(events, default=0), entity_answer(reading, entity)))
    return max(found, key=lambda f: f[0])[1] if found else None


def _begins_clause(cast: Cast, i: int, since: int) -> bool:
    """Whether the plural noun that word `i` follows is its clause's subject, as far as the words before it tell."""
    first = cast.word_at(_group_start(cast, i, since))
    before = cast.words[first - 1] if first else None
    if cast.words[first].fold in ("a", "an") or any(w.fold.endswith("ing") for w in cast.words[first : i - 1]):
        return False  # "…, pushing people away", "…, a bill on visiting students"
    return (
        before is None
        or cast.sentence(before.start) != cast.sentence(cast.words[first].start)
        or before.fold in lex.CLAUSE_OPENERS
        or "," in cast.text[before.end : cast.words[first].start]
    )


def _people_before(reading: Reading, i: int, since: int) -> Answer | None:
    """The group that word `i` follows, when its noun is one for people."""
    word = reading.cast.words[i - 1]
    people = lex.singular(word.fold) in lex.PERSON_NOUNS or word.fold in lex.PLURAL_PEOPLE
    return plural_before(reading, i, since) if people and not word.possessive else None


def _spoke_lately(reading: Reading, entity: int, at: int) -> bool:
    """Whether a body was the source of something in the last six attributions and three sentences, or the subject of
    something in the last two.
    """
    events = reading.discourse.events
    k = bisect_left(events, at, key=lambda e: e.at)
    for event in events[max(0, k - 30) : k]:
        if event.entity == entity and event.subject and not event.quoted and near(reading, event.at, at, 1):
            return True
    i = bisect_left(reading.said, at, key=lambda s: s[0])
    return any(
        entity in answer.entities and near(reading, end - 1, at, 3)
        for _, answer, end in reading.said[max(0, i - 6) : i]
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
    start = _group_start(cast, i, sentence)
    return Answer(Speaker(" ".join(cast.text[start : last.end].split()), "group"))


def _group_start(cast: Cast, i: int, since: int) -> int:
    """Where the noun phrase begins whose noun word `i` follows, at `since` at the earliest: behind any verb."""
    first, words = i - 1, cast.words
    while first > max(0, i - 6):
        before = words[first - 1]
        if before.start < since or cast.text[before.end : words[first].start] != " ":
            break
        if before.fold in _AUXILIARIES or before.fold.endswith(_NOT):
            first += 1 + (words[first].fold in _ADVERBS)  # "wouldn’t also help Ostrovian farmers"
            break
        if before.fold in _BREAKS or _is_deed(cast, first - 1):
            break
        first -= 1
        if before.fold in lex.DETERMINERS:
            break
    return words[min(first, i - 1)].start


def _is_deed(cast: Cast, i: int) -> bool:
    """Whether word `i` is what a name right before it did: "Quill praised voters", not "the elected officials"."""
    w = cast.words[i]
    if not w.text.islower() or not w.fold.endswith("ed"):
        return False
    before = cast.within(max(0, w.start - 2), w.start)
    return bool(before) and not before[-1].possessive and cast.text[before[-1].end : w.start] == " "
