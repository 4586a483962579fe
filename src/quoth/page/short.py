"""The synopsis of a large folder in few lines: a line for each saying, and below it what is worth a look.

A saying's line has its number, how many tellings it has, of how many outlets and from how many independent sides, who
says it, and its first words as far as the line goes. Below it a line with an exclamation mark for each thing that may
matter (`quoth.page.matters`). Numbers are those of the whole synopsis, which has the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.counted import counted
from quoth.page.arrangement import arrange, brief
from quoth.page.lines import HELD, Lines
from quoth.page.matters import matters
from quoth.page.row import INDENT, cue_of, percent
from quoth.page.text import ending
from quoth.page.views import SayingView, StoryView
from quoth.types import Trace


def render(trace: Trace, *, width: int, color: bool) -> str:
    """The stories of `trace` that several articles tell, in lines of at most `width` cells (60 to 200); what only one
    tells is counted.
    """
    page = Lines(width, color)
    view = arrange(trace)
    page.add([(view.summary, "")])
    shown = [story for story in brief(view).stories if len(story.articles) > 1]
    for line in _legend([saying for story in shown for saying in story.shared]):
        page.add([(line, "faint")])
    for story in shown:
        _story(page, story)
    named = {story.number for story in shown}
    if rest := _rest([story for story in view.stories if story.number not in named]):
        page.blank()
        page.add([(f"And {rest}" if shown else rest, "")])
    ending(page, trace, view.problems)
    return page.text()


def _rest(stories: Sequence[StoryView]) -> str:
    """How many stories have no line, and why."""
    alone = sum(len(story.articles) == 1 for story in stories)
    apart = len(stories) - alone
    said = [f"{counted(apart, 'story', 'stories')} whose articles share no saying"] * bool(apart)
    said += [f"{counted(alone, 'story', 'stories')} of one article{' each' if alone > 1 else ''}"] * bool(alone)
    return f"{' and '.join(said)}." if said else ""


def _legend(sayings: Sequence[SayingView]) -> Iterator[str]:
    if sayings:
        yield "A line a saying. 9/6/4-5: nine tellings, of six outlets, from four or five independent origins."
    if any(saying.taken_from is not None for saying in sayings):
        yield "A name with a question mark is in doubt: no article has it beside these words."


def _story(page: Lines, story: StoryView) -> None:
    page.blank()
    page.add([(f"STORY {story.number}: {story.title}", "strong")], hang=2)
    names = ", ".join(story.labels[a.id] for a in story.articles)
    page.add([(f"{counted(len(story.articles), 'article')}, {story.days}: {names}", "")], hang=2)
    for one in story.reworded:
        page.add([("! ", "strong"), (one.sentence, "")], hang=2)
    sure = [saying for saying in story.shared if not saying.perhaps]
    unsure = [saying for saying in story.shared if saying.perhaps]
    _sayings(page, sure, [one.label for one in story.reworded])
    if unsure:
        page.add([("Perhaps one statement each, too little in common to be sure:", "faint")], indent=INDENT)
        _sayings(page, unsure)
    if story.left_out:
        page.add([(f"{story.left_out:,} told by one article only.", "faint")], indent=INDENT)


def _sayings(page: Lines, sayings: Sequence[SayingView], reworded: Sequence[str] = ()) -> None:
    column = max((len(saying.number) for saying in sayings), default=0) + 2
    counts = [_counts(saying) for saying in sayings]
    wide = max(map(len, counts), default=0)
    for saying, count in zip(sayings, counts, strict=True):
        told = saying.told[0]
        runs = [
            (count.ljust(wide + 1).replace(" ", HELD), "faint"),
            (f" {saying.speaker or 'No speaker named'}{'?' * (saying.taken_from is not None)}: ", "strong"),
            *cue_of(told),
            (told.witnesses[0].letters, ""),
        ]
        page.add(runs, indent=INDENT, label=saying.number, column=column, one=True)
        for matter in () if saying.perhaps else matters(saying, reworded):
            page.add([("! ", "strong"), (matter, "")], indent=INDENT + column, hang=2)


def _counts(saying: SayingView) -> str:
    """“9/6/4-5”: tellings, outlets, independent origins as far as they are known; how likely a perhaps is one.

    What only perhaps belongs to a saying that several articles tell is not counted.
    """
    told = [w for told in saying.told for w in told.witnesses if saying.perhaps or not w.doubtful]
    said = f"{len(told)}/{saying.outlets}"
    if saying.sided:
        said += f"/{saying.least}-{saying.sided}" if saying.least < saying.sided else f"/{saying.sided}"
    return f"{said} {percent(saying.likely)}" if saying.perhaps and saying.likely is not None else said
