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
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from quoth.store import Store  # noqa: E402
from quoth.types import Article, Attributed, Attribution, Span, Speaker  # noqa: E402

CONSONANTS, VOWELS = "bdfgklmnprstv", "aeou"
GIVEN = ["Ilse", "Odo", "Jonte", "Mara", "Per", "Dessa", "Wilma", "Tove", "Anselm", "Rika"]
PER_ARTICLE = 24


def invented(rng: random.Random, n: int) -> str:
    """A word that is in no dictionary."""
    return "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(n))


@dataclass
class Event:
    """What one story is about: its own words, its people, and what they said."""

    rng: random.Random
    words: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        common = "the quay will be open again after the winter and nobody has to pay before the council has met"
        small = common.split()
        self.words = [invented(self.rng, 3) for _ in range(40)]
        self.people = [f"{self.rng.choice(GIVEN)} {invented(self.rng, 3).title()}" for _ in range(6)]
        for n in range(PER_ARTICLE):
            mixed = [
                self.rng.choice(self.words if self.rng.random() < 0.45 else small)
                for _ in range(self.rng.randint(8, 24))
            ]
            self.said.append((self.people[n % 6], " ".join(mixed)))

    def article(self, name: str, outlet: str, day: str) -> Attributed:
        """One paper's report: most of what was said, some of it with a word less, some of its own."""
        title = f"{self.words[0].title()} and {self.words[1]} in the {self.words[2]}"
        text = f"{title}\n\n"
        said = []
        for who, words in self.said:
            told = words.split()
            if self.rng.random() < 0.3:
                told.pop(self.rng.randrange(len(told)))
            if self.rng.random() < 0.2:
                told = [self.rng.choice(self.words) for _ in told]
            start = len(text) + len(who) + 6
            text += f"{who} said “{' '.join(told)}”.\n"
            content = (Span.of(text, start, len(text) - 2),)
            source = (Span.of(text, start - 6 - len(who), start - 6),)
            said.append(
                Attribution(f"{name}:{start}", name, "direct", source, (), content, 0.9, Speaker(who, "person"))
            )
        article = Article(name, f"{name}.txt", text, outlet=outlet, published=day, title=title, language="en")
        return Attributed(article, tuple(said))


def make(path: Path, attributions: int, seed: int = 6) -> int:
    """Writes a store of about `attributions` attributions: one story of 40 articles, the others of 1 to 8, as in
    an archive where most articles stand alone.
    """
    rng = random.Random(seed)
    outlets = [
        f"The {invented(rng, 2).title()} {kind}"
        for kind in ("Post", "Ledger", "Courier", "Gazette", "Tern")
        for _ in range(12)
    ]
    made = 0
    with Store.open(path) as store:
        n = 0
        while made < attributions:
            event = Event(random.Random(rng.random()))
            size = 40 if n == 0 else rng.choice([1, 1, 1, 1, 2, 2, 3, 5, 8])
            day = f"2026-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            for k, outlet in enumerate(rng.sample(outlets, size)):
                one = event.article(f"s{n}-{k}", outlet, day)
                store.put(one, "made for the benchmark")
                made += len(one.attributions)
            n += 1
    return made


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, str, subprocess.Popen[str]]]:
    """The real command; (where it is, the cookie of a session, its process)."""
    command = [sys.executable, "-m", "quoth", "serve", "--store", str(store), "--port", "0", "--as", "ada"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        key = process.stdout.readline().strip()
        jar = CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), urllib.request.ProxyHandler({}))
        while True:
            try:
                page = opener.open(key, timeout=600).read().decode()
                if 'class="banner"' not in page and "is being read" not in page:
                    break
            except OSError:
                pass
            time.sleep(0.2)
        (cookie,) = jar
        yield key.partition("/enter")[0], f"{cookie.name}={cookie.value}", process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def get(base: str, cookie: str, path: str, coding: str = "identity") -> tuple[bytes, float]:
    """The body at an address, and how many seconds it took."""
    request = urllib.request.Request(base + path, headers={"cookie": cookie, "accept-encoding": coding})
    began = time.perf_counter()
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
        body = answer.read()
    return body, time.perf_counter() - began


def memory(process: subprocess.Popen[str], what: str = "VmRSS") -> float:
    """Megabytes that a process holds now (VmRSS) or held at most (VmHWM)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1000  # type: ignore[index]


@dataclass
class Asked:
    """What one kind of question took, in seconds."""

    taken: list[float] = field(default_factory=list)
    errors: int = 0


async def client(
    base: str, cookie: str, paths: dict[str, list[str]], until: float, *, out: dict[str, Asked], rng: random.Random
) -> None:
    """Asks one question after another on one connection, without a pause."""
    kinds = (
        ["search.json"] * 6 + ["search"] * 2 + ["story"] * 4 + ["saying"] * 3 + ["article"] * 3 + ["speaker", "list"]
    )
    host, port = base.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, port)
    while time.perf_counter() < until:
        kind = rng.choice(kinds)
        path = rng.choice(paths[kind])
        began = time.perf_counter()
        try:
            asked = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\n\r\n"
            writer.write(asked.encode())
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])  # type: ignore[index]
            await asyncio.wait_for(reader.readexactly(length), 30)
            out[kind].taken.append(time.perf_counter() - began)
            out[kind].errors += not head.startswith(b"HTTP/1.1 200")
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            out[kind].errors += 1
            reader, writer = await asyncio.open_connection(host, port)
    writer.close()


def quantile(values: list[float], q: float) -> float:
    return round(sorted(values)[min(len(values) - 1, int(q * len(values)))] * 1000, 1) if values else 0.0


def load(attributions: int, seconds: float, clients: int, keep: Path | None) -> dict[str, Any]:
    """What the page takes with so many attributions and clients; the store is left in `keep`, or taken from there."""
    with tempfile.TemporaryDirectory(prefix="quoth-load-") as folder:
        store = (keep or Path(folder)) / f"load-{attributions}.db"
        if not store.exists():
            make(store, attributions)
        with Store.open(store) as opened:
            made = opened.counts().attributions
        began = time.perf_counter()
        with serving(store) as (base, cookie, process):
            indexed = time.perf_counter() - began
            first_memory = memory(process, "VmHWM")
        began = time.perf_counter()
        with serving(store) as (base, cookie, process):
            again = time.perf_counter() - began
            index = json.loads(get(base, cookie, "/index.json")[0])
            stories = [
                s["story"]
                for page in range(1, index["pages"] + 1)
                for s in json.loads(get(base, cookie, f"/index.json?page={page}")[0])["stories"]
            ]
            largest = index["stories"][0]
            cpu = process_cpu(process)
            first, taken = get(base, cookie, f"/story/{largest['story']}")
            first_cpu = process_cpu(process) - cpu
            _, second = get(base, cookie, f"/story/{largest['story']}")
            rng = random.Random(1)
            told = [json.loads(get(base, cookie, f"/story/{s}.json")[0]) for s in rng.sample(stories, 60)]
            words = [w for t in told for a in t["attributions"] for w in a["content"][0]["text"].strip("“”").split()]
            paths = {
                "story": [f"/story/{s}{more}" for s in stories for more in ("", "?show=alone", "/map")],
                "saying": [f"/saying/{s['id']}" for t in told for s in t["sayings"]],
                "article": [f"/article/{a['id']}" for t in told for a in t["articles"]],
                "speaker": [
                    f"/speaker/{s['speaker']}" for s in json.loads(get(base, cookie, "/speakers.json")[0])["speakers"]
                ],
                "list": [
                    "/",
                    "/?order=newest",
                    "/speakers",
                    "/outlets",
                    "/problems",
                    f"/?page={rng.randint(1, index['pages'])}",
                ],
                "search": [f"/search?q={'+'.join(rng.sample(words, rng.randint(1, 4)))}" for _ in range(400)],
            }
            typed = [" ".join(rng.sample(words, rng.randint(1, 3))) for _ in range(300)]
            typed += ["the", "the council", "nobody has to pay", "quay w", "th"]
            paths["search.json"] = [
                f"/search.json?q={quote(t[:n])}&most=8" for t in typed for n in {len(t), max(2, len(t) // 2)}
            ]
            out = {kind: Asked() for kind in paths}
            cpu = process_cpu(process)

            async def all_of_them() -> None:
                until = time.perf_counter() + seconds
                each = [client(base, cookie, paths, until, out=out, rng=random.Random(n)) for n in range(clients)]
                await asyncio.gather(*each)

            asyncio.run(all_of_them())
            every = [t for one in out.values() for t in one.taken]
            weights, wired = {}, {}
            for path in (
                "/",
                f"/story/{largest['story']}",
                f"/story/{largest['story']}/map",
                paths["saying"][0],
                paths["article"][0],
            ):
                page = get(base, cookie, path)[0]
                own = {f.decode() for f in re.findall(rb'(?:href|src)="(/static/[^"]+)"', page)}
                modules = {f"/static/{p.name}" for p in (ROOT / "src/quoth/page/app/static").glob("*.js")}
                every_part = [path, *own, *(m for m in modules if not any(o.startswith(m) for o in own))]
                name = "map" if path.endswith("/map") else path.split("/")[1] or "index"
                weights[name] = sum(len(get(base, cookie, part)[0]) for part in every_part)
                wired[name] = sum(len(get(base, cookie, part, "gzip")[0]) for part in every_part)
            return {
                "attributions": made,
                "stories": len(stories),
                "index_made_seconds": round(indexed, 1),
                "index_made_peak_mb": round(first_memory),
                "started_again_seconds": round(again, 1),
                "largest_story_articles": largest["articles"],
                "largest_story_first_view_ms": round(taken * 1000),
                "largest_story_first_view_cpu_ms": round(first_cpu * 1000),
                "largest_story_second_view_ms": round(second * 1000),
                "largest_story_bytes": len(first),
                "page_weight_bytes": weights,
                "page_weight_packed_bytes": wired,
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
                "server_cpu_seconds": round(process_cpu(process) - cpu, 1),
                "cpu_ms_a_request": round((process_cpu(process) - cpu) * 1000 / max(1, len(every)), 1),
                "load_average": os.getloadavg(),
                "rss_mb": round(memory(process)),
                "peak_mb": round(memory(process, "VmHWM")),
            }


def process_cpu(process: subprocess.Popen[str]) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
