"""Whom a common noun means: "the senator", "a lawyer", "the report", "several aides".

What it accepts: a role in which the article introduced one person; a noun that news copy varies a name with ("the
nominee"), for the person it is about just then; a body (`bodies.py`); what is written, for its issuer (`issuers.py`).
What guards it: of two people in a role nobody is meant unless the words around the noun tell; everything else is given
as it is written, as a group or as somebody unnamed.
A case it gets wrong: "the lawmaker" for somebody whose office the article never says.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Container
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Naming
from quoth.attributions.phrases import Phrase
from quoth.attributions.speaker.answers import (
    AUTHOR,
    UNKNOWN,
    Answer,
    Reading,
    either,
    entities_answer,
    entity_answer,
    named,
)
from quoth.attributions.speaker.bodies import body, is_medium, medium
from quoth.attributions.speaker.descriptions import SAYS_NOTHING, Misfits, is_from, rank, suits
from quoth.attributions.speaker.foremost import foremost
from quoth.attributions.speaker.issuers import Issue, explained, family, issuer
from quoth.attributions.speaker.pronouns import person, pronoun
from quoth.types import Speaker

_OF_STUDIES = lex.words("author researcher pollster")
_EACH_ITS_OWN = lex.words("poll survey study report letter lawsuit review article book")  # "the latest polls"
_HOLDERS = 40  # of one role, looked at, at most: keeps hostile text linear
_ANIMATE = re.compile(r"(?:[^e]er|or|ist|ian|man|woman|ee|eer|ant|person|-year-old)$")
_POSTS_OF = lex.words("post posts tweet tweets video message statement blog account column essay op-ed editorial")
_SHARE = re.compile(r"(?:[A-Za-z]+ ){0,3}\d[\d.,]*\s?(?:%|percent|per cent)")
_COUNTED = lex.words(
    "number lot plenty handful dozen quarter third fifth half two three four five six seven eight nine ten"
)
_PORTION = lex.words("much part portion share")
# Those around somebody, who is not who speaks: "Quill’s brain trust".
_AROUND = lex.words("base circle entourage wing faction trust")
_OWNED_BODIES = lex.words("television tv radio lab laboratory body")
# Nouns that news copy uses, with "the", for a person it has just named without having called them so.
_VARIATION = lex.words("""
    nominee candidate billionaire mogul businessman businesswoman tycoon developer politician lawmaker democrat
    republican actor actress singer author writer veteran star host frontrunner front-runner contender hopeful
    conservative liberal native player
    senator governor congressman congresswoman mayor minister professor general doctor justice
    """)
# Of these an article tells as of somebody unnamed, whoever else it has just named,
_ANONYMOUS = lex.words("""
    source official person man woman aide staffer staff spokesman spokeswoman spokesperson voter supporter critic
    plaintiff defendant suspect king queen prince princess lady operative member adviser advisor protester protestor
    demonstrator resident witness neighbor neighbour gunman shooter kidnapper rioter insurgent jihadist inmate convict
    prisoner detainee volunteer believer traveler traveller pupil toddler adolescent youngster
    """)
# of these too, unless they were it once: "the former defense secretary".
_POSTS = lex.words("""
    director chief head counsel executive manager ceo chairman chairwoman chair editor founder owner commissioner
    attorney prosecutor judge officer secretary ambassador
    """)
# Offices of which an article means one holder by the bare noun.
_SOLE = lex.words("president vice-president pope pontiff premier prime-minister chancellor king queen first-lady")
# Offices of a state: "Ostrovia’s president" is no "President Quill" of whom nothing says where.
_OF_STATES = lex.words("""
    president vice-president prime-minister premier pm chancellor king queen minister ambassador leader
    """)
# Offices that many hold: an article may name only one holder as such, and mean another.
_MANY = lex.words("""
    senator representative congressman congresswoman lawmaker legislator democrat republican governor justice nominee
    """)
_POINTING = lex.words("the this that these those")


def common(reading: Reading, phrase: Phrase, never: Container[int] = ()) -> Answer:
    """The speaker that a phrase headed by a common noun means; a person who is described is none of `never`."""
    head, owner = phrase.head, phrase.owner
    bare = owner is None and not phrase.issuer and not phrase.plural
    if bare and is_medium(head) and _pointed(phrase) and (found := medium(reading, head, phrase.start)):
        return found
    if head in lex.WRITTEN_NOUNS or _counted(reading, phrase):
        return _issuer(reading, phrase)
    if head in _OF_STUDIES and owner is None and _pointed(phrase):  # of the report whose issuers were told
        by = issuer(reading.issues, "study", phrase.start)
        if by and all(reading.cast.entities[i].kind == "organization" for i in by):
            return entities_answer(reading, by)
    alive = head in lex.PERSON_NOUNS or (_ANIMATE.search(head) is not None and head not in lex.BODY_NOUNS)
    if phrase.plural and head not in lex.BODY_NOUNS and (alive or head in lex.PLURAL_PEOPLE or owner is None):
        return Answer(Speaker(phrase.text, "group"))
    if head in lex.BODY_NOUNS:
        owns = isinstance(owner, str) and not phrase.plural
        return body(reading, phrase, _owner(reading, phrase) if owns else None)
    if several := _several(phrase):
        return several
    if not alive:
        owns = owner is not None and (not isinstance(owner, Naming) or owner.possessive)
        return _owner(reading, phrase) if owns else _possessor(reading, phrase) or Answer(_nobody(phrase))
    if (first := foremost(phrase, reading.cast.entities)) is not None and first not in never:
        return entity_answer(reading, first)
    early = reading.cast.paragraph(phrase.start) <= 2
    meant = _in_mind(reading, phrase, never)
    if ((phrase.definite and not _bare(phrase)) or early) and (found := _by_role(reading, phrase, meant, never)):
        return found
    return meant or Answer(Speaker(phrase.text, "unnamed"))


def _in_mind(reading: Reading, phrase: Phrase, never: Container[int]) -> Answer | None:
    """The person whom a description means that varies a name, "the nominee", "the retired teacher": whom "he" or "she"
    would mean there, of those whom the description suits and who hold no other office. None for a noun that tells of
    nobody in particular, or that somebody unnamed was called by.
    """
    owner = phrase.owner
    owned = owner is not None and (not isinstance(owner, Naming) or owner.possessive)
    if phrase.plural or owned or not phrase.definite or not _varies(phrase):
        return None
    headline = reading.cast.paragraph(phrase.start) <= 1
    if (_bare(phrase) and not headline) or (phrase.head not in _VARIATION and _stranger(reading, phrase)):
        return None
    body = isinstance(owner, Naming) and owner.entity is not None and reading.cast.entities[owner.entity]
    if body and body.kind == "person":
        return None  # "the Quill-supporting congressman"
    said = body and body.kind == "organization" and (len(body.words) > 1 or body.name.isupper())  # no "Ostrovian"
    of = frozenset(body.words if body and said else ())
    misfits = Misfits(phrase, reading.cast.entities, reading.discourse.often, of, never)
    answer = person(reading, "person", phrase.start, phrase.text, never=misfits)
    return answer if answer.speaker else None


def _bare(phrase: Phrase) -> bool:
    """Whether nothing points at somebody known: "Harbour Party nominee", "social justice", but "his lawyer"."""
    owned = phrase.owner is not None and (not isinstance(phrase.owner, Naming) or phrase.owner.possessive)
    return not owned and phrase.text.split(" ", 1)[0].casefold() not in _POINTING


def _stranger(reading: Reading, phrase: Phrase) -> bool:
    """Whether the noun of a description is that of somebody unnamed who spoke: "a retired teacher said"."""
    i = bisect_left(reading.said, phrase.start, key=lambda s: s[0])
    speakers = (answer.speaker for _, answer, _ in reading.said[max(0, i - _HOLDERS) : i])
    return any(s and s.type == "unnamed" and phrase.head in s.name.casefold().split() for s in speakers)


def _counted(reading: Reading, phrase: Phrase) -> bool:
    """Whether a plural noun stands for what is written: "the rules", "Tide Bureau figures"; not "leading figures"."""
    owner = phrase.owner.entity if isinstance(phrase.owner, Naming) else None
    owned = owner is not None and reading.cast.entities[owner].kind == "organization"
    return phrase.plural and (phrase.head in ("rule", "guideline") or (owned and phrase.head in ("figure", "number")))


def _varies(phrase: Phrase) -> bool:
    """Whether news copy puts such a description for a person it has just named: "the nominee", "the 47-year-old", and
    any noun for somebody with a word that tells whom, "the retired teacher"; "the source" stands for nobody named.
    """
    if phrase.head in _VARIATION or phrase.head.endswith("-year-old"):
        return True
    if phrase.head in _ANONYMOUS or (phrase.head in _POSTS and not phrase.modifiers & _PAST):
        return False
    return phrase.head in lex.PERSON_NOUNS and bool(phrase.modifiers - SAYS_NOTHING)


def _several(phrase: Phrase) -> Answer | None:
    """People whom a word that names none of them stands for: "a lot of voters", "four in ten Bellporters", "the left",
    "Quill’s inner circle", and a body by whose it is, "Ostrovia’s state television".
    """
    owned = isinstance(phrase.owner, Naming) and phrase.owner.possessive
    counted = phrase.head in _COUNTED or phrase.head in _PORTION or phrase.head.isdigit()
    people = any(lex.singular(w) != w and lex.singular(w) in lex.PERSON_NOUNS for w in phrase.complement)
    people = people or bool(phrase.complement & lex.PLURAL_PEOPLE)
    side = phrase.text.casefold() in ("the left", "the right")
    if side or (counted and people) or (phrase.head in _AROUND and owned):
        return Answer(Speaker(phrase.text, "group"))
    return Answer(Speaker(phrase.body, "organization")) if owned and phrase.head in _OWNED_BODIES else None


def _nobody(phrase: Phrase) -> Speaker:
    if phrase.text.casefold() == "one":
        return UNKNOWN  # "one might think": anybody
    counted = phrase.head in lex.PLURAL_PEOPLE or phrase.head in ("one", "percent") or _SHARE.match(phrase.text)
    return Speaker(phrase.text, "group") if counted else UNKNOWN


def _owner(reading: Reading, phrase: Phrase) -> Answer:
    """The owner of what cannot speak itself: "Quill’s decision", "her warning"."""
    if isinstance(phrase.owner, Naming):
        return named(reading, [phrase.owner], phrase.text)
    if phrase.owner in ("my", "our"):
        return Answer(AUTHOR)
    if phrase.owner in ("his", "her"):
        return person(reading, phrase.owner, phrase.start, phrase.text)
    return pronoun(reading, replace(phrase, pronoun=phrase.owner or "it"))


def _possessor(reading: Reading, phrase: Phrase) -> Answer | None:
    """Whoever is described as the owner of what cannot speak, "the mayor’s plan", where that is somebody named."""
    if phrase.possessor is None or phrase.possessor.form != "common":
        return None
    answer = common(reading, phrase.possessor)
    return answer if answer.entities else None


def _issuer(reading: Reading, phrase: Phrase) -> Answer:
    """Whoever issued a report, a poll, a letter; unknown where the article does not say."""
    entities = reading.cast.entities
    owned = phrase.owner is not None and (not isinstance(phrase.owner, Naming) or phrase.owner.possessive)
    writers = [n.entity for n in phrase.issuer if n.entity is not None and entities[n.entity].kind == "person"]
    if writers and not owned and phrase.head in _POSTS_OF:  # "a Ripple post by Ada Quill"
        return entities_answer(reading, writers)
    if phrase.owner is not None:
        answer = _owner(reading, phrase)
        if answer.entities and isinstance(phrase.owner, Naming):
            insort(reading.issues, Issue(phrase.start, family(phrase.head), answer.entities, False), key=lambda i: i.at)
        return answer
    bodies = [n.entity for n in phrase.issuer if n.entity is not None]
    if bodies:
        return entities_answer(reading, bodies)
    if by_owner := _possessor(reading, phrase):
        return by_owner
    several = phrase.plural and phrase.head in _EACH_ITS_OWN
    if _pointed(phrase) and not several and (by := issuer(reading.issues, phrase.head, phrase.start)):
        return entities_answer(reading, by)
    if not _pointed(phrase) and not phrase.plural and (by := explained(reading.issues, phrase.head, phrase.end)):
        return entities_answer(reading, by)
    return Answer(UNKNOWN)


def _pointed(phrase: Phrase) -> bool:
    """Whether an article or "this" points at what was told of before."""
    return bool(phrase.modifiers & _POINTING)


def _by_role(reading: Reading, phrase: Phrase, meant: Answer | None, never: Container[int]) -> Answer | None:
    """The person introduced in a role that the phrase's noun may stand for ("the congressman" after "Rep. Quill").

    Of an office that many hold it is rather `meant`, whom the description would mean at any rate, where the only one
    introduced in it was not named lately.
    """
    cast, noun = reading.cast, rank(phrase)
    holders = sorted({i for role in lex.roles_like(noun) for i in reading.holders.get(role, ())[:_HOLDERS]})
    owner = phrase.owner.entity if isinstance(phrase.owner, Naming) and phrase.owner.possessive else None
    holders = [i for i in holders if i != owner and i not in never and suits(phrase, cast.entities[i])]
    if owner is not None and noun in _OF_STATES and cast.entities[owner].kind == "location":
        holders = [i for i in holders if is_from(cast.entities[owner].words, cast.entities[i].intro)]
    exact = [i for i in holders if noun in cast.entities[i].roles]
    holders = exact or holders  # "the minister" is a minister before a general secretary
    if not holders:
        return None
    early = cast.paragraph(phrase.start) <= 2
    if len(holders) > 1:
        told = phrase.modifiers - lex.DETERMINERS
        fit = {i: len(told & cast.entities[i].intro) for i in holders}
        holders = [i for i in holders if fit[i] == max(fit.values())]
    if len(holders) > 1 and cast.paragraph(phrase.start) <= 1:
        return entity_answer(reading, min(holders, key=lambda h: cast.entities[h].first))
    if len(holders) > 1 and noun in _SOLE:
        holders = _own(reading, phrase, holders)
    if meant and noun in _MANY and not any(_lately(reading, h, phrase.start) for h in holders):
        return meant
    if len(holders) == 1:
        known = cast.entities[holders[0]].first < phrase.start
        if phrase.definite:
            return entity_answer(reading, holders[0]) if known or early else None
        return entity_answer(reading, holders[0]) if early and not known else None
    if not phrase.definite:
        return None
    events = reading.discourse.events
    i = bisect_left(events, phrase.start, key=lambda e: e.at)
    for event in reversed(events[max(0, i - 60) : i]):
        if event.entity in holders and event.entity not in never:
            return entity_answer(reading, event.entity)
    return Answer(None, f"“{phrase.text}” could be {either([cast.entities[h].name for h in holders[:3]])}")


def _own(reading: Reading, phrase: Phrase, holders: list[int]) -> list[int]:
    """Of several presidents the one who needs no country, "President Quill" beside "the Ostrovian President Moss", and
    of several such whoever is named twice as often as the next; all where neither tells.
    """
    if phrase.modifiers - SAYS_NOTHING or phrase.complement or phrase.modifiers & _PAST:
        return holders
    people = reading.cast.entities
    known = [i for i in holders if people[i].first < phrase.start] or holders
    left = [i for i in known if people[i].plain] or known
    often = sorted(left, key=lambda i: -reading.discourse.often.get(i, 0))
    most, *others = (reading.discourse.often.get(i, 0) for i in often)
    return often[:1] if not others or most >= 2 * others[0] else left


_PAST = lex.words("former ex late then")


def _lately(reading: Reading, entity: int, at: int) -> bool:
    """Whether somebody was named, or meant by a pronoun, in the last three sentences before `at`."""
    events, here = reading.discourse.events, reading.discourse.sentence(at)
    i = bisect_left(events, at, key=lambda e: e.at)
    return any(e.entity == entity and here - e.sentence <= _NEAR for e in events[max(0, i - 60) : i])


_NEAR = 3  # sentences
