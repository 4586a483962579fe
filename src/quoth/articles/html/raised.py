"""Words above and below the line (`<sup>`, `<sub>`): a footnote's mark, a figure, a sign, or letters of a word.

Figures become the characters that Unicode has for them, so that 10<sup>5</sup> is not 105; a footnote's mark stands
apart, and what ends a word (21st, Mme) stays with it.
"""

from __future__ import annotations

import re

from quoth.words import wordset

_ABOVE = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_BELOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_FIGURES = re.compile(r"[+\-−]?\d{1,6}[+\-−]?|n")
_NOTE = re.compile(
    r"[\[(]?(?:(?:note )?\d{1,3}(?: ?[,–-] ?\d{1,3}){0,9}|[a-z]{1,2}|[ivx]{1,6}|[*†‡§¶#]{1,4})[\])]?", re.IGNORECASE
)
BRACKETED = re.compile(r"\[[^\[\]]{1,60}\](?:\[[^\[\]]{1,60}\])*")
_ORDINAL = wordset("st nd rd th er re e ème eme o a")
_SIGNS = {"tm": "™", "sm": "℠", "(r)": "®", "r": "®", "®": "®", "™": "™", "©": "©", "(c)": "©", "℠": "℠"}
_UNITS = wordset("m km cm mm µm nm dm ft in yd mi s ms hr h x y z n r e")
_LAST_WORD = re.compile(r"[^\W\d_]+$")


def above_line(words: str, before: str, note: bool) -> str:
    """What to do with words above the line: "note", "apart", "" (as they stand), or what to put for them."""
    lowered = words.casefold()
    last = before[-1:]
    if note and _NOTE.fullmatch(words):
        return "note"
    if lowered in _SIGNS and (last.isalnum() or last in ")”’"):
        return _SIGNS[lowered]
    if BRACKETED.fullmatch(words):
        return "note"
    if last.isdigit() and lowered in _ORDINAL:
        return ""
    if _FIGURES.fullmatch(words):
        word = _LAST_WORD.search(before)
        if last.isdigit() or last in ")]" or (word and word[0].casefold() in _UNITS):
            return words.translate(_ABOVE)
    if last.isalpha() and words.isalpha() and len(words) <= 3 and (len(words) > 1 or not before[-2:-1].isalpha()):
        return ""
    return "note" if _NOTE.fullmatch(words) and last and not last.isspace() else "apart"


def below_line(words: str) -> str:
    """What to put for words below the line; "" where they stay as they stand."""
    return words.translate(_BELOW) if _FIGURES.fullmatch(words) else ""
