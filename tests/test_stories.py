"""Which articles report one event: invented reports first, then what must always hold, then the seeds and real sets."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pace import within
from quoth.stories import THRESHOLD, group, likeness, terms
from quoth.stories.meaning import DIMENSIONS, Meanings
from quoth.stories.merging import Pair, merge
from quoth.stories.vectors import ENOUGH, Vector, vector
from quoth.types import Article, Part

FIRE = {
    "courier": """Fire destroys cannery in Port Ellery

PORT ELLERY — A fire destroyed the Hallam cannery on Monday night, leaving 140 workers without a job. Fire chief
Odette Varga said the blaze began in a boiler room. Nobody was hurt. Hallam has canned herring there since 1931.""",
    "gazette": """140 out of work after Port Ellery blaze

The Hallam cannery in Port Ellery burned to the ground on Monday. The boiler room is where the fire broke out, said
Odette Varga, who leads the town's firefighters. The 140 workers who packed herring there were sent home.""",
    "ledger": """Herring town loses its cannery

For ninety years Port Ellery smelled of herring. On Monday the Hallam cannery went up in flames, and with it 140 jobs.
Fire chief Odette Varga suspects the boilers.""",
}
STRIKE = {
    "courier-2": """Ferry crews walk out in Saint Brannoc

Crews of the Brannoc Line went on strike on Tuesday over unpaid overtime, stranding two thousand passengers. Their
union's secretary, Tomas Ilves, said no ferry would sail before Friday.""",
    "gazette-2": """No ferries until Friday as union strikes

The Brannoc Line cancelled all sailings from Saint Brannoc after its crews stopped work on Tuesday. Tomas Ilves of the
seafarers' union demands overtime that he says was never paid. Some two thousand passengers were stuck.""",
}
ALONE = {
    "garden": "How to prune an apple tree\n\nWinter is the time to cut an apple tree. Use a sharp saw and a ladder."
}


def article(
    id: str,
    text: str,
    published: str | None = None,
) -> Article:
    return Article(id=id, path=f"{id}.txt", text=text, published=published)


def grouped(texts: dict[str, str]) -> list[tuple[str, ...]]:
    return [s.articles for s in group([article(i, t) for i, t in texts.items()])]


def test_reports_of_one_event_are_one_story_and_an_article_without_a_companion_is_a_story_of_one():
    assert grouped(FIRE | STRIKE | ALONE) == [("courier", "gazette", "ledger"), ("courier-2", "gazette-2"), ("garden",)]


def test_two_articles_alone_can_be_judged():
    fire, strike = list(FIRE.items()), list(STRIKE.items())
    assert grouped(dict([fire[0], fire[1]])) == [("courier", "gazette")]
    assert grouped(dict([fire[0], strike[0]])) == [("courier",), ("courier-2",)]


def test_a_round_up_does_not_weld_the_events_it_lists():
    roundup = article(
        "roundup", "The week in brief\n\n" + "\n\n".join(t.split("\n\n")[1] for t in (FIRE | STRIKE).values())
    )
    stories = group([article(i, t) for i, t in (FIRE | STRIKE).items()] + [roundup])
    assert not any({"courier", "courier-2"} <= set(s.articles) for s in stories)


def test_two_events_of_one_kind_stay_apart_when_each_agrees_with_itself():
    """Same league, same clubs' town, same words of the trade; another match."""
    first = "Harbour City beat Oldbridge {} in the cup semi-final on Saturday, a header by Ines Okoro deciding it."
    second = "Harbour City lost {} to Tarn Rovers in the league on Wednesday, and keeper Jon Abelard was sent off."
    texts = {
        f"cup{n}": first.format("two one") + f" Okoro's {w} header." for n, w in enumerate(["late", "fine", "high"])
    }
    texts |= {
        f"league{n}": second.format("nil three") + f" Abelard's {w} foul."
        for n, w in enumerate(["late", "bad", "high"])
    }
    assert grouped(texts) == [("cup0", "cup1", "cup2"), ("league0", "league1", "league2")]


def test_dates_far_apart_speak_against_one_event_and_so_does_a_missing_one_a_little():
    one, other = FIRE["courier"], FIRE["ledger"]
    near = likeness(article("a", one, "2031-03-04"), article("b", other, "2031-03-05T09:30:00Z"))
    far = likeness(article("a", one, "2031-03-04"), article("b", other, "2032-03-04"))
    unknown = likeness(article("a", one, "2031-03-04"), article("b", other))
    wrong = likeness(article("a", one, "4 March"), article("b", other, "2032-03-04"))
    neither = likeness(article("a", one), article("b", other))
    assert far < wrong == unknown < near == neither


def test_one_affair_told_months_apart_is_two_stories_and_told_in_one_week_is_one():
    """The same cannery in words about as like as those of two reports of the fire: the days tell."""
    later = """Owner of cannery in court

The man who owned the cannery in Port Ellery appeared in court on Thursday. He is accused of having kept two sets of
books and of owing his bank four million. His lawyer asked for more time, which the judge refused."""
    fire = article("fire", FIRE["ledger"], "2026-03-02")

    assert len(group([fire, article("later", later, "2026-03-05")])) == 1
    assert len(group([fire, article("later", later, "2026-06-04")])) == 2


def test_less_agreement_is_asked_of_headlines_than_of_articles():
    """Each headline shows one side of the landslip: two name the road, two the hotel, and one both."""
    heads = {
        "a": "Landslip buries Corran road below Hotel Alpenglow",
        "b": "Corran road buried by landslip",
        "c": "Landslip: Corran road to stay shut",
        "d": "Hotel Alpenglow guests safe after landslip",
        "e": "Guests of Hotel Alpenglow flown out",
        "f": "Ferry crews of the Brannoc Line walk out",
    }
    assert grouped(heads) == [("a", "b", "c", "d", "e"), ("f",)]


def test_words_of_link_lines_are_not_read():
    text = "Cannery burns\nRead more: zeppelin lands\nThe Hallam cannery burned."
    start = text.index("Read")
    end = text.index("\n", start)
    parts = (Part("headline", 0, 13), Part("link", start, end), Part("body", end + 1, len(text)))
    found = terms(Article(id="a", path="a", text=text, parts=parts))
    assert "cannery" in found
    assert "zeppelin" not in found


def test_a_title_from_the_metadata_is_read_once():
    body = "The plant burned on Monday."
    with_title = terms(Article(id="a", path="a", text=body, title="Zeppelin"))
    assert "zeppelin" in with_title
    written = "Zeppelin\n\n" + body
    assert terms(Article(id="a", path="a", text=written, title="Zeppelin")) == terms(
        Article(id="a", path="a", text=written)
    )


@pytest.mark.parametrize("text", ["", " \n ", "....", "\ud800", "the of and", "1" * 50_000, "a" * 100_000, "éé ߔ 中文"])
def test_an_article_without_words_is_a_story_of_one(text: str):
    assert len(group([article("a", text), article("b", text), article("c", FIRE["ledger"])])) >= 2


def test_no_articles_make_no_stories():
    assert group([]) == ()


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_the_articles_changes_nothing(shuffler: random.Random):
    articles = [article(i, t) for i, t in (FIRE | STRIKE | ALONE).items()]
    shuffled = articles.copy()
    shuffler.shuffle(shuffled)
    assert group(shuffled) == group(articles)


_TEXT = st.lists(
    st.sampled_from(["cannery", "herring", "ferry", "strike", "Varga", "Ilves", "the", "of", "140", "union"]),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_TEXT.map(" ".join), max_size=8))
def test_stories_divide_the_articles_and_an_unrelated_one_changes_nothing(texts: list[str]):
    articles = [article(f"a{n}", t) for n, t in enumerate(texts)]
    stories = group(articles)
    assert sorted(i for s in stories for i in s.articles) == sorted(a.id for a in articles)
    assert len({s.id for s in stories}) == len(stories)
    more = group([*articles, article("zz", ALONE["garden"])])
    assert [s for s in more if s.articles != ("zz",)] == list(stories)


@settings(max_examples=30, deadline=None)
@given(_TEXT.map(" ".join), _TEXT.map(" ".join))
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str):
    a, b = article("a", one), article("b", other)
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0 + 1e-6


def test_headlines_that_share_hardly_a_word_but_mean_one_thing_are_one_story():
    """Either two share no more than the name of a state, which is in the news every day."""
    heads = {
        "a": "Texas nurses walk out over pay and hours",
        "b": "Hospital staff in Texas strike for shorter shifts and higher wages",
        "c": "Iowa school board bans phones from classrooms",
        "d": "Pupils in Iowa must leave their mobiles at home",
    }
    assert grouped(heads) == [("a", "b"), ("c", "d")]
    assert grouped(heads | {"e": "Texas beats Iowa in chess final"}) == [("a", "b"), ("c", "d"), ("e",)]


def side(text: int, event: str) -> Vector:
    """A headline of eight words: alike by 0.5 with what tells the same side, by 0.2 with all others."""
    own = range(1000 + 6 * text, 1006 + 6 * text)
    terms = np.array([1, 2 + ord(event), *own], dtype=np.uint32)
    weights = np.sqrt(np.array([0.2, 0.3, *[0.5 / 6] * 6], dtype=np.float32))
    return Vector(terms, weights, terms[:1], None)


def together(vectors: list[Vector]) -> list[list[int]]:
    pairs = [Pair(i, j, 0.5 if i % 2 == j % 2 else 0.2) for j in range(len(vectors)) for i in range(j)]
    return merge(vectors, pairs)


@pytest.mark.parametrize(("each", "stories"), [(1, 2), (3, 1), (20, 1)])
def test_what_two_headlines_may_have_by_chance_many_have_not(each: int, stories: int):
    """Two sides of an event, told by as many headlines each: one name in common is little of one pair, much of all."""
    assert len(together([side(n, "ab"[n % 2]) for n in range(2 * each)])) == stories


def test_of_an_article_of_enough_words_no_meaning_is_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("quoth.stories.vectors.meaning", lambda text: pytest.fail("asked"))
    long = "\n\n".join([*FIRE.values(), *STRIKE.values()])
    assert vector(article("a", long)).words >= ENOUGH
    assert vector(article("a", long)).meaning is None
    assert grouped({"a": long, "b": ""}) == [("a",), ("b",)]


def test_of_many_of_one_meaning_the_nearest_are_found_and_none_that_went():
    def at(angle: float) -> np.ndarray:
        return np.array([np.cos(angle), np.sin(angle), *[0.0] * (DIMENSIONS - 2)], dtype=np.float32)

    meanings = Meanings()
    meanings.add([(7, at(0.3)), (2, at(0.1)), (9, at(3.0))])
    meanings.add([(5, at(0.2))])
    assert meanings.near(at(0), 0.6, most=9).tolist() == [2, 5, 7]
    assert meanings.near(at(0), 0.6, most=2).tolist() == [2, 5]
    meanings.remove([2, 3])
    assert meanings.near(at(0), 0.6, most=2).tolist() == [5, 7]


def test_two_thousand_unrelated_articles_take_seconds():
    chance = random.Random(5)
    common = ["the", "of", "to", "in", "and", "on", "for", "that", "is", "with", "not", "as"]
    letters = "abcdefghijklmnopqrstuvwxyz"
    texts = {
        f"n{n}": " ".join(chance.choices(common, k=150) + ["".join(chance.choices(letters, k=8)) for _ in range(50)])
        for n in range(2000)
    }
    with within(10):
        assert len(grouped(texts)) == 2000


@pytest.mark.shared
def test_the_two_seeds_are_one_story(shared: Path):
    paths = sorted((shared / "seeds").glob("*.txt"))
    articles = [article(p.stem, p.read_text("utf-8")) for p in paths]
    assert len(group(articles)) == 1
    assert likeness(*articles) > 3 * THRESHOLD


@pytest.mark.shared
def test_basil_stories_stay_above_their_floor(shared: Path):
    """Measured 2026-11-22: 98.7, and TF-IDF with average link cut at its best 96.9."""
    articles = [article(p.stem, p.read_text("utf-8")) for p in sorted((shared / "data/basil").glob("*.txt"))]
    groups = {i: set(s.articles) for s in group(articles) for i in s.articles}
    gold = {a.id: {b.id for b in articles if b.id[:3] == a.id[:3]} for a in articles}
    p = sum(len(groups[i] & gold[i]) / len(groups[i]) for i in gold) / len(gold)
    r = sum(len(groups[i] & gold[i]) / len(gold[i]) for i in gold) / len(gold)
    assert 200 * p * r / (p + r) >= 98.0
