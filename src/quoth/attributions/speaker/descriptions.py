"""Whether somebody whom an article introduced may be meant by a description: "the Harbour Party nominee", "a spokesman
for Quill", "the chairman of the committee".

What a description says of rank, sex, party, calling and of the body that it belongs to must not speak against the words
that introduced the person. What guards it: silence is no objection ("the Bellport mayor" for "Mayor Ada Quill"), but a
body behind the noun or right before it is one ("the student council president" is not "President Quill").
A case it gets wrong: "the chairman of the fund" for "Ada Quill, who chairs the Harbour Trust".
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Entity
from quoth.attributions.names.introductions import office, party
from quoth.attributions.phrases import Phrase

_NEVER = re.compile(
    r"(?:no|any|every|each|either|neither|almost|nearly|at least|at most|more than|not|the (?:next|other|average))\b",
    re.IGNORECASE,
)
_PRESS = lex.words("""
    journalist reporter correspondent anchor host moderator broadcaster columnist editor presenter pollster analyst
    """)
_CALLINGS = _PRESS | lex.words("author writer novelist poet actor actress singer artist investigator prosecutor player")
_POLITICS = lex.words("""
    democrat republican lawmaker politician senator congressman congresswoman governor mayor nominee candidate
    contender hopeful president minister legislator frontrunner front-runner
    """)
# A body that an article has named is spoken of by these: they say nothing of which it is.
_ANY_BODY = lex.words("""
    company firm group organization organisation agency department team committee subcommittee panel party campaign
    city town village state country nation county university school college court association union board commission
    government
    """)
_NATIONAL = lex.words("president minister secretary governor general commander commander-in-chief")
_NATION = lex.words("united states us u.s america country nation state republic")
# Who holds one of these holds none of the others, but for those that are the same by another word.
_OFFICES = lex.words("""
    president senator sen governor gov representative rep congressman congresswoman mayor judge justice minister premier
    chancellor secretary general colonel pope bishop archbishop cardinal king queen ambassador
    """)
_PARTISAN = lex.words("republican republicans gop democrat democrats democratic party")
_CLERGY = lex.words("pope archbishop bishop cardinal")
_WEAK = lex.words("official source aide staffer person man woman figure leader worker resident member")
"""They fit so many that what stands before them must agree."""
_NEUTRAL = lex.words("former ex longtime lead top senior chief same late veteran young old elderly other new unnamed")
SAYS_NOTHING = lex.DETERMINERS | lex.POSSESSIVE | _NEUTRAL
_OF_ANYBODY = lex.words("former ex longtime top senior chief leading deputy staff source official head leader")


def suits(phrase: Phrase, entity: Entity) -> bool:
    """Whether the description `phrase` may mean `entity`, a person, by what the article says of both."""
    head = phrase.head
    if _NEVER.match(phrase.text) or "fellow" in phrase.modifiers or head == "source":
        return False
    sex = "m" if head in lex.MALE_NOUNS else "f" if head in lex.FEMALE_NOUNS else None
    if sex and entity.gender and sex != entity.gender and head not in entity.roles:
        return False
    said = party(phrase.modifiers | {head})
    if said and entity.party and said != entity.party:
        return False
    if head in _POLITICS and entity.roles & (_PRESS | _CLERGY) and not entity.roles & _POLITICS:
        return False
    if head in _CALLINGS and entity.roles & _POLITICS and head not in entity.roles:
        return False
    if any(w.partition("-")[0] in entity.words for w in phrase.text.casefold().split() if "-" in w):
        return False  # "the Quill-supporting congressman"
    if rank(phrase) in _HEADS_OF_STATES and (of := _peoples(phrase)) and not is_from(of, entity.intro):
        return False  # "the Ostrovian president" is no "President Quill" of whom nothing says where
    told = entity.intro | set(entity.words)
    if head in _WEAK and (said_of := phrase.modifiers - SAYS_NOTHING) and not said_of & told:
        return False
    return _of_that_body(phrase, entity)


def _peoples(phrase: Phrase) -> list[str]:
    """The words of a description that say of what people somebody is, case-folded; "American" may be left unsaid."""
    words = (w for w in phrase.text.split()[:-1] if _PEOPLE.fullmatch(w))
    return [w.casefold() for w in words if w.casefold() not in _UNSAID]


_PEOPLE = re.compile(r"[A-Z][a-z]+(?:[eiy]an|ican|ish|ese|eli|aqi|ani)|French|Dutch|Greek|Czech|Thai|German|Cuban")
_UNSAID = lex.words("american republican british christian")
_HEADS_OF_STATES = lex.words("president vice-president prime-minister premier chancellor")


def another_office(phrase: Phrase, entity: Entity) -> bool:
    """Whether the article gives somebody another office than the one that a description names."""
    said, held = rank(phrase), {role for role in entity.roles if _is_office(role)}
    return _is_office(said) and bool(held) and not held & lex.roles_like(said)


def _is_office(role: str) -> bool:
    return role in _OFFICES or role.partition("-")[2] in _OFFICES  # "first-minister"


def is_from(place: Sequence[str], introduced: Set[str]) -> bool:
    """Whether somebody introduced with these case-folded words may be of `place`: by its name, or by the word for its
    people, "French" or "Ostrovian".
    """
    stems = {_DEMONYMS.get(w, w[:_STEM]) for w in place}
    return any(word.startswith(stem) for word in introduced for stem in stems)


_STEM = 4  # letters that a place and its people share
_DEMONYMS = {
    "france": "fren", "spain": "span", "poland": "poli", "denmark": "dani", "finland": "finn", "ireland": "iris",
    "switzerland": "swis", "netherlands": "dutc", "wales": "wels", "britain": "brit", "philippines": "fili",
    "u.s": "amer", "us": "amer", "states": "amer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Misfits(Container[int]):
    """The numbers of those of `people` whom a description does not suit, who hold another office or are of another body
    than it names (`body` are the words of its name), or who are of `never`. Somebody whose office the article leaves
    its readers to know is one whom it is about: `often` says how often it names each.
    """

    phrase: Phrase
    people: Sequence[Entity]
    often: Mapping[int, int]
    body: frozenset[str] = frozenset()
    never: Container[int] = ()

    def __contains__(self, i: object) -> bool:
        if not isinstance(i, int) or i in self.never:
            return True
        phrase, entity = self.phrase, self.people[i]
        if _is_office(rank(phrase)) and not any(map(_is_office, entity.roles)) and not self._is_told_of(i):
            return True
        named = (self.body | (phrase.modifiers & lex.BODY_NOUNS)) - _OF_ANYBODY
        elsewhere = bool(named) and not named & _PARTISAN and not named & (entity.intro | set(entity.words))
        return elsewhere or another_office(phrase, entity) or not suits(phrase, entity)

    def _is_told_of(self, i: int) -> bool:
        """Whether the article names person `i` half as often as whomever it names most, or more often."""
        most = max((n for k, n in self.often.items() if self.people[k].kind == "person"), default=0)
        return 2 * self.often.get(i, 0) >= most


def rank(phrase: Phrase) -> str:
    """The office that a phrase’s head is part of: "vice-president" of "the vice president", else the head."""
    head = phrase.head.removeprefix("ex-").removeprefix("then-")
    return next((of for m in sorted(phrase.modifiers) if (of := office(m, head))), head)


def _of_that_body(phrase: Phrase, entity: Entity) -> bool:
    """Whether the bodies that a description names may be those of the person’s introduction."""
    told = entity.intro | set(entity.words)
    said = entity.intro - lex.TITLES - lex.DETERMINERS - lex.SENTENCE_OPENERS
    behind, which = phrase.complement, phrase.complement - _ANY_BODY
    if behind and phrase.head not in lex.KIN:  # "the son of Quill" is no Quill
        of_another = which and (said - _ANY_BODY - lex.PERSON_NOUNS - lex.PREPOSITIONS) and not which & told
        if of_another or (not behind & told and (which or not said) and (said or not behind <= _NATION)):
            return False
    before = (phrase.modifiers & (lex.BODY_NOUNS | lex.PERSON_NOUNS)) - _OF_ANYBODY - lex.TITLES
    if before & told or not before:
        return True
    return not before - _ANY_BODY or bool(said) or phrase.head not in _NATIONAL
