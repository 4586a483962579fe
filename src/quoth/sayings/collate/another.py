"""Whether another thing is said where one word stands for another: "flat wages" for "lost wages".

What it accepts: a word or a few that carry a meaning of their own, in the place of others that do.
What guards it: at most four words on either side; words of one stem, of like letters (a slip of hearing or of the
keyboard), of one set of the synonyms below, the first letters of the others (GDP), general words (person, thing) and
adverbs of manner and of opinion are no other thing, nor is a word that stands a few words before or behind on the other
side ("autumn and winter", "winter, spring and autumn"); names and numbers are judged by `meaning`.
Cases it gets wrong: synonyms that the list does not have ("allowed", "free"); a phrase longer than four words.

Of 75 replacements in the quotations of 277 articles that nothing else in quoth flags, this flags 20; read by eye, 12 of
them say something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.sayings.collate.meaning import Meaning
from quoth.sayings.collate.senses import TENSES
from quoth.sayings.collate.side import Pair, Side
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Word
from quoth.words import stem, wordgroups, wordset

_MOST = 4  # words on either side; of longer ones nobody can say by their words alone what they have in common
_ALIKE_STEM = 0.5  # of the letters, for two that begin alike: "trying", "tried"
_ALIKE = 0.6  # of the letters, from which two words are taken for one misheard: "sue us", "use"

_GENERAL = wordset(
    "person people folks folk guy guys man men woman women thing things stuff something anything everything someone "
    "somebody anyone anybody everyone everybody nobody one ones way ways lot lots kind sort bit though however well "
    "now so also too again else indeed okay yeah"
)
_GROUPS = """
big large great huge major enormous massive tremendous|small little tiny minor|good fine nice|bad terrible awful
mother mom mum mama|father dad papa|child kid|begin start commence|end finish stop cease|say tell mention discuss talk
think believe feel|see look watch|speak talk|help assist aid|try attempt seek|want wish desire|need require
get receive obtain|get set|get become|hard difficult tough complicated|easy simple|quick fast rapid swift
smart clever intelligent|rich wealthy|poor impoverished|whole entire total|job work employment|buy purchase
show demonstrate|fix repair mend|choose pick select|keep retain|leave depart|let allow permit|make create build produce
money cash fund|country nation|city town|company firm business|war conflict|fight battle|answer reply respond
ask request|happen occur|often frequently|enough sufficient|go travel|give provide|send write|take enter
happy glad pleased|scared afraid frightened|sure certain|wrong mistaken incorrect|right correct true|danger threat risk
safe secure|email mail|car automobile|house home|law legislation|immigrant migrant alien|worker employee|vote ballot
speech address|problem issue|idea notion|plan proposal|cost price|tax levy|cut reduce|raise increase|hurt harm damage
"""
_COMPARED = wordset("big large great huge small tiny hard tough easy simple quick fast swift smart rich poor safe")
_SYNONYMS: dict[str, set[str]] = {}
for _group in wordgroups(_GROUPS):
    for _word in _group:
        _SYNONYMS.setdefault(stem(_word), set()).update(map(stem, _group))


def another(pair: Pair) -> tuple[Meaning, ...]:
    """Why one side says another thing than the other; empty when it does not, or nobody can say."""
    if max(len(pair.ours), len(pair.theirs)) > _MOST:
        return ()
    ours, theirs = _telling(pair.ours), _telling(pair.theirs)
    if not ours or not theirs or any(_related(a, b) for a in ours for b in theirs):
        return ()
    if _stands_by(pair.base, theirs) or _stands_by(pair.other, ours):
        return ()
    if _initials(ours, theirs) or _initials(theirs, ours):
        return ()
    return (Meaning("word", tuple(w.written for w in (*ours, *theirs))),)


def _stands_by(side: Side, words: Sequence[Word]) -> bool:
    """Whether one of `words`, which the other side has for those of `side`, stands beside these too: it has moved."""
    beside = {w.key for w in (*side.left, *side.right)}
    return any(w.key in beside for w in words)


def _telling(words: Sequence[Word]) -> list[Word]:
    return [
        w
        for w in words
        if w.key not in SMALL
        and w.key not in _GENERAL
        and not (w.number or w.bracketed or w.capital or w.key.endswith("ly"))
    ]


def _related(a: Word, b: Word) -> bool:
    from rapidfuzz.distance import Indel

    one, two = _root(a.key), _root(b.key)
    if one == two or (len(one) >= 4 and one[:4] == two[:4]):
        return True
    if one[:2] == two[:2] and Indel.normalized_similarity(a.key, b.key) >= _ALIKE_STEM:
        return True
    if two in _SYNONYMS.get(one, ()):
        return True
    return Indel.normalized_similarity(a.key, b.key) >= _ALIKE


def _root(key: str) -> str:
    """The stem of a word as the synonyms have it: of an irregular verb's present, of what a comparison compares."""
    if key in TENSES:
        return stem(TENSES[key][0])
    for ending in ("er", "est"):
        plain = key.removesuffix(ending)
        for root in (plain, plain[:-1], f"{plain}e"):  # "great", "big", "large"
            if plain != key and root in _COMPARED:
                return stem(root)
    return stem(key)


def _initials(short: Sequence[Word], long: Sequence[Word]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0].key == "".join(w.key[:1] for w in long)
