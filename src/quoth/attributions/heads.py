"""Which names head a phrase: the segments of a source between marks and prepositions, and who stands at their ends.

What it accepts: a name at the end of the first segment, names joined by "and", and a name behind a common noun that
only says what its bearer is ("a lawyer for the outlets, Ada Quill,"). What guards it: a person and a body are never
joined, and a name that owns the noun ("Quill’s lawyer") heads nothing.

A case it gets wrong: a verb after a name in a headline's source span ("Quill to Sue Bank") that does not end in -s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quoth.attributions import lexicon as lex
from quoth.attributions.names import Cast, Naming
from quoth.attributions.words import Word

_OFFICE = re.compile(r"[a-z]{3}(?:ian|ist|eer|ologist)$")
_SPLIT = re.compile(r"[,;:()\[\]—\n]|--|\s–\s")  # but "Export–Import Bank" is one name
Unit: TypeAlias = Word | Naming
_NOUNS = lex.SPEAKING | lex.PLURAL_PEOPLE
_AFTERTHOUGHTS = lex.words("all both himself herself itself themselves jr sr")
# After a body's name they only say what sort of body it is: "the Ember newspaper chain".
_SORTS = lex.words("chain newspaper network company magazine website agency channel corporation news group firm")


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


def _is_title(u: Unit) -> bool:
    return isinstance(u, Word) and (lex.singular(u.fold) in lex.PERSON_NOUNS or u.fold in lex.TITLES)


def kind_of(cast: Cast, n: Naming) -> str:
    """What kind of entity is named; "person" where namesakes could not be told apart."""
    if n.entity is None:
        return "person"
    return cast.entities[n.entity].kind


def coordinated(cast: Cast, segments: list[Segment]) -> list[Naming]:
    """The namings that head the phrase: one, or several joined by "and"; nothing when a common noun heads it."""
    if officer := _officer(cast, segments) or _commissioned(cast, segments) or _opening(cast, segments):
        return [officer]
    first = head_of(cast, segments[0]) if segments else None
    if first is None:
        one = _two_roles(cast, segments) or _titled(cast, segments)
        return [one] if one else _apposed(cast, segments)
    if kind_of(cast, first) != "person" and first.possessive and (apposed := _apposed(cast, segments)):
        return apposed
    heads = [first]
    for s in segments[1:]:
        if s.opener == "(" or (len(s.units) == 1 and isinstance(s.units[0], Word) and len(s.units[0].text) <= 5):
            continue  # a party or an age
        head = head_of(cast, s)
        if s.opener == "and" and head is None:
            return [first] if _apposed(cast, segments) else []
        if s.opener not in (",", "and") or head is None:
            break
        if kind_of(cast, first) == "person" != kind_of(cast, head):
            break
        heads.append(head)
        if s.opener == "and":
            return heads
    return [first]


def _opening(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person whom a description follows without a comma: "Ada Quill the former Ostrovia candidate"."""
    units = segments[0].units if segments else ()
    if len(units) < 3 or not isinstance(units[0], Naming) or not is_article(units[1]):
        return None
    return units[0] if kind_of(cast, units[0]) == "person" and not units[0].possessive else None


def _two_roles(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person after two roles: "the host and former minister Ada Quill"."""
    if len(segments) < 2 or segments[1].opener != "and" or len(segments[1].units) < 2:
        return None
    role, name = segments[0].units[-1], segments[1].units[-1]
    single = _is_title(role) and isinstance(role, Word) and lex.singular(role.fold) == role.fold
    if single and isinstance(name, Naming) and kind_of(cast, name) == "person" and not name.possessive:
        return None if is_article(segments[1].units[0]) else name
    return None


def _titled(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person after a title that holds "of" or "to": "Secretary of State Ada Quill", "Ambassador to the Holy Isle
    Ada Quill" (but "a brother of Ada Quill").
    """
    if len(segments) < 2 or segments[1].opener not in ("of", "to", "for") or len(segments[1].units) < 2:
        return None
    title, rest = segments[0].units, segments[1].units
    capital = all(
        u.text[0].isupper() and not is_article(u) if isinstance(u, Word) else kind_of(cast, u) != "person"
        for u in title
    )
    name = rest[-1]
    if capital and _is_title(title[-1]) and isinstance(name, Naming) and not _is_title(rest[-2]):
        return name if kind_of(cast, name) == "person" else None
    return None


def _commissioned(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person after an office of two subjects: "trade and industry commissioner Ada Quill"."""
    if len(segments) != 2 or segments[1].opener != "and" or len(segments[1].units) < 3:
        return None
    *subject, title, name = segments[1].units
    if not isinstance(name, Naming) or name.possessive or kind_of(cast, name) != "person" or not _is_title(title):
        return None
    units = [*segments[0].units, *subject]
    words = [u for u in units if isinstance(u, Word)]
    named = [u for u in units if isinstance(u, Naming)]
    people = any(kind_of(cast, u) == "person" or " " in cast.text[u.start : u.end] for u in named)
    several = any(_is_title(w) or w.fold in lex.PLURAL_PEOPLE or w.fold in lex.POSSESSIVE for w in words)
    return None if people or several or is_article(segments[1].units[0]) else name


def _officer(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person after a body's name and an office: "the Bellport (BP) Department of Ports spokesman Ada Quill".

    Between "of" and the office something must stand, which the body is of; all before the office is capitalised.
    """
    if len(segments) < 2 or len(segments[-1].units) < 3:
        return None
    *rest, title, name = segments[-1].units
    bracketed = (segments[-1].opener, segments[-2].opener) == (",", "(")
    body = rest[-1]
    committee = segments[-1].opener == "and" and (
        body.fold in lex.BODY_NAME_WORDS if isinstance(body, Word) else kind_of(cast, body) != "person"
    )
    if not (segments[-1].opener in ("of", "for") or bracketed or committee):
        return None
    if not isinstance(name, Naming) or name.possessive or kind_of(cast, name) != "person" or not _is_title(title):
        return None
    before = [u for s in segments[:-1] for u in s.units] + rest
    openers = ("", "(", ",", "of", "for", "and") if committee else ("", "(", ",", "of", "for")
    if any(s.opener not in openers for s in segments) or any(map(_is_title, before)):
        return None
    capital = all(isinstance(u, Naming) or is_article(u) or u.text[0].isupper() for u in before)
    person = any(isinstance(u, Naming) and kind_of(cast, u) == "person" for u in before)
    return name if capital and not person else None


def head_of(cast: Cast, segment: Segment) -> Naming | None:
    """The naming at the end of a segment; in a headline the one before a verb ("Quill Slams Bank Chief")."""
    units = [u for u in segment.units if not (isinstance(u, Word) and (u.fold.isdigit() or u.fold in _AFTERTHOUGHTS))]
    if not units:
        return None
    first, last = units[0], units[-1]
    if isinstance(first, Naming) and not first.possessive and len(units) > 1 and kind_of(cast, first) == "person":
        second = units[1]
        body = isinstance(second, Naming) and kind_of(cast, second) != "person"
        if _is_headline_verb(second) or (body and not _is_title(last)):  # but "Quill IPD Chief"
            return first
    if isinstance(last, Naming):
        return last
    named = [u for u in units if isinstance(u, Naming)]
    if len(named) != 1 or kind_of(cast, named[0]) == "person":
        return None
    sort = all(u is named[0] or is_article(u) or (isinstance(u, Word) and u.fold in _SORTS) for u in units)
    return named[0] if sort else None


def is_article(u: Unit) -> bool:
    """Whether a unit is an article or another word that opens a noun phrase."""
    return isinstance(u, Word) and u.fold in lex.DETERMINERS


def _is_headline_verb(u: Unit) -> bool:
    if not isinstance(u, Word) or not u.text[0].isupper() or not u.fold.endswith("s"):
        return False
    return lex.singular(u.fold) not in lex.SPEAKING


def _apposed(cast: Cast, segments: list[Segment]) -> list[Naming]:
    """The person in apposition to a common noun: "a lawyer for the outlets, Ada Quill,", "the actress Ada Quill"."""
    if not segments:
        return []
    if not any(_is_title(u) or _is_office(u) for u in segments[0].units):
        return _described(cast, segments)
    for s in segments[1:]:
        if s.opener != ",":
            continue
        names = [u for u in s.units if isinstance(u, Naming)]
        if (
            len(names) == 1
            and names[0] is s.units[-1]
            and kind_of(cast, names[0]) == "person"
            and not names[0].possessive
        ) and all(u is names[0] or _is_title(u) or (isinstance(u, Word) and u.text[0].isupper()) for u in s.units):
            return names
        return []
    return []


def _described(cast: Cast, segments: list[Segment]) -> list[Naming]:
    """The person who is all that follows a description: "Quill’s temporary replacement, Ada Moss"."""
    if len(segments) != 2 or segments[1].opener != "," or len(segments[1].units) != 1:
        return []
    last, name = segments[0].units[-1], segments[1].units[0]
    if not isinstance(last, Word) or not last.text.islower() or lex.singular(last.fold) != last.fold:
        return []
    if last.fold in lex.WRITTEN_NOUNS or last.fold in lex.BODY_NOUNS:
        return []
    person = isinstance(name, Naming) and kind_of(cast, name) == "person" and not name.possessive
    return [name] if isinstance(name, Naming) and person else []


def _is_office(u: Unit) -> bool:
    """Whether a word that no list has looks like a person's office: "librarian", "archivist"."""
    return isinstance(u, Word) and u.text.islower() and bool(_OFFICE.search(u.fold)) and not is_noun(u.fold)


def is_noun(fold: str) -> bool:
    """Whether a case-folded word is, by the lists, a noun that can speak."""
    return fold in _NOUNS
