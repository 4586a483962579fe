"""Why two tellings say something else at a place, but for what the words around it already tell.

`meaning` looks only at the words that differ. `reasons` takes back what it finds where one of `_RULES`
knows from the words around that nothing else is said; each names the senses of which it says nothing.
A case it gets wrong: "all faiths and beliefs" for "all faiths and all beliefs", of which only the former are all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import get_args

from quoth.sayings.collate.meaning import Meaning, meanings
from quoth.sayings.collate.senses import MODAL, NEGATION, SCOPE, Sense
from quoth.sayings.collate.side import Pair, Side
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Break, Word
from quoth.words import wordgroups, wordset

_TWICE = 2  # words: one that is said again, and "and"
_DENIES = wordset("not never nor")
_LISTS = wordset("and or")
_OFFERS = wordset("will would can must should have got am going to want")
_SAYS = frozenset(wordgroups("say|tell you|promise you|assure you|guarantee you"))
_ASKS = wordset("know knows knew ask asks asked asking wonder wondered see sure unsure tell told doubt matter unclear")
_WILL = {"will": wordset("am is are"), "shall": wordset("am is are"), "would": wordset("was were")}
_ABLE = wordset("can could cannot")
_ANSWERS = wordset("no yes yeah well oh")


def reasons(pair: Pair) -> tuple[Meaning, ...]:
    """Why it says something else that the one has `pair.ours` where the other has `pair.theirs`; empty: it does not."""
    ours, theirs = _without_offers(pair.base, pair.ours), _without_offers(pair.other, pair.theirs)
    found = meanings(ours, theirs, _then(pair.base)) if ours or theirs else ()
    for holds, left in _RULES:
        if found and holds(pair):
            found = tuple(reason for reason in found if reason.kind in left)
    return found


def _then(side: Side) -> str:
    """The key of the word that goes on behind the place; empty where a sentence ends there, or breaks off."""
    return side.right[0].key if side.right and not side.right[0].before else ""


def _without_offers(side: Side, words: Sequence[Word]) -> tuple[Word, ...]:
    """`words` without what only offers to say what follows, of oneself: "I would tell you", "I can promise you".

    "I could say this" leaves it open, and "I will ask the council" says what will be done.
    """
    said = (*side.left, *side.words, *side.right)
    offers: set[int] = set()
    for n, word in enumerate(said):
        if word.key == "i":
            end = next((k for k in range(n + 1, len(said)) if said[k].key not in _OFFERS), len(said))
            if any(tuple(w.key for w in said[end : end + size]) in _SAYS for size in (1, 2)):
                offers.update(w.start for w in said[n + 1 : end])
    return tuple(w for w in words if w.start not in offers)


def _denied_once(pair: Pair) -> bool:
    """Whether the one side ends a list with "or" that a negation before it denies, and the other denies its last part
    again: "not seen it or heard of it", "not seen it, and I have not heard of it".
    """
    for side, few, many in ((pair.base, pair.ours, pair.theirs), (pair.other, pair.theirs, pair.ours)):
        listed = few and few[-1].key in {"or", "nor"} and not any(w.key in _DENIES for w in few[:-1])
        if listed and many and many[0].key in {"and", "nor"}:
            again = sum(w.key in _DENIES for w in many)
            return again == 1 and any(w.key in _DENIES for w in _of_sentence(side.left, few[0]))
    return False


def _of_sentence(before: Sequence[Word], word: Word) -> Sequence[Word]:
    """Of the words `before` a word, those of its sentence."""
    ends = [n for n, w in enumerate((*before, word)) if w.before & Break.SENTENCE]
    return before[ends[-1] :] if ends else before


def _whole_sentences(having: Side, words: Sequence[Word]) -> bool:
    """Whether `words` are sentences of their own, so that their negations and numbers go with them."""
    return any(
        w[0].before & Break.SENTENCE and (not after or after[0].before & Break.SENTENCE)
        for _, w, after in having.turned(words)
    )


def _again(having: Side, words: Sequence[Word]) -> bool:
    """Whether all that is missing has been said beside it: one "millions" of "millions and millions"."""
    beside = {w.key for w in (*having.left[-1:], *having.right[:1])}
    return len(words) <= _TWICE and {w.key for w in words} <= beside | {"and"}


def _answers(having: Side, words: Sequence[Word]) -> bool:
    """Whether `words` answer what was asked, at the head of a sentence that goes on: "No, I do not think so".

    A small word comes next: "No boats sail" is no answer.
    """
    opens = bool(words[0].before & Break.SENTENCE) and {w.key for w in words} <= _ANSWERS
    return opens and bool(having.right) and having.right[0].key in SMALL


def _set_off(having: Side, words: Sequence[Word]) -> bool:
    """Whether `words` stand between two dashes, a remark with its own negations and numbers: "No crew — not mine, nor
    yours —". One that denies what nothing before it does limits the sentence: "They are — not always, but often —".
    """
    if not (words[0].before & Break.DASH and having.right and having.right[0].before & Break.DASH):
        return False
    limits = words[0].key in _DENIES and not any(w.key in NEGATION for w in having.left)
    return len(words) > _TWICE and not limits


def _understood(having: Side, words: Sequence[Word]) -> bool:
    """Whether what is missing behind "and" stands before it, too: the second "all" of "all faiths and all beliefs".

    A number is counted twice: "five men and five women" are ten.
    """
    listed = bool(having.left) and having.left[-1].key in _LISTS
    return listed and len(words) <= _TWICE and {w.key for w in words} <= {w.key for w in having.left[:-1]}


def _possible(having: Side, words: Sequence[Word]) -> bool:
    """Whether "possibly" only stresses the "can" beside it: "more than they can ever possibly mend"."""
    beside = {w.key for w in (*having.left[-2:], *having.right[:1])}
    return [w.key for w in words] == ["possibly"] and not beside.isdisjoint(_ABLE)


def _asked(pair: Pair) -> bool:
    """Whether the one limiting word is the "if" of a question that is told, and sets no condition: "let me know if it
    holds", "let me know: does it hold?". What one asks the other need not say alike.
    """
    limits = [
        (n, side, words)
        for side, words in ((pair.base, pair.ours), (pair.other, pair.theirs))
        for n, word in enumerate(words)
        if word.key in SCOPE
    ]
    return bool(limits) and all(
        words[n].key == "if" and any(w.key in _ASKS for w in (*side.left, *words[:n])[-2:]) for n, side, words in limits
    )


def _to_come(pair: Pair) -> bool:
    """Whether one side has "will" or "would" and the other "going to": "Will it hold?", "Is it going to hold?"."""
    for one, two, said in ((pair.ours, pair.theirs, pair.other), (pair.theirs, pair.ours, pair.base)):
        modal = {w.key for w in one if w.key in MODAL}
        keys = [w.key for w in (*two, *said.right[: _TWICE + 1])]
        going = ("going", "to") in pairwise(keys) and MODAL.isdisjoint(keys)
        if going and len(modal) == 1 and not _WILL.get(min(modal), frozenset()).isdisjoint(keys):
            return True
    return False


def _alone(rule: Callable[[Side, Sequence[Word]], bool]) -> Callable[[Pair], bool]:
    """`rule` of the words that one side has and the other lacks; it holds nowhere else."""
    return lambda pair: pair.only is not None and rule(*pair.only)


_RULES: tuple[tuple[Callable[[Pair], bool], frozenset[Sense]], ...] = (
    (_denied_once, frozenset[Sense](get_args(Sense)) - {"negation"}),
    (_alone(_whole_sentences), frozenset()),
    (_alone(_again), frozenset()),
    (_alone(_answers), frozenset()),
    (_alone(_set_off), frozenset({"scope"})),
    (_alone(_understood), frozenset({"negation", "number", "unit"})),
    (_alone(_possible), frozenset()),
    (_asked, frozenset[Sense](get_args(Sense)) - {"scope"}),
    (_to_come, frozenset[Sense](get_args(Sense)) - {"modal", "tense"}),
)
"""What the words around may tell, and which senses can differ all the same."""
