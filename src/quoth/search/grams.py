"""Words and pairs of neighbours as numbers: what a telling is found by, and what a question asks for.

A word is the checksum (CRC-32) of its stem (`quoth.words`), accents aside; two that stand side by side make a pair. The
full-text index holds nothing else, so no sign of a question ever reaches the language that index is asked in. Two words
that happen to share a number cost a look at a telling that has other words; the words themselves are compared then.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from sys import byteorder

from quoth.words import WORD, stem

BREAK = 0  # stands between parts of a content that do not adjoin
_NAME = re.compile(r"[^\W_]+")
_HONOURS = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "the"])
_MIXED = 0x9E3779B1  # 2**32 by the golden ratio: neighbours in either order make different pairs
_LAST = 0xFFFFFFFF


def plainly(text: str) -> str:
    """`text` without accents; what has none comes back as it is."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 17)
def number(word: str) -> int:
    """The number of a stem, or of a word of a name: 1 to 2**32 - 1."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) or 1


@lru_cache(maxsize=1 << 17)
def root(word: str) -> str:
    """The stem of a word as it stands in a text, without accents."""
    plain = plainly(word)
    return stem(plain) if plain else word


def roots(text: str) -> list[str]:
    """The stems of the words of `text` in order."""
    return [root(w) for w in WORD.findall(unicodedata.normalize("NFC", text))]


def numbers(parts: Iterable[Iterable[str]]) -> array[int]:
    """The numbers of stems in order, `BREAK` between two parts."""
    found = array("I")
    for part in parts:
        if found:
            found.append(BREAK)
        found.extend(map(number, part))
    return found


def packed(words: array[int]) -> bytes:
    """Four bytes a word, little-endian."""
    if byteorder == "big":
        words = array("I", words)
        words.byteswap()
    return words.tobytes()


def unpacked(raw: bytes) -> array[int]:
    """The words that `packed` packed."""
    words = array("I")
    words.frombytes(raw[: len(raw) - len(raw) % 4])
    if byteorder == "big":
        words.byteswap()
    return words


def word_key(word: int) -> str:
    """What a telling with this word is found by."""
    return f"w{word:08x}"


def pair_key(first: int, second: int) -> str:
    """What a telling is found by in which `second` stands after `first`."""
    return f"b{(first * _MIXED + second) & _LAST:08x}"


def name_words(name: str) -> list[str]:
    """The stems of the words of a name, each once, titles of courtesy aside where others are left."""
    found = [m[0].casefold() for m in _NAME.finditer(plainly(name)[:400])]
    return list(dict.fromkeys(map(root, [w for w in found if w not in _HONOURS] or found)))


def speaker_key(word: str) -> str:
    """What a telling is found by whose speaker's name has this word."""
    return f"s{number(word):08x}"


def said_or_sayer(word: int) -> str:
    """What a telling is found by that has this word, or whose speaker's name has it."""
    return f"(w{word:08x} OR s{word:08x})"


def outlet_key(word: str) -> str:
    """What a telling is found by whose outlet's name has this word."""
    return f"o{number(word):08x}"


def first_place(day: str | None, months_on: int = 0) -> int:
    """Where the tellings of a day's month begin in the index, or those of the month after; 0 for those without a day.

    A month has room for four thousand million of them, so that they lie together however late one of them comes.
    """
    return (int(day[:4]) * 100 + int(day[5:7]) + months_on) << 32 if day else 0


def keys(words: Sequence[int], speaker: str | None, outlet: str | None) -> str:
    """Everything a telling is found by, in one line; the same each time, so that it can be taken out again."""
    found = {word_key(w) for w in words if w != BREAK}
    found.update(pair_key(a, b) for a, b in pairwise(words) if BREAK not in {a, b})
    found.update(speaker_key(w) for w in name_words(speaker or ""))
    found.update(outlet_key(w) for w in name_words(outlet or ""))
    return " ".join(sorted(found))
