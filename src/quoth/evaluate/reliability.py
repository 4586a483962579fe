"""Whether scores mean what they say: of all that is given a score of 0.8, four in five should be right.

`bins` makes the reliability diagram (Murphy and Winkler 1977; DeGroot and Fienberg 1983): scores in ascending order
cut into stretches of equal number, each with its mean score and the share that is right. Equal numbers, not equal
widths, because most scores lie near 1 and a bin of four tells nothing. `calibration_error` is the expected calibration
error over these bins (Naeini et al. 2015): the mean distance between the two, in percent. Chance alone gives some:
about 2 for 2,000 scores that are perfectly calibrated.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10

Scored = Sequence[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Bin:
    """`count` scores from `low` to `high`: their mean, and the share that is right, both 0 to 1."""

    low: float
    high: float
    count: int
    mean: float
    right: float

    def to_dict(self) -> dict[str, float]:
        return {
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "count": self.count,
            "mean": round(self.mean, 4),
            "right": round(self.right, 4),
        }


def bins(scored: Scored, count: int = BINS) -> list[Bin]:
    """At most `count` bins in the order of the scores; equal scores stay in one."""
    ordered = sorted(scored)
    out = []
    low = 0
    for k in range(1, count + 1):
        high = max(low, round(k * len(ordered) / count))
        while 0 < high < len(ordered) and ordered[high][0] == ordered[high - 1][0]:
            high += 1
        if inside := ordered[low:high]:
            mean = math.fsum(s for s, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            out.append(Bin(inside[0][0], inside[-1][0], len(inside), mean, right))
        low = high
    return out


def calibration_error(scored: Scored, count: int = BINS) -> float:
    """The expected calibration error in percent; 0 for no scores."""
    return sum(100 * b.count * abs(b.mean - b.right) for b in bins(scored, count)) / max(len(scored), 1)


def brier(scored: Scored) -> float:
    """The mean square of score minus truth, 0 (best) to 1: calibration and sharpness in one figure."""
    return math.fsum((s - r) ** 2 for s, r in scored) / max(len(scored), 1)
