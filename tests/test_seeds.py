"""The two reports of one press briefing that the project was founded on, read with the shipped network.

They are not ours to print: passages are named by their places (code points of the file) and by a word or two.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from quoth.cli import main

pytestmark = pytest.mark.shared

FIRST, SECOND = "000_a5ecb4811285bf1d", "004_be7747358e219e62"
MILLER = {"name": "Matthew Miller", "type": "person"}
# Where statements begin, in the first and in the second report: the two sentences given in quotation marks, the two on
# the senator, the position that the second has from another outlet, the ambassador's meeting.
ELECTIONS, PRISONERS = (2389, 763), (3134, 1458)
CONCERNS, LETTER, NEUTRAL, MEETING = (2713, 1022), (2914, 1242), (2350, 702), (1918, 291)
NEAR = 12  # code points that a network may begin before or after them


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What ``quoth trace ../shared/seeds/*.txt --no-store --format json`` prints."""
    out = tmp_path_factory.mktemp("seeds") / "out.json"
    inputs = [str(p) for p in sorted((shared / "seeds").glob("*.txt"))]
    assert main(["trace", *inputs, "--no-store", "--format", "json", "-o", str(out), "-q"]) == 0
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    return {p.stem: p.read_bytes().decode("utf-8") for p in (shared / "seeds").glob("*.txt")}


def of(seeds: dict[str, Any], article: str) -> list[dict[str, Any]]:
    return [a for a in seeds["attributions"] if a["article"] == article]


def at(seeds: dict[str, Any], article: str, start: int) -> dict[str, Any]:
    """The attribution of `article` with a content that begins near `start`."""
    near = [a for a in of(seeds, article) if any(abs(s["start"] - start) <= NEAR for s in a["content"])]
    assert len(near) == 1, f"{len(near)} attributions of {article} begin near {start}"
    return near[0]


def together(seeds: dict[str, Any], places: tuple[int, int]) -> dict[str, Any]:
    """The saying that has the statement of both reports; fails where each has its own.

    A statement of two sentences is told in two sayings: then it is the one of the first sentence.
    """
    first, second = (at(seeds, article, place)["id"] for article, place in zip((FIRST, SECOND), places, strict=True))
    sayings = [s for s in seeds["sayings"] if {first, second} <= set(s["tellings"])]
    assert sayings, f"{first} and {second} are in no one saying"
    return sayings[0]


def test_they_are_one_story_with_the_date_of_the_second(seeds: dict[str, Any]) -> None:
    assert [s["articles"] for s in seeds["stories"]] == [[FIRST, SECOND]]
    first, second = seeds["articles"]
    assert second["published"] == "2024-05-08"
    assert first["published"] is None or "published" in first["inferred"]


def test_every_span_is_the_text_at_its_place(seeds: dict[str, Any], texts: dict[str, str]) -> None:
    spans = [(a["article"], s) for a in seeds["attributions"] for r in ("source", "cue", "content") for s in a[r]]
    assert len(spans) > 60
    assert all(texts[article][s["start"] : s["end"]] == s["text"] for article, s in spans)


def test_enough_is_found_in_each(seeds: dict[str, Any]) -> None:
    assert len(of(seeds, FIRST)) >= 14
    assert len(of(seeds, SECOND)) >= 10


def test_nothing_is_attributed_from_a_link_line(seeds: dict[str, Any], texts: dict[str, str]) -> None:
    links = [m.span() for m in re.finditer(r"(?m)^(?:Read more|You May Also).*$", texts[FIRST])]
    assert len(links) == 4
    for a in of(seeds, FIRST):
        for s in (*a["source"], *a["cue"], *a["content"]):
            assert not any(s["start"] < end and start < s["end"] for start, end in links)


def test_six_sayings_at_least_are_told_by_both_and_are_the_spokesmans(seeds: dict[str, Any]) -> None:
    article = {a["id"]: a["article"] for a in seeds["attributions"]}
    both = [s for s in seeds["sayings"] if {article[i] for i in s["tellings"]} == {FIRST, SECOND}]
    assert sum(s["speaker"] == MILLER for s in both) >= 6


@pytest.mark.parametrize(
    ("places", "changed"),
    [
        (ELECTIONS, [("remains", "is the same"), ("sides", "position")]),
        (PRISONERS, [("advocate", "want"), ("individual", "person"), ("legal protections", "protection")]),
    ],
)
def test_the_two_quotations_differ_in_these_words(
    seeds: dict[str, Any], places: tuple[int, int], changed: list[tuple[str, str]]
) -> None:
    saying = together(seeds, places)
    first, second = (at(seeds, article, place) for article, place in zip((FIRST, SECOND), places, strict=True))
    assert (first["kind"], second["kind"], saying["wording"]) == ("direct", "direct", "differs")
    assert saying["speaker"] == MILLER
    # A sentence of the first report's quotation may stand in another statement of the second, and in its saying.
    whole = first.get("part_of", first["id"])
    own = {a["id"] for a in seeds["attributions"] if whole in (a["id"], a.get("part_of"))}
    told = [s for s in seeds["sayings"] if own & set(s["tellings"])]
    read = [{i: r["text"] for r in v["readings"] for i in r["tellings"]} for s in told for v in s["variants"]]
    for one, other in changed:
        said = [[r[i] for i in r if i.startswith(SECOND)] for r in read if any(one in r.get(i, "") for i in own)]
        assert any(other in text for texts in said for text in texts), (one, other)


@pytest.mark.parametrize("places", [CONCERNS, LETTER, MEETING], ids=["concerns", "letter", "meeting"])
def test_what_neither_quotes_is_joined_too(seeds: dict[str, Any], places: tuple[int, int]) -> None:
    assert at(seeds, SECOND, places[1])["kind"] == "indirect"
    assert together(seeds, places)["speaker"] == MILLER


def test_the_outlet_is_the_via_of_the_position_and_not_its_speaker(seeds: dict[str, Any]) -> None:
    position = at(seeds, SECOND, NEUTRAL[1])
    assert (position["via"], position["speaker"]) == ("Dawn News", MILLER)
    assert [a["id"] for a in seeds["attributions"] if a["via"]] == [position["id"]]


def test_tuesday_is_a_day_only_where_the_date_is_known(seeds: dict[str, Any]) -> None:
    assert at(seeds, SECOND, MEETING[1])["said_on"] == "2024-05-07"
    assert {a["said_on"] for a in of(seeds, SECOND)} <= {"2024-05-07", None}
    assert {a["said_on"] for a in of(seeds, FIRST)} == {None}


def test_statements_on_other_things_are_not_joined(seeds: dict[str, Any]) -> None:
    pairs = [ELECTIONS, PRISONERS, LETTER, MEETING]
    sayings = [together(seeds, places)["id"] for places in pairs]
    assert len(set(sayings)) == len(pairs)
    for start in (370, 685, 864, 1033, 1197, 1346):  # cooperation, refugees: the second report has none of it
        alone = at(seeds, FIRST, start)["id"]
        (saying,) = [s for s in seeds["sayings"] if alone in s["tellings"]]
        assert all(i.startswith(FIRST) for i in saying["tellings"])
