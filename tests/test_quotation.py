"""Quotation marks: every style, nested, unclosed, running over paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pace import in_proportion
from quoth.quotation import as_meant, quotations, states

MARKS = "“”„‟\"«»‹›「」‘’'`\n .,ab—("


def shown(text: str) -> list[str]:
    """Each quotation as it stands, with > for nested, ~ for unclosed, + for going on from the paragraph before."""
    return [">" * q.depth + "~" * (not q.closed) + "+" * q.continued + text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and "yes," she said.', ['"no"', '"yes,"']),
        ("“We will pay,” he said. “Soon.”", ["“We will pay,”", "“Soon.”"]),
        ("“He told me, ‘go away,’ and I did,” she said.", ["“He told me, ‘go away,’ and I did,”", ">‘go away,’"]),
        ("‘British “inner” style,’ he said.", ["‘British “inner” style,’", ">“inner”"]),
        ("„Ja“, sagte er. «Oui», dit-elle. ``Yes,'' he said.", ["„Ja“", "«Oui»", "``Yes,''"]),
        ('“Opened curly, closed straight" he said.', ['“Opened curly, closed straight"']),
        ("the '90s, the workers' rock 'n' roll, don’t and can't", []),
        ('the 6\'2" man said "hi"', ['"hi"']),
        ('a stray ” and an ending " alone', []),
    ],
)
def test_marks_of_every_style_are_paired(text: str, expected: list[str]) -> None:
    """Curly, straight, low, angled and doubled marks are paired; apostrophes and feet are not marks."""
    assert shown(text) == expected


def test_controls_where_windows_has_marks_are_these_marks() -> None:
    """A text in windows-1252 that somebody read as Latin-1; nothing in it moves."""
    text = "\x93It\x92s \x91over,\x92\x94 he said \x97 \x93so.\x94"
    assert shown(text) == ["\x93It\x92s \x91over,\x92\x94", ">\x91over,\x92", "\x93so.\x94"]
    assert as_meant(text) == "“It’s ‘over,’” he said — “so.”"
    assert as_meant("“so” â\x80\x93 no") == "“so” â\x80\x93 no"


def test_a_quotation_over_paragraphs_opens_each_of_them() -> None:
    """An opening mark on each paragraph and one closing mark: two quotations, the second going on."""
    text = "“The first half is done.\n\n“The second is not,” the harbour master said."

    assert shown(text) == ["~“The first half is done.", "+“The second is not,”"]


def test_a_quotation_over_lines_without_a_new_mark_is_one() -> None:
    """Sloppy copy: the next paragraph closes a mark that it never opened."""
    assert shown("“The first half is done.\nThe second is not,” she said.") == [
        "“The first half is done.\nThe second is not,”"
    ]


def test_a_quotation_over_lines_is_one_whatever_apostrophes_stand_in_it() -> None:
    """The closing mark that was never opened shows it, also behind “don't”."""
    assert shown("\"The quay held.\nIt's safe. We don't doubt it,\" she said.") == [
        "\"The quay held.\nIt's safe. We don't doubt it,\""
    ]


def test_a_quotation_with_each_sentence_on_a_line_is_one() -> None:
    """Copy that a program has cut into sentences: the closing mark stands some lines below."""
    text = "He said: “The quay held.\nThe wall did not.\nNor did the ‘new’ crane.\nWe’ll mend both.”\nThen he left."

    assert shown(text) == ["“The quay held.\nThe wall did not.\nNor did the ‘new’ crane.\nWe’ll mend both.”", ">‘new’"]


@pytest.mark.parametrize(
    "text",
    [
        "“The quay held.\nThe wall did not.\n\nNor did the crane.”",
        "“The quay held.\nThe wall did not.\nThey called it “a start.”",
        "“The quay held.\n" + "The wall did not.\n" * 20 + "Nor did the crane.”",
    ],
)
def test_a_forgotten_mark_does_not_reach_beyond_a_blank_line_another_mark_or_a_few_lines(text: str) -> None:
    """What no nearby closing mark calls for is not taken for quoted."""
    assert shown(text)[0] == "~“The quay held."


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    """One forgotten mark does not swallow the rest of the article."""
    assert shown('She called it "a start.\n\nNobody else "agreed" then.') == ['~"a start.', '"agreed"']


def test_states_say_where_each_character_stands() -> None:
    """0 outside, 1 inside, 2 an opening mark, 3 a closing mark."""
    text = "He “is ‘so’ old” now"

    assert "".join(map(str, states(text))) == "00021112113111130000"


@given(st.text(MARKS, max_size=120))
@settings(max_examples=150, deadline=None)
def test_quotations_lie_in_the_text_and_nest(text: str) -> None:
    """Whatever the marks: spans lie in the text, are opened by a mark, and two of one depth never overlap."""
    found = quotations(text)

    for q in found:
        assert 0 <= q.start < q.inner_start < q.inner_end <= q.end <= len(text)
        assert q.closed == (q.end > q.inner_end)
    outer = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))
    assert len(states(text)) == len(text)


@pytest.mark.parametrize("unit", ['" ', '"', "“", "‘a ", "“a\n\n", "'a' \"b ", '"a\n"', "“a.\n'b\n"])
def test_marks_by_the_thousand_take_linear_time(unit: str) -> None:
    """Twice the marks take about twice the time."""
    in_proportion(lambda: quotations(unit * 20_000), lambda: quotations(unit * 40_000), 3.5, spare=0.05)
