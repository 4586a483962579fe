"""What a score means: the probability that a relation is right.

The network's own opinion of a cue says that there is an attribution; it is too sure of it, and says nothing of whether
content and source are the right ones. `calibrated` maps it onto the share of relations that were right at that opinion
on PolNeAR dev, as ``quoth evaluate`` counts a `relation`. The map is beta calibration (Kull, Silva Filho and Flach
2017): the logit of the result is a·ln s - b·ln(1 - s) + c. With a and b not below 0 it never turns two scores round, so
that what is more likely stays more likely. ``python -m training.calibrate`` fits the three numbers for a network.

A case it gets wrong: the articles it was fitted on are US politics. Elsewhere less is right at the same score;
``quoth evaluate`` on your own articles shows by how much.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

FIT = ("score_a", "score_b", "score_c")
"""Where the three numbers stand among a network's thresholds."""

_LEAST = 1e-6  # scores are taken to be at least this far from 0 and 1


def calibrated(score: float, thresholds: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that a relation is right of which the network says `score`, 0 to 1.

    `score` itself where no fit stands in `thresholds`. Never decreasing in `score`.
    """
    if not all(name in thresholds for name in FIT):
        return score
    a, b, c = (thresholds[name] for name in FIT)
    s = min(max(score, _LEAST), 1 - _LEAST)
    return 1 / (1 + math.exp(-(a * math.log(s) - b * math.log1p(-s) + c)))
