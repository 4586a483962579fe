"""Why two tellings were taken for one utterance, or not, in words: a reason for each feature that says something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quoth.sayings.agreement import Agreement, longest_run
from quoth.sayings.ascribed import root
from quoth.sayings.speakers import COMPATIBLE, SAME, documents, speaker_names, speakers
from quoth.sayings.tellings import Telling, forms
from quoth.words import words

NEUTRAL = 0.5  # the cosine that says nothing either way; stands in where there is no vector
_SHOWN = 5  # shared words that are named, the weightiest
_ALIKE = (  # the cosine less NEUTRAL up to which it is said; the figure itself is the value of the term
    (0.0, "little alike in meaning"),
    (0.15, "somewhat alike in meaning"),
    (0.3, "much alike in meaning"),
    (float("inf"), "nearly the same in meaning"),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two tellings, what they have in common, and the values of their features by name."""

    one: Telling
    other: Telling
    found: Agreement
    values: Mapping[str, float]

    @property
    def names(self) -> str:
        return speaker_names(self.one, self.other)


def reason(feature: str, compared: Compared) -> str:
    """What `feature` says of two tellings; empty where it says nothing. "alike" adds nothing to "contained"."""
    wording = _WORDINGS.get(feature, "")
    if isinstance(wording, str):
        return wording if compared.values[feature] else ""
    return wording(compared)


def _speaker(c: Compared) -> str:
    if c.values["speaker"] <= 0:
        return ""
    how = {SAME: "same speaker", COMPATIBLE: "compatible speakers"}.get(c.values["speaker"], "the same office")
    return f"{how}: {c.names}"


def _strangers(c: Compared) -> str:
    if not c.values["strangers"]:
        return ""
    return f"other speakers: {c.names}" if speakers(c.one, c.other) < 0 else "one of them names nobody"


def _run(c: Compared) -> str:
    if len(c.found.run) < 2 or not c.values["run"]:
        return ""
    aside = "" if len(longest_run(c.one.words, c.other.words)) == len(c.found.run) else ", person and tense aside"
    return f"{len(c.found.run)} words in a row{aside}"


def _shared(c: Compared) -> str:
    heaviest = sorted(c.found.shared, key=lambda s: (-min(c.one.roots[s], c.other.roots[s]), s))[:_SHOWN]
    written = {
        root(form): span.text[w.start : w.end]
        for span in c.one.passage.content
        for w in words(span.text)
        for form in forms(span.text[w.start : w.end])
    }
    return f"shared words: {', '.join(written[s] for s in heaviest)}" if heaviest else ""


def _order(c: Compared) -> str:
    return f"{_percent(c.values['order'])} of all words are in both, in one order" if c.found.shared else ""


def _contained(c: Compared) -> str:
    return f"{_percent(c.values['contained'])} of the shorter telling is in the longer" if c.found.shared else ""


def _verbatim(c: Compared) -> str:
    value = c.values["verbatim"]
    return f"{_same(value > 0)} words in quotation marks" if value else ""


def _marked(c: Compared) -> str:
    value = c.values["marked"]
    return f"{_same(value > 0)} words quoted by one that quotes in part" if value else ""


def _meaning(c: Compared) -> str:
    value = c.values["meaning"]
    return next(said for most, said in _ALIKE if value < most) if value else ""


def _venue(c: Compared) -> str:
    value = c.values["venue"]
    named = (c.one.venues & c.other.venues) or (c.one.venues | c.other.venues)
    return f"{_same(value < 0)} places of speaking: {', '.join(sorted(named))}" if value else ""


def _speaks_for(c: Compared) -> str:
    return f"one may speak for the other: {c.names}" if c.values["speaks for"] else ""


def _near(c: Compared) -> str:
    return f"the speaker of one is named near the other: {c.names}" if c.values["near"] else ""


def _document(c: Compared) -> str:
    return f"both from {', '.join(sorted(documents(c.one, c.other)))}" if c.values["document"] else ""


def _percent(share: float) -> str:
    return f"{round(100 * min(1.0, share))} %"


def _same(agree: bool) -> str:
    return "the same" if agree else "other"


_WORDINGS: Mapping[str, str | Callable[[Compared], str]] = {
    "speaker": _speaker,
    "contained": _contained,
    "run": _run,
    "shared": _shared,
    "order": _order,
    "verbatim": _verbatim,
    "marked": _marked,
    "meaning": _meaning,
    "day": "other weekdays are named",
    "venue": _venue,
    "scant": "one is too short to tell",
    "strangers": _strangers,
    "one article": "both in one article",
    "beside": "one right after the other",
    "speaks for": _speaks_for,
    "near": _near,
    "document": _document,
    "both quoted": "both in quotation marks",
    "none quoted": "neither in quotation marks",
}
"""What is said of each feature: words, which stand wherever it is not 0, or a function that finds them."""
