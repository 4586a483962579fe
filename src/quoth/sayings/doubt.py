"""Which tellings only perhaps belong to their saying.

A saying is cut where it is best on the whole, far below even odds: most pairs are not one utterance, and few that are
would be found otherwise. So some tellings stand in a saying that they have little in common with, and a reader is told
which. A case it gets wrong: a paraphrase without a common rare word is doubtful however right it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.sayings.candidates import Telling

SURE = 0.6
"""From this probability of its likeliest link on, a telling is taken to belong. Of 56 sayings of 40 BASIL stories,
drawn at random by how their weakest telling is linked and read by eye, all tellings were right in 10 of 28 below it and
in 22 of 28 above it. They were read by weights that gave the same pairs 0.4: it moves when these are fitted anew."""


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
        if len(articles[i]) > 1:  # the very same words in two articles
            tied |= ids[i]
        for p, _, j in linked.get(i, ()):
            if j in ids and -p >= SURE and len(articles[i] | articles[j]) > 1:
                tied |= ids[i] | ids[j]
    return frozenset().union(*ids.values()) - tied
