"""Pictures of every view of the page, to be looked at by a person: nothing here says whether they are good.

    python -m benchmarks.looks STORE --out FOLDER [--record FILE ...] [--read FILE] [--looks wide phone dark print]

Of the fullest stories, sayings, articles, speakers and outlets that the store has, every kind of view is taken; then
what belongs to no address (the keys, a word with its twins, answers while typing, the door, a text being read, the
exported file without scripts). It fails where the application has a kind of view that no picture shows, but for an
outlet where the store has none. The store is copied first; a few judgements are made in the copy, so that a person's
marks are seen as well.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

LOOKS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "twice": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "print": {"viewport": {"width": 1280, "height": 900}},
}
_GET = "u => fetch(u).then(r => r.json())"
_POST = """async ([base, fields]) => {
    const body = new URLSearchParams(fields);
    const answer = await fetch(base + "/judgements", {method: "POST", body, headers: {accept: "application/json"}});
    return [answer.status, await answer.text()];
}"""


def views(page: Any, base: str) -> Iterator[tuple[str, str]]:
    """(name, address) of every view, of the fullest story, saying, article and speaker that the store has."""

    def data(path: str) -> Any:
        return page.evaluate(_GET, f"{base}{path}")

    stories = data("/index.json")["stories"]
    yield "stories", "/"
    yield "stories-newest", "/?order=newest"
    yield from (("speakers", "/speakers"), ("outlets", "/outlets"), ("problems", "/problems"))
    yield from (("judgements", "/judgements"), ("read", "/read"), ("help", "/help"), ("search", "/search"))
    yield "search-none", "/search?q=zyzzyva+borogove"
    yield "no-such-page", "/no-such-page"
    for n, one in enumerate(stories[:2], 1):
        story = one["story"]
        told = data(f"/story/{story}.json")
        sayings = sorted(told["sayings"], key=lambda s: (-len(s["variants"]), -len(s["tellings"])))
        yield f"story{n}", f"/story/{story}"
        yield f"story{n}-alone", f"/story/{story}?show=alone"
        yield f"story{n}-differs", f"/story/{story}?wording=differs"
        yield f"story{n}-map", f"/story/{story}/map"
        for m, saying in enumerate(sayings[:2] + sayings[-1:], 1):
            yield f"saying{n}-{m}", f"/saying/{saying['id']}"
        if sayings:
            yield f"why{n}", f"/saying/{sayings[0]['id']}/why"
        page.goto(f"{base}/story/{story}?show=alone")
        slugs = page.evaluate(
            "[...new Set([...document.querySelectorAll('main a[href^=\"/article/\"]')]"
            ".map(e => e.getAttribute('href').split('#')[0]))]"
        )
        for m, slug in enumerate(slugs[:2], 1):
            yield f"article{n}-{m}", slug
            if m == 1 or data(f"{slug}.json").get("revised"):
                yield f"revisions{n}-{m}", f"{slug}/revisions"
    people = data("/speakers.json")["speakers"]
    outlets = data("/outlets.json")["outlets"]
    yield from ((f"speaker{n}", f"/speaker/{p['speaker']}") for n, p in enumerate(people[:2], 1))
    yield from ((f"outlet{n}", f"/outlet/{o['outlet']}") for n, o in enumerate(outlets[:1], 1))
    words = data(f"/search.json?q={_words(page, base, stories)}")["found"]
    if words:
        yield "search-found", f"/search?q={_words(page, base, stories)}"


def unseen(paths: list[str]) -> list[str]:
    """The kinds of view of the application that none of `paths` is."""
    from quoth.page.app.routes import VIEWS

    kinds = {view: re.compile(re.sub(r"\{\w+:slug\}", "[^/?]+", view) + r"(\?.*)?") for view in VIEWS}
    return [view for view, kind in kinds.items() if view != "/index" and not any(map(kind.fullmatch, paths))]


def _words(page: Any, base: str, stories: list[dict[str, Any]]) -> str:
    """Three words of the first thing said in the first story."""
    told = page.evaluate(_GET, f"{base}/story/{stories[0]['story']}.json")
    text = told["attributions"][0]["content"][0]["text"]
    return "+".join(re.findall(r"\w{3,}", text)[:3])


def judge(page: Any, base: str) -> None:
    """One judgement of each kind, about the first story."""
    story = page.evaluate(_GET, f"{base}/index.json")["stories"][0]["story"]
    told = page.evaluate(_GET, f"{base}/story/{story}.json")
    several = [s for s in told["sayings"] if len(s["tellings"]) > 1]
    of = {a["id"]: a["article"] for a in told["attributions"]}

    def act(what: str, telling: str, **more: str) -> None:
        fields = [["what", what], ["telling", telling], ["article", of[telling]], *map(list, more.items())]
        page.evaluate(_POST, [base, fields])

    lone = [s["tellings"][0] for s in told["sayings"] if len(s["tellings"]) == 1]
    if several:
        act("right", several[0]["tellings"][0], why="checked against the tape")
    for what, telling in zip(("wrong", "speaker"), lone, strict=False):
        act(what, telling, name="Odo Brandt", type="person", why="it is the harbour master who speaks")


def take(store: Path, out: Path, looks: list[str], records: list[str], read: Path | None) -> dict[str, int]:
    """Writes the pictures; how many there are of each look."""
    from playwright.sync_api import sync_playwright

    from chromium import CHROMIUM, FLAGS, serving

    out.mkdir(parents=True, exist_ok=True)
    made: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="quoth-looks-") as folder:
        copy = Path(folder) / store.name
        for file in store.parent.glob(f"{store.name}*"):
            if file.is_file():
                shutil.copy(file, copy.with_name(file.name))
        more = [word for record in records for word in ("--record", record)]
        with serving(copy, *more) as site, sync_playwright() as running:
            browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            first = browser.new_page()
            first.goto(site.key)
            for _ in range(300):
                first.goto(f"{site.base}/")
                if not first.locator(".banner, progress").count():
                    break
                first.wait_for_timeout(200)
            judge(first, site.base)
            every = list(views(first, site.base))
            if read is not None:
                first.goto(f"{site.base}/read")
                first.locator("input[type=file]").set_input_files(str(read))
                first.locator("#drop button").click()
                first.wait_for_url("**/read/*")
                first.screenshot(path=out / "wide-reading.png", full_page=True)
                first.locator("h1", has_text=re.compile("^(Read|That could not be read)$")).wait_for(timeout=60_000)
                every.append(("job", first.url.removeprefix(site.base)))
            outlets = first.evaluate(_GET, f"{site.base}/outlets.json")["outlets"]
            if missed := unseen([path for _, path in every] + ([] if outlets else ["/outlet/none"])):
                raise SystemExit(f"no picture shows {', '.join(missed)}")
            state = first.context.storage_state()
            first.close()
            for look in looks:
                context = browser.new_context(**LOOKS[look], storage_state=state)
                page = context.new_page()
                for name, path in every:
                    page.goto(f"{site.base}{path}")
                    if look == "print":
                        page.pdf(path=out / f"print-{name}.pdf", format="A4")
                    else:
                        page.screenshot(path=out / f"{look}-{name}.png", full_page=True)
                    made[look] = made.get(look, 0) + 1
                if look in {"wide", "phone", "dark"}:
                    made[look] += _special(page, site.base, dict(every), out, look)
                context.close()
            made["export"] = _export(browser, site.base, state, dict(every)["story1"], out)
            stranger = browser.new_page(viewport={"width": 800, "height": 500})
            stranger.goto(f"{site.base}/enter")
            stranger.screenshot(path=out / "door.png")
            browser.close()
    return made


def _special(page: Any, base: str, every: dict[str, str], out: Path, look: str) -> int:
    """The states that no address has: the keys, an opened form, a word with its twins, answers while typing."""
    page.goto(f"{base}{every['story1']}")
    page.keyboard.press("?")
    page.screenshot(path=out / f"{look}-keys.png")
    page.keyboard.press("Escape")
    if page.locator("tr.item .words").count():
        page.locator("tr.item .words").first.hover()
        page.wait_for_timeout(400)
        words = page.locator("tr.item .w")
        if words.count() > 4:
            words.nth(3).hover()
            page.wait_for_timeout(200)
        page.screenshot(path=out / f"{look}-twins.png")
    page.goto(f"{base}{every['article1-1']}")
    page.evaluate("document.querySelectorAll('details').forEach((d, n) => { if (n < 3) d.open = true })")
    page.screenshot(path=out / f"{look}-article-open.png")
    page.locator("#find").click()
    page.keyboard.type("the pre")
    page.wait_for_timeout(600)
    page.screenshot(path=out / f"{look}-answers.png")
    return 4


def _export(browser: Any, base: str, state: Any, story: str, out: Path) -> int:
    """The story as one file, opened from disk where scripts may not run."""
    context = browser.new_context(storage_state=state)
    answer = context.request.get(f"{base}{story}.html")
    (out / "export.html").write_bytes(answer.body())
    context.close()
    for look in ("wide", "phone", "dark"):
        context = browser.new_context(**LOOKS[look], java_script_enabled=False)
        page = context.new_page()
        page.goto((out / "export.html").resolve().as_uri())
        page.screenshot(path=out / f"{look}-export.png", full_page=True)
        if look == "wide":
            page.pdf(path=out / "print-export.pdf", format="A4")
        context.close()
    return 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--record", action="append", default=[])
    parser.add_argument("--read", type=Path, help="a file to have read, for the view of a reading")
    parser.add_argument("--looks", nargs="+", choices=list(LOOKS), default=list(LOOKS))
    args = parser.parse_args()
    print(json.dumps(take(args.store, args.out, args.looks, args.record, args.read), indent=1))


if __name__ == "__main__":
    main()
