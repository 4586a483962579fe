"""The record beside a saying, for the page: its words, who has them word for word, and who departs from them how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quoth.page.departed import marked, sentence
from quoth.page.notes import listed
from quoth.types import Beside, Departure, Recorded, Variant, Verdict
from quoth.words import WORD

OCCASION = "; perhaps said on another occasion"
_TOLD = 3  # places where a telling departs that are told beside it; of more only how many they are
_MOST = 90  # words of a passage shown whole; of a longer one, what lies between its tellings' words is counted


@dataclass(frozen=True, slots=True)
class Held:
    """One telling held against the record: the verdict, in how many `places` it departs, whether the `meaning` may
    differ there, and whether its words were `perhaps` said on another occasion.

    `ways` are sentences that say how it departs, each with whether the meaning may differ; none of more than `_TOLD`.
    """

    verdict: Verdict
    places: int
    meaning: bool
    perhaps: bool
    ways: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """`runs` are the words of the record, each with whether a telling departs from them ("differs") or not ("").

    `departing` are sentences that say who departs and how, each with whether the meaning may differ. `beside` has each
    telling that was held against it.
    """

    name: str
    place: str
    runs: tuple[tuple[str, str], ...]
    verbatim: tuple[str, ...]
    departing: tuple[tuple[bool, str], ...]
    absent: tuple[str, ...]
    beside: Mapping[str, Held]

    @property
    def grave(self) -> Iterator[str]:
        """The sentences of `departing` where the meaning may differ, for where the record does not stand above them."""
        yield from (
            said if "the record" in said else f"Beside the record, {said}" for grave, said in self.departing if grave
        )


def record_view(
    recorded: Recorded | None, names: Mapping[str, str], doubtful: Collection[str] = ()
) -> RecordView | None:
    """`recorded` for reading; `names` has who each telling is, by its id, and `doubtful` are those that only perhaps
    belong to the saying: a passage that none but these have is said to be theirs.
    """
    if recorded is None:
        return None
    who = f"{recorded.speaker}, " if recorded.speaker else ""
    place = f"{recorded.record}, {who}characters {recorded.start:,} to {recorded.end:,}"
    cut = [
        (d.record_start, d.record_end)
        for told in recorded.tellings
        for d in told.departures
        if d.record_end > d.record_start and recorded.start <= d.record_start and d.record_end <= recorded.end
    ]
    return RecordView(
        name=recorded.record,
        place=place + _of_another(recorded, names, doubtful),
        runs=tuple(_shortened(recorded, cut)),
        verbatim=_named(recorded, names, "verbatim"),
        departing=tuple(_departing(recorded, names)),
        absent=_named(recorded, names, "absent"),
        beside={t.telling: _held(t) for t in recorded.tellings},
    )


def _held(told: Beside) -> Held:
    ways = dict.fromkeys((d.meaning, sentence(d)) for d in told.departures)
    few = len(told.departures) <= _TOLD
    return Held(told.verdict, len(told.departures), told.meaning, told.perhaps, tuple(ways) if few else ())


def settled_by_it(variants: Sequence[Variant], recorded: Recorded | None) -> frozenset[int]:
    """Which of `variants` are told as well by what is said beside the record: there the record has what some of the
    tellings have, and all that have otherwise depart from it gravely in just these words.
    """
    departs = {
        (told.telling, _key(d.text)): _key(d.record_text)
        for told in (recorded.tellings if recorded else ())
        for d in told.departures
        if d.meaning
    }
    found = set()
    for n, variant in enumerate(variants):
        read = {t: _key(reading.text) for reading in variant.readings for t in reading.tellings}
        heard = {departs[t, words] for t, words in read.items() if (t, words) in departs}
        if len(heard) == 1 and all((t, words) in departs for t, words in read.items() if words not in heard):
            found.add(n)
    return frozenset(found)


def _key(words: str) -> str:
    return " ".join(WORD.findall(words.casefold()))


def _of_another(recorded: Recorded, names: Mapping[str, str], doubtful: Collection[str]) -> str:
    """What is added to a passage that none has but those that only perhaps belong to a saying which others tell, or
    that have no more than like words.
    """
    if _like_only(recorded):
        return OCCASION
    here = [t.telling for t in recorded.tellings if t.verdict != "absent" and t.telling in names]
    if not here or not set(here).issubset(doubtful) or names.keys() <= set(doubtful):
        return ""
    return f"; perhaps of another statement: only {listed(dict.fromkeys(names[t] for t in here))} has it"


def _like_only(recorded: Recorded) -> bool:
    """Whether nobody has more than like words of the passage."""
    return all(t.perhaps for t in recorded.tellings if t.verdict != "absent")


def _departing(recorded: Recorded, names: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    """A sentence for each way to depart from the record, with all who do so at one place of it, and at which where that
    is not in the passage. That the words are perhaps of another occasion is said once where it holds for all, and of
    what may differ in meaning always.
    """
    all_like = _like_only(recorded)
    alike: dict[tuple[str, int, bool], tuple[Departure, list[str]]] = {}
    for told in recorded.tellings:
        for d in told.departures if told.telling in names else ():
            who = alike.setdefault((sentence(d), d.record_start, told.perhaps), (d, []))[1]
            if names[told.telling] not in who:
                who.append(names[told.telling])
    for (_, _, perhaps), (d, who) in alike.items():
        said = sentence(d, listed(who), several=len(who) > 1)
        inside = recorded.start <= d.record_start and d.record_end <= recorded.end
        place = "" if inside else f" (at character {d.record_start:,}, outside this passage)"
        doubt = OCCASION if perhaps and (d.meaning or not all_like) else ""
        yield d.meaning, f"{said[:-1]}{place}{doubt}."


def _named(recorded: Recorded, names: Mapping[str, str], verdict: str) -> tuple[str, ...]:
    """Whose tellings have `verdict`; of who has others besides, that have another, how many of them do; and where the
    record has it, if that is not in the passage.
    """
    told = [t for t in recorded.tellings if t.telling in names]
    all_of = Counter(names[t.telling] for t in told)
    having = Counter(names[t.telling] for t in told if t.verdict == verdict)
    there = {names[t.telling]: t.elsewhere for t in told if t.verdict == verdict and t.elsewhere is not None}
    there = {name: place for name, place in there.items() if having[name] == 1}
    return tuple(
        name
        + (f" ({n} of its {all_of[name]} tellings)" if n < all_of[name] else "")
        + (f" (at character {there[name][0]:,}, outside this passage)" if name in there else "")
        for name, n in having.items()
    )


def _shortened(recorded: Recorded, cut: list[tuple[int, int]]) -> list[tuple[str, str]]:
    """The passage in runs; of one of more than `_MOST` words a long stretch that is passed over is only counted."""
    runs = []
    long = len(recorded.text.split()) > _MOST
    for text, style in marked(recorded.text, recorded.start, _apart(cut)):
        found = text.split()
        if style and text == "_":
            continue
        if long and style and len(found) > _MOST // 3:
            runs.append((f" … ({len(found)} words more) … ", style))
        else:
            runs.append((text, style))
    return runs


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`places` joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
