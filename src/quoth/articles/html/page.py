"""A page to the text of its article, with what each part is for and where each word stands in the page.

The text is the headline and the chosen blocks in the order of the page, a blank line between them; the cells of a
table's row stand on one line with tabs between. Nothing else is put in but quotation marks and brackets that the page
shows without having them as characters. `origins` lead every stretch of it back.

A pull-quote is words of the article shown a second time. Where they are, the block is labelled so and reports nothing;
where its words are nowhere else in the article, it is body like the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from quoth.articles.html.blocks import Block, Said, folded, is_link_alone, take_apart
from quoth.articles.html.boxes import boxed
from quoth.articles.html.choose import Choice, Chosen, choose, plain_kind
from quoth.articles.html.encoding import NoArticleError
from quoth.articles.html.frames import words_in_frames
from quoth.articles.html.refuse import cut_short, refusal
from quoth.articles.html.roles import Role
from quoth.articles.html.stated import Stated, stated
from quoth.articles.html.visible import complete
from quoth.articles.html.writer import Piece, Writer
from quoth.counted import counted
from quoth.types import Origin, Part, PartKind

MOST_TEXT = 4_000_000
"""Characters of text that are taken from a page; the longest article of 90 real pages has 45,000."""

FEW = 25
"""Words of prose. A page that shows fewer is read again with what it hides, and then by its JSON-LD."""

REPEATED, CALLED = 0.8, 0.5
"""Share of a passage's runs of three words that the article has, from which it is a pull-quote; lower where the page
calls it one: “I got tired of waiting,” she said, “so I stopped” is pulled without the words between.
"""
MOST_PASSAGES = 50  # block quotations that another one is looked for in
MOST_SOUGHT = 200  # passages that are looked for letter by letter; others by their runs of words alone

_SAVED = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d{1,6}\)(https?://[^\s<>\"]{4,2000}?)(?=\s|-->)"
    r"|Page saved with SingleFile\s{1,9}url: (https?://[^\s<>\"]{4,2000}))"
)
_SAVED_WITHIN = 5_000  # characters of a page in which such a line stands
_PARAGRAPHS = re.compile(r"<(?:p|br|pre)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|.)", re.DOTALL)
_TAG_IN_JSON = re.compile(r"<(?:p|br|div|li|h[1-6]|q|blockquote)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{2,7}|#[xX][0-9a-fA-F]{2,6});")


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


def read_page(page: str, *, url: str | None = None) -> PageText:
    """The article of a whole page, whose address may be `url`. Raises NoArticleError where it has none."""
    said = take_apart(page)
    states = stated(said)
    states.url = states.url or url or _saved_from(page)
    choice = _chosen(said, states)
    notes = _notes(said, states)
    if choice.prose < FEW and said.unseen > 5 * FEW:
        hidden = take_apart(page, unseen=True)
        again = _chosen(hidden, states)
        if again.prose >= 2 * FEW and again.prose > 2 * choice.prose:
            said, choice = hidden, again
            notes.append(
                Note("hidden-text", "the page hides its text until a script shows it; the hidden text was read")
            )
    if states.body and choice.prose < FEW and (blocks := _of_json(page, states.body)):
        above = [c for c in choice.chosen if c.kind == "headline"]
        choice.chosen = [*above, *(Chosen(b, "body") for b in blocks)]
        choice.prose = sum(b.text.count(" ") + 1 for b in blocks)
        notes.append(Note("text-from-data", "the page shows its text by a script; the text in its JSON-LD was read"))
    if why := refusal(said, states, choice):
        raise _for_what_was_unread(notes) or why
    if cut := cut_short(said, states, choice):
        notes.append(Note(*cut))
    chosen = _pulled(choice.chosen)
    facts = complete(said, states, choice)
    return replace(_written(chosen), notes=tuple(notes), **facts)


def read_fragment(markup: str) -> PageText:
    """All that a piece of HTML says, as in a feed's item: nothing is chosen, and only furniture by name is left out.

    In one without `<p>` and `<br>` a blank line ends a paragraph: blogs export what was typed.
    """
    said = take_apart(markup, blank_lines=not _PARAGRAPHS.search(markup))
    away = boxed(said)
    chosen = [
        Chosen(b, _kind_alone(said, b))
        for i, b in enumerate(said.blocks)
        if i not in away and not _role_alone(said, b) & (Role.FURNITURE | Role.COMMENTS) and not is_link_alone(b)
    ]
    return replace(_written(_pulled(chosen)), notes=tuple(_notes(said, Stated())))


def _saved_from(page: str) -> str | None:
    """The address that a browser, or the extension SingleFile, wrote into a page when it saved it."""
    m = _SAVED.search(page[:_SAVED_WITHIN])
    return m[1] or m[2] if m else None


def _for_what_was_unread(notes: list[Note]) -> NoArticleError | None:
    """Where a page was not read to its end, that is why it has no article, as far as anybody knows."""
    unread = next((n for n in notes if n.code in ("too-many-elements", "unclosed")), None)
    return NoArticleError(unread.code, f"expected an article, found none: {unread.message}") if unread else None


def _chosen(said: Said, states: Stated) -> Choice:
    body = said.page[slice(*states.body)] if states.body else None
    return choose(said, states.titles, body, live="liveblogposting" in states.kinds)


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


def _written(chosen: Sequence[Chosen]) -> PageText:
    """The text of the chosen blocks, their parts, and the way back."""
    pieces: list[str] = []
    parts: list[Part] = []
    origins: list[Origin] = []
    notes: list[Note] = []
    length = 0
    row = cell = -1
    before = None
    for one in chosen:
        beside = one.kind == "row" == before and one.block.row == row >= 0 and one.block.node != cell
        gap = "" if not pieces else "\t" if beside else "\n\n"
        if length + len(gap) > MOST_TEXT:
            notes.append(Note("too-long", f"only the first {length:,} characters of the text were read"))
            break
        pieces.append(gap)
        start = length = length + len(gap)
        for text, at, until in one.block.pieces:
            pieces.append(text)
            if (
                origins
                and origins[-1].end == length
                and origins[-1].until == at
                and _plain(origins[-1])
                and len(text) == until - at
            ):
                origins[-1] = replace(origins[-1], end=length + len(text), until=until)
            else:
                origins.append(Origin(length, length + len(text), at, until))
            length += len(text)
        if gap == "\t":
            parts[-1] = replace(parts[-1], end=length)
        else:
            parts.append(Part(one.kind, start, length))
        row, cell, before = one.block.row, one.block.node, one.kind
    return PageText("".join(pieces), tuple(parts), tuple(origins), notes=tuple(notes))


def _plain(origin: Origin) -> bool:
    return origin.end - origin.start == origin.until - origin.at


def _pulled(chosen: list[Chosen]) -> list[Chosen]:
    """`chosen` with pull-quotes told from passages that stand nowhere else."""
    suspects = [i for i, c in enumerate(chosen) if c.kind == "pullquote" or (c.block.quotation >= 0 and not c.head)]
    if not suspects:
        return chosen
    apart = set(suspects)
    whole = "\n".join(folded(c.block.text) for i, c in enumerate(chosen) if i not in apart and c.kind != "headline")
    trigrams = {t for i, c in enumerate(chosen) if i not in apart for t in _trigrams(c.block.text)}
    passages = [folded(chosen[i].block.text) for i in suspects if chosen[i].kind != "pullquote"]
    out = list(chosen)
    repeated = False
    for n, i in enumerate(suspects):
        block = chosen[i].block
        letters = folded(block.text)
        grams = _trigrams(block.text)
        most = CALLED if chosen[i].kind == "pullquote" else REPEATED
        again = len(letters) >= 12 and (
            sum(g in trigrams for g in grams) >= most * max(1, len(grams))
            or (n < MOST_SOUGHT and letters in whole)
            or (n < MOST_SOUGHT and any(len(p) > len(letters) and letters in p for p in passages[:MOST_PASSAGES]))
        )
        follows = repeated and i - 1 in apart and block.text.count(" ") < 12 and not again  # "Ann Lee, director"
        repeated = again or follows
        out[i] = replace(
            chosen[i], kind="pullquote" if repeated else "body" if chosen[i].kind == "pullquote" else chosen[i].kind
        )
    return out


def _trigrams(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return list(zip(words, words[1:], words[2:], strict=False))


def _role_alone(said: Said, block: Block) -> int:
    """What a block is for by the names around it, up to 30 of them."""
    found, node = Role.NONE, block.node
    for _ in range(30):
        if node < 0:
            break
        found |= said.roles[node]
        node = said.nodes[node].parent
    return found


def _kind_alone(said: Said, block: Block) -> PartKind:
    role = _role_alone(said, block)
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


def _of_json(page: str, place: tuple[int, int]) -> list[Block]:
    """The paragraphs of a JSON string in the page, each character with its place."""
    at, until = place
    pieces: list[Piece] = []
    for m in _ESCAPE.finditer(page, at, until):
        if m.start() > at:
            pieces.append(Piece(page[at : m.start()], at, m.start()))
        try:
            value = str(json.loads(f'"{m.group()}"'))
        except ValueError:
            value = "\ufffd"
        pieces.append(Piece(value, m.start(), m.end()))
        at = m.end()
    if at < until:
        pieces.append(Piece(page[at:until], at, until))
    text = "".join(p.text for p in pieces)
    if _TAG_IN_JSON.search(text):
        return _of_markup(text, place)
    pieces = [named for piece in pieces for named in _named(piece)]
    blocks: list[Block] = []
    for paragraph in _paragraphs(pieces):
        blocks.append(Block(-1, "p", paragraph, "".join(p.text for p in paragraph)))
    return blocks


def _named(piece: Piece) -> Iterator[Piece]:
    """`piece` with entities as their characters: sites put them into JSON as they would into a page."""
    text, at, until = piece
    if len(text) != until - at or "&" not in text:
        yield piece
        return
    done = 0
    for m in _ENTITY.finditer(text):
        if m.start() > done:
            yield Piece(text[done : m.start()], at + done, at + m.start())
        yield Piece(unescape(m.group()), at + m.start(), at + m.end())
        done = m.end()
    if done < len(text):
        yield Piece(text[done:], at + done, until)


def _of_markup(text: str, place: tuple[int, int]) -> list[Block]:
    """Paragraphs of HTML inside JSON: each stands for all of the string, since two codes lie over each other."""
    blocks = take_apart(text).blocks
    for block in blocks:
        block.pieces = [Piece(block.text, *place)]
        block.node = block.quotation = block.row = -1
    return blocks


def _paragraphs(pieces: list[Piece]) -> list[list[Piece]]:
    """`pieces` cut at line ends."""
    out: list[list[Piece]] = [[]]
    for text, at, until in pieces:
        one = len(text) == until - at
        start = 0
        for line in text.splitlines(keepends=True) or [text]:
            kept = line.rstrip("\r\n")
            if kept:
                out[-1].append(Piece(kept, at + start, at + start + len(kept)) if one else Piece(kept, at, until))
            if kept != line:
                out.append([])
            start += len(line)
    stripped = (_outer(p) for p in out)
    return [p for p in stripped if p]


def _outer(pieces: list[Piece]) -> list[Piece]:
    writer = Writer("")
    writer.pieces = pieces
    return writer.take()[0]
