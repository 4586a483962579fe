"""Mentions made clean: the network’s names put together where it cut them, without titles and possessives, and put
right where they contradict each other.

What guards it: a name counts as a person’s when most of its mentions say so. A case it gets wrong: a body called after
one person, the only mention of which the network takes for that person.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from quoth.attributions import lexicon as lex
from quoth.attributions.fragments import NEVER_SURNAMES, SUFFIXES, headlined, whole
from quoth.attributions.words import Prose, Word
from quoth.types import Mention

_NICKNAME = re.compile(r" [\"“‘'(]([A-Z][\w.-]{1,20})[\"”’')] ")
_HONORIFICS = lex.words("mr mrs ms miss dr prof sen rep gov gen col lt sgt capt rev judge justice sir lady")
_LINKS = lex.words("with on to as over after in at by from and says vs")
_OUTLET_WORDS = lex.words("news times tribune herald press tv radio network agency committee department university")
_NEVER_IN_NAMES = lex.words("it he she they when is are was were has have his her will not who what why how")
_PARTISANS = lex.words("democrats republicans dems conservatives liberals senators lawmakers leaders officials voters")
_SMALL = lex.words("of for the and in on at to de la")
_NOT_GIVEN = (
    lex.TITLES | lex.PERSON_NOUNS | lex.PLURAL_PEOPLE | lex.BODY_NAME_WORDS | lex.DAYS | lex.MONTHS
) | lex.SENTENCE_OPENERS
_NO_SURNAMES = lex.SENTENCE_OPENERS | lex.DAYS | lex.GIVEN_NAMES
_CASE = re.compile(r" v\. ")  # between the parties that a case is called after
_NO_NAMES = lex.words("new former late acting top god allah satan")
"""What is left of a name that the network cut ("the New Year"), and whom no article tells of as it does of people."""
_PHOTO = re.compile(r" ?/ ?[A-Z]")  # "Ada Quill/Ember Images" took a picture
_PARTY = re.compile(r"[DRI]-[A-Z][\w.]*")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention made clean: `name` are its words without titles; `lead` those titles."""

    start: int
    end: int
    kind: str
    name: tuple[Word, ...]
    lead: tuple[Word, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(w.fold for w in self.name)


def clean_mentions(prose: Prose, mentions: Sequence[Mention]) -> list[Found]:
    """`mentions` in order, cleaned, none overlapping another."""
    first: dict[str, int] = {}
    for w in prose.words:
        first.setdefault(w.fold, w.start)
    untitled = _not_only_before_titles(prose)
    surnames = _surnames(prose, mentions)
    found = []
    for m in whole(prose, [piece for one in mentions for piece in _in_paragraphs(prose.text, one)]):
        f = _clean(prose, m, surnames)
        if f is None or (len(f.name) == 1 and f.kind == "person" and not f.lead and f.name[0].fold not in untitled):
            continue
        if f.kind == "person" and f.name[0].fold not in lex.GIVEN_NAMES and first[f.name[0].fold] == f.name[0].start:
            f = _introduced(prose, f)
        found.append(f)
    return _agreed(_adjoined(prose, _apart(found)))


def _in_paragraphs(text: str, m: Mention) -> list[Mention]:
    """`m` parted at its blank lines: a heading "ADA QUILL" is no part of the name that its paragraph begins with."""
    gaps = [(g.start(), g.end()) for g in _BLANK.finditer(text, m.start, m.end)]
    if not gaps:
        return [m]
    starts, ends = [m.start, *(b for _, b in gaps)], [*(a for a, _ in gaps), m.end]
    return [replace(m, start=a, end=b) for a, b in zip(starts, ends, strict=True) if a < b]


_BLANK = re.compile(r"[ \t]*\n\s*\n\s*")


def _surnames(prose: Prose, mentions: Sequence[Mention]) -> frozenset[str]:
    """The last words of people's names of two words or more that are common words as well: "Ada May"."""
    ends = [prose.words_in(m.start, m.end)[1:] for m in mentions if m.kind == "person"]
    return frozenset(words[-1].fold for words in ends if words and words[-1].fold in lex.SENTENCE_OPENERS)


def _not_only_before_titles(prose: Prose) -> set[str]:
    """The words that stand somewhere without a title right behind them: in "Ports Minister" and "Prime Minister" the
    first is nobody's name, in "Quill aide" it is, because Quill is named elsewhere as well.
    """
    often = Counter(w.fold for w in prose.words)
    titled = [(w, after) for w, after in itertools.pairwise(prose.words) if after.fold in lex.TITLES]
    beside = Counter(w.fold for w, t in titled if not w.possessive and prose.text[w.end : t.start] == " ")
    return {fold for fold in often if often[fold] > beside[fold]}


def _introduced(prose: Prose, f: Found) -> Found:
    """A name where the article has it first, with the given name before it that no list has: "said Per Quill".

    The word must be capitalised in the middle of a sentence (or be on the list), be no title, no body's and no
    people's name, and stand between words that are not capitalised, as a headline's are.
    A case it gets wrong: an adjective of a place, "the Bellport Quill" for Quill of Bellport.
    """
    i = prose.word_at(f.start)
    if f.lead or i < 2:
        return f
    w, before = prose.words[i - 1], prose.words[i - 2]
    if (
        prose.text[w.end : f.start] != " "
        or prose.text[before.end : w.start] != " "
        or not w.text[0].isupper()
        or not w.text[1:].islower()
        or not before.text[0].islower()
        or w.possessive
        or lex.singular(w.fold) in _NOT_GIVEN
        or w.fold.endswith(("an", "ish", "ese"))
    ):
        return f
    return Found(w.start, f.end, f.kind, (w, *f.name), f.lead)


def _clean(prose: Prose, mention: Mention, surnames: Set[str]) -> Found | None:
    """The mention without titles, articles and possessive endings; None when nothing is left of it. A person called by
    one of `surnames`, which are common words too, stays.
    """
    words = [w for w in prose.words_in(mention.start, mention.end) if w.end <= mention.end + 2][:10]
    if not words or mention.kind == "other" or _PARTY.fullmatch(words[0].text):
        return None
    if mention.kind == "person" and _PHOTO.match(prose.text, mention.end):
        return None
    if len(words) == 1 and words[0].fold in _NO_NAMES and not words[0].text.isupper():
        return None
    if of_a_case(prose.text, mention.start, mention.end):
        return None
    if len(words) == 1 and mention.kind == "person" and words[0].fold in surnames and words[0].text[0].isupper():
        return Found(words[0].start, words[0].end, "person", (words[0],), ())
    return stripped(prose, words, mention.kind)


def of_a_case(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is of the name of a case, "Moss v. Vale": either may be long dead, and neither is told of."""
    return _CASE.search(text, max(0, start - 4), min(len(text), end + 4)) is not None


def stripped(prose: Prose, words: list[Word], kind: str, *, trusted: bool = True) -> Found | None:
    """The name that `words` hold, without titles, articles and openers of sentences; None when nothing is left.

    `trusted`: the network gave it; else it is a run of capitals.
    """
    lead: list[Word] = []
    ends = len(words) - 1 - (len(words) > 2 and words[-1].text in SUFFIXES)  # "King Jr." is no king
    last = max((i for i, w in enumerate(words[:ends]) if w.fold in lex.TITLES), default=-1)
    if kind == "organization" and last >= 0 and words[last + 1].fold in lex.GIVEN_NAMES:
        kind = "person"
    if kind == "person":
        lead, words = words[: last + 1], words[last + 1 :]
        words = _widen(prose, words)
        if len(words) == 1 and words[0].fold in lex.TITLES and not trusted and not honorific(lead):
            return None
    if kind == "organization" and len(words) == 1 and _called(prose, words[0]):
        kind, words = "person", _widen(prose, words)
    if kind == "organization" and len(words) == 1 and lex.singular(words[0].fold) in lex.PERSON_NOUNS:
        return None  # "the Ostrovia Democrat" is somebody
    if kind == "organization" and words and words[-1].fold in _PARTISANS and all(w.fold != "of" for w in words):
        return None  # "Senate Democrats" are people
    if kind == "person" and len(words) > 1 and words[0].fold not in lex.GIVEN_NAMES and _are_people(words[-1].fold):
        return None  # "Harbour Leaders", in a headline
    if len(words) == 1 and (
        words[0].fold in lex.PLURAL_PEOPLE or (not trusted and _is_noun(words[0].fold) and not honorific(lead))
    ):
        return None
    while words and (words[0].fold in ("the", "a", "an") or (len(words) > 1 and _opener(words[0], trusted=trusted))):
        words = words[1:]
    while len(words) > 1 and words[0].text[0].isupper() and words[-1].text.islower() and words[-1].fold not in _SMALL:
        words = words[:-1]  # "the Bellport Institute opinion" of a poll
    if len(words) > 4 and sum(w.fold in _NEVER_IN_NAMES for w in words) > 1:
        return None
    openers = all(w.fold in lex.SENTENCE_OPENERS or w.fold in lex.DAYS for w in words)
    openers = openers and not (words and kind == "organization" and is_acronym(words[0]))  # the WHO
    if not words or (openers and not honorific(lead)):  # but "Mrs May"
        return None
    if not any(c.isupper() or w.text[0] in "@" or not c.islower() for w in words for c in w.text[:1]):
        return None
    return Found((lead or words)[0].start, words[-1].end, kind, tuple(words), tuple(lead))


def _are_people(fold: str) -> bool:
    """Whether a word is a plural noun for people."""
    return lex.singular(fold) != fold and lex.singular(fold) in lex.PERSON_NOUNS


def is_acronym(word: Word) -> bool:
    """Whether a word is written in capitals, two or more: "WHO" is a body, "Who" asks."""
    return word.text.isupper() and len(word.text) > 1


def _called(prose: Prose, word: Word) -> bool:
    """Whether a given name stands right before `word`: "Will Vale" is a person, though "Will" may open a question."""
    i = prose.word_at(word.start)
    before = prose.words[i - 1] if i else None
    if before is None or before.possessive or before.fold not in lex.GIVEN_NAMES or not before.text[0].isupper():
        return False
    asks = before.fold in lex.SENTENCE_OPENERS and prose.text[word.end : word.end + 2] != ", "
    return prose.text[before.end : word.start] == " " and not asks and word.fold not in lex.BODY_NAME_WORDS


def _opener(word: Word, *, trusted: bool) -> bool:
    """Whether a name's first word is none of it: "But Quill"; in a name that the network gave, "Will Quill" stays."""
    return word.fold in lex.SENTENCE_OPENERS and not (trusted and word.fold in lex.GIVEN_NAMES)


def honorific(lead: Sequence[Word]) -> bool:
    """Whether a name must follow: "Mr. King", "Sen. Bishop", but "Deputy Director"."""
    return bool(lead) and lead[-1].fold in _HONORIFICS


def _is_noun(fold: str) -> bool:
    """Whether a capitalised word is, by the lists, a common noun at the head of a sentence or in a headline."""
    return lex.singular(fold) in lex.SPEAKING or fold in lex.PLURAL_PEOPLE


def _widen(prose: Prose, words: list[Word]) -> list[Word]:
    """A lone surname takes in a given name before it, a lone given name the surname after it, over a nickname too."""
    if len(words) != 1 or words[0].possessive:
        return words
    i = prose.word_at(words[0].start)
    given = lex.GIVEN_NAMES
    nearby = prose.words
    last = nearby[i - 1] if i else words[0]
    if last.fold in given and last.text[0].isupper() and not last.possessive and words[0].fold not in given:
        return [last, words[0]] if prose.text[last.end : words[0].start] == " " else words
    if words[0].fold in given and i + 1 < len(nearby):
        after = nearby[i + 1]
        gap = prose.text[words[0].end : after.start]
        if gap == " " and after.text[0].isupper() and after.fold not in _NO_SURNAMES:
            return [words[0], after]
    after_next = nearby[i + 2] if i + 2 < len(nearby) else None
    if after_next and after_next.text[0].isupper() and _NICKNAME.fullmatch(prose.text, words[0].end, after_next.start):
        return [words[0], nearby[i + 1], after_next]
    return words


def _apart(found: list[Found]) -> list[Found]:
    """In order, of overlapping ones the first (which is the longer of two that begin together)."""
    out: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        if out and f.start < out[-1].end:
            if f.end - f.start > out[-1].end - out[-1].start:
                out[-1] = f
        else:
            out.append(f)
    return out


def _adjoined(prose: Prose, found: list[Found]) -> list[Found]:
    """Two bodies, or a body and a place, right after one another are one name ("Bellport Bank Arizona", "Ostrovia
    Rising").
    """
    out: list[Found] = []
    for f in found:
        last = out[-1] if out else None
        beside = last is not None and prose.text[last.end : f.start] == " "
        pair = (last.kind, f.kind) if last and beside and not last.name[-1].possessive else ()
        of_place = pair == ("location", "organization") and not (
            lex.singular(f.name[0].fold) in lex.PERSON_NOUNS or headlined(prose, prose.word_at(f.start))
        )
        if last and (of_place or pair in (("organization", "location"), ("organization", "organization"))):
            out[-1] = Found(last.start, f.end, "organization", last.name + f.name, last.lead)
        else:
            out.append(f)
    return out


def _agreed(found: list[Found]) -> list[Found]:
    """The kinds put right by what the article says elsewhere: a name that is mostly a person's always is, one that ends
    with a person's name is that person's, and a headline's run that begins with one is cut after it.
    """
    votes: dict[tuple[str, ...], list[int]] = {}
    for f in found:
        votes.setdefault(f.key, [0, 0])[f.kind == "person"] += 1
    people = {k for k, (other, person) in votes.items() if person > other or (person == other and len(k) == 1)}
    full = {k for k in people if len(k) > 1}
    out = []
    for f in found:
        key, kind, name = f.key, f.kind, f.name
        if len(key) > 1:
            body = bool(lex.BODY_NAME_WORDS & set(key))
            cut = next((n for n in (3, 2) if n < len(key) and key[:n] in full), 0)
            if not cut and len(key) > 2 and key[:1] in people and _LINKS & set(key):
                cut = 1
            suffix = name[-1].text in SUFFIXES and cut == len(key) - 1  # a son is not his father
            if cut and not body and not (suffix or key[cut:] in people or key[-1:] in people):
                name, kind = name[:cut], "person"
            elif key[-1] in NEVER_SURNAMES or (key[-1] in _OUTLET_WORDS and key[0] not in lex.GIVEN_NAMES):
                kind = "organization"
            elif key in people or (not body and _ends_with_person(key, people)):
                kind = "person"
            elif kind == "person" and key not in people:
                kind = "organization"
        elif kind == "person" and key not in people:
            kind = "organization"
        elif kind == "organization" and key in people:
            kind = "person"
        out.append(Found(f.start, name[-1].end, kind, name, f.lead))
    return out


def _ends_with_person(key: tuple[str, ...], people: set[tuple[str, ...]]) -> bool:
    return key[-2:] in people or (key[-1:] in people and key[0] in lex.GIVEN_NAMES)
