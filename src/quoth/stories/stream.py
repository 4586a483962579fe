"""All stories of a growing set of articles.

What comes out depends only on which articles are in it: not on their order, nor on how many came at a time. That is so
because nothing is decided for good. An article that comes may bring others together or keep them apart, but only those
that it is connected with by pairs of some likeness; these are grouped anew, and all the rest stay as they are. Only the
*names* of stories depend on what was first, so that they can stay (`quoth.stories.naming`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from quoth.stories.copies import COPY, ENOUGH, Print, Sample, apart, fingerprint, is_copy, of_one_text
from quoth.stories.merging import Pair, merge
from quoth.stories.naming import Change, name
from quoth.stories.pairs import Index, Postings
from quoth.stories.vectors import Vector, Weights, read, vector
from quoth.types import Article, Story


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of an article to group it: enough never to look at its text again."""

    digest: str  # of all that was read
    vector: Vector
    print: Print


@dataclass(frozen=True, slots=True)
class Record:
    """All that `Stories` knows of one article, to be kept and given back to `Stories.of`.

    `number` is its own and never given again. `near` are numbers below it, of articles that are alike, each with the
    cosine and whether the two are kept apart; `twins` are numbers below it, of copies. Numbers that have gone are let
    be: they mean nothing any more.
    """

    number: int
    article: str
    story: str
    seen: Seen
    near: tuple[tuple[int, float, bool], ...]
    twins: tuple[int, ...]


def see(article: Article) -> Seen:
    """What stories are made from, of one article. Linear in the words read, of which there are a bounded number."""
    words = read(article)
    return Seen(digest(article), vector(article, words), fingerprint(article, words))


def digest(article: Article) -> str:
    """What is another one when anything is that stories are made from."""
    parts = ",".join(f"{p.kind} {p.start} {p.end}" for p in article.parts)
    whole = "\0".join([article.text, article.title or "", article.published or "", parts])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Stories:
    """Articles in stories. Each has an id; another article with an id that is there takes its place.

    `names` are the stories that articles were in by an earlier reckoning, by article id; those that come keep them.
    """

    def __init__(self, names: Mapping[str, str] | None = None, ever: Iterable[str] = ()) -> None:
        self._names = dict(names or {})
        self._ids: dict[int, str] = {}  # by number, which is the order of coming
        self._numbers: dict[str, int] = {}
        self._seen: dict[int, Seen] = {}
        self._last = 0
        self._samples = Postings()
        self._twins: dict[int, set[int]] = {}  # copies of one text
        self._head: dict[int, int] = {}  # who stands for a text and its copies
        self._index = Index()  # of heads only
        self._near: dict[int, dict[int, tuple[float, bool]]] = {}  # heads that are alike: cosine, and kept apart
        self._story: dict[int, str] = {}
        self._members: dict[str, set[int]] = {}
        self._ever: set[str] = {*ever, *self._names.values()}
        self._dirty: set[int] = set()

    @classmethod
    def of(cls, records: Iterable[Record], ever: Iterable[str] = (), last: int = 0) -> Stories:
        """What `records` were taken from; `ever` are ids of stories that are no more, `last` the highest number given.

        Raises ValueError when two records have one number or one article.
        """
        made = cls(ever=ever)
        kept = {record.number: record for record in records}
        for number, record in sorted(kept.items()):
            made._numbers[record.article], made._ids[number] = number, record.article
            made._seen[number], made._story[number] = record.seen, record.story
            made._members.setdefault(record.story, set()).add(number)
            made._twins[number] = {t for t in record.twins if t in kept}
            for twin in made._twins[number]:
                made._twins[twin].add(number)
        if len(made._numbers) != len(kept):
            raise ValueError("two records are of one article")
        made._last = max([last, *kept])
        made._ever.update(made._members)
        made._samples.add([(n, s.print.sample, _ones(s.print.sample)) for n, s in made._seen.items() if _enough(s)])
        for number in kept:
            if number not in made._head:
                cluster = made._cluster(number)
                made._head.update(dict.fromkeys(cluster, made._foremost(cluster)))
        heads = sorted(set(made._head.values()))
        made._index.add([(n, made._seen[n].vector) for n in heads])
        made._near = {n: {} for n in heads}
        for number in heads:
            for other, cosine, away in kept[number].near:
                if other in made._near:
                    made._near[number][other] = made._near[other][number] = (cosine, away)
        return made

    def changed(self) -> tuple[list[Record], list[int]]:
        """The records that are new or other than when this was last asked, and the numbers that have gone since."""
        dirty, self._dirty = self._dirty, set()
        gone = sorted(n for n in dirty if n not in self._ids)
        return [self._record(n) for n in sorted(dirty.difference(gone))], gone

    @property
    def ever(self) -> frozenset[str]:
        """All ids that a story ever had: none of them is given to another."""
        return frozenset(self._ever)

    @property
    def last(self) -> int:
        """The highest number given to an article."""
        return self._last

    def _record(self, number: int) -> Record:
        near = self._near.get(number, {})
        return Record(
            number,
            self._ids[number],
            self._story[number],
            self._seen[number],
            tuple((m, *near[m]) for m in sorted(near) if m < number),
            tuple(sorted(t for t in self._twins[number] if t < number)),
        )

    def again(self, articles: Iterable[str]) -> None:
        """Has `changed` give the records of the articles with these ids as well."""
        self._dirty.update(self._numbers[i] for i in articles)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, article: str) -> bool:
        return article in self._numbers

    def __iter__(self) -> Iterator[str]:
        """The ids of all articles, in the order of their coming."""
        return iter(self._ids.values())

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, in the order of their smallest article ids; each article is in one. Sayings are not yet in."""
        found = [Story(s, tuple(sorted(self._ids[n] for n in members))) for s, members in self._members.items()]
        return tuple(sorted(found, key=lambda story: story.articles[0]))

    def story_of(self, article: str) -> Story:
        """The story of the article with this id; raises KeyError when it is not here."""
        story = self._story[self._numbers[article]]
        return Story(story, tuple(sorted(self._ids[n] for n in self._members[story])))

    def copies(self) -> Mapping[str, str]:
        """The id of each article that is a copy of another's text, and whose: the longest text's."""
        return {self._ids[n]: self._ids[head] for n, head in self._head.items() if n != head}

    def holds(self, article: Article) -> bool:
        """Whether exactly this article is in it: the same words, layout and date under the same id."""
        return article.id in self and self.has(article.id, digest(article))

    def has(self, article: str, seen: str) -> bool:
        """Whether the article with this id is in it, with this digest of what was seen."""
        number = self._numbers.get(article)
        return number is not None and self._seen[number].digest == seen

    def add(self, articles: Iterable[Article]) -> tuple[Change, ...]:
        """Takes in `articles`, and says what became of the stories. Those that it holds already change nothing.

        Time: what each article's words cost, the articles that share words with them, and the groups around these.
        """
        new = {a.id: a for a in articles if not self.holds(a)}
        return self.add_seen({i: see(new[i]) for i in sorted(new)})

    def add_seen(self, seen: Mapping[str, Seen]) -> tuple[Change, ...]:
        """As `add`, of articles that were seen before."""
        if not seen:
            return ()
        replaced = {self._numbers[i] for i in seen if i in self._numbers}
        touched = self._forget(replaced)
        fresh = []
        for article, one in seen.items():
            self._last += 1
            if article in self._numbers:
                before = self._numbers[article]
                self._story[self._last] = self._story.pop(before)
                self._members[self._story[self._last]] ^= {before, self._last}
                del self._ids[before]
            elif (story := self._names.pop(article, None)) is not None:
                self._story[self._last] = story
                self._members.setdefault(story, set()).add(self._last)
            self._numbers[article], self._ids[self._last] = self._last, article
            self._seen[self._last], self._twins[self._last] = one, set()
            fresh.append(self._last)
        self._dirty.update(fresh)
        self._find_copies(fresh)
        return self._regroup(touched | set(fresh))

    def remove(self, articles: Iterable[str]) -> tuple[Change, ...]:
        """Takes out the articles with these ids, as if they had never been in it."""
        numbers = {self._numbers[i] for i in articles if i in self._numbers}
        touched = self._forget(numbers)
        for number in numbers:
            del self._numbers[self._ids.pop(number)]
        return self._regroup(touched, numbers)

    def _forget(self, numbers: set[int]) -> set[int]:
        """Lets go what is known of these articles, but not yet their stories; who must be grouped again for it."""
        touched: set[int] = set()
        for number in numbers:
            for twin in self._twins.pop(number):
                self._twins[twin].discard(number)
                touched.add(twin)
            touched.add(self._head.pop(number))
            del self._seen[number]
        self._dirty |= numbers
        if numbers:
            self._samples.remove(numbers)
            touched |= self._leave(sorted(n for n in numbers if n in self._near))
        return touched - numbers

    def _find_copies(self, fresh: Sequence[int]) -> None:
        numbers = [n for n in fresh if _enough(self._seen[n])]
        samples = {n: self._seen[n].print.sample for n in numbers}
        self._samples.add([(n, sample, _ones(sample)) for n, sample in samples.items()])
        sizes = np.zeros(self._last + 1, dtype=np.int64)
        for number, seen in self._seen.items():
            sizes[number] = len(seen.print.sample)
        for number, sample in samples.items():
            found, common = self._samples.sharing(sample, _ones(sample), COPY * ENOUGH)
            # Those that come after it have their own turn.
            same = (found < number) & of_one_text(len(sample), sizes[found], common)
            mine = self._seen[number].print
            twins = [other for other in found[same].tolist() if is_copy(mine, self._seen[other].print)]
            self._twins[number].update(twins)
            self._dirty.update(twins)
            for other in twins:
                self._twins[other].add(number)

    def _regroup(self, touched: set[int], gone: Set[int] = frozenset()) -> tuple[Change, ...]:
        heads = self._choose_heads(touched)
        area = self._connected(heads)
        members = {head: self._cluster(head) for head in area}
        order = sorted(area, key=lambda n: self._ids[n])
        place = {n: i for i, n in enumerate(order)}
        pairs = [
            Pair(place[n], place[m], cosine, away)
            for n in order
            for m, (cosine, away) in self._near[n].items()
            if place[n] < place[m]
        ]
        groups = [
            [m for i in group for m in members[order[i]]]
            for group in merge([self._seen[n].vector for n in order], pairs)
        ]
        return self._rename(groups, gone)

    def _choose_heads(self, touched: set[int]) -> set[int]:
        """Sees to it that the longest of each text's copies stands for it; the heads that must be grouped again."""
        heads, left, entered = set(), set(), []
        waiting = set(touched)
        while waiting:
            cluster = self._cluster(waiting.pop())
            waiting -= cluster
            head = self._foremost(cluster)
            left |= {n for n in cluster if n in self._near and n != head}
            if head not in self._near:
                entered.append(head)
            heads.add(head)
            for number in cluster:
                self._head[number] = head
        around = self._leave(sorted(left)) - left
        self._enter(sorted(entered))
        return heads | around

    def _cluster(self, number: int) -> set[int]:
        """All copies of one text."""
        cluster: set[int] = set()
        border = {number}
        while border:
            cluster |= border
            border = {t for n in border for t in self._twins[n]} - cluster
        return cluster

    def _foremost(self, cluster: Iterable[int]) -> int:
        return min(cluster, key=lambda n: self._seen[n].print.rank(self._ids[n]))

    def _leave(self, heads: Sequence[int]) -> set[int]:
        """Takes heads out of the index; who was near them."""
        around: set[int] = set()
        for number in heads:
            for other in self._near.pop(number):
                if other in self._near:
                    del self._near[other][number]
                    around.add(other)
        if heads:
            self._index.remove(heads)
        return around

    def _enter(self, heads: Sequence[int]) -> None:
        if not heads:
            return
        self._index.add([(n, self._seen[n].vector) for n in heads])
        self._near.update((n, {}) for n in heads)
        for number in heads:
            for other, cosine in self._index.like(number):
                if other not in self._near[number]:
                    away = apart(self._seen[number].print, self._seen[other].print, cosine)
                    self._near[number][other] = self._near[other][number] = (cosine, away)
                    self._dirty |= {number, other}

    def _connected(self, heads: set[int]) -> set[int]:
        area: set[int] = set()
        border = set(heads)
        while border:
            area |= border
            border = {m for n in border for m in self._near[n]} - area
        return area

    def _rename(self, groups: Sequence[Sequence[int]], gone: Set[int]) -> tuple[Change, ...]:
        old = {self._story[n] for group in groups for n in group if n in self._story}
        old |= {self._story[n] for n in gone if n in self._story}
        names = {n: self._ids[n] for s in old for n in self._members[s] - gone}
        before = {s: [names[n] for n in self._members[s] - gone] for s in old}
        ids, changes = name([[self._ids[n] for n in group] for group in groups], before, self._ever)
        for story in old:
            del self._members[story]
        for n in gone:
            self._story.pop(n, None)
        for story, group in zip(ids, groups, strict=True):
            self._members[story] = set(group)
            for number in group:
                if self._story.get(number) != story or number not in names:
                    self._story[number] = story
                    self._dirty.add(number)
        self._ever.update(ids)
        return changes


def _enough(seen: Seen) -> bool:
    return len(seen.print.sample) >= ENOUGH


def _ones(sample: Sample) -> Weights:
    return np.ones(len(sample), dtype=np.float32)
