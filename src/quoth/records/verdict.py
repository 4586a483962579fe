"""Whether a record has a quotation: word for word, in other words, or not at all.

`judged` is the one place where this is decided, for `quoth check` and for `quoth trace --record` alike: a quotation,
from its opening mark to its closing one, and whom the article names for it, against one record. A quotation is taken to
be what a record has where three figures together are high enough: the share of its weight that the record has in its
order, that weight itself (three rare words in a row say more than five small ones), and how many of its words stand
there side by side, without leaps. Whether the words are the very same is then the finding of `departures`.

What guards it: a few small words that lack the quotation's first or last one must agree all the better, and so must
what the article has somebody say who speaks nowhere in the record. Where that is too little, a sentence that the record
surely has shows that the rest was put in. What differs in more than spelling, and is no more than likely to be the
passage, is so only perhaps: the verdict stands, and says it.
A case it gets wrong: a phrase of another speech in nearly the same words ("complete disarmament of the northern
valley") counts as said here, and so does a set phrase ("the right thing to do") that is quoted whole; a quotation that
keeps a third of the words, and small ones, counts as absent.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.records.departures import departures, main_speaker
from quoth.records.index import Index
from quoth.records.locate import Found, cut, located
from quoth.records.names import stranger
from quoth.records.part import worth
from quoth.sayings.words.word import PARTS, Word
from quoth.types import WORD_FOR_WORD, Departure, Speaker, Verdict

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
# A person who speaks nowhere in the record, where a passage of somebody named is like the words: mostly another
# occasion. Of 425 changed quotations of persons, each beside its event's transcript, three fall to this and should; of
# ten beside other events five do. With 3.9 one whom the transcript calls by office would go, too.
_STRANGER = 3.0
# Below this likelihood other words are perhaps those of another occasion. Of 456 changed quotations beside the
# transcripts of their own events all 49 below it were read, of which 10 are of another occasion or read aloud there; of
# the 84 up to 0.98 three are, and of those above none was seen.
_PERHAPS = 0.9
_LEAST_SHARE = 0.25  # of the weight: less is never enough, however long the quotation is
# From these log-odds on a sentence that stands in the record by itself shows where the whole is from: "We start at
# dawn. The keys are gone." of which the second was said elsewhere. Of 614 quotations of several sentences that were
# absent five have such a sentence, four of them rightly, and one is read aloud; the next below are set phrases.
_SURE = 3.5
_SENTENCE = 5  # words of such a sentence
_SAME = 0.01  # of weight that two passages may differ in by adding up in another order


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a record has of a quotation: the verdict, the passage that it rests on, and where that differs.

    `found` is also there where the verdict is "absent", if anything came near; `likely` says how near, 0 to 1.
    """

    verdict: Verdict
    found: Found | None = None
    likely: float = 0.0
    departures: tuple[Departure, ...] = ()

    @property
    def perhaps(self) -> bool:
        """Whether the like words were perhaps said on another occasion."""
        apart = any(not WORD_FOR_WORD.issuperset(d.changes) for d in self.departures)
        return apart and self.likely < _PERHAPS


def judged(index: Index, quotation: Sequence[Word], text: str, speaker: Speaker | None = None) -> Judgement:
    """How the words `quotation`, which are of the article's `text`, stand against the record of `index`.

    `speaker` is who says them in the article.
    """
    found = located(index, quotation)
    if found is None:
        return Judgement("absent")
    less = _STRANGER if stranger(speaker, main_speaker(index, found), index.names) else 0.0
    likely = likelihood(found, less)
    if likely < _DECIDES and (not likely or not _has_a_sentence(index, found, less)):
        return Judgement("absent", found, likely)
    away = departures(index, found, text)
    return Judgement("changed" if away else "verbatim", found, max(likely, _DECIDES), away)


def _has_a_sentence(index: Index, found: Found, less: float) -> bool:
    """Whether the record has a sentence of the quotation, or two in a row, so surely that the rest was put in.

    `less` is taken from its log-odds.
    """
    for own in _sentences(found.words):
        if sum(not word.bracketed for word in own) >= _SENTENCE:
            alone = located(index, own)
            if alone is not None and _odds(alone) - less >= _SURE and _hit(alone) <= _hit(found) + _SAME:
                return True
    return False


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Each sentence of `words` and each two in a row; nothing where they are one."""
    ends = cut(words, PARTS)
    for size in (1, 2):
        for (first, _), (_, last) in zip(ends, ends[size - 1 :], strict=False):
            if last - first < len(words):
                yield words[first:last]


def likelihood(found: Found, less: float = 0.0) -> float:
    """How likely it is, 0 to 1, that `found` is the quotation's own passage; 0.5 decides.

    `less` is taken from the log-odds, unless it stands there word for word.
    """
    whole = worth(found.words)
    if not whole:
        return 0.0
    if len(found.parts) == 1 and not found.parts[0].leaps and _alike(found) == _said(found):
        return 1.0
    return 0.0 if _hit(found) < _LEAST_SHARE * whole else 1 / (1 + math.exp(less - _odds(found)))


def _odds(found: Found) -> float:
    """The log-odds that the regression gives `found`, some of whose words weigh something."""
    hit, said, alike = _hit(found), _said(found), _alike(found)
    share = hit / worth(found.words)
    leaps = sum(math.log2(1 + n) for part in found.parts for n in part.leaps)
    side_by_side = 2 * alike / (alike + said + leaps)
    odds = _SHARE * share + _WEIGHT * math.log(0.5 + hit) + _SIDE_BY_SIDE * side_by_side + _START
    return odds - _OTHERWISE if hit < _LIGHT and _begins_or_ends_otherwise(found) else odds


def _hit(found: Found) -> float:
    """The weight of the quotation's words that the record has."""
    return sum(part.hit for part in found.parts)


def _said(found: Found) -> int:
    """How many words the quotation has without those that its writer put in square brackets."""
    return sum(not word.bracketed for word in found.words)


def _alike(found: Found) -> int:
    """How many of these stand beside the same word of the record."""
    return sum(a.alike(b) and not b.bracketed for part in found.parts for a, b in part.pairs)


def _begins_or_ends_otherwise(found: Found) -> bool:
    """Whether the quotation's first or last word stands nowhere in the passage."""
    said = [word for part in found.parts for word in part.table.cells[0] if word is not None]
    own = [word for word in found.words if not word.bracketed]
    return any(not any(word.alike(own_word) for word in said) for own_word in (own[0], own[-1]))
