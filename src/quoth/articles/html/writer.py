"""The words of one block as a reader sees them, each with its place in the page.

White space is collapsed as a browser does; entities become their characters; soft hyphens, zero-width marks and marks
of writing direction go, because they are shown to nobody and stand in the middle of words. What the page shows by an
element is put into words here: quotation marks for `<q>`, a place of its own for a footnote's mark, and figures above
and below the line as the characters that Unicode has for them, so that 10<sup>5</sup> is not 105.

What is written is a `Line`, each piece of which leads back to the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from quoth.articles.html.pieces import WHITE, Line, Piece
from quoth.articles.html.raised import BRACKETED, above_line, below_line

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

_QUOTES = ("“”", "‘’")
_DOUBLE = '“”„‟"«»'
_OPENING = _DOUBLE + "‘‚'"
_APART = re.compile(r"(?:[^\W\d_][.!?…][”\"’')]?|[a-zà-ÿ]{2}|\D(?:19|20)\d\d)$")
_BEGINS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ ]|\d|[“\"][A-Z]")


@dataclass(slots=True)
class _Quoted:
    node: int
    mark: str  # the pair of marks; empty where the page has its own
    piece: int | None  # where the opening mark stands in the block; None when it stands in an earlier one


@dataclass(slots=True)
class Writer:
    """Collects the pieces of a block; `take` gives them and begins the next."""

    page: str
    line: Line = field(default_factory=Line)
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
                self.line.space(start, end)
            elif first == "&":
                self._entity(start, end)
        if at < until:
            self._run(at, until)

    def apart(self, at: int) -> None:
        """A space where two spans touch that a stylesheet shows apart: “of the archive.” and “Credit” in a caption.

        Only between what cannot be one word: a small letter, a mark or a year, and a capital letter or a figure.
        Words that are typed in pieces (“<span>said “</span><span>rest”) stay together. Wrong on "i" and "Phone".
        """
        if _APART.search(self.line.written(8)) and _BEGINS.match(self.page, at):
            self.line.put(" ", at, at)

    def lines(self, at: int, until: int) -> None:
        """The same inside `<pre>`, where a line end is one."""
        while (end := self.page.find("\n", at, until)) >= 0:
            self.text(at, end)
            self.line.newline(end, end + 1)
            at = end + 1
        self.text(at, until)

    def open_quotation(self, node: int, at: int, until: int) -> None:
        """The start tag of `<q>`, or of an element that is shown in quotation marks."""
        if len(self._quotes) >= MOST_DEEP:
            return
        self._reopened(at)
        pair = _QUOTES[sum(bool(q.mark) for q in self._quotes) % 2]
        before = self.line.written(2)
        has_own = before[-1:] != "" and before[-1] in _OPENING and (len(before) == 1 or not before[0].isalnum())
        self._quotes.append(_Quoted(node, "" if has_own else pair, None if has_own else len(self.line.pieces)))
        if not has_own:
            self.line.put(pair[0], at, until)
            self.line.glued = True

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
        inside = next((t for p in self.line.pieces[quoted.piece + 1 :] if (t := p.text.strip())), "")
        if not inside or inside[0] in _DOUBLE:
            del self.line.pieces[quoted.piece]
            self.line.glued = False
            return False
        after = self.line.trim()
        self.line.put(quoted.mark[1], at, until)
        if after:
            self.line.add(" ", after.at, after.until)
        return False

    def open_raised(self, node: int, *, note: bool) -> None:
        """The start tag of `<sup>` or `<sub>`; `note` says that the page calls it a footnote's mark."""
        if not self._raised:
            self._raised.append((node, len(self.line.pieces), note))

    def close_raised(self, node: int, name: str, opening: tuple[int, int], at: int, until: int) -> None:
        """Its end tag, at `at:until`; `opening` is the place of the start tag."""
        if not self._raised or self._raised[-1][0] != node:
            return
        _, first, note = self._raised.pop()
        inside = self.line.pieces[first:]
        words = "".join(p.text for p in inside).strip()
        if not words:
            return
        del self.line.pieces[first:]
        before = self.line.written(40)
        whole = (opening[0], until)
        how = below_line(words) if name == "sub" else above_line(words, before, note)
        if how == "note":
            self.line.separate(opening[0])
            bare = not BRACKETED.fullmatch(words) and words[0] not in "[("
            if bare:
                self.line.put("[", *opening)
            self.line.pieces += [p for p in inside if p.text.strip()]
            if bare:
                self.line.put("]", at, until)
            self.line.apart = True
        elif how == "apart":
            self.line.separate(opening[0])
            self.line.pieces += inside
            self.line.apart = True
        elif how == "":
            self.line.pieces += inside
        else:
            self.line.put(how, *whole)

    def noted(self) -> None:
        """Says of the raised words that are being written that they are a footnote's mark."""
        if self._raised:
            node, first, _ = self._raised[-1]
            self._raised[-1] = (node, first, True)

    def take(self) -> tuple[list[Piece], int]:
        """The pieces of the block, and how many characters are in links; begins the next one."""
        began = bool(self.line)
        pieces, links = self.line.take()
        if began:
            self._raised = []
            for quoted in self._quotes:
                quoted.piece = None
        if pieces:
            self._taken = pieces
        return pieces, links

    def _reopened(self, at: int) -> None:
        """A quotation that runs over paragraphs has an opening mark before each of them."""
        if not self.line:
            for quoted in self._quotes:
                if quoted.mark and quoted.piece is None:
                    quoted.piece = len(self.line.pieces)
                    self.line.put(quoted.mark[0], at, at)
                    self.line.glued = True

    def _run(self, at: int, until: int) -> None:
        """Characters that are shown as they stand, a single space before and behind them perhaps."""
        if self.page[at] == " ":
            if self.line.glued or self.line.ends_apart:
                at += 1
            if at == until:
                return
        if self.line.apart and self.page[at].isalnum():
            self.line.put(" ", at, at)
        self.line.add(self.page[at:until], at, until)

    def _entity(self, at: int, until: int) -> None:
        value = unescape(self.page[at:until])
        if value in WHITE:
            self.line.space(at, until) if value else None
        elif value in "\u200c\u200d" and self.line.written(1).isascii():
            return
        elif shown := _NEVER_SHOWN.sub("", value):
            self.line.add(shown, at, until)
