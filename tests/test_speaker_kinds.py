"""What quotation marks and modal verbs make of a statement: titles and nicknames, suppositions, empty cues."""

from __future__ import annotations

import pytest

from marked import marked
from quoth.attributions import outlets, subjects, via, when
from quoth.attributions.mentioned import mentioned, names_somebody
from quoth.attributions.modality import hypothetical
from quoth.quotation import quotations
from quoth.types import Part


@pytest.mark.parametrize(
    ("text", "nobody_says_it"),
    [
        ("They met on “Harbour News Sunday,” in town.", True),
        ("She made the film “Tides” there.", True),
        ("The spot, titled “Arrogant,” ran.", True),
        ("Bruno “Anchor” Fenwick came.", True),
        ("They are popularly known as “Quay Rats” there.", True),
        ("They used so-called “dry dock” rules.", True),
        ("He talked about “Collapse: How Harbours Choose to Fail,” a book.", True),
        # said, or not to be told
        ("He called it “wet and cold” there.", False),
        ("He taunted her as “Crazy Ida” there.", False),
        ("The “woke” crowd left.", False),
        ("He asked, “Where Is Ada Quill?” and left.", False),
        ("They chanted “FOUR MORE YEARS” there.", False),
        ("The advertisement “unmistakably and wrongly” says so.", False),
        ("She said “Quill left. Moss Stayed.” there.", False),
    ],
)
def test_words_that_are_mentioned_and_not_said(text: str, nobody_says_it: bool) -> None:
    """Titles of works, nicknames and terms are; epithets, single words and shouts are not."""
    assert mentioned(text, quotations(text)[0]) is nobody_says_it


def test_a_headline_tells_nothing_by_its_capitals() -> None:
    """Where capitals stand around the quotation, or the layout says that it is a headline."""
    text = "Quill Slams “Wet And Cold Harbour” Plan"
    assert not mentioned(text, quotations(text)[0])
    text = "It rained. “Wet And Cold Harbour” was"
    assert not mentioned(text, quotations(text)[0], [Part("headline", 0, len(text))])


@pytest.mark.parametrize(
    ("cue", "expected"), [("called", True), ("has branded", True), ("said", False), ("told", False)]
)
def test_cues_of_calling(cue: str, expected: bool) -> None:
    """Behind them a name in marks is what was said."""
    assert names_somebody(cue) is expected


@pytest.mark.parametrize(
    ("source", "supposed"),
    [
        ("[source Quill] [cue would have said] [content that it rained].", True),
        ("[source Quill] might [cue argue] [content that it rained].", True),
        ("[source Quill] [cue is expected to announce] [content a plan].", True),
        ("[source Quill] [cue will tell] the crowd [content that it rained].", True),
        ("She will stay if [source Quill] [cue says] [content so].", True),
        ("[source Quill] [cue would not have said] [content that it rained].", True),
        # said
        ("[source Quill] [cue said] [content it would rain].", False),
        ("[source Quill] [cue would often say] [content that it rained].", False),
        ("[source I] [cue would argue] [content that it rained].", False),
        ("[source Mayor Ida May] [cue said] [content no].", False),
        ("Moss asked if [source Quill] [cue said] [content so].", False),
        # denied, not supposed
        ("[source Quill] [cue would not say] [content whether it rained].", False),
        ("[source Quill] [cue did not say] [content that it rained].", False),
    ],
)
def test_words_that_were_not_reported_as_said(source: str, supposed: bool) -> None:
    article, [a] = marked(source)
    assert hypothetical(article.text, a.source, a.cue) is supposed


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ida Moss’s [cue claim] [content that it rained] was false.", "Ida Moss’s"),
        ("Although she [cue acknowledged] [content it rained], they left.", "she"),
        ("But Ida Moss [cue never missed a chance to say] [content so].", "Ida Moss"),
        ("Moss [cue was accused of] [content theft].", ""),
        ("It [cue appeared] [content that it rained].", ""),
        ("[content Ida Moss] [cue said] [content to be ill].", ""),
    ],
)
def test_a_name_before_a_cue_without_a_source_is_it(source: str, expected: str) -> None:
    """Not before a passive or "appeared", nor where it is part of what is said."""
    article, [a] = marked(source)
    assert " ".join(s.text for s in subjects.put_right(article, a).source) == expected


@pytest.mark.parametrize("source", ["[content “It rained a lot.”]", "[source Moss] [content “It rained a lot.”]"])
def test_an_empty_cue_is_safe_for_days_outlets_and_subjects(source: str) -> None:
    """The words around it give no day that needs a cue, and nothing raises."""
    article, [a] = marked(f"It blew on Monday, the Velmont Post reported. {source} It blew.", published="2025-03-12")
    assert subjects.put_right(article, a) == a
    assert via.put_right(article, a, []) == a
    assert when.said_on(article, a) is None
    assert when.inherit(article, [a]) == [a]
    assert via.credited(article, a, [a], []) in (None, "Velmont Post")


def test_an_outlet_keeps_its_first_word() -> None:
    assert outlets.is_outlet("The Velmont Post")
    assert outlets.outlet_in("He told the Velmont Post so.", "the Velmont Post", 8, []) == "Velmont Post"
