"""A page to the text of its article: the headline and the chosen blocks in the order of the page.

A page that shows next to nothing is read again with what it hides, and then by its JSON-LD (`json_text`); `pulled`
tells pull-quotes from passages, `written` makes the text. A fragment of HTML is read whole.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.articles.html.archived import as_original
from quoth.articles.html.block_quotations import is_link_alone
from quoth.articles.html.blocks import take_apart
from quoth.articles.html.boxes import boxed
from quoth.articles.html.choose import Choice, Chosen, choose, plain_kind
from quoth.articles.html.encoding import NoArticleError
from quoth.articles.html.frames import words_in_frames
from quoth.articles.html.json_ld import LIVE
from quoth.articles.html.json_text import paragraphs_in
from quoth.articles.html.page_text import Note, PageText
from quoth.articles.html.pulled import pulled
from quoth.articles.html.refuse import cut_short, refusal
from quoth.articles.html.roles import Role
from quoth.articles.html.said import Block, Said
from quoth.articles.html.stated import Stated, stated
from quoth.articles.html.visible import complete
from quoth.articles.html.written import written
from quoth.counted import counted
from quoth.types import PartKind

FEW = 25
"""Words of prose. A page that shows fewer is read again with what it hides, and then by its JSON-LD."""

_SAVED = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d{1,6}\)(https?://[^\s<>\"]{4,2000}?)(?=\s|-->)"
    r"|Page saved with SingleFile\s{1,9}url: (https?://[^\s<>\"]{4,2000}))"
)
_SAVED_WITHIN = 5_000  # characters of a page in which such a line stands
_PARAGRAPHS = re.compile(r"<(?:p|br|pre)\b", re.IGNORECASE)


def read_page(page: str, *, url: str | None = None) -> PageText:
    """The article of a whole page, whose address may be `url`. Raises NoArticleError where it has none."""
    said = take_apart(page)
    states = stated(said)
    states.url = states.url or url or _saved_from(page)
    as_original(said, states)
    choice = _chosen(said, states)
    notes = _notes(said, states)
    if choice.prose < FEW and (hidden := _hidden(said, states, choice)):
        said, choice = hidden
        notes.append(Note("hidden-text", "the page hides its text until a script shows it; the hidden text was read"))
    if choice.prose < FEW and (from_data := _from_data(said, states, choice)):
        choice = from_data
        notes.append(Note("text-from-data", "the page shows its text by a script; the text in its JSON-LD was read"))
    if why := refusal(said, states, choice):
        raise _for_what_was_unread(notes) or why
    if cut := cut_short(said, states, choice):
        notes.append(Note(*cut))
    facts = complete(said, states, choice)
    if states.copied and not facts["published"]:
        day = states.copied[:10]
        notes.append(
            Note("undated", f"states no date; this copy was made on {day}, so published on that day or before")
        )
    return replace(written(pulled(choice.chosen)), notes=tuple(notes), **facts)


def _hidden(said: Said, states: Stated, choice: Choice) -> tuple[Said, Choice] | None:
    """The page with what it hides, where that is the greater part of its words."""
    if said.unseen <= 5 * FEW:
        return None
    hidden = take_apart(said.page, unseen=True)
    again = _chosen(hidden, states)
    return (hidden, again) if again.prose >= 2 * FEW and again.prose > 2 * choice.prose else None


def _from_data(said: Said, states: Stated, choice: Choice) -> Choice | None:
    """`choice` with the text that stands in the page's JSON-LD; None where none does."""
    kind: PartKind = "entry" if states.kinds & LIVE else "body"
    blocks = [b for place in states.bodies for b in paragraphs_in(said.page, place)]
    above = [c for c in choice.chosen if c.kind == "headline"]
    found = replace(choice, chosen=[*above, *(Chosen(b, kind) for b in blocks)])
    found.prose = sum(b.text.count(" ") + 1 for b in blocks)
    return found if blocks else None


def read_fragment(markup: str) -> PageText:
    """All that a piece of HTML says, as in a feed's item: nothing is chosen, and only furniture by name is left out.

    In one without `<p>` and `<br>` a blank line ends a paragraph: blogs export what was typed.
    """
    said = take_apart(markup, blank_lines=not _PARAGRAPHS.search(markup))
    away = boxed(said)
    chosen = [
        Chosen(b, _kind_alone(said, b))
        for i, b in enumerate(said.blocks)
        if i not in away and not said.role_around(b) & (Role.FURNITURE | Role.COMMENTS) and not is_link_alone(b)
    ]
    return replace(written(pulled(chosen)), notes=tuple(_notes(said, Stated())))


def _saved_from(page: str) -> str | None:
    """The address that a browser, or the extension SingleFile, wrote into a page when it saved it."""
    m = _SAVED.search(page[:_SAVED_WITHIN])
    return m[1] or m[2] if m else None


def _for_what_was_unread(notes: list[Note]) -> NoArticleError | None:
    """Where a page was not read to its end, that is why it has no article, as far as anybody knows."""
    unread = next((n for n in notes if n.code in ("too-many-elements", "unclosed")), None)
    return NoArticleError(unread.code, f"expected an article, found none: {unread.message}") if unread else None


def _chosen(said: Said, states: Stated) -> Choice:
    body = " ".join(said.page[slice(*place)] for place in states.bodies)
    return choose(said, states.titles, body or None, live=bool(states.kinds & LIVE))


def _notes(said: Said, states: Stated) -> list[Note]:
    """What was not read of the page."""
    notes = [Note("metadata", n) for n in states.notes]
    if said.swallowed:
        at, what = said.swallowed
        lost = len(said.page) - at
        notes.append(
            Note(
                "unclosed",
                f"{what} that is never closed takes the last {counted(lost, 'character')} of the page (from {at})",
            )
        )
    if said.cut is not None:
        notes.append(
            Note("too-many-elements", f"read up to character {said.cut:,} only: the page has too many elements")
        )
    frames, words = words_in_frames(said)
    if frames:
        notes.append(
            Note("frame", f"{counted(frames, 'frame')} in the page with {counted(words, 'word')}: these were not read")
        )
    return notes


def _kind_alone(said: Said, block: Block) -> PartKind:
    role = said.role_around(block)
    by_role: tuple[tuple[int, PartKind], ...] = (
        (Role.CREDIT, "credit"),
        (Role.CAPTION, "caption"),
        (Role.PULLQUOTE, "pullquote"),
        (Role.DATE, "date"),
        (Role.ENTRY, "entry"),
    )
    for one, kind in by_role:
        if role & one:
            return kind
    return plain_kind(block)
