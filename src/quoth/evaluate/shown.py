"""An evaluation for reading and for programs: every figure beside the rule's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from quoth.counted import counted
from quoth.evaluate.faults import CAUSES, Fault
from quoth.evaluate.gold import ROLES, Relation
from quoth.evaluate.reliability import bins, calibration_error
from quoth.evaluate.scores import KINDS, MEASURES, Figures
from quoth.types import Problem

_AROUND = 40  # characters of context on each side
_LONG = 160  # characters of a piece or a gap beyond which its middle is left out


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What stands in the report. `name` says whose relations were scored; `made_by` which network, where known."""

    gold: str
    name: str
    made_by: str | None
    relations: int
    found: Figures
    rule: Figures
    faults: Sequence[Fault]
    problems: Sequence[Problem]

    def to_dict(self) -> dict[str, Any]:
        return {
            "gold": self.gold,
            "articles": self.found.articles,
            "relations": self.relations,
            "made_by": self.made_by,
            "name": self.name,
            "figures": _figures(self.found),
            "rule": _figures(self.rule),
            "faults": _caused(self.faults),
            "problems": [p.to_dict() for p in self.problems],
        }


def _figures(one: Figures) -> dict[str, Any]:
    shown: dict[str, Any] = {name: count.to_dict() for name, count in one.counts.items()}
    shown["found"] = one.counts["relation"].found
    shown["missing_articles"] = one.missing
    shown["kinds"] = {
        kind: {"gold": every.gold, "relation": round(every.recall, 2), "relation_exact": round(exact.recall, 2)}
        for kind, (every, exact) in one.kinds.items()
    }
    if one.speakers.gold:
        share = 100 * one.speakers.found / one.speakers.gold
        shown["speakers"] = {
            "gold": one.speakers.gold,
            "right": round(one.speakers.recall, 2),
            "named": round(share, 2),
        }
    if one.scored:
        shown["scores"] = {
            "mean": round(sum(s for s, _ in one.scored) / len(one.scored), 4),
            "right": round(sum(r for _, r in one.scored) / len(one.scored), 4),
            "calibration_error": round(calibration_error(one.scored), 2),
            "bins": [b.to_dict() for b in bins(one.scored)],
        }
    return shown


def _caused(faults: Sequence[Fault]) -> dict[str, int]:
    counted = Counter(f.cause for f in faults)
    return {cause: counted[cause] for cause in CAUSES}


def report(one: Evaluation, texts: Mapping[str, str], *, errors: int = 0) -> str:
    """The tables, then `errors` of the worst faults of each cause, gold beside found."""
    return "\n".join([*_tables(one), *(_errors(one.faults, texts, errors) if errors else ())]) + "\n"


def _tables(one: Evaluation) -> Iterator[str]:
    name = one.name[:18]
    found = one.found.counts["relation"].found
    with_ = f"{counted(one.found.articles, 'article')} with {counted(one.relations, 'attribution')}"
    yield f"{with_} in {one.gold}; {name} found {found:,}"
    if one.made_by:
        yield f"made by {one.made_by}"
    if one.found.missing:
        were, them = ("was", "it") if one.found.missing == 1 else ("were", "them")
        yield f"{counted(one.found.missing, 'article')} {were} not read: everything in {them} counts as missed"
    yield ""
    yield f"{'percent':18}{name:>18}{'':8}{'rule':>14}"
    yield f"{'':18}{'P':>6}{'R':>6}{'F1':>6}{'':8}{'P':>6}{'R':>6}{'F1':>6}"
    for measure in MEASURES:
        a, b = one.found.counts[measure], one.rule.counts[measure]
        figures = "".join(f"{f:6.1f}" for f in (a.precision, a.recall, a.f1))
        beside = "".join(f"{f:6.1f}" for f in (b.precision, b.recall, b.f1))
        yield f"{measure.replace('.', ' ').replace('_', ', '):18}{figures}{'':8}{beside}"
    yield ""
    yield f"{'found of each kind':18}{name:>18}{'':8}{'rule':>14}"
    yield f"{'':18}{'gold':>6}{'':6}{'right':>6}{'exact':>8}{'':6}{'right':>6}{'exact':>6}"
    for kind in KINDS:
        (a, x), (b, y) = one.found.kinds[kind], one.rule.kinds[kind]
        right = [f"{count.recall:.1f}" if a.gold else "-" for count in (a, x, b, y)]
        yield f"{kind:18}{a.gold:6,}{'':6}{right[0]:>6}{right[1]:>8}{'':6}{right[2]:>6}{right[3]:>6}"
    if one.found.speakers.gold:
        a, b = one.found.speakers, one.rule.speakers
        named, by_rule = (100 * count.found / count.gold for count in (a, b))
        yield ""
        yield f"{'speakers':18}{name:>18}{'':8}{'rule':>14}"
        yield f"{'':18}{'gold':>6}{'':6}{'right':>6}{'named':>8}{'':6}{'right':>6}{'named':>6}"
        yield f"{'':18}{a.gold:6,}{'':6}{a.recall:6.1f}{named:8.1f}{'':6}{b.recall:6.1f}{by_rule:6.1f}"
    if one.found.scored:
        said = 100 * sum(s for s, _ in one.found.scored) / len(one.found.scored)
        true = 100 * sum(r for _, r in one.found.scored) / len(one.found.scored)
        error = calibration_error(one.found.scored)
        yield ""
        yield f"scores: mean {said:.1f}, right {true:.1f} percent; expected calibration error {error:.1f}"
    yield ""
    yield "differences"
    if not one.faults:
        yield "none"
    for cause, count in _caused(one.faults).items():
        if count:
            yield f"{cause:18}{count:6,}  {CAUSES[cause]}"


def _errors(faults: Sequence[Fault], texts: Mapping[str, str], most: int) -> Iterator[str]:
    for cause, group in groupby(faults, key=lambda f: f.cause):
        every = list(group)
        yield ""
        yield f"{cause}: the worst {min(most, len(every)):,} of {len(every):,}"
        for fault in every[:most]:
            score = f", score {fault.found.score:.2f}" if fault.found and fault.found.score is not None else ""
            yield f"  {fault.article}@{fault.start}{score}"
            yield f"    gold   {marked(texts[fault.article], fault.gold)}"
            yield f"    found  {marked(texts[fault.article], fault.found)}"


def marked(text: str, relation: Relation | None) -> str:
    """The words around `relation` on one line, its roles in square brackets; the middle of what is long left out."""
    if relation is None:
        return "nothing"
    pieces = sorted((s, e, role) for role in ROLES for s, e in getattr(relation, role))
    start = max(0, pieces[0][0] - _AROUND)
    last = max(e for _, e, _ in pieces)
    out = [text[start : pieces[0][0]]]
    reached = pieces[0][0]
    for s, e, role in pieces:
        out += [_short(text[reached:s]), f"[{role} {_short(text[s:e])}]"]
        reached = max(reached, e)
    out.append(text[last : last + _AROUND])
    return " ".join("".join(out).split())


def _short(words: str) -> str:
    half = _LONG // 2
    return words if len(words) <= _LONG else f"{words[:half]} … {words[-half:]}"
