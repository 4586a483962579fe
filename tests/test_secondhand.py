"""What one reports that another said, without marks: both speakers are kept."""

from __future__ import annotations

import pytest

from marked import marked
from quoth.attributions.relate import outermost
from quoth.attributions.secondhand import reported_in
from quoth.quotation import quotations


def reports(article: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of what is found inside the marked statements."""
    text, attributions = marked(article)
    ids = {a.id for a in attributions}
    found = reported_in(text, attributions, outermost(quotations(text.text)))
    new = [a for a in found if a.id not in ids]
    assert all(a.inside in ids for a in new)
    assert all(text.text[s.start : s.end] == s.text for a in new for s in (*a.source, *a.cue, *a.content))
    return [(a.source[0].text, a.cue[0].text, a.content[0].text) for a in new]


@pytest.mark.parametrize(
    ("article", "told"),
    [
        (
            "[source Ada Quill] [cue said] [content Moss told her that the quay would close for good].",
            ("Moss", "told", "the quay would close for good"),
        ),
        (
            "[source An aide] [cue said] [content that Tom Moss believes the quay is lost already].",
            ("Tom Moss", "believes", "the quay is lost already"),
        ),
        (
            "[source Her office] [cue said] [content Mr. Moss said Friday he would not sign it].",
            ("Mr. Moss", "said", "he would not sign it"),
        ),
        (
            "[content “The harbour is free,”] [source her spokesman] [cue said]. "
            "[content “Senator Quill respects that but thinks that the mast should stand elsewhere.”]",
            ("Senator Quill", "thinks", "the mast should stand elsewhere"),
        ),
        (
            "[content “Senator Quill thinks that the mast should go,”] [source an aide to Mr. Quill] [cue said].",
            ("Senator Quill", "thinks", "the mast should go"),
        ),
    ],
)
def test_a_report_of_anothers_words_keeps_both_speakers(article, told):
    assert reports(article) == [told]


@pytest.mark.parametrize(
    "article",
    [
        "[source Ada Quill] [cue said] [content she thinks that the quay is lost already].",
        "[source Ada Quill] [cue said] [content nobody told her that the quay was lost already].",
        "[source Ada Quill] [cue said] [content Moss said that could be the end of the quay].",
        "[source Ada Quill] [cue said] [content Moss said nothing of the quay or the mast].",
        "[source Ada Quill] [cue said] [content Quill thinks that the quay is lost already].",
        "[source Ada Quill] [cue said] [content the quay that Moss said was lost is still there].",
        "[source Ada Quill] [cue said] [content Moss said he is ill].",
        "[source Ada Quill] [cue said] [content Yesterday Moss said that the quay was lost already].",
    ],
)
def test_what_reports_nobody_elses_clause_stays_as_it_is(article):
    assert reports(article) == []


def test_what_the_network_gave_to_somebody_stays_theirs():
    inner = "[source2 Moss] [cue2 told] her [content2 that the quay would close for good]"
    assert reports(f"[source Ada Quill] [cue said] [content {inner}].") == []
