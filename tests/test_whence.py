"""Of which outlet an article has each statement, by its own words: in the sentence, before it, and carried on."""

from __future__ import annotations

import pytest

from marked import marked
from pace import within
from quoth.lineage.whence import whence
from quoth.types import Speaker

ODA, PER, WIRE = Speaker("Oda Fenn", "person"), Speaker("Per Moss", "person"), Speaker("Meridian Press", "organization")
SPEAKERS = {"": ODA, "2": ODA, "3": ODA, "4": PER, "5": WIRE}


def told(text: str, outlet: str | None = "Post") -> str:
    """One line a statement that is of an outlet: how it begins, whose it is, and by which words."""
    article, attributions = marked(text, outlet=outlet, speakers=SPEAKERS)
    found = whence(article, attributions)
    return "\n".join(
        f"{a.content[0].text.split()[0]} {found[a.id].name} ({found[a.id].where.text})"
        for a in sorted(attributions, key=lambda a: a.start)
        if a.id in found
    )


@pytest.mark.parametrize(
    "before",
    [
        "In an interview with Ember News, [source Oda Fenn] [cue said] [content that it was late].",
        "[source Oda Fenn] [cue told] Ember News [content that it was late].",
        "[content It was late], [source Oda Fenn] [cue said] on Ember News’s Morning Hour.",
    ],
)
def test_who_speaks_to_an_outlet_still_does_in_the_next_sentence(before):
    text = f"{before}\n\n[content2 “We waited a year,”] [source2 she] [cue2 said]."
    first, second = told(text).split("\n")
    assert first.split(" (")[0].endswith("Ember News")
    assert second.startswith("“We Ember News (")


def test_the_outlet_may_be_named_before_anybody_says_anything():
    text = "Fenn broke her silence in an interview with Ember News. [content “It was late,”] [source Fenn] [cue said]."
    assert told(text) == "“It Ember News (interview with Ember News)"
    assert told(text.replace("Fenn broke her", "Moss broke his")) == ""


@pytest.mark.parametrize(
    "next",
    [
        "At a rally [source2 she] [cue2 said] [content2 that the ferry was full].",
        "[source2 Fenn] later [cue2 said] [content2 that the ferry was full].",
        "[source4 Moss] [cue4 said] [content4 that the ferry was full].",
        "[content4 “The ferry is full,”] [source4 Moss] [cue4 said]. [content2 “It is,”] [source2 Fenn] [cue2 said].",
        "The quay was empty. " * 40 + "[source2 Fenn] [cue2 said] [content2 that the ferry was full].",
    ],
)
def test_another_occasion_another_speaker_and_a_long_way_end_it(next):
    text = f"[source Oda Fenn] [cue told] Ember News [content that it was late]. {next}"
    assert told(text) == "that Ember News (told Ember News)"


def test_what_an_outlet_reports_itself_is_of_that_outlet():
    text = "[source5 The Meridian Press] [cue5 writes] [content5 that nobody was asked]."
    assert told(text).startswith("that Meridian Press (")
    assert told(text.replace("writes", "said")) == "", "an outlet may speak for itself"


def test_the_article_has_nothing_from_its_own_outlet():
    text = "[source Fenn] [cue told] Ember News [content it was late]. [content2 “So late,”] [source2 she] [cue2 said]."
    assert told(text, "Ember News") == ""


def test_of_two_speakers_in_a_sentence_the_one_whose_verb_it_is_spoke_to_the_outlet():
    first = "[source Fenn] [cue told] Ember News [content it was late]"
    assert told(f"{first} while [source4 Moss] [cue4 said] [content4 so it was].") == "it Ember News (told Ember News)"


def test_long_articles_take_no_longer_than_their_length():
    article, attributions = marked("[source Fenn] [cue told] Ember News [content it was late]. ", speakers=SPEAKERS)
    many = [attributions[0]] * 2_000
    with within(4):
        whence(article, many)
        whence(type(article)("a", "a.txt", "She told Ember News. " * 5_000), ())
