"""An article as it was read, its layout, and the problems met on the way."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import date

PartKind = Literal[
    "headline", "dateline", "byline", "body", "link", "date", "credit",
    "caption", "pullquote", "item", "entry", "row",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code points `start:end` of one article, and the words that stand there."""

    start: int
    end: int
    text: str = field(compare=False)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` up to `end`; raises ValueError when it is empty or outside."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"a span needs 0 <= start < end <= {len(text)}, got {start}:{end}")
        return cls(start, end, text[start:end])

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article's layout: what the words from `start` up to `end` are for."""

    kind: PartKind
    start: int
    end: int


def part_at(parts: Sequence[Part], at: int) -> Part | None:
    """The one of `parts`, which are in order and do not overlap, in which the code point `at` stands."""
    i = bisect_right(parts, at, key=lambda part: part.start) - 1
    return parts[i] if i >= 0 and at < parts[i].end else None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words of an article stand in the page it was made from.

    `start:end` counts code points of `Article.text`, `at:until` those of the page as it was decoded. Where both have
    one length the characters are the same, one for one; elsewhere all of `start:end` stands for all of `at:until`,
    as “&” does for “&amp;”.
    """

    start: int
    end: int
    at: int
    until: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the input: kept, counted, shown; the run goes on.

    `where` is a path, a `path#row`, or an article's id with an offset; `message` says what was expected and what came.
    `article` is set when nothing of an input could be read: it has the id, the path and the empty text. `of_meta` is
    True where no input was set aside for it: the user's table of metadata is at fault, or it is a remark on a whole
    file. `code` is a short word for programs (``"paywall"``, ``"too-large"``), where the reader has one.
    """

    where: str
    message: str
    article: Article | None = None
    of_meta: bool = False
    code: str | None = None

    def to_dict(self) -> dict[str, Any]:
        shown = {"where": self.where, "message": self.message}
        if self.code is not None:
            shown["code"] = self.code
        return shown


@dataclass(frozen=True, slots=True)
class Article:
    """One published text as it was read.

    `published` is an ISO 8601 date or date-time; `parts` cover `text` in order without overlapping (gaps are
    white space, or a byte order mark). What neither the text nor the user's metadata states is None; the names of
    fields that were inferred stand in `inferred`. `problems` are those met inside an article that could be read.
    """

    id: str
    path: str
    text: str = field(repr=False)
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None
    inferred: tuple[str, ...] = ()
    parts: tuple[Part, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
    byline: str | None = None
    origins: tuple[Origin, ...] = field(default=(), repr=False)

    @property
    def day(self) -> date | None:
        """The day of publication, on the outlet's own calendar; None where none is known, or it is no day."""
        from datetime import date  # late: `quoth --version` needs no days

        try:
            return date.fromisoformat((self.published or "")[:10])
        except ValueError:
            return None

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "path": self.path,
            "outlet": self.outlet,
            "published": self.published,
            "title": self.title,
            "language": self.language,
        }
        if self.url is not None:
            shown["url"] = self.url
        if self.byline is not None:
            shown["byline"] = self.byline
        if self.inferred:
            shown["inferred"] = list(self.inferred)
        if with_text:
            shown["text"] = self.text
            if self.origins:
                shown["origins"] = [[o.start, o.end, o.at, o.until] for o in self.origins]
        return shown
