"""Departures of many tellings: what all pairs of them say is told by the first few, in the time of one look at each."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pace import within
from quoth.lineage import weights as w
from quoth.lineage.departed import ENOUGH, departures
from quoth.lineage.readings import readings
from quoth.types import Attribution, Beside, Departure, Evidence, Reading, Recorded, Saying, Span, Variant


def test_so_many_departures_weigh_the_most_that_they_may():
    shared = min(w.INHERITED, w.INHERITED_CUT, w.INHERITED_SHARED)
    alone = min(w.INNOVATES, w.INNOVATES_SHARED, w.INNOVATES_CUT, w.INNOVATES_MARKED)
    assert ENOUGH * shared >= w.INHERITED_MOST
    assert ENOUGH * alone >= w.INNOVATES_MOST


def weighed(each: int, others: int = 0, *, recorded: bool = False) -> list[Evidence]:
    """What two articles say that tell one thing `each` times, all of them “ten boats” in the one and “two boats” in the
    other, beside `others` that say “ten”.
    """
    tellings = {
        f"{article}:{k}": Attribution(f"{article}:{k}", article, "direct", (), (), (Span(k, k + 3, word),), 1.0)
        for article, word, times in (
            ("a", "ten", each),
            ("b", "two", each),
            *((f"c{n}", "ten", 1) for n in range(others)),
        )
        for k in range(times)
    }
    ten, two = (tuple(i for i, a in tellings.items() if a.content[0].text == word) for word in ("ten", "two"))
    variant = Variant((Reading("ten boats", ten), Reading("two boats", two)), ("replacement",), meaning=True)
    departure = Departure(0, 3, "two", 0, 3, "ten", ("replacement",))
    beside = tuple(Beside(i, "changed", (departure,)) if i in two else Beside(i, "verbatim") for i in tellings)
    record = Recorded("r", 0, 3, "ten", None, beside) if recorded else None
    saying = Saying("y", "s", None, tuple(tellings), (variant,), "differs", record=record)
    one, other = (_article(name, tellings) for name in "ab")
    return list(departures(one, other, [saying], {"y": readings(saying, tellings)}))


def _article(name: str, tellings: dict[str, Attribution]) -> Any:
    return SimpleNamespace(id=name, told={"y": tuple(a for a in tellings.values() if a.article == name)})


@pytest.mark.parametrize(("others", "recorded", "one"), [(0, False, None), (2, False, 0.8), (0, True, 1.2)])
def test_who_alone_departs_is_no_source_and_saying_it_twice_weighs_more(others, recorded, one):
    for each, most in ((1, one), (2, one and min(4 * one, w.INNOVATES_MOST))):
        found = weighed(each, others, recorded=recorded)
        assert [(e.term, e.bearing, round(e.weighs, 1)) for e in found] == (
            [("departs", "forward", most)] if most else []
        )


def test_hundreds_of_tellings_are_weighed_in_the_time_of_one_look_at_each():
    with within(1):  # a hundredth of a second; 160,000 pairs took four
        assert weighed(400, 2)[0].weighs == w.INNOVATES_MOST
        assert weighed(400, recorded=True)[0].weighs == w.INNOVATES_MOST
