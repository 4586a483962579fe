"""What resolving a speaker passes around: the article being read, and an answer with its reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Entity, Naming
from quoth.attributions.outlets import is_outlet
from quoth.attributions.speaker.antecedents import Discourse
from quoth.attributions.speaker.issuers import Issue
from quoth.types import Speaker, SpeakerType

UNKNOWN = Speaker("", "unknown")
AUTHOR = Speaker("", "author")


@dataclass(frozen=True, slots=True)
class Answer:
    """A speaker, or None with the reason; `entities` are those of the cast that it names."""

    speaker: Speaker | None
    reason: str | None = None
    entities: tuple[int, ...] = ()


@dataclass(slots=True)
class Reading:
    """One article while its speakers are resolved: `said` are the answers so far, by place,
    `told` those of them whose source stands outside quotation marks.

    `issues`: what is written, and whom it is from; `bodies`: place, common noun and words of a body called after
    somebody ("Quill campaign"); `holders`: the people introduced in a role;
    `verbs`: place, last word of the cue and answer of all that has a source; `labels`: whom the labels in small letters
    of a chat stand for.
    """

    cast: Cast
    discourse: Discourse
    said: list[tuple[int, Answer, int]] = field(default_factory=list)
    told: list[tuple[int, Answer, int]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    bodies: list[tuple[int, str, str]] = field(default_factory=list)
    holders: dict[str, list[int]] = field(default_factory=dict)
    verbs: list[tuple[int, str, Answer]] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)


def named(reading: Reading, namings: Sequence[Naming], text: str) -> Answer:
    """The answer for a phrase headed by `namings`; `text` is the phrase, for where they are of different kinds."""
    entities = []
    for n in namings:
        if n.entity is None:
            names = [reading.cast.entities[i].name for i in n.others]
            return Answer(None, f"“{reading.cast.text[n.start : n.end]}” could be {either(names)}")
        if n.entity not in entities:
            entities.append(n.entity)
    if not entities:
        return Answer(Speaker(text, "unnamed") if text else UNKNOWN)
    if len(entities) == 1:
        return entity_answer(reading, entities[0])
    people = [reading.cast.entities[e] for e in entities]
    if len({p.kind == "person" for p in people}) > 1:
        return Answer(Speaker(text, "group"), entities=tuple(entities))
    return Answer(Speaker(" and ".join(p.name for p in people), _type(people)), entities=tuple(entities))


def entity_answer(reading: Reading, entity: int) -> Answer:
    """The answer that it is `entity`; nobody where its name only says of what people somebody is, or is a law's."""
    e = reading.cast.entities[entity]
    if is_of_a_people(e) or is_law(e):
        return Answer(UNKNOWN)
    return Answer(Speaker(e.name, _type([e])), entities=(entity,))


def entities_answer(reading: Reading, entities: Sequence[int]) -> Answer:
    """The answer that it is all of `entities`, of one kind; the first of them where they are of several."""
    people = [reading.cast.entities[e] for e in entities]
    if len({p.kind == "person" for p in people}) > 1 or len(entities) == 1:
        return entity_answer(reading, entities[0])
    return Answer(Speaker(" and ".join(p.name for p in people), _type(people)), entities=tuple(entities))


def _type(entities: Sequence[Entity]) -> SpeakerType:
    """The type of a speaker that is all of `entities`, which are people, or none of them is: one that is called by a
    plural for people in one word, "Ostrovians", "Realists", "MPs", is a group.
    """
    if entities[0].kind == "person":
        return "person"
    return "group" if len(entities) == 1 and _PEOPLE.fullmatch(entities[0].name) else "organization"


_PEOPLE = re.compile(r"[A-Z][\w-]*(?:[a-z]ans|[a-z]ists|[a-z]ites|[A-Z]s)")


def is_of_a_people(entity: Entity) -> bool:
    """Whether one word that is no person's and no outlet's only says of what people or party somebody is: "Ostrovian"
    of "Ostrovian media" or "just one Ostrovian". A case it gets wrong: a museum of that form ("the Quillian").
    """
    return entity.kind != "person" and bool(_OF_A_PEOPLE.fullmatch(entity.name)) and not is_outlet(entity.name)


_OF_A_PEOPLE = re.compile(r"[A-Z][a-z]+(?:ian|ean|owan|ese|eli|raqi|stani)|Democratic")


def is_law(entity: Entity) -> bool:
    """Whether a name is that of a law, which is a document that nobody is said to have issued: "the Harbour Act", not
    "Bellporters for the Harbour Act". A case it gets wrong: a company of that name ("the Quay Accord").
    """
    last, *before = reversed(entity.words)
    return entity.kind != "person" and last in _LAWS and _CAUSES.isdisjoint(before)


_LAWS = lex.words("act bill amendment constitution treaty accord")
_CAUSES = lex.words("for to on against")  # behind which stands what a body is for


def is_of(answer: Answer, entities: Container[int]) -> bool:
    """Whether an answer names one of `entities`."""
    return any(entity in entities for entity in answer.entities)


def either(names: Sequence[str]) -> str:
    """The names as a choice, for a reason."""
    return " or ".join(dict.fromkeys(names)) or "several"


def said_before(reading: Reading, at: int) -> tuple[int, Answer, int] | None:
    """The last answer whose source lies before `at`: (where the source begins, the answer, where all of it ends)."""
    i = bisect_left(reading.said, at, key=lambda s: s[0])
    return reading.said[i - 1] if i else None


def near(reading: Reading, a: int, b: int, sentences: int) -> bool:
    """Whether `b` lies at most `sentences` after `a`."""
    return reading.cast.sentence(b) - reading.cast.sentence(a) <= sentences
