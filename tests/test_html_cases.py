"""Markup that speaks: what a reader takes from every element, case by case, alone and inside of a whole page."""

from __future__ import annotations

import pytest

from html_cases import Case, cases
from quoth.articles.html import read_fragment, read_page

CASES = cases()

FRAME = (
    "<!DOCTYPE html><html lang='en'><head><title>The council of Tarrow meets twice</title></head><body><nav>"
    "<ul><li><a href='/'>Home</a></li></ul></nav><article><h1>The council of Tarrow meets twice</h1><p>The council of"
    " Tarrow met for the second time in a week, because its chair had lost the key to the hall on the first day.</p>"
    "<p>The members sat for three hours over the money for the new baths, which nobody outside of the town believes in,"
    " and agreed on the colour of the tiles.</p>\n{}\n<p>A third meeting has been called for the coming week, when the"
    " depth of the water is to be settled and the key handed on.</p></article><footer>All rights reserved</footer>"
    "</body></html>"
)


def test_there_are_more_than_150_cases() -> None:
    assert len(CASES) > 200
    assert all(case.markup and case.says for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.section}: {case.name}")
def test_a_piece_of_an_article(case: Case) -> None:
    found = read_fragment(case.markup)
    assert [(p.kind, found.text[p.start : p.end]) for p in found.parts] == case.says
    assert not [words for words in case.never if words in found.text]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.section}: {case.name}")
def test_the_same_piece_in_a_page(case: Case) -> None:
    """The words and their order; what a line is for may be seen more sharply in a page (a heading of an entry)."""
    found = read_page(FRAME.replace("{}", case.markup))
    shown = [found.text[p.start : p.end] for p in found.parts]
    at = shown.index(next(line for line in shown if line.startswith("The members sat")))
    inside = shown[at + 1 : next(i for i, line in enumerate(shown) if line.startswith("A third meeting"))]
    assert inside == [words for _, words in case.says]
