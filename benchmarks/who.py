"""“Who said this?” in a store of a million: ``python -m benchmarks.who ../shared [--tellings N] [--keep FOLDER]``.

The store is that of `benchmarks.tellings`. Then are asked

- fragments of five words, of planted and of made tellings: time, and whether one that has it stands first;
- the same with a speaker, with a month; speakers, outlets and days without words: time;
- near wordings of planted tellings, with one word changed, or cut in the middle: whether the telling stands first,
  beside plain FTS5 (all words, by BM25) over the same tellings;
- hostile strings: whether any makes an error, or changes the file.

It ends with exit code 1 when a floor is not held; for time that is processor time, since other work may hold the
machine.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.tellings import OUTLETS, build, gold

from quoth.search import Beside, Question, answer

TELLINGS = 1_000_000
QUERIES = 1_000
P50, P95, RECALL = 20.0, 100.0, 95.0  # milliseconds of processor time, twice, and percent
FREE = {"two words", "one word", "thirty words"}  # questions whose time is shown and has no floor
HOSTILE = [
    '"', "'", "''", '""', '" OR 1=1 --', "'; DROP TABLE said; --", "NEAR(a b, 5)", "a AND", "NOT", "OR OR OR", "*",
    "content:a", "said : x", "^a", "(((", ")))", "{a b} : c", "a + b", "-a", "a*", "\\", "%", "_", "\0", "a\0b", "\x1f",
    "\u202eevil", "\ud800", "%s%n", "{{7*7}}", "<script>alert(1)</script>", "../../etc/passwd", "w00000000", "grams",
    "1e309", "-1", "𝕬𝖇𝖈", "ﬁnance", "İ", "ß", "🙂", "a" * 5_000, "a " * 5_000, "the " * 64, "to be or not to be", ";",
    "SELECT * FROM names", "said MATCH 'x'", "\n\n\n", "\t", "0", "٣", "１２", "rank", "bm25(grams)", "\u202e\u2066",
    "‘’“”", "--", "/*", "rowid",
]  # fmt: skip


def naive(beside: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Plain FTS5 over the same tellings."""
    there = path.exists()
    db = sqlite3.connect(path)
    if not there:
        db.execute("CREATE VIRTUAL TABLE plain USING fts5 (text)")
        rows = beside.execute("SELECT number, text FROM said")
        db.executemany("INSERT INTO plain (rowid, text) VALUES (?, ?)", rows)
        db.commit()
    return db


def plainly(db: sqlite3.Connection, words: str) -> str | None:
    """What plain FTS5 has first: all words, by BM25."""
    asked = " ".join(f'"{w}"' for w in re.findall(r"\w+", words))
    row = db.execute("SELECT text FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 1", (asked,)).fetchone()
    return None if row is None else str(row[0])


def first(beside: Beside, question: Question) -> str | None:
    """The words of the telling that stands first."""
    with beside.asked() as db:
        found = answer(db, question).sayings
    return " ".join(s.text for s in found[0].best.content) if found else None


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock, and of processor time."""
    began, cpu = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - cpu)


def quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def changed(words: list[str], others: Sequence[str], chosen: random.Random) -> list[str]:
    """One word for another."""
    at = chosen.randrange(len(words))
    other = chosen.choice([w for w in chosen.sample(others, 5) if w.lower() != words[at].lower()])
    return [*words[:at], other, *words[at + 1 :]]


def shortened(words: list[str], chosen: random.Random) -> list[str]:
    """Two to four words cut out of the middle."""
    out = chosen.randint(2, 4)
    at = (len(words) - out) // 2
    return words[:at] + words[at + out :]


def window(words: list[str], length: int, chosen: random.Random) -> list[str]:
    at = chosen.randrange(max(1, len(words) - length + 1))
    return words[at : at + length]


def folded(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.lower())
    return f" {' '.join(words)} "


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--tellings", type=int, default=TELLINGS)
    parser.add_argument("--keep", type=Path, help="make the store in this folder, or use the one that is there")
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--show", action="store_true", help="print near wordings that did not come first")
    args = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        build(args.shared, folder / "million.db", args.tellings)
        made = time.perf_counter() - began
        with Beside(folder / "million.db") as beside:
            began = time.perf_counter()
            beside.refresh()
            (count,) = beside.db.execute("SELECT count(*) FROM said").fetchone()
            sizes = [(folder / f"million.db{end}").stat().st_size / 1e6 for end in ("", "-who")]
            took = time.perf_counter() - began
            print(f"{count:,} tellings: store {sizes[0]:,.0f} MB, made in {made:.0f} s")
            print(f"file to search {sizes[1]:,.0f} MB, made in {took:.0f} s (0: they were there)")
            return measure(beside, naive(beside.db, folder / "plain.db"), args)


def measure(beside: Beside, plain: sqlite3.Connection, args: argparse.Namespace) -> int:
    """Prints every figure; 1 when a floor is not held."""
    chosen = random.Random(2)
    planted = [c.split() for c in gold(args.shared)[0]]
    held = [w for w in planted if len(w) >= 8]
    others = [w for words in held for w in words if w.isalpha()]
    fragments = _fragments(beside, held, args.queries, chosen)
    texts = [" ".join(f) for f in fragments]
    quick = _times(beside, plain, texts, _asked(beside, fragments, held, others, chosen))
    found = _recall(beside, plain, texts, args.queries)
    near = _near(beside, plain, held, others, chosen=chosen, args=args)
    whole = _attacked(beside, chosen)
    return 0 if quick and found and near and whole else 1


def _fragments(beside: Beside, held: list[list[str]], queries: int, chosen: random.Random) -> list[list[str]]:
    """Five words side by side, half of them out of planted contents, half out of made ones."""
    rows = beside.db.execute("SELECT max(number) FROM said").fetchone()[0]
    numbers = [chosen.randint(1, rows) for _ in range(queries)]
    made = [beside.db.execute("SELECT text FROM said WHERE number = ?", (n,)).fetchone()[0].split() for n in numbers]
    fragments = [window(chosen.choice(held), 5, chosen) for _ in range(queries // 2)]
    return fragments + [window(w, 5, chosen) for w in made if len(w) >= 5][: queries // 2]


def _asked(
    beside: Beside, fragments: list[list[str]], held: list[list[str]], others: list[str], chosen: random.Random
) -> dict[str, list[Question]]:
    """Questions of each kind that is timed, as many of each as there are `fragments`."""
    speakers = [n for (n,) in beside.db.execute("SELECT name FROM names WHERE kind = 'speaker' LIMIT 20000").fetchall()]
    texts = [" ".join(f) for f in fragments]
    month = [f"2015-{chosen.randint(1, 12):02}" for _ in texts]
    whose = [chosen.choice(speakers) for _ in texts]
    long = [h for h in held if len(h) > 20]
    return {
        "five words": [Question(t) for t in texts],
        "five words, --exact": [Question(t, exact=True) for t in texts],
        "five words, one changed": [Question(" ".join(changed(f, others, chosen))) for f in fragments],
        "five words and a speaker": [Question(t, by=w) for t, w in zip(texts, whose, strict=True)],
        "five words and a month": [Question(t, since=m, until=m) for t, m in zip(texts, month, strict=True)],
        "two words": [Question(" ".join(window(f, 2, chosen))) for f in fragments],
        "one word": [Question(chosen.choice(f)) for f in fragments],
        "thirty words": [Question(" ".join(w[:30])) for w in chosen.choices(long, k=len(texts))],
        "a speaker": [Question(by=w) for w in whose],
        "a surname": [Question(by=w.split()[-1]) for w in whose],
        "an outlet and a month": [
            Question(outlet=f"Outlet {chosen.randrange(OUTLETS)}", since=m, until=m) for m in month
        ],
        "a speaker and a month": [Question(by=w, since=m, until=m) for w, m in zip(whose, month, strict=True)],
    }


def _times(
    beside: Beside, plain: sqlite3.Connection, texts: list[str], asked: Mapping[str, Sequence[Question]]
) -> bool:
    """Prints how long each kind takes, plain FTS5 below; whether the kinds that have a floor are quick enough."""
    head = f"{'milliseconds, of ' + format(len(texts), ','):34}{'p50':>8}{'p95':>8}{'worst':>8}"
    print(f"\n{head}{'processor p50':>15}{'p95':>8}")

    def row(name: str, asks: Iterable[Callable[[], object]]) -> bool:
        wall, cpu = zip(*map(timed, asks), strict=True)
        halfway, slow = quantile(cpu, 0.5), quantile(cpu, 0.95)
        print(
            f"{name:34}{quantile(wall, 0.5):8.1f}{quantile(wall, 0.95):8.1f}{max(wall):8.1f}{halfway:15.1f}{slow:8.1f}"
        )
        return name in FREE or (halfway <= P50 and slow <= P95)

    quick = [row(name, (partial(first, beside, q) for q in questions)) for name, questions in asked.items()]
    row("plain FTS5, five words", (partial(plainly, plain, t) for t in texts))
    return all(quick)


def _recall(beside: Beside, plain: sqlite3.Connection, texts: list[str], queries: int) -> bool:
    """Prints how often five words stand first to the letter; whether often enough."""
    print(f"\n{'stands first, of ' + format(queries, ',') + ' each':44}{'quoth':>8}{'plain FTS5':>12}")
    right = sum(folded(t) in folded(first(beside, Question(t)) or "") for t in texts)
    base = sum(folded(t) in folded(plainly(plain, t) or "") for t in texts)
    print(f"{'five words to the letter':44}{100 * right / len(texts):7.1f}%{100 * base / len(texts):11.1f}%")
    return 100 * right / len(texts) >= RECALL


def _near(
    beside: Beside,
    plain: sqlite3.Connection,
    held: list[list[str]],
    others: list[str],
    *,
    chosen: random.Random,
    args: argparse.Namespace,
) -> bool:
    """Prints how often what a wording was made from stands first; whether often enough over all."""
    tests: dict[str, Callable[[list[str]], list[str]]] = {
        "one word changed in 6": lambda w: changed(window(w, 6, chosen), others, chosen),
        "one word changed in 8": lambda w: changed(window(w, 8, chosen), others, chosen),
        "one word changed in up to 15": lambda w: changed(window(w, 15, chosen), others, chosen),
        "cut in the middle, from 10 words": lambda w: shortened(window(w, 10, chosen), chosen),
        "cut in the middle, from up to 20 words": lambda w: shortened(window(w, 20, chosen), chosen),
    }
    near = 0
    for name, alter in tests.items():
        right = base = 0
        for _ in range(args.queries):
            target = chosen.choice([w for w in held if len(w) >= 10] if "cut" in name else held)
            text, goal = " ".join(alter(target)), folded(" ".join(target))
            got = first(beside, Question(text)) or ""
            right += folded(got) == goal
            base += folded(plainly(plain, text) or "") == goal
            if args.show and folded(got) != goal:
                print(f"  asked {text!r}\n  wanted {' '.join(target)[:200]!r}\n  got    {got[:200]!r}")
        near += right
        print(f"{name:44}{100 * right / args.queries:7.1f}%{100 * base / args.queries:11.1f}%")
    share = 100 * near / (args.queries * len(tests))
    print(f"{'near wordings together':44}{share:7.1f}%")
    return share >= RECALL


def _attacked(beside: Beside, chosen: random.Random) -> bool:
    """Prints what hostile strings do; whether none made an error, nor changed the file."""
    before = beside.db.execute("SELECT count(*), total(number) FROM said").fetchone()
    strings = HOSTILE + [
        "".join(chosen.choices("\"'()*:^+-{}ANDORTNE ,;%_\\\0\x1fäß“”🙂ab", k=chosen.randint(1, 80)))
        for _ in range(1_000)
    ]
    errors = []
    for text in strings:
        ways = (Question(text), Question(by=text), Question("the", by=text, outlet=text), Question(text, typed=True))
        for question in ways:
            try:
                first(beside, question)
            except Exception as error:
                errors.append((text, error))
    same = beside.db.execute("SELECT count(*), total(number) FROM said").fetchone() == before
    state = "the same" if same else "CHANGED"
    print(f"\n{len(strings):,} hostile strings, four ways each: {len(errors)} errors, the file {state}")
    for text, error in errors[:5]:
        print(f"  {text[:60]!r}: {error!r}")
    return same and not errors


if __name__ == "__main__":
    sys.exit(main())
