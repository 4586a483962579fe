"""The sayings of one story as people left them.

The machine's sayings are taken as they are, and edited: what is wrong goes, what was added stands alone, then splits
and joins are done in their order. Only a saying whose tellings changed is collated again. A person's word on a speaker
changes who is shown, not which tellings belong together: nothing moves on the page that nobody moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.judgements.anchors import digest
from quoth.judgements.attributions import Judged, Origin, judged, place
from quoth.judgements.kinds import Anchor, Judgement
from quoth.sayings import assembled
from quoth.types import Article, Attributed, Attribution, Saying, Speaker, Story


@dataclass(frozen=True, slots=True)
class JudgedSaying:
    """A saying as it stands; "changed" where people split, joined, or gave its speaker, who are in `marks`."""

    saying: Saying
    origin: Origin = "machine"
    marks: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedStory:
    """A story as it stands. `attributions` has every one by its id, those judged wrong as well, which no saying has.

    `lost` are the judgements that could not be laid over it, because their words can no longer be told.
    """

    story: Story
    articles: Mapping[str, Article]
    attributions: Mapping[str, Judged]
    sayings: tuple[JudgedSaying, ...]
    lost: tuple[Judgement, ...] = ()


def judged_story(
    story: Story, attributed: Iterable[Attributed], sayings: Sequence[Saying], judgements: Sequence[Judgement]
) -> JudgedStory:
    """`judgements`, those that hold, laid over the machine's `sayings` of `story`, whose articles are `attributed`.

    Sayings stand in the order of `quoth.sayings.gather`: most articles first, then where they stand, then by id.
    """
    articles: dict[str, Article] = {}
    standing: dict[str, Judged] = {}
    lost: list[Judgement] = []
    for read in attributed:
        laid = judged(read, judgements)
        articles[read.article.id] = read.article
        standing.update((j.attribution.id, j) for j in laid.judged)
        lost += laid.lost
    groups: list[list[str]] = [[t for t in s.tellings if t in standing] for s in sayings]
    known = {t for group in groups for t in group}
    groups += [[t] for t in standing if t not in known]  # added by hand
    wrong = {i for i, j in standing.items() if j.verdict is False}
    groups = [[t for t in group if t not in wrong] for group in groups]
    marks: dict[str, list[Judgement]] = {}  # by telling
    where = _Places(articles, [j.attribution for i, j in standing.items() if i not in wrong])
    for one in judgements:
        if one.what in {"split", "join"} and articles.keys() & {a.article for a in (*one.about, *one.others)}:
            about, others = where.all(one.about), where.all(one.others)
            done = about and others and (_split if one.what == "split" else _join)(groups, about, others)
            if not done:
                lost.append(one)
            for telling in about if done else ():
                marks.setdefault(telling, []).append(one)
    before = {frozenset(s.tellings): s for s in sayings}
    made = [_made(story, group, articles, standing, before=before, marks=marks) for group in groups if group]
    made.sort(key=lambda one: _rank(one.saying, standing))
    ids = tuple(one.saying.id for one in made)
    return JudgedStory(replace(story, sayings=ids), articles, standing, tuple(made), tuple(dict.fromkeys(lost)))


@dataclass(slots=True)
class _Places:
    """Finds what anchors are about among the attributions of a story."""

    articles: Mapping[str, Article]
    attributions: Sequence[Attribution]

    def all(self, anchors: Iterable[Anchor]) -> list[str]:
        found = []
        for anchor in anchors:
            article = self.articles.get(anchor.article)
            if article is None:
                continue
            near = [a for a in self.attributions if a.article == anchor.article]
            if (one := place(anchor, article, near, digest(article.text))) is not None:
                found.append(one.id)
        return list(dict.fromkeys(found))


def _split(groups: list[list[str]], about: Sequence[str], others: Sequence[str]) -> bool:
    """Takes those at `about` that share a group with one of `others` into a group of their own."""
    moved: list[str] = []
    stay = set(others)
    for group in groups:
        here = [t for t in group if t in about and t not in stay]
        if here and not stay.isdisjoint(group):
            group[:] = [t for t in group if t not in here]
            moved += here
    if moved:
        groups.append(moved)
    return bool(moved)


def _join(groups: list[list[str]], about: Sequence[str], others: Sequence[str]) -> bool:
    """Makes one group of the two that hold the first of each."""
    one = next((g for g in groups if about[0] in g), None)
    other = next((g for g in groups if others[0] in g), None)
    if one is None or other is None:
        return False
    if one is not other:
        other += one
        one.clear()
    return True


def _made(
    story: Story,
    group: Sequence[str],
    articles: Mapping[str, Article],
    standing: Mapping[str, Judged],
    *,
    before: Mapping[frozenset[str], Saying],
    marks: Mapping[str, Sequence[Judgement]],
) -> JudgedSaying:
    """The saying of one group: the machine's own where it has just these tellings."""
    said = list(dict.fromkeys(j for t in group for j in marks.get(t, ())))
    machine = before.get(frozenset(group))
    if machine is None:
        told = sorted(
            (standing[t].attribution for t in group),
            key=lambda a: (articles[a.article].published or "~", a.article, a.start, a.id),
        )
        links = tuple(link for s in before.values() for link in s.links if set(link.tellings) <= set(group))
        saying = assembled(story, told, links)
    else:
        saying = machine
    given = _given(group, standing)
    if given is not None:
        judgement, speaker = given
        said.append(judgement)
        saying = replace(saying, speaker=speaker)
    by_hand = all(standing[t].origin == "human" for t in group)
    changed = machine is None or given is not None or said
    origin: Origin = "human" if by_hand else "changed" if changed else "machine"
    return JudgedSaying(saying, origin, tuple(dict.fromkeys(said)))


def _given(group: Iterable[str], standing: Mapping[str, Judged]) -> tuple[Judgement, Speaker] | None:
    """The last word that a person said on who speaks in any of these tellings."""
    said = [
        (mark.judgement, standing[t].attribution.speaker)
        for t in group
        for mark in standing[t].marks
        if mark.judgement.to and mark.judgement.what in {"speaker", "add"}
    ]
    given = [(judgement, speaker) for judgement, speaker in said if speaker is not None]
    return max(given, key=lambda g: g[0].when, default=None)


def _rank(saying: Saying, standing: Mapping[str, Judged]) -> tuple[int, int, str]:
    told = [standing[t].attribution for t in saying.tellings]
    first = min((a.start, a.id) for a in told)
    return (-len({a.article for a in told}), *first)
