"""Quotations against transcripts: ``python benchmarks/records.py ../shared [--all] [--show]``.

On the labels of records.jsonl: verdict, kinds of change, `meaning` and located passage, counted as
shared/score/records.py counts, beside the baseline of exact substring after folding, else best partial ratio with its
threshold tuned on these labels. Then quotations against transcripts of other events, of which none should be found.
With ``--all`` every article of data/records against its transcripts in one run, network included: counts per verdict,
and the time.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import quoth
from quoth.records import Index, check_article
from quoth.records.check import check_quotation
from quoth.records.quotations import quoted_spans
from quoth.records.reading import read
from quoth.sayings.words import words
from quoth.types import Article, Attributed, Span

FOREIGN = 600  # quotations that are held against a transcript of another event

Found = dict[str, Any]
Method = Callable[[str, int, int, Index], Found]


@cache
def records(shared: Path) -> Mapping[str, Index]:
    """The transcripts by file name."""
    found = list(read([shared / "data/records/transcripts"]))
    return {Path(one.path).name: Index.of(one) for one in found if hasattr(one, "turns")}


def text_of(shared: Path, article: str) -> str:
    whole = json.loads((shared / f"data/records/articles/{article}.json").read_text(encoding="utf-8"))
    return str(whole["content_original"])


def labels(shared: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (shared / "labels/records.jsonl").read_text(encoding="utf-8").splitlines()]


_BY_ID: dict[int, Index] = {}
_NOT_LISTED: Found = {"verdict": "not listed", "changes": [], "meaning": False, "record_text": ""}


def ours(text: str, start: int, end: int, index: Index) -> Found:
    """What ``quoth check`` says of the quotation that covers more than half of the label."""
    article = Article("a", "a", text)

    def shared_with(span: Span) -> int:
        return min(span.end, end) - max(span.start, start)

    best = max(quoted_spans(article), key=shared_with, default=None)
    if best is None or shared_with(best) <= (end - start) / 2:
        return _NOT_LISTED
    return check_quotation(text, best, words(best.text, best.start), None, [index]).to_dict()


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub("[’']", "", text.lower())))


@cache
def _folded_record(index_id: int) -> str:
    return _folded(_BY_ID[index_id].record.text)


def naive(text: str, start: int, end: int, index: Index) -> Found:
    """Exact substring after folding, else the best partial ratio: `score` is left to a threshold."""
    from rapidfuzz import fuzz

    _BY_ID[id(index)] = index
    quotation, record = _folded(text[start:end]), _folded_record(id(index))
    if quotation in record:
        return {"verdict": "verbatim", "changes": [], "meaning": False, "record_text": quotation, "score": 100.0}
    at = fuzz.partial_ratio_alignment(quotation, record)
    passage = record[at.dest_start : at.dest_end] if at else ""
    a, b = passage.split(), quotation.split()
    kinds = {"silent_cut"} if len(a) > len(b) else {"silent_insertion"} if len(b) > len(a) else {"replacement"}
    score = at.score if at else 0.0
    return {"verdict": "changed", "changes": sorted(kinds), "meaning": False, "record_text": passage, "score": score}


def tuned(found: Sequence[Found], gold: Sequence[Mapping[str, Any]]) -> tuple[list[Found], float]:
    """`found` with what lies under the best threshold for these very labels called absent, and that threshold."""

    def cut(at: float) -> list[Found]:
        nothing = {"verdict": "absent", "changes": [], "meaning": False, "record_text": ""}
        return [f if f["score"] >= at else nothing for f in found]

    best = max(range(40, 101), key=lambda at: scored(cut(at), gold)["verdict"])
    return cut(best), float(best)


def scored(found: Sequence[Found], gold: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The figures of shared/score/records.py, in percent."""
    c: Counter[str] = Counter()
    for one, label in zip(found, gold, strict=True):
        c["right"] += one["verdict"] == label["verdict"]
        if label["verdict"] == "changed":
            want, got = set(label["changes"]), set(one["changes"]) if one["verdict"] == "changed" else set()
            c["both"], c["said"], c["wanted"] = (
                c["both"] + len(want & got),
                c["said"] + len(got),
                c["wanted"] + len(want),
            )
        if label["meaning"]:
            c["meaning"] += 1
            c["flagged"] += bool(one["meaning"])
        elif label["verdict"] != "absent":
            c["plain"] += 1
            c["alarm"] += bool(one["meaning"])
        if label["verdict"] != "absent" and label["record_text"]:
            w, g = ({*re.findall(r"\w+", (t or "").lower())} for t in (label["record_text"], one["record_text"]))
            c["passages"] += 1
            c["located"] += 2 * len(w & g) >= len(w) and 2 * len(w & g) >= len(g)
    return {
        "verdict": 100 * c["right"] / len(gold),
        "kinds": 200 * c["both"] / max(c["said"] + c["wanted"], 1),
        "meaning": 100 * c["flagged"] / max(c["meaning"], 1),
        "alarms": 100 * c["alarm"] / max(c["plain"], 1),
        "located": 100 * c["located"] / max(c["passages"], 1),
    }


def on_labels(shared: Path, method: Method) -> list[Found]:
    texts: dict[str, str] = {}
    return [
        method(
            texts.setdefault(x["article"], text_of(shared, x["article"])),
            x["start"],
            x["end"],
            records(shared)[x["transcript"]],
        )
        for x in labels(shared)
    ]


def foreign(shared: Path, *, most: int = FOREIGN) -> Counter[str]:
    """Verdicts of quotations against a transcript of another event, drawn with a fixed seed."""
    chosen = random.Random(5)
    told = _told(shared)
    counts: Counter[str] = Counter()
    for article in chosen.sample(sorted(told), len(told)):
        other = chosen.choice([name for name in sorted(records(shared)) if name not in told[article]])
        checked = check_article(
            Attributed(Article(article, article, text_of(shared, article))), [records(shared)[other]]
        )
        for q in chosen.sample(checked.quotations, min(6, len(checked.quotations))):
            counts[q.verdict] += 1
        if counts.total() >= most:
            break
    return counts


def _told(shared: Path) -> dict[str, list[str]]:
    lines = (shared / "data/records/pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["article"]: one["transcripts"] for one in map(json.loads, lines)}


def everything(shared: Path) -> Iterator[str]:
    """All articles against their transcripts in one run, with the network: counts per verdict, and the time."""
    told = _told(shared)
    records.cache_clear()
    began, cpu = time.perf_counter(), time.process_time()
    indexes = records(shared)
    made = time.process_time() - cpu
    fields = {"text": "content_original", "outlet": "source", "title": "title", "published": "date"}
    verdicts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    articles = meaning = 0
    checking = 0.0
    for one in quoth.attribute(quoth.read([shared / "data/records/articles"], fields=fields)):
        if not isinstance(one, Attributed):
            yield f"set aside: {one.where}: {one.message}"
            continue
        articles += 1
        before = time.process_time()
        checked = check_article(one, [indexes[name] for name in told[one.article.id]])
        checking += time.process_time() - before
        for q in checked.quotations:
            verdicts[q.verdict] += 1
            kinds.update(q.changes)
            meaning += q.meaning
    yield (
        f"{articles} articles, {verdicts.total():,} quotations of five words or more: "
        + ", ".join(f"{verdicts[v]:,} {v}" for v in ("verbatim", "changed", "absent"))
    )
    yield "changed: " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()) + f"; meaning flagged {meaning}"
    yield (
        f"{time.process_time() - cpu:.0f} s of processor time ({time.perf_counter() - began:.0f} s on the clock), of "
        f"which {made:.1f} s to read and index {len(indexes)} transcripts and {checking:.1f} s to check"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--all", action="store_true", help="every article, with the network (minutes)")
    parser.add_argument("--show", action="store_true", help="print every label that was not met")
    args = parser.parse_args()
    shared = args.shared.resolve()
    gold = labels(shared)
    baseline, threshold = tuned(on_labels(shared, naive), gold)
    found = on_labels(shared, ours)
    print(f"{len(gold)} labels{'':28}verdict  kinds F1  meaning found  false alarms  located")
    for name, one in ((f"substring, else ratio >= {threshold:.0f}", baseline), ("quoth", found)):
        s = scored(one, gold)
        print(
            f"{name:36}{s['verdict']:9.1f}{s['kinds']:10.1f}{s['meaning']:15.1f}{s['alarms']:14.1f}{s['located']:9.1f}"
        )
    for (want, got), n in sorted(
        Counter((x["verdict"], f["verdict"]) for x, f in zip(gold, found, strict=True)).items()
    ):
        print(f"  label {want:9} quoth {got:11} {n}")
    print("against transcripts of other events:", dict(foreign(shared)))
    if args.show:
        for label, one in zip(gold, found, strict=True):
            if label["verdict"] != one["verdict"] or set(label["changes"]) != set(one["changes"]):
                print(
                    label["article"], label["start"], label["verdict"], label["changes"], one["verdict"], one["changes"]
                )
    if args.all:
        for line in everything(shared):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
