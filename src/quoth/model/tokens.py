"""Text to the network's input: word pieces, each with its place in the text and what the lower-cased vocabulary loses.

The vocabulary of the network has no upper case and the tokenizer drops line breaks, so every piece carries one
*feature*: the case of its word, where it stands towards quotation marks (`quoth.quotation.states`), and whether it
opens a line. Training and inference both call `tokenize`; a change here needs a new network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from quoth.quotation import states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CASES = 5  # other, Capitalised, UPPER, miXed, single capital
QUOTES = 4  # outside, inside, opening mark, closing mark
FEATURES = CASES * QUOTES * 2  # and twice: opens a line, or does not

_LONE = re.compile("[\ud800-\udfff]")  # halves of characters, which JSON can hold and the tokenizer cannot
_BLOCK = 16_384  # code points handed to the tokenizer at once, so that one line of 50 MB stays flat in memory


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


def load_tokenizer(path: Path) -> Tokenizer:
    """The WordPiece tokenizer stored at `path`, with truncation and padding off."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str) -> Tokens:
    """The pieces of `text`; no marks for its beginning or end are added."""
    marks = states(text)
    ids: list[int] = []
    features: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    first: list[bool] = []
    for begin, end in _blocks(text):
        block = _LONE.sub("\ufffd", text[begin:end])
        encoding = tokenizer.encode(block, add_special_tokens=False)
        offsets, words = encoding.offsets, encoding.word_ids
        previous: int | None = -1
        feature = reached = 0
        for i, (piece, (s, e), word) in enumerate(zip(encoding.ids, offsets, words, strict=True)):
            opens = word != previous
            if opens:
                stop = e
                for j in range(i + 1, len(words)):
                    if words[j] != word:
                        break
                    stop = offsets[j][1]
                line = (begin == 0 and reached == 0) or "\n" in block[reached:s]
                feature = _case(block[s:stop]) + CASES * (marks[begin + s] + QUOTES * line)
                previous, reached = word, stop
            ids.append(piece)
            features.append(feature)
            starts.append(begin + s)
            ends.append(begin + e)
            first.append(opens)
    return Tokens(
        np.array(ids, np.int64),
        np.array(features, np.int64),
        np.array(starts, np.int64),
        np.array(ends, np.int64),
        np.array(first, np.bool_),
    )


def _case(word: str) -> int:
    if not word[:1].isupper():
        return 3 if any(c.isupper() for c in word) else 0
    if len(word) == 1:
        return 4
    if word.isupper():
        return 2
    return 1 if word[1:].islower() else 3


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
