"""Quotations beside the record: found, word for word or not, what differs and of what kind. All of it is invented."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import SMALL
from marked import marked
from pace import in_proportion
from quoth import cli
from quoth.page import checked as page
from quoth.page.fidelity import render
from quoth.page.record import record_view
from quoth.records import Checked, Finding, Index, check_article, composed
from quoth.records.names import another, name_words, stranger
from quoth.records.quotations import quoted_spans
from quoth.records.reading import turns
from quoth.records.report import FEW, fidelity, wilson
from quoth.records.witness import witnessed
from quoth.sayings.words.quoted import quoted
from quoth.types import (
    Article,
    Attributed,
    Beside,
    Departure,
    Portion,
    Recorded,
    Saying,
    Span,
    Speaker,
    SpeakerType,
    Story,
    Trace,
)

RECORD = """
HALE: Good morning. The dyke is safe, as far as we have been able to inspect it, and nobody will have to leave. We have
not yet found a breach in the north. We, um, we will open two gates on Friday, and then, you know, we will see.
OSKELL: And the farms? Who will pay for the farms that were flooded in the night of the storm?
HALE: The state will pay for the seed. I said it in March —
OSKELL: Excuse me.
HALE: — and I say it today. There are fifteen farms behind the dyke. I have seen all of them. Some will not sow this
year. I can live with being called slow. What I cannot live with is a second flood, and that is why the gates stay shut
at night. We looked at the old plans. They were wrong. Nobody had checked them since my grandfather drew them, and I am
sorry for it.
OSKELL: When do the schools open?
HALE: On Monday the schools will open again, all four of them.
"""


def index_of(text: str = RECORD, name: str = "briefing") -> Index:
    return Index.of(composed(name, f"{name}.txt", turns(text)))


BRIEFING = index_of()


def finding(quotation: str, *records: Index) -> Finding:
    article = Article("a", "a.txt", f"He told us: “{quotation}”")
    found = check_article(Attributed(article), records or (BRIEFING,)).quotations
    assert len(found) == 1
    return found[0]


def shown(found: Finding) -> str:
    """A finding as lines: verdict and passage, then quotation <- record and the kinds, ! where the meaning differs."""
    if not found.heard:
        return "absent"
    lines = [f"{found.verdict}: {found.heard[0].text}"]
    for d in found.heard[0].departures:
        lines.append(f"{'!' if d.meaning else ' '} [{d.text}] <- [{d.record_text}] {' '.join(d.changes)}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("The dyke is safe, as far as we have been able to inspect it,", "verbatim: {same}"),
        ("nobody will have to leave.", "verbatim: {same}"),
        (
            "The Dyke is safe – as far as we have been able to inspect it",
            "verbatim: The dyke is safe, as far as we have been able to inspect it",
        ),
        (
            "The dyke is safe, and nobody will have to leave.",
            "changed: The dyke is safe, as far as we have been able to inspect it, and nobody will have to leave\n"
            "! [] <- [as far as we have been able to inspect it] silent_cut",
        ),
        (
            "The dyke is safe … and nobody will have to leave.",
            "changed: The dyke is safe, as far as we have been able to inspect it, and nobody will have to leave\n"
            "! [] <- [as far as we have been able to inspect it] marked_cut",
        ),
        (
            "We have not found a breach in the north.",
            "changed: We have not yet found a breach in the north\n! [] <- [yet] silent_cut",
        ),
        (
            "we will open two gates on Friday, and then we will see",
            "changed: we will open two gates on Friday, and then, you know, we will see\n  [] <- [you know] disfluency",
        ),
        (
            "There are fifty farms behind the dyke.",
            "changed: There are fifteen farms behind the dyke\n! [fifty] <- [fifteen] replacement",
        ),
        (
            "There are 15 farms behind the dyke.",
            "changed: There are fifteen farms behind the dyke\n  [15] <- [fifteen] spelling",
        ),
        (
            "[Mr Hale and I] have seen all of them.",
            "changed: have seen all of them\n  [[Mr Hale and I]] <- [] marked_insertion",
        ),
        (
            "I can live with being called a slow walker.",
            "changed: I can live with being called slow\n"
            "  [a] <- [] silent_insertion\n  [walker] <- [] silent_insertion",
        ),
        (  # what was said elsewhere is put in: the first sentence shows where the quotation is from
            "There are fifteen farms behind the dyke. My cousin keeps the mill, and the miller keeps my cousin, summer "
            "and winter.",
            "changed: There are fifteen farms behind the dyke\n"
            "  [My cousin keeps the mill, and the miller keeps my cousin, summer and winter] <- [] silent_insertion",
        ),
        ("The lake will be drained before the harvest.", "absent"),
        ("I would never open the gates for the farmers in the south", "absent"),
    ],
)
def test_a_quotation_beside_the_record(quotation: str, expected: str):
    same = quotation.strip(",.")
    assert shown(finding(quotation)) == expected.replace("{same}", same)


def test_an_index_has_every_run_once_and_no_small_word_alone():
    """The end of a record is no other than its middle: its last word, a small one, votes for nothing by itself."""
    places = index_of("HALE: The dyke is there for us.").places

    assert ("us",) not in places and ("dyke",) in places
    assert places["for", "us"] == [4]
    assert places["there", "for", "us"] == [3]
    assert max(map(len, places.values())) == 1


def test_a_number_of_rank_denies_nothing():
    """“No.1” is “number one”, written otherwise."""
    index = index_of("HALE: We are the No.1 exporter of salt in the world.")
    assert shown(finding("We are the number-one exporter of salt in the world", index)).splitlines()[1:] == [
        "  [number-one] <- [No.1] spelling"
    ]


def test_what_the_record_writes_as_two_words_is_not_cut_in_the_middle():
    index = index_of("HALE: I made a mistake in answering by private e-mail. It will not happen again.")
    found = finding("I made a mistake in answering by private email.", index)
    assert shown(found) == "verbatim: I made a mistake in answering by private e-mail"


def test_a_hyphen_at_which_the_record_broke_a_line_ties_what_it_tied():
    """“private e- mail”; in “two- and three-masters” the hyphen waits for another word."""
    index = index_of("HALE: I made a mistake in answering by private e- mail. Two- and three-masters will sail again.")
    for quotation in ("I made a mistake in answering by private email,", "Two- and three-masters will sail again."):
        assert shown(finding(quotation, index)).startswith("verbatim: ")


def test_a_passage_never_ends_at_a_hyphen():
    index = index_of("HALE: We are sick and tired of hearing about your damp e-mails. Nobody asked the pilots.")
    assert shown(finding("We are sick and tired of hearing about your damp tapes", index)).splitlines() == [
        "changed: We are sick and tired of hearing about your damp e-mails",
        "! [tapes] <- [e-mails] replacement",
    ]


def test_a_start_that_breaks_off_and_is_said_whole_a_few_words_on_was_no_statement():
    index = index_of("HALE: It should be over, it should... in my view, it should have been over before the flood.")
    found = finding("It should be over, in my view, it should have been over before the flood.", index)
    assert (found.changes, found.meaning) == (("disfluency",), False)


def test_a_sentence_that_is_not_there_has_not_replaced_the_end_of_the_one_before():
    index = index_of("HALE: The farms behind the old northern dyke are a very important thing. We will see to them.")
    assert shown(finding("The farms behind the old northern dyke are very important. I will honour it,", index)) == (
        "changed: The farms behind the old northern dyke are a very important\n"
        "  [] <- [a] silent_cut\n  [I will honour it] <- [] silent_insertion"
    )


def test_words_put_in_around_a_bracket_are_not_marked_as_the_writers():
    """A link's words fell into the quotation, and a bracket with them."""
    link = "See also Five farms (Skarvik) flooded in a night"
    found = finding(f"nobody will have to leave. We have not yet found a {link} breach in the north.")
    assert found.changes == ("marked_insertion", "silent_insertion")


def test_a_short_interruption_by_somebody_else_is_no_change():
    """“Excuse me.” falls into the minister’s sentence; he said what is quoted."""
    found = finding("I said it in March and I say it today.")
    assert found.verdict == "verbatim"
    assert found.heard[0].speaker == "HALE"
    assert "Excuse me" in found.heard[0].text


def test_what_was_said_apart_and_is_run_together_is_a_splice():
    """Two promises from two answers, between them a question: one pair of marks holds both."""
    found = finding("The state will pay for the seed. On Monday the schools will open again, all four of them.")
    assert shown(found).splitlines()[1:] == [f"  [] <- [{between(found)}] splice"]
    assert len(found.heard[0].parts) == 1


def between(found: Finding) -> str:
    d = found.heard[0].departures[0]
    assert BRIEFING.record.text[d.record_start : d.record_end] == d.record_text
    return d.record_text


def test_what_stands_before_parts_that_are_found_in_two_places_is_put_in():
    found = finding(
        "Not one sack! The state will pay for the seed. On Monday the schools will open again, all four of them."
    )
    assert [(d.text, d.changes) for d in found.heard[0].departures] == [
        ("Not one sack", ("silent_insertion",)),
        ("", ("splice",)),
    ]


def test_parts_in_another_order_are_found_in_two_places():
    """The schools came last and stand first here."""
    found = finding("On Monday the schools will open again … We have not yet found a breach in the north.")
    heard = found.heard[0]
    assert found.verdict == "changed"
    assert found.changes == ("marked_cut",)
    assert [BRIEFING.record.text[a:b] for a, b in heard.parts] == [
        "On Monday the schools will open again",
        "We have not yet found a breach in the north",
    ]


def test_a_quotation_that_the_cue_interrupts_is_two_spans_each_beside_its_words():
    text = "“What I cannot live with,” Hale said, “is a second flood, and that is why the gates stay shut at night.”"
    found = check_article(Attributed(Article("a", "a", text)), [BRIEFING]).quotations
    assert [f.verdict for f in found] == ["verbatim", "verbatim"]


def test_a_question_and_an_answer_have_their_own_speakers():
    assert finding("Who will pay for the farms that were flooded").heard[0].speaker == "OSKELL"
    assert finding("The state will pay for the seed.").heard[0].speaker == "HALE"


def test_quotations_of_fewer_than_five_words_are_left_out():
    text = "He spoke of “a second flood” and said “the gates stay shut at night”."
    found = check_article(Attributed(Article("a", "a", text)), [BRIEFING]).quotations
    assert [f.span.text for f in found] == ["the gates stay shut at night"]


def test_what_front_matter_has_in_marks_is_no_quotation() -> None:
    text = (
        '---\ntitle: "All of the schools will open again"\ndate: 2026-03-04\n---\n\n“I have seen all of them,” he said.'
    )
    assert [span.text for span in quoted_spans(Article("a", "a.md", text))] == ["I have seen all of them,"]


def test_the_speaker_is_that_of_the_attribution_round_the_words():
    article, attributions = marked("[source Hale] [cue said] [content “nobody will have to leave.”]")
    from dataclasses import replace

    from quoth.types import Speaker

    named = [replace(attributions[0], speaker=Speaker("Tom Hale", "person"))]
    found = check_article(Attributed(article, tuple(named)), [BRIEFING]).quotations[0]
    assert found.to_dict()["speaker"] == {"name": "Tom Hale", "type": "person"}


@pytest.mark.parametrize(
    ("name", "kind", "quotation", "expected"),
    [
        ("Tom Hale", "person", "Who will pay for the farms that were flooded", True),
        ("Ada Oskell", "person", "Who will pay for the farms that were flooded", False),
        ("Ines Moor", "person", "Who will pay for the farms that were flooded", False),  # speaks nowhere in the record
        ("Hale", "unnamed", "Who will pay for the farms that were flooded", False),
        ("Tom Hale", "person", "The lake will be drained by July.", False),
    ],
)
def test_the_record_may_have_another_say_it(name: str, kind: SpeakerType, quotation: str, expected: bool):
    """Oskell asked it. Who is not known to the record may go by an office there, and nothing is said."""
    article, attributions = marked(f"[source {name}] [cue asked] [content “{quotation}”]")
    named = [replace(attributions[0], speaker=Speaker(name, kind))]
    found = check_article(Attributed(article, tuple(named)), [BRIEFING])
    assert found.quotations[0].to_dict().get("another_speaker", False) is expected
    text = " ".join("".join(page.render([found], (), width=100, color=False)).split())
    assert ("? The record has OSKELL say it." in text) is expected
    assert ("The record has somebody else say 1 of them" in text) is expected


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Tom Hale", "person", "changed"),
        ("Ines Moor", "person", "absent"),  # she speaks nowhere in the record
        ("the ministry", "organization", "changed"),
    ],
)
def test_like_words_of_somebody_who_does_not_speak_there_are_of_another_occasion(
    name: str, kind: SpeakerType, expected: str
) -> None:
    article, attributions = marked(f"[source {name}] [cue said]: [content “nobody will ever have to leave.”]")
    told = Attributed(article, (replace(attributions[0], speaker=Speaker(name, kind)),))
    assert check_article(told, [BRIEFING]).quotations[0].verdict == expected
    by_office = index_of(RECORD.replace("HALE:", "THE PRESIDENT:"))
    assert check_article(told, [by_office]).quotations[0].verdict == "changed", "anybody may be the president"


@pytest.mark.parametrize(
    ("label", "theirs"),
    [
        ("OSKELL", True),
        ("MALE REPORTER", True),  # who asks is nobody who has a label of his own
        ("SYSTEM", False),  # whoever the machine did not know
        ("THE PRIME MINISTER", False),  # perhaps Fenn himself
        ("ATTORNEY GENERAL", False),
        ("ATTORNEY GENERAL OSKELL", True),
    ],
)
def test_a_label_without_a_name_may_be_anybodys(label: str, theirs: bool) -> None:
    names = frozenset({"fenn", "oskell"})
    assert another(Speaker("Tom Fenn", "person"), label, names) is theirs
    assert stranger(Speaker("Ines Moor", "person"), label, names) is bool(name_words(label))


def test_the_format_of_a_finding():
    """Offsets lead to the very letters on both sides; what is absent has null for its record."""
    article = Article("a", "a", "“We have not found a breach in the north.” “The lake will be drained by July.”")
    changed, absent = (q.to_dict() for q in check_article(Attributed(article), [BRIEFING]).quotations)
    assert article.text[changed["start"] : changed["end"]] == changed["text"]
    assert BRIEFING.record.text[changed["record_start"] : changed["record_end"]] == changed["record_text"]
    assert (changed["record"], changed["verdict"], changed["changes"], changed["meaning"]) == (
        "briefing", "changed", ["silent_cut"], True,
    )  # fmt: skip
    assert (absent["record"], absent["record_text"], absent["verdict"], absent["changes"], absent["meaning"]) == (
        None, None, "absent", [], False,
    )  # fmt: skip


SECOND = index_of(RECORD.replace("fifteen farms", "fifty farms").replace("not yet found", "not found"), "network")


def test_two_records_that_differ_among_themselves():
    """The quotation is as in one of them; that the other has another number is said, not judged."""
    found = finding("There are fifty farms behind the dyke.", BRIEFING, SECOND)
    assert found.verdict == "verbatim"
    assert found.heard[0].record == "network"
    assert [(d.record_text, d.text, d.changes) for d in found.disputes[0]] == [("fifty", "fifteen", ("replacement",))]
    others = found.to_dict()["others"]
    assert others[0]["record"] == "briefing"
    assert others[0]["records_differ"][0]["text"] == "fifteen"


def test_two_records_that_agree():
    found = finding("I have seen all of them.", BRIEFING, SECOND)
    assert [heard.record for heard in found.heard] == ["briefing", "network"]
    assert found.disputes == ((),)


def test_the_order_of_records_decides_only_ties():
    one = finding("There are fifty farms behind the dyke.", BRIEFING, SECOND)
    other = finding("There are fifty farms behind the dyke.", SECOND, BRIEFING)
    assert one == other


def story(*texts: str) -> Trace:
    """A trace with one saying of as many articles."""
    read = [marked(text, id=f"a{n}") for n, text in enumerate(texts)]
    told = [a for _, attributions in read for a in attributions]
    saying = Saying("y", "s", None, tuple(a.id for a in told))
    articles = tuple(article for article, _ in read)
    return Trace(articles, tuple(told), (Story("s", tuple(a.id for a in articles), ("y",)),), (saying,))


def test_of_a_quotation_that_is_not_found_the_nearest_passage_is_shown_if_it_may_be_it():
    """A paraphraser's words for a sentence of the record; one article by itself does not tell that they are."""
    found = finding("On Monday the schools are going to be opened again, each of the four.")
    assert (found.verdict, found.changes, found.meaning) == ("absent", (), False)
    assert found.nearest.text == "On Monday the schools will open again, all four"
    assert [(d.text, d.record_text) for d in found.nearest.departures] == [
        ("are going to be opened", "will open"), ("each of the", "all"),
    ]  # fmt: skip
    shown_as = found.to_dict()
    assert shown_as["verdict"] == "absent" and shown_as["record"] is None
    assert shown_as["nearest"]["record_text"] == found.nearest.text
    assert set(shown_as["nearest"]) == set(finding("We have not found a breach in the north.").to_dict()) - {
        *("start", "end", "text", "speaker", "verdict")
    }
    assert finding("The trout season begins whenever the minister says it may.").nearest is None
    assert finding("We have not found a breach in the north.").nearest is None


def test_what_was_said_elsewhere_stands_together_behind_what_the_record_has():
    """Most of what an article quotes is in no record; what only comes near is said to be seldom it."""
    article, attributions = marked(
        "[source Moor] [cue says] [content “The lake will be drained by July.”] [source2 Hale] [cue2 said] [content2 “I"
        " have seen all of them.”] [source3 Moor] [cue3 says] [content3 “A lake of ink is dry.”] “On Monday the schools"
        " are going to be opened again, each of the four.”",
        speakers={
            "": Speaker("Ines Moor", "person"),
            "2": Speaker("Tom Hale", "person"),
            "3": Speaker("Ines Moor", "person"),
        },
    )
    found = check_article(Attributed(article, tuple(attributions)), [BRIEFING])
    text = "".join(page.render([found], (), width=100, color=False))
    at = [text.index(words) for words in ("Tom Hale: word for word", "is seldom it", "Not found in the record, 2")]
    assert at == sorted(at)
    assert text[at[-1] :].startswith(
        "Not found in the record, 2 quotations:\n  Ines Moor\n"
        "    -  “The lake will be drained by July.”\n    -  “A lake of ink is dry.”\n"
    )


def test_what_differs_in_spelling_or_with_a_mark_only_is_said_to() -> None:
    def told(quotation: str) -> str:
        found = Checked(Article("a", "a.txt", ""), (finding(quotation),))
        return "".join(page.render([found], (), width=100, color=False))

    spelled, cut, lost = (
        told("I've seen all of them."),
        told("We looked … They were wrong."),
        told("We have seen all of it."),
    )
    assert "No speaker named: differs in 1 place, in spelling only\n" in spelled
    assert "differs in 1 place, only in spelling, by a filler left out or with a mark\n" in cut
    assert "Of those with other words 1 differs only in spelling, by a filler left out or with a mark.\n" in cut
    assert "only" not in lost


FERRY = """
VARGA: We have had many captains on this ferry, and he was the best navigator we've ever sailed with. You asked for a
pier and we built you one. The north quay stays open all winter.
"""
ANOTHER_DAY = "worst navigator I’ve ever sailed under"


def test_like_words_that_are_no_more_than_likely_to_be_the_passage_are_so_perhaps() -> None:
    """He called him that on another day; the record praises the man in like words."""
    ferry = index_of(FERRY, "ferry")
    like = finding(ANOTHER_DAY, ferry)
    assert (like.verdict, like.perhaps, like.to_dict()["perhaps"]) == ("changed", True, True)
    sure = finding("You asked for a pier, and we built you two.", ferry)
    assert (sure.verdict, sure.perhaps, "perhaps" in sure.to_dict()) == ("changed", False, False)
    spelled = finding("the best navigator we have ever sailed with", ferry)
    assert (spelled.changes, spelled.perhaps) == (("spelling",), False)
    found = Checked(Article("a", "a.txt", ""), (like,))
    told = "".join(page.render([found], (), width=100, color=False))
    assert "perhaps of another occasion; if it was said here, it differs in 3 places\n" in told
    assert "Of those with other words 1 may be of another occasion: they say “perhaps”.\n" in told
    assert fidelity([found])[0].to_dict()["perhaps"] == 1


def test_beside_a_saying_like_words_are_so_perhaps_too() -> None:
    trace = story(f"[source Varga] [cue said] he was the [content “{ANOTHER_DAY}”].")
    record = witnessed(trace, [index_of(FERRY, "ferry")]).sayings[0].record
    assert record is not None
    [beside] = record.tellings
    assert (beside.perhaps, beside.to_dict()["perhaps"]) == (True, True)
    view = record_view(record, {beside.telling: "Post"})
    assert view is not None
    assert view.place.endswith("; perhaps said on another occasion")
    told = {(grave, said.endswith("; perhaps said on another occasion.")) for grave, said in view.departing}
    assert told == {(True, True), (False, False)}, "a grave one stands by itself elsewhere, too"
    surely = replace(record, tellings=(beside, Beside("b:1", "verbatim")))
    view = record_view(surely, {beside.telling: "Post", "b:1": "Echo"})
    assert view is not None
    assert "another" not in view.place
    assert all(said.endswith("; perhaps said on another occasion.") for _, said in view.departing)


def test_how_a_telling_departs_is_told_beside_it_where_that_is_in_few_places() -> None:
    gone = [Departure(n, n, "", n, n + 3, word, ("silent_cut",)) for n, word in enumerate(("yet", "also", "a", "so"))]
    few, many = Beside("a:1", "changed", tuple(gone[:3])), Beside("b:1", "changed", tuple(gone), perhaps=True)
    recorded = Recorded("r", 0, 30, "we have not yet also found a so", None, (few, many))
    view = record_view(recorded, {"a:1": "Echo", "b:1": "Post"})
    assert view is not None
    held = view.beside["a:1"]
    assert held.ways[0] == (False, "Leaves out “yet”, without a mark.")
    assert (held.places, len(held.ways), held.perhaps) == (3, 3, False)
    held = view.beside["b:1"]
    assert (held.places, held.ways, held.perhaps) == (4, (), True), "only how many; the saying's page has them all"


def test_an_article_that_is_right_in_one_place_only_is_not_called_word_for_word():
    names = {"a:1": "Echo", "a:2": "Echo", "b:1": "Post"}
    gone = Departure(9, 9, "", 4, 7, "yet", ("silent_cut",))
    recorded = Recorded(
        "r",
        0,
        30,
        "not yet found a breach",
        None,
        (Beside("a:1", "verbatim"), Beside("a:2", "changed", (gone,)), Beside("b:1", "verbatim")),
    )
    view = record_view(recorded, names)
    assert view is not None
    assert view.verbatim == ("Echo (1 of its 2 tellings)", "Post")
    assert view.departing == ((False, "Echo leaves out “yet”, without a mark."),)
    elsewhere = replace(gone, record_start=1_040, record_end=1_043)
    view = record_view(replace(recorded, tellings=(Beside("a:2", "changed", (elsewhere,)),)), names)
    assert view is not None
    assert view.departing[0][1] == "Echo leaves out “yet”, without a mark (at character 1,040, outside this passage)."


def test_a_passage_that_only_a_doubtful_telling_has_is_said_to_be_perhaps_of_another_statement():
    names = {"a:1": "Echo", "b:1": "Post", "c:1": "Gazette"}
    recorded = Recorded("r", 0, 22, "not yet found a breach", None, (Beside("a:1", "verbatim"),))
    doubted = record_view(recorded, names, ("a:1",))
    assert doubted is not None
    assert doubted.place == "r, characters 0 to 22; perhaps of another statement: only Echo has it"
    both = replace(recorded, tellings=(*recorded.tellings, Beside("b:1", "verbatim")))
    for told, doubtful in ((recorded, ()), (both, ("a:1",)), (recorded, ("a:1", "b:1", "c:1"))):
        view = record_view(told, names, doubtful)
        assert view is not None
        assert view.place == "r, characters 0 to 22"


def test_who_quotes_another_place_of_the_record_is_not_said_to_have_this_passage():
    """Two articles on one point, each with a sentence of its own, both word for word in the record."""
    trace = story(
        "[source Hale] [cue said]: [content “There are fifteen farms behind the dyke.”]",
        "[content “Some will not sow this year, there are fifteen farms behind the dyke,”] [source he] [cue said].",
        "[source Hale] [cue said]: [content “I have seen all of them.”]",
    )
    record = witnessed(trace, [BRIEFING]).sayings[0].record
    assert record is not None
    *here, there = record.tellings
    assert [one.elsewhere for one in here] == [None, None]
    assert there.verdict == "verbatim"
    assert there.elsewhere is not None
    assert BRIEFING.record.text[slice(*there.elsewhere)] == "I have seen all of them"
    assert there.to_dict()["elsewhere"] == list(there.elsewhere)
    view = record_view(record, {one.telling: one.telling for one in record.tellings})
    assert view is not None
    at = f"{there.elsewhere[0]:,}"
    assert f"{there.telling} (at character {at}, outside this passage)" in view.verbatim


def test_the_record_is_a_witness_to_a_saying():
    trace = story(
        "[source Hale] [cue said]: [content “We have not found a breach in the north.”]",
        "[content “We have not yet found a breach in the north,”] [source she] [cue said].",
        "[source Hale] [cue said] [content that no breach had been found so far].",
    )
    record = witnessed(trace, [BRIEFING]).sayings[0].record
    assert record is not None
    assert record.text == "We have not yet found a breach in the north"
    assert BRIEFING.record.text[record.start : record.end] == record.text
    assert [(b.telling.split(":")[0], b.verdict, b.meaning) for b in record.tellings] == [
        ("a0", "changed", True),
        ("a1", "verbatim", False),
    ]
    assert json.loads(json.dumps(record.to_dict()))["tellings"][0]["departures"][0]["record_text"] == "yet"


@pytest.mark.parametrize(
    "quotations",
    [
        ("The dyke is safe, as far as we have been able to inspect it,",),
        ("There are fifty farms behind the dyke.",),
        ("We can live with being thought slow by some of you.",),  # far from it
        ("They were not wrong, those plans of ours, when they were drawn.",),
        ("The trout season begins whenever the minister says it may.",),
        ("nobody will have to leave", "On Monday the schools will open again"),
        ("nobody will have to leave", "The trout season begins whenever the minister says it may."),
        ("On Monday the schools", "all four of them"),  # of four words: one is no quotation to `check`
    ],
)
def test_check_and_trace_never_part(quotations: tuple[str, ...]):
    """The words of one telling, in one or two quotations, beside the same record; a telling that is there holds it."""
    there = "The state will pay for the seed."
    marked = " ".join(
        f"[content “{q}”]" + (" [source he] [cue said]." if n == 0 else "") for n, q in enumerate(quotations)
    )
    trace = story(marked, f"[source Hale] [cue said]: [content “{there}”]")
    one = trace.articles[0]
    checked = check_article(Attributed(one), [BRIEFING]).quotations
    record = witnessed(trace, [BRIEFING]).sayings[0].record
    assert record is not None
    beside = {b.telling.split(":")[0]: b for b in record.tellings}.get(one.id)
    verdicts = {q.verdict for q in checked}
    if beside is None:
        assert not checked
    elif verdicts == {"absent"}:
        assert beside.verdict == "absent"
    elif verdicts == {"verbatim"}:
        assert beside.verdict == "verbatim"
    else:
        assert beside.verdict == "changed"
        told = [(d.start, d.end) for d in beside.departures]
        held = [(d.start, d.end) for q in checked for h in q.heard[:1] for d in h.departures]
        assert told == sorted([*held, *((q.span.start, q.span.end) for q in checked if not q.heard)])


def test_a_saying_that_no_record_has_has_none():
    trace = story("[content “The lake will be drained by July,”] [source Hale] [cue said].")
    assert witnessed(trace, [BRIEFING]).sayings[0].record is None


def checked(*quotations: str, outlet: str = "Low Marsh Echo") -> Checked:
    text = " ".join(f"“{q}”" for q in quotations)
    return check_article(Attributed(Article("a", "a", text, outlet=outlet)), [BRIEFING])


def test_a_report_counts_and_says_when_there_is_too_little():
    [report] = fidelity(
        [checked("I have seen all of them.", "There are fifty farms behind the dyke.", "A lake of ink is dry.")]
    )
    assert (report.quotations, report.found, report.verbatim, report.changed) == (3, 2, 1, 1)
    assert report.kinds == (("replacement", 1),)
    assert (report.unmarked, report.meaning, report.few) == (1, 1, True)
    assert report.noise[0] < 0.1 < report.noise[1] < 1


def test_a_report_says_in_how_many_quotations_each_kind_of_change_is():
    """One is “in 1”, whatever the kind is called: “1 fillers” was said."""
    shown = render(
        fidelity([checked("I have seen all of them.", "There are fifty farms behind the dyke.")]),
        ["briefing"],
        [],
        width=100,
        color=False,
    )
    assert "\n    in 1: other words in the place\n" in shown


def test_a_report_of_many_has_an_interval():
    [report] = fidelity([checked("I have seen all of them.")] * FEW)
    assert not report.few
    assert report.interval == pytest.approx((0.839, 1.0), abs=0.001)


def test_the_interval_of_wilson():
    """Half of ten: between a quarter and three quarters, as in his table."""
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=0.0001)


def run(capsysbinary: pytest.CaptureFixture[bytes], *args: str) -> tuple[int, str]:
    code = cli.main(list(args), engine=SMALL)
    return code, capsysbinary.readouterr().out.decode()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "record.txt").write_text(RECORD)
    (tmp_path / "a.txt").write_text(
        "Hale said “We have not found a breach in the north.” and “The lake is dry by July.”"
    )
    return tmp_path


def test_the_command_prints_a_line_an_article(files: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    code, out = run(
        capsysbinary, "check", str(files / "a.txt"), str(files / "gone.txt"), "--record", str(files / "record.txt"),
        "--format", "json",
    )  # fmt: skip
    assert code == 3
    line = json.loads(out.splitlines()[0])
    assert line["article"]["id"] == "a"
    assert [q["verdict"] for q in line["quotations"]] == ["changed", "absent"]
    assert line["quotations"][0]["speaker"] == {"name": "Hale", "type": "person"}


def test_the_command_tells_a_person(files: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    code, out = run(capsysbinary, "check", str(files / "a.txt"), "--record", str(files / "record.txt"))
    assert code == 0
    assert "We have not __ found a breach" in out
    assert "We have not _yet_ found a breach" in out
    assert "! Leaves out “yet”, without a mark; the meaning may differ (what it is limited to)." in " ".join(
        out.split()
    )
    assert "1 with other words, 1 not found in it" in " ".join(out.split())
    assert "misquot" not in out.lower()


def test_the_command_reports(files: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    code, out = run(capsysbinary, "check", str(files / "a.txt"), "--record", str(files / "record.txt"), "--report")
    assert code == 0
    assert "Noise floor" in out
    assert "too few to say anything" in " ".join(out.split())


def test_the_format_page_has_every_field(files: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    """Of a check, with a second record and parts, of a report, and of the record of a saying."""
    (files / "other.txt").write_text(RECORD.replace("not yet found", "not found"))
    (files / "b.txt").write_text("Hale said “On Monday the schools will open again … I have seen all of them.”")
    inputs = [
        str(files / "a.txt"),
        str(files / "b.txt"),
        "--record",
        str(files / "record.txt"),
        str(files / "other.txt"),
    ]
    values = []
    for more in ([], ["--report"]):
        code, out = run(capsysbinary, "check", *inputs, "--format", "json", *more)
        assert code == 0
        values += [json.loads(line) for line in out.splitlines()]
    trace = witnessed(
        story("[source Hale] [cue said]: [content “We have not found a breach in the north.”]"), [BRIEFING]
    )
    values.append(trace.sayings[0].to_dict()["record"])

    page = (Path(__file__).parent.parent / "docs/format.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)`", page)) | set(re.findall(r'"(\w+)"', page))
    assert any("parts" in q for q in values[1]["quotations"])
    assert any("others" in q for q in values[0]["quotations"])
    assert {key for value in values for key in keys(value)} <= documented


def keys(value: Any) -> Iterator[str]:
    """All names of fields anywhere in `value`."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_no_record_at_all_is_said(files: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    assert run(capsysbinary, "check", str(files / "a.txt"), "--record", str(files / "none.txt"))[0] == 1
    assert run(capsysbinary, "check", str(files / "a.txt"))[0] == 2


WORDS = st.sampled_from(
    ["the", "dyke", "gates", "farms", "not", "yet", "fifteen", "we", "open", "state", "you", "know"]
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_part_of_a_turn_is_found_word_for_word(data: st.DataObject):
    """Whatever is cut from one turn, with any capitals and marks at its ends, is verbatim."""
    turn = data.draw(st.sampled_from(BRIEFING.record.turns))
    said = [w for w in BRIEFING.words if turn.start <= w.start < turn.end]
    if len(said) < 6:
        return
    first = data.draw(st.integers(0, len(said) - 6))
    last = data.draw(st.integers(first + 5, min(len(said) - 1, first + 40)))
    text = BRIEFING.record.text[said[first].start : said[last].end]
    if len(text.split()) < 5 or said[first].glued or (last + 1 < len(said) and said[last + 1].glued):
        return
    found = finding(text[:1].upper() + text[1:])
    assert found.verdict == "verbatim"
    assert found.heard[0].start <= found.heard[0].end


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=5, max_size=40))
def test_offsets_are_right_whatever_is_asked(words: list[str]):
    quotation = " ".join(words)
    found = finding(quotation)
    for heard in found.heard:
        assert BRIEFING.record.text[heard.start : heard.end] == heard.text
        for d in heard.departures:
            assert f"He told us: “{quotation}”"[d.start : d.end] == d.text
            assert BRIEFING.record.text[d.record_start : d.record_end] == d.record_text
            assert d.changes


@pytest.mark.parametrize("piece", ["the ", "we will ", "no no ", "a . ", "gates stay shut at night "])
def test_time_is_linear_in_record_and_quotation(piece: str):
    """A record and a quotation that repeat themselves are the worst there is."""

    def looked_for(n: int) -> Callable[[], object]:
        return partial(finding, piece * (n // 20), index_of(f"HALE: {piece * n}"))

    in_proportion(looked_for(2_000), looked_for(20_000), 60, spare=0.2, least=0.005)


def test_a_part_of_a_longer_statement_is_held_against_the_record_alone():
    """What else its article has otherwise belongs to another saying, and is not said of this one."""
    trace = story("[source Hale] [cue said] [content “The dyke is safe for all of us. The state will sell the seed.”]")
    record = index_of("HALE: The dyke is safe for all of us. The state will pay for the seed.")
    ((told,), (saying,)) = trace.attributions, trace.sayings
    content = told.content[0]
    end = content.text.index(". The")
    part = Portion(told.id, (Span(content.start, content.start + end, content.text[:end]),), "direct")
    for parts, verdict in (((part,), "verbatim"), ((), "changed")):
        held = witnessed(replace(trace, sayings=(replace(saying, parts=parts),)), [record]).sayings[0].record
        assert held is not None
        assert [t.verdict for t in held.tellings] == [verdict]
        assert held.text.endswith("all of us" if parts else "the seed")


def test_the_articles_own_that_is_no_word_of_the_speaker():
    told = story("[source Hale] [cue said] [content that “the dyke is safe by the summer”].").attributions[0]
    said = quoted(replace(told, kind="direct"))
    assert " ".join(w.n for w in said) == "the dyke is safe by the summer"
