"""What one article reports that somebody said: source, cue, content, and the speaker they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from quoth.types.article import Article, Problem, Span

Kind = Literal["direct", "mixed", "indirect"]
SpeakerType = Literal["person", "organization", "group", "unnamed", "author", "unknown"]
MentionKind = Literal["person", "organization", "location", "other"]

MEANING = 128  # numbers of one meaning, as the shipped network gives them


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article, as the network saw it: half-open code points, and what it names."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or body that a source resolves to, by the fullest name the article gives."""

    name: str
    type: SpeakerType

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "type": self.type}


@dataclass(frozen=True, slots=True)
class Attribution:
    """One article's report of what somebody said, thought or wrote.

    `source`, `cue` and `content` are in the order of the text; only `content` is never empty. `speaker` is None
    where the answer was withheld, and then `reason` says why. `said_on` is an ISO date. `score`, 0 to 1, is how likely
    it is that content and source are right (`quoth.attributions.confidence`). `inside` is the id of the attribution it
    is nested in. `negated`: the article denies that it was said; `hypothetical`: it says that it might be said, or is
    yet to be. `vector` is for matching: an ``array("f")`` of the meanings of the content's sentences
    (`quoth.attributions.sentences.sentences_of`), one behind the other, each of `MEANING` numbers and L2 norm 1; or one
    for all of them, or empty. It is not part of the format.
    """

    id: str
    article: str
    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    speaker: Speaker | None = None
    via: str | None = None
    said_on: str | None = None
    inside: str | None = None
    negated: bool = False
    hypothetical: bool = False
    reason: str | None = None
    vector: Sequence[float] = field(default=(), repr=False, compare=False)

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "source": [s.to_dict() for s in self.source],
            "cue": [s.to_dict() for s in self.cue],
            "content": [s.to_dict() for s in self.content],
            "speaker": self.speaker and self.speaker.to_dict(),
            "via": self.via,
            "said_on": self.said_on,
            "score": round(self.score, 4),
        }
        if self.inside is not None:
            shown["inside"] = self.inside
        if self.negated:
            shown["negated"] = True
        if self.hypothetical:
            shown["hypothetical"] = True
        if self.reason is not None:
            shown["reason"] = self.reason
        return shown


@dataclass(frozen=True, slots=True)
class Attributed:
    """An article with its attributions, in the order of their first word, and the problems met on the way."""

    article: Article
    attributions: tuple[Attribution, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        return {
            "article": self.article.to_dict(with_text=with_text),
            "attributions": [a.to_dict() for a in self.attributions],
            "problems": [p.to_dict() for p in self.problems],
        }


def joined(spans: Iterable[Span]) -> str:
    """The words of `spans` in order, parts that do not adjoin joined by an ellipsis in square brackets."""
    return " [...] ".join(" ".join(s.text.split()) for s in spans)
