"""Whether a record has a quotation: word for word, in other words, or not at all.

`judged` is the one place where this is decided, for `quoth check` and for `quoth trace --record` alike: a quotation,
from its opening mark to its closing one, against one record, and nothing else. A quotation is taken to be what a record
has where three figures together are high enough: the share of its weight that the record has in its order, that weight
itself (three rare words in a row say more than five small ones), and how many of its words stand there side by side,
without leaps. Whether the words are the very same is then the finding of `departures`.

What guards it: a few small words that lack the quotation's first or last one must agree all the better.
A case it gets wrong: a phrase of another speech in nearly the same words ("complete disarmament of the northern
valley") counts as said here, and so does a set phrase ("the right thing to do") that is quoted whole; a quotation that
keeps a third of the words, and small ones, counts as absent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.records.departures import departures
from quoth.records.index import Index
from quoth.records.locate import Found, located
from quoth.records.part import worth
from quoth.sayings.words import Word
from quoth.types import Departure, Verdict

# A logistic regression, fitted to the 120 developers' labels and to 82 further quotations, read by eye, of those that
# came nearest to either side of a first threshold. Leaving one article out at a time, 95.8 % of the labels come out as
# present or absent as labelled (with all of them in: 95.8 %), and 87.8 % of the hard ones (90.2 %).
_SHARE, _WEIGHT, _SIDE_BY_SIDE, _START = 5.27, 2.30, 8.81, -13.42
# Of the 120 labels 0.5 gets 115 right, 0.4 and 0.3 112, 0.2 110 and 0.1 106: all nine between 0.1 and 0.5 are absent.
_DECIDES = 0.5
# From this likelihood on a passage is shown as the nearest one beside a quotation that is not found; by eye. It is a
# place to look at, not a verdict. Beside transcripts of other events 2 of 677 come between it and 0.5.
NEAREST = 0.1
# A passage of little weight that lacks the first or the last word of the quotation is mostly a set phrase of another
# occasion: "we can't have it both ways". Of 253 that were changed, in articles most of which report other events than
# the records, 22 fall to this; read by eye, they are all of another occasion.
_LIGHT, _OTHERWISE = 2.6, 2.0
_LEAST_SHARE = 0.25  # of the weight: less is never enough, however long the quotation is


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a record has of a quotation: the verdict, the passage that it rests on, and where that differs.

    `found` is also there where the verdict is "absent", if anything came near; `likely` says how near, 0 to 1.
    """

    verdict: Verdict
    found: Found | None = None
    likely: float = 0.0
    departures: tuple[Departure, ...] = ()


def judged(index: Index, quotation: Sequence[Word], text: str) -> Judgement:
    """How the words `quotation`, which are of the article's `text`, stand against the record of `index`."""
    found = located(index, quotation)
    if found is None:
        return Judgement("absent")
    likely = likelihood(found)
    if likely < _DECIDES:
        return Judgement("absent", found, likely)
    away = departures(index, found, text)
    return Judgement("changed" if away else "verbatim", found, likely, away)


def present(found: Found | None) -> bool:
    """Whether `found` is the quotation's own passage."""
    return found is not None and likelihood(found) >= _DECIDES


def likelihood(found: Found) -> float:
    """How likely it is, 0 to 1, that `found` is the quotation's own passage; 0.5 decides."""
    whole = worth(found.words)
    said = sum(not w.bracketed for w in found.words)
    if not whole or not said:
        return 0.0
    share = sum(part.hit for part in found.parts) / whole
    alike = sum(a.alike(b) and not b.bracketed for part in found.parts for a, b in part.pairs)
    leaps = sum(math.log2(1 + n) for part in found.parts for n in part.leaps)
    if alike == said and not leaps and len(found.parts) == 1:
        return 1.0
    if share < _LEAST_SHARE:
        return 0.0
    side_by_side = 2 * alike / (alike + said + leaps)
    odds = _SHARE * share + _WEIGHT * math.log(0.5 + share * whole) + _SIDE_BY_SIDE * side_by_side + _START
    if share * whole < _LIGHT and _begins_or_ends_otherwise(found):
        odds -= _OTHERWISE
    return 1 / (1 + math.exp(-odds))


def _begins_or_ends_otherwise(found: Found) -> bool:
    """Whether the quotation's first or last word stands nowhere in the passage."""
    said = [word for part in found.parts for word in part.table.cells[0] if word is not None]
    own = [word for word in found.words if not word.bracketed]
    return any(not any(word.alike(own_word) for word in said) for own_word in (own[0], own[-1]))
