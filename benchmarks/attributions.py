"""Attributions on PolNeAR dev, beside what a plain rule finds: ``python benchmarks/attributions.py ../shared``.

Scored by the scorer in ``shared/score/attributions.py``. The human row is the mean agreement of two annotators on
twenty other articles (shared/field/attributions.md, section 1c); it is printed for comparison, not measured here.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quoth.attributions import attribute_article
from quoth.evaluate.rule import rule as sentences_with_verbs
from quoth.model.network import load
from quoth.types import Article

Relations = list[dict[str, list[tuple[int, int]]]]


def rule(text: str) -> Relations:
    """The naive baseline of ``quoth evaluate`` (`quoth.evaluate.rule`)."""
    return [{"source": [*r.source], "cue": [*r.cue], "content": [*r.content]} for r in sentences_with_verbs(text)]


def network() -> Callable[[str], Relations]:
    """What quoth finds."""
    loaded = load()

    def found(text: str) -> Relations:
        attributed = attribute_article(Article("a", "a.txt", text), loaded)
        return [
            {role: [(s.start, s.end) for s in getattr(a, role)] for role in ("source", "cue", "content")}
            for a in attributed.attributions
        ]

    return found


def scored(shared: Path, find: Callable[[str], Relations]) -> dict[str, dict[str, float]]:
    """The scorer's figures of `find` on PolNeAR dev, and the CPU seconds it took under "seconds"."""
    gold = shared / "data" / "polnear" / "dev"
    started = time.process_time()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for path in sorted((gold / "text").glob("*.txt")):
            relations = [
                {role: [{"start": s, "end": e} for s, e in spans if s < e] for role, spans in r.items()}
                for r in find(path.read_bytes().decode("utf-8"))
            ]
            out.write(json.dumps({"article": {"id": path.stem}, "attributions": relations}) + "\n")
        out.flush()
        seconds = time.process_time() - started
        scorer = [sys.executable, str(shared / "score" / "attributions.py"), str(gold), out.name, "--json"]
        result = json.loads(subprocess.run(scorer, check=True, capture_output=True).stdout)
    return {**result, "seconds": {"f1": round(seconds, 1)}}


HUMAN = {"token.source": 80.5, "token.cue": 68.4, "token.content": 91.1, "exact.source": 78.4, "exact.cue": 70.5,
         "exact.content": 69.0, "relation": 78.3, "relation_exact": 57.7}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    ours, baseline = scored(args.shared, network()), scored(args.shared, rule)
    if args.json:
        print(json.dumps({"quoth": ours, "rule": baseline}))
        return
    print(f"{'PolNeAR dev, F1':16} {'quoth':>7} {'rule':>7} {'human*':>7}")
    for name, human in HUMAN.items():
        print(f"{name:16} {ours[name]['f1']:7.1f} {baseline[name]['f1']:7.1f} {human:7.1f}")
    print(f"{'CPU seconds':16} {ours['seconds']['f1']:7.1f} {baseline['seconds']['f1']:7.1f}")


if __name__ == "__main__":
    main()
