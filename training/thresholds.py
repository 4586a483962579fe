"""Fixes the thresholds of a network on PolNeAR dev: ``python -m training.thresholds ../shared src/quoth/model/en_v1``.

Coordinate ascent over the grid below, two rounds, from what `config.json` holds. What is raised is the sum of relation
F1, exact relation F1, and the token and exact F1 of the three roles, by the scorer in ``shared/score/attributions.py``.
Writes `config.json`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from quoth.attributions.relate import Stretch, outermost, relate
from quoth.attributions.tag import tag
from quoth.model.network import Network, Seen, load
from quoth.quotation import quotations
from quoth.types import Article

GRID = {
    "anchor": (0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6),
    "cue": (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6),
    "firm": (0.3, 0.5, 0.7, 0.9),
    "content": (0.03, 0.1, 0.2, 0.3),
    "more": (0.1, 0.15, 0.2, 0.3, 0.45),
    "source": (0.1, 0.2, 0.3, 0.4, 0.5),
    "flat": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
}
RAISED = (
    "relation",
    "relation_exact",
    *(f"{how}.{r}" for how in ("token", "exact") for r in ("source", "cue", "content")),
)
ENOUGH = 0.02  # of the sum: less is chance


def scorer(shared: Path) -> ModuleType:
    """The module ``shared/score/attributions.py``."""
    spec = importlib.util.spec_from_file_location("scorer", shared / "score" / "attributions.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(slots=True)
class Dev:
    """PolNeAR dev with its scorer: `texts` by article, `gold` as the scorer holds it."""

    score: Any
    texts: dict[str, str]
    gold: Any

    @classmethod
    def of(cls, shared: Path) -> Dev:
        """Read from ``shared/data/polnear/dev``."""
        score: Any = scorer(shared)
        texts: dict[str, str] = {}
        gold = score.load(str(shared / "data" / "polnear" / "dev"), texts)
        return cls(score, texts, gold)

    def read(self, network: Network) -> dict[str, Seen]:
        """What `network` sees in every article."""
        return {article: network.read(text) for article, text in sorted(self.texts.items())}

    def measured(self, network: Network, read: dict[str, Seen]) -> dict[str, Any]:
        """The scorer's figures of what `network`, with its thresholds, makes of what it has `read`."""
        predicted = {}
        for name, seen in read.items():
            text = self.texts[name]
            found = relate(Article(name, name, text), Stretch(0, seen, tag(network, seen)), outermost(quotations(text)))
            predicted[name] = [{r: [(s.start, s.end) for s in getattr(a, r)] for r in self.score.ROLES} for a in found]
        result: dict[str, Any] = self.score.score(self.gold, predicted, self.texts)
        return result


def having(network: Network, thresholds: dict[str, float]) -> Network:
    """`network` with other thresholds."""
    return replace(network, config={**network.config, "thresholds": thresholds})


def tuned(network: Network, dev: Dev, read: dict[str, Seen], rounds: int) -> dict[str, float]:
    """The best thresholds that were found for `network`, given what it has `read` of `dev`."""

    def raised(thresholds: dict[str, float]) -> float:
        figures = dev.measured(having(network, thresholds), read)
        return sum(figures[name]["f1"] for name in RAISED)

    best = dict(network.thresholds)
    top = raised(best)
    for _ in range(rounds):
        for name, values in GRID.items():
            for value in values:
                if value != best[name] and (total := raised({**best, name: value})) > top + ENOUGH:
                    best, top = {**best, name: value}, total
                    print(f"{name} {value}: {total / len(RAISED):.2f}", flush=True)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    network, dev = load(folder=args.network), Dev.of(args.shared)
    read = dev.read(network)
    best = tuned(network, dev, read, args.rounds)
    config = json.loads((args.network / "config.json").read_text())
    config["thresholds"] = best
    (args.network / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    print(json.dumps(best))
    for name, value in dev.measured(having(network, best), read).items():
        print(name, value)


if __name__ == "__main__":
    main()
