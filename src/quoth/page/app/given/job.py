"""One act of reading, step by step: what became of each thing that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.page.app.given.files import Given

KNOWN, USED = "here already", "used"
OVER = ("read", KNOWN, USED, "set aside")


@dataclass(frozen=True, slots=True)
class Step:
    """One article of a job: what became of it. `slug` leads to it once it is kept. "used" is no article, and was used
    for the others; `why` says what there is to say.
    """

    name: str
    state: str  # "waiting", "fetching", "reading", "read", "here already", "used", "set aside"
    statements: int = 0
    slug: str = ""
    why: str = ""


@dataclass(slots=True)
class Job:
    """One act of reading. `state`: "waiting", "reading", "arranging", "done" or "failed". `beside` says what lay beside
    the articles in their folder and was not read.
    """

    id: str
    given: tuple[Given, ...] = field(repr=False)
    state: str = "waiting"
    steps: list[Step] = field(default_factory=list)
    why: str = ""
    stories: tuple[tuple[str, str], ...] = ()
    beside: str = ""

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "state": self.state,
            "why": self.why,
            "beside": self.beside,
            "read": sum(s.state == "read" for s in self.steps),
            "aside": sum(s.state == "set aside" for s in self.steps),
            "known": sum(s.state == KNOWN for s in self.steps),
            "over": sum(s.state in OVER for s in self.steps),
            "steps": [
                {"name": s.name, "state": s.state, "statements": s.statements, "article": s.slug, "why": s.why}
                for s in self.steps
            ],
            "stories": [{"story": i, "title": t} for i, t in self.stories],
        }


def to_do(given: Sequence[Given]) -> list[Step]:
    """A step for each thing that was given, before any of them is begun."""
    return [Step(g.called, "waiting") for g in given]
