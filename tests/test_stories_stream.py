"""Stories of articles that keep coming: the same whatever the order, names that stay, copies as one, and the store."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.errors import StoreError
from quoth.store import Store
from quoth.store.stories import changes, keep, restored
from quoth.stories import Change, Stories, group
from quoth.stories.naming import name
from quoth.types import Article
from test_stories import ALONE, FIRE, STRIKE, article

WIRE = """Dam at Castle Rill gives way after week of rain

CASTLE RILL — The dam above Castle Rill gave way early on Thursday after a week of rain, sending a wall of water
through the lower town and forcing 2,300 people from their homes. Nobody is known to have died, said the head of the
valley's rescue service, Marit Oskarby, who spoke to reporters from the roof of the school. Eleven people were taken
to hospital in Vannes. Engineers had warned in March that the spillway was cracked. The water board said on Thursday
evening that it would open an inquiry, and that the repair had been planned for June. The road to the coast is closed.
Farmers lost cattle and the year's hay, and the mill that has stood below the dam since 1874 is gone."""


def copy(n: int) -> Article:
    """One outlet's print of `WIRE`: another first line, and every third one cut short."""
    text = f"From our agencies, print {n}\n\n{WIRE}"
    return article(f"wire{n:03d}", text if n % 3 else text.rpartition("\nFarmers")[0])


def test_adding_later_gives_the_same_stories_as_all_at_once():
    articles = [article(i, t) for i, t in (FIRE | STRIKE | ALONE).items()]
    stories = Stories()
    for one in articles:
        stories.add([one])
    assert [s.articles for s in stories.stories] == [s.articles for s in group(articles)]


def test_the_rows_of_a_table_stand_in_their_order_and_the_id_is_that_of_before():
    stories = Stories()
    stories.add([replace(copy(n), id=f"wire#{n}") for n in (10, 2, 1)])
    story = stories.story_of("wire#2")
    assert story.articles == ("wire#1", "wire#2", "wire#10")
    assert stories.stories == (story,)
    stories.remove(["wire#1"])
    assert stories.story_of("wire#10").articles == ("wire#2", "wire#10")

    lone = Stories()
    lone.add([article("row#10", WIRE), article("row#9", ALONE["garden"])])
    assert [s.articles for s in lone.stories] == [("row#9",), ("row#10",)]


def test_a_story_that_grows_keeps_its_id_even_when_a_smaller_article_id_comes():
    stories = Stories()
    stories.add([article("gazette", FIRE["gazette"]), article("ledger", FIRE["ledger"])])
    before = stories.story_of("ledger").id
    assert stories.add([article("a", FIRE["courier"])]) == (Change("grown", before, ("a",)),)
    assert stories.story_of("a").id == before


def test_nothing_changes_when_an_article_comes_again():
    stories = Stories()
    stories.add([article("gazette", FIRE["gazette"])])
    assert stories.add([article("gazette", FIRE["gazette"])]) == ()


def test_an_article_that_was_rewritten_goes_where_it_now_belongs_and_that_is_said():
    stories = Stories()
    stories.add([article(i, t) for i, t in (FIRE | STRIKE).items()])
    fire, strike = stories.story_of("courier").id, stories.story_of("courier-2").id
    told = stories.add([article("ledger", STRIKE["gazette-2"])])
    assert set(told) == {
        Change("split", fire, ("ledger",), (strike,)),
        Change("merged", strike, ("ledger",), (fire,)),
    }
    assert stories.story_of("ledger").id == strike


def test_what_goes_leaves_the_rest_as_if_it_had_never_been_there():
    stories = Stories()
    stories.add([article(i, t) for i, t in (FIRE | STRIKE).items()])
    stories.remove(STRIKE)
    assert [s.articles for s in stories.stories] == [
        s.articles for s in group([article(i, t) for i, t in FIRE.items()])
    ]


def test_names_of_a_merge_and_a_split():
    ids, told = name([{"a", "b", "c"}], {"s1": {"a", "b"}, "s2": {"c"}})
    assert ids == ["s1"]
    assert told == (Change("merged", "s1", ("c",), ("s2",)), Change("gone", "s2", ("c",), ("s1",)))
    ids, told = name([{"a", "b"}, {"c"}], {"s1": {"a", "b", "c"}})
    assert ids[0] == "s1"
    assert told == tuple(
        sorted(
            (Change("split", "s1", ("c",), (ids[1],)), Change("merged", ids[1], ("c",), ("s1",))),
            key=lambda c: (c.story, c.kind),
        )
    )


def test_an_id_that_was_given_up_is_not_given_again():
    (first,), _ = name([{"a"}], {})
    (second,), _ = name([{"a"}], {}, taken={first})
    assert second != first


def test_a_wire_story_in_many_outlets_is_one_text_with_its_witnesses():
    copies = [copy(n) for n in range(60)]
    stories = Stories()
    stories.add([*copies, article("own", FIRE["courier"])])
    assert len(stories.stories) == 2
    assert len(stories.copies()) == 59
    assert set(stories.copies().values()) == {"wire010"}, "one of the longest stands for all, the first by name"


def test_a_text_filled_in_anew_is_no_copy_and_another_event():
    """The same words month by month: a reader who asks for March's figures is not served with April's."""
    form = (
        "Prices in Port Ellery rose {} percent in {}, the statistics office said on the {}th. Bread cost {} crowns a "
        "loaf and herring {} a kilo, after {} and {} a month before. Rents went up by {} percent. The office, which "
        "asks {} households each month what they buy, said that fuel again made the difference. Its director warned "
        "against reading too much into one month, as she does every month, and said that the bank would decide."
    )
    march, april = (
        article("march", form.format("2.1", "March", 7, 31, 88, 30, 85, "0.4", 1210)),
        article("april", form.format("3.6", "April", 9, 34, 97, 29, 91, "0.9", 1388)),
    )
    stories = Stories()
    stories.add([march, april])
    assert not stories.copies()
    assert len(stories.stories) == 2
    edition = article("april-late", f"{april.text} Trade unions called it the worst spring in years.")
    stories.add([edition])
    assert stories.copies() == {"april": "april-late"}


def test_day_2_is_not_day_21():
    """The trial goes on, and each day of it is told in almost the same words."""
    two = article("two", "Ilves trial, day 2: jurors hear the purser\n\nTomas Ilves sat still on Tuesday in Vannes.")
    late = article("late", "Ilves trial, day 21: jurors hear the mate\n\nTomas Ilves sat still on Tuesday in Vannes.")
    same = article(
        "same", "Day two of the Ilves trial: the purser speaks\n\nIn Vannes on Tuesday Tomas Ilves sat still."
    )
    assert [s.articles for s in group([two, late, same])] == [("late",), ("same", "two")]


_PIECES = st.lists(
    st.sampled_from(
        ["cannery", "herring", "ferry", "strike", "Varga", "Ilves", "the", "140", "union", "Vannes", "dam"]
    ),
    min_size=1,
    max_size=30,
).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(_PIECES, st.integers(0, 5).map(lambda n: copy(n).text)), max_size=9),
    st.randoms(use_true_random=False),
)
def test_order_and_portions_change_nothing(texts: list[str], chance: random.Random):
    articles = [article(f"a{n}", t, chance.choice([None, "2031-03-04", "2031-03-05"])) for n, t in enumerate(texts)]
    whole = [s.articles for s in group(articles)]
    chance.shuffle(articles)
    stories = Stories()
    while articles:
        some = chance.randint(1, 3)
        stories.add(articles[:some])
        del articles[:some]
    assert [s.articles for s in stories.stories] == whole


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_every_change_of_story_is_told(sets: list[set[str]], chance: random.Random):
    """Groups drawn twice: each article that is in another story than before stands in a change that says so."""
    before: dict[str, set[str]] = {}
    was: dict[str, str] = {}
    for _ in range(2):
        left = set("abcdefgh")
        groups = []
        for one in sets:
            if one & left:
                groups.append(one & left)
                left -= one
        ids, told = name(groups, before, set(before))
        assert len(set(ids)) == len(ids)
        now = {a: i for i, members in zip(ids, groups, strict=True) for a in members}
        came = {(a, c.story) for c in told if c.kind in {"new", "grown", "merged"} for a in c.articles}
        assert came == {(a, i) for a, i in now.items() if was.get(a) != i}
        gone = {c.story for c in told if c.kind == "gone"}
        assert gone == {s for s in before if s not in ids}
        before = {i: set(members) for i, members in zip(ids, groups, strict=True)}
        before |= {"s-old": {a for a in was if a not in now}} if any(a not in now for a in was) else {}
        was = {a: i for i, members in before.items() for a in members}
        chance.shuffle(sets)


def test_the_store_gives_back_the_same_stories_and_their_history(tmp_path: Path):
    path = tmp_path / "quoth.db"
    with Store.open(path) as store:
        stories = restored(store)
        keep(store, stories, stories.add([*(article(i, t) for i, t in FIRE.items()), copy(1), copy(2)]))
    with Store.open(path) as store:
        again = restored(store)
        assert again.stories == stories.stories
        assert again.copies() == stories.copies()
        keep(store, again, again.add([article(i, t) for i, t in (STRIKE | FIRE).items()]))
    with Store.open(path, write=False) as store:
        assert [d.change.kind for d in changes(store)] == ["new", "new", "new"]
        whole = group([*(article(i, t) for i, t in (FIRE | STRIKE).items()), copy(1), copy(2)])
        assert [s.articles for s in restored(store).stories] == [s.articles for s in whole]
        assert store.check() == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE grouped SET seen = x'00112233'",
        "UPDATE grouped SET seen = substr(seen, 1, length(seen) - 9)",
        "UPDATE grouped SET seen = 'text'",
        "UPDATE grouping SET value = 'another' WHERE name = 'made_by'",
        "UPDATE grouping SET value = '{' WHERE name = 'ever'",
        "UPDATE grouping SET value = 'x' WHERE name = 'last'",
    ],
)
def test_what_is_damaged_or_of_other_code_is_made_again_and_keeps_its_names(tmp_path: Path, damage: str):
    articles = [article(i, t) for i, t in FIRE.items()]
    with Store.open(tmp_path / "quoth.db") as store:
        stories = Stories()
        stories.add(articles[1:])
        keep(store, stories, stories.add(articles[:1]))
        store.connection.execute(damage)
        again = restored(store)
        again.add(articles)
        assert again.stories == stories.stories


@pytest.mark.parametrize(
    "damage",
    ["UPDATE grouped SET story = 's-another' WHERE number = 1", "UPDATE grouped SET article = 'x' WHERE number = 1"],
)
def test_a_story_s_name_that_was_damaged_is_not_believed(tmp_path: Path, damage: str):
    """The other articles keep the name; the one whose row was damaged joins them again, by its words."""
    articles = [article(i, t) for i, t in FIRE.items()]
    with Store.open(tmp_path / "quoth.db") as store:
        stories = Stories()
        keep(store, stories, stories.add(articles))
        store.connection.execute(damage)
        again = restored(store)
        keep(store, again, again.add(articles))
        assert again.stories == stories.stories
        assert restored(store).stories == stories.stories


def test_history_that_was_damaged_is_left_out_and_no_name_is_given_twice(tmp_path: Path):
    with Store.open(tmp_path / "quoth.db") as store:
        stories = Stories()
        keep(store, stories, stories.add([article(i, t) for i, t in (FIRE | STRIKE).items()]))
        _, second = changes(store)
        store.connection.execute("UPDATE story_changes SET change = replace(change, 'new', 'gone') WHERE number = 1")
        store.connection.execute("UPDATE grouping SET value = '[]' WHERE name = 'ever'")
        assert list(changes(store)) == [second]
        assert restored(store).ever == stories.ever


def test_tables_that_somebody_else_made_are_left_alone(tmp_path: Path):
    with Store.open(tmp_path / "quoth.db") as store:
        store.connection.execute("CREATE TABLE grouped (mine TEXT)")
        with pytest.raises(StoreError, match="not in tables that quoth made"):
            restored(store)


@pytest.mark.shared
def test_real_articles_one_at_a_time_are_grouped_as_all_at_once(shared: Path):
    articles = [article(p.stem, p.read_text("utf-8")) for p in sorted((shared / "data/basil").glob("*.txt"))]
    random.Random(4).shuffle(articles)
    stories = Stories()
    for one in articles:
        stories.add([one])
    assert [s.articles for s in stories.stories] == [s.articles for s in group(articles)]
