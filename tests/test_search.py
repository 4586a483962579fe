"""“Who said this?”: which tellings answer a question, how near they are, and that no question is a language."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from marked import marked
from quoth.cli import main
from quoth.errors import StoreError, UsageError
from quoth.judgements import Judgement, anchored
from quoth.page.who import render
from quoth.search import Beside, Question, beside, find, tables, who
from quoth.search.grams import name_words, numbers, roots
from quoth.search.question import first_day, last_day
from quoth.search.rank import nearness
from quoth.store import Store, keep
from quoth.store.derived import Derived
from quoth.store.sayings import heard_of, keep_sayings, sayings_of
from quoth.types import Attributed, Recorded, Saying, Speaker, Trace
from quoth.types import Beside as BesideRecord
from quoth.words import words

VESTREY, CADDOCK = Speaker("Ilona Vestrey", "person"), Speaker("Per Caddock", "person")
PAPERS = {
    "harbour-post": "[source Vestrey] [cue said]: [content “The quay will not be safe before the summer.”]",
    "coast-courier": "[source Vestrey] [cue said]: [content “The quay will be safe before the summer.”]",
    "fen-gazette": "[source The minister] [cue warned] [content that work on the quay could last until summer].",
    "ansel-ledger": "[source Caddock] [cue said]: [content “We wrote to the company, twice.”]",
    "kestrian-daily": "[source Caddock] [cue said]: [content “They protected the rails] all winter”.",
}
DAYS = {"harbour-post": "2026-03-02", "coast-courier": "2026-03-02", "fen-gazette": "2026-03-05"}


def told(papers: dict[str, str] = PAPERS) -> list[Attributed]:
    found = []
    for name, text in papers.items():
        who_ = CADDOCK if "Caddock" in text else VESTREY
        article, attributions = marked(
            text,
            id=name,
            outlet=name.replace("-", " ").title(),
            published=DAYS.get(name, "2025-11-20"),
            speakers={"": who_},
        )
        found.append(Attributed(replace(article, path=f"{name}.txt"), tuple(attributions)))
    return found


def stored(folder: Path, attributed: list[Attributed]) -> Path:
    path = folder / "quoth.db"
    with Store.open(path) as store:
        for one in attributed:
            store.put(one, "a test")
    return path


@pytest.fixture
def store(tmp_path):
    return stored(tmp_path, told())


def shown(path: Path, question: Question) -> str:
    """Each telling of the answer on a line, the nearest first: how it was found, and where."""
    found = who(path, question)
    return "\n".join(f"{t.how} {t.article}" for s in found.sayings for t in s.tellings)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("quay will not be safe", "exact harbour-post\nnear coast-courier"),
        ("QUAY, “will” be—safe!", "exact coast-courier\nnear harbour-post"),
        ("the quay will surely be safe", "near coast-courier\nnear harbour-post"),
        ("quay will not … before the summer", "near harbour-post\nnear coast-courier"),
        ("wrote the company", "near ansel-ledger"),
        ("they protect the rails", "near kestrian-daily"),  # another form of a word is not the word
        ("twice", "exact ansel-ledger"),
        ("Caddock company", "words ansel-ledger"),  # a word that only the speaker's name has
        ("Vèstrey wòrk", "words fen-gazette"),
        ("until it is summer the work on our quay lasts", "words fen-gazette"),
        ("zymurgy", ""),
        ("", ""),
    ],
)
def test_the_nearest_words_stand_first(store, words, answer):
    assert shown(store, Question(words)) == answer


def test_small_words_alone_are_no_answer(tmp_path):
    """In a store of two articles “the” is no rarer than “summer”; what stands in nearly every article finds nothing."""
    papers = {
        "ledger": "[source Varga] [cue said]: [content “It was foreseen by the people who work there.”]",
        "post": "[source Varga] [cue said]: [content “In summer the quay is safe.”]",
    }

    assert shown(stored(tmp_path, told(papers)), Question("safe by the summer")) == "words post"


def test_only_these_very_words(store):
    assert shown(store, Question("will not be safe", exact=True)) == "exact harbour-post"
    assert shown(store, Question("they protect the rails", exact=True)) == ""


def test_a_question_longer_than_what_was_said_finds_it(store):
    """Whoever pastes a whole paragraph finds the telling that has a piece of it."""
    pasted = (
        "In a long letter of complaint, read out by nobody, we wrote to the company, twice, and heard nothing since"
    )
    assert shown(store, Question(pasted)).startswith("near ansel-ledger")


@pytest.mark.parametrize(
    ("asked", "articles"),
    [
        ({"by": "Vestrey"}, ["fen-gazette", "coast-courier", "harbour-post"]),
        ({"by": "ms ilona vestrey"}, ["fen-gazette", "coast-courier", "harbour-post"]),
        ({"outlet": "Fen"}, ["fen-gazette"]),
        ({"since": "2026-03-03"}, ["fen-gazette"]),
        ({"until": "2025"}, ["ansel-ledger", "kestrian-daily"]),
        ({"by": "Vestrey", "outlet": "harbour post", "since": "2026", "until": "2026-03"}, ["harbour-post"]),
        ({"by": "Nobody"}, []),
        ({"words": "quay", "by": "Caddock"}, []),
        ({"words": "quay summer", "until": "2026-03-02"}, ["coast-courier", "harbour-post"]),
        ({"words": "quay", "outlet": "gazette"}, ["fen-gazette"]),
    ],
)
def test_whose_where_and_when(store, asked, articles):
    found = who(store, Question(**asked))
    assert [t.article for s in found.sayings for t in s.tellings] == articles


@pytest.mark.parametrize("day", ["yesterday", "2026-13", "2026-02-30", "0000", "02/03/2026", "2026-1-1", ""])
def test_a_day_that_is_none_is_the_caller_s_mistake(store, day):
    with pytest.raises(UsageError, match="expected a day"):
        first_day(day)
    if day:
        with pytest.raises(UsageError):
            who(store, Question("quay", since=day))


def test_a_year_and_a_month_are_whole():
    assert (first_day("2026"), last_day("2026"), last_day("2024-02")) == ("2026-01-01", "2026-12-31", "2024-02-29")


def test_the_tellings_of_a_month_lie_together_in_the_index_however_late_one_comes() -> None:
    """So a month is a stretch of it, and what is asked of a month costs what stands in that month."""
    days = ["2026-03-02", None, "2025-12-31", "2026-03-30", "2026-04-01", "2026-03-01", None]
    db = sqlite3.connect(":memory:")
    for statement in tables.statements():
        db.execute(statement)
    for number, day in enumerate(days[:4], 1):  # one after the other, then the rest at once
        tables.put(db, [tables.Said(number, ("the quay is safe",), None, None, day)])
    tables.put(db, [tables.Said(n, ("the quay is safe",), None, None, day) for n, day in enumerate(days[4:], 5)])
    ordered = [day and day[:7] for (day,) in db.execute("SELECT day FROM said ORDER BY place")]
    assert ordered == [None, None, "2025-12", "2026-03", "2026-03", "2026-03", "2026-04"]

    def found(since: str | None, until: str | None) -> list[int]:
        return sorted(hit.number for hit in find(db, Question("quay safe", since=since, until=until), 10).hits)

    assert found("2026-03", "2026-03") == [1, 4, 6]
    assert found("2026-03-02", "2026-03") == [1, 4]
    assert found(None, "2025") == [3]
    assert found("2026-04", None) == [5]
    assert found(None, None) == [1, 2, 3, 4, 5, 6, 7]
    tables.forget(db, [4])
    assert found("2026-03", "2026-03") == [1, 6]


def test_first_seen_is_a_day_and_everybody_who_had_it_that_day(store):
    found = who(store, Question("safe before the summer"))
    assert found.first_seen.day == "2026-03-02"
    assert [t.rpartition(":")[0] for t in found.first_seen.tellings] == ["coast-courier", "harbour-post"]
    text = " ".join(render(found, width=100, color=False).split())
    assert "the same day: which was first is not known" in text


def test_every_word_shown_stands_in_the_article(store):
    texts = {one.article.id: one.article.text for one in told()}
    for question in (Question("summer"), Question(by="caddock")):
        for saying in who(store, question).sayings:
            for telling in saying.tellings:
                for span in telling.content:
                    assert texts[telling.article][span.start : span.end] == span.text


HOSTILE = [
    *('"', "'; DROP TABLE said; --", "NEAR(a b)", "quay AND", "NOT quay", "*", "text:quay", "(((", "\0", "\x1f"),
    *("w00000000 OR s00000000", "٣" * 300, "a" * 100_000, "the " * 10_000, "‘’“”", "\ud800", "🙂", "-", "^quay"),
    *("{quay}", "\\", "%"),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_question_is_a_language(store, text):
    """Whatever stands in a question, it neither fails nor changes anything, and its plain words still find theirs."""
    before = shown(store, Question("quay will not be safe"))
    for question in (
        Question(text),
        Question("quay", by=text),
        Question(by=text, outlet=text),
        Question(text, exact=True, typed=True),
    ):
        who(store, question)
    assert shown(store, Question(f"{text[:40]} quay will not be safe")).split("\n")[0].endswith("harbour-post")
    assert shown(store, Question("quay will not be safe")) == before


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_question(example, text):
    for question in (Question(text), Question(text, by=text, typed=True)):
        with example.asked() as db:
            from quoth.search import answer

            found = answer(db, question)
        assert all(0 <= t.score <= 1 for s in found.sayings for t in s.tellings)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    with Beside(stored(tmp_path_factory.mktemp("any"), told())) as beside:
        beside.refresh()
        yield beside


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["quay", "safe", "summer", "work", "will", "the"]), min_size=1, max_size=8), st.data())
def test_nearness_is_highest_for_the_words_themselves(said, data):
    sought = numbers([roots(" ".join(said))])
    worth = [1.0] * len(sought)
    told_ = numbers([roots(" ".join(data.draw(st.permutations(said))))])
    assert nearness(sought, worth, list(sought)).score == 1.0
    assert nearness(sought, worth, list(told_)).score <= 1.0


def test_what_changes_in_the_store_changes_the_answer(tmp_path):
    path = stored(tmp_path, told())
    assert shown(path, Question("rails all winter")) == "words kestrian-daily"
    stored(tmp_path, told({"kestrian-daily": "[source Caddock] [cue said]: [content “The cranes were slow.”]"}))
    assert shown(path, Question("protected")) == ""
    assert shown(path, Question("cranes were slow")) == "exact kestrian-daily"
    assert shown(path, Question("quay will not be safe")).startswith("exact harbour-post")


def test_nothing_is_read_again_while_the_store_is_as_it_was(store, monkeypatch):
    shown(store, Question("quay"))
    monkeypatch.setattr(Store, "article", lambda *_: pytest.fail("an article was read"))
    assert shown(store, Question("twice")) == "exact ansel-ledger"


def test_two_that_bring_the_file_up_at_once_share_the_work(store, monkeypatch):
    """A second one comes when the first has found out what is to be read, and is quicker."""
    read, article = [], Store.article
    monkeypatch.setattr(Store, "article", lambda self, name: read.append(name) or article(self, name))

    def another(_done: int, _of: int) -> None:
        with Beside(store) as two:
            two.refresh()

    with Beside(store) as one:
        one.refresh(another)
        rows = one.db.execute("SELECT count(*) FROM tellings").fetchone()
    assert sorted(read) == sorted(PAPERS)
    assert rows == (len(PAPERS),)


def test_where_no_index_can_be_made_anywhere_that_is_said_and_nothing_left_behind(tmp_path, monkeypatch):
    """A process that may open few files: SQLite has none left for the index, whatever folder it is to stand in."""

    def refused(self, path):
        raise sqlite3.OperationalError("unable to open database file")

    (tmp_path / "news").mkdir()
    store = stored(tmp_path / "news", told())
    monkeypatch.setattr(Derived, "opened", refused)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(StoreError, match=r"neither beside it nor in .* unable to open database file"):
        Beside(store)
    assert [p.name for p in tmp_path.iterdir()] == ["news"]


def test_a_file_that_other_code_made_is_made_anew(store, monkeypatch):
    shown(store, Question("quay"))
    monkeypatch.setattr(beside, "MADE_WITH", ("words.py",))
    beside._file.cache_clear()
    try:
        with Beside(store) as other:
            assert other.db.execute("SELECT count(*) FROM tellings").fetchone() == (0,)
    finally:
        beside._file.cache_clear()
    assert shown(store, Question("twice")) == "exact ansel-ledger"


def test_what_people_corrected_is_what_is_found(store):
    article = told()[3].article
    about = anchored(article, told()[3].attributions[0].content)
    said = {"name": "Dessa Harrowell", "type": "person"}
    judgement = Judgement("0" * 32, "speaker", "a tester", "2026-03-06T10:00:00+00:00", about=(about,), to=said)
    with Store.open(store) as opened:
        keep(opened, [judgement])
    assert shown(store, Question(by="Harrowell")) == "any ansel-ledger"


def synopsis_of(attributed: list[Attributed], verdict: str) -> Trace:
    """One saying of the first three papers, with what a record has beside the first."""
    attributions = [a for one in attributed for a in one.attributions]
    beside = BesideRecord(attributions[0].id, verdict)  # type: ignore[arg-type]
    record = Recorded("briefing", 10, 50, "the words of the record", "VESTREY", (beside,))
    saying = Saying("s1", "y1", VESTREY, tuple(a.id for a in attributions[:3]), record=record)
    return Trace(tuple(one.article for one in attributed), tuple(attributions), (), (saying,))


def test_other_words_of_the_same_saying_come_with_it_and_the_record_s_verdict(store):
    with Store.open(store) as opened:
        keep_sayings(opened, synopsis_of(told(), "changed"))
    found = who(store, Question("quay will not be safe"))
    assert [(t.how, t.article) for t in found.sayings[0].tellings] == [
        ("exact", "harbour-post"),
        ("near", "coast-courier"),
        ("same saying", "fen-gazette"),
    ]
    assert found.sayings[0].saying == "s1"
    assert found.sayings[0].tellings[0].record == {
        "verdict": "changed",
        "meaning": False,
        "record": "briefing",
        "start": 10,
        "end": 50,
    }
    assert "with other words than the record (briefing, characters 10 to 50)" in render(found, width=120, color=False)


def test_what_only_perhaps_is_the_same_saying_is_said_to_be_and_first_seen_counts_it_as_that(store):
    """Nothing ties the courier and the gazette to the post; the courier's day is the earliest of the three."""
    papers = told()
    papers[1] = replace(papers[1], article=replace(papers[1].article, published="2026-02-27"))
    stored(store.parent, papers)
    whole = synopsis_of(papers, "changed")
    with Store.open(store) as opened:
        keep_sayings(
            opened, replace(whole, sayings=(replace(whole.sayings[0], doubtful=whole.sayings[0].tellings[1:]),))
        )

    found = who(store, Question("quay will not be safe"))

    assert [(t.how, t.article, t.perhaps) for t in found.sayings[0].tellings] == [
        ("exact", "harbour-post", False),
        ("near", "coast-courier", True),
        ("same saying", "fen-gazette", True),
    ]
    assert [t.get("perhaps") for t in found.to_dict()["sayings"][0]["tellings"]] == [None, True, True]
    assert found.sayings[0].first_seen and found.sayings[0].first_seen.day == "2026-03-02"
    page = render(found, width=160, color=False)
    assert "1 with these words, 1 with words near them, 1 perhaps of the same sayings" in page
    assert "first seen Monday 2 March 2026 in Harbour Post; perhaps Friday 27 February 2026 in Coast Courier" in page
    assert "near words   Coast Courier, quoted, Friday 27 February 2026, perhaps another statement: " in page
    assert "perhaps      Fen Gazette, " in page


def test_a_telling_of_two_sayings_is_shown_with_the_one_that_it_surely_tells(store):
    whole = synopsis_of(told(), "changed")
    perhaps = Saying("s0", "y1", VESTREY, whole.sayings[0].tellings, doubtful=whole.sayings[0].tellings)
    with Store.open(store) as opened:
        keep_sayings(opened, replace(whole, sayings=(perhaps, whole.sayings[0])))
    [one] = who(store, Question("quay will not be safe")).sayings
    assert (one.saying, [t.perhaps for t in one.tellings]) == ("s1", [False] * 3)


def test_the_newest_synopsis_holds_and_a_verdict_holds_for_the_words_it_was_given_for(store):
    with Store.open(store) as opened:
        keep_sayings(opened, synopsis_of(told(), "changed"))
        keep_sayings(opened, synopsis_of(told(), "verbatim"))
        assert [h.verdict for _, _, h in heard_of(opened, "harbour-post")] == ["verbatim"]
        keep_sayings(opened, replace(synopsis_of(told(), "verbatim"), sayings=()))
        assert list(sayings_of(opened, "harbour-post")) == []
    stored(store.parent, told({"harbour-post": "[source Vestrey] [cue said]: [content “The quay is quite safe now.”]"}))
    assert who(store, Question("quite safe")).sayings[0].tellings[0].record is None


def test_what_is_damaged_in_the_store_is_in_no_answer_and_every_answer_says_so(store):
    with Store.open(store) as opened:
        keep(opened, [Judgement("0" * 32, "undo", "a tester", "2026-03-06T10:00:00+00:00", undoes="1" * 32)])
        keep_sayings(opened, synopsis_of(told(), "changed"))
        for statement in (
            "UPDATE revisions SET text = replace(text, 'not', 'now') WHERE text LIKE '%not be safe%'",
            "UPDATE told_in SET perhaps = 1 WHERE telling LIKE 'coast%'",
            "UPDATE judgements SET line = replace(line, 'tester', 'person')",
        ):
            assert opened.connection.execute(statement).rowcount == 1
    found = who(store, Question("quay will be safe"))
    assert [t.article for s in found.sayings for t in s.tellings] == ["coast-courier"]
    assert found.sayings[0].saying is None
    assert [p["where"].removeprefix(f"{store}: ") for p in found.to_dict()["problems"]] == [
        "judgement 1",
        "coast-courier",
        "harbour-post",
    ]
    assert "what is stored of this article is damaged" in " ".join(render(found, width=120, color=False).split())
    stored(store.parent, told()[:1])
    assert [p.where for p in who(store, Question("quay")).problems] == [
        f"{store}: judgement 1",
        f"{store}: coast-courier",
    ]


def test_a_store_whose_pages_do_not_fit_together_is_not_searched(store):
    content = bytearray(store.read_bytes())
    content[4096:8192] = bytes(4096)
    store.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        who(store, Question("quay"))


def test_what_a_record_had_is_not_shown_where_it_was_damaged(store):
    with Store.open(store) as opened:
        keep_sayings(opened, synopsis_of(told(), "changed"))
        opened.connection.execute("UPDATE told_beside SET beside = replace(beside, ':10', ':19')")
    found = who(store, Question("quay will not be safe"))
    assert found.sayings[0].tellings[0].record is None
    assert "what a record has beside a telling is damaged" in found.problems[0].message


@pytest.mark.parametrize("beside", ["[" * 100_000, '{"verdict": "verbatim", "start": 1e999, "end": 2}', "[]", "7"])
def test_what_is_no_verdict_of_a_record_is_left_out(store, beside):
    """Also where there is no checksum yet, as in a store of before 2026-11-22."""
    with Store.open(store) as opened:
        keep_sayings(opened, synopsis_of(told(), "changed"))
        opened.connection.execute("UPDATE told_beside SET beside = ?, seal = ''", (beside,))
        assert list(heard_of(opened, "harbour-post")) == []


def test_sayings_kept_before_there_were_checksums_still_hold(store):
    with Store.open(store) as opened:
        keep_sayings(opened, synopsis_of(told(), "changed"))
        before = list(sayings_of(opened, "harbour-post"))
        for table in ("told_in", "told_beside"):
            opened.connection.execute(f"CREATE TABLE earlier AS SELECT * FROM {table}")
            for column in ("seal", "perhaps") if table == "told_in" else ("seal",):
                opened.connection.execute(f"ALTER TABLE earlier DROP COLUMN {column}")
            opened.connection.execute(f"DROP TABLE {table}")
            opened.connection.execute(f"ALTER TABLE earlier RENAME TO {table}")
        assert list(sayings_of(opened, "harbour-post")) == before
        assert len(list(heard_of(opened, "harbour-post"))) == 1
        keep_sayings(opened, replace(synopsis_of(told(), "verbatim"), sayings=()))
        assert list(sayings_of(opened, "harbour-post")) == []


def test_a_file_of_another_program_stays_as_it_is(store):
    beside = store.with_name(f"{store.name}-who")
    beside.write_text("a shopping list")
    assert shown(store, Question("twice")) == "exact ansel-ledger"
    assert beside.read_text() == "a shopping list"


def test_a_damaged_file_of_ours_is_made_again(store):
    shown(store, Question("twice"))
    beside = store.with_name(f"{store.name}-who")
    with sqlite3.connect(beside) as db:
        db.execute("CREATE TRIGGER evil AFTER INSERT ON said BEGIN DELETE FROM said; END")
    assert shown(store, Question("twice")) == "exact ansel-ledger"
    with sqlite3.connect(beside) as db:
        assert not db.execute("SELECT * FROM sqlite_master WHERE type = 'trigger'").fetchall()


def test_without_a_store_it_says_so(tmp_path):
    with pytest.raises(StoreError, match="does not exist"):
        who(tmp_path / "none.db", Question("quay"))
    with pytest.raises(StoreError, match=r"is a folder: expected a store that quoth trace wrote, such as .*quoth\.db"):
        who(tmp_path, Question("quay"))
    assert not list(tmp_path.iterdir())


def test_names_are_compared_without_titles_accents_and_endings():
    assert name_words("Ms. Ilóna  VESTREY’s") == name_words("ilona vestrey s")
    assert name_words("The") == ["the"]


def test_quoth_who_prints_sayings_and_json(store, capsysbinary):
    assert main(["who", "quay", "will", "not", "be", "safe", "--store", str(store)]) == 0
    text = capsysbinary.readouterr().out.decode()
    assert "1. Ilona Vestrey" in text
    assert "these words  Harbour Post, quoted, Monday 2 March 2026: “The quay will not be safe" in text
    assert main(["who", "--by", "Caddock", "--format", "json", "--store", str(store)]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert found["format"] == "quoth/1"
    assert found["asked"] == {"by": "Caddock"}
    assert {t["article"] for s in found["sayings"] for t in s["tellings"]} == {"ansel-ledger", "kestrian-daily"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--since", "soon"],
        ["--since", "2026-05", "--until", "2026-01"],
        ["--most", "-1"],
        ["--most", "0"],
        ["--every"],
    ],
)
def test_quoth_who_used_wrongly(store, arguments, capsys):
    assert main(["who", "quay", "--store", str(store), *arguments]) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("words", ["", "...", "“ ”"])
def test_a_question_without_a_word_is_wrong_usage_and_not_an_empty_answer(tmp_path, capsys, words):
    assert main(["who", words, "--store", str(stored(tmp_path, told()))]) == 2
    out, err = capsys.readouterr()
    assert (out, "found no word in" in err) == ("", True)
    assert main(["who", words, "--by", "Caddock", "--store", str(tmp_path / "quoth.db")]) == 0
    said = f"There is no word in {words!r}: it was left out. " if words else ""
    assert capsys.readouterr().out.startswith(f"{said}2 tellings in 2 sayings: 2 fitting.")


@pytest.mark.parametrize("option", ["--by", "--outlet"])
@pytest.mark.parametrize("words", [[], ["quay"]], ids=str)
def test_of_a_name_without_letters_just_that_is_said(tmp_path, capsys, option, words):
    """The question without it would have answers, of others."""
    assert main(["who", *words, option, "...", "--store", str(stored(tmp_path, told()))]) == 2
    said = f"quoth: quoth who found no word in {option} '...': give any words of the name\n"
    assert capsys.readouterr() == ("", said)


def test_what_comes_with_what_fits_is_no_other_wording_of_words_that_nobody_asked_for(store):
    with Store.open(store) as opened:
        keep_sayings(opened, synopsis_of(told(), "changed"))
    found = render(who(store, Question(since="2026-03-05")), width=140, color=False)
    assert found.startswith("3 tellings in 1 saying: 1 fitting, 2 of the same sayings.\n")
    assert render(who(store, Question("?!")), width=140, color=False) == (
        "There is no word in '?!': give words, or --by, --outlet, --since, --until.\n"
    )


def test_where_nothing_is_found_the_bounds_are_named_and_what_they_leave_out(store):
    def said(question: Question) -> str:
        return " ".join(render(who(store, question), width=140, color=False).split())

    assert said(Question("walrus")) == "Nothing in the store has these words."
    assert said(Question("safe before the summer", by="Caddock", since="2031")) == (
        "Nothing in the store has these words, by Caddock, since 2031. "
        "What states no day is left out of a question of days."
    )


def test_a_saying_without_a_day_says_that_nobody_knows_where_it_was_first(tmp_path):
    papers = told({"fen-gazette": PAPERS["fen-gazette"]})
    undated = [replace(one, article=replace(one.article, published=None)) for one in papers]
    text = render(who(stored(tmp_path, undated), Question("work on the quay")), width=140, color=False)
    assert "first seen: not known, no article states its day" in text


def test_what_is_not_quoted_is_shown_without_quotation_marks(store):
    text = render(who(store, Question("work on the quay")), width=140, color=False)
    assert ": that work on the quay could last until summer" in text


def test_the_words_asked_for_stand_out(store):
    text = render(who(store, Question("work on a quay lasting until summer")), width=140, color=True)
    assert len(list(words(text))) > 10
    assert "\x1b[" in text
