"""Every quotation of an article against the records: its passage, the verdict, and what differs.

Where several records are given, each is asked; the quotation is shown against the one that agrees best, and what the
other records have of the same passage stands beside it, with where they differ among themselves.

A quotation that no record has may be shown beside the passage that comes nearest: a place to look at, not a verdict.
`quoth trace --record` judges the quotations of its tellings by the same function, so the two never part.

What guards it: two records are said to differ only where both have the quotation; that they are of one occasion
nobody can know, and the page says "record", not "truth".
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.records.departures import departures, main_speaker
from quoth.records.finding import Checked, Finding, Heard
from quoth.records.index import Index
from quoth.records.locate import Found, located
from quoth.records.names import another
from quoth.records.quotations import quoted_spans, speaker_of
from quoth.records.verdict import NEAREST, judged
from quoth.sayings.words import Word, words
from quoth.sayings.words.quoted import LONGEST
from quoth.types import Attributed, Departure, Problem, Span, Speaker


def check_article(attributed: Attributed, records: Sequence[Index]) -> Checked:
    """A finding for each quotation of five words or more of an article; the order of `records` decides only ties."""
    article = attributed.article
    findings = []
    problems = list(attributed.problems)
    for span in quoted_spans(article):
        told = words(span.text, span.start)
        if len(told) > LONGEST:
            where = f"{article.id}@{span.start}"
            problems.append(Problem(where, f"a quotation of {len(told):,} words, more than {LONGEST:,}: not checked"))
            continue
        findings.append(check_quotation(article.text, span, told, speaker_of(span, attributed.attributions), records))
    return Checked(article, tuple(findings), tuple(problems))


def check_quotation(
    text: str, span: Span, told: Sequence[Word], speaker: Speaker | None, records: Sequence[Index]
) -> Finding:
    """The finding for the words `told` of `span`, which is of `text`."""
    ranked = []
    nearest: tuple[float, Heard] | None = None
    for number, index in enumerate(records):
        judgement = judged(index, told, text, speaker)
        found, likely = judgement.found, judgement.likely
        if found is None:
            continue
        if judgement.verdict != "absent":
            heard = _heard(index, found, judgement.departures, perhaps=judgement.perhaps)
            ranked.append((len(heard.departures) > 0, -likely, len(heard.departures), number, heard, found))
        elif likely >= NEAREST and (nearest is None or likely > nearest[0]):
            nearest = likely, _heard(index, found, departures(index, found, text))
    ranked.sort(key=lambda entry: entry[:4])
    best = ranked[0] if ranked else None
    disputes = (_disputed(records[best[3]], best[5], records[other[3]], other[5]) for other in ranked[1:] if best)
    is_another = best is not None and another(speaker, best[4].speaker, records[best[3]].names)
    near = nearest[1] if nearest is not None and not ranked else None
    return Finding(span, speaker, tuple(entry[4] for entry in ranked), tuple(disputes), is_another, near)


def _heard(index: Index, found: Found, away: tuple[Departure, ...], *, perhaps: bool = False) -> Heard:
    record = index.record
    parts = [_extent(index, part.start, part.end) for part in found.parts]
    start, end = min(a for a, _ in parts), max(b for _, b in parts)
    return Heard(
        record=record.id,
        start=start,
        end=end,
        text=record.text[start:end],
        speaker=main_speaker(index, found),
        parts=tuple(parts),
        departures=away,
        perhaps=perhaps,
    )


def _extent(index: Index, start: int, end: int) -> tuple[int, int]:
    return index.words[start].start, index.words[end - 1].end


def _disputed(index: Index, found: Found, other: Index, other_found: Found) -> tuple[Departure, ...]:
    """Where the passage that `other` has differs from the one that `index` has."""
    start, end = min(p.start for p in found.parts), max(p.end for p in found.parts)
    a, b = min(p.start for p in other_found.parts), max(p.end for p in other_found.parts)
    if max(end - start, b - a) > LONGEST:
        return ()
    again = located(index, other.words[a:b])
    return () if again is None else departures(index, again, other.record.text)
