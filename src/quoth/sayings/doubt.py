"""Which tellings only perhaps belong to their saying.

A saying is cut where it is best on the whole, far below even odds: most pairs are not one utterance, and few that are
would be found otherwise. So some tellings stand in a saying that they have little in common with, and a reader is told
which.

What guards it: where a telling is no more than a name for something ("attacked" *the plan*), its cue has to be in the
other, too, for it tells what was said of that, and the name has to tell something: "the matter" and "a question" are
spoken of in many statements. Where one article has a day and the other has none, which may be years older, a report
that is not of the same quoted words needs more. And where the articles name two who speak (Varga blamed the union, and
the union denied any part), it has to be the same sentence or the same quoted words. A case it gets wrong: a paraphrase
without a common rare word is doubtful however right it is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from quoth.sayings.agreement import agreement
from quoth.sayings.ascribed import COMMON, root
from quoth.sayings.speakers import near, speakers, speaks_for
from quoth.sayings.tellings import Telling
from quoth.words import rarity, words

CUE = 200  # code points of a cue that are looked at
SENTENCE = 7  # words in a row that two speakers hardly choose alike: one article has the other's report

SURE = 0.6
"""From this probability of its likeliest link on, a telling is taken to belong. Of 56 sayings of 40 BASIL stories,
drawn at random by how their weakest telling is linked and read by eye, all tellings were right in 10 of 28 below it and
in 22 of 28 above it. They were read by weights that gave the same pairs 0.4: it moves when these are fitted anew."""

SURE_OF_DAY = 0.85
"""... and from this where one article has a day, the other has none, and they quote no word alike. Of 139 sayings of a
folder gathered by topic that were no perhaps, 36 were wrong; eleven of these rest on such a link between 0.6 and 0.85,
and two of the 103 that were right."""

TOLD = 3.5
"""The least weight (`Telling.roots`) of what two articles report in the very same words, or of what a name has in
common with the other. A word in one article of a hundred weighs 4.6, in one of ten 2.3, less where the story is full of
it. Of 14 sayings of three folders that have less, three are one statement ("pleads guilty", two captions)."""


def doubtful(
    tellings: Sequence[Telling], members: Sequence[int], linked: Mapping[int, Sequence[tuple[float, int, int]]]
) -> frozenset[str]:
    """The ids of statements that nothing in another article ties to the saying of `members` at `SURE` or more.

    `members` are places in `tellings`; `linked` has for a place (minus the probability, it, another place) of each pair
    that was weighed. Nothing where one article tells it all.
    """
    ids = {i: {p.attribution.id for p in tellings[i].same} for i in members}
    articles = {i: {p.attribution.article for p in tellings[i].same} for i in members}
    if len(set().union(*articles.values())) < 2:
        return frozenset()
    tied: set[str] = set()
    for i in members:
        in_both = len(articles[i]) > 1  # the very same words
        if in_both and _tells(tellings[i], tellings[i]) and (not tellings[i].bare or _one_act(tellings[i])):
            tied |= ids[i]
        for p, _, j in linked.get(i, ()):
            one, other = tellings[i], tellings[j]
            if j in ids and -p >= _asked(one, other) and len(articles[i] | articles[j]) > 1 and _agree(one, other):
                tied |= ids[i] | ids[j]
    return frozenset().union(*ids.values()) - tied


def _asked(one: Telling, other: Telling) -> float:
    """The probability from which a link ties two tellings."""
    return SURE if one.marked & other.marked or bool(one.printed) == bool(other.printed) else SURE_OF_DAY


def _tells(one: Telling, other: Telling) -> bool:
    """Whether what both report tells it from other things that are spoken of; what is quoted alike always does."""
    shared = one.roots.keys() & other.roots.keys()
    return bool(one.marked & other.marked) or math.fsum(min(one.roots[s], other.roots[s]) for s in shared) >= TOLD


def _one_act(telling: Telling) -> bool:
    """Whether two articles have a word in common in the cues of `telling`."""
    held = Counter(cue for cues in _cues(telling).values() for cue in cues)
    return any(n > 1 for n in held.values())


def _agree(one: Telling, other: Telling) -> bool:
    """Whether one may speak in both and, if one is no more than a name, its cue has a word of what the other tells."""
    if _of_two(one, other):
        return False
    if not (one.bare or other.bare):
        return True
    if not _tells(one, other):
        return False
    told = [frozenset(t.roots if not t.bare else ()).union(*_cues(t).values()) for t in (one, other)]
    return bool(told[0] & told[1])


def _of_two(one: Telling, other: Telling) -> bool:
    """Whether two speak who do not agree, nor is one named beside the other, in other words and without quoted ones."""
    if speakers(one, other) >= 0 or speaks_for(one, other) or near(one, other) or one.marked & other.marked:
        return False
    return len(agreement(one, other).run) < SENTENCE


def _cues(telling: Telling) -> dict[str, frozenset[str]]:
    """The words that tell anything of the cues of `telling`, by article."""
    cues: dict[str, set[str]] = {}
    for passage in telling.same:
        for span in passage.attribution.cue:
            found = (w.stem for w in words(span.text[:CUE]))
            cues.setdefault(passage.attribution.article, set()).update(root(s) for s in found if rarity(s) >= COMMON)
    return {article: frozenset(found) for article, found in cues.items()}
