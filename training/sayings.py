"""Fit quoth.sayings on hand-labelled stories: what each feature weighs, and where a saying ends.

    python -m training.sayings [SHARED] [--write] [--pairs]

With --write everything that depends on the fit is written: src/quoth/sayings/fitted.py and the tables between the marks
of docs/method/sayings.md. Run it whenever the network, its vectors or the speakers have changed (two minutes); then
``python -m benchmarks.sayings`` prints the scores beside the baselines, and tests/gates.json holds the floors.

Fitted are pairs of passages from two sources at once, so that the weights know both clean and raw input: the labelled
tellings given as perfect attributions, and the attributions that quoth itself finds there, of which those count as
tellings that share half of their letters with a label. Two labelled tellings of one article are pairs, too. Pairs of
raw attributions that have words in a row are fitted only where both are labelled tellings: of the others nobody knows.
Of the 110 that the weights took for the likeliest, about a third were one utterance when read, in an article's
background or an act that the labels leave out. All pairs that agree in nothing are fitted: drawing one in twelve of
them moved the scores by up to two points with the draw.

Every story is judged with weights fitted on the 39 others. All counts are those of SHARED/score/sayings.py; it does not
see what is joined to a statement without a label, so `strays` counts those; of 40 pairs more that a looser cut joined,
0.07 with a mean of 0.063, six were right when read (with the weights of that day). The cut is set by hand, `CHOSEN`:
`alone` at 0.05 instead of 0.01 costs the labelled tellings two points and is what keeps an article's two statements
apart where a third paper's sentence looks like both: without it, two statements of a briefing were welded at 0.2.
`opening` at 0.02 wins these back where an article opens with what it tells below. One probability for a pair and for
the mean of two groups, 0.15, has the highest F1 of those cuts whose precision is 85 or nearly. `marks` at 0.35, for two
quotations in full or two in part, keeps three to four of 109 pairs apart more and costs no F1.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from quoth.sayings import by_hand, score
from quoth.sayings.candidates import candidates
from quoth.sayings.cover import covered
from quoth.sayings.group import Cut, clusters
from quoth.sayings.members import Members, members
from quoth.sayings.speakers import nested
from quoth.sayings.tellings import Telling, prepare
from quoth.types import Article, Attribution
from training.labelled import (
    SHARED,
    Counts,
    Row,
    counted,
    found,
    given,
    labels,
    shared_letters,
)  # fmt: skip

ROOT = Path(__file__).parent.parent
FITTED = ROOT / "src/quoth/sayings/fitted.py"
METHOD = ROOT / "docs/method/sayings.md"
STRENGTH = 0.5  # of the L2 penalty (scikit-learn's C), on features that are mostly within 0 and 3
RUN = score.FEATURES.index("run")
CUT_FIELDS = ("join", "here", "mean", "alone", "opening", "marks")
CUTS = [
    Cut(join=join, here=0.3, mean=round(share * join, 3), alone=alone, opening=opening)
    for join in (0.1, 0.12, 0.15, 0.2)
    for share in (0.6, 0.8, 1.0)
    for alone, opening in ((0.05, 0.02), (0.1, 0.05), (0.1, 0.02), (0.15, 0.02))
]
CHOSEN = CUTS.index(Cut(join=0.15, here=0.3, mean=0.15, alone=0.1, opening=0.02))


@dataclass(frozen=True, slots=True)
class Pairs:
    """The comparable pairs of one story's tellings: their places, features, hand-set log-odds, whether labelled as one
    saying, and whether that is known; what is not known is not fitted.
    """

    tellings: list[Telling]
    places: list[tuple[int, int]]
    values: Any
    besides: Any
    same: Any
    known: Any


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights in the order of score.FEATURES, and where every pair begins."""

    weights: Any
    bias: float

    def odds(self, held: Pairs) -> Any:
        return held.values @ self.weights + self.bias + held.besides


def pairs(
    row: Row, attributions: Sequence[Attribution], articles: Mapping[str, Article], *, raw: bool = False
) -> Pairs:
    """A passage tells a labelled saying when it shares half of the shorter's letters and a quarter of the longer's.

    Where the attributions are `raw`, what nobody knows of is not fitted.
    """
    tellings = prepare(attributions, articles)
    told = [_told(row, telling) for telling in tellings]
    places, values, besides, same, known = [], [], [], [], []
    for i, j in combinations(range(len(tellings)), 2):
        one, other = tellings[i], tellings[j]
        if one.attribution.id == other.attribution.id or nested(one, other):
            continue
        places.append((i, j))
        found = score.agreement(one, other)
        values.append(score.features(one, other, found))
        besides.append(by_hand.besides(one, other, found))
        same.append(bool(told[i] & told[j]))
        alike = same[-1] or values[-1][RUN] > 1.0
        known.append(not (raw and alike) or bool(told[i] and told[j]))
    return Pairs(tellings, places, np.array(values), np.array(besides), np.array(same), np.array(known))


def _told(row: Row, telling: Telling) -> set[int]:
    told = set()
    for passage in telling.same:
        size = sum(s.end - s.start for s in passage.content)
        for number, one in enumerate(row["sayings"]):
            for x in one["tellings"]:
                if x["article"] == passage.attribution.article:
                    both, wanted = shared_letters(passage.content, x), sum(end - start for start, end in x["spans"])
                    if both * 2 >= min(size, wanted) and both * 4 >= max(size, wanted):
                        told.add(number)
    return told


def fitted(clean: Mapping[int, Pairs], raw: Mapping[int, Pairs], without: int | None = None) -> Fit:
    """Fitted on the pairs of all stories but `without`."""
    from sklearn.linear_model import LogisticRegression

    held = [p for source in (clean, raw) for story, p in source.items() if story != without]
    x, y = (np.concatenate([getattr(p, name)[p.known] for p in held]) for name in ("values", "same"))
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", max_iter=200)
    model.fit(x, y)
    return Fit(model.coef_[0], float(model.intercept_[0]))


def grouped(held: Pairs, fit: Fit, cut: Cut) -> list[Members]:
    """The sayings of one story."""
    likely = 1 / (1 + np.exp(-fit.odds(held)))
    known = dict(zip(held.places, likely.tolist(), strict=True))
    at = {telling.key: n for n, telling in enumerate(held.tellings)}

    def probability(one: Telling, other: Telling) -> float:
        i, j = sorted((at[one.key], at[other.key]))
        return known.get((i, j), 0.0)

    groups, scored = clusters(held.tellings, candidates(held.tellings), probability, cut)
    return members(held.tellings, groups, covered(held.tellings, groups, scored, probability, cut))


@dataclass(frozen=True, slots=True)
class Judged:
    """What one cut gives on one input: the 12 stories that came with the guidelines, and all of them."""

    cut: Cut
    theirs: Counts
    every: Counts


def judged(rows: Sequence[Row], theirs: int, held: Mapping[int, Pairs], fits: Mapping[int, Fit]) -> list[Judged]:
    """Every cut; each story with `fits` of its number. The first `theirs` rows are those of the guidelines."""
    out = []
    for cut in CUTS:
        sayings = {n: grouped(held[n], fits[n], cut) for n in (int(row["story"]) for row in rows)}
        each = [counted(row, sayings[row["story"]]) for row in rows]
        out.append(Judged(cut, sum(each[:theirs], Counts()), sum(each, Counts())))
    return out


def constants(fit: Fit, cut: Cut) -> str:
    """The text of quoth/sayings/fitted.py."""
    weights = [f'    "{name}": {float(w):.2f},' for name, w in zip(score.FEATURES, fit.weights, strict=True)]
    return "\n".join(
        [
            '"""What was fitted on the labelled stories: written by ``python -m training.sayings --write``."""',
            "",
            "from __future__ import annotations",
            "",
            "from typing import Final",
            "",
            "# What each feature of quoth.sayings.score adds to the log-odds that two passages tell one utterance.",
            "WEIGHTS: Final[dict[str, float]] = {",
            *weights,
            "}",
            f"BIAS: Final = {fit.bias:.2f}",
            "",
            "# Where a saying ends: the fields of quoth.sayings.group.Cut.",
            *(f"{name.upper()}: Final = {getattr(cut, name)}" for name in CUT_FIELDS),
            "",
        ]
    )


def tables(fit: Fit, own: Judged, clean: Judged) -> str:
    """The part of docs/method/sayings.md that depends on the fit."""
    lines = [
        f"Every pair begins at {fit.bias:.2f}; what is weighed, and how much it adds for each unit:",
        "",
        "| " + " | ".join(score.FEATURES[:9]) + " |",
        "|" + "---|" * 9,
        "| " + " | ".join(f"{w:.2f}" for w in fit.weights[:9]) + " |",
        "",
        "| " + " | ".join(score.FEATURES[9:]) + " |",
        "|" + "---|" * len(score.FEATURES[9:]),
        "| " + " | ".join(f"{w:.2f}" for w in fit.weights[9:]) + " |",
        "",
        f"Two articles join from {own.cut.join}, from {own.cut.marks} where both are quotations in full or both in "
        f"part, one article from {own.cut.here}; two groups at a mean of "
        f"{own.cut.mean}; below {own.cut.alone} two passages of one article never meet, below {own.cut.opening} "
        "not even if one of them opens it.",
        "",
        f"Each story left out of its own fit, {datetime.now(UTC).date().isoformat()}:",
        "",
        "| | pairs | P | R | F1 | apart kept |",
        "|---|---|---|---|---|---|",
    ]
    for title, one in (("own attributions", own), ("labelled tellings", clean)):
        for which, counts in (("12 stories", one.theirs), ("all 40", one.every)):
            lines.append(f"| {title}, {which} | {counts.row()} |")
    return "\n".join(lines) + "\n"


def written(fit: Fit, own: Judged, clean: Judged) -> None:
    """Write the constants, and the tables between the marks of the document."""
    FITTED.write_text(constants(fit, own.cut), encoding="utf-8")
    text = METHOD.read_text(encoding="utf-8")
    marks = "<!-- fitted -->\n", "<!-- end of what was fitted -->"
    before, _, rest = text.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not end:
        raise SystemExit(f"{METHOD} needs the lines {marks[0].strip()} and {marks[1]}, in this order")
    METHOD.write_text(f"{before}{marks[0]}\n{tables(fit, own, clean)}\n{end}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--write", action="store_true", help="write fitted.py and the tables of docs/method/sayings.md")
    parser.add_argument("--pairs", action="store_true", help="print the pairs that the left-out weights judge worst")
    args = parser.parse_args()
    theirs, ours = labels(args.shared)
    rows = [*theirs, *ours]
    own, articles = found(args.shared, rows)
    perfect = given(rows, own, articles)
    clean = {row["story"]: pairs(row, perfect[row["story"]], articles) for row in rows}
    raw = {row["story"]: pairs(row, own[row["story"]], articles, raw=True) for row in rows}
    fit = fitted(clean, raw)
    left_out = {story: fitted(clean, raw, story) for story in raw}
    for name, held in (("given", clean), ("own", raw)):
        y = np.concatenate([p.same for p in held.values()])
        on = np.concatenate([fit.odds(p) for p in held.values()])
        out = np.concatenate([left_out[s].odds(p) for s, p in held.items()])
        print(
            f"{name:6} {len(y):,} pairs, {y.sum()} of one saying; average precision {_precision(y, on):.1f}, "
            f"left out {_precision(y, out):.1f}"
        )
    of_own = judged(rows, len(theirs), raw, left_out)
    of_given = judged(rows, len(theirs), clean, left_out)
    for n, (one, other) in enumerate(zip(of_own, of_given, strict=True)):
        print(f"{'* ' if n == CHOSEN else '  '}{one.cut}")
        for title, counts in (
            ("own 12", one.theirs), ("own all", one.every),
            ("given 12", other.theirs), ("given all", other.every),
        ):  # fmt: skip
            print(f"    {title:10}{counts}")
    print(re.sub(r"(?s).*?(?=WEIGHTS)", "", constants(fit, of_own[CHOSEN].cut), count=1))
    if args.pairs:
        _show(raw, left_out)
    if args.write:
        written(fit, of_own[CHOSEN], of_given[CHOSEN])


def _precision(y: Any, p: Any) -> float:
    from sklearn.metrics import average_precision_score

    return 100 * float(average_precision_score(y, p))


def _show(held: Mapping[int, Pairs], fits: Mapping[int, Fit]) -> None:
    ranked = [
        (float(odds), bool(y), p.tellings[i], p.tellings[j])
        for s, p in held.items()
        for odds, y, (i, j) in zip(fits[s].odds(p), p.same, p.places, strict=True)
    ]
    ranked.sort(key=lambda one: -one[0])
    for title, which in (
        ("joined wrongly", [one for one in ranked if not one[1]][:40]),
        ("missed", [one for one in ranked[::-1] if one[1]][:40]),
    ):
        print(f"\n{title}")
        for odds, _, *tellings in which:
            print(f"{odds:.1f}")
            for telling in tellings:
                name = telling.attribution.speaker.name if telling.attribution.speaker else None
                text = " .. ".join(span.text for span in telling.passage.content)
                print(f"      {telling.attribution.article} [{name}] {text[:240]!r}")


if __name__ == "__main__":
    main()
