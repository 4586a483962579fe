"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""

from __future__ import annotations

from typing import Final

# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.
WEIGHTS: Final[dict[str, float]] = {
    "speaker": 2.77,
    "contained": 0.54,
    "alike": 0.38,
    "run": 1.50,
    "shared": 0.61,
    "order": 4.94,
    "verbatim": 1.82,
    "marked": 2.24,
    "meaning": 3.66,
    "day": -0.48,
    "venue": -0.78,
    "scant": -0.67,
    "strangers": -0.44,
    "one article": -0.87,
    "beside": 1.03,
    "speaks for": 0.22,
    "near": 0.29,
    "document": 1.10,
    "both quoted": -2.01,
    "none quoted": -0.24,
}
BIAS: Final = -7.57

# Where a saying ends: the fields of quoth.sayings.group.Cut.
JOIN: Final = 0.2
HERE: Final = 0.3
MEAN: Final = 0.12
ALONE: Final = 0.1
OPENING: Final = 0.02
