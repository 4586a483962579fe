"""What kind of phrase a source is: a name, several names, a pronoun, or a common noun with its owner.

`read_phrase` looks at the words of one source span and at the namings of the article's cast inside it. It decides
which noun is the head, and so whether "Ida Moss, a spokeswoman for Bellport Bank" speaks (the person) or "a
spokeswoman for Bellport Bank" (somebody unnamed). It does not look outside the span, but for the end of a noun phrase
that it breaks off in.

A case it gets wrong: "the letter of the Quill trial", in which a person is taken for who wrote the letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from quoth.attributions import lexicon as lex
from quoth.attributions.names.bare_names import is_acronym
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.phrases.bylines import issuers_named
from quoth.attributions.phrases.endings import phrase_end
from quoth.attributions.phrases.heads import coordinated, head_of
from quoth.attributions.phrases.noun_phrases import noun_phrase, trimmed
from quoth.attributions.phrases.segments import Segment, Unit, is_article, is_noun, kind_of, segments_of
from quoth.attributions.words import Word

_THE = re.compile(r"^[Tt]he\s+")
_THOSE = lex.words("those these")
_BESIDES = lex.words("both all also each too together alone himself herself itself themselves")
_MANY = lex.words("several many some few most")
_WHOSE = lex.words("of at for from in to on")
# What ends a noun phrase behind its noun: a participle, an adjective that stands there ("a source familiar with the
# plan"), the subject of a clause ("the experts I asked"), a time ("earlier this week").
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing)")
_ENDING = lex.words("""
    being seen taken known made written put kept sent led held drawn shown given run done out this last earlier late
    up there here alone together abroad overseas elsewhere nationwide worldwide today too
    """)
_POSTPOSED = lex.words("""
    familiar close aware knowledgeable present responsible loyal opposed sympathetic critical free eligible willing
    """)
_SUBJECTS = lex.words("i we he she they you")
_ENDING_FOLDED = _POSTPOSED | _SUBJECTS | lex.DAYS

Form = Literal["none", "pronoun", "named", "common"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source, read. `named` are the namings at its head (several when coordinated). For a common noun: `head` (its
    case-folded singular), `plural`, `definite`, and `owner`, a naming or a possessive pronoun ("his") before the head;
    `issuer` are namings after "by" or "from"; `modifiers` the case-folded words before the head, `complement` those
    behind it that say of whom or what ("of the harbour board"); `body` the words from the owner to the head, "Quill
    campaign"; `possessor` the description that owns the head ("the mayor’s plan"). `text` is the noun phrase as
    written, without its relative clause.
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
    possessor: Phrase | None = None


def read_phrase(cast: Cast, start: int, end: int, stop: int = 0) -> Phrase:
    """The phrase at `start:end`; a span that was cut short within its noun phrase is read on, never beyond `stop`."""
    start, end = trimmed(cast.text, start, end)
    end = phrase_end(cast, start, end, stop)
    words = [w for w in cast.words_in(start, end) if w.end <= end]
    if not words:
        return Phrase("none", "", start, end)
    if alone := _pronoun(words):
        return Phrase("pronoun", alone.text, start, end, pronoun=alone.fold)
    if words[0].text == "who" and len(words) > 1 and words[1].fold != "else":  # "who had left the party"
        return Phrase("pronoun", words[0].text, start, words[0].end, pronoun="who")
    namings = [n for n in cast.within(start, end) if n.start >= start - 2 or n.end <= end + 2]
    segments = _with_its_noun(segments_of(cast, words, namings))
    bare = Phrase("named", noun_phrase(cast.text, start, end), start, end)
    if _are_some(segments):
        return _common(cast, bare, segments)
    if heads := coordinated(cast, segments):
        return replace(bare, named=tuple(heads))
    if _is_name_and_more(cast, segments):
        head = lex.singular(words[-1].fold)
        return replace(bare, form="common", head=head, plural=True, modifiers=frozenset(("and",)))
    if not segments or not any(isinstance(u, Word) for u in segments[0].units):
        return replace(bare, named=tuple(namings[:1]))
    return _office_of_somebody(bare, segments) or _common(cast, bare, segments)


def _pronoun(words: Sequence[Word]) -> Word | None:
    """The pronoun that `words` are, words beside it apart: "she herself"; "IT" and "i" are none."""
    core = [w for w in words if w.fold not in _BESIDES] or words
    alone = len(core) == 1 and core[0].fold in lex.PRONOUNS
    return core[0] if alone and (core[0].text == "I" or not is_acronym(core[0])) else None


def _are_some(segments: list[Segment]) -> bool:
    """Whether a name is of a people of whom some are meant, or only stands behind their noun: "some Bellporters", "many
    voters backing Quill".
    """
    units = segments[0].units if segments else ()
    first = units[0] if len(units) > 1 else None
    return isinstance(first, Word) and first.fold in _MANY and not isinstance(units[-1], Word)


def _is_name_and_more(cast: Cast, segments: list[Segment]) -> bool:
    """Whether names are joined with others who have none: "Ada Quill (H) and a clutch of others", "Quill, Moss and
    other ministers".
    """
    listed = [s for s in segments if s.opener != "("]
    k = next((k for k, s in enumerate(listed) if s.opener == "and"), 0)
    names = all(head_of(cast, s) is not None and s.opener in ("", ",") for s in listed[:k])
    return k > 0 and names and not any(isinstance(s.units[0], Word) and s.units[0].fold in lex.RELATIVE for s in listed)


def _office_of_somebody(bare: Phrase, segments: list[Segment]) -> Phrase | None:
    """The body at the end of "the Ostrovia secretary of state’s office", which the office-holder does not speak for."""
    if len(segments) < 2 or segments[1].opener != "of" or len(segments[1].units) < 2:
        return None
    *owners, head = segments[1].units
    if not isinstance(head, Word) or head.fold not in lex.BODY_NOUNS:
        return None
    owner = owners[-1]
    if not isinstance(owner, Word) or not owner.possessive or lex.is_plural(owner.fold) or is_article(owners[0]):
        return None  # "members of the women’s team"
    return replace(bare, form="common", head=head.fold, definite=True, modifiers=frozenset(("of",)))


def _common(cast: Cast, bare: Phrase, segments: list[Segment]) -> Phrase:
    """The phrase of a common noun, which heads the first segment."""
    units = _upto_participle(segments[0].units)
    words = [u for u in units if isinstance(u, Word)]
    first, last = words[0], units[-1]
    head = last if isinstance(last, Word) else words[-1]
    noun, owner = lex.noun(head.fold), _owner(units, head)
    of = " ".join(cast.text[owner.start : head.end].split()) if isinstance(owner, Naming) else ""
    many = first.fold in _MANY or any(w.fold == "attorneys" for w in words)  # general
    return replace(
        bare,
        form="common",
        head=noun,
        plural=many or lex.is_plural(head.fold) or _are_those(cast, bare, units) or _are_several(segments, units),
        definite=first.fold in ("the", "this", "that") or first.fold not in lex.DETERMINERS,
        owner=owner,
        issuer=tuple(issuers_named(cast, segments, noun)),
        modifiers=frozenset(w.fold for w in words if w is not head),
        complement=_complement(cast, segments, owner),
        body=_THE.sub("", of),
        possessor=None if owner else _possessor(cast, units, head),
    )


def _with_its_noun(segments: list[Segment]) -> list[Segment]:
    """`segments`, the first put together with the one behind its "and" or its comma where only adjectives stand before:
    "national and state polls", "a four-page, Harbour Department report".
    """
    if len(segments) < 2:
        return segments
    first, second = segments[:2]
    plain = [u for u in first.units if not is_article(u)]
    last = plain[-1] if plain else None
    if not isinstance(last, Word) or last.fold in lex.PERSON_NOUNS | lex.PLURAL_PEOPLE | lex.BODY_NOUNS:
        return segments
    if lex.singular(last.fold) != last.fold or last.fold in lex.PRONOUNS:
        return segments
    both = second.opener == "and" and len(plain) == 1 and isinstance(second.units[-1], Word)
    describes = last.text[0].islower() and all(isinstance(u, Word) for u in plain) and len(plain) < _DESCRIBING
    listed = second.opener == "," and describes and _ADJECTIVE.search(last.text) and not is_article(second.units[0])
    return [Segment("", first.units + second.units), *segments[2:]] if both or listed else segments


_DESCRIBING = 4  # words of a phrase before the comma behind which its noun stands
_ADJECTIVE = re.compile(
    r"-(?:page|year|month|day|hour|minute|point|member)$|(?:ed|ing|ful|ous|ive|al|ic|able|less|ly)$"
)


def _upto_participle(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Cuts "research conducted", "judges handling such suits" after the noun."""
    noun, those = False, isinstance(units[0], Word) and units[0].fold in _THOSE
    for i, u in enumerate(units):
        if isinstance(u, Naming):
            continue
        ends = u.text in _ENDING or u.fold in _ENDING_FOLDED or _PARTICIPLE.fullmatch(u.text)
        if ends and (noun or (those and i == 1)):
            return _without_adverb(units[:i])
        titled = i + 1 < len(units) and isinstance(units[i + 1], Naming)  # "Mr. Quill’s adoring fans"
        noun = noun or (not titled and (lex.singular(u.fold) != u.fold or is_noun(u.fold)))
    return units


def _without_adverb(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """`units` without the adverb that belonged to what was cut behind them: "a senator closely" allied with Quill."""
    last = units[-1]
    adverb = isinstance(last, Word) and last.text.islower() and last.fold.endswith("ly") and not is_noun(last.fold)
    return units[:-1] if adverb and len(units) > 1 else units


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


def _possessor(cast: Cast, units: Sequence[Unit], head: Word) -> Phrase | None:
    """The noun phrase that owns `head` and names nobody: "the attorney general" of "the attorney general’s memo"."""
    before = list(takewhile(lambda u: u is not head, units))
    k = next((k for k, u in enumerate(before) if isinstance(u, Word) and u.possessive), None)
    noun = before[k] if k else None
    if not isinstance(noun, Word) or not is_article(before[0]) or not is_noun(lex.singular(noun.fold)):
        return None
    return read_phrase(cast, before[0].start, noun.end)


def _are_those(cast: Cast, bare: Phrase, units: tuple[Unit, ...]) -> bool:
    """Whether the noun is "those" of words that go on: "those who left", "those present", "those supporting Quill"."""
    first = units[0]
    if len(units) > 1 or not isinstance(first, Word) or first.fold not in _THOSE:
        return False
    i = cast.word_at(first.end)
    after = cast.words[i].fold if i < len(cast.words) else ""
    return cast.words_in(first.end, bare.end) != [] or after in lex.RELATIVE or after.endswith("ing")


def _are_several(segments: list[Segment], units: Sequence[Unit]) -> bool:
    """Whether the noun of the first segment, whose `units` these are, is one of a list: "the family, protesters and
    leaders", "the mayor and"; not where what is listed are its adjectives ("national and state polls").
    """
    if units is not segments[0].units or len(segments) < 2 or _is_one_person(segments):
        return False
    listed = [s for s in segments[1:] if s.opener in (",", "and")]
    return segments[1].opener == "and" or (bool(listed) and listed[-1].opener == "and" and _is_people(listed))


def _is_one_person(segments: list[Segment]) -> bool:
    """Whether two nouns under one article say what one person is: "the singer and activist", "the mayor and former
    judge"; "the president and first lady" are two.
    """
    first, second = segments[0].units, segments[1].units
    if segments[1].opener != "and" or not is_article(first[0]) or is_article(second[0]):
        return False
    one, two = first[-1], second[-1]
    if not isinstance(one, Word) or not isinstance(two, Word) or one.possessive or two.possessive:
        return False
    if any(n.fold not in lex.PERSON_NOUNS or n.fold in lex.KIN or not n.text[0].islower() for n in (one, two)):
        return False
    once = any(isinstance(u, Word) and u.fold in _ONCE for u in (*first, *second))
    return once or one.fold in _CALLINGS or two.fold in _CALLINGS


_ONCE = lex.words("former ex longtime onetime would-be self-described self-proclaimed")
_CALLINGS = lex.words("""
    activist actor actress author billionaire blogger businessman businesswoman comedian commentator entertainer
    filmmaker hero journalist lawyer mogul musician nominee candidate contender hopeful frontrunner front-runner poet
    producer singer star tycoon writer columnist economist historian scholar professor veteran native
    """)
"""What somebody is beside another office or calling."""


def _is_people(listed: list[Segment]) -> bool:
    """Whether the last of a list is a plural noun for people: "the family, protesters and leaders"."""
    last = listed[-1].units[-1]
    return isinstance(last, Word) and lex.is_plural(last.fold) and is_noun(lex.singular(last.fold))


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
