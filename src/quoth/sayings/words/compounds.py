"""What is written in several words and is one: numbers with their units, dates, times of day, bodies, "well being".

`compounds` makes one word of each within a text; `rejoined` of what is one word in any of several texts.
A case it gets wrong: two words that only happen to make a third which another text has ("may be", "maybe").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quoth.sayings.words.moments import moment
from quoth.sayings.words.numerals import JOINS, number, ordinal, other_keys
from quoth.sayings.words.spelling import ABBREVIATED_MONTHS
from quoth.sayings.words.word import Word

_BODIES = {
    ("united", "states"): "u.s.", ("united", "kingdom"): "uk", ("united", "nations"): "un", ("european", "union"): "eu",
}  # fmt: skip


def rejoined(witnesses: Sequence[Sequence[Word]]) -> list[tuple[Word, ...]]:
    """`witnesses` with "well-being" and "well being" made one word wherever any of them writes "wellbeing".

    Hyphens count for nothing, so the hyphenated one equals the other; two words are another spelling of it.
    """
    known = {w.n for words in witnesses for w in words if len(w.n) >= 5}
    out = []
    for told in witnesses:
        kept: list[Word] = []
        for w in told:
            last = kept[-1] if kept else None
            beside = last is not None and (w.hyphen or w.start - last.end == 1) and not w.before  # by no cue
            if last is not None and beside and (len(last.n) > 1 or w.hyphen) and last.n + w.n in known:  # e-mail, too
                n = last.n + w.n
                t = f"{last.t}{'-' if w.hyphen else ' '}{w.t}"
                kept[-1] = replace(last, end=w.end, t=t, n=n if w.hyphen else f"{last.n} {w.n}", key=n, whole="")
            else:
                kept.append(w)
        out.append(tuple(kept))
    return out


def compounds(found: Sequence[Word], text: str, offset: int) -> Iterator[Word]:
    """`found` with every number, its scale words and its unit made one word whose key is its value and unit; dates,
    times of day and a few bodies' full names, too.
    """
    ns = [w.n for w in found]
    # "I for one am": the verb has no stops.
    full = [w.key if w.n in ABBREVIATED_MONTHS else "a.m." if w.n == "am" and "." in w.t else w.n for w in found]

    def beside(k: int) -> str | None:
        """What stands between the words `k - 1` and `k`, spaces aside; None where they are not one thing's."""
        if found[k].before or found[k].bracketed != found[k - 1].bracketed:
            return None
        return text[found[k - 1].end - offset : found[k].start - offset].strip()

    def joined(k: int) -> bool:
        return beside(k) in JOINS

    def abbreviated(k: int) -> bool:
        return joined(k) or (beside(k) == "." and found[k - 1].n in ABBREVIATED_MONTHS)

    def name(k: int) -> bool:
        return found[k].t[:1].isupper()

    i = 0
    while i < len(found):
        word = found[i]
        taken, key, alts = moment(full, i, abbreviated, name)
        if not taken:
            taken, key = number(ns, i, joined)
            alts = other_keys(key, ns[i + taken - 1]) if taken else alts
        if _body(found, i, joined):
            taken, n = 2, " ".join(ns[i : i + 2])
            yield replace(word, end=found[i + 1].end, n=n, key=_BODIES[ns[i], ns[i + 1]], capital=True)
        elif taken:
            n = " ".join(ns[i : i + taken])
            end = found[i + taken - 1].end
            yield replace(word, end=end, n=n, key=key, alts=alts, number=True, capital=False, opens=False)
        else:
            key = ordinal(word.key)
            yield word if key == word.key else replace(word, key=key)
        i += taken or 1


def _body(found: Sequence[Word], i: int, joined: Callable[[int], bool]) -> bool:
    """Whether the words `i` and `i + 1` are the full name of what papers write as initials: "United States".

    Other names are held against their initials where the two stand in one place (`quoth.sayings.collate.change`);
    these also where a quotation ends inside them.
    """
    if found[i].n not in {"united", "european"}:
        return False
    name = tuple(w.n for w in found[i : i + 2])
    return name in _BODIES and joined(i + 1) and all(w.t[:1].isupper() for w in found[i : i + 2])
