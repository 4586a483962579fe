"""Fidelity: how many of an outlet's quotations a record has word for word, and how much of the rest is noise.

Counts, never a grade. A share comes with its interval (Wilson 1927, 95 %), and is marked where there are too few
quotations to say anything. Beside it stands the noise floor: how many quotations would differ if the outlet had
printed, word for word, what another transcriber heard.

What it cannot do: it knows nothing of the quotations whose record was not given, and does not tell a slip of the
transcriber from one of the outlet; `noise` says how many of the former to expect.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.records.finding import Checked, Finding
from quoth.types import WORD_FOR_WORD, Change, in_order

NOISE = (0.002, 0.049)
"""Share of words in which two transcripts of one event differ: the least and the most of six debates of the development
data, each of which two publishers transcribed (0.2, 0.4, 0.7, 1.0, 1.6 and 4.9 %)."""

FEW = 20
"""Quotations with a record below which a share says next to nothing: its interval is 35 points wide or more."""

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Fidelity:
    """The counts of one outlet or article.

    `quotations` are those of five words or more, `found` those that a record has; `verbatim` and `changed` are these in
    two, and `kinds` say in how many of the changed ones each kind of change is; in `unmarked` of them something other
    than spelling or fillers differs without a mark, in `meaning` the meaning may differ; `perhaps` of them may be of
    another occasion. `noise` is how many of `found` would differ by transcription alone, at the least and at the most;
    `disputed` in how many of the `compared` that two records have these differ among themselves.
    """

    name: str
    articles: int
    quotations: int
    found: int
    verbatim: int
    kinds: tuple[tuple[Change, int], ...]
    unmarked: int
    meaning: int
    perhaps: int
    noise: tuple[float, float]
    compared: int
    disputed: int

    @property
    def changed(self) -> int:
        return self.found - self.verbatim

    @property
    def few(self) -> bool:
        """Whether there are too few to say anything about the outlet."""
        return self.found < FEW

    @property
    def interval(self) -> tuple[float, float] | None:
        """The share that is word for word, as an interval of 95 %; None where nothing was found."""
        return wilson(self.verbatim, self.found) if self.found else None

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "articles": self.articles,
            "quotations": self.quotations,
            "found": self.found,
            "verbatim": self.verbatim,
            "changed": self.changed,
            "changes": dict(self.kinds),
            "unmarked": self.unmarked,
            "meaning": self.meaning,
            "perhaps": self.perhaps,
            "interval": [round(x, 4) for x in self.interval] if self.interval else None,
            "few": self.few,
            "noise": [round(x, 2) for x in self.noise],
            "compared": self.compared,
            "disputed": self.disputed,
        }


def fidelity(checked: Iterable[Checked]) -> tuple[Fidelity, ...]:
    """The counts of each outlet (an article without one stands for itself), by name."""
    groups: dict[str, list[Checked]] = {}
    for one in checked:
        groups.setdefault(" ".join((one.article.outlet or one.article.id).split()), []).append(one)
    return tuple(_counted(name, groups[name]) for name in sorted(groups))


def _counted(name: str, checked: Sequence[Checked]) -> Fidelity:
    findings = [q for one in checked for q in one.quotations]
    found = [q for q in findings if q.heard]
    kinds = Counter(kind for q in found for kind in q.changes)
    return Fidelity(
        name=name,
        articles=len(checked),
        quotations=len(findings),
        found=len(found),
        verbatim=sum(q.verdict == "verbatim" for q in found),
        kinds=tuple((kind, kinds[kind]) for kind in in_order(kinds)),
        unmarked=sum(not WORD_FOR_WORD.issuperset(q.changes) for q in found),
        meaning=sum(q.meaning for q in found),
        perhaps=sum(q.perhaps for q in found),
        noise=(_differing(found, NOISE[0]), _differing(found, NOISE[1])),
        compared=sum(len(q.heard) > 1 for q in found),
        disputed=sum(any(q.disputes) for q in found),
    )


def _differing(found: Iterable[Finding], share: float) -> float:
    """How many quotations to expect with a differing word where each word differs with the chance `share`."""
    return sum(1 - (1 - share) ** len(q.span.text.split()) for q in found)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The interval of 95 % for a share of `hits` in `of` (Wilson 1927); `of` is at least 1."""
    p, z2 = hits / of, _Z * _Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)
