"""Words that a speaker says and a reporter leaves out: fillers, repetitions, false starts.

What it accepts: "um", "you know", "well" where it opens a sentence; a word or phrase said again beside itself; a start
that breaks off at a dash or an ellipsis and is taken up again by its first word, or all of it a few words on ("it
will — as I said, it will"), or taken back ("no, no").
What guards it: fillers that are words of their own elsewhere ("like", "so") count only where they open a sentence; a
repetition has eight words at most.
A case it gets wrong: a false start that is not taken up again by its own first word.
"""

from __future__ import annotations

from quoth.sayings.collate.side import NEAR, Words
from quoth.sayings.words.word import Break
from quoth.words import wordset

_FILLERS = wordset("um umm uh uhh er erm ah eh oh hmm mm okay")
_OPENING_FILLERS = wordset("well look yeah so now like")  # only where they open a sentence
_FILLER_PHRASES = {("you", "know"), ("i", "mean")}
_TAKEN_BACK = wordset("no sorry rather well actually i mean excuse me")
_BROKEN = Break.DASH | Break.ELLIPSIS


def disfluent(words: Words, before: Words, after: Words) -> bool:
    """Whether `words` are only fillers, repetitions of what stands beside them, or a start that is taken up again."""
    keys = _without_fillers(words)
    if not keys:
        return True
    if len(keys) > NEAR:
        return False
    previous, following = [w.key for w in before], [w.key for w in after]
    return _repeats(keys, previous, following) or _taken_back(words) or _begun_anew(words, keys, previous, after)


def _repeats(keys: list[str], previous: list[str], following: list[str]) -> bool:
    """Whether `keys` are one word or phrase, once or several times, that stands beside them, too."""
    for size in range(1, len(keys) + 1):
        unit = keys[:size]
        tiles = len(keys) % size == 0 and all(keys[i : i + size] == unit for i in range(0, len(keys), size))
        if tiles and unit in (following[:size], previous[-size:]):
            return True
    return False


def _taken_back(words: Words) -> bool:
    """Whether `words` are a start that the speaker takes back: "is a safer — no, no"."""
    breaks = [n for n, w in enumerate(words) if n and w.before & _BROKEN]
    return bool(breaks) and {w.key for w in words[breaks[-1] :]} <= _TAKEN_BACK


def _begun_anew(words: Words, keys: list[str], previous: list[str], after: Words) -> bool:
    """Whether `words` break off and what follows begins as they did, or one word is said again behind a break."""
    following = [w.key for w in after]
    if after and after[0].before & _BROKEN and (following[0] == keys[0] or _within(keys, following)):
        return True
    return bool(words[0].before & _BROKEN) and len(keys) == 1 and keys[0] in previous[-3:]


def _within(few: list[str], many: list[str]) -> bool:
    """Whether the words `few` stand among `many`, side by side."""
    return any(many[i : i + len(few)] == few for i in range(len(many) - len(few) + 1))


def _without_fillers(words: Words) -> list[str]:
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
