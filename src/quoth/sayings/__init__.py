"""Sayings: the one utterance behind one or more attributions of a story, as a hypothesis with its reasons.

The way through: attributions made ready and paired (`candidates`) -> how likely each pair is one utterance, and why
(`score`) -> groups that hold together (`group`) -> their wording compared (`collate`).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quoth.sayings.candidates import Telling, candidates, prepare
from quoth.sayings.group import clusters
from quoth.sayings.score import compare, probability
from quoth.types import Article, Attribution, Link, Saying, Speaker, Story

LINKS = 200  # links that a saying keeps, the likeliest: a page shows a few, and a saying in 500 papers has 125,000


def gather(story: Story, articles: Mapping[str, Article], attributions: Sequence[Attribution]) -> tuple[Saying, ...]:
    """The sayings of `story`: each of its attributions is in exactly one, a lone statement in a saying of its own.

    Those told by most articles stand first, then those that stand earliest in their articles, then by id. A saying's
    id is made of the story's and of its smallest telling's; its tellings stand by the date of their article, then by
    its id, then in the order of the text. `attributions` of articles outside the story are left
    out. Neither the order of `attributions` nor anything outside the story changes the result.
    """
    inside = frozenset(story.articles)
    tellings = prepare([a for a in attributions if a.article in inside])
    groups, scored = clusters(tellings, candidates(tellings), probability)
    day = {i: (articles[i].published if i in articles else None) or "~" for i in inside}  # undated ones last
    order = {a.id: (a.start, a.id) for t in tellings for a in t.same}
    group_of = {i: n for n, members in enumerate(groups) for i in members}
    linked: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (i, j), p in scored.items():
        if group_of[i] == group_of[j]:
            linked[group_of[i]].append((-p, i, j))
    ranked = []
    for n, members in enumerate(groups):
        told = sorted(
            (a for i in members for a in tellings[i].same), key=lambda a: (day[a.article], a.article, a.start, a.id)
        )
        first = min(order[a.id] for a in told)
        ranked.append(((-len({a.article for a in told}), *first), told, _links(tellings, members, linked[n])))
    ranked.sort(key=lambda entry: entry[0])
    return tuple(_saying(story, told, links) for _, told, links in ranked)


def _saying(story: Story, told: Sequence[Attribution], links: tuple[Link, ...]) -> Saying:
    from quoth.sayings.collate import collate

    variants, wording = collate(told) if len(told) > 1 else ((), "not comparable")
    smallest = min(a.id for a in told)
    digest = hashlib.sha256(f"{story.id} {smallest}".encode("utf-8", "surrogatepass")).hexdigest()
    return Saying(
        id=f"y{digest[:10]}",
        story=story.id,
        speaker=_speaker(told),
        tellings=tuple(a.id for a in told),
        variants=variants,
        wording=wording,
        links=links,
    )


def _speaker(told: Sequence[Attribution]) -> Speaker | None:
    """The speaker that most tellings name, by the fullest name among those that are compatible with it.

    Somebody named wins over somebody unnamed. None where every telling withholds an answer.
    """
    given = [a.speaker for a in told if a.speaker is not None]
    named = (
        [s for s in given if s.name and s.type in ("person", "organization")] or [s for s in given if s.name] or given
    )
    if not named:
        return None
    votes = Counter(named)
    most = max(votes, key=lambda s: (votes[s], len(s.name), s.name))
    last = most.name.split()[-1:]
    fuller = [s for s in votes if s.type == most.type and s.name.split()[-1:] == last]
    return max(fuller, key=lambda s: (len(s.name.split()), votes[s], len(s.name), s.name))


def _links(
    tellings: Sequence[Telling], members: Sequence[int], pairs: Sequence[tuple[float, int, int]]
) -> tuple[Link, ...]:
    """Why the members hold together: the compared pairs, likeliest first, and the tellings in the very same words."""
    links = [compare(tellings[i], tellings[j]) for _, i, j in sorted(pairs)[:LINKS]]
    for i in members:
        first, *others = tellings[i].same
        links += [Link((first.id, a.id), 1.0, ("the very same words by the same speaker",)) for a in others[:LINKS]]
    links.sort(key=lambda link: (-link.score, link.tellings))
    return tuple(links[:LINKS])


__all__ = ["gather"]
