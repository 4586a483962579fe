"""What the tests in a browser and the benchmark of the page share: one page of every kind, and hostile words."""

from __future__ import annotations

import itertools
import re
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "browser"

_MARKS = "window.__ran=(window.__ran||0)+1"
_SHAPES = [
    "<script>{js}</script>",
    "<img src=x onerror={js}>",
    '"><svg/onload={js}>',
    "' onmouseover='{js}' x='",
    '" autofocus onfocus="{js}" x="',
    "</title><script>{js}</script>",
    "</textarea><script>{js}</script>",
    "</style><script>{js}</script>",
    "--><script>{js}</script><!--",
    "<iframe srcdoc='<script>parent.{js}</script>'></iframe>",
    "<details open ontoggle={js}>",
    "<a href='javascript:{js}'>x</a>",
    "javascript:{js}",
    "data:text/html,<script>{js}</script>",
    "<math><mtext><style><img src=x onerror={js}></style></mtext></math>",
    "<svg><animate onbegin={js} attributeName=x dur=1s>",
    "<object data='javascript:{js}'></object>",
    "<meta http-equiv=refresh content='0;url=javascript:{js}'>",
    "<base href=//evil.example><script src=x></script>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "{{{{7*7}}}}{{% raw %}}{{{{ config }}}}",
    "]]><script>{js}</script>",
    '\\"-{js}-\\"',
    "\u2028<script>{js}</script>",
    "<form action=//evil.example><button formaction='javascript:{js}'>x",
]
_DRESSES = [
    lambda s: s,
    lambda s: s.upper().replace("WINDOW.__RAN", "window.__ran"),
    lambda s: s.replace(" ", "/"),
    lambda s: s.replace(" ", "\t"),
    lambda s: f"said “{s}” on Monday",
    lambda s: s.replace("<", "&lt;").replace(">", "&gt;"),
    lambda s: s.replace("<", "\uff1c"),
    lambda s: f"\u202e{s}\u202c",
    lambda s: f"\x00{s}\x1b[2J",
    lambda s: s + "<" * 40,
    lambda s: "%3C" + s[1:],
    lambda s: s.encode("utf-16-le").decode("latin-1") if len(s) < 20 else s[::-1] + s,
]


def payloads() -> list[str]:
    """300 hostile strings: 25 shapes in 12 dresses. One that runs counts up ``window.__ran``."""
    return [dress(shape.format(js=_MARKS)) for shape, dress in itertools.product(_SHAPES, _DRESSES)]


def settled(page: Any, base: str, seconds: float = 60.0) -> None:
    """Waits on the first page of the site until nothing is being made any more."""
    end = time.monotonic() + seconds
    page.goto(f"{base}/")
    while page.locator(".banner, progress").count():
        assert time.monotonic() < end, "the index never came to its end"
        page.wait_for_timeout(100)
        page.goto(f"{base}/")


def until(page: Any, condition: str, seconds: float = 60.0) -> None:
    """Waits for a condition in the page's own words; the policy of the page forbids Playwright's own way to do it."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never came: {condition}"
        page.wait_for_timeout(50)


def kinds_of_pages(page: Any, base: str) -> list[str]:
    """One address of every kind of view, found by asking the site."""
    get = "u => fetch(u).then(r => r.json())"
    stories = page.evaluate(get, f"{base}/index.json")["stories"]
    story = stories[0]["story"]
    told = page.evaluate(get, f"{base}/story/{story}.json")
    speakers = page.evaluate(get, f"{base}/speakers.json")["speakers"]
    outlets = page.evaluate(get, f"{base}/outlets.json")["outlets"]
    articles = page.evaluate(get, f"{base}/search.json?q=quay")["found"] or [{"article": "x"}]
    return [
        *(
            "/",
            f"/story/{story}",
            f"/story/{story}?show=alone",
            f"/story/{story}?wording=meaning",
            f"/story/{story}/map",
        ),
        *(
            f"/saying/{told['sayings'][0]['id']}",
            f"/saying/{told['sayings'][0]['id']}/why",
            f"/article/{articles[0]['article']}",
            f"/article/{articles[0]['article']}/revisions",
        ),
        *("/speakers", f"/speaker/{speakers[0]['speaker']}", "/outlets", f"/outlet/{outlets[0]['outlet']}"),
        *("/search?q=quay", "/search", "/problems", "/judgements", "/read", "/help", "/no-such-page"),
    ]


def quay(page: Any) -> None:
    """The story that six papers tell."""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/")
    page.get_by_role("link", name=re.compile("Fifteen berths")).first.click()
    page.wait_for_url("**/story/*")


def row(page: Any, words: str) -> Any:
    return page.locator("tr.item", has_text=words).first


def saying(page: Any, words: str) -> None:
    quay(page)
    row(page, words).get_by_role("link", name=re.compile("article")).click()
    page.wait_for_url("**/saying/*")


def take_back(page: Any) -> None:
    page.wait_for_load_state()  # a page that is loaded again by itself hears no keys before
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        page.keyboard.press("u")


def told(page: Any) -> Any:
    """What the page says to screen readers; it says so for eight seconds."""
    end = time.monotonic() + 60
    while not (said := page.evaluate("document.getElementById('said').textContent")):
        assert time.monotonic() < end, "nothing was said"
        page.wait_for_timeout(50)
    return said
