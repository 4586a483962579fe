"""The mean of the weights of runs that went on from one another: ``python -m training.mean --out DIR RUN RUN...``.

Networks that share a beginning lie in one valley of the loss, and the middle of it reads better than either edge
(Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight over `states`, which have the same names, shapes and types."""
    return {
        name: torch.stack([state[name].float() for state in states]).mean(0).to(first.dtype)
        for name, first in states[0].items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, help="folders of training.train")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(run / "average.pt", weights_only=True) for run in args.runs]
    torch.save(mean(states), args.out / "average.pt")
    (args.out / "run.json").write_text((args.runs[-1] / "run.json").read_text())


if __name__ == "__main__":
    main()
