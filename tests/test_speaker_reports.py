"""Reports whose issuers the article tells only later, and quotations between doubled apostrophes."""

from __future__ import annotations

import pytest

from marked import marked
from quoth.attributions import speaker
from quoth.quotation import quotations, states
from quoth.types import Mention

LATER = """[source A study by a group of researchers] [cue found] [content that the quay is sinking].

The authors of the report, which include the Ember House and the Harbour Fund, measured it for a year.

[source2 The researchers] [cue2 said] [content2 that it cannot be repaired]. [source3 The report] [cue3 says]
[content3 the pumps are old]."""
OTHERS = """[source The researchers] [cue said] [content that the quay is sinking]. Nobody wrote a report."""


@pytest.mark.parametrize(
    ("article", "names"),
    [
        (LATER, ["Ember House and Harbour Fund"] * 3),
        (OTHERS, ["The researchers"]),
    ],
)
def test_a_report_and_its_authors_speak_for_those_who_issued_it(article, names):
    text, attributions = marked(article)
    bodies = ["Ember House", "Harbour Fund"]
    mentions = [Mention(at, at + len(b), "organization") for b in bodies if (at := text.text.find(b)) >= 0]
    found = speaker.resolve(text, attributions, mentions)
    assert [a.speaker.name for a in found] == names


@pytest.mark.parametrize(
    ("article", "who"),
    [
        # a law is a document: nobody is said to have issued it
        ("[source The Harbour Act] [cue says] [content no].", "unknown "),
        ("It was late. [source The Quay Safety Amendment, which is old,] [cue requires] [content rain].", "unknown "),
        ("It is about the Harbour Act. [source It] [cue says] [content no].", "unknown "),
        # … but whoever is for it is somebody
        ("[source Bellporters for the Harbour Act] [cue said] [content no].",
         "organization Bellporters for the Harbour Act"),
    ],
)  # fmt: skip
def test_a_law_is_nobody(article, who):
    text, attributions = marked(article)
    names = ["Bellporters for the Harbour Act", "Harbour Act", "Quay Safety Amendment"]
    mentions = [Mention(at, at + len(n), "organization") for n in names if (at := text.text.find(n)) >= 0]
    [found] = speaker.resolve(text, attributions, mentions[:1])
    assert f"{found.speaker.type} {found.speaker.name}" == who


def test_doubled_apostrophes_are_marks():
    text = "''We have it,'' Quill said of the workers' boat. Moss called it ''a raft''."
    assert [text[q.start : q.end] for q in quotations(text)] == ["''We have it,''", "''a raft''"]
    assert not any(states(text)), "the network has not learned to read them"


def test_they_still_close_what_two_grave_accents_opened():
    text = "``We have the workers' boat,'' Quill said."
    assert [text[q.start : q.end] for q in quotations(text)] == ["``We have the workers' boat,''"]
