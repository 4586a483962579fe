"""A trace arranged for reading: stories, each saying once with its tellings, then what only one article tells.

Pure: a `quoth.types.Trace` in, frozen values out, the same for the terminal and the browser. Nothing is worded here but
notes *about* the tellings; every word of a telling is a `quoth.page.marking.Piece` cut from its article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from quoth.lineage.why import heading
from quoth.page import history, notes
from quoth.page.marking import Piece, mark, words
from quoth.page.record import RecordView, record_view
from quoth.sayings.portions import portion
from quoth.types import Article, Attribution, Kind, Link, Problem, Saying, Story, Trace, joined

HOW: Mapping[Kind, str] = {"direct": "quoted", "mixed": "quoted in part", "indirect": "reported"}
UNDATED = "day not stated"
KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Witness:
    """One article's part in a telling: `said` and `cue` are the source and the cue as the article words them, `about`
    what else to know.

    `human` says that a person added it, or changed something about it. `compared` is how many of how many words in
    quotation marks were compared with another telling's, where that is not all of them.
    """

    attribution: str
    article: str
    label: str
    via: str | None
    said: str
    about: tuple[str, ...]
    start: int
    end: int
    human: bool = False
    cue: str = ""
    compared: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One wording and the articles that have it, in the pieces of the first of them."""

    kind: Kind
    pieces: tuple[Piece, ...]
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class SayingView:
    """One utterance. `reason` says why there is no `speaker`, `reasons` why its tellings were taken for one.

    `at_odds` are pairs of articles, by their labels, whose quotations cannot both be word for word.
    `origins` counts the independent ones in words, `sided` in figures (0 where lineage was not asked); `sides` are
    outlets that are one of them together, and why. `surely` is how many of the `articles` tell it without a doubt.
    """

    id: str
    number: str
    speaker: str | None
    reason: str | None
    days: str
    told: tuple[Told, ...]
    articles: int
    wording: str
    differences: tuple[notes.Difference, ...]
    reasons: tuple[str, ...]
    record: RecordView | None = None
    at_odds: tuple[tuple[str, str], ...] = ()
    origins: str = ""
    sides: tuple[tuple[str, str], ...] = ()
    sided: int = 0
    surely: int = 0

    @property
    def perhaps(self) -> bool:
        """Whether no two articles are surely one utterance's."""
        return self.articles > 1 and self.surely < 2

    @property
    def told_by(self) -> str:
        """“3 articles”, “2 articles, perhaps 3”."""
        if self.perhaps or self.surely == self.articles:
            return notes.counted(self.articles, "article")
        return f"{notes.counted(self.surely, 'article')}, perhaps {self.articles}"


@dataclass(frozen=True, slots=True)
class RewordedView:
    """An article that was probably reworded. `evidence` are sayings with what it prints there, and another article."""

    article: str
    label: str
    evidence: tuple[tuple[str, str, str], ...]

    @property
    def sentence(self) -> str:
        """What speaks for it, in one sentence."""
        n = len(self.evidence)
        return (
            f"{self.label} was probably reworded: all {n} quotations that it shares with others stand there in other "
            "words, and no mark says so."
        )


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """What only one article tells of one speaker; without a name, what could not be ascribed to anybody."""

    name: str | None
    sayings: tuple[SayingView, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """One event: a headline of one of its articles, the days of publication, and its sayings, most told first.

    `left_out` counts sayings of one article each that are not among them. `history`: what merged and split, in words.
    """

    number: int
    title: str
    days: str
    articles: tuple[Article, ...]
    shared: tuple[SayingView, ...]
    lone: tuple[SpeakerView, ...]
    reworded: tuple[RewordedView, ...] = ()
    left_out: int = 0
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """The whole synopsis."""

    summary: str
    stories: tuple[StoryView, ...]
    apart: tuple[Article, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """A trace by id, and how each article is called on the page."""

    articles: Mapping[str, Article]
    attributions: Mapping[str, Attribution]
    sayings: Mapping[str, Saying]
    labels: Mapping[str, str]
    stored: frozenset[str]
    remarks: Mapping[str, tuple[str, ...]]


def arrange(trace: Trace, remarks: Mapping[str, tuple[str, ...]] | None = None) -> View:
    """The synopsis of `trace`: stories with most articles first; articles in no story stand `apart`.

    `remarks` are sentences on what people said of an attribution, by its id.
    """
    index = _indexed(trace, remarks)
    ranked = sorted(trace.stories, key=lambda story: -len(story.articles))
    stories = tuple(_story(number, story, index) for number, story in enumerate(ranked, start=1))
    grouped = {article for story in trace.stories for article in story.articles}
    apart = tuple(a for a in trace.articles if a.id not in grouped)
    return View(_summary(trace, stories), stories, apart, trace.problems)


def brief(view: View) -> View:
    """`view` without what only one article tells, which is counted instead, and without stories of nothing else."""
    shorter = tuple(
        replace(story, lone=(), left_out=sum(len(speaker.sayings) for speaker in story.lone)) for story in view.stories
    )
    return replace(view, stories=tuple(story for story in shorter if story.shared) or shorter)


def _indexed(trace: Trace, remarks: Mapping[str, tuple[str, ...]] | None) -> _Index:
    return _Index(
        articles={a.id: a for a in trace.articles},
        attributions={a.id: a for a in trace.attributions},
        sayings={s.id: s for s in trace.sayings},
        labels=labels(trace.articles),
        stored=trace.stored,
        remarks=remarks or {},
    )


def day(iso: str) -> str:
    """“Tuesday 11 March 2025” for an ISO date or date-time; what is not one comes back as it is."""
    if not _ISO_DAY.match(iso):
        return iso
    try:
        d = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{_WEEKDAYS[d.weekday()]} {d.day} {_MONTHS[d.month - 1]} {d.year}"


def headline(article: Article) -> str:
    """The article's title; its id where the text states none."""
    return " ".join((article.title or "").split()) or article.id


@dataclass(frozen=True, slots=True)
class Draft:
    """A saying in its place among those of a story, its tellings in the order of reading, not yet arranged."""

    number: str
    saying: Saying
    tellings: tuple[Attribution, ...]

    @property
    def speaker(self) -> str | None:
        return _name(self.saying)


class Outline:
    """The sayings of one story in order; each is arranged when it is asked for, so that a page costs what it shows."""

    def __init__(self, trace: Trace, remarks: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """`trace` has one story."""
        self._index = _indexed(trace, remarks)
        self._story = trace.stories[0]
        self.shared, self.lone = _drafts(1, self._story, self._index)

    @property
    def labels(self) -> Mapping[str, str]:
        return self._index.labels

    @property
    def days(self) -> str:
        return _span_of_days(a.published for a in self._index.articles.values())

    @property
    def reworded(self) -> tuple[RewordedView, ...]:
        return tuple(_reworded(self._story, self._index))

    @property
    def history(self) -> tuple[str, ...]:
        return tuple(history.lines(self._story.history))

    def arranged(self, draft: Draft) -> SayingView:
        return _saying(draft.number, draft.saying, draft.tellings, self._index)

    def record(self, draft: Draft) -> RecordView | None:
        """What of `arranged` is about the record."""
        return record_view(draft.saying.record, {a.id: self._index.labels[a.article] for a in draft.tellings})


def _story(number: int, story: Story, index: _Index) -> StoryView:
    members = tuple(index.articles[a] for a in story.articles if a in index.articles)
    shared, lone = _drafts(number, story, index)
    return StoryView(
        number=number,
        title=next((headline(a) for a in members if a.title), headline(members[0]) if members else story.id),
        days=_span_of_days(a.published for a in members),
        articles=members,
        shared=tuple(_saying(d.number, d.saying, d.tellings, index) for d in shared),
        lone=tuple(
            SpeakerView(name, tuple(_saying(d.number, d.saying, d.tellings, index) for d in drafts))
            for name, drafts in lone
        ),
        reworded=tuple(_reworded(story, index)),
        history=tuple(history.lines(story.history)),
    )


def _drafts(
    number: int, story: Story, index: _Index
) -> tuple[tuple[Draft, ...], tuple[tuple[str | None, tuple[Draft, ...]], ...]]:
    """The sayings of `story` that several articles tell, the most surely told first; then by speaker what one tells."""
    order = {a: n for n, a in enumerate(story.articles)}
    shared: list[tuple[Saying, list[Attribution]]] = []
    lone: dict[str | None, list[tuple[Saying, list[Attribution]]]] = {}
    for saying in (index.sayings[s] for s in story.sayings):
        tellings = sorted(
            (index.attributions[t] for t in saying.tellings if t in index.attributions),
            key=lambda a: (order.get(a.article, len(order)), a.start),
        )
        if len({a.article for a in tellings}) > 1:
            shared.append((saying, tellings))
        elif tellings:
            lone.setdefault(_name(saying), []).append((saying, tellings))
    shared.sort(key=lambda pair: (-max(1, _surely(*pair)), -len({a.article for a in pair[1]})))
    names = sorted(lone, key=lambda name: (name is None, -len(lone[name])))
    numbers = (f"{number}.{n}" for n in range(1, len(story.sayings) + 1))
    first = tuple(Draft(next(numbers), saying, tuple(told)) for saying, told in shared)
    return first, tuple((n, tuple(Draft(next(numbers), s, tuple(told)) for s, told in lone[n])) for n in names)


def _reworded(story: Story, index: _Index) -> Iterator[RewordedView]:
    """Those that were probably reworded, each quotation that says so with the saying it is of."""
    of = {t: index.sayings[s].id for s in story.sayings if story.reworded for t in index.sayings[s].tellings}
    for one in story.reworded:
        evidence = tuple(
            (of[mine], joined(index.attributions[mine].content), index.labels[index.attributions[theirs].article])
            for mine, theirs in one.evidence
            if mine in of and theirs in index.attributions
        )
        if evidence and one.article in index.labels:
            yield RewordedView(one.article, index.labels[one.article], evidence)


def _saying(number: str, saying: Saying, whole: Sequence[Attribution], index: _Index) -> SayingView:
    """A saying of the tellings `whole`, of some of which only a part belongs to it."""
    parts = {part.telling: part.content for part in saying.parts}
    tellings = [portion(a, parts[a.id]) if a.id in parts else a for a in whole]
    pieces = mark({a.id: a.content for a in tellings}, saying.variants)
    folded: dict[tuple[object, ...], list[Attribution]] = {}
    for a in tellings:
        folded.setdefault((a.kind, *words(" ".join(s.text for s in a.content))), []).append(a)
    told = [
        Told(same[0].kind, pieces[same[0].id], tuple(_witness(a, saying, index) for a in same))
        for same in folded.values()
    ]
    told.sort(key=lambda t: (KINDS.index(t.kind), -len(t.witnesses)))
    differences = notes.differences(saying.variants, {a.id: index.labels[a.article] for a in tellings})
    quoted = sum(a.kind != "indirect" for a in tellings)
    return SayingView(
        id=saying.id,
        number=number,
        speaker=_name(saying),
        reason=None if _name(saying) else next((a.reason for a in tellings if a.reason), "no name was found"),
        days=_said_on(tellings, index.labels),
        told=tuple(told),
        articles=len({a.article for a in tellings}),
        wording=notes.wording(saying.wording, quoted, sum(t.kind != "indirect" for t in told), differences),
        surely=_surely(saying, tellings),
        differences=differences,
        reasons=tuple(_reasons(saying, {a.id: index.labels[a.article] for a in tellings})),
        record=record_view(saying.record, {a.id: index.labels[a.article] for a in tellings}),
        origins=heading(saying),
        sided=saying.origins.count if saying.origins else 0,
        sides=tuple(_sides(saying, {a.id: index.labels[a.article] for a in tellings})),
        at_odds=tuple(_at_odds(saying, {a.id: index.labels[a.article] for a in tellings})),
    )


def _surely(saying: Saying, tellings: Sequence[Attribution]) -> int:
    """How many articles have a telling that is not doubtful."""
    return len({a.article for a in tellings if a.id not in saying.doubtful})


def _sides(saying: Saying, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The outlets that are one side together, and why, in words."""
    for root in saying.origins.roots if saying.origins else ():
        told = list(dict.fromkeys(names[t] for t in root.tellings if t in names))
        if len(told) > 1:
            first = names.get(root.first) if root.first else None
            yield notes.listed(told), f"the others have it from {first}" if first else root.reason


def _at_odds(saying: Saying, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    pairs = ((names[a], names[b]) for a, b in saying.at_odds if a in names and b in names)
    yield from dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])


def _name(saying: Saying) -> str | None:
    """The speaker's name; None where the answer was withheld, or is that nobody is named."""
    return (saying.speaker and " ".join(saying.speaker.name.split())) or None


def _reasons(saying: Saying, names: Mapping[str, str]) -> Iterator[str]:
    """For each telling the link that ties it best, in a sentence; each link once, the strongest first."""
    strongest: dict[str, Link] = {}
    for link in sorted(saying.links, key=lambda link: -link.score):
        for telling in link.tellings:
            strongest.setdefault(telling, link)
    for link in dict.fromkeys(strongest.values()):
        pair = " and ".join(names[t] for t in link.tellings if t in names)
        yield f"{pair} ({link.score:.2f}): {'; '.join(link.reasons)}."


def _elsewhere(a: Attribution, saying: Saying) -> str | None:
    """Whom this article names as the speaker, where that is somebody else than the saying's speaker.

    A name that has all words of the other, as “Per Caddock” has of “Caddock”, is taken for the same.
    """
    if not (a.speaker and a.speaker.name and saying.speaker):
        return None
    here, there = set(words(a.speaker.name)), set(words(saying.speaker.name))
    return None if here <= there or there <= here else a.speaker.name


def _by_label(reason: str, index: _Index) -> str:
    """`reason`, which ends with the id of an article, with how that article is called here."""
    said, sign, article = reason.rpartition(" is named in ")
    return f"{said}{sign}{index.labels[article]}" if sign and article in index.labels else reason


def _witness(a: Attribution, saying: Saying, index: _Index) -> Witness:
    about = []
    voice = next((v for v in saying.voices if v.telling == a.id), None)
    if voice is not None and voice.how == "known from others":
        about.append(f"the speaker is known from others: {_by_label(voice.reason, index)}")
    elif voice is not None and voice.how == "speaks for":
        about.append(f"another voice for the same: {_by_label(voice.reason, index)}")
    elif other := _elsewhere(a, saying):
        about.append(f"here ascribed to {other}")
    if a.id in saying.doubtful and len(saying.doubtful) < len(saying.tellings):
        about.append(notes.PERHAPS_ANOTHER)
    if any(part.telling == a.id for part in saying.parts):
        about.append("part of a longer statement")
    if a.negated:
        about.append("the article says that this was not said")
    if a.hypothetical:
        about.append("the article says only that it might be said, or is yet to be")
    if a.inside is not None:
        about.append("inside another statement")
    if a.id in index.stored:
        about.append("from the store")
    remarks = index.remarks.get(a.id, ())
    about += remarks
    return Witness(
        attribution=a.id,
        article=a.article,
        label=index.labels[a.article],
        via=a.via,
        said=" ".join(" ".join(s.text.split()) for s in a.source),
        cue=" … ".join(" ".join(s.text.split()) for s in a.cue),
        about=tuple(about),
        start=a.content[0].start,
        end=a.content[-1].end,
        human=bool(remarks),
        compared=next(
            ((o.compared, o.quoted) for o in saying.overlaps if o.telling == a.id and o.compared < o.quoted), None
        ),
    )


def labels(articles: Iterable[Article]) -> dict[str, str]:
    """The outlet of each article, or its id where there is none; with its id added where an outlet has several."""
    articles = tuple(articles)
    printed = Counter(a.outlet for a in articles)
    labels = {}
    for a in articles:
        outlet = " ".join((a.outlet or "").split())
        labels[a.id] = a.id if not outlet else outlet if printed[a.outlet] == 1 else f"{outlet} ({a.id})"
    return labels


def _said_on(tellings: Sequence[Attribution], labels: Mapping[str, str]) -> str:
    """The day it was said; where the articles' days differ, each day with who has it."""
    days: dict[str, list[str]] = {}
    for a in tellings:
        if a.said_on:
            days.setdefault(a.said_on, []).append(labels[a.article])
    if not days:
        return UNDATED
    if len(days) == 1:
        return day(next(iter(days)))
    ranked = sorted(days.items(), key=lambda item: (-len(item[1]), item[0]))
    return " or ".join(f"{day(d)} ({notes.listed(dict.fromkeys(names))})" for d, names in ranked)


def _span_of_days(published: Iterable[str | None]) -> str:
    days = sorted({p[:10] for p in published if p})
    if not days:
        return "date not stated"
    return day(days[0]) if len(days) == 1 else f"{day(days[0])} to {day(days[-1])}"


def _summary(trace: Trace, stories: Sequence[StoryView]) -> str:
    perhaps = sum(saying.perhaps for s in stories for saying in s.shared)
    shared = sum(len(s.shared) for s in stories) - perhaps
    nameless = sum(_name(s) is None for s in trace.sayings)
    sayings = notes.counted(len(trace.sayings), "saying") + notes.told_by_several(shared, perhaps)
    parts = [
        notes.counted(len(trace.articles), "article"),
        notes.counted(len(trace.stories), "story", "stories"),
        sayings,
    ]
    if nameless:
        parts.append(f"{nameless} with no speaker named")
    if trace.problems:
        parts.append(notes.counted(len(trace.problems), "problem"))
    return ", ".join(parts) + "."
