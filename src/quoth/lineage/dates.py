"""Which of two articles is older, as far as their dates can say.

Day stamps order articles of different days and no others; a time of day orders only beside another with its zone, or
on the same clock. Being earlier makes nobody a source: it only forbids the other direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from quoth.types import Article

SURE = timedelta(minutes=10)  # clocks of two outlets agree no better
_ZONES = timedelta(hours=14)  # the most that a local day can lie before or behind another


@dataclass(frozen=True, slots=True)
class Published:
    """When an article came out: between `first` and `last`, UTC; `day` where only that is known, on the outlet's own
    calendar. `stated` is False where nobody says so and it was worked out.
    """

    first: datetime
    last: datetime
    day: date | None
    stated: bool


def published(article: Article) -> Published | None:
    """None where the article has no date, or one that cannot be read."""
    given = article.published
    if not given:
        return None
    stated = "published" not in article.inferred
    try:
        if len(given) > 10:
            at = datetime.fromisoformat(given)
            if at.tzinfo is not None:
                return Published(at.astimezone(UTC), at.astimezone(UTC), None, stated)
        day = date.fromisoformat(given[:10])
        begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return Published(begins - _ZONES, begins + timedelta(days=1) + _ZONES, day, stated)
    except (ValueError, OverflowError):
        return None


def earlier(one: Published | None, other: Published | None) -> bool:
    """Whether `one` certainly came out before `other`."""
    if one is None or other is None:
        return False
    if one.day is not None and other.day is not None:
        return one.day < other.day
    return one.last + SURE < other.first
