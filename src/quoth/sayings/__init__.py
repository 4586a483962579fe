"""Sayings: the one utterance behind one or more attributions of a story, as a hypothesis with its reasons.

The way through: attributions made ready (`tellings`) and paired (`candidates`) -> how likely each pair is one
utterance, and why (`score`) -> groups that hold together (`group`) -> what tells two of them (`cover`) -> which part of
each statement belongs (`members`) -> their wording compared (`collate`, on the words of `words`).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoth.natural import natural
from quoth.sayings.candidates import candidates
from quoth.sayings.cover import covered
from quoth.sayings.doubt import doubtful
from quoth.sayings.group import clusters
from quoth.sayings.members import members
from quoth.sayings.place import Places
from quoth.sayings.score import compare, probability
from quoth.sayings.tellings import Telling, prepare
from quoth.sayings.voices import junior, one_speaker, voices
from quoth.types import Article, Attribution, Link, Portion, Saying, Speaker, Story

PEOPLE = 3  # a person wins over a body where one article in so many names the person
LINKS = 200  # links that a saying keeps, the likeliest: a page shows a few, and a saying in 500 papers has 125,000


def gather(
    story: Story, articles: Mapping[str, Article], attributions: Sequence[Attribution], heard: Places | None = None
) -> tuple[Saying, ...]:
    """The sayings of `story`: each of its attributions is in one, a lone statement in a saying of its own.

    A statement of several sentences that other articles tell apart is in the saying of each, with its part, and a
    sentence that tells two sayings in both.

    Those told by most articles stand first, then those that stand earliest in their articles, then by id. A saying's
    id is made of its smallest telling's, one that no other saying is named after; its tellings stand by the date of
    their article, then by its id (row 2 before row 10), then in the order of the text. `attributions` of articles
    outside the story are left out. Neither the order of `attributions` nor anything outside the story changes the
    result. `heard` are the places of passages in records (`quoth.records.places`), where there are any.
    """
    inside = frozenset(story.articles)
    tellings = prepare([a for a in attributions if a.article in inside], articles, heard)
    groups, scored = clusters(tellings, candidates(tellings), probability)
    day = {i: (articles[i].published if i in articles else None) or "~" for i in inside}  # undated ones last
    whole = {p.attribution.id: p.attribution for t in tellings for p in t.same}
    linked: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (i, j), p in scored.items():
        linked[i].append((-p, i, j))
    ranked = []
    for one in members(tellings, groups, covered(tellings, groups, scored, probability)):
        told = sorted(one.statements(), key=lambda a: (day[a.article], natural(a.article), a.start, a.id))
        first = min((whole[a.id].start, natural(a.id), a.start) for a in told)
        ranked.append(((-len({a.article for a in told}), *first), one, told))
    ranked.sort(key=lambda entry: entry[0])
    sayings = []
    for _, one, told in ranked:
        here = {a.id for a in told}  # a passage that went with its statement's others leaves its links behind
        links = tuple(k for k in _links(tellings, one.tellings, linked) if here.issuperset(k.tellings))
        saying = assembled(story, told, links, one.key, whole)
        unsure = doubtful(tellings, one.tellings, linked)
        sayings.append(replace(saying, doubtful=tuple(i for i in saying.tellings if i in unsure)))
    return tuple(sayings)


def assembled(
    story: Story,
    told: Sequence[Attribution],
    links: tuple[Link, ...] = (),
    key: tuple[str, int] | None = None,
    whole: Mapping[str, Attribution] | None = None,
) -> Saying:
    """One saying of `told`, its tellings, in their order: who speaks, and where the wording differs.

    A telling may have only a part of its content, if `whole` has the statement by its id: then `Saying.parts` says so.
    The id is made of `key`, the smallest telling's id and which of its passages: not of the story's, which in a store
    may be older than the run that asks.
    """
    from quoth.sayings.collate import compared

    found = compared(told)
    smallest, part = key or (min(a.id for a in told), 0)
    digest = hashlib.sha256(f"{smallest}{f'/{part}' if part else ''}".encode("utf-8", "surrogatepass"))
    speaker = _speaker(told)
    return Saying(
        id=f"y{digest.hexdigest()[:10]}",
        story=story.id,
        speaker=speaker,
        tellings=tuple(a.id for a in told),
        variants=found.variants,
        wording=found.wording,
        links=links,
        overlaps=found.overlaps if len(told) > 1 else (),
        at_odds=found.at_odds,
        parts=tuple(Portion(a.id, a.content, a.kind) for a in told if whole and a.content != whole[a.id].content),
        voices=tuple(voices(told, speaker)),
    )


def _speaker(told: Sequence[Attribution]) -> Speaker | None:
    """The speaker that most articles name, by the fullest name among those that are compatible with it.

    Somebody named wins over somebody unnamed, and a person over the body that other articles name in their stead where
    at least a third of the articles name a person: "the ministry said" is how its spokesman is often reported. None
    where every telling withholds an answer. A son's name ("Tom Quill Jr.") is not the fuller form of "Quill". A case it
    gets wrong: two of three papers mistake who is speaking.
    """
    given = {(a.article, a.speaker) for a in told if a.speaker is not None}
    votes = Counter(s for _, s in given)
    named = [s for s in votes if s.name and s.type in ("person", "organization")] or [s for s in votes if s.name]
    if not named:
        return max(votes, key=lambda s: (votes[s], s.type), default=None)
    support = {s: sum(votes[o] for o in named if one_speaker(s, o)) for s in named}
    people = [s for s in named if s.type == "person"]
    if PEOPLE * max((support[s] for s in people), default=0) >= len({i for i, s in given if s in support}):
        named = people
    most = max(named, key=lambda s: (support[s], votes[s], len(s.name), s.name))
    fuller = [s for s in named if s.type == most.type and one_speaker(s, most) and (s == most or not junior(s))]
    return max(fuller, key=lambda s: (len(s.name.split()), votes[s], len(s.name), s.name))


def _links(
    tellings: Sequence[Telling], members: Sequence[int], linked: Mapping[int, Sequence[tuple[float, int, int]]]
) -> tuple[Link, ...]:
    """Why the members hold together: the compared pairs, likeliest first, and the tellings in the very same words."""
    inside = set(members)
    pairs = sorted(pair for i in members for pair in linked.get(i, ()) if pair[2] in inside and pair[0] < 0)
    links = [compare(tellings[i], tellings[j]) for _, i, j in pairs[:LINKS]]
    for i in members:
        first, *others = tellings[i].same
        ids = dict.fromkeys(p.attribution.id for p in others)
        links += [
            Link((first.attribution.id, other), 1.0, ("the very same words by the same speaker",))
            for other in list(ids)[:LINKS]
            if other != first.attribution.id
        ]
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda link: (-link.score, link.tellings, link.reasons)):
        best.setdefault(link.tellings, link)
    return tuple(best.values())[:LINKS]


__all__ = ["assembled", "gather"]
