"""The capitalised runs of an article that no mention covers, with a guess at what they name.

What guards it: a run at the head of a sentence loses a first word that the article also writes small; a day, a month or
a word that opens sentences is no name. A case it gets wrong: a headline in capitals throughout, whose every word looks
like a name, when the network marks none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from quoth.attributions import lexicon as lex
from quoth.attributions.names.bare_names import Found, bare_name, honorific, is_acronym
from quoth.attributions.outlets import is_outlet
from quoth.attributions.words import Prose, Word

_DATES = lex.DAYS | lex.MONTHS
_NEVER_LAST = lex.words("of for the and in on at to de la") | lex.PARTICLES | _DATES
_NEVER_FIRST = lex.SENTENCE_OPENERS | _DATES
_ARTICLED = re.compile(r"(?:al|el|ul|ad|as|ar|at|ash)-[A-Z]")  # "al-Orlo"
_WHEN = lex.PREPOSITIONS | lex.words("last next this early late mid each every")
_LONGEST = 10  # words of a run that may be a name


def capital_runs(prose: Prose, found: Sequence[Found], cues: Set[int] = frozenset()) -> list[Found]:
    """Capitalised runs outside `found`, with a guess at what they name ("other" where there is none). None reaches into
    one of `cues`, where those begin: in a headline's "Quill Slams Bank" the verb is capitalised like a name.
    """
    taken = set[int]()
    for f in found:
        i = max(0, prose.word_at(f.start) - 1)
        taken.update(w.start for w in prose.words[i : prose.word_at(f.end)] if w.end > f.start)
    lower = {w.fold for w in prose.words if w.text[0].islower()}
    surnames = {f.name[-1].fold for f in found if f.kind == "person" and len(f.name) > 1}
    capital = Counter(w.fold for w in prose.words if w.text[0].isupper())
    opening = Counter(w.fold for w in prose.words if w.text[0].isupper() and _opens(prose, w)) if found else Counter()
    runs = (words for words in _runs(prose, taken, cues) if not _describes(prose, words, capital))
    runs = (words for words in runs if not (len(words) == 1 and _only_opens(prose, words[0], capital, opening)))
    named = (_named(prose, words, lower, surnames) for words in runs)
    return [f for f in named if f]


def _describes(prose: Prose, words: Sequence[Word], capital: Mapping[str, int]) -> bool:
    """Whether a run is one word that only opens its sentence and says what sort of thing follows: "Leading figures"."""
    if len(words) != 1 or words[0].possessive or is_acronym(words[0]) or capital[words[0].fold] > 1:
        return False
    i = prose.word_at(words[0].end)
    after = prose.words[i] if i < len(prose.words) else words[0]
    noun = lex.singular(after.fold) in lex.SPEAKING or after.fold in lex.SPEAKING
    return noun and after.text.islower() and prose.text[words[0].end : after.start] == " " and _opens(prose, words[0])


def _only_opens(prose: Prose, word: Word, capital: Mapping[str, int], opening: Mapping[str, int]) -> bool:
    """Whether a word that is capitalised nowhere but where it opens a sentence is none of a name by its form or by what
    follows: "Proponents", "Simply", "Citing", "Plenty of".
    """
    if capital[word.fold] != opening.get(word.fold, 0) or not word.text[1:].islower() or is_outlet(word.text):
        return False
    i = prose.word_at(word.end)
    after = prose.words[i : i + 1]
    formed = word.fold.endswith(("ly", "ing")) or word.fold in lex.PREPOSITIONS
    return formed or lex.is_plural(word.fold) or (bool(after) and after[0].fold == "of")


def _runs(prose: Prose, taken: Set[int], cues: Set[int]) -> Iterator[list[Word]]:
    """Capitalised words in a row, particles and "of" allowed within; none begins at one of `taken`."""
    run: list[Word] = []
    for w in prose.words:
        if not run:  # nearly always
            if (w.text[0].isupper() or w.text[0] == "@" or _ARTICLED.match(w.text)) and w.start not in taken:
                run.append(w)
            continue
        if run and not _goes_on(prose.text, run[-1], w):
            yield run
            run = []
        first = w.text[0]
        if w.start in cues:
            yield run
            run = []
            continue
        small = bool(run) and (
            w.fold in lex.PARTICLES or (w.fold in ("of", "for") and run[-1].fold in lex.BODY_NAME_WORDS)
        )
        if w.start not in taken and (first.isupper() or first == "@" or small or _ARTICLED.match(w.text)):
            run.append(w)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _goes_on(text: str, last: Word, w: Word) -> bool:
    """Whether a name may go on from `last` to `w`: over a space, or over the dot of a title or an initial."""
    gap = text[last.end : w.start]
    abbreviated = gap == ". " and (last.fold in lex.TITLES or len(last.text) == 1)
    return (gap == " " or abbreviated) and not last.possessive


def _named(prose: Prose, words: list[Word], lower: Set[str], surnames: Set[str]) -> Found | None:
    """What a run names, cut at both ends; None when it names nothing."""
    if len(words) == 1 and words[0].fold in lex.MONTHS and words[0].fold in surnames and not _dates(prose, words[0]):
        return Found(words[0].start, words[0].end, "other", tuple(words), ())  # Ada May
    while words and words[-1].fold in _NEVER_LAST and not honorific(words[:-1]):
        words.pop()
    while words and words[0].fold in _NEVER_FIRST and not (words[0].fold in lex.TITLES and len(words) > 1):
        if len(words) == 1 and is_acronym(words[0]) and not _shouted(prose, words[0]):
            break  # the WHO
        words.pop(0)
    if len(words) > 1 and words[0].fold in lower and _opens(prose, words[0]) and words[0].fold not in lex.TITLES:
        words.pop(0)
    while len(words) > 1 and words[-1].fold in lex.TITLES and _guess(words[:-1]) == "organization":
        words.pop()  # "Department of Ports Spokesman" before a name that the network marked
    if len(words) == 1 and words[0].fold in surnames:
        return Found(words[0].start, words[0].end, "other", tuple(words), ())
    if not words or len(words) > _LONGEST:
        return None
    if len(words) == 1 and words[0].fold in lower and not _is_short(prose, words[0]):
        return None
    kind = _guess(words)
    one = lex.singular(words[0].fold)
    if one != words[0].fold and one in lex.PERSON_NOUNS and words[0].fold not in lex.TITLES:
        return None  # "Candidates Demand Answers", a headline
    office = len(words) > 1 and words[-1].fold in lex.TITLES and words[0].fold not in lex.GIVEN_NAMES
    if kind == "person" and office and not honorific(words[:-1]):
        return None  # "Ports Minister" by itself names nobody, "Mr. King" does
    return bare_name(prose, words, kind, trusted=False)


def _dates(prose: Prose, word: Word) -> bool:
    """Whether the name of a month says when: behind a preposition or "last", before a number or a comma and one."""
    i = prose.word_at(word.start)
    before, after = prose.words[i - 1 : i] if i else [], prose.words[i + 1 : i + 2]
    dated = bool(after) and after[0].text[0].isdigit() and prose.text[word.end : after[0].start] in (" ", ", ", ". ")
    return dated or (bool(before) and before[0].fold in _WHEN and not _opens(prose, word))


def _is_short(prose: Prose, word: Word) -> bool:
    """Whether a word that the article also writes small is an acronym of three letters or more: "the WHO"."""
    return is_acronym(word) and len(word.text) > 2 and word.text.isalpha() and not _shouted(prose, word)


def _shouted(prose: Prose, word: Word) -> bool:
    """Whether `word` stands among words in capitals, as in a headline."""
    i = prose.word_at(word.start)
    around = [*prose.words[max(0, i - 2) : i], *prose.words[i + 1 : i + 3]]
    return sum(w.text.isupper() for w in around) > 1


def _opens(prose: Prose, word: Word) -> bool:
    """Whether `word` is the first of its sentence."""
    before = prose.words_in(max(0, word.start - 60), word.start)
    return not before or prose.sentence(before[-1].start) != prose.sentence(word.start)


def _guess(words: Sequence[Word]) -> str:
    folds = [w.fold for w in words]
    titled = any(f in lex.TITLES for f in folds[:-1])
    if words[0].text[0] == "@" or (titled and len(words) > 1 and folds[-1] not in lex.BODY_NAME_WORDS):
        return "person"
    if any(f in lex.BODY_NAME_WORDS for f in folds[-2:]) or "of" in folds:
        return "organization"
    if len(words) > 1 and folds[0] in lex.GIVEN_NAMES:
        return "person"
    if len(words) == 1 and words[0].text.isupper() and 1 < len(words[0].text) < 7:
        return "organization"
    return "person" if 2 <= len(words) <= 3 and all(len(f) > 1 for f in folds[-1:]) else "other"
