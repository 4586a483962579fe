"""Dates: what date lines, datelines and table fields say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.articles.dates import iso
from quoth.articles.days import full_date, in_address
from quoth.articles.layout import parts
from quoth.articles.layout.date_lines import date_line, published
from quoth.types import Article


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-11-08", "2016-11-08"),
        ("2016-11-08T10:00:00Z", "2016-11-08T10:00:00+00:00"),
        ("2016-11-08 10:00:00", "2016-11-08T10:00:00"),
        ("2016-11-08T10:00:00.250+0100", "2016-11-08T10:00:00.250000+01:00"),
        ("Tue, 08 Nov 2016 10:00:00 GMT", "2016-11-08T10:00:00+00:00"),
        ("Tue, 08 Nov 2016 10:00:00 -0500", "2016-11-08T10:00:00-05:00"),
        ("November 8, 2016", "2016-11-08"),
        ("Nov. 8th, 2016", "2016-11-08"),
        ("8 Nov 2016", "2016-11-08"),
        ("Tuesday, 8 November 2016", "2016-11-08"),
        ("Nov 8, 2016 3:14 PM ET", "2016-11-08"),
        ("Nov 8, 2016 3:14 PM", "2016-11-08T15:14:00"),
        ("8 Nov 2016 03:14 PM", "2016-11-08T15:14:00"),  # a mail's date but for its end: it was night
        ("Tue, 8 Nov 2016 03:14 p.m.", "2016-11-08T15:14:00"),
        ("2016-11-08 03:14 PM", "2016-11-08T15:14:00"),
        ("2016-11-08 12:05:09 AM", "2016-11-08T00:05:09"),
        ("Nov 8, 2016 15:14 UTC", "2016-11-08T15:14:00+00:00"),
        ("11/28/2016", "2016-11-28"),
        ("28.11.2016", "2016-11-28"),
        ("11/28/05", "2005-11-28"),
        ("2016/11/08", "2016-11-08"),
        ("04/04/2012", "2012-04-04"),
        ("13-Mar-25", "2025-03-13"),
        ("3-mar-98", "1998-03-03"),
        ("13 Mar 25", "2025-03-13"),
        ("13-Mar-25 14:30", "2025-03-13T14:30:00"),
        (1478599200, "2016-11-08T10:00:00+00:00"),
        (1478599200000, "2016-11-08T10:00:00+00:00"),
        ("1478599200.5", "2016-11-08T10:00:00+00:00"),
        (20161108, "2016-11-08"),
        ("20161108T093000Z", "2016-11-08T09:30:00+00:00"),
        ("2616-11-08", "2616-11-08"),
    ],
)
def test_dates_of_rows(written: object, expected: str) -> None:
    assert iso(written) == expected


@pytest.mark.parametrize(
    "written",
    ["yesterday", "2016", "2016-13-40", "November 2016", "", True, None, ["2016-11-08"], "30 Feb 2016", "99999999",
     "-5", "9" * 400],
)  # fmt: skip
def test_what_is_no_date_is_said_to_be_none(written: object) -> None:
    with pytest.raises(ValueError, match="expected a date"):
        iso(written)


def test_an_ambiguous_date_names_both_readings() -> None:
    with pytest.raises(ValueError, match="03/04/2016 could be 2016-03-04 or 2016-04-03: not guessed"):
        iso("03/04/2016")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (" date 2024-05-08 ", [("published", "2024-05-08")]),
        ("Published: May 8, 2024", [("published", "2024-05-08")]),
        ("PUBLISHED: 03: 42 GMT, 9 April 2014 | UPDATED: 21: 08 GMT, 9 April 2014",
         [("published", "2014-04-09T03:42:00+00:00"), ("updated", "2014-04-09T21:08:00+00:00")]),
        ("Updated 3:14 PM ET", [("updated", None)]),
        ("Updated at 11:58 a.m. ET on 7/18", [("updated", None)]),
        ("Last Updated: Jul 07, 2012 8: 44 PM ET", [("updated", "2012-07-07")]),
        ("Wed May 5, 2010 7: 12pm BST", [("bare", "2010-05-05")]),
        ("POSTED: 04 / 02 / 07, 9: 00 PM |", [("published", None)]),
        ("8 / 2 / 13 at 1: 30 PM", [("bare", None)]),
        ("Friday, 27 September 2013", [("bare", "2013-09-27")]),
        ("2 October 2013, 15: 39 (GMT+05: 00)", [("bare", "2013-10-02")]),
        ("Friday August 2, 2013 @ 8: 13am PDT", [("bare", "2013-08-02")]),
        ("Story Created: Aug 7, 2012 at 9: 56 AM", [("published", "2012-08-07T09:56:00")]),
    ],
)  # fmt: skip
def test_date_lines(line: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(s.label, s.iso) for s in date_line(line)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "9:30 p.m.",
        "2016",
        "Updated",
        "Published in 2016 by the Echo",
        "On May 8, 2024 the mayor spoke.",
        "May 8, 2024: the bridge opens",
        "She was born on May 8, 1974",
        "May 3",
        "Date of birth: 1974-05-08",
    ],
)
def test_lines_that_only_hold_a_date_somewhere(line: str) -> None:
    assert date_line(line) == ()


def _published(text: str) -> tuple[str | None, str | None]:
    found = published(text, parts(text))
    return (found.label, found.iso) if found else (None, None)


def test_a_labelled_date_comes_before_a_bare_one_and_an_update_last() -> None:
    assert _published("May 7, 2024\n\nUpdated May 9, 2024\n\nPublished May 8, 2024\n\nIt rained.") == (
        "published",
        "2024-05-08",
    )
    assert _published("May 7, 2024\n\nUpdated May 9, 2024\n\nIt rained.") == ("bare", "2024-05-07")
    assert _published("Updated May 9, 2024\n\nIt rained.") == ("updated", "2024-05-09")
    assert _published("Updated 3:14 PM ET\n\nIt rained.") == (None, None)
    assert _published("LINDENPORT, May 3, 2024 (NNB) - It rained.") == ("bare", "2024-05-03")
    assert _published("LINDENPORT, May 3 (NNB) - It rained.") == (None, None)


def test_an_ambiguous_date_line_says_why_there_is_no_date() -> None:
    text = "Rain falls on Lindenport\nPublished: 03/04/2016\n\nIt rained on Monday."
    found = published(text, parts(text))
    assert found is not None
    assert found.iso is None
    assert found.why == "the date 03/04/2016 could be 2016-03-04 or 2016-04-03: not guessed"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("8: 13 AM PDT 8 / 2 / 2013", "2013-08-02"),  # in February nobody is on summer time
        ("POSTED: 04 / 02 / 07, 9: 00 PM PDT |", "2007-04-02"),
        ("05 / 03 / 2013 at 11: 00 AM EDT", "2013-05-03"),  # it began on 10 March of that year
        ("05/06/2013 09:00 BST", None),  # it is both in May and in June
        ("8: 13 AM PST 8 / 2 / 2013", None),  # many write so in the summer too
        ("Tuesday, 3/4/2014", "2014-03-04"),
        ("Friday 8/2/13", None),  # both were
    ],
)
def test_a_weekday_or_summer_time_settles_which_day_is_meant(line: str, day: str | None) -> None:
    [stated] = date_line(line)
    assert (stated.iso or "")[:10] == (day or "")


def test_a_date_that_is_certain_settles_one_beside_it() -> None:
    assert _published("Posted 02/08/2013\n\nUpdated 13/08/2013\n\nIt rained.") == ("published", "2013-08-02")
    assert _published("LINDENPORT, Feb 9, 2013 - It rained.\n\nPosted 8 / 2 / 13") == ("published", "2013-02-08")
    assert _published("Posted 02/08/2013\n\nUpdated December 1, 2013\n\nIt rained.")[1] == "2013-12-01"


@settings(max_examples=60, deadline=None)
@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%B {d}, %Y", "{d} %b %Y", "%A, {d} %B %Y"]))
def test_every_day_survives_every_way_of_writing_it(day: object, form: str) -> None:
    written = day.strftime(form.replace("{d}", str(day.day)).replace("%Y", f"{day.year:04d}"))  # type: ignore[attr-defined]
    assert iso(written) == str(day)
    assert full_date(f"LINDENPORT, {written} -") == str(day)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text("0123456789/-.: TZapmJunSept,", max_size=40)))
def test_any_words_give_a_date_or_a_reason(words: str) -> None:
    date_line(words)
    try:
        assert iso(words)[4] == "-"
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("stated", "day"),
    [("2026-03-09", "2026-03-09"), ("2026-03-09T23:30:00-05:00", "2026-03-09"), (None, "None"), ("in March", "None")],
)
def test_the_day_of_an_article_is_that_of_its_outlet(stated: str | None, day: str) -> None:
    """Half past eleven at night in the west is that day there, whatever day it is elsewhere by then."""
    assert str(Article("a", "a.txt", "", published=stated).day) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/05/09/weir.html", "2026-05-09"),
        ("/news/2026/5/9/weir", "2026-05-09"),
        ("/2026/may/09/weir", "2026-05-09"),
        ("/2026-05-09/weir", "2026-05-09"),
        ("/20260509/weir", "2026-05-09"),
        ("/2026/0509/weir", "2026-05-09"),
        ("/2026/12/weir-stays-broken", None),
        ("/2026/12/", None),
        ("/2026/05-09/weir", None),
        ("/2026/13/09/weir", None),
        ("/1926/05/09/weir", None),
        ("/news/2026050912345/weir", None),
        ("/weir", None),
    ],
)
def test_the_day_in_an_address(path: str, day: str | None) -> None:
    """“/2026/12/” was the 2nd of January."""
    assert in_address(f"https://brannock.example{path}") == day


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Sat Mar 14 2026 10:11:12 GMT+0100 (Central European Standard Time)", "2026-03-14T10:11:12+01:00"),
        ("Sat Mar 14 2026", "2026-03-14"),
        ("Sat Mar 14 10:11:12 +0000 2026", "2026-03-14T10:11:12+00:00"),
        ("Sat Mar 14 10:11:12 UTC 2026", "2026-03-14T10:11:12+00:00"),
        ("Sat Mar 14 10:11:12 2026", "2026-03-14T10:11:12"),
        ("2026-03-14 10:11:12 UTC", "2026-03-14T10:11:12+00:00"),
        ("2026-03-14T10:11:12.5 GMT", "2026-03-14T10:11:12.500000+00:00"),
        ("14-Mar-2026", "2026-03-14"),
        ("14/Mar/2026:10:11:12 +0200", "2026-03-14T10:11:12+02:00"),
        ("2026-3-4", "2026-03-04"),
    ],
)
def test_dates_as_programs_write_them(written: str, known: str) -> None:
    assert iso(written) == known


@pytest.mark.parametrize(
    "written", ["Sat Foo 14 2026", "31-Feb-2026", "2026-13-4", "98-Mar-14", "2026-02-31 10:11:12 UTC"]
)
def test_what_only_looks_so_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match="expected a date"):
        iso(written)
