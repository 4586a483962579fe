"""What was forwarded in the text of a mail: who wrote it first, on which day, and which lines are only its head.

Mail programs write sender, day and subject of a message above its words when somebody sends them on. A release that
reached the desk so is its first sender's. What guards it: little stands above such a head and more below it. A case it
gets wrong: a release that somebody copied into a message of his own has him for its outlet; metadata puts that right.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parseaddr
from itertools import islice

from quoth.articles.feed.item import date_of
from quoth.articles.html import PageText
from quoth.types import Part

_HEAD_FIELD = re.compile(
    r"^[> \t]*\*?(From|Sent|Date|To|Cc|Subject|Reply-To):\*?[ \t]*(.{1,300})$", re.IGNORECASE | re.MULTILINE
)
_HEAD = re.compile(
    r"^(?:[> \t]*+(?:-{2,20}[ \t]?(?:Forwarded|Original) message[ \t]?-{2,20}|Begin forwarded message:|_{20,40})"
    r"[ \t]*+(?:\r?\n[> \t]*+){1,4}+)?"
    r"[> \t]*+\*?From:\*?[ \t].{1,300}(?:\r?\n){1,2}"
    r"(?:[> \t]*+\*?(?:Sent|Date|To|Cc|Subject|Reply-To):\*?[ \t].{0,300}(?:(?:\r?\n){1,2}|\Z)){2,6}",
    re.IGNORECASE | re.MULTILINE,
)
"""The head of a message that was forwarded, as mail programs write it into the text."""
_COVER, _FEW = 60, 12  # words above and below such a head
_LOOK = 2_000  # characters in which they are counted
_MOST_HEADS = 20


def told_apart(found: PageText) -> tuple[PageText, str | None, str | None]:
    """A text whose words were forwarded, with its heads as link lines, and who sent those words on which day.

    That is where no more than `_COVER` words stand above the head of the message that was forwarded, and more below it;
    of heads with so little between them the last one counts, as they were forwarded again and again.
    """
    sender = sent = None
    heads: list[tuple[int, int]] = []
    after = 0
    for m in islice(_HEAD.finditer(found.text), _MOST_HEADS):
        above, below = found.text[after : m.start()], found.text[m.end() : m.end() + _LOOK]
        if len(above) > _LOOK or len(above.split()) > _COVER or len(below.split()) < _FEW:
            break
        heads.append(m.span())
        after = m.end()
        fields = {f[1].lower(): f[2].strip() for f in _HEAD_FIELD.finditer(m.group())}
        name, address = parseaddr(fields.get("from", ""))
        sender = name.strip(" '\"") or address.rpartition("@")[2] or fields.get("from") or sender
        sent = date_of(fields.get("date") or fields.get("sent")) or sent
    if not heads:
        return found, None, None
    outside = [p for p in found.parts if not any(start <= p.start < end for start, end in heads)]
    parts = sorted([*outside, *(Part("link", start, end) for start, end in heads)], key=lambda part: part.start)
    return replace(found, parts=tuple(parts)), sender, sent
