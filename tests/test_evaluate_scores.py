"""Scoring against annotations: which of what was found goes with which of the gold, and what is counted."""

from __future__ import annotations

import importlib.util
import itertools
import json
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from marked import marked
from quoth.evaluate import Annotated, Relation, figures, rule
from quoth.evaluate.faults import faults
from quoth.evaluate.gold import ROLES, read_gold, relations_of
from quoth.evaluate.matching import best_pairs
from quoth.evaluate.reliability import bins, brier, calibration_error
from quoth.evaluate.scores import MEASURES, Figures, Words, paired
from quoth.evaluate.shown import marked as shown
from quoth.evaluate.speakers import same
from quoth.quotation import quotations

GOLD = """[source Oda Brenn] [cue said] [content the harbour would open in June]. \
[content2 “Nobody has seen a contract,”] [source2 the auditor] [cue2 told] reporters. \
[source3 Teun Marrow] [cue3 doubted] [content3 the whole plan], [content3 and its price]."""


def annotated(source: str) -> Annotated:
    article, attributions = marked(source)
    return Annotated(article.id, article.text, relations_of(attributions))


def judged(gold: str, found: str) -> Figures:
    """The figures of one marked article against another of the same text."""
    one, other = annotated(gold), annotated(found)
    assert one.text == other.text
    return figures([one], {other.id: other.relations})


def test_what_is_found_as_it_stands_is_all_right() -> None:
    """Nothing is better than the gold itself."""
    made = judged(GOLD, GOLD)

    assert {name: count.f1 for name, count in made.counts.items()} == dict.fromkeys(MEASURES, 100.0)
    assert {kind: (a.right, a.gold) for kind, (a, _) in made.kinds.items()} == {
        "direct": (1, 1),
        "mixed": (0, 0),
        "indirect": (2, 2),
    }


def test_each_mistake_is_counted_where_it_was_made() -> None:
    """An edge, a wrong source and a miss: three relations of gold, of which one is right and none is exact."""
    found = """[source Oda Brenn] [cue said] the [content harbour would open in June]. \
“Nobody has seen a contract,” [source2 the auditor] [cue2 told] [content2 reporters]. \
[source3 Teun] Marrow [cue3 doubted] [content3 the whole plan], and its price."""

    assert table(judged(GOLD, found)) == [
        "token.source 5/5/6",
        "token.cue 3/3/3",
        "token.content 8/9/20",
        "exact.source 2/3/3",
        "exact.cue 3/3/3",
        "exact.content 1/3/4",
        "relation 2/3/3",
        "relation_exact 0/3/3",
    ]


def table(made: Figures) -> list[str]:
    """right/found/gold of each measure."""
    return [f"{name} {c.right}/{c.found}/{c.gold}" for name, c in made.counts.items()]


def test_outer_marks_and_stops_make_no_difference_to_a_span() -> None:
    """“Yes,” and Yes are the same span; the words inside are not touched."""
    made = judged(
        "[source Oda] [cue said] [content “Yes, and no,”].", "[source Oda] [cue said] “[content Yes, and no],”."
    )

    assert made.counts["relation_exact"].right == 1
    assert made.counts["token.content"].right == 4, "the marks are words of their own for the token figure"


def test_a_source_found_where_there_is_none_is_wrong() -> None:
    """And none where there is none is right."""
    assert judged("It [cue was said] [content to rain].", "It [cue was said] [content to rain].").counts["relation"].f1
    assert (
        not judged("It [cue was said] [content to rain].", "[source It] [cue was said] [content to rain].")
        .counts["relation"]
        .f1
    )


def test_an_article_that_was_not_read_is_missing_and_counts() -> None:
    """Its gold is in every denominator of recall."""
    one = annotated(GOLD)
    made = figures([one, Annotated("b", one.text, one.relations)], {one.id: one.relations})

    assert (made.articles, made.missing) == (2, 1)
    assert made.counts["relation"].recall == 50


def test_the_pairing_shares_as_many_words_as_it_can() -> None:
    """The first of the gold leaves what suits it best to the second, which has nothing else: 3 + 4 words, not 5."""
    words = Words("a b c d e f g h i")
    gold = [spans((0, 9)), spans((8, 17))]
    found = [spans((0, 5)), spans((4, 17))]

    assert paired(words, gold, found).pairs == ((0, 0), (1, 1))
    assert paired(words, gold, found[::-1]).pairs == ((0, 1), (1, 0))


def spans(*content: tuple[int, int]) -> Relation:
    return Relation((), (), content)


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 9), max_size=20))
@settings(max_examples=200, deadline=None)
def test_the_pairing_is_as_good_as_that_of_scipy(weights: dict[tuple[int, int], int]) -> None:
    """One to one, only pairs that share something, and the same sum as scipy's linear_sum_assignment reaches."""
    pairs = best_pairs(weights)
    dense = np.zeros((7, 7), int)
    for place, weight in weights.items():
        dense[place] = weight
    rows, columns = linear_sum_assignment(-dense)

    assert all(pair in weights for pair in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert sum(weights[pair] for pair in pairs) == int(dense[rows, columns].sum())


@given(st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), min_size=1, max_size=2), max_size=5),
       st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), min_size=1, max_size=2), max_size=5),
       st.randoms(use_true_random=False))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_the_order_of_what_was_found_changes_no_figure(
    gold: list[list[tuple[int, int]]], found: list[list[tuple[int, int]]], dice: random.Random
) -> None:
    """Nor does the order of the gold: ties are decided by what is right, not by what comes first."""
    text = "ab “cd ef” gh ij, kl mn op qr st uv wx yz"

    def relations(given: list[list[tuple[int, int]]]) -> tuple[Relation, ...]:
        places = [tuple((s, min(s + n, len(text))) for s, n in one) for one in given]
        return tuple(Relation(p[:1], (), p) for p in places)

    one, other = relations(gold), relations(found)
    expected = table(figures([Annotated("a", text, one)], {"a": other}))
    turned = tuple(dice.sample(one, len(one))), tuple(dice.sample(other, len(other)))

    assert table(figures([Annotated("a", text, turned[0])], {"a": turned[1]})) == expected


def test_causes_are_told_apart() -> None:
    """One of each: nothing found, nothing there, part of another, a wrong source, an end that is elsewhere."""
    gold = """[source Oda] [cue said] [content the sea rose]. [source2 Teun] [cue2 said] [content2 it fell]. \
[source3 Ada] [cue3 said] [content3 it froze, then] [source4 Bo] [cue4 said] [content4 it thawed]. The sea is wide. \
[source5 Cy] [cue5 said] [content5 it was blue, he and] Di [cue5 swore]."""
    found = """Oda said the sea rose. Teun [source2 said] [cue2 it] [content2 fell]. \
[source3 Ada] [cue3 said] [content3 it froze, then Bo said it thawed]. [source6 The sea] [cue6 is] [content6 wide]. \
[source5 Cy] [cue5 said] [content5 it was blue, he] and Di [cue5 swore]."""
    one = annotated(gold)
    causes = [(f.cause, one.text[f.start : f.start + 8]) for f in faults([one], {"a": annotated(found).relations})]

    assert causes == [
        ("missed", "the sea "),
        ("spurious", "wide. Cy"),
        ("joined", "it thawe"),
        ("source wrong", "it fell."),
        ("cue", "it fell."),
        ("content begins", "it fell."),
        ("content ends", "it froze"),
        ("content ends", "it was b"),
    ]


def test_a_difference_is_shown_with_its_roles_marked() -> None:
    """On one line, and what is long without its middle."""
    text = "He left.\n\nOda  said " + "so " * 100 + "on. She left."
    at = text.index("so")

    assert shown(text, Relation(((10, 13),), ((15, 19),), ((at, text.index(" She")),))) == (
        "He left. [source Oda] [cue said] [content " + "so " * 26 + "so … o " + "so " * 25 + "on.] She left."
    )
    assert shown(text, None) == "nothing"


def test_scores_that_mean_what_they_say_have_no_error() -> None:
    """Of ten scores of 0.8 eight are right; of ten of 0.3, three."""
    scored = [(0.8, i < 8) for i in range(10)] + [(0.3, i < 3) for i in range(10)]

    assert calibration_error(scored) == pytest.approx(0)
    assert [(b.low, b.count, b.right) for b in bins(scored)] == [(0.3, 10, 0.3), (0.8, 10, 0.8)]
    assert calibration_error([(1.0, False)] * 4 + [(1.0, True)] * 4) == pytest.approx(50)
    assert brier([(1.0, True), (0.5, False)]) == pytest.approx(0.125)
    assert calibration_error([]) == 0
    assert bins([]) == []


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
@settings(deadline=None)
def test_every_score_is_in_one_bin(scored: list[tuple[float, bool]]) -> None:
    """The bins follow each other, and the error lies between the whole's and 100."""
    made = bins(scored)

    assert sum(b.count for b in made) == len(scored)
    assert all(a.high < b.low for a, b in itertools.pairwise(made))
    if scored:
        whole = abs(sum(s for s, _ in scored) - sum(r for _, r in scored)) / len(scored)
        assert 100 * whole - 1e-6 <= calibration_error(scored) <= 100


def test_the_rule_is_the_naive_reading() -> None:
    """Quotation marks, a verb, the name beside it; not a verb inside the quotation."""
    text = "“We said no,” Oda Brenn told reporters. It rained. Later Teun said that the pier would be closed until May."

    assert [shown(text, r) for r in rule(text)] == [
        "[content “We said no,”] [source Oda Brenn] [cue told] reporters. It rained. Later Teun said t",
        ",” Oda Brenn told reporters. It rained. [source Later Teun] [cue said] "
        "[content that the pier would be closed until May.]",
    ]


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """The developers' scorer, which uses scipy's assignment."""
    spec = importlib.util.spec_from_file_location("scorer", shared / "score" / "attributions.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_the_figures_are_those_of_the_developers_scorer(scorer: ModuleType, shared: Path) -> None:
    """On 20 articles of PolNeAR dev, to the last digit: the rule's relations, and the gold's, shifted and shuffled."""
    texts: dict[str, str] = {}
    gold = dict(itertools.islice(scorer.load(str(shared / "data/polnear/dev"), texts).items(), 20))
    own = [Annotated(i, texts[i], tuple(relation(r) for r in relations)) for i, relations in gold.items()]
    for found in ({i: rule(texts[i]) for i in gold}, {i: disturbed(one) for i, one in gold.items()}):
        theirs = scorer.score(gold, {i: [as_dict(r) for r in every] for i, every in found.items()}, texts)
        ours = figures(own, found)

        assert {name: count.to_dict() for name, count in ours.counts.items()} == {
            name: theirs[name] for name in MEASURES
        }
        assert ours.counts["relation"].right > 50


def relation(given: dict[str, list[tuple[int, int]]]) -> Relation:
    return Relation(*(tuple(given[role]) for role in ROLES))


def as_dict(one: Relation) -> dict[str, list[tuple[int, int]]]:
    return {role: list(getattr(one, role)) for role in ROLES}


def disturbed(gold: list[dict[str, list[tuple[int, int]]]]) -> list[Relation]:
    """The gold without every seventh, each content begun up to six characters later, every fifth source lost."""
    dice = random.Random(5)
    out = []
    for i, one in enumerate(gold):
        content = tuple((min(s + dice.randrange(7), e - 1), e) for s, e in one["content"])
        if i % 7:
            out.append(Relation(tuple(one["source"]) if i % 5 else (), tuple(one["cue"]), content))
    dice.shuffle(out)
    return out


@pytest.mark.shared
def test_brat_files_are_read_as_the_developers_scorer_reads_them(scorer: ModuleType, shared: Path) -> None:
    """All of PolNeAR dev, but for pieces that a relation names before the file does: the scorer leaves those out."""
    theirs = scorer.load(str(shared / "data/polnear/dev"), {})
    ours, _ = read_gold(shared / "data/polnear/dev")
    more = 0
    for one in ours:
        assert len(one.relations) == len(theirs[one.id])
        for own, other in zip(one.relations, theirs[one.id], strict=True):
            assert all(set(other[role]) <= set(getattr(own, role)) for role in ROLES)
            more += any(set(other[role]) < set(getattr(own, role)) for role in ROLES)

    assert (len(ours), sum(len(one.relations) for one in ours), more) == (84, 2192, 3)


def test_a_long_line_of_quotations_is_no_work_for_the_rule() -> None:
    """Twenty thousand quotations in one sentence."""
    text = "Oda said “so” " * 20_000

    assert len(quotations(text)) == 20_000
    assert len(rule(text)) == 1


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (("Oda Brenn", "person"), ("Sen. Oda Brenn", "person"), True),
        (("Oda Brenn", "person"), ("oda brenn’s", "organization"), True),
        (("Oda Brenn", "person"), ("Brenn", "person"), False),
        (("Oda Brenn", "person"), None, False),
        (("Velmont Port Company", "organization"), ("the Port Company", "organization"), True),
        (("Velmont Port Company", "organization"), ("Velmont Post", "organization"), False),
        (("dockers from the north quay", "group"), ("dockers from the quay", "group"), True),
        (("dockers from the north quay", "group"), ("critics", "group"), False),
        (("", "unknown"), None, True),
        (("", "author"), ("", "unknown"), True),
        (("", "unknown"), ("Oda Brenn", "person"), False),
    ],
)
def test_a_speaker_is_right_by_its_name(gold: tuple[str, str], found: tuple[str, str] | None, right: bool) -> None:
    """By type of the gold's speaker; what was withheld is right only where nobody is to be named."""
    assert same(gold, found) is right


def test_speakers_are_counted_where_the_gold_states_them() -> None:
    """Of three relations one has no speaker in the gold, one the right one, one was not found: half of two."""
    one = annotated(GOLD)
    brenn, auditor, marrow = one.relations
    who = ("Oda Brenn", "person")
    gold = Annotated(
        "a", one.text, (replace(brenn, speaker=who), auditor, replace(marrow, speaker=("Marrow", "person")))
    )

    made = figures([gold], {"a": [replace(brenn, speaker=who), replace(auditor, speaker=who)]})

    assert (made.speakers.right, made.speakers.found, made.speakers.gold) == (1, 1, 2)


@pytest.mark.shared
def test_names_are_compared_as_the_developers_scorer_compares_them(shared: Path) -> None:
    """Every label of the first 60 against every tenth name: the same verdict, and both verdicts occur."""
    path = shared / "score" / "speakers.py"
    theirs: dict[str, Any] = {}
    exec(path.read_text(encoding="utf-8").replace("\nmain()\n", "\n"), theirs)
    rows = [json.loads(line) for line in (shared / "labels/speakers.jsonl").read_text(encoding="utf-8").splitlines()]
    verdicts = set()
    for row in rows[:60]:
        for other in (None, row, *rows[::10]):
            found = other and (other["speaker"], other["type"])
            verdict = same((row["speaker"], row["type"]), found)
            assert verdict is bool(theirs["right"](row, found and {"name": found[0], "type": found[1]}))
            verdicts.add(verdict)

    assert verdicts == {True, False}
