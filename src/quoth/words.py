"""Words as they are compared: folded, stemmed lightly, and weighed by how rare they are in news.

`stems` gives the words of a text in a form in which "Varga's", "varga" and "VARGA", or "protects" and
"protected", are one. `rarity` says how much it tells when two texts share a word. The counts stand in `words.txt`, so
that a pair of articles is judged alike whatever else is read in the same run.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SEEN_NEVER = 0.5  # the document frequency of a word that the table does not have
_VOWEL = re.compile("[aeiouy]")
LONGEST = 40  # code points of a word that are looked at; longer ones are no words
NEGATIONS = frozenset(["no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"])


def wordset(words: str) -> frozenset[str]:
    """The words of a string that lists them: long lists are easier to read so."""
    return frozenset(words.split())


def wordgroups(words: str) -> tuple[tuple[str, ...], ...]:
    """The groups of words of a string that has one a line, or several with bars between them."""
    groups = (group.split() for group in words.replace("\n", "|").split("|"))
    return tuple(tuple(group) for group in groups if group)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: half-open code points, the form compared, and whether it began with a capital letter."""

    start: int
    end: int
    stem: str
    capital: bool


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of `text[start:end]` in order. Numbers keep their digits; thousands separators are dropped."""
    for m in WORD.finditer(text, start, len(text) if end is None else end):
        word = m.group()
        yield Word(m.start(), m.end(), stem(word), word[0].isupper())


def stems(text: str) -> list[str]:
    """The stems of all words of `text`, in order."""
    return [stem(m.group()) for m in WORD.finditer(text)]


@cache
def _common() -> tuple[float, dict[str, float]]:
    lines = files("quoth").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    articles, table = float(lines[1].split()[1]), {}
    for line in lines[2:]:
        count, *listed = line.split()
        table.update(dict.fromkeys(listed, float(count)))
    return articles, table


def rarity(word: str) -> float:
    """ln(articles / articles with this stem) in the table of `words.txt`: 0 for "the", about 9 for a word unseen."""
    articles, table = _common()
    return math.log(articles / table.get(word, _SEEN_NEVER))


def stem(word: str) -> str:
    """The form in which a word is compared: lower case, without possessive and the commonest English endings.

    It accepts that unrelated words fall together now and then ("posted" and "poste"): rarer than the inflections it
    unites. A case it gets wrong: irregular forms ("said", "says") stay apart.
    """
    if word[0].isdigit():
        return _number(word[:LONGEST])
    return _stem(word[:LONGEST].casefold().replace("’", "'"))


def _number(word: str) -> str:
    whole, _, rest = word.replace(",", "").partition(".")
    return f"{whole}.{rest}".rstrip(".") if rest.strip("0.") else whole


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    if word.endswith("n't"):
        return "not"
    word = word.partition("'")[0] or word
    if len(word) < 4 or word in NEGATIONS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and _VOWEL.search(root):
            if root[-1] == root[-2] and root[-1] not in "lsz":
                root = root[:-1]
            word = root
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
