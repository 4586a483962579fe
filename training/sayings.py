"""Fit the weights of quoth.sayings.score on hand-labelled sayings, and choose where a saying ends.

    python -m training.sayings [SHARED] [--cuts] [--pairs]

Labelled are 40 BASIL stories by SHARED/labels/GUIDELINES.md: 12 in SHARED/labels/sayings.jsonl and 28 in
training/sayings.jsonl, read by one person for this fit (170 sayings, 466 tellings, 70 pairs that are not the same;
offsets and names only, the texts are in SHARED/data/basil).

Fitted are pairs of passages from two sources at once, so that the weights know both clean and raw input: the labelled
tellings given as perfect attributions, and the attributions that quoth itself finds there, of which those count as
tellings that share half of their letters with a label. Two labelled tellings of one article are pairs, too. Pairs of
raw attributions that agree in nothing are drawn, one in RAW, and weigh accordingly.

Printed are the weights, the average precision of pairs on the stories fitted on and with each eighth of the stories
left out in turn (those are the honest ones), and with --cuts what SHARED/score/sayings.py would print for cuts of
quoth.sayings.group, always with the weights fitted without the story that is counted: over the tellings as given and
over quoth's own attributions, for the 12 stories and for all 40. The scorer does not see what is joined to a statement
without a label, so `strays` counts those; a cut is chosen by F1 among those that keep precision near 85.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from quoth.articles import read
from quoth.attributions import attribute_article
from quoth.attributions.relate import blanked
from quoth.model.network import load
from quoth.sayings import score
from quoth.sayings.candidates import Telling, candidates, prepare
from quoth.sayings.group import Cut, clusters
from quoth.sayings.members import members
from quoth.types import Article, Attribution, Span, Speaker

SHARED = Path(__file__).parent.parent.parent / "shared"
OURS = Path(__file__).parent / "sayings.jsonl"
STRENGTH = 0.5  # of the L2 penalty (scikit-learn's C), on features that are mostly within 0 and 3
FOLDS = 8
RAW = 12  # one in so many pairs of raw attributions without two words in a row is fitted
CUTS = [
    Cut(join=join, here=0.3, mean=round(0.7 * join, 3), alone=alone)
    for join in (0.1, 0.15, 0.2, 0.25, 0.3)
    for alone in (0.003, 0.01)
]
_BODIES = {"campaign", "administration", "department", "republicans", "association", "house", "wikileaks", "nebraska"}

Row = Mapping[str, Any]
Stories = Mapping[int, Sequence[Attribution]]


def labels(shared: Path) -> tuple[list[Row], list[Row]]:
    """The rows of the 12 stories that came with the guidelines, and of the 28 labelled for this fit."""
    theirs, ours = (path.read_text("utf-8").splitlines() for path in (shared / "labels/sayings.jsonl", OURS))
    return [json.loads(line) for line in theirs], [json.loads(line) for line in ours]


def found(shared: Path, rows: Sequence[Row]) -> tuple[dict[int, list[Attribution]], dict[str, Article]]:
    """What quoth finds in the articles of the labelled stories, and the articles by id."""
    network = load()
    own: dict[int, list[Attribution]] = {}
    articles: dict[str, Article] = {}
    for row in rows:
        paths = sorted((shared / "data/basil").glob(f"{row['story']:03d}_*.txt"))
        here = [a for a in read(paths) if isinstance(a, Article)]
        articles |= {a.id: a for a in here}
        own[row["story"]] = [x for a in here for x in attribute_article(a, network).attributions]
    return own, articles


def given(rows: Sequence[Row], own: Stories, articles: Mapping[str, Article]) -> dict[int, list[Attribution]]:
    """The labelled tellings as attributions: span, kind and speaker as labelled, the rest from quoth's own there.

    A telling that is only in a pair of `apart` has no label for speaker and kind; quoth's own stand in.
    """
    network = load()
    seen = {i: network.read(blanked(a)) for i, a in articles.items()}
    out: dict[int, list[Attribution]] = {}
    for row in rows:
        made: dict[str, Attribution] = {}
        told = [(x, one["speaker"]) for one in row["sayings"] for x in one["tellings"]]
        for x, speaker in [*told, *((x, None) for pair in row["apart"] for x in pair)]:
            text = articles[x["article"]].text
            spans = tuple(Span.of(text, start, end) for start, end in x["spans"])
            best = max(own[row["story"]], key=lambda a: _agreement(a, x), default=None)
            near = best if best is not None and _agreement(best, x) > 0.3 else None
            id_ = f"{x['article']}:{spans[0].start}:{spans[-1].end}"
            kind = x.get("kind") or (near.kind if near else "indirect")
            body = bool(_BODIES & set((speaker or "").lower().split()))
            who = Speaker(speaker, "organization" if body else "person") if speaker else near and near.speaker
            made.setdefault(
                id_,
                Attribution(
                    id_, x["article"], kind, near.source if near else (), near.cue if near else (), spans, 1.0,
                    speaker=who, negated=bool(near and near.negated), vector=_meaning(seen[x["article"]], spans),
                ),
            )  # fmt: skip
        out[row["story"]] = list(made.values())
    return out


def _agreement(attribution: Attribution, telling: Row) -> float:
    """Letters in both over letters in either."""
    if attribution.article != telling["article"]:
        return 0.0
    both = _shared(attribution.content, telling)
    size = sum(end - start for start, end in telling["spans"])
    return both / (sum(s.end - s.start for s in attribution.content) + size - both)


def _shared(content: Sequence[Span], telling: Row) -> int:
    return sum(max(0, min(end, s.end) - max(start, s.start)) for start, end in telling["spans"] for s in content)


def _meaning(seen: Any, spans: Sequence[Span]) -> tuple[float, ...]:
    total = sum(seen.vectors[(seen.starts >= s.start) & (seen.ends <= s.end)].sum(0) for s in spans)
    length = float(np.linalg.norm(total))
    return tuple(float(x) for x in np.asarray(total) / length) if length else ()


@dataclass(frozen=True, slots=True)
class Pairs:
    """The comparable pairs of one story's tellings: their places, features, hand-set log-odds, and whether labelled as
    one saying.
    """

    tellings: list[Telling]
    places: list[tuple[int, int]]
    values: Any
    besides: Any
    same: Any


def pairs(row: Row, attributions: Sequence[Attribution], articles: Mapping[str, Article]) -> Pairs:
    """A passage tells a labelled saying when it shares half of the shorter's letters and a quarter of the longer's."""
    tellings = prepare(attributions, articles)
    told = [_told(row, telling) for telling in tellings]
    places, values, besides, same = [], [], [], []
    for i, j in combinations(range(len(tellings)), 2):
        one, other = tellings[i], tellings[j]
        if one.attribution.id == other.attribution.id or score.nested(one, other):
            continue
        places.append((i, j))
        values.append(score.features(one, other, score.agreement(one, other)))
        besides.append(score.besides(one, other))
        same.append(bool(told[i] & told[j]))
    return Pairs(tellings, places, np.array(values), np.array(besides), np.array(same))


def _told(row: Row, telling: Telling) -> set[int]:
    found = set()
    for passage in telling.same:
        size = sum(s.end - s.start for s in passage.content)
        for number, one in enumerate(row["sayings"]):
            for x in one["tellings"]:
                if x["article"] == passage.attribution.article:
                    both, wanted = _shared(passage.content, x), sum(end - start for start, end in x["spans"])
                    if both * 2 >= min(size, wanted) and both * 4 >= max(size, wanted):
                        found.add(number)
    return found


def fitted(clean: Mapping[int, Pairs], raw: Mapping[int, Pairs], without: Sequence[int] = ()) -> tuple[Any, float]:
    """Weights and bias, fitted on the pairs of all stories but those of `without`."""
    from sklearn.linear_model import LogisticRegression

    x, y, w = [], [], []
    draw = random.Random(0)
    run = score.FEATURES.index("run")
    for source, one_in in ((clean, 1), (raw, RAW)):
        for story, held in source.items():
            keep = np.array([draw.random() * one_in < 1 for _ in held.places])
            sure = held.same | (held.values[:, run] > 1.0)
            if story not in without:
                chosen = keep | sure
                x.append(held.values[chosen])
                y.append(held.same[chosen])
                w.append(np.where(sure[chosen], 1.0, one_in))
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", max_iter=200)
    model.fit(np.concatenate(x), np.concatenate(y), sample_weight=np.concatenate(w))
    return model.coef_[0], float(model.intercept_[0])


def grouped(held: Pairs, weights: Any, bias: float, cut: Cut) -> list[list[str]]:
    """The sayings of one story, as attribution ids."""
    likely = 1 / (1 + np.exp(-(held.values @ weights + bias + held.besides)))
    known = dict(zip(held.places, likely.tolist(), strict=True))
    at = {telling.key: n for n, telling in enumerate(held.tellings)}

    def probability(one: Telling, other: Telling) -> float:
        i, j = sorted((at[one.key], at[other.key]))
        return known.get((i, j), 0.0)

    groups, _ = clusters(held.tellings, candidates(held.tellings), probability, cut)
    return [list(one.held) for one in members(held.tellings, groups)]


@dataclass(frozen=True, slots=True)
class Counts:
    """Pairs of tellings in different articles, as SHARED/score/sayings.py counts them.

    Of `labelled` pairs `right` are joined; `wrong` are joined and labelled as tellings of different sayings; of
    `apart` pairs that are found, `kept` are not joined. `strays` are unlabelled attributions joined to labelled ones.
    """

    labelled: int = 0
    right: int = 0
    wrong: int = 0
    apart: int = 0
    kept: int = 0
    strays: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f) + getattr(other, f) for f in self.__slots__))

    def __str__(self) -> str:
        p, r = self.right / max(self.right + self.wrong, 1), self.right / max(self.labelled, 1)
        f1 = 2 * self.right / max(self.labelled + self.right + self.wrong, 1)
        return f"F1 {100 * f1:.1f} P {100 * p:.1f} R {100 * r:.1f} apart {self.kept}/{self.apart} strays {self.strays}"


def counted(row: Row, attributions: Sequence[Attribution], sayings: Sequence[Sequence[str]]) -> Counts:
    """The pairs of one labelled story, given as the ids of each saying."""
    of: dict[str, set[int]] = defaultdict(set)
    for n, ids in enumerate(sayings):
        for i in ids:
            of[i].add(n)

    def joined(one: set[str], other: set[str]) -> bool:
        return any(of[i] & of[j] for i in one for j in other)

    told = [(k, x, _found(x, attributions)) for k, one in enumerate(row["sayings"]) for x in one["tellings"]]
    labelled = right = wrong = 0
    for (k, x, at), (other, y, there) in combinations(told, 2):
        if x["article"] == y["article"]:
            continue
        if k == other:
            labelled += 1
            right += joined(at, there)
        elif joined(at, there):
            reports = [{i for n, z, seen in told if n == m and z["article"] == article for i in seen}
                       for m, article in ((other, x["article"]), (k, y["article"]))]  # fmt: skip
            wrong += not (at & reports[0] or there & reports[1])
    ends = [(_found(x, attributions), _found(y, attributions)) for x, y in row["apart"]]
    ends = [(one, other) for one, other in ends if one and other]
    known = {i for _, _, at in told for i in at}
    strays = sum(len(set(ids) - known) for ids in sayings if len(ids) > 1 and known & set(ids))
    return Counts(labelled, right, wrong, len(ends), sum(not joined(*pair) for pair in ends), strays)


def _found(telling: Row, attributions: Sequence[Attribution]) -> set[str]:
    """The attributions that share a third of the characters of a labelled telling and are not four times as long."""
    size = sum(end - start for start, end in telling["spans"])
    return {
        a.id
        for a in attributions
        if a.article == telling["article"]
        and _shared(a.content, telling) * 3 >= size
        and sum(s.end - s.start for s in a.content) <= 4 * size + 80
    }


def folds(stories: Sequence[int]) -> Iterator[list[int]]:
    """Each eighth of the stories."""
    for n in range(FOLDS):
        yield sorted(stories)[n::FOLDS]


def cuts(rows: Sequence[Row], theirs: int, sources: Mapping[str, tuple[Stories, Mapping[int, Pairs]]]) -> None:
    """What every cut gives, each story with weights fitted without it; the first `theirs` rows also by themselves."""
    by = {row["story"]: row for row in rows}
    clean, raw = sources["given"][1], sources["own"][1]
    weights = {story: model for part in folds(list(by)) for model in [fitted(clean, raw, part)] for story in part}
    for name, (attributions, held) in sources.items():
        for cut in CUTS:
            each = [
                counted(row, attributions[story], grouped(held[story], *weights[story], cut))
                for story, row in by.items()
            ]
            print(
                f"{name:6} {cut}\n       12 stories: {sum(each[:theirs], Counts())}\n       all:  {sum(each, Counts())}"
            )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--cuts", action="store_true")
    parser.add_argument("--pairs", action="store_true", help="print the pairs that the left-out weights judge worst")
    args = parser.parse_args()
    theirs, ours = labels(args.shared)
    rows = [*theirs, *ours]
    own, articles = found(args.shared, rows)
    perfect = given(rows, own, articles)
    clean = {row["story"]: pairs(row, perfect[row["story"]], articles) for row in rows}
    raw = {row["story"]: pairs(row, own[row["story"]], articles) for row in rows}
    weights, bias = fitted(clean, raw)
    left_out = {story: model for part in folds(list(raw)) for model in [fitted(clean, raw, part)] for story in part}
    for name, held in (("given", clean), ("own", raw)):
        y = np.concatenate([p.same for p in held.values()])
        on = np.concatenate([p.values @ weights for p in held.values()])
        out = np.concatenate([p.values @ left_out[s][0] + left_out[s][1] for s, p in held.items()])
        print(
            f"{name:6} {len(y):,} pairs, {y.sum()} of one saying; average precision {_precision(y, on):.1f}, "
            f"left out {_precision(y, out):.1f}"
        )
    for feature, weight in zip(score.FEATURES, weights, strict=True):
        print(f"{feature:12}{weight:8.2f}")
    print("WEIGHTS =", tuple(round(float(w), 2) for w in weights))
    print("BIAS =", round(bias, 2))
    if args.pairs:
        _show(raw, left_out)
    if args.cuts:
        cuts(rows, len(theirs), {"given": (perfect, clean), "own": (own, raw)})


def _precision(y: Any, p: Any) -> float:
    from sklearn.metrics import average_precision_score

    return 100 * float(average_precision_score(y, p))


def _show(held: Mapping[int, Pairs], models: Mapping[int, tuple[Any, float]]) -> None:
    judged = [
        (float(v @ models[s][0] + models[s][1]), bool(y), p.tellings[i], p.tellings[j])
        for s, p in held.items()
        for v, y, (i, j) in zip(p.values, p.same, p.places, strict=True)
    ]
    judged.sort(key=lambda one: -one[0])
    for title, which in (
        ("joined wrongly", [one for one in judged if not one[1]][:40]),
        ("missed", [one for one in judged[::-1] if one[1]][:40]),
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
