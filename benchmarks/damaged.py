"""Six hundred damaged stores: never a wrong answer without a word, never a signal.

    python benchmarks/damaged.py [--stores 600] [--seed 1] [--resume FILE]

A third each: 1 to 64 bytes altered anywhere, the file cut anywhere, 1 to 3 pages zeroed. On each, the real commands
(with the small engine of the tests, so that what takes time is the store), each on a copy of its own: `trace` of a
fifth of the articles, whose companions come from the store, then of all of them, with what was edited in them; the
judgements; `who`; `watch`; and the index that the page is served from. Then the files that are derived from a store are
damaged themselves, beside a store that is whole. Passed is, for each answer: it is the right one; or it was refused, in
words; or everything it shows is right and each article that is missing is named in its problems ("told"). Beside it
what a reader that believes every row would have taken from the same files.

With ``--resume FILE`` what was found is kept there, and the next run goes on behind it. Prints one JSON object; exits 1
when a single answer was wrong without a word.
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
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from engine import SMALL  # noqa: E402
from quoth.cli import main as quoth  # noqa: E402
from quoth.errors import StoreError  # noqa: E402
from quoth.judgements import Judgement  # noqa: E402
from quoth.page.app.index.file import Index  # noqa: E402
from quoth.page.app.index.refresh import refresh  # noqa: E402
from quoth.search import Question, who  # noqa: E402
from quoth.store import Store, keep, kept  # noqa: E402

ARTICLES = 40
JUDGEMENTS = 20
EDITED = 7  # every so many articles had other words before
PAGE = 4096
AT_A_TIME = 25  # damaged stores that one process looks at: a signal would end it
HOW = ("bytes altered", "cut", "zeroed pages")
NAMES = {
    "some": "trace of a fifth, the others from the store",
    "all": "then trace of all",
    "judgements": "the judgements",
    "who": "who, four questions",
    "watch": "watch, one round",
    "page": "the page's index",
    "who file": "who, its own file damaged",
    "page file": "the page, its index damaged",
    "plain": "baseline: every row believed",
}
EVERYTHING = (
    "SELECT place, id FROM articles ORDER BY 1",
    "SELECT article, number, kept_at, made_by, text, facts, problems FROM revisions ORDER BY 1, 2",
    "SELECT * FROM attributions ORDER BY 1, 2",
    "SELECT id, line FROM judgements ORDER BY number",
)
QUESTIONS = (
    Question("shut for 3 days and 2 hours"),
    Question("hours"),
    Question(by="Varga7"),
    Question("drum and vial"),
)
SYLLABLES = ("bar", "kel", "mon", "tis", "rup", "lad", "fen", "gor", "wex", "hul", "pim", "sot")

Answer = tuple[int, dict[str, Any] | None, str]


def lay_out(folder: Path) -> None:
    """Articles of several lengths and one first word, some edited, in a store that has judgements and is watched."""
    news = folder / "news"
    news.mkdir()
    dice = random.Random(5)
    texts = {}
    for n in range(ARTICLES):
        own = ["".join(dice.choices(SYLLABLES, k=3)) for _ in range(12)]  # so that the page has many stories
        quotes = [f"Varga{n} said “{own[i]} shut for {n} days and {i} hours”." for i in range(dice.choice((1, 2, 6)))]
        filler = " ".join(" ".join(dice.sample(own, 4)).capitalize() + "." for _ in range(dice.choice((2, 10, 100))))
        texts[f"r{n:02}.txt"] = f"Bridge: {' '.join(quotes)} {filler}"
    for words in ("shut, or nearly so, for", "shut for"):
        for n, (name, text) in enumerate(texts.items()):
            (news / name).write_text(text.replace("shut for", words) if n % EDITED == 0 else text)
        papers = sorted(news.glob("*.txt"))
        ask(folder / "whole.db", papers)
    with Store.open(folder / "whole.db") as store:
        ids = [f"{n:032x}" for n in range(JUDGEMENTS)]
        undo = [Judgement(i, "undo", "A. Reader", "2026-11-22T00:00:00Z", why=f"No. {i}", undoes=i) for i in ids]
        for one in undo:
            keep(store, [one])
    watched(folder / "whole.db", [news])
    (folder / "more").mkdir()
    for n in (1, 2):
        (folder / f"more/new{n}.txt").write_text(texts["r01.txt"].replace("Varga1", f"Okafor{n}"))
    (folder / "more/r00.txt").write_text(texts["r00.txt"].replace("days and 0 hours", "days and nights"))
    for what, inputs in (("some", papers[::5]), ("all", papers)):
        copy = copied(folder / "whole.db", folder / f"right-{what}.db")
        (folder / f"{what}.json").write_text(json.dumps(ask(copy, inputs)))
    copied(folder / "whole.db", folder / "right.db")
    right = {
        "watch": watched(copied(folder / "whole.db", folder / "right-watch.db"), [news, folder / "more"]),
        "who": asked(folder / "right.db"),
        "page": paged(folder / "right.db"),
    }
    assert all(shown for code, shown, _ in right.values() if code == 0), right
    (folder / "right.json").write_text(json.dumps(right))


def copied(store: Path, to: Path) -> Path:
    """A copy of a store at rest, and of what was derived from it."""
    for file in store.parent.glob(f"*{store.name}*"):
        if not file.name.endswith(("-lock", "-watch")):
            shutil.copy(file, to.parent / file.name.replace(store.name, to.name))
    return to


def ask(store: Path, inputs: list[Path]) -> Answer:
    """Exit code, the synopsis, and what was said on stderr."""
    out = store.with_suffix(".json")
    out.unlink(missing_ok=True)
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        given = [*map(str, inputs), "--store", str(store), "--format", "json", "-o", str(out)]
        code = quoth(["trace", *given], engine=SMALL)
    return code, json.loads(out.read_text()) if out.exists() else None, said.getvalue()


def watched(store: Path, inputs: list[Path]) -> Answer:
    """One round of ``quoth watch``: its news by their ids."""
    out = store.with_suffix(".jsonl")
    out.unlink(missing_ok=True)
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        given = [*map(str, inputs), "--once", "--store", str(store), "--format", "json", "-o", str(out)]
        code = quoth(["watch", *given], engine=SMALL)
    lines = [json.loads(line) for line in out.read_text().splitlines()] if out.exists() else []
    return code, {one["id"]: {**one, "at": "", "seen": ""} for one in lines} if code == 0 else None, said.getvalue()


def asked(store: Path) -> Answer:
    """The tellings that answer each of `QUESTIONS`, and who was first seen."""
    found: dict[str, Any] = {}
    said: set[str] = set()
    try:
        for n, question in enumerate(QUESTIONS):
            answer = who(store, question, 100).to_dict()
            for saying in answer["sayings"]:
                for telling in saying["tellings"]:
                    del telling["score"]  # how rare a word is depends on the other articles, and so do both
                    if telling.pop("how") == "same saying":  # of these only so many are shown
                        continue
                    found[f"{n} {telling['id']}"] = [saying["saying"], telling]
            said |= {problem["where"] for problem in answer.get("problems", ())}
    except StoreError as error:
        return 1, None, f"quoth: {error}"
    return 0, found, " ".join(sorted(said))


def paged(store: Path) -> Answer:
    """What the page's index has of each article and each telling."""
    try:
        with Store.open(store) as opened:
            opened.refuse_damaged()  # as `quoth serve` does before it begins
    except StoreError as error:
        return 1, None, f"quoth: {error}"
    index = Index(store)
    try:
        with Store.open(store, write=False) as opened:
            refresh(opened, index, lambda *_: None)
        with index.reading() as db:
            found: dict[str, Any] = dict(map(tuple, db.execute("SELECT id, read FROM articles").fetchall()))
            query = (
                "SELECT tellings.id, kind, content, articles.id "
                "FROM tellings JOIN words USING (telling) JOIN articles USING (article)"
            )
            found |= {row[0]: list(row) for row in db.execute(query).fetchall()}
            said = " ".join(row[0] for row in db.execute('SELECT "where" FROM problems').fetchall())
    except StoreError as error:
        return 1, None, f"quoth: {error}"
    finally:
        index.close()
    return 0, found, said


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


def statements(shown: dict[str, Any]) -> dict[str, Any]:
    """What a synopsis says of each statement, however it is divided: that depends on the other articles."""
    found: dict[str, Any] = {}
    for a in shown["attributions"]:
        own = {k: v for k, v in a.items() if k not in {"id", "kind", "content", "part_of", "stored", "inside"}}
        known, letters = found.setdefault(a.get("part_of", a["id"]), (own, {}))
        assert known == own
        letters |= {s["start"] + n: c for s in a["content"] for n, c in enumerate(s["text"]) if c.isalnum()}
    return found


def verdict(right: Answer, got: Answer) -> str:
    """Whether a synopsis is "right", "refused" or "told", or else what is wrong with it."""
    code, shown, said = got
    if shown is None:
        return "refused" if code == 1 and said.startswith("quoth: ") else f"WRONG: exit {code}, {said[:100]!r}"
    assert right[1] is not None
    if {**shown, "problems": 0} == {**right[1], "problems": 0}:
        return "right"
    true = statements(right[1])
    articles = {one["id"]: one for one in right[1]["articles"]}
    if any(true.get(i) != one for i, one in statements(shown).items()):
        return "WRONG: it shows an attribution that is not so"
    if any(a != articles.get(a["id"]) for a in shown["articles"]):
        return "WRONG: it shows an article that is not so"
    edits = right[1].get("revisions", [])
    named = " ".join(problem["where"] for problem in shown["problems"])
    undated = [{**one, "at": 0} for one in edits]  # of an article that was damaged: since when is said not to be known
    if any(
        one not in edits and not (one["article"] in named and {**one, "at": 0} in undated)
        for one in shown.get("revisions", [])
    ):
        return "WRONG: it shows an edit that is not so"
    missing = [i for i in articles if i not in {a["id"] for a in shown["articles"]}]
    missing += [one["article"] for one in edits if one not in shown.get("revisions", [])]
    return _told(missing, named)


def among(right: Answer, got: Answer) -> str:
    """The same of an answer whose things have ids that begin or end with their article's."""
    code, shown, said = got
    if shown is None:
        return "refused" if code == 1 and said.startswith("quoth: ") else f"WRONG: exit {code}, {said[:100]!r}"
    assert right[1] is not None
    if shown == right[1]:
        return "right"
    other = [i for i, one in shown.items() if one != right[1].get(i) and not _lessened(i, one, right[1].get(i), said)]
    if other:
        return f"WRONG: it shows what is not so: {other[0]}"
    less = [i for i, one in right[1].items() if one != shown.get(i)]
    return _told([_article(i, right[1][i]) for i in less], said)


def _lessened(name: str, thing: Any, true: Any, said: str) -> bool:
    """Whether a telling is shown as it is, but without its saying, and its article is said to be damaged."""
    told = _article(name, true) in said
    return told and isinstance(thing, list) and bool(true) and thing[0] is None and thing[1:] == true[1:]


def _article(name: str, thing: Any) -> str:
    """The id of the article that a thing of an answer stands in."""
    if isinstance(thing, dict):
        return str(thing["article"])
    return name.rpartition(" ")[2].partition(":")[0]


def _told(missing: Iterable[str], said: str) -> str:
    lost = sorted(set(missing))
    unsaid = [i for i in lost if i not in said]
    if lost and not unsaid:
        return "told"
    return (
        f"WRONG: {len(unsaid)} articles are missing and not named" if lost else "WRONG: other, and nothing is missing"
    )


def look(folder: Path, store: Path, how: str, dice: random.Random) -> dict[str, str]:
    """The verdict on each answer that one damaged store gives, and on what a plain reader would have taken from it."""
    news = sorted((folder / "news").glob("*.txt"))
    rights = json.loads((folder / "right.json").read_text())
    verdicts = {"plain": plain(folder / "whole.db", store)}
    for what, does in (("who", asked), ("page", paged)):
        verdicts[what] = among(rights[what], does(copied(store, store.with_name(f"{what}-{store.name}"))))
    got = watched(copied(store, store.with_name(f"watch-{store.name}")), [folder / "news", folder / "more"])
    verdicts["watch"] = among(rights["watch"], got)
    verdicts["judgements"] = judged(folder / "whole.db", copied(store, store.with_name(f"judged-{store.name}")))
    for what, inputs in (("some", news[::5]), ("all", news)):
        verdicts[what] = verdict(json.loads((folder / f"{what}.json").read_text()), ask(store, inputs))
    for what, does, end in (("who", asked, "-who"), ("page", paged, "-page")):
        beside = copied(folder / "right.db", store.with_name(f"{what}-beside-{store.name}"))
        file = beside.with_name(f"{beside.name}{end}")
        file.write_bytes(damage(file.read_bytes(), how, dice))
        verdicts[f"{what} file"] = among(rights[what], does(beside))
    return verdicts


def judged(whole: Path, store: Path) -> str:
    with Store.open(whole, write=False) as opened:
        true = kept(opened).judgements
    try:
        with Store.open(store, write=False) as opened:
            opened.refuse_damaged()  # as `quoth serve` does before it shows any
            found = kept(opened)
    except StoreError:
        return "refused"
    if found.judgements != true and not found.problems:
        return "WRONG: not all of them, and no word of it"
    return "told" if found.problems else "right"


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
        how, dice = HOW[number % len(HOW)], random.Random(f"{seed} {number}")
        store = folder / f"d{number}.db"
        store.write_bytes(damage(content, how, dice))
        print(json.dumps({"number": number, "how": how, **look(folder, store, how, dice)}), flush=True)
        for file in folder.glob(f"*d{number}.*"):
            file.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stores", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", type=Path, metavar="FILE", help="keep what was found here, and go on behind it")
    parser.add_argument("--hand", nargs=3, metavar=("FOLDER", "FROM", "UPTO"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.hand:
        hand(Path(args.hand[0]), range(int(args.hand[1]), int(args.hand[2])), args.seed)
        return 0
    figures, passed = measure(args.stores, args.seed, args.resume)
    print(json.dumps(figures, indent=1))
    return int(not passed)


def measure(stores: int, seed: int, resume: Path | None = None) -> tuple[dict[str, Any], bool]:
    """The figures, and whether all of it passed."""
    folder = Path(tempfile.mkdtemp(prefix="quoth-damaged-"))
    known = [json.loads(line) for line in resume.read_text().splitlines()] if resume and resume.exists() else []
    found = {one["number"]: one for one in known if one["number"] < stores}
    broke = []
    try:
        lay_out(folder)
        began = time.process_time()
        with Store.open(folder / "whole.db") as store:
            store.refuse_damaged()
        cost = time.process_time() - began
        for first in range(0, stores, AT_A_TIME):
            upto = min(stores, first + AT_A_TIME)
            if all(n in found for n in range(first, upto)):
                continue
            command = [sys.executable, __file__, "--seed", str(seed), "--hand", str(folder), str(first), str(upto)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                broke.append(f"exit {done.returncode}: {done.stderr[-300:]}")
            found |= {one["number"]: one for one in map(json.loads, done.stdout.splitlines())}
            if resume:
                resume.write_text("".join(json.dumps(one) + "\n" for one in found.values()))
            print(f"damaged: {len(found)} of {stores}", file=sys.stderr, flush=True)
        size = (folder / "whole.db").stat().st_size
    finally:
        shutil.rmtree(folder)
    counted = {what: Counter(one[what].partition(":")[0] for one in found.values()) for what in NAMES}
    wrong = [
        f"{one['number']} ({one['how']}), {what}: {one[what]}"
        for one in found.values()
        for what in NAMES
        if what != "plain" and one[what].startswith("WRONG")
    ]
    return {
        "stores": len(found),
        "of MB": round(size / 1e6, 2),
        **{NAMES[what]: dict(sorted(counts.items())) for what, counts in counted.items()},
        "processes that ended by a signal or an exception": len(broke),
        "wrong without a word": [*broke, *wrong][:20],
        "seconds to check the whole file when it is opened": round(cost, 4),
    }, len(found) == stores and not wrong and not broke


if __name__ == "__main__":
    sys.exit(main())
