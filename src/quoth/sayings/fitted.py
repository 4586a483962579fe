"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""

from __future__ import annotations

from typing import Final

# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.
WEIGHTS: Final[dict[str, float]] = {
    "speaker": 2.73,
    "contained": 0.55,
    "alike": 0.47,
    "run": 1.49,
    "shared": 0.59,
    "order": 5.04,
    "verbatim": 1.74,
    "marked": 2.23,
    "meaning": 3.69,
    "day": -0.48,
    "venue": -0.77,
    "scant": -0.56,
    "strangers": -0.45,
    "one article": -0.89,
    "beside": 1.02,
    "speaks for": 0.22,
    "near": 0.15,
    "document": 1.11,
    "both quoted": -2.04,
    "none quoted": -0.21,
}
BIAS: Final = -7.54

# Where a saying ends: the fields of quoth.sayings.group.Cut.
JOIN: Final = 0.15
HERE: Final = 0.3
MEAN: Final = 0.15
ALONE: Final = 0.1
OPENING: Final = 0.02
