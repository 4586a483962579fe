"""Whom "the two", "both men", "the two states" count back to, and a lawsuit that two have filed."""

from __future__ import annotations

import pytest

from marked import marked
from quoth.attributions import speaker
from quoth.types import Mention

KINDS = {
    "Ada Quill": "person",
    "Tom Moss": "person",
    "Ilse Varga": "person",
    "Harbour Lines": "organization",
    "Tide Freight": "organization",
    "Ostrovia": "location",
    "Mossland": "location",
    "Bellport": "location",
}


def names(article: str) -> list[tuple[str, str]]:
    """Name and type of each marked statement's speaker."""
    text, attributions = marked(article)
    mentions = [
        Mention(at, at + len(name), kind)
        for name, kind in KINDS.items()
        for at in range(len(text.text))
        if text.text.startswith(name, at)
    ]
    found = speaker.resolve(text, attributions, sorted(mentions, key=lambda m: m.start))
    return [(a.speaker.name, a.speaker.type) for a in found]


@pytest.mark.parametrize(
    ("article", "told"),
    [
        (
            "Ada Quill met Tom Moss on the quay. [source The two] [cue agreed] [content that it must close].",
            ("Ada Quill and Tom Moss", "person"),
        ),
        (
            "Ada Quill called Tom Moss, and [source the two leaders] [cue agreed] [content that it must close].",
            ("Ada Quill and Tom Moss", "person"),
        ),
        (
            "Harbour Lines and Tide Freight hired Ada Quill. [source Both companies] [cue denied] [content any wrong].",
            ("Harbour Lines and Tide Freight", "organization"),
        ),
        (
            "Ostrovia and Mossland sued Bellport. [source The two states] [cue said] [content that it had no right].",
            ("Ostrovia and Mossland", "organization"),
        ),
        (
            "Ostrovia, Mossland Sue Bellport\n\n[source Two river states] [cue said] [content that it has no right].",
            ("Ostrovia and Mossland", "organization"),
        ),
        (
            "It is closed. [source The states of Ostrovia and Mossland] [cue said] [content that it had no right].",
            ("Ostrovia and Mossland", "organization"),
        ),
    ],
)
def test_two_are_counted_back_to(article, told):
    assert names(article) == [told]


@pytest.mark.parametrize(
    "article",
    [
        "Ada Quill, Tom Moss and Ilse Varga met. [source The two] [cue agreed] [content that it must close].",
        "Ada Quill met Tom Moss on the quay. [source Both sides] [cue agreed] [content that it must close].",
        "Ada Quill met Tom Moss on the quay. [source Both officials] [cue agreed] [content that it must close].",
        "Ostrovia, Mossland and Bellport sued. [source The two states] [cue said] [content that it had no right].",
        "[source An aide] [cue said] [content that Ada Quill had met Tom Moss]. [source2 Both] [cue2 feared] "
        "[content2 that they would be sued].",
    ],
)
def test_where_nobody_can_say_which_two_a_group_is_shown_as_it_is_written(article):
    assert names(article)[-1][1] == "group"


@pytest.mark.parametrize(
    "article",
    [
        "Ostrovia and Mossland are angry. The two states filed a lawsuit on Monday. "
        "[source The complaint] [cue says] [content that Bellport has no right].",
        "A lawsuit was filed. [source The suit from Ostrovia and Mossland] [cue says] [content that it is wrong]. "
        "[source2 The suit] [cue2 says] [content2 that Bellport has no right].",
    ],
)
def test_a_lawsuit_speaks_for_the_states_that_filed_it(article):
    assert names(article)[-1] == ("Ostrovia and Mossland", "organization")


def test_a_letter_from_a_place_is_not_by_the_place():
    article = "She had a letter from Bellport. [source The letter] [cue says] [content that the quay is closed]."
    assert names(article)[-1] == ("", "unknown")


def test_which_behind_a_noun_for_outlets_is_the_one_it_names():
    article = "Some, among them Harbour Lines magazine, [source which] [cue put] [content the loss at a million]."
    assert names(article) == [("Harbour Lines", "organization")]


@pytest.mark.parametrize(
    ("article", "told"),
    [
        # who is from a place, however it is written
        (
            "It had Ada Quill of Bellport County, Mar., [source who] [cue said] [content it must go].",
            ("Ada Quill", "person"),
        ),
        ("It had Rep. Ada Quill (H., Minn.), [source who] [cue said] [content it must go].", ("Ada Quill", "person")),
        # a number of them is who is meant, a person before "for whom" is that person,
        (
            "It angered the pilots, [source many of whom] [cue said] [content it must go].",
            ("many of whom", "group"),
        ),
        ("[source A glazier with whom I spoke] [cue said] [content it must go].", ("A glazier", "unnamed")),
        # "that" behind a preposition begins no clause, and a name has no mark of what it owns at its end
        ("[source Writers at that paper] [cue said] [content it must go].", ("Writers at that paper", "group")),
        ("The bank took up [source the pilots’] [cue claims] [content that it must go].", ("the pilots", "group")),
    ],
)
def test_where_a_source_breaks_off_at_whom_and_that(article, told):
    assert names(article) == [told]


def test_they_are_nobody_whom_their_own_words_name():
    text, attributions = marked("[content “Ada Quill and Tom Moss must remove the mast,”] [source they] [cue said].")
    mentions = [Mention(1, 10, "person"), Mention(15, 23, "person")]
    assert speaker.resolve(text, attributions, mentions)[0].speaker is None


def test_they_behind_a_clause_are_all_the_words_of_its_subject():
    text, attributions = marked("When many voters left, [source they] [cue wondered] [content why they had come].")
    assert speaker.resolve(text, attributions, [])[0].speaker.name == "many voters"


def test_a_group_begins_behind_the_verb_of_what_was_done_to_it():
    text, attributions = marked("The vote enraged city pilots, [source who] [cue said] [content that it must go].")
    assert speaker.resolve(text, attributions, [])[0].speaker.name == "city pilots"
