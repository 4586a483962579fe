"""Pair scores of sayings on the hand-labelled BASIL stories, beside "same speaker and 4-gram overlap", in one run.

    python -m benchmarks.sayings [SHARED] [--spans]

Both methods get the same attributions and the same stories (the labelled ones), and both are scored by
SHARED/score/sayings.py. Without --spans the attributions are quoth's own, from the shipped network, and recall counts
what the network did not find. With --spans they are the labelled spans and distractors of training/sayings.py, which
measures the matching alone; the weights were fitted on those, story by story left out in training/sayings.py.
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

from quoth.articles import read
from quoth.attributions import attribute_article
from quoth.model.network import load
from quoth.sayings import gather
from quoth.sayings.candidates import name_words
from quoth.types import Article, Attribution, Saying, Story
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


def own_attributions(shared: Path) -> tuple[dict[int, list[Attribution]], dict[str, Article]]:
    """What quoth finds in the articles of the labelled stories."""
    network = load()
    found: dict[int, list[Attribution]] = {}
    articles: dict[str, Article] = {}
    for line in (shared / "labels/sayings.jsonl").read_text("utf-8").splitlines():
        number = json.loads(line)["story"]
        paths = sorted((shared / "data/basil").glob(f"{number:03d}_*.txt"))
        read_now = [a for a in read(paths) if isinstance(a, Article)]
        articles |= {a.id: a for a in read_now}
        found[number] = [x for a in read_now for x in attribute_article(a, network).attributions]
    return found, articles


def score(shared: Path, stories: Stories, method: Method) -> str:
    """What SHARED/score/sayings.py prints."""
    trace: dict[str, list[object]] = {"attributions": [], "sayings": []}
    for number, attributions in stories.items():
        story = Story(f"s{number}", tuple(sorted({a.article for a in attributions})))
        trace["attributions"] += [{**a.to_dict(), "article": a.article} for a in attributions]
        trace["sayings"] += [s.to_dict() for s in method(story, attributions)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.json"
        path.write_text(json.dumps(trace), encoding="utf-8")
        command = [sys.executable, str(shared / "score/sayings.py"), str(path), str(shared / "labels/sayings.jsonl")]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--spans", action="store_true")
    args = parser.parse_args()
    if args.spans:
        from training.sayings import stories as labelled

        stories: Stories = {one.story: one.attributions for one in labelled(args.shared)}
        articles: dict[str, Article] = {}
    else:
        stories, articles = own_attributions(args.shared)
    methods: dict[str, Method] = {
        "quoth": lambda story, found: gather(story, articles, found),
        "same speaker and 4-gram overlap": naive,
        "every attribution alone": lambda story, found: [Saying(a.id, story.id, None, (a.id,)) for a in found],
    }
    print(f"{len(stories)} stories, {sum(map(len, stories.values()))} attributions")
    for name, method in methods.items():
        print(f"\n{name}\n{score(args.shared, stories, method)}", end="")


if __name__ == "__main__":
    main()
