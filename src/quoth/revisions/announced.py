"""Whether a version says of itself that it was corrected or changed.

What it accepts: sentences that the earlier version lacks and that begin as a note does (“Correction:”, “(Corrects the
age)”), or that tell of this article that it was changed or was wrong (“An earlier headline gave
another number”, “This story was updated to add”).
What guards it: what stands in quotation marks is somebody else's. A sentence of “the plan”, “the report” or a law that
was amended is no note; nor is a stamp that gives only a time (“Last updated on Friday”).
A case it gets wrong: “The age of the ferry has been corrected.”, which does not say where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.quotation import quotations

_LABEL = re.compile(
    r"\W*(?i:corrections?(?: (?:and|&) clarifications?)?|clarifications?|corrected|clarified|amendment)"
    r"(?: \([^)]{1,40}\)| [\w ,./-]{3,20})?\s*:"
    r"|\W*(?:CORRECTS|CLARIFIES|REFILES|UPDATES)\b"
    r"|\W*(?i:updated?\b.{0,40}?\b(?:to|with|adds|adding|corrects|correcting|this|an earlier|a previous)) "
    r"|\s*\((?:This (?:version|story|article|report) )?(?i:corrects|clarifies|refiles|updates|fixes|adds)\b"
)
_NOTE = re.compile(r"\W*(?:editor(?:[’']?s|s[’'])?[ -]note|note (?:to|for) readers)\b", re.IGNORECASE)
_NOTED = 3  # sentences of such a note that are looked at for what it says
_TEXT = r"(?:article|story|essay|post|piece|column|page|item|transcript|headline|caption|summary|copy|blog)"
_THIS = re.compile(
    rf"\b(?:this|our) (?:\w+ ){{0,2}}(?:{_TEXT}|report|dispatch|version of (?:this|the|our) {_TEXT})\b"
    rf"|\bthe headline\b[^.]{{0,30}}\b(?:{_TEXT}|report)\b"
    rf"|^\W*(?:the )?{_TEXT} (?:has|have|was|were) (?:been )?\w+ed\b",
    re.IGNORECASE,
)
_WAS_CHANGED = re.compile(
    r"\b(?:correct(?:ed|ion|s)|clarif(?:ied|ication|ies)|amended|updated|changed|edited|revised|altered|modified|reworded"
    r"|rewritten|refiled|retracted|withdrawn|removed|deleted|mis(?:quoted|stated|spelled|spelt|identified|attributed"
    r"|characteri[sz]ed|reported|represented)|incorrect(?:ly)?|erroneous(?:ly)?|mistaken(?:ly)?|wrong(?:ly)?"
    r"|inaccurate(?:ly)?|previously|originally(?! (?:appeared|published|posted|ran)))\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b(?:an?|the|our) (?:earlier|previous|prior|original|initial) version of (?:this|our|the {_TEXT})\b"
    rf"|\b(?:an?|our) (?:earlier|previous|prior) {_TEXT}\b|^\W*an? (?:earlier|previous|prior) version (?!of\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|stated|gave|had|referred|reported|named|identified|quoted|attributed|included|omitted|did not|was|were"
    r"|contained|described|implied|suggested|used|mis\w+ed|incorrectly|wrongly)\b"
)
_ERROR = re.compile(
    r"\b(?:due to|because of|owing to|as a result of) an? (?:\w+ )?(?:editing|reporting|production|transcription|copy"
    r"|typographical|translation) (?:error|mistake)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\n+|(?<=[.!?])[”\"’)]*\s+(?=[\W\d_]{0,8}[A-Z])")


def announced(before: str, after: str) -> bool:
    """Whether the later text says of itself that it was corrected or changed, in a sentence that the earlier lacks."""
    return bool(_notes(after) - _notes(before))


def _notes(text: str) -> set[str]:
    sentences = (" ".join(one.split()).rstrip('”"’)]. ') for one in _SENTENCE.split(_unquoted(text)))
    told = [one for one in sentences if one]
    return {one for n, one in enumerate(told) if _is_note(one) or (_NOTE.match(one) and _tells(told[n : n + _NOTED]))}


def _is_note(sentence: str) -> bool:
    return bool(
        _LABEL.match(sentence)
        or _ERROR.search(sentence)
        or (_THIS.search(sentence) and _WAS_CHANGED.search(sentence))
        or (_EARLIER.search(sentence) and _TOLD.search(sentence))
    )


def _tells(note: Sequence[str]) -> bool:
    """Whether a note of the editor is of a change: many only say who wrote the article."""
    return any(_WAS_CHANGED.search(one) for one in note)


def _unquoted(text: str) -> str:
    """`text` with nothing between its quotation marks."""
    kept, at = [], 0
    for q in quotations(text):
        if q.depth == 0:
            kept.append(text[at : q.start])
            at = q.end
    return " ".join([*kept, text[at:]])
