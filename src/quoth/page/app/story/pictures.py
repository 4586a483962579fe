"""Pictures of a story as numbers for the templates: who told what, and when. Each has its table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quoth.page.app.story.loaded import Loaded
from quoth.page.app.story.row import Row
from quoth.types import Attribution, Kind

ROWS, COLUMNS = 40, 40  # that a picture has at most; its table says how many more there are
CELL, GAP = 18, 4
_KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sayings down, as `rows`, the first `across` outlets across; `more` sayings are not in it. Lengths in pixels."""

    rows: tuple[Row, ...]
    across: int
    width: int
    height: int
    more: int


@dataclass(frozen=True, slots=True)
class Moment:
    """The tellings of one day in the timeline; `how` is the nearest to the words that one of them is."""

    x: float
    y: int
    how: Kind
    labels: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Sayings down, days across: `said` is where the words were spoken, `told` where they were published."""

    rows: tuple[Row, ...]
    told: tuple[tuple[Moment, ...], ...]
    said: tuple[float | None, ...]
    said_on: tuple[str | None, ...]
    ticks: tuple[tuple[float, str], ...]
    width: int
    height: int
    undated: int


def matrix(loaded: Loaded) -> Matrix:
    """Which outlet told what: the sayings that several tell."""
    rows = loaded.shared[:ROWS]
    across = min(len(loaded.columns), COLUMNS)
    return Matrix(rows, across, across * (CELL + GAP), len(rows) * (CELL + GAP), len(loaded.shared) - len(rows))


def timeline(loaded: Loaded) -> Timeline | None:
    """When each saying was said and told; None where fewer than two days are known."""
    rows = loaded.shared[:ROWS] or loaded.alone[:ROWS]
    known: set[date] = set()
    spoken: list[date | None] = []
    for row in rows:
        days = sorted({d for t in row.said.saying.tellings if (d := _day(loaded.judged(t).attribution.said_on))})
        spoken.append(days[0] if days else None)
        known |= set(days[:1])
        known |= {d for t in row.said.saying.tellings if (d := _published(loaded, t))}
    if len(known) < 2:
        return None
    first, last = min(known), max(known)
    width = 640
    span = max((last - first).days, 1)

    def across(day: date) -> float:
        return round(10 + (width - 20) * (day - first).days / span, 1)

    told, undated = [], 0
    for y, row in enumerate(rows):
        on: dict[date, list[Attribution]] = {}
        for t in row.said.saying.tellings:
            day = _published(loaded, t)
            if day is None:
                undated += 1
            else:
                on.setdefault(day, []).append(loaded.judged(t).attribution)
        told.append(
            tuple(
                Moment(
                    across(day),
                    y,
                    min((a.kind for a in said), key=_KINDS.index),
                    tuple(dict.fromkeys(loaded.labels[a.article] for a in said)),
                    day.isoformat(),
                )
                for day, said in sorted(on.items())
            )
        )
    marks = sorted(known)
    step = max(1, len(marks) // 6)
    ticks = tuple((across(d), d.isoformat()) for d in (*marks[:-1:step], marks[-1]))
    return Timeline(
        rows=rows,
        told=tuple(told),
        said=tuple(None if d is None else across(d) for d in spoken),
        said_on=tuple(None if d is None else d.isoformat() for d in spoken),
        ticks=ticks,
        width=width,
        height=len(rows) * (CELL + GAP),
        undated=undated,
    )


def _published(loaded: Loaded, telling: str) -> date | None:
    return _day(loaded.article(loaded.judged(telling).attribution).published)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
