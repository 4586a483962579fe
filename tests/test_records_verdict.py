"""How likely it is that a passage is the quotation's own: the ends of the scale, where nothing is fitted."""

from __future__ import annotations

import pytest

from quoth.records.index import Index
from quoth.records.locate import located
from quoth.records.record import composed
from quoth.records.verdict import likelihood
from quoth.sayings.words import words

TALK = (
    "We dredged the northern basin before the herring came back. It will be as it was, and we will do it as well as we "
    "can. Nobody in this room has asked the pilots what they think of the new lights on the breakwater."
)
OTHERS = (
    "The harvest of barley on the terraces above Brackwater failed twice, so the mayor bought seed, hired "
    "pickers, rented lorries, borrowed a threshing machine from the monastery and sold the straw to a circus.",
    "A glazier from Skarvik measured nineteen windows of the customs shed and found eleven cracked, four missing, one "
    "painted over with the portrait of a bishop who had blessed the slipway.",
    "Trams ran late all autumn because leaves clogged the points near the brewery, so commuters walked along the canal "
    "carrying umbrellas, thermos flasks and newspapers folded into hats.",
    "Nobody remembers who planted the quince by the signal box, yet each October schoolgirls steal its fruit and boil "
    "jelly in a cauldron behind the gymnasium while the caretaker pretends to sleep.",
)
ONE = (
    "Dredgers cleared forty metres of the northern basin before herring returned, engineers measured sediment beside "
    "every bollard, and pilots repainted the lanterns vermilion."
)


def likely(quotation: str) -> float:
    index = Index.of(composed("talk", "talk.txt", [("VARGA", TALK)]))
    found = located(index, words(quotation, 0))
    return 0.0 if found is None else likelihood(found)


@pytest.mark.parametrize("quotation", ["We dredged the northern basin", "it will be as it was", "as well as we can"])
def test_word_for_word_is_certain_however_common_the_words(quotation: str) -> None:
    assert likely(quotation) == 1.0


def test_one_word_less_is_less_than_certain() -> None:
    assert 0.5 < likely("We dredged the basin before the herring came back") < 1.0


@pytest.mark.parametrize("quotation", ["They will do it as well as we can", "You will do it as well as we can"])
def test_small_words_that_begin_otherwise_are_a_set_phrase(quotation: str) -> None:
    assert likely(quotation) < 0.5 < likely("We will do it as well as they can")


def test_one_sentence_of_a_long_quotation_is_not_its_passage() -> None:
    """Word for word and rare as it is: less than a quarter of what was quoted counts for nothing."""
    index = Index.of(composed("talk", "talk.txt", [("VARGA", ONE)]))
    found = located(index, words(" ".join((OTHERS[0], ONE, *OTHERS[1:])), 0))

    assert found is not None, "it is found, and it is not for want of looking that it does not count"
    assert likelihood(found) == 0.0
