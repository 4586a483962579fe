"""Numbers in words and digits, with the unit that belongs to them, as one value.

"15", "fifteen" and "15.0" have one key; "$2 million", "$2m" and "two million dollars" another; "15%", "15 per cent" and
"fifteen percent" a third. "15" and "15%" differ.

What it accepts: digits with thousands separators and decimals, number words up to the trillions, "a hundred", the
scale words after digits, dollars, euros, pounds, yen, per cent; ordinals up to the twelfth.
What guards it: a number ends at any punctuation but a hyphen, and after 12 words; digits beyond 30 are no number.
Cases it gets wrong: "nineteen ninety-five" is 19 and 95, not the year; "second" is always the ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from quoth.sayings.spelling import HYPHENS, INVISIBLE


def _counted(words: str, start: int, step: int) -> dict[str, int]:
    return {word: start + i * step for i, word in enumerate(words.split())}


_ONES = _counted(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    0,
    1,
)
_TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SUFFIXES = {"k": 1_000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_ORDINALS = _counted("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1, 1)
_CURRENCIES = {"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pounds": "£", "yen": "¥"}
JOINS = frozenset({"", *HYPHENS, *INVISIBLE})
_MOST = 12  # words in one number; more is no number that anybody said
_DIGITS = re.compile(r"^([a-z]{0,2}[$€£¥])?(\d{1,30}(?:[.,:]\d{1,9})*)(st|nd|rd|th|s|k|m|mn|bn|b|tn)?$")


def ordinal(key: str) -> str:
    """The key of an ordinal in words, like that of "1st"; any other key as it is."""
    return f"#{_ORDINALS[key]}" if key in _ORDINALS else key


def number(ns: Sequence[str], i: int, joined: Callable[[int], bool]) -> tuple[int, str]:
    """How many of the words `ns` from `i` on make one number (0: none), and its key, a unit and a value.

    `joined(k)` says whether the words `k - 1` and `k` stand side by side without punctuation.
    """
    unit, j, part = "", i, Decimal(-1)  # -1: nothing said yet

    def more(k: int) -> bool:
        return k < len(ns) and k - i < _MOST and joined(k)

    if m := _DIGITS.match(ns[i]):
        unit = m[1][-1] if m[1] else ""
        if m[3] in {"st", "nd", "rd", "th"}:
            return 1, f"#{m[2]}"
        whole = re.sub(r",(?=\d{3}(?:\D|$))", "", m[2])
        if m[3] == "s" or (m[3] in {"m", "b"} and not unit) or not re.fullmatch(r"\d+(?:\.\d+)?", whole):
            return 1, ns[i]
        part = Decimal(whole) * _SUFFIXES.get(m[3] or "", 1)
        j += 1
    elif ns[i] == "a" and i + 1 < len(ns) and ns[i + 1] in _SCALES and more(i + 1):
        part, j = Decimal(1), i + 1
    elif ns[i] not in _ONES and ns[i] not in _TENS and ns[i] not in _SCALES:
        return 0, ""
    value, j = _summed(ns, i, j, part, more)
    if more(j) and ns[j] in {"%", "percent"}:
        return j + 1 - i, f"%{value}"
    if more(j + 1) and more(j) and ns[j] == "per" and ns[j + 1] == "cent":
        return j + 2 - i, f"%{value}"
    if more(j) and not unit and ns[j] in _CURRENCIES:
        return j + 1 - i, _CURRENCIES[ns[j]] + value
    return j - i, unit + value


def _summed(ns: Sequence[str], i: int, j: int, part: Decimal, more: Callable[[int], bool]) -> tuple[str, int]:
    """The value of the number that begins at `i`, `part` of which stands before `j`; and where it ends."""
    total = Decimal(0)
    while j == i or more(j):
        n, last = ns[j], ns[j - 1] if j > i else ""
        in_words = not last[:1].isdigit()
        if n in _TENS and in_words and (part < 0 or (part > 0 and part % 100 == 0)):
            part = max(part, Decimal(0)) + _TENS[n]
        elif n in _ONES and (part < 0 or last in {"hundred", "and"}):
            part = max(part, Decimal(0)) + _ONES[n]
        elif 0 < _ONES.get(n, 0) < 10 and last in _TENS:
            part += _ONES[n]
        elif n == "hundred" and part != 0:
            part = max(part, Decimal(1)) * 100
        elif n in _SCALES and n != "hundred" and part != 0:
            total, part = total + max(part, Decimal(1)) * _SCALES[n], Decimal(-1)
        elif not (n == "and" and last == "hundred" and more(j + 1) and (ns[j + 1] in _ONES or ns[j + 1] in _TENS)):
            break
        j += 1
    return format((total + max(part, Decimal(0))).normalize(), "f"), j
