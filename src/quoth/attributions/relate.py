"""Which spans go together: tagged words become attributions of an article.

`relate` turns runs of words into spans of the article, drops what may not be attributed (link lines, credits,
bylines), puts quotation marks back that the tagger left half outside, and says how each attribution stands to the
quotation marks (its kind), to its cue (negated) and to the others (inside).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from quoth.attributions.tag import Run, Tagged
from quoth.model.network import Seen
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Kind, PartKind, Span

SILENT: frozenset[PartKind] = frozenset({"link", "credit", "byline", "date"})
"""Parts of an article that report nothing: no span may touch them."""

_WORD = re.compile(r"\w[\w’'-]*")
_NEGATION = re.compile(r"\b(?:not|never|no longer|neither|nor|cannot)\b|n[’']t\b", re.IGNORECASE)
_NEGATED_BEFORE = 24  # code points before a cue in which "did not", "has never" may stand
_EDGE = " \t\r\n\u00a0,;:–—-"
_DIRECT = 0.9  # share of the content's words that must stand in quotation marks; "he said “I am” there" is mixed
_TOUCH = 0.5  # share of the shorter content that two attributions may have in common unless one lies in the other


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the article that the network read at once: `offset` is where it begins."""

    offset: int
    seen: Seen
    tagged: Sequence[Tagged]


def blanked(article: Article) -> str:
    """The article's text with the silent parts as spaces, so that the network cannot attribute from them."""
    text = article.text
    for part in article.parts:
        if part.kind in SILENT:
            text = text[: part.start] + re.sub(r"[^\n]", " ", text[part.start : part.end]) + text[part.end :]
    return text


def relate(article: Article, stretch: Stretch, quotations: Sequence[Quotation]) -> list[Attribution]:
    """The attributions of one stretch of `article`, in the order of their contents; speaker and day are not set."""
    found = []
    for tagged in stretch.tagged:
        source, cue = _spans(article, stretch, tagged.source), _spans(article, stretch, tagged.cue)
        content = _with_marks(article, _spans(article, stretch, tagged.content), quotations)
        if not content or not cue:
            continue
        found.append(
            Attribution(
                id=f"{article.id}:{content[0].start}",
                article=article.id,
                kind=kind_of(content, quotations),
                source=source,
                cue=cue,
                content=content,
                score=tagged.score,
                negated=negated(article.text, cue),
                vector=_vector(stretch, tagged.content),
            )
        )
    return _nested(_distinct(found))


def kind_of(content: Sequence[Span], quotations: Sequence[Quotation]) -> Kind:
    """Direct when (nearly) all words of `content` stand in quotation marks, mixed when some do, else indirect.

    Single words in marks inside other speech make it mixed too: whether “woke” is quoted or scorned is not decided.
    """
    words = quoted = 0
    for span in content:
        inner = [q for q in quotations if q.depth == 0 and q.start < span.end and span.start < q.end]
        for word in _WORD.finditer(span.text):
            at = span.start + word.start()
            words += 1
            quoted += any(q.inner_start <= at < q.inner_end for q in inner)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= _DIRECT * words else "mixed"


def negated(text: str, cue: Sequence[Span]) -> bool:
    """Whether the cue denies that it was said: "did not say", "never claimed", "has not denied"."""
    before = text[max(0, cue[0].start - _NEGATED_BEFORE) : cue[0].start]
    before = re.split(r"[.,;:!?“”\"\n]", before)[-1]
    return bool(_NEGATION.search(before) or any(_NEGATION.search(c.text) for c in cue))


def _spans(article: Article, stretch: Stretch, found: Sequence[Run]) -> tuple[Span, ...]:
    """Runs of words as spans, cut where a silent part lies in them, outer white space and commas off.

    A run of signs alone is kept when it is all there is: the colon of "Minister: we will pay" is a cue.
    """
    text, seen = article.text, stretch.seen
    silent = [part for part in article.parts if part.kind in SILENT]
    out: list[Span] = []
    for first, after in found:
        pieces = [(stretch.offset + int(seen.starts[first]), stretch.offset + int(seen.ends[after - 1]))]
        for part in silent:
            pieces = [p for a, b in pieces for p in ((a, min(b, part.start)), (max(a, part.end), b)) if p[0] < p[1]]
        for piece in pieces:
            start, end = _trimmed(text, *piece)
            if _WORD.search(text, start, end) or (start < end and len(found) == 1):
                out.append(Span.of(text, start, end))
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _with_marks(article: Article, content: Sequence[Span], quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Takes in a quotation mark that stands just outside a span which has its twin, or all between the two."""
    text = article.text
    out = []
    for span in content:
        start, end = span.start, span.end
        for q in quotations:
            if q.start >= end + 3:
                break
            if q.depth == 0 and q.end > start:
                if start == q.inner_start and end >= q.inner_end:
                    start = q.start
                if (
                    q.closed
                    and q.inner_end <= end + 1
                    and end < q.end
                    and start <= q.inner_start
                    and not text[end : q.inner_end].strip(".,!?…")
                ):
                    end = q.end
        out.append(Span.of(text, start, end))
    return tuple(out)


def _vector(stretch: Stretch, content: Sequence[Run]) -> tuple[float, ...]:
    total = sum(stretch.seen.vectors[first:after].sum(0) for first, after in content)
    length = float(np.linalg.norm(total))
    return tuple(float(x) for x in np.asarray(total) / length) if length else ()


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Of two attributions that report the same words, the more probable; ids that clash get the cue's place too."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: (-a.score, a.start)):
        if not any(_same_words(one, other) for other in kept):
            kept.append(one)
    kept.sort(key=lambda a: (a.start, a.cue[0].start))
    seen: set[str] = set()
    out = []
    for one in kept:
        unique = one if one.id not in seen else replace(one, id=f"{one.id}-{one.cue[0].start}")
        seen.add(unique.id)
        out.append(unique)
    return out


def _same_words(a: Attribution, b: Attribution) -> bool:
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content)
    if not shared:
        return False
    sizes = [sum(s.end - s.start for s in one.content) for one in (a, b)]
    return shared > _TOUCH * max(sizes)


def _nested(found: list[Attribution]) -> list[Attribution]:
    """Sets `inside` to the smallest attribution whose content holds all of this one's cue and content."""
    out = []
    for one in found:
        outer = [
            o
            for o in found
            if o is not one
            and all(any(p.start <= s.start and s.end <= p.end for p in o.content) for s in (*one.cue, *one.content))
        ]
        smallest = min(outer, key=lambda o: (sum(s.end - s.start for s in o.content), o.start), default=None)
        out.append(replace(one, inside=smallest.id) if smallest else one)
    return out
