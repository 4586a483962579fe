"""Numbers in words and digits, with the unit that belongs to them, as one value.

"15", "fifteen" and "15.0" have one key; "$2 million", "US$2m", "2m dollars" and "two million dollars" another; "15%",
"15 per cent", "15pc" and "fifteen percent" a third. "15" and "15%" differ. Dates and times of day are `moments`.

What it accepts: digits with thousands separators and decimals, number words up to the trillions, "a hundred", "a
dozen", "half a million", "two and a half", the scale words after digits, dollars and cents, euros, pounds (of weight,
too), yen, per cent; ordinals up to "ninety-ninth".
What guards it: a number ends at any punctuation but a hyphen, and after 12 words; digits beyond 30 are no number; an
"m" after digits is a million only with a currency.
Cases it gets wrong: "nineteen ninety-five" is 19 and 95, not the year; "second" is always the ordinal, and
"twenty-second" 20 of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from quoth.sayings.words.spelling import HYPHENS, INVISIBLE


def _counted(words: str, start: int, step: int) -> dict[str, int]:
    return {word: start + i * step for i, word in enumerate(words.split())}


ONES = _counted(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    0,
    1,
)
TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mln": 10**6, "mn": 10**6, "bln": 10**9, "bn": 10**9, "trn": 10**12, "tn": 10**12,
}  # fmt: skip
_ABBREVIATED = frozenset({"mln", "mn", "bln", "bn", "trn", "tn"})  # words for a scale behind digits only
_SUFFIXES = {"k": 1_000, "m": 10**6, "b": 10**9, **{word: _SCALES[word] for word in _ABBREVIATED}}
ORDINALS = _counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth",
    1,
    1,
) | _counted("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 20, 10)
_CURRENCIES = {
    "dollar": "$", "dollars": "$", "usd": "$", "euro": "€", "euros": "€", "eur": "€", "yen": "¥", "pounds": "£",
    "gbp": "£", "lb": "lb", "lbs": "lb",
}  # fmt: skip
_CODES = {"usd": "$", "eur": "€", "gbp": "£"}
_PERCENT = frozenset({"%", "percent", "pct"})
JOINS = frozenset({"", *HYPHENS, *INVISIBLE})
_MOST = 12  # words in one number; more is no number that anybody said
_DIGITS = re.compile(
    r"^([a-z]{0,3}[$€£¥])?(\.?\d{1,30}(?:[.,:]\d{1,9})*)(st|nd|rd|th|s|k|m|mn|mln|bn|bln|b|tn|trn|pc|lbs?)?$"
)


def ordinal(key: str) -> str:
    """The key of an ordinal in words, like that of "1st"; any other key as it is."""
    return f"#{ORDINALS[key]}" if key in ORDINALS else key


def other_keys(key: str, last: str) -> frozenset[str]:
    """What else the key of a number, whose last word is `last`, may stand for: that of "1980s" for "the '80s", that of
    "five pounds" for "5 lbs", as for "£5".
    """
    if last == "pounds":
        return frozenset({key.replace("£", "lb")})
    return frozenset({key[2:]}) if re.fullmatch(r"(?:19|20)\d0s", key) else frozenset()


def number(ns: Sequence[str], i: int, joined: Callable[[int], bool]) -> tuple[int, str]:
    """How many of the words `ns` from `i` on make one number (0: none), and its key, a unit and a value.

    `joined(k)` says whether the words `k - 1` and `k` stand side by side without punctuation.
    """
    unit, j, part = "", i, Decimal(-1)  # -1: nothing said yet

    def more(k: int) -> bool:
        return k < len(ns) and k - i < _MOST and joined(k)

    if ns[i] in _CODES and more(i + 1) and ns[i + 1][:1].isdigit():
        taken, key = number(ns, i + 1, joined)
        return (taken + 1, _CODES[ns[i]] + key) if key[:1].isdigit() else (0, "")
    if m := _DIGITS.match(ns[i]):
        unit = {"us$": "$", None: ""}.get(m[1], m[1])
        if m[3] in {"st", "nd", "rd", "th"}:
            return 1, f"#{m[2]}"
        whole = re.sub(r",(?=\d{3}(?:\D|$))", "", m[2])
        paid = unit or (more(i + 1) and ns[i + 1] in _CURRENCIES)
        if m[3] == "s" or (m[3] in {"m", "b"} and not paid) or not re.fullmatch(r"(?:\d+|\d*\.\d+)", whole):
            return 1, ns[i]
        part = Decimal(whole) * _SUFFIXES.get(m[3] or "", 1)
        unit = {"pc": "%", "lb": "lb", "lbs": "lb"}.get(m[3], unit)
        j += 1
    elif (begun := _begun(ns, i, more)) is not None:
        part, j = begun
    elif ns[i] in TENS and more(i + 1) and ns[i + 1] != "second" and 0 < ORDINALS.get(ns[i + 1], 0) < 10:
        return 2, f"#{TENS[ns[i]] + ORDINALS[ns[i + 1]]}"
    elif (ns[i] not in ONES and ns[i] not in TENS and ns[i] not in _SCALES) or ns[i] in _ABBREVIATED:
        return 0, ""
    value, j = _summed(ns, i, j, part, more)
    if more(j) and ns[j] in _PERCENT:
        return j + 1 - i, f"%{value}"
    if more(j + 1) and more(j) and ns[j] == "per" and ns[j + 1] == "cent":
        return j + 2 - i, f"%{value}"
    if unit:
        return j - i, unit + value
    if more(j + 1) and more(j) and (ns[j], ns[j + 1]) in {("u.s.", "dollars"), ("pounds", "sterling")}:
        return j + 2 - i, {"dollars": "$", "sterling": "£"}[ns[j + 1]] + value
    if more(j) and ns[j] in _CURRENCIES:
        return j + 1 - i, _CURRENCIES[ns[j]] + value
    if more(j) and ns[j] in {"cent", "cents"}:
        return j + 1 - i, f"${_shown(Decimal(value) / 100)}"
    return j - i, value


def _begun(ns: Sequence[str], i: int, more: Callable[[int], bool]) -> tuple[Decimal, int] | None:
    """What "a", "half", "half a" or "a half" before a scale word counts, and where that word stands; None for other
    beginnings of a number.
    """
    if ns[i] not in {"a", "half"}:
        return None
    for opening in (("a",), ("half",), ("half", "a"), ("a", "half")):
        k = i + len(opening)
        if tuple(ns[i:k]) == opening and k < len(ns) and ns[k] in _SCALES and all(more(n) for n in range(i + 1, k + 1)):
            return Decimal("0.5" if "half" in opening else 1), k
    return None


def _summed(ns: Sequence[str], i: int, j: int, part: Decimal, more: Callable[[int], bool]) -> tuple[str, int]:
    """The value of the number that begins at `i`, `part` of which stands before `j`; and where it ends."""
    total = Decimal(0)
    while j == i or more(j):
        n, last = ns[j], ns[j - 1] if j > i else ""
        in_words = not last[:1].isdigit()
        if n in TENS and in_words and (part < 0 or (part > 0 and part % 100 == 0)):
            part = max(part, Decimal(0)) + TENS[n]
        elif n in ONES and (part < 0 or last in {"hundred", "and"}):
            part = max(part, Decimal(0)) + ONES[n]
        elif 0 < ONES.get(n, 0) < 10 and last in TENS:
            part += ONES[n]
        elif n == "and" and part > 0 and tuple(ns[j + 1 : j + 3]) == ("a", "half") and more(j + 1) and more(j + 2):
            part, j = part + Decimal("0.5"), j + 2
        elif n == "hundred" and part != 0:
            part = (part if part > 0 else Decimal(1)) * 100
        elif n in _SCALES and n != "hundred" and part != 0:
            total, part = total + (part if part > 0 else Decimal(1)) * _SCALES[n], Decimal(-1)
        elif not (n == "and" and last == "hundred" and more(j + 1) and (ns[j + 1] in ONES or ns[j + 1] in TENS)):
            break
        j += 1
    return _shown(total + max(part, Decimal(0))), j


def _shown(value: Decimal) -> str:
    return format(value.normalize(), "f")
