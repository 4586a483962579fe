"""What a reader sees while the server is away or busy, and once it is back; and of its answers while she types."""

from __future__ import annotations

import served
from browser_helpers import quay, row, saying, told, until
from quoth.page.app.desk import Progress


def test_a_word_that_was_chosen_while_the_server_was_away_tells_who_has_what_once_it_is_back(page):
    """What had failed once was not asked for again."""
    quay(page)
    page.route("**/*.twins.json", lambda route: route.abort())
    word = row(page, "Fifteen berths").locator(".words [data-v]").first
    word.click()
    assert told(page) == "Who has what there cannot be told now. The server does not answer."
    assert page.locator("#reading").text_content() == ""
    page.unroute("**/*.twins.json")
    word.click()
    until(page, "document.getElementById('reading').textContent !== ''")
    assert "Fifteen" in page.locator("#reading").text_content()


def test_a_page_of_an_earlier_run_says_where_the_new_one_is(page):
    """“That was not kept.”, and not a word why: the key of this page is that of an earlier run."""
    saying(page, "found the same movement")
    mine = page.context.cookies()
    page.context.clear_cookies()
    try:
        page.locator(".tellings > li").first.get_by_role("button", name="Accept").click()
        assert told(page).startswith("That was not kept. This page is for whoever started it. Open the address that")
        page.locator("#find").fill("south quay")
        page.locator("#answers").get_by_text("Open the address that quoth serve printed").wait_for()
    finally:
        page.context.add_cookies(mine)


def test_answers_to_an_earlier_question_do_not_stay_while_the_server_is_away(page):
    """They stood below the new words, as if they answered these."""
    field, answers = page.locator("#find"), page.locator("#answers")
    field.fill("south quay")
    answers.locator("a").first.wait_for()
    page.route("**/search.json*", lambda route: route.abort())
    field.fill("north crane")
    answers.get_by_text("The server does not answer.").wait_for()
    assert answers.locator("a").count() == 0
    page.unroute("**/search.json*")
    field.fill("south quay")
    answers.locator("a").first.wait_for()


def test_a_page_that_shows_the_state_before_says_when_the_new_one_is_there(page, site, tmp_path):
    with served.page(served.example(tmp_path)) as busy:
        busy.come_in()
        busy.served.desk.progress = Progress("putting sayings together", 3, 10)
        before = busy.get("/").text
    answers = ['{"what": "putting sayings together", "done": 7, "of": 10, "failed": ""}', '{"what": "", "failed": ""}']
    page.route(f"{site.base}/", lambda route: route.fulfill(body=before, content_type="text/html"))
    page.route("**/progress.json", lambda route: route.fulfill(body=answers.pop(0) if len(answers) > 1 else answers[0]))
    page.goto(f"{site.base}/")
    line = page.locator("#busy")
    assert "3 of 10. What you see is the state before." in line.text_content()
    line.get_by_text("7 of 10").wait_for()
    line.get_by_role("status").get_by_text("Done.").wait_for()
    assert "Busy" not in line.text_content()
    page.unroute(f"{site.base}/")
    with page.expect_navigation():
        line.get_by_role("link", name="Load the page again").click()
    assert page.locator("#busy").count() == 0


def test_a_reading_of_before_the_server_was_started_anew_is_said_to_be_unknown(page, site):
    """It said that the server does not answer, two and a half times a second, as long as the page was open."""
    page.goto(f"{site.base}/read")
    asked = []

    def gone(route):
        asked.append(route.request.url)
        route.fulfill(status=404, body="{}")

    page.route("**/read/0123.json", gone)
    page.route(
        f"{site.base}/help",
        lambda route: route.fulfill(
            body=route.fetch()
            .text()
            .replace("<h1>", '<div id="job" data-job="0123" data-state="reading"><p id="progress"></p></div><h1>'),
            content_type="text/html",
        ),
    )
    page.goto(f"{site.base}/help")
    assert told(page).startswith("This reading is not known any more: quoth serve was started anew.")
    page.wait_for_timeout(1500)
    assert len(asked) == 1


def test_of_a_long_answer_the_part_with_the_word_asked_for_is_shown_and_cut_between_words(page, site):
    """Cut after so many letters it ended in “no storm since 1 …”, of 1916, and before the word asked for."""
    long = f"“{' '.join(f'harbour{n}' for n in range(60))} and the ferry sails again in 1916, {'as ever ' * 60}”"
    found = {"saying": "y1", "words": long, "speaker": "Oda Brenn", "outlet": "Ledger", "told_by": 1, "apart": ""}
    page.route("**/search.json*", lambda route: route.fulfill(json={"found": [found], "total": 1}))
    page.goto(f"{site.base}/")
    page.locator("#find").fill("ferry")
    shown = page.locator("#answers .words")
    shown.wait_for()
    text = shown.text_content()
    assert "the ferry sails again in 1916," in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 190
    assert set(text.removeprefix("… ").removesuffix(" …").split()) <= set(long.split())
