"""Where a record has the words of two tellings decides whether they are one saying."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from marked import marked
from pace import in_proportion
from quoth import cli, trace
from quoth.articles import read
from quoth.commands.engine import own_engine
from quoth.records import Index, composed
from quoth.records.places import places
from quoth.records.reading import turns
from quoth.sayings.candidates import candidates
from quoth.sayings.group import clusters
from quoth.sayings.place import Place, one_place, two_places
from quoth.sayings.score import compare, probability
from quoth.sayings.tellings import prepare
from quoth.store import Store
from quoth.types import Article, Attributed, Attribution, Span
from served import page

TALK = """
VESTREY: Good evening. Thank you for coming out on such a night. I don't want to lose the ferry to the north shore. My
grandmother took it to school, and so did I.
QUESTION: And those who run it?
VESTREY: That is the harder part, and I have told the board so in writing. I don't want to lose the ferry workers to
the mainland yards. They know these waters, and nobody else does. We shall keep the ferry. You may write that down: we
shall keep the ferry.
"""
SHORE = "I don't want to lose the ferry to the north shore"
WORKERS = "I don't want to lose the ferry workers to the mainland yards"
NEWS = {
    "courier": f'Mayor Ilona Vestrey spoke for an hour. "{SHORE}," Vestrey said. The hall was full.',
    "ledger": f'The mayor spoke at a town hall. "{WORKERS}," Ilona Vestrey said, and was applauded.',
    "post": '"I do not want to lose that ferry to the north shore," the mayor, Ilona Vestrey, said.',
}


def heard_in(text: str = TALK, name: str = "talk") -> Index:
    return Index.of(composed(name, f"{name}.txt", turns(text)))


def told(text: str, id: str = "a") -> Attributed:
    article, attributions = marked(text, id=id)
    return Attributed(article, tuple(attributions))


def words_at(index: Index, *quotations: str) -> list[list[str]]:
    """The words of the record at the places of each passage of a statement of `quotations`, passage by passage."""
    said = told(
        " ".join(f"[content {q}]" + " [source Vestrey] [cue said]." * (n == 0) for n, q in enumerate(quotations))
    )
    found = places([said], [index])
    return [[index.record.text[p.start : p.end] for p in found[key]] for key in sorted(found)]


def test_a_passage_has_the_place_of_what_it_quotes():
    talk = heard_in()
    assert words_at(talk, f"“{SHORE},”") == [[SHORE]]
    assert words_at(talk, "that she does not “want to lose the ferry workers” to anybody") == [
        ["want to lose the ferry workers"]
    ]
    assert words_at(talk, f"“{SHORE}. … They know these waters, and nobody else does,”") == [
        [SHORE],
        ["They know these waters, and nobody else does"],
    ]


@pytest.mark.parametrize(
    "quotation",
    [
        "“lose the ferry workers”",  # of four words, which anybody may have said anywhere
        "that she does not want to lose the ferry to the north shore",  # in nobody's quotation marks
        "“The lighthouse will be sold before the winter is over,”",  # that the record does not have
    ],
)
def test_what_is_short_reported_or_not_in_the_record_has_no_place(quotation: str):
    assert words_at(heard_in(), quotation) == []


def test_without_a_record_nothing_has_a_place():
    assert places([told(f"[content “{SHORE},”] [source Vestrey] [cue said].")], []) == {}


@pytest.mark.parametrize(
    ("one", "other", "same", "apart"),
    [
        ([("talk", 10, 50)], [("talk", 10, 50)], True, False),
        ([("talk", 10, 50)], [("talk", 30, 42)], True, False),  # one quotes more
        ([("talk", 10, 50)], [("talk", 45, 90)], False, False),  # they meet, no more
        ([("talk", 10, 50)], [("talk", 50, 90)], False, True),
        ([("talk", 10, 50)], [("other", 60, 90)], False, False),  # two records tell nothing of each other
        ([("talk", 10, 50), ("other", 0, 9)], [("talk", 60, 90), ("other", 0, 9)], True, False),
        ([("talk", 10, 20), ("talk", 80, 90)], [("talk", 80, 90)], True, False),
        ([("talk", 10, 50)], [], False, False),
    ],
)
def test_what_two_places_say(
    one: list[tuple[str, int, int]], other: list[tuple[str, int, int]], same: bool, apart: bool
):
    first, second = ([Place(*p) for p in held] for held in (one, other))
    assert (one_place(first, second), two_places(first, second)) == (same, apart)
    assert (one_place(second, first), two_places(second, first)) == (same, apart)


def pair(one: str, other: str, *records: Index) -> tuple[float, tuple[str, ...]]:
    """How likely two statements of the mayor are one, and why."""
    both = [told(f"[content {text}] [source Vestrey] [cue said].", name) for name, text in (("a", one), ("b", other))]
    first, second = prepare([a for o in both for a in o.attributions], None, places(both, records))
    return probability(first, second), compare(first, second).reasons


def test_two_places_part_what_begins_alike_and_one_place_joins_what_is_told_in_other_words():
    alone, _ = pair(f"“{SHORE},”", f"“{WORKERS},”")
    beside, why = pair(f"“{SHORE},”", f"“{WORKERS},”", heard_in())
    assert alone > 0.4 > 0.1 > beside
    assert "the record has them in two places" in why
    loose = "that “they know these waters,” which is not nothing", "“They know these waters, and nobody else does,”"
    assert pair(*loose, heard_in())[0] == pair(*loose)[0]  # four words have no place
    longer = "that “they know these waters, and nobody else,” will", "“They know these waters, and nobody else does,”"
    joined, why = pair(*longer, heard_in())
    assert joined > pair(*longer)[0]
    assert "the record has both in one place" in why


def test_what_is_said_twice_is_not_parted_by_it():
    """“We shall keep the ferry” stands there twice; which of them a paper heard, nobody can tell."""
    talk = heard_in(TALK + "VESTREY: And once more: we shall keep the old ferry.\n")
    refrain = "“We shall keep the ferry,”", "“We shall keep the old ferry,”"
    assert pair(*refrain, talk)[0] == pair(*refrain)[0]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    return folder


def together(whole: dict) -> set[frozenset[str]]:
    """The papers whose quotations of the two sentences are in one saying."""
    of = {a["id"]: a["article"] for a in whole["attributions"] if a["kind"] == "direct"}
    return {frozenset(of[i] for i in s["tellings"] if i in of) for s in whole["sayings"]} - {frozenset()}


def test_with_the_record_nobody_is_blamed_for_another_sentence(news: Path, capsys: pytest.CaptureFixture[str]):
    """Without it the ledger seems to have put in “workers”; with it the mayor said both. Python tells the same."""
    talk = str(news.parent / "talk.txt")
    assert cli.main(["trace", str(news), "--no-store", "--format", "json", "--quiet"]) == 0
    assert together(json.loads(capsys.readouterr().out)) == {frozenset(NEWS)}
    assert cli.main(["trace", str(news), "--record", talk, "--no-store", "--format", "json", "--quiet"]) == 0
    beside = json.loads(capsys.readouterr().out)
    assert together(beside) == {frozenset({"courier", "post"}), frozenset({"ledger"})}
    assert trace([news], [talk]).to_dict()["sayings"] == beside["sayings"]


def test_why_tells_that_the_record_decides(news: Path, capsys: pytest.CaptureFixture[str]):
    talk = str(news.parent / "talk.txt")
    assert cli.main(["why", "1.1", str(news), "--record", talk, "--quiet"]) == 0
    told_why = capsys.readouterr().out
    assert re.search(r"\+6\.00  the record has both in one place", told_why)
    assert "ledger" not in told_why
    assert cli.main(["why", "1.1", str(news), "--quiet"]) == 0
    assert "ledger" in capsys.readouterr().out


def test_the_page_gathers_anew_where_a_record_is_named_and_where_it_is_not_any_more(news: Path):
    """Served without the record, with it, and without it again, over one store and its index."""
    store, engine = news.parent / "quoth.db", own_engine()
    with Store.open(store) as kept:
        for one in read([news]):
            assert isinstance(one, Article)
            kept.put(engine.attribute(kept.settle(one)), engine.made_by())
    found = []
    for records in ((), (str(news.parent / "talk.txt"),), ()):
        with page(store, records=records) as served:
            client = served.come_in()
            (story,) = client.get("/index.json").json()["stories"]
            whole = client.get(f"/story/{story['story']}.json").json()
            found.append(together(whole))
            first = max(whole["sayings"], key=lambda s: len(s["tellings"]))
            why = client.get(f"/saying/{first['id']}/why").text
            assert ("the record has both in one place" in why) == bool(records)
    assert found[0] == found[2] == {frozenset(NEWS)}
    assert found[1] == {frozenset({"courier", "post"}), frozenset({"ledger"})}


def test_what_tells_two_things_does_not_bring_them_together():
    """A paper runs two sentences together and then quotes the second; the first, in another paper, stays apart."""
    school = "My grandmother took it to school, and so did I"
    waters = "They know these waters, and nobody else does"
    said = [
        told(f"[content “{school[:-1]}all of us,”] [source Vestrey] [cue said].", "a"),
        told(
            f"[content “{school} … {waters.lower()},”] [source Vestrey] [cue said]. "
            f"[content2 “{waters},”] [source2 Vestrey] [cue2 said].",
            "b",
        ),
    ]
    tellings = prepare([a for one in said for a in one.attributions], None, places(said, [heard_in()]))
    groups, _ = clusters(tellings, candidates(tellings), probability)
    met = [(i, j) for group in groups for i in group for j in group]
    assert len(tellings) == 3
    assert not any(two_places(tellings[i].heard, tellings[j].heard) for i, j in met)
    assert any(i != j for i, j in met)


def test_an_article_of_ten_times_the_quotations_takes_some_ten_times_as_long():
    """Each of as many statements, beside a record that has none of them; against all pairs it would be a hundred."""
    talk = heard_in("VESTREY: Good evening.\n")
    text = "“Gulls are loud on every quay of ours,” Vestrey said. "

    def looked_up(n: int) -> Callable[[], object]:
        starts = range(0, n * len(text), len(text))
        content = [Span(start, start + 38, text[:38]) for start in starts]
        said = [Attribution(f"a:{s.start}", "a", "direct", (), (), (s,), 1.0) for s in content]
        return partial(places, [Attributed(Article("a", "a.txt", text * n), tuple(said))], [talk])

    in_proportion(looked_up(400), looked_up(4_000), 25, spare=0.1, least=0.005)
