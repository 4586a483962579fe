"""Stories of very many articles: time, memory, and how much of a known truth comes back.

    python -m benchmarks.stream [SHARED] [--sizes 1000 4000 16000 37000] [--results FILE]

The articles are made by `benchmarks.multiply` from shared/data/articles. No network reads them: what it costs (0.2 s an
article) is linear, and is measured by `benchmarks.scale`. Each size runs in a process of its own:

* **see**: what each article is about and its print;
* **group**: copies, pairs, stories, all at once;
* **100 more**: a hundred articles that come afterwards, wholly; and from a store that has all of them, as ``quoth
  trace`` does it: keeping the hundred, bringing its stories up to them, and reading those that hold one of them;
* **truth**: BCubed of the stories; of the copies made, the part found, and of those found, the part that are copies
  (of one event: a rewrite taken for a copy is an error).

A baseline beside it, at the sizes where it ends: TF-IDF of words with average link (scikit-learn, scipy), over all
pairs. Time is processor time of one thread. With --one SIZE a single size is measured, and printed as JSON; with
--results a size that the file has is not measured again. `benchmarks.whole` measures sayings and collation. Passed is:
ten times the articles in at most twelve times the time, 100 more in at most `SECONDS`, F1 and copies found and right at
least `TRUE` % at every size, and the same stories from the store.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.multiply import Made, multiply
from benchmarks.stories import bcubed, unlabelled

from quoth.types import Attributed

SHARED = Path(__file__).parent.parent.parent / "shared"
SIZES = (1_000, 4_000, 16_000, 37_000)
MORE = 100
TIMES = 12  # for ten times the articles
SECONDS = 10.0
TRUE = 95.0
BASELINE = 4_000  # articles up to which the baseline of all pairs is run


def measure(shared: Path, size: int) -> dict[str, Any]:
    from quoth.store import Store
    from quoth.store.grouped import brought_up
    from quoth.store.stories import keep
    from quoth.stories import Stories
    from quoth.stories.seen import see

    made = multiply(unlabelled(shared), size + MORE)
    first, rest = made[:size], made[size:]
    before = peak_mb()
    began = time.process_time()
    seen = {m.article.id: see(m.article) for m in first}
    saw = time.process_time() - began
    stories = Stories()
    began = time.process_time()
    changes = stories.add_seen(dict(sorted(seen.items())))
    group = time.process_time() - began
    truth = _truth(first, stories)
    memory = peak_mb()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scale.db"
        with Store.open(path) as store:
            for m in first:
                store.put(Attributed(m.article, (), ()), "nobody")
            store.commit()
            keep(store, stories, changes, store.checksums())
        stored = path.stat().st_size / 1e6
        began = time.process_time()
        more = stories.add(m.article for m in rest)
        added = time.process_time() - began
        began, wall = time.process_time(), time.monotonic()
        with Store.open(path) as store:
            for m in rest:
                store.put(Attributed(m.article, (), ()), "nobody")
            again = brought_up(store, shown=[m.article.id for m in rest])
        from_store = time.process_time() - began
        from_store_wall = time.monotonic() - wall
        same = {s.id: s.articles for s in again.stories} == {s.id: s.articles for s in stories.stories}
    return {
        "articles": size,
        "see, CPU s": round(saw, 2),
        "group, CPU s": round(group, 2),
        "peak MB": round(memory),
        "of it the articles, MB": round(before),
        "100 more, CPU s": round(added, 2),
        "100 more from the store, CPU s": round(from_store, 2),
        "100 more from the store, wall s": round(from_store_wall, 2),
        "store MB": round(stored, 1),
        "changes told for 100 more": len(more),
        "the same stories from the store": same,
        **truth,
        **(_baseline(first) if size <= BASELINE else {}),
    }


def _truth(made: list[Made], stories: Any) -> dict[str, Any]:
    gold = {m.article.id: str(m.event) for m in made}
    got: dict[str, object] = {i: s.id for s in stories.stories for i in s.articles}
    p, r, f = bcubed(gold, got)
    collapsed_to = stories.copies()
    heads = {m.article.id: collapsed_to.get(m.article.id, m.article.id) for m in made}
    there = set(gold)
    copies = [m for m in made if m.copy_of in there]
    found = sum(heads[m.article.id] == heads[m.copy_of or ""] for m in copies)
    collapsed = [i for i, head in heads.items() if i != head]
    text = {m.article.id: m.copy_of or m.article.id for m in made}
    right = sum(text[i] == text[heads[i]] for i in collapsed)
    return {
        "events": len(set(gold.values())),
        "stories": len(stories.stories),
        "texts after copies are one": len(set(heads.values())),
        "BCubed P": round(p, 1),
        "BCubed R": round(r, 1),
        "BCubed F1": round(f, 1),
        "copies found %": round(100 * found / max(1, len(copies)), 1),
        "copies right %": round(100 * right / max(1, len(collapsed)), 1),
    }


def _baseline(made: list[Made]) -> dict[str, Any]:
    from benchmarks.stories import tfidf

    began = time.process_time()
    gold = {m.article.id: str(m.event) for m in made}
    got, threshold = tfidf([m.article for m in made], gold, cuts=(0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5))
    return {
        "baseline": f"TF-IDF average link, its best cut here {threshold:.2f}",
        "baseline BCubed F1": round(bcubed(gold, got)[2], 1),
        "baseline CPU s": round(time.process_time() - began, 2),
    }


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def by_size(module: str, shared: Path, sizes: list[int], results: Path | None) -> list[dict[str, Any]]:
    """The figures of each size, each measured in a process of its own, and printed; those in `results` only printed."""
    had = json.loads(results.read_text("utf-8")) if results and results.exists() else {}
    for size in sizes:
        if str(size) not in had:
            command = [sys.executable, "-m", module, str(shared), "--one", str(size)]
            threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, **threads})
            had[str(size)] = json.loads(done.stdout)
            if results:
                results.write_text(json.dumps(had, indent=1) + "\n", "utf-8")
        print(json.dumps(had[str(size)], indent=1), flush=True)
    return [had[str(size)] for size in sizes]


def grows(figures: Sequence[Mapping[str, Any]], *times: str) -> bool:
    """Whether the sum of `times` grows faster with the articles than is allowed; prints how fast."""
    small, large = figures[0], figures[-1]
    more = large["articles"] / small["articles"]
    longer = sum(large[t] for t in times) / sum(small[t] for t in times)
    allowed = TIMES ** math.log10(more)
    print(f"{more:.1f} times the articles in {longer:.1f} times the time; allowed are {allowed:.1f}")
    return bool(longer > allowed)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """What `by_size` is called with, and the one size of a process that it starts."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--results", type=Path)
    parser.add_argument("--one", type=int)
    return parser


def main() -> int:
    args = arguments(__doc__).parse_args()
    if args.one:
        print(json.dumps(measure(args.shared, args.one), indent=1))
        return 0
    figures = by_size("benchmarks.stream", args.shared, args.sizes, args.results)
    faster = grows(figures, "see, CPU s", "group, CPU s")
    missed = [
        f"{name} at {one['articles']:,}"
        for one in figures
        for name, good in (
            ("the time of 100 more", one["100 more from the store, CPU s"] <= SECONDS),
            ("the same stories from the store", one["the same stories from the store"]),
            *((name, one[name] >= TRUE) for name in ("BCubed F1", "copies found %", "copies right %")),
        )
        if not good
    ]
    missed += ["the growth of the time"] if faster else []
    print("missed: " + ", ".join(missed) if missed else "all bounds are met")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
