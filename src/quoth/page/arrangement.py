"""A trace arranged for reading: stories, each saying once with its tellings, then what only one article tells.

Pure: a `quoth.types.Trace` in, the frozen values of `quoth.page.views` out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.counted import counted
from quoth.lineage.why import sides
from quoth.page import history, notes
from quoth.page.also import elsewhere
from quoth.page.fullest import called
from quoth.page.labels import by_day, labels, span_of_days, title
from quoth.page.record import RecordView, record_view
from quoth.page.repeats import folded
from quoth.page.saying import Indexed, saying_view, surely
from quoth.page.speaking import speaker_of
from quoth.page.views import RewordedView, SayingView, SpeakerView, StoryView, View
from quoth.records.names import name_words
from quoth.types import Attribution, Saying, Story, Trace, joined


def arrange(trace: Trace, remarks: Mapping[str, tuple[str, ...]] | None = None, given: Collection[str] = ()) -> View:
    """The synopsis of `trace`: stories with most articles first; articles in no story stand `apart`.

    `remarks` are sentences on what people said of an attribution, by its id. `given` are the sayings whose speaker a
    person wrote: the name stays as it is.
    """
    index = _indexed(trace, remarks)
    ranked = sorted(trace.stories, key=lambda story: -len(story.articles))
    stories = tuple(_story(number, story, index, given) for number, story in enumerate(ranked, start=1))
    grouped = {article for story in trace.stories for article in story.articles}
    apart = tuple(a for a in trace.articles if a.id not in grouped)
    return View(_summary(trace, stories), stories, apart, folded(trace.problems))


def brief(view: View) -> View:
    """`view` without what only one article tells, which is counted instead, and without stories of nothing else."""
    shorter = tuple(
        replace(story, lone=(), left_out=sum(len(speaker.sayings) for speaker in story.lone)) for story in view.stories
    )
    return replace(view, stories=tuple(story for story in shorter if story.shared) or shorter)


def _indexed(trace: Trace, remarks: Mapping[str, tuple[str, ...]] | None) -> Indexed:
    heard: dict[str, frozenset[str]] = {}
    for saying in trace.sayings:
        if saying.record is not None and saying.record.speaker:
            words = name_words(saying.record.speaker)
            heard[saying.record.record] = words | heard.get(saying.record.record, frozenset())
    return Indexed(
        articles={a.id: a for a in trace.articles},
        attributions={a.id: a for a in trace.attributions},
        sayings={s.id: s for s in trace.sayings},
        labels=labels(trace.articles),
        stored=trace.stored,
        remarks=remarks or {},
        heard=heard,
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A saying in its place among those of a story, its tellings in the order of reading, not yet arranged.

    `speaker` is who says it, by the name that this person has in the whole story.
    """

    number: str
    saying: Saying
    tellings: tuple[Attribution, ...]
    speaker: str | None


Lone = Sequence[tuple[str | None, Sequence[Draft]]]
"""By speaker what one article tells."""


class Outline:
    """The sayings of one story in order; each is arranged when it is asked for, so that a page costs what it shows."""

    def __init__(
        self, trace: Trace, remarks: Mapping[str, tuple[str, ...]] | None = None, given: Collection[str] = ()
    ) -> None:
        """`trace` has one story; for the rest see `arrange`."""
        self._index = _indexed(trace, remarks)
        self._story = trace.stories[0]
        self.shared, self.lone = _drafts(1, self._story, self._index, given)
        self._index = _with_elsewhere(self._index, self.shared, self.lone)

    @property
    def labels(self) -> Mapping[str, str]:
        return self._index.labels

    @property
    def days(self) -> str:
        return span_of_days(a.published for a in self._index.articles.values())

    @property
    def reworded(self) -> tuple[RewordedView, ...]:
        return tuple(_reworded(self._story, self._index))

    @property
    def history(self) -> tuple[str, ...]:
        return tuple(history.lines(self._story.history))

    def twice(self, saying: str) -> frozenset[str]:
        """The tellings of a saying whose words tell another one, too."""
        return frozenset(telling for of, telling in self._index.elsewhere if of == saying)

    def arranged(self, draft: Draft) -> SayingView:
        return saying_view(draft.number, draft.saying, draft.tellings, self._index, draft.speaker)

    def record(self, draft: Draft) -> RecordView | None:
        """What of `arranged` is about the record."""
        names = {a.id: self._index.labels[a.article] for a in draft.tellings}
        return record_view(draft.saying.record, names, draft.saying.doubtful)


def _story(number: int, story: Story, index: Indexed, given: Collection[str]) -> StoryView:
    members = tuple(by_day(index.articles[a] for a in story.articles if a in index.articles))
    # An outlet's other articles tell other stories: only those of this one have to be told apart here.
    index = replace(index, labels=labels(members))
    shared, lone = _drafts(number, story, index, given)
    index = _with_elsewhere(index, shared, lone)
    return StoryView(
        number=number,
        title=title(members) if members else story.id,
        days=span_of_days(a.published for a in members),
        articles=members,
        shared=tuple(saying_view(d.number, d.saying, d.tellings, index, d.speaker) for d in shared),
        lone=tuple(
            SpeakerView(name, tuple(saying_view(d.number, d.saying, d.tellings, index, name) for d in drafts))
            for name, drafts in lone
        ),
        reworded=tuple(_reworded(story, index)),
        history=tuple(history.lines(story.history)),
        labels=index.labels,
    )


def _with_elsewhere(index: Indexed, shared: Sequence[Draft], lone: Lone) -> Indexed:
    """`index` that knows what tells two of these sayings."""
    drafts = (*shared, *(draft for _, several in lone for draft in several))
    return replace(index, elsewhere=elsewhere((d.number, d.saying, d.tellings, d.speaker) for d in drafts))


def _drafts(
    number: int, story: Story, index: Indexed, given: Collection[str]
) -> tuple[tuple[Draft, ...], tuple[tuple[str | None, tuple[Draft, ...]], ...]]:
    """The sayings of `story` that several articles tell (`_foremost`); then by speaker what one tells, each person
    once, under the fullest name that the story has.
    """
    order = {a.id: n for n, a in enumerate(by_day(index.articles[a] for a in story.articles if a in index.articles))}
    shared: list[tuple[Saying, list[Attribution]]] = []
    lone: dict[str | None, list[tuple[Saying, list[Attribution]]]] = {}
    sayings = [index.sayings[s] for s in story.sayings]
    names = called(sayings, [index.articles[a].text for a in story.articles if a in index.articles], given)
    for saying in sayings:
        tellings = sorted(
            (index.attributions[t] for t in saying.tellings if t in index.attributions),
            key=lambda a: (order.get(a.article, len(order)), a.start),
        )
        if len({a.article for a in tellings}) > 1:
            shared.append((saying, tellings))
        elif tellings:
            lone.setdefault(names[saying.id], []).append((saying, tellings))
    shared.sort(key=lambda pair: _foremost(*pair))
    headings = sorted(lone, key=lambda name: (name is None, -len(lone[name])))
    numbers = (f"{number}.{n}" for n in range(1, len(story.sayings) + 1))
    first = tuple(Draft(next(numbers), saying, tuple(told), names[saying.id]) for saying, told in shared)
    return first, tuple((n, tuple(Draft(next(numbers), s, tuple(told), n) for s, told in lone[n])) for n in headings)


def _foremost(saying: Saying, told: Sequence[Attribution]) -> tuple[bool, int, int, int, int]:
    """Where a saying stands among those of several articles: what only perhaps is one statement last; then by how many
    independent origins surely tell it (articles, where nobody asked for lineage), how many of its articles quote it,
    and how many tell it. Five editions of one paper that report what was talked about are no five witnesses.
    """
    sure = surely(saying, told)
    quoting = {a.article for a in told if a.kind != "indirect" and a.id not in saying.doubtful}
    return sure < 2, -(sides(saying) or sure), -len(quoting), -sure, -len({a.article for a in told})


def _reworded(story: Story, index: Indexed) -> Iterator[RewordedView]:
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


def _summary(trace: Trace, stories: Sequence[StoryView]) -> str:
    perhaps = sum(saying.perhaps for s in stories for saying in s.shared)
    shared = sum(len(s.shared) for s in stories) - perhaps
    nameless = sum(speaker_of(s) is None for s in trace.sayings)
    sayings = counted(len(trace.sayings), "saying") + notes.told_by_several(shared, perhaps)
    parts = [
        counted(len(trace.articles), "article"),
        counted(len(trace.stories), "story", "stories"),
        sayings,
    ]
    if nameless:
        parts.append(f"{nameless} with no speaker named")
    if trace.problems:
        parts.append(counted(len(trace.problems), "problem"))
    return ", ".join(parts) + "."
