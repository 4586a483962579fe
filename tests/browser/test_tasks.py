"""The twelve things that people do most, each with the mouse and with the keyboard alone, over the example store.

Whatever a task judges, it takes back at its end, so that the next finds the store as it was.
"""

from __future__ import annotations

import re

import pytest

from browser_helpers import quay, row, saying, take_back, told, until


class Hand:
    """Does a thing with the mouse, or reaches it by Tab and the keys of the page and presses Enter."""

    def __init__(self, page, hand):
        self.page = page
        self.keys = hand == "keys"

    def activate(self, target):
        if self.keys:
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def reach(self, target):
        """By Tab alone, from where the reader is, as often as it takes."""
        for _ in range(150):
            if target.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("Tab never came there")

    def item(self, target):
        """To an item with j, or by pointing at it."""
        if not self.keys:
            target.hover()
            return
        for _ in range(60):
            self.page.keyboard.press("j")
            if target.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError("j never came there")

    def write(self, field, words):
        if self.keys:
            self.reach(field)
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(words)
        else:
            field.fill(words)

    def choose(self, field, label):
        if self.keys:
            self.reach(field)
            self.page.keyboard.type(label[:24])
        else:
            field.select_option(label=label)


@pytest.fixture
def hand(page, request):
    return Hand(page, request.param)


def both(test):
    return pytest.mark.parametrize("hand", ["mouse", "keys"], indirect=True)(test)


@both
def test_1_open_a_story(page, hand):
    if hand.keys:
        hand.item(page.locator("li.item", has_text="Fifteen berths"))
        page.keyboard.press("Enter")
    else:
        page.get_by_role("link", name=re.compile("Fifteen berths")).click()
    page.wait_for_url("**/story/*")
    assert page.locator("thead th").count() == 8  # the saying, the record, six papers


@both
def test_2_see_which_word_is_which_in_the_other_papers(page, hand):
    quay(page)
    line = row(page, "found the same movement")
    line.scroll_into_view_if_needed()
    if hand.keys:
        hand.item(line)
        page.keyboard.press("ArrowRight")
        for _ in range(40):
            line.locator(".w.at").wait_for()  # the first time the words are asked for; steps before that add up
            if line.locator(".w.at").text_content() == "found":
                break
            page.keyboard.press("ArrowRight")
    else:
        line.locator("[data-s]", has_text="found the same").first.hover()
        line.locator(".w").first.wait_for(state="attached")
        line.locator(".w", has_text=re.compile("^found$")).first.hover()
    twins = "[...document.querySelectorAll('.w.twin')].map(e => e.textContent)"
    until(page, f"{twins}.length >= 3 && {twins}.every(e => e === 'found')")
    assert line.locator(".w.twin").count() >= 3


@both
def test_3_read_what_differs_and_why_they_are_taken_for_one(page, hand):
    quay(page)
    hand.activate(row(page, "found the same movement").get_by_role("link", name=re.compile("article")))
    page.wait_for_url("**/saying/*")
    assert "cannot both be word for word" in page.locator("main").text_content()
    assert "yet" in page.get_by_role("region", name="What differs").locator("ul").first.text_content()
    assert page.locator(".reasons li").count() >= 1


@both
def test_4_go_to_the_words_in_their_article(page, hand):
    saying(page, "found the same movement")
    hand.activate(page.locator(".tellings .who a", has_text="Harbour Post"))
    page.wait_for_url("**/article/harbour-post#t*")
    at = page.url.partition("#")[2]
    assert page.locator(f"#{at} + mark").text_content().startswith("“We have not found")
    assert page.locator(f"#{at}").evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top > 0 && r.top < innerHeight }"
    )


@both
def test_5_ask_who_said_this_and_open_an_answer(page, hand):
    if hand.keys:
        page.keyboard.press("/")
        assert page.locator("#find").evaluate("e => e === document.activeElement")
    else:
        page.locator("#find").click()
    page.keyboard.type("same movement on the sou")
    page.locator(".answers[aria-busy='false'] a").first.wait_for()  # what answers half the words may stand there first
    assert "south quay" in page.locator(".answers a").first.text_content()
    if hand.keys:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        page.locator(".answers a").first.click()
    page.wait_for_url("**/saying/*")


@both
def test_6_accept(page, hand):
    saying(page, "found the same movement")
    first = page.locator(".tellings > li").first
    with page.expect_navigation():
        if hand.keys:
            hand.item(first)
            page.keyboard.press("a")
        else:
            first.get_by_role("button", name="Accept").click()
    assert "✓ accepted" in page.locator(".tellings > li").first.text_content()
    assert "Accepted" in told(page)
    take_back(page)
    assert "✓ accepted" not in page.locator("main").text_content()


@both
def test_7_reject_and_take_it_back(page, hand, site):
    page.goto(f"{site.base}/article/harbour-post")
    note = page.locator("li.item", has=page.locator("a", has_text="Per Caddock")).first
    number = note.get_attribute("id")
    with page.expect_navigation():
        if hand.keys:
            hand.item(note)
            page.keyboard.press("r")
        else:
            note.locator("summary").click()
            note.get_by_role("button", name="Reject").click()
    assert "✗ rejected" in page.locator(f"#{number}").text_content()
    assert page.locator("#text s.rejected").count() >= 1
    if hand.keys:
        take_back(page)
    else:
        page.goto(f"{site.base}/judgements")
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("Take back")).first.click()
        page.goto(f"{site.base}/article/harbour-post")
    assert page.locator("#text s.rejected").count() == 0


@both
def test_8_change_a_speaker(page, hand):
    saying(page, "found the same movement")
    form = page.locator(".correct form").first
    hand.write(form.get_by_label("Speaker"), "Odo Brandt")
    with page.expect_navigation():
        hand.activate(form.get_by_role("button", name="Change the speaker"))
    assert page.locator("h1").text_content().startswith("Odo Brandt")
    assert "changed by a person" in page.locator("h1").text_content()
    take_back(page)
    assert page.locator("h1").text_content().startswith("Per Caddock")


@both
def test_9_split_a_saying(page, hand):
    saying(page, "found the same movement")
    before = page.locator(".tellings > li").count()
    last = page.locator(".tellings > li").last
    with page.expect_navigation():
        hand.activate(last.get_by_role("button", name="Not the same utterance"))
    assert page.locator(".tellings > li").count() == before - 1
    take_back(page)
    assert page.locator(".tellings > li").count() == before


@both
def test_10_join_two_sayings(page, hand):
    saying(page, "found the same movement")
    form = page.locator(".correct form").last
    options = form.locator("option").all_text_contents()
    other = next(o for o in options if o.startswith("Per Caddock") and "crane" in o)
    if hand.keys:
        hand.reach(form.locator("select"))
        for _ in range(options.index(other)):
            page.keyboard.press("ArrowDown")
    else:
        form.locator("select").select_option(label=other)
    with page.expect_navigation():
        hand.activate(form.get_by_role("button", name="Join the two"))
    until(page, "document.readyState === 'complete'")
    assert "/saying/" in page.url
    assert "changed by a person" in page.locator("h1").text_content()
    told = page.locator(".tellings").text_content()
    assert "The crane" in told
    assert "found the same movement" in told
    take_back(page)
    told = page.locator(".tellings").text_content()
    assert not ("The crane" in told and "found the same movement" in told)


@both
def test_11_add_what_the_machine_missed(page, hand, site):
    page.goto(f"{site.base}/article/fen-gazette")
    words = page.locator("#text .text", has_text="Low Marsh").first
    text = page.locator("#text").evaluate(
        "e => [...e.querySelectorAll('[data-s]')].map(p => [Number(p.dataset.s), p.textContent])"
    )
    at, piece = next((s, t) for s, t in text if "Low Marsh" in t)
    start = at + len(piece.partition("Low Marsh")[0])
    form = page.locator("#adding")
    if hand.keys:
        hand.write(form.locator("[name=start]"), str(start))
        hand.write(form.locator("[name=end]"), str(start + 9))
    else:
        words.evaluate(
            """(e, [at, from]) => {
                const piece = document.querySelector(`[data-s="${at}"]`);
                const range = document.createRange();
                range.setStart(piece.firstChild, from); range.setEnd(piece.firstChild, from + 9);
                getSelection().removeAllRanges(); getSelection().addRange(range);
            }""",
            [at, start - at],
        )
        until(page, "document.getElementById('chosen').textContent === 'Low Marsh'")
        assert form.locator("[name=start]").input_value() == str(start)
    hand.write(form.get_by_label("Speaker"), "Odo Brandt")
    with page.expect_navigation():
        hand.activate(form.get_by_role("button", name="Add"))
    assert "added by hand by ada" in page.locator("#text").text_content()
    take_back(page)
    assert "added by hand" not in page.locator("#text").text_content()


@both
def test_12_have_a_text_read_and_watch_it(page, hand, site):
    page.goto(f"{site.base}/read")
    who = "Ilse Horn" if hand.keys else "Jonte Abel"
    hand.write(page.locator("#text"), f"Harbour master {who} said the dredger would be back in May.")
    hand.activate(page.locator("#drop").get_by_role("button", name="Read", exact=True))
    page.wait_for_url("**/read/*")
    page.locator("h1", has_text=re.compile("^Read$")).wait_for(timeout=60_000)
    page.wait_for_load_state()
    assert "1 article read" in page.locator("#progress").text_content()
    link = page.locator(".steps a")
    if hand.keys:
        hand.activate(link)
    else:
        link.click()
    page.wait_for_url("**/article/*")
    assert who in page.locator("#text").text_content()


MIDDLE = "e => { const r = [...e.getClientRects()].at(-1); return [r.x + r.width / 2, r.y + r.height / 2]; }"


@both
def test_13_see_who_has_what_where_a_word_is_marked(page, hand):
    """Of a word that differs, and of a place where one is missing."""
    quay(page)
    line = row(page, "found the same movement")
    line.scroll_into_view_if_needed()
    word, caret = line.locator("u[data-v]", has_text="yet").first, line.locator(".lacks").first
    hand.item(line)
    for mark in (word, caret):
        if hand.keys:
            for _ in range(60):
                page.keyboard.press("ArrowRight")
                line.locator(".w.at, .lacks.at").wait_for()
                if mark.evaluate("e => e.contains(document.activeElement)"):
                    break
            page.keyboard.press("Enter")
        else:
            page.mouse.click(*mark.evaluate(MIDDLE))
        until(page, "document.getElementById('reading').textContent !== ''")
        assert page.locator("#reading").text_content().startswith("Harbour Post lacks “yet”")
        box, at = page.locator("#reading").bounding_box(), mark.bounding_box()
        assert 0 < box["y"] - at["y"] < 60
        page.keyboard.press("Escape")
        assert not page.locator("#reading").is_visible()
    assert "/story/" in page.url


def test_a_citation_is_copied(page):
    saying(page, "found the same movement")
    page.locator(".cite summary").first.click()
    page.locator(".cite[open] button").click()
    assert "Copied" in told(page)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"Per Caddock.*We have not.*characters \d+ to \d+\.", copied)


def test_who_goes_back_after_a_judgement_sees_what_it_made(page):
    """The browser keeps pages: the story still had the name from before, and looked as if nothing had been kept."""
    quay(page)
    line = row(page, "found the same movement")
    line.get_by_role("link", name=re.compile("article")).click()
    page.wait_for_url("**/saying/*")
    form = page.locator(".correct form").first
    form.get_by_label("Speaker").fill("Odo Brandt")
    with page.expect_navigation():
        form.get_by_role("button", name="Change the speaker").click()
    page.go_back()
    page.wait_for_url("**/story/*")
    row(page, "found the same movement").locator(".who", has_text="Odo Brandt").wait_for()
    take_back(page)
    row(page, "found the same movement").locator(".who", has_text="Per Caddock").wait_for()


def test_a_speaker_is_corrected_and_taken_back_with_four_keys(page):
    """After it was sent the focus was in the field again: the key that takes it back wrote a u into it."""
    quay(page)
    Hand(page, "keys").item(row(page, "found the same movement"))
    page.keyboard.press("s")
    page.wait_for_url("**/saying/*#speaker")
    until(page, "document.activeElement.id === 'speaker'")
    page.keyboard.type("Odo Brandt")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert told(page) == "Speaker of 3 tellings: Odo Brandt. Take back u"
    assert page.locator("h1").text_content().startswith("Odo Brandt")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("h1").text_content().startswith("Per Caddock")


def test_the_keys_are_shown_and_put_away(page):
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")


def test_without_a_script_it_is_all_there(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.key)
    saying_of = page.goto(f"{site.base}/search?q=same+movement+on+the+south+quay")
    assert saying_of.status == 200
    page.locator("#found a", has_text="told by").first.click()
    with page.expect_navigation():
        page.locator(".tellings > li").first.get_by_role("button", name="Accept").click()
    assert "✓ accepted" in page.locator("main").text_content()
    page.goto(f"{site.base}/judgements")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Take back")).first.click()
    assert "0 of them hold" in page.locator("main").text_content()
    context.close()


def test_two_tabs_that_judge_at_once_lose_nothing(context, site):
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"{site.base}/article/kestrian-daily")
    for page, name in ((one, "Odo Brandt"), (other, "Ilse Horn")):
        note = page.locator("li.item").first
        note.locator("summary").click()
        note.get_by_label("Speaker").fill(name)
        with page.expect_navigation():
            note.get_by_role("button", name="Change").click()
    assert "Since you opened this page: speaker changed" in told(other)
    other.goto(f"{site.base}/judgements")
    shown = other.locator("tbody").text_content()
    assert "Odo Brandt" in shown
    assert "Ilse Horn" in shown
    for _ in range(2):
        take_back(other)
    one.close()
    other.close()
