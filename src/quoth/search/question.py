"""What is asked: words, and whose, where and when; nothing in it is a language of its own."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.errors import UsageError
from quoth.search.grams import name_words, number, numbers, outlet_key, roots, speaker_key
from quoth.words import rarity

COMMON = 1.2  # rarity of words that stand in three articles of ten: who shares only such has nothing of a question
LONGEST = 2_000  # code points of a question that are read
WORDS = 64  # of its words
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """`words` in any order of signs: they are words and nothing else. `since` and `until` are whole days, inclusive.

    `exact` asks for these words side by side in this order. `typed`: the last word may not be finished.
    `sought` are the numbers of its words, `telling` of those that are not in nearly every article.
    """

    words: str = ""
    by: str = ""
    outlet: str = ""
    since: str | None = None
    until: str | None = None
    exact: bool = False
    typed: bool = False
    sought: Sequence[int] = field(init=False, repr=False, compare=False, default=())
    telling: frozenset[int] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        stems = roots(self.words[:LONGEST])[:WORDS]
        object.__setattr__(self, "sought", tuple(numbers([stems])))
        object.__setattr__(self, "telling", frozenset(number(s) for s in stems if rarity(s) > COMMON))

    @property
    def narrow(self) -> str:
        """What of a question to the index says whose and where: ``" AND s0a1b2c3d"``, or nothing."""
        asked = [speaker_key(w) for w in name_words(self.by)] + [outlet_key(w) for w in name_words(self.outlet)]
        return "".join(f" AND {key}" for key in asked)

    @property
    def wordless(self) -> bool:
        """Whether something was given for words that has none: signs alone, or a mark of an empty quotation."""
        return bool(self.words.strip()) and not self.sought

    @property
    def nothing(self) -> bool:
        """Whether nothing was asked."""
        return not (self.sought or name_words(self.by) or name_words(self.outlet) or self.since or self.until)


def first_day(given: str) -> str:
    """The first day of a year, a month or a day: ``2026-03`` is ``2026-03-01``. Raises UsageError."""
    year, month, day = _parts(given)
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


def last_day(given: str) -> str:
    """The last day of a year, a month or a day: ``2026-02`` is ``2026-02-28``. Raises UsageError."""
    year, month, day = _parts(given)
    month = month or 12
    return f"{year:04}-{month:02}-{day or monthrange(year, month)[1]:02}"


def _parts(given: str) -> tuple[int, int | None, int | None]:
    m = _DAY.fullmatch(given.strip())
    if m:
        year, month, day = int(m[1]), int(m[2]) if m[2] else None, int(m[3]) if m[3] else None
        fits = year >= 1 and (month is None or 1 <= month <= 12)
        if fits and (day is None or month is None or 1 <= day <= monthrange(year, month)[1]):
            return year, month, day
    raise UsageError(f"expected a day, a month or a year, such as 2026-03-02, 2026-03 or 2026, and got {given[:40]!r}")
