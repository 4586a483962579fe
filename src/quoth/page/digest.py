"""What an editor wants to know of a story before reading all of it, taken from its arranged sayings.

Nothing is found or decided here: it counts, and repeats of `quoth.page.views` what is most worth looking at, in the
words and under the numbers that stand below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quoth.counted import counted
from quoth.page.notes import shared_out, told_by_several
from quoth.page.views import SayingView, StoryView

_MANY = 4  # stories from which on a list of them is worth its lines
_FEWEST = 4  # sayings of several articles from which on a digest is worth its lines
_FIRST = 10  # differences shown before the rest are counted; a screen has room for so many
WIRES = 3  # sayings shown that fewer sides than articles tell


@dataclass(frozen=True, slots=True)
class Item:
    """A saying, by its number and speaker, and what there is to say of it: one sentence without its full stop."""

    number: str
    speaker: str
    said: str


@dataclass(frozen=True, slots=True)
class Digest:
    """`counts` in a sentence; the differences that may bear meaning, the most told sayings first, and how many `more`
    there are; the sayings in which articles depend on each other most.
    """

    counts: str
    grave: tuple[Item, ...] = ()
    more: int = 0
    wires: tuple[Item, ...] = ()


def contents(stories: Sequence[StoryView]) -> tuple[str, ...]:
    """A line for each of many stories that several articles tell, and one for the rest; none where a glance will do."""
    several = [story for story in stories if len(story.articles) > 1]
    if not several or len(stories) < _MANY:
        return ()
    lines = [f"{story.number} {story.title}: {_listed(story)}" for story in several]
    if alone := len(stories) - len(several):
        lines.append(f"and {counted(alone, 'story', 'stories')} of one article each")
    return tuple(lines)


def _listed(story: StoryView) -> str:
    grave = sum(1 for saying in story.shared if not saying.perhaps for _ in saying.grave)
    perhaps = sum(saying.perhaps for saying in story.shared)
    told = [counted(len(story.articles), "article"), shared_out(len(story.shared) - perhaps, perhaps, "saying")]
    if grave:
        told.append(f"{counted(grave, 'place')} where the meaning may differ")
    return ", ".join(told)


def digest(story: StoryView) -> Digest:
    """Of a story of one article, or with few sayings of several, only the counts."""
    alone = sum(len(speaker.sayings) for speaker in story.lone) + story.left_out
    counts = counted(len(story.shared) + alone, "saying")
    if len(story.articles) > 1:
        perhaps = sum(saying.perhaps for saying in story.shared)
        counts += told_by_several(len(story.shared) - perhaps, perhaps) or ", each told once"
    if len(story.shared) < _FEWEST:
        return Digest(f"{counts}.")
    found = [item for saying in story.shared if not saying.perhaps for item in grave(saying)]
    return Digest(f"{counts}.", tuple(found[:_FIRST]), len(found[_FIRST:]), tuple(wires(story.shared)))


def grave(saying: SayingView) -> Iterator[Item]:
    """What may bear meaning in `saying`: between papers, then beside the record."""
    for difference in saying.unsettled:
        yield Item(saying.number, _name(saying), difference.said)
    for said in saying.record.grave if saying.record else ():
        yield Item(saying.number, _name(saying), said.removesuffix("."))


def wires(sayings: Iterable[SayingView]) -> Iterator[Item]:
    """Of those of `sayings` that two articles more than sides tell the first, the greatest distance before the rest."""
    apart = [(saying.tellers - saying.sided, saying) for saying in sayings if saying.sided]
    for distance, saying in sorted(apart, key=lambda pair: -pair[0])[:WIRES]:
        if distance > 1:
            sides = "; ".join(f"{outlets} count as one" for outlets, _why in saying.sides)
            yield Item(saying.number, _name(saying), f"{saying.tellers} articles, {saying.origins}: {sides}")


def _name(saying: SayingView) -> str:
    return saying.speaker or "no speaker named"
