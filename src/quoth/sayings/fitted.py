"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""

from __future__ import annotations

from typing import Final

# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.
WEIGHTS: Final[dict[str, float]] = {
    "speaker": 2.59,
    "contained": 0.77,
    "alike": 2.97,
    "run": 2.04,
    "shared": 0.43,
    "verbatim": 1.75,
    "marked": 2.37,
    "negation": -0.27,
    "meaning": 3.85,
    "day": -0.57,
    "venue": -0.78,
    "scant": -0.75,
    "strangers": -0.66,
    "one article": -0.88,
    "beside": 0.99,
    "speaks for": 0.88,
    "near": 0.55,
    "document": 1.05,
    "both quoted": -1.40,
    "none quoted": -0.27,
}
BIAS: Final = -6.90

# Where a saying ends: the fields of quoth.sayings.group.Cut.
JOIN: Final = 0.2
HERE: Final = 0.3
MEAN: Final = 0.16
ALONE: Final = 0.05
OPENING: Final = 0.02
