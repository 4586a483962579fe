"""Dates and times of day as one value, whatever a paper's style.

"Jan. 29", "29 January", "January 29th" and "the 29th of January" have one key; "3 p.m.", "3pm" and "15:00" another. A
time without "a.m." or "p.m." ("3:30", "three o'clock") may be either.

What it accepts: the name of a month or its abbreviation with a day, in digits or an ordinal; hours in digits or words
with "a.m.", "p.m." or "o'clock", hours and minutes with a colon.
What guards it: "May" and "March" need a capital, and the day behind a month must not count something ("in January 20
percent").
A case it gets wrong: "in January 20 men" has the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from quoth.sayings.words.numerals import ONES, ORDINALS, TENS, number
from quoth.words import wordset

Moment = tuple[int, str, frozenset[str]]
"""How many words it takes (0: there is none), its key, and another key that it may stand for."""

_MONTHS = wordset("january february march april may june july august september october november december")
_ALSO_WORDS = frozenset({"may", "march"})
_LONGEST = 5  # "the twenty ninth of January"
_HALF_DAY = 12
_DAYS = {word: day for word, day in ORDINALS.items() if day <= 31} | {
    f"{tens} {word}": TENS[tens] + ORDINALS[word]
    for tens, most in (("twenty", 9), ("thirty", 1))
    for word in ORDINALS
    if ORDINALS[word] <= most
}
_NONE: Moment = 0, "", frozenset()
_HOURS = {word: hour for word, hour in ONES.items() if 0 < hour <= _HALF_DAY}

_FIRST = _MONTHS | _HOURS.keys() | {word.split()[0] for word in _DAYS}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_NTH = rf"[12]?\dth|2?1st|31st|2?2nd|2?3rd|30th|{_any(_DAYS)}"
_DIGITS = r"[1-9]|[12]\d|3[01]"
_MONTH = _any(_MONTHS)
_DATES = (
    re.compile(rf"(?P<month>{_MONTH}) (?:the (?P<nth>{_NTH})|(?P<day>{_DIGITS}|{_NTH}))(?![^ ])"),
    re.compile(rf"(?:(?P<day>{_DIGITS})|(?:the )?(?P<nth>{_NTH})(?: of)?) (?P<month>{_MONTH})(?![^ ])"),
)
_TIMES = (
    re.compile(r"(?P<hour>0?\d|1[0-2])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>a\.?m\.?|pm|oclock)(?![^ ])"),
    re.compile(r"(?P<hour>1[3-9]|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>pm|oclock)(?![^ ])"),
    re.compile(rf"(?P<hour>{_any(_HOURS)}) (?P<half>a\.m\.|pm|oclock)(?![^ ])"),
    re.compile(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![^ ])"),
)


def moment(ns: Sequence[str], i: int, joined: Callable[[int], bool], name: Callable[[int], bool]) -> Moment:
    """The date or the time of day that begins at word `i` of `ns`, its months in full.

    `joined(k)` says whether nothing but a space, a hyphen or the stop of an abbreviation stands before word `k`,
    `name(k)` whether word `k` has a capital.
    """
    first = ns[i + 1 : i + 2] if ns[i] == "the" else ns[i : i + 1]
    if not (first and (first[0] in _FIRST or first[0][:1].isdigit())):
        return _NONE
    end = i + 1
    while end < len(ns) and end - i < _LONGEST and joined(end):
        end += 1
    said = " ".join(ns[i:end])
    for pattern in _DATES:
        if m := pattern.match(said):
            taken = m[0].count(" ") + 1
            month = i if m.start("month") == 0 else i + taken - 1
            day = m["day"] or m["nth"]
            counts = month == i and day.isdigit() and number(ns, i + taken - 1, joined)[0] > 1
            if not counts and (m["month"] not in _ALSO_WORDS or name(month)):
                return taken, f"{m['month']}{_DAYS.get(day) or int(re.sub(r'[^0-9]', '', day))}", frozenset()
    for pattern in _TIMES:
        if m := pattern.match(said):
            return m[0].count(" ") + 1, *_of_day(m.groupdict(""))
    return _NONE


def _of_day(told: dict[str, str]) -> tuple[str, frozenset[str]]:
    """The key of a time of day, on a clock of 24 hours where it is known which half of the day is meant."""
    hour, minute, half = _HOURS.get(told["hour"]) or int(told["hour"]), told.get("minute") or "00", told.get("half", "")
    if half and half != "oclock" and hour <= _HALF_DAY:
        return f"{hour % _HALF_DAY + _HALF_DAY * (half == 'pm'):02}:{minute}", frozenset({f"{hour}:{minute}?"})
    if hour > _HALF_DAY or told["hour"].startswith("0"):
        return f"{hour:02}:{minute}", frozenset({f"{(hour - 1) % _HALF_DAY + 1}:{minute}?"})
    return f"{hour}:{minute}?", frozenset()
