"""Words and their pieces, and the library that they are to be the same as."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

import quoth
from pace import in_proportion
from quoth.model.pieces import CLS, SEP, WordPieces

STORED = (Path(quoth.__file__).parent / "model/en_v1/tokenizer.json").read_bytes()
OURS = WordPieces(STORED)
LETTERS = {number: piece for piece, number in OURS._numbers.items()}
THEIRS = Tokenizer.from_buffer(STORED)
THEIRS.no_truncation()
THEIRS.no_padding()
# What news is written in, and what is hard: accents alone and with their letter, signs of no width, other scripts.
HARD = "abcXYZ éÉßİŁﬁ½ŉ\u0301\u0308\u00ad\u200b“”‘’—–-…!?.,;$€#@()\n\t\r\u00a0\u2028\u0085\x00\ufffd"
HARD += "ΣςΩ≠日本カ한글हिन्दी😀"


def shown(text: str) -> str:
    """The words of `text` with their pieces: ``we |dred+##ged|.``"""
    words: list[list[str]] = []
    for number, _start, _end, opens in OURS.pieces(text):
        if opens:
            words.append([])
        words[-1].append(LETTERS[number])
    return " | ".join("+".join(word) for word in words)


def theirs(text: str) -> list[tuple[int, int, int, bool]]:
    found, last = [], None
    seen = THEIRS.encode(text, add_special_tokens=False)
    for number, (start, end), word in zip(seen.ids, seen.offsets, seen.word_ids, strict=True):
        found.append((number, start, end, word != last))
        last = word
    return found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("We dredged the quay.", "we | dr+##edge+##d | the | quay | ."),
        ("“Café,” she said", "“ | cafe | , | ” | she | said"),
        ("half-built", "half | - | built"),
        ("dred\u00adged", "dr+##edge+##d"),
        ("日本", "日 | 本"),
        ("x" * 101, "[UNK]"),
        ("[SEP] [MASK]", "[ | sep | ] | [ | mask | ]"),
        ("\u200b \x00", ""),
    ],
)
def test_a_text_in_pieces(text: str, pieces: str) -> None:
    assert shown(text) == pieces


def test_every_piece_has_its_place() -> None:
    text = "İzmir’s  cre\u0301me"

    assert [(text[start:end], opens) for _, start, end, opens in OURS.pieces(text)] == [
        ("İ", True), ("z", False), ("mir", False), ("’", True), ("s", True), ("cr", True), ("e\u0301me", False),
    ]  # fmt: skip


@settings(max_examples=300)
@given(st.text(st.sampled_from(HARD), max_size=60))
def test_they_are_those_of_the_library(text: str) -> None:
    assert OURS.pieces(text) == theirs(text)


def test_no_article_puts_the_networks_own_marks_in() -> None:
    assert {CLS, SEP} <= {number for number, *_ in theirs("[CLS] so [SEP]")}
    assert {CLS, SEP}.isdisjoint(number for number, *_ in OURS.pieces("[CLS] so [SEP]"))


@pytest.mark.parametrize(("letters", "times"), [("a", 60_000), ("\u2603" * 100 + " ", 600), ("“", 60_000)])
def test_long_words_cost_what_they_are_long(letters: str, times: int) -> None:
    """One word without end, words of a hundred that no piece covers, signs: four times the text and the time."""
    in_proportion(partial(OURS.pieces, letters * times), partial(OURS.pieces, letters * 4 * times), 8)
