"""BCubed of stories on ECB+ topics 1-22 and BASIL, beside baselines, in one run.

    python -m benchmarks.stories [SHARED]

Baselines: TF-IDF of words with average link (scikit-learn, scipy), whose threshold is chosen on the very test, so that
it is better than anybody could have; and every article alone. Ours has one threshold for all. The developers' parts:
ours was calibrated on them, so the figures are not held out either.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from quoth.stories import group
from quoth.types import Article

SHARED = Path(__file__).parent.parent.parent / "shared"


def corpora(shared: Path) -> dict[str, tuple[list[Article], dict[str, str]]]:
    """Name -> articles, and the story of each article's id."""
    rows = [json.loads(x) for x in (shared / "data/ecbplus/articles.jsonl").read_text("utf-8").splitlines()]
    ecb = {r["id"]: r["story"] for r in rows}
    basil = {p.stem: p.stem.split("_")[0] for p in sorted((shared / "data/basil").glob("*.txt"))}
    seeds = {p.stem: "seeds" for p in sorted((shared / "seeds").glob("*.txt"))}
    sets = {
        "ECB+": (shared / "data/ecbplus", ecb),
        "BASIL": (shared / "data/basil", basil),
        "seeds": (shared / "seeds", seeds),
    }
    out = {name: (_read(folder, gold), gold) for name, (folder, gold) in sets.items()}
    out["all together"] = (
        [a for x, _ in out.values() for a in x],
        {k: v for _, g in out.values() for k, v in g.items()},
    )
    return out


def _read(folder: Path, gold: Mapping[str, str]) -> list[Article]:
    from quoth.articles import read

    return [a for a in read([folder / f"{i}.txt" for i in gold]) if isinstance(a, Article)]


def bcubed(gold: Mapping[str, str], got: Mapping[str, object]) -> tuple[float, float, float]:
    """BCubed precision, recall and F1, in percent; an article without an answer is alone."""
    by_gold, by_got = defaultdict(set), defaultdict(set)
    for i, story in gold.items():
        by_gold[story].add(i)
        by_got[got.get(i, i)].add(i)
    p = sum(len(by_gold[g] & by_got[got.get(i, i)]) / len(by_got[got.get(i, i)]) for i, g in gold.items()) / len(gold)
    r = sum(len(by_gold[g] & by_got[got.get(i, i)]) / len(by_gold[g]) for i, g in gold.items()) / len(gold)
    return 100 * p, 100 * r, 200 * p * r / (p + r)


def ours(articles: list[Article]) -> dict[str, object]:
    return {i: story.id for story in group(articles) for i in story.articles}


def tfidf(articles: list[Article], gold: Mapping[str, str]) -> tuple[dict[str, object], float]:
    """The average-link cut of TF-IDF cosines with the best F1 on `gold`, and its threshold."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform([a.text for a in articles])
    distance = 1 - (rows @ rows.T).toarray()
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(np.clip((distance + distance.T) / 2, 0, None), checks=False), "average")
    cuts = []
    for threshold in np.arange(0.02, 0.70, 0.01):
        labels = fcluster(tree, 1 - threshold, "distance")
        got: dict[str, object] = {a.id: int(k) for a, k in zip(articles, labels, strict=True)}
        cuts.append((bcubed(gold, got)[2], float(threshold), got))
    _, threshold, got = max(cuts, key=lambda cut: cut[:2])
    return got, threshold


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    print(f"{'corpus':<14}{'articles':>9}{'stories':>8}  {'method':<44}{'P':>6}{'R':>6}{'F1':>6}{'s':>7}")
    for name, (articles, gold) in corpora(shared).items():
        began = time.process_time()
        mine = ours(articles)
        took = time.process_time() - began
        lines = [("quoth, one threshold for all", mine, took)]
        if len(articles) > 2:
            got, threshold = tfidf(articles, gold)
            lines.append((f"TF-IDF average link, its best cut here {threshold:.2f}", got, None))
        lines.append(("every article alone", {}, None))
        for method, answer, seconds in lines:
            p, r, f = bcubed(gold, answer)
            shown = f"{seconds:7.2f}" if seconds is not None else " " * 7
            print(f"{name:<14}{len(gold):>9}{len(set(gold.values())):>8}  {method:<44}{p:6.1f}{r:6.1f}{f:6.1f}{shown}")


if __name__ == "__main__":
    main()
