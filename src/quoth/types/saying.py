"""One utterance in several tellings, and why they were taken for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from quoth.types.article import Span
from quoth.types.attribution import Kind, Speaker
from quoth.types.lineage import Origins
from quoth.types.record import Recorded
from quoth.types.variant import Variant

Wording = Literal["same", "differs", "not comparable"]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a telling's quoted words was compared.

    `compared` of its `quoted` words stand in another telling, too, or where another that runs past them has others.
    """

    telling: str
    quoted: int
    compared: int

    def to_dict(self) -> dict[str, Any]:
        return {"telling": self.telling, "quoted": self.quoted, "compared": self.compared}


@dataclass(frozen=True, slots=True)
class Link:
    """Why two tellings were taken for one utterance: a score, 0 to 1, and its reasons in words, strongest first."""

    tellings: tuple[str, str]
    score: float
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"tellings": list(self.tellings), "score": round(self.score, 4), "reasons": list(self.reasons)}


@dataclass(frozen=True, slots=True)
class Portion:
    """The part of a telling that belongs to a saying, where the rest belongs to another; `kind` is that part's own."""

    telling: str
    content: tuple[Span, ...]
    kind: Kind

    @property
    def id(self) -> str:
        """Its own id: the whole's, a slash, and where its stretches begin and end."""
        return f"{self.telling}/{'+'.join(f'{span.start}-{span.end}' for span in self.content)}"

    def to_dict(self) -> dict[str, Any]:
        return {"telling": self.telling, "content": [s.to_dict() for s in self.content], "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Voice:
    """How a telling belongs to a saying whose speaker its own article does not name for it, and why."""

    telling: str
    how: Literal["known from others", "speaks for", "another speaker"]
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {"telling": self.telling, "how": self.how, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Saying:
    """The one utterance behind one or more attributions: a hypothesis, with the links that made it.

    `tellings` are attribution ids in order. `wording` compares the tellings in quotation marks only and is
    "not comparable" where fewer than two are; it speaks of what overlaps, and `overlaps` says how much that is.
    `at_odds` are pairs of tellings that cannot both be word for word, one for any two wordings. `parts` says which
    tellings belong to it only in part, `voices` which do not name its speaker themselves, `doubtful` which only
    perhaps belong to it. `origins` counts from how many sides it comes; None where lineage was not asked.
    """

    id: str
    story: str
    speaker: Speaker | None
    tellings: tuple[str, ...]
    variants: tuple[Variant, ...] = ()
    wording: Wording = "not comparable"
    links: tuple[Link, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    at_odds: tuple[tuple[str, str], ...] = ()
    parts: tuple[Portion, ...] = ()
    voices: tuple[Voice, ...] = ()
    doubtful: tuple[str, ...] = ()
    record: Recorded | None = None
    origins: Origins | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "story": self.story,
            "speaker": self.speaker and self.speaker.to_dict(),
            "tellings": list(self.tellings),
            "variants": [v.to_dict() for v in self.variants],
            "wording": self.wording,
            "overlaps": [o.to_dict() for o in self.overlaps],
            "at_odds": [list(pair) for pair in self.at_odds],
            "parts": [p.to_dict() for p in self.parts],
            "voices": [v.to_dict() for v in self.voices],
            "doubtful": list(self.doubtful),
            "record": self.record and self.record.to_dict(),
            "origins": self.origins and self.origins.to_dict(),
            "links": [link.to_dict() for link in self.links],
        }
