"""Kills ``quoth trace`` a hundred times at random moments and shows that nothing acknowledged is lost (R7).

    python benchmarks/kill.py INPUT... [--rounds 100] [--seed 1]

Each round starts a run on a store of its own, kills it (SIGKILL) after a random part of the time that an unbroken run
takes, and repeats that up to three times on the same store; then the run is let through. Passed is: the resumed run
prints byte for byte what an unbroken one prints, every article that another process had seen in the store before the
kill is still in it afterwards, and ``Store.check`` finds nothing. Prints one JSON object; exits 1 when a round failed.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quoth.store import Store


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice = random.Random(args.seed)
    folder = Path(tempfile.mkdtemp(prefix="quoth-kill-"))
    quoth = [sys.executable, "-m", "quoth", "trace", *args.inputs, "--format", "json", "--quiet", "--store"]
    try:
        began = time.monotonic()
        unbroken = subprocess.run([*quoth, folder / "whole.db"], stdout=subprocess.PIPE, check=False)
        takes = time.monotonic() - began
        whole = ids(folder / "whole.db")
        kills = lost = damaged = different = mid_run = 0
        for n in range(args.rounds):
            store = folder / f"{n}.db"
            for _ in range(dice.choice((1, 1, 2, 3))):
                run = subprocess.Popen([*quoth, store], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(dice.uniform(0, takes))
                seen = ids(store)
                run.kill()
                run.wait()
                kills += 1
                mid_run += 0 < len(seen) < len(whole)
                lost += len(seen - ids(store))
            resumed = subprocess.run([*quoth, store], stdout=subprocess.PIPE, check=False)
            different += (resumed.stdout, resumed.returncode) != (unbroken.stdout, unbroken.returncode)
            with Store.open(store, write=False) as opened:
                damaged += bool(opened.check())
            for file in folder.glob(f"{n}.db*"):
                file.unlink()
        result = {
            "articles": len(whole),
            "rounds": args.rounds,
            "kills": kills,
            "kills with part of the articles kept": mid_run,
            "acknowledged articles lost": lost,
            "damaged stores": damaged,
            "resumed runs that differ": different,
            "seconds of an unbroken run": round(takes, 2),
        }
        print(json.dumps(result, indent=1))
        return int(bool(lost or damaged or different or not whole))
    finally:
        shutil.rmtree(folder)


def ids(path: Path) -> set[str]:
    """The articles that a reader of the store sees just now."""
    if not path.exists():
        return set()
    db = sqlite3.connect(path, timeout=10)
    try:
        return {row[0] for row in db.execute("SELECT id FROM articles")}
    except sqlite3.OperationalError:  # made, but without its tables yet
        return set()
    finally:
        db.close()


if __name__ == "__main__":
    sys.exit(main())
