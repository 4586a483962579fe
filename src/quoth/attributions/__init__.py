"""Attributions: who said what in one article, and when.

The way through: the article's text with its link lines blanked -> what the layout tells by itself (`layouts`) -> for
each stretch of it (`stretches`) what the network saw (`quoth.model`) -> words tagged (`tag`) -> spans that belong
together (`relate`), how likely they are right (`confidence`) -> quotations that a cue stands behind (`behind`), that
strangers hold (`strangers`) or that none claims (`orphans`), and words within others' (`within`) -> what the layout
tells, with the headlines, told whole (`layouts`). Then, of all of them: sources put right (`layouts.turns`,
`subjects`, `objects`, `passives`, `via`), what is mentioned only or supposed (`mentioned`, `modality`) -> the day it
was said (`when`), the speaker (`speaker`) and the outlet it was taken from (`via`); and whether each word stands where
it is said to (`sound`).

Four folders: `layouts` reads what the layout alone tells, form by form; `names` says whom an article names, `phrases`
what kind of phrase a source is, `speaker` whom it means. Each imports from those before it, never from one behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.attributions import behind, layouts, orphans, passives, speaker, strangers, subjects, via, when
from quoth.attributions.confidence import calibrated
from quoth.attributions.layouts import Told, headlines, interviews, nameplates, posts, turns
from quoth.attributions.mentioned import mentioned, names_somebody
from quoth.attributions.modality import hypothetical
from quoth.attributions.relate import Stretch, blanked, kind_of, meaning, outermost, relate
from quoth.attributions.secondhand import reported_in
from quoth.attributions.sound import sound
from quoth.attributions.stretches import stretches_of
from quoth.attributions.tag import tag
from quoth.attributions.within import claimed_in, nested_in, relayed_in
from quoth.model.network import Network, load
from quoth.quotation import Quotation, as_meant, quotations
from quoth.types import Article, Attributed, Attribution, Mention, Problem, Span

MOST = 300_000
"""Code points of an article that are searched, some 50,000 words; the rest is said to be unread. No article in
../shared is longer than 60,000; this is what half a minute reads."""

_PIECES = 120_000  # pieces of words after which no new stretch is begun: signs are a piece each, a word has 1.3


def attribute_article(article: Article, network: Network) -> Attributed:
    """The attributions of `article`, in the order of their contents. Pure: the same article gives the same result.

    Of more than `MOST` characters only the first are searched, also for who the speakers are; a problem says so.
    """
    page = _laid_out(_as_meant(_beginning(article)))
    found, mentions, reached = _read(page, network)
    found = _right(page, found, mentions)
    found = [replace(a, said_on=day) if (day := when.said_on(page.article, a)) else a for a in found]
    found = speaker.resolve(page.article, found, mentions, page.marks)
    found = [_taken_from(a, via.credited(page.article, a, found, mentions)) for a in found]
    found, faults = sound(page.article, when.inherit(page.article, found))
    problems = [*article.problems, *faults, *_unread(article, page.text, reached)]
    return Attributed(article, _as_written(article, page.article, found), tuple(problems))


def _as_meant(article: Article) -> Article:
    """`article` with the marks that its controls stand for, one for one (`quotation.as_meant`)."""
    text = as_meant(article.text)
    return article if text == article.text else replace(article, text=text)


def _as_written(article: Article, read: Article, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """`found` in `read` with the very characters of `article` at the same places."""
    if article.text.startswith(read.text):
        return tuple(found)

    def stands(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span.of(article.text, span.start, span.end) for span in spans)

    return tuple(replace(a, source=stands(a.source), cue=stands(a.cue), content=stands(a.content)) for a in found)


def attribute_shipped(article: Article) -> Attributed:
    """`attribute_article` by the network that ships, loaded once a process; raises NetworkError when it cannot be."""
    return attribute_article(article, load())


def _beginning(article: Article) -> Article:
    """`article` with the text and the parts that are searched."""
    if len(article.text) <= MOST:
        return article
    parts = tuple(replace(p, end=min(p.end, MOST)) for p in article.parts if p.start < MOST)
    return replace(article, text=article.text[:MOST], parts=parts)


@dataclass(frozen=True, slots=True)
class _Page:
    """What an article shows before anybody reads it: its `text` with the silent parts blank; its outermost quotations,
    `marks`, and those right `inner` to them; the `labels` that lines begin with; whether it is a `transcript`; and what
    is `told` by layout alone, in order.
    """

    article: Article
    text: str
    marks: Sequence[Quotation]
    inner: Sequence[Quotation]
    labels: dict[int, tuple[Span, Span]]
    transcript: bool
    told: Sequence[Told]


def _laid_out(article: Article) -> _Page:
    text, quoted = blanked(article), quotations(article.text)
    labels = turns.labels_of(text)
    spoken = turns.turns_of(text, labels, article.parts) or nameplates.turns_of(text)
    return _Page(
        article,
        text,
        marks=outermost(quoted),
        inner=[q for q in quoted if q.depth == 1],
        labels=labels,
        transcript=bool(spoken),
        told=sorted((*spoken, *posts.posts_of(text)), key=lambda t: t.source.start),
    )


def _read(page: _Page, network: Network) -> tuple[list[Attribution], list[Mention], int]:
    """The attributions of all stretches that are read, in order, with their meanings but without day and speaker; the
    names in them; and where the last stretch ends.
    """
    found: list[Attribution] = []
    mentions: list[Mention] = []
    told = list(page.told)
    pieces = reached = 0
    for start, end in stretches_of(page.text):
        if pieces >= _PIECES:
            break
        seen = network.read(page.text[start:end])
        pieces, reached = pieces + seen.pieces, end
        if start == 0 and not page.transcript:
            told += interviews.answers_of(page.text[:end], seen.mentions, page.article.parts)
        here = [t for t in told if start <= t.content[0].start < end]
        stretch = Stretch(start, seen, tag(network, seen))
        found += _attributions_in(page, stretch, end, here, network.thresholds)
        mentions += (replace(m, start=start + m.start, end=start + m.end) if start else m for m in seen.mentions)
        del seen, stretch  # megabytes, before the next one is read
    return found, turns.named_in(told, mentions), reached


def _attributions_in(
    page: _Page, stretch: Stretch, end: int, told: Sequence[Told], limits: dict[str, float]
) -> list[Attribution]:
    """The attributions of one stretch of the page, which ends at `end` and in which the layout has `told` some."""
    article, marks, start = page.article, page.marks, stretch.offset
    found = [replace(a, score=calibrated(a.score, limits)) for a in relate(article, stretch, marks)]
    found = strangers.freed(article, behind.put_right(article, found, marks), marks)
    found = orphans.claimed(article, start, found, marks, end)
    found = claimed_in(article, nested_in(article, start, found, page.inner, end), marks)
    found = reported_in(article, relayed_in(article, found, marks), marks)
    heads = headlines.told_in(article, found, stretch.seen.mentions, marks) if start == 0 else headlines.NONE
    found = [a for a in found if not any(s.start in heads.topics for s in a.cue)]
    found = layouts.put(article, found, [*heads.told, *told], marks)
    return [replace(a, vector=meaning(stretch, a.content)) for a in found]


def _right(page: _Page, found: Sequence[Attribution], mentions: Sequence[Mention]) -> list[Attribution]:
    """`found` in the order of their contents, each with the source that grammar gives it and the kind that is then its.

    Each step sees what the one before it put right; `via` looks at the attributions around as well.
    """
    article = page.article
    found = [turns.put_right(article, a, page.labels) for a in found]
    found = [_of_kind(a, subjects.put_right(article, a), page.marks) for a in found]
    found = [_of_kind(a, via.put_right(article, a, mentions, found), page.marks) for a in found]
    found = sorted((passives.put_right(article, a) for a in found), key=lambda a: a.start)
    return _kinds(article, found, page.marks)


def _of_kind(before: Attribution, right: Attribution, marks: Sequence[Quotation]) -> Attribution:
    """`right`, with the kind of its content where it is not as it was `before`."""
    return right if right is before else replace(right, kind=kind_of(right.content, marks))


def _kinds(article: Article, found: Sequence[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """`found`, the kind of each told without the quotations in which nothing is said (`mentioned`), and those marked
    that are not reported as said (`modality`).
    """
    said = [q for q in marks if not mentioned(article.text, q, article.parts)]
    out = []
    for a in found:
        quoted = a.kind != "indirect" and not (a.cue and names_somebody(a.cue[0].text))
        kind = kind_of(a.content, said) if quoted else a.kind
        supposed = hypothetical(article.text, a.source, a.cue)
        out.append(replace(a, kind=kind, hypothetical=supposed) if supposed or kind != a.kind else a)
    return out


def _taken_from(attribution: Attribution, outlet: str | None) -> Attribution:
    return attribution if outlet == attribution.via else replace(attribution, via=outlet)


def _unread(article: Article, searched: str, reached: int) -> list[Problem]:
    """The problem that tells of words behind `reached` or behind the `searched` text; none where nothing is left."""
    if not searched[reached:].strip() and not article.text[len(searched) :].strip():
        return []
    told = f"only the first {reached:,} characters were searched for statements"
    return [Problem(f"{article.path}@{reached}", told)]
