"""Attributions: who said what in one article, and when.

The way through: the article's text with its link lines blanked -> what the network saw (`quoth.model`) -> words tagged
(`tag`) -> spans that belong together (`relate`), how likely they are right (`confidence`) -> quotations that a cue
stands behind (`behind`) or none claims (`orphans`), and words within others' (`within`) -> what the layout
tells (`turns`, `posts`, `headlines`) is told whole (`layouts`) -> sources put right
(`turns`, `subjects`, `objects`, `passives`, `via`), what is mentioned only or supposed (`mentioned`, `modality`) -> the
day it was said (`when`), the speaker (`speaker`) and the outlet it was taken from (`via`); and whether each word stands
where it is said to (`sound`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from quoth.attributions import (
    behind,
    headlines,
    interviews,
    layouts,
    nameplates,
    orphans,
    passives,
    posts,
    speaker,
    subjects,
    turns,
    via,
    when,
)
from quoth.attributions.confidence import calibrated
from quoth.attributions.mentioned import mentioned, names_somebody
from quoth.attributions.modality import hypothetical
from quoth.attributions.relate import Stretch, blanked, kind_of, meaning, outermost, relate
from quoth.attributions.sound import sound
from quoth.attributions.tag import tag
from quoth.attributions.within import claimed_in, nested_in, relayed_in
from quoth.model.network import Network
from quoth.quotation import Quotation, quotations
from quoth.types import Article, Attributed, Attribution, Mention, Problem

MOST = 300_000
"""Code points of an article that are searched, some 50,000 words; the rest is said to be unread. No article in
../shared is longer than 60,000; this is what half a minute reads."""

_PIECES = 120_000  # pieces of words after which no new stretch is begun: signs are a piece each, a word has 1.3

_STRETCH = 60_000  # code points read at once; news articles are one stretch
_WORDS = 16_000
"""Words and signs read at once. What the network saw of each takes 3.6 kB, so this bounds it to 60 MB whatever the text
is; signs alone would be 60,000. English has some 12,000 in 60,000 code points."""
_WORD = re.compile(r"\w+|[^\w\s]")


def attribute_article(article: Article, network: Network) -> Attributed:
    """The attributions of `article`, in the order of their contents. Pure: the same article gives the same result.

    Of more than `MOST` characters only the first are searched, also for who the speakers are; a problem says so.
    """
    whole, article = article, _beginning(article)
    text = blanked(article)
    quoted = quotations(article.text)
    marks, inner = outermost(quoted), [q for q in quoted if q.depth == 1]
    found: list[Attribution] = []
    mentions: list[Mention] = []
    pieces = reached = 0
    limits = network.thresholds
    labels = turns.labels_of(text)
    spoken = turns.turns_of(text, labels, article.parts) or nameplates.turns_of(text)
    told = sorted((*spoken, *posts.posts_of(text)), key=lambda t: t.source.start)
    for start, end in _stretches(text):
        if pieces >= _PIECES:
            break
        seen = network.read(text[start:end])
        pieces, reached = pieces + seen.pieces, end
        stretch = Stretch(start, seen, tag(network, seen))
        related = [replace(a, score=calibrated(a.score, limits)) for a in relate(article, stretch, marks)]
        owned = behind.put_right(article, related, marks)
        claimed = orphans.claimed(article, start, owned, marks, end)
        nested = claimed_in(article, nested_in(article, start, claimed, inner, end), marks)
        nested = relayed_in(article, nested, marks)
        heads = headlines.told_in(article, nested, seen.mentions, marks) if start == 0 else headlines.NONE
        nested = [a for a in nested if not any(s.start in heads.topics for s in a.cue)]
        if start == 0 and not spoken:
            told += interviews.answers_of(text[:end], seen.mentions, article.parts)
        here = [t for t in told if start <= t.content[0].start < end]
        stand = layouts.put(article, nested, [*heads.told, *here], marks)
        found += (replace(a, vector=meaning(stretch, a.content)) for a in stand)
        mentions += (replace(m, start=start + m.start, end=start + m.end) if start else m for m in seen.mentions)
        del seen, stretch  # megabytes, before the next one is read
    mentions = turns.named_in(told, mentions)
    found = [turns.put_right(article, a, labels) for a in found]
    found = [right if (right := subjects.put_right(article, a)) is a else _of_kind(right, marks) for a in found]
    found = [
        right if (right := via.put_right(article, a, mentions, found)) is a else _of_kind(right, marks) for a in found
    ]
    found = sorted((passives.put_right(article, a) for a in found), key=lambda a: a.start)
    found = _kinds(article, found, marks)
    found = [replace(a, said_on=day) if (day := when.said_on(article, a)) else a for a in found]
    found = speaker.resolve(article, found, mentions, marks)
    found = [_taken_from(a, via.credited(article, a, found, mentions)) for a in found]
    found, faults = sound(article, when.inherit(article, found))
    problems = [*whole.problems, *faults]
    if text[reached:].strip() or whole.text[len(text) :].strip():
        problems.append(
            Problem(f"{article.path}@{reached}", f"only the first {reached:,} characters were searched for statements")
        )
    return Attributed(whole, tuple(found), tuple(problems))


def _beginning(article: Article) -> Article:
    """`article` with the text and the parts that are searched."""
    if len(article.text) <= MOST:
        return article
    parts = tuple(replace(p, end=min(p.end, MOST)) for p in article.parts if p.start < MOST)
    return replace(article, text=article.text[:MOST], parts=parts)


def _taken_from(attribution: Attribution, outlet: str | None) -> Attribution:
    return attribution if outlet == attribution.via else replace(attribution, via=outlet)


def _of_kind(attribution: Attribution, marks: Sequence[Quotation]) -> Attribution:
    return replace(attribution, kind=kind_of(attribution.content, marks))


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


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Cuts `text` after a paragraph, else a sentence, else a word; of `_STRETCH` and `_WORDS` at most."""
    start = 0
    while (end := _reach(text, start)) < len(text):
        for mark in ("\n\n", "\n", ". ", " "):
            cut = text.rfind(mark, start + (end - start) // 2, end)
            if cut > 0:
                end = cut + len(mark)
                break
        yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def _reach(text: str, start: int) -> int:
    """Where a stretch from `start` must end at the latest."""
    end = min(len(text), start + _STRETCH)
    if end - start > _WORDS:
        beyond = next(islice(_WORD.finditer(text, start, end), _WORDS, None), None)
        end = end if beyond is None else beyond.start()
    return end
