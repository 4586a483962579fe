"""From words to an article: tagged runs become attributions with spans.

`relate` turns runs of words into spans, keeps them out of what may not be attributed (link lines, credits, bylines),
keeps a headline's or a caption's statement apart from the body's, puts back a quotation mark that was left half
outside, and says how each attribution stands to the quotation marks (its kind), to its cue (negated) and to the others
(inside).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from quoth.attributions.sentences import sentences_of
from quoth.attributions.subheads import subheads_of
from quoth.attributions.tag import Run, Tagged
from quoth.model.network import Floats, Seen
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Kind, Part, PartKind, Span, part_at

SILENT: frozenset[PartKind] = frozenset({"link", "credit", "byline", "date", "dateline", "pullquote"})
"""Parts of an article that report nothing: the network does not see them and no span touches them."""

_WORD = re.compile(r"\w[\w’'-]*")
_NEGATION = re.compile(r"\b(?:not|never|no longer|neither|nor|cannot)\b|n[’']t\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,;:!?“”\"\n]")
_NEGATED_BEFORE = 24  # code points before a cue in which "did not", "has never" may stand
_EDGE = " \t\r\n\u00a0,;:–—-"
_STOPS = ".,!?…"
_DANGLING = re.compile(
    r"[\s,;:–—-]+(?:and|but|or|nor|though|although|while|whereas|because|however|if|the|an?|their|his|its|these|those"
    r"|of|with|by|from|for|as|he|she|they|who|which)$",
    re.IGNORECASE,
)
"""Words on which no content ends in the middle of a clause; before a mark one may ("what it wants to get rid of.")."""
_ONE_WORD = re.compile(r"\W*(?:(?P<article>the|an?)|and|but|or|nor)\W*", re.IGNORECASE)
_REST = re.compile(r"[^.,;:!?…“”\"\n]{2,200}")
"""A content of which only an article was drawn goes on to the next mark; one that is a conjunction alone is none. Nine
and one of 6,060 statements in 240 articles."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the article that the network read at once: `offset` is where it begins."""

    offset: int
    seen: Seen
    tagged: Sequence[Tagged]


def blanked(article: Article) -> str:
    """The article's text with the silent parts as spaces, line ends kept, so that nothing is attributed from them."""
    pieces, reached = [], 0
    for part in article.parts:
        if part.kind in SILENT:
            pieces += [article.text[reached : part.start], re.sub(r"[^\n]", " ", article.text[part.start : part.end])]
            reached = part.end
    return "".join(pieces) + article.text[reached:]


def outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that stand in no other, in order; they never overlap."""
    return [q for q in quotations if q.depth == 0]


def relate(article: Article, stretch: Stretch, marks: Sequence[Quotation]) -> list[Attribution]:
    """The attributions of one stretch of `article`, in the order of their contents, without speaker, day and vector.

    `marks` are the article's outermost quotations in order.
    """
    heads = [part for part in article.parts if part.kind in ("headline", "caption")]
    apart = [part for part in article.parts if part.kind in SILENT or part.kind in ("headline", "caption")]
    inner = subheads_of(article.text, apart)
    heads, apart = (sorted((*parts, *inner), key=lambda p: p.start) for parts in (heads, apart))
    found = []
    for tagged in stretch.tagged:
        cue = _spans(article, stretch, tagged.cue, apart)
        if not cue:
            continue
        source = _beside(cue[0], _spans(article, stretch, tagged.source, apart), heads)
        content = _beside(cue[0], _spans(article, stretch, tagged.content, apart), heads)
        if len(content) == 1 and _ONE_WORD.fullmatch(content[0].text):
            k = bisect_left(apart, content[0].end, key=lambda part: part.start)
            stops = [s.start for s in (*source, *cue)] + [part.start for part in apart[k : k + 1]]
            content = _read_on(article.text, content[0], stops)
        if not content:
            continue
        widened = [_with_marks(article.text, _finished(article.text, span), marks) for span in content]
        content = _disjoint(article.text, widened)
        found.append(
            Attribution(
                id=f"{article.id}:{content[0].start}",
                article=article.id,
                kind=kind_of(content, marks),
                source=source,
                cue=cue,
                content=content,
                score=tagged.score,
                negated=negated(article.text, cue),
            )
        )
    return nested(sorted(found, key=lambda a: a.start))


def kind_of(content: Sequence[Span], marks: Sequence[Quotation]) -> Kind:
    """Direct when all words of `content` stand in quotation marks, mixed when some do, else indirect.

    One word before the marks makes it mixed, since it is the article's own: in “she ‘thought he would’” the pronoun is
    not quoted, and a telling that has “I” there does not contradict it.

    A single word in marks makes other speech mixed: whether “woke” is quoted or scorned is not decided.
    """
    words = quoted = 0
    crossing = [list(_crossing(marks, span.start, span.end)) for span in content]
    if not any(crossing):
        return "indirect"
    for span, inner in zip(content, crossing, strict=True):
        for word in _WORD.finditer(span.text):
            at = span.start + word.start()
            words += 1
            k = bisect_right(inner, at, key=lambda q: q.inner_start) - 1
            quoted += k >= 0 and at < inner[k].inner_end
    if not quoted:
        return "indirect"
    return "direct" if quoted == words else "mixed"


def negated(text: str, cue: Sequence[Span]) -> bool:
    """Whether the cue denies that it was said: "did not say", "never claimed", "has not denied"."""
    before = _CLAUSE.split(text[max(0, cue[0].start - _NEGATED_BEFORE) : cue[0].start])[-1]
    return bool(_NEGATION.search(before) or any(_NEGATION.search(c.text) for c in cue))


def _crossing(marks: Sequence[Quotation], start: int, end: int) -> Iterator[Quotation]:
    """The quotations that share a place with, or touch, `start:end`."""
    for i in range(bisect_left(marks, start, key=lambda q: q.end), len(marks)):
        if marks[i].start > end:
            return
        yield marks[i]


def _spans(article: Article, stretch: Stretch, found: Sequence[Run], apart: Sequence[Part]) -> tuple[Span, ...]:
    """Runs of words as spans, cut at the parts that stand apart, outer white space and commas off.

    A run of signs alone is kept when it is all there is: the colon of "Minister: we will pay" is a cue.
    """
    text, seen = article.text, stretch.seen
    out: list[Span] = []
    for first, after in found:
        run = stretch.offset + int(seen.starts[first]), stretch.offset + int(seen.ends[after - 1])
        pieces = list(_pieces(run, apart))
        for piece in pieces:
            start, end = _trimmed(text, *piece)
            if start == end and len(found) == len(pieces) == 1:
                start, end = piece
            if _WORD.search(text, start, end) or (start < end and len(found) == 1):
                out.append(Span.of(text, start, end))
    return tuple(out)


def _pieces(run: tuple[int, int], apart: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """The stretch `run` cut at the parts that stand apart in it, without those that are silent."""
    reached, end = run
    for i in range(bisect_right(apart, reached, key=lambda part: part.end), len(apart)):
        part = apart[i]
        if part.start >= end:
            break
        inside = max(reached, part.start), min(part.end, end)
        if reached < part.start:
            yield reached, part.start
        if part.kind not in SILENT and inside[0] < inside[1]:
            yield inside
        reached = max(reached, inside[1])
    if reached < end:
        yield reached, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _beside(cue: Span, spans: Sequence[Span], heads: Sequence[Part]) -> tuple[Span, ...]:
    """The spans that stand in the headline or the caption in which the cue does, or in neither, as the cue does."""
    own = part_at(heads, cue.start)
    return tuple(span for span in spans if part_at(heads, span.start) is own)


def _finished(text: str, span: Span) -> Span:
    """`span` without the conjunctions, articles and prepositions that it breaks off on, where a word follows."""
    words = span.text
    if not text[span.end : span.end + 2].strip()[:1].isalnum():
        return span
    while cut := _DANGLING.search(words, max(0, len(words) - 24)):
        words = words[: cut.start()]
    return Span(span.start, span.start + len(words), words)


def _read_on(text: str, span: Span, stops: Sequence[int]) -> tuple[Span, ...]:
    """`span`, an article, with the words behind it up to the next mark or the first of `stops`; nothing without any."""
    one = _ONE_WORD.fullmatch(span.text)
    stop = min((at for at in stops if at >= span.end), default=len(text))
    rest = _REST.match(text, span.end, stop) if one and one["article"] else None
    start, end = _trimmed(text, span.start, rest.end() if rest else span.end)
    return (Span.of(text, start, end),) if rest and _WORD.search(text, span.end, end) else ()


def _with_marks(text: str, span: Span, marks: Sequence[Quotation]) -> Span:
    """Takes in a mark that stands just outside while its twin, or all that the two hold, is in the span."""
    start, end = span.start, span.end
    for q in _crossing(marks, start, end + 1):
        if q.inner_start == start and end >= q.inner_end:
            start = q.start
        if q.closed and start <= q.inner_start < end < q.end and not text[end : q.inner_end].strip(_STOPS):
            end = q.end
    return Span.of(text, start, end)


def _disjoint(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans`, in order, each without what the one before took in: the mark between “A,” and a sentence after it."""
    out: list[Span] = []
    for span in spans:
        if not out or out[-1].end <= span.start:
            out.append(span)
            continue
        start, end = _trimmed(text, out[-1].end, span.end)
        if _WORD.search(text, start, end):
            out.append(Span.of(text, start, end))
    return tuple(out)


def meaning(stretch: Stretch, content: Sequence[Span]) -> array[float]:
    """The meanings of the sentences of `content`, one behind the other, from the words of `stretch` that stand in each:
    of norm 1, or all 0 where there are none. Empty where no sentence has any.
    """
    meanings = [_meant(stretch, sentence) for sentence in sentences_of(content)]
    return array("f", np.concatenate(meanings).tobytes() if any(m.any() for m in meanings) else b"")


def _meant(stretch: Stretch, spans: Sequence[Span]) -> Floats:
    seen = stretch.seen
    starts = np.searchsorted(seen.ends, [s.start - stretch.offset for s in spans], "right")
    ends = np.searchsorted(seen.starts, [s.end - stretch.offset for s in spans], "left")
    total: Floats = np.array([seen.vectors[a:b].sum(0) for a, b in zip(starts, ends, strict=True)], np.float32).sum(0)
    length = float(np.linalg.norm(total))
    meant: Floats = total / np.float32(length) if length else total
    return meant


def nested(found: Sequence[Attribution]) -> list[Attribution]:
    """`found` with `inside` set: the attribution one of whose contents holds this one's cue and all its contents.

    What was known to be inside one of `found` stays so: a quotation that is passed on may be the content's beginning.
    """
    pieces = sorted((s.start, s.end, a.id) for a in found for s in a.content)
    ids = {a.id for a in found}
    out = []
    for one in found:
        needed = (*one.cue, *one.content)
        i = bisect_left(pieces, (needed[0].start + 1,)) - 1
        holds = (
            i >= 0 and pieces[i][2] != one.id and all(pieces[i][0] <= s.start and s.end <= pieces[i][1] for s in needed)
        )
        inside = pieces[i][2] if holds else one.inside if one.inside in ids else None
        out.append(one if one.inside == inside else replace(one, inside=inside))
    return out
