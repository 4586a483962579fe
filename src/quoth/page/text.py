"""The synopsis for a terminal, a pipe and a screen reader: plain lines, read from top to bottom.

Words that differ from another telling stand between low lines, _so_, and __ stands where another telling has more; with
`color` they are underlined and bold as well. There is one telling a row, never two texts side by side, so that the
order of the lines is the order of reading. Behind the words of a telling stands where its article has them, and how
likely it is that they were read right: “[1315-1372, 96%]”. What is less sure stands apart, behind what is sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.page import edited
from quoth.page.arrangement import arrange, brief
from quoth.page.digest import Item, contents, digest
from quoth.page.edited import RevisedView
from quoth.page.labels import UNDATED, headline
from quoth.page.lines import Lines
from quoth.page.record import RecordView
from quoth.page.row import BULLET, INDENT, in_full, percent, row
from quoth.page.views import SayingView, SpeakerView, StoryView, Told, View
from quoth.types import Article, Problem, Trace

LIKELY = 0.6
"""From this score on a statement that one article tells alone stands among the sure ones. On PolNeAR dev a fifth of all
statements lie below 0.62; 48 in 100 of these are right, and 89 of the others (docs/method/attributions.md)."""


def render(trace: Trace, *, width: int, color: bool, shared: bool = False) -> str:
    """The synopsis of `trace` in lines of at most `width` cells (60 to 200); the last line ends in a line end.

    With `shared` without the statements that only one article has, which are counted instead.
    Without `color` there is no escape sequence in it; either way none that comes from an article.
    """
    page = Lines(width, color)
    whole = arrange(trace)
    view = brief(whole) if shared else whole
    page.add([(view.summary, "")])
    for line in _legend(view):
        page.add([(line, "faint")])
    if listed := contents(whole.stories):
        page.blank()
        page.add([("STORIES", "strong")])
        for line in listed:
            page.add([(line, "")], indent=INDENT, hang=2)
    for story in view.stories:
        _story(page, story, counted=len(view.stories) > 1 and len(story.articles) > 1)
    if view.apart:
        page.blank()
        page.add([("IN NO STORY", "strong")])
        for article in view.apart:
            page.add([(f"{headline(article)}, {article.path}", "")], indent=INDENT, hang=2)
    ending(page, trace, view.problems)
    return page.text()


def _legend(view: View) -> Iterator[str]:
    """What the signs mean that stand in `view`."""
    told = list(_all_told(view))
    if any(p.mark in {"differs", "lacks"} for t in told for p in t.pieces):
        yield "Words between _low lines_ differ from another telling; __ stands where another telling has more."
    if told:
        yield "[from-to, 96%]: its characters in the article; how likely it was read right."
    if any(article.outlet is None for story in view.stories for article in story.articles):
        yield "An article that states no outlet goes by its file’s name; --meta FILE.csv gives outlets."


def ending(page: Lines, trace: Trace, problems: Sequence[Problem]) -> None:
    """What stands behind all stories: what was edited since, and what went wrong."""
    _edited(page, edited.views(trace))
    if problems:
        page.blank()
        page.add([("PROBLEMS", "strong")])
        for problem in problems:
            page.add([(f"{problem.where}: ", "strong"), (problem.message, "")], indent=INDENT, hang=2)


def _edited(page: Lines, found: Sequence[RevisedView]) -> None:
    """The quotations that articles had otherwise when they were read before."""
    if found:
        page.blank()
        page.add([("EDITED SINCE", "strong")])
    for one in found:
        page.blank()
        page.add([(f"{one.label}: ", "strong"), (one.when, "")], indent=INDENT, hang=2)
        for edit in one.edits:
            who = f"{edit.speaker}, " if edit.speaker else ""
            page.add([(f"{who}{edit.what}:", "")], indent=2 * INDENT, hang=2)
            for label, words in (("before", edit.before), ("now", edit.after)):
                if words is not None:
                    page.add([(f"“{words}”", "")], indent=3 * INDENT, hang=2, label=label, column=8)


def _all_told(view: View) -> Iterator[Told]:
    for story in view.stories:
        for saying in (*story.shared, *(s for speaker in story.lone for s in speaker.sayings)):
            yield from saying.told


def _story(page: Lines, story: StoryView, *, counted: bool) -> None:
    """One story; `counted`: how many sayings it has is not what the page's first line says already."""
    page.blank()
    page.rule()
    page.add([(f"STORY {story.number}: {story.title}", "strong")], hang=2)
    _articles(page, story)
    for line in story.history:
        page.add([(line, "faint")], hang=2)
    for one in story.reworded:
        page.add([("! ", "strong"), (one.sentence, "")], hang=2)
    _digest(page, story, counted=counted)
    for number, saying in enumerate(story.shared):
        if saying.perhaps and not (number and story.shared[number - 1].perhaps):
            page.blank()
            page.add([("PERHAPS TOLD BY SEVERAL", "strong"), (": too little in common to be sure", "")])
        _shared(page, saying)
    sure, unsure = _by_score(story.lone)
    if sure:
        page.blank()
        page.add([("TOLD BY ONE ARTICLE ONLY", "strong")])
        _lone(page, story, sure)
    if unsure:
        page.blank()
        words = f": below {percent(LIKELY)}, so the words, or who they are ascribed to, may be wrong"
        page.add([("TOLD BY ONE ARTICLE ONLY, LESS SURE", "strong"), (words, "")], hang=2)
        _lone(page, story, unsure)
    if not (story.shared or story.lone or story.left_out):
        page.add([("No statement was found.", "faint")])
    if story.left_out:
        page.blank()
        page.add([(f"{story.left_out:,} told by one article only: left out.", "faint")])


def _articles(page: Lines, story: StoryView) -> None:
    """How many there are, with the headline of each, and which file it is, to be opened."""
    if len(story.articles) == 1:
        (article,) = story.articles
        outlet = f"{' '.join(article.outlet.split())}, " if article.outlet else ""
        page.add([(f"1 article, {story.days}: {outlet}{place(article)}", "")], hang=2)
        return
    page.add([(f"{len(story.articles)} articles, {story.days}:", "")], hang=2)
    column = page.column(story.labels.values())
    for article in story.articles:
        runs = [(f"{headline(article)}, " if article.title else "", ""), (place(article), "faint")]
        page.add(runs, indent=INDENT, label=story.labels[article.id], column=column)


def place(article: Article) -> str:
    """The file or address that it was read from; of a row, with its number there."""
    row = article.id.rpartition("#")[2] if "#" in article.id else ""
    return f"{article.path}#{row}" if row.isdigit() and not article.path.endswith(f"#{row}") else article.path


def _by_score(speakers: Sequence[SpeakerView]) -> tuple[list[SpeakerView], list[SpeakerView]]:
    """`speakers` with what is likely to be read right, and with the rest."""

    def those(likely: bool) -> list[SpeakerView]:
        kept = ((one.name, tuple(s for s in one.sayings if _likely(s) is likely)) for one in speakers)
        return [SpeakerView(name, sayings) for name, sayings in kept if sayings]

    return those(True), those(False)


def _likely(saying: SayingView) -> bool:
    """Whether it is likely that somebody said it: by its score, or because the record has it."""
    return saying.record is not None or any(w.score >= LIKELY for told in saying.told for w in told.witnesses)


def _lone(page: Lines, story: StoryView, speakers: Sequence[SpeakerView]) -> None:
    for speaker in speakers:
        days = {s.days for s in speaker.sayings}
        one_day = days.pop() if len(days) == 1 else None
        page.blank()
        name = speaker.name or "No speaker named"
        page.add(
            [(name, "strong"), (f", {one_day}" if one_day and one_day != UNDATED else "", "")], indent=INDENT, hang=2
        )
        # Where the story is one article's, its name stands above it, and not before every line.
        column = _column(page, [t for s in speaker.sayings for t in s.told]) if len(story.articles) > 1 else 0
        for saying in speaker.sayings:
            for told in saying.told:
                row(page, told, column, saying.reason if saying.speaker is None else None)
            if saying.record is not None:
                _record(page, saying, saying.record, column)
            if saying.days not in {one_day, UNDATED}:
                page.add([(saying.days, "faint")], indent=INDENT + (column or BULLET))


def _column(page: Lines, told: Sequence[Told]) -> int:
    return page.column(t.witnesses[0].label for t in told)


def _digest(page: Lines, story: StoryView, *, counted: bool) -> None:
    """What to look at first, before the sayings themselves."""
    found = digest(story)
    if counted:
        page.add([(found.counts, "")], hang=2)
    if found.grave:
        page.blank()
        page.add([("LOOK FIRST: the meaning may differ", "strong")])
        _items(page, found.grave, "! ")
        if found.more:
            page.add([(f"And in {found.more} more places, each with an exclamation mark below.", "")], indent=INDENT)
    if found.wires:
        page.blank()
        page.add([("FEWER ORIGINS THAN ARTICLES", "strong")])
        _items(page, found.wires, "")


def _items(page: Lines, items: Sequence[Item], sign: str) -> None:
    for item in items:
        runs = [(f"{sign}{item.number} ", "strong"), (f"{item.speaker}: {item.said}.", "")]
        page.add(runs, indent=INDENT, hang=2)


def _shared(page: Lines, saying: SayingView) -> None:
    page.blank()
    name = saying.speaker or "No speaker named"
    page.add([(f"{saying.number} ", ""), (name, "strong"), (f", {saying.days}", "")], hang=5)
    likely = f", {percent(saying.likely)} likely to be one" if saying.perhaps and saying.likely is not None else ""
    origins = f", {saying.origins}" if saying.origins else ""
    page.add([(f"{saying.told_by}{likely}{origins}. {saying.wording}", "")], indent=INDENT)
    for outlets, why in saying.sides:
        page.add([(f"Count as one: {outlets}; {why}.", "")], indent=INDENT, hang=2)
    if saying.speaker is None and saying.reason:
        page.add([(f"Why no name: {saying.reason}", "")], indent=INDENT, hang=2)
    elif saying.doubt:
        page.add([(saying.doubt, "")], indent=INDENT, hang=2)
    column = _column(page, saying.told)
    sure = [t for t in saying.told if not t.doubtful]
    quoted = [t for t in sure if t.kind != "indirect"]
    for told in quoted:
        row(page, told, column)
    for difference in saying.differences:
        if not difference.perhaps:
            sign = "! " if difference.grave else "* "
            page.add([(sign, "strong"), (str(difference), "")], indent=INDENT, hang=2)
    if saying.record is not None:
        _record(page, saying, saying.record, column)
    if quoted and len(quoted) < len(sure):
        page.add([("Without quotation marks:", "")], indent=INDENT)
    for told in sure:
        if told.kind == "indirect":
            row(page, told, column)
    if len(sure) < len(saying.told):
        page.add([("Perhaps the same statement, too little in common to be sure:", "")], indent=INDENT)
    for told in saying.told:
        if told.doubtful:
            row(page, told, column)
    for difference in saying.differences:
        if difference.perhaps:
            page.add([("? ", "strong"), (str(difference), "")], indent=INDENT, hang=2)


def _record(page: Lines, saying: SayingView, record: RecordView, column: int) -> None:
    """What the record has, and how each telling stands beside it."""
    page.add([("Beside the record:", "")], indent=INDENT)
    if saying.heard:
        page.add([("! " if saying.speaker else "", "strong"), (saying.heard, "")], indent=INDENT, hang=2)
    runs = [
        run
        for text, style in record.runs
        for run in ([("_", style), (text, style), ("_", style)] if style else [(text, style)])
    ]
    page.add([("“", ""), *runs, ("”", "")], indent=INDENT, label="The record", column=max(column, 12))
    page.add([(record.place, "faint")], indent=INDENT + max(column, 12), hang=2)
    if record.verbatim:
        page.add([(f"= Word for word: {in_full(record.verbatim)}.", "")], indent=INDENT, hang=2)
    for grave, said in record.departing:
        page.add([("! " if grave else "* ", "strong"), (said, "")], indent=INDENT, hang=2)
    if record.absent:
        page.add([(f"? Not found in it: {in_full(record.absent)}.", "")], indent=INDENT, hang=2)
