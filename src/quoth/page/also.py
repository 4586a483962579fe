"""What a sentence tells besides the saying it stands in: “it is groundless, and the town will fight it” tells two.

A statement of several sentences that sayings hold in parts is another thing: its parts tell a saying each. Here the
words that one saying holds of a statement, or some of them, are held by another saying, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quoth.page.labels import HOW
from quoth.page.notes import cue_words, telling_cue
from quoth.sayings.portions import tellings
from quoth.types import Attribution, Saying, Span, joined

_RANK = tuple(HOW)
_GIST = 9  # words of a saying in a list


@dataclass(frozen=True, slots=True)
class Also:
    """Another saying that a telling's words tell: its id and number, and its first words, before which stands who says
    it where that is another speaker.

    `perhaps`: the telling only perhaps belongs there, too. `alone`: no other article tells that saying.
    """

    saying: str
    number: str
    gist: str
    perhaps: bool = False
    alone: bool = False


Placed = tuple[str, Saying, Sequence[Attribution], str | None]
"""A saying with its number before it, and its whole tellings and who says it behind."""

Elsewhere = Mapping[tuple[str, str], tuple[Also, ...]]
"""By the ids of a saying and of a telling of it: what else the words tell that the saying has of the telling."""


def elsewhere(drafts: Iterable[Placed]) -> Elsewhere:
    """Of the sayings of a story, in their order."""
    holding = defaultdict(list)
    for draft in drafts:
        for telling in draft[1].tellings:
            holding[telling].append(draft)
    found: dict[tuple[str, str], tuple[Also, ...]] = {}
    for telling, several in holding.items():
        for _, saying, _, speaker in several if len(several) > 1 else ():
            here = _held(saying, telling)
            others = (d for d in several if d[1].id != saying.id and _overlap(here, _held(d[1], telling)))
            if also := tuple(_also(telling, speaker, draft) for draft in others):
                found[saying.id, telling] = also
    return found


def gist(saying: Saying, told: Sequence[Attribution], twice: Collection[str] = ()) -> str:
    """The first words of a telling: one that surely belongs if one does, that tells nothing else, and that is quoted;
    before a report, in brackets, how it reports it: of “(denied) the charge” the rest says the
    opposite. `told` are the tellings as `saying` has them, `twice` those whose words tell another saying, too: two
    sayings should not be called by one sentence.
    """
    first = min(told, key=lambda a: foremost(saying, a, twice))
    found = joined(first.content).split()
    cue = cue_words(first)
    how = f"({cue}) " if first.kind != "direct" and telling_cue(cue) else ""
    return how + " ".join(found[:_GIST]) + (" …" if len(found) > _GIST else "")


def foremost(saying: Saying, told: Attribution, twice: Collection[str] = ()) -> tuple[bool, bool, int]:
    """Where a telling stands among the others: what surely belongs first, then what tells this saying alone, then what
    is in quotation marks.
    """
    return told.id in saying.doubtful, told.id in twice, _RANK.index(told.kind)


def _also(telling: str, here: str | None, there: Placed) -> Also:
    """The saying `there` as what a `telling` of a saying of the speaker `here` tells, too."""
    number, saying, whole, speaker = there
    told = tellings(saying, {a.id: a for a in whole})
    alone = len({a.article for a in told}) < 2
    who = "" if speaker == here else f"{speaker or 'No speaker named'}: "
    return Also(saying.id, number, who + gist(saying, told, {telling}), telling in saying.doubtful, alone)


def _held(saying: Saying, telling: str) -> tuple[Span, ...] | None:
    """What of a statement `saying` holds; None for all of it."""
    return next((part.content for part in saying.parts if part.telling == telling), None)


def _overlap(here: tuple[Span, ...] | None, there: tuple[Span, ...] | None) -> bool:
    if here is None or there is None:
        return True
    return any(a.start < b.end and b.start < a.end for a in here for b in there)
