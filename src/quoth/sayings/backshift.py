"""Words as reported speech shifts them: “I will not resign” is told as that he would not resign.

Who speaks and when are seen from the reporter's side (Quirk, Greenbaum, Leech and Svartvik 1985, 14.28 to 14.35), so
person, tense and nearness say nothing against two tellings of one utterance. `unshifted` takes them away.

A case it gets wrong: "we are ready" and "they were ready", of two bodies.
"""

from __future__ import annotations

from collections.abc import Iterable

from quoth.words import stem

_ONE = {
    stem(word): stem(line.split()[0])
    for line in """
    he i she they we it you
    his my her their our its your
    him me them us
    himself myself herself themselves ourselves itself yourself
    would will
    could can
    might may
    should shall
    was is am were are be been
    had have has
    did do does
    that this
    those these
    there here
    then now
    """.strip().splitlines()
    for word in line.split()
}


def unshifted(stems: Iterable[str]) -> tuple[str, ...]:
    """`stems` in their order, each word of person, tense or nearness as the one that stands for its kind."""
    return tuple(_ONE.get(word, word) for word in stems)
