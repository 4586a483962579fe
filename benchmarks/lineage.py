"""Who has it from whom: chains with known parents, stories that hardly copy, credits that articles give, big stories.

    python -m benchmarks.lineage [SHARED] [--chains N] [--seed N] [--attributed N]

Chains (`benchmarks.chains`): of every two articles of a chain it is known whether one was made from the other. The
answer "copy" is right where it names an ancestor and a descendant, in this order. Baselines, on the pairs that share
as much running text as quoth asks for: the earlier one is the source; the longer one is. They have only the text and
the dates; --attributed N reads so many chains with the network as well, so that quotations count.

Stories of BASIL: three outlets, each with its own report, read with the network: what is told dependent there is
nearly always wrong, and is listed. Credits: articles of the developers' data that credit AP or Reuters, by a rule that
looks for the bare words. Big stories: one report in 300 papers, each a little changed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.chains import Chain, chains, stories

from quoth.articles import read
from quoth.attributions import attribute_article
from quoth.attributions.outlets import same
from quoth.lineage import Found, found
from quoth.lineage.credit import credits_of
from quoth.lineage.weights import BIAS
from quoth.synopsis import told
from quoth.types import Article, Attributed, Lineage, Story

SHARED = Path(__file__).parent.parent.parent / "shared"
PRECISION = 0.95  # the least that a direction must be right where it is told
_SILVER = re.compile(
    r"^[^\n]{0,80}\((?:AP|Reuters)\)\s*[-–—]|(?:Associated Press|Reuters|\bAP\b)[^\n.!?\"”]{0,120}"
    r"contributed to this (?:report|story|article)|\((?:AP|Reuters)\)\s*$",
    re.MULTILINE,
)
_FIELDS = {"text": "content_original", "outlet": "source", "published": "date"}


def measured(made: Sequence[Chain], lineages: Sequence[Found]) -> tuple[list[str], bool]:
    """The table of answers against the truth with the baselines below it, and whether the directions are right."""
    table: Counter[tuple[str, str]] = Counter()
    earlier: Counter[bool] = Counter()
    longer: Counter[bool] = Counter()
    apart = 0
    for one, lineage in zip(made, lineages, strict=True):
        by = {a.id: a for a in one.articles}
        for row in lineage.rows:
            if row.saying is not None:
                continue
            truth = one.truth(row.start, row.end)
            answer = row.relation
            if answer == "undecided":
                answer = "depend, direction open" if row.weight >= 0.5 else "open"  # type: ignore[assignment]
            kind = "ancestor" if truth in ("forward", "backward") else truth
            if answer == "copy" and truth == "backward":
                kind = "ancestor, turned round"
            table[answer, kind] += 1
            apart += truth in ("forward", "backward")
            first, second = by[row.start], by[row.end]
            if _shares(row):
                if first.published and second.published and first.published != second.published:
                    earlier[truth == ("forward" if first.published < second.published else "backward")] += 1
                if len(first.text) != len(second.text):
                    longer[truth == ("forward" if len(first.text) > len(second.text) else "backward")] += 1
    kinds = ("ancestor", "ancestor, turned round", "common source", "independent")
    lines = [f"{'answer':24}" + "".join(f"{k:>24}" for k in kinds)]
    for answer in ("copy", "common source", "depend, direction open", "open", "independent"):
        lines.append(f"{answer:24}" + "".join(f"{table[answer, k]:>24}" for k in kinds))
    said = sum(n for (answer, _), n in table.items() if answer == "copy")
    right = table["copy", "ancestor"]
    precision = right / said if said else 0.0
    lines += [
        f"direction: right in {right} of {said} ({precision:.1%}); told for {right / max(1, apart):.1%} of the {apart}"
        " pairs of ancestor and descendant, withheld for the others",
        f"baseline, the earlier is the source: {_share(earlier)}",
        f"baseline, the longer is the source: {_share(longer)}",
    ]
    return lines, precision >= PRECISION and said > 0


def _shares(row: Lineage) -> bool:
    return any(e.term == "wording" and e.bearing == "related" and e.weighs >= -BIAS for e in row.evidence)


def _share(counts: Counter[bool]) -> str:
    total = counts[True] + counts[False]
    return f"right in {counts[True]} of {total} ({counts[True] / max(1, total):.1%})"


def textual(chain: Chain) -> Found:
    """The lineage of a chain by text and dates alone."""
    by = {a.id: a for a in chain.articles}
    return found(Story("s", tuple(sorted(by))), by, [], {})


def attributed(chain: Chain) -> Found:
    """The same with what the network finds said in it."""
    return _whole([_read(a) for a in chain.articles])


def _read(article: Article) -> Attributed:
    from quoth.model.network import load

    return attribute_article(article, load())


def _whole(read_: Sequence[Attributed]) -> Found:
    by = {one.article.id: one.article for one in read_}
    story, sayings = told(Story("s", tuple(sorted(by))), sorted(read_, key=lambda one: one.article.id))
    return found(story, by, sayings, {a.id: a for one in read_ for a in one.attributions})


def basil(shared: Path) -> list[str]:
    """What is told of stories whose articles are each outlet's own, and how many origins their shared sayings have."""
    answers: Counter[str] = Counter()
    origins: Counter[tuple[int, int]] = Counter()
    lines = []
    for articles in stories(shared):
        lineage = _whole([_read(a) for a in articles])
        for row in lineage.rows:
            if row.saying is None:
                answers[row.relation] += 1
                if row.relation in ("copy", "common source") or (row.relation == "undecided" and row.weight >= 0.5):
                    lines.append(f"  {row.start} {row.end}: {row.relation} {row.source or ''} {row.weight:.2f}")
        tellers: dict[str, set[str]] = {}
        for row in lineage.rows:
            if row.saying is not None:
                tellers.setdefault(row.saying, set()).update((row.start, row.end))
        for saying, tellings in tellers.items():
            origins[len({t.partition(":")[0] for t in tellings}), lineage.origins[saying].count] += 1
    shown = ", ".join(f"{n} {answer}" for answer, n in sorted(answers.items()))
    counts = ", ".join(f"{a} articles and {c} origins: {n}" for (a, c), n in sorted(origins.items()))
    return [f"pairs of articles: {shown}", *lines, f"sayings told by several, {counts}"]


def silver(shared: Path) -> list[str]:
    """How many of the articles that plainly credit AP or Reuters are seen to."""
    folders = [str(shared / "data/articles"), str(shared / "data/records/articles")]
    articles = {a.id: a for a in read(folders, fields=_FIELDS) if isinstance(a, Article)}
    agencies = ("AP", "Reuters")
    plain = {i for i, a in articles.items() if _SILVER.search(a.text) and not any(same(a.outlet, n) for n in agencies)}
    seen = {i for i, a in articles.items() if any(same(c.name, n) for c in credits_of(a) for n in agencies)}
    more = sorted(seen - plain)
    return [
        f"{len(plain & seen)} of {len(plain)} articles whose bare words credit AP or Reuters, of {len(articles)}",
        f"{len(more)} more: {', '.join(f'{articles[i].outlet} ({i})' for i in more)}",
    ]


def big(shared: Path) -> list[str]:
    """One report in 75, 150 and 300 papers, each with some sentences cut and some words dropped: the time it takes."""
    lines = []
    text = max((a.text for one in stories(shared) for a in one), key=lambda t: (len(t) < 6_000, len(t)))
    for count in (75, 150, 300):
        dice = random.Random(count)
        papers = {}
        for n in range(count):
            kept = [s for s in text.split("\n") if dice.random() > 0.04]
            words = [w for w in " \n ".join(kept).split(" ") if dice.random() > 0.004]
            papers[f"p{n:03}"] = Article(f"p{n:03}", f"p{n:03}.txt", " ".join(words), f"Paper {n}", "2025-03-12")
        began = time.process_time()
        lineage = found(Story("s", tuple(papers)), papers, [], {})
        took = time.process_time() - began
        lines.append(f"{count} papers: {took:5.1f} s of processor time, {len(lineage.rows):,} pairs weighed")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--chains", type=int, default=160)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--attributed", type=int, default=0, metavar="N", help="so many chains with the network, too")
    args = parser.parse_args()
    made = chains(args.shared, args.chains, args.seed)
    lines, passed = measured(made, [textual(one) for one in made])
    print(f"{args.chains} chains, seed {args.seed}, text and dates alone", *lines, sep="\n", end="\n\n")
    if args.attributed:
        some = made[: args.attributed]
        lines, also = measured(some, [attributed(one) for one in some])
        print(f"{len(some)} of them with what is said in them", *lines, sep="\n", end="\n\n")
        passed = passed and also
        print("stories of BASIL, three outlets of their own each", *basil(args.shared), sep="\n", end="\n\n")
    print("credits", *silver(args.shared), sep="\n", end="\n\n")
    print("one report in many papers", *big(args.shared), sep="\n")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
