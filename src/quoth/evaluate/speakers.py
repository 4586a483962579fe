"""Whether the right person was named, where the gold says who speaks.

A speaker is right when he is called by the gold's name, case, punctuation and a title before it aside. An organization
also when all words of one name are in the other, a group or somebody unnamed when half the gold's words are there.
Where the gold names nobody (types author and unknown), nobody may be named. These are the rules by which quoth's own
figures are counted (docs/benchmarks.md).
"""

from __future__ import annotations

import re

Named = tuple[str, str]
"""A speaker's name and type, as in the format ``quoth/1``."""

_TITLES = frozenset(
    ("mr", "mrs", "ms", "dr", "sen", "senator", "rep", "gov", "governor", "president", "secretary", "sir", "the")
)
_OWNER = re.compile(r"[’']s\b")
_WORD = re.compile(r"\w+")


def same(gold: Named, found: Named | None) -> bool:
    """Whether `found`, None where the answer was withheld, is the speaker that the gold names."""
    want, got = _words(gold[0]), _words(found[0]) if found else []
    match gold[1]:
        case "author" | "unknown":
            return not got and (found is None or found[1] in {"author", "unknown"})
        case "organization":
            return bool(got) and (got == want or set(got) <= set(want) or set(want) <= set(got))
        case "group" | "unnamed":
            return bool(got) and 2 * len({*got} & {*want}) >= len({*want})
        case _:
            return got == want


def _words(name: str) -> list[str]:
    words = _WORD.findall(_OWNER.sub("", name).casefold())
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return words
