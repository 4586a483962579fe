"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""

from __future__ import annotations

from typing import Final

# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.
WEIGHTS: Final[dict[str, float]] = {
    "speaker": 2.70,
    "contained": 0.93,
    "alike": 2.95,
    "run": 2.12,
    "shared": 0.38,
    "verbatim": 1.80,
    "marked": 2.21,
    "negation": -0.23,
    "meaning": 3.62,
    "day": -0.56,
    "venue": -0.88,
    "scant": -0.87,
    "strangers": -0.53,
    "one article": -0.86,
    "beside": 1.02,
    "speaks for": 0.50,
    "near": 0.30,
    "document": 1.06,
    "both quoted": -1.40,
    "none quoted": -0.21,
}
BIAS: Final = -7.05

# Where a saying ends: the fields of quoth.sayings.group.Cut.
JOIN: Final = 0.2
HERE: Final = 0.3
MEAN: Final = 0.12
ALONE: Final = 0.1
OPENING: Final = 0.02
