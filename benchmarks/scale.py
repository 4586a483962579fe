"""Two thousand real articles traced in one run, then again with two kills: ``python benchmarks/scale.py ../shared``.

Three quarters are of shared/data/articles (raw extractor output in JSON), one quarter of PolNeAR train (text). The real
command is run three times:

1. *unbroken*, on a new store: wall and CPU seconds, peak memory, and the memory at each tenth of the articles kept;
2. *from the store*: nothing is attributed, so what it takes is reading, looking up and the synopsis;
3. *killed* (SIGKILL) when a third of the articles are in a second store, again at two thirds, then let through.

Passed is: every run that was let through exits 0 or 3, and all three print the same JSON, byte for byte. Prints one
JSON object, exits 1 otherwise. The work is done on one thread; memory is what the kernel says of the process. A copy of
the package is what runs, so that editing it meanwhile changes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import quoth

EVERY = 1.0  # seconds between two looks at a run's memory
OTHER = 3  # of four articles come from data/articles


@dataclass(frozen=True)
class Run:
    """One process: its exit code (negative when killed), what it took, and (articles kept, MB resident) by second."""

    code: int
    wall: float
    cpu: float
    peak_mb: float
    memory: list[tuple[int, float]] = field(repr=False)


def lay_out(shared: Path, count: int, folder: Path) -> None:
    """Copies quoth into `folder`/src, and `count` articles into articles and polnear, the first of each by name."""
    shutil.copytree(Path(quoth.__file__).parent, folder / "src/quoth", ignore=shutil.ignore_patterns("__pycache__"))
    many = count * OTHER // 4
    for name, source, pattern, n in (
        ("articles", shared / "data/articles", "*.json", many),
        ("polnear", shared / "data/polnear/train/text", "*.txt", count - many),
    ):
        paths = sorted(source.glob(pattern))[:n]
        if len(paths) < n:
            raise SystemExit(f"expected {n} files {pattern} in {source}, found {len(paths)}")
        (folder / name).mkdir()
        for path in paths:
            shutil.copyfile(path, folder / name / path.name)


def trace(folder: Path, store: str, output: str, kill_at: int | None = None) -> Run:
    """Runs ``quoth trace`` in `folder`; with `kill_at` until that many articles are in the store."""
    command = [sys.executable, "-m", "quoth", "trace", "articles", "polnear", "--field", "text=content_original"]
    command += ["--store", store, "--format", "json", "-o", output, "--quiet"]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder / "src")})
    memory: list[tuple[int, float]] = []
    looked = began
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() - looked >= EVERY:
            looked = time.monotonic()
            count = kept(folder / store)
            memory.append((count, resident(process.pid)))
            if kill_at is not None and count >= kill_at:
                process.kill()
                kill_at = None
        time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    return Run(process.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, memory)


def resident(pid: int) -> float:
    """MB of memory that process `pid` holds just now; 0 when it is gone."""
    try:
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def kept(store: Path) -> int:
    """The articles that a reader of the store sees just now."""
    if not store.exists():
        return 0
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=10)
    try:
        count: int = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        return count
    except sqlite3.OperationalError:  # made, but without its tables yet
        return 0
    finally:
        db.close()


def tenths(run: Run, total: int) -> list[float]:
    """The most MB resident while the store went through each tenth of `total` articles, then while it held them all."""
    most = [0.0] * 11
    for count, mb in run.memory:
        tenth = min(10, 10 * count // max(total, 1))
        most[tenth] = max(most[tenth], round(mb, 1))
    return most


def reasons(problems: list[dict[str, str]]) -> dict[str, int]:
    """How often each message stands there, figures and quoted words taken out of it."""
    plain = (re.sub(r"[“\"'‘].*?[”\"'’]", "…", re.sub(r"\d[\d,.]*", "N", p["message"])) for p in problems)
    return dict(Counter(plain).most_common())


def measure(shared: Path, count: int) -> tuple[dict[str, Any], bool]:
    """The figures, and whether all three ways gave the same."""
    folder = Path(tempfile.mkdtemp(prefix="quoth-scale-"))
    try:
        lay_out(shared, count, folder)
        said(f"{count:,} articles, unbroken")
        whole = trace(folder, "whole.db", "whole.json")
        said("from the store")
        again = trace(folder, "whole.db", "again.json")
        total = kept(folder / "whole.db")
        runs = []
        for third in (1, 2):
            said(f"until killed at {third}/3")
            runs.append(trace(folder, "killed.db", "killed.json", kill_at=third * total // 3))
        held = [run.memory[-1][0] if run.memory else 0 for run in runs]
        said("let through")
        resumed = trace(folder, "killed.db", "killed.json")
        outputs = [(folder / name).read_bytes() for name in ("whole.json", "again.json", "killed.json")]
        synopsis = json.loads(outputs[0])
        passed = (
            {whole.code, again.code, resumed.code} <= {0, 3}
            and [run.code for run in runs] == [-9, -9]
            and outputs[0] == outputs[1] == outputs[2]
        )
        return {
            "inputs": count,
            "articles": len(synopsis["articles"]),
            "attributions": len(synopsis["attributions"]),
            "stories": len(synopsis["stories"]),
            "stories of several articles": sum(len(s["articles"]) > 1 for s in synopsis["stories"]),
            "sayings": len(synopsis["sayings"]),
            "sayings of several tellings": sum(len(s["tellings"]) > 1 for s in synopsis["sayings"]),
            "exit code": whole.code,
            "wall seconds": round(whole.wall, 1),
            "CPU seconds": round(whole.cpu, 1),
            "articles per CPU second": round(total / whole.cpu, 2),
            "peak MB": round(whole.peak_mb, 1),
            "MB by tenths of the articles kept": tenths(whole, total)[:10],
            "MB in the synopsis": tenths(whole, total)[10],
            "JSON MB": round(len(outputs[0]) / 1e6, 1),
            "store MB": round((folder / "whole.db").stat().st_size / 1e6, 1),
            "from the store, wall seconds": round(again.wall, 1),
            "from the store, CPU seconds": round(again.cpu, 1),
            "from the store, peak MB": round(again.peak_mb, 1),
            "killed with articles in the store": held,
            "resumed, wall seconds": round(resumed.wall, 1),
            "from the store, the same JSON": outputs[0] == outputs[1],
            "after two kills, the same JSON": outputs[0] == outputs[2],
            "problems by reason": reasons(synopsis["problems"]),
        }, passed
    finally:
        shutil.rmtree(folder)


def said(text: str) -> None:
    print(f"scale: {time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    args = parser.parse_args()
    figures, passed = measure(args.shared, args.articles)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    return int(not passed)


if __name__ == "__main__":
    sys.exit(main())
