"""Texts given to the page: one that cannot be read costs itself only, and what was forgotten is not taken in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import engine
import served
from quoth import articles
from quoth.page.app import columns
from quoth.page.app.reading import Engine
from quoth.store import Store
from quoth.store.forget import forget
from quoth.types import Article

ODA = "Ferry. Oda said “We will not sell the ferry this year”. The council of the town met again on the Monday."
BRENN = "Quay. Brenn said “The quay stays shut until spring”. The divers of the town looked at it again on Friday."


@pytest.fixture
def client(tmp_path: Path):
    reads = Engine(articles.read, engine.attribute, lambda: "small")
    with served.page(tmp_path / "week.db", reads=reads) as one:
        yield one.come_in()


def given(client: served.Client, **files: str) -> dict[str, Any]:
    """What the page says once it has read these files, each by its name."""
    parts = "".join(
        f'--edge\r\ncontent-disposition: form-data; name="file"; filename="{name}.txt"\r\n\r\n{text}\r\n'
        for name, text in files.items()
    )
    kind = {"content-type": "multipart/form-data; boundary=edge", "origin": f"http://{served.HOST}"}
    answer = client.ask("POST", "/read", f"{parts}--edge--\r\n".encode(), {**kind, "accept": "application/json"})
    reading = client.served.reading
    reading._queue.put(None)
    reading._work()
    told: dict[str, Any] = client.get(f"{answer.json()['at']}.json").json()
    return told


def test_a_text_that_breaks_the_reader_costs_the_others_nothing(client):
    told = given(client, a="BREAK " + ODA, b=BRENN)
    assert [(s["name"], s["state"], s["statements"]) for s in told["steps"]] == [
        ("a.txt", "set aside", 0),
        ("b.txt", "read", 1),
    ]
    assert "quoth broke on this article" in told["steps"][0]["why"]
    assert told["state"] == "done"


def test_what_was_forgotten_is_not_taken_in_again_nor_its_words_kept(client, tmp_path):
    (name,) = (s["article"] for s in given(client, a=ODA)["steps"])
    with Store.open(tmp_path / "week.db") as store:
        assert forget(store, [name]).left == ()
    told = given(client, a=ODA, b=BRENN)
    assert [(s["state"], "was forgotten here" in s["why"]) for s in told["steps"]] == [
        ("set aside", True),
        ("read", False),
    ]
    assert [f.name for f in (tmp_path / "week-dropped").glob("*/*")] == ["b.txt"]
    assert len(list((tmp_path / "week-dropped").iterdir())) == 1
    with Store.open(tmp_path / "week.db") as store:
        assert store.article(name) is None


def test_a_figure_of_any_length_is_a_figure(client):
    """Python reads no figure of more than 4,300 digits."""
    given(client, a=ODA)
    long = "9" * 5_000
    for view in ("/?page=", "/search?q=ferry&most=", "/problems?page="):
        assert client.get(view + long).status == 200
    (telling,) = client.get("/search.json?q=ferry").json()["found"]
    form = {"what": "right", "telling": telling["attribution"], "seen": long}
    assert client.post("/judgements", form, accept="application/json").status == 200


def test_a_reason_with_a_separator_of_lines_in_it_can_be_brought_in(client):
    """Other programs leave U+2028 as it is in JSON Lines."""
    given(client, a=ODA)
    (telling,) = client.get("/search.json?q=ferry").json()["found"]
    client.post("/judgements", {"what": "wrong", "telling": telling["attribution"], "why": "no, really"})
    made = json.loads(client.get("/judgements.jsonl").text)
    line = json.dumps({**made, "id": "0" * 32, "why": "no,\u2028really"}, ensure_ascii=False)
    answer = client.post("/judgements/import", {"file": line}, accept="application/json")
    assert (answer.status, answer.json()["said"]) == (200, "1 of 1 judgement kept, as new")


def test_an_outlet_with_a_comma_in_its_name_is_one(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"text": ODA, "outlet": "Quay, Ferry and Post"}))
    reads = Engine(articles.read, engine.attribute, lambda: "small")
    with Store.open(tmp_path / "week.db") as store:
        for one in articles.read([tmp_path / "a.json"]):
            store.put(engine.attribute(store.settle(one)), "small")
    with served.page(tmp_path / "week.db", reads=reads) as one:
        client = one.come_in()
        (who,) = client.get("/speakers.json").json()["speakers"]
        (saying,) = client.get(f"/speaker/{who['speaker']}.json").json()["sayings"]
    assert saying["outlets"] == ["Quay, Ferry and Post"]


def test_more_texts_than_one_job_takes_are_refused_not_dropped(client):
    """Chosen files were refused above 200, but pasted texts and addresses after the 200th were lost without a word."""
    kind = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{served.HOST}"}
    body = "&".join(["text=Quay."] * 201).encode()
    answer = client.ask("POST", "/read", body, {**kind, "accept": "application/json"})
    assert (answer.status, answer.json()["why"]) == (422, "201 texts are more than 200: give them in several goes.")


def test_copies_of_one_text_are_looked_at_once(monkeypatch):
    """An agency's report stands in a thousand papers: to compare each copy with each took a minute."""
    compared = []
    alike = columns._alike
    monkeypatch.setattr(columns, "_alike", lambda a, b: compared.append(1) or alike(a, b))
    text = " ".join(f"word{n}" for n in range(600))
    copies = [Article(id=f"{n:03}", path="x", text=text) for n in range(100)]
    other = Article(id="other", path="x", text=" ".join(f"else{n}" for n in range(600)))
    found = columns.columns([*copies, other], {a.id: a.id for a in [*copies, other]})
    assert [len(c.articles) for c in found] == [100, 1]
    assert len(compared) == 100


def test_an_article_is_called_as_its_file_and_two_of_one_name_are_two(client):
    """Its column in a story, and its headline where it has none, were “ledger-1f0c9a2b”."""
    (first,) = given(client, ledger=ODA)["steps"]
    (again,) = given(client, ledger=ODA)["steps"]
    (other,) = given(client, ledger=BRENN)["steps"]
    assert first["article"] == again["article"] == "ledger"
    assert (other["state"], other["article"] != "ledger") == ("read", True)


def test_what_was_read_begins_with_the_stories_and_what_was_set_aside(client):
    given(client, a=ODA, b=BRENN, empty="  ")
    (job,) = client.served.reading._jobs
    page = client.get(f"/read/{job}").text
    places = [
        page.index(words)
        for words in ("2 articles read", "1 set aside", "<h2>The stories", "<h2>Set aside", "<h2>Read")
    ]
    assert places == sorted(places)


def test_an_empty_store_asks_for_articles_at_once(client):
    page = client.get("/").text
    assert '<form class="drop"' in page
    assert "webkitdirectory" in page
    given(client, a=ODA)
    assert '<form class="drop"' not in client.get("/").text
