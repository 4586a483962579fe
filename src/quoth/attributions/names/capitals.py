"""Names in a headline that has capitals throughout: "Quill Caves To Bank" is of Quill, whom the article also names.

What it accepts: a name in a headline whose further words stand with a capital nowhere else in the article, the first
of them in the form of a verb in the present, behind a word that does; and one that begins with such a verb behind
other words of the headline, where all else of it is of a name below ("Mayor Calls Quill Unfit"). What guards it: a
headline that breaks off there has no verb; a word in -s that a body's name may end with stays; where the article has
no part of the name nothing is cut. A case it gets wrong: a surname in -s that the article spells in no other place,
"Ada Willows Quits" where all else that it has is "Ada".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.names.bare_names import Found
from quoth.attributions.words import Prose, Word

_NO_VERB = ("ss", "us", "is", "’s", "'s")
_LEAST = 4  # letters of a verb in -s


def cut(prose: Prose, found: Sequence[Found], heads: Sequence[tuple[int, int]]) -> list[Found]:
    """`found` in the same order, those in the stretches `heads` without the verb that capitals made a part of them, and
    without those of which only a common noun is left. Time is linear.
    """
    if not heads:
        return list(found)
    held = {w.fold for w in prose.words if w.text[0].isupper() and not _within(heads, w.start)}
    names = {w.fold for f in found if not _within(heads, f.start) for w in f.name}
    out = []
    for f in found:
        head = next((h for h in heads if h[0] <= f.start < h[1]), None)
        at = _verb(prose, f, held, head[1]) if head else None
        if head and _begins_with_verb(prose, f, held, names, head[0]):
            out.append(replace(f, start=f.name[1].start, name=f.name[1:], lead=()))
        elif at is None:
            out.append(f)
        elif f.name[at - 1].fold not in lex.PERSON_NOUNS or f.lead:
            out.append(replace(f, end=f.name[at - 1].end, name=f.name[:at]))
    return out


def _within(heads: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in heads)


def _verb(prose: Prose, f: Found, held: set[str], end: int) -> int | None:
    """The number of the word of a name that is a verb; None where none is."""
    if not prose.words_in(f.end, end):
        return None
    for k in range(1, len(f.name)):
        known = f.name[k - 1].fold in held or f.name[k - 1].fold in lex.PERSON_NOUNS
        if known and _is_verb(f.name[k]) and not any(w.fold in held for w in f.name[k:]):
            return k
    return None


def _begins_with_verb(prose: Prose, f: Found, held: set[str], names: set[str], start: int) -> bool:
    """Whether the first word of a name is a verb, the subject of which stands before it in the headline."""
    if len(f.name) < 2 or not prose.words_in(start, f.name[0].start):
        return False
    return _is_verb(f.name[0]) and f.name[0].fold not in held and all(w.fold in names for w in f.name[1:])


def _is_verb(w: Word) -> bool:
    shaped = w.text.endswith("s") and not w.text.endswith(_NO_VERB) and len(w.text) >= _LEAST and not w.possessive
    return shaped and w.fold not in lex.BODY_NAME_WORDS and lex.singular(w.fold) not in lex.SPEAKING
