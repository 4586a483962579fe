"""What a reader sees of the answers to “Who said this?” besides the words: why two that look alike are two."""

from __future__ import annotations

from typing import Any

from quoth.page.app.shown.search import told_apart


def hit(article: str, place: int, outlet: str | None = "Ansel Ledger", **more: Any) -> dict[str, Any]:
    """A telling of the same eight words; its article has its own name as the title."""
    row = {"attribution": f"{article}:{place}", "saying": "s1", "words": "“The ferry will not be sold this year”"}
    return {**row, "article": article, "outlet": outlet, "title": f"Of {article}", "place": place, **more}


def apart(*found: dict[str, Any]) -> list[str]:
    return [row["apart"] for row in told_apart(found)]


def test_hits_of_different_outlets_need_no_more():
    assert apart(hit("one", 10), hit("two", 10, "Coast Courier")) == ["", ""]


def test_two_articles_of_one_outlet_are_told_apart_by_their_titles():
    assert apart(hit("one", 10), hit("two", 10)) == ["“Of one”", "“Of two”"]


def test_two_articles_of_one_outlet_and_title_are_said_to_be_two():
    said = "“Ferry”, one of 2 articles of that title"
    assert apart(hit("one", 10, title="Ferry"), hit("two", 10, title="Ferry")) == [said, said]


def test_words_that_stand_twice_in_an_article_are_said_to_be_in_two_places():
    assert apart(hit("one", 10), hit("one", 900)) == ["one of 2 places in it with these words"] * 2


def test_other_words_of_the_same_article_are_nobodys_mistake():
    assert apart(hit("one", 10), hit("one", 900, words="“The quay stays shut”")) == ["", ""]


def test_words_that_tell_two_sayings_are_said_to():
    assert apart(hit("one", 10), hit("one", 10, saying="s2")) == ["one of 2 sayings that these words tell"] * 2


def test_an_article_without_an_outlet_is_called_by_its_title_already():
    assert apart(hit("one", 10, None), hit("two", 10, None)) == ["", ""]
