"""What kind of difference two readings of one place have, and whether the meaning differs.

`classified` looks at one run of places where two tellings differ; `changes` lines two tellings up, the first known to
be the record of what was said, and sums the runs up. The kinds are those of DESIGN.md section 1, as
shared/labels/GUIDELINES.md draws them.

What it accepts, in this order: words in square brackets (marked_insertion); words that are one but for spelling;
words missing that are only fillers, repetitions or false starts (disfluency); missing beside an ellipsis
(marked_cut); missing so that two sentences become one, or more than 30 of them (splice); missing otherwise
(silent_cut, or silent_insertion the other way round); and words for words (replacement), which is also a cut or an
insertion when one side has much more of them.
What guards it: only what stands between two agreeing words is looked at together, so that one reworded clause does not
colour the next.
A case it gets wrong: a false start that is not taken up again by its own first word counts as a silent cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from quoth.sayings.align import Table, against, whole_words
from quoth.sayings.another import another
from quoth.sayings.meaning import NEGATION, Meaning, meanings, turned
from quoth.sayings.order import Run, differing, elsewhere, merged, same_words, swaps
from quoth.sayings.spelling import wordset
from quoth.sayings.weights import SMALL
from quoth.sayings.words import Break, Word
from quoth.types import Change

_ORDER: tuple[Change, ...] = get_args(Change)
_SPLICED = 30  # words missing without a mark beyond which parts do not adjoin (GUIDELINES.md: "about 30")
_MUCH_MORE = (
    4  # words that one side of a replacement must have more to be a cut as well; by the labels of records.jsonl
)
_TWICE = 2  # words: one that is said again, and "and"
_FILLERS = wordset("um umm uh uhh er erm ah eh oh hmm mm okay")
_OPENING_FILLERS = wordset("well look yeah so now like")  # only where they open a sentence
_TAKEN_BACK = wordset("no sorry rather well actually i mean excuse me")
_DENIES = wordset("not never nor")
_JOINS = wordset("and or")
_OFFERS = wordset("will would can could am going to")
_FILLER_PHRASES = {("you", "know"), ("i", "mean")}


@dataclass(frozen=True, slots=True)
class Difference:
    """Kinds in the order of the contract, and the reasons why the meaning differs (none: it does not).

    `moved` says that words stand at another place; as the contract has no kind for order, that is a replacement.
    """

    changes: tuple[Change, ...]
    meanings: tuple[Meaning, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """One telling at a run of places: its words there, and the words around."""

    words: tuple[Word, ...]
    before: tuple[Word, ...]
    after: tuple[Word, ...]

    @property
    def marked(self) -> bool:
        """Whether an ellipsis stands at the place, that is, before one of its words or before the word after."""
        return any(w.before & Break.ELLIPSIS for w in (*self.words, *self.after[:1]))


def changes(base: Sequence[Word], other: Sequence[Word]) -> Difference:
    """How `other` departs from `base`, which is known to be what was said.

    Words of `base` before the first and after the last that `other` has are not missing: `other` quotes a part.
    """
    table = against(base, other)
    runs: list[Run] = []
    for j in range(table.width):
        if all(row[j] for row in table.covers) and differ(table.cells[0][j], table.cells[1][j]):
            if runs and runs[-1][1] == j:
                runs[-1] = (runs[-1][0], j + 1)
            else:
                runs.append((j, j + 1))
    return together([classified(table, 0, 1, *run, base_known=True) for run in merged(table, whole_words(table, runs))])


def together(found: Sequence[Difference]) -> Difference:
    """The union of several differences."""
    kinds = {kind for difference in found for kind in difference.changes}
    reasons = dict.fromkeys(reason for difference in found for reason in difference.meanings)
    return Difference(
        tuple(kind for kind in _ORDER if kind in kinds), tuple(reasons), any(difference.moved for difference in found)
    )


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
    runs = list(differing(table, base, other, start, end))
    swapped = swaps(table, base, other, runs)
    if swapped:
        found.append(_order(table, base, other, swapped))
    for first, last in (run for run in runs if run not in swapped):
        if elsewhere(table, base, other, first, last) or elsewhere(table, other, base, first, last):
            found.append(Difference(("replacement",), (), True))
            continue
        run = _run(_side(table, base, first, last), _side(table, other, first, last), base_known=base_known)
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
    moved = {
        tuple(w for w in table.cells[row][start:end] if w is not None)
        for start, end in sorted(swapped)
        for row in (base, other)
    } - {()}
    between = [w for w in table.cells[base][min(swapped)[1] : max(swapped)[0]] if w is not None]
    opening = _side(table, base, *min(swapped)).before[-1:]  # "old boats and old nets": what is listed is of one sort
    between = [w for w in between if w.key not in {o.key for o in opening}]
    exchanged = all(any(w is not None for w in table.cells[base][start:end]) for start, end in swapped)
    reasons = turned(sorted(moved, key=lambda m: m[0].start), between, exchanged)
    # What stands elsewhere in other words may say something else there.
    sides = [[_side(table, row, *run).words for run in sorted(swapped)] for row in (base, other)]
    for ours in filter(None, sides[0]):
        for theirs in filter(None, sides[1]):
            if ours != theirs and same_words([w.key for w in ours], [w.key for w in theirs]):
                reasons += tuple(reason for reason in _without_shared(ours, theirs) if reason not in reasons)
    return Difference(("replacement",), reasons, True)


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


def _side(table: Table, row: int, start: int, end: int) -> _Side:
    cells = table.cells[row]

    def near(columns: range) -> tuple[Word, ...]:
        found: list[Word] = []
        for j in columns:
            if (word := cells[j]) is not None:
                found.append(word)
                if len(found) == 8:
                    break
        return tuple(found)

    return _Side(
        tuple(w for w in cells[start:end] if w is not None),
        near(range(start - 1, -1, -1))[::-1],
        near(range(end, len(cells))),
    )


def _run(base: _Side, other: _Side, *, base_known: bool) -> Difference:
    """The difference of two sides without a word in common at this place."""
    if not base.words and not other.words:
        return Difference((), ())
    kinds: set[Change] = set()
    ours, theirs = base.words, other.words
    brackets = [w for w in theirs if _writers(w)]
    unbracketed = [w for w in ours if _writers(w)]
    if brackets or (unbracketed and not base_known):
        kinds.add("marked_insertion")
        plain_ours = tuple(w for w in ours if not (w.bracketed if base_known else _writers(w)))
        plain_theirs = tuple(w for w in theirs if not _writers(w))
        put_in = base_known and not ours and bool(plain_theirs)  # with words around the bracket that nobody said
        if not (plain_ours or put_in) or not plain_theirs:  # all that is left is what the bracket stands for
            # The reader is told that these words are the writer's; a "[not]" turns the sentence all the same, and two
            # writers whose brackets differ disagree.
            both = not base_known and all(_writers(w) for w in (*ours, *theirs)) and bool(ours and theirs)
            told = tuple(reason for reason in meanings(ours, theirs) if both or reason.kind == "negation")
            return Difference(tuple(kinds), told)
        ours, theirs = plain_ours, plain_theirs
    if ours and theirs and (same := _spelled(ours, theirs)):
        kinds.add("spelling")
        ours, theirs = ours[same[0] :], theirs[same[1] :]
        if not ours and not theirs:
            return Difference(tuple(kinds), ())
    if _ranges(base, other, ours, theirs):
        return Difference(("spelling",), ())
    if not theirs:
        kinds.add(_missing(base, other, ours, "silent_cut", disfluent=True))
    elif not ours:
        kinds.add(_missing(other, base, theirs, "silent_insertion", disfluent=not base_known, cut=not base_known))
    else:
        kinds.add("replacement")
        kinds |= _also(base, other, ours, theirs, base_known=base_known)
    reasons = () if kinds == {"disfluency"} else _reasons(base, other, ours, theirs)
    if base_known and not reasons and ours and theirs:
        reasons = another(ours, theirs)
    return Difference(tuple(k for k in _ORDER if k in kinds), reasons)


def _reasons(base: _Side, other: _Side, ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[Meaning, ...]:
    """Why it says something else that the one has `ours` where the other has `theirs`, but for what the words around
    them already tell.
    """
    reasons = meanings(ours, theirs, _then(base))
    if _only_says(base, (*ours, *theirs)):
        return ()
    if _denied_once(base, other, ours, theirs):
        reasons = tuple(reason for reason in reasons if reason.kind != "negation")
    if ours and theirs:
        return reasons
    having, words = (base, ours) if ours else (other, theirs)
    if _whole_sentences(having, words) or _again(having, words):
        return ()
    if _set_off(having, words):
        return tuple(reason for reason in reasons if reason.kind == "scope")
    if _understood(having, words):
        return tuple(reason for reason in reasons if reason.kind in {"negation", "number", "unit"})
    return reasons


def _then(side: _Side) -> str:
    """The key of the word that goes on behind the place; empty where a sentence ends there, or breaks off."""
    return side.after[0].key if side.after and not side.after[0].before else ""


def _writers(word: Word) -> bool:
    """Whether a word that the other side lacks is the writer's: in square brackets, or alone in round ones."""
    return word.bracketed or word.aside


def _spelled(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[int, int] | None:
    """How many words of either side are the same letters, all of the shorter side: "he'll" and "hell because it is";
    or both all, where one is the other's initials.
    """
    if _initials(ours, theirs):
        return len(ours), len(theirs)
    for a, b in ((len(ours), len(theirs)), *((n, len(theirs)) for n in (1, 2)), *((len(ours), n) for n in (1, 2))):
        if a <= len(ours) and b <= len(theirs) and _letters(ours[:a]) == _letters(theirs[:b]) != "":
            return a, b
    return None


def _ranges(base: _Side, other: _Side, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether all that differs is the "to" of "5 to 4" for the hyphen or dash of "5-4"."""
    lacking = base if not ours else other
    if [w.key for w in (*ours, *theirs)] != ["to"] or not lacking.before or not lacking.after:
        return False
    least, most = lacking.before[-1], lacking.after[0]
    return least.number and most.number and (most.hyphen or most.before == Break.DASH)


def _denied_once(base: _Side, other: _Side, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether the one side ends a list with "or" that a negation before it denies, and the other denies its last part
    again: "not seen it or heard of it", "not seen it, and I have not heard of it".
    """
    for side, few, many in ((base, ours, theirs), (other, theirs, ours)):
        listed = few and few[-1].key in {"or", "nor"} and not any(w.key in _DENIES for w in few[:-1])
        if listed and many and many[0].key in {"and", "nor"}:
            again = sum(w.key in _DENIES for w in many)
            return again == 1 and any(w.key in _DENIES for w in _of_sentence(side.before, few[0]))
    return False


def _of_sentence(before: Sequence[Word], word: Word) -> Sequence[Word]:
    """Of the words `before` a word, those of its sentence."""
    ends = [n for n, w in enumerate((*before, word)) if w.before & Break.SENTENCE]
    return before[ends[-1] :] if ends else before


def _only_says(side: _Side, words: Sequence[Word]) -> bool:
    """Whether `words`, all that differs, only offer to say what follows, of oneself: "I would tell you", "I'll say".

    "I may say this" leaves it open, and "I will ask the council" says what will be done.
    """
    i, says = [w.key for w in side.before[-1:]], [w.key for w in side.after[:2]]
    offers = i == ["i"] and {w.key for w in words} <= _OFFERS
    return offers and (says[:1] == ["say"] or says == ["tell", "you"])


def _again(side: _Side, words: Sequence[Word]) -> bool:
    """Whether all that is missing has been said beside it: one "millions" of "millions and millions"."""
    beside = {w.key for w in (*side.before[-1:], *side.after[:1])}
    return len(words) <= _TWICE and {w.key for w in words} <= beside | {"and"}


def _initials(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether the one is the other's initials: "EU" and "European Union", "U.S." and "United States"."""
    short, long = sorted((one, other), key=len)
    if len(short) != 1 or len(long) < _TWICE or not short[0].t.replace(".", "").isupper():
        return False
    names = [w for w in long if w.t[:1].isupper() or w.key not in SMALL]
    return len(names) > 1 and "".join(w.t[:1] for w in names) == short[0].t.replace(".", "")


def _understood(side: _Side, words: Sequence[Word]) -> bool:
    """Whether what is missing behind "and" stands before it, too: the second "all" of "all faiths and all beliefs".

    A number is counted twice: "five men and five women" are ten.
    """
    joined = bool(side.before) and side.before[-1].key in _JOINS
    return joined and len(words) <= _TWICE and {w.key for w in words} <= {w.key for w in side.before[:-1]}


def _letters(words: Sequence[Word]) -> str:
    """All letters in a row: "he'll" and "hell", "per cent" and "percent" agree. Figures keep their marks and stay
    apart: "1.5" and "15" do not agree, nor do "20 19" and "2019"; "3.30" and "3:30" do.
    """
    letters = ""
    for n, w in enumerate(words):
        kept = "$€£¥%.,:" if w.number else "$€£¥%"
        apart = w.number and n > 0 and words[n - 1].number
        letters += " " * apart + "".join(c for c in w.n if c.isalnum() or c in kept).replace(":", ".")
    return letters


def _missing(
    having: _Side, lacking: _Side, words: Sequence[Word], silent: Change, *, disfluent: bool, cut: bool = True
) -> Change:
    """The kind of a stretch that only `having` has."""
    if lacking.marked and cut:
        return "marked_cut"
    turned = list(_turned(having, words))
    if disfluent and any(_disfluent(w, before, after) for before, w, after in turned):
        return "disfluency"
    if cut and (len(words) > _SPLICED or all(_fuses(w, after) for _, w, after in turned)):
        return "splice"
    return silent


_Missed = tuple[Sequence[Word], Sequence[Word], Sequence[Word]]


def _turned(side: _Side, words: Sequence[Word]) -> Iterator[_Missed]:
    """All ways to see one and the same stretch as missing, with what stands before and after it.

    Of "We don't do that. We don't negotiate" beside "We don't negotiate", "do that. We don't" is missing as well as
    "We don't do that."; which of them an alignment takes is chance.
    """
    yield side.before, words, side.after
    before, missed, after = list(side.before), list(words), list(side.after)
    while before and before[-1].key == missed[-1].key:
        after.insert(0, missed.pop())
        missed.insert(0, before.pop())
        yield tuple(before), tuple(missed), tuple(after)
    before, missed, after = list(side.before), list(words), list(side.after)
    while after and after[0].key == missed[0].key:
        before.append(missed.pop(0))
        missed.append(after.pop(0))
        yield tuple(before), tuple(missed), tuple(after)


def _whole_sentences(side: _Side, words: Sequence[Word]) -> bool:
    """Whether `words` are sentences of their own, so that their negations and numbers go with them."""
    return any(
        w[0].before & Break.SENTENCE and (not after or after[0].before & Break.SENTENCE)
        for _, w, after in _turned(side, words)
    )


def _set_off(side: _Side, words: Sequence[Word]) -> bool:
    """Whether `words` stand between two dashes, a remark with its own negations and numbers: "No crew — not mine, nor
    yours —". One that denies what nothing before it does limits the sentence: "They are — not always, but often —".
    """
    if not (words[0].before & Break.DASH and side.after and side.after[0].before & Break.DASH):
        return False
    limits = words[0].key in _DENIES and not any(w.key in NEGATION for w in side.before)
    return len(words) > _TWICE and not limits


def _fuses(words: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether leaving `words` out joins the front of one sentence to the tail of another."""
    if not after or words[0].before & Break.SENTENCE or after[0].before & Break.SENTENCE:
        return False
    return any(w.before & Break.SENTENCE for w in words[1:])


def _also(base: _Side, other: _Side, ours: Sequence[Word], theirs: Sequence[Word], *, base_known: bool) -> set[Change]:
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


def _content(words: Sequence[Word]) -> bool:
    return any(w.key not in SMALL or w.capital for w in words)


def _disfluent(words: Sequence[Word], before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether `words` are only fillers, repetitions of what stands beside them, or a start that is taken up again."""
    keys = _without_fillers(words)
    if not keys:
        return True
    if len(keys) > 8:
        return False
    previous, following = [w.key for w in before], [w.key for w in after]
    for size in range(1, len(keys) + 1):
        if len(keys) % size:
            continue
        unit = keys[:size]
        tiles = all(keys[i : i + size] == unit for i in range(0, len(keys), size))
        if tiles and (following[:size] == unit or previous[-size:] == unit):
            return True
    if _corrected(words):
        return True
    broken_off = bool(after and after[0].before & (Break.DASH | Break.ELLIPSIS))
    begun = bool(words[0].before & (Break.DASH | Break.ELLIPSIS))
    return (broken_off and following[:1] == keys[:1]) or (begun and len(keys) == 1 and keys[0] in previous[-3:])


def _corrected(words: Sequence[Word]) -> bool:
    """Whether `words` are a start that the speaker takes back: "is a safer — no, no"."""
    breaks = [n for n, w in enumerate(words) if n and w.before & (Break.DASH | Break.ELLIPSIS)]
    return bool(breaks) and {w.key for w in words[breaks[-1] :]} <= _TAKEN_BACK


def _without_fillers(words: Sequence[Word]) -> list[str]:
    keys = [w.key for w in words]
    kept: list[str] = []
    i = 0
    while i < len(keys):
        if tuple(keys[i : i + 2]) in _FILLER_PHRASES:
            i += 2
        elif keys[i] in _FILLERS or (keys[i] in _OPENING_FILLERS and words[i].before & Break.SENTENCE):
            i += 1
        else:
            kept.append(keys[i])
            i += 1
    return kept
