"""Tellings made ready for comparison: the passages of a story's attributions, their words stemmed and weighed.

What guards it: passages in the very same words by the same speaker are one telling (`Telling.same`), so that a wire
copy in five hundred papers costs no more than one; of a content no more than `LONGEST` words are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quoth.sayings.ascribed import COMMON, SOURCE, Ascribed, ascribed, root
from quoth.sayings.backshift import unshifted
from quoth.sayings.names import own_names
from quoth.sayings.occasion import occasion
from quoth.sayings.passages import Passage, marked, passages
from quoth.sayings.place import Key, Place, Places
from quoth.sayings.words.spelling import folded, pieces
from quoth.types import Article, Attribution
from quoth.types.attribution import MEANING
from quoth.words import rarity, stem, words

NOTABLE = 1.5  # rarity of words in 22 % of articles or fewer
SHORTEST = 3  # words that tell anything: fewer do not tell by themselves what was said
NAME = 5  # words of a report that may be no more than a name for something: "the attack on the embassy"
LONGEST = 400  # words of a content that are compared: longer ones are a network's mistake or an attack
APART = 300  # code points between two pieces of a content above which the later is left out of the comparison


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage of an attribution made ready for comparison.

    `words` are the stems of the content in order, `reported` the same without person and tense, `weights` what each of
    them tells in this story; `roots` that by the first ROOT letters, in which "inconsistent" and "inconsistency" are
    one. `names` and `marked` (words in quotation marks) are roots. `meaning` is the vector of the passage, or that of
    the statement, or empty. `speaker` holds the stems of the speaker's name without titles, `roles` those of the
    source's other words, and `ascribed` is what else the article says of who speaks. `days` and `venues` are what the
    words around say of the occasion; `printed` are the days of publication that are known, as
    `datetime.date.toordinal` counts them. `place` is that of the attribution among those of its article, 0 first.
    `same` are the passages that say this in the very same words, of which `passage` is the first by key. `heard` are
    the places where records have what it quotes, as far as one is known.
    """

    passage: Passage
    words: tuple[str, ...]
    reported: tuple[str, ...]
    weights: Mapping[str, float]
    roots: Mapping[str, float]
    names: frozenset[str]
    marked: frozenset[str]
    meaning: Sequence[float]
    speaker: tuple[str, ...]
    roles: frozenset[str]
    ascribed: Ascribed
    days: frozenset[str]
    venues: frozenset[str]
    printed: frozenset[int]
    place: int
    same: tuple[Passage, ...]
    heard: tuple[Place, ...] = ()

    @property
    def attribution(self) -> Attribution:
        return self.passage.attribution

    @property
    def key(self) -> Key:
        return self.passage.key

    @property
    def bare(self) -> bool:
        """Whether it is a report of no more than a name for something: what is said of that, only its cue tells."""
        return self.passage.kind == "indirect" and len(self.words) <= NAME and len(self.weights) < SHORTEST


def prepare(
    attributions: Sequence[Attribution], articles: Mapping[str, Article] | None = None, heard: Places | None = None
) -> list[Telling]:
    """One telling for each different wording by one speaker, in the order of their keys.

    A word weighs its rarity in news, less when many tellings of this story have it (a story's topic tells nothing
    about which of its sayings is meant). `articles`, by id, give the words around an attribution; without them nothing
    is known of the occasion but the day. `heard` are the places of passages in records (`quoth.records.places`).
    """
    ordered = sorted({a.id: a for a in attributions}.values(), key=lambda a: a.id)
    parts = [passage for attribution in ordered for passage in passages(attribution)]
    read = {passage.key: _content(passage) for passage in parts}
    names, places = own_names(ordered), _places(ordered)
    told = Counter(form for found in read.values() for form in {w.stem for w in found})
    weights = {form: rarity(form) * (1 - n / (len(parts) + 10)) ** 2 for form, n in told.items()}
    tellings = [
        _telling(
            held, read[held[0].key], weights, _Told(names[i], places[i], _heard(held, heard or {})), articles or {}
        )
        for held in _in_same_words(parts, read, names)
        for i in (held[0].attribution.id,)
    ]
    return sorted(tellings, key=lambda t: t.key)


class _Written(NamedTuple):
    """A word of a content: its stem, whether it has a capital inside a sentence, whether it is in quotation marks."""

    stem: str
    capital: bool
    quoted: bool


class _Told(NamedTuple):
    """The speaker's name word by word, the attribution's place in its article, and the passage's places in records."""

    name: tuple[str, ...]
    place: int
    heard: tuple[Place, ...]


def _in_same_words(
    parts: Sequence[Passage],
    read: Mapping[tuple[str, int], Sequence[_Written]],
    names: Mapping[str, tuple[str, ...]],
) -> Iterable[list[Passage]]:
    """`parts` that one speaker says in the very same words, together.

    The days and the kind of speaker must agree too, and where nobody is named the words for whoever it is; what has no
    words at all is the same as nothing else.
    """
    same: dict[tuple[object, ...], list[Passage]] = defaultdict(list)
    for passage in parts:
        attribution = passage.attribution
        stems = tuple(w.stem for w in read[passage.key])
        name = names[attribution.id]
        kind = attribution.speaker.type if attribution.speaker else None
        whose = () if name else tuple(w.stem for s in attribution.source for w in words(s.text[:SOURCE]))
        besides = (kind, whose, attribution.said_on, attribution.negated, "" if stems else passage.key)
        same[(stems, name, *besides)].append(passage)
    return same.values()


def _telling(
    held: Sequence[Passage],
    read: Sequence[_Written],
    weights: Mapping[str, float],
    told: _Told,
    articles: Mapping[str, Article],
) -> Telling:
    """The telling of the passages `held`, all in the words `read`, of which each has its weight in this story."""
    first, attribution = held[0], held[0].attribution
    article = articles.get(attribution.article)
    around = occasion(attribution, article)
    stems = tuple(w.stem for w in read)
    own = {s: weights[s] for s in set(stems) if rarity(s) >= COMMON}
    roots: dict[str, float] = {}
    for one, weight in own.items():
        roots[root(one)] = max(weight, roots.get(root(one), 0.0))
    return Telling(
        passage=first,
        words=stems,
        reported=unshifted(stems),
        weights=own,
        roots=roots,
        names=frozenset(root(w.stem) for w in read if w.capital and rarity(w.stem) >= NOTABLE),
        marked=frozenset(root(w.stem) for w in read if w.quoted and rarity(w.stem) >= COMMON),
        meaning=_meaning(first),
        speaker=told.name,
        roles=_roles(attribution, told.name),
        ascribed=ascribed(attribution, told.name, article),
        days=around.days,
        venues=around.venues,
        printed=_printed(held, articles),
        place=told.place,
        same=tuple(held),
        heard=told.heard,
    )


def _heard(held: Sequence[Passage], heard: Places) -> tuple[Place, ...]:
    """Where records have the first of `held` that they have: all are the same words."""
    return next((tuple(heard[p.key]) for p in held if p.key in heard), ())


def _printed(held: Sequence[Passage], articles: Mapping[str, Article]) -> frozenset[int]:
    """The days on which the articles of `held` were published, as far as these are known."""
    days = (articles[i].day for i in {passage.attribution.article for passage in held} if i in articles)
    return frozenset(day.toordinal() for day in days if day is not None)


def _places(attributions: Sequence[Attribution]) -> dict[str, int]:
    by_article: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        by_article[attribution.article].append(attribution)
    return {
        a.id: place
        for held in by_article.values()
        for place, a in enumerate(sorted(held, key=lambda a: (a.start, a.id)))
    }


def _roles(attribution: Attribution, speaker: tuple[str, ...]) -> frozenset[str]:
    """What the article calls the speaker besides the name: "president", "harbour", "master"."""
    said = {w.stem for span in attribution.source for w in words(span.text[:SOURCE])}
    return frozenset(s for s in said if rarity(s) >= COMMON and s not in speaker)


def _content(passage: Passage) -> list[_Written]:
    """The words of a content, at most LONGEST, without the pieces behind a gap that no cue or aside explains."""
    found: list[_Written] = []
    before: int | None = None
    for span in passage.content:
        at_start = True
        if before is not None and span.start - before > APART:
            continue
        before = span.end
        marks = marked(span.text) if passage.kind == "mixed" else None
        for word in words(span.text):
            if len(found) >= LONGEST:
                return found
            quoted = passage.kind == "direct" if marks is None else bool(marks[word.start])
            capital = word.capital and not at_start
            found += (_Written(form, capital, quoted) for form in forms(span.text[word.start : word.end]))
            at_start = span.text[word.end : word.end + 1] in {".", "!", "?", ":"}
    return found


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> tuple[str, ...]:
    """The stems of a written word whatever the style of the paper: "general" of "Gen.", "do" and "not" of "don't"."""
    return tuple(stem(piece.key) for piece in pieces(folded(word)) if piece.key != "'s")


def _meaning(passage: Passage) -> Sequence[float]:
    """The vector of the passage where the attribution has one for each of its sentences, else what it has."""
    vector = passage.attribution.vector
    own = vector[MEANING * passage.part : MEANING * (passage.part + 1)]
    return own if len(own) == MEANING and len(vector) % MEANING == 0 else vector
