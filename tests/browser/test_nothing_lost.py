"""What a reader has at hand stays so: their place, what they wrote, and what a key is about to judge."""

from __future__ import annotations

import re

import pytest

from browser_helpers import quay, row, saying, take_back, told, until

_IN_SIGHT = "e => { const r = e.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; }"
_INSIDE = "document.querySelector('.wide').scrollTop"


@pytest.fixture
def small(page):
    """A window so small that the table of a story is scrolled in a window of its own."""
    page.set_viewport_size({"width": 800, "height": 600})
    quay(page)
    return page


def down(page, times):
    for _ in range(times):
        page.keyboard.press("j")
    return page.evaluate("document.activeElement.id")


def test_after_a_judgement_the_reader_is_where_they_were_and_sees_what_the_keys_are_at(small):
    down(small, 7)
    before = small.evaluate(_INSIDE)
    with small.expect_navigation():
        small.keyboard.press("a")
    assert "Accepted" in told(small)
    assert small.evaluate(_INSIDE) == pytest.approx(before, abs=200)  # a row is a line longer now
    assert before > 500
    assert small.locator("tr.item.here").evaluate(_IN_SIGHT)
    take_back(small)


def test_who_comes_back_from_a_saying_is_at_its_row_again(small):
    at = down(small, 7)
    before = small.evaluate(_INSIDE)
    small.keyboard.press("Enter")
    small.wait_for_url("**/saying/*")
    small.go_back()
    small.wait_for_url("**/story/*")
    assert small.evaluate("document.activeElement.id") == at
    assert small.evaluate(_INSIDE) == before
    assert small.locator("tr.item.here").evaluate(_IN_SIGHT)


def test_what_was_judged_is_taken_back_where_that_is_said_without_a_keyboard(page):
    """It named a key alone, which a telephone has not."""
    saying(page, "found the same movement")
    with page.expect_navigation():
        page.locator(".tellings > li").first.get_by_role("button", name="Accept").click()
    assert "Accepted" in told(page)
    assert "✓ accepted" in page.locator("main").text_content()
    with page.expect_navigation():
        page.locator("#said").get_by_role("button", name="Take back").click()
    assert told(page).startswith("Taken back")
    assert page.locator("#said button").count() == 0
    assert "✓ accepted" not in page.locator("main").text_content()


def test_what_cannot_be_kept_is_said_and_stays_in_its_field(page):
    saying(page, "found the same movement")
    why = page.locator(".correct form").first.get_by_label("Why")
    why.fill("heard on the tape")
    page.route("**/judgements", lambda route: route.abort())
    page.get_by_role("button", name="Change the speaker").click()
    assert "not kept: the server does not answer" in told(page)
    assert why.input_value() == "heard on the tape"


def test_enter_in_the_field_of_a_speaker_changes_the_speaker_and_accepts_nothing(page, site):
    page.goto(f"{site.base}/article/harbour-post")
    down(page, 1)
    page.keyboard.press("s")
    page.keyboard.type("Odo Brandt")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    first = page.locator("li.item").first.text_content()
    assert "Speaker" in told(page)
    assert "Odo Brandt" in first
    assert "accepted" not in first
    take_back(page)


def test_a_reason_alone_judges_nothing(page):
    saying(page, "found the same movement")
    page.locator(".why input").first.fill("this was another day")
    page.locator(".why input").first.press("Enter")
    assert "choose what it is the reason for" in told(page)
    assert page.locator(".why input").first.input_value() == "this was another day"
    assert "accepted" not in page.locator("main").text_content()


def test_s_leads_from_a_row_to_the_field_of_its_speaker(page):
    quay(page)
    down(page, 2)
    page.keyboard.press("s")
    page.wait_for_url("**/saying/*")
    until(page, "document.activeElement.id === 'speaker'")


def test_a_key_that_judges_says_where_that_is_done(page, site):
    page.goto(f"{site.base}/speakers")
    page.keyboard.press("a")
    assert told(page) == "Go to an item with j or k first."
    down(page, 1)
    page.keyboard.press("a")
    until(page, "document.getElementById('said').textContent.startsWith('That is judged on its own page')")
    assert told(page) == "That is judged on its own page: Enter opens it."


def test_on_paper_no_outlet_is_cut_off(page):
    quay(page)
    assert page.locator("thead th").count() == 8
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 760, "height": 1000})  # wider than a telephone, as a sheet is
    assert page.evaluate("document.querySelector('.wide').scrollWidth") <= 760
    daily = row(page, "Fifteen berths").locator("td", has_text=re.compile("Kestrian Daily"))
    assert "Fifty" in daily.text_content()
    assert daily.evaluate("e => e.getBoundingClientRect().right") <= 760
    page.emulate_media(media="screen")
