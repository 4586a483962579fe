"""What is said of a quotation beside its record, in plain words: which words, and how they stand to each other.

The sentences say what differs, never why, and judge nobody: a transcript is somebody's hearing of a speech, and two of
them differ in up to one word in twenty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quoth.counted import counted
from quoth.types import Departure

Run = tuple[str, str]
"""Words, and how they are shown: "differs", or "" for plain."""

_CITED = 15  # words cited whole; of more, both ends and how many lie between
_PLURAL = {"has": "have", "leaves": "leave", "goes": "go", "runs": "run"}  # the words that `_said` begins with
SENSES = {
    "negation": "a negation",
    "number": "a number",
    "unit": "a unit or a day",
    "name": "a name",
    "person": "who is meant",
    "modal": "how sure or binding it is",
    "quantifier": "how many",
    "tense": "the time of it",
    "direction": "which way",
    "scope": "what it is limited to",
    "word": "another thing is said",
}


def sentence(d: Departure, who: str = "", *, several: bool = False) -> str:
    """What differs at one place, as a sentence; `who` departs so, `several` or one."""
    said = _said(d)
    if several:
        verb, _, rest = said.partition(" ")
        said = f"{_PLURAL[verb]} {rest}"
    if d.reasons:
        said += f"; the meaning may differ ({', '.join(senses(sense for sense, _ in d.reasons))})"
    return f"{who} {said}." if who else f"{said[:1].upper()}{said[1:]}."


def senses(found: Iterable[str]) -> list[str]:
    """In which sense the meaning may differ, in words, each once."""
    return list(dict.fromkeys(SENSES.get(sense, sense) for sense in found))


def _said(d: Departure) -> str:
    here, there = cited(d.text), cited(d.record_text)
    kinds = set(d.changes)
    if "splice" in kinds:
        if not d.record_text.strip():
            return "goes on with words that stand at another place of the record, without a mark"
        return f"runs together what the record has apart: {_between(d.record_text)} between, without a mark"
    if not d.text.strip():
        if "marked_cut" in kinds:
            return f"leaves out {there}, with a mark" if d.record_text.strip() else "leaves words out, with a mark"
        if "disfluency" in kinds:
            return f"leaves out {there}, a filler, a false start or a repetition"
        return f"leaves out {there}, without a mark"
    if not d.record_text.strip():
        how = "in brackets" if kinds == {"marked_insertion"} else "without a mark"
        return f"has {here}, which the record does not have, {how}"
    why = ""
    if kinds <= {"spelling"}:
        why = ": spelled differently"
    elif "marked_cut" in kinds or "marked_insertion" in kinds:
        why = ", with a mark"
    return f"has {here} where the record has {there}{why}"


def _between(text: str) -> str:
    n = len(text.split())
    return f"{counted(n, 'word')} {'lies' if n == 1 else 'lie'}"


def cited(text: str) -> str:
    """Words in quotation marks; of many both ends, and how many lie between."""
    found = text.split()
    if len(found) > _CITED:
        keep = _CITED // 3
        found = [*found[:keep], f"… ({len(found) - 2 * keep} words more) …", *found[-keep:]]
    return f"“{' '.join(found)}”"


def marked(text: str, start: int, places: Iterable[tuple[int, int]]) -> Iterator[Run]:
    """`text`, which stands at `start`, with the words at `places` marked."""
    at = start
    for a, b in sorted(set(places)):
        if a < at or b > start + len(text):
            continue
        yield text[at - start : a - start], ""
        if a == b:
            yield (" __" if a > start and not text[a - start - 1].isspace() else "__ "), "differs"
        else:
            yield "_", "differs"
            yield text[a - start : b - start], "differs"
            yield "_", "differs"
        at = b
    yield text[at - start :], ""
