"""How likely two tellings report one utterance, and why.

`features` says in numbers how two tellings agree; `compare` puts them together by a logistic regression and words
the reasons, the weightiest first. The weights were fitted by training/sayings.py (see there and docs/method/sayings.md)
on the pairs of tellings of 12 hand-labelled BASIL stories.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from quoth.sayings.candidates import Telling
from quoth.types import Link
from quoth.words import words

FEATURES = (
    "speaker",  # 1 the same name, 0.8 compatible, 0 not known, -0.3 of another kind, -1 another name
    "contained",  # weight of the shared words in the whole of the shorter telling, 0..1
    "alike",  # weight of the shared words in all words of both, 0..1
    "run",  # ln(1 + words of the longest run of words that both have, names not counted)
    "shared",  # ln(1 + weight of all shared words, names not counted: a story's people are in many of its statements)
    "verbatim",  # both direct: share of the shorter one's words in common runs of VERBATIM or more, less a half; else 0
    "negation",  # 1 when one is negated and the other is not
    "meaning",  # cosine of the meaning vectors less MEANING; 0 without vectors
)
WEIGHTS = (1.81, 0.34, 0.97, 1.7, 1.26, 0.74, -0.37, 2.13)
BIAS = -7.59
MEANING = 0.5  # the cosine that says nothing either way; stands in where there is no vector
VERBATIM = 3

# Set by hand, as log-odds: the labelled articles seldom say the day, and list an article's second telling only where
# another article tells the saying too, so that neither can be fitted.
DAYS = -1.5  # both are dated, and the days differ
NUMBERS = -0.5  # both have numbers and share none; in the labelled pairs such numbers are mostly dates and names
SCANT = -1.5  # one of them has fewer than SHORTEST words that tell anything: "to the ministry" is in many statements
SHORTEST = 3
OTHER_WORDS = -1.5  # two quotations with less than FEW of the shorter one in common runs: two sentences on one subject
FEW = 0.15
ONE_ARTICLE = -1.5  # both stand in one article, which seldom says a thing twice
STRANGERS = -0.5  # nobody is named by both, nor do they share LONG_RUN words in a row: most of such pairs are what two
LONG_RUN = 4  # people said of one thing; without it ten more of 58 joined sayings held a stranger (read by eye)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two tellings have in common: the shared words, the longest run of words that both have, and `verbatim`."""

    shared: frozenset[str]
    run: tuple[str, ...]
    verbatim: float


def agreement(one: Telling, other: Telling) -> Agreement:
    """The words that both have, their longest common run, and how far two quotations agree; symmetric."""
    shared = frozenset(one.weights.keys() & other.weights.keys())
    return Agreement(shared, _longest_run(one.words, other.words) if shared else (), _verbatim(one, other))


def features(one: Telling, other: Telling, found: Agreement) -> tuple[float, ...]:
    """The numbers of `FEATURES`, in that order; symmetric."""
    weight = math.fsum(one.weights[s] for s in found.shared)
    first, second = math.fsum(one.weights.values()), math.fsum(other.weights.values())
    names = one.names & other.names
    return (
        speakers(one, other),
        weight / max(min(first, second), 1.0),
        weight / max(first + second - weight, 1.0),
        math.log1p(sum(s not in names for s in found.run)),
        math.log1p(math.fsum(one.weights[s] for s in found.shared if s not in names)),
        found.verbatim,
        float((one.negations > 0) != (other.negations > 0)),
        _meaning(one, other),
    )


def log_odds(values: tuple[float, ...]) -> float:
    """The weighted sum of `features`."""
    return BIAS + math.fsum(w * v for w, v in zip(WEIGHTS, values, strict=True))


def probability(one: Telling, other: Telling) -> float:
    """How likely both report one utterance, 0 to 1; symmetric.

    0 where one lies inside the other and somebody else speaks: "the Courier reported" and what Varga said in it.
    """
    if nested(one, other):
        return 0.0
    found = agreement(one, other)
    return _logistic(log_odds(features(one, other, found)) + besides(one, other, found))


def compare(one: Telling, other: Telling) -> Link:
    """The same as a link with its reasons, strongest first; the tellings stand in the order of their ids."""
    if other.id < one.id:
        one, other = other, one
    found = agreement(one, other)
    values = features(one, other, found)
    said = dict(zip(FEATURES, values, strict=True))
    reasons: list[tuple[float, str]] = []

    def give(name: str, reason: str) -> None:
        reasons.append((abs(WEIGHTS[FEATURES.index(name)] * said[name]), reason))

    if said["speaker"] > 0:
        give("speaker", f"{'same speaker' if said['speaker'] == 1 else 'compatible speakers'}: {_speakers(one, other)}")
    elif said["speaker"] < 0:
        give("speaker", f"other speakers: {_speakers(one, other)}")
    elif _strangers(one, other, found):
        reasons.append((abs(STRANGERS), "one of them names nobody"))
    if len(found.run) > 1 and said["run"] > 0:
        give("run", f"{len(found.run)} words in a row")
    if found.shared:
        heaviest = sorted(found.shared, key=lambda s: (-one.weights[s], s))[:5]
        written = {w.stem: span.text[w.start : w.end] for span in one.attribution.content for w in words(span.text)}
        give("shared", f"shared words: {', '.join(written[s] for s in heaviest)}")
        share = round(100 * min(1.0, said["contained"]))
        give("contained", f"{share} % of the shorter telling is in the longer")
    if said["verbatim"]:
        give("verbatim", f"{'the same' if said['verbatim'] > 0 else 'other'} words in quotation marks")
    if _other_numbers(one, other):
        listed = " and ".join(", ".join(sorted(t.numbers)[:4]) for t in (one, other))
        reasons.append((abs(NUMBERS), f"other numbers: {listed}"))
    if said["negation"]:
        give("negation", "only one of them is negated")
    if one.attribution.vector and other.attribution.vector:
        give("meaning", f"meanings agree by {said['meaning'] + MEANING:.2f}")
    if _scant(one, other):
        reasons.append((abs(SCANT), "one is too short to tell"))
    a, b = one.attribution, other.attribution
    if a.article == b.article:
        reasons.append((abs(ONE_ARTICLE), "both in one article"))
    if a.said_on and b.said_on:
        same = a.said_on == b.said_on
        reasons.append((0.1 if same else abs(DAYS), f"said on {a.said_on}" + ("" if same else f" and on {b.said_on}")))
    reasons.sort(key=lambda reason: (-reason[0], reason[1]))
    return Link(
        (one.id, other.id),
        _logistic(log_odds(values) + besides(one, other, found)),
        tuple(reason for _, reason in reasons),
    )


def speakers(one: Telling, other: Telling) -> float:
    """How the two speakers agree, as in `FEATURES`.

    Compatible are "Varga" and "Ilse Varga", "Gov. Ada Quist" and "A. Quist". A body and a person are no conflict
    of names: one often speaks for the other. A case it gets wrong: father and son of one name.
    """
    a, b = one.speaker, other.speaker
    if not a or not b:
        return 0.0
    if found := agree(a, b):
        return found
    kinds = {t.attribution.speaker.type for t in (one, other) if t.attribution.speaker}
    return -1.0 if kinds == {"person"} else -0.3


def agree(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How two names, given by their words, agree: 1 the same, 0.8 compatible, else 0."""
    if one == other:
        return 1.0
    compatible = set(one) <= set(other) or set(other) <= set(one)
    return 0.8 if compatible or (one[-1] == other[-1] and one[0][0] == other[0][0]) else 0.0


def nested(one: Telling, other: Telling) -> bool:
    """Whether one stands inside the other and somebody else speaks."""
    a, b = one.attribution, other.attribution
    if a.article != b.article or one.speaker == other.speaker != ():
        return False
    return any(x.start < y.end and y.start < x.end for x in a.content for y in b.content)


def _speakers(one: Telling, other: Telling) -> str:
    names = sorted(
        {t.attribution.speaker.name for t in (one, other) if t.attribution.speaker}, key=lambda n: (-len(n), n)
    )
    return ", ".join(names)


def _verbatim(one: Telling, other: Telling) -> float:
    """Two quotations of one utterance have its words; two that share only their subject do not.

    A case it gets wrong: an utterance quoted from two translations.
    """
    if one.attribution.kind != "direct" or other.attribution.kind != "direct":
        return 0.0
    short, long = sorted((one.words, other.words), key=lambda w: (len(w), w))
    size = min(VERBATIM, len(short))
    if not size:
        return 0.0
    runs = {long[i : i + size] for i in range(len(long) - size + 1)}
    held = bytearray(len(short))
    for i in range(len(short) - size + 1):
        if short[i : i + size] in runs:
            held[i : i + size] = b"\1" * size
    return sum(held) / len(short) - 0.5


def _meaning(one: Telling, other: Telling) -> float:
    a, b = one.attribution.vector, other.attribution.vector
    if not a or not b:
        return 0.0
    return math.fsum(x * y for x, y in zip(a, b, strict=True)) - MEANING


def _strangers(one: Telling, other: Telling, found: Agreement) -> bool:
    return speakers(one, other) <= 0 and len(found.run) < LONG_RUN


def besides(one: Telling, other: Telling, found: Agreement) -> float:
    """The log-odds that are set by hand."""
    a, b = one.attribution, other.attribution
    days = DAYS if a.said_on and b.said_on and a.said_on != b.said_on else 0.0
    numbers = NUMBERS if _other_numbers(one, other) else 0.0
    scant = SCANT if _scant(one, other) else 0.0
    strangers = STRANGERS if _strangers(one, other, found) else 0.0
    quoted = OTHER_WORDS if found.verbatim < FEW - 0.5 else 0.0
    return days + numbers + scant + strangers + quoted + (ONE_ARTICLE if a.article == b.article else 0.0)


def _scant(one: Telling, other: Telling) -> bool:
    return min(len(one.weights), len(other.weights)) < SHORTEST and one.words != other.words


def _other_numbers(one: Telling, other: Telling) -> bool:
    return bool(one.numbers and other.numbers) and not one.numbers & other.numbers


def _longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The longest run of words in both; of equally long ones the one that comes first in the alphabet."""
    if len(other) < len(one):
        one, other = other, one
    ends: dict[str, list[int]] = {}
    for j, word in enumerate(other):
        ends.setdefault(word, []).append(j)
    best: tuple[str, ...] = ()
    before: dict[int, int] = {}
    for i, word in enumerate(one):
        here: dict[int, int] = {}
        for j in ends.get(word, ()):
            length = before.get(j - 1, 0) + 1
            here[j] = length
            if length >= len(best):
                run = one[i - length + 1 : i + 1]
                if length > len(best) or run < best:
                    best = run
        before = here
    return best


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
