"""An article's earlier words on the page: its quotations before and after, and what else was said of whom."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import engine
import served
from hostile_store import hostile_store
from quoth.page.app.shown.revised import beside, moved
from quoth.store import Store
from quoth.types import Article, Attributed

FIRST = """\
Ferry to stop in May. Brenn said “We have not yet decided to sell the ferry this year”. The council met on Monday.
Oda said “The pier will stay open all summer long”. Jonte said “Nobody asked the harbour”.
"""
SECOND = """\
Ferry to stop in May. Brenn said “We have decided to sell the ferry this year”. The council met again on Monday.
Oda said “The pier will stay open all summer long”. Ilse said “Nobody asked the harbour”.
"""


def store_with(path: Path, *texts: str) -> Path:
    """A store in which one place was read with each of `texts` in turn."""
    with Store.open(path) as store:
        for text in texts:
            article = Article("ferry", "ferry.txt", text, outlet="The Ledger", title="Ferry to stop", language="en")
            store.put(engine.attribute(store.settle(article)), "small")
            store.commit()
    return path


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with served.page(store_with(tmp_path_factory.mktemp("revised") / "week.db", FIRST, SECOND)) as one:
        yield one.come_in()


def visible(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_the_article_says_that_it_had_other_words(client):
    assert 'href="/article/ferry/revisions"' in client.get("/article/ferry").text
    assert client.get("/article/ferry.json").json()["revised"] is True


def test_a_quotation_stands_before_and_after_with_the_words_that_went(client):
    shown = client.get("/article/ferry/revisions")
    assert '“We have <u class="differs"><span class="hidden">[differs: </span>not yet<' in shown.text
    assert "words cut without a mark; the meaning may differ" in visible(shown)
    assert "the article does not say so" in visible(shown)
    assert "The pier will stay open" not in shown.text, "what is as it was is not said again"


def test_words_that_became_another_speakers_are_told(client):
    shown = visible(client.get("/article/ferry/revisions"))
    assert "Ilse said by Jonte before" in shown
    assert "the speaker was Jonte" not in shown, "and told once"


def test_the_words_of_a_version_are_an_address(client):
    assert "Jonte said" in visible(client.get("/article/ferry/revisions?version=1"))
    assert "Jonte said" not in visible(client.get("/article/ferry/revisions?version=2"))
    assert client.get("/article/ferry/revisions?version=99").status == 200


def test_the_same_as_data(client):
    told = client.get("/article/ferry/revisions.json").json()
    assert [v["number"] for v in told["versions"]] == [1, 2]
    assert [v["text"] for v in told["versions"]] == [FIRST, SECOND]
    edit, given = told["revisions"][0]["edits"]
    assert (given["kind"], given["speaker_before"]["name"]) == ("speaker", "Jonte")
    assert (edit["kind"], edit["meaning"]) == ("changed", True)
    assert FIRST[edit["before"]["start"] : edit["before"]["end"]] == edit["before"]["text"]
    lines = client.get("/article/ferry/revisions.csv").text.splitlines()
    assert lines[0].lstrip("\ufeff").startswith("revision,read,kind,speaker,before,after")
    assert len(lines) == 3


def test_an_article_that_was_never_changed_says_so(tmp_path):
    with served.page(store_with(tmp_path / "week.db", FIRST)) as client:
        client.come_in()
        assert "/revisions" not in client.get("/article/ferry").text
        assert "in one wording only" in client.get("/article/ferry/revisions").text
        assert client.get("/article/nowhere/revisions").status == 404


def test_a_page_that_was_open_shows_it_once_the_store_has_it(tmp_path):
    store = store_with(tmp_path / "week.db", FIRST)
    with served.page(store) as client:
        client.come_in()
        store_with(store, SECOND)
        client.served.desk.refresh()
        assert "/article/ferry/revisions" in client.get("/article/ferry").text


def test_a_damaged_revision_is_named_and_the_others_are_shown(tmp_path):
    store = store_with(tmp_path / "week.db", FIRST, SECOND, SECOND.replace("summer", "winter"))
    with served.page(store) as client:
        client.come_in()
        with Store.open(store) as one:
            one.connection.execute("UPDATE revisions SET facts = '{}' WHERE number = 2")
            one.connection.commit()
        shown = visible(client.get("/article/ferry/revisions"))
        assert "damaged: its words cannot be told" in shown
        assert "From version 1 to 3" in shown


def test_hostile_words_stay_words(tmp_path):
    bad = "<script>alert(1)</script>"
    texts = [FIRST.replace("ferry", f"ferry {bad}"), SECOND.replace("ferry", f"boat {bad}")]
    with served.page(store_with(tmp_path / "week.db", *texts)) as client:
        client.come_in()
        for path in ("/article/ferry/revisions", "/article/ferry/revisions?version=1"):
            assert bad not in client.get(path).text
            assert "&lt;script&gt;" in client.get(path).text


def test_nothing_is_told_twice():
    """A quotation that was edited is an edit, and not a statement that went and one that came."""
    article = Article("ferry", "ferry.txt", FIRST, language="en")
    old, new = engine.attribute(article), engine.attribute(replace(article, text=SECOND))
    assert [m.what for m in moved(old, new)] == ["new", "the speaker was Jonte before", "no longer there"]
    spans = [[next(a for a in one.attributions).content[0]] for one in (old, new)]
    assert [m.what for m in moved(old, new, *spans)] == ["the speaker was Jonte before"]
    assert list(moved(old, Attributed(old.article, old.attributions))) == []


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("we will not sell it", "we will sell it", ["not"], []),
        ("we will sell it", "we may sell it soon", ["will"], ["may", "soon"]),
        ("we will", "", [], []),
        ("", "we will", [], []),
    ],
)
def test_the_words_that_differ(before, after, gone, come):
    one, other = beside(before, after)
    assert [w for w, differs in one if differs] == gone
    assert [w for w, differs in other if differs] == come
    assert " ".join(w for w, _ in one) == before
    assert " ".join(w for w, _ in other) == after


def test_every_hostile_store_has_such_a_page(tmp_path):
    with served.page(hostile_store(tmp_path / "h.db", ["'><svg/onload=x>"] * 5)) as client:
        client.come_in()
        found = client.get("/search.json?q=crane").json()["found"][0]["article"]
        assert client.get(f"/article/{found}/revisions").status == 200
        assert json.loads(client.get(f"/article/{found}/revisions.json").body)["revisions"] == []
