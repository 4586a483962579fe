"""Under which name a person's words stand together: the fullest that a story has for who said them."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Sequence, Set

from quoth.attributions.lexicon import TITLES
from quoth.sayings.names import speaker_words
from quoth.types import Saying, Speaker

_NAMED = re.compile(r"(?<!\S)(?=(\S+) ([A-Z][\w’'-]+)\.? (?:[A-Z]\.? )?([\w’'-]+))")
_TOGETHER = re.compile(r" and | & |, ")


def each_of(name: str) -> list[str]:
    """The names of those who speak together: “Ada Quill and Per Caddock”; of one alone the name."""
    return _TOGETHER.split(name)


def called(sayings: Sequence[Saying], texts: Collection[str], given: Container[str] = ()) -> dict[str, str | None]:
    """Who says each of the sayings of a story, by their ids: one person by one name, the fullest; None for nobody.

    Those `given` have a name that somebody wrote, and keep it. `texts` are the articles of the story.
    """
    own = {s.id: (s.speaker and " ".join(s.speaker.name.split())) or None for s in sayings}
    names = fullest({s.speaker for s in sayings if s.speaker is not None}, texts)
    return {i: name if name is None or i in given else names.get(name, name) for i, name in own.items()}


def fullest(named: Set[Speaker], texts: Collection[str]) -> dict[str, str]:
    """For each name of a person among `named` the fullest that they have there: “Ada J. Quill” for “Quill” and “Ada
    Quill”.

    What guards it: there is none for a name by which two of them may be meant, and none for a surname that somebody
    else bears in `texts`, the articles of the story, whether or not they speak; what two say together is nobody's
    fuller name. A case it gets wrong: a namesake whom no article of the story gives a first name.
    """
    alone = (s for s in named if s.type == "person" and len(each_of(s.name)) == 1)
    people = {" ".join(s.name.split()): words for s in alone if (words := speaker_words(s))}
    bearers = _bearers({name.split()[-1] for name, own in people.items() if len(own) == 1}, texts)
    found = {}
    for name, own in people.items():
        fuller = {n: w for n, w in people.items() if w[-1] == own[-1] and set(own) <= set(w)}
        longest = max(fuller, key=lambda n: (len(fuller[n]), len(n), n))
        one = all(set(words) <= set(fuller[longest]) for words in fuller.values())
        if one and not (len(own) == 1 and bearers[name.split()[-1]] - set(longest.split())):
            found[name] = longest
    return found


def _bearers(surnames: Set[str], texts: Iterable[str]) -> dict[str, set[str]]:
    """For each of `surnames` the first names that stand before it in `texts`, inside a sentence: at its head any word
    has a capital. The texts are read once for all.
    """
    found: dict[str, set[str]] = {surname: set() for surname in surnames}
    for m in (m for text in texts for m in _NAMED.finditer(text)) if surnames else ():
        before, first, surname = m.groups()
        if surname in found and (before[0].islower() or _title(before)) and not _title(first):
            found[surname].add(first)
    return found


def _title(word: str) -> bool:
    return word.lower().strip(".,") in TITLES
