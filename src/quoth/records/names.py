"""Whom a record names, beside whom an article names: who says the words, and who speaks at all.

A label ("THE PRESIDENT", "Q", "Reporter") may be anybody's office or place; a name is not. What guards both questions:
only a person counts, and nothing is said of a passage whose label has no name. A case they get wrong: somebody reads
another's words aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quoth.attributions import lexicon as lex
from quoth.types import Speaker
from quoth.words import wordset

_NAME = re.compile(r"[^\W\d_]{2,}")
# What a label says of whoever it is: offices, ranks and callings, and what transcribers write for want of a name.
_OFFICES = (
    lex.TITLES
    | lex.PERSON_NOUNS
    | lex.PLURAL_PEOPLE
    | wordset(
        "the of and for prime press state first acting senior junior vice announcer narrator operator system "
        "question questioner questions answer interviewer interviewee participant audience crowd voice administration "
        "unidentified unknown male female general both all several others another"
    )
)
# Whoever these are, it is nobody who has a label of his own.
_ASKING = wordset("reporter reporters question questions questioner interviewer moderator audience crowd announcer")


def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: no office, no initials, not the “Q” of a transcript."""
    return frozenset(m[0].casefold() for m in _NAME.finditer(name)) - _OFFICES


def named(names: Iterable[str]) -> frozenset[str]:
    """The words of all `names`."""
    return frozenset(word for name in names for word in name_words(name))


def another(speaker: Speaker | None, says: str | None, names: frozenset[str]) -> bool:
    """Whether `says` speaks the words, though the speaker whom the article names is among `names`, the record's.

    `says` has a name, or is whoever asks; any other office ("THE PRESIDENT", "SYSTEM") may be the speaker's.
    """
    if speaker is None or speaker.type != "person" or says is None:
        return False
    here, there = name_words(speaker.name), name_words(says)
    asks = not _ASKING.isdisjoint(says.casefold().split())
    return (bool(there) or asks) and not here & there and bool(here & names)


def stranger(speaker: Speaker | None, says: str | None, names: frozenset[str]) -> bool:
    """Whether `says`, who has a name, speaks the words, and the speaker whom the article names is not among `names`."""
    if speaker is None or speaker.type != "person" or says is None:
        return False
    here = name_words(speaker.name)
    return bool(name_words(says)) and bool(here) and not here & names
