"""The sayings of one story as people left them.

The machine's sayings are taken as they are, and edited: what is wrong goes, what was added stands alone, then splits
and joins are done in their order. Only a saying whose tellings changed is collated again. A person's word on a speaker
changes who is shown, not which tellings belong together: nothing moves on the page that nobody moved.

A statement may belong to two sayings, with a part of its content each or with a sentence that tells both; it is split
off or joined with its part. A saying that loses a telling keeps its id as long as its smallest telling stays, so that
its address does too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quoth.judgements.anchors import digest
from quoth.judgements.attributions import Judged, Origin, judged, place
from quoth.judgements.kinds import Anchor, Judgement
from quoth.sayings import assembled
from quoth.sayings.portions import portion, united
from quoth.sayings.reworded import reworded
from quoth.types import Article, Attributed, Attribution, Link, Saying, Span, Speaker, Story


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

    @property
    def named(self) -> frozenset[str]:
        """The sayings that have a person's word on who speaks, as a whole or in one of their tellings."""
        words = {
            i for i, j in self.attributions.items() if any(m.judgement.what in {"speaker", "add"} for m in j.marks)
        }
        return frozenset(s.saying.id for s in self.sayings if not words.isdisjoint(s.saying.tellings))


@dataclass(slots=True)
class _Group:
    """The tellings of one saying to be; `parts` are those that belong to it with only some of their content."""

    tellings: list[str]
    parts: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    machine: Saying | None = None

    @classmethod
    def of(cls, saying: Saying) -> _Group:
        return cls(list(saying.tellings), {p.telling: p.content for p in saying.parts}, saying)

    def keep(self, tellings: Iterable[str]) -> None:
        stay = set(tellings)
        self.tellings = [t for t in self.tellings if t in stay]
        self.parts = {t: spans for t, spans in self.parts.items() if t in stay}

    def take(self, other: _Group) -> None:
        """Has the tellings of `other`, too; of one that both have, both parts."""
        for telling in other.tellings:
            if telling not in self.tellings:
                self.tellings.append(telling)
                if telling in other.parts:
                    self.parts[telling] = other.parts[telling]
            elif telling in self.parts and telling in other.parts:
                self.parts[telling] = united((*self.parts[telling], *other.parts[telling]))
            else:
                self.parts.pop(telling, None)

    @property
    def unchanged(self) -> bool:
        """Whether it is just what the machine made of it."""
        return (
            self.machine is not None
            and set(self.machine.tellings) == set(self.tellings)
            and {p.telling: p.content for p in self.machine.parts} == self.parts
        )


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
    if not judgements:
        whole = replace(story, sayings=tuple(s.id for s in sayings))
        return JudgedStory(whole, articles, standing, tuple(map(JudgedSaying, sayings)))
    groups = [_Group.of(s) for s in sayings]
    known = {t for group in groups for t in group.tellings}
    groups += [_Group([t]) for t in standing if t not in known]  # added by hand
    wrong = {i for i, j in standing.items() if j.verdict is False}
    for group in groups:
        group.keep(standing.keys() - wrong)
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
    links = [link for saying in sayings for link in saying.links]
    made = _with_own_ids(
        [_made(story, group, articles, standing, links=links, marks=marks) for group in _alike(groups)]
    )
    made.sort(key=lambda one: _rank(one.saying, standing))
    unlike = reworded([one.saying for one in made], {i: j.attribution for i, j in standing.items()})
    whole = replace(story, sayings=tuple(one.saying.id for one in made), reworded=unlike)
    return JudgedStory(whole, articles, standing, tuple(made), tuple(dict.fromkeys(lost)))


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


def _split(groups: list[_Group], about: Sequence[str], others: Sequence[str]) -> bool:
    """Takes those at `about` that share a group with one of `others` into a group of their own."""
    moved = _Group([])
    stay = set(others)
    for group in groups:
        here = [t for t in group.tellings if t in about and t not in stay]
        if here and not stay.isdisjoint(group.tellings):
            off = _Group(here, {t: spans for t, spans in group.parts.items() if t in here})
            group.keep(t for t in group.tellings if t not in here)
            moved.take(off)
    if moved.tellings:
        groups.append(moved)
    return bool(moved.tellings)


def _join(groups: list[_Group], about: Sequence[str], others: Sequence[str]) -> bool:
    """Makes one group of the two that hold the first of each."""
    one = next((g for g in groups if about[0] in g.tellings), None)
    other = next((g for g in groups if others[0] in g.tellings), None)
    if one is None or other is None:
        return False
    if one is not other:
        other.take(one)
        one.keep(())
    return True


def _alike(groups: Iterable[_Group]) -> list[_Group]:
    """`groups` without those that became empty; those with the very same tellings are one."""
    found: dict[frozenset[str], _Group] = {}
    for group in groups:
        if group.tellings:
            same = found.setdefault(frozenset(group.tellings), group)
            if same is not group:
                same.take(group)
    return list(found.values())


def _made(
    story: Story,
    group: _Group,
    articles: Mapping[str, Article],
    standing: Mapping[str, Judged],
    *,
    links: Sequence[Link],
    marks: Mapping[str, Sequence[Judgement]],
) -> JudgedSaying:
    """The saying of one group: the machine's own where it has just these tellings."""
    said = list(dict.fromkeys(j for t in group.tellings for j in marks.get(t, ())))
    if group.unchanged and group.machine is not None:
        saying = group.machine
    else:
        saying = _assembled(story, group, articles, standing, links)
    given = _given(group.tellings, standing)
    if given is not None:
        judgement, speaker = given
        said.append(judgement)
        saying = replace(saying, speaker=speaker)
    by_hand = all(standing[t].origin == "human" for t in group.tellings)
    changed = not group.unchanged or given is not None or said
    origin: Origin = "human" if by_hand else "changed" if changed else "machine"
    return JudgedSaying(saying, origin, tuple(dict.fromkeys(said)))


def _assembled(
    story: Story,
    group: _Group,
    articles: Mapping[str, Article],
    standing: Mapping[str, Judged],
    links: Sequence[Link],
) -> Saying:
    """The tellings of `group` collated anew, each with the part of it that belongs here."""
    whole = {t: standing[t].attribution for t in group.tellings}
    told = [portion(a, group.parts[t]) if t in group.parts else a for t, a in whole.items()]
    told.sort(key=lambda a: (articles[a.article].published or "~", a.article, a.start, a.id))
    inside = tuple(link for link in links if set(link.tellings) <= whole.keys())
    made = assembled(story, told, inside, whole=whole if group.parts else None)
    smallest = min(whole)
    if group.machine is not None and smallest == min(group.machine.tellings):
        return replace(made, id=group.machine.id)
    if smallest in group.parts:  # another saying may have another part of it
        return replace(made, id=_id(f"{story.id} {smallest}@{group.parts[smallest][0].start}"))
    return made


def _id(key: str) -> str:
    return f"y{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def _with_own_ids(made: Sequence[JudgedSaying]) -> list[JudgedSaying]:
    """`made`, where of two that are named after one statement, which both have, one that people made has another id."""
    seen: set[str] = set()
    out = []
    for one in sorted(made, key=lambda one: (one.origin != "machine", one.saying.tellings)):
        id_ = one.saying.id
        while id_ in seen:
            id_ = _id(" ".join((id_, *one.saying.tellings)))
        seen.add(id_)
        out.append(replace(one, saying=replace(one.saying, id=id_)) if id_ != one.saying.id else one)
    return out


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
