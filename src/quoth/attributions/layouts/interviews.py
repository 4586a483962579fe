"""Interviews in which neither question nor answer has a label: their questions were bold on the page, and are no more.

    Tom Moss spoke with Ada Quill, who runs the port. An edited version of the conversation follows.

    What has the rain done to you?

    I lost two boats.

    We had no help at all.

`answers_of` tells each answer whole, with the name of whoever was spoken with, where the text introduces him, as its
source. Who asks is not told.

What guards it: the text must say that a conversation follows, or that one was edited; one person only is spoken with
before the first question; three questions or more, most of the answers by somebody who says "I" or "you". A question is
a paragraph that ends with one, is short or says "you", and does not itself say "I think"; the last answer goes on only
as `paragraphs.going_on` allows.
A case it gets wrong: an answer whose paragraph ends with a short question, and one to a request ("Tell me more.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.attributions.layouts import Told
from quoth.attributions.layouts.paragraphs import MOST, asks, ends, going_on, in_person, paragraphs
from quoth.types import Mention, Part, Span

_WORDS = r"(?:conversation|interview|discussion|chat|exchange|Q ?& ?A)"
_ANNOUNCED = re.compile(
    rf"\b(?:transcript|version|excerpts?|highlights) (?:of|from) (?:\w+ ){{1,4}}?{_WORDS}\b"
    rf"|\b(?:this|the|our|their|his|her) {_WORDS} (?:was|has been|follows|is)\b"
    r"|\bwas (?:lightly )?(?:edited|condensed)\b"
    r"|\b(?:edited|condensed)(?: and \w+)? for (?:length|clarity|space|brevity)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:spoke|speaks|spoken|talked|talks|chatted|sat down|sits down|caught up|conversation|interview|Q ?& ?A)"
    r" (?:\w+ ){0,3}?(?:with|to)\b|\b(?:interviewed|called up|asked|reached|joined by)\b",
    re.IGNORECASE,
)
_NEAR = 160  # code points behind "spoke with" in which the name begins
_SHORT, _LONG = 200, 700  # code points of a question at most: of one that does not say "you", of any
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_OWN = re.compile(r"\bI (?:think|mean|believe|guess|know|have)\b|^(?:And|Because|So) I\b")
_LEAST = 3  # questions
_PERSON = 0.5  # of the answers have an "I" or a "you"
_PARAGRAPHS = 4_000  # of one text: keeps hostile text linear


def answers_of(text: str, mentions: Sequence[Mention], parts: Sequence[Part] = ()) -> list[Told]:
    """The answers of an interview without labels, in order; none where `text`, whose names are `mentions`, is none."""
    said = _ANNOUNCED.search(text)
    if said is None:
        return []
    heads = [p for p in parts if p.kind == "headline"]
    found = [p for p in paragraphs(text, 0, len(text))[:_PARAGRAPHS] if not any(h.start <= p[0] < h.end for h in heads)]
    asked = [k for k, place in enumerate(found) if _is_question(text, place)]
    start = found[asked[0]][0] if asked else 0
    if said.start() < start:
        asked = [k for k in asked if found[k][0] > said.end()]
    if len(asked) < _LEAST:
        return []
    who = _spoken_with(text, found[asked[0]][0], mentions)
    if who is None:
        return []
    names = re.compile(rf"\b{re.escape(who.text.split()[-1])}\b")
    answers = [found[a + 1 : b][:MOST] for a, b in zip(asked, [*asked[1:], len(found)], strict=True)]
    answers[-1] = going_on(text, answers[-1], names)
    answers = [[p for p in answer if ends(text, *p) and text[p[0]] not in "(["] for answer in answers]
    answers = [answer for answer in answers if answer and not any(names.search(text, *p) for p in answer)]
    person = sum(any(in_person(text[a:b]) for a, b in answer) for answer in answers)
    if len(answers) < _LEAST or person < _PERSON * len(answers):
        return []
    return [Told(who, None, tuple(Span.of(text, *p) for p in answer)) for answer in answers]


def _is_question(text: str, place: tuple[int, int]) -> bool:
    start, end = place
    if not asks(text, start, end) or end - start > _LONG:
        return False
    shown = text[start:end]
    return bool(end - start <= _SHORT or _YOU.search(shown)) and not _OWN.search(shown)


def _spoken_with(text: str, until: int, mentions: Sequence[Mention]) -> Span | None:
    """Where the one person with whom somebody speaks is named by two words or more; None where that is not one."""
    people = [m for m in mentions if m.kind == "person" and m.end <= until]
    met: dict[str, Span] = {}
    for m in _MET.finditer(text, 0, until):
        named = next((p for p in people if m.end() <= p.start < m.end() + _NEAR), None)
        if named and "\n" not in text[m.end() : named.start]:
            span = Span.of(text, named.start, named.end)
            met.setdefault(span.text.split()[-1], span)
    if len(met) != 1:
        return None
    last, span = met.popitem()
    whole = (Span.of(text, p.start, p.end) for p in people if text[p.start : p.end].endswith(last))
    return next((s for s in whole if " " in s.text), span if " " in span.text else None)
