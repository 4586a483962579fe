"""The words of a noun phrase as they are shown: without marks at its edges, up to its relative clause.

"Ada Quill, who chairs the board" is "Ada Quill", "a glazier with whom she spoke" a glazier, but "some of whom" stays as
it is: they are who is meant.
A case it gets wrong: "the quay — it closed — board", which ends at the dash.
"""

from __future__ import annotations

import re

_RELATIVE_CLAUSE = re.compile(  # a run of white space is looked at once, from where it begins
    r"(?:,|--|[–—]|(?<!\s))\s+(?:who|whom|whose|which|that)\b|(?<!\s)\s*(?:--|[–—])\s"
)
_GOVERNED = re.compile(
    r"(?:\b((?:some|many|most|all|both|one|two|three|none|several|few|each|half|any|either|neither) of)"
    r"|,? (?:of|for|with|to|from|by|in|on|at|under))$"
)
"""What stands before "whom", "which", "that": a number of them, or a preposition."""
_OWNING = re.compile(r"\s[a-z]+[’']s$")
_WORDS = 14  # code points of it, at most
_EDGES = ' \t\n,;:.–—-"“”()'


def noun_phrase(text: str, start: int, end: int) -> str:
    """The words of `start:end` up to their relative clause, trimmed of punctuation; without the ending of a noun that
    owns what is said: "the family" of "the family’s", but "Vale’s" may be a name.
    """
    cuts = (_clause(text, start, m) for m in _RELATIVE_CLAUSE.finditer(text, start, end))
    start, end = trimmed(text, start, next((cut for cut in cuts if cut > start), end))
    shown = " ".join(text[start:end].split()).removesuffix("’").removesuffix("'")
    return shown[:-2] if _OWNING.search(shown) else shown


def _clause(text: str, start: int, m: re.Match[str]) -> int:
    """Where the relative clause begins whose pronoun `m` is, or 0 where it begins none: before its preposition ("for
    whom she worked"), but behind "some of whom", which are who is meant; "that" behind a preposition points.
    """
    before = _GOVERNED.search(text, max(start, m.start() - _WORDS), m.start())
    if before is None:
        return m.start()
    if m[0].endswith("that"):
        return 0
    return m.end() if before[1] else before.start()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without the marks and white space at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
