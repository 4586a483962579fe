"""Pair scores of sayings on the hand-labelled BASIL stories, beside two baselines, in one run.

    python -m benchmarks.sayings [SHARED] [--all]

Every method gets the same attributions and the same stories (the labelled ones), and is scored by
SHARED/score/sayings.py: first the attributions that quoth itself finds, where recall counts what was not found and whom
it took for the speaker; then the labelled tellings given as perfect attributions, which measures the matching alone.
The baselines: the speaker's last name and four words in a row; and the meaning vectors alone, average-linked at the
cosine that is best on these very labels (so it flatters). --all takes the 28 stories labelled in training/sayings.jsonl
along with the 12 of SHARED/labels. The weights were fitted on all of them: what quoth reaches with each story left out
stands in docs/method/sayings.md, from ``python -m training.sayings --write``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from quoth.sayings import gather
from quoth.sayings.names import name_words
from quoth.types import Attribution, Saying, Story, Trace
from quoth.types.attribution import MEANING
from quoth.words import stems

SHARED = Path(__file__).parent.parent.parent / "shared"
Stories = Mapping[int, Sequence[Attribution]]
Method = Callable[[Story, Sequence[Attribution]], Sequence[Saying]]


def naive(story: Story, attributions: Sequence[Attribution]) -> list[Saying]:
    """Tellings whose speakers share the last name and whose contents share four words in a row, joined transitively."""
    parent = {a.id: a.id for a in attributions}

    def root(i: str) -> str:
        while parent[i] != i:
            i = parent[i]
        return i

    first: dict[tuple[str, ...], str] = {}
    for a in sorted(attributions, key=lambda a: a.id):
        name = name_words(a)
        words = [w for s in a.content for w in stems(s.text)]
        if name:
            for key in ((name[-1], *words[i : i + 4]) for i in range(len(words) - 3)):
                parent[root(a.id)] = root(first.setdefault(key, a.id))
    groups = defaultdict(list)
    for i in parent:
        groups[root(i)].append(i)
    return [Saying(f"{story.id}-{k}", story.id, None, tuple(sorted(members))) for k, members in groups.items()]


def vectors(cosine: float) -> Method:
    """Tellings whose meanings agree by `cosine` on the average of their group (average link)."""

    def joined(story: Story, attributions: Sequence[Attribution]) -> list[Saying]:
        import numpy as np
        from scipy.cluster.hierarchy import fcluster, linkage
        from scipy.spatial.distance import pdist

        told = [a for a in attributions if len(a.vector)]
        if len(told) < 2:
            return [Saying(a.id, story.id, None, (a.id,)) for a in attributions]
        meanings = np.array([np.reshape(a.vector, (-1, MEANING)).sum(0) for a in told])
        labels = fcluster(linkage(pdist(meanings, "cosine"), "average"), 1 - cosine, "distance")
        groups = defaultdict(list)
        for a, label in zip(told, labels, strict=True):
            groups[int(label)].append(a.id)
        rest = [[a.id] for a in attributions if not len(a.vector)]
        return [
            Saying(f"{story.id}-{k}", story.id, None, tuple(ids)) for k, ids in enumerate([*groups.values(), *rest])
        ]

    return joined


def score(shared: Path, stories: Stories, method: Method, labels: Path | None = None) -> str:
    """What SHARED/score/sayings.py prints."""
    trace: dict[str, list[object]] = {"attributions": [], "sayings": []}
    for number, attributions in stories.items():
        story = Story(f"s{number}", tuple(sorted({a.article for a in attributions})))
        made = Trace((), tuple(attributions), (story,), tuple(method(story, attributions))).to_dict()
        for name in trace:
            trace[name] += made[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.json"
        path.write_text(json.dumps(trace), encoding="utf-8")
        command = [sys.executable, str(shared / "score/sayings.py"), str(path)]
        command.append(str(labels or shared / "labels/sayings.jsonl"))
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    from training.labelled import found, given, labels

    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--all", action="store_true", help="the 28 stories of training/sayings.jsonl, too")
    args = parser.parse_args()
    theirs, ours = labels(args.shared)
    rows = [*theirs, *ours] if args.all else theirs
    own, articles = found(args.shared, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

        def scored(stories: Stories, method: Method) -> str:
            return score(args.shared, stories, method, path)

        for title, stories in (
            ("quoth's own attributions", own),
            ("labelled tellings as given", given(rows, own, articles)),
        ):
            print(f"\n{title}: {len(stories)} stories, {sum(map(len, stories.values()))} attributions")
            each = [(scored(stories, vectors(c / 100)), c / 100) for c in range(50, 95, 5)]
            flattered, cosine = max(each, key=lambda one: float(one[0].split("F1 ")[1].split()[0]))
            print(f"\nquoth\n{scored(stories, lambda story, told: gather(story, articles, told))}", end="")
            print(f"\nsame speaker and 4-gram overlap\n{scored(stories, naive)}", end="")
            print(
                f"\nmeaning vectors alone, average link at cosine {cosine} (chosen on these labels)\n{flattered}",
                end="",
            )


if __name__ == "__main__":
    main()
