"""axe-core over every kind of page, in light, in dark and at twice the size: nothing serious, nothing critical."""

from __future__ import annotations

import pytest

from browser_helpers import HERE, kinds_of_pages, settled
from chromium import serving
from test_serve_revisions import FIRST, SECOND, store_with

LOOKS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "twice": {"color_scheme": "light", "viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
}


# Only contrast depends on the colours, and nothing else does: in dark it alone is asked, at twice the size all but it.
RULES = {
    "light": {},
    "dark": {"runOnly": ["color-contrast"]},
    "twice": {"rules": {"color-contrast": {"enabled": False}}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_serious_or_critical(browser, site, look):
    looked, found = looked_through(browser, site, look)
    assert looked >= 20
    assert found == []


@pytest.mark.parametrize("look", LOOKS)
def test_nor_where_words_were_edited_and_addresses_are_fetched(browser, tmp_path, look):
    with serving(store_with(tmp_path / "week.db", FIRST, SECOND), "--fetch") as site:
        paths = ["/article/ferry", "/article/ferry/revisions", "/article/ferry/revisions?version=1", "/read"]
        assert looked_through(browser, site, look, paths) == (4, [])


def looked_through(browser, site, look, paths=None):
    """(How many pages were looked at, what is serious or critical there) of `paths`, or one of every kind."""
    context = browser.new_context(**LOOKS[look], bypass_csp=True)  # axe-core is put into the page by the test alone
    page = context.new_page()
    page.goto(site.key)
    settled(page, site.base)
    axe = (HERE / "axe.min.js").read_text(encoding="utf-8")
    found, looked = [], 0
    for path in paths or kinds_of_pages(page, site.base):
        page.goto(f"{site.base}{path}")
        page.evaluate(axe)
        result = page.evaluate("rules => axe.run(document, {resultTypes: ['violations'], ...rules})", RULES[look])
        looked += 1
        found += [
            (path, v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"][:300])
            for v in result["violations"]
            if v["impact"] in {"serious", "critical"}
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is wider than the window by {wide}"
    context.close()
    return looked, found


def test_axe_sees_what_is_wrong(browser):
    page = browser.new_page()
    page.set_content("<html><body><img src=x><p style='color:#ddd;background:#fff'>pale</p></body></html>")
    page.evaluate((HERE / "axe.min.js").read_text(encoding="utf-8"))
    seen = {v["id"] for v in page.evaluate("axe.run()")["violations"] if v["impact"] in {"serious", "critical"}}
    page.close()
    assert {"image-alt", "color-contrast", "html-has-lang"} <= seen
