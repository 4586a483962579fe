"""Whom a record names, beside whom an article names: who says the words, and who speaks at all.

A label ("THE PRESIDENT", "Q", "Reporter") may be anybody's office or place; a name is not. What guards both questions:
only a person counts, and nothing is said of a passage whose label has no name. A case they get wrong: somebody reads
another's words aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quoth.types import Speaker
from quoth.words import wordset

_NAME = re.compile(r"[^\W\d_]{2,}")
_ROLES = wordset(
    "the president vice speaker chair chairman chairwoman chairperson moderator host announcer narrator operator clerk "
    "reporter question questioner answer interviewer interviewee participant audience crowd voice member official "
    "senior administration acting unidentified unknown male female man woman staff witness system senator secretary "
    "minister governor mayor judge justice counsel press all both several others"
)


def name_words(name: str) -> frozenset[str]:
    """The words of a name that may tell it from others: initials and the “Q” of a transcript do not."""
    return frozenset(m[0].casefold() for m in _NAME.finditer(name))


def named(names: Iterable[str]) -> frozenset[str]:
    """The words of all `names`."""
    return frozenset(word for name in names for word in name_words(name))


def another(speaker: Speaker | None, says: str | None, names: frozenset[str]) -> bool:
    """Whether `says` speaks the words, though the speaker whom the article names is among `names`, the record's."""
    if speaker is None or speaker.type != "person" or says is None:
        return False
    here, there = name_words(speaker.name), name_words(says)
    return bool(there) and not here & there and bool(here & names)


def stranger(speaker: Speaker | None, says: str | None, names: frozenset[str]) -> bool:
    """Whether `says`, who has a name, speaks the words, and the speaker whom the article names is not among `names`."""
    if speaker is None or speaker.type != "person" or says is None:
        return False
    return bool(name_words(says) - _ROLES) and not name_words(speaker.name) & names
