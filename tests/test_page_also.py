"""One sentence that tells two sayings: wherever it is shown in one of them, the way to the other stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import served
from marked import marked
from quoth.page import html, text
from quoth.page.also import elsewhere
from quoth.page.arrangement import arrange
from quoth.types import Portion, Saying, Span, Speaker, Story, Trace

VARGA = Speaker("Odette Varga", "person")
LEDGER = (
    "[source Varga] [cue said] [content “the charge is <b>groundless</b>, and the town will fight it. It is late.”]"
)
COURIER = "[content “Groundless, that is what the charge is,”] [source Varga] [cue said]."
COURIER_SAYS = "“Groundless, that is what the charge is,”"
BEACON = "[source Varga] [cue vowed] [content the town would fight it]."


def fought(doubtful: tuple[str, ...] = ()) -> Trace:
    """The Ledger's first sentence tells what the Courier has and what the Beacon has; its second nobody else has."""
    told = [
        marked(words, id=name, outlet=name.title(), speakers={"": VARGA})
        for name, words in (("ledger", LEDGER), ("courier", COURIER), ("beacon", BEACON))
    ]
    (ledger,), (courier,), (beacon,) = (found for _, found in told)
    whole = told[0][0].text
    first = Span.of(whole, ledger.start, whole.index(" It is late"))
    rest = Span.of(whole, first.end + 1, ledger.content[-1].end)
    both = (Portion(ledger.id, (first,), "direct"),)
    sayings = (
        Saying("charge", "s", VARGA, (courier.id, ledger.id), parts=both),
        Saying("fight", "s", VARGA, (beacon.id, ledger.id), parts=both, doubtful=doubtful),
        Saying("late", "s", VARGA, (ledger.id,), parts=(Portion(ledger.id, (rest,), "direct"),)),
    )
    articles = tuple(article for article, _ in told)
    story = Story("s", tuple(a.id for a in articles), tuple(s.id for s in sayings))
    return Trace(articles, (ledger, courier, beacon), (story,), sayings)


def flat(words: str) -> str:
    return " ".join(words.split())


def test_the_terminal_names_the_number_of_the_other_saying():
    shown = flat(text.render(fought(), width=100, color=False))
    assert shown.count("also tells") == 2
    assert re.search(r"1\.1 Odette Varga.*?part of a longer statement; also tells 1\.2\].*?1\.2 Odette Varga", shown)
    assert "part of a longer statement; also tells 1.1]" in shown


def test_what_only_perhaps_tells_the_other_says_so():
    shown = flat(text.render(fought(doubtful=("ledger:11",)), width=100, color=False))
    assert "; perhaps also tells 1.2]" in shown and "; also tells 1.1]" in shown


def test_parts_that_tell_a_saying_each_tell_no_other():
    ledger = [w for s in arrange(fought()).stories for v in s.lone[0].sayings for t in v.told for w in t.witnesses]
    assert [w.also for w in ledger] == [()]


def test_a_statement_that_one_saying_has_whole_also_tells_what_another_has_of_it():
    trace = fought()
    charge, fight, late = trace.sayings
    told = {a.id: a for a in trace.attributions}
    drafts = [
        (str(n), s, [told[t] for t in s.tellings], "Varga")
        for n, s in enumerate((replace(charge, parts=()), fight, late), start=1)
    ]
    found = elsewhere(drafts)
    assert [one.saying for one in found["charge", "ledger:11"]] == ["fight", "late"]
    assert [one.saying for one in found["late", "ledger:11"]] == ["charge"]
    assert [(one.number, one.alone) for one in found["charge", "ledger:11"]] == [("2", False), ("3", True)]


def test_who_says_the_other_saying_is_told_where_it_is_somebody_else():
    trace = fought()
    charge, fight, _ = trace.sayings
    told = {a.id: a for a in trace.attributions}
    drafts = [
        (n, s, [told[t] for t in s.tellings], who) for n, s, who in (("1", charge, "Varga"), ("2", fight, "Roke"))
    ]
    found = elsewhere(drafts)
    assert found["charge", "ledger:11"][0].gist == "Roke: (vowed) the town would fight it"
    assert found["fight", "ledger:11"][0].gist == f"Varga: {COURIER_SAYS}"


def test_the_exported_page_leads_to_the_other_saying_and_back():
    page = html.render(fought())
    ways = re.findall(r'also tells: <a href="#(s1\.\d)">(.*?)</a>', page)
    assert [at for at, _ in ways] == ["s1.2", "s1.1"] and all(f'id="{at}"' in page for at, _ in ways)
    assert [words for _, words in ways] == ["1.2 (vowed) the town would fight it", f"1.1 {COURIER_SAYS}"]
    gists = re.findall(r'href="#s1\.\d">Odette Varga</a>: (.*?) <span', page)
    assert gists == [COURIER_SAYS, "(vowed) the town would fight it"], (
        "neither is called by the sentence that tells both"
    )
    assert "<b>groundless" not in page
    assert "also tells" not in html.render(replace(fought(), sayings=fought().sayings[:1], stories=()))


def test_the_page_leads_to_the_other_saying_in_the_synopsis_and_on_the_page_of_each(tmp_path, monkeypatch):
    """As if a telling of one saying of the example had told another, too."""
    pair: list[str] = []

    def twice(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
        several = [s for s in sayings if len(s.tellings) > 2 and not s.parts]
        if len(several) < 2:
            return tuple(sayings)
        one, other = several[:2]
        pair[:] = [one.id, other.id]
        both = replace(other, tellings=tuple(sorted({*other.tellings, one.tellings[0]})))
        return tuple(both if s.id == other.id else s for s in sayings)

    with served.found_as(tmp_path, monkeypatch, twice) as client:
        story = client.get("/index.json").json()["stories"][0]["story"]
        ways = re.findall(r'also tells: <a href="/saying/([\w~-]+)">', client.get(f"/story/{story}").text)
        assert sorted(ways) == sorted(pair)
        for here, there in (pair, pair[::-1]):
            ways = re.findall(r'also tells: <a href="/saying/([\w~-]+)">', client.get(f"/saying/{here}").text)
            assert ways == [there]


def test_the_data_of_a_saying_has_the_part_that_it_tells_and_not_the_whole_beside_it(tmp_path, monkeypatch):
    """Where another saying of the story has the whole."""
    pair: list[str] = []

    def some(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
        whole = [s for s in sayings if len(s.tellings) > 1 and not s.parts]
        parted = [s for s in sayings if s.parts]
        if not (whole and parted):
            return tuple(sayings)
        pair[:] = [parted[0].id, parted[0].parts[0].telling]
        both = replace(whole[0], tellings=(*whole[0].tellings, pair[1]))
        return tuple(both if s.id == both.id else s for s in sayings)

    with served.found_as(tmp_path, monkeypatch, some) as client:
        told = client.get(f"/saying/{pair[0]}.json").json()
    (saying,) = told["sayings"]
    assert {a["id"] for a in told["attributions"]} == set(saying["tellings"])
    assert pair[1] in {a.get("part_of") for a in told["attributions"]}


def test_what_is_quoted_in_part_has_before_it_how_it_is_reported():
    """“(derided) what he called a …”: without it the words seem to be the speaker's own."""
    words = "[source Varga] [cue derided] [content the plan as “a paper dam”]."
    article, (told,) = marked(words, id="post", outlet="Post", speakers={"": VARGA})
    saying = Saying("y", "s", VARGA, (told.id,))
    trace = Trace((article,), (replace(told, kind="mixed"),), (Story("s", ("post",), ("y",)),), (saying,))
    assert "(derided) the plan as “a paper dam”" in text.render(trace, width=100, color=False)
    assert '<span class="faint">(derided) </span>the plan as “a paper dam”' in " ".join(html.render(trace).split())
