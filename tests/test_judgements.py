"""What people say, laid over what the machine says: it outlives new networks, rebuilt stores and revised articles."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from quoth.judgements import Judgement, anchored, effective, judged
from quoth.judgements.sayings import judged_story
from quoth.sayings.portions import united
from quoth.store import Store, keep, kept
from quoth.types import Attributed, Attribution, Portion, Saying, Span, Speaker, Story

VESTREY, CADDOCK = Speaker("Ilona Vestrey", "person"), Speaker("Per Caddock", "person")
TEXT = """
    [source Vestrey] [cue said] [content “The quay will reopen on Monday.”] Nobody asked [source2 her] why.
    [cue2 She added that] [content2 the crane was old].
"""


def article(**given):
    one, said = marked(TEXT, speakers={"": VESTREY, "2": VESTREY}, **given)
    return Attributed(one, tuple(said))


def say(what, *about, number=1, to=None, others=(), who="ada", undoes=None, why=""):
    return Judgement(
        f"{number:032x}",
        what,
        who,
        f"2026-11-21T10:00:{number:02d}Z",
        why,
        tuple(about),
        tuple(others),
        None,
        to,
        undoes,
    )


def anchor(one: Attributed, n: int):
    return anchored(one.article, one.attributions[n].content)


def test_a_speaker_is_changed_and_the_machine_s_word_is_kept_beside_it():
    one = article()
    (first, second) = judged(one, [say("speaker", anchor(one, 1), to=CADDOCK.to_dict())]).judged
    assert (first.origin, first.attribution.speaker) == ("machine", VESTREY)
    assert (second.origin, second.attribution.speaker) == ("changed", CADDOCK)
    assert second.marks[0].machine == VESTREY


def test_the_last_word_stands_and_undoing_brings_back_the_one_before():
    one = article()
    right, wrong = say("right", anchor(one, 0), number=1), say("wrong", anchor(one, 0), number=2)
    back = say("undo", number=3, undoes=wrong.id)
    again = say("undo", number=4, undoes=back.id)
    verdicts = [
        judged(one, effective(made)).judged[0].verdict
        for made in ([], [right], [right, wrong], [right, wrong, back], [right, wrong, back, again])
    ]
    assert verdicts == [None, True, False, True, False]


def test_words_drawn_by_hand_become_an_attribution_of_their_own():
    one = article()
    start = one.article.text.index("Nobody asked her why")
    place = anchored(one.article, [Span.of(one.article.text, start, start + 20)])
    laid = judged(one, [say("add", place, to=CADDOCK.to_dict())])
    (new,) = [j for j in laid.judged if j.origin == "human"]
    assert (new.attribution.content[0].text, new.attribution.kind) == ("Nobody asked her why", "indirect")
    assert new.attribution.id not in {a.id for a in one.attributions}


def test_a_newer_network_that_draws_the_content_a_little_otherwise_is_met():
    """The old one left the marks out of the content; the newer has them."""
    old = article()
    content = old.attributions[0].content[0]
    drawn = Span.of(old.article.text, content.start + 1, content.end - 1)
    spoken = say("speaker", anchored(old.article, [drawn]), to=CADDOCK.to_dict())
    assert judged(old, [spoken]).judged[0].attribution.speaker == CADDOCK


def test_what_a_newer_network_no_longer_finds_is_said_to_be_lost_and_moved_nowhere():
    old = article()
    spoken = say("speaker", anchor(old, 1), to=CADDOCK.to_dict())
    newer = replace(old, attributions=old.attributions[:1])
    laid = judged(newer, [spoken])
    assert [j.attribution.speaker for j in laid.judged] == [VESTREY]
    assert laid.lost == (spoken,)


@pytest.mark.parametrize(
    ("change", "met"),
    [
        (lambda t: "A line put before all.\n" + t, True),
        (lambda t: t.replace("Nobody asked", "Everybody asked"), True),
        (lambda t: t.replace("the crane was old", "the crane was not old"), False),  # looks alike, is not it
        (lambda t: t + "\nShe added that the crane was old.\n", True),  # two places; the one with its neighbours
        (lambda t: "the crane was old. the crane was old.", False),  # two places, no neighbour left
    ],
    ids=["moved", "elsewhere", "reworded", "copied", "ambiguous"],
)
def test_in_a_revised_article_only_the_very_words_in_one_place_will_do(change, met):
    old = article()
    spoken = say("wrong", anchor(old, 1))
    text = change(old.article.text)
    at = text.index("the crane was old") if "the crane was old" in text else text.index("the crane was not old")
    end = at + (17 if met or "not old" not in text else 21)
    newer = replace(old.attributions[1], content=(Span.of(text, at, end),))
    laid = judged(Attributed(replace(old.article, text=text), (newer,)), [spoken])
    assert [j.verdict for j in laid.judged] == ([False] if met else [None])
    assert laid.lost == (() if met else (spoken,))


def story_of_three():
    """Three papers, each with the same two statements; the machine put both of the third's into one saying."""
    papers = [article(id=i) for i in "abc"]
    said = {f"{p.article.id}{n}": a.id for p in papers for n, a in enumerate(p.attributions)}
    story = Story("s1", ("a", "b", "c"))
    sayings = (
        Saying("y1", "s1", VESTREY, (said["a0"], said["b0"], said["c0"], said["c1"])),
        Saying("y2", "s1", VESTREY, (said["a1"], said["b1"])),
    )
    return story, papers, sayings, said


def table(laid, said):
    """The sayings as a person would write them down: the tellings of each, by short names."""
    short = {i: name for name, i in said.items()}
    return sorted("+".join(sorted(short[t] for t in s.saying.tellings)) for s in laid.sayings)


def test_a_split_and_a_join_move_what_was_named_and_nothing_else():
    story, papers, sayings, said = story_of_three()
    by = {name: papers["abc".index(name[0])] for name in said}
    point = {name: anchor(by[name], int(name[1])) for name in said}
    split = say("split", point["c1"], number=1, others=[point["a0"], point["b0"], point["c0"]])
    join = say("join", point["c1"], number=2, others=[point["a1"]])

    assert table(judged_story(story, papers, sayings, []), said) == ["a0+b0+c0+c1", "a1+b1"]
    assert table(judged_story(story, papers, sayings, [split]), said) == ["a0+b0+c0", "a1+b1", "c1"]
    laid = judged_story(story, papers, sayings, [split, join])
    assert table(laid, said) == ["a0+b0+c0", "a1+b1+c1"]
    assert {s.origin for s in laid.sayings} == {"changed"}
    assert laid.story.sayings == tuple(s.saying.id for s in laid.sayings)


def test_what_is_rejected_leaves_its_saying_and_is_still_there_to_be_seen():
    story, papers, sayings, said = story_of_three()
    laid = judged_story(story, papers, sayings, [say("wrong", anchor(papers[0], 1))])
    assert table(laid, said) == ["a0+b0+c0+c1", "b1"]
    assert laid.attributions[said["a1"]].verdict is False


def test_a_statement_in_two_sayings_stays_in_both_with_its_part():
    """The third paper's first statement belongs to either saying with some of its words; others are rejected."""
    story, papers, (one, other), said = story_of_three()
    (whole,) = papers[2].attributions[0].content
    cut = whole.text.index("will")
    text = papers[2].article.text
    first, rest = Span.of(text, whole.start, whole.start + cut - 1), Span.of(text, whole.start + cut, whole.end)
    one = replace(one, parts=(Portion(said["c0"], (first,), "direct"),))
    other = replace(other, tellings=(*other.tellings, said["c0"]), parts=(Portion(said["c0"], (rest,), "direct"),))

    laid = judged_story(story, papers, (one, other), [say("wrong", anchor(papers[1], 1))])
    assert table(laid, said) == ["a0+b0+c0+c1", "a1+c0"]
    assert {s.saying.id: s.saying.parts for s in laid.sayings} == {"y1": one.parts, "y2": other.parts}

    gone = [say("wrong", anchor(papers[n], m), number=1 + 2 * n + m) for n, m in ((0, 0), (0, 1), (1, 0), (1, 1))]
    alone = judged_story(story, papers, (one, other), [*gone, say("wrong", anchor(papers[2], 1), number=9)])
    assert table(alone, said) == ["c0"], "two sayings of the very same statement are one"
    assert alone.sayings[0].saying.parts == (Portion(said["c0"], (first, rest), "direct"),)


def test_a_person_s_word_on_who_spoke_wins_over_what_most_papers_have():
    story, papers, sayings, said = story_of_three()
    laid = judged_story(story, papers, sayings, [say("speaker", anchor(papers[0], 1), to=CADDOCK.to_dict())])
    assert {s.saying.speaker for s in laid.sayings if said["a1"] in s.saying.tellings} == {CADDOCK}
    assert table(laid, said) == ["a0+b0+c0+c1", "a1+b1"], "nothing else moves"


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_telling_that_is_not_rejected_stands_in_exactly_one_saying(rng: random.Random):
    story, papers, sayings, said = story_of_three()
    point = {name: anchor(papers["abc".index(name[0])], int(name[1])) for name in said}
    made = []
    for number in range(rng.randrange(9)):
        one, other = rng.sample(sorted(said), 2)
        what = rng.choice(["right", "wrong", "split", "join", "speaker", "undo"])
        extra = {"split": {"others": [point[other]]}, "join": {"others": [point[other]]}}.get(what, {})
        if what == "undo":
            if made:
                made.append(say("undo", number=number + 1, undoes=rng.choice(made).id))
            continue
        made.append(
            say(what, point[one], number=number + 1, to=CADDOCK.to_dict() if what == "speaker" else None, **extra)
        )
    laid = judged_story(story, papers, sayings, effective(made))
    told = [t for s in laid.sayings for t in s.saying.tellings]
    standing = {i for i, j in laid.attributions.items() if j.verdict is not False}
    assert len(told) == len(set(told))
    assert set(told) == standing


def test_a_judgement_comes_back_from_json_as_it_was_and_nonsense_is_refused_in_words():
    one = article()
    spoken = say("speaker", anchor(one, 0), to=CADDOCK.to_dict(), why="the minutes have it")
    assert Judgement.from_dict(json.loads(json.dumps(spoken.to_dict()))) == spoken
    for wrong, word in [
        ({"what": "burn"}, "what"),
        ({"id": "../../etc"}, "id"),
        ({"when": "yesterday"}, "when"),
        ({"to": {"name": "", "type": "person"}}, "name"),
        ({"to": {"name": "X", "type": "wizard"}}, "type"),
        ({"about": []}, "about"),
        ({"about": [{"article": "a", "of": "", "spans": [{"start": 5, "end": 4, "text": "x"}]}]}, "span"),
        ({"who": "x" * 10_000}, "who"),
        ({"to": [[["deep"] * 200]]}, "small"),
    ]:
        with pytest.raises(ValueError, match=word):
            Judgement.from_dict({**spoken.to_dict(), **wrong})


def test_the_store_keeps_judgements_once_in_order_and_finds_what_was_altered(tmp_path):
    one = article()
    made = [say("right", anchor(one, 0), number=n) for n in range(1, 5)]
    with Store.open(tmp_path / "q.db") as store:
        assert keep(store, made[:3]) == 3
        assert keep(store, made) == 1, "those that are there are passed over"
        assert kept(store).judgements == tuple(made)
        assert kept(store).problems == ()
        store.connection.execute("UPDATE judgements SET line = replace(line, 'ada', 'eve') WHERE number = 2")
        (problem,) = kept(store).problems
        assert "judgement 2" in problem.where
        store.connection.execute("UPDATE judgements SET line = '{}' WHERE number = 3")
        again = kept(store)
        assert len(again.judgements) == 3
        assert any("no judgement" in p.message for p in again.problems)


def test_a_store_without_judgements_is_as_every_version_knows_it(tmp_path):
    with Store.open(tmp_path / "q.db") as store:
        assert kept(store).judgements == ()
        assert store.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'judgements'").fetchone() == (
            0,
        )


def test_a_table_that_somebody_else_made_is_not_written_to(tmp_path):
    from quoth.errors import StoreError

    with Store.open(tmp_path / "q.db") as store:
        store.connection.execute("CREATE TABLE judgements (number, id, line, seal)")
        with pytest.raises(StoreError, match="not in a table that quoth made"):
            keep(store, [])


def test_attributions_with_nothing_said_of_them_are_the_machine_s_own():
    one = article()
    laid = judged(one, [])
    assert [j.attribution for j in laid.judged] == list(one.attributions)
    assert all(isinstance(j.attribution, Attribution) and j.origin == "machine" and not j.marks for j in laid.judged)


def test_of_a_statement_that_tells_two_sayings_each_that_people_make_has_an_id_of_its_own():
    """The third paper's first statement tells both sayings, whole; split off from one of them it stays in the other."""
    story, papers, (one, other), said = story_of_three()
    other = replace(other, tellings=(*other.tellings, said["c0"]))
    laid = judged_story(story, papers, (one, other), [])
    assert table(laid, said) == ["a0+b0+c0+c1", "a1+b1+c0"]
    apart = say("split", anchor(papers[2], 0), others=(anchor(papers[0], 0),))
    laid = judged_story(story, papers, (one, other), [apart])
    assert table(laid, said) == ["a0+b0+c1", "a1+b1+c0", "c0"]
    both = [apart, say("split", anchor(papers[2], 0), others=(anchor(papers[0], 1),), number=2)]
    laid = judged_story(story, papers, (one, other), both)
    assert table(laid, said) == ["a0+b0+c1", "a1+b1", "c0"]
    assert len({s.saying.id for s in laid.sayings}) == len(laid.sayings)


def test_parts_that_overlap_are_joined_to_one_stretch():
    """Two sayings have two sentences and the second of them: joined, they have both once."""
    text = "The ground moved. The crane did not."
    whole, second, third = Span.of(text, 0, 17), Span.of(text, 4, 28), Span.of(text, 30, 36)
    assert united((second, whole, third)) == (Span.of(text, 0, 28), third)
