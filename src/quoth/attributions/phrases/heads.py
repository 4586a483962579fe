"""Which names head a phrase: the segments of a source between marks and prepositions, and who stands at their ends.

What it accepts: a name at the end of the first segment, names joined by "and", and a name behind a common noun that
only says what its bearer is ("a lawyer for the outlets, Ada Quill,"). What guards it: a person and a body are never
joined, and a name that owns the noun ("Quill’s lawyer") heads nothing.

A case it gets wrong: a verb after a name in a headline's source span ("Quill to Sue Bank") that does not end in -s.
"""

from __future__ import annotations

import itertools
import re

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.phrases.offices import officer
from quoth.attributions.phrases.segments import Segment, Unit, are_people, is_article, is_person, is_title, kind_of
from quoth.attributions.words import Word

_AFTERTHOUGHTS = lex.words("all both himself herself itself themselves jr sr")
# After a body's name they only say what sort of body it is: "the Ember newspaper chain".
_SORTS = lex.words("chain newspaper network company magazine website agency channel corporation news group firm")


def coordinated(cast: Cast, segments: list[Segment]) -> list[Naming]:
    """The namings that head the phrase: one, or several joined by "and"; nothing when a common noun heads it."""
    if not segments:
        return []
    if described := _before_article(cast, segments[0].units):
        return [described]
    if first := officer(cast, segments):
        k = next(k for k, s in enumerate(segments) if s.units[-1] is first)
        return _joined(cast, first, segments[k + 1 :]) or [first]
    first = head_of(cast, segments[0])
    return _apposed(cast, segments) if first is None else _joined(cast, first, segments[1:])


def _joined(cast: Cast, first: Naming, segments: list[Segment]) -> list[Naming]:
    """`first` and those named in `segments`, up to the one behind "and"; nothing where a common noun stands there."""
    heads, placed = [first], False
    for k, s in enumerate(segments):
        if s.opener == "(" or (len(s.units) == 1 and isinstance(s.units[0], Word) and len(s.units[0].text) <= 5):
            continue  # a party or an age
        if (s.opener in ("of", "from") or (placed and s.opener == ",")) and _are_places(cast, s):
            placed = True  # "Ada Quill of Bellport, Ida Moss of Ostrovia and …"
            continue
        head = head_of(cast, s)
        if head is None and s.opener == "and":
            head = officer(cast, segments[k:]) or _writer(cast, s)
        if s.opener == "and" and head is None and not placed:
            return []
        if s.opener not in (",", "and") or head is None:
            break
        if kind_of(cast, first) == "person" != kind_of(cast, head):
            break
        heads.append(head)
        if s.opener == "and":
            return heads
    return [first]


def _writer(cast: Cast, segment: Segment) -> Naming | None:
    """The last of those whose writing it is: "Quill, Moss and Vale’s letter"; not of "Quill and Moss’s lawyer"."""
    owner, *rest = segment.units
    noun = rest[-1] if rest else None
    if not isinstance(owner, Naming) or not owner.possessive or kind_of(cast, owner) != "person":
        return None
    return owner if isinstance(noun, Word) and noun.fold in lex.WRITTEN_NOUNS else None


def _are_places(cast: Cast, segment: Segment) -> bool:
    """Whether a segment names a place and nothing else."""
    named = [u for u in segment.units if isinstance(u, Naming)]
    return len(named) == len(segment.units) and all(kind_of(cast, n) == "location" for n in named)


def _before_article(cast: Cast, units: tuple[Unit, ...]) -> Naming | None:
    """The person whom a description follows without a comma: "Ada Quill the former Ostrovia candidate"."""
    name = units[0]
    return name if isinstance(name, Naming) and is_person(cast, name) and any(map(is_article, units[1:2])) else None


def head_of(cast: Cast, segment: Segment) -> Naming | None:
    """The naming at the end of a segment; in a headline the one before a verb ("Quill Slams Bank Chief")."""
    units = [u for u in segment.units if not (isinstance(u, Word) and (u.fold.isdigit() or u.fold in _AFTERTHOUGHTS))]
    if not units:
        return None
    first, last = units[0], units[-1]
    if isinstance(last, Naming) and kind_of(cast, last) == "person":
        return last
    if isinstance(first, Naming) and is_person(cast, first):  # "Quill Slams Bank Chief"
        return first if isinstance(last, Naming) or any(map(_is_headline_verb, units[1:2])) else None
    if isinstance(last, Naming):
        return last
    named = [u for u in units if isinstance(u, Naming)]
    if len(named) != 1 or kind_of(cast, named[0]) == "person":
        return None
    sort = all(u is named[0] or is_article(u) or (isinstance(u, Word) and u.fold in _SORTS) for u in units)
    return named[0] if sort else None


def _is_headline_verb(u: Unit) -> bool:
    if not isinstance(u, Word) or not u.text[0].isupper() or not u.fold.endswith("s"):
        return False
    return lex.singular(u.fold) not in lex.SPEAKING


def _apposed(cast: Cast, segments: list[Segment]) -> list[Naming]:
    """The person in apposition to a common noun: "a lawyer for the outlets, Ada Quill,", "the reviewer, Mayor Ada
    Quill", "one of the reviewers, Mayor Ada Quill".
    """
    if picked := _one_of(cast, segments) or _body_apposed(cast, segments):
        return [picked]
    noun = segments[0].units[-1]
    described = isinstance(noun, Word) and noun.text.islower() and lex.singular(noun.fold) == noun.fold
    described = described and not isinstance(noun, Naming) and noun.fold not in lex.WRITTEN_NOUNS | lex.BODY_NOUNS
    s = next((s for s in segments[1:] if s.opener == ","), None)
    if s is None or not (described or any(map(is_title, segments[0].units))):
        return []
    *titles, name = s.units
    if not _only_describe(cast, titles, name) or not isinstance(name, Naming) or not is_person(cast, name):
        return []
    if not isinstance(noun, Word) or not (are_people(noun) or noun.fold in lex.PLURAL_PEOPLE):
        return [name]
    behind = segments[segments.index(s) + 1 :]  # "three senators, Ada Quill, Ida Moss and Tom Vale"
    listed = itertools.takewhile(lambda b: b.opener in (",", "and") and is_person(cast, b.units[-1]), behind)
    return [name, *(b.units[-1] for b in listed if isinstance(b.units[-1], Naming))]


def _body_apposed(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The body in apposition to a noun for one: "the port’s other union, the Quay Workers"."""
    noun = segments[0].units[-1]
    s = next((s for s in segments[1:] if s.opener == ","), None)
    if s is None or not isinstance(noun, Word) or not noun.text.islower() or noun.fold not in lex.BODY_NOUNS:
        return None
    *before, name = s.units
    named = isinstance(name, Naming) and not name.possessive and kind_of(cast, name) == "organization"
    return name if named and isinstance(name, Naming) and all(map(is_article, before)) else None


def _only_describe(cast: Cast, before: list[Unit], name: Unit) -> bool:
    """Whether the units before a name only say what its bearer is: titles, words with a capital and bodies; any words
    where the last of them is a title, "former tide bureau coordinator Ada Quill", or the name has one.
    """
    if any(is_person(cast, u) for u in before):
        return False
    words = [u for u in before if isinstance(u, Word)]
    if all(is_title(u) or u.text[0].isupper() for u in words):
        return True
    first = next(iter(cast.words_in(name.start, name.end)), None)
    last = words[-1:] if before[-1:] == words[-1:] else []
    titled = any(is_title(w) or _CALLING.search(w.fold) for w in last) or (first and first.fold in lex.TITLES)
    return bool(titled) and not any(u.fold in _NO_DESCRIPTION or u.fold.endswith("ing") for u in words)


_CALLING = re.compile(r"[a-z]{3}(?:[^e]er|or|ist|ian|man|woman|person)$")
_NO_DESCRIPTION = lex.PRONOUNS | lex.DETERMINERS | lex.SAYING | lex.CLAUSE_OPENERS


def _one_of(cast: Cast, segments: list[Segment]) -> Naming | None:
    """Who is named behind "one of them": "one of its founders, writer and host Ada Quill"; None where nobody is."""
    one = segments[0].units
    if len(segments) < 3 or len(one) != 1 or not isinstance(one[0], Word) or one[0].fold not in ("one", "another"):
        return None
    k = next((k for k, s in enumerate(segments) if k > 1 and s.opener == ","), 0)
    them = segments[1].units[-1]
    if not k or segments[1].opener != "of" or not isinstance(them, Word):
        return None
    if lex.singular(them.fold) in lex.WRITTEN_NOUNS | lex.BODY_NOUNS:
        return None  # "one of the county's towns, Moss"
    for s in segments[k : k + 2]:
        if any(isinstance(u, Word) and (u.fold in lex.RELATIVE or u.fold.endswith("ing")) for u in s.units):
            return None  # "one of its owners, who met Quill"
        if s.opener in (",", "and") and is_person(cast, s.units[-1]):
            return s.units[-1] if isinstance(s.units[-1], Naming) else None
        if not all(isinstance(u, Word) and (is_title(u) or u.text.isupper()) for u in s.units):
            break
    return None
