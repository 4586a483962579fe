"""Transcripts as JSON, as speech recognisers and interfaces write them: a list of pieces, each with its words and,
where it is known, who says them; also one piece a line.

Of several lists in a file (single words, segments, turns) the one is taken whose pieces are longest and that has as
good as all of the words. What is sought are the names that tables are read by (`tabled`).
A case it gets wrong: a file in which the words stand under a name that is not among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quoth.records.labelled import Line
from quoth.records.tabled import TEXT, WHO

_ALL = 0.8  # of the words of the list that has most, from which a list is one of them all
_DEEP = 6  # objects and lists in which a list is looked for


def pieces(text: str) -> Sequence[Mapping[str, Any]] | None:
    """The pieces of a transcript; None where `text` is no JSON, or has none with words."""
    if text[:200].lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return None
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        try:
            value = [json.loads(line) for line in text.lstrip("\ufeff").splitlines() if line.strip()]
        except (ValueError, RecursionError):
            return None
    found = [(sum(len(_under(p, TEXT)) for p in one), one) for one in _lists(value)]
    most = max((size for size, _ in found), default=0)
    whole = [one for size, one in found if most and size >= _ALL * most]
    return min(whole, key=len) if whole else None


def lines(found: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """The pieces in order with who says each; a piece that names nobody goes on with nobody."""
    for piece in found:
        if said := _under(piece, TEXT).strip():
            yield _under(piece, WHO).strip() or None, said


def _lists(value: Any) -> Iterator[Sequence[Mapping[str, Any]]]:
    """The lists of objects with words in `value`, however they are wrapped."""
    waiting = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        inside = list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
        objects = [each for each in inside if isinstance(each, dict)] if isinstance(one, list) else []
        if any(_under(each, TEXT) for each in objects):
            yield objects
        if depth < _DEEP:
            waiting += [(each, depth + 1) for each in inside if isinstance(each, dict | list)]


def _under(piece: Mapping[str, Any], names: frozenset[str]) -> str:
    """What stands in a piece under one of `names`; a speaker may be an object with a name, or a number."""
    for key, given in piece.items():
        if key.lower() in names:
            value = given.get("name") if isinstance(given, dict) else given
            if isinstance(value, str) or (names is WHO and isinstance(value, int) and not isinstance(value, bool)):
                return str(value)
    return ""
