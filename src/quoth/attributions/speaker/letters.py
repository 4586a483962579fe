"""Speakers whom a line of an interview, a chat or a post names by a label: "AQ: It rained" for Ada Quill, "Q: Why?" and
"A: It rained", "ada.q: It rained", "It rained. — No More Rain (@nomorerain) May 3, 2016".

Initials are those of the one person with such a name in the article. Who answers ("A") is the person whom the text
before the first question says was spoken with, else the only one who speaks in it or whom it names or whom its first
line names; who asks ("Q") is nobody with a name. A label in small letters is whom its brackets named once ("ada.q (Ada
Quill, editor)"), else the one person with such a name in the article, else called as it stands: then it must come three
times, or have its line for itself. What a post's author is called there, before the handle, is nobody of whom only a
word is in it.

What guards it: initials that fit two people, and an interview introduced with several people, give no name.
A case it gets wrong: an interview that is introduced with somebody else's name only, as the book's that it is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache

from quoth.attributions import lexicon as lex
from quoth.attributions.layouts.turns import ANSWERS, ASKS, is_letter
from quoth.attributions.speaker.answers import UNKNOWN, Answer, Reading, either, entity_answer
from quoth.types import Attribution, Span, Speaker

_SMALL = re.compile(r"([a-z][\w.’'-]*(?: [a-z][\w.’'-]*){0,3})(?: \(([^()\n]{3,60})\))?")
_SMALL_LINE = re.compile(r"(?:^|\n)[ \t]*([a-z][\w.’'-]*):")
_AGAIN = 3  # times that a label in small letters stands in a text that nobody is named by
_HANDLE = re.compile(r"[ \t]?\(@\w{1,20}\)")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}")
_FIRST = re.compile(r"(?:^|\n)[ \t]*(?:Q|A|[Qq]uestion|[Aa]nswer|QUESTION|ANSWER)[ \t]?[:.]")
_MET = re.compile(
    r"\b(?:(?:spoke|spoken|speaks?|speaking|talk(?:ed|s|ing)?|sat down|sits down|caught up|chat(?:ted|s)?)"
    r" (?:\w+ ){0,3}?(?:with|to)|interview(?:ed|s|ing)?(?: with| of)?|conversation with|Q ?& ?A with"
    r"|questions? (?:to|for)|asked|asks|joined by)\b",
    re.IGNORECASE,
)
_COMMON = lex.PRONOUNS | lex.SPEAKING | lex.PLURAL_PEOPLE | lex.DETERMINERS
_NEAR = 120  # code points behind "spoke with" in which the name begins
_PEOPLE = 200  # looked at, at most: keeps hostile text linear
_INTRODUCTION = 12_000  # code points before the first question


def lettered(reading: Reading, a: Attribution) -> Answer | None:
    """The answer for a label of letters; None where the source of `a` is none."""
    if len(a.source) != 1:
        return None
    if _HANDLE.match(reading.cast.text, a.source[0].end) and not _is_somebody(reading, a.source[0]):
        return Answer(Speaker(" ".join(a.source[0].text.split()), "unnamed"))
    if a.cue and a.cue[0].text not in (":", ".", "))"):
        return None
    label = a.source[0].text
    if small := _SMALL.fullmatch(label):
        return _small(reading, a.source[0], small, alone=not a.cue)
    if not a.cue:
        return None
    if is_letter(label):
        fold = label.casefold()
        if fold in ASKS:
            return Answer(UNKNOWN, f"“{label}” says only that somebody asks")
        return _answering(reading, label) if fold in ANSWERS else None
    if not _INITIALS.fullmatch(label):
        return None
    letters = label.replace(".", "").casefold()
    fit = []
    for i, e in enumerate(reading.cast.entities[:_PEOPLE]):
        parts = [p for w in e.words for p in w.split("-") if p]
        if e.kind == "person" and len(parts) > 1:
            own = "".join(p[0] for p in parts)
            if letters in (own, own[0] + own[-1]):
                fit.append(i)
    return entity_answer(reading, fit[0]) if len(fit) == 1 else None


def _is_somebody(reading: Reading, author: Span) -> bool:
    """Whether what a post's author is called there is the name of somebody of the article, titles apart: all of it, a
    name of two words or more that ends it, or one that begins as people's names do ("Ada Quill for Harbour Board").
    """
    cast = reading.cast
    for n in cast.within(author.start, author.end):
        words = cast.entities[n.entity].words if n.entity is not None else ()
        ends = n.end >= author.end
        if (ends and (n.start <= author.start or len(words) > 1)) or (words[:1] and words[0] in lex.GIVEN_NAMES):
            return True
    return False


def _small(reading: Reading, source: Span, label: re.Match[str], *, alone: bool) -> Answer | None:
    """Whoever is named by a label in small letters that begins its line, "ada.q (Ada Quill, editor)" before a colon or,
    `alone`, "ada quill" on a line of its own; None where it is none.
    """
    cast, own, words = reading.cast, label[1], label[1].split()
    line = cast.text.rfind("\n", 0, source.start) + 1
    if cast.text[line : source.start].strip() or any(w in _COMMON or lex.singular(w) in _COMMON for w in words):
        return None
    if cast.text[source.end : source.end + 1] != "\n" if alone else len(words) > 1:
        return None
    if label[2]:
        inside = cast.within(source.start + label.start(2), source.start + label.end(2))
        people = [n.entity for n in inside if n.entity is not None and cast.entities[n.entity].kind == "person"]
        if people:
            reading.labels.setdefault(own, people[0])
    if own not in reading.labels:
        wanted = set(words)
        people = [i for i, e in enumerate(cast.entities[:_PEOPLE]) if e.kind == "person" and wanted <= set(e.words)]
        if len(people) != 1:
            return Answer(Speaker(own, "person")) if alone or _often(cast.text)[own] >= _AGAIN else None
        reading.labels[own] = people[0]
    return entity_answer(reading, reading.labels[own])


@lru_cache(maxsize=1)
def _often(text: str) -> Counter[str]:
    """How often each label in small letters begins a line."""
    return Counter(m[1] for m in _SMALL_LINE.finditer(text))


def _answering(reading: Reading, label: str) -> Answer:
    """Whoever answers in an interview."""
    cast = reading.cast
    first = _FIRST.search(cast.text)
    until = first.start() if first else 0
    start = max(0, until - _INTRODUCTION)
    people = [
        (n.start, n.entity)
        for n in cast.within(start, until)
        if n.entity is not None and cast.entities[n.entity].kind == "person"
    ][:_PEOPLE]
    met = set()
    for m in _MET.finditer(cast.text, start, until):
        behind = next((p for p in people if m.end() <= p[0] < m.end() + _NEAR), None)
        if behind and "\n" not in cast.text[m.end() : behind[0]]:
            met.add(behind[1])
    before = reading.said[: bisect_left(reading.said, until, key=lambda s: s[0])]
    spoke = {e for _, said, _ in before for e in said.entities if cast.entities[e].kind == "person"}
    line = cast.text.find("\n", 0, until)
    headed = {e for at, e in people if at < line}
    for meant in (met, spoke, {e for _, e in people}, headed):
        if len(meant) == 1:
            return entity_answer(reading, meant.pop())
    names = [cast.entities[e].name for e in dict.fromkeys(e for _, e in people)]
    told = f"could be {either(names[:3])}" if names else "answers, and nobody was named before the first question"
    return Answer(None, f"“{label}” {told}")
