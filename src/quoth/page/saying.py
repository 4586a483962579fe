"""One saying arranged for reading: each wording once, who has it, and what is said about it and about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.lineage.why import heading, sides
from quoth.page import notes
from quoth.page.acted import acted
from quoth.page.asked import asked, denied
from quoth.page.fullest import each_of
from quoth.page.labels import UNDATED, day
from quoth.page.marking import Piece, as_printed, mark, words
from quoth.page.record import record_view
from quoth.page.views import KINDS, SayingView, Told, Witness
from quoth.records.index import name_words
from quoth.sayings.portions import portion
from quoth.sayings.voices import one_speaker
from quoth.types import Article, Attribution, Link, Saying, Voice

_MARKS = " “”„‘’«»\"'"  # at the ends of a cue: they are of the words beside it


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


def saying_view(number: str, saying: Saying, whole: Sequence[Attribution], index: Indexed) -> SayingView:
    """A saying of the tellings `whole`, of some of which only a part belongs to it."""
    parts = {part.telling: part.content for part in saying.parts}
    tellings = [portion(a, parts[a.id]) if a.id in parts else a for a in whole]
    names = {a.id: index.labels[a.article] for a in tellings}
    outlet = {a.id: index.articles[a.article].outlet for a in tellings}
    speaker = speaker_of(saying)
    pieces = mark({a.id: a.content for a in tellings}, saying.variants)
    belongs = _across(saying, {a.id: a.article for a in tellings})
    taken_from = _taken_from(saying, tellings)
    # Where nothing is sure to be one utterance, or its name is itself in doubt, another name denies nothing.
    settled = taken_from is None and surely(saying, tellings) > 1
    witnesses = {a.id: _witness(a, saying, index, pieces[a.id], belongs, settled=settled) for a in tellings}
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
        recorded=_recorded(saying, index, doubted=taken_from is not None),
        taken_from=taken_from,
        differences=differences,
        reasons=tuple(_reasons(saying, names)),
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
    what most have before the rest. So what a saying is called by is never what only perhaps is the same statement.
    """
    folded: dict[tuple[object, ...], list[Attribution]] = {}
    for a in tellings:
        folded.setdefault((a.kind, *words(" ".join(s.text for s in a.content))), []).append(a)
    told = (Told(s[0].kind, pieces[s[0].id], tuple(witnesses[a.id] for a in s)) for s in folded.values())
    return tuple(sorted(told, key=lambda t: (t.doubtful, KINDS.index(t.kind), -len(t.witnesses))))


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


def _recorded(saying: Saying, index: Indexed, *, doubted: bool) -> str | None:
    """Who says it in the record, where no article names anybody, or another person.

    What guards it: the name that the articles give is `doubted`, or shares a word with one that the record has speak a
    saying of this trace; of who is called “THE PRESIDENT” there nothing is said. A case it gets wrong: somebody reads
    another's words.
    """
    if saying.record is None or saying.record.speaker is None:
        return None
    if speaker_of(saying) is None or saying.speaker is None:
        return saying.record.speaker
    here, there = name_words(saying.speaker.name), name_words(saying.record.speaker)
    known = doubted or bool(here & index.heard.get(saying.record.record, frozenset()))
    other = saying.speaker.type == "person" and bool(there) and not here & there and known
    return saying.record.speaker if other else None


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


def speaker_of(saying: Saying) -> str | None:
    """The speaker's name; None where the answer was withheld, or is that nobody is named."""
    return (saying.speaker and " ".join(saying.speaker.name.split())) or None


def _reasons(saying: Saying, names: Mapping[str, str]) -> Iterator[str]:
    """For each telling the link that ties it best, in a sentence; each link once, the strongest first. None is sure."""
    strongest: dict[str, Link] = {}
    for link in sorted(saying.links, key=lambda link: -link.score):
        for telling in link.tellings:
            strongest.setdefault(telling, link)
    for link in dict.fromkeys(strongest.values()):
        pair = " and ".join(names[t] for t in link.tellings if t in names)
        yield f"{pair} ({min(link.score, 0.99):.2f}): {'; '.join(link.reasons)}."


def _elsewhere(a: Attribution, saying: Saying) -> str | None:
    """Whom this article names as the speaker, where that is somebody else than the saying's speaker.

    A name that has all words of the other, as “Per Caddock” has of “Caddock”, is taken for the same, and so is each of
    two who speak together.
    """
    if not (a.speaker and a.speaker.name and saying.speaker):
        return None
    here, there = set(words(a.speaker.name)), set(words(saying.speaker.name))
    each = (replace(saying.speaker, name=name) for name in (saying.speaker.name, *each_of(saying.speaker.name)))
    same = here <= there or there <= here or any(one_speaker(a.speaker, one) for one in each)
    return None if same else a.speaker.name


def _named_by(voice: Voice, article: str, index: Indexed, *, doubtful: bool) -> str:
    """Why the article does not name the speaker itself, and from where the name is, as far as the reason says so; what
    only perhaps is the same statement lends no name.
    """
    why = voice.reason.rpartition("; ")[0]
    by = voice.reason.rpartition(" is named in ")[2]
    if not why or not (doubtful or by in index.labels):
        return voice.reason
    if doubtful:
        return why
    return f"{why}; the name is from {'another place of this article' if by == article else index.labels[by]}"


def _whose(a: Attribution, saying: Saying, index: Indexed, said: str) -> tuple[str | None, str | None]:
    """What there is to know of who speaks, in words, and another speaker than the saying's, where the article names one
    beside these words. One that “he” or “the governor” was taken for is only quoth's reading of the article, and so is
    one that shares with the saying's speaker all of the name that stands there (“Quill”). A body may be part of another
    (“the Senate” of “Congress”), and who passes words on, as a reporter of the outlet that they are credited to, need
    not be who said them: of these the article's words are told and no more.
    """
    voice = next((v for v in saying.voices if v.telling == a.id), None)
    doubtful = a.id in saying.doubtful
    if voice is not None and (voice.how == "known from others" or (voice.how == "speaks for" and doubtful)):
        return _named_by(voice, a.article, index, doubtful=doubtful), None
    if voice is not None and voice.how == "speaks for":
        return f"another voice for the same: {_named_by(voice, a.article, index, doubtful=False)}", None
    other = _elsewhere(a, saying)
    if other is None:
        return None, None
    if _names(said, other, but=speaker_of(saying) or ""):
        if a.via or (a.speaker and a.speaker.type != "person"):
            return f"“{said}” here", None
        return f"{notes.HERE_READ_AS} {other}", other
    return (f"“{said}” here, which was taken for {other}" if said else f"here taken for words of {other}"), None


def _said(a: Attribution) -> str:
    """The source as the article words it."""
    return " ".join(" ".join(s.text.split()) for s in a.source)


def _taken_from(saying: Saying, tellings: Sequence[Attribution]) -> str | None:
    """The words that the speaker's name was taken from, where it is the reading of one article alone: of those that
    surely tell it, none has a word of the name beside it, and none but one was read so, and no record agrees. None
    elsewhere.
    """
    if not (saying.speaker and speaker_of(saying)):
        return None
    heard = saying.record.speaker if saying.record else None
    if heard and name_words(heard) & name_words(saying.speaker.name):
        return None
    sure = [a for a in tellings if a.id not in saying.doubtful or len(saying.doubtful) == len(saying.tellings)]
    read = [a for a in sure if a.speaker is not None and one_speaker(a.speaker, saying.speaker)]
    if len({a.article for a in sure}) < 2 or len({a.article for a in read}) != 1:
        return None
    return None if any(_names(_said(a), saying.speaker.name) for a in sure) else _said(read[0])


def _names(said: str, name: str, but: str = "") -> bool:
    """Whether the words `said` have a word of `name` that is none of `but`."""
    return not set(words(name)).difference(words(but)).isdisjoint(words(said))


def _witness(
    a: Attribution,
    saying: Saying,
    index: Indexed,
    pieces: tuple[Piece, ...],
    belongs: Mapping[str, float],
    *,
    settled: bool,
) -> Witness:
    said = _said(a)
    cue = " … ".join(" ".join(s.text.split()) for s in a.cue).strip(_MARKS)
    question = asked(cue, " ".join(s.text for s in a.content))
    doubtful = a.id in saying.doubtful and len(saying.doubtful) < len(saying.tellings)
    whose, elsewhere = _whose(a, saying, index, said)
    shown_denied = a.kind == "indirect" and notes.telling_cue(cue) and denied(cue)
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
        compared=next(
            ((o.compared, o.quoted) for o in saying.overlaps if o.telling == a.id and o.compared < o.quoted), None
        ),
        pieces=pieces,
        spans=tuple((s.start, s.end) for s in a.content),
        score=a.score,
        doubtful=doubtful,
        belongs=belongs.get(a.id),
        elsewhere=elsewhere if settled and not doubtful else None,
        question=question,
    )


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
