"""Who has it from whom, as the page draws and words it."""

from __future__ import annotations

from quoth.page.app.story.descent import of_story
from quoth.types import Evidence, Lineage, Story


def between(start: str, end: str, relation: str, source: str | None = None, *reasons: str) -> Lineage:
    evidence = tuple(Evidence("date", "forward", 1.5, reason, ()) for reason in reasons)
    return Lineage("s", None, start, end, relation, source, 0.97, evidence)  # type: ignore[arg-type]


LABELS = {"x7q": "Post #1", "k2m": "Post #2", "a": "Ledger"}
STORY = Story("s", tuple(LABELS), ())


def test_articles_of_one_outlet_are_drawn_below_it_and_not_said_to_have_nothing_in_common() -> None:
    found = of_story(
        STORY, [between("x7q", "k2m", "common source", "Post"), between("a", "k2m", "independent")], LABELS
    )

    assert [(n.label, n.outside) for n in found.nodes] == [
        ("Post", True), ("Post #1", False), ("Post #2", False), ("Ledger", False),
    ]  # fmt: skip
    assert len(found.lines) == 2
    assert [p.decided for p in found.pairs] == [True, False]


def test_the_evidence_calls_articles_as_the_page_does() -> None:
    came, departs = "x7q came out on 2025-03-11, k2m on 2025-03-12", "k2m departs in a quotation where x7q has it"
    (pair,) = of_story(STORY, [between("x7q", "k2m", "copy", None, came, departs)], LABELS).pairs

    assert [e.reason for e in pair.evidence] == [
        "Post #1 came out on 2025-03-11, Post #2 on 2025-03-12",
        "Post #2 departs in a quotation where Post #1 has it",
    ]
