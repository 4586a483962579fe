"""What only a laid-out page can show: nothing cut off, the columns named in sight, each script in its own direction."""

from __future__ import annotations

from itertools import pairwise

import pytest

import served
from browser_helpers import kinds_of_pages, quay, row, saying, told
from chromium import serving
from quoth import articles
from quoth.cli import own_engine
from quoth.store import Store
from quoth.types import Article

LONG = "Harbourmastersassistantsunionofthenorthernandsouthernquays" * 3
ODD = {
    "long": f"Quay shut by {LONG}\n\n“The quay is shut until Monday,” said {LONG} spokesman Odo Brandt.\n",
    "right": "וזיר הנמל: הרציף סגור\n\n“The quay is shut until Monday,” said Odo Brandt, the harbour master.\n",
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A store of articles with the longest of words and with letters that run from right to left."""
    folder = tmp_path_factory.mktemp("odd")
    for name, text in ODD.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    engine = own_engine()
    with Store.open(folder / "odd.db") as store:
        for one in articles.read([str(folder / f"{name}.txt") for name in ODD]):
            assert isinstance(one, Article)
            store.put(engine.attribute(store.settle(one)), engine.made_by())
    with served.page(folder / "odd.db"), serving(folder / "odd.db") as site:
        yield site


def opened(browser, site, path, **look):
    page = browser.new_context(**look).new_page()
    page.goto(site.key)
    page.goto(f"{site.base}{path}")
    return page


def test_the_longest_word_makes_no_page_wider_than_a_telephone(browser, odd):
    page = opened(browser, odd, "/article/long", viewport={"width": 360, "height": 740}, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.context.close()


def test_a_paragraph_runs_in_the_direction_of_its_letters(browser, odd):
    page = opened(browser, odd, "/article/right", viewport={"width": 1280, "height": 900})
    left, right = page.evaluate(
        """() => [...document.querySelectorAll("#text .text")].filter(p => p.textContent.trim()).map(p => {
            const range = document.createRange(), box = p.getBoundingClientRect();
            range.selectNodeContents(p);
            const words = range.getBoundingClientRect();
            return [words.left - box.left, box.right - words.right];
        }).map(([before, after]) => before - after)"""
    )
    assert left > 0  # Hebrew: it ends at the right edge, and the room is before it
    assert right < 0
    page.context.close()


@pytest.mark.parametrize("size", [(1280, 900), (900, 700)])
def test_the_outlets_stay_in_sight_over_a_long_table(browser, site, size):
    page = opened(browser, site, "/", viewport={"width": size[0], "height": size[1]})
    page.locator("li.item a").first.click()
    page.wait_for_url("**/story/*")
    page.keyboard.press("k")  # from nowhere: to the last
    head, top = page.evaluate(
        """() => [document.querySelector("thead th a").getBoundingClientRect().top,
                  [...document.querySelectorAll("tr.item")].at(-1).getBoundingClientRect().top]"""
    )
    assert 0 <= head < top
    page.context.close()


def test_of_many_columns_a_saying_shows_those_that_tell_it_and_nothing_to_scroll_sideways(browser, site):
    page = opened(browser, site, "/", viewport={"width": 900, "height": 700})
    page.locator("li.item a").first.click()
    page.wait_for_url("**/story/*")
    page.locator("table.synopsis").evaluate(
        "t => t.classList.replace('even', 'flow')"
    )  # as with more columns than seven
    row = page.locator("tr.item", has=page.locator("td.none")).first
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert not row.locator("td.none").first.is_visible()
    for cell in row.locator("td:not(.none)").all():
        box = cell.bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= 900
        assert cell.locator(".small").is_visible()
    page.context.close()


def test_nobody_else_s_words_stand_below_those_of_the_record(browser, site):
    """Of many columns, the sixth article of a saying stood in the record's."""
    page = opened(browser, site, "/", viewport={"width": 900, "height": 700})
    page.locator("li.item a").first.click()
    page.wait_for_url("**/story/*")
    page.locator("table.synopsis").evaluate("t => t.classList.replace('even', 'flow')")
    rows = page.locator("tr.item").evaluate_all(
        """all => all.map(row => [...row.querySelectorAll("td:not(.none)")].map(td =>
            [td.classList.contains("record"), Math.round(td.getBoundingClientRect().left)]))"""
    )
    assert any(len(cells) > 3 for cells in rows)  # more than stand beside each other
    for cells in rows:
        (record,) = [left for is_record, left in cells if is_record]
        assert record not in [left for is_record, left in cells if not is_record]
    page.context.close()


def test_on_a_telephone_the_marks_are_explained_in_a_few_lines_and_the_rest_elsewhere(browser, site):
    page = opened(browser, site, "/", viewport={"width": 390, "height": 844}, is_mobile=True)
    page.locator("li.item a").first.click()
    page.wait_for_url("**/story/*")
    assert page.locator(".legend").bounding_box()["height"] < 130
    page.get_by_role("link", name="What else is marked").click()
    page.wait_for_url("**/help#marks")
    assert page.get_by_text("The article’s own words stand between.").is_visible()
    page.context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_each_field_that_narrows_a_story_stands_beside_its_label(browser, site, width):
    """“Wording” stood at the end of one line, and its field on the next."""
    page = opened(browser, site, "/", viewport={"width": width, "height": 844})
    page.goto(page.locator("li.item h2 a").first.evaluate("a => a.href"))
    beside = page.locator(".filter label").evaluate_all(
        """all => all.map(label => [label.getBoundingClientRect(), label.control.getBoundingClientRect()])
            .map(([label, field]) => field.left - label.right < 30 && label.top < field.bottom
                && field.top < label.bottom && field.right <= innerWidth)"""
    )
    assert beside == [True, True]
    page.context.close()


def test_no_name_of_the_picture_is_cut_off(browser, site):
    page = opened(browser, site, "/", viewport={"width": 1280, "height": 900})
    page.goto(f"{page.locator('li.item a').first.evaluate('a => a.href')}/map")
    cut = page.evaluate(
        """() => { const all = document.querySelector("svg.matrix").getBoundingClientRect();
            return [...document.querySelectorAll("svg.matrix text")]
                .map(t => [t.textContent, t.getBoundingClientRect()])
                .filter(([, r]) => r.top < all.top || r.right > all.right || r.left < all.left).map(([t]) => t); }"""
    )
    assert cut == []
    page.context.close()


def test_a_cell_leads_to_its_words_in_their_article(page):
    page.locator("li.item a").first.click()
    page.wait_for_url("**/story/*")
    page.locator("tr.item a.kind").first.click()
    page.wait_for_url("**/article/*#t*")
    at = page.url.partition("#")[2]
    assert page.locator(f"#{at}").evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }"
    )


@pytest.mark.parametrize("view", ["", "?show=alone", "?wording=meaning", "/map"])
@pytest.mark.parametrize("width", [390, 1400])
def test_where_the_tab_key_has_come_to_can_be_seen(browser, site, width, view):
    """The links of a table's head were hidden on a telephone, and the focus was nowhere for a key press each."""
    page = opened(browser, site, "/", viewport={"width": width, "height": 844})
    page.goto(page.locator("li.item h2 a").first.evaluate("a => a.href") + view)
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        hidden += page.evaluate(
            """() => { const e = document.activeElement;
                if (e === document.body || e.matches("[role=region]")) return [];
                const first = e.getClientRects()[0];
                const at = document.elementFromPoint(first.x + first.width / 2, first.y + first.height / 2);
                return at && (e.contains(at) || at.contains(e)) ? [] : [e.outerHTML]; }"""
        )
    assert hidden == []
    page.context.close()


def test_what_stands_beside_a_text_is_large_enough_for_a_finger(browser, site):
    """24 by 24 pixels (WCAG 2.2, 2.5.8)."""
    page = opened(browser, site, "/article/harbour-post", viewport={"width": 390, "height": 844})
    sizes = page.locator(".margin :is(a.number, b a, summary)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => [Math.round(r.width), Math.round(r.height)])"
    )
    assert len(sizes) > 20
    assert min(min(size) for size in sizes) >= 24
    page.context.close()


def test_headings_leave_no_level_out(browser, site):
    page = opened(browser, site, "/", viewport={"width": 1280, "height": 900})
    for path in kinds_of_pages(page, site.base):
        page.goto(f"{site.base}{path}")
        levels = page.locator("h1, h2, h3, h4").evaluate_all(
            "all => all.filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]))"
        )
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
    page.context.close()


def test_on_paper_stands_what_to_look_at_first_and_not_where_the_keys_were(browser, site):
    page = opened(browser, site, "/", viewport={"width": 800, "height": 1100})
    page.locator("li.item h2 a").first.click()
    page.wait_for_url("**/story/*")
    page.keyboard.press("j")
    here = page.locator("tr.item.here")
    assert here.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.emulate_media(media="print")
    assert page.get_by_text("was probably reworded").first.is_visible()
    assert not page.get_by_text("show only").first.is_visible()  # nobody clicks on paper
    assert here.evaluate("e => getComputedStyle(e).outlineStyle") == "none"
    page.context.close()


def test_what_a_speaker_says_first_looks_like_the_rest(page, site):
    """It had the frame and the letters of what to look at first."""
    story = page.evaluate("u => fetch(u).then(r => r.json())", f"{site.base}/index.json")["stories"][0]["story"]
    page.goto(f"{site.base}/story/{story}?show=alone")
    looks = page.evaluate(
        """() => [...document.querySelectorAll(".lone > li .words:not(.indirect)")].map(p => {
            const own = getComputedStyle(p), item = getComputedStyle(p.closest("li"));
            return [own.fontFamily, own.fontSize, item.borderLeftWidth, p.getBoundingClientRect().left].join(" ");
        })"""
    )
    assert page.locator(".lone > li.first").count() > 1
    assert len(set(looks)) == 1


def test_with_the_system_s_own_colours_a_word_s_twins_can_be_seen(browser, site):
    """They lit up by their ground alone, which such a system takes away."""
    page = opened(browser, site, "/", viewport={"width": 1280, "height": 900}, forced_colors="active")
    quay(page)
    row(page, "found the same movement").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".w.at").wait_for()
    looks = page.locator(".w.twin").evaluate_all("all => all.map(e => getComputedStyle(e).outlineStyle)")
    assert "dashed" in looks
    assert looks.count("solid") == 1  # where the reader is
    page.context.close()


@pytest.mark.parametrize("telephone", [False, True])
def test_the_key_that_takes_back_is_named_where_there_is_likely_to_be_one(browser, site, telephone):
    page = opened(browser, site, "/", viewport={"width": 390, "height": 844}, is_mobile=telephone, has_touch=telephone)
    saying(page, "found the same movement")
    with page.expect_navigation():
        page.locator(".tellings > li").first.get_by_role("button", name="Accept").click()
    assert "Accepted" in told(page)
    button = page.locator("#said button")
    assert button.locator("kbd").is_visible() == (not telephone)
    with page.expect_navigation():
        button.click()
    page.context.close()


@pytest.mark.parametrize("view", ["", "?show=alone"])
def test_what_is_pressed_is_large_enough_for_a_finger(browser, site, view):
    """24 by 24 pixels (WCAG 2.2, 2.5.8), of what does not stand in a line of words."""
    page = opened(browser, site, "/", viewport={"width": 390, "height": 844})
    page.goto(page.locator("li.item h2 a").first.evaluate("a => a.href") + view)
    paths = [page.url, page.locator("main .item a[href^='/saying/']").first.evaluate("a => a.href")]
    for path in paths:
        page.goto(path)
        low = page.locator("main button:not([hidden]), .pager a").evaluate_all(
            "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
        )
        assert low == []
    page.context.close()


@pytest.mark.parametrize(("width", "room"), [(390, 150), (760, 250)])
def test_whose_row_it_is_stays_in_sight_in_the_table_of_who_told_what(browser, site, width, room):
    page = opened(browser, site, "/", viewport={"width": width, "height": 900})
    page.goto(f"{page.locator('li.item a').first.evaluate('a => a.href')}/map")
    table = page.get_by_role("region", name="Table: which outlet told what")
    left = table.bounding_box()["x"]
    table.evaluate("e => e.scrollLeft = 300")
    assert table.evaluate("e => e.scrollLeft") > 50
    name = table.locator("tbody th").first.bounding_box()
    assert name["x"] == pytest.approx(left, abs=2)
    assert name["width"] > room  # beside many columns each saying was eight lines high
    page.context.close()
