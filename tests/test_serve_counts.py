"""The page counts alike in its lists, on a story, in the search and in the file to keep: sure, and perhaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import served
from quoth.page import notes
from quoth.page.app.index import rows
from quoth.types import Saying


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As if two sayings had but one telling that surely belongs to them."""

    def unsure(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
        several = [s.id for s in sayings if len({t.partition(":")[0] for t in s.tellings}) > 1][:2]
        return tuple(replace(s, doubtful=s.tellings[1:], origins=None) if s.id in several else s for s in sayings)

    with served.found_as(tmp_path, monkeypatch, unsure) as one:
        yield one


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_what_only_perhaps_several_tell_is_counted_apart_everywhere(client):
    counts = client.get("/index.json").json()["counts"]
    surely = counts["shared"] - counts["perhaps"]
    assert (counts["perhaps"], surely > 5) == (2, True)
    first = client.get("/index.json").json()["stories"][0]
    assert f"{surely} of them told by more than one article and 2 more perhaps" in plain(client.get("/").text)
    assert f"{first['sayings']} sayings, {surely} told by several, 2 more perhaps" in plain(client.get("/").text)
    story = f"/story/{first['story']}"
    alone = counts["sayings"] - counts["shared"] - client.get("/index.json").json()["stories"][1]["sayings"]
    assert f"{surely} sayings told by several, 2 more perhaps, {alone} by one only" in plain(client.get(story).text)
    kept = plain(client.get(f"{story}.html").text)
    assert f"{surely} of them told by more than one article and 2 more perhaps" in kept


def test_the_list_of_stories_leads_to_where_the_meaning_may_differ_and_counts_what_is_there(client):
    first, other = client.get("/index.json").json()["stories"]
    found = client.get(f"/story/{first['story']}?wording=meaning").text.count('<tr role="row" class="item"')
    listed = plain(client.get("/").text)
    assert first["grave"] == found >= 3
    assert f"! in {found} the meaning may differ" in listed
    assert other["grave"] == 0
    assert listed.count("the meaning may differ") == 1


def test_the_list_of_stories_says_how_many_articles_state_no_day(tmp_path, monkeypatch):
    """As if the first of them had none."""
    put_story = rows.put_story

    def put(db, story, made_of, members):
        put_story(db, story, made_of, (replace(members[0], published=None), *members[1:]))

    store = served.example(tmp_path)
    monkeypatch.setattr(rows, "put_story", put)
    for index in tmp_path.glob("*-page*"):
        index.unlink()
    with served.page(store) as one:
        listed = plain(one.come_in().get("/").text)
    assert "Wednesday 12 March 2025, 1 undated · 6 articles" in listed
    assert "date not stated · 1 article" in listed


def test_what_is_only_perhaps_one_stands_last_under_a_line_of_its_own(client):
    story = client.get("/index.json").json()["stories"][0]["story"]
    page = client.get(f"/story/{story}").text
    sure, line, unsure = page.partition('<tr role="row" class="from">')
    assert "Perhaps told by several: too little in common to be sure" in line + unsure[:300]
    assert "? perhaps one statement" not in sure
    assert unsure.count("? perhaps one statement") == unsure.count('<tr role="row" class="item"') == 2
    assert page.count('class="from"') == 1


def test_a_list_says_perhaps_where_it_is_only_perhaps(client):
    story = client.get("/index.json").json()["stories"][0]["story"]
    data = client.get(f"/story/{story}.json").json()
    saying = next(s for s in data["sayings"] if len(s["doubtful"]) == len(s["tellings"]) - 1 and s["doubtful"])
    words = next(a for a in data["attributions"] if a["id"] == saying["tellings"][0])["content"][0]["text"]
    asked = "+".join(re.findall(r"\w+", words)[:6])
    found = next(f for f in client.get(f"/search.json?q={asked}").json()["found"] if f["saying"] == saying["id"])
    assert (found["told_by"] > 1, found["surely_told_by"]) == (True, 1)
    assert f"perhaps told by {found['told_by']} articles" in plain(client.get(f"/search?q={asked}").text)


@pytest.mark.parametrize(
    ("articles", "surely", "said"),
    [
        (4, 4, "told by 4 articles"),
        (5, 4, "told by 4 articles, perhaps 5"),
        (2, 1, "perhaps told by 2 articles"),
        (2, 0, "perhaps told by 2 articles"),
    ],
)
def test_by_how_many_a_list_says_that_it_is_told(articles, surely, said):
    assert notes.told_by(articles, surely) == said


@pytest.mark.parametrize(
    ("surely", "perhaps", "said"),
    [
        (11, 0, "11 sayings told by several"),
        (1, 13, "1 saying told by several, 13 more perhaps"),
        (0, 3, "3 sayings perhaps told by several"),
        (0, 0, "0 sayings told by several"),
    ],
)
def test_how_many_several_tell(surely, perhaps, said):
    assert notes.shared_out(surely, perhaps, "saying") == said


def test_the_map_says_what_an_outlet_only_perhaps_tells(tmp_path, monkeypatch):
    def unsure(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
        return tuple(replace(s, doubtful=s.tellings[-1:]) if len(s.tellings) > 3 else s for s in sayings)

    with served.found_as(tmp_path, monkeypatch, unsure) as client:
        story = client.get("/index.json").json()["stories"][0]["story"]
        page = client.get(f"/story/{story}/map").text
    assert page.count('<use class="perhaps"') == page.count(", perhaps</td>") > 0
    assert "faint: perhaps another statement" in page


def test_an_article_says_where_its_statement_perhaps_stands_too(client):
    page = plain(client.get("/article/coast-courier").text)
    assert "perhaps also in" in page
    assert "; also in" in page


def test_what_only_perhaps_belongs_makes_no_difference_that_is_told_of_the_saying(client):
    """On the page as in the file to keep: of quotations that are in doubt none is said to have another meaning."""
    story = client.get("/index.json").json()["stories"][0]["story"]
    told = client.get(f"/story/{story}.json").json()["sayings"]
    doubted = {s["id"] for s in told if s["doubtful"] and any(v["meaning"] for v in s["variants"])}
    shown = client.get(f"/story/{story}?wording=meaning").text
    grave = {s["id"] for s in told if f'id="{s["id"]}"' in shown}
    assert doubted
    assert grave
    assert not doubted & grave
