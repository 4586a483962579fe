"""All stories of a growing set of articles.

What comes out depends only on which articles are in it: not on their order, nor on how many came at a time. That is so
because nothing is decided for good. An article that comes may bring others together or keep them apart, but only those
that it is connected with by pairs of some likeness; these are grouped anew, and all the rest stay as they are. Only the
*names* of stories depend on what was first, so that they can stay (`quoth.stories.naming`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quoth.stories.copies import COPY, ENOUGH, Print, apart, fingerprint, is_copy
from quoth.stories.merging import Pair, merge
from quoth.stories.naming import Change, name
from quoth.stories.pairs import Index, Postings
from quoth.stories.vectors import Vector, read, vector
from quoth.types import Article, Story


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of an article to group it: enough never to look at its text again."""

    digest: str  # of all that was read
    vector: Vector
    print: Print


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
    """Articles in stories. Each has an id; another article with an id that is there takes its place."""

    def __init__(self) -> None:
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
        self._ever: set[str] = set()

    def __len__(self) -> int:
        return len(self._ids)

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
        number = self._numbers.get(article.id)
        return number is not None and self._seen[number].digest == digest(article)

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
        replaced = [self._numbers[i] for i in seen if i in self._numbers]
        touched = self._forget(replaced)
        fresh = []
        for article, one in seen.items():
            if article not in self._numbers:
                self._last += 1
                self._numbers[article], self._ids[self._last] = self._last, article
            number = self._numbers[article]
            self._seen[number], self._twins[number] = one, set()
            fresh.append(number)
        self._find_copies(fresh)
        return self._regroup(touched | set(fresh))

    def remove(self, articles: Iterable[str]) -> tuple[Change, ...]:
        """Takes out the articles with these ids, as if they had never been in it."""
        numbers = [self._numbers[i] for i in set(articles) if i in self._numbers]
        touched = self._forget(numbers)
        for number in numbers:
            del self._numbers[self._ids.pop(number)]
        return self._regroup(touched, set(numbers))

    def _forget(self, numbers: Sequence[int]) -> set[int]:
        """Lets go what is known of these articles, but not yet their stories; who must be grouped again for it."""
        touched: set[int] = set()
        for number in numbers:
            for twin in self._twins.pop(number):
                self._twins[twin].discard(number)
                touched.add(twin)
            touched.add(self._head.pop(number))
            del self._seen[number]
        if numbers:
            self._samples.remove(numbers)
            touched |= self._leave([n for n in numbers if n in self._near])
        return touched - set(numbers)

    def _find_copies(self, fresh: Sequence[int]) -> None:
        rows = [(n, self._seen[n].print.sample) for n in fresh]
        rows = [(n, s) for n, s in rows if len(s) >= ENOUGH]
        self._samples.add([(n, s, np.ones(len(s), dtype=np.float32)) for n, s in rows])
        for number, sample in rows:
            mine = self._seen[number].print
            found, shared = self._samples.sharing(sample, np.ones(len(sample), dtype=np.float32))
            for other in found[shared >= COPY * ENOUGH].tolist():
                if other != number and other not in self._twins[number] and is_copy(mine, self._seen[other].print):
                    self._twins[number].add(other)
                    self._twins[other].add(number)

    def _regroup(self, touched: set[int], gone: set[int] = frozenset()) -> tuple[Change, ...]:  # type: ignore[assignment]
        heads = self._choose_heads(touched)
        area = self._connected(heads)
        members: dict[int, list[int]] = {h: [] for h in area}
        for number in self._with_copies(area):
            members[self._head[number]].append(number)
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
            cluster, border = set(), {waiting.pop()}
            while border:
                cluster |= border
                border = {t for n in border for t in self._twins[n]} - cluster
            waiting -= cluster
            head = min(cluster, key=lambda n: self._seen[n].print.rank(self._ids[n]))
            left |= {n for n in cluster if n in self._near and n != head}
            if head not in self._near:
                entered.append(head)
            heads.add(head)
            for number in cluster:
                self._head[number] = head
        around = self._leave(sorted(left)) - left
        self._enter(sorted(entered))
        return heads | around

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

    def _connected(self, heads: set[int]) -> set[int]:
        area: set[int] = set()
        border = set(heads)
        while border:
            area |= border
            border = {m for n in border for m in self._near[n]} - area
        return area

    def _with_copies(self, heads: set[int]) -> set[int]:
        found: set[int] = set()
        border = set(heads)
        while border:
            found |= border
            border = {t for n in border for t in self._twins[n]} - found
        return found

    def _rename(self, groups: Sequence[Sequence[int]], gone: set[int]) -> tuple[Change, ...]:
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
            self._story.update(dict.fromkeys(group, story))
        self._ever.update(ids)
        return changes
