"""The short form: a line a saying, and below it what is worth a look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marked import marked
from quoth.cli import main
from quoth.page import short, text
from quoth.page.arrangement import arrange
from quoth.page.lines import cells
from quoth.page.matters import matters
from quoth.types import (
    Article,
    Beside,
    Departure,
    Link,
    Origins,
    Problem,
    Reading,
    Recorded,
    Root,
    Saying,
    Span,
    Speaker,
    Story,
    Trace,
    Variant,
)

VESTREY = Speaker("Ilona Vestrey", "person")
CADDOCK = Speaker("Per Caddock", "person")
WORDS = {
    "Ledger": """[content1 “Fifteen berths on the north quay will open again on Monday, and not before,”] [cue1 said]
    [source1 Vestrey]. [source2 She] [cue2 refused] [content2 to give a date]. [content3 “The crane did not fail.”]""",
    "Post": """[content1 “Fifteen berths on the north quay will open again on Monday, and not before,”] [cue1 said]
    [source1 she]. [content2 “The crane was not failing.”]""",
    "Daily": """[content1 “Fifty berths on the north quay will open again on Monday, and not before,”] [cue1 said]
    [source1 Vestrey].""",
}


def story() -> Trace:
    """Two sayings that several have, one that the Ledger alone has; a story of one article; a file that was empty."""
    told = {
        outlet: marked(words, id=outlet.lower(), outlet=outlet, speakers={"1": VESTREY, "2": VESTREY, "3": VESTREY})
        for outlet, words in WORDS.items()
    }
    ledger, post, daily = (attributions for _, attributions in told.values())
    first = (ledger[0].id, post[0].id, daily[0].id)
    number = Variant((Reading("Fifteen", first[:2]), Reading("Fifty", first[2:])), ("replacement",), True)
    copied = Origins((Root(first[:2], first[0], None, "copied"), Root(first[2:], first[2], None, "")), 1)
    crane = (ledger[2].id, post[1].id)
    did = Variant((Reading("did", crane[:1]), Reading("was", crane[1:])), ("replacement",), False)
    fail = Variant((Reading("fail", crane[:1]), Reading("failing", crane[1:])), ("replacement",), False)
    sayings = (
        Saying("y1", "e", VESTREY, first, (number,), "differs", origins=copied),
        Saying("y2", "e", None, crane, (did, fail), "differs"),
        Saying("y3", "e", VESTREY, (ledger[1].id,)),
    )
    alone, _ = marked("Nothing was said.", id="van", outlet="Gazette")
    return Trace(
        (*(a for a, _ in told.values()), alone),
        (*ledger, *post, *daily),
        (Story("e", ("ledger", "post", "daily"), ("y1", "y2", "y3")), Story("f", ("van",))),
        sayings,
        (Problem("empty.txt", "expected text, got an empty file"),),
    )


def test_what_only_perhaps_belongs_is_not_counted() -> None:
    """Three papers, of which the Daily only perhaps tells this: two tellings, two outlets, one origin, perhaps two."""
    whole = story()
    first = replace(whole.sayings[0], doubtful=whole.sayings[0].tellings[2:], variants=(), wording="same")
    doubted = replace(whole, sayings=(first, *whole.sayings[1:]))
    assert "  1.2  2/2/1  Ilona Vestrey: “Fifteen berths" in short.render(doubted, width=80, color=False)
    shown = text.render(doubted, width=80, color=False)
    assert "  2 articles, perhaps 3, 1 independent origin, perhaps 2. " in shown


def test_a_line_a_saying_and_what_matters_below_it() -> None:
    assert (
        short.render(story(), width=80, color=False)
        == """\
4 articles, 2 stories, 3 sayings, 2 of them told by more than one article, 1
with no speaker named, 1 problem.
A line a saying. 9/6/4-5: nine tellings, of six outlets, from four or five
independent origins.

STORY 1: ledger
3 articles, date not stated: Ledger, Post, Daily
  1.1  3/3/1-2  Ilona Vestrey: “Fifteen berths on the north quay will open …
       ! “Fifteen” (Ledger and Post) / “Fifty” (Daily): a number differs; the
         meaning may differ.
  1.2  2/2      No speaker named: “The crane did not fail.”
       ! Quoted otherwise: “did” (Ledger) / “was” (Post); and in 1 place more.
  1 told by one article only.

And 1 story of one article.

PROBLEMS
  empty.txt: expected text, got an empty file
"""
    )


def test_a_perhaps_stands_behind_with_how_likely_it_is_and_says_nothing_more() -> None:
    trace = story()
    crane = trace.sayings[1]
    unsure = replace(crane, doubtful=crane.tellings, links=(Link(crane.tellings, 0.347, ()),))  # type: ignore[arg-type]
    shown = short.render(replace(trace, sayings=(trace.sayings[0], unsure, trace.sayings[2])), width=100, color=False)

    assert (
        """\
  Perhaps one statement each, too little in common to be sure:
  1.2  2/2 35%  No speaker named: “The crane did not fail.”
  1 told by one article only.
"""
        in shown
    )
    assert "Quoted otherwise" not in shown


def said(trace: Trace) -> list[str]:
    """What matters of the first saying of the trace."""
    return next(list(matters(s)) for s in arrange(trace).stories[0].shared if s.id == trace.sayings[0].id)


def beside(trace: Trace, record: Recorded) -> Trace:
    return replace(trace, sayings=(replace(trace.sayings[0], variants=(), record=record), *trace.sayings[1:]))


def test_what_contradicts_the_record_is_said_and_what_it_lacks() -> None:
    fifty = Departure(1, 6, "Fifty", 0, 7, "Fifteen", ("replacement",), (("number", ("Fifty",)),))
    filler = Departure(1, 1, "", 8, 10, "uh", ("disfluency",))
    held = (
        Beside("ledger:0", "changed", (filler,)),
        Beside("post:0", "absent"),
        Beside("daily:0", "changed", (fifty, filler)),
    )

    assert said(beside(story(), Recorded("briefing", 0, 60, "Fifteen uh berths", "VESTREY", held))) == [
        "Daily has “Fifty” where the record has “Fifteen”; the meaning may differ (a number).",
        "Not found in the record: Post.",
    ]


def test_what_is_told_beside_the_record_is_not_told_twice() -> None:
    """The record has the Ledger's number: that the papers differ there is the same thing. A second lack is another."""
    number = story().sayings[0].variants[0]
    words = number.readings[0].tellings, number.readings[1].tellings
    before = Variant((Reading("and not before", words[0]), Reading("", words[1])), ("silent_cut",), True)
    cut = Departure(9, 9, "", 20, 34, "and not before", ("silent_cut",), (("scope", ("not",)),))
    fifty = Departure(1, 6, "Fifty", 0, 7, "Fifteen", ("replacement",), (("number", ("Fifty",)),))

    def told(*departures: Departure) -> list[str]:
        held = Recorded("briefing", 0, 60, "Fifteen berths", None, (Beside("daily:0", "changed", departures),))
        first = replace(story().sayings[0], variants=(number, before), record=held)
        return said(replace(story(), sayings=(first, *story().sayings[1:])))

    assert told(fifty, cut) == [
        "Daily has “Fifty” where the record has “Fifteen”; the meaning may differ (a number).",
        "Beside the record, Daily leaves out “and not before”, without a mark; the meaning may differ "
        "(what it is limited to).",
    ]
    assert told(cut)[0].startswith("“Fifteen” (Ledger and Post) / “Fifty” (Daily)")
    assert len(told(cut)) == len(told(fifty)) == 2
    assert len(told(replace(cut, reasons=()))) == 2  # what is no alarm beside the record does not silence one


def test_a_difference_that_hangs_on_a_telling_that_only_perhaps_belongs_stands_with_it() -> None:
    trace = story()
    unsure = replace(trace.sayings[0], doubtful=("daily:0",))
    trace = replace(trace, sayings=(unsure, *trace.sayings[1:]))
    shown = text.render(trace, width=120, color=False)

    assert said(trace) == []
    assert "they differ in 1 place, if all are one statement." in " ".join(shown.split())
    first = shown[shown.index("1.2 ") : shown.index("TOLD BY ONE")]
    assert [line[2] for line in first.splitlines() if line.startswith(("  ! ", "  * ", "  ? "))] == ["?"]
    assert first.index("Perhaps the same statement") < first.index("  Daily   “_Fifty_ ") < first.index("? “Fifteen”")


def test_of_an_outlet_that_was_reworded_as_a_whole_other_words_are_not_told_again() -> None:
    second = arrange(story()).stories[0].shared[1]

    assert list(matters(second)) == ["Quoted otherwise: “did” (Ledger) / “was” (Post); and in 1 place more."]
    assert list(matters(second, ["Post"])) == []
    assert list(matters(second, ["Daily"])) == list(matters(second))


def test_stories_without_a_line_are_counted_for_what_they_are() -> None:
    """Two articles on one event of which none tells what the other does: no story of one article."""
    whole = story()
    more = [Article(f"m{n}", f"m{n}.txt", "Rain.") for n in range(2)]
    added = replace(
        whole, articles=(*whole.articles, *more), stories=(*whole.stories, Story("m", tuple(a.id for a in more)))
    )

    shown = short.render(added, width=120, color=False)

    assert "And 1 story whose articles share no saying and 1 story of one article.\n" in shown


def test_all_who_depart_from_the_record_alike_are_named_together() -> None:
    filler = Departure(1, 1, "", 8, 10, "uh", ("disfluency",))
    other = Departure(1, 1, "", 20, 22, "uh", ("disfluency",))
    held = (Beside("ledger:0", "changed", (filler, other)), Beside("post:0", "changed", (filler,)))
    trace = beside(story(), Recorded("briefing", 0, 60, "Fifteen uh berths or uh more", "VESTREY", held))

    shown = text.render(trace, width=120, color=False)

    assert "  * Ledger and Post leave out “uh”, a filler, a false start or a repetition.\n" in shown
    assert "  * Ledger leaves out “uh”, a filler, a false start or a repetition.\n" in shown


def test_another_speaker_is_said_where_the_article_names_him_and_not_where_it_says_he() -> None:
    """Nor of a telling that only perhaps belongs."""
    trace = beside(story(), Recorded("briefing", 0, 1, "F", None, ()))

    def by(source: str) -> Trace:
        spans = (Span(0, len(source), source),)
        told = (replace(a, speaker=CADDOCK, source=spans) if a.id == "post:0" else a for a in trace.attributions)
        return replace(trace, attributions=tuple(told))

    doubtful = (replace(trace.sayings[0], doubtful=("post:0",)), *trace.sayings[1:])

    assert said(by("Director Caddock")) == ["Read as words of Per Caddock, look whether they are: Post."]
    assert said(replace(by("Director Caddock"), sayings=doubtful)) == []
    assert said(by("he")) == []
    brother = Speaker("Odo Vestrey", "person")
    two = tuple(replace(a, speaker=brother) if a.id == "post:0" else a for a in by("Vestrey").attributions)
    assert said(replace(trace, attributions=two)) == []
    two = tuple(replace(a, speaker=brother) if a.id == "post:0" else a for a in by("Odo Vestrey").attributions)
    assert said(replace(trace, attributions=two)) == ["Read as words of Odo Vestrey, look whether they are: Post."]
    body, of = Speaker("Harbour Senate", "organization"), by("the Harbour Senate").attributions
    parts = tuple(replace(a, speaker=body) if a.id == "post:0" else a for a in of)
    assert said(replace(trace, attributions=parts)) == []  # a body may be part of another
    passed = tuple(replace(a, via="Meridian Press") if a.id == "post:0" else a for a in by("Mr. Caddock").attributions)
    assert said(replace(trace, attributions=passed)) == []  # who passes it on need not be who said it
    together = replace(trace.sayings[0], speaker=Speaker("Ilona Vestrey and Per Caddock", "group"))
    assert said(replace(by("Caddock"), sayings=(together, *trace.sayings[1:]))) == []
    assert "“he” here, which was taken for Per Caddock" in text.render(by("he"), width=120, color=False)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_nothing_acts_on_it(width: int) -> None:
    trace = story()
    hostile = replace(trace.articles[0], title="\x1b[31mred " * 30, outlet="港口" * 60, path="\x07")
    trace = replace(trace, articles=(hostile, *trace.articles[1:]))

    shown = short.render(trace, width=width, color=False)

    assert max(map(cells, shown.splitlines())) <= width
    assert all(c == "\n" or c.isprintable() for c in shown)
    assert "\033[1m" in short.render(trace, width=width, color=True)


def test_a_folder_of_lone_articles_is_counted() -> None:
    trace = story()
    alone = replace(
        trace, articles=trace.articles[3:], attributions=(), stories=trace.stories[1:], sayings=(), problems=()
    )

    assert short.render(alone, width=80, color=False) == "1 article, 1 story, 0 sayings.\n\n1 story of one article.\n"


@pytest.mark.parametrize("other", [["--format", "json"], ["--format", "html"], ["--shared"]])
def test_it_is_a_form_of_the_text_alone(other: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["trace", "nothing.txt", "--no-store", "--short", *other])
    except SystemExit as ended:
        code = ended.code  # type: ignore[assignment]

    assert code == 2
    assert "--short" in capsys.readouterr().err
