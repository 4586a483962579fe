"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""

from __future__ import annotations

from typing import Final

# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.
WEIGHTS: Final[dict[str, float]] = {
    "speaker": 2.56,
    "contained": 0.84,
    "alike": 2.82,
    "run": 2.09,
    "shared": 0.42,
    "verbatim": 1.42,
    "marked": 2.15,
    "negation": -0.33,
    "meaning": 3.68,
    "day": -0.66,
    "venue": -0.81,
    "scant": -0.92,
    "strangers": -0.60,
    "one article": -0.95,
    "beside": 0.96,
    "speaks for": 1.07,
    "near": 0.56,
    "document": 1.20,
    "both quoted": -1.30,
    "none quoted": -0.23,
}
BIAS: Final = -6.93

# Where a saying ends: the fields of quoth.sayings.group.Cut.
JOIN: Final = 0.2
HERE: Final = 0.3
MEAN: Final = 0.14
ALONE: Final = 0.05
OPENING: Final = 0.02
