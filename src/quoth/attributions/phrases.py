"""What kind of phrase a source is: a name, several names, a pronoun, or a common noun with its owner.

`read_phrase` looks at the words of one source span and at the namings of the article's cast inside it. It decides
which noun is the head, and so whether "Ida Moss, a spokeswoman for Bellport Bank" speaks (the person) or "a
spokeswoman for Bellport Bank" (somebody unnamed). It does not look outside the span.

A case it gets wrong: a verb that follows a name in a source span of a headline and is not a plural form is read as a noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quoth.attributions import lexicon as lex
from quoth.attributions.names import Cast, Naming, Word

_RELATIVE_CLAUSE = re.compile(r"(?:,|--|[–—])?\s+(?:who|whom|whose|which|that)\b|\s*(?:--|[–—])\s")
_EDGES = ' \t\n,;:.–—-"“”()'
_SPLIT = re.compile(r"[,;:()\[\]–—\n]|--")
_NAMED_UNIT = "naming"

Form = Literal["none", "pronoun", "named", "common"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source, read. `named` are the namings at its head (several when coordinated). For a common noun: `head` (its
    case-folded singular), `plural`, `definite`, and `owner`, a naming or a possessive pronoun ("his") before the head;
    `issuer` are namings after "by" or "from"; `modifiers` the case-folded words before the head. `text` is the noun
    phrase as written, without its relative clause."""

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


def read_phrase(cast: Cast, start: int, end: int) -> Phrase:
    """The phrase at `start:end`."""
    start, end = _trim(cast.text, start, end)
    words = [w for w in cast.words_in(start, end) if w.end <= end]
    shown = " ".join(cast.text[start:end].split())
    namings = [n for n in cast.within(start, end) if n.start >= start - 2 or n.end <= end + 2]
    if not words:
        return Phrase("none", "", start, end)
    pronouns = lex.HE | lex.SHE | lex.THEY | lex.IT | lex.FIRST_PERSON | lex.RELATIVE | {"you"}
    core = [w for w in words if w.fold not in ("both", "all", "also", "himself", "herself")] or words
    if len(core) == 1 and core[0].fold in pronouns:
        return Phrase("pronoun", core[0].text, start, end, pronoun=core[0].fold)
    text = noun_phrase(cast.text, start, end)
    segments = _segments(cast, words, namings)
    heads = _coordinated(cast, segments, words)
    if heads:
        return Phrase("named", text, start, end, named=tuple(heads))
    return _common(cast, segments, namings, text, start, end) or Phrase(
        "named", text, start, end, named=tuple(namings[:1])
    )


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


Unit = Word | Naming


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
        if isinstance(u, Word) and (u.fold in lex.PREPOSITIONS or u.fold in lex.RELATIVE and held):
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


def _coordinated(cast: Cast, segments: list[_Segment], words: Sequence[Word]) -> list[Naming]:
    """The namings that head the phrase: one, or several joined by "and"; nothing when a common noun heads it."""
    first = _head(cast, segments[0]) if segments else None
    if first is None:
        return _apposed(cast, segments)
    if segments[0].opener == "" and len(segments) > 1:
        if apposed := _apposed(cast, segments) if _kind(cast, first) != "person" and first.possessive else []:
            return apposed
    heads = [first]
    rest: list[Naming] = []
    joined = False
    for s in segments[1:]:
        if s.opener == "(" or (len(s.units) == 1 and isinstance(s.units[0], Word) and len(s.units[0].text) <= 5):
            continue
        head = _head(cast, s)
        if s.opener not in (",", "and") or head is None:
            if s.opener == "and":
                return [] if not _apposed(cast, segments) else heads
            if s.opener == ",":
                break
            break
        if _kind(cast, head) != _kind(cast, first) and _kind(cast, first) == "person":
            break
        rest.append(head)
        if s.opener == "and":
            joined = True
            break
    return heads + rest if joined else heads


def _head(cast: Cast, segment: _Segment) -> Naming | None:
    """The naming at the end of a segment; in a headline the one before a verb ("Quill Slams Bank Chief")."""
    units = [
        u
        for u in segment.units
        if not (
            isinstance(u, Word) and (u.fold.isdigit() or u.fold in ("all", "both", "himself", "herself", "jr", "sr"))
        )
    ]
    if not units:
        return None
    last = units[-1]
    if isinstance(last, Naming):
        if (
            len(units) > 1
            and isinstance(units[0], Naming)
            and _verb_after(cast, units)
            and _kind(cast, units[0]) == "person"
        ):
            return units[0]
        return last
    if isinstance(units[0], Naming) and _verb_after(cast, units) and _kind(cast, units[0]) == "person":
        return units[0]
    if (
        len(units) > 1
        and isinstance(units[-2], Naming)
        and _kind(cast, units[-2]) != "person"
        and all(_is_article(u) for u in units[:-2])
        and lex.singular(last.fold) in lex.BODY_NOUNS
        and last.fold
        in ("chain", "newspaper", "network", "company", "magazine", "website", "agency", "channel", "corporation")
    ):
        return units[-2]
    return None


def _is_article(u: Unit) -> bool:
    return isinstance(u, Word) and u.fold in lex.DETERMINERS


def _verb_after(cast: Cast, units: Sequence[Unit]) -> bool:
    if len(units) < 2 or not isinstance(units[0], Naming) or units[0].possessive or not isinstance(units[1], Word):
        return False
    word = units[1]
    noun = lex.singular(word.fold)
    return (
        word.fold.endswith("s")
        and noun not in lex.PERSON_NOUNS | lex.BODY_NOUNS | lex.WRITTEN_NOUNS
        and word.text[0].isupper()
    )


def _apposed(cast: Cast, segments: list[_Segment]) -> list[Naming]:
    """The person in apposition to a common noun: "a lawyer for the outlets, Ada Quill,", "the actress Ada Quill"."""
    if not segments or not any(_is_title(u) for u in segments[0].units):
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
        ):
            if all(u is names[0] or _is_title(u) or isinstance(u, Word) and u.text[0].isupper() for u in s.units):
                return names
        return []
    return []


def _common(
    cast: Cast, segments: list[_Segment], namings: Sequence[Naming], text: str, start: int, end: int
) -> Phrase | None:
    words = [u for u in segments[0].units if isinstance(u, Word)] if segments else []
    if not words:
        return None
    last = segments[0].units[-1]
    head = last if isinstance(last, Word) else words[-1]
    owner: Naming | str | None = None
    for u in segments[0].units:
        if u is head:
            break
        if isinstance(u, Naming):
            owner = u
        elif u.fold in lex.POSSESSIVE and owner is None:
            owner = u.fold
    issuer: list[Naming] = []
    for s in segments[1:]:
        if s.opener in ("by", "from", "of", "as") or issuer:
            issuer += [u for u in s.units if isinstance(u, Naming)]
    first = words[0]
    noun = lex.singular(head.fold)
    body = ""
    if isinstance(owner, Naming):
        named = cast.text[owner.start : head.end]
        body = re.sub(r"^[Tt]he\s+", "", " ".join(named.split()))
    together = len(segments) > 1 and segments[1].opener == "and" and not _is_article(segments[1].units[0])
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
