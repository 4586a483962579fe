"""Where the terminal says that words stand, how sure it is of them, and what is less sure, asked or named elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from quoth.page import short, text
from quoth.page.acted import acted
from quoth.page.arrangement import arrange
from quoth.page.asked import asked
from quoth.page.fullest import fullest
from quoth.types import (
    Article,
    Attribution,
    Beside,
    Portion,
    Recorded,
    Saying,
    Span,
    Speaker,
    Story,
    Trace,
    Voice,
)

VESTREY = Speaker("Ilona Vestrey", "person")
CADDOCK = Speaker("Per Caddock", "person")
PLACE = re.compile(r"\[(\d+-\d+(?: \d+-\d+)*), \d+%")


def trace_of(*sources: tuple[str, str], speaker: Speaker | None = VESTREY) -> Trace:
    """One saying of `speaker`, told by each outlet in its words."""
    told = [marked(source, id=outlet.lower(), outlet=outlet, speakers={"": VESTREY}) for outlet, source in sources]
    found = tuple(a for _, attributions in told for a in attributions)
    saying = Saying("y", "e", speaker, tuple(a.id for a in found))
    return Trace(tuple(a for a, _ in told), found, (Story("e", tuple(a.id for a, _ in told), ("y",)),), (saying,))


def shown(trace: Trace) -> str:
    return text.render(trace, width=120, color=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="ab “”,\n", min_size=1, max_size=12), min_size=2, max_size=7))
def test_a_place_that_is_shown_opens_the_words_that_are_shown(pieces: list[str]) -> None:
    """Every second piece is content: what the places lead to, and nothing else, stands in the row."""
    whole = "|".join(pieces) + "."
    spans, at = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append(Span.of(whole, at, at + len(piece)))
        at += len(piece) + 1
    telling = Attribution("a:0", "a", "indirect", (), (), tuple(spans), 0.5, VESTREY)
    trace = Trace(
        (Article("a", "a.txt", whole),),
        (telling,),
        (Story("e", ("a",), ("y",)),),
        (Saying("y", "e", VESTREY, ("a:0",)),),
    )

    row = shown(trace).split("\n  -  ", 1)[1]
    found = PLACE.search(row)

    assert found is not None
    places = [tuple(map(int, place.split("-"))) for place in found[1].split(" ")]
    opened = " … ".join(whole[start:end] for start, end in places)
    assert row[: found.start()].split() == opened.split()


def test_of_a_telling_of_which_a_part_belongs_the_place_is_that_of_the_part() -> None:
    trace = trace_of(("Ledger", "[content “The crane did not fail. The ground moved.”] [source she] [cue said]."))
    (telling,) = trace.attributions
    part = Portion(telling.id, (Span.of(trace.articles[0].text, 24, 44),), "direct")
    trace = replace(trace, sayings=(replace(trace.sayings[0], parts=(part,)),))

    assert "-  The ground moved.” [24-44, 99%; part of a longer statement]\n" in shown(trace)


def test_which_file_an_article_is_stands_above_its_tellings() -> None:
    trace = trace_of(("Ledger", "[content “No.”] [source she] [cue said]."), ("Post", "[content “No.”] [cue said]."))
    row = replace(trace.articles[0], id="ledger", path="export.jsonl")
    trace = replace(trace, articles=(row, replace(trace.articles[1], path="https://post.example/quay")))

    assert "  Ledger  export.jsonl\n  Post    https://post.example/quay\n" in shown(trace)
    assert text.place(Article("export#7", "export.jsonl", "")) == "export.jsonl#7"


@pytest.mark.parametrize(
    ("theirs", "note"),
    [
        ('"Or you may wait, and pay."', "the same words: Post [0-27, 99%]"),
        ("“Or, you may wait and pay”", "the same words but for commas, other marks or capitals: Post [0-26, 99%]"),
        ("“Or you May wait, and pay,”", "the same words but for commas, other marks or capitals: Post [0-27, 99%]"),
        ("“Or you may wait [and] pay”",
         "the same words in another form: Post [0-27, 99%]: “Or you may wait [and] pay”"),
    ],
)  # fmt: skip
def test_words_that_are_the_same_but_for_typography_are_said_to_be(theirs: str, note: str) -> None:
    """The quotation marks' shape and the comma before the closing one are of the sentence round them: not told."""
    ours = "[content “Or you may wait, and pay,”] [source Vestrey] [cue said]."

    assert f"          {note}\n" in shown(trace_of(("Ledger", ours), ("Post", f"[content {theirs}] [cue said]"))), note


def test_the_marks_where_she_said_stands_between_are_no_difference() -> None:
    ours = "[content “Or you may wait, and pay,”] [source Vestrey] [cue said]."
    theirs = '[content "Or you may wait,"] [cue said] [source she], [content "and pay."]'
    more = '[content "Or you, may wait,"] [cue said] [source she], [content "and pay."]'

    assert "the same words: Post [0-18 29-39, 99%]\n" in shown(trace_of(("Ledger", ours), ("Post", theirs)))
    assert "the same words but for commas" in shown(trace_of(("Ledger", ours), ("Post", more)))


def test_what_is_said_of_all_who_have_the_same_words_is_said_once() -> None:
    trace = trace_of(*((outlet, "[content “No pay is lost.”] [cue said].") for outlet in ("Ledger", "Post", "Daily")))
    nested = tuple(replace(a, inside="x") for a in trace.attributions)
    one = (*nested[:2], trace.attributions[2])

    assert "the same words, inside another statement: Post [0-17, 99%] and Daily [0-17, 99%]\n" in shown(
        replace(trace, attributions=nested)
    )
    assert "the same words: Post [0-17, 99%; inside another statement] and Daily [0-17, 99%]\n" in shown(
        replace(trace, attributions=one)
    )


def test_what_is_less_likely_read_right_stands_apart_but_not_what_the_record_has() -> None:
    trace = trace_of(
        ("Ledger", "[source She] [cue said] [content nobody would lose pay]. [cue2 Waving], [content2 he]")
    )
    sure, unsure = trace.attributions
    sure, unsure = replace(sure, score=0.874), replace(unsure, score=0.41, speaker=VESTREY)
    sayings = (Saying("y", "e", VESTREY, (sure.id,)), Saying("z", "e", VESTREY, (unsure.id,)))
    trace = replace(
        trace,
        attributions=(sure, unsure),
        sayings=sayings,
        stories=(replace(trace.stories[0], sayings=("y", "z")),),
    )
    whole = shown(trace)
    likely, unlikely = whole.split("LESS SURE: below 60%")

    assert "nobody would lose pay [9-30, 87%]" in likely
    assert "(Waving) he [40-42, 41%]" in unlikely
    heard = Recorded("briefing", 0, 2, "he", None, (Beside(unsure.id, "verbatim"),))
    assert "LESS SURE" not in shown(replace(trace, sayings=(sayings[0], replace(sayings[1], record=heard))))


@pytest.mark.parametrize(
    ("cue", "content", "question"),
    [
        ("Asked", "why the quay was open", True),
        ("Asked about", "the cost", True),
        ("was asked", "about the cost", True),
        ("asked", "the minister if she would pay", True),
        ("wondered aloud", "whether “anybody” would pay", True),
        ("pressed", "how long it would take", True),
        ("pressed on with the quay, on", "which nobody disagrees", False),
        ("asked", "the minister to say why it was open", False),
        ("asked", "that the letters be published", False),
        ("asked for", "the letters", False),
        ("never asked about", "the cost", False),
        ("asked", "“Who will pay?”", False),
        ("questioned", "the cost", False),
        ("said", "how long it would take", False),
    ],
)
def test_what_is_asked(cue: str, content: str, question: bool) -> None:
    assert asked(cue, content) is question


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("vetoed", True),
        ("has also voted against", True),
        ("was subpoenaed", True),
        ("is set to vote", True),
        ("have flatly overridden", True),
        ("reply to veto", False),
        ("vowed to veto", False),
        ("signed a pledge", False),
        ("fired back", False),
        ("pleaded guilty", False),
        ("said", False),
        ("", False),
    ],
)
def test_what_was_done(cue: str, act: bool) -> None:
    """Nothing in the cue may be a word of saying."""
    assert acted(cue) is act


def test_an_act_is_told_as_one_beside_its_place() -> None:
    trace = trace_of(("Ledger", "[source The council] [cue has voted against] [content the harbour dues]."))
    assert "(has voted against) the harbour dues [30-46, 99%; what was done, not said]" in " ".join(
        shown(trace).split()
    )


def test_a_question_is_not_shown_as_a_statement() -> None:
    trace = trace_of(("Ledger", "[cue Asked] [content whether a “strike” would come], she laughed."), speaker=None)

    assert "-  (Asked) whether a “strike” would come [6-35, 99%; a question, not a statement]\n" in shown(trace)
    assert "     it is not said who asked\n" in shown(trace)


def test_a_denial_that_the_words_of_the_article_show_is_not_said_twice() -> None:
    trace = trace_of(("Ledger", "[source She] [cue did not reply to] [content a request]."))
    denied = replace(trace, attributions=tuple(replace(a, negated=True) for a in trace.attributions))
    plain = replace(denied, attributions=tuple(replace(a, cue=()) for a in denied.attributions))

    assert "(did not reply to) a request [21-30, 99%]\n" in shown(denied)
    assert "the article says" not in shown(denied)
    assert "     the article says that this was not said\n" in shown(plain)


@pytest.mark.parametrize(
    ("voice", "note"),
    [
        (("known from others", "no source was found; Ilona Vestrey is named in ledger"),
         "no source was found; the name is from Ledger"),
        (("known from others", "“the office” here; Ilona Vestrey is named in post"),
         "“the office” here; the name is from another place of this article"),
        (("speaks for", "Port Office here; Ilona Vestrey is named in ledger"),
         "another voice for the same: Port Office here; the name is from Ledger"),
    ],
)  # fmt: skip
def test_a_name_that_another_article_supplies_is_said_to_be_from_there(voice: tuple[str, str], note: str) -> None:
    trace = trace_of(("Ledger", "[content “No.”] [source Vestrey] [cue said]."), ("Post", "[content no pay lost]."))
    told = Voice("post:0", *voice)  # type: ignore[arg-type]

    saying = replace(trace.sayings[0], voices=(told,))
    assert f"          {note}\n" in shown(replace(trace, sayings=(saying,)))
    doubted = shown(replace(trace, sayings=(replace(saying, doubtful=saying.tellings),)))
    assert "the name is from" not in doubted and "Vestrey is named" not in doubted
    assert f"          {voice[1].partition(';')[0]}\n" in doubted


def test_a_name_that_one_article_alone_was_read_for_is_in_doubt() -> None:
    """Not where an article, or the record, has it beside the words, nor where two that say “she” were read alike."""
    words = "[content “Not yet,”] [source {}] [cue said]."
    nobody = trace_of(("Ledger", words.format("she")), ("Post", words.format("the paper")))
    first, second = nobody.attributions
    post = replace(second, speaker=None)
    doubt = "  The name is in doubt: no article has it beside these words, and one alone was read so, from “she”.\n"

    def of(*told: Attribution) -> Trace:
        return replace(nobody, attributions=told)

    assert doubt in shown(of(first, post))
    assert "Ilona Vestrey?: “Not yet,”" in short.render(of(first, post), width=120, color=False)
    assert "in doubt" not in shown(of(first, second))
    heard = replace(nobody.sayings[0], record=Recorded("briefing", 0, 1, "N", "MS VESTREY", ()))
    assert "in doubt" not in shown(replace(of(first, post), sayings=(heard,)))
    other = replace(nobody.sayings[0], record=Recorded("briefing", 0, 1, "N", "THE CHAIR OF QUILL", ()))
    assert "  ! The record has THE CHAIR OF QUILL say it.\n" in shown(replace(of(first, post), sayings=(other,)))
    named = trace_of(("Ledger", words.format("Vestrey")), ("Post", words.format("she")))
    assert "in doubt" not in shown(replace(named, attributions=(named.attributions[0], post)))
    assert "Vestrey?" not in short.render(of(first, second), width=120, color=False)


def test_the_record_may_name_who_speaks_or_somebody_else() -> None:
    """That it calls Vestrey otherwise says nothing, as long as it has nobody of her name speak."""
    trace = trace_of(
        ("Ledger", "[content “No pay is lost.”] [cue said]. [content2 “Not yet.”] [source2 Vestrey] [cue2 said].")
    )
    first, second = trace.attributions
    trace = replace(trace, stories=(replace(trace.stories[0], sayings=("y", "z")),))

    def beside(speaker: Speaker | None, record: str, other: str) -> str:
        says = (
            Saying("y", "e", speaker, (first.id,), record=Recorded("briefing", 0, 1, "a", record, ())),
            Saying("z", "e", VESTREY, (second.id,), record=Recorded("briefing", 2, 3, "b", other, ())),
        )
        return shown(replace(trace, sayings=says))

    assert "  The record alone names who says it: CADDOCK.\n" in beside(None, "CADDOCK", "MS VESTREY")
    assert "  ! The record has CADDOCK say it.\n" in beside(VESTREY, "CADDOCK", "MS VESTREY")
    assert "CADDOCK say" not in beside(VESTREY, "MR CADDOCK", "THE MINISTER")
    assert "say it" not in beside(VESTREY, "VESTREY", "MS VESTREY")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The harbour belongs to Ilona Vestrey. Then Vestrey left.", {"Vestrey": "Ilona Vestrey"}),
        ("It was led by Minister Vestrey and Ilona B. Vestrey. But Vestrey left.", {"Vestrey": "Ilona Vestrey"}),
        ("Her brother, Odo Vestrey, is minister.", {}),  # either may be the Vestrey who speaks
        ("She stood by Minister Odo J. Vestrey.", {}),
    ],
)
def test_a_surname_that_somebody_else_bears_is_not_taken_for_one_s(text: str, names: dict[str, str]) -> None:
    found = fullest({Speaker("Vestrey", "person"), Speaker("Ilona Vestrey", "person")}, [text])
    assert found == {"Ilona Vestrey": "Ilona Vestrey", **names}


def test_the_articles_are_read_once_however_many_speak() -> None:
    class Counted(list[str]):
        reads = 0

        def __iter__(self):
            self.reads += 1
            return super().__iter__()

    surnames = ("Quill", "Quarne", "Quist", "Quoss")
    texts = Counted([f"It was Ada {name} who left." for name in surnames] + ["It was Odo Quist."])
    people = {Speaker(f"{first}{name}", "person") for name in surnames for first in ("", "Ada ")}

    found = fullest(people, texts)

    assert found["Quill"] == "Ada Quill"
    assert "Quist" not in found  # or Odo's
    assert texts.reads == 1


@pytest.mark.parametrize(
    ("names", "headings"),
    [
        (("Vestrey", "Ilona Vestrey", "Ilona B. Vestrey"), {"Ilona B. Vestrey"}),  # one person
        (("Vestrey", "Ilona Vestrey", "Odo Vestrey"), {"Vestrey", "Ilona Vestrey", "Odo Vestrey"}),  # whose?
        (("Odo Vestrey", "Odo Vestrey Jr.", "Vestrey"), {"Odo Vestrey", "Odo Vestrey Jr."}),  # a son is not his father
        (("Vestrey", "Ilona Vestrey", "Per Horn and Ilona Vestrey"), {"Ilona Vestrey", "Per Horn and Ilona Vestrey"}),
    ],
)  # fmt: skip
def test_what_one_article_tells_stands_under_the_fullest_name_of_who_said_it(
    names: tuple[str, ...], headings: set[str]
) -> None:
    told = [marked(f"[content It rained in the {n} harbour].", id=f"a{n}") for n in range(3)]
    found = [a for _, (a,) in told]
    sayings = [Saying(f"y{n}", "e", Speaker(name, "person"), (found[n].id,)) for n, name in enumerate(names)]
    story = Story("e", tuple(a.id for a, _ in told), tuple(s.id for s in sayings))

    view = arrange(Trace(tuple(a for a, _ in told), tuple(found), (story,), tuple(sayings)))

    assert {speaker.name for speaker in view.stories[0].lone} == headings
    assert all(saying.speaker == speaker.name for speaker in view.stories[0].lone for saying in speaker.sayings)
    assert sum(len(speaker.sayings) for speaker in view.stories[0].lone) == len(names)
