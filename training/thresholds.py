"""Fixes the thresholds of a network on PolNeAR dev: ``python -m training.thresholds ../shared src/quoth/model/en_v1``.

Coordinate ascent over the grid below, two rounds, from what `config.json` holds. What is raised is the sum of relation
F1, exact relation F1 and the three token F1, by the scorer in ``shared/score/attributions.py``. Writes `config.json`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from quoth.attributions.relate import Stretch, outermost, relate
from quoth.attributions.tag import tag
from quoth.model.network import Network, load
from quoth.quotation import quotations
from quoth.types import Article

GRID = {
    "anchor": (0.2, 0.3, 0.4, 0.5, 0.6),
    "cue": (0.2, 0.3, 0.4, 0.5, 0.6),
    "firm": (0.3, 0.5, 0.7, 0.9),
    "content": (0.03, 0.1, 0.2, 0.3),
    "more": (0.1, 0.15, 0.2, 0.3, 0.45),
    "source": (0.1, 0.2, 0.3, 0.4, 0.5),
    "flat": (0.3, 0.4, 0.5, 0.6, 0.7),
}
RAISED = ("relation", "relation_exact", "token.source", "token.cue", "token.content")


def scorer(shared: Path) -> ModuleType:
    """The module ``shared/score/attributions.py``."""
    spec = importlib.util.spec_from_file_location("scorer", shared / "score" / "attributions.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    network = load(folder=args.network)
    score: Any = scorer(args.shared)
    texts: dict[str, str] = {}
    gold = score.load(str(args.shared / "data" / "polnear" / "dev"), texts)
    read = [(Article(i, i, t), network.read(t), outermost(quotations(t))) for i, t in sorted(texts.items())]

    def measured(thresholds: dict[str, float]) -> dict[str, Any]:
        tried = _with(network, thresholds)
        predicted = {}
        for article, seen, marks in read:
            found = relate(article, Stretch(0, seen, tag(tried, seen)), marks)
            predicted[article.id] = [{r: [(s.start, s.end) for s in getattr(a, r)] for r in score.ROLES} for a in found]
        result: dict[str, Any] = score.score(gold, predicted, texts)
        return result

    def raised(result: dict[str, Any]) -> float:
        return sum(result[name]["f1"] for name in RAISED)

    best = dict(network.thresholds)
    top = raised(measured(best))
    for _ in range(args.rounds):
        for name, values in GRID.items():
            for value in values:
                if value != best[name]:
                    tried = {**best, name: value}
                    total = raised(measured(tried))
                    if total > top + 0.02:
                        best, top = tried, total
                        print(f"{name} {value}: {total / len(RAISED):.2f}", flush=True)
    config = json.loads((args.network / "config.json").read_text())
    config["thresholds"] = best
    (args.network / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    print(json.dumps(best))
    for name, value in measured(best).items():
        print(name, value)


def _with(network: Network, thresholds: dict[str, float]) -> Network:
    return replace(network, config={**network.config, "thresholds": thresholds})


if __name__ == "__main__":
    main()
