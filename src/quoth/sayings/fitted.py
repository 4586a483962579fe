"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""

from __future__ import annotations

from typing import Final

# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.
WEIGHTS: Final[dict[str, float]] = {
    "speaker": 2.75,
    "contained": 0.54,
    "alike": 0.37,
    "run": 1.50,
    "shared": 0.61,
    "order": 4.91,
    "verbatim": 1.80,
    "marked": 2.25,
    "meaning": 3.68,
    "day": -0.48,
    "venue": -0.78,
    "scant": -0.67,
    "strangers": -0.46,
    "one article": -0.89,
    "beside": 1.03,
    "speaks for": 0.22,
    "near": 0.24,
    "document": 1.10,
    "both quoted": -2.02,
    "none quoted": -0.24,
}
BIAS: Final = -7.53

# Where a saying ends: the fields of quoth.sayings.group.Cut.
JOIN: Final = 0.15
HERE: Final = 0.3
MEAN: Final = 0.15
ALONE: Final = 0.1
OPENING: Final = 0.02
MARKS: Final = 0.35
