"""What kind of difference two readings of one place have, and whether the meaning differs.

`classified` looks at one run of places where two tellings differ; `changes` lines two tellings up, the first known to
be the record of what was said, and sums the runs up. The kinds are those of docs/format.md; docs/method/collation.md
says where one ends and the next begins.

What it accepts, in this order: words in square brackets (marked_insertion); words that are one but for spelling;
words missing that are only fillers, repetitions or false starts (disfluency); missing beside an ellipsis
(marked_cut); missing so that two sentences become one, or more than 30 of them (splice); missing otherwise
(silent_cut, or silent_insertion the other way round); and words for words (replacement), which is also a cut or an
insertion when one side has much more of them.
What guards it: only what stands between two agreeing words is looked at together, so that one reworded clause does not
colour the next. Whether the meaning differs is `context`'s to say.
A case it gets wrong: a false start that `disfluency` does not know counts as a silent cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.sayings.collate.align import Run, Table, against, as_runs, whole_words
from quoth.sayings.collate.another import another
from quoth.sayings.collate.context import reasons
from quoth.sayings.collate.disfluency import disfluent
from quoth.sayings.collate.meaning import Meaning, meanings, turned
from quoth.sayings.collate.order import differing, elsewhere, merged, same_words, swaps
from quoth.sayings.collate.side import Pair, Side, Words
from quoth.sayings.collate.spelled import ranges, spelled
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Break, Word
from quoth.types import Change, in_order

_SPLICED = 30  # words missing without a mark beyond which parts do not adjoin (the labels' rules: "about 30")
_AUXILIARY = frozenset({"going", "able"})  # "are going to" for "will", "be able to" for "can"
_MUCH_MORE = 4
"""Words that one side of a replacement must have more to be a cut as well; by the labels of records.jsonl."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Kinds in the order of the contract, and the reasons why the meaning differs (none: it does not).

    `moved` says that words stand at another place; as the contract has no kind for order, that is a replacement.
    """

    changes: tuple[Change, ...]
    meanings: tuple[Meaning, ...]
    moved: bool = False


def changes(base: Sequence[Word], other: Sequence[Word]) -> Difference:
    """How `other` departs from `base`, which is known to be what was said.

    Words of `base` before the first and after the last that `other` has are not missing: `other` quotes a part.
    """
    return departing(against(base, other))


def departing(table: Table) -> Difference:
    """How the second of two rows departs from the first, which is known to be what was said, where both speak."""
    columns = (j for j in range(table.width) if all(row[j] for row in table.covers))
    apart = as_runs(j for j in columns if differ(table.cells[0][j], table.cells[1][j]))
    places = merged(table, whole_words(table, apart))
    return together([classified(table, 0, 1, *place, base_known=True) for place in places])


def together(found: Sequence[Difference]) -> Difference:
    """The union of several differences."""
    kinds = {kind for difference in found for kind in difference.changes}
    why = dict.fromkeys(reason for difference in found for reason in difference.meanings)
    return Difference(in_order(kinds), tuple(why), any(difference.moved for difference in found))


def differ(a: Word | None, b: Word | None) -> bool:
    """Whether two words at one place differ in more than typography; square brackets are more."""
    if a is None or b is None:
        return a is not b
    return a.n != b.n or a.bracketed != b.bracketed


def classified(table: Table, base: int, other: int, start: int, end: int, *, base_known: bool = False) -> Difference:
    """The difference of row `other` from row `base` in the columns `start:end`.

    With `base_known`, a word that only `base` has was cut and one that only `other` has was inserted; without, words
    that one has and the other marks with an ellipsis as missing were cut, whichever of them it is.
    """
    found = []
    cells = table.cells[base], table.cells[other]
    for j, (a, b) in enumerate(zip(cells[0][start:end], cells[1][start:end], strict=True), start):
        spelled = a is not None and b is not None and a.n != b.n and a.alike(b) and a.bracketed == b.bracketed
        if spelled and not (base_known and _reworded(table, base, other, (start, end), j)):
            found.append(Difference(("spelling",), ()))
    apart = differing(table, base, other, start, end)
    swapped = swaps(table, base, other, apart)
    if swapped:
        found.append(_order(table, base, other, swapped))
    for first, last in (run for run in apart if run not in swapped):
        if elsewhere(table, base, other, first, last) or elsewhere(table, other, base, first, last):
            found.append(Difference(("replacement",), (), True))
            continue
        run = _run(Side.of(table, base, first, last), Side.of(table, other, first, last), base_known=base_known)
        if run.meanings and (_moved(table, base, other, first, last) or _moved(table, other, base, first, last)):
            run = Difference(run.changes, ())
        found.append(run)
    return together(found)


def _reworded(table: Table, base: int, other: int, run: Run, j: int) -> bool:
    """Whether the word at `j` stands in `run` beside others that were put in its neighbours' place.

    "it can't hold" for "it is not going to hold" is one replacement, not a spelling of "not" and a replacement.
    """
    beside = [k for k in (j - 1, j + 1) if run[0] <= k < run[1]]
    pairs = [(table.cells[base][k], table.cells[other][k]) for k in beside]
    return any(b is not None and (a is None or not a.alike(b)) for a, b in pairs)


def _order(table: Table, base: int, other: int, swapped: set[Run]) -> Difference:
    """What changed places: a replacement, as the contract names it, that may turn the meaning."""
    sides = [[Side.of(table, row, *run).words for run in sorted(swapped)] for row in (base, other)]
    between = [w for w in table.cells[base][min(swapped)[1] : max(swapped)[0]] if w is not None]
    opening = Side.of(table, base, *min(swapped)).left[-1:]  # "old boats and old nets": what is listed is of one sort
    between = [w for w in between if w.key not in {o.key for o in opening}]
    exchanged = all(any(w is not None for w in table.cells[base][start:end]) for start, end in swapped)
    why = turned([words for side in sides for words in side if words], between, exchanged)
    # What stands elsewhere in other words may say something else there.
    for ours in filter(None, sides[0]):
        for theirs in filter(None, sides[1]):
            if ours != theirs and same_words([w.key for w in ours], [w.key for w in theirs]):
                why += tuple(reason for reason in _without_shared(ours, theirs) if reason not in why)
    return Difference(("replacement",), why, True)


def _without_shared(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[Meaning, ...]:
    """Why it says something else that each has those of its words that the other has not."""
    mine, others = _beyond(ours, theirs), _beyond(theirs, ours)
    return meanings(mine, others) if mine or others else ()


def _beyond(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words of `words` that are more than `others` has of them, the last of several like ones."""
    shared = Counter(w.key for w in others)
    found = []
    for word in words:
        if shared[word.key] > 0:
            shared[word.key] -= 1
        else:
            found.append(word)
    return found


def _moved(table: Table, having: int, lacking: int, start: int, end: int) -> bool:
    """Whether what only `having` has here stands in `lacking`, too, at another place: it was said more than once."""
    told = [w.key for w in table.cells[having][start:end] if w is not None]
    if len(told) < 3 or any(w is not None for w in table.cells[lacking][start:end]):
        return False
    there = [w.key for w in table.cells[lacking] if w is not None]
    return any(there[i : i + len(told)] == told for i in range(len(there) - len(told) + 1))


def _run(base: Side, other: Side, *, base_known: bool) -> Difference:
    """The difference of two sides without a word in common at this place.

    What is the writer's and what is only spelled otherwise is laid aside first; the kind is that of the rest.
    """
    kinds: set[Change] = set()
    ours, theirs = base.words, other.words
    if any(map(_writers, theirs)) or (not base_known and any(map(_writers, ours))):
        kinds.add("marked_insertion")
        plain = _unbracketed(ours, theirs, base_known=base_known)
        if plain is None:
            return Difference(("marked_insertion",), _by_brackets(ours, theirs, base_known=base_known))
        ours, theirs = plain
    if ours and theirs and (same := spelled(ours, theirs)):
        kinds.add("spelling")
        ours, theirs = ours[same[0] :], theirs[same[1] :]
    if not ours and not theirs:
        return Difference(in_order(kinds), ())
    if ranges(base, other, ours, theirs):
        return Difference(("spelling",), ())
    pair = Pair(base, other, ours, theirs)
    kinds |= _kinds(pair, base_known=base_known)
    return Difference(in_order(kinds), () if kinds == {"disfluency"} else _why(pair, base_known=base_known))


def _kinds(pair: Pair, *, base_known: bool) -> set[Change]:
    """The kinds of words that one side lacks, or has others for."""
    base, other, ours, theirs = pair.base, pair.other, pair.ours, pair.theirs
    if not theirs:
        return {_missing(base, other, ours, "silent_cut", fluent=False)}
    if not ours:
        return {_missing(other, base, theirs, "silent_insertion", fluent=base_known, cut=not base_known)}
    return {"replacement", *_also(base, other, ours, theirs, base_known=base_known)}


def _why(pair: Pair, *, base_known: bool) -> tuple[Meaning, ...]:
    """Why it says something else; beside a record also that one word stands for another."""
    found = reasons(pair)
    return another(pair) if base_known and pair.ours and pair.theirs and not found else found


def _unbracketed(
    ours: tuple[Word, ...], theirs: tuple[Word, ...], *, base_known: bool
) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """Both without what is the writer's; None where all that is left is what the brackets stand for."""
    said = tuple(w for w in ours if not (w.bracketed if base_known else _writers(w)))
    told = tuple(w for w in theirs if not _writers(w))
    put_in = base_known and not ours  # with words around the bracket that nobody said
    return (said, told) if told and (said or put_in) else None


def _by_brackets(ours: Words, theirs: Words, *, base_known: bool) -> tuple[Meaning, ...]:
    """Why brackets, with what they stand for, say something else: the reader is told that their words are the writer's,
    but a "[not]" turns the sentence all the same, and two writers whose brackets differ disagree.
    """
    both = not base_known and bool(ours and theirs) and all(map(_writers, (*ours, *theirs)))
    return tuple(reason for reason in meanings(ours, theirs) if both or reason.kind == "negation")


def _writers(word: Word) -> bool:
    """Whether a word that the other side lacks is the writer's: in square brackets, or alone in round ones."""
    return word.bracketed or word.aside


def _missing(having: Side, lacking: Side, words: Words, silent: Change, *, fluent: bool, cut: bool = True) -> Change:
    """The kind of a stretch that only `having` has; `fluent`: fillers and repetitions are no disfluency there."""
    if lacking.marked and cut:
        return "marked_cut"
    ways = list(having.turned(words))
    if not fluent and any(disfluent(w, before, after) for before, w, after in ways):
        return "disfluency"
    if cut and (len(words) > _SPLICED or all(_fuses(w, after) for _, w, after in ways)):
        return "splice"
    return silent


def _fuses(words: Words, after: Words) -> bool:
    """Whether leaving `words` out joins the front of one sentence to the tail of another."""
    if not after or words[0].before & Break.SENTENCE or after[0].before & Break.SENTENCE:
        return False
    return any(w.before & Break.SENTENCE for w in words[1:])


def _also(base: Side, other: Side, ours: Words, theirs: Words, *, base_known: bool) -> set[Change]:
    """What a replacement is besides, where one side has much more words than the other."""
    kinds: set[Change] = set()
    longer, shorter, words = (base, other, ours) if len(ours) >= len(theirs) else (other, base, theirs)
    surplus = abs(len(ours) - len(theirs))
    if shorter.marked and not longer.marked and surplus and (longer is base or not base_known):
        kinds.add("marked_cut")
    elif surplus >= _MUCH_MORE:
        cut = longer is base
        long_stretch = surplus > _SPLICED and (cut or not base_known)
        kinds.add("splice" if long_stretch else "silent_cut" if cut else "silent_insertion")
    elif surplus and _content(words) and not _content(theirs if words is ours else ours):
        kinds.add("silent_cut" if longer is base else "silent_insertion")
    return kinds


def _content(words: Words) -> bool:
    return any(w.capital or (w.key not in SMALL and w.key not in _AUXILIARY) for w in words)
