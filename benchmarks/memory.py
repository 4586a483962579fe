"""Whether memory stays flat: ``python benchmarks/memory.py ../shared``, 5,000 articles in one ``quoth attributions``.

The articles of shared/data/articles are given again and again under new names, some 6,000 characters each. The process
is looked at after every 25th line that comes out. Printed are the peak, the memory at each tenth of the articles, and
the slope in MB a thousand articles, by least squares (Theil and Sen's median of slopes, so that one spike does not
count) from the second tenth on, when the network is loaded and every length of article has been seen. Passed is: exit
code 0 or 3, as many lines as articles, no statement left out because its words do not stand where it says, a peak of
at most `MOST` MB, and a growth of less than `GROWTH` MB over all.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

from quoth.attributions.sound import REASON

MOST = 600.0  # MB at the peak
GROWTH = 25.0  # MB that may be gained from the second tenth to the last article
EVERY = 25  # articles between two looks
ROOT = Path(__file__).resolve().parent.parent


def lay_out(articles: Path, count: int, folder: Path) -> None:
    """`count` files in `folder`: the articles in the order of their names, again from the start as often as needed."""
    paths = sorted(articles.glob("*.json"))
    if not paths:
        raise SystemExit(f"expected articles (*.json) in {articles}")
    for n in range(count):
        path = paths[n % len(paths)]
        shutil.copyfile(path, folder / f"{n:05d}-{path.name}")


def resident(pid: int) -> float:
    """MB of memory that process `pid` holds just now."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def run(folder: Path) -> dict[str, Any]:
    """One command over all of `folder`, watched."""
    command = [
        sys.executable,
        "-m",
        "quoth",
        "attributions",
        str(folder),
        "--field",
        "text=content_original",
        "--quiet",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    looks: list[tuple[int, float]] = []
    lines = attributions = misplaced = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines += 1
            one = json.loads(line)
            attributions += len(one["attributions"])
            misplaced += sum(p["message"] == REASON for p in one.get("problems", ()))
            if lines % EVERY == 0:
                looks.append((lines, resident(process.pid)))
                print(f"memory: {lines:,} articles, {looks[-1][1]:.0f} MB", end="\r", file=sys.stderr, flush=True)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return {
        "articles": lines,
        "attributions": attributions,
        "left out because misplaced": misplaced,
        "exit code": process.returncode,
        "CPU seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak MB": round(used.ru_maxrss / 1024, 1),
        "looks": looks,
    }


def slope(looks: list[tuple[int, float]]) -> float:
    """MB an article: the median of the slopes between all pairs of looks (Theil 1950, Sen 1968)."""
    steps = looks[:: max(1, len(looks) // 200)]
    return median([(b - a) / (j - i) for (i, a), (j, b) in combinations(steps, 2)] or [0.0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quoth-memory-") as name:
        lay_out(args.shared / "data/articles", args.articles, Path(name))
        figures = run(Path(name))
    looks = figures.pop("looks")
    settled = [look for look in looks if look[0] > args.articles // 10]
    each = slope(settled)
    growth = each * (args.articles - args.articles // 10)
    tenths = [
        max((mb for n, mb in looks if k * args.articles < 10 * n <= (k + 1) * args.articles), default=0.0)
        for k in range(10)
    ]
    figures["most MB in each tenth"] = [round(mb, 1) for mb in tenths]
    figures["MB a thousand articles"] = round(1000 * each, 2)
    figures["MB gained after the first tenth"] = round(growth, 1)
    print(json.dumps(figures, indent=1))
    whole = figures["articles"] == args.articles and figures["exit code"] in {0, 3}
    whole = whole and not figures["left out because misplaced"]
    return int(not (whole and figures["peak MB"] <= MOST and growth < GROWTH))


if __name__ == "__main__":
    sys.exit(main())
