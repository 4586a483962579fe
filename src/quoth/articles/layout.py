"""Layout: which stretch of an article is headline, dateline, byline, date, credit, link line, or body.

`parts` goes through the text once, a line at a time. It marks what it is sure of and calls everything else body:
nothing is ever attributed from a link line, so a body line taken for a link loses a statement, while a link line taken
for body only adds noise. What each pattern accepts and a case that it gets wrong stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.articles.credits import AGENCY, is_byline, is_caption, is_credit, is_credit_in_brackets
from quoth.articles.date_lines import date_line
from quoth.articles.desk import ends_here, is_desk
from quoth.articles.furniture import furniture
from quoth.articles.links import ANNOUNCED, announces, is_announced, is_form, is_link, may_head
from quoth.articles.repeats import is_signature, repeated
from quoth.types import Part, PartKind

MOST_PARTS = 20_000
"""After so many parts the rest of a text is one body part: a file of line ends must not fill the memory."""

HEAD = 6
"""Lines in which a byline, a bare date and a dateline are looked for, counted without blank and link lines."""

SHORT = 220
"""No longer line is a link, a headline or a credit; the longest real one in the 3,578 texts here has 214 characters."""

LONG = 900
"""No longer line is a caption or a form; the longest of either here have 640 and 690 characters."""

_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ENDS_SENTENCE = re.compile(r"[.!?:;,][\"”’'»)\]]*$|''$")
_TOLD = re.compile(r"[.!?…][\"”’'»)\]]*$")
_SENTENCE_STOP = re.compile(r"[.!?][\"”’']* +[\"“‘A-Z]")

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September"
    r"|October|November|December)"
)
_UPPER = r"[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'/-]*){0,4}"
_CAPITALISED = r"[A-Z][\w.’'-]+(?:[ /][A-Z][\w.’'-]+){0,3}"
_REGION = r"(?: ?, ?[A-Z][\w.]*(?: [A-Z][\w.]*)?)"
_DAY = rf"(?: ?, ?{_MONTH}\.? \d{{1,2}}(?: ?, ?\d{{4}})?)"
_SMALL = r"(?:[a-z]{3}/)?(?:dpa|ntb|stt|apa|anp|efe|ansa|belga|lusa|ritzau)"  # agencies that write themselves so
_SIGNED = (
    rf"(?: ?(?:\( ?{_SMALL} ?\)"
    r"|\( ?[A-Z][\w. ]{1,25}?(?:/[A-Z][\w. ]{1,25})? ?\)|/[A-Z][\w. -]{1,30}/))"
)
_DASH = r"(?:\s*(?:—|–|―|--)\s*|\s+[-_]\s+|\s?\.\s?[-–—]\s+)"
_DATELINE = re.compile(
    # "OSLO--(NORTH WIRE)--"
    rf"(?:{_UPPER}{_REGION}?--\([A-Z][\w ]{{2,25}}\)--"
    # "AUGUSTVILLE, Me. —", "OSLO, May 3, 2016 (NNB) -"
    rf"|{_UPPER}{_REGION}?{_DAY}?{_SIGNED}?{_DASH}"
    # "Oslo (NNB) -", "Oslo, May 3 (NNB):"; "Oslo (CNN) The"; "Oslo, May 3 -"
    rf"|{_CAPITALISED}{_REGION}?(?:{_DAY}?{_SIGNED}(?:{_DASH}|\s*:\s+)"
    rf"| ?\( ?(?:{AGENCY}) ?\)\s+(?=[A-Z“\"])|{_DAY}{_DASH})"
    # "Jan 30 (NNB) -"
    rf"|{_MONTH}\.? \d{{1,2}}(?: ?, ?\d{{4}})?{_SIGNED}{_DASH}"
    # "(CNN) —", "(CNN) The"
    rf"|\( ?(?:{AGENCY}) ?\)(?:{_DASH}|\s+(?=[A-Z“\"])))"
)
_COLON_DATELINE = re.compile(rf"{_UPPER}{_REGION}?{_DAY}?{_SIGNED}?\s*:\s+")
_NO_PLACE = re.compile(
    r"(?:BREAKING|ADVISORY|UPDATED?|ANALYSIS|OPINION|EDITORIAL|EXCLUSIVE|WATCH|VIDEO|PHOTOS?|NOTE|EDITORS?|CORRECTION|CORRECTED"
    r"|FILE|Q|A|READ|MORE|RELATED|SEE|ALSO|FACT|VERDICT|CLAIM|QUESTION|ANSWER|LIVE|POLL|REPORT|HOST|INTERVIEWER|MODERATOR"
    r"|UNIDENTIFIED|NCAA|NFL|NBA|DATE|SUBJECT|TO|FROM|RE|MUST|PRESIDENT|MR|MRS|MS|DR|SEN|REP|GOV|AP|AFP|UPI|PTI|CNN|BBC|NPR"
    r"|IN|ON|THE|THIS|HOW|WHY|WHAT|WHO|(?i:mon|tues|wednes|thurs|fri|satur|sun)(?:day|DAY))\b",
)
_SPEAKER_LABEL = re.compile(r"[A-Z][A-Z.’' -]{2,40}:")


def parts(text: str, *, title: str | None = None) -> tuple[Part, ...]:
    """The layout of `text`: parts in order that do not overlap and between which only white space stands, or, before
    the first, a byte order mark.

    With `title`, the headline is the line that says the same and no other. Linear in the length of `text`.
    """
    found: list[Part] = []
    lines = list(_lines(text))
    wanted = _folded(title) if title else None
    again = repeated(text, lines)
    above = _Above()
    for i, (start, end) in enumerate(lines):
        if len(found) >= MOST_PARTS:
            found.append(Part("body", start, max(start + 1, _rstrip(text, start, len(text)))))
            break
        line = text[start : min(end, start + SHORT + 1)]
        kind = _kind(text, lines, i, wanted, above)
        if kind in ("body", "caption") and (i in again or (i - 1 in again and is_signature(line))):
            kind = "pullquote"
        above.over |= kind == "link" and ends_here(line)
        if kind == "body":
            found += _body(text, start, end, opening=above.opens, lines=lines)
        else:
            found.append(Part(kind, start, end))
        above.take(kind, line, text[max(start, end - 5) : end])
    return tuple(found)


@dataclass(slots=True)
class _Above:
    """What was seen above a line."""

    seen: int = 0  # lines of the head: headline, byline, date and body alike
    body: int = 0
    headline: bool = False
    announced: int = 0  # lines that may still be headlines under a label
    said: bool = False  # whether a body line ended a sentence
    over: bool = False  # all that follows is for desks
    told: bool = False  # whether the last body line ends a sentence, in small letters

    @property
    def opens(self) -> bool:
        """Whether the text may begin below: at its second line, or below lines that are no sentences (its points)."""
        return self.body < 2 or (not self.said and self.seen < HEAD)

    def take(self, kind: PartKind, line: str, ends: str) -> None:
        """Goes on below a `line` of this kind, which `ends` so."""
        self.announced = ANNOUNCED if kind == "link" and announces(line) else max(0, self.announced - 1)
        if kind not in ("link", "pullquote", "caption"):
            self.seen += 1
            self.announced = 0 if kind in ("body", "headline") else self.announced
        self.headline |= kind == "headline"
        if kind == "body":
            self.body += 1
            self.told = any(c.islower() for c in line) and bool(_TOLD.search(ends))
            self.said |= self.told


def _kind(text: str, lines: list[tuple[int, int]], i: int, wanted: str | None, above: _Above) -> PartKind:
    """What line `i` is for, by its words and those around it; `wanted` is the title, folded, if one is given."""
    start, end = lines[i]
    line = text[start : min(end, start + SHORT + 1)]
    if above.over:
        return "link"
    if end - start > SHORT:
        whole = text[start:end] if end - start < LONG else ""
        return "link" if is_form(whole) else "caption" if is_caption(whole) else "body"
    in_head = above.seen < HEAD
    if wanted and not above.headline and in_head and _folded(line) == wanted:
        return "headline"
    if not _continues(text, lines, i) and is_link(line) and (above.seen or wanted or not may_head(line)):
        return "link"
    if is_desk(line):
        return "link"
    if (above.announced and is_announced(line)) or (above.told and _is_in_capitals(line)):
        return "link"
    if (dates := date_line(line)) and (in_head or any(s.label != "bare" for s in dates)):
        return "date"
    if is_credit(line):
        return "credit"
    if in_head and above.opens and is_byline(line):
        return "byline"
    if is_form(line):
        return "link"
    if is_caption(line):
        return "caption"
    if not wanted and not above.headline and not above.body and _is_headline(text, lines, i):
        return "headline"
    return "body"


def _body(text: str, start: int, end: int, *, opening: bool, lines: list[tuple[int, int]]) -> Iterator[Part]:
    """A body line: a dateline that opens the article, furniture, and a credit in brackets at its end apart."""
    if opening and (cut := _dateline(text, start, end, lines)):
        yield Part("dateline", start, _rstrip(text, start, cut))
        start = cut
    tail = text.rfind("(", max(start, end - 400), end)
    if not (tail > start and is_credit_in_brackets(text[tail:end], before=text[max(start, tail - 200) : tail])):
        tail = end
    for part in furniture(text, start, tail):
        yield from _words(text, start, part.start)
        yield part
        start = part.end
    yield from _words(text, start, tail)
    if tail < end:
        yield Part("credit", tail, end)


def _words(text: str, start: int, end: int) -> Iterator[Part]:
    """The body between two things that stand apart, without white space at its ends; nothing where it is all."""
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield Part("body", start, _rstrip(text, start, end))


def _dateline(text: str, start: int, end: int, lines: list[tuple[int, int]]) -> int | None:
    """Where the sentence behind a dateline begins; None when the line has none.

    A place in capitals with a colon is a dateline only where no other line opens with capitals and a colon: else
    these are speakers.
    """
    opening = text[start : min(end, start + 120)]
    if _NO_PLACE.match(opening):
        return None
    m = _DATELINE.match(opening)
    if m is None:
        m = _COLON_DATELINE.match(opening)
        if m and _speakers(text, lines):
            return None
    return start + m.end() if m and start + m.end() < end else None


def _is_headline(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    """Whether the first line that is not a date, byline, credit or link stands above the text and not in it.

    It has three words or more, no full stop at its end (or one, when it is In Title Case with a blank line below), and
    a blank line, a date, a byline or a whole sentence follows. A semicolon before a blank line is how press archives
    part a headline from its second deck. Wrong on a text that opens with a verse.
    """
    start, end = lines[i]
    line = text[start:end]
    if i + 1 == len(lines) or len(line.split()) < 3 or line[0].islower() or line.endswith((":", ",", "-", "—")):
        return False
    following = text[lines[i + 1][0] : lines[i + 1][1]]
    blank = _gap(text, lines, i) > 1
    if _SPEAKER_LABEL.match(line) and _speakers(text, lines):
        return False
    if line.endswith(";"):
        return blank
    if line.endswith(".") and not line.endswith("..."):
        return blank and (_title_case(line) or _abbreviated(line)) and not _SENTENCE_STOP.search(line)
    if _ENDS_SENTENCE.search(line) and line[-1] not in "?!" and line[-1] not in "’'”\")]":
        return False
    if re.search(r"[.,][”\"’']+$|''$", line):
        return False
    if blank or len(following) > SHORT:
        return not following[0].islower()
    below = text[lines[i + 1][0] : min(lines[i + 1][1], lines[i + 1][0] + SHORT)]
    return bool(date_line(below)) or is_byline(below) or bool(_ENDS_SENTENCE.search(below) and not below[0].islower())


def _is_in_capitals(line: str) -> bool:
    """Whether a line below a sentence is in capitals throughout and no sentence: another article's headline
    ("BRIDGE COSTS DOUBLE, AUDIT FINDS") or a subheading. Of 90 such lines in the 1,500 articles here none is said by
    anybody. Below anything else it may be the head of what follows: a statement in a forwarded message.

    Four words or more, no full stop, exclamation mark, colon or bracket at an end: a post in capitals has one as a
    rule. Wrong on a post in capitals without one, on a line of its own.
    """
    if not line.isupper() or line[0] in '“"([' or line[-1] in '.!…:;)]”"':
        return False
    return sum(any(c.isupper() for c in word) for word in line.split()) >= 4


def _speakers(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether two lines or more, of the first 200, open with a name in capitals and a colon: a transcript."""
    return sum(bool(_SPEAKER_LABEL.match(text, start, min(end, start + 45))) for start, end in lines[:200]) > 1


def _title_case(line: str) -> bool:
    """Whether nine in ten of the words longer than three letters begin with a capital."""
    long = [w for w in re.findall(r"[^\W\d_][\w’'-]*", line) if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.9 * len(long)


def _abbreviated(line: str) -> bool:
    return bool(re.search(r"\b[A-Z]\.[A-Z]\.$", line))


def _continues(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    """Whether a line goes on with the sentence of the one before, in a text broken at a fixed width."""
    if not i or _gap(text, lines, i - 1) > 1 or not text[lines[i][0]].islower():
        return False
    return not _ENDS_SENTENCE.search(text[max(lines[i - 1][0], lines[i - 1][1] - 5) : lines[i - 1][1]])


def _gap(text: str, lines: list[tuple[int, int]], i: int) -> int:
    """How many line ends stand between line `i` and the next; capped at 3."""
    between = text[lines[i][1] : min(lines[i + 1][0], lines[i][1] + 200)].replace("\r\n", "\n")
    return min(3, sum(c in "\r\n\u2029" for c in between))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of `text` begin and end, without the white space round them and without blank ones."""
    for count, m in enumerate(_LINE.finditer(text, int(text.startswith("\ufeff")))):
        if count > 4 * MOST_PARTS:
            if m.start() < (end := _rstrip(text, m.start(), len(text))):
                start = m.start()
                while text[start].isspace():
                    start += 1
                yield start, end
            return
        line = m.group()
        left = len(line) - len(line.lstrip())
        if left < len(line):
            yield m.start() + left, m.start() + len(line.rstrip())


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _folded(line: str) -> str:
    """A headline for comparison: letters and digits alone."""
    return "".join(c for c in line.casefold() if c.isalnum())
