"""The generator of many articles, whose truth is known, and what stories make of them."""

from __future__ import annotations

import random
from importlib.resources import files

import pytest

from quoth.stories import Stories
from quoth.types import Article


@pytest.fixture(scope="module")
def sources() -> list[Article]:
    """Thirty articles of words drawn from the table of rarities as often as they stand in news: no sentence is real."""
    chance = random.Random(7)
    rows = [line.split() for line in files("quoth").joinpath("words.txt").read_text("utf-8").splitlines()[2:]]
    words, weights = zip(*((w, int(count)) for count, *listed in rows for w in listed if w.isalpha()), strict=True)

    def sentence() -> str:
        drawn = chance.choices(words, weights, k=chance.randrange(8, 20))
        return " ".join(w.capitalize() if chance.random() < 0.2 else w for w in drawn).capitalize() + "."

    def text() -> str:
        return "\n".join(" ".join(sentence() for _ in range(3)) for _ in range(7))

    return [Article(id=f"source{n}", path=f"{n}.txt", text=text(), published="2031-03-04") for n in range(30)]


def test_what_is_made_is_the_same_again_and_its_truth_hangs_together(sources: list[Article]):
    from benchmarks.multiply import multiply

    made = multiply(sources, 120)
    assert multiply(sources[::-1], 120) == made
    by_id = {m.article.id: m for m in made}
    assert len(by_id) == 120
    copies = [m for m in made if m.copy_of]
    assert copies
    assert all(by_id[m.copy_of].event == m.event for m in copies if m.copy_of in by_id)
    texts = {a.text for a in sources}
    assert not any(m.article.text in texts for m in made), "every event is unrelated to the article it was made from"


def test_its_events_and_copies_come_back(sources: list[Article]):
    from benchmarks.multiply import multiply
    from benchmarks.stories import bcubed

    made = multiply(sources, 300)
    stories = Stories()
    stories.add(m.article for m in made)
    got: dict[str, object] = {i: s.id for s in stories.stories for i in s.articles}
    precision, recall, _ = bcubed({m.article.id: str(m.event) for m in made}, got)
    assert precision > 98
    assert recall > 90
    head = {m.article.id: stories.copies().get(m.article.id, m.article.id) for m in made}
    copies = [m for m in made if m.copy_of in head]
    found = sum(head[m.article.id] == head[m.copy_of or ""] for m in copies)
    assert found > 0.9 * len(copies), "all but those of which little more than half is left"
