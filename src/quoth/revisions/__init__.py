"""What was edited between two versions of one article: its quotations, word by word.

Versions are the revisions that a store keeps of one place, or articles of one run that state the same address. The
earlier one is the base: words that it has and the later one lacks were cut. Only what stands in quotation marks is
compared; the rest of an article may be rewritten freely, but nobody can have said yesterday's words otherwise today.

The way through: the quotations of both (`quoted`); those that are the same in both are laid aside, wherever they stand;
a quotation that one version has in pieces is held against these, piece by piece (`pieces`); the others of three words
or more are paired by their words in common, the most alike first, and compared; what finds no partner was taken out or
put in. Words that lost or got their marks are said to have, and not to be gone. Words that are given to somebody else
are an edit even where they are the same (`given`). Whether the later version says that it was changed is read from its
own notes (`announced`).

What guards it: a pair has at least half of the longer one's words in common, in their order, or the one stands in the
other; words that the other version has in marks, with more around them, are neither new nor gone.
A case it gets wrong: two quotations that were both cut anew at other words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from quoth.revisions.announced import announced
from quoth.revisions.given import Statements, given_away
from quoth.revisions.pieces import in_pieces
from quoth.revisions.quoted import Quoted, plain, quoted, without
from quoth.sayings.collate.align import Table, lined_up
from quoth.sayings.collate.change import departing
from quoth.sayings.words import rejoined, words
from quoth.types import Attributed, Because, Edit, Revised, Speaker

__all__ = ["SHORTEST", "address_of", "announced", "edited", "of_one_address", "revised"]

SHORTEST = 3  # words; fewer are names and scare quotes, which editors put in marks and out of them
_MOST = 300  # quotations of one version that the other has not, beyond which no more are looked at


def revised(before: Attributed, after: Attributed, *, seen: str | None = None, at: str | None = None) -> Revised:
    """What was edited from `before` to `after`, which were seen at these moments (ISO 8601) where that is known."""
    edits = tuple(edited(before, after))
    said = announced(before.article.text, after.article.text)
    return Revised(after.article.id, before.article.id, seen, at, said, edits)


def edited(before: Attributed, after: Attributed) -> Iterator[Edit]:
    """Every quotation that is another one in `after`, in the order of its words; what was taken out comes last."""
    old, new = quoted(before.article.text), quoted(after.article.text)
    then, now = _Text(before, old), _Text(after, new)
    same = Counter(q.key for q in old) & Counter(q.key for q in new)
    rest_old, rest_new = without(old, same), without(new, same)
    pairs, rest_old, rest_new = _in_pieces(rest_old[:_MOST], rest_new[:_MOST])
    pairs += _paired(rest_old, rest_new)
    edits = [_changed(a, b, then, now) for a, b in pairs if a.key != b.key and max(map(_size, (a, b))) >= SHORTEST]
    olds, news = _by_wording(old, same), _by_wording(new, same)
    alike = [*((olds[key], news[key]) for key in same), *(([a], [b]) for a, b in pairs if a.key == b.key)]
    edits += [edit for a, b in alike for edit in _given(a, b, then, now)]
    for q in _left(rest_new, [b for _, b in pairs], then):
        edits.append(Edit("marked" if then.has(q) else "added", None, q.span, now.speaker(q)))
    yield from sorted(edits, key=lambda edit: edit.after.start if edit.after else 0)
    for q in _left(rest_old, [a for a, _ in pairs], now):
        yield Edit("unmarked" if now.has(q) else "removed", q.span, None, then.speaker(q))


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


class _Text:
    """A version's words, and those between its quotation marks, to look for a quotation of the other version; and who
    says what.
    """

    def __init__(self, version: Attributed, quotations: Sequence[Quoted]) -> None:
        self._text, self._quotations, self._version = version.article.text, quotations, version

    @cached_property
    def _all(self) -> str:
        return plain(words(self._text))

    @cached_property
    def _between_marks(self) -> str:
        return "|".join(plain(q.words) for q in self._quotations)

    def has(self, q: Quoted) -> bool:
        """Whether the very words stand in it."""
        return plain(q.words) in self._all

    def quotes(self, q: Quoted) -> bool:
        """Whether they stand in it in quotation marks, perhaps with more around them."""
        return plain(q.words) in self._between_marks

    @cached_property
    def statements(self) -> Statements:
        return Statements(self._version)

    def speaker(self, q: Quoted) -> Speaker | None:
        """Whose words a quotation of this version is said to be."""
        found = self.statements.of(q.span)
        return found.speaker if found else None


def _by_wording(
    those: Iterable[Quoted], wordings: Collection[tuple[str, ...]]
) -> defaultdict[tuple[str, ...], list[Quoted]]:
    """Those of one of `wordings`, by that."""
    found = defaultdict[tuple[str, ...], list[Quoted]](list)
    for q in those:
        if (key := q.key) in wordings:
            found[key].append(q)
    return found


def _left(rest: Iterable[Quoted], used: Collection[Quoted], there: _Text) -> Iterator[Quoted]:
    """Those of `rest` that have no partner, and whose words the other version does not have in marks."""
    places = {q.place for q in used}
    return (q for q in rest if q.place not in places and _size(q) >= SHORTEST and not there.quotes(q))


def _in_pieces(
    old: Sequence[Quoted], new: Sequence[Quoted]
) -> tuple[list[tuple[Quoted, Quoted]], list[Quoted], list[Quoted]]:
    """Quotations that one version has whole and the other in pieces, piece beside piece; what is left of both."""
    pairs: list[tuple[Quoted, Quoted]] = []
    for whole, cut in in_pieces(old, new):
        pairs += cut
        old = [q for q in old if q is not whole]
    new = _others(new, [b for _, b in pairs])
    for whole, cut in in_pieces(new, old):
        pairs += [(a, b) for b, a in cut]
        new = [q for q in new if q is not whole]
    return pairs, _others(old, [a for a, _ in pairs]), new


def _others(those: Iterable[Quoted], used: Iterable[Quoted]) -> list[Quoted]:
    places = {q.place for q in used}
    return [q for q in those if q.place not in places]


def _size(q: Quoted) -> int:
    return len(q.words)


def _paired(old: Sequence[Quoted], new: Sequence[Quoted]) -> list[tuple[Quoted, Quoted]]:
    """Each of `old` with its partner in `new`, where both are SHORTEST or longer: the most alike first, then by order.

    Partners have half of the longer one's words in common, in their order (by eye, on quotations edited by hand), or
    the one stands whole in the other.
    """
    from rapidfuzz.distance import LCSseq

    before, after = ([q for q in side if _size(q) >= SHORTEST] for side in (old, new))
    keys_of_old, keys_of_new = ([q.keys for q in side] for side in (before, after))
    text_of_old, text_of_new = ([plain(q.words) for q in side] for side in (before, after))
    likeness = []
    for i, one in enumerate(keys_of_old):
        for j, other in enumerate(keys_of_new):
            shorter, longer = sorted((len(one), len(other)))
            if 2 * shorter < longer:
                inside = text_of_old[i] in text_of_new[j] or text_of_new[j] in text_of_old[i]
                common = shorter / longer if inside else 0.0
            else:
                common = LCSseq.similarity(one, other, score_cutoff=(longer + 1) // 2) / longer
            if common:
                likeness.append((-common, abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(likeness):
        if i not in pairs and j not in taken:
            taken.add(j)
            pairs[i] = j
    return [(before[i], after[j]) for i, j in pairs.items()]


def _changed(old: Quoted, new: Quoted, then: _Text, now: _Text) -> Edit:
    base, other = rejoined([old.words, new.words])
    table = lined_up([base, other])
    table = Table(table.cells, tuple((True,) * table.width for _ in table.cells))  # both speak from end to end
    found = departing(table)
    because = tuple(Because(reason.kind, reason.words) for reason in found.meanings)
    was = then.speaker(old) if given_away([old.span], then.statements, [new.span], now.statements) else None
    return Edit("changed", old.span, new.span, now.speaker(new), found.changes, bool(because), because, was)


def _given(old: Sequence[Quoted], new: Sequence[Quoted], then: _Text, now: _Text) -> Iterator[Edit]:
    """Quotations of the same words that `old` has of one speaker and `new` of another."""
    before, after = [q.span for q in old], [q.span for q in new]
    if _size(new[0]) >= SHORTEST and given_away(before, then.statements, after, now.statements):
        for a, b in zip(old, new, strict=False):
            yield Edit("speaker", a.span, b.span, now.speaker(b), speaker_before=then.speaker(a))
