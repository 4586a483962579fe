"""Whether the words of two sides are one but for their spelling: the same letters, initials, "5-4" and "5 to 4"."""

from __future__ import annotations

from quoth.sayings.collate.side import Side, Words
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Break


def spelled(ours: Words, theirs: Words) -> tuple[int, int] | None:
    """How many words of either side are the same letters, all of the shorter side: "he'll" and "hell because it is";
    or both all, where one is the other's initials.
    """
    if _initials(ours, theirs):
        return len(ours), len(theirs)
    for a, b in ((len(ours), len(theirs)), *((n, len(theirs)) for n in (1, 2)), *((len(ours), n) for n in (1, 2))):
        if a <= len(ours) and b <= len(theirs) and _letters(ours[:a]) == _letters(theirs[:b]) != "":
            return a, b
    return None


def ranges(base: Side, other: Side, ours: Words, theirs: Words) -> bool:
    """Whether all that differs is the "to" of "5 to 4" for the hyphen or dash of "5-4"."""
    lacking = base if not ours else other
    if [w.key for w in (*ours, *theirs)] != ["to"] or not lacking.left or not lacking.right:
        return False
    least, most = lacking.left[-1], lacking.right[0]
    return least.number and most.number and (most.hyphen or most.before == Break.DASH)


def _initials(one: Words, other: Words) -> bool:
    """Whether the one is the other's initials: "EU" and "European Union", "U.S." and "United States"."""
    short, long = sorted((one, other), key=len)
    if len(short) != 1 or len(long) < 2 or not short[0].t.replace(".", "").isupper():
        return False
    names = [w for w in long if w.t[:1].isupper() or w.key not in SMALL]
    return len(names) > 1 and "".join(w.t[:1] for w in names) == short[0].t.replace(".", "")


def _letters(words: Words) -> str:
    """All letters in a row: "he'll" and "hell", "per cent" and "percent" agree. Figures keep their marks and stay
    apart: "1.5" and "15" do not agree, nor do "20 19" and "2019"; "3.30" and "3:30" do.
    """
    letters = ""
    for n, w in enumerate(words):
        kept = "$€£¥%.,:" if w.number else "$€£¥%"
        apart = w.number and n > 0 and words[n - 1].number
        letters += " " * apart + "".join(c for c in w.n if c.isalnum() or c in kept).replace(":", ".")
    return letters
