"""How likely two tellings report one utterance, and why.

`features` says in numbers how two tellings agree; `compare` puts them together by a logistic regression and gives the
reasons (`quoth.sayings.reasons`), the weightiest first. The weights were fitted by training/sayings.py (see there and
docs/method/sayings.md) on the pairs of passages of 40 hand-labelled BASIL stories. That two tellings have other
numbers, or that only one is negated, counts for nothing: whether they differ in this is what a reader wants to see,
once they are joined. What no fit can know is in `quoth.sayings.by_hand`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from operator import mul

from quoth.sayings import fitted
from quoth.sayings.agreement import Agreement, agreement, in_order
from quoth.sayings.ascribed import root
from quoth.sayings.by_hand import besides, told_by_hand
from quoth.sayings.reasons import NEUTRAL, Compared, reason
from quoth.sayings.speakers import (
    ANOTHER,
    BODY,
    COMPATIBLE,
    documents,
    near,
    nested,
    speakers,
    speaks_for,
)
from quoth.sayings.tellings import SHORTEST, Telling
from quoth.types import Link

FEATURES = (
    "speaker",  # 1 the same name, 0.8 compatible, ROLE the same office by source and name, else 0
    "contained",  # weight of the shared words in the whole of the shorter telling, 0..1
    "alike",  # weight of the shared words in all words of both, 0..1
    "run",  # ln(1 + words of the longest run that both have but for person and tense, names not counted)
    "shared",  # ln(1 + weight of all shared words, names not counted: a story's people are in many of its statements)
    "order",  # words that both have in one order, person and tense aside, twice over those of both, 0..1
    "verbatim",  # both direct: share of the shorter one's words that the other has in this order, less a half; else 0
    "marked",  # one quoted in part: share of the weight of its quoted words that the other's quotation has, less a half
    "meaning",  # cosine of the meaning vectors less NEUTRAL; 0 without vectors
    "day",  # 1 when the words around name other weekdays
    "venue",  # 1 when they name other venues, -1 when they share one
    "scant",  # 1 when one has fewer than SHORTEST words that tell anything: "to the ministry" is in many statements
    "strangers",  # 1 when nobody is named by both, nor do they share LONG_RUN words in a row
    "one article",  # 1 when both stand in one article, which seldom says a thing twice
    "beside",  # 1 when they do, one right after the other, and nothing says that two people speak
    "speaks for",  # 1 when the names do not agree, but one's source names the other: "an adviser to Ms. Quist"
    "near",  # 1 when one's speaker is none or was worked out, and the other's is named near it
    "document",  # 1 when nobody is surely named and both are taken from a document of one kind: "the suit"
    "both quoted",  # 1 when both are wholly in quotation marks
    "none quoted",  # 1 when neither has any
)
WEIGHTS = tuple(fitted.WEIGHTS[name] for name in FEATURES)
BIAS = fitted.BIAS
LONG_RUN = 4


def features(one: Telling, other: Telling, found: Agreement) -> tuple[float, ...]:
    """The numbers of `FEATURES`, in that order; symmetric."""
    weight = _weight(one, other, found.shared)
    first, second = math.fsum(one.roots.values()), math.fsum(other.roots.values())
    names = one.names & other.names
    speaker = speakers(one, other)
    here = one.attribution.article == other.attribution.article
    healed = speaker < COMPATIBLE
    for_other = healed and speaks_for(one, other)
    beside = here and abs(one.place - other.place) <= 1 and one.attribution.id != other.attribution.id
    return (
        max(speaker, 0.0),
        weight / max(min(first, second), 1.0),
        weight / max(first + second - weight, 1.0),
        math.log1p(sum(root(s) not in names for s in found.run)),
        math.log1p(_weight(one, other, found.shared - names)),
        2 * in_order(one.reported, other.reported) / max(len(one.words) + len(other.words), 1),
        found.verbatim,
        found.marked,
        _meaning(one, other),
        float(bool(one.days and other.days) and not one.days & other.days),
        float(_venues(one, other)),
        float(_scant(one, other)),
        float(speaker <= 0 and len(found.run) < LONG_RUN),
        float(here),
        float(beside and speaker not in {ANOTHER, BODY}),
        float(for_other),
        float(healed and not for_other and near(one, other)),
        float(healed and bool(documents(one, other))),
        float(one.passage.kind == other.passage.kind == "direct"),
        float(one.passage.kind == other.passage.kind == "indirect"),
    )


def _weight(one: Telling, other: Telling, shared: Iterable[str]) -> float:
    return math.fsum(min(one.roots[s], other.roots[s]) for s in shared)


def _venues(one: Telling, other: Telling) -> int:
    if not one.venues or not other.venues:
        return 0
    return -1 if one.venues & other.venues else 1


_WEIGHED = dict(zip(FEATURES, WEIGHTS, strict=True))


def log_odds(values: tuple[float, ...]) -> float:
    """The weighted sum of `features`."""
    return BIAS + math.fsum(w * v for w, v in zip(WEIGHTS, values, strict=True))


def probability(one: Telling, other: Telling) -> float:
    """How likely both report one utterance, 0 to 1; symmetric.

    0 for two sentences of one statement, and where one lies inside the other and somebody else speaks: "the Courier
    reported" and what Varga said in it.
    """
    if one.attribution.id == other.attribution.id or nested(one, other):
        return 0.0
    found = agreement(one, other)
    return logistic(log_odds(features(one, other, found)) + besides(one, other, found))


def compare(one: Telling, other: Telling) -> Link:
    """The same as a link with its reasons, strongest first; the tellings stand in the order of their ids."""
    if other.key < one.key:
        one, other = other, one
    given = sorted(terms(one, other), key=lambda term: (-abs(term.weighs), term.reason))
    return Link(
        (one.attribution.id, other.attribution.id),
        probability(one, other),
        tuple(term.reason for term in given if term.reason),
    )


@dataclass(frozen=True, slots=True)
class Term:
    """One of the things that were weighed: its name in `FEATURES`, its value, what it adds to the log-odds, in words.

    `reason` is empty where there is nothing to say: what two tellings lack is no reason.
    """

    feature: str
    value: float
    weighs: float
    reason: str


def terms(one: Telling, other: Telling) -> list[Term]:
    """Everything that `probability` adds up, BIAS left out, in the order of `FEATURES`."""
    found = agreement(one, other)
    values = dict(zip(FEATURES, features(one, other, found), strict=True))
    compared = Compared(one, other, found, values)
    given = [Term(name, values[name], w * values[name], reason(name, compared)) for name, w in _WEIGHED.items()]
    return given + [
        Term(rule.feature, value, rule.weight * value, why) for rule, value, why in told_by_hand(one, other, found)
    ]


def _meaning(one: Telling, other: Telling) -> float:
    cosine: float = sum(map(mul, one.meaning, other.meaning))
    return cosine - NEUTRAL if cosine else 0.0


def _scant(one: Telling, other: Telling) -> bool:
    return min(len(one.weights), len(other.weights)) < SHORTEST and one.words != other.words


def logistic(x: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
