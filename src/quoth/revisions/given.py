"""Whose a quotation is said to be, and whether the other version gives it to somebody else.

What it accepts: a person or body that each version names beside the very words, the two without a word of a name in
common: “We stay,” Oda said, where it was “We stay,” Brenn said.
What guards it: a statement whose source is “he” or “the mayor” is nobody's here, for whom that means is found in the
rest of the article. Where both names stand beside the words in both versions, only quoth read them otherwise. Of words
that a version quotes more than once all must be somebody else's.
A case it gets wrong: “he said” in both, where the sentence before now names somebody else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quoth.attributions import lexicon as lex
from quoth.sayings.names import name_words
from quoth.types import Attributed, Attribution, Span
from quoth.words import words

SLACK = 40  # code points beyond a statement in which a name stands beside it, too


class Statements:
    """The attributions of a version, to ask for that of a quotation."""

    def __init__(self, version: Attributed) -> None:
        parts = ((s.start, n, s.end) for n, one in enumerate(version.attributions) for s in one.content)
        self._parts = sorted(parts)
        self._longest = max((end - start for start, _, end in self._parts), default=0)
        self._all = version.attributions
        self._text = version.article.text

    def of(self, span: Span) -> Attribution | None:
        """The attribution that has most of `span`, the first of several; None where none has any."""
        first = bisect_left(self._parts, (span.start - self._longest,))
        shared: dict[int, int] = {}
        for start, n, end in self._parts[first : bisect_left(self._parts, (span.end,))]:
            if both := max(0, min(end, span.end) - max(start, span.start)):
                shared[n] = shared.get(n, 0) + both
        return self._all[min(shared, key=lambda n: (-shared[n], n))] if shared else None

    def named(self, span: Span) -> frozenset[str]:
        """The words of the name of who says `span`, if the statement's own source has one of them; else nothing."""
        one = self.of(span)
        if one is None:
            return frozenset()
        name = frozenset(name_words(one)) - lex.PRONOUNS
        return name if any(w.stem in name for s in one.source for w in words(s.text)) else frozenset()

    def reach(self, span: Span) -> tuple[int, int]:
        """How many code points before and behind `span` its statement goes."""
        one = self.of(span)
        spans = (*one.source, *one.cue, *one.content) if one else ()
        before = max((span.start - s.start for s in spans), default=0)
        return max(0, before), max(0, max((s.end - span.end for s in spans), default=0))

    def beside(self, span: Span, reach: tuple[int, int]) -> frozenset[str]:
        """The words that stand so far before and behind `span`, and SLACK more."""
        before = words(self._text, max(0, span.start - reach[0] - SLACK), span.start)
        behind = words(self._text, span.end, min(len(self._text), span.end + reach[1] + SLACK))
        return frozenset(w.stem for w in (*before, *behind))


def given_away(old: Sequence[Span], then: Statements, new: Sequence[Span], now: Statements) -> bool:
    """Whether the quotations `old` are all named speakers' `then`, and `new`, the same, all others' `now`."""
    was, is_now = [then.named(span) for span in old], [now.named(span) for span in new]
    if not (all(was) and all(is_now)) or frozenset().union(*was) & frozenset().union(*is_now):
        return False
    return all(
        a.isdisjoint(now.beside(after, then.reach(before))) or b.isdisjoint(then.beside(before, now.reach(after)))
        for before, a, after, b in zip(old, was, new, is_now, strict=False)
    )
