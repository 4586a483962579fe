"""Transcripts as text: who speaks stands before the words, or on a line of its own.

What it accepts: "NAME: words", "Mr. Name: words", "Q   words", "NAME (00:12): words", "Jane Doe (Low Marsh) (Ind):
words" as official reports print it, "Mr SPEAKER—words", "Mr. NAME of Maine. Words", "The CHAIRMAN. Words" and "Senator
Name. Words" as records of parliaments and hearings do, a name with a time on a line of its own; times, question, page
and column numbers between them are dropped. A line without a label goes on with whoever spoke last; a text without
labels is a prepared statement.
What guards it: a label is at most 60 characters of capitalised words; one that is not all in capitals counts only
where it comes twice, or has a title, a seat or a time, so that "Our position: we stay" is no speaker; before a full
stop only where it has a rank, comes twice, stands behind a sentence's end, and addresses nobody ("Mr. Chairman.").
Cases it gets wrong: a statement with two headings alike ("Next Steps: …", twice) has a speaker of that name; a John
Smith who speaks once, his label in small letters, goes on with whoever spoke before him.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from quoth.words import rarity, stem

Line = tuple[str | None, str]

_NAME = r"[^\W\d_a-z][\w.'’&-]{0,30}"
_WORD = rf"(?:{_NAME}|of|the|de|la|le|von|van|der|den|di|da|del|and|for|al|el|bin|y|\d{{1,3}}|#\d{{1,3}})"
_PAREN = r"\s?\([^()\n]{1,60}\)"
_TIME = r"\s{0,6}[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_LABEL = re.compile(
    rf"(?P<name>{_NAME}(?:,? {_WORD}){{0,6}})(?P<paren>(?:{_PAREN}){{0,3}})(?P<time>{_TIME})?"
    r"(?P<sign>:(?!//)(?!\d)|\s?[—–](?=\S)|$)"
)
_RANK = (
    r"(?:Messrs|Mr|Mrs|Ms|Miss|Dr|Hon|Sen|Rep|Gov|Gen|Adm|Col|Judge|Justice|Senator|Representative|Chair(?:man|woman)?"
    r"|Secretary|Ambassador|Director|Commissioner|Governor|General|Admiral|Colonel)\.?"
)
_BEHIND = r"(?: of [A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20}){0,2})?(?:\s?[\[(][^\])\n]{1,60}[\])])?\.(?=\s|[—–]|$)[—–]?"
_CAPITALS = re.compile(
    rf"(?P<name>{_RANK} (?:(?:Mc|Mac|De|La|Le|Van|Von|Di|Du|O['’]) ?)?[A-Z]['’A-Z-]{{1,30}}"
    r"(?: [A-Z][A-Z.'’-]{0,30}){0,3}"
    rf"|The (?:Acting )?[A-Z]{{4,20}}(?: [A-Z]{{4,20}}){{0,2}}(?: pro tempore)?){_BEHIND}"
)
_ADDRESSED = r"(?:Chair|Speaker|President|Secretary|Ambassador|Leader|Vice|Senator|Minister|Mayor|Justice)"
_RANKED = re.compile(
    rf"(?P<name>{_RANK} (?!{_ADDRESSED}\w*\.)[A-Z][\w'’-]{{1,30}}(?: [A-Z][\w'’-]{{1,30}}){{0,2}}"
    r"|The (?:Chair(?:man|woman|person)?|Speaker|President|Presiding Officer|Clerk|Moderator))"
    rf"{_BEHIND}(?=\s*[A-Z“\"\[(])"
)
_IN_BRACKETS = re.compile(rf"\[(?P<name>{_NAME}(?: {_WORD}){{0,6}})\](?:{_TIME}|:)")
_CHAIR_ALONE = re.compile(
    r"(?:Mr|Mrs|Madam) (?:Deputy )?Speaker|The (?:Chair(?:man|woman|person)?|Speaker|(?:Deputy )?Presiding Officer)"
)
_ENDS = re.compile(r"[.?!:;)\]”\"’—–-]$")
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
    r"|[-=*_ ]{3,}|page \d{1,4}(?: of \d{1,4})?|share this contribution|\[\[page \w{1,8}\]\]|\{time\}\s{0,9}\d{3,4}"
    r"|\(?end\)?\s{1,40}\d{1,2}:\d{2} ?[ap]\.? ?m\.?(?: [a-z]{2,4})?)\s*",
    re.IGNORECASE,
)
_TWICE = 2
_TURNS = 0.5  # of the lines behind a sentence's end, which begin with a speaker where people speak in turns
_RARE = 5.0  # a word of one article in 150: most families' names, and few words of a heading


def lines(text: str) -> Iterator[Line]:
    """The lines of a transcript with who says each; None before the first label. Linear in the length of `text`."""
    read = [(line, _label(line)) for line in _unwrapped(text)]
    fresh = [not k or bool(_ENDS.search(read[k - 1][0])) for k in range(len(read))]
    seen = Counter(
        label.name for (_, label), new in zip(read, fresh, strict=True) if label and (new or not label.ranked)
    )
    known = [_counts(label, seen, new) for (_, label), new in zip(read, fresh, strict=True)]
    names = [new and _is_name(label) for (_, label), new in zip(read, fresh, strict=True)]
    in_turns = any(known) and sum(map(max, known, names)) >= _TURNS * sum(fresh)
    speaker: str | None = None
    for (line, label), counts, named in zip(read, known, names, strict=True):
        begins = 0
        if label and (counts or (in_turns and named)):
            speaker, begins = label.name, label.end
        if said := line[begins:].replace("**", " ").strip():
            yield speaker, said


def _counts(label: _Label | None, seen: Counter[str], new: bool) -> bool:
    """Whether a label is a speaker's by what it is, or because it comes again."""
    return label is not None and (label.sure or (seen[label.name] >= _TWICE and (new or not label.ranked)))


def _is_name(label: _Label | None) -> bool:
    """Whether a label in small letters is somebody's full name: one of its words hardly stands in news."""
    each = label.name.split() if label and not label.ranked else []
    named = 1 < len(each) < 5 and all(word[0].isupper() and word.replace(".", "").isalpha() for word in each)
    return named and any(rarity(stem(word)) >= _RARE for word in each if len(word) > 2)


def _unwrapped(text: str) -> Iterator[str]:
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\ufeff", "").split("\n"):
        if line.strip() and not _NO_WORDS.fullmatch(line[:60]):
            yield line.strip()


class _Label(NamedTuple):
    """The name that a line begins with, where its words begin, and whether once is enough to make it a speaker's.

    `ranked` says that a full stop stands behind it, and that it is not in capitals: a sentence may end so, too.
    """

    name: str
    end: int
    sure: bool
    ranked: bool = False


def _label(line: str) -> _Label | None:
    lead = _LEADING.match(line)
    at = lead.end() if lead else 0
    if question := _QUESTION.match(line, at):
        return _Label(question["name"], question.end(), question["name"] == "Q")  # "A  house" is no answer
    if official := _CAPITALS.match(line, at):
        return _Label(official["name"], official.end(), True)
    if ranked := _RANKED.match(line, at):
        return _Label(ranked["name"], ranked.end(), False, True)
    if bracketed := _IN_BRACKETS.match(line, at):
        return _Label(bracketed["name"], bracketed.end(), ":" in line[bracketed.end("name") : bracketed.end()])
    if _CHAIR_ALONE.fullmatch(line):
        return _Label(line, len(line), True)
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
    return _Label(name, end, (capitals and bool(sign)) or (told and (bool(sign) or alone)))
