"""Tellings of a saying that do not name its speaker themselves: known from others, or somebody else's words for it.

The attribution keeps what its own article says; the saying says how the two go together. So "the minister", resolved
by nobody in one paper, is known from the paper that names her; and what "a spokesman for the ministry said" may stand
beside what others have from the minister, but marked.

What guards it: a name is taken over only as a word about the telling, never into the attribution, and only where
nobody, or one unnamed person or body, speaks there: “lawmakers” or “critics” are not somebody's other name, nor is “the
woman” an office's. A case it gets wrong: two papers that mistake who is speaking make the third look like another
voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.attributions.lexicon import FEMALE_NOUNS, FEMALE_TITLES, MALE_NOUNS, MALE_TITLES
from quoth.sayings.names import GENERATIONS, speaker_words
from quoth.sayings.speakers import agree
from quoth.types import Attribution, Speaker, Voice
from quoth.words import WORD

_PEOPLE = (FEMALE_NOUNS | MALE_NOUNS) - FEMALE_TITLES - MALE_TITLES  # a spokeswoman may speak for a body


def voices(told: Sequence[Attribution], speaker: Speaker | None) -> Iterator[Voice]:
    """For each of `told` whose article does not name `speaker` for it: how it belongs, and why; in their order."""
    if speaker is None or not speaker.name:
        return
    named = sorted(a.article for a in told if a.speaker is not None and one_speaker(a.speaker, speaker))
    source = f"{speaker.name} is named in {named[0]}" if named else f"{speaker.name} is named elsewhere"
    for attribution in told:
        own = attribution.speaker
        if own is not None and one_speaker(own, speaker):
            continue
        if own is None or own.type in ("unknown", "author") or not own.name:
            why = attribution.reason or "nobody is named here"
            yield Voice(attribution.id, "known from others", f"{why}; {source}")
            continue
        here = f"“{own.name}” here" if own.type in ("unnamed", "group") else f"{own.name} here"
        if own.type == "unnamed" and speaker.type in ("person", "organization"):
            apart = speaker.type == "organization" and _human(own)
            yield Voice(attribution.id, "another speaker" if apart else "known from others", f"{here}; {source}")
        elif own.type != speaker.type:
            yield Voice(attribution.id, "speaks for", f"{here}; {source}")
        else:
            yield Voice(attribution.id, "another speaker", f"{here}; {source}")


def _human(speaker: Speaker) -> bool:
    """Whether the words for somebody unnamed are a woman's or a man's: “the woman who complained” is no ministry."""
    return not _PEOPLE.isdisjoint(WORD.findall(speaker.name.casefold()))


def one_speaker(one: Speaker, other: Speaker) -> bool:
    """Whether two names can be one speaker's, the titles left out."""
    if one.type != other.type:
        return False
    a, b = speaker_words(one), speaker_words(other)
    return one.name == other.name or (bool(a and b) and agree(a, b) > 0)


def junior(one: Speaker) -> bool:
    """Whether a name ends in what tells its bearer's generation: "Tom Quill Jr."."""
    return one.type == "person" and not GENERATIONS.isdisjoint(speaker_words(one)[-1:])
