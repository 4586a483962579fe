"""Transcripts as text: who speaks stands before the words, or on a line of its own.

What it accepts: "NAME: words", "Mr. Name: words", "Q   words", "NAME (00:12): words", "Jane Doe (Low Marsh) (Ind):
words" as official reports print it, "Mr SPEAKER—words", a name with a time on a line of its own; times, question
numbers and column numbers between them are dropped. A line without a label goes on with whoever spoke last; a text
without labels is a prepared statement.
What guards it: a label is at most 60 characters of capitalised words; one that is not all in capitals counts only
where it comes twice, or has a title, a seat or a time, so that "Our position: we stay" is no speaker.
A case it gets wrong: a statement with two headings alike ("Next Steps: …", twice) has a speaker of that name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

Line = tuple[str | None, str]

_NAME = r"[^\W\d_a-z][\w.'’&-]{0,30}"
_WORD = rf"(?:{_NAME}|of|the|de|la|le|von|van|der|den|di|da|del|and|for|al|el|bin|y|\d{{1,3}}|#\d{{1,3}})"
_PAREN = r"\s?\([^()\n]{1,60}\)"
_TIME = r"\s?[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_LABEL = re.compile(
    rf"(?P<name>{_NAME}(?:,? {_WORD}){{0,6}})(?P<paren>(?:{_PAREN}){{0,3}})(?P<time>{_TIME})?"
    r"(?P<sign>:(?!//)(?!\d)|\s?[—–](?=\S)|$)"
)
_QUESTION = re.compile(r"(?P<name>[QA])(?:[.:]|\s{2,}|\t)\s*(?=\S)")
_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Hon|Sen|Rep|Gov|Gen|Judge|Justice|President|Prime|Minister|"
    r"Secretary|Senator|Speaker|Chair\w{0,6}|Moderator|Reporter|Question\w{0,5}|Interviewer|Host|Operator|Participant)\b"
)
_LEADING = re.compile(
    r"(?:\*\*|__)?(?:[\[(]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]\s?)?(?:[QT]?\d{1,3}\.\s)?(?:\[\d{3,8}\]\s?)?(?:>>+\s?)?"
)
_NO_WORDS = re.compile(
    r"\s*(?:column \d{1,5}\w{0,3}|\d{1,2}[.:]\d{2}\s?[ap]\.?\s?m\.?|[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?|\d{1,6}"
    r"|[-=*_ ]{3,}|page \d{1,4}(?: of \d{1,4})?|share this contribution)\s*",
    re.IGNORECASE,
)
_TWICE = 2


def lines(text: str) -> Iterator[Line]:
    """The lines of a transcript with who says each; None before the first label. Linear in the length of `text`."""
    read = [(line, _label(line)) for line in _unwrapped(text)]
    seen = Counter(label[0] for _, label in read if label is not None)
    speaker: str | None = None
    for line, label in read:
        begins = 0
        if label is not None and (label[2] or seen[label[0]] >= _TWICE):
            speaker, begins, _ = label
        if said := line[begins:].replace("**", " ").strip():
            yield speaker, said


def _unwrapped(text: str) -> Iterator[str]:
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\ufeff", "").split("\n"):
        if line.strip() and not _NO_WORDS.fullmatch(line[:60]):
            yield line.strip()


def _label(line: str) -> tuple[str, int, bool] | None:
    """The name that a line begins with, where its words begin, and whether once is enough to make it a speaker's."""
    lead = _LEADING.match(line)
    at = lead.end() if lead else 0
    if question := _QUESTION.match(line, at):
        return question["name"], question.end(), question["name"] == "Q"  # "A  house" is no answer
    m = _LABEL.match(line, at)
    if m is None or m.end("name") - at > 60:
        return None
    name = m["name"].strip(" *_")
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) >= max(2, 0.8 * len(letters))
    sign = m["sign"].strip()
    told = bool(m["paren"] or m["time"] or _TITLE.match(name))
    alone = m.end() == len(line) and not sign
    if alone and not (m["paren"] and m["paren"].count("(") > 1) and not m["time"]:
        return None  # a heading, or a sentence of a few words
    if not alone and sign != ":" and not (sign and (capitals or told)):
        return None
    end = m.end()
    if line.startswith("**", end):
        end += 2
    return name, end, (capitals and bool(sign)) or (told and (bool(sign) or alone))
