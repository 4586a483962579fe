"""Stories in a folder that was gathered over years: how many of the pairs that they join report one event.

    python -m benchmarks.events [SHARED]

The 1,500 articles of shared/data/articles are of eight years and of hundreds of events, most told once: unlike the sets
with a gold, where each event is told by many. One reader looked at the date, headline and beginning of the articles of
the stories that quoth found at 19e4aaa and after its weights of days were changed, 23 November 2026. `events.json` has
their ids: *read*, groups of which all pairs were looked at; *one event*, the same happening, or what followed from
it within days; *one affair*, steps of one affair within weeks, which a desk might put together or not. All other
pairs that were read are apart.

What it does not tell: which articles of one event are in no story together, beyond those that one of the two found.
Baselines in the same run: quoth without the days of publication, and TF-IDF with average link at the cut that is best
for ECB+, BASIL and their headlines. Exits 1 when a bound is not met.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from benchmarks.stories import SHARED, ours, tfidf_cut, unlabelled

from quoth.types import Article

LABELS = Path(__file__).with_suffix(".json")
CUT = 0.17  # of TF-IDF, the best for four sets: benchmarks/stories.py
FOUND, APART = 95.0, 65.0  # percent of pairs of one event that are found, at least; of pairs read, apart, at most

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Labels:
    """Pairs of article ids, each in order: what was read, and of it what is one event and what is one affair."""

    read: Pairs
    event: Pairs
    affair: Pairs


@dataclass(frozen=True, slots=True)
class Joined:
    """How many stories of several articles, and how many of the pairs in them are what."""

    stories: int
    event: int
    affair: int
    apart: int
    unread: int


def labels(path: Path = LABELS) -> Labels:
    """The pairs of `events.json`."""
    rows = json.loads(path.read_text("utf-8"))
    event = pairs(rows["one event"])
    return Labels(pairs(rows["read"]) | event, event, pairs(rows["one affair"]) - event)


def pairs(groups: Iterable[Collection[str]]) -> Pairs:
    """All pairs within `groups`, each in order."""
    return frozenset(pair for group in groups for pair in combinations(sorted(group), 2))


def joined(answer: dict[str, object], known: Labels) -> Joined:
    """What the stories of `answer` (the story of each article's id) join."""
    stories: dict[object, list[str]] = {}
    for article, story in answer.items():
        stories.setdefault(story, []).append(article)
    several = [group for group in stories.values() if len(group) > 1]
    got = pairs(several)
    told = known.event | known.affair
    return Joined(
        len(several),
        len(got & known.event),
        len(got & known.affair),
        len((got & known.read) - told),
        len(got - known.read - told),
    )


def undated(articles: Sequence[Article]) -> list[Article]:
    return [replace(a, published=None) for a in articles]


def main() -> int:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    articles, known = unlabelled(shared), labels()
    print(f"{len(articles):,} articles; {len(known.event)} pairs of one event, {len(known.affair)} of one affair")
    print(f"{'method':<44}{'stories':>9}{'one event':>11}{'one affair':>12}{'apart':>7}{'not read':>10}")
    answers = {
        "quoth": ours(articles),
        "quoth without days of publication": ours(undated(articles)),
        f"TF-IDF average link, cut {CUT}": tfidf_cut(articles, (CUT,))[CUT],
    }
    for method, answer in answers.items():
        n = joined(answer, known)
        print(f"{method:<44}{n.stories:>9}{n.event:>11}{n.affair:>12}{n.apart:>7}{n.unread:>10}")
    mine = joined(answers["quoth"], known)
    found = 100 * mine.event / len(known.event)
    apart = 100 * mine.apart / (mine.event + mine.affair + mine.apart)
    print(f"quoth: {found:.1f} % of the pairs of one event; {apart:.1f} % of the pairs read are apart")
    return int(found < FOUND or apart > APART)


if __name__ == "__main__":
    sys.exit(main())
