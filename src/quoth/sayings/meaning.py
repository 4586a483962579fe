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
from typing import Literal

from quoth.sayings.spelling import sounded
from quoth.sayings.weights import SMALL
from quoth.sayings.words import Break, Word
from quoth.words import wordset

Sense = Literal[
    "negation", "number", "unit", "name", "person", "modal", "quantifier", "tense", "direction", "scope", "word"
]

# A stretch without counterpart longer than this, or one that ends a sentence, is a cut of a statement with all in it.
_OWN_STATEMENT = 6
_LIMITING = 16  # words of a clause that limits ("as far as we have been able to tell"); a longer one is a statement
_UNIT = 2  # words of a run up to which a unit that only one side has stands for the other's: "square miles", "acres"
_UNIT_SIGN = re.compile("^(?:[a-z]{0,3}[$€£¥]|[%#]|lb)")
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
            if start + size <= len(words) and tuple(w.key for w in words[start : start + size]) in _LIMITS:
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
    senses: tuple[tuple[Sense, frozenset[str]], ...] = (("negation", NEGATION), ("scope", _SCOPE))
    for sense, listed in senses:
        said = [w for words in stretches if len(words) <= _OWN_PHRASE for w in words if w.key in listed]
        if said:
            found.append(Meaning(sense, _written(said)))
    if figures := [w for words in stretches if len(words) > 1 and all(w.number for w in words) for w in words]:
        found.append(Meaning("number", _written(figures)))
    if exchanged and not {w.key for w in between} <= _LISTS:
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
    for sense, listed in _LACKED.items():
        if (phrase if sense == "quantifier" else len(one) > _OWN_PHRASE) and sense not in {"negation", "scope"}:
            continue
        if lacked := _said(one, listed, then):
            yield Meaning(sense, _written(lacked))
    if phrase:
        return
    if said := [w for w in one if w.number and w.key != "1"]:
        yield Meaning("number", _written(said))
    if one[0].key in _MAGNITUDES:
        yield Meaning("number", _written(one[:1]))
    if one[0].key in _UNITS and one[0].key not in _WHEN:
        yield Meaning("unit", _written(one[:1]))
    keys = [w.key for w in one]
    bounds = [bound for bound in _BOUNDS if bound in f" {' '.join(keys)} "]
    if bounds == [" about "] and not _counts([*keys, then][keys.index("about") + 1]):
        bounds = []  # "spoke about ships", "if it is about, with"
    if bounds:
        yield Meaning("quantifier", tuple(bound.strip() for bound in bounds))
    elif keys[-1] in _BOUNDING and _UNIT_SIGN.sub("", then)[:1].isdigit():
        yield Meaning("quantifier", _written(one[-1:]))


def _counts(key: str) -> bool:
    """Whether the word behind "about" makes it a bound: "about 5", "about half", "about a dozen"."""
    return _UNIT_SIGN.sub("", key)[:1].isdigit() or key in _QUANTIFIER | _MAGNITUDES | {"a", "an"}


def _with_its_noun(one: Sequence[Word], then: str) -> bool:
    """Whether what is missing is a phrase with all that it counts: "every paycheck", and no noun behind it.

    A case it gets wrong: "many left" before "and", where what is missing is a clause.
    """
    last = one[-1]
    noun = not (last.number or last.key in SMALL or last.key in _QUANTIFIER or last.key in NEGATION)
    return noun and len(one) > 1 and (not then or then in SMALL)


def _replaced(base: Sequence[Word], other: Sequence[Word], then: str) -> Iterator[Meaning]:
    """Why words say something else than the words in whose place they stand."""
    for sense in _CLASSES:
        ours, theirs = _of_sense(sense, base, other, then)
        if Counter(_FOLD.get(w.key, w.key) for w in ours) != Counter(_FOLD.get(w.key, w.key) for w in theirs):
            yield Meaning(sense, _written((*ours, *theirs)))
    asks = len(base) == len(other) == 1 and {base[0].key, other[0].key} <= _WHETHER
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
    listed = _CLASSES[sense]
    ours, theirs = _said(base, listed, then), _said(other, listed, then)
    if sense == "modal":
        ours, theirs = ours + _before_to(base, then, {"going"}), theirs + _before_to(other, then, {"going"})
        to = _before_to(base, then, _BEFORE_TO), _before_to(other, then, _BEFORE_TO)
        if not (ours and theirs) and (ours or to[0]) and (theirs or to[1]):
            ours, theirs = ours + to[0], theirs + to[1]
    if sense == "quantifier" and not (ours and theirs):
        ours, theirs = _said(ours, _STRONG), _said(theirs, _STRONG)
    return ours, theirs


def _numbers(base: Sequence[Word], other: Sequence[Word]) -> Iterator[Meaning]:
    """Numbers that differ, or their units where they do not; then ordinals in words that share none."""
    ours, theirs = [w for w in base if w.number], [w for w in other if w.number]
    if Counter(w.key for w in ours) != Counter(w.key for w in theirs) and {w.key for w in (*ours, *theirs)} != {"1"}:
        units = {w.key.lstrip("0123456789.") for w in (*ours, *theirs)}
        bare = [_UNIT_SIGN.sub("", w.key) for w in (*ours, *theirs)]
        same_value = len(ours) == len(theirs) and len(set(bare)) == 1 and len(units) > 1
        yield Meaning("unit" if same_value else "number", _written((*ours, *theirs)))
    # "the first time" beside "that time" may say the same, "the third" beside "the fourth" does not.
    ours, theirs = ([w for w in said if w.key[:1] == "#" and not w.number] for said in (base, other))
    if ours and theirs and {w.key for w in ours}.isdisjoint(w.key for w in theirs):
        yield Meaning("number", _written((*ours, *theirs)))


def _units(base: Sequence[Word], other: Sequence[Word]) -> Iterator[Meaning]:
    """Units that differ: both have some, or a run is so short that what the other has stands for the unit."""
    ours, theirs = _said(base, _UNITS), _said(other, _UNITS)
    swapped = bool(ours and theirs) or max(len(base), len(other)) <= _UNIT
    if swapped and {_UNITS[w.key] for w in ours} != {_UNITS[w.key] for w in theirs}:
        yield Meaning("unit", _written((*ours, *theirs)))


def _opposites(base: Sequence[Word], other: Sequence[Word]) -> Iterator[Meaning]:
    """Words of which one says the opposite of the other: those in one place, or any where the lengths differ."""
    if len(base) == len(other) == 1 and frozenset((base[0].key, other[0].key)) in _WAYS:
        yield Meaning("direction", _written((*base, *other)))
    if len(base) == len(other):
        for a, b in zip(base, other, strict=True):
            if opposed := _opposed(a.key, b.key):
                yield Meaning(opposed, _written((a, b)))
        return
    ours, theirs = [w for w in base if w.key not in SMALL], [w for w in other if w.key not in SMALL]
    for a, b in product(ours, theirs):
        if frozenset((a.key, b.key)) in _OPPOSITES:
            yield Meaning("direction", _written((a, b)))


def _said(words: Sequence[Word], listed: Iterable[str], then: str = "") -> list[Word]:
    """The words of a list; neither the month of May nor the "all" of "at all", "all across", the "not" of "can't help
    but" or the "'d" of "you'd better". `then` is the key of the word behind them.
    """
    keys = ["", *(w.key for w in words), then]
    return [
        w
        for n, w in enumerate(words)
        if w.key in listed
        and not (w.key == "may" and w.capital)
        and not (w.key == "all" and keys[n] in {"at", "after", "above", "not"})
        and not (w.key == "all" and keys[n + 2] in {"across", "along", "around", "throughout"})
        and not (w.key == "not" and keys[n + 2 : n + 4] == ["help", "but"])
        and not (w.key == "would" and w.glued and keys[n + 2] == "better")
    ]


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
    return word.opens and word.key not in SMALL and word.key not in _OPENERS and not word.key.endswith(("ly", "ing"))


def _of_one_stem(a: str, b: str) -> bool:
    """Whether one is the other's adjective or plural: "Pakistan" and "Pakistani", "Briton" and "Britons"."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and any(
        long.startswith(stem) and long[len(stem) :] in _ADJECTIVE for stem in (short, short[:-1])
    )


def _opposed(a: str, b: str) -> Sense | None:
    if frozenset((a, b)) in _OPPOSITES:
        return "direction"
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and any(long == prefix + short for prefix in ("un", "in", "im", "il", "ir", "dis", "non")):
        return "negation"
    if len(short) >= 4 and long == short + "less":
        return "negation"
    if (a in _PERSONS) and (b in _PERSONS) and _PERSONS[a] != _PERSONS[b]:
        return "person"
    if a in _TENSES and b in _TENSES:
        return "tense" if _TENSES[a][0] == _TENSES[b][0] and _TENSES[a] != _TENSES[b] else None
    return "tense" if _past_of(short, long) else None


def _past_of(verb: str, past: str) -> bool:
    """Whether `past` is the regular past of `verb`; a participle used as an adjective is taken for one, too."""
    stem = verb[:-1] if verb.endswith(("s", "e")) and not verb.endswith("ss") else verb
    return len(stem) >= 3 and past in {f"{stem}ed", f"{stem}d", f"{stem}{stem[-1]}ed", f"{stem[:-1]}ied"}


_MULTIPLE = wordset(
    "twice thrice double doubled doubles doubling triple tripled triples tripling quadruple quadrupled quarter third "
    "thirds quarters"
)
# What makes another number of the one behind it.
_MAGNITUDES = wordset("tens dozens hundreds thousands millions billions trillions minus twice thrice")
_WAYS = frozenset(map(frozenset, (("from", "to"), ("by", "to"))))  # "sent to", "sent from"; "told to", "told by"
_LISTS = wordset("and or nor as well both either")
NEGATION = wordset("not never no nor neither nobody nothing none nowhere without cannot hardly scarcely barely")
_MODAL = wordset("can could may might must shall should will would ought")
# Before "to" as good as a modal, where the other side has one, too: "you'll have to" is not "you'll be able to".
_BEFORE_TO = wordset("have has had got need needs needed able supposed allowed")
_WHETHER = wordset("if that whether")  # of "I don't know if he will"
_QUANTIFIER = wordset(
    "all every each some most many much few several both half none any lot lots little majority minority everyone "
    "everybody everything everywhere someone somebody somewhere always sometimes often rarely seldom"
)
# A dropped "some" or "any" changes nothing by itself, and "someone" may be "a man" elsewhere.
_STRONG = wordset(
    "all every each most many few half always sometimes often rarely seldom both several everyone everything"
)
_SCOPE = wordset(
    "only even yet still already if unless until except solely merely perhaps maybe possibly allegedly probably likely "
    "unlikely apparently reportedly supposedly potentially presumably seemingly partly partially largely mostly mainly "
    "generally usually typically temporarily"
)
# With what a clause or a phrase begins that limits the rest: conditions, knowledge, time, degree, appearance.
_LIMITS = frozenset(
    tuple(phrase.split())
    for phrase in """
    if|unless|until|except|excepting|provided|assuming|barring|only if|only when|as long as|so long as|on condition|
    subject to|in case|short of|other than|apart from|aside from|with the exception|as far as|so far as|insofar as|
    to the best of|to my knowledge|to our knowledge|so far|for now|for the moment|for the time being|at the moment|
    at this point|at this stage|at this time|at present|thus far|in part|in theory|in principle|on paper|in some ways|
    in some cases|in most cases|in many cases|to some extent|to some degree|to a degree|to a certain extent|
    more or less|by and large|for the most part|it seems|it appears|it looks like|seems to|seem to|appears to|
    appear to|tends to|tend to|not necessarily
    """.replace("\n", " ").split("|")
)
_CLASSES: dict[Sense, frozenset[str]] = {
    "negation": NEGATION,
    "modal": _MODAL,
    "quantifier": _QUANTIFIER - {"none"},
    "number": _MULTIPLE | _MAGNITUDES,
    "scope": _SCOPE - {"even", "still", "if"},
}
# What changes the meaning by being left out or put in.
_LACKED: dict[Sense, frozenset[str]] = {
    "negation": NEGATION,
    "modal": _MODAL,
    "quantifier": _STRONG,
    "scope": _SCOPE - {"even", "still"},
}
_BOUNDS = tuple(
    f" {bound} "
    for bound in ("more than", "less than", "fewer than", "at least", "at most", "up to", "nearly", "almost", "about")
)
_BOUNDING = wordset("over under above below")  # before a number
# Words of one class that say the same. "any" for "no" is left to the negation that goes with it.
_FOLD = {
    "each": "every",
    "everybody": "everyone",
    "somebody": "someone",
    "lots": "lot",
    "nor": "not",
    "cannot": "not",
    "neither": "not",
    "never": "not",
    "no": "not",
    "none": "not",
    "nobody": "not",
    "nothing": "not",
    "perhaps": "maybe",
    "possibly": "maybe",
    "solely": "only",
    "merely": "only",
    "ought": "should",
    "shall": "will",
    "going": "will",
    **dict.fromkeys(("have", "has", "had", "got", "need", "needs", "needed"), "must"),
    "able": "can",
    "supposed": "should",
    "allowed": "may",
}
_UNITS: dict[str, str] = {}
for _line in (
    """
percent %|dollar $ dollars|euro euros €|pound pounds|mile miles|kilometer kilometers km|meter meters|foot feet
inch inches|second seconds|minute minutes|hour hours|day days|week weeks|month months|year years|decade decades
century centuries|ton tons tonne tonnes|kilogram kilograms kg|degree degrees|acre acres|barrel barrels|gallon gallons
liter liters|today|tonight|yesterday|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february
april|june|july|august|september|october|november|december|daily|weekly|monthly|yearly annually
""".strip()
    .replace("\n", "|")
    .split("|")
):
    for _word in _line.split():
        _UNITS[_word] = _line.split()[0]

_WHEN = wordset(  # a day left out is no other unit
    "today tonight yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february april "
    "june july august september october november december"
)
_PERSONS = {
    "i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we", "you": "you", "your": "you",
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "they": "they", "them": "they", "their": "they",
}  # fmt: skip
_ADJECTIVE = wordset("s n ns an ans ian ians i is ese ish er ers")
_TENSES: dict[str, tuple[str, int]] = {}
for _present, _past in (
    line.split("/")
    for line in """
is am are be/was were been
has have/had
do does/did done
go goes/went gone
say says/said
make makes/made
take takes/took taken
give gives/gave given
know knows/knew known
see sees/saw seen
come comes/came
get gets/got
think thinks/thought
tell tells/told
leave leaves/left
feel feels/felt
keep keeps/kept
begin begins/began begun
write writes/wrote written
stand stands/stood
lose loses/lost
win wins/won
pay pays/paid
meet meets/met
send sends/sent
build builds/built
spend spends/spent
fall falls/fell fallen
speak speaks/spoke spoken
rise rises/rose risen
find finds/found
hold holds/held
bring brings/brought
buy buys/bought
sell sells/sold
""".strip().split("\n")
):
    _TENSES |= dict.fromkeys(_present.split(), (_present, 0)) | dict.fromkeys(_past.split(), (_present, 1))

_OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in wordset("""
more/less more/fewer most/least increase/decrease increased/decreased increases/decreases increasing/decreasing
raise/lower raise/cut raised/lowered raised/cut raising/lowering rise/fall rising/falling rises/falls rose/fell
grow/shrink growing/shrinking before/after above/below over/under up/down win/lose won/lost winning/losing
support/oppose supports/opposes supported/opposed supporting/opposing accept/reject accepted/rejected accepts/rejects
allow/ban allow/forbid allowed/banned with/without for/against ally/enemy allies/enemies friend/enemy friends/enemies
safe/dangerous guilty/innocent true/false right/wrong good/bad better/worse best/worst higher/lower high/low
stronger/weaker strong/weak open/closed open/close success/failure succeed/fail succeeded/failed first/last early/late
earlier/later always/never start/stop started/stopped begin/end love/hate inside/outside approve/reject
approved/rejected confirm/deny confirmed/denied confirms/denies include/exclude agree/disagree agreed/disagreed
buy/sell remember/forget war/peace rich/poor larger/smaller big/small bigger/smaller longer/shorter long/short
faster/slower yes/no gain/loss gains/losses profit/loss join/leave public/private offensive/defensive attack/defend
attacked/defended many/few lot/little north/south east/west northern/southern eastern/western morning/afternoon
morning/evening am/pm
""")
)
_OPENERS = wordset(
    "no yes yeah well now today tomorrow yesterday every each some many most few all any both one two people nobody "
    "everyone everybody nothing something look let because while although though after before since once again never "
    "always perhaps maybe under without within between during until unless even still only other another such much "
    "more less first second third finally however therefore instead meanwhile indeed anyway mister senator governor "
    "president citizens voters workers families children men women prices taxes jobs folks thank thanks please"
)
