"""Six hundred damaged stores: never a wrong answer without a word, never a signal.

    python benchmarks/damaged.py [--stores 600] [--seed 1]

A third each: 1 to 64 bytes altered anywhere, the file cut anywhere, 1 to 3 pages zeroed. On each, the real commands
(with the small engine of the tests, so that what takes time is the store): `trace` of a fifth of the articles, whose
companions come from the store, then `trace` of all of them, then the judgements. Passed is, for each answer: it is the
right one; or it was refused, in words; or everything it shows is right and each article that is missing is named in its
problems ("told"). Beside it what a reader that believes every row would have taken from the same files. Prints one JSON
object; exits 1 when a single answer was wrong without a word.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from engine import SMALL  # noqa: E402
from quoth.cli import main as quoth  # noqa: E402
from quoth.errors import StoreError  # noqa: E402
from quoth.judgements import Judgement  # noqa: E402
from quoth.store import Store, keep, kept  # noqa: E402

ARTICLES = 60
JUDGEMENTS = 20
PAGE = 4096
AT_A_TIME = 50  # damaged stores that one process looks at: a signal would end it
HOW = ("bytes altered", "cut", "zeroed pages")
NAMES = {
    "some": "trace of a fifth, the others from the store",
    "all": "then trace of all",
    "judgements": "the judgements",
    "plain": "baseline: every row believed",
}
EVERYTHING = (
    "SELECT place, id FROM articles ORDER BY 1",
    "SELECT article, number, made_by, text, facts, problems FROM revisions ORDER BY 1, 2",
    "SELECT * FROM attributions ORDER BY 1, 2",
    "SELECT id, line FROM judgements ORDER BY number",
)

Answer = tuple[int, dict[str, Any] | None, str]


def lay_out(folder: Path) -> None:
    """Articles of several lengths, all of one story, in a store with judgements."""
    news = folder / "news"
    news.mkdir()
    dice = random.Random(5)
    for n in range(ARTICLES):
        said = " ".join(f"Varga{n} said “shut for {n} days and {i} hours”." for i in range(dice.choice((1, 3, 12))))
        (news / f"r{n:02}.txt").write_text(f"Bridge: {said} {'Nobody else spoke. ' * dice.choice((2, 40, 400))}")
    papers = sorted(news.glob("*.txt"))
    ask(folder / "whole.db", papers)
    with Store.open(folder / "whole.db") as store:
        ids = [f"{n:032x}" for n in range(JUDGEMENTS)]
        undo = [Judgement(i, "undo", "A. Reader", "2026-11-22T00:00:00Z", why=f"No. {i}", undoes=i) for i in ids]
        for one in undo:
            keep(store, [one])
    for what, inputs in (("some", papers[::5]), ("all", papers)):
        (folder / f"{what}.json").write_text(json.dumps(ask(folder / "whole.db", inputs)))


def ask(store: Path, inputs: list[Path]) -> Answer:
    """Exit code, the synopsis, and what was said on stderr."""
    out = store.with_suffix(".json")
    out.unlink(missing_ok=True)
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        given = [*map(str, inputs), "--store", str(store), "--format", "json", "-o", str(out)]
        code = quoth(["trace", *given], engine=SMALL)
    return code, json.loads(out.read_text()) if out.exists() else None, said.getvalue()


def damage(content: bytes, how: str, dice: random.Random) -> bytes:
    if how == "cut":
        return content[: dice.randrange(len(content))]
    altered = bytearray(content)
    if how == "zeroed pages":
        for _ in range(dice.choice((1, 2, 3))):
            at = PAGE * dice.randrange(len(content) // PAGE)
            altered[at : at + PAGE] = bytes(PAGE)
    else:
        for _ in range(dice.choice((1, 2, 8, 64))):
            altered[dice.randrange(len(altered))] ^= dice.randrange(1, 256)
    return bytes(altered)


def verdict(right: Answer, got: Answer) -> str:
    """Whether it is "right", "refused" or "told", or else what is wrong with it."""
    code, shown, said = got
    if shown is None:
        return "refused" if code == 1 and said.startswith("quoth: ") else f"WRONG: exit {code}, {said[:100]!r}"
    assert right[1] is not None
    if {**shown, "problems": 0} == {**right[1], "problems": 0}:
        return "right"
    true = {one["id"]: one for one in right[1]["attributions"]}
    articles = {one["id"]: one for one in right[1]["articles"]}
    if any({**a, "stored": 0} != {**true.get(a["id"], {}), "stored": 0} for a in shown["attributions"]):
        return "WRONG: it shows an attribution that is not so"
    if any(a != articles.get(a["id"]) for a in shown["articles"]):
        return "WRONG: it shows an article that is not so"
    named = " ".join(problem["where"] for problem in shown["problems"])
    missing = [i for i in articles if i not in {a["id"] for a in shown["articles"]}]
    if missing and all(i in named for i in missing):
        return "told"
    return f"WRONG: {len(missing)} articles are missing and not named"


def look(folder: Path, store: Path) -> dict[str, str]:
    """The verdict on each answer that one damaged store gives, and on what a plain reader would have taken from it."""
    news = sorted((folder / "news").glob("*.txt"))
    verdicts = {"plain": plain(folder / "whole.db", store)}
    for what, inputs in (("some", news[::5]), ("all", news)):
        right = json.loads((folder / f"{what}.json").read_text())
        verdicts[what] = verdict(right, ask(store, inputs))
    with Store.open(folder / "whole.db", write=False) as whole:
        true = kept(whole).judgements
    try:
        with Store.open(store, write=False) as opened:
            opened.refuse_damaged()  # as `quoth serve` does before it shows any
            found = kept(opened)
    except StoreError:
        return {**verdicts, "judgements": "refused"}
    if found.judgements != true and not found.problems:
        return {**verdicts, "judgements": "WRONG: not all of them, and no word of it"}
    return {**verdicts, "judgements": "told" if found.problems else "right"}


def plain(whole: Path, damaged: Path) -> str:
    """What comes out of the same file when every row is believed: the baseline."""
    found = []
    for path in (whole, damaged):
        try:
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
                found.append([db.execute(query).fetchall() for query in EVERYTHING])
        except (sqlite3.Error, UnicodeDecodeError):
            return "refused"
    return "right" if found[0] == found[1] else "WRONG: other rows"


def hand(folder: Path, numbers: range, seed: int) -> None:
    """The life of one process: damages a copy for each of `numbers`, and prints what it gives."""
    content = (folder / "whole.db").read_bytes()
    for number in numbers:
        how = HOW[number % len(HOW)]
        store = folder / f"d{number}.db"
        store.write_bytes(damage(content, how, random.Random(f"{seed} {number}")))
        print(json.dumps({"number": number, "how": how, **look(folder, store)}), flush=True)
        for file in folder.glob(f"d{number}.*"):
            file.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stores", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hand", nargs=3, metavar=("FOLDER", "FROM", "UPTO"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.hand:
        hand(Path(args.hand[0]), range(int(args.hand[1]), int(args.hand[2])), args.seed)
        return 0
    figures, passed = measure(args.stores, args.seed)
    print(json.dumps(figures, indent=1))
    return int(not passed)


def measure(stores: int, seed: int) -> tuple[dict[str, Any], bool]:
    """The figures, and whether all of it passed."""
    folder = Path(tempfile.mkdtemp(prefix="quoth-damaged-"))
    counted: dict[str, Counter[str]] = {what: Counter() for what in ("some", "all", "judgements", "plain")}
    wrong, signals, looked = [], 0, 0
    try:
        lay_out(folder)
        began = time.process_time()
        with Store.open(folder / "whole.db") as store:
            store.refuse_damaged()
        cost = time.process_time() - began
        for first in range(0, stores, AT_A_TIME):
            upto = min(stores, first + AT_A_TIME)
            command = [sys.executable, __file__, "--seed", str(seed), "--hand", str(folder), str(first), str(upto)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            signals += done.returncode != 0
            if done.returncode:
                wrong.append(f"exit {done.returncode}: {done.stderr[-300:]}")
            for line in done.stdout.splitlines():
                one = json.loads(line)
                looked += 1
                for what, counts in counted.items():
                    counts[one[what].partition(":")[0]] += 1
                    if one[what].startswith("WRONG") and what != "plain":
                        wrong.append(f"{one['number']} ({one['how']}), {what}: {one[what]}")
        size = (folder / "whole.db").stat().st_size
    finally:
        shutil.rmtree(folder)
    return {
        "stores": looked,
        "of MB": round(size / 1e6, 2),
        **{NAMES[what]: dict(sorted(counts.items())) for what, counts in counted.items()},
        "processes that ended by a signal or an exception": signals,
        "wrong without a word": wrong[:20],
        "seconds to check the whole file when it is opened": round(cost, 4),
    }, looked == stores and not wrong and not signals


if __name__ == "__main__":
    sys.exit(main())
