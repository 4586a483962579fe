"""Texts made to be slow: the time grows with their length, and what was left unread is told.

``benchmarks/hostile.py`` gives such texts in full length to the real command.
"""

from __future__ import annotations

import pytest

import quoth.attributions
from pace import within
from quoth.attributions import attribute_article
from quoth.attributions.phrases.noun_phrases import _RELATIVE_CLAUSE
from quoth.attributions.words import sentence_starts
from quoth.model.network import load
from quoth.types import Article, Part


def test_only_the_beginning_of_a_text_without_end_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three million characters of which 3,000 are searched: who speaks is not looked for in the rest either."""
    monkeypatch.setattr(quoth.attributions, "MOST", 3_000)
    sentence = "Oda Brenn said that the harbour of Velmont would open in June. "
    text = sentence * (3_000_000 // len(sentence))
    halfway = len(text) // 2
    parts = (Part("headline", 0, 100), Part("body", 101, halfway), Part("link", halfway, len(text)))
    article = Article("a", "a.txt", text, parts=parts)
    load()

    with within(5):
        found = attribute_article(article, load())

    assert found.article is article
    assert [p.where for p in found.problems] == ["a.txt@3000"]
    assert "only the first 3,000 characters" in found.problems[0].message
    assert found.attributions
    assert all(s.end <= 3_000 for a in found.attributions for s in a.content)


def test_signs_are_work_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of signs has a piece a character: no further stretch is begun when the pieces are used up."""
    monkeypatch.setattr(quoth.attributions, "_PIECES", 500)
    monkeypatch.setattr("quoth.attributions.stretches.LONGEST", 400)

    found = attribute_article(Article("a", "a.txt", "(" * 2_000), load())

    assert [p.where for p in found.problems] == ["a.txt@800"]


def test_a_text_that_was_read_to_its_end_has_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """Just as long as is searched, and white space after that: nothing was left unread."""
    text = "Oda Brenn said so. She left."
    monkeypatch.setattr(quoth.attributions, "MOST", len(text))

    assert attribute_article(Article("a", "a.txt", text), load()).problems == ()
    assert attribute_article(Article("a", "a.txt", text + " \n" * 50), load()).problems == ()


@pytest.mark.parametrize("gap", [" ", "\t", "\u00a0"])
def test_white_space_is_looked_at_once(gap: str) -> None:
    """Two hundred thousand spaces between two words; tried from each of them it would take minutes."""
    text = "Oda Brenn" + gap * 200_000 + "said so"
    with within(1):
        assert sentence_starts(text) == ([], [])
        assert _RELATIVE_CLAUSE.search(text) is None
