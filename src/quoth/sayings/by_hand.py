"""What counts for or against one utterance besides what was fitted: its log-odds are set by hand.

The labelled articles are not dated, and what two people say alike is not labelled, so no fit can know these weights.
Each rule stands once in `RULES`, with its weight, when it holds and how a reader is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quoth.sayings.agreement import Agreement, in_order
from quoth.sayings.place import one_place, two_places
from quoth.sayings.speakers import ANOTHER, COMPATIBLE, speaker_names, speakers, speaks_for
from quoth.sayings.tellings import Telling

ORDERED = 0.6  # share of the shorter of two quotations' words that the other has in their order, if they are one
IN_A_ROW = 6  # words of both, person and tense aside, that make it worth a look whatever else they have
REFRAIN = 0.85  # share of the shorter one's words from which on two places of a record may be one thing said twice
NEWS = 7  # days between two articles from which on they hardly report one event


@dataclass(frozen=True, slots=True)
class Rule:
    """Its name beside those of `quoth.sayings.score.FEATURES`, and its log-odds where it holds.

    `why` is given two tellings and whether the rule holds for them; empty where there is nothing to say.
    """

    feature: str
    weight: float
    holds: Callable[[Telling, Telling, Agreement], bool]
    why: Callable[[Telling, Telling, bool], str]


def besides(one: Telling, other: Telling, found: Agreement) -> float:
    """The log-odds that are set by hand, for two tellings and what was `found` that they have in common; symmetric."""
    return sum(rule.weight for rule in RULES if rule.holds(one, other, found))


def told_by_hand(one: Telling, other: Telling, found: Agreement) -> Iterator[tuple[Rule, float, str]]:
    """Each rule of which there is something to say, in the order of `RULES`: 1 where it holds, else 0, and what."""
    for rule in RULES:
        holds = rule.holds(one, other, found)
        if why := rule.why(one, other, holds):
            yield rule, float(holds), why


def _other_day(one: Telling, other: Telling, _: Agreement) -> bool:
    a, b = one.attribution.said_on, other.attribution.said_on
    return bool(a and b) and a != b


def _days(one: Telling, other: Telling, holds: bool) -> str:
    a, b = one.attribution.said_on, other.attribution.said_on
    return f"said on {a}" + (f" and on {b}" if holds else "") if a and b else ""


def _later(one: Telling, other: Telling, _: Agreement) -> bool:
    """Whether the articles are of different weeks, and do not date what was said themselves.

    A case it gets wrong: words that are cited for years.
    """
    if one.attribution.said_on and other.attribution.said_on:
        return False
    apart = (abs(a - b) for a in one.printed for b in other.printed)
    return min(apart, default=0) > NEWS


def _bare(one: Telling, other: Telling, _: Agreement) -> bool:
    """Whether one is no more than a name for something, of which two speakers say what their cues tell: critics
    attacked, and Varga defended, "the plan".
    """
    reported = one.passage.kind == other.passage.kind == "indirect"
    return reported and (one.bare or other.bare) and speakers(one, other) < COMPATIBLE


def _two_people(one: Telling, other: Telling, _: Agreement) -> bool:
    """Whether their sources name two people, neither of whom speaks for the other."""
    named = one.ascribed.sure and other.ascribed.sure
    return named and speakers(one, other) == ANOTHER and not speaks_for(one, other)


def _other_words(one: Telling, other: Telling, found: Agreement) -> bool:
    """Whether two quotations have other words: fewer than `ORDERED` of the shorter one's in the other's order, and no
    `IN_A_ROW`, so that one that goes on otherwise ("we will go back on Monday, and …") is still laid beside the other.

    A case it gets wrong: an utterance quoted from two translations.
    """
    quoted = one.passage.kind == other.passage.kind == "direct" and bool(one.words and other.words)
    return quoted and found.verbatim < ORDERED - 0.5 and len(found.run) < IN_A_ROW


def _one_place(one: Telling, other: Telling, _: Agreement) -> bool:
    return one_place(one.heard, other.heard)


def in_two_places(one: Telling, other: Telling) -> bool:
    """Whether a record has them in two places, and they are not the same words, which may be a refrain.

    A case it gets wrong: a sentence that is said twice, and that one article quotes in other words.
    """
    shorter = min(len(one.reported), len(other.reported))
    return two_places(one.heard, other.heard) and in_order(one.reported, other.reported) < REFRAIN * shorter


def _two_places(one: Telling, other: Telling, _: Agreement) -> bool:
    return in_two_places(one, other)


def _names(one: Telling, other: Telling, holds: bool) -> str:
    return f"two people are named: {speaker_names(one, other)}" if holds else ""


def _where(words: str) -> Callable[[Telling, Telling, bool], str]:
    """`words` where a rule holds."""
    return lambda _, __, holds: words if holds else ""


RULES = (
    Rule("said on", -1.5, _other_day, _days),
    Rule("printed", -1.5, _later, _where(f"printed more than {NEWS} days apart")),
    Rule("bare", -10.0, _bare, _where("one only names what is spoken of, and the speakers do not agree")),
    Rule("two people", -2.0, _two_people, _names),
    Rule("other words", -2.0, _other_words, _where("two quotations in other words")),
    Rule("one place", 6.0, _one_place, _where("the record has both in one place")),
    Rule("two places", -6.0, _two_places, _where("the record has them in two places")),
)
"""The rules in the order in which they are told.

Two people: on 40 labelled BASIL stories 34 of 1,007 pairs of passages were joined without it; of 25 read five were one
utterance. The same sentence is joined all the same, so that an outlet that gives it to somebody else is seen.

Other words: of quotations in reports of 26 debates and speeches whose passages in the transcript are known, 206 pairs
are of one passage, and 115 pairs of two passages were as likely as 0.15; the rule holds for 10 and for 50 of these.
What a paraphraser leaves of a quotation has two thirds of its words in their order.
"""
