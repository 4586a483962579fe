"""Which outlet an article credits: invented sentences and outlets, and the names of some real agencies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from quoth.attributions import outlets, via
from quoth.types import Article, Attribution, Mention, Span


def credit(source: str, mentions: tuple[str, ...] = ()) -> str | None:
    """The outlet credited for the first attribution of a marked article."""
    article, attributions = marked(source)
    found = [Mention(article.text.find(m), article.text.find(m) + len(m), "organization") for m in mentions]
    return via.credited(article, attributions[0], attributions, found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[source Moss] [cue told] the Bellport Times [content that it rained].", "Bellport Times"),
        ("[content “It rained,”] [source Moss] [cue told] Ember News on Tuesday.", "Ember News"),
        ("[content “It rained,”] [source she] [cue told] Ada Quill of Ember Radio.", "Ember Radio"),
        ("[source Moss] [cue told] Ember TV’s Ada Quill [content that it rained].", "Ember TV"),
        ("[content “It rained,”] [source Moss] [cue said] in an interview with The Daily Ember.", "Daily Ember"),
        ("In an interview on Ember Radio, [source Moss] [cue said] [content it rained].", "Ember Radio"),
        ("[source Moss] [cue said] in a statement to the Bellport Herald [content that it rained].", "Bellport Herald"),
        # where it was heard
        ("[content “It rained,”] [source Moss] [cue said] Sunday on Ember TV’s “Morning Call.”", "Ember TV"),
        ("[source Moss] [cue said] of the flood this week on Ember Radio [content that it rained].", "Ember Radio"),
        ("Speaking on Ember TV, [source Moss] [cue said] [content it rained].", "Ember TV"),
        ("[content “It rained,”] [source Moss] [cue said] on Fennel Hill.", None),
        ("[content “It rained,”] [source Moss] [cue said], and nothing of it was on Ember TV.", None),
        ("[source Moss] [cue denied] [content it], Ember News reported.", "Ember News"),
        ("[source Moss] [cue denied] [content it], according to Reuters.", "Reuters"),
        ("The Bellport Post reported that [source Moss] [cue denied] [content it].", "Bellport Post"),
        ("[source Moss] [cue told] USA Today [content that it rained].", "USA Today"),
        ("[source Moss] [cue told] bellport.com [content that it rained].", "bellport.com"),
        (
            "The Bellport Courier asked. [source Moss] [cue told] the Courier [content that it rained].",
            "Bellport Courier",
        ),
        # an outlet that is another attribution’s source, around this one
        ("[content2 [source Moss] [cue denied] [content it]], [source2 Ember News] [cue2 wrote].", "Ember News"),
        # no outlet
        ("[source Moss] [cue told] reporters [content that it rained].", None),
        ("[source Moss] [cue told] the Senate [content that it rained].", None),
        ("[source Moss] [cue told] a news conference [content that it rained].", None),
        ("[source Moss] [cue told] Ada Quill [content that it rained].", None),
        ("[source Moss] [cue said] [content she told the Bellport Times so].", None),
        ("[source Press Secretary Moss] [cue said] [content it rained].", None),
        ("[source Moss] [cue said] [content it rained]. Quill told the Bellport Times it did not.", None),
        # the outlet is the speaker
        ("[source The Bellport Times] [cue reported] [content that it rained].", None),
        # another’s interview in the same sentence
        ("[source Moss] [cue hopes] [content for rain], but Ember News has learned that it is dry.", None),
    ],
)
def test_the_outlet_of_a_sentence(source: str, expected: str | None) -> None:
    assert credit(source, ("Bellport Courier",) if "Courier asked" in source else ()) == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [("Ember News", None), ("Ember News (Online)", None), ("The Bellport Times", "Ember News"), (None, "Ember News")],
)  # fmt: skip
def test_what_was_told_to_the_articles_own_outlet_is_taken_from_nobody(own: str | None, expected: str | None) -> None:
    article, attributions = marked("[source Moss] [cue told] Ember News [content that it rained].", outlet=own)
    found = attributions[0]

    assert via.credited(article, found, attributions, []) == expected
    assert via.credited(article, replace(found, via="Ember News"), attributions, []) == expected


def outer(source: str, *people: str) -> tuple[Article, Attribution, list[Mention]]:
    article, attributions = marked(source)
    return (
        article,
        attributions[0],
        [Mention(article.text.find(p), article.text.find(p) + len(p), "person") for p in people],
    )


def test_the_speaker_inside_what_an_outlet_reports() -> None:
    """The outlet reports a clause with a speaker of its own: that one says it, the outlet is its via."""
    article, a, mentions = outer(
        "[content On the rain, Moss repeated the offer], [source Ember News] [cue reported].", "Moss"
    )
    inner = via.reported_speech(article, a, mentions)
    assert inner is not None
    assert [s.text for s in (*inner.source, *inner.cue, *inner.content)] == ["Moss", "repeated", "the offer"]
    assert inner.via == "Ember News"


def test_what_an_outlet_says_itself_holds_no_speaker() -> None:
    assert (
        via.reported_speech(*outer("[content that it rained on Moss], [source Ember News] [cue reported].", "Moss"))
        is None
    )
    assert via.reported_speech(*outer("[content Moss denied it], [source Ada Quill] [cue reported].", "Moss")) is None


def test_an_outlet_taken_for_the_subject_of_somebody_elses_verb_is_put_right() -> None:
    article, a, mentions = outer("Moss [cue repeated] [content the offer], [source Ember News] reported.", "Moss")
    right = via.put_right(article, a, mentions)
    assert [s.text for s in right.source] == ["Moss"]
    assert right.via == "Ember News"


@pytest.mark.parametrize(
    "source",
    [
        "[content On the rain, Moss repeated the offer], [source Ember News] [cue reported].",
        "[content On the “rain”] at night. , [content Moss repeated the offer], [source Ember News] [cue reported].",
    ],
)
def test_who_speaks_in_all_that_an_outlet_reports_is_the_source(source: str) -> None:
    article, a, mentions = outer(source, "Moss")
    right = via.put_right(article, a, mentions)
    assert [s.text for s in (*right.source, *right.cue, *right.content)] == ["Moss", "repeated", "the offer"]
    assert (right.via, right.id) == ("Ember News", a.id)


def test_words_around_who_said_them_are_all_of_the_content() -> None:
    article, a, mentions = outer(
        "[content “It rained”,] [content Moss said], [content “all day,”] [cue according to] [source AFP].", "Moss"
    )
    right = via.put_right(article, a, mentions)
    assert [s.text for s in (*right.source, *right.cue, *right.content)] == [
        "Moss",
        "said",
        "“It rained”,",
        "“all day,”",
    ]
    assert right.via == "AFP"


def test_who_was_found_inside_already_is_not_found_again() -> None:
    article, (a, inner) = marked(
        "[content [source2 Moss] [cue2 repeated] [content2 the offer]], [source Ember News] [cue reported]."
    )
    assert via.put_right(article, a, [Mention(0, 4, "person")], [a, inner]) == a


def test_a_right_source_is_left_alone() -> None:
    for source in (
        "[source Moss] [cue repeated] [content the offer], Ember News reported.",
        "[content It rained], [source Ember News] [cue reported], as Moss slept.",
    ):
        article, a, mentions = outer(source, "Moss")
        assert via.put_right(article, a, mentions) == a


@pytest.mark.parametrize(
    "name",
    [
        "Ember News",
        "the Bellport Herald",
        "Reuters",
        "AFP",
        "Agence France-Presse",
        "ember.com",
        "USA Today",
        "Radio Ember",
        "Bellport Star-Telegram",
        "The Times of Ostrovia",
    ],
)
def test_names_shaped_like_outlets(name: str) -> None:
    assert outlets.is_outlet(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Quill",
        "reporters",
        "a news conference",
        "a Ember News",
        "Moss press",
        "Press Secretary Moss",
        "the Senate",
        "",
        "”",
        "Today",
        "Star-Gazer",
        "Five Times of Year",
    ],
)
def test_names_that_are_none(name: str) -> None:
    assert not outlets.is_outlet(name)


WORDS = [
    "told",
    "the",
    "Ember News",
    "Moss",
    "said",
    ",",
    ".",
    "“",
    "”",
    "reported",
    "according to",
    "’s",
    "\n",
    "AFP",
    "interview with",
]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=30).map(" ".join), st.text(min_size=3, max_size=80)
    ),
    st.data(),
)
def test_never_raises_and_names_what_stands_there(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, data.draw(st.integers(start + 1, len(text))))

    article = Article(id="a", path="a", text=text)
    some = [
        Attribution(f"a:{k}", "a", "mixed", (span(),) if data.draw(st.booleans()) else (), (span(),), (span(),), 1.0)
        for k in range(3)
    ]
    mentions = [Mention(s.start, s.end, "person") for s in (span(), span())]
    for a in some:
        found = via.credited(article, a, some, mentions)
        assert found is None or found in " ".join(text.split())
        via.reported_speech(article, a, mentions)
        via.put_right(article, a, mentions)
