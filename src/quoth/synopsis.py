"""From attributed articles to the synopsis: which stories, which sayings, who has it from whom, and what to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from quoth import sayings as sayings_
from quoth import stories as stories_
from quoth.errors import UsageError
from quoth.lineage import related
from quoth.natural import natural
from quoth.records.places import places
from quoth.records.witness import witnessed
from quoth.sayings.reworded import reworded
from quoth.stories.seen import Seen, see
from quoth.types import Article, Attributed, Problem, Saying, Story, Trace

if TYPE_CHECKING:
    from quoth.records.index import Index
    from quoth.sayings.place import Places
    from quoth.store import Store
    from quoth.store.grouped import BroughtUp


OfStory = Callable[[Story, Sequence[Attributed], Collection[str]], Trace]
"""What makes the part of a synopsis that is one story's, as `of_story` does."""


def told(
    story: Story, attributed: Sequence[Attributed], heard: Places | None = None
) -> tuple[Story, tuple[Saying, ...]]:
    """`story` with what its articles, `attributed`, tell: its sayings, and which articles were probably reworded.

    What records have in one place is one saying, and what they have in two is two: `heard` are the places of passages.
    """
    attributions = [a for one in attributed for a in one.attributions]
    articles = {one.article.id: one.article for one in attributed}
    gathered = sayings_.gather(story, articles, attributions, heard)
    unlike = reworded(gathered, {a.id: a for a in attributions})
    return replace(story, sayings=tuple(s.id for s in gathered), reworded=unlike), gathered


class Grouping:
    """Articles into stories as they come, holding what they are grouped by (some 4 kB of each) and not their words.

    The stories are those of `synopsis` over the same articles.
    """

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}

    def add(self, article: Article) -> None:
        """Takes in `article`, in the place of one with the same id."""
        self._seen[article.id] = see(article)

    def stories(self) -> tuple[Story, ...]:
        """All stories, in the order of their first articles, row 2 before row 10; what was held is let go."""
        grouped = stories_.Stories()
        grouped.add_seen({i: self._seen[i] for i in sorted(self._seen)})
        self._seen.clear()
        return grouped.stories

    def stories_in(self, store: Store, shown: Collection[str]) -> BroughtUp:
        """As `stories`, with all other articles of `store`; their ids are those that they had there before, and what
        changed is kept there. What else `brought_up` says.
        """
        from quoth.store.grouped import brought_up

        found = brought_up(store, self._seen, shown=shown)
        self._seen.clear()
        return found


def of_story(
    story: Story, attributed: Sequence[Attributed], shown: Collection[str], records: Sequence[Index] = ()
) -> Trace:
    """The part of a synopsis that is one story's; `attributed` are its articles in the order of their ids.

    Each saying has beside it what the best of `records` has.
    """
    whole, gathered = told(story, attributed, places(attributed, records))
    attributions = tuple(a for one in attributed for a in one.attributions)
    stored = frozenset(a.id for a in attributions if a.article not in shown)
    found = Trace(tuple(one.article for one in attributed), attributions, (whole,), gathered, (), stored)
    return related(witnessed(found, records) if records else found)


def together(
    stories: Sequence[Story],
    attributed: Mapping[str, Attributed],
    shown: Collection[str],
    of_story: OfStory = of_story,
    problems: Sequence[Problem] = (),
) -> Trace:
    """The synopsis of those of `stories` that hold an article of `shown`, put together from what `of_story` makes of
    each.
    """
    asked = frozenset(shown)
    parts = []
    members: dict[str, Attributed] = {}
    for story in stories:
        if not asked.isdisjoint(story.articles):
            inside = {i: attributed[i] for i in story.articles}
            members |= inside
            parts.append(of_story(story, list(inside.values()), shown))
    order = sorted(members, key=natural)
    return Trace(
        articles=tuple(members[i].article for i in order),
        attributions=tuple(a for i in order for a in members[i].attributions),
        stories=tuple(s for part in parts for s in part.stories),
        sayings=tuple(s for part in parts for s in part.sayings),
        problems=(*problems, *(p for i in order for p in members[i].problems)),
        stored=frozenset(a.id for i in order if i not in asked for a in members[i].attributions),
        lineage=tuple(row for part in parts for row in part.lineage),
    )


def synopsis(
    attributed: Sequence[Attributed],
    problems: Sequence[Problem] = (),
    shown: Collection[str] | None = None,
    records: Sequence[Index] = (),
) -> Trace:
    """The stories and sayings of `attributed`, in an order that does not depend on theirs.

    `shown` are the ids of the articles asked for: only stories that hold one of them come out, and the attributions of
    their other articles are marked as stored. None asks for all. Each saying has beside it what the best of `records`
    has. The problems found inside articles follow `problems`. Raises UsageError when two articles have one id.
    """
    by_id = {one.article.id: one for one in attributed}
    if len(by_id) != len(attributed):
        twice, _ = Counter(one.article.id for one in attributed).most_common(1)[0]
        raise UsageError(f"two articles have the id {twice!r}: read them in one call, which tells them apart")
    stories = stories_.group([by_id[i].article for i in sorted(by_id)])
    return together(stories, by_id, by_id if shown is None else shown, partial(of_story, records=records), problems)
