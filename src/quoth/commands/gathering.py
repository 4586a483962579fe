"""What the inputs of a command gave, with what its store has beside it: of which a synopsis is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoth.commands.engine import Grouped
from quoth.commands.keeping import Keeping
from quoth.types import Attributed, Problem, Revised, Story

if TYPE_CHECKING:
    from quoth.spool import Spool


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the inputs gave, and what of the store stands beside it. `shown` are the ids of the inputs' articles."""

    articles: Mapping[str, Attributed]
    shown: frozenset[str]
    stories: Sequence[Story]
    problems: tuple[Problem, ...]
    addresses: Mapping[str, str]
    edits: Sequence[Revised]


def gathered_from(
    inputs: Iterable[Attributed | Problem], articles: Spool, grouping: Grouped, store: Keeping | None
) -> Gathered:
    """Lays what `inputs` give in `articles`, and finds their stories, with what `store` has of these."""
    problems: list[Problem] = []
    addresses: dict[str, str] = {}
    for one in inputs:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        grouping.add(one.article)
        if one.article.url:
            addresses[one.article.id] = one.article.url
        articles.put(one)
    shown = frozenset(articles)
    if store is None:
        return Gathered(articles, shown, grouping.stories(), tuple(problems), addresses, ())
    stories, damaged = store.stories(grouping, shown)
    problems += damaged
    for story in stories:
        for name in () if shown.isdisjoint(story.articles) else set(story.articles) - shown:
            articles.elsewhere(name)
            if url := articles[name].article.url:
                addresses[name] = url
    edits = store.edits(articles, problems)
    return Gathered(articles, shown, stories, tuple(problems), addresses, edits)
