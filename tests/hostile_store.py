"""A store of hostile words in every place that a page shows, and a walk through all of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from browser_helpers import settled
from quoth.store import Store
from quoth.types import Article, Attributed, Attribution, Problem, Span, Speaker

_KIND = re.compile(r"/(?:map|why|revisions)|[?]show=|[?]wording=")


def hostile_store(path: Path, payloads: list[str]) -> Path:
    """Two articles for every five payloads, which stand in text, title, outlet, speaker, file name, address and via.

    Each first of the two had other words before, with the same payloads.
    """
    with Store.open(path) as store:
        for n in range(0, len(payloads), 5):
            store.put(_article(payloads[n : n + 5], n, "a", "still in the harbour"), "hostile")
        store.commit()
        for n in range(0, len(payloads), 5):
            for twin in "ab":
                store.put(_article(payloads[n : n + 5], n, twin), "hostile")
    return path


def _article(payloads: list[str], n: int, twin: str, where_said: str = "in the harbour") -> Attributed:
    """An article that tells five things, each with a payload in its words; its twin tells almost the same."""
    file, title, outlet, day, where = (payloads * 5)[:5]
    name = f"{file}{n}{twin}"
    berths = "berths" if where_said == "in the harbour" else "old berths"
    told = [f"“Quay {n} crane {m} {p}{twin * 3} {berths}”" for m, p in enumerate(payloads)]
    text = "".join(f"{p} Speaker {n} said {t} {where_said}.\n" for p, t in zip(payloads, told, strict=True))
    said = []
    for payload, words in zip(payloads, told, strict=True):
        at = text.index(words)
        content = (Span.of(text, at, at + len(words)),)
        speaker = Speaker(f"{payload} Name{n}", "person")
        said.append(Attribution(f"{name}:{at}", name, "direct", (), (), content, 0.9, speaker, via=payload))
    article = Article(
        id=name,
        path=f"{where}{twin}.txt",
        text=text,
        outlet=f"{outlet} {twin}",
        published=day if twin == "a" else "2025-03-12",
        title=f"{title} harbour",
        language="en",
        url=f"javascript:{file}",
    )
    return Attributed(article, tuple(said), (Problem(where, day),))


def walk(context: Any, site: Any, payloads: list[str], *, most: int) -> tuple[int, list[str], int]:
    """(how often something ran, what the policy reported or asked for elsewhere, pages seen) from link to link."""
    reports: list[str] = []
    page = context.new_page()
    page.on("console", lambda m: reports.append(m.text) if "Content Security Policy" in m.text else None)
    page.on("dialog", lambda d: (reports.append(f"dialog {d.message}"), d.dismiss()))
    page.on("request", lambda r: reports.append(r.url) if not r.url.startswith((site.base, "data:")) else None)
    page.goto(site.key)
    settled(page, site.base)
    ran = 0
    waiting = ["/", "/problems", "/speakers", "/outlets", "/judgements"]
    waiting += [f"/search?q={quote(p)}&by={quote(p)}" for p in payloads[:: max(1, len(payloads) // 4)]]
    waiting += [f"/speaker/{quote(p, safe='')}" for p in payloads[:: max(1, len(payloads) // 2)]]
    seen: set[str] = set()
    kinds: dict[str, int] = {}
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        kind = path.split("/")[1].partition("?")[0]
        if path in seen or kinds.get(kind, 0) > most // 4:
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        page.goto(f"{site.base}{path}")
        page.mouse.move(200, 300)
        ran += page.evaluate("window.__ran || 0")
        if page.evaluate(
            "[...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => a.name.startsWith('on')))"
        ):
            reports.append(f"{path}: an element has a handler")
        bad = page.evaluate(
            "[...document.querySelectorAll('a[href], form[action]')]"
            ".filter(e => !/^https?:/.test(e.href || e.action)).length"
        )
        if bad:
            reports.append(f"{path}: {bad} links do not lead to a page")
        links = page.evaluate("[...document.querySelectorAll('main a[href]')].map(e => e.getAttribute('href'))")
        fresh = [
            h
            for h in links
            if h.startswith("/") and not h.startswith("/judgements.jsonl") and "." not in h.split("?")[0]
        ]
        by_kind: dict[str, str] = {}
        for link in fresh:
            by_kind.setdefault(
                link.split("/")[1].partition("?")[0] + (m[0] if (m := _KIND.search(link)) else ""),
                link.partition("#")[0],
            )
        waiting = [*by_kind.values(), *waiting, *(link.partition("#")[0] for link in fresh)]
    page.close()
    return ran, reports, len(seen)
