"""A check for reading: each quotation, what the record has in its place, and where the two differ.

Words that differ stand between low lines, _so_, and __ stands where the other side has more. Of a quotation that no
record has it says that it was not found in these records, no more; those to which nothing there comes near stand
together behind the others of their article, by speaker, as most of what an article quotes was said elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from quoth.counted import counted
from quoth.page.departed import Run, marked, sentence
from quoth.page.labels import headline
from quoth.page.lines import Lines
from quoth.page.repeats import folded
from quoth.page.row import BULLET
from quoth.records.finding import Checked, Finding, Heard
from quoth.types import WORD_FOR_WORD, Article, Departure, Problem

_LABEL = 11  # cells of the column of labels
_SLIGHTLY = "in spelling, by a filler left out or with a mark"
_JOIN = 25  # words of the record between two parts of a quotation that are shown whole


def render(checked: Iterable[Checked], problems: Sequence[Problem], *, width: int, color: bool) -> Iterator[str]:
    """The articles one by one, then the counts and what could not be read; in lines of at most `width` cells."""
    counts: Counter[str] = Counter()
    inside: list[Problem] = []
    articles = others = slight = perhaps = 0
    for one in checked:
        articles += 1
        counts.update(q.verdict for q in one.quotations)
        others += sum(q.another for q in one.quotations)
        slight += sum(map(_slight, one.quotations))
        perhaps += sum(q.perhaps for q in one.quotations)
        inside += one.problems
        page = Lines(width, color)
        _article(page, one)
        yield page.text() + "\n"
    page = Lines(width, color)
    page.add([(summary(articles, counts), "strong")])
    if slight:
        page.add(
            [(f"Of those with other words {slight:,} {'differ' if slight > 1 else 'differs'} only {_SLIGHTLY}.", "")]
        )
    if perhaps:
        page.add([(f"Of those with other words {perhaps:,} may be of another occasion: they say “perhaps”.", "")])
    if others:
        page.add([(f"The record has somebody else say {others:,} of them: look for the question marks.", "")])
    for problem in folded((*problems, *inside)):
        page.add([(f"{problem.where}: ", "strong"), (problem.message, "")], hang=2)
    yield page.text()


def summary(articles: int, counts: Counter[str]) -> str:
    """One line of counts."""
    return (
        f"{counted(articles, 'article')}, {counted(counts.total(), 'quotation')} of five words or more: "
        f"{counts['verbatim']} word for word as in the record, {counts['changed']} with other words, "
        f"{counts['absent']} not found in it."
    )


def title(article: Article) -> str:
    """Who printed it, and its headline."""
    name = " ".join((article.outlet or article.id).split())
    head = headline(article)
    return name if head == name else f"{name}: {head}"


def _article(page: Lines, one: Checked) -> None:
    page.rule()
    page.add([(title(one.article), "strong")], hang=2)
    if not one.quotations:
        page.add([("No quotation of five words or more.", "")])
    elsewhere: dict[str, list[Finding]] = {}
    for finding in one.quotations:
        if finding.heard or finding.nearest is not None:
            page.blank()
            _finding(page, finding)
        else:
            elsewhere.setdefault(_who(finding), []).append(finding)
    if elsewhere:
        page.blank()
        page.add([(f"Not found in the record, {counted(sum(map(len, elsewhere.values())), 'quotation')}:", "strong")])
    for who, findings in elsewhere.items():
        page.add([(who, "")], indent=2, hang=2)
        for finding in findings:
            page.add([("“", ""), (finding.span.text, ""), ("”", "")], indent=4, label="-", column=BULLET)


def _who(finding: Finding) -> str:
    return finding.speaker.name if finding.speaker and finding.speaker.name else "No speaker named"


def _finding(page: Lines, finding: Finding) -> None:
    who = _who(finding)
    if not finding.heard:
        near = "; the passage that comes nearest has some of its words, and is seldom it" if finding.nearest else ""
        page.add([(who, "strong"), (f": not found in the record{near}", "")], hang=2)
        _row(page, "printed", [(finding.span.text, "")])
        if finding.nearest is not None:
            _row(page, "nearest", list(record_runs(finding.nearest)))
            _row(page, "", [(place(finding.nearest), "faint")])
        return
    heard = finding.heard[0]
    if finding.verdict == "verbatim":
        page.add([(who, "strong"), (": word for word as in the record ", ""), (f"({place(heard)})", "faint")], hang=2)
        _row(page, "printed", [(finding.span.text, "")])
    else:
        n = len(heard.departures)
        mark = "! " if heard.meaning else ""
        said = f"differs in {counted(n, 'place')}"
        if finding.perhaps:
            said = f"perhaps of another occasion; if it was said here, it {said}"
        if _slight(finding):
            only = "in spelling only" if finding.changes == ("spelling",) else f"only {_SLIGHTLY}"
            said += f", {only}"
        page.add([(mark, "strong"), (who, "strong"), (f": {said}", "")], hang=2)
        places = [(d.start, d.end) for d in heard.departures]
        _row(page, "printed", list(marked(finding.span.text, finding.span.start, places)))
        _row(page, "record", list(record_runs(heard)))
        _row(page, "", [(place(heard), "faint")])
        _departures(page, heard.departures)
    if finding.another:
        said = (
            f"The record has {heard.speaker} say it. Look whether the article ascribes it to {who}, or only quoth’s "
            "reading of it does."
        )
        page.add([("? ", "strong"), (said, "")], indent=2, hang=2)
    for other, disputes in zip(finding.heard[1:], finding.disputes, strict=True):
        _other(page, other, disputes)


def _slight(finding: Finding) -> bool:
    """Whether it departs from its record in nothing that a reader would call other words, or in what a mark shows."""
    return finding.verdict == "changed" and WORD_FOR_WORD.issuperset(finding.changes) and not finding.meaning


def _other(page: Lines, other: Heard, disputes: Sequence[Departure]) -> None:
    if not disputes:
        page.add([(f"The record {other.record} has the same words there ({place(other)}).", "faint")], indent=2, hang=2)
        return
    n = len(disputes)
    page.add([(f"The records differ here among themselves in {counted(n, 'place')}:", "")], indent=2, hang=2)
    places = [(d.start, d.end) for d in disputes]
    _row(page, "also", list(marked(other.text, other.start, places)))
    _row(page, "", [(place(other), "faint")])


def _departures(page: Lines, departures: Sequence[Departure]) -> None:
    for said in dict.fromkeys((d.meaning, sentence(d)) for d in departures):
        page.add([("! " if said[0] else "* ", "strong"), (said[1], "")], indent=2, hang=2)


def place(heard: Heard) -> str:
    """Where the record has it: which record, who says it there, from which character to which."""
    who = f", {heard.speaker}" if heard.speaker else ""
    return f"{heard.record}{who}, characters {heard.start:,} to {heard.end:,}"


def record_runs(heard: Heard) -> Iterator[Run]:
    """The passage of the record with its words marked that the quotation lacks or has otherwise; long leaps cut."""
    cut = [(d.record_start, d.record_end) for d in heard.departures]
    long = [(a, b) for a, b in cut if len(heard.text[a - heard.start : b - heard.start].split()) > _JOIN]
    at = heard.start
    for a, b in [*sorted(long), (heard.end, heard.end)]:
        if a < at:
            continue
        inside = [place for place in cut if at <= place[0] and place[1] <= a and place not in long]
        yield from marked(heard.text[at - heard.start : a - heard.start], at, inside)
        if b > a:
            n = len(heard.text[a - heard.start : b - heard.start].split())
            yield f" … ({n} words more) … ", "differs"
        at = b


def _row(page: Lines, label: str, runs: Sequence[Run]) -> None:
    quoted = [("“", ""), *runs, ("”", "")] if label else list(runs)
    page.add(quoted, indent=2, label=label or " ", column=_LABEL)
