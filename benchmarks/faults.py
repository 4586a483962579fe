"""Three hundred faults of the disk, injected into running commands: a clean error, and a store that opens.

    python benchmarks/faults.py [--faults 300] [--seed 1]

A small library (benchmarks/faulty.c, compiled here with `cc`, loaded by LD_PRELOAD) lets a random one of a run's calls
on the store and its journal fail: the disk full for good; half a write and then a full disk; one write, one sync or one
read that fails with EIO. The runs are `quoth trace` and judgements being kept, on a store that holds articles and
judgements already; how many such calls a run has is counted first. One fault in six, and all of them where there is no
`cc`, are the kernel's own: it lets no file grow past a random size (RLIMIT_FSIZE) and cuts the write short.

Passed is: the run prints what an undisturbed one prints, or says in one line what went wrong and exits 1, never a
traceback or a signal; then, undisturbed, `Store.check` finds nothing, everything that was acknowledged before or
during the fault is there, and the same run gives what it should. Prints one JSON object; exits 1 otherwise.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from engine import SMALL  # noqa: E402
from judging import judgements  # noqa: E402
from quoth.cli import main as quoth  # noqa: E402
from quoth.errors import StoreError  # noqa: E402
from quoth.store import Store, kept  # noqa: E402

BEFORE, AFTER = 20, 40  # articles in the store before the run, and after it
JUDGED, TO_JUDGE = 10, 30
HOW = ("full", "short", "eio", "sync", "read", "limit")
FOR_ALL = ("limit",)  # what needs no compiler

Fault = tuple[str, str, int]  # what runs, how it fails, at which of its calls, or past which size in bytes


def library(folder: Path) -> Path | None:
    """The library that lets calls fail; None where it cannot be made."""
    if shutil.which("cc") is None or not sys.platform.startswith("linux"):
        return None
    made = folder / "faulty.so"
    command = ["cc", "-O2", "-shared", "-fPIC", "-o", str(made), str(ROOT / "benchmarks/faulty.c"), "-ldl"]
    return made if subprocess.run(command, check=False, capture_output=True).returncode == 0 else None


def lay_out(folder: Path) -> None:
    """`AFTER` articles, and a store of the first `BEFORE` with judgements."""
    (folder / "news").mkdir()
    (folder / "more").mkdir()
    for n in range(AFTER):
        said = " ".join(f"Varga{n} said “shut for {n} days and {i} hours”." for i in range(1 + n % 7))
        place = folder / ("news" if n < BEFORE else "more") / f"r{n:02}.txt"
        place.write_text(f"Bridge: {said} {'Nobody else spoke. ' * (n % 5) ** 4}")
    shown(folder, folder / "before.db", "news")
    judge = [sys.executable, str(ROOT / "benchmarks/judging.py"), str(folder / "before.db"), str(JUDGED)]
    subprocess.run(judge, check=True, env=_environment(), capture_output=True)


def shown(folder: Path, store: Path, *inputs: str) -> tuple[int, str]:
    """What an undisturbed trace prints."""
    output = store.with_suffix(".json")
    with contextlib.redirect_stderr(io.StringIO()):
        given = [*(str(folder / i) for i in inputs), "--store", str(store), "--format", "json", "-o", str(output)]
        code = quoth(["trace", *given], engine=SMALL)
    return code, output.read_text() if output.exists() else ""


def command(what: str, folder: Path, store: Path) -> list[str]:
    if what == "judge":
        return [sys.executable, str(ROOT / "benchmarks/judging.py"), str(store), str(TO_JUDGE)]
    inputs = [str(folder / "news"), str(folder / "more")]
    given = [sys.executable, str(ROOT / "tests/engine.py"), "trace", *inputs, "--store", str(store)]
    return [*given, "--format", "json", "--quiet"]


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}


def disturbed(fault: Fault, folder: Path, store: Path, made: Path | None) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one run with the fault."""
    more, limit = {}, None
    what, how, at = fault
    if how == "limit":

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))

    else:
        more = {"QUOTH_FAULT": how, "QUOTH_FAULT_FROM": str(at), "QUOTH_FAULT_AT": str(store), "LD_PRELOAD": str(made)}
        more["QUOTH_FAULT_COUNT"] = str(folder / "count")
    ran = subprocess.run(
        command(what, folder, store), env=_environment(**more), capture_output=True, text=True, check=False,
        preexec_fn=limit, timeout=300,
    )  # fmt: skip
    return ran.returncode, ran.stdout, ran.stderr


def calls(what: str, how: str, folder: Path, made: Path) -> int:
    """How many calls of an undisturbed run could fail this way."""
    store = folder / "count.db"
    shutil.copy(folder / "before.db", store)
    counted = "count" if how in ("full", "short", "eio") else how
    code, _, said = disturbed((what, counted, 1 << 40), folder, store, made)
    if code:
        raise SystemExit(f"an undisturbed run failed: {said}")
    _remove(folder, "count.db")
    return int((folder / "count").read_text())


def faults(what: str, ran: tuple[int, str, str], right: str, folder: Path, store: Path) -> list[str]:
    """What is wrong after one disturbed run."""
    code, out, said = ran
    wrong = []
    if code not in (0, 1) or "Traceback" in said or (code == 1 and not said.startswith("quoth: ")):
        wrong.append(f"exit {code}: {said[-200:]!r}")
    if code == 0 and what == "trace" and out != right:
        wrong.append("exit 0, but not what an undisturbed run prints")
    try:
        with Store.open(store, write=False) as opened:
            wrong += [f"after the fault: {problem.message}" for problem in opened.check()]
            articles = {one.article.id for one in opened.articles() if hasattr(one, "article") and one.article}
            found = kept(opened)
    except StoreError as error:
        return [*wrong, f"the store does not open: {error}"]
    acknowledged = [j.id for j in judgements(JUDGED)] if what == "trace" else out.split()
    if not set(acknowledged) <= {j.id for j in found.judgements} or found.problems:
        wrong.append("a judgement was lost")
    if not {f"r{n:02}" for n in range(BEFORE)} <= articles:
        wrong.append("an article was lost")
    if shown(folder, store, "news", "more") != (0, right):
        wrong.append("the next run does not give what it should")
    return wrong


def measure(count: int, seed: int) -> tuple[dict[str, Any], bool]:
    """The figures, and whether all of it passed."""
    folder = Path(tempfile.mkdtemp(prefix="quoth-faults-"))
    dice = random.Random(seed)
    try:
        lay_out(folder)
        made = library(folder)
        shutil.copy(folder / "before.db", folder / "right.db")
        _, right = shown(folder, folder / "right.db", "news", "more")
        ways = HOW if made else FOR_ALL
        most: dict[tuple[str, str], int] = {}
        outcomes: Counter[str] = Counter()
        wrong = []
        for number in range(count):
            what, how = ("trace", "trace", "judge")[number % 3], ways[number // 3 % len(ways)]
            if how == "limit":
                at = dice.randrange(1, 2 * (folder / "right.db").stat().st_size)
            else:
                if (what, how) not in most:
                    most[what, how] = calls(what, how, folder, made or folder)
                at = dice.randint(1, most[what, how])
            store = folder / "disturbed.db"
            shutil.copy(folder / "before.db", store)
            ran = disturbed((what, how, at), folder, store, made)
            outcomes[f"{how}: {'said' if ran[0] else 'not felt'}"] += 1
            found = faults(what, ran, right, folder, store)
            wrong += [f"{number} ({what}, {how} at {at}): {one}" for one in found]
            _remove(folder, "disturbed.")
    finally:
        shutil.rmtree(folder)
    return {
        "faults": count,
        "injected by": "LD_PRELOAD and RLIMIT_FSIZE" if made else "RLIMIT_FSIZE: there is no cc here",
        "calls of a run that could fail": {f"{w}, {h}": n for (w, h), n in sorted(most.items())},
        "outcomes": dict(sorted(outcomes.items())),
        "wrong": wrong[:20],
    }, not wrong


def _remove(folder: Path, name: str) -> None:
    for file in folder.glob(f"{name}*"):
        file.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    figures, passed = measure(args.faults, args.seed)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    return int(not passed)


if __name__ == "__main__":
    sys.exit(main())
