"""The addresses of stories on the page: they stay when more is read, and one that is no more leads on."""

from __future__ import annotations

from pathlib import Path

import served
from engine import SMALL
from quoth.store import Store
from test_stories_store import BOTH, SAFE, SUNK, article


def test_a_story_keeps_its_address_says_what_came_to_it_and_one_that_is_no_more_leads_there(tmp_path: Path):
    path = tmp_path / "week.db"

    def read(name: str, text: str) -> None:
        with Store.open(path) as store:
            store.put(SMALL.attribute(store.settle(article(name, text, str(tmp_path / f"{name}.txt")))), "nobody")

    read("sunk", SUNK)
    read("safe", SAFE)
    with served.page(path) as client:
        client.come_in()
        before = {s["title"]: s["story"] for s in client.get("/index.json").json()["stories"]}
        assert sorted(before) == ["safe", "sunk"]
        read("both", BOTH)
        client.served.desk.refresh()
        (after,) = client.get("/index.json").json()["stories"]
        assert after["story"] in before.values()
        (gone,) = set(before.values()) - {after["story"]}
        shown = client.get(f"/story/{after['story']}").text
        assert f"1 article came here from story {gone}, as more was read." in shown
        there = client.get(f"/story/{gone}?page=1")
        assert (there.status, there.headers["location"]) == (307, f"/story/{after['story']}?page=1")
        assert client.get(f"/story/{gone}/map").headers["location"] == f"/story/{after['story']}/map"
        assert client.get(f"/story/{gone}.json").headers["location"] == f"/story/{after['story']}.json"
        assert client.get("/story/s0123456789").status == 404
        client.served.desk.refresh()
        assert client.get(f"/story/{after['story']}").status == 200
