"""Stories, sayings and collation of very many articles: what the whole grouping costs after the network has read.

    python -m benchmarks.whole [SHARED] [--sizes 1000 4000 16000 37000] [--results FILE]

The articles are those of `benchmarks.stream`. The network does not read them (0.2 s an article, linear:
`benchmarks.scale`); their statements are what the naive rule of `quoth.evaluate.rule` finds, a third as many as the
network's, with the words beside the verb as speaker and, in place of a vector from the network, one of as many numbers
made of the words. Each size runs in a process of its own, story after story as ``quoth trace`` does it:

* **group**: articles, seen before, into stories;
* **gather**: sayings of each story, collation of each saying, and which articles were probably reworded;
* **joined**: of the statements that a wire copy has from its first report in the very same words and marks, the part
  that stands in one saying with it.

Time is processor time of one thread. With --results a size that the file has is not measured again. Passed is: ten
times the articles in at most twelve times the time, group and gather together, and `JOINED` % joined at every size.
"""

from __future__ import annotations

import json
import sys
import time
from array import array
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.multiply import multiply
from benchmarks.stories import unlabelled
from benchmarks.stream import arguments, by_size, grows, peak_mb

from quoth.evaluate.rule import rule
from quoth.types import Article, Attributed, Attribution, Span, Speaker
from quoth.types.attribution import MEANING

JOINED = 95.0
EVERY = 20.0  # seconds between two times that it is written down how far a size came


def measure(shared: Path, size: int, part: Path | None = None) -> dict[str, Any]:
    """The figures of one size; with `part`, a file in which is kept how far it came, so that it may be cut off."""
    from quoth.stories import Stories
    from quoth.stories.seen import see
    from quoth.synopsis import told

    made = multiply(unlabelled(shared), size)
    copy_of = {m.article.id: m.copy_of for m in made}
    articles = {m.article.id: m.article for m in made}
    del made
    seen = {i: see(articles[i]) for i in sorted(articles)}
    stories = Stories()
    began = time.process_time()
    stories.add_seen(seen)
    group = time.process_time() - began
    found = stories.stories
    del seen, stories
    gather = longest = 0.0
    counts: Counter[str] = Counter()
    told_of = 0
    if part and part.exists():
        had = json.loads(part.read_text("utf-8"))
        gather, longest, told_of, counts = had["gather"], had["longest"], had["told of"], Counter(had["counts"])
    written = time.monotonic()
    for n, story in enumerate(found[told_of:], told_of):
        if part and time.monotonic() - written > EVERY:
            state = {"gather": gather, "longest": longest, "told of": n, "counts": counts}
            part.write_text(json.dumps(state), "utf-8")
            written = time.monotonic()
        attributed = [read(articles[i]) for i in story.articles]
        began = time.process_time()
        _, sayings = told(story, attributed)
        took = time.process_time() - began
        gather += took
        longest = max(longest, took)
        counts["statements"] += sum(len(one.attributions) for one in attributed)
        counts["sayings"] += len(sayings)
        counts["of several articles"] += sum(len({t.rpartition(":")[0] for t in s.tellings}) > 1 for s in sayings)
        counts["variants"] += sum(len(s.variants) for s in sayings)
        home = {t: s.id for s in sayings for t in s.tellings}
        first: dict[tuple[str, str, str], str] = {
            (a.article, a.kind, _words(a)): home[a.id] for one in attributed for a in one.attributions
        }
        for one in attributed:
            source = copy_of[one.article.id]
            for a in one.attributions if source else ():
                if (there := first.get((source or "", a.kind, _words(a)))) is not None:
                    counts["copied"] += 1
                    counts["joined"] += home[a.id] == there
    return {
        "articles": size,
        "stories": len(found),
        "statements": counts["statements"],
        "sayings": counts["sayings"],
        "sayings of several articles": counts["of several articles"],
        "variants": counts["variants"],
        "group, CPU s": round(group, 2),
        "gather, CPU s": round(gather, 2),
        "longest story, CPU s": round(longest, 2),
        "its articles": max(len(s.articles) for s in found),
        "peak MB": round(peak_mb()),
        "copied statements": counts["copied"],
        "joined %": round(100 * counts["joined"] / max(1, counts["copied"]), 1),
    }


def read(article: Article) -> Attributed:
    """What the rule finds, in place of what the network reads."""
    found = []
    for n, relation in enumerate(rule(article.text)):
        content = tuple(Span.of(article.text, *span) for span in relation.content)
        quoted = sum(s.text.strip()[:1] in "\"“‘'" for s in content)
        who = relation.speaker[0] if relation.speaker else ""
        found.append(
            Attribution(
                f"{article.id}:{content[0].start}-{n}",
                article.id,
                "direct" if quoted == len(content) else "mixed" if quoted else "indirect",
                tuple(Span.of(article.text, *span) for span in relation.source),
                tuple(Span.of(article.text, *span) for span in relation.cue),
                content,
                0.9,
                Speaker(who, "person") if who else None,
                vector=array("f", _meaning(" ".join(s.text for s in content))),
            )
        )
    return Attributed(article, tuple(found), ())


def _words(a: Attribution) -> str:
    return " ".join(s.text for s in a.content)


def _meaning(text: str) -> npt.NDArray[np.float32]:
    total = np.sum([_direction(w) for w in text.casefold().split()] or [np.ones(MEANING)], axis=0)
    unit: npt.NDArray[np.float32] = (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
    return unit


@lru_cache(maxsize=1 << 16)
def _direction(word: str) -> npt.NDArray[np.float32]:
    from zlib import crc32

    return np.random.default_rng(crc32(word.encode())).standard_normal(MEANING).astype(np.float32)


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--part", type=Path, help="with --one: where it is kept how far it came")
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.shared, args.one, args.part), indent=1))
        return 0
    figures = by_size("benchmarks.whole", args.shared, args.sizes, args.results)
    faster = grows(figures, "group, CPU s", "gather, CPU s")
    missed = [f"joined at {one['articles']:,}" for one in figures if one["joined %"] < JOINED]
    missed += ["the growth of the time"] if faster else []
    print("missed: " + ", ".join(missed) if missed else "all bounds are met")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
