"""Quotations of one passage of a transcript are one saying, and those of two passages are two.

    python -m benchmarks.spoken [SHARED]

The reports in shared/data/records of each of 26 debates, speeches and interviews, taken for one story. A quoted
sentence of five words or more is located in the transcript by itself (`quoth.records`); a pair of such sentences of two
articles is *one* where the shorter passage lies in the other by 60 %, and *two* where they share nothing. So the truth
is known without labels, as far as the transcript tells it: whoever says a thing twice in one speech counts as two.

Beside it, in the same run: the same last name and four words in a row; and quoth with the transcript at hand, as
``quoth trace --record`` has it, which is no measure of itself (both look the places up alike), but shows how much of
what is known so comes through. The rule of `quoth.sayings.by_hand` for quotations in other words was set while looking
at these pairs.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.records import records
from benchmarks.stories import SHARED

from quoth.articles import read
from quoth.attributions import attribute_shipped
from quoth.records.check import check_quotation
from quoth.records.index import Index
from quoth.records.places import places
from quoth.records.quotations import quoted_spans
from quoth.sayings.candidates import candidates
from quoth.sayings.cover import covered
from quoth.sayings.group import clusters
from quoth.sayings.names import name_words
from quoth.sayings.passages import Passage, passages
from quoth.sayings.score import probability
from quoth.sayings.tellings import Telling, prepare
from quoth.sayings.words import words
from quoth.types import Article, Attributed, Span
from quoth.words import stems

ARTICLES = 4  # reports of one event, at least
WORDS = range(5, 301)  # of a quoted sentence
WITHIN = 0.6  # of the shorter passage that lies in the other, if both are one

Key = tuple[str, int]
Extent = Sequence[tuple[int, int]]  # of a passage of the record, part by part


@dataclass(slots=True)
class Counts:
    """Pairs that are one, how many of these a method has together, and pairs that are two and that it has together."""

    one: int = 0
    found: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        together = self.found + self.wrong
        return f"R {100 * self.found / self.one:.1f} P {100 * self.found / max(together, 1):.1f} ({together} together)"


def events(shared: Path) -> dict[str, list[str]]:
    """The articles that quote each transcript, of those that quote one."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (shared / "data/records/pairs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if len(row["transcripts"]) == 1:
            found[row["transcripts"][0]].append(row["article"])
    return {name: held for name, held in found.items() if len(held) >= ARTICLES}


def located(attributed: Attributed, index: Index) -> dict[Key, Extent]:
    """Where the record has each quoted sentence that it has, by the key of its passage."""
    text, quoted = attributed.article.text, quoted_spans(attributed.article)
    found = {}
    for passage in (p for a in attributed.attributions for p in passages(a)):
        extents = [(max(s.start, q.start), min(s.end, q.end)) for s in passage.content for q in quoted]
        start, end = max(extents, key=lambda e: e[1] - e[0], default=(0, 0))
        said = words(text[start:end], start) if start < end else ()
        if len(said) in WORDS:
            finding = check_quotation(text, Span.of(text, start, end), said, None, [index])
            if finding.heard:
                found[passage.key] = finding.heard[0].parts
    return found


def ours(tellings: Sequence[Telling]) -> dict[Key, set[int]]:
    """The groups of each passage."""
    groups, scored = clusters(tellings, candidates(tellings), probability)
    own = [(n, i) for n, group in enumerate(groups) for i in group]
    found: dict[Key, set[int]] = defaultdict(set)
    for n, i in (*own, *covered(tellings, groups, scored, probability)):
        for passage in tellings[i].same:
            found[passage.key].add(n)
    return found


def naive(held: Sequence[Passage]) -> dict[Key, set[tuple[str, ...]]]:
    """For each passage its runs of four words, each with the last name of who speaks: what two share makes them one."""
    found = {}
    for passage in held:
        name, told = name_words(passage.attribution)[-1:], [w for s in passage.content for w in stems(s.text)]
        found[passage.key] = {(*name, *told[i : i + 4]) for i in range(len(told) - 3)} if name else set()
    return found


def counted(counts: Counts, where: Mapping[Key, Extent], article: Mapping[Key, str], told: Mapping[Key, set]) -> None:  # type: ignore[type-arg]
    """Adds the pairs of one event."""
    for one, other in combinations(sorted(where), 2):
        if article[one] == article[other]:
            continue
        both = sum(max(0, min(b, d) - max(a, c)) for a, b in where[one] for c, d in where[other])
        together = bool(told[one] & told[other])
        if both >= WITHIN * min(sum(b - a for a, b in where[k]) for k in (one, other)):
            counts.one += 1
            counts.found += together
        elif not both:
            counts.wrong += together


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    transcripts, mine, beside, theirs = records(shared), Counts(), Counts(), Counts()
    named = events(shared)
    for name, ids in named.items():
        files = [shared / f"data/records/articles/{i}.json" for i in ids]
        reports = [attribute_shipped(a) for a in read(files) if isinstance(a, Article)]
        where = {key: extent for r in reports for key, extent in located(r, transcripts[name]).items()}
        held = [p for r in reports for a in r.attributions for p in passages(a)]
        article = {p.key: p.attribution.article for p in held}
        said, articles = [a for r in reports for a in r.attributions], {r.article.id: r.article for r in reports}
        counted(mine, where, article, ours(prepare(said, articles)))
        counted(beside, where, article, ours(prepare(said, articles, places(reports, [transcripts[name]]))))
        counted(theirs, where, article, naive(held))
    print(f"{len(named)} events, {mine.one} pairs of quoted sentences that are one passage of the transcript")
    print(f"quoth                             {mine}")
    print(f"quoth trace --record TRANSCRIPT   {beside}")
    print(f"same speaker and 4-gram overlap   {theirs}")


if __name__ == "__main__":
    main()
