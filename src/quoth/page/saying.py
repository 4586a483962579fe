"""One saying arranged for reading: each wording once, who has it, and what is said about it and about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quoth.lineage.why import heading, sides
from quoth.page import notes
from quoth.page.acted import acted
from quoth.page.also import Elsewhere
from quoth.page.asked import asked, denied
from quoth.page.labels import UNDATED, day
from quoth.page.marking import Piece, as_printed, mark, words
from quoth.page.record import record_view, settled_by_it
from quoth.page.speaking import recorded, said_by, taken_from, whose_words
from quoth.page.views import KINDS, SayingView, Told, Witness
from quoth.sayings.portions import portion
from quoth.types import Article, Attribution, Link, Saying


@dataclass(frozen=True, slots=True)
class Indexed:
    """A trace by id, and how each article is called on the page."""

    articles: Mapping[str, Article]
    attributions: Mapping[str, Attribution]
    sayings: Mapping[str, Saying]
    labels: Mapping[str, str]
    stored: frozenset[str]
    remarks: Mapping[str, tuple[str, ...]]
    heard: Mapping[str, frozenset[str]]  # by record: the words of the names of those who say a saying in it
    elsewhere: Elsewhere = field(default_factory=dict)


def saying_view(
    number: str, saying: Saying, whole: Sequence[Attribution], index: Indexed, speaker: str | None
) -> SayingView:
    """A saying of the tellings `whole`, of some of which only a part belongs to it; `speaker` is how its speaker is
    called in the story.
    """
    parts = {part.telling: part.content for part in saying.parts}
    tellings = [portion(a, parts[a.id]) if a.id in parts else a for a in whole]
    names = {a.id: index.labels[a.article] for a in tellings}
    outlet = {a.id: index.articles[a.article].outlet for a in tellings}
    pieces = mark({a.id: a.content for a in tellings}, saying.variants)
    belongs = _across(saying, {a.id: a.article for a in tellings})
    doubted_from = taken_from(saying, tellings)
    # Where nothing is sure to be one utterance, or its name is itself in doubt, another name denies nothing.
    settled = doubted_from is None and surely(saying, tellings) > 1
    compared = {o.telling: (o.compared, o.quoted) for o in saying.overlaps if o.compared < o.quoted}
    witnesses = {
        a.id: replace(
            _witness(a, saying, index, pieces[a.id], settled=settled),
            compared=compared.get(a.id),
            belongs=belongs.get(a.id),
        )
        for a in tellings
    }
    told = _told(tellings, witnesses, pieces)
    differences = notes.differences(as_printed(saying.variants, pieces), names, saying.doubtful)
    sure = [a for a in tellings if a.id not in saying.doubtful] if surely(saying, tellings) > 1 else tellings
    sided = sides(saying)
    return SayingView(
        id=saying.id,
        number=number,
        speaker=speaker,
        reason=None if speaker else _unnamed(tellings, witnesses.values()),
        days=_said_on(tellings, index.labels),
        told=told,
        articles=len({a.article for a in tellings}),
        wording=_wording(saying, tellings, told, differences),
        surely=surely(saying, tellings),
        likely=max(belongs.values(), default=None),
        outlets=len({(outlet[a.id], "" if outlet[a.id] else a.article) for a in sure}),
        recorded=recorded(saying, index.heard, doubted=doubted_from is not None),
        taken_from=doubted_from,
        differences=differences,
        reasons=tuple(_reasons(saying, names)),
        settled=settled_by_it(saying.variants, saying.record),
        record=record_view(saying.record, names, saying.doubtful),
        origins=heading(saying),
        sided=sided,
        least=min(sided, saying.origins.least) if saying.origins else 0,
        sides=tuple(_sides(saying, names, outlet)),
        at_odds=tuple(_at_odds(saying, names)),
    )


def _told(
    tellings: Sequence[Attribution], witnesses: Mapping[str, Witness], pieces: Mapping[str, tuple[Piece, ...]]
) -> tuple[Told, ...]:
    """The wordings, each with who has it: those that surely belong first, the quoted ones before what is only reported,
    what most have before the rest. So what a saying is called by is never what only perhaps is the same statement, nor
    a sentence that tells another saying, too, if anything else does.
    """
    folded: dict[tuple[object, ...], list[Attribution]] = {}
    for a in tellings:
        folded.setdefault((a.kind, *words(" ".join(s.text for s in a.content))), []).append(a)
    told = (Told(s[0].kind, pieces[s[0].id], tuple(witnesses[a.id] for a in s)) for s in folded.values())
    return tuple(sorted(told, key=lambda t: (t.doubtful, t.tells_more, KINDS.index(t.kind), -len(t.witnesses))))


def _unnamed(tellings: Sequence[Attribution], witnesses: Iterable[Witness]) -> str:
    """Why nobody is named."""
    if all(w.question for w in witnesses) and not any(a.source for a in tellings):
        return notes.WHO_ASKED
    return next((a.reason for a in tellings if a.reason), "no name was found")


def _wording(
    saying: Saying, tellings: Sequence[Attribution], told: Sequence[Told], differences: Sequence[notes.Difference]
) -> str:
    """What is said of how the quoted tellings agree: of those that surely belong, where there are two of them and not
    only another makes them differ.
    """
    quoted = [a for a in tellings if a.kind != "indirect"]
    unsure = saying.doubtful if len(saying.doubtful) < len(saying.tellings) else ()
    sure = [a for a in quoted if a.id not in unsure]
    surely_differ = [d for d in differences if not d.perhaps]
    apart = len(sure) > 1 and (saying.wording != "differs" or bool(surely_differ))
    articles = [a.article for a in (sure if apart else quoted)]
    return notes.wording(
        saying.wording,
        len(articles) if len(set(articles)) > 1 else len(set(articles)),
        sum(t.kind != "indirect" and not (apart and t.doubtful) for t in told),
        surely_differ if apart else differences,
        overlap=max((o.compared for o in saying.overlaps), default=None),
        surely=bool(sure),
    )


def surely(saying: Saying, tellings: Sequence[Attribution]) -> int:
    """How many articles have a telling that is not doubtful."""
    return len({a.article for a in tellings if a.id not in saying.doubtful})


def _across(saying: Saying, articles: Mapping[str, str]) -> dict[str, float]:
    """How likely each telling and one of another article tell one thing, by its likeliest link to one."""
    likeliest: dict[str, float] = {}
    for link in saying.links:
        if len({articles.get(t) for t in link.tellings} - {None}) > 1:
            for telling in link.tellings:
                likeliest[telling] = max(link.score, likeliest.get(telling, 0.0))
    return likeliest


def _sides(saying: Saying, names: Mapping[str, str], outlets: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """The outlets that are one side together, and why, in words; `names` and `outlets` are by telling."""
    for root in saying.origins.roots if saying.origins else ():
        told = list(dict.fromkeys(names[t] for t in root.tellings if t in names))
        if len(told) > 1:
            first = names.get(root.first) if root.first else None
            why = f"the others have it from {first}" if first else root.reason
            if len(papers := {outlets.get(t) for t in root.tellings if t in names}) == 1 and None not in papers:
                why = "they are of one outlet"
            yield notes.listed(told), why


def _at_odds(saying: Saying, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    sure = names.keys() - saying.doubtful
    pairs = ((names[a], names[b]) for a, b in saying.at_odds if a in sure and b in sure)
    yield from dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])


def _reasons(saying: Saying, names: Mapping[str, str]) -> Iterator[str]:
    """For each telling the link that ties it best, in a sentence; each link once, the strongest first. None is sure."""
    strongest: dict[str, Link] = {}
    for link in sorted(saying.links, key=lambda link: -link.score):
        for telling in link.tellings:
            strongest.setdefault(telling, link)
    for link in dict.fromkeys(strongest.values()):
        pair = " and ".join(names[t] for t in link.tellings if t in names)
        yield f"{pair} ({min(link.score, 0.99):.2f}): {'; '.join(link.reasons)}."


def _witness(
    a: Attribution,
    saying: Saying,
    index: Indexed,
    pieces: tuple[Piece, ...],
    *,
    settled: bool,
) -> Witness:
    said = said_by(a)
    cue = notes.cue_words(a)
    question = asked(cue, " ".join(s.text for s in a.content))
    doubtful = a.id in saying.doubtful and len(saying.doubtful) < len(saying.tellings)
    whose, elsewhere = whose_words(a, saying, index.labels, said)
    shown_denied = a.kind != "direct" and notes.telling_cue(cue) and denied(cue)
    remarks = index.remarks.get(a.id, ())
    about = (
        (whose or "", whose is not None),
        (notes.PERHAPS_ANOTHER, doubtful),
        (notes.QUESTION, question),
        (notes.ACT, a.kind == "indirect" and acted(cue)),
        (notes.IN_PART, any(part.telling == a.id for part in saying.parts)),
        (notes.DENIED, a.negated and not shown_denied),
        (notes.HYPOTHETICAL, a.hypothetical),
        (notes.INSIDE, a.inside is not None),
        (notes.TURN, _turn(a, index.articles[a.article].text)),
        (notes.STORED, a.id in index.stored),
    )
    return Witness(
        attribution=a.id,
        article=a.article,
        label=index.labels[a.article],
        via=a.via,
        said=said,
        cue=cue,
        about=(*(note for note, applies in about if applies), *remarks),
        start=a.content[0].start,
        end=a.content[-1].end,
        human=bool(remarks),
        pieces=pieces,
        spans=tuple((s.start, s.end) for s in a.content),
        score=a.score,
        doubtful=doubtful,
        elsewhere=elsewhere if settled and not doubtful else None,
        question=question,
        also=index.elsewhere.get((saying.id, a.id), ()),
    )


def _turn(a: Attribution, text: str) -> bool:
    """Whether the name at the beginning of a line gives it, below the headline: it is no report of what was said."""
    if a.kind != "indirect" or [s.text for s in a.cue] != [":"] or len(a.source) != 1:
        return False
    start = a.source[0].start
    before, _, line = text[:start].rpartition("\n")
    return start < a.content[0].start and not line.strip() and bool(before.strip())


def _said_on(tellings: Sequence[Attribution], names: Mapping[str, str]) -> str:
    """The day it was said; where the articles' days differ, each day with who has it."""
    days: dict[str, list[str]] = {}
    for a in tellings:
        if a.said_on:
            days.setdefault(a.said_on, []).append(names[a.article])
    if not days:
        return UNDATED
    if len(days) == 1:
        return day(next(iter(days)))
    ranked = sorted(days.items(), key=lambda item: (-len(item[1]), item[0]))
    return " or ".join(f"{day(d)} ({notes.listed(dict.fromkeys(outlets))})" for d, outlets in ranked)
