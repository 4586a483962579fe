"""An article as words, sentences and paragraphs: what everything that resolves speakers counts in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

# A dot between a small letter and a capital ends a sentence whose space was lost ("Quill.More"), unless it abbreviates.
_WORD = re.compile(r"@?[^\W_](?:[^\W_]|[-&’'_](?=[^\W_])|\.(?=[^\W_])(?!(?<=[a-z]{2}\.)[A-Z][a-z]))*")
_POSSESSIVE = frozenset(("’s", "'s", "’S", "'S"))
_VERB = re.compile(r"[’'](?:ll|d|ve|re|m)\Z", re.IGNORECASE)  # a verb run into its subject: "he’ll", "they’ve", "I’m"
_APOSTROPHE = frozenset("’'")
_LINES = re.compile(r"\n\s*")
_BREAK = re.compile(  # begins with a sign, so that the text between signs is passed over quickly
    r"(?:[.!?…][\"”’')\]]*|(?<=[,—–-])[\"”])[^\S\n]+(?=[\"“‘'(\[]?[A-Z0-9@])"
    r"|[.!?](?<=[a-z]{2}.)(?=[\"“”]{0,2}[A-Z][a-z])"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Sgt|Rev|St|Jr|Sr|Prof|vs|No))\.$"
)
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$")  # no end of a sentence before a number


class Word(NamedTuple):
    """A word of the article: `start:end`, without a possessive ending or a verb run into it ("he’ll"); `fold` is its
    case-folded form without dots and without marks over letters.

    A tuple, as there is one for every word of every article: it is made four times as fast as a frozen dataclass.
    """

    start: int
    end: int
    text: str
    fold: str
    possessive: bool


@dataclass(slots=True)
class Prose:
    """A text with its `words`, and where its `sentences` and `paragraphs` begin (the first of each left out)."""

    text: str
    words: list[Word]
    sentences: list[int]
    paragraphs: list[int]
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._starts = [w.start for w in self.words]

    def sentence(self, at: int) -> int:
        """The number of the sentence at `at`, from 0."""
        return bisect_right(self.sentences, at)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at `at`, from 0."""
        return bisect_right(self.paragraphs, at)

    def word_at(self, at: int) -> int:
        """The number of the first word that begins at or after `at`."""
        return bisect_left(self._starts, at)

    def words_in(self, start: int, end: int) -> list[Word]:
        """Words that begin in `start:end`."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def words_of(text: str) -> list[Word]:
    """The words of `text`, possessive endings and verbs run into them cut off, in order."""
    out: list[Word] = []
    make = tuple.__new__  # what Word() comes to, at half the time
    for m in _WORD.finditer(text):
        start, end = m.span()
        shown = m[0]
        cut, kept, fold, possessive, in_s = _kept(shown) if len(shown) <= _LONGEST else _form(shown)
        if in_s and text[end : end + 1] in _APOSTROPHE and not text[end + 1 : end + 2].isalnum():
            possessive = True
        if kept:
            out.append(make(Word, (start, end - cut, kept, fold, possessive)))
    return out


def _form(shown: str) -> tuple[int, str, str, bool, bool]:
    """Of a word: code points of its ending that is cut off, the word without it, folded, whether it is possessive, and
    whether an apostrophe behind it would make it so.
    """
    possessive = shown[-2:] in _POSSESSIVE
    kept = shown[:-2] if possessive else _VERB.sub("", shown)
    ends_in_s = not possessive and kept[-1:] == "s"
    return len(shown) - len(kept), kept, _folded(kept), possessive, ends_in_s


def _folded(word: str) -> str:
    """`word` in small letters, without dots and without marks over its letters: "Türel" and "Turel" are one."""
    fold = word.casefold().replace(".", "")
    if fold.isascii():
        return fold
    plain = "".join(c for c in unicodedata.normalize("NFD", fold) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain)


_kept = lru_cache(maxsize=16384)(_form)  # most words of an article are not new
_LONGEST = 32  # code points of a word that is kept: no text can fill the memory with words


def sentence_starts(text: str) -> tuple[list[int], list[int]]:
    """Offsets at which a sentence, and at which a paragraph, begins (the first of the text left out)."""
    paragraphs = [m.end() for m in _LINES.finditer(text)]
    sentences = set(paragraphs)
    for m in _BREAK.finditer(text):
        before = max(0, m.start() - 6), m.start() + 1
        if _ABBREVIATED.search(text, *before) or (text[m.end()].isdigit() and _MONTH.search(text, *before)):
            continue
        sentences.add(m.end())
    return sorted(sentences), paragraphs


def any_overlap(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether `start:end` overlaps one of `spans`, which are in order of their starts."""
    i = bisect_left(spans, end, key=lambda s: s[0])
    return any(s < end and e > start for s, e in spans[max(0, i - 3) : i])
