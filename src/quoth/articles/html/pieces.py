"""A block as far as it is written: pieces of text, each with the stretch of the page that it stands for.

Of a piece that was copied the two stretches are of one length and the characters are the same, white space aside; of
one that stands for something else (an entity, a mark put in) they are not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

WHITE = " \t\n\f\r"

LONGEST_PIECE = 2_000
"""Characters of a piece to which more are added; a longer one is followed by another, so that it is not copied for each
of its words.
"""

_MARKS = frozenset("“”‘’")


class Piece(NamedTuple):
    """`text`, and the stretch `at:until` of the page that it stands for."""

    text: str
    at: int
    until: int


@dataclass(slots=True)
class Line:
    """The pieces of one block, written from its beginning to its end."""

    pieces: list[Piece] = field(default_factory=list)
    link: int = 0  # links that are open
    in_links: int = 0  # characters written while a link was open
    glued: bool = False  # an opening mark was put in: no space behind it
    apart: bool = False  # a footnote's mark was put in: no word right behind it

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def ends_apart(self) -> bool:
        """Whether white space, or nothing, stands at its end."""
        return not self.pieces or self.pieces[-1].text[-1:] in (" ", "\n", "")

    def space(self, at: int, until: int) -> None:
        """White space, which counts only between words."""
        if not self.glued and not self.ends_apart:
            self.add(" ", at, until)

    def newline(self, at: int, until: int) -> bool:
        """A line end; True when there is one already, so that a paragraph ends here."""
        self.trim()
        if self.pieces and self.pieces[-1].text == "\n":
            return True
        if self.pieces:
            self.add("\n", at, until)
        return False

    def written(self, most: int) -> str:
        """The last characters of the block, at most `most`."""
        out, i = "", len(self.pieces) - 1
        while i >= 0 and len(out) < most:
            out = self.pieces[i].text[-most:] + out
            i -= 1
        return out[-most:]

    def add(self, text: str, at: int, until: int) -> None:
        """Characters of the page, put to the piece that they go on from."""
        last = self.pieces[-1] if self.pieces else None
        goes_on = last and last.until == at and len(last.text) == at - last.at and len(text) == until - at
        if last is None or not goes_on or last.text == "\n":
            self.pieces.append(Piece(text, at, until))
        elif len(last.text) < LONGEST_PIECE:
            self.pieces[-1] = Piece(last.text + text, last.at, until)
        else:  # its last character goes along: a line end by itself would be taken for a `<br>`
            self.pieces[-1] = Piece(last.text[:-1], last.at, at - 1)
            self.pieces.append(Piece(last.text[-1] + text, at - 1, until))
        self.glued = self.apart = False
        if self.link:
            self.in_links += len(text)

    def put(self, text: str, at: int, until: int) -> None:
        """Something that the page shows without having it as characters."""
        self.pieces.append(Piece(text, at, until))
        self.glued = self.apart = False

    def separate(self, at: int) -> None:
        """A space that the page does not have, where none stands."""
        if not self.ends_apart:
            self.put(" ", at, at)

    def trim(self) -> Piece | None:
        """Takes a space off the end of the block; what it was, or None."""
        if not self.pieces or not self.pieces[-1].text.endswith(" "):
            return None
        last = self.pieces.pop()
        if len(last.text) > 1:
            one = len(last.text) == last.until - last.at
            self.pieces.append(Piece(last.text[:-1], last.at, last.until - 1 if one else last.until))
            return Piece(" ", last.until - 1 if one else last.until, last.until)
        return last

    def take(self) -> tuple[list[Piece], int]:
        """The pieces, without empty ones and outer white space, and how many characters are in links; begins anew.

        Marks of quotation alone are nothing.
        """
        if not self.pieces:
            return [], 0
        pieces, links = outer(self.pieces), self.in_links
        self.pieces, self.in_links, self.glued, self.apart = [], 0, False, False
        return (pieces, links) if pieces else ([], 0)


def outer(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without empty ones and outer white space; none where only marks of quotation are left."""
    kept = _stripped([p for p in pieces if p.text])
    return [] if all(p.text in _MARKS for p in kept) else kept


def _stripped(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without white space, of whatever kind, at both ends."""
    first, after = 0, len(pieces)
    while first < after and not pieces[first].text.strip():
        first += 1
    while after > first and not pieces[after - 1].text.strip():
        after -= 1
    pieces = pieces[first:after]
    if pieces:
        text, at, until = pieces[0]
        if (cut := len(text) - len(text.lstrip())) and len(text) == until - at:
            pieces[0] = Piece(text[cut:], at + cut, until)
        text, at, until = pieces[-1]
        if (kept := len(text.rstrip())) < len(text) and len(text) == until - at:
            pieces[-1] = Piece(text[:kept], at, at + kept)
    return pieces
