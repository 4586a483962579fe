"""Fit the weights of quoth.sayings.score on hand-labelled sayings.

    python -m training.sayings [SHARED] [--pairs]

Read are SHARED/labels/sayings.jsonl (12 BASIL stories) and its articles. Each labelled span becomes an attribution
with the speaker and meaning that the shipped network and the speaker resolution give it there (the labelled name where
they give none); the network's other attributions are the distractors, and so is every quotation that none of them
covers. Fitted are the pairs that `candidates` proposes in different articles.
Printed are the weights, and the pairs' average precision and best F1 on the stories fitted on and with each story left
out in turn (those are the honest ones); --pairs shows the worst errors.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from quoth.types import Article, Attribution, Span, Speaker

SHARED = Path(__file__).parent.parent.parent / "shared"
STRENGTH = 10.0  # of the L2 penalty (scikit-learn's C)
SAME_SPAN = 0.4  # of the words of both, that the network and the label share for its speaker to be taken
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


def main() -> None:
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--pairs", action="store_true")
    args = parser.parse_args()
    rows, truth, of, kept = [], [], [], []
    for labelled in stories(args.shared):
        for one, other, same in pairs(labelled):
            rows.append(score.features(one, other, score.agreement(one, other)))
            truth.append(same)
            of.append(labelled.story)
            kept.append((one, other))
    x, y, groups = np.array(rows), np.array(truth), np.array(of)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(x, y)
    left_out = np.zeros(len(y))
    for story in np.unique(groups):
        other = LogisticRegression(C=STRENGTH, max_iter=5000).fit(x[groups != story], y[groups != story])
        left_out[groups == story] = other.predict_proba(x[groups == story])[:, 1]
    print(f"{len(y)} pairs, {y.sum()} of one saying, {len(np.unique(groups))} stories")
    for name, p in (("fitted on", model.predict_proba(x)[:, 1]), ("left out", left_out)):
        print(f"{name:<10} average precision {100 * _average_precision(y, p):.1f}  best F1 {_best(y, p)}")
    for name, weight in zip(score.FEATURES, model.coef_[0], strict=True):
        print(f"{name:<12}{weight:8.2f}")
    print("WEIGHTS =", tuple(round(float(w), 2) for w in model.coef_[0]))
    print("BIAS =", round(float(model.intercept_[0]), 2))
    if args.pairs:
        _show(kept, y, left_out, x)


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
