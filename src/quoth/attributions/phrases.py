"""What kind of phrase a source is: a name, several names, a pronoun, or a common noun with its owner.

`read_phrase` looks at the words of one source span and at the namings of the article's cast inside it. It decides
which noun is the head, and so whether "Ida Moss, a spokeswoman for Bellport Bank" speaks (the person) or "a
spokeswoman for Bellport Bank" (somebody unnamed). It does not look outside the span.

A case it gets wrong: "the letter of the Quill trial", in which a person is taken for who wrote the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quoth.attributions import lexicon as lex
from quoth.attributions.heads import Segment, Unit, coordinated, head_of, is_article, is_noun, kind_of, segments_of
from quoth.attributions.mentions import is_acronym
from quoth.attributions.names import Cast, Naming
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
    """The phrase at `start:end`; a span that was cut short within a name is read on, never beyond `stop`."""
    start, end = _trim(cast.text, start, end)
    if when := _WHEN.search(cast.text, max(start, end - 24), end):
        end = when.start()
    last = cast.within(max(start, end - 1), end)[-1:]
    if last and last[0].start < end < last[0].end <= stop:  # cut short within a name
        end = last[0].end
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


_BESIDES = lex.words("both all also himself herself itself themselves")


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


# Adjectives that stand after their noun: "a source familiar with the plan".
_LOOKED_AT = lex.words("obtained seen reviewed viewed cited quoted examined received read leaked")
_SUBJECTS = lex.words("i we he she they you")  # "the experts I asked"
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


def _common(cast: Cast, segments: list[Segment], text: str, start: int, end: int) -> Phrase | None:
    words = [u for u in segments[0].units if isinstance(u, Word)] if segments else []
    if not words:
        return None
    units = _upto_participle(_merged(segments))
    words = [u for u in units if isinstance(u, Word)]
    last = units[-1]
    head = last if isinstance(last, Word) else words[-1]
    owner: Naming | str | None = None
    for u in units:
        if u is head:
            break
        if isinstance(u, Naming):
            if not (isinstance(owner, Naming) and owner.possessive):
                owner = u  # of "Ada Quill’s Bellport report" she
        elif u.fold in lex.POSSESSIVE and owner is None:
            owner = u.fold
    noun = lex.singular(head.fold)
    issuer: list[Naming] = []
    for before, s in pairwise(segments):
        if s.opener == "by" and isinstance(before.units[-1], Word) and before.units[-1].fold in _LOOKED_AT:
            continue  # "a memo obtained by Ember News" is not by it
        if issuer and (s.opener not in (",", "and") or not isinstance(s.units[-1], Naming)):
            break
        if s.opener == "of" and noun in _ABOUT:
            continue  # "the indictment of Quill", "a poll of Bellport Bank’s customers"
        printed = s.opener == "in" and isinstance(s.units[-1], Naming) and _is_outlet(cast, s.units[-1])
        if issuer or printed or s.opener in ("by", "from", "of", "as"):
            people = isinstance(s.units[-1], Word) and lex.singular(s.units[-1].fold) in lex.PERSON_NOUNS
            named = [u for u in s.units if isinstance(u, Naming) and not people]  # not "a memo by a Quill aide"
            while len(named) > 1 and cast.text[named[-2].end : named[-1].start] not in ("/", "-"):
                del named[:-1]  # by "the Senate leader Ada Quill" it is hers
            issuer += named
    first = words[0]
    body = ""
    if isinstance(owner, Naming):
        body = re.sub(r"^[Tt]he\s+", "", " ".join(cast.text[owner.start : head.end].split()))
    listed = [s for s in segments[1:] if s.opener in (",", "and")]
    together = bool(listed) and listed[-1].opener == "and" and units is segments[0].units and _is_people(listed)
    together = together or (len(segments) > 1 and segments[1].opener == "and" and units is segments[0].units)
    return Phrase(
        "common",
        text,
        start,
        end,
        head=noun,
        plural=lex.is_plural(head.fold) or together or first.fold in ("several", "many", "some", "few", "most"),
        definite=first.fold in ("the", "this", "that")
        or first.fold in lex.POSSESSIVE
        or first.fold not in lex.DETERMINERS,
        owner=owner,
        issuer=tuple(issuer),
        modifiers=frozenset(w.fold for w in words if w is not head),
        complement=_complement(cast, segments, owner),
        body=body,
    )


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
        out |= {w.fold for u in s.units for w in cast.words_in(u.start, u.end)}
    return frozenset(out - lex.DETERMINERS - lex.DAYS - lex.MONTHS - lex.POSSESSIVE)


_ABOUT = lex.words("""
    study poll survey analysis review audit indictment investigation biography book story article video transcript
    record documentary account index coverage search tally count data
    """)
"""What is "of" whom it is about, not of whom it is by."""
_WHOSE = lex.words("of at for from in")
