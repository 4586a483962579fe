"""Kills quoth at random moments of reading, correcting and migrating: nothing acknowledged is lost, nothing is half.

    python benchmarks/kill.py [--kills 200] [--seed 1]              with the small engine of the tests
    python benchmarks/kill.py INPUT... [--kills 100] [--seed 1]     the same for reading, with the network

Each round works on a store of its own: it starts a run, kills it (SIGKILL), up to three times, and then lets the run
through. Half of the kills come after a random part of the time that an unbroken run takes, so also while it starts and
ends; the other half, so that they fall into the work however busy the machine is, some milliseconds after a random
article was begun or judgement acknowledged. The kinds of run take turns:

* *reading*: `quoth trace` of new articles, with one or with two workers;
* *correcting*: judgements kept one by one (benchmarks/judging.py), each acknowledged by a line;
* *migrating*: `quoth trace` over a store whose articles an earlier network read, so that each is replaced.

Passed is: the run that was let through leaves what an unbroken one leaves (the synopsis byte for byte; the judgements);
what another process had seen in the store before the kill, or the run had acknowledged, is in it afterwards; and
`Store.check`, which decodes every article against its checksum, finds nothing. Prints one JSON object; exits 1
otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from quoth.store import Store, kept

ROOT = Path(__file__).resolve().parent.parent
ARTICLES, PAUSE = 60, 0.05  # of the small engine: three seconds, so three batches
JUDGEMENTS, BETWEEN = 60, 0.02
EARLIER = "small 0"  # what read the articles of the store that is migrated
JITTER = 0.06  # seconds at most after that article or judgement: a little more than one takes
AT_ONCE = 8  # rounds beside each other; a run of the small engine mostly sleeps


@dataclass(frozen=True)
class Kind:
    """A kind of run: its command, up to the store's name; what is there before, and what an unbroken run gives."""

    command: tuple[str, ...]
    environment: dict[str, str]
    before: Path | None
    takes: float
    right: str
    whole: int


@dataclass(frozen=True)
class There:
    """What is in a store: articles, and the work of these runs (an article as they read it, a judgement)."""

    articles: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="quoth-kill-"))
    try:
        figures = measure(folder, args.inputs, args.kills, args.seed)
    finally:
        shutil.rmtree(folder)
    print(json.dumps(figures, indent=1))
    return int(bool(figures["wrong"]))


def measure(folder: Path, inputs: list[str], kills: int, seed: int, at_once: int = AT_ONCE) -> dict[str, object]:
    """At least `kills` kills, spread evenly over the kinds of run; `at_once` rounds are begun, and ended, together."""
    kinds = prepared(folder, inputs)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    number = 0
    with ThreadPoolExecutor(1 if inputs else at_once) as pool:
        while counts["kills"] < kills:
            rounds = [(n, list(kinds)[n % len(kinds)]) for n in range(number, number + at_once)]
            number += at_once
            for found, said in pool.map(lambda r: one_round(folder, kinds, *r, seed), rounds):
                counts += found
                wrong += said
    return {
        "kills": counts["kills"],
        **{f"of them {kind}": counts[kind] for kind in kinds},
        "rounds": number,
        "kills with a part of the work kept": counts["in between"],
        "seconds of an unbroken run": {name: round(kind.takes, 2) for name, kind in kinds.items()},
        "wrong": wrong[:20],
    }


def prepared(folder: Path, inputs: list[str]) -> dict[str, Kind]:
    """The kinds of run, each run once to its end."""
    if inputs:
        run = (sys.executable, "-m", "quoth", "trace", *inputs, "--format", "json", "--quiet", "--store")
        return {"reading": unbroken(folder, run, {}, None)}
    news = folder / "news"
    news.mkdir()
    for n in range(ARTICLES):
        said = " ".join(f"Varga{n} said “shut for {n} days and {i} hours”." for i in range(1 + n % 7))
        (news / f"r{n:02}.txt").write_text(f"Bridge: {said} {'Nobody else spoke. ' * (n % 5) ** 3}")
    small = (sys.executable, str(ROOT / "tests/engine.py"), "trace", str(news), "--format", "json", "--quiet")
    slow = {"QUOTH_PAUSE": str(PAUSE)}
    environment = _environment({"QUOTH_MADE_BY": EARLIER})
    subprocess.run([*small, "--store", folder / "old.db"], env=environment, check=True, capture_output=True)
    judging = (sys.executable, str(ROOT / "benchmarks/judging.py"))
    return {
        "reading": unbroken(folder, (*small, "--store"), slow, None),
        "correcting": unbroken(folder, judging, {"QUOTH_PAUSE": "0"}, folder / "old.db"),
        "migrating": unbroken(folder, (*small, "--store"), slow, folder / "old.db"),
        "reading by two": unbroken(folder, (*small, "--workers", "2", "--store"), slow, None),
    }


def unbroken(folder: Path, command: tuple[str, ...], environment: dict[str, str], before: Path | None) -> Kind:
    store = folder / "unbroken.db"
    if before:
        shutil.copy(before, store)
    began = time.monotonic()
    out = subprocess.run(full(command, store), env=_environment(environment), check=True, stdout=subprocess.PIPE)
    takes = time.monotonic() - began
    whole = len(there(store).done)
    _remove(store)
    return Kind(command, environment, before, takes, out.stdout.decode(), whole)


def full(command: tuple[str, ...], store: Path) -> list[str]:
    judging = command[-1].endswith("judging.py")
    return [*command, str(store), *((str(JUDGEMENTS), str(BETWEEN)) if judging else ())]


def one_round(
    folder: Path, kinds: dict[str, Kind], number: int, name: str, seed: int
) -> tuple[Counter[str], list[str]]:
    """How many kills, and what was wrong."""
    kind, dice = kinds[name], random.Random(f"{seed} {number}")
    store = folder / f"{number}.db"
    if kind.before:
        shutil.copy(kind.before, store)
    counts: Counter[str] = Counter()
    wrong = []
    environment = _environment(kind.environment)
    for _ in range(dice.choice((1, 1, 2, 3))):
        log, out = store.with_suffix(".log"), store.with_suffix(".out")
        log.unlink(missing_ok=True)
        with out.open("wb") as file:
            run = subprocess.Popen(
                full(kind.command, store), env={**environment, "QUOTH_LOG": str(log)}, stdout=file,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        if dice.random() < 0.5 or not kind.environment:
            time.sleep(dice.uniform(0, kind.takes))
        else:
            left = kind.whole if name == "correcting" else kind.whole - len(there(store).done)
            awaited(run, out if name == "correcting" else log, dice.randint(1, max(1, left)), kind.takes)
            time.sleep(dice.uniform(0, JITTER))
        before = there(store)
        run.kill()
        run.wait()
        printed = out.read_text().split("\n")[:-1]  # whole lines only
        said = printed if name == "correcting" else []
        counts["kills"] += 1
        counts[name] += 1
        now = there(store)
        counts["in between"] += 0 < len(now.done) < kind.whole
        if lost := (before.articles - now.articles) | ((before.done | set(said)) - now.done):
            wrong.append(f"{number} ({name}): {len(lost)} that were acknowledged are lost")
    out = subprocess.run(full(kind.command, store), env=environment, stdout=subprocess.PIPE, check=False)
    if (out.returncode, out.stdout.decode()) != (0, kind.right):
        wrong.append(f"{number} ({name}): the resumed run gives something else (exit {out.returncode})")
    with Store.open(store, write=False) as opened:
        wrong += [f"{number} ({name}): {problem.message}" for problem in opened.check()]
        judged = kept(opened)
    if judged.problems or (name == "correcting" and [j.id for j in judged.judgements] != kind.right.split()):
        wrong.append(f"{number} ({name}): the judgements are not those of an unbroken run")
    _remove(store)
    return counts, wrong


def awaited(run: subprocess.Popen[bytes], file: Path, lines: int, at_most: float) -> None:
    """Waits until `file` has so many lines, the run has ended, or it has taken three times as long as it should."""
    until = time.monotonic() + 3 * at_most
    while run.poll() is None and time.monotonic() < until:
        if file.exists() and file.read_bytes().count(b"\n") >= lines:
            return
        time.sleep(0.005)


def there(path: Path) -> There:
    """What a reader of the store sees just now."""
    if not path.exists():
        return There()
    db = sqlite3.connect(path, timeout=10)
    try:
        made = db.execute("SELECT id, made_by FROM articles JOIN revisions USING (article)").fetchall()
        done = {f"{name} {by}" for name, by in made if by != EARLIER}
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'judgements'").fetchone():
            done |= {name for (name,) in db.execute("SELECT id FROM judgements")}
        return There(frozenset(name for name, _ in made), frozenset(done))
    except sqlite3.OperationalError:  # made, but without its tables yet
        return There()
    finally:
        db.close()


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}


def _remove(store: Path) -> None:
    for file in store.parent.glob(f"{store.name}*"):
        file.unlink()


if __name__ == "__main__":
    sys.exit(main())
