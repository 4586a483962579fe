"""Whom a source means that is a pronoun: "she", "it", "I"; for "they" see `they`, for "who" and "which" `relatives`."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Container, Sequence

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast
from quoth.attributions.phrases import Phrase
from quoth.attributions.phrases.clauses import heads_clause
from quoth.attributions.speaker.answers import (
    AUTHOR,
    UNKNOWN,
    Answer,
    Reading,
    either,
    entity_answer,
    is_of,
    near,
    said_before,
)
from quoth.attributions.speaker.they import spoke_lately, they
from quoth.types import Speaker

_ASKS = re.compile(r"\b(?:question|report|interview|moderat|journalist|audience|caller)", re.IGNORECASE)
_HEAD = re.compile(r" (?:of|for|on|in|at|from|to)\b")  # what stands before it heads a noun phrase


def pronoun(reading: Reading, phrase: Phrase, never: Container[int] = ()) -> Answer:
    """The speaker that a pronoun (or the possessive pronoun before what is said) means; nobody of `never`."""
    word, at = phrase.pronoun, phrase.start
    if word in lex.FIRST_PERSON:
        return Answer(AUTHOR)
    if word == "you":
        return Answer(Speaker(phrase.text, "group"))
    if word in lex.THEY:
        return they(reading, phrase, never)
    before = said_before(reading, at)
    if word in lex.IT:
        if (
            before
            and before[1].speaker
            and before[1].speaker.type == "organization"
            and near(reading, before[2] - 1, at, 1)
            and not is_of(before[1], never)
        ):
            return before[1]
        entity, _ = reading.discourse.antecedent(word, at, never=never)
        if entity is not None and spoke_lately(reading, entity, at):
            return entity_answer(reading, entity)
        return Answer(UNKNOWN)
    if before and before[1].speaker and before[1].speaker.type == "unnamed" and _still(reading, before, at):
        return before[1]
    return person(reading, word, at, phrase.text, never=never)


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
    if entity is None and word in lex.HE_OR_SHE and not quoted and len(could) > 1:
        entity = _told_apart(reading, could, at)
        lead = _leads(reading, could, at) if entity is None else -1
        if lead >= 0:
            return Answer(entity_answer(reading, lead).speaker)  # too little to say whom the next one means
    if entity is not None:
        return entity_answer(reading, entity)
    names = [reading.cast.entities[i].name for i in could]
    return Answer(None, f"“{shown}” could be {either(names)}" if names else f"nobody named before “{shown}” fits it")


def _told_apart(reading: Reading, could: Sequence[int], at: int) -> int | None:
    """Which of the people whom a pronoun at `at` may mean, as their weights do not tell: who said something before it
    in its sentence, else the only one with whom a clause of it begins ("Quill was no Moss, but he"), else, where it
    says something itself ("he added"), who said something in the sentence before.
    """
    discourse = reading.discourse
    here = discourse.sentence(at)
    before = said_before(reading, at)
    spoke = before[1].entities[0] if before and len(before[1].entities) == 1 else None
    if before and spoke in could and discourse.sentence(before[0]) == here:
        return spoke
    i = bisect_left(discourse.events, at, key=lambda e: e.at)
    there = [e for e in discourse.events[max(0, i - _NAMINGS) : i] if e.sentence == here and not e.quoted]
    subjects = (e for e in there if e.subject and not e.pronoun and heads_clause(reading.cast, e.at))
    heads = {e.entity for e in subjects if not _is_apposed(reading.cast, e.at)}
    if heads:
        return next(iter(heads)) if len(heads) == 1 and heads <= set(could) else None
    lately = before is not None and spoke in could and here - discourse.sentence(before[2] - 1) <= 1
    return spoke if lately and _says(reading.cast, at) else None


def _leads(reading: Reading, could: Container[int], at: int) -> int:
    """With whom of those who `could` be meant the sentence before begins, where no other of them heads a clause of it
    and nobody is named since the pronoun's own begins: "Quill has met Moss. At one point he"; -1 where there is nobody.
    """
    cast, events = reading.cast, reading.discourse.events
    here = cast.sentence(at)
    start, since = cast.sentences[here - 1] if here else 0, cast.sentences[here - 2] if here > 1 else 0
    named = (n.entity for n in cast.within(start, at) if n.entity is not None)
    if here < 2 or any(cast.entities[i].kind == "person" for i in named):
        return -1
    i = bisect_left(events, since, key=lambda e: e.at)
    there = itertools.takewhile(lambda e: e.at < start, events[i : i + _NAMINGS])
    heads = [
        e
        for e in there
        if e.subject and e.entity in could and (heads_clause(cast, e.at) or _is_coordinated(cast, e.at))
    ]
    leads = bool(heads) and not heads[0].quoted and _begins(cast, since, heads[0].at)
    return heads[0].entity if leads and len({e.entity for e in heads}) == 1 else -1


def _is_coordinated(cast: Cast, at: int) -> bool:
    """Whether a clause, or a second name, may begin at `at`: "but Quill left", "and Quill"."""
    i = cast.word_at(at)
    return bool(i) and cast.words[i - 1].fold in ("and", "but", "or", "so", "yet", "nor")


def _begins(cast: Cast, since: int, at: int) -> bool:
    """Whether the sentence at `since` begins with the name at `at`, its title and a word such as "but" apart."""
    return all(w.text[0].isupper() or w.fold in lex.TITLES | lex.DETERMINERS for w in cast.words_in(since, at))


def _is_apposed(cast: Cast, at: int) -> bool:
    """Whether the name at `at` stands between two commas: "an opponent, Ada Quill, whom"."""
    name = cast.within(at, at + 1)
    return bool(name) and cast.text[max(0, at - 2) : at] == ", " and cast.text[name[0].end : name[0].end + 1] == ","


def _says(cast: Cast, at: int) -> bool:
    """Whether a verb of saying follows the pronoun at `at`, an adverb apart: "he quickly added"."""
    i = cast.word_at(at) + 1
    i += i < len(cast.words) and cast.words[i].fold.endswith("ly")
    return i < len(cast.words) and cast.words[i].fold in lex.SAYING


_NAMINGS = 30  # looked back at
