"""The page under load, under attack and under the knife.

``python -m benchmarks.serve [load|xss|kill ...] [--seconds N] [--attributions N] [--keep DIR] [--kills N]``

load  a store of 100,000 attributions in invented articles, 16 clients who ask for mixed views and search without a
      pause; then the first view of a story of 40 articles, and what pages weigh.
xss   300 hostile strings in every place that a page shows, walked through in headless Chromium.
kill  the server is killed with SIGKILL while judgements are being made; every one that was acknowledged is there after.

Prints one JSON object. All articles are made here; nothing leaves this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import random
import re
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from benchmarks.invented import make  # noqa: E402
from benchmarks.server import crowd, get, memory, process_cpu, quantile, serving  # noqa: E402

from quoth.store import Store  # noqa: E402


def load(attributions: int, seconds: float, clients: int, keep: Path | None) -> dict[str, Any]:
    """What the page takes with so many attributions and clients; the store is left in `keep`, or taken from there."""
    with tempfile.TemporaryDirectory(prefix="quoth-load-") as folder:
        store = (keep or Path(folder)) / f"load-{attributions}.db"
        if not store.exists():
            make(store, attributions)
        with Store.open(store) as opened:
            made = opened.counts().attributions
        began = time.perf_counter()
        with serving(store) as (_, _, process):
            indexed = time.perf_counter() - began
            first_memory = memory(process, "VmHWM")
        began = time.perf_counter()
        with serving(store) as (base, cookie, process):
            again = time.perf_counter() - began
            index = json.loads(get(base, cookie, "/index.json")[0])
            largest = index["stories"][0]
            story = f"/story/{largest['story']}"
            cpu = process_cpu(process)
            first, taken = get(base, cookie, story)
            first_cpu = process_cpu(process) - cpu
            _, second = get(base, cookie, story)
            stories, paths = addresses(base, cookie, index)
            cpu = process_cpu(process)
            out = asyncio.run(crowd(base, cookie, paths, seconds, clients))
            used = process_cpu(process) - cpu
            every = [t for one in out.values() for t in one.taken]
            weighed = {path: weight(base, cookie, path) for path in ("/", story, f"{story}/map")}
            weighed |= {path: weight(base, cookie, path) for path in (paths["saying"][0], paths["article"][0])}
            return {
                "attributions": made,
                "stories": stories,
                "index_made_seconds": round(indexed, 1),
                "index_made_peak_mb": round(first_memory),
                "started_again_seconds": round(again, 1),
                "largest_story_articles": largest["articles"],
                "largest_story_first_view_ms": round(taken * 1000),
                "largest_story_first_view_cpu_ms": round(first_cpu * 1000),
                "largest_story_second_view_ms": round(second * 1000),
                "largest_story_bytes": len(first),
                "page_weight_bytes": {_view(path): plain for path, (plain, _) in weighed.items()},
                "page_weight_packed_bytes": {_view(path): packed for path, (_, packed) in weighed.items()},
                "clients": clients,
                "seconds": seconds,
                "requests": len(every),
                "errors": sum(one.errors for one in out.values()),
                "p50_ms": quantile(every, 0.5),
                "p95_ms": quantile(every, 0.95),
                "p99_ms": quantile(every, 0.99),
                "by_kind": {
                    k: {"n": len(o.taken), "p50": quantile(o.taken, 0.5), "p95": quantile(o.taken, 0.95)}
                    for k, o in out.items()
                },
                "server_cpu_seconds": round(used, 1),
                "cpu_ms_a_request": round(used * 1000 / max(1, len(every)), 1),
                "load_average": os.getloadavg(),
                "rss_mb": round(memory(process)),
                "peak_mb": round(memory(process, "VmHWM")),
            }


def addresses(base: str, cookie: str, index: dict[str, Any]) -> tuple[int, dict[str, list[str]]]:
    """How many stories there are, and the addresses of each kind that are asked for."""
    rng = random.Random(1)

    def told(path: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(get(base, cookie, path)[0])
        return found

    pages = index["pages"]
    stories = [s["story"] for page in range(1, pages + 1) for s in told(f"/index.json?page={page}")["stories"]]
    looked = [told(f"/story/{s}.json") for s in rng.sample(stories, min(60, len(stories)))]
    words = [w for t in looked for a in t["attributions"] for w in a["content"][0]["text"].strip("“”").split()]
    paths = {
        "story": [f"/story/{s}{more}" for s in stories for more in ("", "?show=alone", "/map")],
        "saying": [f"/saying/{s['id']}" for t in looked for s in t["sayings"]],
        "article": [f"/article/{a['id']}" for t in looked for a in t["articles"]],
        "speaker": [f"/speaker/{s['speaker']}" for s in told("/speakers.json")["speakers"]],
        "list": ["/", "/?order=newest", "/speakers", "/outlets", "/problems", f"/?page={rng.randint(1, pages)}"],
        "search": [f"/search?q={'+'.join(rng.sample(words, rng.randint(1, 4)))}" for _ in range(400)],
    }
    typed = [" ".join(rng.sample(words, rng.randint(1, 3))) for _ in range(300)]
    typed += ["the", "the council", "nobody has to pay", "quay w", "th"]
    halves = [t[:n] for t in typed for n in {len(t), max(2, len(t) // 2)}]
    return len(stories), {**paths, "search.json": [f"/search.json?q={quote(t)}&most=8" for t in halves]}


def weight(base: str, cookie: str, path: str) -> tuple[int, int]:
    """The bytes of a view with all that it is made of, plain and as they go over the wire."""
    page = get(base, cookie, path)[0]
    own = {f.decode() for f in re.findall(rb'(?:href|src)="(/static/[^"]+)"', page)}
    modules = {f"/static/{p.name}" for p in (ROOT / "src/quoth/page/app/static").glob("*.js")}
    parts = [path, *own, *(m for m in modules if not any(o.startswith(m) for o in own))]
    plain, packed = (sum(len(get(base, cookie, p, coding)[0]) for p in parts) for coding in ("identity", "gzip"))
    return plain, packed


def _view(path: str) -> str:
    return "map" if path.endswith("/map") else path.split("/")[1] or "index"


def xss(most: int) -> dict[str, Any]:
    """All hostile strings on up to `most` pages, in Chromium."""
    from playwright.sync_api import sync_playwright

    from browser_helpers import payloads
    from chromium import CHROMIUM, FLAGS
    from chromium import serving as site_of
    from hostile_store import hostile_store, walk

    every = payloads()
    with tempfile.TemporaryDirectory(prefix="quoth-xss-") as folder:
        store = hostile_store(Path(folder) / "hostile.db", every)
        with site_of(store) as site, sync_playwright() as running:
            browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            ran, reports, seen = walk(browser.new_context(), site, every, most=most)
            browser.close()
    return {"payloads": len(every), "pages": seen, "executions": ran, "reports": len(reports), "first": reports[:3]}


def kill(rounds: int) -> dict[str, Any]:
    """How many acknowledged judgements were lost over so many kills, and how many were made."""
    rng = random.Random(3)
    with tempfile.TemporaryDirectory(prefix="quoth-kill-") as folder:
        store = Path(folder) / "kill.db"
        make(store, 1_000)
        told: list[str] = []
        for _ in range(rounds):
            with serving(store) as (base, cookie, process):
                articles = [f"s0-{n}" for n in range(20)]
                most = rng.randint(3, 15)
                for number in range(1, most + 1):
                    article = articles[number % len(articles)]
                    data = json.loads(get(base, cookie, f"/article/{article}.json")[0])
                    telling = data["attributions"][number % 20]["id"]
                    what = {"what": rng.choice(["right", "wrong"]), "telling": telling, "article": article}
                    headers = {"cookie": cookie, "origin": base, "accept": "application/json"}
                    if number == most:  # while the last is on its way: before it is kept, after, or in between
                        threading.Timer(rng.uniform(0.0, 0.08), process.kill).start()
                    try:
                        request = urllib.request.Request(f"{base}/judgements", urlencode(what).encode(), headers)
                        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                        told += json.loads(opener.open(request, timeout=60).read())["judgements"]
                    except (OSError, ValueError, http.client.HTTPException):
                        break
                process.wait(timeout=60)
        with serving(store) as (base, cookie, _):
            there = {json.loads(line)["id"] for line in get(base, cookie, "/judgements.jsonl")[0].splitlines()}
            problems = json.loads(get(base, cookie, "/problems.json")[0])["problems"]
    return {"kills": rounds, "acknowledged": len(told), "lost": len(set(told) - there), "problems": len(problems)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["load", "xss", "kill"])
    parser.add_argument("--attributions", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--keep", type=Path, help="folder in which the store of `load` and its index stay")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--kills", type=int, default=20)
    args = parser.parse_args()
    found: dict[str, Any] = {}
    for what in args.what:
        if what == "load":
            found["load"] = load(args.attributions, args.seconds, args.clients, args.keep)
        elif what == "xss":
            found["xss"] = xss(args.pages)
        elif what == "kill":
            found["kill"] = kill(args.kills)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
