"""Words to pieces of words, as BERT's uncased vocabulary has them (Devlin et al. 2019; Wu et al. 2016, section 4.1).

A word is lower-cased, its accents are taken off, and it is covered from the left by the longest pieces there are, those
inside a word behind “##”. Signs of punctuation and ideographs are words of their own. The library that is commonly used
for this brings a client along that downloads models; quoth downloads none, and this is small. Two departures from it:
"[SEP]" and its like in an article are words, never the network's own marks; and signs that Unicode has only had since
2016 are what today's Unicode says they are.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache

CLS, SEP = 101, 102  # the network's own marks before and after a window, by their numbers in the vocabulary

Piece = tuple[int, int, int, bool]
"""Number in the vocabulary, half-open code points of the text, and whether it opens a word."""

_INSIDE = "##"
_UNKNOWN = "[UNK]"
_LONGEST = 100  # characters of a word; a longer one is unknown, as it was when the network learned
_STRETCH = re.compile(r"[^ \n\r\t]+")
_REMEMBERED = 32  # code points of a stretch that is remembered: no text can fill the memory with stretches
_MEMORY = 16_384  # stretches that are remembered; most of an article's are not new
_IDEOGRAPHS = (
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F)),
    *((0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F)),
)
_WORD, _APART, _WHITE = range(3)  # what a letter is part of


class WordPieces:
    """A vocabulary, and the pieces of the stretches that were met last."""

    def __init__(self, stored: bytes) -> None:
        """The vocabulary in the bytes of a `tokenizer.json`."""
        self._numbers: dict[str, int] = json.loads(stored)["model"]["vocab"]
        self._known = lru_cache(maxsize=_MEMORY)(self._cut)

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of `text`, in order; none for what is no letter or sign. Linear in the length of `text`."""
        found: list[Piece] = []
        for m in _STRETCH.finditer(text):
            begin, stretch = m.start(), m[0]
            cut = self._known(stretch) if len(stretch) <= _REMEMBERED else self._cut(stretch)
            found += [(number, begin + start, begin + end, opens) for number, start, end, opens in cut]
        return found

    def _cut(self, stretch: str) -> tuple[Piece, ...]:
        """The pieces of a stretch without a blank, counted from its own beginning."""
        found: list[Piece] = []
        word: list[str] = []
        places: list[int] = []  # where each letter of `word` stands
        for at, c in enumerate(stretch):
            for letter, part in _letters(c):
                if part != _WORD and word:
                    found += self._pieces("".join(word), places)
                    word, places = [], []
                if part == _APART:
                    found += self._pieces(letter, [at])
                elif part == _WORD:
                    word.append(letter)
                    places.append(at)
        if word:
            found += self._pieces("".join(word), places)
        return tuple(found)

    def _pieces(self, word: str, places: list[int]) -> list[Piece]:
        """The longest pieces that cover `word` from the left; one unknown piece where none do."""
        unknown: list[Piece] = [(self._numbers[_UNKNOWN], places[0], places[-1] + 1, True)]
        if len(word) > _LONGEST:
            return unknown
        found: list[Piece] = []
        begin = 0
        while begin < len(word):
            inside = _INSIDE if begin else ""
            for end in range(len(word), begin, -1):
                number = self._numbers.get(inside + word[begin:end])
                if number is not None:
                    found.append((number, places[begin], places[end - 1] + 1, not begin))
                    begin = end
                    break
            else:
                return unknown
        return found


@lru_cache(maxsize=4_096)
def _letters(c: str) -> tuple[tuple[str, int], ...]:
    """What of the character `c` a word is made of: lower case, without accents; a sign or an ideograph stands apart.

    Controls, marks of no width and characters for private use are nothing; white space ends a word.
    """
    category = unicodedata.category(c)
    if category in ("Cc", "Cf", "Co", "Cs") or c == "\ufffd":
        return ()
    if c.isspace():
        return ((" ", _WHITE),)
    if any(first <= ord(c) <= last for first, last in _IDEOGRAPHS):
        return tuple((letter, _APART) for letter in unicodedata.normalize("NFD", c))
    bare = (letter for letter in unicodedata.normalize("NFD", c) if unicodedata.category(letter) != "Mn")
    return tuple((low, _APART if _sign(low) else _WORD) for letter in bare for low in letter.lower())


def _sign(c: str) -> bool:
    """Whether `c` is punctuation; of ASCII every sign is."""
    return (not c.isalnum() and c.isascii()) or unicodedata.category(c).startswith("P")
