"""What was edited between two versions of one article: its quotations, word by word.

Versions are the revisions that a store keeps of one place, or articles of one run that state the same address. The
earlier one is the base: words that it has and the later one lacks were cut. Only what stands in quotation marks is
compared; the rest of an article may be rewritten freely, but nobody can have said yesterday's words otherwise today.

What it accepts: outermost quotations of three words or more. Those that are the same in both are laid aside, wherever
they stand; the others are paired by their words in common, the most alike first, and compared; what finds no partner
was taken out or put in. Words that lost or got their marks are said to have, and not to be gone.
What guards it: a pair has at least half of the longer one's words in common, in their order.
A case it gets wrong: two quotations rewritten and joined into one; the shorter of them is said to be taken out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quoth.quotation import quotations
from quoth.sayings.align import Table, lined_up
from quoth.sayings.change import departing
from quoth.sayings.words import Word, rejoined, words
from quoth.types import Attributed, Because, Edit, Revised, Span, Speaker

SHORTEST = 3  # words; fewer are names and scare quotes, which editors put in marks and out of them
_MOST = 300  # quotations of one version that the other has not, beyond which no more are looked at
_LONGEST = 2_000  # words of a quotation that are compared; no quotation of the development articles has a quarter
_SAID = re.compile(
    r"\b(?:correct(?:ed|ion)|clarif(?:ied|ication)|amended|an earlier version|a previous version|editor['’]s note"
    r"|this (?:article|story|report) (?:has been|was) (?:updated|changed|edited|revised)|misquoted|misstated)\b",
    re.IGNORECASE,
)

_Quoted = tuple[Span, tuple[Word, ...]]


def revised(before: Attributed, after: Attributed, *, seen: str | None = None, at: str | None = None) -> Revised:
    """What was edited from `before` to `after`, which were seen at these moments (ISO 8601) where that is known."""
    edits = tuple(edited(before, after))
    said = announced(before.article.text, after.article.text)
    return Revised(after.article.id, before.article.id, seen, at, said, edits)


def edited(before: Attributed, after: Attributed) -> Iterator[Edit]:
    """Every quotation that is another one in `after`, in the order of its words; what was taken out comes last."""
    old, new = _quoted(before.article.text), _quoted(after.article.text)
    same = Counter(map(_key, old)) & Counter(map(_key, new))
    rest_old, rest_new = _without(old, same)[:_MOST], _without(new, same)[:_MOST]
    pairs = _paired(rest_old, rest_new)
    then, now = (_plain(words(one.article.text)) if rest_old or rest_new else "" for one in (before, after))
    for there, quotation in enumerate(rest_new):
        if (here := pairs.get(there)) is not None:
            yield _changed(rest_old[here], quotation, after)
        else:
            marked = _plain(quotation[1]) in then
            yield Edit("marked" if marked else "added", None, quotation[0], _speaker(after, quotation[0]))
    gone = set(pairs.values())
    for here, quotation in enumerate(rest_old):
        if here not in gone:
            unmarked = _plain(quotation[1]) in now
            yield Edit("unmarked" if unmarked else "removed", quotation[0], None, _speaker(before, quotation[0]))


def announced(before: str, after: str) -> bool:
    """Whether the later text says of itself that it was corrected or changed, in words that the earlier one lacks.

    A case it gets wrong: somebody in the article who speaks of a correction for the first time.
    """
    had = Counter(m[0].lower() for m in _SAID.finditer(before))
    has = Counter(m[0].lower() for m in _SAID.finditer(after))
    return bool(has - had)


def of_one_address(attributed: Iterable[Attributed]) -> tuple[Revised, ...]:
    """The edits between articles that state one address, each beside the one before it: by publication, then by order.

    Those whose words are the same are one version. Addresses count without their fragment, question and last slash. A
    home page is nobody's address: where the texts share less than a fifth of their words, nothing is compared.
    """
    versions: defaultdict[str, list[Attributed]] = defaultdict(list)
    for one in attributed:
        if one.article.url and (address := address_of(one.article.url)):
            versions[address].append(one)
    found = []
    for same in versions.values():
        same.sort(key=lambda one: one.article.published or "")
        for before, after in pairwise(same):
            if before.article.text != after.article.text and _alike(before.article.text, after.article.text):
                found.append(revised(before, after))
    return tuple(found)


def address_of(url: str) -> str | None:
    """What two addresses of one page have in common; None for a home page."""
    rest = url.partition("://")[2].partition("#")[0].partition("?")[0].rstrip("/")
    host, _, path = rest.partition("/")
    return f"{host.lower().removeprefix('www.')}/{path}" if path else None


def _alike(a: str, b: str) -> bool:
    one, other = set(a.lower().split()), set(b.lower().split())
    return 5 * len(one & other) >= max(len(one), len(other))


def _quoted(text: str) -> list[_Quoted]:
    found = []
    for q in quotations(text):
        if q.depth == 0:
            said = words(text[q.inner_start : q.inner_end], q.inner_start)
            if SHORTEST <= len(said) <= _LONGEST:
                found.append((Span.of(text, q.inner_start, q.inner_end), said))
    return found


def _key(quotation: _Quoted) -> tuple[str, ...]:
    return tuple(w.n for w in quotation[1])


def _without(quotations: Sequence[_Quoted], same: Counter[tuple[str, ...]]) -> list[_Quoted]:
    left, out = Counter(same), []
    for quotation in quotations:
        key = _key(quotation)
        if left[key] > 0:
            left[key] -= 1
        else:
            out.append(quotation)
    return out


def _paired(old: Sequence[_Quoted], new: Sequence[_Quoted]) -> dict[int, int]:
    """The place in `old` for each place in `new` that has a partner: the most alike first, then by their order.

    Partners have half of the longer one's words in common, in their order; by eye on quotations edited by hand.
    """
    from rapidfuzz.distance import LCSseq

    before, after = ([[w.key for w in said] for _, said in side] for side in (old, new))
    likeness = []
    for i, one in enumerate(before):
        for j, other in enumerate(after):
            longer = max(len(one), len(other))
            if 2 * min(len(one), len(other)) < longer:
                continue
            common = LCSseq.similarity(one, other, score_cutoff=(longer + 1) // 2) / longer
            if common:
                likeness.append((-common, abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(likeness):
        if i not in taken and j not in pairs:
            taken.add(i)
            pairs[j] = i
    return pairs


def _changed(old: _Quoted, new: _Quoted, after: Attributed) -> Edit:
    base, other = rejoined([old[1], new[1]])
    table = lined_up([base, other])
    table = Table(table.cells, tuple((True,) * table.width for _ in table.cells))  # both speak from end to end
    found = departing(table)
    because = tuple(Because(reason.kind, reason.words) for reason in found.meanings)
    return Edit("changed", old[0], new[0], _speaker(after, new[0]), found.changes, bool(because), because)


def _plain(said: Sequence[Word]) -> str:
    """Words without their marks, so that one run of them can be looked for in another."""
    return f" {' '.join(w.n for w in said)} "


def _speaker(article: Attributed, span: Span) -> Speaker | None:
    """Whose words `span` is said to be: the speaker of the attribution that has most of it."""
    best, most = None, 0
    for one in article.attributions:
        shared = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in one.content)
        if shared > most:
            best, most = one.speaker, shared
    return best
