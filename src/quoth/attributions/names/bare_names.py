"""Names as people write them, made bare: without the titles, articles and openers of sentences around them.

What guards it: common nouns are no names, however they are capitalised; a lone surname takes in the given name beside
it. A case it gets wrong: a body whose name is a plural noun for people, "the Protesters", a band.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.attributions import lexicon as lex
from quoth.attributions.names.fragments import SUFFIXES, headlined
from quoth.attributions.outlets import is_known
from quoth.attributions.words import Prose, Word

_NICKNAME = re.compile(r" [\"“‘'(]([A-Z][\w.-]{1,20})[\"”’')] ")
_HONORIFICS = lex.words("mr mrs ms miss dr prof sen rep gov gen col lt sgt capt rev judge justice sir lady")
_NEVER_IN_NAMES = lex.words("it he she they when is are was were has have his her will not who what why how")
_PARTISANS = lex.words("democrats republicans dems conservatives liberals senators lawmakers leaders officials voters")
_SMALL = lex.words("of for the and in on at to de la")
_NO_SURNAMES = lex.SENTENCE_OPENERS | lex.DAYS | lex.GIVEN_NAMES
_PARTY = re.compile(r"[DRI]-[A-Z][\w.]*")  # "D-Calif"
_SENTENCE = 4  # words of a name in which more than one verb or pronoun may not be


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


def bare_name(prose: Prose, words: Sequence[Word], kind: str, *, trusted: bool = True) -> Found | None:
    """The name that `words`, which are one or more, hold; None when nothing is left of it.

    `trusted`: the network gave it; else it is a run of capitals.
    """
    if _PARTY.fullmatch(words[0].text):
        return None
    lead, name, kind = _untitled(prose, list(words), kind)
    if _is_common(name, kind, lead, trusted=trusted):
        return None
    name = _once(_trimmed(name, trusted=trusted))
    if not _is_name(name, kind, lead) or _is_short_title(prose, name):
        return None
    return Found((lead or name)[0].start, name[-1].end, kind, tuple(name), tuple(lead))


def _once(words: list[Word]) -> list[Word]:
    """`words` without their first half where the second is the same, as behind a credit: "Ada Quill Ada Quill"."""
    half = len(words) // 2
    twice = half > 1 and [w.fold for w in words[:half]] == [w.fold for w in words[half:]]
    return words[half:] if twice else words


def _is_short_title(prose: Prose, words: Sequence[Word]) -> bool:
    """Whether all that is left is a title made short: "Lt. Col." before a name that the network marked."""
    return len(words) == 1 and words[0].fold in _HONORIFICS and prose.text[words[0].end : words[0].end + 1] == "."


def _untitled(prose: Prose, words: list[Word], kind: str) -> tuple[list[Word], list[Word], str]:
    """The titles before a person's name, the name, as long as it stands there, and the kind that these words say."""
    ends = len(words) - 1 - (len(words) > 2 and words[-1].text in SUFFIXES)  # "King Jr." is no king
    titles = 1 + max((i for i, w in enumerate(words[:ends]) if w.fold in lex.TITLES), default=-1)
    if kind == "organization" and titles and words[titles].fold in lex.GIVEN_NAMES:
        kind = "person"
    if kind == "person":
        return words[:titles], _widen(prose, words[titles:]), kind
    if kind == "organization" and len(words) == 1 and _called(prose, words[0]):
        return [], _widen(prose, words), "person"
    return [], words, kind


def _is_common(words: Sequence[Word], kind: str, lead: Sequence[Word], *, trusted: bool) -> bool:
    """Whether words with a capital are common nouns: "the Ostrovia Democrat" is somebody, "Senate Democrats" and the
    "Harbour Leaders" of a headline are people.
    """
    first, last = words[0].fold, words[-1].fold
    if len(words) > 1:
        if kind == "person":
            return first not in lex.GIVEN_NAMES and _are_people(last)
        return kind == "organization" and last in _PARTISANS and all(w.fold != "of" for w in words)
    if first in lex.PLURAL_PEOPLE:
        return True
    if kind == "organization" and (lex.singular(first) in lex.PERSON_NOUNS or first in _PARTISANS):
        return True
    noun = _is_noun(first) or (kind == "person" and first in lex.TITLES)
    return noun and not trusted and not honorific(lead)


def _trimmed(words: list[Word], *, trusted: bool) -> list[Word]:
    """`words` without articles and openers of sentences before them, and small words behind."""
    while words and (words[0].fold in ("the", "a", "an") or (len(words) > 1 and _opener(words[0], trusted=trusted))):
        words = words[1:]
    while len(words) > 1 and _describes(words[0]) and words[-1].text[0].isupper():
        words = words[1:]  # "a visibly angry Quill"
    while len(words) > 1 and words[0].text[0].isupper() and words[-1].text.islower() and words[-1].fold not in _SMALL:
        words = words[:-1]  # "the Bellport Institute opinion" of a poll
    return words


def _describes(word: Word) -> bool:
    """Whether a word before a name is small and no particle of a name: "angry", not "van", "al-Orlo", "d’Orlo"."""
    small = word.text.isalpha() and word.text.islower() and len(word.text) > _PARTICLE
    return small and not word.fold.startswith(("van", "von"))


_PARTICLE = 3  # letters of a name's small words, at most; but for "vanden"


def _is_name(words: Sequence[Word], kind: str, lead: Sequence[Word]) -> bool:
    """Whether what is left is a name: it has a capital or another sign, is no sentence and no lone opener of one."""
    if not words or (len(words) > _SENTENCE and sum(w.fold in _NEVER_IN_NAMES for w in words) > 1):
        return False
    openers = all(w.fold in lex.SENTENCE_OPENERS or w.fold in lex.DAYS for w in words)
    who = kind == "organization" and is_acronym(words[0])  # the WHO
    if openers and not who and not honorific(lead):  # but "Mrs May"
        return False
    return any(not w.text[0].islower() for w in words)


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


def articled(prose: Prose, f: Found) -> bool:
    """Whether one word is a body’s name by the "The" before it, which is a part of the name: "said The Ember"; where
    the article opens a sentence, only a known outlet’s.
    """
    i = prose.word_at(f.name[0].start)
    before = prose.words[i - 1] if i and len(f.name) == 1 and not f.lead else None
    if before is None or before.text != "The" or prose.text[before.end : f.name[0].start] != " ":
        return False
    if f.name[0].fold in lex.GIVEN_NAMES or lex.is_plural(f.name[0].fold):
        return False  # "The Quills", who are a family
    opens = i < 2 or prose.sentence(prose.words[i - 2].start) != prose.sentence(before.start)
    return is_known(f"the {f.name[0].fold}") or not (opens or headlined(prose, i))


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
    if last.fold in given and last.text[0].isupper() and not last.possessive:
        beside = prose.text[last.end : words[0].start] == " "
        if words[0].fold not in given:
            return [last, words[0]] if beside else words
        if beside and last.fold not in lex.SENTENCE_OPENERS:  # "Carl Bruno", whose surname is a given name too
            return [last, words[0]]
    if words[0].fold in given and i + 1 < len(nearby):
        after = nearby[i + 1]
        gap = prose.text[words[0].end : after.start]
        if gap == " " and after.text[0].isupper() and after.fold not in _NO_SURNAMES:
            return [words[0], after]
    after_next = nearby[i + 2] if i + 2 < len(nearby) else None
    if after_next and after_next.text[0].isupper() and _NICKNAME.fullmatch(prose.text, words[0].end, after_next.start):
        return [words[0], nearby[i + 1], after_next]
    return words
