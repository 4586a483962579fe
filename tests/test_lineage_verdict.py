"""From a ledger to an answer, and from answers to a count of origins: each rule by the case that needs it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marked import marked
from pace import in_proportion
from quoth.lineage import weights as w
from quoth.lineage.origins import Named, origins
from quoth.lineage.tellings import Link
from quoth.lineage.verdict import Verdict, decided
from quoth.types import Bearing, Evidence, Relation, Saying

SURE = ("shared", "related", 12.0)  # so much running text that the two depend on each other


def ledger(*entries: tuple[str, Bearing, float]) -> list[Evidence]:
    return [Evidence(term, bearing, weighs, "") for term, bearing, weighs in entries]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        # little in common, and much that speaks against it
        ([("shared", "related", 1.0)], ("undecided", None)),
        ([("shared", "related", 0.5), ("own", "apart", 2.0)], ("independent", None)),
        # related, and what says which way
        ([SURE], ("undecided", None)),
        ([SURE, ("cut", "forward", w.DIRECTION)], ("copy", "forward")),
        ([SURE, ("cut", "backward", w.DIRECTION)], ("copy", "backward")),
        ([SURE, ("cut", "forward", w.DIRECTION - 0.5)], ("undecided", None)),
        # a date adds to a direction, never makes one, and forbids what would have gone back in time
        ([SURE, ("cut", "forward", w.DIRECTION - 0.5), ("earlier", "forward", 0.6)], ("copy", "forward")),
        ([SURE, ("earlier", "forward", 5.0)], ("undecided", None)),
        ([SURE, ("cut", "forward", 5.0), ("earlier", "backward", 0.6)], ("undecided", None)),
        # both have what the other lacks: neither is the other's source
        ([SURE, ("cut", "forward", 3.0), ("cut", "backward", w.BOTH_WAYS)], ("common source", None)),
        # a credit is an answer, unless the day forbids it or both credit each other
        ([SURE, ("credit", "backward", 4.0)], ("copy", "backward")),
        ([SURE, ("credit", "backward", 4.0), ("earlier", "forward", 0.6)], ("undecided", None)),
    ],
)
def test_what_a_ledger_says(entries: list[tuple[str, Bearing, float]], expected: tuple[Relation, str | None]) -> None:
    verdict = decided(ledger(*entries), None, None)

    assert (verdict.relation, verdict.towards) == expected
    assert 0 <= verdict.weight <= 1


@pytest.mark.parametrize(
    ("between", "count", "least"),
    [
        ({}, 3, 3),
        ({"ab": "copy"}, 2, 2),
        ({"ab": "copy", "bc": "common source"}, 1, 1),
        ({"ab": "independent"}, 3, 3),
        # something is open between two: perhaps they are one
        ({"ab": "undecided"}, 3, 2),
        # c may go with b, but b has a, which c is independent of
        ({"ab": "copy", "bc": "undecided", "ac": "independent"}, 2, 2),
        ({"ab": "copy", "bc": "undecided"}, 2, 1),
    ],
)
def test_how_many_sides_and_how_few_they_may_be(between: dict[str, Relation], count: int, least: int) -> None:
    told = {name: marked("[source Varga] [cue said] [content it would rain].", id=name)[1][0] for name in "abc"}
    links = [
        Link(told[pair[0]], told[pair[1]], (), Verdict(relation, None, None, 0.3 if relation == "undecided" else 0.9))
        for pair, relation in between.items()
    ]
    saying = Saying("y", "s", None, tuple(a.id for a in told.values()))

    found = origins(saying, {a.id: a for a in told.values()}, links, {}, Named())

    assert (found.count, found.least) == (count, least)


def test_four_times_the_sides_take_about_four_times_the_time() -> None:
    """Each of them beside the next thirty, as articles of a big story are: every third pair open, the others not."""

    def counted(n: int) -> int:
        some = told[:n]
        links = [
            Link(some[i], some[j], (), Verdict("undecided" if (i + j) % 3 == 0 else "independent", None, None, 0.3))
            for i in range(n)
            for j in range(i + 1, min(n, i + 30))
        ]
        saying = Saying("y", "s", None, tuple(a.id for a in some))
        return origins(saying, {a.id: a for a in some}, links, {}, Named()).count

    one = marked("[source Varga] [cue said] [content it would rain].", id="a")[1][0]
    told = [replace(one, id=f"a{n:04}:0", article=f"a{n:04}") for n in range(800)]
    assert counted(100) == 100
    in_proportion(lambda: counted(200), lambda: counted(800), 7)
