"""Words as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.words import rarity, stem, stems, words


@pytest.mark.parametrize(
    "alike",
    [
        ["Varga", "VARGA", "Varga's", "Varga’s"],
        ["protect", "protects", "protected", "protecting"],
        ["party", "parties"],
        ["stop", "stopped", "stopping"],
        ["make", "making"],
        ["1,250", "1250", "1250.0"],
        ["not", "don't", "WON’T"],
    ],
)
def test_inflections_are_one_word(alike: list[str]):
    assert len({stem(w) for w in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("3.5", "35"), ("1250", "1251"), ("crisis", "cris"), ("bus", "bu"), ("red", "r")]
)
def test_other_words_stay_other(one: str, other: str):
    assert stem(one) != stem(other)


def test_common_words_tell_nothing_and_unseen_ones_most():
    assert rarity("the") < 0.1 < rarity("president") < rarity("cannery") <= rarity("zzyzx")


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str):
    found = list(words(text))
    assert [w.stem for w in found] == stems(text)
    for word in found:
        assert word.stem == stem(text[word.start : word.end])
        assert word.capital == text[word.start].isupper()
