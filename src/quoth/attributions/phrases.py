"""What kind of phrase a source is: a name, several names, a pronoun, or a common noun with its owner.

`read_phrase` looks at the words of one source span and at the namings of the article's cast inside it. It decides
which noun is the head, and so whether "Ida Moss, a spokeswoman for Bellport Bank" speaks (the person) or "a
spokeswoman for Bellport Bank" (somebody unnamed). It does not look outside the span.

A case it gets wrong: "the letter of the Quill trial", in which a person is taken for who wrote the letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Literal

from quoth.attributions import lexicon as lex
from quoth.attributions.bare_names import is_acronym
from quoth.attributions.cast import Cast, Naming
from quoth.attributions.heads import Segment, Unit, coordinated, head_of, is_article, is_noun, kind_of, segments_of
from quoth.attributions.outlets import is_outlet
from quoth.attributions.words import Word

_RELATIVE_CLAUSE = re.compile(  # a run of white space is looked at once, from where it begins
    r"(?:,|--|[–—]|(?<!\s))\s+(?:who|whom|whose|which|that)\b|(?<!\s)\s*(?:--|[–—])\s"
)
_WHEN = re.compile(
    r"(?<=\w) (?:(?:this|last|next|late|early|on) )?(?:week|month|year|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
"""When it was said, at the end of a source: "Bellport Bank this month"."""
_EDGES = ' \t\n,;:.–—-"“”()'

Form = Literal["none", "pronoun", "named", "common"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source, read. `named` are the namings at its head (several when coordinated). For a common noun: `head` (its
    case-folded singular), `plural`, `definite`, and `owner`, a naming or a possessive pronoun ("his") before the head;
    `issuer` are namings after "by" or "from"; `modifiers` the case-folded words before the head, `complement` those
    behind it that say of whom or what ("of the harbour board"). `text` is the noun
    phrase as written, without its relative clause.
    """

    form: Form
    text: str
    start: int
    end: int
    named: tuple[Naming, ...] = ()
    pronoun: str = ""
    head: str = ""
    plural: bool = False
    definite: bool = False
    owner: Naming | str | None = None
    issuer: tuple[Naming, ...] = ()
    modifiers: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    body: str = ""


def read_phrase(cast: Cast, start: int, end: int, stop: int = 0) -> Phrase:
    """The phrase at `start:end`; a span that was cut short within its noun phrase is read on, never beyond `stop`."""
    start, end = _trim(cast.text, start, end)
    if when := _WHEN.search(cast.text, max(start, end - 24), end):
        end = when.start()
    end = _completed(cast, start, end, stop)
    words = [w for w in cast.words_in(start, end) if w.end <= end]
    namings = [n for n in cast.within(start, end) if n.start >= start - 2 or n.end <= end + 2]
    if not words:
        return Phrase("none", "", start, end)
    core = [w for w in words if w.fold not in _BESIDES] or words
    if len(core) == 1 and core[0].fold in lex.PRONOUNS and (core[0].text == "I" or not is_acronym(core[0])):
        return Phrase("pronoun", core[0].text, start, end, pronoun=core[0].fold)
    text = noun_phrase(cast.text, start, end)
    segments = segments_of(cast, words, namings)
    heads = coordinated(cast, segments)
    if heads:
        return Phrase("named", text, start, end, named=tuple(heads))
    more = [s for s in segments[1:] if s.opener != "("]  # but "Ada Quill (H) and a clutch of others"
    if more and more[0].opener == "and" and head_of(cast, segments[0]) is not None:
        head = lex.singular(words[-1].fold)
        return Phrase("common", text, start, end, head=head, plural=True, modifiers=frozenset(("and",)))
    return _common(cast, segments, text, start, end) or Phrase("named", text, start, end, named=tuple(namings[:1]))


def _completed(cast: Cast, start: int, end: int, stop: int) -> int:
    """The end of a name, or of the noun, that the span breaks off before: "human rights" before "groups warned"."""
    if stop <= end:
        return end
    namings = cast.within(max(start, end - 1), end)
    if namings and namings[-1].start < end < namings[-1].end <= stop:
        return namings[-1].end
    last = cast.words_in(start, end)[-1:]
    if last and last[0].fold in lex.DETERMINERS and last[0].start <= start:
        return _after_article(cast, end, stop)
    if last and last[0].fold in _UNFINISHED and (whole := _after_preposition(cast, end, stop)) is not None:
        return whole
    if (named := _upto_name(cast, last, stop)) is not None:
        return named
    after = cast.words_in(end, min(stop, end + 40))[:1]
    if (
        (
            last
            and after
            and cast.text[end : after[0].start] == " "
            and after[0].end <= stop
            and after[0].text[0].islower()
        )
        and (
            last[0].fold not in lex.PRONOUNS  # "it institutes"
            and not is_noun(last[0].fold)
            and not is_noun(lex.singular(last[0].fold))
            and is_noun(lex.singular(after[0].fold))
        )
        and lex.singular(after[0].fold) != after[0].fold
        and (not namings or not namings[-1].possessive)
    ):
        return after[0].end
    return end


_BESIDES = lex.words("both all also himself herself itself themselves")
_UNFINISHED = lex.words("by of from for at with")


def _after_preposition(cast: Cast, end: int, stop: int) -> int | None:
    """Where the name ends that follows a preposition on which the span breaks off: "a report by" Bellport Bank."""
    start = end
    after = cast.words_in(end, min(stop, end + 12))[:1]
    if after and after[0].fold == "the":
        start = after[0].end
    namings = cast.within(start, start + 3)
    if namings and cast.text[start : namings[0].start].strip() == "" and namings[0].end <= stop:
        return namings[0].end
    return None


def _after_article(cast: Cast, end: int, stop: int) -> int:
    """Where the noun phrase ends of which only the article was taken: "the" of "the Quill campaign claimed"."""
    words = cast.words_in(end, min(stop, end + 60))
    after = end
    for w in words[:5]:
        if cast.text[after : w.start] not in (" ", "’s ", "'s ") or w.end > stop:
            return end
        after = w.end
    return after if words and not cast.text[after:stop].strip() else end


def _upto_name(cast: Cast, last: Sequence[Word], stop: int) -> int | None:
    """Where the person's name ends that capitalised words lead up to: from "Ports" to "Ports Minister Ada Quill"."""
    if not last or not last[0].text[0].isupper() or last[0].possessive or cast.within(last[0].start, last[0].end):
        return None
    end = last[0].end
    for w in cast.words_in(end, min(stop, end + 80)):
        if cast.text[end : w.start] != " " or not (w.text[0].isupper() or w.fold in lex.PERSON_NOUNS):
            return None
        namings = cast.within(w.start, w.end)
        if namings:
            ends = namings[0].end
            return ends if kind_of(cast, namings[0]) == "person" and ends <= stop else None
        end = w.end
    return None


def noun_phrase(text: str, start: int, end: int) -> str:
    """The words of `start:end` up to their relative clause, trimmed of punctuation."""
    cut = _RELATIVE_CLAUSE.search(text, start, end)
    if cut and cut.start() > start:
        end = cut.start()
    start, end = _trim(text, start, end)
    return " ".join(text[start:end].split())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


_LOOKED_AT = lex.words("""
    obtained seen reviewed viewed cited quoted examined received read leaked considered debated sought criticized
    criticised disputed rejected blocked used public available
    """)
"""What may be done with a paper by somebody who did not issue it: "a memo obtained by Ember News"."""
_SUBJECTS = lex.words("i we he she they you")  # "the experts I asked"
# Adjectives that stand after their noun: "a source familiar with the plan".
_POSTPOSED = lex.words("familiar close aware knowledgeable present responsible loyal opposed sympathetic critical")

_PARTICIPLES = lex.words("being seen taken known made written put kept sent led held drawn shown given run done out")


def _merged(segments: list[Segment]) -> tuple[Unit, ...]:
    """The first segment, with what follows its "and" when only adjectives stand before: "national and state polls"."""
    first = segments[0].units
    plain = [u for u in first if not is_article(u)]
    if len(segments) > 1 and segments[1].opener == "and" and len(plain) == 1 and isinstance(plain[0], Word):
        fold = plain[0].fold
        if lex.singular(fold) == fold and fold not in lex.PERSON_NOUNS | lex.PLURAL_PEOPLE | lex.BODY_NOUNS:
            return first + segments[1].units
    return first


def _upto_participle(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Cuts "research conducted", "judges handling such suits" after the noun."""
    noun = False
    for i, u in enumerate(units):
        if isinstance(u, Naming):
            continue
        if noun and (
            u.fold in _POSTPOSED
            or u.fold in _SUBJECTS
            or u.text in _PARTICIPLES
            or re.fullmatch(r"[a-z]{3,}(?:ed|ing)", u.text)
            or u.fold in lex.DAYS
            or u.text in ("this", "last", "earlier", "late")  # week
        ):
            return units[:i]
        titled = i + 1 < len(units) and isinstance(units[i + 1], Naming)  # "Mr. Quill’s adoring fans"
        noun = noun or (not titled and (lex.singular(u.fold) != u.fold or is_noun(u.fold)))
    return units


def _is_people(listed: list[Segment]) -> bool:
    """Whether the last of a list is a plural noun for people: "the family, protesters and leaders"."""
    last = listed[-1].units[-1]
    return isinstance(last, Word) and lex.is_plural(last.fold) and is_noun(lex.singular(last.fold))


def _office_of_somebody(segments: list[Segment], text: str, start: int, end: int) -> Phrase | None:
    """The body at the end of "the Ostrovia secretary of state’s office", which the office-holder does not speak for."""
    if len(segments) < 2 or segments[1].opener != "of" or len(segments[1].units) < 2:
        return None
    *owners, head = segments[1].units
    if not isinstance(head, Word) or head.fold not in lex.BODY_NOUNS:
        return None
    if not any(isinstance(u, Word) and u.possessive for u in owners):
        return None
    return Phrase("common", text, start, end, head=head.fold, definite=True, modifiers=frozenset(("of",)))


def _common(cast: Cast, segments: list[Segment], text: str, start: int, end: int) -> Phrase | None:
    """The phrase of a common noun; None where no common noun heads the first segment."""
    if not segments or not any(isinstance(u, Word) for u in segments[0].units):
        return None
    if office := _office_of_somebody(segments, text, start, end):
        return office
    units = _upto_participle(_merged(segments))
    words = [u for u in units if isinstance(u, Word)]
    first, last = words[0], units[-1]
    head = last if isinstance(last, Word) else words[-1]
    noun, owner = lex.singular(head.fold), _owner(units, head)
    body = ""
    if isinstance(owner, Naming):
        body = re.sub(r"^[Tt]he\s+", "", " ".join(cast.text[owner.start : head.end].split()))
    many = first.fold in _MANY or any(w.fold == "attorneys" for w in words)  # general
    return Phrase(
        "common",
        text,
        start,
        end,
        head=noun,
        plural=many or lex.is_plural(head.fold) or _are_several(segments, units),
        definite=first.fold in ("the", "this", "that") or first.fold not in lex.DETERMINERS,
        owner=owner,
        issuer=tuple(_issuers(cast, segments, noun)),
        modifiers=frozenset(w.fold for w in words if w is not head),
        complement=_complement(cast, segments, owner),
        body=body,
    )


def _owner(units: Sequence[Unit], head: Word) -> Naming | str | None:
    """Whose `head` is: the first name that owns something ("Ada Quill’s Bellport report" is hers), else the last name
    before it, else a possessive pronoun.
    """
    owner: Naming | str | None = None
    for u in takewhile(lambda u: u is not head, units):
        if isinstance(u, Word):
            owner = u.fold if owner is None and u.fold in lex.POSSESSIVE else owner
        elif not (isinstance(owner, Naming) and owner.possessive):
            owner = u
    return owner


def _issuers(cast: Cast, segments: Sequence[Segment], noun: str) -> list[Naming]:
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


def _are_several(segments: list[Segment], units: Sequence[Unit]) -> bool:
    """Whether the noun of the first segment, whose `units` these are, is one of a list: "the family, protesters and
    leaders", "the mayor and"; not where what is listed are its adjectives ("national and state polls").
    """
    if units is not segments[0].units or len(segments) < 2:
        return False
    listed = [s for s in segments[1:] if s.opener in (",", "and")]
    return segments[1].opener == "and" or (bool(listed) and listed[-1].opener == "and" and _is_people(listed))


def _owns(name: Unit, noun: Unit) -> bool:
    """Whether a name only says whose or which a common noun is: "Quill’s visit", "Bellport rallies"."""
    if not isinstance(name, Naming) or not isinstance(noun, Word) or not noun.text.islower():
        return False
    return name.possessive or lex.is_plural(noun.fold)


def _is_outlet(cast: Cast, n: Naming) -> bool:
    return n.entity is not None and is_outlet(cast.entities[n.entity].name)


def _complement(cast: Cast, segments: list[Segment], owner: Naming | str | None) -> frozenset[str]:
    """The case-folded words that say of whom or what the head is: of "the head of the Harbour Board" the last two, of
    "the Harbour Board’s head" the first two.
    """
    out: set[str] = set()
    if isinstance(owner, Naming) and owner.possessive and kind_of(cast, owner) == "organization":
        out |= {w.fold for w in cast.words_in(owner.start, owner.end)}
    for s in segments[1:]:
        if s.opener not in _WHOSE:
            break
        if s.opener == "from" and any(isinstance(u, Naming) and kind_of(cast, u) == "location" for u in s.units):
            continue  # whom it describes may well be from there: "the senator from Ostrovia"
        out |= {w.fold for u in s.units for w in cast.words_in(u.start, u.end)}
    return frozenset(out - lex.DETERMINERS - lex.DAYS - lex.MONTHS - lex.POSSESSIVE)


_TITLED = lex.words("titled entitled called named dubbed")  # what follows is its name
_FROM = lex.words("by from of as")
_MANY = lex.words("several many some few most")
_PRINTED = lex.words("report article story piece column editorial essay op-ed profile")  # in the outlet that has it
_ABOUT = lex.words("""
    study poll survey analysis review audit indictment investigation biography book story article video transcript
    record documentary account index coverage search tally count data
    """)
"""What is "of" whom it is about, not of whom it is by."""
_WHOSE = lex.words("of at for from in to on")
