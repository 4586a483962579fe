"""Who has it from whom: invented reports of one briefing, and what each difference between them does to the answer."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from pace import within
from quoth.attributions.outlets import same
from quoth.lineage import Found, found, weights, why
from quoth.lineage.credit import credits_of
from quoth.lineage.dates import earlier, published
from quoth.lineage.names import named
from quoth.lineage.said import order
from quoth.records.index import Index
from quoth.records.record import composed
from quoth.records.witness import witnessed
from quoth.sayings.reworded import reworded
from quoth.synopsis import told
from quoth.types import (
    Article,
    Attributed,
    Attribution,
    Lineage,
    Overlap,
    Part,
    Reading,
    Reworded,
    Saying,
    Span,
    Speaker,
    Story,
    Trace,
    Variant,
)

WIRE = (
    "Harbour pilots in Tolmark walked off their boats before dawn, stranding eleven freighters beyond the breakwater.",
    "The dispute turns on a roster that would put a single pilot aboard tankers longer than two hundred metres.",
    "Their union has kept a ledger of near misses since the old roster lapsed in the spring.",
    "Shipping agents scrambled to divert perishable cargo, and a consignment of melons was already rotting quayside.",
    "A mediator from the labour inspectorate shuttled between two hotel rooms until well past midnight.",
    "Fishermen, who need no pilot, sailed out past the anchored hulls blowing their horns.",
    "The ministry refused to say whether naval crews might be drafted in to clear the backlog.",
    "Insurers meanwhile tripled the premium for any vessel caught waiting longer than a week.",
    "Several crews have begun to ration fresh water, according to radio traffic overheard ashore.",
    "No further talks had been scheduled by the time the inspectorate locked its doors.",
)
OTHER = (
    "Eleven ships lay at anchor off Tolmark on Thursday because nobody would guide them in.",
    "It is the first stoppage by pilots that anybody at the port can remember, and it caught the operator off guard.",
    "What they object to is working alone on the biggest tankers, which the new schedule would have them do.",
    "Retired captain Osk Brannivar thinks it reckless and told anyone at the seamen's mission who cared to listen.",
    "Trucks queued along the northern causeway for most of the afternoon with engines running.",
    "Wholesalers in the covered market have enough lemons for three days, then prices will climb.",
    "The city's mayor visited the pilots' canteen, drank a coffee and left without a statement.",
    "Schoolchildren on the promenade counted funnels and waved at sailors too far off to see.",
    "Negotiators on either side spoke of a narrow gap that might yet be closed by the weekend.",
)
QUOTE = "“We will not send one pair of eyes where two were needed all these years, and no roster will change that,”"


def report(
    name: str, lines: Sequence[str], *, outlet: str | None = None, day: str | None = None, kind: str | None = None
) -> Attributed:
    """An article of these lines with its attributions; a credit line among them is marked as the reader would."""
    article, attributions = marked("\n\n".join(lines), id=name, outlet=outlet, published=day, speakers=SPEAKERS)
    text = article.text
    parts = [
        Part("credit", text.index(line), text.index(line) + len(line)) for line in lines if line.startswith("Reporting")
    ]
    return Attributed(replace(article, parts=tuple(parts)), tuple(attributions))


SPEAKERS = {"": Speaker("Mette Harl", "person"), "2": Speaker("Mette Harl", "person")}


def lineage(*reports: Attributed, record: str | None = None) -> Found:
    """The lineage of one story of `reports`."""
    articles = {one.article.id: one.article for one in reports}
    ordered = sorted(reports, key=lambda one: one.article.id)
    story, sayings = told(Story("s1", tuple(sorted(articles))), ordered)
    tellings = {a.id: a for one in reports for a in one.attributions}
    if record is not None:
        trace = Trace(tuple(articles.values()), tuple(tellings.values()), (story,), sayings)
        said = Index.of(composed("record", "record.txt", [("Mette Harl", record)]))
        sayings = witnessed(trace, [said]).sayings
    return found(story, articles, sayings, tellings)


def between(lineage: Found, one: str, other: str) -> Lineage:
    """The row of two articles, or of two tellings."""
    return next(r for r in lineage.rows if {r.start, r.end} == {one, other})


def answer(lineage: Found, one: str, other: str) -> str:
    row = between(lineage, one, other)
    if row.relation == "copy":
        return f"{row.start} -> {row.end}"
    if row.relation == "common source":
        return f"both from {row.source or 'somebody'}"
    return "dependent" if row.relation == "undecided" and row.weight >= 0.5 else row.relation


def terms(row: Lineage) -> set[str]:
    return {f"{e.term} {e.bearing}" for e in row.evidence}


def without(lines: Sequence[str], *gone: int) -> list[str]:
    return [line for k, line in enumerate(lines) if k not in gone]


def saying(lineage: Found, *tellings: str) -> str:
    return next(r.saying for r in lineage.rows if r.saying and {r.start, r.end} <= set(tellings)) or ""


def test_what_each_has_alone_is_shown_by_its_first_statement_in_whatever_order_the_sayings_come():
    """Two reports, each with two statements that nobody else has: the first in the text stands for them."""
    mine = "[content The pier will be rebuilt in brick], [source Mette Harl] [cue said]."
    also = "[content2 Nobody was asked about the ferry], [source2 Mette Harl] [cue2 said]."
    theirs = "[content The toll has doubled since the harvest], [source Mette Harl] [cue said]."
    more = "[content2 Lanterns hang along the dunes again], [source2 Mette Harl] [cue2 said]."
    reports = (
        report("a", [*WIRE[:4], mine, also], outlet="Echo"),
        report("b", [*OTHER[:4], theirs, more], outlet="Post"),
    )
    articles = {one.article.id: one.article for one in reports}
    tellings = {a.id: a for one in reports for a in one.attributions}
    story, sayings = told(Story("s1", ("a", "b")), reports)

    for ordered in (sayings, sayings[::-1]):
        row = between(found(story, articles, ordered, tellings), "a", "b")
        alone = next(e for e in row.evidence if e.term == "own statements")
        assert [c.text for c in alone.spans] == [
            "The pier will be rebuilt in brick",
            "The toll has doubled since the harvest",
        ]


# What an article says itself


def test_a_paper_that_credits_the_agency_has_it_from_the_agency():
    """“TOLMARK (Meridian Press) - …”, and Meridian Press is among the articles."""
    wire = report("wire", WIRE, outlet="Meridian Press")
    paper = report("paper", [f"TOLMARK (Meridian Press) - {WIRE[0]}", *WIRE[1:6]], outlet="Echo")
    row = between(lineage(wire, paper), "wire", "paper")
    assert (row.start, row.end, row.relation) == ("wire", "paper", "copy")
    credit = next(e for e in row.evidence if e.term == "credit")
    assert [c.text for c in credit.spans] == ["Meridian Press"]


def test_two_papers_that_credit_an_absent_agency_share_it():
    lines = [f"TOLMARK (Meridian Press) - {WIRE[0]}", *WIRE[1:]]
    whole = lineage(report("a", without(lines, 4), outlet="Echo"), report("b", without(lines, 7), outlet="Post"))
    assert answer(whole, "a", "b") == "both from Meridian Press"
    assert [(s.name, s.kind, s.articles) for s in whole.sources] == [("Meridian Press", "agency", ("a", "b"))]


def test_an_agency_that_one_of_two_copies_credits_is_where_both_have_it_from():
    signed = report("a", [*WIRE, "Reporting by Meridian Press"], outlet="Echo")
    assert answer(lineage(signed, report("b", WIRE, outlet="Post")), "a", "b") == "both from Meridian Press"


def test_two_articles_of_one_outlet_are_one_side():
    whole = lineage(report("a", WIRE, outlet="Tolmark Echo"), report("b", OTHER, outlet="The Tolmark Echo"))
    assert answer(whole, "a", "b") == "both from Tolmark Echo"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Reporting by Meridian Press in Tolmark", ["Meridian Press"]),
        (
            "Ember News' Jane Roe and The Associated Press contributed to this report.",
            ["Associated Press", "Ember News"],
        ),
        ("By Jane Roe", []),
        ("(With inputs from agencies)", []),
        ("AFP and Reuters contributed", ["Agence France-Presse", "Reuters"]),
    ],
)
def test_names_in_credits(line, names):
    assert sorted(name for _, _, name in named(line)) == sorted(names)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("AP", "The Associated Press", True),
        ("Ember News", "Ember News (Online)", True),
        ("The Ember", "ember", True),
        ("EmberNews.com", "Ember News", True),
        ("Ember Post - News", "The Ember Post", True),
        ("Ember Post", "Ember Times", False),
        (None, "Ember", False),
        ("", "", False),
    ],
)
def test_when_two_names_are_one(one, other, alike):
    assert same(one, other) is alike


def test_an_outlet_does_not_credit_itself_and_a_photo_credits_nobody():
    own = Article("a", "a.txt", "TOLMARK (Ember News) - The boats lay still.", outlet="Ember News")
    photo = "The boats lay still.\n\nPhoto: Meridian Press"
    line = photo.index("Photo")
    theirs = Article("b", "b.txt", photo, parts=(Part("credit", line, len(photo)),))
    assert credits_of(own) == credits_of(theirs) == ()


# Dates


def dated(first: str | None, second: str | None) -> Found:
    """`full`, and `cut`, which lacks two sentences in the middle of the same text."""
    return lineage(
        report("full", WIRE, outlet="Echo", day=first), report("cut", without(WIRE, 3, 6), outlet="Post", day=second)
    )


def test_dates_reversed_undecide_the_direction():
    assert answer(dated("2025-03-10", "2025-03-12"), "full", "cut") == "full -> cut"
    assert answer(dated("2025-03-12", "2025-03-10"), "full", "cut") == "dependent"


def test_dates_reversed_undo_even_a_credit():
    """The agency's article among the inputs is a later version of what the paper had."""

    def told_on(wire: str, paper: str) -> Found:
        lines = [f"TOLMARK (Meridian Press) - {WIRE[0]}", *WIRE[1:]]
        return lineage(
            report("wire", WIRE, outlet="Meridian Press", day=wire), report("paper", lines, outlet="Echo", day=paper)
        )

    assert answer(told_on("2025-03-10", "2025-03-11"), "wire", "paper") == "wire -> paper"
    assert answer(told_on("2025-03-11", "2025-03-10"), "wire", "paper") == "both from Meridian Press"


def test_without_dates_no_edge_is_told_by_time():
    assert answer(dated(None, None), "full", "cut") == answer(dated("2025-03-10", None), "full", "cut") == "dependent"
    assert not any(e.term == "earlier" for row in dated(None, "2025-03-12").rows for e in row.evidence)


def test_a_day_cannot_order_what_came_out_on_it():
    assert "earlier forward" not in terms(between(dated("2025-03-10", "2025-03-10"), "full", "cut"))


def test_time_alone_makes_nobody_a_source():
    whole = lineage(
        report("a", WIRE, outlet="Echo", day="2025-03-01"), report("b", OTHER, outlet="Post", day="2025-03-09")
    )
    row = between(whole, "a", "b")
    assert row.relation == "independent"
    assert "earlier forward" in terms(row)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2025-03-10", "2025-03-11", True),
        ("2025-03-10", "2025-03-10", False),
        ("2025-03-10T09:00:00+01:00", "2025-03-10T09:00:00Z", True),
        ("2025-03-10T09:00:00Z", "2025-03-10T09:05:00Z", False),  # clocks agree no better
        ("2025-03-10T09:00:00", "2025-03-10T23:00:00", False),  # whose clock?
        ("2025-03-10", "2025-03-11T09:00:00Z", False),  # it may have been the 11th there
        ("2025-03-10", "2025-03-13T09:00:00Z", True),
        ("last week", "2025-03-11", False),
        ("9999-12-31", "9999-12-31", False),
        (None, None, False),
    ],
)
def test_what_dates_can_order(one, other, before):
    first, second = (published(Article("a", "a.txt", "x", published=day)) for day in (one, other))
    assert earlier(first, second) is before


# Running text


def test_own_reports_of_one_event_are_independent():
    whole = lineage(report("a", WIRE, outlet="Echo"), report("b", OTHER, outlet="Post"))
    assert answer(whole, "a", "b") == "independent"


def test_a_set_phrase_in_hundreds_of_words_relates_nobody():
    """It counts once, however often either has it."""
    phrase = "Traffic in perishable melons was diverted past the breakwater."
    one = report("a", [phrase, *WIRE, phrase], outlet="Echo")
    row = between(lineage(one, report("b", [*OTHER[:4], phrase, *OTHER[4:], phrase], outlet="Post")), "a", "b")
    once = between(lineage(one, report("b", [*OTHER[:4], phrase, *OTHER[4:]], outlet="Post")), "a", "b")
    assert [e.weighs for e in row.evidence if e.term == "wording"] == [
        e.weighs for e in once.evidence if e.term == "wording"
    ]


def test_a_public_quotation_word_for_word_is_no_evidence():
    """Both have the same 22 words of the union's leader, and not one sentence of their own in common."""
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    whole = lineage(
        report("a", [*WIRE[:5], line, *WIRE[5:]], outlet="Echo"), report("b", [*OTHER, line], outlet="Post")
    )
    assert answer(whole, "a", "b") == "independent"
    (row,) = (r for r in whole.rows if r.saying)
    assert row.relation == "independent"
    assert row.saying is not None
    assert whole.origins[row.saying].count == whole.origins[row.saying].least == 2


def test_words_that_anybody_quotes_are_public_also_where_the_marks_are_lost():
    statement = "Nothing in the ledger of near misses was ever shown to the inspectorate by those who kept it quayside."
    bare = [*OTHER[:4], statement, *OTHER[4:]]
    quoted = [*WIRE[:4], f"“{statement}”", *WIRE[4:]]
    shared = lineage(report("a", bare, outlet="Echo"), report("b", quoted, outlet="Post"))
    assert answer(shared, "a", "b") == "independent"
    both = lineage(report("a", bare, outlet="Echo"), report("b", [*WIRE[:4], statement, *WIRE[4:]], outlet="Post"))
    assert "wording related" in terms(between(both, "a", "b"))


def test_what_is_said_behind_a_label_is_public_too():
    """Two transcripts of one briefing, and a report that quotes from it, have no words of their own in common."""
    said = [line.removesuffix(".") for line in WIRE]
    turns = [f"[source{n} HARL][cue{n} :] [content{n} {line}]." for n, line in enumerate(said)]
    one, other = report("a", turns, outlet="Echo"), report("b", [*OTHER[:4], *turns], outlet="Post")
    assert answer(lineage(one, other), "a", "b") in ("independent", "undecided")
    lost = report("c", [*OTHER[4:], *WIRE[2:5]], outlet="Day")
    assert "wording related" not in terms(between(lineage(one, lost), "a", "c"))


def test_the_wire_removed_leaves_its_copies_with_an_unknown_source():
    """Each lacks in the middle what the other has: neither is the other's source."""
    wire = report("wire", WIRE, outlet="Meridian Press", day="2025-03-10")
    first = report("a", without(WIRE, 2, 5), outlet="Echo", day="2025-03-11")
    second = report("b", without(WIRE, 3, 7), outlet="Post", day="2025-03-11")
    with_it = lineage(wire, first, second)
    assert answer(with_it, "wire", "a") == "wire -> a"
    assert answer(with_it, "wire", "b") == "wire -> b"
    assert answer(with_it, "a", "b") in ("both from Meridian Press", "both from somebody")
    left = lineage(first, second)
    assert answer(left, "a", "b") == "both from somebody"
    assert [(s.name, s.kind, s.articles) for s in left.sources] == [(None, "unknown", ("a", "b"))]


def test_a_copy_that_a_third_explains_as_well_is_not_told():
    """`b` is shorter and later than `a`; but the agency has all that they share, and came first."""
    wire = report("wire", WIRE, outlet="Meridian Press", day="2025-03-10")
    a = report("a", without(WIRE, 2, 5), outlet="Echo", day="2025-03-11")
    b = report("b", without(WIRE, 2, 3, 5, 7), outlet="Post", day="2025-03-13")
    assert answer(lineage(a, b), "a", "b") == "a -> b"
    assert answer(lineage(wire, a, b), "a", "b") == "both from Meridian Press"


def test_a_chain_is_told_as_one():
    """`a` added words to the wire's, and `b`, which has lost some of them, has the rest."""
    added = [
        "Our reporter counted nineteen gulls perched along the silent gangway, squabbling over melon rind.",
        "The night porter at the seamen's hostel poured cocoa for anyone whose launch had been cancelled.",
    ]
    wire = report("wire", WIRE, outlet="Meridian Press", day="2025-03-10")
    lines = without(WIRE, 2, 5)
    a = report("a", [*lines, *added], outlet="Echo", day="2025-03-11")
    b = report("b", [*without(lines, 3, 5), *added], outlet="Post", day="2025-03-12")
    whole = lineage(wire, a, b)
    assert answer(whole, "a", "b") == "a -> b"
    if answer(whole, "wire", "b") == "wire -> b":
        assert between(whole, "wire", "b").through == "a"


def test_what_is_put_together_from_two_comes_from_both():
    both = [*WIRE[:6], *OTHER[2:8]]
    whole = lineage(
        report("a", WIRE, outlet="Echo"), report("b", OTHER, outlet="Post"), report("c", both, outlet="Day")
    )
    assert answer(whole, "a", "c") == "a -> c"
    assert answer(whole, "b", "c") == "b -> c"
    assert answer(whole, "a", "b") == "independent"


def test_a_surname_nobody_introduced_was_introduced_in_what_is_missing():
    said = "[content The backlog will take weeks to clear], [source Mette Harl] [cue said] as gulls wheeled overhead."
    lines = [
        said,
        *WIRE[:4],
        "Harl, leaning on the taffrail of a moored launch, waved away further questions.",
        *WIRE[4:],
    ]
    whole = lineage(report("a", lines, outlet="Echo"), report("b", lines[2:], outlet="Post"))
    (entry,) = (e for e in between(whole, "a", "b").evidence if e.term == "introduced")
    assert (entry.bearing, [c.text for c in entry.spans]) == ("forward", ["Mette Harl", "Harl"])


# Quotations

RECORD = (
    "We asked for two pilots on every tanker in April. The company gave us a drawer full of letters. "
    "Nobody aboard those ships had slept for thirty hours. I will not sign a roster that is drowning people."
)


def quoting(*words: str) -> list[str]:
    return [
        f"[content{n or ''} “{said},”] [source{n or ''} Mette Harl] [cue{n or ''} said]."
        for n, said in enumerate(words)
    ]


def test_the_same_departures_from_the_record_are_made_once():
    slips = (
        "We asked for three pilots on every tanker in April",
        "Nobody aboard those ships had eaten for thirty hours",
    )
    a = report("a", [*WIRE[:4], *quoting(*slips)], outlet="Echo")
    b = report("b", [*OTHER[:4], *quoting(*slips)], outlet="Post")
    true = ("We asked for two pilots on every tanker in April", "Nobody aboard those ships had slept for thirty hours")
    c = report("c", [*OTHER[4:8], *quoting(*true)], outlet="Day")
    whole = lineage(a, b, c, record=RECORD)
    row = between(whole, "a", "b")
    assert "inherited related" in terms(row)
    assert answer(lineage(a, b), "a", "b") == "independent", "who knows what was said, without the record?"
    assert answer(whole, "a", "b") == "dependent"
    assert "inherited related" not in terms(between(whole, "a", "c"))
    assert "departs backward" in terms(between(whole, "a", "c"))
    assert departing_alike(row) == "both depart alike from what the record has"


def test_who_departs_alike_in_words_of_perhaps_another_occasion_has_them_from_nobody() -> None:
    """Both heard her on another day, in like words."""

    def weighed(slip: str) -> list[str]:
        a = report("a", [*WIRE[:4], *quoting(slip)], outlet="Echo")
        b = report("b", [*OTHER[:4], *quoting(slip)], outlet="Post")
        return terms(between(lineage(a, b, record=RECORD), "a", "b"))

    assert "inherited related" not in weighed("I would never sign a roster that is drowning children")
    assert "inherited related" in weighed("The company gave us a drawer full of promises")


def departing_alike(row: Lineage) -> str:
    return next(e.reason for e in row.evidence if e.term == "inherited")


def test_what_no_record_has_departs_from_what_others_have():
    """A record of one saying is no witness of another, in which two papers have a word that two others have not."""
    true = "We asked for two pilots on every tanker in April"
    reports = [
        report(name, [*OTHER[n : n + 4], *quoting(true, f"The crews will meet on Sunday in the {place} chapel hall")])
        for n, (name, place) in enumerate([("a", "burnt"), ("b", "burnt"), ("c", "seamen's"), ("d", "seamen's")])
    ]
    row = between(lineage(*reports, record=RECORD), "a", "b")
    assert departing_alike(row) == "both depart alike from what others have"


def test_a_telling_with_a_credit_of_its_own_has_it_from_there():
    line = f"[content {QUOTE}] [source Mette Harl] [cue told] Ember News."
    ember = report("ember", [*WIRE[:5], f"[content {QUOTE}] [source Mette Harl] [cue said]."], outlet="Ember News")
    paper = report("paper", [*OTHER, line], outlet="Post")
    paper = replace(paper, attributions=tuple(replace(a, via="Ember News") for a in paper.attributions))
    whole = lineage(ember, paper)
    (row,) = (r for r in whole.rows if r.saying)
    assert (row.start.partition(":")[0], row.relation) == ("ember", "copy")
    assert row.saying is not None
    (root,) = whole.origins[row.saying].roots
    assert root.first is not None
    assert root.first.startswith("ember:")


def test_of_what_an_article_tells_twice_the_telling_that_is_credited_counts():
    """The paper has it in its own words first, and says where it is from only where it quotes it."""
    line = f"[content {QUOTE}] [source Mette Harl] [cue told] Ember News."
    ember = report("ember", [*WIRE[:5], f"[content {QUOTE}] [source Mette Harl] [cue said]."], outlet="Ember News")
    twice = f"[content2 {QUOTE}] [source2 Mette Harl] [cue2 said]."
    paper = report("paper", [twice, *OTHER, line], outlet="Post")
    first, second = sorted(paper.attributions, key=lambda a: a.start)
    paper = replace(paper, attributions=(first, replace(second, via="Ember News")))
    (row,) = (r for r in lineage(ember, paper).rows if r.saying)
    assert (row.start.partition(":")[0], row.relation, row.end) == ("ember", "copy", second.id)


def test_one_article_alone_is_credited_to_whom_any_of_its_tellings_is():
    twice = f"[content2 {QUOTE}] [source2 Mette Harl] [cue2 said]."
    line = f"[content {QUOTE}] [source Mette Harl] [cue told] Ember News."
    paper = report("paper", [twice, *OTHER, line], outlet="Post")
    first, second = sorted(paper.attributions, key=lambda a: a.start)
    whole = lineage(replace(paper, attributions=(first, replace(second, via="Ember News"))))
    assert [root.source for found in whole.origins.values() for root in found.roots] == ["Ember News"]


def test_whom_another_statement_is_credited_to_says_nothing_of_this_one():
    """Both tell what Harl said, in set words; the paper has something else from Ember News, as it says."""
    set_words = "after the morning talks with the operator stalled"
    first = f"{set_words.capitalize()}, [source Mette Harl] [cue said] [content {QUOTE}]."
    other = f"[content {QUOTE}] [source Mette Harl] [cue said] {set_words}."
    also = "[content2 “Nobody consulted the mooring crews,”] [source2 Mette Harl] [cue2 told] Ember News."
    ember = report("ember", [*WIRE[1:7], first], outlet="Ember News")
    paper = report("paper", [*OTHER, other, also], outlet="Post")
    told_there = tuple(
        replace(a, via="Ember News") if "mooring" in a.content[0].text else a for a in paper.attributions
    )
    assert {a.via for a in told_there} == {None, "Ember News"}
    whole = lineage(ember, replace(paper, attributions=told_there))
    (row,) = (r for r in whole.rows if r.saying)
    assert "around related" in terms(row)
    assert row.weight < 0.5
    assert row.saying is not None
    assert whole.origins[row.saying].count == 2


def test_who_spoke_to_the_other_outlet_a_sentence_before_is_had_from_there():
    """The paper names the interview once, and what it quotes from it stands behind that."""
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    ember = report("ember", [*WIRE[:5], line], outlet="Ember News")
    before = "In an interview with Ember News, [source2 Mette Harl] [cue2 called] [content2 the roster a gamble]."
    (row,) = (r for r in lineage(ember, report("paper", [*OTHER, f"{before} {line}"], outlet="Post")).rows if r.saying)
    assert (row.start.partition(":")[0], row.relation) == ("ember", "copy")
    (credit,) = (e for e in row.evidence if e.term == "credit")
    assert [c.text for c in credit.spans] == ["interview with Ember News"]


def test_one_statement_from_an_outlet_does_not_make_it_the_source_of_all_they_share():
    """Both print the same report, and both have what one pilot said from Ember News."""
    line = f"[content {QUOTE}] [source Mette Harl] [cue told] Ember News."
    assert answer(lineage(report("a", [*WIRE, line]), report("b", [*WIRE, line])), "a", "b") == "dependent"
    agency = line.replace("Ember News", "Reuters")
    assert answer(lineage(report("a", [*WIRE, agency]), report("b", [*WIRE, agency])), "a", "b") == "both from Reuters"


def test_what_a_paper_says_elsewhere_of_an_agency_is_not_all_of_its_text():
    """The one credits the agency for its text, the other for one statement; what both tell besides stays open."""
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    there = "[content2 “Nobody consulted the mooring crews,”] [source2 Mette Harl] [cue2 told] Meridian Press."
    one = report("a", [*WIRE[:5], line, "Reporting by Meridian Press."], outlet="Echo")
    whole = lineage(one, report("b", [*OTHER[:5], there, "Much later came this.", line], outlet="Post"))
    (row,) = (r for r in whole.rows if r.saying)
    assert row.relation != "common source"


def test_of_what_a_reworded_article_credits_for_one_statement_it_has_the_others_too():
    """A paraphraser is given one text, and this one names whose."""
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    there = "[content2 “Nobody consulted the mooring crews,”] [source2 Mette Harl] [cue2 told] Meridian Press."
    one = report("a", [*WIRE[:5], line, "Reporting by Meridian Press."], outlet="Echo")
    other = report("b", [*OTHER[:5], there, "Much later came this.", line], outlet="Post")
    articles = {r.article.id: r.article for r in (one, other)}
    story, sayings = told(Story("s1", ("a", "b")), [one, other])
    tellings = {a.id: a for r in (one, other) for a in r.attributions}
    answers = []
    for anew in ((), (Reworded("b", ()),)):
        rows = found(replace(story, reworded=anew), articles, sayings, tellings).rows
        answers += [row.relation for row in rows if row.saying]
    assert answers == ["independent", "common source"]


def test_an_official_phrase_of_rare_words_is_not_enough():
    """What a man is charged with is the court's wording; a long sentence of the reporter's is not."""
    charge = "He stands accused of negligent pilotage, reckless mooring and obstructing dredgers."
    pair = [report(n, [*lines, charge], outlet=o) for n, lines, o in (("a", WIRE, "Echo"), ("b", OTHER, "Post"))]
    assert answer(lineage(*pair), "a", "b") == "undecided"
    longer = charge.replace(".", ", which dockside gossip had foretold since the melons began to ferment quayside.")
    pair = [report(n, [*lines, longer], outlet=o) for n, lines, o in (("a", WIRE, "Echo"), ("b", OTHER, "Post"))]
    assert answer(lineage(*pair), "a", "b") == "dependent"


def test_two_articles_of_one_outlet_do_not_go_back_to_it():
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    whole = lineage(report("a", [*WIRE, line], outlet="Echo"), report("b", [*OTHER, line], outlet="Echo"))
    (made,) = whole.origins.values()
    assert [root.reason for root in made.roots] == ["all are of Echo"]


def test_what_only_one_article_tells_has_one_origin():
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    alone = lineage(report("a", [*WIRE, line]))
    assert [(o.count, o.least) for o in alone.origins.values()] == [(1, 1)]
    assert alone.rows == alone.sources == ()


# The whole


def test_an_unrelated_article_changes_nothing_between_the_others():
    three = lineage(
        report("full", WIRE, outlet="Echo", day="2025-03-10"),
        report("cut", without(WIRE, 3, 6), outlet="Post", day="2025-03-12"),
        report("own", OTHER, outlet="Day", day="2025-03-11"),
    )
    assert between(three, "full", "cut") == between(dated("2025-03-10", "2025-03-12"), "full", "cut")


def test_the_order_of_the_input_changes_nothing():
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    four = [
        report("wire", [*WIRE, line], outlet="Meridian Press", day="2025-03-10"),
        report("a", [*without(WIRE, 2, 5), line], outlet="Echo", day="2025-03-11"),
        report("b", [*without(WIRE, 3, 7), line], outlet="Post"),
        report("c", [*WIRE[:6], *OTHER[2:8], line], outlet="Day"),
    ]
    first = lineage(*four)
    assert first.rows
    assert all(lineage(*other) == first for other in permutations(four))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*WIRE, *OTHER]), min_size=1, max_size=12), min_size=2, max_size=5), st.data())
def test_any_lineage_is_a_graph_without_circles_and_cites_what_stands_there(texts, data):
    days = st.none() | st.sampled_from(["2025-03-10", "2025-03-11", "2025-03-12"])
    reports = [report(f"a{n}", lines, outlet=f"Paper {n}", day=data.draw(days)) for n, lines in enumerate(texts)]
    whole = lineage(*reports)
    by = {one.article.id: one.article for one in reports}
    after: dict[str, set[str]] = {}
    for row in whole.rows:
        assert 0 <= row.weight <= 1
        json.dumps(row.to_dict())
        for cited in (c for e in row.evidence for c in e.spans):
            assert by[cited.article].text[cited.start : cited.end] == cited.text != ""
        if row.relation == "copy":
            after.setdefault(row.start, set()).add(row.end)
            first, second = (published(by[i]) for i in (row.start, row.end))
            assert not earlier(second, first), "no words go back in time"
    open_ = set(after)
    while ends := {a for a in open_ if not after[a] & open_}:
        open_ -= ends
    assert not open_, "a circle"


def test_a_report_in_many_papers_is_one_origin_and_few_pairs():
    papers = [report(f"p{n:02}", [*WIRE, f"[content {QUOTE}] [source Mette Harl] [cue said]."]) for n in range(60)]
    whole = lineage(*papers, report("own", [*OTHER, f"[content {QUOTE}] [source Mette Harl] [cue said]."]))
    shared = max(whole.origins.values(), key=lambda o: sum(len(r.tellings) for r in o.roots))
    assert [len(r.tellings) for r in shared.roots] == [60, 1]
    assert sum(row.saying is None for row in whole.rows) < 70


def test_one_of_many_copies_that_alone_has_a_statement_is_joined_to_the_others_that_have_it():
    """Thirty papers have the report without the quotation, thirty half of it with the quotation, and one has all."""
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    long = [report(f"long{n:02}", [*WIRE, OTHER[0]]) for n in range(30)]
    half = [report(f"half{n:02}", [*WIRE[: len(WIRE) // 2], line]) for n in range(30)]
    whole = lineage(*long, *half, report("whole", [*WIRE, line]))
    (told,) = whole.origins.values()
    assert [len(r.tellings) for r in told.roots] == [31]


def test_hostile_texts_take_no_longer_than_others():
    with within(4):
        for text in ("a b " * 5_000, "“" * 9_000, "(" * 9_000, "Ab " * 5_000, "same same " * 5_000):
            lineage(report("x", [text.replace("[", "")]), report("y", [text]))


def test_why_says_it_in_words():
    line = f"[content {QUOTE}] [source Mette Harl] [cue said]."
    a = report("a", [*without(WIRE, 2, 5), line], outlet="Echo")
    b = report("b", [*without(WIRE, 3, 7), line], outlet="Post")
    whole = lineage(a, b)
    name = next(r.saying for r in whole.rows if r.saying)
    tellings = {t.id: t for one in (a, b) for t in one.attributions}
    one = Saying(str(name), "s1", None, tuple(tellings), origins=whole.origins[str(name)])
    trace = Trace((a.article, b.article), tuple(tellings.values()), (), (one,), lineage=whole.rows)
    shown = why.render(one, why.rows(trace, one), tellings)
    assert "1 independent origin\n  1. a, b: they go back to one source that none of them names" in shown
    assert "a and b have it from one unknown source (articles)" in shown
    assert "If they are related, this speaks for a before b:" in shown
    assert WIRE[7][:60] in shown


@pytest.mark.shared
def test_directions_are_right_where_they_are_told(shared: Path):
    """Chains made at run time, with known parents; `benchmarks.lineage` counts more of them, and the baselines."""
    from benchmarks.chains import chains
    from benchmarks.lineage import measured, textual

    made = chains(shared, 16, seed=3)
    lines, passed = measured(made, [textual(one) for one in made])
    assert passed, "\n".join(lines)


def test_the_method_page_has_every_weight():
    page = (Path(__file__).parent.parent / "docs/method/lineage.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\| `([A-Z_]+)` \| (-?[\d.]+) \|", page, re.MULTILINE))
    assert {name: float(value) for name, value in shown.items()} == {
        name: value for name, value in vars(weights).items() if name.isupper()
    }


@pytest.mark.parametrize("papers", ["ab", "abc"])
def test_a_sentence_that_papers_print_over_and_over_with_another_number_is_weighed_in_time(papers):
    """A hostile text; each printing of one paper is held against each of another."""
    each, harl = 480 // len(papers), SPEAKERS[""]
    printed = [
        Attribution(f"{n}:{k}", n, "direct", (), (), (Span(k, k + 19, f"“We keep {k:03} boats”"),), 0.9, harl)
        for n in papers
        for k in range(each)
    ]
    readings = tuple(Reading(a.content[0].text, (a.id,)) for a in printed)
    at_odds = tuple((i, j) for j in range(len(readings)) for i in range(j))
    variants = (Variant(readings, ("replacement",), meaning=True, at_odds=at_odds),)
    overlaps = tuple(Overlap(a.id, 5, 5) for a in printed)
    ids = tuple(a.id for a in printed)
    saying = Saying("y1", "s1", harl, ids, variants, "differs", overlaps=overlaps)
    tellings = {a.id: a for a in printed}
    articles = {n: Article(n, f"{n}.txt", "Nobody sailed. " * 40) for n in papers}
    with within(5):  # 0.6 s on an idle core
        assert reworded([saying, replace(saying, id="y2")], tellings) == ()
        assert found(Story("s1", tuple(papers)), articles, [saying], tellings).rows


def in_order(one: str, other: str) -> list[str]:
    """What the order of statements says of two articles, each given as the names of its statements as it tells them."""

    def side(name: str, names: str) -> SimpleNamespace:
        tellings = defaultdict(list)
        for k, which in enumerate(names.split()):
            spans = (Span(10 * k, 10 * k + 4, "Pier"),)
            tellings[which].append(Attribution(f"{name}:{k}", name, "indirect", (), (), spans, 0.9))
        return SimpleNamespace(told=tellings)

    sayings = [SimpleNamespace(id=name, record=None) for name in sorted(set(one.split()))]
    return [f"{e.bearing}: {e.reason}" for e in order(side("a", one), side("b", other), sayings)]


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("ferry pier roster toll", "ferry pier roster toll", ["related: 4 statements in one order"]),
        ("ferry pier roster toll", "toll roster pier ferry", ["apart: 4 statements in quite another order"]),
        # told twice in a row, it still has one place among the others
        ("ferry pier pier roster toll", "ferry pier roster toll", ["related: 4 statements in one order"]),
        # in the headline and again at the end: whether it comes first or last hangs on the telling, so nothing is said
        ("toll ferry pier roster toll", "ferry pier roster toll", []),
        ("toll ferry pier roster toll", "toll ferry pier roster", []),
        # the others are turned whichever telling is taken
        ("toll ferry pier roster toll", "toll roster pier ferry", ["apart: 4 statements in quite another order"]),
    ],
)
def test_the_order_of_statements_speaks_only_where_it_is_the_same_whichever_telling_is_taken(one, other, says) -> None:
    assert in_order(one, other) == says
