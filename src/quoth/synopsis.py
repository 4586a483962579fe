"""From attributed articles to the synopsis: which stories, which sayings, and what to show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from quoth import sayings as sayings_
from quoth import stories as stories_
from quoth.sayings.reworded import reworded
from quoth.types import Attributed, Attribution, Problem, Saying, Story, Trace


def synopsis(
    attributed: Sequence[Attributed], problems: Sequence[Problem] = (), shown: Collection[str] | None = None
) -> Trace:
    """The stories and sayings of `attributed`, in an order that does not depend on theirs.

    `shown` are the ids of the articles asked for: only stories that hold one of them come out, and the attributions of
    their other articles are marked as stored. None asks for all. The problems found inside articles follow `problems`.
    """
    by_id = {one.article.id: one for one in attributed}
    if len(by_id) != len(attributed):
        raise ValueError("two articles have the same id; ids are given by quoth.articles.read")
    wanted = set(by_id) if shown is None else set(shown)
    articles = {i: by_id[i].article for i in sorted(by_id)}
    found: list[Story] = []
    said: list[Saying] = []
    for story in stories_.group(list(articles.values())):
        if wanted.isdisjoint(story.articles):
            continue
        told = [a for i in story.articles for a in by_id[i].attributions]
        gathered = sayings_.gather(story, {i: articles[i] for i in story.articles}, told)
        unlike = reworded(gathered, {a.id: a for a in told})
        found.append(replace(story, sayings=tuple(s.id for s in gathered), reworded=unlike))
        said += gathered
    members = sorted({i for story in found for i in story.articles})
    attributions: list[Attribution] = [a for i in members for a in by_id[i].attributions]
    return Trace(
        articles=tuple(articles[i] for i in members),
        attributions=tuple(attributions),
        stories=tuple(found),
        sayings=tuple(said),
        problems=(*problems, *(p for i in members for p in by_id[i].problems)),
        stored=frozenset(a.id for a in attributions if a.article not in wanted),
    )
