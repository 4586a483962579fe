"""What kind of name each mention is, where the network contradicts itself: a person’s or a body’s.

What guards it: a name counts as a person’s when most of its mentions say so. A case it gets wrong: a body called after
one person, the only mention of which the network takes for that person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.names.bare_names import Found
from quoth.attributions.names.fragments import NEVER_SURNAMES, SUFFIXES
from quoth.attributions.outlets import is_outlet
from quoth.attributions.words import Prose

_LINKS = lex.words("with on to as over after in at by from and says vs")
_OUTLET_WORDS = lex.words("news times tribune herald press tv radio network agency committee department university")


def agreed(prose: Prose, found: Sequence[Found]) -> list[Found]:
    """The kinds put right by what the article says elsewhere: a name that is mostly a person's always is, one that ends
    with a person's name is that person's, and a headline's run that begins with one is cut after it.
    """
    titled = {f.start for f in found if _is_titled(prose, f)}
    votes: dict[tuple[str, ...], list[int]] = {}
    for f in found:
        if f.kind == "person" or not _says_whose(prose, f):
            votes.setdefault(f.key, [0, 0])[f.kind == "person" or f.start in titled] += 1
    people = {k for k, (other, person) in votes.items() if person > other or (person == other and len(k) == 1)}
    addressed = {f.key[0] for f in found if len(f.key) == 1 and _is_addressed(prose, f)}
    people -= _bodies(prose, found, people, addressed)
    found = [replace(f, kind="organization") if f.kind == "location" and f.start in titled else f for f in found]
    return [_agreeing(f, people, addressed) for f in found]


def _bodies(
    prose: Prose, found: Sequence[Found], people: Set[tuple[str, ...]], addressed: Set[str]
) -> set[tuple[str, ...]]:
    """The names of one word that the article says are bodies', though the network takes them for people's: an outlet's,
    and one that is described as a body, "Tidewerk, a trade group, said".

    What guards it: nobody has a title or is known by that surname. A case it gets wrong: the columnist Fox, whom the
    article never names in full.
    """
    surnames = {key[-1] for key in people if len(key) > 1} | addressed
    surnames |= {f.key[0] for f in found if len(f.key) == 1 and f.lead}
    return {
        f.key
        for f in found
        if len(f.key) == 1
        and f.key[0] not in surnames
        and (is_outlet(f.name[0].text) or _is_described_as_body(prose, f))
    }


def _is_described_as_body(prose: Prose, f: Found) -> bool:
    """Whether the words between commas behind a name say that it is a body: "Tidewerk, a trade group based there,"."""
    described = _APPOSED.match(prose.text, f.end)
    return described is not None and described[1] in lex.BODY_NOUNS


_APPOSED = re.compile(
    r", (?:an?|the) (?:[\w’'-]+ ){0,5}?([a-z-]+)(?=,|\.|\)| (?:of|for|in|that|which|based|run|owned)\b)"
)


def _says_whose(prose: Prose, f: Found) -> bool:
    """Whether one word only says whose body it is, and not what its bearer is: "the Quill campaign"; no outlet’s."""
    i = prose.word_at(f.end)
    after = prose.words[i] if i < len(prose.words) and len(f.name) == 1 else None
    if is_outlet(f.name[0].text):
        return False
    return after is not None and after.fold in lex.BODY_NOUNS and prose.text[f.end : after.start] == " "


def _is_titled(prose: Prose, f: Found) -> bool:
    """Whether the title of a person’s office stands right before one word: "President Quill"."""
    i = prose.word_at(f.start)
    before = prose.words[i - 1] if i and len(f.name) == 1 else None
    return (
        before is not None
        and before.text[0].isupper()
        and before.fold in _OFFICES
        and prose.text[before.end : f.start] in (" ", ". ")
    )


def _is_addressed(prose: Prose, f: Found) -> bool:
    """Whether "Mr." or the like stands before a name."""
    i = prose.word_at(f.name[0].start)
    before = prose.words[i - 1] if i else None
    return before is not None and before.fold in _ADDRESS and prose.text[before.end : f.name[0].start] in (" ", ". ")


_ADDRESS = lex.words("mr mrs ms miss")
_OFFICES = _ADDRESS | lex.words("president senator sen rep gov representative congressman congresswoman")


def _agreeing(f: Found, people: Set[tuple[str, ...]], addressed: Set[str]) -> Found:
    """`f` as the names of `people`, case-folded words each, say; `addressed` are surnames that stand behind "Mr."."""
    name, kind = f.name, _kind(f, people)
    if kind == "organization" and len(f.key) in (2, 3) and f.key[-1] in addressed:
        kind = kind if lex.BODY_NAME_WORDS & set(f.key) or _is_outlet(f.key) else "person"
    if cut := _headline_name(f.key, name[-1].text in SUFFIXES, people):
        name, kind = name[:cut], "person"
    return Found(f.start, name[-1].end, kind, name, f.lead)


def _kind(f: Found, people: Set[tuple[str, ...]]) -> str:
    """The kind of `f`: a person where its words are one's, or end with one's name and are no body's."""
    key = f.key
    if key in people and (len(key) == 1 or not _is_outlet(key)):
        return "person" if len(key) > 1 or f.kind == "organization" else f.kind
    if len(key) > 1 and _is_outlet(key):
        return "organization"
    if len(key) > 1 and not lex.BODY_NAME_WORDS & set(key) and _ends_with_person(key, people):
        return "person"
    return "organization" if f.kind == "person" else f.kind


def _headline_name(key: tuple[str, ...], suffixed: bool, people: Set[tuple[str, ...]]) -> int:
    """How many words of a headline's run are the person that it begins with, "Ada Quill Slams Bank"; 0 where it is one
    name: a body's, two people's, or that of a son who is not his father (`suffixed`).
    """
    if lex.BODY_NAME_WORDS & set(key):
        return 0
    cut = next((n for n in (3, 2) if n < len(key) and key[:n] in people), 0)
    if not cut and len(key) > 2 and key[:1] in people and _LINKS & set(key):
        cut = 1
    son = suffixed and cut == len(key) - 1
    return 0 if son or key[cut:] in people or key[-1:] in people else cut


def _is_outlet(key: tuple[str, ...]) -> bool:
    """Whether a name ends as outlets' and bodies' do, and no person's: "Dawn News"."""
    return key[-1] in NEVER_SURNAMES or (key[-1] in _OUTLET_WORDS and key[0] not in lex.GIVEN_NAMES)


def _ends_with_person(key: tuple[str, ...], people: Set[tuple[str, ...]]) -> bool:
    return key[-2:] in people or (key[-1:] in people and key[0] in lex.GIVEN_NAMES)
