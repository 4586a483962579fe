"""What was edited between two versions of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from quoth.types.article import Span
from quoth.types.attribution import Speaker
from quoth.types.variant import Because, Change

EditKind = Literal["changed", "speaker", "removed", "added", "unmarked", "marked"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A quotation that is another one in a later version of its article.

    ``changed``: `before` became `after`; `changes` say how, with the earlier words as those that were said.
    ``speaker``: the words are the same, and said to be somebody else's; whose they were is `speaker_before`, which of a
    quotation that was changed says it, too.
    ``removed`` and ``added``: the other version does not have the words; ``unmarked`` and ``marked``: it has them, but
    there they stand in quotation marks and here they do not, or the other way round. `before` is a span of the earlier
    text, `after` of the later one.
    """

    kind: EditKind
    before: Span | None
    after: Span | None
    speaker: Speaker | None = None
    changes: tuple[Change, ...] = ()
    meaning: bool = False
    because: tuple[Because, ...] = ()
    speaker_before: Speaker | None = None

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "kind": self.kind,
            "before": self.before and self.before.to_dict(),
            "after": self.after and self.after.to_dict(),
            "speaker": self.speaker and self.speaker.to_dict(),
            "changes": list(self.changes),
            "meaning": self.meaning,
        }
        if self.because:
            shown["because"] = [b.to_dict() for b in self.because]
        if self.speaker_before is not None:
            shown["speaker_before"] = self.speaker_before.to_dict()
        return shown


@dataclass(frozen=True, slots=True)
class Revised:
    """What was edited between two versions of an article that follow each other.

    `earlier` is the id of the version before: the same as `article` where a store keeps both as revisions of one. They
    were seen at `seen` and `at` (ISO 8601, UTC), where that is known. `announced`: the later one says that it was
    changed. Without `edits` all quotations are as they were.
    """

    article: str
    earlier: str
    seen: str | None
    at: str | None
    announced: bool
    edits: tuple[Edit, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "earlier": self.earlier,
            "seen": self.seen,
            "at": self.at,
            "announced": self.announced,
            "edits": [e.to_dict() for e in self.edits],
        }
