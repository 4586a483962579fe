"""Whom "they" means: the people or the body that spoke last, or who are the subject of a clause since.

What it accepts: the group that spoke in the sentence before; the subject of a clause that opens the sentence of "they"
("As the guards left, they"); two people joined by "and"; a plural noun for people; a body that a clause begins with.
What guards it: an outlet that told of people is not they, nor is "you", nor a body that was named for what it told
("according to the bank") or behind whose words people are a subject; "guests, whom they" are others; a body that only
says which ("the Harbour Bank seat"), or to which something was done, does not count, nor is it alone they where it did
something with another ("Harbour Bank and the government met").
Whoever asks is none of those who answer: "When reporters asked, they said". In a turn of an interview nobody who bears
one is they.
A case it gets wrong: "It sent its clients a note that they had to leave", of which the clients are taken.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Container

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast
from quoth.attributions.outlets import is_known, is_outlet
from quoth.attributions.phrases import Phrase
from quoth.attributions.phrases.clauses import heads_clause, is_joined, opening_clause_end
from quoth.attributions.speaker.answers import (
    Answer,
    Reading,
    entity_answer,
    is_of,
    named,
    near,
    said_before,
)
from quoth.attributions.speaker.plurals import group_start, people_before
from quoth.types import Speaker

_LATELY = 600  # code points looked back at
_FAR = 900  # code points since the source that spoke last
_VOICES = 4  # statements looked back at
_CLOSED = re.compile(r'[”"]')
_VAGUE_GROUPS = lex.words("some many most few all both half others rest several any others staff")
_ASKING = lex.words("ask asks asked inquired enquired")
_HEAD = 6  # words of a clause in which its subject stands


def they(reading: Reading, phrase: Phrase, never: Container[int] = ()) -> Answer:
    """The people or the body that `phrase`, "they" or "their", means; no body of `never`."""
    word, at = phrase.pronoun, phrase.start
    before = said_before(reading, at)
    spoke: Answer | None = None
    outlet = False
    if before and before[1].speaker and at - before[0] < _FAR:
        speaker = before[1].speaker
        several = speaker.type in ("group", "organization") or " and " in speaker.name
        if several and not is_of(before[1], never) and not _is_aside(reading.cast, before[0], speaker):
            spoke, outlet = before[1], _is_outlet(speaker.name)
            if near(reading, before[2] - 1, at, 1) and not outlet:
                return (_since(reading, before[2], at) if speaker.type == "organization" else None) or spoke
    found = _of_opening_clause(reading, at) or _several(reading, word, at, never, subject=bool(spoke) and not outlet)
    found = found or spoke or _spoke_together(reading, at)
    return found or Answer(None, f"nobody before “{phrase.text}” fits it")


def _is_aside(cast: Cast, start: int, speaker: Speaker) -> bool:
    """Whether a source at `start` is nobody whom "they" goes on with: "you", and a body that was only named for what it
    told, "according to the bank".
    """
    if speaker.name.casefold() == "you":
        return True
    return speaker.type == "organization" and bool(_ACCORDING.search(cast.text, max(0, start - _REACH), start))


_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?$")
_REACH = 20  # code points before a source


def _since(reading: Reading, since: int, at: int) -> Answer | None:
    """The people who are a subject behind `since`, where all that a body said ends."""
    if group := _of_opening_clause(reading, at):
        return group
    cast = reading.cast
    for i in range(cast.word_at(at) - 1, 0, -1):
        if cast.words[i].start < since:
            return None
        if cast.words[i].fold in _VAGUE_GROUPS or _asks(cast, i) or not _begins_clause(cast, i + 1, since):
            continue
        if group := people_before(reading, i + 1, since):
            return group
    return None


def _of_opening_clause(reading: Reading, at: int) -> Answer | None:
    """The people who are the subject of the clause that opens the sentence right before `at`: "As the guards left,
    they"; None where no plural noun names them or no verb follows ("As guards, they").
    """
    cast = reading.cast
    here = cast.sentence(at)
    start = cast.sentences[here - 1] if here else 0
    comma = opening_clause_end(cast, start, at)
    if not comma or cast.text[comma:at] != ", ":
        return None
    words = cast.words_in(start, comma)
    k = next(k for k, w in enumerate(words) if w.fold in lex.CLAUSE_OPENERS) + 1
    first = cast.word_at(start) + k
    for i in range(first, min(first + _HEAD, cast.word_at(comma) - 1)):
        w = cast.words[i]
        if w.fold in lex.PREPOSITIONS or (i > first and cast.text[cast.words[i - 1].end : w.start] != " "):
            return None
        if w.fold in _VAGUE_GROUPS or _asks(cast, i):
            continue  # "many" of "many Bellporters"
        if group := people_before(reading, i + 1, words[k].start):
            return group
    return None


def _asks(cast: Cast, i: int) -> bool:
    """Whether word `i` is who asks: "guests" of "When guests asked about it, they"."""
    return i + 1 < len(cast.words) and cast.words[i + 1].fold in _ASKING


def _several(reading: Reading, word: str, at: int, never: Container[int], *, subject: bool = False) -> Answer | None:
    """Whom "they" means when the last speaker was one person: of two people joined by "and", a plural noun for people
    (as a `subject` only, where that is asked), and a body that spoke or acted lately, the one named last in this
    sentence or the one before.
    """
    cast = reading.cast
    here = cast.sentence(at)
    found: list[tuple[int, Answer]] = []
    since = cast.sentences[here - 2] if here > 1 else 0
    namings = cast.within(max(since, at - _LATELY), at)
    people = [n for n in namings if n.entity is not None and cast.entities[n.entity].kind == "person"]
    for a, b in itertools.pairwise(people):
        if is_joined(cast, a, b) and not _was_quoted(reading, a.start, at):
            found.append((a.start, named(reading, (a, b), "")))
    last = cast.word_at(at)
    whom = last > 0 and cast.words[last - 1].fold == "whom"  # are not they: "guests, whom they sent away"
    for i in range(last - 1, max(last - 60, 0), -1):
        if cast.words[i].start < since:
            break
        if (
            cast.words[i].fold in _VAGUE_GROUPS
            or _asks(cast, i)
            or (subject and not _begins_clause(cast, i + 1, since))
        ):
            continue
        group = people_before(reading, i + 1, since)
        if group and whom:
            whom = False
        elif group:
            found.append((cast.words[i].start, group))
            break
    entity, _ = reading.discourse.antecedent(word, at, never=never)
    if entity is not None and spoke_lately(reading, entity, at, leads=True):
        events = [e.at for e in reading.discourse.events if e.entity == entity and e.at < at]
        last = max(events, default=0)
        if _AND_THE.match(cast.text, next((n.end for n in cast.within(last, last + 1)), last)):
            return Answer(None, f"“{word}” could be more than {reading.cast.entities[entity].name}")
        found.append((last, entity_answer(reading, entity)))
    return max(found, key=lambda f: f[0])[1] if found else None


_AND_THE = re.compile(r" and (?:the|its|their) [\w’' -]{2,40}")
"""Behind a body that does something together with another: "Bellport Bank and the government met"."""


def _was_quoted(reading: Reading, named_at: int, at: int) -> bool:
    """Whether whoever is named at `named_at` stands in a quotation that ends before `at`: “Ask Quill and Moss,” they
    said.
    """
    return reading.discourse.is_quoted(named_at) and bool(_CLOSED.search(reading.cast.text, named_at, at))


def _begins_clause(cast: Cast, i: int, since: int) -> bool:
    """Whether the plural noun that word `i` follows is its clause's subject, as far as the words before it tell."""
    first = cast.word_at(group_start(cast, i, since))
    before = cast.words[first - 1] if first else None
    if cast.words[first].fold in ("a", "an") or any(w.fold.endswith("ing") for w in cast.words[first : i - 1]):
        return False  # "…, pushing people away", "…, a bill on visiting students"
    return (
        before is None
        or cast.sentence(before.start) != cast.sentence(cast.words[first].start)
        or before.fold in lex.CLAUSE_OPENERS
        or "," in cast.text[before.end : cast.words[first].start]
    )


def spoke_lately(reading: Reading, entity: int, at: int, *, leads: bool = False) -> bool:
    """Whether a body was the source of something in the last six attributions and three sentences, or the subject of
    something in the last two; with `leads` only of one that its clause begins with.
    """
    events = reading.discourse.events
    k = bisect_left(events, at, key=lambda e: e.at)
    for event in events[max(0, k - 30) : k]:
        acted = event.entity == entity and event.subject and not event.quoted and near(reading, event.at, at, 1)
        if acted and (not leads or event.pronoun or heads_clause(reading.cast, event.at)):
            return True
    i = bisect_left(reading.said, at, key=lambda s: s[0])
    return any(
        entity in answer.entities and near(reading, end - 1, at, 3)
        for _, answer, end in reading.said[max(0, i - 6) : i]
    )


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


def _is_outlet(name: str) -> bool:
    """Whether `name` is an outlet's, also without its article ("The Hill")."""
    return is_outlet(name) or is_known(f"the {name}")
