"""The stories of a store: ids stay when more is read, what merges is said, and only what is new is looked at."""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import SMALL
from quoth import cli
from quoth.page.history import lines, told
from quoth.page.text import render
from quoth.store import Store
from quoth.store.encode import sealed
from quoth.store.forget import forget
from quoth.store.grouped import brought_up
from quoth.store.stories import OvertakenError, as_kept, keep
from quoth.stories import Change, group
from quoth.synopsis import Grouping, of_story, synopsis, together
from quoth.types import Article, Attributed, Problem, Regrouped, Story
from test_stories import FIRE, STRIKE

SUNK = """Trawler Ondine sinks off Skarvik

The trawler Ondine sank off Skarvik on Tuesday night in a heavy swell. Harbour master Tove Brandal said “The crew of
nine were lifted from a raft by helicopter”. The cause is not known."""
SAFE = """Melhus hospital takes in nine with hypothermia

The hospital in Melhus has admitted nine patients with hypothermia. Doctor Imre Sallay said “All of them will recover”.
Two of its wards were cleared for them, and a school has lent blankets."""
BOTH = """Ondine: nine fishermen lifted from raft off Skarvik

Nine fishermen of the trawler Ondine, which sank off Skarvik on Tuesday night, were lifted from their raft by helicopter
and taken to hospital in Melhus with hypothermia. Harbour master Tove Brandal said the swell had been heavy. Doctor Imre
Sallay said “All of them will recover”."""

ENGINE = replace(SMALL, grouping=Grouping, of_story=lambda _: of_story)


def article(name: str, text: str, place: str | None = None) -> Article:
    return Article(name, place or f"{name}.txt", text, published="2031-03-05", language="en")


def put(store: Store, *articles: Article) -> None:
    for one in articles:
        store.put(Attributed(one, (), ()), "nobody")
    store.commit()


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for day, reports in {"tuesday": {"sunk": SUNK, "safe": SAFE}, "wednesday": {"both": BOTH}}.items():
        (tmp_path / day).mkdir()
        for name, text in reports.items():
            (tmp_path / day / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def stories(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["stories"]


def test_a_report_that_shows_two_stories_to_be_one_is_told_of_and_an_id_stays(news: Path, capsys):
    """On Tuesday one paper has the ship and another the rescued; on Wednesday a third has both."""
    assert cli.main(["trace", "tuesday", "--format", "json", "-o", "1.json"], engine=ENGINE) == 0
    safe, sunk = stories(news / "1.json")
    assert (safe["articles"], sunk["articles"]) == (["safe"], ["sunk"])
    assert "history" not in safe
    capsys.readouterr()

    assert cli.main(["trace", "wednesday", "--format", "json", "-o", "2.json"], engine=ENGINE) == 0
    (one,) = stories(news / "2.json")
    assert one["articles"] == ["both", "safe", "sunk"]
    stayed, went = (safe, sunk) if one["id"] == safe["id"] else (sunk, safe)
    assert one["id"] == stayed["id"]
    (merged,) = one["history"]
    assert {**merged, "at": ""} == {"at": "", "kind": "merged", "articles": went["articles"], "others": [went["id"]]}
    assert f"story {stayed['id']} now has 1 article of story {went['id']}" in capsys.readouterr().err

    assert cli.main(["trace", "tuesday", "wednesday"], engine=ENGINE) == 0
    said = capsys.readouterr()
    assert f": 1 article came here from story {went['id']}, as more was read." in said.out
    assert "now has" not in said.err, "what was said once has not happened again"


def test_watching_says_it_as_news(news: Path, capsys):
    assert cli.main(["watch", "tuesday", "--once", "--format", "json"], engine=ENGINE) == 0
    capsys.readouterr()
    assert cli.main(["watch", "wednesday", "--once", "--format", "json"], engine=ENGINE) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["news"] for one in found] == ["article", "story"]
    assert (len(found[1]["articles"]), len(found[1]["others"])) == (1, 1)
    assert cli.main(["watch", "wednesday", "--once"], engine=ENGINE) == 0
    assert capsys.readouterr().out == ""


def test_watching_says_it_also_where_another_run_kept_it_first(news: Path, capsys):
    """A trace in between, or a watcher that was killed after it had grouped and before it had told."""
    assert cli.main(["watch", "tuesday", "--once"], engine=ENGINE) == 0
    assert cli.main(["trace", "wednesday"], engine=ENGINE) == 0
    capsys.readouterr()
    for expected in (["article", "story"], []):
        assert cli.main(["watch", "wednesday", "--once", "--format", "json"], engine=ENGINE) == 0
        assert [json.loads(line)["news"] for line in capsys.readouterr().out.splitlines()] == expected
    assert cli.main(["watch", "tuesday", "wednesday", "--once"], engine=ENGINE) == 0
    assert capsys.readouterr().out == ""


def test_only_what_is_new_and_what_is_shown_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with Store.open(tmp_path / "quoth.db") as store:
        put(store, *(article(i, t) for i, t in (FIRE | STRIKE).items()))
        first = brought_up(store)
        put(store, article("both", BOTH), article("ferry", STRIKE["gazette-2"]))
        read = []
        own = Store.article
        monkeypatch.setattr(Store, "article", lambda self, name: read.append(name) or own(self, name))
        again = brought_up(store, shown=["ferry"])
    assert sorted(read) == ["both", "courier-2", "ferry", "gazette-2"]
    ids = {s.articles: s.id for s in first.stories}
    assert {s.articles: s.id for s in again.stories if s.id in ids.values()} == {
        ("courier", "gazette", "ledger"): ids["courier", "gazette", "ledger"],
        ("courier-2", "ferry", "gazette-2"): ids["courier-2", "gazette-2"],
    }
    assert {c.kind for c in again.changes} == {"new", "grown"}


def test_an_article_with_other_words_and_one_that_went_are_grouped_anew(tmp_path: Path):
    with Store.open(tmp_path / "quoth.db") as store:
        put(store, *(article(i, t) for i, t in (FIRE | STRIKE).items()))
        brought_up(store)
        put(store, article("ledger", STRIKE["gazette-2"]))
        found = brought_up(store)
        assert [s.articles for s in found.stories] == [("courier", "gazette"), ("courier-2", "gazette-2", "ledger")]
        assert {c.kind for c in found.changes} == {"split", "merged"}
        store.connection.execute("DELETE FROM revisions WHERE article = 1")
        store.connection.execute("DELETE FROM articles WHERE article = 1")
        assert [s.articles for s in brought_up(store).stories] == [("courier-2", "gazette-2", "ledger"), ("gazette",)]
        assert brought_up(store).changes == ()


def test_what_only_a_forgotten_article_held_together_comes_apart(tmp_path: Path):
    with Store.open(tmp_path / "quoth.db") as store:
        put(store, article("sunk", SUNK), article("safe", SAFE), article("both", BOTH))
        (one,) = brought_up(store).stories
        assert forget(store, ["both"]).left == ()
        found = brought_up(store)
        assert [s.articles for s in found.stories] == [("safe",), ("sunk",)]
        assert one.id in {s.id for s in found.stories}
        assert {c.kind for c in found.changes} == {"split", "merged"}
        assert brought_up(store).changes == ()


def test_an_article_that_is_damaged_is_told_of_and_is_in_no_story_that_is_shown(tmp_path: Path):
    with Store.open(tmp_path / "quoth.db") as store:
        put(store, *(article(i, t) for i, t in FIRE.items()))
        brought_up(store)
        store.connection.execute("UPDATE revisions SET text = 'x' WHERE revision = 2")
        found = brought_up(store, shown=["courier"])
        assert [s.articles for s in found.stories] == [("courier", "ledger")]
        (problem,) = found.problems
        assert isinstance(problem, Problem)
        assert "gazette" in problem.where
        put(store, article("gazette", FIRE["gazette"]))
        assert [s.articles for s in brought_up(store).stories] == [("courier", "gazette", "ledger")], "it came back"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE grouped SET story = CAST(story AS BLOB)",
        "UPDATE grouped SET read = CAST(read AS BLOB)",
        "UPDATE grouping SET value = replace(hex(zeroblob(3000)), '0', '9') WHERE name = 'turn'",
        "UPDATE grouping SET value = replace(hex(zeroblob(50000)), '0', '[') WHERE name = 'ever'",
        "UPDATE story_changes SET change = replace(hex(zeroblob(50000)), '0', '[')",
    ],
)
def test_stories_that_somebody_forged_are_made_again(tmp_path: Path, change: str):
    """Who can write the file can compute the checksums too."""
    with Store.open(tmp_path / "quoth.db") as store:
        put(store, article("sunk", SUNK), article("safe", SAFE))
        before = [s.articles for s in brought_up(store).stories]
        store.connection.create_function("sealed", -1, sealed)
        store.connection.execute(change)
        store.connection.execute("UPDATE grouped SET seal = sealed(number, article, story, read)")
        store.connection.execute("UPDATE grouping SET seal = sealed(name, value)")
        store.connection.execute("UPDATE story_changes SET seal = sealed(at, change)")
        after = brought_up(store)
    assert [s.articles for s in after.stories] == before
    assert after.unkept is None
    assert all(isinstance(s.id, str) for s in after.stories)


def test_of_two_runs_at_once_the_later_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "quoth.db"
    with Store.open(path) as one, Store.open(path) as other:
        put(one, *(article(i, t) for i, t in FIRE.items()))
        late = as_kept(one)
        brought_up(other)
        with pytest.raises(OvertakenError):
            keep(one, late.stories, late.stories.add([article("ledger", FIRE["ledger"])]), {}, late.turn)
        put(one, *(article(i, t) for i, t in STRIKE.items()))
        turns = []

        def overtaken_once(store: Store):
            found = as_kept(store)
            turns.append(found.turn)
            if len(turns) == 1:
                brought_up(other)  # which asks here as well
            return found

        monkeypatch.setattr("quoth.store.grouped.as_kept", overtaken_once)
        assert len(brought_up(one).stories) == 2
        assert turns == [1, 1, 2], "its own, the other's within, and its own again"


def test_a_store_that_cannot_be_written_still_shows_its_stories(tmp_path: Path):
    with Store.open(tmp_path / "quoth.db") as store:
        put(store, article("sunk", SUNK), article("safe", SAFE))
        brought_up(store)
        put(store, article("both", BOTH))
    with Store.open(tmp_path / "quoth.db", write=False) as store:
        found = brought_up(store)
        assert "quoth.db" in str(found.unkept)
        assert [h.kind for h in found.stories[0].history] == ["merged"], "it is told all the same"
        assert len(as_kept(store).stories) == 2


TEXTS = [*FIRE.values(), *STRIKE.values(), SUNK, SAFE, BOTH]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, len(TEXTS) - 1)), min_size=1, max_size=10), st.randoms())
def test_however_it_came_to_be_the_stories_are_those_of_the_articles_it_has(given_: list, chance: random.Random):
    """Articles come, are revised, go, and are attributed anew; the stories are brought up now and then."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "quoth.db") as store:
        had: dict[str, Article] = {}
        for n, k in given_:
            had[f"a{n}"] = article(f"a{n}", TEXTS[k])
            store.put(Attributed(had[f"a{n}"], (), ()), chance.choice(["nobody", "another network"]))
            if chance.random() < 0.5:
                brought_up(store)
        found = brought_up(store).stories
        assert [s.articles for s in found] == [s.articles for s in group(list(had.values()))]
        assert brought_up(store).stories == found
        assert len({s.id for s in found}) == len(found)


def test_a_synopsis_put_together_is_the_whole_one():
    given_ = [SMALL.attribute(article(i, t)) for i, t in {"sunk": SUNK, "both": BOTH, **STRIKE}.items()]
    by_id = {one.article.id: one for one in given_}
    found = together(group([one.article for one in given_]), by_id, {"sunk"})
    assert found == synopsis(given_[::-1], (), {"sunk"})
    assert [s.articles for s in found.stories] == [("both", "sunk")]
    assert [a.id for a in found.articles] == ["both", "sunk"]
    assert {t for s in found.sayings for t in s.tellings} == {a.id for a in found.attributions}
    assert found.stored == {a.id for a in by_id["both"].attributions}


def test_in_words():
    went = Change("merged", "s1", ("a", "b"), ("s2", "s3"))
    (line,) = told([went, Change("gone", "s2", ("a",), ("s1",))])
    assert line == "story s1 now has 2 articles of stories s2, s3"
    assert list(told([went] * 7))[-1] == "... and 2 more stories have articles of others"
    first, *_, last = lines([Regrouped("2031-03-05T10:00:00+00:00", "split", ("a",), ("s2",))] * 7)
    assert first == "2031-03-05: 1 article went from here to story s2, as more was read."
    assert last == "Before that articles came or went 2 times."


def test_a_reader_of_the_story_sees_it():
    from quoth.page.html import render as as_page

    one = SMALL.attribute(article("sunk", SUNK))
    history = (Regrouped("2031-03-05T10:00:00+00:00", "merged", ("b",), ("s<9",)),)
    made = together([Story("s1", ("sunk",), history=history)], {"sunk": one}, {"sunk"})
    assert made.to_dict()["stories"][0]["history"][0]["others"] == ["s<9"]
    assert "1 article came here from story s<9" in render(made, width=100, color=False)
    assert "1 article came here from story s&lt;9" in as_page(made)
