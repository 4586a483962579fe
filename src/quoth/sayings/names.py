"""Names of speakers as words to compare: without titles, accents and the paper's style; father and son told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from unicodedata import combining, normalize

from quoth.types import Attribution, Speaker
from quoth.words import words

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})  # stems
_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "sir", "sen", "senator", "rep", "gov", "president", "prof", "judge", "general", "the"]
)


def name_words(attribution: Attribution) -> tuple[str, ...]:
    """The words of the speaker's name, stemmed, without titles; empty when nobody is named."""
    speaker = attribution.speaker
    if speaker is None or speaker.type in ("unnamed", "group", "author", "unknown"):
        return ()
    return speaker_words(speaker)


def speaker_words(speaker: Speaker) -> tuple[str, ...]:
    """The words of a name, stemmed, without titles and accents."""
    plain = "".join(c for c in normalize("NFD", speaker.name[:200]) if not combining(c))
    return tuple(w.stem for w in words(plain) if w.stem not in _TITLES)


def own_names(attributions: Sequence[Attribution]) -> dict[str, tuple[str, ...]]:
    """`name_words` of each speaker, by the attribution's id.

    Where one article has both a bearer of a surname with "Jr." speak and one without, father and son, what tells the
    generation is part of the surname, so that no other name agrees with it. Where none has both, "Tom Quill Jr." and
    "Tom Quill" may be one: papers differ in what they write.
    """
    names = {a.id: name_words(a) for a in attributions}
    spoke: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for a in attributions:
        if a.speaker and a.speaker.type == "person":
            spoke[a.article].add(names[a.id])
    sons = {n for n in names.values() if n != _plain(n)}
    two = {son[-2] for son in sons for here in spoke.values() if son in here and any(_father(son, n) for n in here)}
    return {i: (*n[:-2], " ".join(n[-2:])) if n in sons and n[-2] in two else n for i, n in names.items()}


def _father(son: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a name is that of `son`, which ends in "jr", without that: "quill", "tom quill", "t quill"."""
    plain = _plain(son)
    return other[-1:] == plain[-1:] and (len(other) == 1 or other[0][0] == plain[0][0])


def _plain(name: tuple[str, ...]) -> tuple[str, ...]:
    return name[:-1] if len(name) > 1 and name[-1] in GENERATIONS else name
