"""What each kind of evidence weighs, in log-odds; docs/method/lineage.md prints the same table.

Calibrated on chains made from the articles here with known parents (`benchmarks.lineage`), and on 40 stories of BASIL,
each told by three outlets of their own, among which hardly anything is copied: so that answers on the one are right
and on the other rare.
"""

from __future__ import annotations

BIAS = -3.0  # where every two articles of a story begin: mostly they have nothing from each other
CREDIT = 4.0  # one names the other's outlet as where its text comes from
CREDIT_TOLD = 2.0  # ... for one statement only; between two articles. Between two tellings of it, CREDIT
AGENCY = 4.5  # both credit one agency for the text
AGENCY_TOLD = 3.0  # ... one of them, or both, for one statement only
ONE_OUTLET = 7.0  # two articles of one outlet are no two sides, whatever is in them

WORDING = 6.0  # rarity of shared running words that weighs 1
WORDING_MOST = 6.0
BLOCK_FREE = 8.0  # rarity that a block may have by chance: of 120 pairs of BASIL the highest is 18, the next 12
BLOCK_SHORT = 12.0  # rarity beyond that which a block of few words may tell at most: a charge, a title, a list of arms

LEFT_OUT = 0.8  # a stretch that one has in the middle of shared text and the other lacks
LEFT_OUT_MOST = 1.6
BREAKS_OFF = 0.5  # shared text goes on in the one where the other ends
COMPILED = 3.0  # one is put together from the other and a third, which have nothing from each other
INTRODUCED = 1.5  # a surname that the other never introduces, in a shared sentence
INTRODUCED_MOST = 3.0

INHERITED = 2.5  # both depart from the record in the same way
INHERITED_CUT = 0.8  # ... by leaving out the same words without a mark, which many do with asides
INHERITED_SHARED = 1.2  # both have a reading that nobody else has
INHERITED_MOST = 5.0
INNOVATES = 1.2  # one departs from the record where the other has it right
INNOVATES_SHARED = 0.8  # one has a reading of its own where the other has everybody's
INNOVATES_CUT = 0.5  # two only: one lacks words inside a quotation that the other has
INNOVATES_MARKED = 1.0  # two only: one marks the cut, or the insertion
INNOVATES_MOST = 2.4
PARAPHRASED = 1.0  # one has been put through a paraphraser, so that it comes from somebody's text
REWORDED = 2.0  # one has been put through a paraphraser: it is nobody's source

ORDER = 0.4  # each shared statement beyond three that stands in the same order in both, which is not the record's
ORDER_MOST = 1.6
ORDER_OTHER = 1.0  # the shared statements stand in quite another order

NOTHING_SHARED = 2.0  # hundreds of running words on both sides, and no sentence in common
OWN_STATEMENTS = 0.5  # each has statements that the other lacks

EARLIER = 1.5  # published on an earlier day, or at an earlier hour of one clock
EARLIER_INFERRED = 0.75  # where a date was worked out and not stated
TOLD_ALIKE = 3.5  # the words around two tellings are the same running text
"""Between two tellings; what their articles are to each other is then theirs."""

INDEPENDENT = -3.4  # log-odds of being related, at most, for two to be told independent
DIRECTION = 2.2  # what the one direction must have over the other: a date and where a text breaks off do not reach it
BOTH_WAYS = 0.75  # what both must have for neither to be the other's source
