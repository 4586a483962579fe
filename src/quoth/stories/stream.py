"""All stories of a growing set of articles.

What comes out depends only on which articles are in it: not on their order, nor on how many came at a time. That is so
because nothing is decided for good. An article that comes may bring others together or keep them apart, but only those
that it is connected with by pairs of some likeness; these are grouped anew, and all the rest stay as they are. Only the
*names* of stories depend on what was first, so that they can stay (`quoth.stories.naming`).

Where an article is alike with more than `quoth.stories.pairs.NEAREST` others that are no copies of one text, which of
them it is compared with depends on which are there when it comes; so then may, at the edges, what comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from quoth.natural import natural
from quoth.stories.merging import merge
from quoth.stories.naming import Change, name
from quoth.stories.near import Near
from quoth.stories.seen import Seen, digest, see
from quoth.stories.texts import Texts
from quoth.types import Article, Story


@dataclass(frozen=True, slots=True)
class Record:
    """All that `Stories` knows of one article, to be kept and given back to `Stories.of`.

    `number` is its own and never given again. `near` are numbers below it, of articles that are alike, each with the
    cosine and whether the two are kept apart; `twins` are numbers of articles that it is a copy of, enough to hold the
    copies of a text together. Numbers that have gone are let be: they mean nothing any more.
    """

    number: int
    article: str
    story: str
    seen: Seen
    near: tuple[tuple[int, float, bool], ...]
    twins: tuple[int, ...]


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
        self._texts = Texts()
        self._near = Near()  # of those that stand for a text, the longest of its copies each
        self._head: dict[int, int] = {}  # who stands for an article's text
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
        if len(made._numbers) != len(kept):
            raise ValueError("two records are of one article")
        made._last = max([last, *kept])
        made._ever.update(made._members)
        made._texts = Texts.of({n: (record.seen.print, record.twins) for n, record in kept.items()})
        for copies in made._texts:
            made._head.update(dict.fromkeys(copies, made._foremost(copies)))
        heads = set(made._head.values())
        pairs = ((n, other, (cosine, away)) for n in heads for other, cosine, away in kept[n].near)
        made._near = Near.of({n: made._seen[n] for n in sorted(heads)}, pairs)
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
        return Record(
            number,
            self._ids[number],
            self._story[number],
            self._seen[number],
            self._near.below(number),
            self._texts.copy_of(number),
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
        """All stories, in the order of their first articles, row 2 before row 10; each article is in one. Sayings are
        not yet in.
        """
        found = [Story(s, self._in_order(members)) for s, members in self._members.items()]
        return tuple(sorted(found, key=lambda story: natural(story.articles[0])))

    def story_of(self, article: str) -> Story:
        """The story of the article with this id; raises KeyError when it is not here."""
        story = self._story[self._numbers[article]]
        return Story(story, self._in_order(self._members[story]))

    def _in_order(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted((self._ids[n] for n in numbers), key=natural))

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
        touched = self._forget({self._numbers[i] for i in seen if i in self._numbers})
        fresh = {self._number(article): one for article, one in seen.items()}
        self._seen.update(fresh)
        self._dirty.update(fresh)
        self._texts.add({number: one.print for number, one in fresh.items()})
        return self._regroup(touched | fresh.keys())

    def remove(self, articles: Iterable[str]) -> tuple[Change, ...]:
        """Takes out the articles with these ids, as if they had never been in it."""
        numbers = {self._numbers[i] for i in articles if i in self._numbers}
        touched = self._forget(numbers)
        for number in numbers:
            del self._numbers[self._ids.pop(number)]
        return self._regroup(touched, numbers)

    def _number(self, article: str) -> int:
        """A number for an article that comes; its story is that of the one whose place it takes, or of its name."""
        self._last += 1
        before = self._numbers.get(article)
        if before is not None:
            del self._ids[before]
            story = self._story.pop(before)
            self._members[story].remove(before)
        else:
            story = self._names.pop(article, "")
        if story:
            self._story[self._last] = story
            self._members.setdefault(story, set()).add(self._last)
        self._numbers[article], self._ids[self._last] = self._last, article
        return self._last

    def _forget(self, numbers: Set[int]) -> set[int]:
        """Lets go what is known of these articles, but not yet their stories; who must be grouped again for it."""
        if not numbers:
            return set()
        self._dirty |= numbers
        touched = self._texts.remove(numbers)
        self._dirty |= touched
        touched |= self._near.leave({n for n in numbers if n in self._near})
        for number in numbers:
            del self._seen[number], self._head[number]
        return touched

    def _regroup(self, touched: Set[int], gone: Set[int] = frozenset()) -> tuple[Change, ...]:
        """Groups anew those of these articles and all that they are connected with, and says what came of it."""
        area = self._near.connected(self._choose_heads(touched))
        order = sorted(area, key=lambda n: self._ids[n])
        pairs = list(self._near.pairs({n: place for place, n in enumerate(order)}))
        merged = merge([self._seen[n].vector for n in order], pairs)
        groups = [[m for i in group for m in self._texts.articles(order[i])] for group in merged]
        return self._rename(groups, gone)

    def _choose_heads(self, touched: Set[int]) -> set[int]:
        """Sees to it that the longest of each text's copies stands for it; the heads that must be grouped again."""
        heads: set[int] = set()
        left: set[int] = set()
        waiting = set(touched)
        while waiting:
            copies = self._texts.articles(waiting.pop())
            waiting.difference_update(copies)
            head = self._foremost(copies)
            heads.add(head)
            left.update(n for n in copies if n != head and n in self._near)
            self._head.update(dict.fromkeys(copies, head))
        around = self._near.leave(left)
        self._dirty |= left | self._near.enter(self._seen, {n for n in heads if n not in self._near})
        return heads | around

    def _foremost(self, copies: Iterable[int]) -> int:
        return min(copies, key=lambda n: self._seen[n].print.rank(self._ids[n]))

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
