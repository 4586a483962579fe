"""Fit the weights of quoth.sayings.score on hand-labelled sayings.

    python -m training.sayings [SHARED] [--pairs] [--cuts]

Read are SHARED/labels/sayings.jsonl (12 BASIL stories) and its articles. Each labelled span becomes an attribution
with the speaker and meaning that the shipped network and the speaker resolution give it there (the labelled name where
they give none); the network's other attributions are the distractors, and so is every quotation that none of them
covers. Fitted are the pairs that `candidates` proposes in different articles.
Printed are the weights, and the pairs' average precision and best F1 on the stories fitted on and with each story left
out in turn (those are the honest ones); --pairs shows the worst errors.

--cuts chooses where a saying ends (quoth.sayings.group.CUT) on the attributions that quoth itself finds in those
stories, and prints what SHARED/score/sayings.py would: on the stories chosen on, and with both the weights and the cut
chosen without the story that is counted. The score does not see what is joined to an unlabelled telling, so choosing by
it would join nearly everything; a cut is chosen by the F1 in which such pairs count as wrong, though some are right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from quoth.articles import read
from quoth.attributions import attribute_article
from quoth.attributions.relate import blanked, kind_of
from quoth.model.network import Network, load
from quoth.quotation import quotations
from quoth.sayings import score
from quoth.sayings.candidates import Telling, candidates, prepare
from quoth.sayings.group import CUT, Cut, clusters
from quoth.types import Article, Attribution, Span, Speaker

SHARED = Path(__file__).parent.parent.parent / "shared"
STRENGTH = 10.0  # of the L2 penalty (scikit-learn's C)
SAME_SPAN = 0.4  # of the words of both, that the network and the label share for its speaker to be taken
CUTS = [
    Cut(join=join, here=CUT.here, mean=round(join * share, 3), alone=alone)
    for join in (0.08, 0.1, 0.12, 0.15, 0.2, 0.25)
    for share in (0.8, 1.0)
    for alone in (0.01, 0.03)
]
DISTRACTOR = 5  # words of a quotation that is taken for a statement


@dataclass(frozen=True, slots=True)
class Labelled:
    """A story's attributions, and which of its labelled sayings each of them tells (-1: none)."""

    story: int
    attributions: list[Attribution]
    saying: dict[str, int]
    apart: list[tuple[str, str]]


def stories(shared: Path) -> Iterator[Labelled]:
    """The labelled stories, their labelled spans taken as attributions."""
    network = load()
    for line in (shared / "labels/sayings.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        paths = sorted((shared / "data/basil").glob(f"{row['story']:03d}_*.txt"))
        found: dict[str, Attribution] = {}
        saying: dict[str, int] = {}
        known = {a.id: a for a in read(paths) if isinstance(a, Article)}
        seen = {i: attribute_article(a, network).attributions for i, a in known.items()}
        for number, one in enumerate(row["sayings"]):
            for telling in one["tellings"]:
                made = _labelled(known[telling["article"]], telling, one["speaker"], seen[telling["article"]], network)
                found[made.id] = made
                saying[made.id] = number
        apart = []
        for pair in row["apart"]:
            ids = []
            for telling in pair:
                made = _labelled(known[telling["article"]], telling, None, seen[telling["article"]], network)
                found.setdefault(made.id, made)
                ids.append(made.id)
            apart.append((ids[0], ids[1]))
        taken = list(found.values())
        others = [d for i, a in known.items() for d in _distractors(a, seen[i], network)]
        others = [d for d in others if not any(_overlap(d, t) for t in taken)]
        yield Labelled(
            row["story"],
            taken + others,
            {**{d.id: -1 for d in others}, **{i: -1 for p in apart for i in p}, **saying},
            apart,
        )


def _labelled(
    article: Article, telling: dict[str, Any], speaker: str | None, seen: tuple[Attribution, ...], network: Network
) -> Attribution:
    spans = tuple(Span.of(article.text, s, e) for s, e in telling["spans"])
    content = Attribution(
        f"{article.id}:{spans[0].start}", article.id, telling["kind"], (), (), spans, 1.0,
        vector=_meaning(article, spans, network),
    )  # fmt: skip
    best = max(seen, key=lambda a: _agreement(a, content), default=None)
    if best is not None and _agreement(best, content) >= SAME_SPAN:
        return replace(content, speaker=best.speaker, said_on=best.said_on, negated=best.negated)
    return replace(content, speaker=Speaker(speaker, "person") if speaker else None)


def _distractors(article: Article, seen: tuple[Attribution, ...], network: Network) -> Iterator[Attribution]:
    """The network's attributions, and quotations that none of them covers."""
    yield from seen
    marks = quotations(article.text)
    for mark in marks:
        text = article.text[mark.start : mark.end]
        if mark.depth == 0 and len(text.split()) >= DISTRACTOR:
            span = (Span(mark.start, mark.end, text),)
            made = Attribution(
                f"{article.id}:{mark.start}q", article.id, kind_of(span, marks), (), (), span, 1.0,
                vector=_meaning(article, span, network),
            )  # fmt: skip
            if not any(_overlap(made, a) for a in seen):
                yield made


_READ: dict[str, Any] = {}


def _meaning(article: Article, spans: tuple[Span, ...], network: Network) -> tuple[float, ...]:
    if article.id not in _READ:
        _READ[article.id] = network.read(blanked(article))
    seen = _READ[article.id]
    total = sum(seen.vectors[(seen.starts >= s.start) & (seen.ends <= s.end)].sum(0) for s in spans)
    length = float(np.linalg.norm(total))
    return tuple(float(x) for x in np.asarray(total) / length) if length else ()


def _agreement(one: Attribution, other: Attribution) -> float:
    both = _overlap(one, other)
    return both / (sum(s.end - s.start for a in (one, other) for s in a.content) - both)


def _overlap(one: Attribution, other: Attribution) -> int:
    if one.article != other.article:
        return 0
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)


def pairs(labelled: Labelled) -> Iterator[tuple[Telling, Telling, bool]]:
    """The candidates of a story, and whether the labels join them; none within one article."""
    tellings = prepare(labelled.attributions)
    for i, j in candidates(tellings):
        one, other = tellings[i], tellings[j]
        a, b = labelled.saying[one.id], labelled.saying[other.id]
        if one.attribution.article == other.attribution.article:
            continue
        yield one, other, a >= 0 and a == b


@dataclass(frozen=True, slots=True)
class Counts:
    """Pairs of tellings in different articles, as SHARED/score/sayings.py counts them.

    Of `labelled` pairs `right` are joined; `wrong` are joined and labelled as tellings of different sayings. Of all
    joined pairs `fitting` tell one labelled saying and `strays` do not.
    """

    labelled: int = 0
    right: int = 0
    wrong: int = 0
    fitting: int = 0
    strays: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f) + getattr(other, f) for f in self.__slots__))

    def f1(self, *, strict: bool = False) -> float:
        """In percent; `strict` counts every joined pair that no label joins as wrong."""
        wrong = self.right * self.strays / max(self.fitting, 1) if strict else self.wrong
        return 200 * self.right / max(self.labelled + self.right + wrong, 1)

    def __str__(self) -> str:
        p, r = self.right / max(self.right + self.wrong, 1), self.right / max(self.labelled, 1)
        return f"P {100 * p:.1f} R {100 * r:.1f} F1 {self.f1():.1f} (F1 with strays wrong {self.f1(strict=True):.1f})"


def counted(row: Mapping[str, Any], attributions: Sequence[Attribution], groups: Sequence[Sequence[str]]) -> Counts:
    """The pairs of one labelled story, given as the ids of each saying."""
    told = [(k, x, _found(x, attributions)) for k, one in enumerate(row["sayings"]) for x in one["tellings"]]
    group_of = {i: n for n, ids in enumerate(groups) for i in ids}
    labelled = right = wrong = 0
    for (k, x, at), (other, y, there) in combinations(told, 2):
        if x["article"] == y["article"]:
            continue
        joined = bool({group_of[i] for i in at} & {group_of[i] for i in there})
        if k == other:
            labelled += 1
            right += joined
        elif joined:
            reports = [{i for n, z, found in told if n == m and z["article"] == article for i in found}
                       for m, article in ((other, x["article"]), (k, y["article"]))]  # fmt: skip
            wrong += not (at & reports[0] or there & reports[1])
    tells: dict[str, set[int]] = {a.id: set() for a in attributions}
    for k, _, at in told:
        for i in at:
            tells[i].add(k)
    article = {a.id: a.article for a in attributions}
    joined_pairs = [(i, j) for ids in groups for i, j in combinations(ids, 2) if article[i] != article[j]]
    fitting = sum(bool(tells[i] & tells[j]) for i, j in joined_pairs)
    return Counts(labelled, right, wrong, fitting, len(joined_pairs) - fitting)


def _found(telling: Mapping[str, Any], attributions: Sequence[Attribution]) -> set[str]:
    """The attributions that share a third of the characters of a labelled telling and are not four times as long."""
    size = sum(end - start for start, end in telling["spans"])
    found = set()
    for a in attributions:
        if a.article == telling["article"]:
            shared = sum(max(0, min(e, s.end) - max(b, s.start)) for b, e in telling["spans"] for s in a.content)
            if shared * 3 >= size and sum(s.end - s.start for s in a.content) <= 4 * size + 80:
                found.add(a.id)
    return found


def cuts(shared: Path, weigh: Callable[[int | None], tuple[Any, float]]) -> None:
    """Choose the cut and print what it gives; `weigh(story)` gives weights and bias fitted without that story."""
    from benchmarks.sayings import own_attributions

    rows = {r["story"]: r for r in map(json.loads, (shared / "labels/sayings.jsonl").read_text("utf-8").splitlines())}
    own, _ = own_attributions(shared)
    seen = {story: _compared(found) for story, found in own.items()}

    def counts(stories: Sequence[int], weights: tuple[Any, float], among: Sequence[Cut]) -> dict[Cut, Counts]:
        totals = dict.fromkeys(among, Counts())
        for story in stories:
            tellings, *rest = seen[story]
            likely = _likely(*rest, *weights)
            pairs = list(candidates(tellings))
            for cut in among:
                groups, _ = clusters(tellings, pairs, lambda one, other, p=likely: p[one.id, other.id], cut)
                told = [[a.id for i in members for a in tellings[i].same] for members in groups]
                totals[cut] += counted(rows[story], own[story], told)
        return totals

    def best(stories: Sequence[int], weights: tuple[Any, float]) -> tuple[Cut, Counts]:
        return max(counts(stories, weights, CUTS).items(), key=lambda total: total[1].f1(strict=True))

    cut, total = best(list(rows), weigh(None))
    print(f"\nchosen on all: {cut}\n{total}")
    print(f"as it stands: {CUT}\n{counts(list(rows), weigh(None), [CUT])[CUT]}")
    left_out = as_it_stands = Counts()
    for story in rows:
        weights = weigh(story)
        cut, _ = best([s for s in rows if s != story], weights)
        found = counts([story], weights, [cut, CUT])
        left_out += found[cut]
        as_it_stands += found[CUT]
        print(f"without {story}: {cut}")
    print(f"weights and cut without the story counted: {left_out}")
    print(f"weights without the story counted, the cut as it stands: {as_it_stands}")


def _compared(found: Sequence[Attribution]) -> tuple[list[Telling], list[tuple[str, str]], Any, Any]:
    """The tellings of a story, and of each pair the ids, the features and the log-odds set by hand."""
    tellings = prepare(found)
    ids, values, besides = [], [], []
    for one, other in combinations(tellings, 2):
        seen = score.agreement(one, other)
        ids.append((one.id, other.id))
        values.append(score.features(one, other, seen))
        besides.append(-np.inf if score.nested(one, other) else score.besides(one, other, seen))
    return tellings, ids, np.array(values), np.array(besides)


def _likely(ids: list[tuple[str, str]], values: Any, besides: Any, weights: Any, bias: float) -> dict[Any, float]:
    return dict(zip(ids, (1 / (1 + np.exp(-(values @ weights + bias + besides)))).tolist(), strict=True))


def main() -> None:
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--cuts", action="store_true")
    args = parser.parse_args()
    rows, truth, of, kept = [], [], [], []
    for labelled in stories(args.shared):
        for one, other, same in pairs(labelled):
            rows.append(score.features(one, other, score.agreement(one, other)))
            truth.append(same)
            of.append(labelled.story)
            kept.append((one, other))
    x, y, groups = np.array(rows), np.array(truth), np.array(of)

    def fitted(without: int | None) -> Any:
        return LogisticRegression(C=STRENGTH, max_iter=5000).fit(x[groups != without], y[groups != without])

    model = fitted(None)
    left_out = np.zeros(len(y))
    for story in np.unique(groups):
        left_out[groups == story] = fitted(story).predict_proba(x[groups == story])[:, 1]
    print(f"{len(y)} pairs, {y.sum()} of one saying, {len(np.unique(groups))} stories")
    for name, p in (("fitted on", model.predict_proba(x)[:, 1]), ("left out", left_out)):
        print(f"{name:<10} average precision {100 * _average_precision(y, p):.1f}  best F1 {_best(y, p)}")
    for name, weight in zip(score.FEATURES, model.coef_[0], strict=True):
        print(f"{name:<12}{weight:8.2f}")
    print("WEIGHTS =", tuple(round(float(w), 2) for w in model.coef_[0]))
    print("BIAS =", round(float(model.intercept_[0]), 2))
    if args.pairs:
        _show(kept, y, left_out, x)
    if args.cuts:
        models = {story: fitted(story) for story in (None, *np.unique(groups).tolist())}
        cuts(args.shared, lambda story: (models[story].coef_[0], float(models[story].intercept_[0])))


def _average_precision(y: Any, p: Any) -> float:
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(y, p))


def _best(y: Any, p: Any) -> str:
    order = np.argsort(-p)
    hits = np.cumsum(y[order])
    f1 = 2 * hits / (np.arange(1, len(y) + 1) + y.sum())
    best = int(f1.argmax())
    return f"{100 * f1[best]:.1f} from probability {p[order][best]:.2f}"


def _show(kept: list[tuple[Telling, Telling]], y: Any, p: Any, x: Any) -> None:
    order = np.argsort(-p)
    for title, which in (("joined wrongly", order[~y[order]][:40]), ("missed", order[::-1][y[order[::-1]]][:40])):
        print(f"\n{title}")
        for k in which:
            print(f"{p[k]:.2f}", np.round(x[k], 2).tolist())
            for telling in kept[k]:
                a = telling.attribution
                name = a.speaker.name if a.speaker else None
                print(f"      {a.article} [{name}] {' .. '.join(s.text for s in a.content)[:240]!r}")


if __name__ == "__main__":
    main()
