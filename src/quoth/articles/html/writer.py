"""The words of one block as a reader sees them, each with its place in the page.

White space is collapsed as a browser does; entities become their characters; soft hyphens, zero-width marks and marks
of writing direction go, because they are shown to nobody and stand in the middle of words. What the page shows by an
element is put into words here: quotation marks for `<q>`, a place of its own for a footnote's mark, and figures above
and below the line as the characters that Unicode has for them, so that 10<sup>5</sup> is not 105.

Every piece leads back to the page. Of a piece that was copied the two ends are of one length and the characters are
the same, white space aside; of one that stands for something else (an entity, a mark put in) they are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from quoth.articles.html.raised import BRACKETED, above_line, below_line

WHITE = " \t\n\f\r"
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f"
)
_SPECIAL = re.compile(
    rf"[{WHITE}]{{2,}}|[\t\n\f\r]|&(?:#[0-9]{{1,32}}|#[xX][0-9a-fA-F]{{1,32}}|[A-Za-z][A-Za-z0-9]{{1,31}});?|[{INVISIBLE}]+"
    r"|(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])"
)
_NEVER_SHOWN = re.compile(f"[{INVISIBLE}]")

MOST_DEEP = 8
"""Quotation elements in each other that get marks; those deeper in are read without."""

LONGEST_PIECE = 2_000
"""Characters of a piece to which more are added; a longer one is followed by another, so that it is not copied for each
of its words.
"""

_QUOTES = ("“”", "‘’")
_MARKS = frozenset("".join(_QUOTES))
_DOUBLE = '“”„‟"«»'
_OPENING = _DOUBLE + "‘‚'"
_APART = re.compile(r"(?:[^\W\d_][.!?…][”\"’')]?|[a-zà-ÿ]{2}|\D(?:19|20)\d\d)$")
_BEGINS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ ]|\d|[“\"][A-Z]")


class Piece(NamedTuple):
    """`text`, and the stretch `at:until` of the page that it stands for."""

    text: str
    at: int
    until: int


@dataclass(slots=True)
class _Quoted:
    node: int
    mark: str  # the pair of marks; empty where the page has its own
    piece: int | None  # where the opening mark stands in the block; None when it stands in an earlier one


@dataclass(slots=True)
class Writer:
    """Collects the pieces of a block; `take` gives them and begins the next."""

    page: str
    pieces: list[Piece] = field(default_factory=list)
    in_links: int = 0  # characters written while a link was open
    link: int = 0  # links that are open
    _glued: bool = False  # an opening mark was put in: no space behind it
    _apart: bool = False  # a footnote's mark was put in: no word right behind it
    _quotes: list[_Quoted] = field(default_factory=list)
    _raised: list[tuple[int, int, bool]] = field(default_factory=list)  # node, first piece, marked as a footnote
    _taken: list[Piece] = field(default_factory=list)  # the block before this one

    def text(self, at: int, until: int) -> None:
        """The page's characters `at:until`, of which none is a tag."""
        self._reopened(at)
        for m in _SPECIAL.finditer(self.page, at, until):
            start, end = m.span()
            if start > at:
                self._run(at, start)
            at = end
            first = self.page[start]
            if first in WHITE:
                self.space(start, end)
            elif first == "&":
                self._entity(start, end)
        if at < until:
            self._run(at, until)

    def apart(self, at: int) -> None:
        """A space where two spans touch that a stylesheet shows apart: “of the archive.” and “Credit” in a caption.

        Only between what cannot be one word: a small letter, a mark or a year, and a capital letter or a figure.
        Words that are typed in pieces (“<span>said “</span><span>rest”) stay together. Wrong on "i" and "Phone".
        """
        if _APART.search(self.written(8)) and _BEGINS.match(self.page, at):
            self._put(" ", at, at)

    def lines(self, at: int, until: int) -> None:
        """The same inside `<pre>`, where a line end is one."""
        while (end := self.page.find("\n", at, until)) >= 0:
            self.text(at, end)
            self.newline(end, end + 1)
            at = end + 1
        self.text(at, until)

    def space(self, at: int, until: int) -> None:
        """White space, which counts only between words."""
        if self.pieces and not self._glued and self.pieces[-1].text[-1:] not in (" ", "\n", ""):
            self._add(" ", at, until)

    def newline(self, at: int, until: int) -> bool:
        """A line end; True when there is one already, so that a paragraph ends here."""
        self._trim()
        if self.pieces and self.pieces[-1].text == "\n":
            return True
        if self.pieces:
            self._add("\n", at, until)
        return False

    def open_quotation(self, node: int, at: int, until: int) -> None:
        """The start tag of `<q>`, or of an element that is shown in quotation marks."""
        if len(self._quotes) >= MOST_DEEP:
            return
        self._reopened(at)
        pair = _QUOTES[sum(bool(q.mark) for q in self._quotes) % 2]
        before = self.written(2)
        has_own = before[-1:] != "" and before[-1] in _OPENING and (len(before) == 1 or not before[0].isalnum())
        self._quotes.append(_Quoted(node, "" if has_own else pair, None if has_own else len(self.pieces)))
        if not has_own:
            self._put(pair[0], at, until)
            self._glued = True

    def close_quotation(self, node: int, at: int, until: int) -> bool:
        """Its end tag. A quotation that holds nothing, or its own marks, gets none.

        True where the mark was put behind the block that was taken last, since no words follow it.
        """
        found = next((i for i in range(len(self._quotes) - 1, -1, -1) if self._quotes[i].node == node), None)
        if found is None:
            return False
        quoted = self._quotes.pop(found)
        if not quoted.mark:
            return False
        if quoted.piece is None:  # it ended with the paragraph before
            if self._taken and self._taken[0].text == quoted.mark[0]:
                self._taken.append(Piece(quoted.mark[1], at, until))
                return True
            return False
        inside = next((t for p in self.pieces[quoted.piece + 1 :] if (t := p.text.strip())), "")
        if not inside or inside[0] in _DOUBLE:
            del self.pieces[quoted.piece]
            self._glued = False
            return False
        after = self._trim()
        self._put(quoted.mark[1], at, until)
        if after:
            self._add(" ", after.at, after.until)
        return False

    def open_raised(self, node: int, *, note: bool) -> None:
        """The start tag of `<sup>` or `<sub>`; `note` says that the page calls it a footnote's mark."""
        if not self._raised:
            self._raised.append((node, len(self.pieces), note))

    def close_raised(self, node: int, name: str, opening: tuple[int, int], at: int, until: int) -> None:
        """Its end tag, at `at:until`; `opening` is the place of the start tag."""
        if not self._raised or self._raised[-1][0] != node:
            return
        _, first, note = self._raised.pop()
        inside = self.pieces[first:]
        words = "".join(p.text for p in inside).strip()
        if not words:
            return
        del self.pieces[first:]
        before = self.written(40)
        whole = (opening[0], until)
        how = below_line(words) if name == "sub" else above_line(words, before, note)
        if how == "note":
            self._separate(opening[0])
            bare = not BRACKETED.fullmatch(words) and words[0] not in "[("
            if bare:
                self._put("[", *opening)
            self.pieces += [p for p in inside if p.text.strip()]
            if bare:
                self._put("]", at, until)
            self._apart = True
        elif how == "apart":
            self._separate(opening[0])
            self.pieces += inside
            self._apart = True
        elif how == "":
            self.pieces += inside
        else:
            self._put(how, *whole)

    def noted(self) -> None:
        """Says of the raised words that are being written that they are a footnote's mark."""
        if self._raised:
            node, first, _ = self._raised[-1]
            self._raised[-1] = (node, first, True)

    def take(self) -> tuple[list[Piece], int]:
        """The pieces of the block, without empty ones and outer white space, and how many characters are in links."""
        if not self.pieces:
            return [], 0
        pieces, links = _stripped([p for p in self.pieces if p.text]), self.in_links
        self.pieces, self.in_links, self._glued, self._apart, self._raised = [], 0, False, False, []
        for quoted in self._quotes:
            quoted.piece = None
        if all(p.text in _MARKS for p in pieces):
            return [], 0
        self._taken = pieces
        return pieces, links

    def written(self, most: int) -> str:
        """The last characters of the block, at most `most`."""
        out, i = "", len(self.pieces) - 1
        while i >= 0 and len(out) < most:
            out = self.pieces[i].text[-most:] + out
            i -= 1
        return out[-most:]

    def _reopened(self, at: int) -> None:
        """A quotation that runs over paragraphs has an opening mark before each of them."""
        if not self.pieces:
            for quoted in self._quotes:
                if quoted.mark and quoted.piece is None:
                    quoted.piece = len(self.pieces)
                    self._put(quoted.mark[0], at, at)
                    self._glued = True

    def _run(self, at: int, until: int) -> None:
        """Characters that are shown as they stand, a single space before and behind them perhaps."""
        if self.page[at] == " ":
            if not self.pieces or self._glued or self.pieces[-1].text[-1:] in (" ", "\n", ""):
                at += 1
            if at == until:
                return
        if self._apart and self.page[at].isalnum():
            self._put(" ", at, at)
        self._add(self.page[at:until], at, until)

    def _entity(self, at: int, until: int) -> None:
        value = unescape(self.page[at:until])
        if value in WHITE:
            self.space(at, until) if value else None
        elif value in "\u200c\u200d" and self.written(1).isascii():
            return
        elif shown := _NEVER_SHOWN.sub("", value):
            self._add(shown, at, until)

    def _separate(self, at: int) -> None:
        if self.pieces and self.pieces[-1].text[-1:] not in (" ", "\n", ""):
            self._put(" ", at, at)

    def _put(self, text: str, at: int, until: int) -> None:
        """Something that the page shows without having it as characters."""
        self.pieces.append(Piece(text, at, until))
        self._glued = self._apart = False

    def _add(self, text: str, at: int, until: int) -> None:
        last = self.pieces[-1] if self.pieces else None
        goes_on = last and last.until == at and len(last.text) == at - last.at and len(text) == until - at
        if last is None or not goes_on or last.text == "\n":
            self.pieces.append(Piece(text, at, until))
        elif len(last.text) < LONGEST_PIECE:
            self.pieces[-1] = Piece(last.text + text, last.at, until)
        else:  # its last character goes along: a line end by itself would be taken for a `<br>`
            self.pieces[-1] = Piece(last.text[:-1], last.at, at - 1)
            self.pieces.append(Piece(last.text[-1] + text, at - 1, until))
        self._glued = self._apart = False
        if self.link:
            self.in_links += len(text)

    def _trim(self) -> Piece | None:
        """Takes a space off the end of the block; what it was, or None."""
        if not self.pieces or not self.pieces[-1].text.endswith(" "):
            return None
        last = self.pieces.pop()
        if len(last.text) > 1:
            one = len(last.text) == last.until - last.at
            self.pieces.append(Piece(last.text[:-1], last.at, last.until - 1 if one else last.until))
            return Piece(" ", last.until - 1 if one else last.until, last.until)
        return last


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
