"""Files and folders given to the page by dropping or choosing them, and what is seen of it."""

from __future__ import annotations

import re

import pytest

from browser_helpers import until
from chromium import serving

SAID = "{} said “We will not sell the ferry this year”. The council of the town met again on the Monday."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two articles, one of them in a folder within, and a file that the system keeps for itself."""
    made = tmp_path_factory.mktemp("given") / "ferry"
    (made / "late").mkdir(parents=True)
    (made / "ledger.txt").write_text(SAID.format("Oda Brenn"), encoding="utf-8")
    (made / "late" / "post.txt").write_text(SAID.format("Ms Brenn"), encoding="utf-8")
    (made / ".DS_Store").write_bytes(b"\0\0")
    return made


@pytest.fixture
def empty(browser, tmp_path):
    """A page over a store with nothing in it."""
    with serving(tmp_path / "empty.db") as site:
        page = browser.new_context().new_page()
        page.goto(site.key)
        page.get_by_text("The store is empty").wait_for()
        yield page
        page.context.close()


def names(page):
    """The files that were read, once they are."""
    page.wait_for_url("**/read/*")
    page.locator("h1", has_text=re.compile("^Read$")).wait_for(timeout=60_000)
    page.wait_for_load_state()  # the heading comes before what stands below it
    return page.locator(".steps li").all_text_contents()


def drop(page, *paths):
    """As a hand drops what it has dragged from the desk."""
    carried = {"items": [], "files": [str(p) for p in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 200, "y": 300, "data": carried})


def test_a_folder_is_dropped_on_the_first_page_and_read_with_what_is_in_it(empty, folder):
    drop(empty, folder)
    assert names(empty) == ["ferry/late/post.txt: 1 statement", "ferry/ledger.txt: 1 statement"]
    assert empty.get_by_role("heading", name="The story").is_visible()


def test_a_folder_is_chosen(empty, folder):
    empty.get_by_label("Or choose a folder").set_input_files(folder)
    empty.get_by_role("button", name="Read", exact=True).click()
    assert {line.partition(":")[0].rpartition("/")[2] for line in names(empty)} >= {"post.txt", "ledger.txt"}


@pytest.mark.parametrize("way", ["dropped", "chosen"])
def test_pages_saved_whole_are_read_without_their_pictures_however_many(empty, tmp_path, way):
    """201 files were too many at once; fewer were set aside one by one, and the scripts among them were articles."""
    week = tmp_path / "week"
    (week / "ferry_files").mkdir(parents=True)
    (week / "ferry.txt").write_text(SAID.format("Oda Brenn"), encoding="utf-8")
    (week / "ferry.html").write_text(f"<article><p>{SAID.format('Ms Brenn')}</p></article>", encoding="utf-8")
    for n in range(250):
        (week / "ferry_files" / f"{n}.html").write_text("<p>An advertisement</p>")
        (week / f"{n}.png").write_bytes(b"\x89PNG")
    if way == "dropped":
        drop(empty, week)
    else:
        empty.get_by_label("Or choose a folder").set_input_files(week)
        empty.get_by_role("button", name="Read", exact=True).click()
    assert len(names(empty)) == 2
    assert empty.get_by_text("251 files are no articles (.png 250, folders of saved pages 1)").is_visible()


def test_words_dragged_within_the_page_are_not_taken_for_an_article(page):
    page.evaluate(
        """() => { const all = new DataTransfer(); all.setData("text/plain", "some words");
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: all, bubbles: true})); }"""
    )
    page.wait_for_timeout(200)
    assert "/read" not in page.url


def test_what_cannot_be_sent_when_it_is_dropped_is_said(page, site):
    page.goto(f"{site.base}/read")
    page.route("**/read", lambda route: route.abort())
    page.evaluate(
        """() => { const all = new DataTransfer(); all.items.add(new File(["x"], "ledger.txt"));
            dispatchEvent(new DragEvent("drop", {dataTransfer: all})); }"""
    )
    until(page, "document.getElementById('said').textContent.includes('could not be sent')")
