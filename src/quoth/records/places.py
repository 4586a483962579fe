"""Where the records have what each passage of a statement quotes, so that sayings are gathered by it.

Two articles that quote one stretch of a transcript tell one utterance, in whatever words; two stretches are two. That
is worth more than any likeness of words (`quoth.sayings.by_hand`), as long as it is sure where a passage stands: it has
five words or more in quotation marks, and what the record has for them is no *perhaps* (`quoth.records.verdict`).

A case it gets wrong: what is said twice stands at the first place (`quoth.records.locate`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quoth.records.index import Index
from quoth.records.quotations import LEAST, quoted_spans
from quoth.records.verdict import judged
from quoth.sayings.passages import Passage, passages
from quoth.sayings.place import Key, Place, Places
from quoth.sayings.words import Word, words
from quoth.sayings.words.quoted import LONGEST
from quoth.types import Attributed, Span, Speaker


def places(attributed: Iterable[Attributed], records: Sequence[Index]) -> Places:
    """By the key of a passage its places in `records`, those of one record in the order of the quotation.

    A passage that quotes fewer than five words, or that no record surely has, is left out.
    """
    found: dict[Key, tuple[Place, ...]] = {}
    for one in attributed if records else ():
        quoted = quoted_spans(one.article)
        for passage in (p for a in one.attributions for p in passages(a)):
            if held := _places(one.article.text, passage, quoted, records):
                found[passage.key] = held
    return found


def _places(text: str, passage: Passage, quoted: Sequence[Span], records: Sequence[Index]) -> tuple[Place, ...]:
    """Where `records` have the pieces of `passage` that stand in one of the `quoted` spans of its `text`."""
    found = []
    for start, end in _quoted(passage, quoted):
        said = words(text[start:end], start)
        if LEAST <= len(said) <= LONGEST:
            found += [place for index in records for place in _in(index, said, text, passage.attribution.speaker)]
    return tuple(found)


def _quoted(passage: Passage, quoted: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """What `passage` shares with each of the `quoted` spans, which are in order and apart."""
    for span in passage.content:
        for q in quoted[bisect_right(quoted, span.start, key=lambda q: q.end) :]:
            if q.start >= span.end:
                break
            yield max(span.start, q.start), min(span.end, q.end)


def _in(index: Index, said: Sequence[Word], text: str, speaker: Speaker | None) -> Iterator[Place]:
    judgement = judged(index, said, text, speaker)
    if judgement.found is not None and judgement.verdict != "absent" and not judgement.perhaps:
        for part in judgement.found.parts:
            yield Place(index.record.id, index.words[part.start].start, index.words[part.end - 1].end)
