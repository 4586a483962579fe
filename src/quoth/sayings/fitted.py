"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""

from __future__ import annotations

from typing import Final

# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.
WEIGHTS: Final[dict[str, float]] = {
    "speaker": 3.15,
    "contained": 0.29,
    "alike": 2.12,
    "run": 1.00,
    "shared": 0.66,
    "verbatim": 2.92,
    "marked": 2.67,
    "negation": -0.30,
    "meaning": 3.57,
    "day": -1.01,
    "venue": -0.73,
    "scant": -0.51,
    "strangers": -0.54,
    "one article": -0.88,
    "beside": 0.75,
    "speaks for": 1.63,
    "near": 0.84,
    "document": 1.27,
}
BIAS: Final = -7.13

# Where a saying ends: the fields of quoth.sayings.group.Cut.
JOIN: Final = 0.15
HERE: Final = 0.3
MEAN: Final = 0.135
ALONE: Final = 0.01
