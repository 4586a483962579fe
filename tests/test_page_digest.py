"""What stands at the head of a story: what to look at first, and what many articles have from few."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from marked import marked
from quoth.page import html, text
from quoth.page.arrangement import arrange
from quoth.page.digest import Item, contents, digest
from quoth.page.notes import telling_cue
from quoth.types import (
    Article,
    Beside,
    Departure,
    Origins,
    Reading,
    Recorded,
    Root,
    Saying,
    Speaker,
    Story,
    Trace,
    Variant,
)

CADDOCK = Speaker("Per Caddock", "person")
OUTLETS = ("Ledger", "Post", "Daily")
LEDGER = """
[source1 Caddock] [cue1 said]: [content1 “We have not yet found it.”]
[source2 He] [cue2 added]: [content2 “The crane did not fail.”]
[source3 He] [cue3 went on]: [content3 “The ground moved.”]
[source4 He] [cue4 ended]: [content4 “I write letters.”]
[source5 Caddock] [cue5 refused] [content5 to give a date].
"""


def story_of_four() -> Trace:
    """Four sayings, each in the same words in three outlets, but that the Post has lost a “yet”; and a refusal."""
    articles, told = [], []
    speakers = dict.fromkeys("12345", CADDOCK)
    for outlet in OUTLETS:
        words = LEDGER.replace("not yet", "not") if outlet == "Post" else LEDGER
        article, found = marked(words, id=outlet, outlet=outlet, speakers=speakers)
        articles.append(article)
        told.append(found)
    sayings = [Saying(f"y{n}", "e", CADDOCK, tuple(found[n].id for found in told)) for n in range(4)]
    yet = Variant(
        (Reading("yet", (told[0][0].id, told[2][0].id)), Reading("", (told[1][0].id,))), ("silent_cut",), True
    )
    sayings[0] = replace(sayings[0], variants=(yet,), wording="differs")
    wire = Root(sayings[2].tellings, None, "Meridian Press", "they go back to Meridian Press")
    sayings[2] = replace(sayings[2], origins=Origins((wire,), 1))
    lone = [Saying(f"z{n}", "e", CADDOCK, (found[4].id,)) for n, found in enumerate(told)]
    story = Story("e", OUTLETS, tuple(s.id for s in (*sayings, *lone)))
    return Trace(tuple(articles), tuple(a for found in told for a in found), (story,), (*sayings, *lone))


def test_what_may_change_the_meaning_comes_first_and_one_wire_copy_is_told_as_one_side() -> None:
    found = digest(arrange(story_of_four()).stories[0])

    assert found.counts == "7 sayings, 4 of them told by more than one article."
    assert found.grave == (Item("1.1", "Per Caddock", "Post lacks “yet”, without a mark"),)
    assert found.wires == (
        Item("1.4", "Per Caddock", "3 articles, 1 independent origin: Ledger, Post and Daily count as one"),
    )


def test_what_the_record_has_in_another_sense_is_looked_at_first_too() -> None:
    trace = story_of_four()
    moved = trace.sayings[1]
    fail = Departure(1, 5, "fail", 1, 5, "tilt", ("replacement",), (("word", ("fail",)),))
    filler = Departure(0, 0, "", 0, 2, "uh", ("disfluency",))
    record = Recorded("briefing", 0, 9, "uh tilt", None, (Beside(moved.tellings[0], "changed", (fail, filler)),))
    sayings = (trace.sayings[0], replace(moved, record=record), *trace.sayings[2:])

    assert digest(arrange(replace(trace, sayings=sayings)).stories[0]).grave[1:] == (
        Item(
            "1.2",
            "Per Caddock",
            "Ledger has “fail” where the record has “tilt”; the meaning may differ (another thing is said)",
        ),
    )


def test_the_list_of_stories_says_what_only_perhaps_several_tell() -> None:
    trace = story_of_four()
    alone = [Article(f"other{n}", f"other{n}.txt", "Nothing.") for n in range(3)]

    def listed(unsure: int) -> str:
        sayings = [replace(s, doubtful=s.tellings[1:]) if n < unsure else s for n, s in enumerate(trace.sayings)]
        stories = (*trace.stories, *(Story(a.id, (a.id,)) for a in alone))
        whole = replace(trace, articles=(*trace.articles, *alone), sayings=tuple(sayings), stories=stories)
        return contents(arrange(whole).stories)[0]

    assert listed(1) == "1 Ledger: 3 articles, 3 sayings told by several, 1 more perhaps"
    assert listed(4) == "1 Ledger: 3 articles, 4 sayings perhaps told by several"


def test_two_articles_of_one_paper_are_said_to_be_of_one_outlet() -> None:
    """They do not “go back to” the paper that prints them."""
    trace = story_of_four()
    articles = tuple(replace(a, outlet="Meridian Press") for a in trace.articles)
    shown = " ".join(text.render(replace(trace, articles=articles), width=200, color=False).split())

    assert "they are of one outlet." in shown
    assert "go back to" not in shown


def test_a_mark_at_the_end_of_a_cue_is_not_shown() -> None:
    """“‘Regrets loss of life’: a spokesman”: the mark that opens is the headline's."""
    article, found = marked("[cue ‘Regrets] [content loss of a ferry’], says [source Vestrey].", id="a", outlet="a")
    saying = Saying("y", "e", None, (found[0].id,))
    trace = Trace((article,), tuple(found), (Story("e", ("a",), ("y",)),), (saying,))

    assert "(Regrets) loss of a ferry" in text.render(trace, width=100, color=False)


def test_it_stands_at_the_head_of_the_text_and_of_the_page() -> None:
    shown = text.render(story_of_four(), width=100, color=False)
    head = shown[: shown.index("1.1 Per Caddock, day")]

    assert "LOOK FIRST: the meaning may differ\n  ! 1.1 Per Caddock: Post lacks “yet”, without a mark.\n" in head
    assert "FEWER ORIGINS THAN ARTICLES\n  1.4 Per Caddock: 3 articles, 1 independent origin: Ledger, Post" in head
    page = html.render(story_of_four())
    assert '<a href="#s1.1">1.1 Per Caddock</a>: Post lacks “yet”, without a mark.' in page
    assert 'id="s1.1"' in page


def test_on_the_page_it_stands_before_the_list_of_sayings() -> None:
    page = html.render(story_of_four())
    first, sayings = page.index(">Look first"), page.index('aria-label="Sayings of story 1"')
    assert page.index(">Contents<") < first < sayings < page.index("<table")


def test_of_many_grave_differences_the_rest_are_counted() -> None:
    trace = story_of_four()
    first = trace.sayings[0]
    many = tuple(
        Variant((Reading(f"word{n}", first.tellings[:1]), Reading("", first.tellings[1:])), ("silent_cut",), True)
        for n in range(13)
    )

    found = digest(arrange(replace(trace, sayings=(replace(first, variants=many), *trace.sayings[1:]))).stories[0])

    assert (len(found.grave), found.more) == (10, 3)


def test_a_story_that_is_seen_at_a_glance_has_none() -> None:
    trace = story_of_four()
    few = replace(trace, stories=(replace(trace.stories[0], sayings=trace.stories[0].sayings[:3]),))

    assert digest(arrange(few).stories[0]).grave == ()


def test_a_refusal_is_not_shown_as_a_promise() -> None:
    shown = text.render(story_of_four(), width=100, color=False)

    assert re.search(r"\n  Ledger  \(refused\) to give a date \[\d+-\d+, 99%\]\n", shown)


def test_many_stories_are_listed_before_the_first() -> None:
    trace = story_of_four()
    others = [Article(f"other{n}", f"other{n}.txt", "Nothing.", title=f"Event {n}") for n in range(3)]
    several = replace(
        trace,
        articles=(*trace.articles, *others),
        stories=(*trace.stories, *(Story(f"e{n}", (a.id,)) for n, a in enumerate(others))),
    )
    stories = arrange(several).stories

    assert contents(stories) == (
        "1 Ledger: 3 articles, 4 sayings told by several, 1 place where the meaning may differ",
        "and 3 stories of one article each",
    )
    assert contents(stories[:3]) == ()
    assert "\nSTORIES\n  1 Ledger: 3 articles" in text.render(several, width=100, color=False)


def test_what_one_article_tells_can_be_left_out_and_is_counted() -> None:
    trace = story_of_four()
    short = text.render(trace, width=100, color=False, shared=True)

    assert "give a date" not in short
    assert short.endswith("\n3 told by one article only: left out.\n")
    assert "TOLD BY ONE ARTICLE ONLY\n\n  Per Caddock\n" in text.render(trace, width=100, color=False)
    assert "3 told by one article only: left out." in html.render(trace, shared=True)


@pytest.mark.parametrize(
    ("cue", "tells"),
    [("said", False), ("told reporters that", False), ("according to", False), ("", False), ("—", False),
     ("claimed", True), ("said yesterday", True), ("did not reply to", True)],
)  # fmt: skip
def test_which_cues_tell_more_than_that_it_was_said(cue: str, tells: bool) -> None:
    assert telling_cue(cue) is tells


def test_an_article_in_which_nobody_says_anything_is_said_to_be_one() -> None:
    quay = Article("a", "a.txt", "The quay is old.")
    trace = Trace(articles=(quay,), attributions=(), sayings=(), stories=(Story("e", ("a",)),))

    assert text.render(trace, width=100, color=False).endswith("a.txt\nNo statement was found.\n")
    assert ">No statement was found.<" in html.render(trace)
    assert "No statement" not in text.render(story_of_four(), width=100, color=False)
