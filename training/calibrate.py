"""Makes scores mean what they say: ``python -m training.calibrate ../shared src/quoth/model/en_v1 --write``.

Reads PolNeAR dev with the network of any folder, sees which of the relations are right (as the scorer counts a
`relation`), and fits the map of `quoth.attributions.confidence` from the network's opinion to that share. Prints the
reliability table before and after, in Markdown, with the expected calibration error and the Brier score; "after" is
cross-fitted: every article's scores by a map that was fitted without it. Beside it stands the naive baseline that gives
every relation the same score, the share that is right. With ``--write`` the map fitted on all articles goes into
`config.json`; ``--svg FILE`` draws the table.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quoth.articles import read
from quoth.attributions import attribute_article
from quoth.attributions.confidence import FIT, calibrated
from quoth.evaluate import Annotated, inputs, read_gold, relations_of
from quoth.evaluate.reliability import Bin, Scored, bins, brier, calibration_error
from quoth.evaluate.scores import Words, paired
from quoth.model.network import Network, load
from quoth.types import Article

from .document import put

FOLDS = 10
STEPS = 50  # of Newton's method; it takes ten
RIDGE = 1e-3  # so that a fit always exists

Map = tuple[float, float, float]
Scored3 = Sequence[tuple[float, bool, str]]  # with the kind


def judged(network: Network, gold: Sequence[Annotated], folder: Path) -> list[list[tuple[float, bool, str]]]:
    """For each article (the network's own score, whether the relation is right, its kind), calibrated by nothing."""
    bare = {name: value for name, value in network.thresholds.items() if name not in FIT}
    plain = replace(network, config={**network.config, "thresholds": bare})
    texts = {one.id: one for one in gold}
    paths, fields = inputs(folder, gold)
    out = []
    for article in read(paths, fields=fields):
        if isinstance(article, Article) and article.id in texts:
            found = attribute_article(article, plain).attributions
            own = relations_of(found)
            right = {j for _, j in paired(Words(article.text), texts[article.id].relations, own).right}
            out.append([(a.score, j in right, a.kind) for j, a in enumerate(found)])
    return out


def fit(scored: Scored) -> Map:
    """The map that makes `scored` most likely, by Newton's method; a coefficient below 0 is set to 0 and left out."""
    s = np.clip([score for score, _ in scored], 1e-6, 1 - 1e-6)
    right = np.array([r for _, r in scored], float)
    columns = np.stack([np.log(s), -np.log1p(-s), np.ones_like(s)], 1)
    kept = [0, 1, 2]
    while True:
        weights = dict(zip(kept, _newton(columns[:, kept], right).tolist(), strict=True))
        if not (below := [k for k, w in weights.items() if k < 2 and w < 0]):
            return weights.get(0, 0.0), weights.get(1, 0.0), weights[2]
        kept = [k for k in kept if k not in below]


def _newton(x: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The weights of a logistic regression; a step that makes it worse is halved."""

    def loss(w: npt.NDArray[np.float64]) -> float:
        z = x @ w
        return float(np.logaddexp(0, np.where(right > 0, -z, z)).sum() + RIDGE * (w @ w) / 2)

    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        curvature = x.T @ (x * (p * (1 - p))[:, None]) + RIDGE * np.eye(len(w))
        step = np.linalg.solve(curvature, x.T @ (p - right) + RIDGE * w)
        while loss(w - step) > loss(w) and np.abs(step).max() > 1e-12:
            step = step / 2
        w = w - step
    return w


def cross_fitted(articles: Sequence[Scored3]) -> list[tuple[float, bool, str]]:
    """The same with each article's scores mapped by what was fitted on other articles; a fold is every tenth one."""
    out = []
    for k in range(FOLDS):
        others = [(s, r) for i, one in enumerate(articles) if i % FOLDS != k for s, r, _ in one]
        thresholds = dict(zip(FIT, fit(others), strict=True))
        inside = (row for i, one in enumerate(articles) if i % FOLDS == k for row in one)
        out += [(calibrated(s, thresholds), r, kind) for s, r, kind in inside]
    return out


def table(before: Scored, after: Scored) -> list[str]:
    """The two reliability diagrams side by side, in Markdown."""
    lines = ["| scores | mean said | right | | scores, mapped | mean said | right |", "|---|---|---|---|---|---|---|"]
    for one, two in zip(bins(before), bins(after), strict=False):
        lines.append("| " + " | ".join([*_row(one), "", *_row(two)]) + " |")
    return lines


def by_chance(scored: Scored) -> float:
    """The calibration error that is to be expected of scores that mean just what they say: the mean of |normal|."""
    every = bins(scored)
    spread = sum(b.count * math.sqrt(2 / math.pi * b.mean * (1 - b.mean) / b.count) for b in every)
    return spread / max(len(scored), 1)


def _row(one: Bin) -> list[str]:
    return [f"{one.low:.3f}–{one.high:.3f} ({one.count})", f"{100 * one.mean:.1f}", f"{100 * one.right:.1f}"]


def drawn(before: Scored, after: Scored) -> str:
    """The diagram as SVG: what is said to the right, what is right upwards; the diagonal is where both agree."""
    side, edge = 240, 34

    def at(said: float, right: float) -> tuple[float, float]:
        return edge + side * said, 10 + side * (1 - right)

    def curve(scored: Scored, colour: str, dash: str) -> str:
        places = [at(b.mean, b.right) for b in bins(scored)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
        line = f'fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="{dash}"'
        return f'<polyline points="{path}" {line}/>{dots}'

    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    marks = "".join(
        f'<text x="{at(t, 0)[0]:.1f}" y="{y0 + 14:.1f}" text-anchor="middle">{t:g}</text>'
        f'<text x="{x0 - 6:.1f}" y="{at(0, t)[1] + 4:.1f}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.5, 1)
    )
    words = (
        f'<text x="{(x0 + x1) / 2}" y="{y0 + 28}" text-anchor="middle">score</text>'
        f'<text x="{x1 - 4}" y="{y0 - 28}" text-anchor="end" fill="#b3541e">as the network says it (dashed)</text>'
        f'<text x="{x1 - 4}" y="{y0 - 12}" text-anchor="end" fill="#1f5f8b">as quoth shows it</text>'
        f'<text x="{x0 + 6}" y="{y1 + 14}">share that is right</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + edge + 16} {side + 46}" role="img" '
        'font-family="sans-serif" font-size="11"><title>Reliability: the share that is right, by score</title>'
        f'<rect width="100%" height="100%" fill="#fff"/><path d="M{x0},{y1} V{y0} H{x1}" fill="none" stroke="#555"/>'
        f'<path d="M{x0},{y0} L{x1},{y1}" stroke="#bbb"/>{marks}{words}'
        f"{curve(before, '#b3541e', '5 3')}{curve(after, '#1f5f8b', 'none')}</svg>\n"
    )


def report(network: Network, rows: Sequence[Scored3], after: Scored3) -> list[str]:
    """What was measured, in Markdown: the reliability table, the errors beside a baseline, and the kinds."""
    before = [row for one in rows for row in one]
    share = sum(r for _, r, _ in before) / len(before)
    plain, mapped = ([(s, r) for s, r, _ in every] for every in (before, after))
    lines = [
        f" with the network {network.name} on {len(before):,} relations that it found in {len(rows)}"
        f" articles of PolNeAR dev; {100 * share:.1f} % of them are right.",
        "",
        *table(plain, mapped),
        "",
        "| scores | expected calibration error | Brier score |",
        "|---|---|---|",
    ]
    same = [(share, r) for _, r in plain]
    for name, scored in (("the network's own", plain), ("mapped, cross-fitted", mapped), ("the same for all", same)):
        lines.append(f"| {name} | {calibration_error(scored):.1f} | {brier(scored):.3f} |")
    lines.append(f"| a perfect map, by chance | {100 * by_chance(mapped):.1f} | |")
    lines += ["", "| kind | relations | mean said | right |", "|---|---|---|---|"]
    for kind in ("direct", "mixed", "indirect"):
        own = [(s, r) for s, r, k in after if k == kind]
        said, right = (100 * sum(column) / max(len(own), 1) for column in zip(*own, strict=True))
        lines.append(f"| {kind} | {len(own)} | {said:.1f} | {right:.1f} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("--write", action="store_true", help="put the map into config.json")
    parser.add_argument("--document", type=Path, help="put the tables there, between the marks of `calibration`")
    parser.add_argument("--svg", type=Path, help="draw the diagram there")
    args = parser.parse_args()
    folder = args.shared / "data" / "polnear" / "dev"
    network = load(folder=args.network.resolve())
    articles = judged(network, read_gold(folder)[0], folder)
    after = cross_fitted(articles)
    lines = report(network, articles, after)
    print("\n".join(lines).strip())
    plain, mapped = ([(s, r) for s, r, _ in every] for every in ([row for one in articles for row in one], after))
    found = dict(zip(FIT, (round(w, 4) for w in fit(plain)), strict=True))
    print(f"\n{json.dumps(found)}")
    if args.document:
        put(args.document, "calibration", lines)
    if args.svg:
        args.svg.write_text(drawn(plain, mapped), encoding="utf-8")
    if args.write:
        path = args.network / "config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        config["thresholds"].update(found)
        path.write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
