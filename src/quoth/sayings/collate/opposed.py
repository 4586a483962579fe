"""Whether one word turns what another says: "up" and "down", "lawful" and "unlawful", "he" and "she", "say" and "said".

What it accepts: listed opposites, persons and tenses (`senses`), a negating prefix or "-less", a regular past.
"""

from __future__ import annotations

from quoth.sayings.collate import senses
from quoth.sayings.collate.senses import Sense


def opposed(a: str, b: str) -> Sense | None:
    """In which sense the word with the key `b` says the opposite of that with `a`, or the same of another time or
    person; None where it does not. The order of the two says nothing.
    """
    if frozenset((a, b)) in senses.OPPOSITES:
        return "direction"
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and any(long == prefix + short for prefix in ("un", "in", "im", "il", "ir", "dis", "non")):
        return "negation"
    if len(short) >= 4 and long == short + "less":
        return "negation"
    if (a in senses.PERSONS) and (b in senses.PERSONS) and senses.PERSONS[a] != senses.PERSONS[b]:
        return "person"
    if a in senses.TENSES and b in senses.TENSES:
        return "tense" if senses.TENSES[a][0] == senses.TENSES[b][0] and senses.TENSES[a] != senses.TENSES[b] else None
    return "tense" if _past_of(short, long) else None


def _past_of(verb: str, past: str) -> bool:
    """Whether `past` is the regular past of `verb`; a participle used as an adjective is taken for one, too."""
    stem = verb[:-1] if verb.endswith(("s", "e")) and not verb.endswith("ss") else verb
    return len(stem) >= 3 and past in {f"{stem}ed", f"{stem}d", f"{stem}{stem[-1]}ed", f"{stem[:-1]}ied"}
