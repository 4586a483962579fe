"""A word as the unit of alignment: where it stands, its normal forms, and what stands before it.

Two words are alike where they are one but for spelling; one with asterisks ("d***ed") is like any that fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag

from quoth.sayings.words.spelling import sounded


class Break(IntFlag):
    """What stands between a word and the word before it."""

    NONE = 0
    SENTENCE = 1
    DASH = 2
    ELLIPSIS = 4
    SEAM = 8


LOOSE = Break.SEAM | Break.ELLIPSIS
"""Where words may be missing: whoever quotes claims nothing about what was said between."""

PARTS = Break.SENTENCE | LOOSE
"""Where another sentence begins, or another stretch of a quotation."""


@dataclass(frozen=True, slots=True)
class Word:
    """One unit of alignment: half-open code points `start:end` of the article's text, and its normal forms.

    `t` is the word as written, `n` without typography, `key` without spelling; `alts` are other keys that it may
    stand for. `glued` says that it is a further piece of the contraction that the word before begins, `whole` is the
    contraction that it is a piece of, if it is one, `hyphen` says that a hyphen ties it to the word before. `capital`
    says that it is written like a name in the middle of a sentence, `opens` that it is capitalised where a sentence
    begins and may or may not be a name; `number` that it is a number with its unit; `aside` that it stands in round
    brackets with no more than two others.
    """

    start: int
    end: int
    t: str
    n: str
    key: str
    alts: frozenset[str] = frozenset()
    before: Break = Break.NONE
    glued: bool = False
    hyphen: bool = False
    bracketed: bool = False
    capital: bool = False
    opens: bool = False
    number: bool = False
    whole: str = ""
    aside: bool = False

    @property
    def written(self) -> str:
        """The whole written word that it is, or is a piece of: "can’t" for its "’t"."""
        return self.whole or self.t

    def alike(self, other: Word) -> bool:
        """Whether both are one word, spelling aside."""
        if self.key == other.key or self.key in other.alts or other.key in self.alts:
            return True
        if "*" in self.key or "*" in other.key:
            return _unmasked(self.key, other.key)
        return self.capital and other.capital and sounded(self.key) == sounded(other.key)


def _unmasked(one: str, other: str) -> bool:
    """Whether a word written with asterisks ("d***ed") may be the other, which may be written so, too."""
    a, b = one.replace("*", " ").split(" "), other.replace("*", " ").split(" ")
    begin, end = sorted((a[0], b[0]), key=len), sorted((a[-1], b[-1]), key=len)
    return bool(begin[0]) and begin[1].startswith(begin[0]) and (end[1].endswith(end[0]))
