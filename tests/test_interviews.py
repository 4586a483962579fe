"""Interviews: turns under a name alone, answers without a label, and what of an answer goes on with it.

People and places here are invented.
"""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pace import in_proportion
from quoth.attributions import attribute_article
from quoth.attributions.layouts import Told, interviews, nameplates, turns
from quoth.model.network import load
from quoth.types import Article, Mention

PLATES = """The port of Bellport has shut. We spoke to Quill about it.

Tom Moss

What has the rain done?

Ada Quill

I saw it come at night.

We lost two boats.

Tom Moss

And who pays?

Ada Quill

Nobody does, I think.

What we have, we built.

Tom Moss

Thank you.

Ada Quill

You are welcome.

This interview was cut."""

UNLABELLED = """Tom Moss spoke with Ada Quill, who runs the port. An edited version of their conversation follows.

What has the rain done to you?

I lost two boats.

We had no help at all.

And who pays for it?

Nobody does. You know how they are.

Will you build them again?

I think so.

My brother will, at least.

Ada Quill was born in Bellport."""


def shown(told: list[Told]) -> str:
    """What is told, one a line: the source and the paragraphs."""
    return "\n".join(" | ".join((t.source.text, *(s.text for s in t.content))) for t in told)


def named(text: str, *people: str) -> list[Mention]:
    """Every place where one of `people` is named."""
    found = []
    for name in people:
        at = text.find(name)
        while at >= 0:
            found.append(Mention(at, at + len(name), "person"))
            at = text.find(name, at + 1)
    return sorted(found, key=lambda m: m.start)


def test_turns_under_a_name_alone() -> None:
    """All paragraphs up to the next name; behind the last turn those that go on with it."""
    assert shown(nameplates.turns_of(PLATES)) == (
        "Tom Moss | What has the rain done?\n"
        "Ada Quill | I saw it come at night. | We lost two boats.\n"
        "Tom Moss | And who pays?\n"
        "Ada Quill | Nobody does, I think. | What we have, we built.\n"
        "Tom Moss | Thank you.\n"
        "Ada Quill | You are welcome."
    )


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("nobody is named elsewhere", "to Quill about", "to her about"),
        ("one name heads the other", "Tom Moss", "Ada Quill\n\nTom Moss"),
        ("one name only", "Tom Moss", "Ada Quill"),
    ],
)
def test_lines_that_are_headings(what: str, old: str, new: str) -> None:
    assert nameplates.turns_of(PLATES.replace(old, new)) == [], what


def test_headings_of_a_report_are_no_names() -> None:
    """They come back, and nobody says "I" below them."""
    text = "Bellport North voted." + "\n\nBellport North\n\nThe reds won.\n\nBellport South\n\nThe blues won." * 3
    assert nameplates.turns_of(text) == []


def test_a_line_that_comes_once_ends_a_turn() -> None:
    text = PLATES.replace("We lost two boats.", "Ida Vale\n\nWe lost two boats.")
    assert "Ada Quill | I saw it come at night.\n" in shown(nameplates.turns_of(text))
    assert "two boats" not in shown(nameplates.turns_of(text))


def test_answers_without_a_label() -> None:
    """Whoever was spoken with gives them; nobody is told to ask."""
    assert shown(interviews.answers_of(UNLABELLED, named(UNLABELLED, "Tom Moss", "Ada Quill"))) == (
        "Ada Quill | I lost two boats. | We had no help at all.\n"
        "Ada Quill | Nobody does. You know how they are.\n"
        "Ada Quill | I think so. | My brother will, at least."
    )


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("no conversation is announced", "An edited version of their conversation follows.", "It rained."),
        ("two are spoken with", "who runs the port.", "who runs the port, and interviewed Ida Vale."),
        ("two questions", "And who pays for it?", "So it goes."),
    ],
)
def test_what_is_no_interview(what: str, old: str, new: str) -> None:
    text = UNLABELLED.replace(old, new)
    assert interviews.answers_of(text, named(text, "Tom Moss", "Ada Quill", "Ida Vale")) == [], what


def test_an_explainer_asks_and_answers_itself() -> None:
    text = "Tom Moss spoke with Ada Quill for this. This interview was edited." + (
        "\n\nWho pays for the port?\n\nThe council does, as the law asks of it." * 4
    )
    assert interviews.answers_of(text, named(text, "Tom Moss", "Ada Quill")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # questions without a label: the one before an answer is nobody's, what stands before it goes on
        ("Ida Vale and Ada Quill came.\n\nIda Vale: It rained.\n\nI saw it.\n\nWho pays?\n\nAda Quill: We do.\n\n"
         "You see.\n\nHow so?\n\nIda Vale: No.",
         "Ida Vale | It rained. | I saw it.\nAda Quill | We do. | You see.\nIda Vale | No."),
        # nobody asks at all, and somebody speaks on
        ("VALE: It rained.\n\nI saw it.\n\nQUILL: It did.\n\nIt came at night, as we know.\n\nVALE: So.",
         "VALE | It rained. | I saw it.\nQUILL | It did. | It came at night, as we know.\nVALE | So."),
        # the article's own words between two turns
        ("VALE: It rained.\n\nThe port was shut.\n\nQUILL: It did.\n\n“I left,” she said.\n\nVALE: So.",
         "VALE | It rained.\nQUILL | It did.\nVALE | So."),
        # behind the last turn, up to what tells of the interview
        ("Q: Why did it?\n\nA: It rained all night, all over Bellport.\n\nQ: And you?\n\nA: I left.\n\nIt was late.\n\n"
         "We all did.\n\nThis interview was cut.",
         "Q | Why did it?\nA | It rained all night, all over Bellport.\nQ | And you?\n"
         "A | I left. | It was late. | We all did."),
    ],
)  # fmt: skip
def test_the_paragraphs_of_an_answer(text: str, expected: str) -> None:
    assert shown(turns.turns_of(text, turns.labels_of(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # in one paragraph, as of a transcript that was copied without its lines
        ("QUILL: It rained. (Laughter.) VALE: Did it? QUILL: You saw it. MOSS: Stop. VALE: I did! QUILL: So. VALE: No.",
         "QUILL | It rained. (Laughter.)\nVALE | Did it?\nQUILL | You saw it.\nMOSS | Stop.\nVALE | I did!\n"
         "QUILL | So.\nVALE | No."),
        # the names of a chat
        ("ada.q (Ada Quill): It rained.\n\ntom: Did it?\n\nada.q: I saw it.\n\ntom: Well.\n\nada.q: Yes.\n\ntom: No.",
         "ada.q (Ada Quill) | It rained.\ntom | Did it?\nada.q | I saw it.\ntom | Well.\nada.q | Yes.\ntom | No."),
        # names in two brackets
        ("Ada Quill spoke.\n\n((EN)) Did it rain?\n\n((Ada Quill))  It did.\n\n((EN)) So?\n\n((Ada Quill)) It blew.",
         "EN | Did it rain?\nAda Quill | It did.\nEN | So?\nAda Quill | It blew."),
        # the hours of a live page, and what comes once
        ("9:15 p.m. EDT: It rained.\n\n9:20 p.m. EDT: It blew.\n\n9:25 p.m. EDT: It shone.\n\nMoss: So.", ""),
        ("It rained. QUILL: I saw it. VALE: So did I. It blew.", ""),
    ],
)  # fmt: skip
def test_other_labels(text: str, expected: str) -> None:
    assert shown(turns.turns_of(text, turns.labels_of(text))) == expected


def test_what_a_checker_of_facts_says_is_no_speakers() -> None:
    checked = (
        "QUILL: It rained.\n\nTHE FACTS: I saw that it did not.\n\nVALE: It blew.\n\nTHE FACTS: It did.\n\nQUILL: So."
    )
    found = turns.turns_of(checked, turns.labels_of(checked))
    assert shown(found) == "QUILL | It rained.\nVALE | It blew.\nQUILL | So."


def test_whose_they_are() -> None:
    """Each turn whole, with the fullest name, in an article read by the network."""
    for text in (PLATES, UNLABELLED):
        found = attribute_article(Article("a", "a.txt", text, language="en"), load()).attributions
        whole = next(a for a in found if len(a.content) == 2)
        assert whole.speaker is not None
        assert whole.speaker.name == "Ada Quill"
        assert not whole.cue


_LINES = st.sampled_from(
    ["Tom Moss", "Ada Quill", "Quill: Yes.", "Why do you?", "I do.", "It rained.", "", "The interview was edited.",
     "We spoke with Ada Quill.", "“No,” she said.", "(RAIN)", "Ada Quill left."]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES, max_size=30))
def test_what_is_told_stands_in_the_text_in_order(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    people = named(text, "Tom Moss", "Ada Quill")
    for told in (
        nameplates.turns_of(text),
        interviews.answers_of(text, people),
        turns.turns_of(text, turns.labels_of(text)),
    ):
        reached = 0
        for span in (s for t in told for s in t.content):
            assert span.start >= reached
            assert text[span.start : span.end] == span.text.strip()
            reached = span.end


@pytest.mark.parametrize(
    "unit",
    ["Tom Moss\n\nI.\n\n", "Ada Quill\n", "Why you?\n\nI do.\n\n", "A: I do.\n\nYou.\n\n", "a b c d ",
     "QUILL: I. ", "A. ", "ada.q: I.\n", "AB", "I.\n\n\n\n"],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    def reading(size: int) -> None:
        text = "Ada Quill. This interview was edited.\n\n" + (unit * size)[:size]
        nameplates.turns_of(text)
        interviews.answers_of(text, [])
        turns.turns_of(text, turns.labels_of(text))

    in_proportion(partial(reading, 25_000), partial(reading, 100_000), 10, spare=0.1)
