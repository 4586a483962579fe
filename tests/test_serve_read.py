"""Texts given to the page: one that cannot be read costs itself only, and what was forgotten is not taken in again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import engine
import served
from quoth import articles
from quoth.articles import folder
from quoth.page.app import server
from quoth.page.app.given.files import is_transcript
from quoth.page.app.given.reading import Engine
from quoth.page.app.index import columns
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
    """What the page says once it has read these texts, each by its name."""
    return dropped(client, {f"{name}.txt": text for name, text in files.items()})


def sent(client: served.Client, files: dict[str, str], left: str = "") -> served.Answer:
    """What the page answers where these files are dropped, and the names of those that the browser `left`."""
    parts = "".join(
        f'--edge\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n{text}\r\n'
        for name, text in files.items()
    )
    parts += f'--edge\r\ncontent-disposition: form-data; name="left"\r\n\r\n{left}\r\n' if left else ""
    kind = {"content-type": "multipart/form-data; boundary=edge", "origin": f"http://{served.HOST}"}
    return client.ask("POST", "/read", f"{parts}--edge--\r\n".encode(), {**kind, "accept": "application/json"})


def dropped(client: served.Client, files: dict[str, str], left: str = "") -> dict[str, Any]:
    """What the page says once it has read these files."""
    answer = sent(client, files, left)
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


def steps(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(s["name"], s["state"], s["why"]) for s in told["steps"]]


def test_a_text_that_is_here_already_is_said_to_be_and_is_no_second_article(client, tmp_path):
    """A copy that the browser had called “ledger (1).txt” was a second article, in which everything was told again."""
    assert steps(given(client, ledger=ODA, copy=ODA)) == [
        ("ledger.txt", "read", ""),
        ("copy.txt", "here already", "the same text was read from ledger.txt"),
    ]
    told = dropped(client, {"ledger (1).txt": ODA, "ledger.txt": ODA})
    assert steps(told) == [
        ("ledger (1).txt", "here already", "the same text was read from ledger.txt"),
        ("ledger.txt", "here already", "this file was read before"),
    ]
    assert (told["state"], told["read"], told["known"], told["aside"]) == ("done", 0, 2, 0)
    assert {s["article"] for s in told["steps"]} == {"ledger"} and told["stories"]
    assert [f.name for f in (tmp_path / "week-dropped").glob("*/*")] == ["ledger.txt"]
    assert client.get("/index.json").json()["counts"]["articles"] == 1
    page = " ".join(client.get(f"/read/{list(client.served.reading._jobs)[-1]}").text.split())
    assert "Nothing new; 2 were here already." in page
    assert '<a href="/article/ledger">ledger.txt</a>: 1 statement; this file was read before</li>' in page


def test_one_text_in_two_papers_is_two_articles(client):
    one, other = (json.dumps({"text": ODA, "outlet": outlet}) for outlet in ("Ledger", "Post"))
    assert [s for _, s, _ in steps(dropped(client, {"a.json": one, "b.json": other}))] == ["read", "read"]
    assert [s for _, s, _ in steps(given(client, pasted=ODA))] == ["here already"]
    assert client.get("/index.json").json()["counts"]["articles"] == 2


def test_what_was_read_on_the_command_line_is_here_already(client, tmp_path):
    (tmp_path / "morning.txt").write_text(ODA)
    with Store.open(tmp_path / "week.db") as store:
        for one in articles.read([tmp_path / "morning.txt"]):
            store.put(engine.attribute(store.settle(one)), "small")
    assert steps(given(client, a=ODA)) == [("a.txt", "here already", "the same text was read from morning.txt")]


def test_a_table_of_metadata_is_used_for_the_articles_that_come_with_it(client):
    """It was set aside, “given with --meta”, which nobody can do on a page; and the outlets were not stated."""
    table = "id;path;outlet;date\r\nledger;;Ansel Ledger;2025-03-12\r\n;b.txt;Coast Courier;\r\nnone;;X;\r\n"
    told = dropped(client, {"week/meta.csv": table, "week/ledger.txt": ODA, "week/b.txt": BRENN})
    assert steps(told) == [
        ("week/ledger.txt", "read", ""),
        ("week/b.txt", "read", ""),
        ("week/meta.csv", "used", "line 4: no article has the id 'none': the row was not used"),
    ]
    found = {a: client.get(f"/article/{a}.json").json()["article"] for a in ("ledger", "b")}
    assert [(a["outlet"], a["published"]) for a in found.values()] == [
        ("Ansel Ledger", "2025-03-12"),
        ("Coast Courier", None),
    ]
    assert "Used for the articles" in client.get(f"/read/{next(iter(client.served.reading._jobs))}").text


def test_metadata_may_come_later_with_the_articles_once_more(client):
    given(client, ledger=ODA)
    told = dropped(client, {"ledger.txt": ODA, "meta.csv": "id,outlet\r\nledger,Ansel Ledger\r\n"})
    assert [s for _, s, _ in steps(told)] == ["read", "used"]
    assert steps(given(client, ledger=ODA)) == [("ledger.txt", "here already", "this file was read before")]
    assert client.get("/article/ledger.json").json()["article"]["outlet"] == "Ansel Ledger", "it was taken away again"
    assert client.get("/index.json").json()["counts"]["articles"] == 1


def test_a_table_of_metadata_alone_or_a_second_one_says_what_to_do(client):
    table = "id,outlet\r\nledger,Ansel Ledger\r\n"
    told = dropped(client, {"meta.csv": table})
    assert (told["state"], *steps(told)) == (
        "failed",
        ("meta.csv", "set aside", "tells of other articles: drop it together with them, and their outlets and days are "
         "taken from it"),
    )  # fmt: skip
    told = dropped(client, {"a.csv": table, "b.csv": "id,title\r\nledger,Ferry\r\n", "ledger.txt": ODA})
    assert steps(told)[1:] == [
        ("a.csv", "used", ""),
        ("b.csv", "set aside", "tells of other articles, as a.csv does: give one such table at a time"),
    ]


def test_a_record_of_the_page_that_is_dropped_with_articles_is_none(tmp_path):
    (tmp_path / "briefing.txt").write_text("ODA: We will not sell the ferry this year. We wait for May.\n")
    reads = Engine(articles.read, engine.attribute, lambda: "small")
    with served.page(tmp_path / "week.db", reads=reads, records=(str(tmp_path / "briefing.txt"),)) as one:
        client = one.come_in()
        told = given(client, a=ODA, briefing=(tmp_path / "briefing.txt").read_text())
        assert "quoth serve --record" in client.get("/read").text
    assert steps(told) == [("a.txt", "read", ""), ("briefing.txt", "set aside", "is the record, and so no article")]


def test_what_lies_beside_the_articles_of_a_folder_is_passed_by_and_counted(client):
    """Of a page that was saved whole the scripts were articles, and each picture was set aside."""
    told = dropped(
        client,
        {
            "week/ferry.txt": ODA,
            "week/quay.html": f"<article><h1>Quay</h1><p>{BRENN}</p><p>{BRENN}</p></article>",
            "week/quay_files/count.js": "let views = 1;",
            "week/quay_files/frame.html": f"<p>{BRENN}</p>",
            "week/.hidden": "none",
            "week/style.css": "p { color: black }",
            "week/pier.jpg": "a picture",
        },
        left="week/boat.JPG\r\nweek/ferry_files/a.png\r\nweek/quay_files/more/b.png",
    )
    assert [name for name, *_ in steps(told)] == ["week/ferry.txt", "week/quay.html"]
    assert told["beside"] == "5 files are no articles (.jpg 2, .css 1, .png 1, folders of saved pages 1)"
    assert told["beside"] in client.get(f"/read/{next(iter(client.served.reading._jobs))}").text


def test_a_folder_of_pictures_alone_says_what_is_in_it(client):
    answer = sent(client, {"week/pier.jpg": "a picture"}, left="week/boat.png")
    assert (answer.status, answer.json()["why"]) == (
        422,
        "There is nothing to read: 2 files are no articles (.jpg 1, .png 1).",
    )


def test_a_file_that_is_dropped_by_itself_is_read_whatever_it_is_called(client):
    ((name, state, _),) = steps(dropped(client, {"notes.css": ODA}))
    assert (name, state) == ("notes.css", "read")


def test_a_path_that_is_cut_keeps_its_ending(client):
    (step,) = dropped(client, {f"week/{'long' * 60}/ferry.html": f"<article><p>{ODA}</p><p>{BRENN}</p></article>"})[
        "steps"
    ]
    assert step["name"].endswith("/ferry.html")
    assert "<p>" not in client.get(f"/article/{step['article']}.json").json()["article"]["text"]


def test_the_script_leaves_what_the_server_would_pass_by():
    script = (Path(server.__file__).parent / "static" / "read.js").read_text(encoding="utf-8")
    listed = script.partition("const BESIDE = new Set([")[2].partition("]")[0]
    assert set(re.findall(r'"([^"]+)"', listed)) == folder.BESIDE


DEBATE = """QUILL: The ferry stays where it is, and we will pay for it.
MOSS: With what money? You have promised the same money twice.
QUILL: With the money of the harbour, as everybody here knows.
MOSS: The harbour has none, and the books of the harbour say so.
QUILL: Then we will borrow it, until the summer at the latest.
"""


def test_a_transcript_that_is_dropped_is_told(client):
    """It was one more outlet that tells everything, and nobody said so."""
    (step,) = given(client, debate=DEBATE)["steps"]
    assert step["state"] == "read"
    assert step["why"].startswith("reads like a transcript: ")
    assert "quoth forget debate --store " in step["why"]


def test_a_name_in_a_command_that_is_told_is_quoted_for_a_shell(tmp_path):
    reads = Engine(articles.read, engine.attribute, lambda: "small")
    with served.page(tmp_path / "our week; x.db", reads=reads) as one:
        (step,) = given(one.come_in(), debate=DEBATE)["steps"]
    assert f"quoth forget debate --store '{tmp_path}/our week; x.db' takes it out" in step["why"]


@pytest.mark.parametrize(
    "text",
    [
        ODA,
        f"FERRYPORT: {ODA}",
        f"{BRENN} {ODA} {BRENN}\n\n{DEBATE}",  # an article with an interview below it
        "QUILL: We stay.\n" + f"MOSS: {BRENN * 9}\n" + DEBATE,  # a speech, and questions after it
    ],
)
def test_what_is_no_transcript_is_not_told_to_be(text):
    assert not is_transcript(text)
