"""Which names head a phrase: the segments of a source between marks and prepositions, and who stands at their ends.

What it accepts: a name at the end of the first segment, names joined by "and", and a name behind a common noun that
only says what its bearer is ("a lawyer for the outlets, Ada Quill,"). What guards it: a person and a body are never
joined, and a name that owns the noun ("Quill’s lawyer") heads nothing.

A case it gets wrong: a verb after a name in a headline's source span ("Quill to Sue Bank") that does not end in -s.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quoth.attributions import lexicon as lex
from quoth.attributions.cast import Cast, Naming
from quoth.attributions.words import Word

_SPLIT = re.compile(r"[,;:()\[\]—\n]|--|\s[–-]\s")  # but "Export–Import Bank" is one name
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
    if not segments:
        return []
    office = _officer(cast, segments) or _behind_bare_office(cast, segments)
    if officer := office or _before_article(cast, segments[0].units):
        return [officer]
    first = head_of(cast, segments[0])
    if first is None:
        return _apposed(cast, segments)
    heads, placed = [first], False
    for s in segments[1:]:
        if s.opener == "(" or (len(s.units) == 1 and isinstance(s.units[0], Word) and len(s.units[0].text) <= 5):
            continue  # a party or an age
        if (s.opener in ("of", "from") or (placed and s.opener == ",")) and _are_places(cast, s):
            placed = True  # "Ada Quill of Bellport, Ida Moss of Ostrovia and …"
            continue
        head = head_of(cast, s)
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


def _are_places(cast: Cast, segment: Segment) -> bool:
    """Whether a segment names a place and nothing else."""
    named = [u for u in segment.units if isinstance(u, Naming)]
    return len(named) == len(segment.units) and all(kind_of(cast, n) == "location" for n in named)


def _is_person(cast: Cast, u: Unit) -> bool:
    return isinstance(u, Naming) and not u.possessive and kind_of(cast, u) == "person"


def _before_article(cast: Cast, units: tuple[Unit, ...]) -> Naming | None:
    """The person whom a description follows without a comma: "Ada Quill the former Ostrovia candidate"."""
    name = units[0]
    return name if isinstance(name, Naming) and _is_person(cast, name) and any(map(is_article, units[1:2])) else None


def _officer(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person after an office of several words: "Secretary of State Ada Quill", "the Bellport (BP) Department of
    Ports spokesman Ada Quill", "trade and industry commissioner Ada Quill", "the host and former minister Ada Quill".

    The office ends right before the name, or right before the words that open the name's segment, not both ("a friend
    of Mayor Ada Quill"). But for an office right before the name, and behind "and", all of it is capitalised.
    Behind "and" it is somebody else where a name, an article, "his" or a plural noun says so.
    """
    ends = (s.units[-1] for s in segments)
    k = next((k for k, u in enumerate(ends) if k and isinstance(u, Naming) and kind_of(cast, u) == "person"), 0)
    *rest, name = segments[k].units
    if not k or not rest or not isinstance(name, Naming):
        return None
    opener = segments[k - 1].opener if segments[k].opener == "," else segments[k].opener  # behind a bracket
    before = [u for s in segments[:k] for u in s.units]
    at_name, at_opener = _is_title(rest[-1]) and not _are_people(rest[-1]), _is_title(before[-1])
    if any(isinstance(u, Naming) and kind_of(cast, u) == "person" for u in before):
        return None
    if opener == "and":
        words = [u for u in before + rest if isinstance(u, Word)]
        if is_article(rest[0]) or any(_are_people(w) or (w.fold in lex.POSSESSIVE and w in rest) for w in words):
            return None
        named = isinstance(before[-1], Naming) and " " in cast.text[before[-1].start : before[-1].end]
        return name if at_opener or (at_name and len(rest) > 1 and not named) else None
    if opener not in ("of", "to", "for", "("):
        return None
    told = [u for u in before + (rest[:-1] if at_name else rest) if not is_article(u)]
    capital = all(isinstance(u, Naming) or u.text[0].isupper() or u.fold in _ONCE for u in told)
    own = at_name != any(map(_is_title, before)) or (opener == "of" and len(rest) > 1)  # "Chief of Staff General Quill"
    return name if capital and own else None


def _behind_bare_office(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person behind an office of several words without an article: "Bellport Bank chief of staff Ada Quill",
    "Counsel to the President Ada Quill", "Moss’s director of news Ada Quill".

    What guards it: the office is one person's, nothing in it is owned but the whole, and the word before the name is
    capitalised or one for a branch; "friend of young Ada Quill" and "lawyer for singer Ada Quill" are somebody else.
    """
    if len(segments) < 2 or segments[1].opener not in ("of", "to", "for") or len(segments[1].units) < 2:
        return None
    *owners, noun = segments[0].units
    *rest, name = segments[1].units
    if any(map(is_article, owners)) or is_article(noun) or not _is_title(noun) or _are_people(noun):
        return None
    if not isinstance(name, Naming) or not _is_person(cast, name) or any(_is_person(cast, u) for u in owners):
        return None
    last = rest[-1]
    if isinstance(last, Word) and last.fold in _BRANCHES:
        return name
    if any(isinstance(u, Naming) and u.possessive for u in rest) or (_is_title(last) and not is_article(rest[0])):
        return None
    return name if not isinstance(last, Word) or last.text[0].isupper() else None


_BRANCHES = lex.words("""
    staff state news communications operations policy affairs relations security communication intelligence litigation
    health finance development engineering education marketing strategy mission outreach
    """)
_ONCE = lex.words("former then acting longtime onetime soon-to-be")


def _are_people(u: Unit) -> bool:
    return isinstance(u, Word) and lex.singular(u.fold) != u.fold and lex.singular(u.fold) in lex.PERSON_NOUNS


def head_of(cast: Cast, segment: Segment) -> Naming | None:
    """The naming at the end of a segment; in a headline the one before a verb ("Quill Slams Bank Chief")."""
    units = [u for u in segment.units if not (isinstance(u, Word) and (u.fold.isdigit() or u.fold in _AFTERTHOUGHTS))]
    if not units:
        return None
    first, last = units[0], units[-1]
    if isinstance(last, Naming) and kind_of(cast, last) == "person":
        return last
    if isinstance(first, Naming) and _is_person(cast, first):  # "Quill Slams Bank Chief"
        return first if isinstance(last, Naming) or any(map(_is_headline_verb, units[1:2])) else None
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
    """The person in apposition to a common noun: "a lawyer for the outlets, Ada Quill,", "the reviewer, Mayor Ada
    Quill", "one of the reviewers, Mayor Ada Quill".
    """
    if picked := _one_of(cast, segments) or _body_apposed(cast, segments):
        return [picked]
    noun = segments[0].units[-1]
    described = isinstance(noun, Word) and noun.text.islower() and lex.singular(noun.fold) == noun.fold
    described = described and not isinstance(noun, Naming) and noun.fold not in lex.WRITTEN_NOUNS | lex.BODY_NOUNS
    s = next((s for s in segments[1:] if s.opener == ","), None)
    if s is None or not (described or any(map(_is_title, segments[0].units))):
        return []
    *titles, name = s.units
    if not _only_describe(cast, titles, name) or not isinstance(name, Naming) or not _is_person(cast, name):
        return []
    if not isinstance(noun, Word) or not (_are_people(noun) or noun.fold in lex.PLURAL_PEOPLE):
        return [name]
    behind = segments[segments.index(s) + 1 :]  # "three senators, Ada Quill, Ida Moss and Tom Vale"
    listed = itertools.takewhile(lambda b: b.opener in (",", "and") and _is_person(cast, b.units[-1]), behind)
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
    if any(_is_person(cast, u) for u in before):
        return False
    words = [u for u in before if isinstance(u, Word)]
    if all(_is_title(u) or u.text[0].isupper() for u in words):
        return True
    first = next(iter(cast.words_in(name.start, name.end)), None)
    last = words[-1:] if before[-1:] == words[-1:] else []
    titled = any(_is_title(w) or _CALLING.search(w.fold) for w in last) or (first and first.fold in lex.TITLES)
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
        if s.opener in (",", "and") and _is_person(cast, s.units[-1]):
            return s.units[-1] if isinstance(s.units[-1], Naming) else None
        if not all(isinstance(u, Word) and (_is_title(u) or u.text.isupper()) for u in s.units):
            break
    return None


def is_noun(fold: str) -> bool:
    """Whether a case-folded word is, by the lists, a noun that can speak."""
    return fold in _NOUNS
