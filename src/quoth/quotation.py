"""Quotation marks: which words of a text stand between them.

News copy mixes every style, forgets closing marks, and reopens a quotation at each paragraph without closing the
one before. `quotations` reads all of it in one pass and never fails: what cannot be paired is said to be unclosed.

What it accepts: “ ” „ ‟ « » ‹ › 「 」 ``...'', straight " and '', and ‘ ’ ' used as quotation marks. A straight mark
opens when white space or an opening bracket stands before it and a word after it, closes in the mirrored case, and
otherwise does what the marks before it call for.
What guards it: ’ and ' between letters are apostrophes; a single mark opens only when a closing one follows in its
paragraph; a quotation left open at the end of a paragraph runs on only when the next paragraph opens with a mark
again, or closes a mark that it never opened. Copy that has each sentence on a line of its own has such lines in a row,
so up to `_LINES` of them are looked through for that closing mark, as long as no blank line stands between them.
Cases it gets wrong: in ‘the workers’ rights we won’ the possessive is taken for the closing mark; where a closing mark
was forgotten and, some lines on, an opening one, all between them is taken for quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_PAIRS: dict[str, tuple[str, ...]] = {
    "“": ("”",),
    "„": ("“", "”"),
    "‟": ("”",),
    "«": ("»",),
    "‹": ("›",),
    "「": ("」",),
    "``": ("''",),
    "''": ("''", '"', "”"),
    '"': ('"', "”"),
    "‘": ("’", "'"),
    "'": ("'", "’"),
}
_CLOSING = {"”": '“„‟"', "»": "«", "›": "‹", "」": "「", "''": "``"}
_MARK = re.compile("``|''|[“”„‟\"«»‹›「」‘’']|\n\\s*")
_ELISION = re.compile(r"['‘](?:\d|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n\b)", re.IGNORECASE)
_OPENS_AFTER = "([{<-–—/"
_SINGLE = "‘'"
_STRAIGHT = ('"', "''")
# The longest quotation of the development articles that has each of its sentences on a line has five line ends.
_LINES = 6
_CONTROLS = re.compile("(?<![\x80\xc2])[\x91-\x94\x96\x97]")
_MEANT = dict(zip("\x91\x92\x93\x94\x96\x97", "‘’“”–—", strict=True))


def as_meant(text: str) -> str:
    """`text` with quotation marks and dashes for the invisible controls U+0091 to U+0097, one for one.

    They are what windows-1252 has at these places, in a text that was read as Latin-1: nothing else prints there. UTF-8
    that was read so ("â\\x80\\x93", a dash) is left alone. Offsets stay as they are, so that what is found here stands
    at its place in `text`.
    """
    return _CONTROLS.sub(lambda m: _MEANT[m.group()], text)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `start:end` with the marks, `inner_start:inner_end` without.

    `depth` is 0 for an outermost quotation. `closed` is False when no closing mark was found; then `end` is the end
    of the paragraph or the mark that shows it must have ended. `continued` is True when it goes on with the
    quotation of the paragraph before.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continued: bool


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    continued: bool


def quotations(text: str, *, doubled: bool = True) -> tuple[Quotation, ...]:
    """All quotations of `text`, in the order of their opening marks. Linear in the length of `text`.

    With `doubled`, two apostrophes open a quotation as a straight double mark does; else they only close one.
    """
    text = as_meant(text)
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text)]
    if not doubled:
        marks = [(at, mark) for at, mark in marks if mark != "''" or "``" in text]
    reading = _Reading(text, marks, _single_closes_ahead(text, marks))
    for i, (_, mark) in enumerate(marks):
        if mark[0] == "\n":
            reading.line_end(i)
        else:
            reading.mark(i)
    reading.give_up(0, len(text))
    return tuple(sorted(reading.found, key=lambda q: (q.start, q.depth)))


@dataclass(slots=True)
class _Reading:
    """The marks of a text as they come: what is open at this one, the innermost last, and what was found before it."""

    text: str
    marks: list[tuple[int, str]]
    closes_single: list[bool]
    stack: list[_Open] = field(default_factory=list)
    found: list[Quotation] = field(default_factory=list)
    reopened: int = -1  # where a paragraph begins whose first mark goes on with the quotation before it

    def line_end(self, i: int) -> None:
        """What a line end closes: all that is open, unless it closes further on; a mark behind it may open it again."""
        at, mark = self.marks[i]
        after = at + len(mark)
        if not self.stack or not _ends_paragraph(self.text, at, after):
            return
        following = self.marks[i + 1] if i + 1 < len(self.marks) else None
        outer = self.stack[0].mark
        if following and following[0] == after and _can_open(self.text, *following):
            self.give_up(0, at)
            self.reopened = after
        elif outer in _SINGLE or not _closes_ahead(self.text, self.marks, i + 1, outer):
            self.give_up(0, at)

    def mark(self, i: int) -> None:
        """What a quotation mark closes, or else opens; one of its kind that is open then was never closed."""
        at, mark = self.marks[i]
        depth = _closed_by(self.text, at, mark, self.stack)
        if depth is not None:
            self._close(depth, at + len(mark), at, closed=True)
        elif _can_open(self.text, at, mark) and (mark not in "‘'’" or (mark in _SINGLE and self.closes_single[i])):
            same = next((k for k, o in enumerate(self.stack) if _family(o.mark) == _family(mark)), None)
            if same is not None:
                self.give_up(same, at)
            self.stack.append(_Open(mark, at, at == self.reopened))

    def give_up(self, depth: int, at: int) -> None:
        """Ends what is open from `depth` on at `at`, where no mark closes it."""
        self._close(depth, at, _rstrip(self.text, at), closed=False)

    def _close(self, depth: int, end: int, inner_end: int, *, closed: bool) -> None:
        """Ends what is open from `depth` on; where it is `closed`, that at `depth` has a closing mark, up to `end`."""
        while len(self.stack) > depth:
            top = self.stack.pop()
            whole = closed and len(self.stack) == depth
            inner_start = top.start + len(top.mark)
            if inner_end > inner_start:
                stop = end if whole else inner_end
                self.found.append(
                    Quotation(top.start, stop, inner_start, inner_end, len(self.stack), whole, top.continued)
                )


def states(text: str) -> bytearray:
    """One byte a code point: 0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing mark.

    Doubled apostrophes count only as the end of ``: it is so that the shipped network has learned to read.
    """
    out = bytearray(len(text))
    found = quotations(text, doubled=False)
    for q in found:
        if q.depth == 0:
            out[q.start : q.end] = b"\1" * (q.end - q.start)
    for q in found:
        out[q.start : q.inner_start] = b"\2" * (q.inner_start - q.start)
        if q.closed:
            out[q.inner_end : q.end] = b"\3" * (q.end - q.inner_end)
    return out


def _family(mark: str) -> int:
    return 1 if mark in "‘'’‹›" else 2


def _rstrip(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _ends_paragraph(text: str, start: int, end: int) -> bool:
    """A line end closes a paragraph when the line before it ends like a sentence, or a blank line follows."""
    if text.count("\n", start, end) > 1:
        return True
    last = _rstrip(text, start)
    return last > 0 and text[last - 1] in ".!?…:\"”»’'"


def _can_open(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if after.isspace():
        return False
    if mark in "“„‟«‹「" or mark == "``":
        return True
    if mark in _STRAIGHT:
        return (
            before.isspace()
            or before in _OPENS_AFTER
            or before in "“‘'"
            or not (before.isalnum() or before in ".,!?…;:)%")
        )
    if mark in _SINGLE:
        opens_here = before.isspace() or before in _OPENS_AFTER or before in '“"'
        return opens_here and (after.isalnum() or after in '“"[') and not _ELISION.match(text, at)
    return False


def _closed_by(text: str, at: int, mark: str, stack: list[_Open]) -> int | None:
    """The place in `stack` of the quotation that this mark closes; None when it closes none."""
    for depth in range(len(stack) - 1, -1, -1):
        if _closes(text, (at, mark), stack[depth].mark):
            return depth
    return None


def _closes(text: str, found: tuple[int, str], opened: str) -> bool:
    at, mark = found
    if mark not in _PAIRS[opened] and opened not in _CLOSING.get(mark, "") and not (mark == '"' and opened in "“„‟"):
        return False
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if mark in "’'":
        return not before.isspace() and not after.isalnum()
    if mark in _STRAIGHT:
        return not (before.isspace() and not after.isspace()) and not (before in _OPENS_AFTER and after.isalnum())
    return True


def _closes_ahead(text: str, marks: list[tuple[int, str]], i: int, opened: str) -> bool:
    """Whether the first double mark from the `i`-th on closes `opened`: in this paragraph, or a few lines on."""
    lines = _LINES
    for k in range(i, len(marks)):
        at, mark = marks[k]
        if mark[0] == "\n":
            lines -= 1
            if not lines or mark.count("\n") > 1:
                return False
        elif mark not in "‘’'":
            return _closes(text, (at, mark), opened)
    return False


def _single_closes_ahead(text: str, marks: list[tuple[int, str]]) -> list[bool]:
    """For each mark, whether a single closing mark stands after it in the same paragraph."""
    ahead, out = False, [False] * len(marks)
    for i in range(len(marks) - 1, -1, -1):
        at, mark = marks[i]
        out[i] = ahead
        if mark[0] == "\n" and _ends_paragraph(text, at, at + len(mark)):
            ahead = False
        elif mark in "’'" and _closes(text, (at, mark), "‘"):
            ahead = True
    return out
