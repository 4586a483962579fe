"""What kind of phrase a source is: a name, several names, a pronoun, or a common noun with its owner.

`read_phrase` looks at the words of one source span and at the namings of the article's cast inside it. It decides
which noun is the head, and so whether "Ida Moss, a spokeswoman for Bellport Bank" speaks (the person) or "a
spokeswoman for Bellport Bank" (somebody unnamed). It does not look outside the span.

A case it gets wrong: a verb after a name in a headline's source span ("Quill to Sue Bank") that does not end in -s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from quoth.attributions import lexicon as lex
from quoth.attributions.names import Cast, Naming
from quoth.attributions.words import Word

_RELATIVE_CLAUSE = re.compile(  # a run of white space is looked at once, from where it begins
    r"(?:,|--|[–—]|(?<!\s))\s+(?:who|whom|whose|which|that)\b|(?<!\s)\s*(?:--|[–—])\s"
)
_EDGES = ' \t\n,;:.–—-"“”()'
_OFFICE = re.compile(r"[a-z]{3}(?:ian|ist|eer|ologist)$")
_SPLIT = re.compile(r"[,;:()\[\]–—\n]|--")

Form = Literal["none", "pronoun", "named", "common"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source, read. `named` are the namings at its head (several when coordinated). For a common noun: `head` (its
    case-folded singular), `plural`, `definite`, and `owner`, a naming or a possessive pronoun ("his") before the head;
    `issuer` are namings after "by" or "from"; `modifiers` the case-folded words before the head. `text` is the noun
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
    body: str = ""


def read_phrase(cast: Cast, start: int, end: int, stop: int = 0) -> Phrase:
    """The phrase at `start:end`; a span that was cut short within its noun phrase is read on, never beyond `stop`."""
    start, end = _trim(cast.text, start, end)
    end = _completed(cast, start, end, stop)
    words = [w for w in cast.words_in(start, end) if w.end <= end]
    " ".join(cast.text[start:end].split())
    namings = [n for n in cast.within(start, end) if n.start >= start - 2 or n.end <= end + 2]
    if not words:
        return Phrase("none", "", start, end)
    pronouns = lex.HE | lex.SHE | lex.THEY | lex.IT | lex.FIRST_PERSON | lex.RELATIVE | {"you"}
    core = [w for w in words if w.fold not in ("both", "all", "also", "himself", "herself")] or words
    if len(core) == 1 and core[0].fold in pronouns:
        return Phrase("pronoun", core[0].text, start, end, pronoun=core[0].fold)
    text = noun_phrase(cast.text, start, end)
    segments = _segments(cast, words, namings)
    heads = _coordinated(cast, segments)
    if heads:
        return Phrase("named", text, start, end, named=tuple(heads))
    if len(segments) > 1 and segments[1].opener == "and" and _head(cast, segments[0]) is not None:
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
            not _is_noun(last[0].fold)
            and not _is_noun(lex.singular(last[0].fold))
            and _is_noun(lex.singular(after[0].fold))
        )
        and lex.singular(after[0].fold) != after[0].fold
        and (not namings or not namings[-1].possessive)
    ):
        return after[0].end
    return end


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
            return ends if _kind(cast, namings[0]) == "person" and ends <= stop else None
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


Unit: TypeAlias = Word | Naming
# Adjectives that stand after their noun: "a source familiar with the plan".
_POSTPOSED = lex.words("familiar close aware knowledgeable present responsible loyal opposed sympathetic critical")
_AFTERTHOUGHTS = lex.words("all both himself herself jr sr")
# After a body's name they only say what sort of body it is: "the Ember newspaper chain".
_SORTS = lex.words("chain newspaper network company magazine website agency channel corporation news group firm")


@dataclass(frozen=True, slots=True)
class _Segment:
    """Units between marks or prepositions; `opener` is what stands before: "", ",", a preposition, "and", "who"."""

    opener: str
    units: tuple[Unit, ...]


def _segments(cast: Cast, words: Sequence[Word], namings: Sequence[Naming]) -> list[_Segment]:
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
    out: list[_Segment] = []
    opener, held = "", list[Unit]()

    def close(mark: str) -> None:
        nonlocal opener
        if held:
            out.append(_Segment(opener, tuple(held)))
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


def _kind(cast: Cast, n: Naming) -> str:
    if n.entity is None:
        return "person"
    return cast.entities[n.entity].kind


def _coordinated(cast: Cast, segments: list[_Segment]) -> list[Naming]:
    """The namings that head the phrase: one, or several joined by "and"; nothing when a common noun heads it."""
    if officer := _officer(cast, segments):
        return [officer]
    first = _head(cast, segments[0]) if segments else None
    if first is None:
        one = _two_roles(cast, segments) or _titled(cast, segments)
        return [one] if one else _apposed(cast, segments)
    if _kind(cast, first) != "person" and first.possessive and (apposed := _apposed(cast, segments)):
        return apposed
    heads = [first]
    for s in segments[1:]:
        if s.opener == "(" or (len(s.units) == 1 and isinstance(s.units[0], Word) and len(s.units[0].text) <= 5):
            continue  # a party or an age
        head = _head(cast, s)
        if s.opener == "and" and head is None:
            return [first] if _apposed(cast, segments) else []
        if s.opener not in (",", "and") or head is None:
            break
        if _kind(cast, first) == "person" != _kind(cast, head):
            break
        heads.append(head)
        if s.opener == "and":
            return heads
    return [first]


def _two_roles(cast: Cast, segments: list[_Segment]) -> Naming | None:
    """The person after two roles: "the host and former minister Ada Quill"."""
    if len(segments) < 2 or segments[1].opener != "and" or len(segments[1].units) < 2:
        return None
    role, name = segments[0].units[-1], segments[1].units[-1]
    single = _is_title(role) and isinstance(role, Word) and lex.singular(role.fold) == role.fold
    if single and isinstance(name, Naming) and _kind(cast, name) == "person" and not name.possessive:
        return None if _is_article(segments[1].units[0]) else name
    return None


def _titled(cast: Cast, segments: list[_Segment]) -> Naming | None:
    """The person after a title that holds "of": "Secretary of State Ada Quill" (but "a brother of Ada Quill")."""
    if len(segments) < 2 or segments[1].opener != "of" or len(segments[1].units) < 2:
        return None
    title, rest = segments[0].units, segments[1].units
    capital = all(
        u.text[0].isupper() and not _is_article(u) if isinstance(u, Word) else _kind(cast, u) != "person" for u in title
    )
    name = rest[-1]
    if capital and _is_title(title[-1]) and isinstance(name, Naming) and not _is_title(rest[-2]):
        return name if _kind(cast, name) == "person" else None
    return None


def _officer(cast: Cast, segments: list[_Segment]) -> Naming | None:
    """The person after a body's name and an office: "the Bellport (BP) Department of Ports spokesman Ada Quill".

    Between "of" and the office something must stand, which the body is of; all before the office is capitalised.
    """
    if len(segments) < 2 or len(segments[-1].units) < 3:
        return None
    *rest, title, name = segments[-1].units
    bracketed = (segments[-1].opener, segments[-2].opener) == (",", "(")
    body = rest[-1]
    committee = segments[-1].opener == "and" and (
        body.fold in lex.BODY_NAME_WORDS if isinstance(body, Word) else _kind(cast, body) != "person"
    )
    if not (segments[-1].opener in ("of", "for") or bracketed or committee):
        return None
    if not isinstance(name, Naming) or name.possessive or _kind(cast, name) != "person" or not _is_title(title):
        return None
    before = [u for s in segments[:-1] for u in s.units] + rest
    openers = ("", "(", ",", "of", "for", "and") if committee else ("", "(", ",", "of", "for")
    if any(s.opener not in openers for s in segments) or any(map(_is_title, before)):
        return None
    capital = all(isinstance(u, Naming) or _is_article(u) or u.text[0].isupper() for u in before)
    person = any(isinstance(u, Naming) and _kind(cast, u) == "person" for u in before)
    return name if capital and not person else None


def _head(cast: Cast, segment: _Segment) -> Naming | None:
    """The naming at the end of a segment; in a headline the one before a verb ("Quill Slams Bank Chief")."""
    units = [u for u in segment.units if not (isinstance(u, Word) and (u.fold.isdigit() or u.fold in _AFTERTHOUGHTS))]
    if not units:
        return None
    first, last = units[0], units[-1]
    if isinstance(first, Naming) and not first.possessive and len(units) > 1 and _kind(cast, first) == "person":
        second = units[1]
        if _is_headline_verb(second) or (isinstance(second, Naming) and _kind(cast, second) != "person"):
            return first
    if isinstance(last, Naming):
        return last
    named = [u for u in units if isinstance(u, Naming)]
    if len(named) != 1 or _kind(cast, named[0]) == "person":
        return None
    sort = all(u is named[0] or _is_article(u) or (isinstance(u, Word) and u.fold in _SORTS) for u in units)
    return named[0] if sort else None


def _is_article(u: Unit) -> bool:
    return isinstance(u, Word) and u.fold in lex.DETERMINERS


def _is_headline_verb(u: Unit) -> bool:
    if not isinstance(u, Word) or not u.text[0].isupper() or not u.fold.endswith("s"):
        return False
    return lex.singular(u.fold) not in lex.PERSON_NOUNS | lex.BODY_NOUNS | lex.WRITTEN_NOUNS


def _apposed(cast: Cast, segments: list[_Segment]) -> list[Naming]:
    """The person in apposition to a common noun: "a lawyer for the outlets, Ada Quill,", "the actress Ada Quill"."""
    if not segments or not any(_is_title(u) or _is_office(u) for u in segments[0].units):
        return []
    for s in segments[1:]:
        if s.opener != ",":
            continue
        names = [u for u in s.units if isinstance(u, Naming)]
        if (
            len(names) == 1
            and names[0] is s.units[-1]
            and _kind(cast, names[0]) == "person"
            and not names[0].possessive
        ) and all(u is names[0] or _is_title(u) or (isinstance(u, Word) and u.text[0].isupper()) for u in s.units):
            return names
        return []
    return []


def _is_office(u: Unit) -> bool:
    """Whether a word that no list has looks like a person's office: "librarian", "archivist"."""
    return isinstance(u, Word) and u.text.islower() and bool(_OFFICE.search(u.fold)) and not _is_noun(u.fold)


def _merged(segments: list[_Segment]) -> tuple[Unit, ...]:
    """The first segment, with what follows its "and" when only adjectives stand before: "national and state polls"."""
    first = segments[0].units
    plain = [u for u in first if not _is_article(u)]
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
            u.fold in _POSTPOSED or re.fullmatch(r"[a-z]{3,}(?:ed|ing)|being|seen|taken|known|made|written", u.text)
        ):
            return units[:i]
        noun = noun or (lex.singular(u.fold) != u.fold or _is_noun(u.fold))
    return units


def _is_noun(fold: str) -> bool:
    return fold in lex.PERSON_NOUNS | lex.BODY_NOUNS | lex.WRITTEN_NOUNS | lex.PLURAL_PEOPLE


def _office_of_somebody(segments: list[_Segment], text: str, start: int, end: int) -> Phrase | None:
    """The body at the end of "the Ostrovia secretary of state’s office", which the office-holder does not speak for."""
    if len(segments) < 2 or segments[1].opener != "of" or len(segments[1].units) < 2:
        return None
    *owners, head = segments[1].units
    if not isinstance(head, Word) or head.fold not in lex.BODY_NOUNS:
        return None
    if not any(isinstance(u, Word) and u.possessive for u in owners):
        return None
    return Phrase("common", text, start, end, head=head.fold, definite=True, modifiers=frozenset(("of",)))


def _common(cast: Cast, segments: list[_Segment], text: str, start: int, end: int) -> Phrase | None:
    words = [u for u in segments[0].units if isinstance(u, Word)] if segments else []
    if not words:
        return None
    if office := _office_of_somebody(segments, text, start, end):
        return office
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
    issuer: list[Naming] = []
    for s in segments[1:]:
        if issuer and (s.opener not in (",", "and") or not isinstance(s.units[-1], Naming)):
            break
        if issuer or s.opener in ("by", "from", "of", "as"):
            issuer += [u for u in s.units if isinstance(u, Naming)]
    first = words[0]
    noun = lex.singular(head.fold)
    body = ""
    if isinstance(owner, Naming):
        named = cast.text[owner.start : head.end]
        body = re.sub(r"^[Tt]he\s+", "", " ".join(named.split()))
    together = len(segments) > 1 and segments[1].opener == "and" and units is segments[0].units
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
        body=body,
    )
