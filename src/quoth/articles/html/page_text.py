"""What comes of a page: its text, with what each part is for and where each word stands, and what the page states."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.types import Origin, Part


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about a page: a short word for programs, and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PageText:
    """The article of a page: its text, parts and origins, and what the page states.

    `parts` cover `text` in order with white space between; kinds that the words alone decide ("dateline", "link") are
    still "body". `inferred` names the fields that the page does not state.
    """

    text: str
    parts: tuple[Part, ...]
    origins: tuple[Origin, ...]
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    inferred: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
