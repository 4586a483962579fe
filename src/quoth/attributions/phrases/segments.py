"""A phrase cut into segments at its marks and prepositions, and what the pieces of a segment are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.words import Word

_SPLIT = re.compile(r"[,;:()\[\]—\n]|--|\s[–-]\s")  # but "Export–Import Bank" is one name
Unit: TypeAlias = Word | Naming
_NOUNS = lex.SPEAKING | lex.PLURAL_PEOPLE


@dataclass(frozen=True, slots=True)
class Segment:
    """Units between marks or prepositions; `opener` is what stands before: "", ",", a preposition, "and", "who"."""

    opener: str
    units: tuple[Unit, ...]


def segments_of(cast: Cast, words: Sequence[Word], namings: Sequence[Naming]) -> list[Segment]:
    """The segments of a phrase of `words`, a naming of `namings` counting as one unit."""
    units: list[Unit] = []
    k = 0
    for w in words:
        while k < len(namings) and namings[k].end <= w.start:
            k += 1
        if k < len(namings) and namings[k].start <= w.start < namings[k].end:
            if not units or units[-1] is not namings[k]:
                units.append(namings[k])
        else:
            units.append(w)
    out: list[Segment] = []
    opener, held = "", list[Unit]()

    def close(mark: str) -> None:
        nonlocal opener
        if held:
            out.append(Segment(opener, tuple(held)))
            held.clear()
        opener = mark

    before = None
    for u in units:
        if before is not None:
            between = cast.text[before.end : u.start]
            if m := _SPLIT.search(between.removeprefix("’")):
                close("(" if m.group() == "(" else ",")
        if isinstance(u, Word) and (u.fold in lex.PREPOSITIONS or (u.fold in lex.RELATIVE and held)):
            close(u.fold)
        elif isinstance(u, Word) and u.fold in ("and", "&", "or") and (held or opener == ","):
            close("and")
        else:
            held.append(u)
        before = u
    close("")
    return out


def is_title(u: Unit) -> bool:
    """Whether a unit is a noun for a person or a title."""
    return isinstance(u, Word) and (lex.singular(u.fold) in lex.PERSON_NOUNS or u.fold in lex.TITLES)


def kind_of(cast: Cast, n: Naming) -> str:
    """What kind of entity is named; "person" where namesakes could not be told apart."""
    if n.entity is None:
        return "person"
    return cast.entities[n.entity].kind


def is_article(u: Unit) -> bool:
    """Whether a unit is an article or another word that opens a noun phrase."""
    return isinstance(u, Word) and u.fold in lex.DETERMINERS


def are_people(u: Unit) -> bool:
    """Whether a unit is a plural noun for people."""
    return isinstance(u, Word) and lex.singular(u.fold) != u.fold and lex.singular(u.fold) in lex.PERSON_NOUNS


def is_person(cast: Cast, u: Unit) -> bool:
    """Whether a unit names a person and owns nothing."""
    return isinstance(u, Naming) and not u.possessive and kind_of(cast, u) == "person"


def is_noun(fold: str) -> bool:
    """Whether a case-folded word is, by the lists, a noun that can speak."""
    return fold in _NOUNS
