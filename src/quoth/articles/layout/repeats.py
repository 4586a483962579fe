"""Lines that say nothing but what another line says: pull quotes, decks and highlights taken from the article, captions
printed twice.

A page shows such a line beside its text, for the eye; copied text has it between two paragraphs. What is said in it is
said where it was taken from, with its speaker, so the line itself reports nothing.

What guards it: five words or more and no more than `_LONGEST`, all of which stand in a row in a longer line of the
same article, case and signs apart; of two equal lines the first stays, and they must have ten words, unless it is the
first line of all: a headline printed twice. An announced line (a colon above it) stays, as does one that begins with a
name and a colon. Below such a line a name alone belongs to it.
A case it gets wrong: a speech, printed as an article, that takes up a sentence again in a paragraph of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SIGNED = re.compile(r"(?:[—―–] ?[A-Z“][^.!?\n]{2,80}|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}, [^.!?\n]{2,60})\.?[”\"]?")
_LABEL = re.compile(r"[A-Z][\w.’' -]{0,40}:\s")
_LEAST, _LONGEST, _EQUAL = 5, 45, 10
"""Words of such a line: of 210 here in 130 of 1,500 articles the longest that is one has 43; of equal lines with nine
words or fewer some are sentences that their author says twice."""
_LONGER = 3  # words that the other line has more, at least
_KEY = 4  # words by which places are found
_PLACES = 16  # of one key that are compared
_MOST = 300_000  # code points that are looked at; statements are not looked for further on


def repeated(text: str, lines: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The numbers of those of `lines`, places in `text`, that only repeat others. Time is linear."""
    words: list[str] = []
    begin = [0]  # the first word of each line
    for start, end in lines:
        if end > _MOST:
            break
        words += _WORD.findall(text[start:end].casefold().replace("’", "'"))
        begin.append(len(words))
    short = [i for i in range(1, len(begin) - 1) if _LEAST <= begin[i + 1] - begin[i] <= _LONGEST]
    wanted: dict[tuple[str, ...], list[tuple[int, int]]] = {tuple(words[begin[i] : begin[i] + _KEY]): [] for i in short}
    first = {key[0] for key in wanted}
    for at in (at for at, word in enumerate(words) if word in first):
        places = wanted.get(tuple(words[at : at + _KEY]))
        if places is not None and len(places) < _PLACES:
            places.append((bisect_right(begin, at) - 1, at))
    found: set[int] = set()
    for i in short:
        own = words[begin[i] : begin[i + 1]]
        for j, at in wanted[tuple(own[:_KEY])]:
            longer = begin[j + 1] - begin[j] - len(own)
            equal = longer == 0 and j < i and (j == 0 or len(own) >= _EQUAL) and j not in found
            if j == i or not (longer >= _LONGER or equal):
                continue
            if words[at : at + len(own)] == own and at + len(own) <= begin[j + 1] and not _stays(text, lines, i):
                found.add(i)
                break
    return frozenset(found)


def is_signature(line: str) -> bool:
    """Whether a line below a pull quote names only who said it: "Ada Quill, harbour master", "— The mayor"."""
    return bool(_SIGNED.fullmatch(line))


def _stays(text: str, lines: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether line `i` is announced by the line above it, or labelled."""
    above = text[lines[i - 1][0] : lines[i - 1][1]][-3:].rstrip("*_ ")
    return above.endswith(":") or bool(_LABEL.match(text, lines[i][0], min(lines[i][1], lines[i][0] + 60)))
