"""Kinds of change and meaning against the hand labels: `python benchmarks/changes.py [--show]`.

Reads ../shared/labels/records.jsonl: a quotation and the passage of the transcript that it quotes, for every label
`changed` or `verbatim`; the alignment is given its passage, which `quoth check` must find by itself. Counts as
shared/score/records.py does. The baseline is difflib's opcodes over lower-cased words, with meaning never flagged.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from quoth.sayings.collate.change import changes
from quoth.sayings.words import words

Method = Callable[[str, str], tuple[set[str], bool]]
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pairs(shared: Path = SHARED) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for line in (shared / "labels/records.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["verdict"] == "absent" or not label["record_text"]:
            continue
        article = json.loads((shared / f"data/records/articles/{label['article']}.json").read_text(encoding="utf-8"))
        yield article["content_original"][label["start"] : label["end"]], label["record_text"], label


def ours(record: str, quotation: str) -> tuple[set[str], bool]:
    found = changes(words(record), words(quotation))
    return set(found.changes), bool(found.meanings)


def naive(record: str, quotation: str) -> tuple[set[str], bool]:
    a, b = (re.findall(r"\w+", t.lower()) for t in (record, quotation))
    named = {"delete": "silent_cut", "insert": "silent_insertion", "replace": "replacement"}
    return {
        named[op[0]] for op in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if op[0] != "equal"
    }, False


def scored(method: Method, shared: Path = SHARED, *, show: bool = False) -> dict[str, float]:
    c, kinds = Counter(), Counter()
    for quotation, record, label in pairs(shared):
        got, meaning = method(record, quotation)
        want = set(label["changes"])
        if label["verdict"] == "changed":
            c["tp"] += len(want & got)
            c["p"] += len(got)
            c["g"] += len(want)
            c["whole"] += want == got
            c["changed"] += 1
            for kind in want | got:
                kinds[kind, "both" if kind in want & got else "missed" if kind in want else "false"] += 1
        else:
            c["verbatim"] += 1
            c["verbatim flagged"] += bool(got)
        c["meaning"] += label["meaning"]
        c["hit"] += label["meaning"] and meaning
        c["plain"] += not label["meaning"]
        c["alarm"] += meaning and not label["meaning"]
        if show and (want != got or meaning != label["meaning"]):
            print(
                f"Q {quotation}\nR {record}\n  label {sorted(want)} {label['meaning']}\n  said  {sorted(got)} {meaning}"
            )
            print(
                "  missed",
                sorted(want - got),
                "false",
                sorted(got - want),
                changes(words(record), words(quotation)).meanings,
                "\n",
            )
    p, r = c["tp"] / max(c["p"], 1), c["tp"] / max(c["g"], 1)
    if show:
        for kind in sorted({k for k, _ in kinds}):
            print(f"{kind:18}", *(f"{how} {kinds[kind, how]:3}" for how in ("both", "missed", "false")))
    return {
        "P": 100 * p, "R": 100 * r, "F1": 200 * p * r / max(p + r, 1e-9), "whole": c["whole"], "changed": c["changed"],
        "meaning": c["meaning"], "hit": c["hit"], "plain": c["plain"], "alarm": c["alarm"],
        "verbatim": c["verbatim"], "verbatim flagged": c["verbatim flagged"],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print every label that was not met")
    args = parser.parse_args()
    for name, method in (("naive difflib", naive), ("quoth", ours)):
        s = scored(method, show=args.show and method is ours)
        print(
            f"{name:14} kinds P {s['P']:.1f} R {s['R']:.1f} F1 {s['F1']:.1f}, all right {s['whole']}/{s['changed']}; "
            f"meaning found {s['hit']}/{s['meaning']}, false {s['alarm']}/{s['plain']}; "
            f"verbatim called changed {s['verbatim flagged']}/{s['verbatim']}"
        )


if __name__ == "__main__":
    main()
