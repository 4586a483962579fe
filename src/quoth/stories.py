"""Which articles report one event.

Method: an article is a vector of its words, each weighed by how rare it is in news (TF-IDF, Sparck Jones 1972), with
the headline, the lead and names counted more; two articles agree by the cosine, less when their dates lie far apart;
articles are joined by average link (Sokal & Michener 1958), the most alike first, down to one fixed threshold. We
depart from the textbook in two ways. The rarity of a word comes from a table that ships with quoth, not from the
articles at hand: so two articles alone can be judged, and an article more or less changes nothing between the others.
And two groups are kept apart, however alike, when they agree with each other much less than within themselves: that
is how two events of one kind look ("same actor, other event").

The answer depends neither on the order of the articles nor on unrelated ones. A case it gets wrong: two events of one
kind told by only one or two articles each, which have no inside to compare with.
"""

from __future__ import annotations

import hashlib
import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from quoth.types import Article, Story
from quoth.words import rarity, words

# These five were set on ECB+ topics 1-22 (40 events, 462 articles) and 40 stories of BASIL (120 articles) together.
THRESHOLD = 0.17  # mean likeness above which two groups are one story
APART = 0.70  # two groups are other events when they agree less than this part of their own mean likeness,
GROUP = 3  # ... if both have at least so many articles
NAME = 1.5  # weight of a word mostly written with a capital letter, against another
LEAD = 60  # words at the beginning that count twice; those of the headline count three times

HEADLINE = 12  # words taken for the headline where the article's layout does not say
COMMON = 1.0  # rarity below which a word tells nothing
TELLING = 3.0  # rarity from which a shared word makes two articles candidates (in 5 % of articles or fewer)
SHARED = 0.02  # cosine that candidates must have from such words alone
FLOOR = 0.03  # likeness below which a pair counts as 0
TERMS = 400  # words kept of an article, the weightiest
WORDS = 4000  # words read of an article: an event stands in its beginning

# Set on the 1,500 dated articles of shared/data/articles, which have no gold: pairs of one day reach 0.35 two hundred
# times in 10,000 and 0.17 eight hundred times; pairs a month or more apart reach 0.35 three times in 10,000.
SAME_DAYS = 2  # days apart that are no evidence against one event
FAR_DAYS = 30  # days apart from which likeness counts FAR of itself, falling evenly in between
FAR = 0.6

_UNREAD = frozenset({"link", "credit", "date", "byline"})
_Vector = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]


def group(articles: Sequence[Article]) -> tuple[Story, ...]:
    """The stories of `articles`, in the order of their smallest article id; each article is in exactly one.

    An article without a companion is a story of one. The sayings are still empty. Time and memory grow with the
    number of pairs that share rare words: nearly linear unless most articles are about one thing.
    """
    ordered = sorted({a.id: a for a in articles}.values(), key=lambda a: a.id)
    groups = _average_link(len(ordered), _likenesses(ordered))
    stories = []
    for members in groups:
        ids = tuple(ordered[i].id for i in members)
        digest = hashlib.sha256(ids[0].encode("utf-8", "surrogatepass")).hexdigest()
        stories.append(Story(id=f"s{digest[:10]}", articles=ids))
    return tuple(stories)


def likeness(one: Article, other: Article) -> float:
    """How much two articles look like reports of one event: 0 to 1, symmetric; `THRESHOLD` is where a story begins."""
    return next((score for _, _, score in _likenesses([one, other], floor=0.0, shared=0.0)), 0.0)


def terms(article: Article) -> dict[str, float]:
    """The words that stand for the event, with weights whose squares sum to 1, weightiest first.

    Link lines, bylines, dates and credits are left out; a title that the text does not hold is read before it.
    """
    counts: dict[str, float] = defaultdict(float)
    capitals: dict[str, int] = defaultdict(int)
    for n, (stem, capital, headline) in enumerate(_read(article)):
        if n == WORDS:
            break
        counts[stem] += 1 + (n < LEAD) + headline
        capitals[stem] += 1 if capital else -1
    weights = {}
    for stem, count in counts.items():
        rare = rarity(stem)
        if rare >= COMMON:
            weights[stem] = (1 + math.log(count)) * rare * (NAME if capitals[stem] > 0 else 1.0)
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    norm = math.sqrt(math.fsum(w * w for _, w in kept))
    return {stem: w / norm for stem, w in kept}


def _read(article: Article) -> Iterator[tuple[str, bool, bool]]:
    """(stem, written with a capital, stands in the headline) of each word."""
    title = article.title or ""
    given = bool(title) and title not in article.text[: 2 * len(title) + 1000]
    if given:
        yield from ((w.stem, w.capital, True) for w in words(title))
    if not article.parts:
        yield from ((w.stem, w.capital, not given and n < HEADLINE) for n, w in enumerate(words(article.text)))
        return
    headed = given or any(p.kind == "headline" for p in article.parts)
    n = 0
    for part in article.parts:
        if part.kind not in _UNREAD:
            for word in words(article.text, part.start, part.end):
                yield word.stem, word.capital, part.kind == "headline" or (not headed and n < HEADLINE)
                n += 1


def _likenesses(
    articles: Sequence[Article], *, floor: float = FLOOR, shared: float = SHARED
) -> Iterator[tuple[int, int, float]]:
    """(i, j, likeness) with i < j of the pairs that share enough rare words and are alike by at least `floor`."""
    vocabulary: dict[str, int] = {}
    vectors: list[_Vector] = []
    telling: list[_Vector] = []
    seen_in: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for article in articles:
        weights = terms(article)
        ids = np.array([vocabulary.setdefault(t, len(vocabulary)) for t in weights], dtype=np.int64)
        values = np.array(list(weights.values()), dtype=np.float64)
        rare = np.array([rarity(t) >= TELLING for t in weights], dtype=bool)
        vectors.append((ids, values))
        telling.append((ids[rare], values[rare]))
    del vocabulary
    size = 1 + max((int(ids.max()) for ids, _ in vectors if len(ids)), default=0)
    scratch = np.zeros(size)
    for j, (ids, values) in enumerate(telling):
        others = [(i, w * value) for t, value in zip(ids.tolist(), values.tolist(), strict=True) for i, w in seen_in[t]]
        if others:
            which = np.array([i for i, _ in others], dtype=np.int64)
            found, inverse = np.unique(which, return_inverse=True)
            partial = np.bincount(inverse, weights=np.array([w for _, w in others]))
            scratch[vectors[j][0]] = vectors[j][1]
            for i in found[partial >= shared].tolist():
                terms_i, weights_i = vectors[i]
                score = float(scratch[terms_i] @ weights_i) * _closeness(articles[i].published, articles[j].published)
                if score >= floor:
                    yield i, j, round(score, 6)  # so that the order of summing cannot decide a tie
            scratch[vectors[j][0]] = 0.0
        for t, value in zip(ids.tolist(), values.tolist(), strict=True):
            seen_in[t].append((j, value))


def _closeness(one: str | None, other: str | None) -> float:
    """What two publication dates do to the likeness: 1 where one of them is missing or they are near."""
    if one is None or other is None:
        return 1.0
    try:
        days = abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return 1.0
    share = (days - SAME_DAYS) / (FAR_DAYS - SAME_DAYS)
    return 1.0 - (1.0 - FAR) * min(1.0, max(0.0, share))


def _average_link(n: int, pairs: Iterator[tuple[int, int, float]]) -> list[list[int]]:
    """Groups of 0..n-1, each sorted, by their smallest member; pairs that are not given count as 0.

    A group is named by its smallest member, and ties go to the smaller names, so nothing depends on order. Two groups
    once found to be other events stay apart, and so do the groups that they grow into.
    """
    sums: list[dict[int, float]] = [{} for _ in range(n)]
    heap: list[tuple[float, int, int]] = []
    for i, j, score in pairs:
        sums[i][j] = sums[j][i] = score
        if score >= THRESHOLD:
            heap.append((-score, i, j))
    heapq.heapify(heap)
    members = [[i] for i in range(n)]
    inside = [0.0] * n

    def mean(a: int, b: int) -> float:
        return sums[a][b] / (len(members[a]) * len(members[b]))

    def cohesion(a: int) -> float:
        size = len(members[a])
        return inside[a] / (size * (size - 1) / 2)

    while heap:
        key, a, b = heapq.heappop(heap)
        if b not in sums[a] or mean(a, b) != -key:
            continue
        if min(len(members[a]), len(members[b])) >= GROUP and -key < APART * (cohesion(a) + cohesion(b)) / 2:
            sums[a][b] = sums[b][a] = -math.inf
            continue
        inside[a] += inside[b] + sums[a].pop(b)
        del sums[b][a]
        members[a] += members[b]
        members[b] = []
        for c, score in sums[b].items():
            del sums[c][b]
            sums[a][c] = sums[c][a] = sums[a].get(c, 0.0) + score
        sums[b] = {}
        for c in sums[a]:
            if (score := mean(a, c)) >= THRESHOLD:
                heapq.heappush(heap, (-score, min(a, c), max(a, c)))
    return [sorted(m) for m in members if m]
