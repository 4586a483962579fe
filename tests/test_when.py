"""On which day something was said: invented sentences, published on Wednesday 8 May 2024."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from pace import within
from quoth.attributions import when
from quoth.types import Article, Attribution, Part, Span, Speaker

WEDNESDAY = "2024-05-08"


def day(source: str, published: str | None = WEDNESDAY) -> str | None:
    article, attributions = marked(source, published=published)
    return when.said_on(article, attributions[0])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # weekdays beside the cue
        ("[source Moss] [cue said] on Tuesday [content that it rained].", "2024-05-07"),
        ("[source Moss] [cue said] Tuesday [content that it rained].", "2024-05-07"),
        ("[source Moss] [cue said Tuesday] [content that it rained].", "2024-05-07"),
        ("[source Moss] [cue said] on Wednesday [content that it rained].", "2024-05-08"),
        ("[source Moss] [cue said] on Thursday [content that it rained].", "2024-05-02"),
        ("[content “It rained,”] [source Moss] [cue said] late Monday.", "2024-05-06"),
        ("[content “It rained,”] [cue said] [source Moss] on Sunday night.", "2024-05-05"),
        ("[source Moss] on Friday [cue said] [content it rained].", "2024-05-03"),
        ("[source Moss] [cue told] reporters in Bellport on Tuesday [content that it rained].", "2024-05-07"),
        ("[source Moss] [cue acknowledged in a press briefing on Tuesday] [content a meeting].", "2024-05-07"),
        ("[source Moss] [cue tells] Radio Ember’s “Good Rain” on Tuesday [content that it rained].", "2024-05-07"),
        ("[source Moss] [cue called] [content the plan a trick] in a speech on Monday.", "2024-05-06"),
        # words that open the sentence
        ("On Tuesday, [source Moss] [cue said] [content it rained].", "2024-05-07"),
        ("Tuesday, [source Moss] [cue said] [content it rained].", "2024-05-07"),
        ("During a briefing in Bellport on Tuesday, [source Moss] [cue said] [content it rained].", "2024-05-07"),
        ("Meanwhile, during a briefing on Tuesday, [source Moss] [cue addressed] [content the rain].", "2024-05-07"),
        ("But in a statement Monday, [source Moss] [cue said]: [content “It rained.”]", "2024-05-06"),
        ("Speaking to reporters on Tuesday, [source Moss] [cue said] [content it rained].", "2024-05-07"),
        ("When asked on Tuesday, [source Moss] [cue said] [content it rained].", "2024-05-07"),
        ("At Monday’s debate, [source Moss] [cue said] [content it rained].", "2024-05-06"),
        ("At a briefing on Tuesday, [source Moss] [cue says] [content it rained].", "2024-05-07"),
        # a day of what is told, a day to come, a show
        ("[content On Sunday], [source police] [cue say], [content it rained].", None),
        ("In towns voting Tuesday, [source officials] [cue report] [content rain].", None),
        ("On Thursday, [source officials] will meet, and [cue urged] [content haste].", None),
        ("[source Moss] [cue told] Ember’s Today show [content that it rained].", None),
        # yesterday, today
        ("[source Moss] [cue said] yesterday [content that it rained].", "2024-05-07"),
        ("[source Moss] [cue said] today [content that it rained].", "2024-05-08"),
        ("Last night, [source Moss] [cue said] [content it rained].", "2024-05-07"),
        ("[source Moss] [cue said] this morning [content that it rained].", "2024-05-08"),
        # dates
        ("[source Moss] [cue said] on May 7 [content that it rained].", "2024-05-07"),
        ("[source Moss] [cue said] on Nov. 3, 2016 [content that it rained].", "2016-11-03"),
        ("[source Moss] [cue said] on 3 November 2016 [content that it rained].", "2016-11-03"),
        ("On Nov. 3, [source Moss] [cue said] [content it rained].", "2023-11-03"),
        ("[source Moss] [cue said] on Tuesday, April 30, [content that it rained].", "2024-04-30"),
        ("[source Moss] [cue said] on 2024-05-01 [content that it rained].", "2024-05-01"),
        # another event’s day
        ("[source Moss] [cue said] Tuesday [content that the vote on Monday was void].", "2024-05-07"),
        ("[source Moss] [cue said] [content that the vote on Monday was void].", None),
        ("After the vote on Monday, [source Moss] [cue said] [content it rained].", None),
        ("[source Moss, who came on Monday,] [cue said] [content it rained].", None),
        ("[source Moss] [cue said] [content it rained]. On Tuesday it stopped.", None),
        ("It rained on Monday. [source Moss] [cue said] [content it would again].", None),
        ("The Nov. 8 vote is void, [source Moss] [cue said], [content as it rained].", None),
        ("[source Moss] [cue praised] Monday’s vote [content as fair].", None),
        ("[content “It rained,”] [source Moss] [cue wrote], Ember News reported Tuesday.", None),
        ("[content “It rained,”] [source Moss] [cue wrote], Emberfeed revealed on Tuesday.", None),
        ("Quill said Monday that it was dry, but [source Moss] [cue said] [content it rained].", None),
        # no day, or none yet
        ("[source Moss] [cue will speak] on Friday [content about the rain].", None),
        ("[source Moss] [cue said] last Tuesday [content that it rained].", None),
        ("[source Moss] [cue has said] since Monday [content that it rained].", None),
        ("[source Moss] [cue must say] by Friday [content whether it rained].", None),
        ("[source Moss] [cue said] earlier this week [content that it rained].", None),
        ("[source Moss] [cue said] on May 9 [content that it rained].", None),
        ("[source Moss] [cue said] on February 30, 2024 [content that it rained].", None),
        ("[source Moss] [cue said] on Tuesdays [content that it rained].", None),
        ("[source Moss] [cue may say] [content that it rained].", None),
    ],
)
def test_the_day_of_a_sentence(source: str, expected: str | None) -> None:
    assert day(source) == expected


def test_only_a_full_date_needs_no_day_of_publication() -> None:
    assert day("[source Moss] [cue said] on Tuesday [content so].", None) is None
    assert day("[source Moss] [cue said] on May 7 [content so].", None) is None
    assert day("[source Moss] [cue said] on May 7, 2024 [content so].", None) == "2024-05-07"
    assert day("[source Moss] [cue said] on Tuesday [content so].", "2024-05-08T09:30:00Z") == "2024-05-07"
    assert day("[source Moss] [cue said] on Tuesday [content so].", "some day in May") is None


def days(source: str, *, caption: int = 0) -> list[str | None]:
    """The inherited days of a marked article in which Moss says everything, or whoever the source names; its first
    `caption` code points are one.
    """
    article, attributions = marked(source, published=WEDNESDAY)
    article = replace(article, parts=(Part("caption", 0, caption),) if caption else ())
    spoken = []
    for a in attributions:
        who = "Ada Quill" if a.source and "Quill" in a.source[0].text else "Ida Moss"
        spoken.append(replace(a, speaker=Speaker(who, "person"), said_on=when.said_on(article, a)))
    found = when.inherit(article, spoken)
    assert [a.id for a in found] == [a.id for a in attributions]
    return [a.said_on for a in found]


def test_the_day_of_a_briefing_holds_for_what_the_speaker_says_after() -> None:
    """Quill’s words are on no day, Moss’s are all from the briefing, until another day is named."""
    assert days(
        "[source1 Moss] [cue1 said] in a briefing on Tuesday [content1 that it rained]. "
        "[source2 Quill] [cue2 denied] [content2 it].\n\n[content3 “It did,”] [source3 she] [cue3 said].\n\n"
        "[source4 Moss] [cue4 added] on Monday [content4 that it blew]."
    ) == ["2024-05-07", None, "2024-05-07", "2024-05-06"]


def test_a_day_alone_holds_for_its_paragraph() -> None:
    assert days(
        "[source1 Moss] [cue1 said] Tuesday [content1 that it rained]. "
        "[content2 “It did,”] [source2 she] [cue2 said].\n\n"
        "[source3 Moss] [cue3 wants] [content3 more of it]."
    ) == ["2024-05-07", "2024-05-07", None]


def test_a_sentence_of_another_time_inherits_nothing() -> None:
    assert days(
        "[source1 Moss] [cue1 said] in a briefing on Tuesday [content1 that it rained]. "
        "Last year [source2 Moss] [cue2 said] [content2 it would not]. [source3 She] [cue3 had denied] [content3 it]."
    ) == ["2024-05-07", None, None]


def test_what_somebody_says_in_the_present_was_not_said_on_a_past_day() -> None:
    assert days(
        "[source1 Moss] [cue1 said] in a briefing on Tuesday [content1 that it rained]. "
        "In the film [source2 Moss] [cue2 says] [content2 it snowed]. [source3 She] [cue3 added] [content3 it froze]."
    ) == ["2024-05-07", None, "2024-05-07"]


def test_the_day_of_a_picture_is_none_of_speech() -> None:
    caption = "Ida Moss [cue1 speaks of] [content1 the rain] at a rally on Tuesday.\n"
    said = "\n[source2 Moss] [cue2 said] [content2 that it blew]."
    assert days(caption + said) == ["2024-05-07", "2024-05-07"]
    assert days(caption + said, caption=len(marked(caption)[0].text)) == ["2024-05-07", None]


WORDS = [
    "on",
    "Tuesday",
    "May 7",
    "said",
    "“",
    "”",
    ".",
    "\n",
    ",",
    "last",
    "yesterday",
    "2024-99-99",
    "’s",
    "Nov. 31, 2020",
    "who",
]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=30).map(" ".join), st.text(min_size=3, max_size=80)
    ),
    st.data(),
)
def test_never_raises(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, data.draw(st.integers(start + 1, len(text))))

    a = Attribution("a:0", "a", "direct", (span(),), (span(),) if data.draw(st.booleans()) else (), (span(),), 1.0)
    article = Article(
        id="a", path="a", text=text, published=data.draw(st.sampled_from([WEDNESDAY, None, "", "0001-01-01"]))
    )
    found = when.said_on(article, a)
    assert found is None or len(found) == 10
    when.inherit(article, [replace(a, speaker=Speaker("X", "person"), said_on=found), a])


def test_a_long_sentence_is_read_near_the_cue_only() -> None:
    text = "Tuesday " * 60_000
    a = Attribution("a:0", "a", "direct", (), (Span.of(text, 240_000, 240_007),), (Span.of(text, 0, 3),), 1.0)
    with within(3):
        for _ in range(50):
            when.said_on(Article(id="a", path="a", text=text, published=WEDNESDAY), a)
