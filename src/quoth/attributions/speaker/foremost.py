"""Whoever holds the highest post of a calling: "Ostrovia’s top law enforcement official" for its attorney general.

News copy opens so and names the person below. What it accepts: "top" or "highest-ranking" with a noun that the table
has, where one person alone of the article is introduced in a post that is the highest of that calling. What guards it:
of two such people it is the one of the place that the description names, or nobody; whoever is introduced as of another
place, party or chamber is not meant.
A case it gets wrong: "the city’s top lawyer" for the district attorney whom the article names, where it means another.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Entity, Naming
from quoth.attributions.names.introductions import party
from quoth.attributions.phrases import Phrase
from quoth.attributions.speaker.descriptions import is_from

_FIRST = lex.words("top highest-ranking top-ranking")
_POLICE = "police commissioner, police chief, chief police, police superintendent, chief constable, sheriff"
_LAW = "attorney general, district attorney, state attorney, solicitor general, chief prosecutor, state prosecutor"
_PARTY = "majority leader, minority leader, opposition leader, ranking member, speaker"
_HEALTH = "surgeon general, medical officer, health commissioner, health secretary, health director, health minister"
_DIPLOMACY = "secretary state, foreign minister, foreign secretary, high representative"
_ARMY = "joint chiefs, defence staff, defense staff, army chief, forces commander, commander forces"
_BANK = "bank governor, governor bank, reserve chair, reserve chairman, reserve chairwoman, bank president"


def _posts(rows: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row.split()) for row in rows.split(", "))


# What stands in a description, and what somebody may be introduced with who is meant; the first row that fits counts.
_CALLINGS = tuple(
    (frozenset(words.split()), _posts(posts))
    for words, posts in (
        ("law enforcement", f"{_LAW}, {_POLICE}"),
        ("health", _HEALTH),
        ("military", _ARMY),
        ("legal", _LAW),
        ("police", _POLICE),
        ("cop", f"{_POLICE}, {_LAW}"),
        ("prosecutor", _LAW),
        ("lawyer", _LAW),
        ("doctor", _HEALTH),
        ("diplomat", _DIPLOMACY),
        ("general", _ARMY),
        ("banker", _BANK),
        ("judge", "chief justice, chief judge"),
        ("democrat", _PARTY),
        ("republican", _PARTY),
    )
)
_CHAMBERS = lex.words("senate house")


def foremost(phrase: Phrase, people: Sequence[Entity]) -> int | None:
    """The number of the one of `people` whom a description of the highest post means; None where nobody is, or two."""
    if not phrase.definite or phrase.plural or not phrase.modifiers & _FIRST:
        return None
    said = phrase.modifiers | {phrase.head} | phrase.complement
    posts = next((posts for words, posts in _CALLINGS if words <= said), ())
    found = [i for i, one in enumerate(people) if any(post <= one.intro for post in posts) and _may_be(said, one)]
    owner = phrase.owner.entity if isinstance(phrase.owner, Naming) else None
    if owner is not None and people[owner].kind == "location":
        near = [i for i in found if is_from(people[owner].words, people[i].intro)]
        others = {w for i, one in enumerate(people) if one.kind == "location" and i != owner for w in one.words}
        found = near or [i for i in found if others.isdisjoint(people[i].intro)]
    return found[0] if len(found) == 1 else None


def _may_be(said: Set[str], one: Entity) -> bool:
    """Whether neither party nor chamber speaks against it."""
    of, chamber, own = party(said), said & _CHAMBERS, one.intro & _CHAMBERS
    return one.kind == "person" and (not of or one.party in (None, of)) and (not chamber or not own or chamber <= own)
