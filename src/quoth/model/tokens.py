"""Text to the network's input: word pieces, each with its place in the text and what the lower-cased vocabulary loses.

The vocabulary of the network has no upper case and line breaks are no pieces, so every piece carries one
*feature*: the case of its word, where it stands towards quotation marks (`quoth.quotation.states`), and whether it
opens a line. Training and inference both call `tokenize`; a change here needs a new network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from quoth.model.pieces import WordPieces
from quoth.quotation import states

CASES = 5  # other, Capitalised, UPPER, miXed, single capital
QUOTES = 4  # outside, inside, opening mark, closing mark
FEATURES = CASES * QUOTES * 2  # and twice: opens a line, or does not

Ints = npt.NDArray[np.int64]

_LINE = re.compile("\n")
_LONGEST = 32  # code points of a word whose case is remembered: no text can fill the memory with words
_BLOCK = 16_384  # code points cut into pieces at once, so that one line of 50 MB stays flat in memory


@dataclass(frozen=True, slots=True)
class Tokens:
    """The pieces of one text, in order. All arrays have one entry a piece and shape (pieces,).

    `ids` int64: the piece in the vocabulary. `features` int64 below `FEATURES`. `starts`, `ends` int64: code points
    of the piece in the text. `first` bool: the piece opens a word.
    """

    ids: npt.NDArray[np.int64]
    features: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    first: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def tokenize(vocabulary: WordPieces, text: str) -> Tokens:
    """The pieces of `text`; no marks for its beginning or end are added."""
    marks = np.array(states(text), np.int64)
    parts = [_pieces(vocabulary, text, begin, end, marks) for begin, end in _blocks(text)]
    if not parts:
        none = np.zeros(0, np.int64)
        return Tokens(none, none, none, none, none.astype(np.bool_))
    return Tokens(*map(np.concatenate, zip(*parts, strict=True)))


def _pieces(
    vocabulary: WordPieces, text: str, begin: int, end: int, marks: npt.NDArray[np.int64]
) -> tuple[Ints, Ints, Ints, Ints, npt.NDArray[np.bool_]]:
    """The columns of `Tokens` for `text[begin:end]`, where `marks` says how each code point stands to quotations."""
    block = text[begin:end]
    found = vocabulary.pieces(block)
    count = len(found)
    ids, begins, ends, opening = np.fromiter(chain.from_iterable(found), np.int64, 4 * count).reshape(count, 4).T
    opens = opening.astype(np.bool_)
    first = np.flatnonzero(opens)
    starts, stops = begins[first], ends[np.append(first[1:], count)[: len(first)] - 1]
    cases = np.fromiter(
        (_case(block[s:e]) for s, e in zip(starts.tolist(), stops.tolist(), strict=True)), np.int64, len(first)
    )
    breaks = np.array([m.start() for m in _LINE.finditer(block)], np.int64)
    reached = np.append(0, stops)[: len(first)]
    lines = np.searchsorted(breaks, reached) < np.searchsorted(breaks, starts)
    if begin == 0:
        lines[:1] = True
    word_features = cases + CASES * (marks[begin + starts] + QUOTES * lines)
    features = np.repeat(word_features, np.diff(np.append(first, count)))
    return np.ascontiguousarray(ids), features, begin + begins, begin + ends, opens


def _case(word: str) -> int:
    return _known_case(word) if len(word) <= _LONGEST else _case_of(word)


def _case_of(word: str) -> int:
    if not word[:1].isupper():
        return 3 if any(c.isupper() for c in word) else 0
    if len(word) == 1:
        return 4
    if word.isupper():
        return 2
    return 1 if word[1:].islower() else 3


_known_case = lru_cache(maxsize=16_384)(_case_of)  # most words of an article are not new


def _blocks(text: str) -> list[tuple[int, int]]:
    """Cuts `text` at white space into stretches of at most `_BLOCK` code points (a longer word is cut hard)."""
    out, begin = [], 0
    while len(text) - begin > _BLOCK:
        end = begin + _BLOCK
        cut = max(text.rfind(" ", begin, end), text.rfind("\n", begin, end))
        end = cut if cut > begin else end
        out.append((begin, end))
        begin = end
    if begin < len(text):
        out.append((begin, len(text)))
    return out
