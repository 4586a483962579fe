"""Which tellings are worth comparing: never all pairs of a big story.

`prepare` turns the attributions of a story into `Telling`s, whose words are stemmed and weighed; `candidates` pairs
those that share a rare word, a run of four words, or a speaker's name together with any word that is not common. Only
in a small story are all pairs compared: there even two tellings without a common word can be one utterance.

What guards it: tellings in the very same words by the same speaker are one node (`Telling.same`), so that a wire copy
in five hundred papers costs no more than one; of a long telling only the rarest words and a sample of its runs are
looked up (the smallest checksums, as in Broder's minwise sketches, 1997); and what many tellings share pairs each of
them only with its next neighbours in the order of length and wording (the sorted neighbourhood of Hernández & Stolfo
1995). So the pairs grow with the number of tellings.
A case it gets wrong: in a big story, two tellings by unnamed speakers in wholly different words are never compared.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from quoth.types import Attribution, Speaker
from quoth.words import NEGATIONS, rarity, words

SMALL = 160  # tellings up to which all pairs of a story are compared: 13,000, half a second
RARE = 3.0  # rarity from which one shared word pairs two tellings: in 5 % of articles or fewer
NOTABLE = 1.5  # ... and with the same speaker: in 22 % or fewer
RUN = 4  # words in a row that pair two tellings
KEYS = 8  # words, and runs of words, of a telling that are looked up in a big story
NEIGHBOURS = 4  # tellings that one key pairs a telling with, on each side
LONGEST = 400  # words of a content that are compared: longer ones are a network's mistake or an attack
APART = 300  # code points between two pieces of a content above which the later is left out of the comparison
COMMON = 0.3  # rarity below which a word is left out of the comparison

_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "sir", "sen", "senator", "rep", "gov", "president", "prof", "judge", "general", "the"]
)


@dataclass(frozen=True, slots=True)
class Telling:
    """An attribution made ready for comparison.

    `words` are the stems of the content in order, `weights` what each of them tells in this story; `numbers` and
    `names` are stems too. `speaker` holds the stems of the speaker's name without titles. `same` are the ids of the
    attributions that say this in the very same words, of which `attribution` is the first by id.
    """

    attribution: Attribution
    words: tuple[str, ...]
    weights: Mapping[str, float]
    numbers: frozenset[str]
    names: frozenset[str]
    negations: int
    speaker: tuple[str, ...]
    same: tuple[Attribution, ...]

    @property
    def id(self) -> str:
        return self.attribution.id


def prepare(attributions: Sequence[Attribution]) -> list[Telling]:
    """One telling for each different wording by one speaker, in the order of their ids.

    A word weighs its rarity in news, less when many tellings of this story have it (a story's topic tells nothing
    about which of its sayings is meant).
    """
    read: dict[str, list[tuple[str, bool]]] = {}
    in_tellings: dict[str, int] = defaultdict(int)
    ordered = sorted({a.id: a for a in attributions}.values(), key=lambda a: a.id)
    for attribution in ordered:
        read[attribution.id] = _content(attribution)
        for stem in {s for s, _ in read[attribution.id]}:
            in_tellings[stem] += 1
    same: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[object, ...]], list[Attribution]] = defaultdict(list)
    for attribution in ordered:
        stems = tuple(s for s, _ in read[attribution.id])
        speaker = name_words(attribution)
        # The days and the kind of speaker must agree too; what has no words at all is the same as nothing else.
        kind = attribution.speaker.type if attribution.speaker else None
        besides = (kind, attribution.said_on, attribution.negated, "" if stems else attribution.id)
        same[(stems, speaker, besides)].append(attribution)
    tellings = []
    for (stems, speaker, _), held in same.items():
        capital = {s for a in held[:1] for s, c in read[a.id] if c}
        weights = {s: rarity(s) * (1 - in_tellings[s] / (len(ordered) + 10)) ** 2 for s in set(stems)}
        tellings.append(
            Telling(
                attribution=held[0],
                words=stems,
                weights={s: w for s, w in weights.items() if rarity(s) >= COMMON},
                numbers=frozenset(s for s in stems if s[0].isdigit()),
                names=frozenset(s for s in capital if rarity(s) >= NOTABLE),
                negations=sum(s in NEGATIONS for s in stems) + held[0].negated,
                speaker=speaker,
                same=tuple(held),
            )
        )
    return sorted(tellings, key=lambda t: t.id)


def name_words(attribution: Attribution) -> tuple[str, ...]:
    """The words of the speaker's name, stemmed, without titles; empty when nobody is named."""
    speaker = attribution.speaker
    if speaker is None or speaker.type in ("unnamed", "group", "author", "unknown"):
        return ()
    return speaker_words(speaker)


def speaker_words(speaker: Speaker) -> tuple[str, ...]:
    """The words of a name, stemmed, without titles."""
    return tuple(w.stem for w in words(speaker.name[:200]) if w.stem not in _TITLES)


def _content(attribution: Attribution) -> list[tuple[str, bool]]:
    """(stem, capital inside a sentence) of the words of the content, up to a gap that no cue or aside explains."""
    found: list[tuple[str, bool]] = []
    before: int | None = None
    for span in attribution.content:
        at_start = True
        if before is not None and span.start - before > APART:
            continue
        before = span.end
        for word in words(span.text):
            if len(found) == LONGEST:
                return found
            found.append((word.stem, word.capital and not at_start))
            at_start = span.text[word.end : word.end + 1] in {".", "!", "?", ":"}
    return found


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs i < j of places in `tellings` that are worth a comparison, each once, in order."""
    if len(tellings) <= SMALL:
        yield from combinations(range(len(tellings)), 2)
        return
    keys: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        for key in _keys(telling):
            keys[key].append(i)
    pairs: set[tuple[int, int]] = set()
    for held in keys.values():
        if len(held) < 2:
            continue
        held.sort(key=lambda i: (len(tellings[i].words), tellings[i].words, tellings[i].id))
        for n, i in enumerate(held):
            for j in held[n + 1 : n + 1 + NEIGHBOURS]:
                pairs.add((min(i, j), max(i, j)))
    yield from sorted(pairs)


def _keys(telling: Telling) -> set[tuple[str, ...]]:
    """The heaviest words, and the runs with the smallest checksums: the same runs in nearly the same tellings."""
    heaviest = sorted(telling.weights, key=lambda s: (-rarity(s), s))[:KEYS]
    keys: set[tuple[str, ...]] = {("rare", s) for s in heaviest if rarity(s) >= RARE}
    if telling.speaker:
        keys |= {("said", telling.speaker[-1], s) for s in heaviest if rarity(s) >= NOTABLE}
    runs = {telling.words[i : i + RUN] for i in range(len(telling.words) - RUN + 1)}
    sums = {run: zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs}
    return keys | {("run", *run) for run in sorted(runs, key=lambda run: (sums[run], run))[:KEYS]}
