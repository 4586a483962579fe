"""Statements divided among sayings: in JSON every telling is an attribution whose content is what it tells."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

import quoth
from conftest import ROOT
from marked import marked
from quoth.cli import main
from quoth.sayings import gather
from quoth.sayings.why import render
from quoth.types import Attributed, Lineage, Reworded, Speaker, Story, Trace
from quoth.types.portions import whole_of
from quoth.watch.news import of_tellings

VARGA = Speaker("Odette Varga", "person")
OTHER = Speaker("Ian Blake", "person")
LEDGER = (
    "[source Odette Varga] [cue said]: [content “We saved the school next door to the cannery. My people fought the "
    "flames until morning without a break, and [source2 Ian Blake] [cue2 says] [content2 that the boilers had been "
    "mended in the spring of last year].”]"
)
COURIER = "[content “We saved the school next door to the cannery,”] [source Odette Varga] [cue said]."
BEACON = "[content “My people fought the flames until noon without a break,”] [source Odette Varga] [cue said]."


def fire(**more: Any) -> Trace:
    """The Ledger runs two sentences together, the Courier and the Beacon have one of them each."""
    told = [
        marked(text, id=name, speakers={"": VARGA, "2": OTHER})
        for name, text in (("beacon", BEACON), ("courier", COURIER), ("ledger", LEDGER))
    ]
    found = [a for _, said in told for a in said]
    articles = {article.id: article for article, _ in told}
    story = Story("s", tuple(articles))
    return Trace(tuple(articles.values()), tuple(found), (story,), gather(story, articles, found), **more)


def table(shown: dict[str, Any]) -> str:
    """A line for each saying: its tellings, and the first words of each."""
    words = {a["id"]: a["content"][0]["text"] for a in shown["attributions"]}
    return "\n".join(" | ".join(f"{i} {words[i][:12]}" for i in saying["tellings"]) for saying in shown["sayings"])


def test_each_sentence_of_the_long_telling_is_an_attribution_of_its_own():
    trace = fire()
    whole = next(a.id for a in trace.attributions if a.article == "ledger")
    assert [s.tellings for s in trace.sayings[:2]] == [("beacon:0", whole), ("courier:0", whole)]
    shown = trace.to_dict()
    assert table(shown) == (
        "beacon:0 “My people f | ledger:19/66-205 My people fo\n"
        "courier:0 “We saved th | ledger:19/19-65 “We saved th\n"
        "ledger:144 that the boi"
    )
    parts = [a for a in shown["attributions"] if "part_of" in a]
    assert {a["part_of"] for a in parts} == {whole} == {whole_of(a["id"]) for a in parts}
    assert whole not in {a["id"] for a in shown["attributions"]}, "nothing is told twice"
    assert [(a["kind"], a["article"], a["speaker"]["name"]) for a in parts] == [
        ("direct", "ledger", "Odette Varga"),
        ("direct", "ledger", "Odette Varga"),
    ]


def test_a_part_that_tells_two_sayings_is_one_attribution():
    """Whoever takes ids for keys, and whoever counts, meets it once."""
    trace = fire()
    first, *others = trace.sayings
    shown = replace(trace, sayings=(first, replace(first, id="again"), *others)).to_dict()
    ids = [a["id"] for a in shown["attributions"]]
    assert len(ids) == len({*ids})
    assert [saying["tellings"] for saying in shown["sayings"][:2]] == [["beacon:0", "ledger:19/66-205"]] * 2


def test_what_names_a_divided_telling_names_the_part_that_the_saying_has():
    trace = fire(stored=frozenset({"ledger:19"}))
    first = trace.sayings[0]
    assert first.variants, "“noon” and “morning”"
    shown = trace.to_dict()
    saying = shown["sayings"][0]
    assert {i for v in saying["variants"] for r in v["readings"] for i in r["tellings"]} == set(saying["tellings"])
    assert saying["at_odds"] == [["beacon:0", "ledger:19/66-205"]]
    assert [k["tellings"] for k in saying["links"]] == [["beacon:0", "ledger:19/66-205"]]
    assert [p["telling"] for p in saying["parts"]] == ["ledger:19/66-205"]
    nested = next(a for a in shown["attributions"] if a["id"] == "ledger:144")
    assert "inside" not in nested
    assert {a["id"] for a in shown["attributions"] if a.get("stored")} == {"ledger:19/19-65", "ledger:19/66-205"}


def test_what_is_nested_in_a_divided_statement_names_the_part_in_which_it_stands():
    trace = fire()
    inner = [replace(a, inside="ledger:19") if a.id == "ledger:144" else a for a in trace.attributions]
    shown = replace(trace, attributions=tuple(inner)).to_dict()
    assert next(a["inside"] for a in shown["attributions"] if a["id"] == "ledger:144") == "ledger:19/66-205"


def test_lineage_and_what_was_reworded_are_told_of_the_parts():
    trace = fire()
    first = trace.sayings[0]
    rows = (
        Lineage("s", first.id, "beacon:0", "ledger:19", "copy", None, 0.9),
        Lineage("s", None, "beacon", "ledger", "copy", None, 0.9),
    )
    story = replace(trace.stories[0], reworded=(Reworded("ledger", (("ledger:19", "beacon:0"),)),))
    shown = replace(trace, lineage=rows, stories=(story,)).to_dict()
    assert [(row["from"], row["to"]) for row in shown["lineage"]] == [
        ("beacon:0", "ledger:19/66-205"),
        ("beacon", "ledger"),
    ]
    assert shown["stories"][0]["reworded"][0]["evidence"] == [["ledger:19/66-205", "beacon:0"]]


def twice() -> Trace:
    """The fire, where the Ledger's second sentence also tells what the Beacon says of the boilers."""
    trace = fire()
    first = trace.sayings[0]
    inner = [replace(a, inside="ledger:19") if a.id == "ledger:144" else a for a in trace.attributions]
    more = replace(first, id="more", tellings=("ledger:144", "ledger:19"), variants=(), links=(), at_odds=())
    story = replace(trace.stories[0], sayings=(*trace.stories[0].sayings, "more"))
    return replace(trace, attributions=tuple(inner), stories=(story,), sayings=(*trace.sayings, more))


def test_a_part_that_two_sayings_have_is_one_attribution():
    """It stood in JSON as often as there are sayings that have it, and no id was its own."""
    shown = twice().to_dict()
    ids = [a["id"] for a in shown["attributions"]]
    assert ids.count("ledger:19/66-205") == 1 and len(ids) == len(set(ids))
    assert sum("ledger:19/66-205" in s["tellings"] for s in shown["sayings"]) == 2


def test_rows_and_json_are_joined_by_the_id():
    """A divided statement had the id of the whole in its rows, which JSON has not."""
    trace = twice()
    told = {a["id"]: a for a in trace.to_dict()["attributions"]}
    rows = list(quoth.rows(trace))
    assert Counter(r["id"] for r in rows) == Counter(i for s in trace.to_dict()["sayings"] for i in s["tellings"])
    for row in rows:
        one = told[str(row["id"])]
        assert row["content_spans"] == row["told_spans"] == [(s["start"], s["end"]) for s in one["content"]]
        assert (row["kind"], row["part_of"], row["inside"]) == (one["kind"], one.get("part_of"), one.get("inside"))
    assert {r["part_of"] for r in rows} == {None, "ledger:19"}
    assert {r["inside"] for r in rows} == {None, "ledger:19/66-205"}


def test_news_name_the_part_that_is_told():
    """The whole statement was shown as what differs from one sentence."""
    (found,) = of_tellings(fire(), {"ledger"})
    assert found.about["telling"] == "ledger:19/66-205" and found.about["others"] == ["beacon:0"]
    assert found.about["text"].startswith("My people fought") and "school" not in found.about["text"]
    (found,) = of_tellings(fire(), {"beacon"})
    assert (found.about["telling"], found.about["others"]) == ("beacon:0", ["ledger:19/66-205"])


def test_in_the_examples_every_id_is_there_every_attribution_is_told_and_no_letter_is_lost(
    capsys: pytest.CaptureFixture[str],
):
    """By the command, read as a program reads it that knows nothing of parts."""
    assert main(["trace", "--no-store", "--format", "json", str(ROOT / "examples/articles")]) == 0
    shown = json.loads(capsys.readouterr().out)
    ids = [a["id"] for a in shown["attributions"]]
    told = Counter(i for s in shown["sayings"] for i in s["tellings"])
    assert len(ids) == len(set(ids)) and told.keys() == set(ids)
    parts = {a["id"]: a["part_of"] for a in shown["attributions"] if "part_of" in a}
    assert len(parts) >= 10 and all(told[i] == 1 for i in parts)
    assert {a["inside"] for a in shown["attributions"] if "inside" in a} <= set(ids)
    rows = [row for row in shown["lineage"] if row["between"] == "tellings"]
    assert {row[end] for row in rows for end in ("from", "to")} <= set(ids)
    whole = {
        a.id: sum(sum(map(str.isalnum, s.text)) for s in a.content)
        for one in quoth.attribute(quoth.read(ROOT / "examples/articles"))
        if isinstance(one, Attributed)
        for a in one.attributions
    }
    read: Counter[str] = Counter()
    for a in shown["attributions"]:
        read[a.get("part_of", a["id"])] += sum(sum(map(str.isalnum, s["text"])) for s in a["content"])
    assert read == whole, "the parts of a statement have all of its letters, each once"


def test_why_takes_the_id_of_a_part_and_names_parts(capsys: pytest.CaptureFixture[str]):
    folder = str(ROOT / "examples/articles")
    main(["trace", "--no-store", "--format", "json", folder])
    shown = json.loads(capsys.readouterr().out)
    saying = next(s for s in shown["sayings"] if s["parts"] and s["links"])
    part = saying["parts"][0]["telling"]
    assert main(["why", part, folder, "--format", "json"]) == 0
    why = json.loads(capsys.readouterr().out)
    assert why["saying"]["id"] == saying["id"]
    assert {i for link in why["why"] for i in link["tellings"]} <= set(saying["tellings"])


def test_why_in_words_shows_the_part_that_is_told():
    """The whole statement stood there, so that its first sentence seemed to be compared with what its second says."""
    trace = fire()
    shown = render(trace.sayings[0], (), {a.id: a for a in trace.attributions})
    assert "\n  ledger:19/66-205  My people fought" in shown and "school" not in shown


@pytest.mark.parametrize(
    ("id_", "whole"),
    [
        ("ledger:19/66-205", "ledger:19"),
        ("ledger:19/66-205+300-340", "ledger:19"),
        ("ledger:19", "ledger:19"),
        ("a/7:19", "a/7:19"),
        ("x:12/34:5", "x:12/34:5"),
    ],
)
def test_the_whole_of_an_id(id_: str, whole: str):
    assert whole_of(id_) == whole
