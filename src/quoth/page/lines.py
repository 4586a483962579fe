"""Lines of a terminal: runs of words go in, wrapped, made safe and perhaps coloured; one string comes out.

Columns are counted in terminal cells (East Asian Width, UAX #11). Without colour no escape sequence comes out; either
way none that stands in the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from quoth.page.safe import safe

NARROWEST, WIDEST = 60, 200
HELD = "\xa0"  # a space in faint words at which no line is broken
Run = tuple[str, str]  # words and their style: "" plain, or one of _STYLES

_LABEL = 4  # an outlet's name takes up to one part in four of the width; a longer one gets a line of its own
_STYLES = {"differs": "\033[1;4m", "strong": "\033[1m", "faint": "\033[2m"}
_CUT = 2  # cells that a line keeps for the sign that it was cut off
_RESET = "\033[0m"
_BREAKS = re.compile(rf"[^\S{HELD}]+")


def cells(text: str) -> int:
    """How many terminal cells `text` takes: 2 for wide characters, none for marks that combine."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(c: str) -> int:
    if unicodedata.east_asian_width(c) in "WF":
        return 2
    return 0 if unicodedata.combining(c) or unicodedata.category(c) in {"Mn", "Me", "Cf"} else 1


class Lines:
    """Lines under construction, of at most `width` cells, taken as 60 at the least and 200 at the most."""

    def __init__(self, width: int, color: bool) -> None:
        self._width = min(max(width, NARROWEST), WIDEST)
        self._color = color
        self._lines: list[str] = []

    def blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def add(
        self,
        runs: Sequence[Run],
        *,
        indent: int = 0,
        hang: int = 0,
        label: str = "",
        column: int = 0,
        one: bool = False,
    ) -> None:
        """Wrap `runs` behind `indent` cells; `hang` more from the second line on. `label` stands left of `column`.

        With `one`, one line: what does not fit is cut off, and … says so.
        """
        first = " " * indent
        if column:
            label = safe(" ".join(label.split()))
            if cells(label) > column - 2:
                self.add([(label, "strong")], indent=indent)
                first += " " * column
            else:
                first += self._styled([(label, "strong")]) + " " * (column - cells(label))
        rest = " " * (indent + column + hang)
        wrapped = _wrapped(runs, self._width - indent - column - _CUT * one, hang)
        if one:
            line, more = next(wrapped, []), next(wrapped, None)
            wrapped = iter([[*line, (" …", "")] if more else line])
        for number, line in enumerate(wrapped):
            self._lines.append((rest if number else first) + self._styled(line))

    def rule(self) -> None:
        self.add([("=" * self._width, "faint")])

    def column(self, labels: Iterable[str]) -> int:
        """How wide the outlets' column is: the longest of `labels` that fits, and two cells between."""
        widths = [cells(safe(label)) for label in labels]
        return 2 + max((w for w in widths if w <= self._width // _LABEL), default=2)

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._lines) + "\n"

    def _styled(self, runs: Sequence[Run]) -> str:
        if not self._color:
            return "".join(text for text, _ in runs)
        out = []
        for style, same in groupby(runs, key=itemgetter(1)):
            text = "".join(text for text, _ in same)
            out.append(f"{_STYLES[style]}{text}{_RESET}" if style and text else text)
        return "".join(out)


def _wrapped(runs: Sequence[Run], width: int, hang: int) -> Iterator[list[Run]]:
    """`runs` broken at white space into lines of `width` cells, `hang` fewer after the first. Linear in length."""
    line: list[Run] = []
    used = 0
    room = width
    for word in _split(runs):
        size = sum(cells(text) for text, _ in word)
        if line and used + 1 + size > room:
            yield line
            line, used, room = [], 0, width - hang
        if line:
            between = line[-1][1] if line[-1][1] == word[0][1] else ""
            line.append((" ", between))
            used += 1
        if size > room:  # one word longer than the line
            if line:
                yield line
            *full, line = _broken(word, width - hang)
            yield from full
            used, room = sum(cells(text) for text, _ in line), width - hang
        else:
            line += word
            used += size
    if line:
        yield line


def _split(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The words of `runs`; a word may change its style in the middle."""
    word: list[Run] = []
    for raw, style in runs:
        text = safe(raw)
        if word and text[:1].isspace():
            yield word
            word = []
        parts = text.split() if style != "faint" else [p.replace(HELD, " ") for p in _BREAKS.split(text) if p]
        for number, part in enumerate(parts):
            if number and word:
                yield word
                word = []
            word.append((part, style))
        if parts and text[-1].isspace():
            yield word
            word = []
    if word:
        yield word


def _broken(word: Sequence[Run], room: int) -> Iterator[list[Run]]:
    """`word` in parts of at most `room` cells."""
    part: list[Run] = []
    used = 0
    for text, style in word:
        begin = 0
        for at, c in enumerate(text):
            size = _cells(c)
            if used + size > room:
                yield [*part, (text[begin:at], style)]
                part, used, begin = [], 0, at
            used += size
        part.append((text[begin:], style))
    yield part
