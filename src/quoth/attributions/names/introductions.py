"""How an article introduces a person: the roles, the gender and the kinship that the words around a name give."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from quoth.attributions import lexicon as lex
from quoth.attributions.names.bare_names import Found
from quoth.attributions.names.fragments import headlined
from quoth.attributions.outlets import is_outlet
from quoth.attributions.words import Prose, Word

# What an apposition opens with: " (H-Bellport), 56, ", " of Ostrovia, ".
_COMMA = re.compile(r"(?: \([^)\n]{1,24}\)| of [A-Z][\w.’-]*(?: [A-Z][\w.’-]*){0,2})?, (?:\d\d, )?")


@dataclass(frozen=True, slots=True)
class Introduction:
    """`roles` are case-folded nouns ("senator", "vice-president"); `words` all the words of it; `gender` is "m", "f" or
    None; `kin` says that the person is introduced as somebody’s relative; `party` is "R", "D" or None; `plain` that
    nothing stands with the title: "President Quill", not "Ostrovia’s President Quill", "former President Quill".
    """

    roles: frozenset[str]
    words: frozenset[str]
    gender: str | None
    kin: bool
    party: str | None = None
    plain: bool = False


def introduction(prose: Prose, f: Found) -> Introduction:
    """What the words before and after the name `f` of a person say of them."""
    before, after = _words_before(prose, f), _apposition(prose, f)
    roles, words, kin = set[str](), set[str](), False
    for group, near in (((*before[::-1], *f.lead), True), (after, False)):
        own, last, here = True, "", set[str]()
        for k, w in enumerate(group):
            if w.possessive and (near or _is_name(group[:k])):
                here.clear()  # what stands before it is said of the owner: "President Quill’s adviser, Ida Moss"
            noun = lex.singular(w.fold.removeprefix("then-").removeprefix("ex-"))
            own = own and (near or w.fold not in _ELSEWHERE)
            owner = w.possessive  # "the president’s daughter" is no president
            if own and not owner and (of := office(last, noun)):
                here.discard(last)
                here.add(of)
            elif noun in lex.PERSON_NOUNS and own and not owner:
                here.add(noun)  # not of "a spokesman in the minister’s office"
            last = noun
            words.add(w.fold)
            related = near or (own and not roles and _of_somebody(group, k))  # "Mayor Ada Quill, his wife" is herself
            kin = kin or (noun in lex.KIN and len(f.name) > 1 and related)
        roles |= here
        kin = kin or (near and len(f.name) > 1 and {"first", "lady"} <= {w.fold for w in group})
    if before and before[0].possessive and is_outlet(" ".join(w.text for w in before[::-1])):
        roles.add("journalist")  # Ember News’s Ada Quill
    gender = sex(f.lead) or sex([w for w in before if w.fold in lex.GENDERED])
    opening = itertools.takewhile(lambda fold: fold not in _ELSEWHERE, (w.fold for w in after))
    near_words = {w.fold for w in (*before, *f.lead)} | set(opening)
    signed = _PARTY_SIGN.match(prose.text, f.end)
    lead = {w.fold for w in (*before, *f.lead)}
    plain = bool(lead & lex.TITLES) and lead <= _PLAIN
    of_party = signed[1] if signed else party(near_words)
    return Introduction(frozenset(roles), frozenset(words), gender, kin, of_party, plain)


def party(words: Set[str]) -> str | None:
    """The party, "R" or "D", that exactly one of two sorts of case-folded words names."""
    of = [sign for sign, names in _PARTIES.items() if words & names]
    return of[0] if len(of) == 1 else None


_PARTIES = {
    "R": lex.words("republican republicans gop"),
    "D": lex.words("democrat democrats democratic dem"),
}
_PARTY_SIGN = re.compile(r",? \(?([RD])[-–.]")  # behind a name: "(D-Bellport)"
_ELSEWHERE = lex.words("in at for from with to")  # behind them an apposition tells of others


def office(before: str, noun: str) -> str:
    """The office that two case-folded words name together, which `noun` alone is not: "vice-president", "first-lady",
    "attorney-general"; "" where they name none.
    """
    if before in _RANKS and noun in lex.PERSON_NOUNS | {"lady"}:
        return f"{before}-{noun}"
    return f"{before}-{noun}" if (before, noun) == ("attorney", "general") else ""


_RANKS = lex.words("vice deputy assistant associate prime first lieutenant lt press")
_PLAIN = (lex.TITLES | lex.SENTENCE_OPENERS | _RANKS) - lex.words("former ex then now one")


def given_gender(name: Sequence[str]) -> str | None:
    """The gender that the first of the case-folded words of a full name usually says."""
    if len(name) < 2:
        return None
    return "m" if name[0] in lex.MALE_NAMES else "f" if name[0] in lex.FEMALE_NAMES else None


def sex(lead: Sequence[Word]) -> str | None:
    """The gender that a title says: "Mr.", "spokeswoman"."""
    for w in lead:
        if w.fold in lex.MALE_TITLES:
            return "m"
        if w.fold in lex.FEMALE_TITLES:
            return "f"
    return None


def _words_before(prose: Prose, f: Found) -> list[Word]:
    """The words of the same noun phrase before a name: "the party’s longtime treasurer, Ada Quill" gives them all."""
    i = prose.word_at(f.start)
    out: list[Word] = []
    upto, comma = f.start, False
    while i and len(out) < 7:
        i -= 1
        w = prose.words[i]
        gap = prose.text[w.end : upto]
        if w.possessive:
            gap = gap.removeprefix("’s").removeprefix("'s").removeprefix("’").removeprefix("'")
        if gap == ", " and not out and (w.fold in lex.PERSON_NOUNS or _office_of(prose, i)):
            comma = True
        elif gap not in (" ", ". ") or prose.sentence(w.start) != prose.sentence(f.start):
            break
        if not (
            w.text[0].isupper()
            or w.fold in lex.PERSON_NOUNS | _RANKS
            or comma
            or w.fold in ("of", "for", "former", "then")
        ):
            if gap == " " and out and out[-1].text.islower() and w.fold not in lex.DETERMINERS:
                out.append(w)  # the dock of "dock official Ada Quill"
            break
        if w.fold in lex.DETERMINERS and w.text[0].islower():
            break
        titled = comma or w.possessive or w.fold in lex.PERSON_NOUNS | _RANKS
        if not out and not titled and headlined(prose, i):
            break  # whoever "Bank Chief Told Quill" is about, it is no chief Quill
        if (
            w.fold.endswith("s")
            and not w.possessive
            and lex.singular(w.fold) not in lex.SPEAKING
            and headlined(prose, i)
        ):
            break  # the aide of "Quill Aide Calls Moss" is not Moss
        if w.fold in ("of", "for") and all(o.fold in lex.TITLES for o in out):
            break  # "the daughter of former President Quill" is somebody else, "Secretary of State Quill" is not
        out.append(w)
        upto = w.start
    return out


def _office_of(prose: Prose, i: int) -> bool:
    """Whether word `i` ends an office with "of": "the Minister of Ports", "the secretary for trade"."""
    words = prose.words[max(0, i - 3) : i + 1]
    if any(prose.text[a.end : b.start] != " " for a, b in itertools.pairwise(words)):
        return False
    return any(
        b.fold in ("of", "for") and lex.singular(a.fold) in lex.PERSON_NOUNS for a, b in itertools.pairwise(words[:-1])
    )


def _of_somebody(group: Sequence[Word], k: int) -> bool:
    """Whether word `k` of an apposition, a noun for relatives, says whose: "the president’s daughter", "his wife", "the
    widow of Tom Moss", but not "a mother of two".
    """
    owned = any(w.possessive or w.fold in lex.POSSESSIVE for w in group[max(0, k - 3) : k])
    after = group[k + 1 : k + 3]
    of = len(after) == 2 and after[0].fold == "of" and (after[1].fold == "the" or after[1].text[0].isupper())
    return owned or of


def _is_name(words: Sequence[Word]) -> bool:
    """Whether words may all be of one name and its title: "former President Tom"."""
    return all(w.text[0].isupper() or w.fold in ("former", "then") for w in words)


_NO_APPOSITION = lex.CLAUSE_OPENERS | lex.words("where and but or")
_BEFORE_NAMES = lex.words("""
    mr mrs ms dr sen sens rep reps gov senator representative governor president secretary judge justice gen general
    """)


def _somebody_else(words: Sequence[Word]) -> bool:
    """Whether words begin with a title and a name, "Sen. Tom Moss", which owns nothing: "President Moss’s adviser"."""
    capitals = list(itertools.takewhile(lambda w: _is_name([w]), words))
    pairs = itertools.pairwise(capitals)
    named = any(a.fold in _BEFORE_NAMES and lex.singular(b.fold) not in lex.PERSON_NOUNS for a, b in pairs)
    return named and not any(w.possessive for w in capitals)


def _apposition(prose: Prose, f: Found) -> list[Word]:
    """The words between the commas after a name: "Ada Quill, 56, the treasurer of the party," gives them all."""
    m = _COMMA.match(prose.text, f.end)
    if not m:
        return []
    out: list[Word] = []
    for w in prose.words_in(m.end(), min(len(prose.text), m.end() + 120)):
        gap = prose.text[out[-1].end if out else m.end() : w.start]
        if len(out) > 12 or (out and gap.strip("’s' ") not in ("", ".")):
            break
        if w.fold in _NO_APPOSITION and not out:
            return []  # "Ada Quill, while Moss left"
        if w.fold in ("said", "says", "told", "added", "who", "which", "that", "but", "whose", "and"):
            return [] if w.fold in ("said", "says", "told", "added") else out
        out.append(w)
    return (
        out
        if out
        and not _somebody_else(out)
        and (
            out[0].fold in lex.DETERMINERS
            or out[0].fold in ("former", "then", "now", "his", "her", "their", "who")
            or any(lex.singular(w.fold) in lex.PERSON_NOUNS for w in out[:4])
        )
        else []
    )
