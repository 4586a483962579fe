"""The synopsis for a terminal, a pipe and a screen reader: plain lines, read from top to bottom.

Words that differ from another telling stand between low lines, _so_, and __ stands where another telling has more; with
`color` they are underlined and bold as well. There is one telling a row, never two texts side by side, so that the
order of the lines is the order of reading. Columns are counted in terminal cells (East Asian Width, UAX #11).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from quoth.page import edited
from quoth.page.arrangement import arrange, brief
from quoth.page.digest import Item, contents, digest
from quoth.page.edited import RevisedView
from quoth.page.labels import UNDATED, headline
from quoth.page.marking import Piece
from quoth.page.notes import telling_cue
from quoth.page.record import RecordView
from quoth.page.safe import safe
from quoth.page.views import SayingView, StoryView, Told, View, Witness
from quoth.types import Trace

_NARROWEST, _WIDEST = 60, 200
_LABEL = 4  # an outlet's name takes up to one part in four of the width; a longer one gets a line of its own
_LONG, _KEPT = 120, 15  # words of a telling shown whole; words kept on each side of a cut
_STYLES = {"differs": "\033[1;4m", "strong": "\033[1m", "faint": "\033[2m"}
_RESET = "\033[0m"
_INDENT = 2
_BULLET = 3  # cells of the column where a dash stands and no name

_Run = tuple[str, str]  # words and their style: "" plain, or one of _STYLES


def render(trace: Trace, *, width: int, color: bool, shared: bool = False) -> str:
    """The synopsis of `trace` in lines of at most `width` cells (60 to 200); the last line ends in a line end.

    With `shared` without the statements that only one article has, which are counted instead.
    Without `color` there is no escape sequence in it; either way none that comes from an article.
    """
    width = min(max(width, _NARROWEST), _WIDEST)
    page = Lines(width, color)
    whole = arrange(trace)
    view = brief(whole) if shared else whole
    page.add([(view.summary, "")])
    if any(p.mark in {"differs", "lacks"} for t in _all_told(view) for p in t.pieces):
        legend = "Words between _low lines_ differ from another telling; __ stands where another telling has more."
        page.add([(legend, "faint")])
    if any(article.outlet is None for story in view.stories for article in story.articles):
        page.add(
            [("An article that states no outlet goes by its file’s name; --meta FILE.csv gives outlets.", "faint")]
        )
    if listed := contents(whole.stories):
        page.blank()
        page.add([("STORIES", "strong")])
        for line in listed:
            page.add([(line, "")], indent=_INDENT, hang=2)
    for story in view.stories:
        _story(page, story, counted=len(view.stories) > 1 and len(story.articles) > 1)
    if view.apart:
        page.blank()
        page.add([("IN NO STORY", "strong")])
        for article in view.apart:
            page.add([(f"{headline(article)}, {article.path}", "")], indent=_INDENT, hang=2)
    _edited(page, edited.views(trace))
    if view.problems:
        page.blank()
        page.add([("PROBLEMS", "strong")])
        for problem in view.problems:
            page.add([(f"{problem.where}: ", "strong"), (problem.message, "")], indent=_INDENT, hang=2)
    return page.text()


def _edited(page: Lines, found: Sequence[RevisedView]) -> None:
    """The quotations that articles had otherwise when they were read before."""
    if found:
        page.blank()
        page.add([("EDITED SINCE", "strong")])
    for one in found:
        page.blank()
        page.add([(f"{one.label}: ", "strong"), (one.when, "")], indent=_INDENT, hang=2)
        for edit in one.edits:
            who = f"{edit.speaker}, " if edit.speaker else ""
            page.add([(f"{who}{edit.what}:", "")], indent=2 * _INDENT, hang=2)
            for label, words in (("before", edit.before), ("now", edit.after)):
                if words is not None:
                    page.add([(f"“{words}”", "")], indent=3 * _INDENT, hang=2, label=label, column=8)


def cells(text: str) -> int:
    """How many terminal cells `text` takes: 2 for wide characters, none for marks that combine."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(c: str) -> int:
    if unicodedata.east_asian_width(c) in "WF":
        return 2
    return 0 if unicodedata.combining(c) or unicodedata.category(c) in {"Mn", "Me", "Cf"} else 1


class Lines:
    """Lines under construction: runs of words go in, wrapped and made safe; one string comes out."""

    def __init__(self, width: int, color: bool) -> None:
        self._width = width
        self._color = color
        self._lines: list[str] = []

    def blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def add(self, runs: Sequence[_Run], *, indent: int = 0, hang: int = 0, label: str = "", column: int = 0) -> None:
        """Wrap `runs` behind `indent` cells; `hang` more from the second line on. `label` stands left of `column`."""
        first = " " * indent
        if column:
            label = safe(" ".join(label.split()))
            if cells(label) > column - 2:
                self.add([(label, "strong")], indent=indent)
                first += " " * column
            else:
                first += self._styled([(label, "strong")]) + " " * (column - cells(label))
        rest = " " * (indent + column + hang)
        for number, line in enumerate(_wrapped(runs, self._width - indent - column, hang)):
            self._lines.append((rest if number else first) + self._styled(line))

    def rule(self) -> None:
        self.add([("=" * self._width, "faint")])

    def column(self, told: Sequence[Told]) -> int:
        """How wide the outlets' column is: the longest name that fits, and two cells between."""
        widths = [cells(safe(t.witnesses[0].label)) for t in told]
        return 2 + max((w for w in widths if w <= self._width // _LABEL), default=2)

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._lines) + "\n"

    def _styled(self, runs: Sequence[_Run]) -> str:
        if not self._color:
            return "".join(text for text, _ in runs)
        out = []
        for style, same in groupby(runs, key=itemgetter(1)):
            text = "".join(text for text, _ in same)
            out.append(f"{_STYLES[style]}{text}{_RESET}" if style and text else text)
        return "".join(out)


def _wrapped(runs: Sequence[_Run], width: int, hang: int) -> Iterator[list[_Run]]:
    """`runs` broken at white space into lines of `width` cells, `hang` fewer after the first. Linear in length."""
    line: list[_Run] = []
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


def _split(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """The words of `runs`; a word may change its style in the middle."""
    word: list[_Run] = []
    for raw, style in runs:
        text = safe(raw)
        if word and text[:1].isspace():
            yield word
            word = []
        parts = text.split()
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


def _broken(word: Sequence[_Run], room: int) -> Iterator[list[_Run]]:
    """`word` in parts of at most `room` cells."""
    part: list[_Run] = []
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


def _all_told(view: View) -> Iterator[Told]:
    for story in view.stories:
        for saying in (*story.shared, *(s for speaker in story.lone for s in speaker.sayings)):
            yield from saying.told


def _story(page: Lines, story: StoryView, *, counted: bool) -> None:
    """One story; `counted`: how many sayings it has is not what the page's first line says already."""
    page.blank()
    page.rule()
    page.add([(f"STORY {story.number}: {story.title}", "strong")], hang=2)
    outlets = ", ".join(dict.fromkeys(" ".join((a.outlet or a.id).split()) for a in story.articles))
    count = "1 article" if len(story.articles) == 1 else f"{len(story.articles)} articles"
    page.add([(f"{count}, {story.days}: {outlets}", "")], hang=2)
    for line in story.history:
        page.add([(line, "faint")], hang=2)
    for one in story.reworded:
        page.add([("! ", "strong"), (one.sentence, "")], hang=2)
    _digest(page, story, counted=counted)
    for number, saying in enumerate(story.shared):
        if saying.perhaps and not (number and story.shared[number - 1].perhaps):
            page.blank()
            page.add([("PERHAPS TOLD BY SEVERAL", "strong"), (": too little in common to be sure", "")])
        _shared(page, saying)
    if story.lone:
        page.blank()
        page.add([("TOLD BY ONE ARTICLE ONLY", "strong")])
    if story.left_out:
        page.blank()
        page.add([(f"{story.left_out:,} told by one article only: left out.", "faint")])
    for speaker in story.lone:
        days = {s.days for s in speaker.sayings}
        one_day = days.pop() if len(days) == 1 else None
        page.blank()
        name = speaker.name or "No speaker named"
        page.add(
            [(name, "strong"), (f", {one_day}" if one_day and one_day != UNDATED else "", "")], indent=_INDENT, hang=2
        )
        # Where the story is one article's, its name stands above it, and not before every line.
        column = page.column([t for s in speaker.sayings for t in s.told]) if len(story.articles) > 1 else 0
        for saying in speaker.sayings:
            for told in saying.told:
                _told(page, told, column, saying.reason if saying.speaker is None else None)
            if saying.record is not None:
                _record(page, saying.record, column)
            if saying.days not in {one_day, UNDATED}:
                page.add([(saying.days, "faint")], indent=_INDENT + (column or _BULLET))


def _digest(page: Lines, story: StoryView, *, counted: bool) -> None:
    """What to look at first, before the sayings themselves."""
    found = digest(story)
    if counted:
        page.add([(found.counts, "")], hang=2)
    if found.grave:
        page.blank()
        page.add([("LOOK FIRST: the meaning may differ", "strong")])
        _items(page, found.grave, "! ")
        if found.more:
            page.add([(f"And in {found.more} more places, each with an exclamation mark below.", "")], indent=_INDENT)
    if found.wires:
        page.blank()
        page.add([("FEWER ORIGINS THAN ARTICLES", "strong")])
        _items(page, found.wires, "")


def _items(page: Lines, items: Sequence[Item], sign: str) -> None:
    for item in items:
        runs = [(f"{sign}{item.number} ", "strong"), (f"{item.speaker}: {item.said}.", "")]
        page.add(runs, indent=_INDENT, hang=2)


def _shared(page: Lines, saying: SayingView) -> None:
    page.blank()
    name = saying.speaker or "No speaker named"
    page.add([(f"{saying.number} ", ""), (name, "strong"), (f", {saying.days}", "")], hang=5)
    origins = f", {saying.origins}" if saying.origins else ""
    page.add([(f"{saying.told_by}{origins}. {saying.wording}", "")], indent=_INDENT)
    for outlets, why in saying.sides:
        page.add([(f"One side: {outlets}; {why}.", "")], indent=_INDENT, hang=2)
    if saying.speaker is None and saying.reason:
        page.add([(f"Why no name: {saying.reason}", "")], indent=_INDENT, hang=2)
    column = page.column(saying.told)
    for told in saying.told:
        if told.kind != "indirect":
            _told(page, told, column, None)
    for difference in saying.differences:
        page.add([("* " if not difference.grave else "! ", "strong"), (str(difference), "")], indent=_INDENT, hang=2)
    if saying.record is not None:
        _record(page, saying.record, column)
    reported = [t for t in saying.told if t.kind == "indirect"]
    if reported and len(reported) < len(saying.told):
        page.add([("Reported, not quoted:", "")], indent=_INDENT)
    for told in reported:
        _told(page, told, column, None)


def _record(page: Lines, record: RecordView, column: int) -> None:
    """What the record has, and how each telling stands beside it."""
    page.add([("Beside the record:", "")], indent=_INDENT)
    runs = [
        run
        for text, style in record.runs
        for run in ([("_", style), (text, style), ("_", style)] if style else [(text, style)])
    ]
    page.add([("“", ""), *runs, ("”", "")], indent=_INDENT, label="The record", column=max(column, 12))
    page.add([(record.place, "faint")], indent=_INDENT + max(column, 12), hang=2)
    if record.verbatim:
        page.add([(f"= Word for word: {in_full(record.verbatim)}.", "")], indent=_INDENT, hang=2)
    for grave, said in record.departing:
        page.add([("! " if grave else "* ", "strong"), (said, "")], indent=_INDENT, hang=2)
    if record.absent:
        page.add([(f"? Not found in it: {in_full(record.absent)}.", "")], indent=_INDENT, hang=2)


def _told(page: Lines, told: Told, column: int, reason: str | None) -> None:
    """A row: who prints it, its words, then what there is to say about its witnesses.

    Before a report stand the words with which the article reports it, in brackets, where they say more than “said”:
    without its “refused”, “to give a date” reads as if it had been promised. With a `column` of 0 a dash stands for
    the name.
    """
    first, *others = told.witnesses
    cue = [(f"({first.cue}) ", "faint")] if told.kind == "indirect" and telling_cue(first.cue) else []
    page.add(
        [*cue, *_runs(told.pieces)], indent=_INDENT, label=first.label if column else "-", column=column or _BULLET
    )
    notes = list(_about(first, reason))
    if others:
        notes.append(f"the same words: {in_full([_named(w) for w in others])}")
    for note in notes:
        page.add([(note, "faint")], indent=_INDENT + (column or _BULLET), hang=2)


def in_full(names: Sequence[str]) -> str:
    """“A, B and C”, however many: nobody who prints a wording is left out."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _named(witness: Witness) -> str:
    about = [f"via {witness.via}"] * bool(witness.via) + list(witness.about)
    return f"{witness.label} ({'; '.join(about)})" if about else witness.label


def _about(witness: Witness, reason: str | None) -> Iterator[str]:
    if witness.via:
        yield f"via {witness.via}"
    if reason:
        yield f"ascribed to “{witness.said}”; {reason}" if witness.said else reason
    yield from witness.about


def _runs(pieces: Sequence[Piece]) -> list[_Run]:
    """The words of a telling with their marks; agreeing stretches of a very long one are cut, and say how much."""
    long = sum(len(p.text.split()) for p in pieces) > _LONG
    runs: list[_Run] = []
    for piece in pieces:
        if piece.mark == "gap":
            runs.append((" … ", "faint"))
        elif piece.mark == "lacks":
            runs.append(("__ ", "differs"))
        elif piece.mark == "differs":
            runs += [("_", "differs"), *_cut(piece.text, "differs", long), ("_", "differs")]
        else:
            runs += _cut(piece.text, "", long)
    return runs


def _cut(text: str, style: str, long: bool) -> list[_Run]:
    found = text.split()
    if not long or len(found) <= 3 * _KEPT:
        return [(text, style)]
    head, tail = " ".join(found[:_KEPT]), " ".join(found[-_KEPT:])
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return [
        (before + head, style),
        (f" … ({len(found) - 2 * _KEPT} words more) … ", "faint"),
        (tail + after, style),
    ]
