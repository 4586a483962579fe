"""Whether two tellings can have one speaker: by their names, and where these do not agree by what stands around.

Names come first: the same, compatible, the same office. Where they do not agree, three things heal a speaker that one
article does not name or that was mistaken: the name of the one in the source of the other (“an adviser to Ms. Quist”),
the name of the one near a statement whose speaker was worked out, and a document of one kind as the source of both.
They are weighed, never taken for granted, and no attribution's speaker is changed by them.
"""

from __future__ import annotations

from quoth.sayings.tellings import Telling
from quoth.words import stem

SAME, COMPATIBLE = 1.0, 0.8
ROLE = 0.5  # "the president" beside "President Odette Varga"
BODY, ANOTHER = -0.3, -1.0  # names that do not agree: one of them a body, or two people
SPELLED = 6  # letters from which a last name may have one other: shorter ones are too often two people's

# Given names as friends and papers shorten them, where the first letter changes.
_SHORT = {
    short: long
    for line in """
    bill william|bob robert|dick richard|ted edward|chuck charles|jack john|harry harold|peggy margaret|liz elizabeth
    beth elizabeth|tony anthony|hank henry|larry lawrence|jerry gerald|betty elizabeth|sandy alexander|nancy ann
    """.replace("\n", "|").split("|")
    if line.strip()
    for short, long in (line.split(),)
}

# A word that makes of one body another, though the name of the one is a part of the other's: "House", "White House".
_OF_ANOTHER = {stem("white"): stem("house")}


def speakers(one: Telling, other: Telling) -> float:
    """How the two speakers agree: 1 the same name, 0.8 compatible, ROLE the same office, 0 unknown, else BODY, ANOTHER.

    Compatible are "Varga" and "Ilse Varga", "Gov. Ada Quist" and "A. Quist", "Omar Qadiri" and "Omar Qadiriy".
    Where one is not named, the words of its source count: "the harbour master" and "Harbour Master Ilse Varga". A body
    and a person are no conflict of names: one often speaks for the other. A case it gets wrong: father and son of one
    name.
    """
    a, b = one.speaker, other.speaker
    if not a or not b:
        unnamed, named = (other, one) if a else (one, other)
        return ROLE if unnamed.roles and unnamed.roles <= named.roles and (a or b) else 0.0
    if found := agree(a, b):
        return found
    kinds = {t.attribution.speaker.type for t in (one, other) if t.attribution.speaker}
    return ANOTHER if kinds == {"person"} else BODY


def agree(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How two names, given by their words, agree: 1 the same, 0.8 compatible, else 0."""
    if one == other:
        return SAME
    if any((made in one) != (made in other) and body in one and body in other for made, body in _OF_ANOTHER.items()):
        return 0.0
    compatible = set(one) <= set(other) or set(other) <= set(one)
    given = _SHORT.get(one[0], one[0]) == _SHORT.get(other[0], other[0])
    if one[-1] == other[-1]:
        compatible |= given or one[0][0] == other[0][0]
    elif given and len(one) > 1 and len(other) > 1:
        compatible |= _one_letter_off(one[-1], other[-1])
    return COMPATIBLE if compatible else 0.0


def _one_letter_off(one: str, other: str) -> bool:
    """Whether two last names are one as papers spell it who write another alphabet's: "Qadiri" and "Qadiriy".

    A case it gets wrong: "Michel Carter" and "Michel Carver", if one story has both.
    """
    from rapidfuzz.distance import Levenshtein

    return min(len(one), len(other)) >= SPELLED and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def speaks_for(one: Telling, other: Telling) -> bool:
    """Whether the last name of the one speaker stands in the other's source or name; asked where the names disagree.

    A case it gets wrong: "a rival of Varga".
    """
    a, b = one.ascribed, other.ascribed
    return bool(a.last and a.last in b.source) or bool(b.last and b.last in a.source)


def near(one: Telling, other: Telling) -> bool:
    """Whether the one speaker is named near the other statement, whose own speaker is none or was worked out."""
    a, b = one.ascribed, other.ascribed
    return bool(a.last and not b.sure and a.last in b.near) or bool(b.last and not a.sure and b.last in a.near)


def documents(one: Telling, other: Telling) -> frozenset[str]:
    """The kinds of document that both are taken from, where not both name who speaks: "the suit", "their complaint"."""
    a, b = one.ascribed, other.ascribed
    return frozenset() if a.sure and b.sure else a.documents & b.documents


def nested(one: Telling, other: Telling) -> bool:
    """Whether one stands inside the other and somebody else speaks."""
    if one.attribution.article != other.attribution.article or one.speaker == other.speaker != ():
        return False
    return any(x.start < y.end and y.start < x.end for x in one.passage.content for y in other.passage.content)


def speaker_names(one: Telling, other: Telling) -> str:
    """The names of the speakers, the longer first; of one that has none nothing."""
    names = {t.attribution.speaker.name for t in (one, other) if t.attribution.speaker and t.attribution.speaker.name}
    return ", ".join(sorted(names, key=lambda n: (-len(n), n)))
