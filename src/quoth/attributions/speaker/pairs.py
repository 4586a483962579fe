"""Which two are counted back to: "the two", "both men", "the couple", "the two states".

What it accepts: the two people whom the sentence, or the one or two before it, names, no more and no fewer; two bodies
or places that are joined there by "and"; in the first lines "two states" for the two that the headline joins.
What guards it: "both sides", "the two parties" stand for more than whoever was named; where three were named nobody
is meant, unless the noun fits two of them alone ("both senators"); a row of three is no pair.
A case it gets wrong: "the two" for Quill and the wife whom the article leaves without a name, where Moss is named, too.
"""

from __future__ import annotations

import re

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming, is_person

_BACK = 2  # sentences before the one that counts
_LATELY = 600  # code points looked back at
_LEAD = 2  # paragraphs in which the headline is counted back to
_COUNTED = re.compile(
    r"(?:(?:the|these|those) (?P<some>two|pair|duo|couple)|(?P<both>both)(?: the| of them)?)(?: (?P<noun>[a-z-]+))?",
    re.IGNORECASE,
)
_NEW = re.compile(r"two (?:[a-z-]+ )?(?P<noun>[a-z-]+)", re.IGNORECASE)
_OF = re.compile(r"(?:the )?(?:states|cities|towns|villages|counties|countries|nations|provinces|islands) of ", re.I)
_MORE = lex.words("side party camp faction house chamber group administration campaign government generation sex")
"""Their two may have been named, or not: "both sides" of a quarrel, "both parties", "both houses"."""
_UNNAMED = lex.words("""
    official source aide staffer adviser advisor operative strategist witness voter resident worker lawyer attorney
    person
    """)
"""Of whom an article tells as of somebody unnamed: "both officials" are not who was named."""
_PEOPLE = {"men": "man", "women": "woman"}
_JOINED = re.compile(r"(?:,|,? (?:and|&)) (?:the )?")


def two_counted(cast: Cast, start: int, end: int) -> tuple[Naming, ...] | None:
    """The two whom the phrase at `start:end` counts back to; () where it does and nobody can say whom; None where it is
    no such phrase. "The states of Quillshire and Mossland" names its own.
    """
    text = " ".join(cast.text[start:end].split())
    if _OF.match(text):
        rows = [row for row in _rows(cast, start, end) if len(row) > 1 and row[-1].end == end]
        return rows[-1] if rows else None
    if m := _COUNTED.fullmatch(text):
        if m["noun"] is None:
            return _anybody(cast, start)
        return None if m["some"] and m["some"].casefold() != "two" else _by_noun(cast, m["noun"].casefold(), start)
    m = _NEW.fullmatch(text)
    in_lead = m is not None and 0 < cast.paragraph(start) <= _LEAD
    return (_of_headline(cast, m["noun"].casefold()) or None) if m and in_lead else None


def _by_noun(cast: Cast, plural: str, at: int) -> tuple[Naming, ...] | None:
    """The two of a noun lately named before `at`; None for a noun that is for no people, bodies or places."""
    noun = _PEOPLE.get(plural) or lex.singular(plural)
    if noun in lex.PERSON_NOUNS:
        return () if noun in _UNNAMED else _people(cast, noun, at)
    if not _is_of_bodies(noun):
        return None
    pairs = _pairs(cast, at)
    return pairs[-1] if pairs else ()


def _anybody(cast: Cast, at: int) -> tuple[Naming, ...]:
    """The two people whom "both" and "the two" mean, or the two bodies that were joined since they were named."""
    people, pairs = _people(cast, "", at), _pairs(cast, at)
    bodies = pairs[-1] if pairs else ()
    return bodies if bodies and (not people or people[-1].end <= bodies[0].start) else people


def _pairs(cast: Cast, at: int) -> list[tuple[Naming, ...]]:
    """The pairs of bodies and places in the sentences that are looked back at from `at`."""
    return [row for row in _rows(cast, _since(cast, at, _BACK), at) if _is_pair(cast, row)]


def _people(cast: Cast, noun: str, at: int) -> tuple[Naming, ...]:
    """The two people named in the sentence of `at` before it, or in it and one or two before; of more than two those
    who were introduced by `noun`.
    """
    gender = "m" if noun in lex.MALE_NOUNS else "f" if noun in lex.FEMALE_NOUNS else None
    for back in range(_BACK + 1):
        there = [n for n in cast.within(_since(cast, at, back), at) if is_person(cast, n)]
        meant = {n.entity: n for n in there if gender is None or _may_be(cast, n, gender)}
        if len(meant) > 2:
            meant = {e: n for e, n in meant.items() if e is not None and noun in cast.entities[e].roles}
            return tuple(meant.values()) if len(meant) == 2 else ()
        if len(meant) == 2:
            return tuple(meant.values())
    return ()


def _may_be(cast: Cast, n: Naming, gender: str) -> bool:
    return n.entity is None or cast.entities[n.entity].gender in (None, gender)


def _of_headline(cast: Cast, plural: str) -> tuple[Naming, ...]:
    """The two bodies or places of a noun that the headline joins, also by a comma, as headlines do."""
    noun = lex.singular(plural)
    if noun == plural or not _is_of_bodies(noun):
        return ()
    rows = _rows(cast, 0, cast.paragraphs[0])
    return next((row for row in rows if _is_pair(cast, row, comma=True)), ())


def _since(cast: Cast, at: int, back: int) -> int:
    """Where the sentence begins that is `back` before the one at `at`; no further back than is looked."""
    first = cast.sentence(at) - back
    return max(cast.sentences[first - 1] if first > 0 else 0, at - _LATELY)


def _rows(cast: Cast, start: int, end: int) -> list[tuple[Naming, ...]]:
    """The namings between `start` and `end` by rows, each joined with the next by "and" or a comma."""
    rows: list[list[Naming]] = []
    for n in cast.within(start, end):
        if n.start < start or n.end > end:
            continue
        if rows and _JOINED.fullmatch(cast.text, rows[-1][-1].end, n.start):
            rows[-1].append(n)
        else:
            rows.append([n])
    return [tuple(row) for row in rows]


def _is_pair(cast: Cast, row: tuple[Naming, ...], *, comma: bool = False) -> bool:
    """Whether a row is of two bodies or places joined by "and", or where `comma` says so by that."""
    if len(row) != 2 or any(is_person(cast, n) or n.possessive for n in row):
        return False
    return comma or "," not in cast.text[row[0].end : row[1].start]


def _is_of_bodies(noun: str) -> bool:
    return noun in lex.BODY_NOUNS and noun not in _MORE
