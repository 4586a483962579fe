"""How likely two tellings report one utterance, and why.

`features` says in numbers how two tellings agree; `compare` puts them together by a logistic regression and words
the reasons, the weightiest first. The weights were fitted by training/sayings.py (see there and docs/method/sayings.md)
on the pairs of passages of 40 hand-labelled BASIL stories. That two tellings have other numbers, or that only one is
negated, counts for nothing: whether they differ in this is what a reader wants to see, once they are joined.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from quoth.sayings import fitted
from quoth.sayings.ascribed import root
from quoth.sayings.candidates import SHORTEST, Telling, forms
from quoth.sayings.speakers import (
    ANOTHER,
    BODY,
    COMPATIBLE,
    documents,
    near,
    nested,
    speaker_names,
    speakers,
    speaks_for,
)
from quoth.types import Link
from quoth.words import words

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
NEUTRAL = 0.5  # the cosine that says nothing either way; stands in where there is no vector
LONG_RUN = 4

# Set by hand, as log-odds: the labelled articles are not dated, and what two people say alike is not labelled.
DAYS = -1.5  # both are dated, and the days differ
LATER = -1.5  # one was printed more than NEWS days after the other, and not both are dated
NEWS = 7
BARE = -10.0  # both are reports, one of no more than a name for something, and the speakers do not agree
PEOPLE = -2.0
"""Their sources name two people, neither of whom speaks for the other. On 40 labelled BASIL stories 34 of 1,007 pairs
of passages were joined without it; of 25 read five were one utterance. The same sentence is joined all the same, so
that an outlet that gives it to somebody else is seen."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two tellings have in common: the shared words, the longest run of `reported` words, and `verbatim`."""

    shared: frozenset[str]
    run: tuple[str, ...]
    verbatim: float


def agreement(one: Telling, other: Telling) -> Agreement:
    """The words that both have, their longest common run, and how far two quotations agree; symmetric."""
    shared = frozenset(one.roots.keys() & other.roots.keys())
    return Agreement(shared, _longest_run(one.reported, other.reported) if shared else (), _verbatim(one, other))


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
        2 * _in_order(one.reported, other.reported) / max(len(one.words) + len(other.words), 1),
        found.verbatim,
        _marked(one, other),
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


def _marked(one: Telling, other: Telling) -> float:
    """A word that one article sets in quotation marks stands in the other's quotation, if both quote the same.

    Of two partly quoted tellings the one that agrees better counts: they may quote different parts.
    """
    shares = []
    for a, b in ((one, other), (other, one)):
        if a.passage.kind == "mixed" and a.marked and b.marked:
            whole = math.fsum(a.roots[s] for s in a.marked)
            shares.append(math.fsum(a.roots[s] for s in a.marked & b.marked) / max(whole, 1.0))
    return max(shares) - 0.5 if shares else 0.0


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
    return logistic(log_odds(features(one, other, found)) + besides(one, other))


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
    said = _worded(one, other, found, values)
    given = [Term(name, values[name], w * values[name], said.get(name, "")) for name, w in _WEIGHED.items()]
    a, b = one.attribution, other.attribution
    if a.said_on and b.said_on:
        other_day = a.said_on != b.said_on
        reason = f"said on {a.said_on}" + (f" and on {b.said_on}" if other_day else "")
        given.append(Term("said on", float(other_day), DAYS * other_day, reason))
    if _later(one, other):
        given.append(Term("printed", 1.0, LATER, f"printed more than {NEWS} days apart"))
    if _bare(one, other):
        given.append(Term("bare", 1.0, BARE, "one only names what is spoken of, and the speakers do not agree"))
    if _two_people(one, other):
        given.append(Term("two people", 1.0, PEOPLE, f"two people are named: {speaker_names(one, other)}"))
    return given


def _worded(one: Telling, other: Telling, found: Agreement, values: Mapping[str, float]) -> dict[str, str]:
    """A reason in words for every feature that has something to say."""
    said: dict[str, str] = {}
    if values["speaker"] > 0:
        how = {1.0: "same speaker", 0.8: "compatible speakers"}.get(values["speaker"], "the same office")
        said["speaker"] = f"{how}: {speaker_names(one, other)}"
    if values["strangers"]:
        others = speakers(one, other) < 0
        said["strangers"] = f"other speakers: {speaker_names(one, other)}" if others else "one of them names nobody"
    if len(found.run) > 1 and values["run"] > 0:
        aside = "" if len(_longest_run(one.words, other.words)) == len(found.run) else ", person and tense aside"
        said["run"] = f"{len(found.run)} words in a row{aside}"
    if found.shared:
        heaviest = sorted(found.shared, key=lambda s: (-min(one.roots[s], other.roots[s]), s))[:5]
        written = {
            root(form): span.text[w.start : w.end]
            for span in one.passage.content
            for w in words(span.text)
            for form in forms(span.text[w.start : w.end])
        }
        said["shared"] = f"shared words: {', '.join(written[s] for s in heaviest)}"
        said["order"] = f"{round(100 * values['order'])} % of all words are in both, in one order"
        said["contained"] = f"{round(100 * min(1.0, values['contained']))} % of the shorter telling is in the longer"
    if values["verbatim"]:
        said["verbatim"] = f"{'the same' if values['verbatim'] > 0 else 'other'} words in quotation marks"
    if values["marked"]:
        said["marked"] = f"{'the same' if values['marked'] > 0 else 'other'} words quoted by one that quotes in part"
    if values["meaning"]:
        said["meaning"] = f"meanings agree by {values['meaning'] + NEUTRAL:.2f}"
    if values["day"]:
        said["day"] = "other weekdays are named"
    if values["venue"]:
        named = (one.venues & other.venues) or (one.venues | other.venues)
        said["venue"] = (
            f"{'the same' if values['venue'] < 0 else 'other'} places of speaking: {', '.join(sorted(named))}"
        )
    if values["scant"]:
        said["scant"] = "one is too short to tell"
    if values["one article"]:
        said["one article"] = "both in one article"
    if values["beside"]:
        said["beside"] = "one right after the other"
    if values["speaks for"]:
        said["speaks for"] = f"one may speak for the other: {speaker_names(one, other)}"
    if values["near"]:
        said["near"] = f"the speaker of one is named near the other: {speaker_names(one, other)}"
    if values["document"]:
        said["document"] = f"both from {', '.join(sorted(documents(one, other)))}"
    if values["both quoted"]:
        said["both quoted"] = "both in quotation marks"
    if values["none quoted"]:
        said["none quoted"] = "neither in quotation marks"
    return said


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both have in one order: the length of their longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(one, other)


def _verbatim(one: Telling, other: Telling) -> float:
    """Two quotations of one utterance have its words in its order; two that share only their subject do not.

    A case it gets wrong: an utterance quoted from two translations.
    """
    if not one.passage.kind == other.passage.kind == "direct" or not one.words or not other.words:
        return 0.0
    return _in_order(one.words, other.words) / min(len(one.words), len(other.words)) - 0.5


def _meaning(one: Telling, other: Telling) -> float:
    cosine: float = sum(map(mul, one.meaning, other.meaning))
    return cosine - NEUTRAL if cosine else 0.0


def besides(one: Telling, other: Telling) -> float:
    """The log-odds that are set by hand."""
    a, b = one.attribution, other.attribution
    other_day = bool(a.said_on and b.said_on) and a.said_on != b.said_on
    return DAYS * other_day + LATER * _later(one, other) + BARE * _bare(one, other) + PEOPLE * _two_people(one, other)


def _later(one: Telling, other: Telling) -> bool:
    """Whether the articles are of different weeks, and do not date what was said themselves.

    A case it gets wrong: words that are cited for years.
    """
    if one.attribution.said_on and other.attribution.said_on:
        return False
    apart = (abs(a - b) for a in one.printed for b in other.printed)
    return min(apart, default=0) > NEWS


def _bare(one: Telling, other: Telling) -> bool:
    """Whether one is no more than a name for something, of which two speakers say what their cues tell: critics
    attacked, and Varga defended, "the plan".
    """
    reported = one.passage.kind == other.passage.kind == "indirect"
    return reported and (one.bare or other.bare) and speakers(one, other) < COMPATIBLE


def _two_people(one: Telling, other: Telling) -> bool:
    named = one.ascribed.sure and other.ascribed.sure
    return named and speakers(one, other) == ANOTHER and not speaks_for(one, other)


def _scant(one: Telling, other: Telling) -> bool:
    return min(len(one.weights), len(other.weights)) < SHORTEST and one.words != other.words


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


def logistic(x: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
