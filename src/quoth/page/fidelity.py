"""The fidelity report in words that say what was counted, what was not, and how much of it may be noise."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.counted import counted
from quoth.page.lines import Lines
from quoth.records.report import FEW, NOISE, Fidelity
from quoth.types import Change, Problem

_SAID: dict[Change, str] = {
    "spelling": "words spelled differently",
    "disfluency": "fillers, false starts or repetitions left out",
    "marked_cut": "words left out, with a mark",
    "silent_cut": "words left out, without a mark",
    "marked_insertion": "words put in, in brackets",
    "silent_insertion": "words put in, without a mark",
    "replacement": "other words in the place",
    "splice": "words run together that the record has apart",
}
_READING = (
    "“Found” means that a record given here has the passage; the others may have been said elsewhere, and nothing is "
    "known of them. A transcript is what somebody heard: two transcripts of one event differ in "
    f"{100 * NOISE[0]:.1f} to {100 * NOISE[1]:.1f} % of their words (six debates). That a quotation differs from the "
    "record does not say which of the two is right, nor why. Which differences may bear on the meaning is a program’s "
    "reading: look at each before you rely on it."
)


def render(
    reports: Sequence[Fidelity], records: Sequence[str], problems: Sequence[Problem], *, width: int, color: bool
) -> str:
    """The report of each outlet against `records`, which are named; lines of at most `width` cells."""
    page = Lines(width, color)
    page.add([("Quotations of five words or more, held against the record", "strong")])
    page.add([(f"Records: {', '.join(records)}", "")], hang=2)
    page.add([(_READING, "")])
    for report in reports:
        page.blank()
        _report(page, report)
    if problems:
        page.blank()
        for problem in problems:
            page.add([(f"{problem.where}: ", "strong"), (problem.message, "")], hang=2)
    return page.text()


def _report(page: Lines, r: Fidelity) -> None:
    page.add([(r.name, "strong"), (f", {counted(r.articles, 'article')}", "")], hang=2)
    page.add([(f"{counted(r.quotations, 'quotation')}, of which the record has {r.found}.", "")], indent=2, hang=2)
    if not r.found:
        return
    said = f"Of these {r.found}, {r.verbatim} word for word as in the record, {r.changed} in other words."
    page.add([(said, "")], indent=2, hang=2)
    for kind, n in r.kinds:
        page.add([(f"in {n:,}: {_SAID[kind]}", "")], indent=4, hang=3)
    if r.changed:
        page.add([(f"In {r.unmarked} something differs without a mark, beyond spelling and fillers.", "")], indent=2)
    if r.meaning:
        page.add([("! ", "strong"), (f"In {r.meaning} the meaning may differ.", "")], indent=2, hang=2)
    if r.perhaps:
        page.add([(f"{r.perhaps} of those in other words may be of another occasion.", "")], indent=2, hang=2)
    low, high = r.noise
    floor = (
        f"Noise floor: by transcription alone, {low:.1f} to {high:.1f} of the {r.found} would differ from the record."
    )
    page.add([(floor, "")], indent=2, hang=2)
    if r.compared:
        told = f"Two records have {r.compared} of them; in {r.disputed} these differ among themselves."
        page.add([(told, "")], indent=2, hang=2)
    if r.few:
        few = f"Fewer than {FEW} found: too few to say anything about {r.name} in general."
        page.add([(few, "strong")], indent=2, hang=2)
    elif r.interval:
        a, b = r.interval
        share = f"Word for word: {100 * r.verbatim / r.found:.0f} % (95 % interval: {100 * a:.0f} to {100 * b:.0f} %)."
        page.add([(share, "")], indent=2, hang=2)
