"""Why a saying has as many origins as it has: its roots, and the ledgers of its tellings and of their articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quoth.counted import counted
from quoth.lineage.weights import BIAS
from quoth.types import Attribution, Evidence, Lineage, Saying, Trace

CITED = 90  # code points of a passage that are shown


def rows(trace: Trace, saying: Saying) -> tuple[Lineage, ...]:
    """The rows of `trace` on two tellings of `saying`, then those on two of their articles."""
    tellings = {a.id: a.article for a in trace.attributions}
    articles = {tellings[t] for t in saying.tellings if t in tellings}
    own = [r for r in trace.lineage if r.saying == saying.id]
    beside = [r for r in trace.lineage if r.saying is None and r.story == saying.story and {r.start, r.end} <= articles]
    return (*own, *beside)


def to_dict(saying: Saying, lineage: tuple[Lineage, ...]) -> dict[str, Any]:
    """The part on lineage of the object of ``quoth why --format json``."""
    return {
        "origins": saying.origins and saying.origins.to_dict(),
        "bias": BIAS,
        "lineage": [row.to_dict() for row in lineage],
    }


def render(saying: Saying, lineage: tuple[Lineage, ...], attributions: Mapping[str, Attribution]) -> str:
    """The same for reading."""
    if saying.origins is None:
        return ""
    lines = ["", heading(saying)]
    for n, root in enumerate(saying.origins.roots, 1):
        told = ", ".join(dict.fromkeys(attributions[t].article for t in root.tellings if t in attributions))
        lines.append(f"  {n}. {told}: {root.reason}")
    for row in lineage:
        lines += ["", f"{_ends(row)} ({'tellings' if row.saying else 'articles'}), {row.weight:.2f}"]
        weighed = [e for e in row.evidence if _counts(e)]
        lines += [line for entry in weighed for line in _entry(entry)]
        if any(e.weighs for e in weighed):
            lines.append(f"  {BIAS:+6.2f}  where every pair begins")
        for way, start, end in (("forward", row.start, row.end), ("backward", row.end, row.start)):
            if entries := [e for e in row.evidence if e.bearing == way]:
                lines.append(f"  If they are related, this speaks for {start} before {end}:")
                lines += [line for entry in entries for line in _entry(entry)]
        if row.through is not None:
            lines.append(f"  The words went through {row.through}.")
    return "\n".join(lines) + "\n"


def heading(saying: Saying) -> str:
    """“2 independent origins”, how few it may be, and how many with the tellings that only perhaps belong."""
    found = saying.origins
    if found is None:
        return ""
    sure = sides(saying)
    few = f", perhaps only {found.least}" if found.least < sure else ""
    more = f", perhaps {found.count}" if sure < found.count else ""
    return counted(sure, "independent origin") + few + more


def sides(saying: Saying) -> int:
    """The independent origins that a telling without a doubt goes back to; where there is none, of all tellings."""
    roots = saying.origins.roots if saying.origins else ()
    sure = sum(not set(root.tellings).issubset(saying.doubtful) for root in roots)
    return sure or len(roots)


def _ends(row: Lineage) -> str:
    if row.relation == "copy":
        return f"{row.end} has it from {row.start}"
    known = {
        "common source": f"have it from {row.source or 'one unknown source'}",
        "independent": "are independent of each other",
        "undecided": "depend on each other in a way not known" if row.weight >= 0.5 else "may depend on each other",
    }
    return f"{row.start} and {row.end} {known[row.relation]}"


def _counts(entry: Evidence) -> bool:
    """Whether an entry says that two are related, or not: those on which came first count only where they are."""
    return entry.bearing in ("related", "apart") or entry.term == "credit"


def _entry(entry: Evidence) -> list[str]:
    lines = [f"  {'-' if entry.bearing == 'apart' else '+'}{entry.weighs:5.2f}  {entry.term}: {entry.reason}"]
    for cited in entry.spans:
        words = " ".join(cited.text.split())
        shown = words if len(words) <= CITED else words[:CITED] + "…"
        lines.append(f"            {cited.article} {cited.start}:{cited.end} {shown}")
    return lines
