"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""

from __future__ import annotations

from typing import Final

# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.
WEIGHTS: Final[dict[str, float]] = {
    "speaker": 3.15,
    "contained": 0.66,
    "alike": 1.54,
    "run": 0.92,
    "shared": 0.69,
    "verbatim": 2.94,
    "marked": 2.46,
    "negation": -0.22,
    "meaning": 3.60,
    "day": -1.19,
    "venue": -0.80,
    "scant": -0.58,
    "strangers": -0.50,
    "one article": -1.05,
    "beside": 0.97,
    "speaks for": 1.66,
    "near": 1.02,
    "document": 1.17,
}
BIAS: Final = -7.11

# Where a saying ends: the fields of quoth.sayings.group.Cut.
JOIN: Final = 0.12
HERE: Final = 0.3
MEAN: Final = 0.084
ALONE: Final = 0.01
