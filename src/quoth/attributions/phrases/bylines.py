"""By whom a phrase says that something was issued: "a report by Bellport Bank", "an article in the Bellport Courier".

What guards it: what was "obtained by" somebody is not by them, "a poll of the bank's clients" not by the bank, "a memo
by a Quill aide" not by Quill; what follows "entitled" is a name.
A case it gets wrong: "the letter of the Quill trial", in which a person is taken for who wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.outlets import is_outlet
from quoth.attributions.phrases.segments import Segment, Unit
from quoth.attributions.words import Word

_FROM = lex.words("by from of as")
_TITLED = lex.words("titled entitled called named dubbed")  # what follows is its name
_PRINTED = lex.words("report article story piece column editorial essay op-ed profile")  # in the outlet that has it
_LOOKED_AT = lex.words("""
    obtained seen reviewed viewed cited quoted examined received read leaked considered debated sought criticized
    criticised disputed rejected blocked used public available
    """)
"""What may be done with a paper by somebody who did not issue it: "a memo obtained by Ember News"."""
_ABOUT = lex.words("""
    study poll survey analysis review audit indictment investigation biography book story article video transcript
    record documentary account index coverage search tally count data
    """)
"""What is "of" whom it is about, not of whom it is by."""


def issuers_named(cast: Cast, segments: Sequence[Segment], noun: str) -> list[Naming]:
    """Those by whom or from whom what `noun` says is: the namings of the segments behind "by", "from", "of" and "as",
    and of those that go on with them.
    """
    issuers: list[Naming] = []
    for before, s in pairwise(segments):
        if s.opener == "by" and isinstance(before.units[-1], Word) and before.units[-1].fold in _LOOKED_AT:
            continue  # "a memo obtained by Ember News" is not by it
        if issuers and (s.opener not in (",", "and") or not isinstance(s.units[-1], Naming)):
            break
        if any(isinstance(u, Word) and u.fold in _TITLED for u in s.units):
            break
        if s.opener == "of" and noun in _ABOUT:
            continue  # "the indictment of Quill", "a poll of Bellport Bank’s customers"
        if issuers or s.opener in _FROM or _is_printed_in(cast, s, noun):
            issuers += _issuing(cast, s)
    return issuers


def _is_printed_in(cast: Cast, s: Segment, noun: str) -> bool:
    """Whether a segment names the outlet that something is in: "a report in the Bellport Courier"."""
    name = s.units[-1]
    return s.opener == "in" and noun in _PRINTED and isinstance(name, Naming) and _is_outlet(cast, name)


def _issuing(cast: Cast, s: Segment) -> list[Naming]:
    """The namings of a segment that may issue something; none where they only own or describe its noun."""
    last = s.units[-1]
    noun = lex.singular(last.fold) if isinstance(last, Word) else ""
    owned = noun not in lex.BODY_NOUNS and any(_owns(a, b) for a, b in pairwise(s.units))
    if owned or noun in lex.PERSON_NOUNS:
        return []  # not "a memo by a Quill aide"
    named = [u for u in s.units if isinstance(u, Naming)]
    while len(named) > 1 and cast.text[named[-2].end : named[-1].start] not in ("/", "-"):
        del named[:-1]  # by "the Senate leader Ada Quill" it is hers
    return named


def _owns(name: Unit, noun: Unit) -> bool:
    """Whether a name only says whose or which a common noun is: "Quill’s visit", "Bellport rallies"."""
    if not isinstance(name, Naming) or not isinstance(noun, Word) or not noun.text.islower():
        return False
    return name.possessive or lex.is_plural(noun.fold)


def _is_outlet(cast: Cast, n: Naming) -> bool:
    return n.entity is not None and is_outlet(cast.entities[n.entity].name)
