"""Count in how many articles each stem stands: writes src/quoth/words.txt.

    python -m training.words SHARED

Counted are the articles of SHARED/data/{articles,polnear/train,wikinews}; only counts leave, and only of stems that
stand in at least four articles. No set that stories or sayings are measured on is among them.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from quoth.words import stems

FEWEST = 4
TARGET = Path(__file__).parent.parent / "src" / "quoth" / "words.txt"


def articles(shared: Path) -> Iterator[str]:
    """The texts, in any order."""
    for path in sorted((shared / "data" / "articles").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        yield f"{row.get('title') or ''}\n{row['content_original']}"
    for path in sorted((shared / "data" / "polnear" / "train" / "text").glob("*.txt")):
        yield path.read_bytes().decode("utf-8")
    for path in sorted((shared / "data" / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                yield f"{row['title']}\n{row['text']}"


def main() -> None:
    counts: Counter[str] = Counter()
    total = 0
    for text in articles(Path(sys.argv[1])):
        counts.update(set(stems(text)))
        total += 1
    by_count: dict[int, list[str]] = defaultdict(list)
    for word, n in counts.items():
        if n >= FEWEST:
            by_count[n].append(word)
    lines = [
        "# In how many articles of news each stem of quoth.words stands: count, then stems. By training/words.py.",
        f"articles {total}",
        *(f"{n} {' '.join(sorted(by_count[n]))}" for n in sorted(by_count, reverse=True)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{total} articles, {sum(map(len, by_count.values()))} stems, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
