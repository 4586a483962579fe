"""What is said *about* tellings, in plain words: who lacks what, which words stand for which, how sure the wording is.

The sentences name outlets and cite readings; they never judge who is right: without the record, that a word is
missing in one telling and that it was added in another look the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quoth.counted import counted
from quoth.page.departed import senses
from quoth.types import WORD_FOR_WORD, Attribution, Reading, Saying, Variant, Wording

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    re.IGNORECASE,
)
ONE_QUOTES = "Quoted by one only."
NONE_QUOTES = "Quoted by none."
PERHAPS_QUOTED = "Perhaps quoted by one."
PERHAPS_ANOTHER = "perhaps another statement: it has little in common with the others"
PERHAPS_ONE = "Perhaps one statement: too little in common to be sure"
DENIED = "the article says that this was not said"
HYPOTHETICAL = "the article says only that it might be said, or is yet to be"
HERE_READ_AS = "here read as words of"
IN_PART = "part of a longer statement"
INSIDE = "inside another statement"
TURN = "a turn of a transcript or interview"
STORED = "from the store"
QUESTION = "a question, not a statement"
ACT = "what was done, not said"
WHO_ASKED = "it is not said who asked"
_MARKS = " “”„‘’«»\"'"  # at the ends of a cue: they are of the words beside it
_NAMED = 4  # outlets named in a sentence before the rest are counted
_CITED = 15  # words of a reading cited whole in a sentence; it stands whole in its telling
_FEW = 3  # words that quotations share up to which it says little that these are the same: “fake news”
_SHORT = 6  # words of a reading of which any may be the one that changes the meaning
# What every report begins with: it says no more than that somebody spoke.
_PLAIN = {
    *("said", "says", "say", "saying", "told", "tells", "tell", "added", "adds", "according", "to"),
    *("reporters", "that", "also"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What is said of one variant, or of several alike in as many `places`: `said`, and where the meaning may differ
    `because`.

    `grave` when a reader would take the readings to say different things; `clash` when not all of the tellings can
    be word for word, because they differ without a mark and in more than spelling. `variants` are the places of the
    variants it speaks of, in the order they were given. `perhaps`: no two tellings that surely belong differ here, so
    there is no difference if the others are of another statement, and it is neither grave nor a clash. `sides` are who
    has which reading, each by name.
    """

    said: str
    because: str
    grave: bool
    clash: bool
    variants: tuple[int, ...] = ()
    perhaps: bool = False
    sides: tuple[tuple[str, ...], ...] = ()

    @property
    def sentence(self) -> str:
        return f"{self.said}{self.because}."

    @property
    def places(self) -> int:
        return len(self.variants)

    def __str__(self) -> str:
        return self.sentence if self.places <= 1 else f"In {self.places} places: {self.sentence}"


def listed(names: Iterable[str]) -> str:
    """“A, B and C”; past a handful the rest are counted."""
    names = list(names)
    if len(names) > _NAMED:
        names = [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} others"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def told_by_several(surely: int, perhaps: int) -> str:
    """How many of the sayings just counted several articles tell: “, 5 of them told by more than one article”."""
    if not surely:
        return f", {perhaps} of them perhaps told by more than one article" if perhaps else ""
    more = f" and {perhaps} more perhaps" if perhaps else ""
    return f", {surely} of them told by more than one article{more}"


def shared_out(surely: int, perhaps: int, one: str = "") -> str:
    """How many sayings of a story several articles tell: “11 told by several, 13 more perhaps”; `one` is the noun."""
    if not surely and perhaps:
        return f"{counted(perhaps, one) if one else perhaps} perhaps told by several"
    more = f", {perhaps} more perhaps" if perhaps else ""
    return f"{counted(surely, one) if one else surely} told by several{more}"


def told_by(articles: int, surely: int) -> str:
    """How many articles tell a saying, in a list: “told by 4 articles, perhaps 5”, “perhaps told by 2 articles”."""
    if surely < 2:
        return f"perhaps told by {counted(articles, 'article')}"
    more = f", perhaps {articles}" if surely < articles else ""
    return f"told by {counted(surely, 'article')}{more}"


def cue_words(a: Attribution) -> str:
    """The words with which its article reports it, on one line: “said”, “never promised”."""
    return " … ".join(" ".join(s.text.split()) for s in a.cue).strip(_MARKS)


def telling_cue(cue: str) -> bool:
    """Whether the words with which an article reports a statement tell more than that it was said: “refused”."""
    found = re.findall(r"\w+", cue.casefold())
    return bool(found) and not _PLAIN.issuperset(found)


def wording(
    verdict: Wording,
    quoted: int,
    wordings: int,
    differences: Sequence[Difference],
    *,
    overlap: int | None = None,
    surely: bool = True,
) -> str:
    """What the quoted tellings of a saying are to each other, in one line; `quoted` counts them, `wordings` the texts.

    Tellings that quote different parts are not compared with each other, so "same" speaks of what they share; `overlap`
    is how many words of a telling that is at the most, where it is known. `surely`: one surely belongs.
    """
    if verdict == "same" and wordings == 1:
        return f"{'Both' if quoted == 2 else f'All {quoted}'} quote it in the same words."
    if verdict == "same":
        if overlap is not None and overlap <= _FEW:
            return f"{counted(quoted, 'quotation')}; they share few words, and these are the same."
        return f"{counted(quoted, 'quotation')}; where they overlap, the words are the same."
    if verdict == "differs":
        places = sum(d.places for d in differences)
        said = f"{counted(quoted, 'quotation')}; where they overlap, they differ in {counted(places, 'place')}"
        if all(d.perhaps for d in differences):
            said += ", if all are one statement"
        elif any(d.clash for d in differences):
            said += f": {'these cannot both' if quoted == 2 else 'not all of them can'} be word for word"
        return f"{said}."
    if quoted > 1:
        return f"{counted(quoted, 'quotation')}, not comparable."
    return (ONE_QUOTES if surely else PERHAPS_QUOTED) if quoted else NONE_QUOTES


def only_perhaps(variant: Variant, doubtful: Collection[str]) -> bool:
    """Whether it is no difference unless one of the `doubtful` tellings belongs to the saying."""
    surely = sum(not set(r.tellings).issubset(doubtful) for r in variant.readings)
    return surely < min(len(variant.readings), 2)


def grave(saying: Saying) -> bool:
    """Whether a reader would take two tellings that surely belong, or one and the record, to say different things."""
    beside = saying.record.tellings if saying.record else ()
    return any(v.meaning and not only_perhaps(v, saying.doubtful) for v in saying.variants) or any(
        told.meaning and told.telling not in saying.doubtful for told in beside
    )


def departs(saying: Saying) -> bool:
    """Whether a quotation is not as the record has it."""
    return saying.record is not None and any(told.verdict == "changed" for told in saying.record.tellings)


def said_of(telling: Attribution) -> list[str]:
    """What the article says of whether it was said at all."""
    return [DENIED] * telling.negated + [HYPOTHETICAL] * telling.hypothetical


def differences(
    variants: Sequence[Variant], names: Mapping[str, str], doubtful: Collection[str] = ()
) -> tuple[Difference, ...]:
    """A sentence for each variant, in order, the same sentence once; `names` has who each telling is, by its id, and
    `doubtful` are those that only perhaps belong.
    """
    said: dict[tuple[str, str, bool, bool, bool, tuple[tuple[str, ...], ...]], list[int]] = {}
    for n, v in enumerate(variants):
        perhaps = only_perhaps(v, doubtful)
        clash = not perhaps and (bool(v.at_odds) or not WORD_FOR_WORD.issuperset(v.changes))
        because = f"; the meaning may differ{_because(v)}" if v.meaning else ""
        sides = tuple(tuple(_who([r], names)) for r in v.readings)
        said.setdefault((_said(v, names), because, v.meaning and not perhaps, clash, perhaps, sides), []).append(n)
    return tuple(
        Difference(sentence, because, grave, clash, tuple(places), perhaps, sides)
        for (sentence, because, grave, clash, perhaps, sides), places in said.items()
    )


def _said(variant: Variant, names: Mapping[str, str]) -> str:
    """What each has at `variant`, from a capital letter, or an outlet as it is called, to before the full stop."""
    names = _once(variant, names)
    here = [r for r in variant.readings if r.text.strip()]
    lacking = _who([r for r in variant.readings if not r.text.strip()], names)
    changes: set[str] = set(variant.changes)
    said = []
    if len(here) > 1:
        cited = " / ".join(f"{_cited(r)} ({listed(_who([r], names))})" for r in here)
        why = _why(here, changes, variant)
        if variant.moved:
            same = len({tuple(sorted(re.findall(r"\w+", r.text.casefold()))) for r in here}) == 1
            why = ": the same words in another order" if same else ": words stand at another place"
        said.append(cited + why)
    if lacking and here:
        said.append(_lack(lacking, _who(here, names), here, changes))
    if "splice" in changes:
        said.append("words that stand apart in one telling are run together in another")
    text = "; ".join(said)
    return text if text.startswith(tuple(names.values())) else text[:1].upper() + text[1:]


def _once(variant: Variant, names: Mapping[str, str]) -> Mapping[str, str]:
    """`names`, where an article that tells it more than once has more than one reading with how often it has each."""
    sides = Counter((names[t], n) for n, r in enumerate(variant.readings) for t in r.tellings if t in names)
    several = {name for name, k in Counter(name for name, _ in sides).items() if k > 1}
    often = {
        t: _noted(names[t], "once" if sides[names[t], n] == 1 else f"{sides[names[t], n]} times")
        for n, r in enumerate(variant.readings)
        for t in r.tellings
        if t in names and names[t] in several
    }
    return {**names, **often}


def _noted(name: str, note: str) -> str:
    """“Ledger (once)”, “Ledger (27 Sep, once)”."""
    return f"{name[:-1]}, {note})" if name.endswith(")") else f"{name} ({note})"


def _lack(lacking: list[str], has: list[str], here: Sequence[Reading], changes: set[str]) -> str:
    words = " or ".join(map(_cited, here)) if len(here) == 1 else "any of it"
    if "marked_cut" in changes:
        return f"{listed(lacking)} {_verb(lacking, 'marks', 'mark')} a cut where {listed(has)} {_verb(has)} {words}"
    if "marked_insertion" in changes:
        return f"{listed(has)} {_verb(has, 'adds', 'add')} {words} in brackets"
    if changes == {"silent_insertion"}:
        return f"only {listed(has)} {_verb(has)} {words}, without a mark"
    if "disfluency" in changes:
        return f"{listed(lacking)} {_verb(lacking, 'leaves', 'leave')} out {words}, a filler or a repetition"
    if len(lacking) > len(has):
        return f"{listed(has)} {_verb(has)} {words}; without it, and without a mark: {listed(lacking)}"
    return f"{listed(lacking)} {_verb(lacking, 'lacks', 'lack')} {words}, without a mark"


def _because(variant: Variant) -> str:
    """In which sense the meaning may differ; with the words that say so where the readings have many others."""
    if not variant.because:
        return ""
    long = any(len(r.text.split()) > _SHORT for r in variant.readings)
    words = dict.fromkeys(word for b in variant.because for word in b.words) if long else ()
    cited = ", ".join(f"“{word}”" for word in list(words)[:_NAMED])
    return f" ({', '.join(senses(b.sense for b in variant.because))}{': ' if cited else ''}{cited})"


def _why(here: Sequence[Reading], changes: set[str], variant: Variant) -> str:
    if changes <= {"spelling"}:
        return ": spelled differently"
    if changes <= {"spelling", "disfluency"}:
        return ": a filler or a repetition"
    if changes <= {"marked_insertion", "marked_cut"}:
        return ": changed, with a mark"
    known = any(b.sense == "number" for b in variant.because)
    return ": a number differs" if not known and all(_NUMBER.search(r.text) for r in here) else ""


def _cited(reading: Reading) -> str:
    """The reading in quotation marks; of a long one both ends, and how much lies between."""
    found = reading.text.split()
    if len(found) > _CITED:
        keep = _CITED // 3
        found = [*found[:keep], f"… ({len(found) - 2 * keep} words more) …", *found[-keep:]]
    return f"“{' '.join(found)}”"


def _who(readings: Iterable[Reading], names: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(names[t] for r in readings for t in r.tellings if t in names))


def _verb(names: Sequence[str], one: str = "has", many: str = "have") -> str:
    return one if len(names) == 1 else many
