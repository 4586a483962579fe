"""Web archives: damage, and 10,000 articles from one file: ``python -m benchmarks.crawls [--rounds N] [--articles N]``.

First `rounds` archives each are cut at a random place, have 40 flipped bytes at one place, and have 40 flipped bytes
spread over them, in each way of packing. Each is read by ``quoth attributions`` with an engine that finds nothing.
Passed is: every damage reported with its bytes, exit code 3 (1 where nothing at all is left), at least 95 % of the
records that were not touched and stand behind the damage recovered, and all those before it.

Then one archive of pages by our own templates is read, in a process of its own: articles a second of processor time,
text and metadata, and memory at each tenth. trafilatura, where it is installed (``--peer PYTHON``), extracts text and
metadata from the same archive in the same run, its records read by warcio.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from benchmarks.inputs.whole import info, packed, record
from benchmarks.markup import TEMPLATES
from benchmarks.pages.written import written

HOWS = ("", "gz", "zst")
GROWTH = 25.0  # MB that may be gained from the second tenth to the last
PEER = """
import sys, time, json
from warcio.archiveiterator import ArchiveIterator
from trafilatura import bare_extraction
began, count = time.process_time(), 0
with open(sys.argv[1], "rb") as file:
    for one in ArchiveIterator(file):
        if one.rec_type == "response":
            count += bare_extraction(one.content_stream().read(), with_metadata=True) is not None
print(json.dumps([count, time.process_time() - began]))
"""


def page(number: int) -> bytes:
    """A page of our generator; no two have one text."""
    names = list(TEMPLATES)
    name = names[number % len(names)]
    article = written(1000 + number, live=name == "live")
    return TEMPLATES[name](article, Random(number)).encode()


def damaged(data: bytearray, how: str, draw: Random) -> tuple[bytes, list[tuple[int, int]]]:
    """`data` cut, or with 40 flipped bytes, and the stretches that were touched."""
    if how == "cut":
        at = draw.randrange(1, len(data))
        return bytes(data[:at]), [(at, len(data))]
    if how == "at one place":
        at = draw.randrange(len(data) - 40)
        places = list(range(at, at + 40))
    else:
        places = draw.sample(range(len(data)), 40)
    for place in places:
        data[place] ^= draw.randrange(1, 256)
    return bytes(data), [(place, place + 1) for place in places]


@dataclass
class Seen:
    """Counts over the damaged archives of one kind."""

    files: int = 0
    told: int = 0
    code: int = 0
    behind: int = 0
    recovered: int = 0
    lost: int = 0

    def add(self, found: Outcome, whole: list[tuple[int, int]], first: int) -> None:
        """One archive, whose records `whole` were not touched; the damage begins at `first`."""
        behind = [a for a, _ in whole if a >= first]
        self.files += 1
        self.told += found.told
        self.code += found.code == (3 if found.any_read else 1)
        self.behind += len(behind)
        self.recovered += sum(f"a#{a}" in found.ids for a in behind)
        self.lost += sum(f"a#{a}" not in found.ids for a, _ in whole if a < first)


@dataclass
class Outcome:
    """What the command said of one archive."""

    code: int
    ids: set[str]
    told: bool
    any_read: bool


def command(path: Path, engine: object) -> Outcome:
    """``quoth attributions PATH``, in this process."""
    from quoth.cli import main

    out, said = path.with_name("out.jsonl"), io.StringIO()
    with contextlib.redirect_stderr(said):
        code = main(["attributions", str(path), "-o", str(out)], engine=engine)  # type: ignore[arg-type]
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] if out.exists() else []
    out.unlink(missing_ok=True)
    messages = [p["message"] for line in lines for p in line["problems"]]
    told = any(re.match(r"bytes \d+ to \d+ were skipped", message) for message in messages)
    return Outcome(code, {line["article"]["id"] for line in lines}, told, "not one article" not in said.getvalue())


def damage(rounds: int, count: int, seed: int, folder: Path) -> bool:
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from engine import SMALL
    from quoth.cli import own_engine

    engine = replace(SMALL, read=own_engine().read)
    made = [info(), *(record(n, page(n)) for n in range(1, count + 1))]
    draw, good = Random(seed), True
    print(
        f"{'damage':14}{'packed':>7}{'files':>7}{'told':>6}{'exit':>6}{'behind it':>11}{'recovered':>11}{'before':>8}"
    )
    for what in ("cut", "at one place", "spread"):
        for packing in HOWS:
            seen = Seen()
            members = packed(made, packing)
            starts = [sum(map(len, members[:k])) for k in range(len(members) + 1)]
            path = folder / f"a.warc{'.' if packing else ''}{packing}"
            for _ in range(rounds // len(HOWS) + 1):
                data, touched = damaged(bytearray(b"".join(members)), what, draw)
                if what == "cut" and len(data) in starts:
                    continue  # whole records up to here: an archive like any other
                path.write_bytes(data)
                places = list(pairwise(starts))[1:]
                whole = [(a, b) for a, b in places if not any(a < y and x < b for x, y in touched)]
                seen.add(command(path, engine), whole, min(at for at, _ in touched))
            share = 100 * seen.recovered / seen.behind if seen.behind else 100.0
            print(
                f"{what:14}{packing or 'plain':>7}{seen.files:7}{seen.told:6}{seen.code:6}{seen.behind:11}"
                f"{share:10.1f}%{'all' if not seen.lost else -seen.lost:>8}",
                flush=True,
            )
            good = good and seen.told == seen.code == seen.files and share >= 95 and not seen.lost
    return good


def read_all(path: Path) -> None:
    """Reads one archive and prints, as JSON, the articles, the processor time, and memory at each tenth."""
    import quoth
    from quoth.types import Article

    began = time.process_time()
    count, looks = 0, []
    for one in quoth.read([path]):
        count += isinstance(one, Article)
        if count % 50 == 0:
            looks.append((count, _resident()))
    print(json.dumps([count, time.process_time() - began, looks]))


def _resident() -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def many(articles: int, peer: str, folder: Path) -> bool:
    path = folder / "many.warc.gz"
    with path.open("wb") as file:
        file.write(gzip.compress(info()))
        for n in range(articles):
            file.write(gzip.compress(record(n, page(n)), 6))
    size = path.stat().st_size / 1e6
    again = [sys.executable, "-m", "benchmarks.crawls", "--read", str(path)]
    count, seconds, looks = json.loads(subprocess.run(again, check=True, capture_output=True, text=True).stdout)
    tenths = [max((mb for n, mb in looks if n <= (k + 1) * articles // 10), default=0.0) for k in range(10)]
    grown = tenths[-1] - tenths[1]
    print(f"one archive of {articles:,} pages, {size:.0f} MB packed:")
    print(f"  quoth        {count:,} articles, {seconds:.1f} s CPU, {count / seconds:.0f} articles a CPU second")
    print(f"  memory at each tenth, MB: {', '.join(f'{mb:.0f}' for mb in tenths)}; grown by {grown:.0f}")
    with contextlib.suppress(subprocess.CalledProcessError, FileNotFoundError):
        done = subprocess.run([peer, "-c", PEER, str(path)], check=True, capture_output=True, text=True)
        found, took = json.loads(done.stdout)
        print(f"  trafilatura  {found:,} articles, {took:.1f} s CPU, {found / took:.0f} articles a CPU second")
    return count >= 0.99 * articles and grown <= GROWTH


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--records", type=int, default=50, help="in each damaged archive")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--peer", default=os.environ.get("QUOTH_PEER", sys.executable), metavar="PYTHON")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.read:
        read_all(args.read)
        return 0
    with tempfile.TemporaryDirectory(prefix="quoth-crawls-") as folder:
        good = damage(args.rounds, args.records, args.seed, Path(folder)) if args.rounds else True
        return int(not (many(args.articles, args.peer, Path(folder)) if args.articles else True) or not good)


if __name__ == "__main__":
    raise SystemExit(main())
