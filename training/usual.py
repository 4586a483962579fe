"""The mean direction of headlines of news: writes src/quoth/stories/usual.txt.

    python -m training.usual SHARED

Read are the headlines of SHARED/data/articles by the network that ships; only the mean leaves. Run it when that network
has changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from quoth.stories.meaning import direction

TARGET = Path(__file__).parent.parent / "src" / "quoth" / "stories" / "usual.txt"


def main() -> None:
    rows = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(Path(sys.argv[1]).glob("data/articles/*.json"))]
    directions = [direction(row["title"]) for row in rows if row.get("title")]
    mean = np.mean(directions, axis=0)
    lines = [f"# The mean direction of the meanings of {len(directions)} headlines, 128 numbers. By training/usual.py."]
    lines += [" ".join(f"{n:.4f}" for n in mean[at : at + 16]) for at in range(0, len(mean), 16)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
