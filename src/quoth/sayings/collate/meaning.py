"""Would a reader take it to say something else? Looks at the words that differ, not at the sentence.

`meanings` answers with reasons, each a kind and the words that say so: a negation, a number or its unit, a name, a
modal, a quantifier, a tense, the direction of a comparison, a scope word ("only", "yet"), a condition.

What it accepts: a word of such a class that one side has and the other lacks, a pair of opposites, an added "un-".
What guards it: spelling is folded before; a stretch that is a clause of its own, or longer than six words, counts as
a cut, whose negations and numbers go with it; small classes are closed lists of English words.
Cases it gets wrong: "young men" for "men" narrows the claim, and no list says so; "we can make mistakes" for "we all
make mistakes" is flagged, though it says the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from quoth.sayings.collate import senses
from quoth.sayings.collate.opposed import opposed
from quoth.sayings.collate.senses import Sense
from quoth.sayings.words.spelling import sounded
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Break, Word

# A stretch without counterpart longer than this, or one that ends a sentence, is a cut of a statement with all in it.
_OWN_STATEMENT = 6
_LIMITING = 16  # words of a clause that limits ("as far as we have been able to tell"); a longer one is a statement
_UNIT = 2  # words of a run up to which a unit that only one side has stands for the other's: "square miles", "acres"
_UNIT_SIGN = re.compile("^(?:[a-z]{0,3}[$€£¥]|[%#]|lb)")
_MONEY = frozenset("$€£¥")  # "500 billion" of what costs has no other unit than "$500 billion"
_OWN_PHRASE = 3  # longer than this, "with two carts and a goat", it takes its number and its noun along


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reason why the meaning differs: its kind, and the words on either side that say so, whole as written."""

    kind: Sense
    words: tuple[str, ...]


def meanings(base: Sequence[Word], other: Sequence[Word], then: str = "") -> tuple[Meaning, ...]:
    """Why `other`, which stands where `base` stands elsewhere, says something else; empty when it does not.

    Both hold only the words that differ at one place; one of them may be empty. `then` is the key of the word that
    stands after it in both, empty where the sentence ends there: "to" makes a modal of "going".
    """
    if not base or not other:
        one = base or other
        if any(w.before & Break.SENTENCE for w in one[1:]):
            return ()
        limit = limiting(one)
        if len(one) > _OWN_STATEMENT:
            return (Meaning("scope", limit),) if limit and len(one) <= _LIMITING else ()
        found = list(_missing(one, then))
        if limit and not any(reason.kind == "scope" for reason in found):
            found.append(Meaning("scope", limit))
        return tuple(found)
    if abs(len(base) - len(other)) > _OWN_STATEMENT:
        # What one side has in another clause went with that clause; what both sides have is compared.
        return tuple(reason for reason in _replaced(base, other, then) if _on_both(reason, base, other))
    return tuple(_replaced(base, other, then))


def limiting(words: Sequence[Word]) -> tuple[str, ...]:
    """The words with which a stretch limits what is said, where it begins with such ("as far as", "unless"), or none.

    One word may stand before them: "and, so far". A case it gets wrong: "if you like" limits nothing.
    """
    for start in (0, 1):
        for size in (1, 2, 3, 4):
            if start + size <= len(words) and tuple(w.key for w in words[start : start + size]) in senses.LIMITS:
                return _written(words[start : start + size])
    return ()


def turned(
    moved: Iterable[Sequence[Word]],
    between: Sequence[Word],
    exchanged: bool,
) -> tuple[Meaning, ...]:
    """Why it says something else that the stretches `moved` stand at another place; empty when it does not.

    A clause may stand before or after another; a negation or a scope word may not ("only we know", "we know only"). Of
    `exchanged` words (each has the other's place) the doer may have become the deed's object, unless what stands
    `between` them only lists ("salt and fish"). Figures side by side ("5-4", "4-5") have an order.

    The words stand by the alphabet, small letters rather than capitals: neither telling comes first, and where each
    stands in its article is chance.
    """
    ordered = sorted(moved, key=lambda words: [(w.key, w.t) for w in words])
    stretches = list({tuple(w.key for w in words): words for words in ordered}.values())
    found = []
    turning: tuple[tuple[Sense, frozenset[str]], ...] = (("negation", senses.NEGATION), ("scope", senses.SCOPE))
    for sense, listed in turning:
        said = [w for words in stretches if len(words) <= _OWN_PHRASE for w in words if w.key in listed]
        if said:
            found.append(Meaning(sense, _written(said)))
    if figures := [w for words in stretches if len(words) > 1 and all(w.number for w in words) for w in words]:
        found.append(Meaning("number", _written(figures)))
    if exchanged and not {w.key for w in between} <= senses.LISTING:
        found.append(Meaning("direction", tuple(" ".join(w.t for w in words) for words in stretches)))
    return tuple(found)


def _on_both(reason: Meaning, base: Sequence[Word], other: Sequence[Word]) -> bool:
    said = set(reason.words)
    return any(w.written in said for w in base) and any(w.written in said for w in other)


def _written(words: Iterable[Word]) -> tuple[str, ...]:
    """`words` as they are written, whole: a contraction once, also where two pieces of it count."""
    told: list[str] = []
    for w in words:
        if not (w.glued and told[-1:] == [w.written]):
            told.append(w.written)
    return tuple(told)


def _missing(one: Sequence[Word], then: str) -> Iterator[Meaning]:
    """A negation or a scope word counts wherever it is lacking; a number, say, only where its noun is still there."""
    phrase = len(one) > _OWN_PHRASE or _with_its_noun(one, then)
    for sense, listed in senses.LACKED.items():
        if (phrase if sense == "quantifier" else len(one) > _OWN_PHRASE) and sense not in {"negation", "scope"}:
            continue
        if lacked := _said(one, listed, then):
            yield Meaning(sense, _written(lacked))
    if phrase:
        return
    if said := [w for w in one if w.number and w.key != "1"]:
        yield Meaning("number", _written(said))
    if one[0].key in senses.MAGNITUDES:
        yield Meaning("number", _written(one[:1]))
    if one[0].key in senses.UNITS and one[0].key not in senses.WHEN:
        yield Meaning("unit", _written(one[:1]))
    keys = [w.key for w in one]
    bounds = [bound for bound in senses.BOUNDS if bound in f" {' '.join(keys)} "]
    if bounds == [" about "] and not _counts([*keys, then][keys.index("about") + 1]):
        bounds = []  # "spoke about ships", "if it is about, with"
    if bounds:
        yield Meaning("quantifier", tuple(bound.strip() for bound in bounds))
    elif keys[-1] in senses.BOUNDING and _UNIT_SIGN.sub("", then)[:1].isdigit():
        yield Meaning("quantifier", _written(one[-1:]))


def _counts(key: str) -> bool:
    """Whether the word behind "about" makes it a bound: "about 5", "about half", "about a dozen"."""
    return _UNIT_SIGN.sub("", key)[:1].isdigit() or key in senses.QUANTIFIER | senses.MAGNITUDES | {"a", "an"}


def _with_its_noun(one: Sequence[Word], then: str) -> bool:
    """Whether what is missing is a phrase with all that it counts: "every paycheck", and no noun behind it.

    A case it gets wrong: "many left" before "and", where what is missing is a clause.
    """
    last = one[-1]
    noun = not (last.number or last.key in SMALL or last.key in senses.QUANTIFIER or last.key in senses.NEGATION)
    return noun and len(one) > 1 and (not then or then in SMALL)


def _replaced(base: Sequence[Word], other: Sequence[Word], then: str) -> Iterator[Meaning]:
    """Why words say something else than the words in whose place they stand."""
    for sense in senses.REPLACED:
        ours, theirs = _of_sense(sense, base, other, then)
        if _folded(ours) != _folded(theirs):
            yield Meaning(sense, _written((*ours, *theirs)))
    asks = len(base) == len(other) == 1 and {base[0].key, other[0].key} <= senses.WHETHER
    short = max(len(base), len(other)) <= _OWN_STATEMENT and not asks
    if short and bool(limiting(base)) != bool(limiting(other)):
        yield Meaning("scope", limiting(base) or limiting(other))
    yield from _numbers(base, other)
    yield from _units(base, other)
    yield from _names(base, other)
    yield from _opposites(base, other)


def _of_sense(
    sense: Sense, base: Sequence[Word], other: Sequence[Word], then: str
) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words of either that have a sense and count where both have words."""
    listed = senses.REPLACED[sense]
    ours, theirs = _said(base, listed, then), _said(other, listed, then)
    if sense == "modal":
        going = _before_to(base, then, {"going"}), _before_to(other, then, {"going"})
        to = _before_to(base, then, senses.BEFORE_TO), _before_to(other, then, senses.BEFORE_TO)
        both = (ours or going[0] or to[0]) and (theirs or going[1] or to[1])
        if both or max(len(base), len(other)) <= _UNIT:  # "debts that we're going to pay" are those "we pay"
            ours, theirs = ours + going[0], theirs + going[1]
        if not (ours and theirs) and (ours or to[0]) and (theirs or to[1]):
            ours, theirs = ours + to[0], theirs + to[1]
    if sense == "quantifier" and not (ours and theirs):
        ours, theirs = _said(ours, senses.STRONG), _said(theirs, senses.STRONG)
    return ours, theirs


def _numbers(base: Sequence[Word], other: Sequence[Word]) -> Iterator[Meaning]:
    """Numbers that differ, or their units where they do not; then ordinals in words that share none."""
    ours, theirs = [w for w in base if w.number], [w for w in other if w.number]
    if Counter(w.key for w in ours) != Counter(w.key for w in theirs) and {w.key for w in (*ours, *theirs)} != {"1"}:
        units = {w.key.lstrip("0123456789.") for w in (*ours, *theirs)}
        bare = [_UNIT_SIGN.sub("", w.key) for w in (*ours, *theirs)]
        same_value = len(ours) == len(theirs) and len(set(bare)) == 1 and len(units) > 1
        signs = {w.key.removesuffix(bare[0]) for w in (*ours, *theirs)}
        if not (same_value and len(signs) == 2 and "" in signs and signs & _MONEY):
            yield Meaning("unit" if same_value else "number", _written((*ours, *theirs)))
    # "the first time" beside "that time" may say the same, "the third" beside "the fourth" does not.
    ours, theirs = ([w for w in said if w.key[:1] == "#" and not w.number] for said in (base, other))
    if ours and theirs and {w.key for w in ours}.isdisjoint(w.key for w in theirs):
        yield Meaning("number", _written((*ours, *theirs)))


def _units(base: Sequence[Word], other: Sequence[Word]) -> Iterator[Meaning]:
    """Units that differ: both have some, or a run is so short that what the other has stands for the unit."""
    ours, theirs = _said(base, senses.UNITS), _said(other, senses.UNITS)
    swapped = bool(ours and theirs) or max(len(base), len(other)) <= _UNIT
    if swapped and {senses.UNITS[w.key] for w in ours} != {senses.UNITS[w.key] for w in theirs}:
        yield Meaning("unit", _written((*ours, *theirs)))


def _opposites(base: Sequence[Word], other: Sequence[Word]) -> Iterator[Meaning]:
    """Words of which one says the opposite of the other: those in one place, or any where the lengths differ."""
    if len(base) == len(other) == 1 and frozenset((base[0].key, other[0].key)) in senses.WAYS:
        yield Meaning("direction", _written((*base, *other)))
    if len(base) == len(other):
        for a, b in zip(base, other, strict=True):
            if sense := opposed(a.key, b.key):
                yield Meaning(sense, _written((a, b)))
        return
    ours, theirs = [w for w in base if w.key not in SMALL], [w for w in other if w.key not in SMALL]
    for a, b in product(ours, theirs):
        if frozenset((a.key, b.key)) in senses.OPPOSITES:
            yield Meaning("direction", _written((a, b)))


def _folded(words: Sequence[Word]) -> Counter[str]:
    """How often each sense is said, those that say the same as one."""
    return Counter(senses.SAME.get(w.key, w.key) for w in words)


def _said(words: Sequence[Word], listed: Iterable[str], then: str = "") -> list[Word]:
    """The words of a list; neither the month of May nor one that is part of an idiom. `then` is the key of the word
    behind them.
    """
    keys = [*(w.key for w in words), then]
    return [
        w
        for n, w in enumerate(words)
        if w.key in listed and not (w.key == "may" and w.capital) and not _idiomatic(w, keys[:n], keys[n + 1 :])
    ]


def _idiomatic(word: Word, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether `word` stands in company in which it does not say what its list takes it for."""
    return any(
        tuple(before[len(before) - len(left) :]) == left and tuple(after[: len(right)]) == right
        for form in {word.key, word.n}
        for left, right in senses.IDIOMS.get(form, ())
    )


def _before_to(words: Sequence[Word], then: str, listed: Collection[str]) -> list[Word]:
    keys = [*(w.key for w in words[1:]), then]
    return [w for w, after in zip(words, keys, strict=True) if w.key in listed and after == "to"]


def _names(base: Sequence[Word], other: Sequence[Word]) -> Iterator[Meaning]:
    """Names on both sides, none of one being the other's in another transliteration."""
    ours = [w for w in base if w.capital or _opening_name(w)]
    theirs = [w for w in other if w.capital or _opening_name(w)]
    if not any(w.capital for w in (*ours, *theirs)) and len(base) != len(other):
        return  # two sentences that open differently: a capital says nothing
    a, b = {sounded(w.key) for w in ours}, {sounded(w.key) for w in theirs}
    lower = {sounded(w.key) for w in (*base, *other) if not (w.capital or w.opens)}
    a_only, b_only = a - b - lower, b - a - lower
    if a_only and b_only and not any(_of_one_stem(x, y) for x in a_only for y in b_only):
        yield Meaning("name", _written((*ours, *theirs)))


def _opening_name(word: Word) -> bool:
    """Whether a capitalised first word of a sentence may be a name: not a word of a list, not by its ending."""
    listed = word.key in SMALL or word.key in senses.OPENERS
    return word.opens and not listed and not word.key.endswith(("ly", "ing"))


def _of_one_stem(a: str, b: str) -> bool:
    """Whether one is the other's adjective or plural: "Pakistan" and "Pakistani", "Briton" and "Britons"."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and any(
        long.startswith(stem) and long[len(stem) :] in senses.ADJECTIVE for stem in (short, short[:-1])
    )
