"""What an article is about: its words, each weighed by how rare it is in news and where it stands.

TF-IDF (Sparck Jones 1972) with three departures. The rarity of a word comes from the table that ships with quoth, not
from the articles at hand: so two articles alone can be judged, and an article more or less changes nothing between the
others. The beginning counts more than the end, because an event stands in the lead and its background below. And names,
numbers and days count more than other words, because they tell one event from another of its kind.

A headline has few words, and another headline of the same event has others. So what an article of few words means is
added to its words (`quoth.stories.meaning`), the more the fewer there are.
"""

from __future__ import annotations

import math
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from quoth.stories.meaning import DIMENSIONS, Meaning, meaning
from quoth.types import Article
from quoth.words import Word, rarity
from quoth.words import words as words_of

# Set together on ECB+ topics 1-22 and 40 stories of BASIL; docs/method/stories.md says what each is worth.
WORDS = 300  # words read of an article: the event stands in its beginning, and what went before it below
NAME = 1.65  # weight of a word mostly written with a capital letter, against another
NUMBER = 3.0  # weight of a number
DAY = 6.0  # weight of a day of the week
HEADLINE = 1.5  # what a word of the headline counts besides
FADING = 100  # words after which the beginning's extra count has fallen to 1/e
BODY = 0.3  # what a word counts wherever it stands; the first word counts 1 more
STEEP = 1.5  # ln(1 + STEEP * count): how much a repeated word gains
COMMON = 0.5  # rarity below which a word tells nothing, if it is no day

TELLING = 2.5  # rarity from which a shared word makes two articles candidates (in 8 % of articles or fewer)
KEYS = 50  # telling terms by which an article is found, the weightiest

ENOUGH = 50  # words weighed, from which on an article has enough of them
MEANT = 0.4  # what the meaning counts of an article that has hardly any, beside 1 for its words

BUCKETS = 1 << 22
"""Terms are numbered by a hash; two articles share a bucket by chance in 1.5 % of pairs, one term each."""
SPACE = BUCKETS + DIMENSIONS  # behind the words stand the dimensions of meaning

_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_UNREAD = frozenset({"link", "credit", "date", "byline"})
_FADED = tuple(BODY + math.exp(-n / FADING) for n in range(WORDS))

Numbers = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]
Read = tuple[Word, bool]  # and whether it stands in the headline


@dataclass(frozen=True, slots=True)
class Vector:
    """An article as terms: their numbers, ascending, below `SPACE`, and their weights; `keys` are telling words.

    The squares of the weights of words sum to 1. An article of few words has its meaning besides, whose dimensions are
    terms from `BUCKETS` on, and may weigh less than 0. What is called the cosine of two is the sum of the products of
    their weights: that of two short ones may be up to 1 + `MEANT`.
    """

    terms: Numbers
    weights: Weights
    keys: Numbers
    day: int | None  # of publication, as `datetime.date.toordinal` counts

    @property
    def words(self) -> int:
        """How many of the terms are words."""
        return int(np.searchsorted(self.terms, BUCKETS))

    @property
    def lack(self) -> float:
        """The part of enough words that it has not: 0 for most articles, 0.8 for a headline."""
        return _lack(self.words)

    @property
    def meaning(self) -> Meaning | None:
        """Its meaning, (128,) of norm 1, where it has few words; else None."""
        meant = self.weights[self.words :]
        length = float(np.linalg.norm(meant))
        return meant / np.float32(length) if length else None


def terms(article: Article, words: Sequence[Read] | None = None) -> dict[str, float]:
    """The words that stand for the event, with weights whose squares sum to 1, weightiest first.

    `words` are those of the article, where they have been read already.
    """
    counts: dict[str, float] = defaultdict(float)
    capitals: dict[str, int] = defaultdict(int)
    for n, (word, headline) in enumerate(read(article) if words is None else words):
        counts[word.stem] += _FADED[n] + (HEADLINE if headline else 0.0)
        capitals[word.stem] += 1 if word.capital else -1
    weights = {}
    for stem, count in counts.items():
        rare = rarity(stem)
        if rare >= COMMON or stem in _DAYS:
            weights[stem] = math.log1p(STEEP * count) * rare * _kind(stem, capitals[stem] > 0)
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    norm = math.sqrt(math.fsum(w * w for _, w in kept))
    return {stem: w / norm for stem, w in kept}


def vector(article: Article, words: Sequence[Read] | None = None) -> Vector:
    """`terms` in numbers, with the meaning of an article of few, and the day of publication where it can be read.

    Raises NetworkError where a meaning is needed and the network cannot be read.
    """
    weighed = terms(article, words)
    buckets: dict[int, float] = defaultdict(float)
    keys: list[int] = []
    for stem, weight in weighed.items():
        bucket = zlib.crc32(stem.encode("utf-8", "surrogatepass")) % BUCKETS
        buckets[bucket] += weight
        if len(keys) < KEYS and rarity(stem) >= TELLING:
            keys.append(bucket)
    order = sorted(buckets)
    numbers = np.array(order, dtype=np.uint32)
    weights = np.array([buckets[b] for b in order], dtype=np.float32)
    if order and (lack := _lack(len(order))):
        meant = meaning(" ".join(text[start:end] for text, start, end, _ in _stretches(article)))
        numbers = np.concatenate([numbers, np.arange(BUCKETS, SPACE, dtype=np.uint32)])
        weights = np.concatenate([weights, np.float32(math.sqrt(MEANT * lack)) * meant])
    return Vector(numbers, weights, np.array(sorted(set(keys)), dtype=np.uint32), day(article))


def read(article: Article) -> list[Read]:
    """The first words, in order, each with whether it stands in the headline.

    Link lines, bylines, dates and credits are left out; a title that the text does not hold is read before it.
    """
    return list(islice(_read(article), WORDS))


def _read(article: Article) -> Iterator[Read]:
    for text, start, end, headline in _stretches(article):
        yield from ((w, headline) for w in words_of(text, start, end))


def _stretches(article: Article) -> Iterator[tuple[str, int, int, bool]]:
    """What is read of an article, in order: a text, from where to where, and whether that is a headline."""
    title = article.title or ""
    if title and title not in article.text[: 2 * len(title) + 1000]:
        yield title, 0, len(title), True
    if not article.parts:
        yield article.text, 0, len(article.text), False
    for part in article.parts:
        if part.kind not in _UNREAD:
            yield article.text, part.start, part.end, part.kind == "headline"


def _lack(words: int) -> float:
    return max(0.0, 1 - words / ENOUGH)


def _kind(stem: str, capital: bool) -> float:
    if stem[0].isdigit():
        return NUMBER
    if stem in _DAYS:
        return DAY
    return NAME if capital else 1.0


def day(article: Article) -> int | None:
    """The day of publication, as `datetime.date.toordinal` counts; None where there is none that can be read."""
    return article.day.toordinal() if article.day else None
