"""The hand-labelled sayings of BASIL, the attributions that they are laid over, and how joined pairs are counted.

Labelled are 40 stories by SHARED/labels/GUIDELINES.md: 12 in SHARED/labels/sayings.jsonl and 28 in
training/sayings.jsonl, read by one person (170 sayings, 466 tellings, 70 pairs that are not the same; offsets and names
only, the texts are in SHARED/data/basil).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from quoth.articles import read
from quoth.attributions.relate import Stretch, blanked, meaning
from quoth.commands.engine import own_engine
from quoth.model.network import load
from quoth.sayings.members import Members
from quoth.types import Article, Attributed, Attribution, Span, Speaker
from quoth.workers import Fresh, attributed

SHARED = Path(__file__).parent.parent.parent / "shared"
OURS = Path(__file__).parent / "sayings.jsonl"
_BODIES = {"campaign", "administration", "department", "republicans", "association", "house", "wikileaks", "nebraska"}

Row = Mapping[str, Any]
Stories = Mapping[int, Sequence[Attribution]]


def labels(shared: Path) -> tuple[list[Row], list[Row]]:
    """The rows of the 12 stories that came with the guidelines, and of the 28 labelled for this fit."""
    theirs, ours = (path.read_text("utf-8").splitlines() for path in (shared / "labels/sayings.jsonl", OURS))
    return [json.loads(line) for line in theirs], [json.loads(line) for line in ours]


def found(shared: Path, rows: Sequence[Row]) -> tuple[dict[int, list[Attribution]], dict[str, Article]]:
    """What quoth finds in the articles of the labelled stories, and the articles by id; in two processes."""
    articles: dict[str, Article] = {}
    story: dict[str, int] = {}
    for row in rows:
        paths = sorted((shared / "data/basil").glob(f"{row['story']:03d}_*.txt"))
        here = {a.id: a for a in read(paths) if isinstance(a, Article)}
        articles |= here
        story |= dict.fromkeys(here, row["story"])
    own: dict[int, list[Attribution]] = {row["story"]: [] for row in rows}
    for one in attributed(articles.values(), own_engine().attribute, workers=2):
        if isinstance(one, Fresh) and isinstance(one.result, Attributed):
            own[story[one.result.article.id]] += one.result.attributions
    return own, articles


def given(rows: Sequence[Row], own: Stories, articles: Mapping[str, Article]) -> dict[int, list[Attribution]]:
    """The labelled tellings as attributions: span, kind and speaker as labelled, the rest from quoth's own there.

    A telling that is only in a pair of `apart` has no label for speaker and kind; quoth's own stand in.
    """
    network = load()
    seen = {i: Stretch(0, network.read(blanked(a)), ()) for i, a in articles.items()}
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
                    speaker=who, negated=bool(near and near.negated), vector=meaning(seen[x["article"]], spans),
                ),
            )  # fmt: skip
        out[row["story"]] = list(made.values())
    return out


def _agreement(attribution: Attribution, telling: Row) -> float:
    """Letters in both over letters in either."""
    if attribution.article != telling["article"]:
        return 0.0
    both = shared_letters(attribution.content, telling)
    size = sum(end - start for start, end in telling["spans"])
    return both / (sum(s.end - s.start for s in attribution.content) + size - both)


def shared_letters(content: Sequence[Span], telling: Row) -> int:
    return sum(max(0, min(end, s.end) - max(start, s.start)) for start, end in telling["spans"] for s in content)


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

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.labelled, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.labelled + self.right + self.wrong, 1)

    @property
    def strict(self) -> float:
        """F1 if every statement that joined without a label made a wrong pair."""
        return 2 * self.right / max(self.labelled + self.right + self.wrong + self.strays, 1)

    def row(self) -> str:
        """The cells of a table: pairs, P, R, F1, apart kept."""
        shares = (f"{100 * share:.1f}" for share in (self.precision, self.recall, self.f1))
        return " | ".join((str(self.labelled), *shares, f"{self.kept}/{self.apart}"))

    def __str__(self) -> str:
        p, r, f1 = (100 * share for share in (self.precision, self.recall, self.f1))
        return f"F1 {f1:.1f} P {p:.1f} R {r:.1f} apart {self.kept}/{self.apart} strays {self.strays}"


def counted(row: Row, sayings: Sequence[Members]) -> Counts:
    """The pairs of one labelled story: a statement tells in a saying what stands of it there, as in quoth's JSON."""
    parts = [(n, i, held[0].attribution.article, [s for passage in held for s in passage.content])
             for n, one in enumerate(sayings) for i, held in one.held.items()]  # fmt: skip

    def reports(x: Row) -> dict[tuple[int, str], set[int]]:
        return {(n, i): {n} for n, i, article, content in parts if article == x["article"] and _tells(content, x)}

    known = {part for one in row["sayings"] for x in one["tellings"] for part in reports(x)}
    labelled = {n for n, _ in known}
    several = {n for n, one in enumerate(sayings) if len(one.held) > 1}
    strays = sum((n, i) not in known for n, i, _, _ in parts if n in labelled & several)
    return replace(_pairs(row, reports), strays=strays)


def _pairs(row: Row, reports: Callable[[Row], Mapping[Any, set[int]]]) -> Counts:
    """The pairs of labelled tellings, where `reports` has what tells one, and the sayings that each of it is in.

    What tells a telling of either saying at once is no wrong join.
    """

    def joined(one: Mapping[Any, set[int]], other: Mapping[Any, set[int]]) -> bool:
        return not set().union(*one.values()).isdisjoint(set().union(*other.values()))

    told = [(k, x, reports(x)) for k, one in enumerate(row["sayings"]) for x in one["tellings"]]
    labelled = right = wrong = 0
    for (k, x, at), (other, y, there) in combinations(told, 2):
        if x["article"] == y["article"]:
            continue
        if k == other:
            labelled += 1
            right += joined(at, there)
        elif joined(at, there):
            both = [{i for n, z, seen in told if n == m and z["article"] == article for i in seen}
                    for m, article in ((other, x["article"]), (k, y["article"]))]  # fmt: skip
            wrong += not (at.keys() & both[0] or there.keys() & both[1])
    ends = [(reports(x), reports(y)) for x, y in row["apart"]]
    ends = [(one, other) for one, other in ends if one and other]
    return Counts(labelled, right, wrong, len(ends), sum(not joined(*pair) for pair in ends))


def _tells(content: Sequence[Span], telling: Row) -> bool:
    """Whether `content` shares a third of the characters of a labelled telling and is not four times as long."""
    size = sum(end - start for start, end in telling["spans"])
    return shared_letters(content, telling) * 3 >= size and sum(s.end - s.start for s in content) <= 4 * size + 80
