"""Names that the network marked whole in one place of an article and cut in another: "Keepers of Harbours"
here, "Harbours" there.

What it accepts: a name of two words or more, letter for letter, of which a part is marked. What guards it: nothing that
is marked reaches over its ends; it was marked whole outside headlines, without a title.
A case it gets wrong: a name that was marked with a word too many, where it stands again with the same word behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from quoth.attributions import lexicon as lex
from quoth.attributions.names.fragments import headlined
from quoth.attributions.words import Prose, Word
from quoth.types import Mention, MentionKind

_LONGEST = 80  # code points of a name that is looked for
_EACH = 8  # names with one first word, at most: keeps hostile text linear


def marked_alike(prose: Prose, mentions: Sequence[Mention]) -> list[Mention]:
    """`mentions` in order, whole where the article has the same name whole elsewhere. Time is linear."""
    given = sorted(mentions, key=lambda m: (m.start, m.end))
    names = _whole_names(prose, given)
    starts = [m.start for m in given]
    out: list[Mention] = []
    done = reached = 0  # of `given`, and up to where the text has been taken
    for w in prose.words if names else ():
        if w.start < reached or w.text not in names:
            continue
        name = next((n for n in names[w.text] if _stands(prose.text, n, w.start)), None)
        if name is None:
            continue
        end = w.start + len(name)
        k = bisect_left(starts, w.start, lo=done)
        inside = given[k : bisect_left(starts, end, lo=k)]
        over = (k > 0 and given[k - 1].end > w.start) or any(m.end > end for m in inside)
        over = over or (len(inside) == 1 and inside[0].start == w.start and inside[0].end == end)
        if not inside or over:
            continue
        out += [*given[done:k], Mention(w.start, end, names[w.text][name])]
        done, reached = k + len(inside), end
    return [*out, *given[done:]]


def _whole_names(prose: Prose, mentions: Sequence[Mention]) -> Mapping[str, Mapping[str, MentionKind]]:
    """The names of two words or more by their first word, the longest first, each with its kind; none that was marked
    as of two kinds.
    """
    names: dict[str, dict[str, MentionKind]] = {}
    for m in mentions:
        shown = prose.text[m.start : m.end]
        if m.kind not in ("organization", "person") or not 2 < len(shown) <= _LONGEST or "\n" in shown:
            continue
        words = prose.words_in(m.start, m.end)
        whole = len(words) > 1 and words[0].start == m.start and words[-1].end == m.end and not words[-1].possessive
        if whole and _is_name(words):
            here = names.setdefault(words[0].text, {})
            if shown in here:
                here[shown] = here[shown] if here[shown] == m.kind else "other"
            elif len(here) < _EACH and not headlined(prose, prose.word_at(m.start)):
                here[shown] = m.kind
    agreed = {first: [n for n in here.items() if n[1] != "other"] for first, here in names.items()}
    return {first: dict(sorted(here, key=lambda n: -len(n[0]))) for first, here in agreed.items() if here}


def _is_name(words: Sequence[Word]) -> bool:
    """Whether words begin and end as a name does: no title before it, no people behind it ("the Founding Mothers")."""
    first, last = words[0], words[-1]
    capital = first.text[0].isupper() and last.text[0].isupper()
    return capital and first.fold not in lex.TITLES and lex.singular(last.fold) not in lex.PERSON_NOUNS


def _stands(text: str, name: str, at: int) -> bool:
    """Whether `name` stands at `at` and its last word ends there."""
    after = text[at + len(name) : at + len(name) + 1]
    return text.startswith(name, at) and not (after.isalnum() or after in ("-", "_", "&"))
