"""What a person reads, as values: a synopsis, its stories, and each saying once with its tellings.

The same for the terminal and the browser; `quoth.page.arrangement` makes them. Nothing is worded here but notes *about*
the tellings; every word of a telling is a `quoth.page.marking.Piece` cut from its article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quoth.counted import counted
from quoth.page import notes
from quoth.page.also import Also
from quoth.page.marking import Piece
from quoth.page.record import RecordView
from quoth.sayings.words.spelling import folded
from quoth.types import Article, Kind, Problem

KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")

_TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛ʼ′", "'"), **dict.fromkeys("‐‑‒–", "-")}
)
_OUTER = " ,.;:\"'"  # marks at the ends of a telling are those of the sentence that it stands in
_GAP = "\0"
_SET_OFF = re.compile(r"(?<!\w)[-‐‑]|[-‐‑](?!\w)|[^\w\[\]()$€£¥%&‐‑-]+")


@dataclass(frozen=True, slots=True)
class Witness:
    """One article's part in a telling: `said` and `cue` are the source and the cue as the article words them, `about`
    what else to know.

    `human` says that a person added it, or changed something about it. `compared` is how many of how many words in
    quotation marks were compared with another telling's, where that is not all of them. `pieces` are its own words:
    those of its wording, with the capitals and the punctuation that this article gives them. `spans` are the stretches
    of the article that they are cut from; `score` is how likely it is that words and source are right. `doubtful` says
    that it only perhaps belongs to its saying, and `belongs` how likely that is, where it was weighed. `elsewhere` is
    another speaker, whom this article names beside these words, of a saying that several surely tell and whose name is
    not in doubt. `question`: it was asked, not stated. `also` are
    other sayings that the same words tell.
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
    pieces: tuple[Piece, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    score: float = 1.0
    doubtful: bool = False
    belongs: float | None = None
    elsewhere: str | None = None
    question: bool = False
    also: tuple[Also, ...] = ()

    @property
    def letters(self) -> str:
        """The words as this article prints them, on one line."""
        return " ".join("".join(" … " if p.mark == "gap" else p.text for p in self.pieces).split())

    @property
    def printed(self) -> tuple[str, ...]:
        """The letters of each part but for the shape of quotation marks and dashes, without marks at either end and
        without the capital that a sentence begins with; the parts are those between which the article has other words.
        """
        text = "".join(_GAP if p.mark == "gap" else p.text for p in self.pieces).translate(_TYPOGRAPHY)
        first, *rest = [
            stripped for part in text.split(_GAP) if (stripped := " ".join(part.split()).strip(_OUTER))
        ] or [""]
        return first[:1].casefold() + first[1:], *rest

    def prints_as(self, other: Witness) -> bool:
        """Whether both print the same, but for marks where one of them is interrupted (“she said”)."""
        return _runs_through(self.printed, " ".join(other.printed)) or _runs_through(
            other.printed, " ".join(self.printed)
        )

    @property
    def form(self) -> str:
        """The letters without what is typography or layout: case, spaces, quotation marks, the place of the cue, how
        sentences and clauses are set off. What stays beside the words is in them: hyphens, brackets, signs of currency.
        """
        return _SET_OFF.sub("", folded("".join(p.text if p.mark != "gap" else " " for p in self.pieces)))


def _runs_through(parts: tuple[str, ...], text: str) -> bool:
    """Whether `text` is `parts` one after the other, with nothing but marks and spaces between."""
    at = 0
    for part in parts:
        while at < len(text) and text[at] in _OUTER:
            at += 1
        if not text.startswith(part, at):
            return False
        at += len(part)
    return not text[at:].strip(_OUTER)


@dataclass(frozen=True, slots=True)
class Told:
    """One wording, capitals and punctuation aside, and who has it, in the pieces of the first of them."""

    kind: Kind
    pieces: tuple[Piece, ...]
    witnesses: tuple[Witness, ...]

    @property
    def doubtful(self) -> bool:
        """Whether all who have it only perhaps belong to the saying."""
        return all(w.doubtful for w in self.witnesses)

    @property
    def tells_more(self) -> bool:
        """Whether these words tell another saying, too."""
        return any(w.also for w in self.witnesses)


@dataclass(frozen=True, slots=True)
class SayingView:
    """One utterance. `reason` says why there is no `speaker`, `reasons` why its tellings were taken for one.

    `at_odds` are pairs of articles, by their labels, whose quotations cannot both be word for word.
    `origins` counts the independent ones in words, `sided` in figures (0 where lineage was not asked), and `least` how
    few they may be; `sides` are outlets that are one of them together, and why. `surely` is how many of the `articles`
    tell it without a doubt, `likely` how likely it is that any two of them tell one thing. `outlets` counts who prints
    it. Where two articles tell it without a doubt, `sided`, `least` and `outlets` count those alone. `recorded` is who
    says it in the record, where the articles name nobody, or somebody else who speaks there.
    `taken_from` are the words that the speaker's name was taken from, where no article has it beside these words and
    none but one was read so. `settled` are the variants of which what is said beside the record tells as much.
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
    least: int = 0
    surely: int = 0
    likely: float | None = None
    outlets: int = 0
    recorded: str | None = None
    taken_from: str | None = None
    settled: frozenset[int] = frozenset()

    @property
    def perhaps(self) -> bool:
        """Whether no two articles are surely one utterance's."""
        return self.articles > 1 and self.surely < 2

    @property
    def tellers(self) -> int:
        """How many articles its counts speak of: those that tell it without a doubt; where these are not two, all."""
        return self.surely if self.surely > 1 else self.articles

    @property
    def grave(self) -> tuple[notes.Difference, ...]:
        """The differences between tellings that surely belong in which the meaning may differ."""
        return tuple(d for d in self.differences if d.grave)

    @property
    def unsettled(self) -> tuple[notes.Difference, ...]:
        """Of the `grave` ones those of which what is said beside the record does not tell as much, and who has it."""
        return tuple(d for d in self.grave if not self.settled.issuperset(d.variants))

    @property
    def doubt(self) -> str | None:
        """Why the speaker's name may be wrong, in a sentence."""
        if self.speaker is None or self.taken_from is None:
            return None
        source = f"“{self.taken_from}”" if self.taken_from else "what stands round them"
        return f"The name is in doubt: no article has it beside these words, and one alone was read so, from {source}."

    @property
    def heard(self) -> str | None:
        """Who says it in the record, in a sentence, where the articles name nobody, or somebody else."""
        if self.recorded and self.speaker:
            return f"The record has {self.recorded} say it."
        return f"The record alone names who says it: {self.recorded}." if self.recorded else None

    @property
    def told_by(self) -> str:
        """“3 articles”, “2 articles, perhaps 3”."""
        if self.perhaps or self.surely == self.articles:
            return counted(self.articles, "article")
        return f"{counted(self.surely, 'article')}, perhaps {self.articles}"


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
    `labels` are how its articles are called, by id.
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
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """The whole synopsis."""

    summary: str
    stories: tuple[StoryView, ...]
    apart: tuple[Article, ...]
    problems: tuple[Problem, ...]
