"""Whom "who" and "which" mean: what stands before them, in their sentence.

What it accepts: a name right before, whoever is described there (`described`), the last person named; for "which" a
body, or whoever issued what is written ("a report, which"). What guards it: examples between dashes are passed over,
and where somebody is from.
A case it gets wrong: "the sister of Ada Quill, who said", which may mean either. Of "Ada Quill and Ida Moss, who" both
are meant only by a verb of several ("who argue").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming, is_person
from quoth.attributions.phrases import Phrase, read_phrase
from quoth.attributions.phrases.clauses import is_joined
from quoth.attributions.phrases.segments import kind_of
from quoth.attributions.speaker.answers import UNKNOWN, Answer, Reading, entities_answer, named
from quoth.attributions.speaker.belonging import belonging
from quoth.attributions.speaker.bodies import body, is_medium
from quoth.attributions.speaker.described import described
from quoth.attributions.speaker.issuers import issuer
from quoth.attributions.speaker.plurals import group_start, plural_before
from quoth.attributions.words import Word

_INSERTED = re.compile(
    r" ?(?:—|–|--) ?(?:like|such as|including|among them|notably|especially|particularly|mostly)\b[^—–\n]{1,120}"
    r"(?:—|–|--) ?$"
)
"""Examples between dashes before "who": "some guests — like Moss, of Bellport — who"."""
_DASHED = re.compile(r" ?(?:—|–|--) ?[^—–\n]{1,120}(?<!-)(?:—|–|--) ?$")
_ONE_OR_PAST = lex.words("""
    said told wrote made took led ran won held gave came left met went saw spoke became began knew thought felt found
    kept lost put set cut let got had did sat stood fought brought bought taught sent spent built drew grew threw flew
    wore swore bore chose rose drove rode broke stole paid heard read hit quit shot sought caught understood sold
    can could will would may might must should now then once later never first still just also in at on to for by with
    he she they we it i you this that the his her a an
    """)
"""What may stand behind "who" and is no verb of several: "who argue"."""
_FROM = re.compile(r"(?:,? (?:of|from) (?:[A-Z][\w.’'-]{0,30},? ){1,4}| \([A-Z][^()\n]{0,23}\),? )(?:—|–|--)? ?")
"""Between a person and "who": where they are from, "Ada Quill of Bellport — who", "Rep. Ada Quill (H., Mar.), who"."""


def relative(reading: Reading, phrase: Phrase) -> Answer:
    """The speaker that "who", "whom", "whose", "which" or "that" means."""
    return _who(reading, phrase) if phrase.pronoun in ("who", "whom", "whose") else _which(reading, phrase.start)


def _who(reading: Reading, phrase: Phrase) -> Answer:
    cast, at = reading.cast, phrase.start
    i = cast.word_at(at)
    if not i:
        return Answer(UNKNOWN)
    sentence = cast.sentences[cast.sentence(at) - 1] if cast.sentence(at) else 0
    if inserted := _inserted(cast, max(sentence, at - 200), at):
        at, i = inserted.start(), cast.word_at(inserted.start())
        if not i or cast.words[i - 1].start < sentence:
            return Answer(UNKNOWN)
    last = cast.words[i - 1]
    if last.fold in ("and", "but") and (first := _who_before(cast, i - 1, sentence)):
        return _who(reading, replace(phrase, start=first.start))
    namings = cast.within(max(sentence, at - 400), at)
    if namings and namings[-1].end >= last.end:
        person = next((n for n in reversed(namings) if is_person(cast, n)), namings[-1])
        if _FROM.fullmatch(cast.text, person.end, at):
            return named(reading, [person], "")
        if not is_person(cast, namings[-1]) and (whose := belonging(reading, namings[-1], sentence)):
            return whose
        both = _both(cast, namings[-2], namings[-1], i) if len(namings) > 1 else ()
        return named(reading, both or namings[-1:], "")
    people = [n for n in namings if is_person(cast, n) and not n.possessive]
    if found := described(reading, i, sentence, at, people=bool(people)):
        return found
    if people:
        return named(reading, people[-1:], "")
    return Answer(None, "the words before “who” name nobody")


def _both(cast: Cast, one: Naming, other: Naming, i: int) -> list[Naming]:
    """Two people whom "who", word `i`, means by the verb of several behind it: "Ada Quill and Ida Moss, who argue"."""
    verb = cast.words[i + 1].fold if i + 1 < len(cast.words) else ""
    several = not verb.endswith(("s", "ed", "ly")) and verb not in _ONE_OR_PAST
    return [one, other] if several and is_joined(cast, one, other) else []


def _inserted(cast: Cast, start: int, end: int) -> re.Match[str] | None:
    """What stands between two dashes right before `end`: examples, or words that name no person."""
    if examples := _INSERTED.search(cast.text, start, end):
        return examples
    between = _DASHED.search(cast.text, start, end)
    if between is None or any(is_person(cast, n) for n in cast.within(between.start(), end)):
        return None
    return between


def _who_before(cast: Cast, i: int, sentence: int) -> Word | None:
    """The "who" of the sentence that stands nearest before word `i`: "a man who served, and who"."""
    return next((w for w in cast.words[max(0, i - 40) : i][::-1] if w.fold == "who" and w.start >= sentence), None)


def _which(reading: Reading, at: int) -> Answer:
    cast = reading.cast
    i = cast.word_at(at)
    if not i:
        return Answer(UNKNOWN)
    last = cast.words[i - 1]
    namings = cast.within(last.start, last.end) or _called(cast, i)
    if namings and namings[-1].entity is not None and cast.entities[namings[-1].entity].kind != "person":
        return named(reading, namings[-1:], "")
    k = bisect_left(reading.issues, at, key=lambda i: i.at)
    if namings and any(namings[-1].entity in issue.by for issue in reading.issues[max(0, k - 2) : k]):
        return named(reading, namings[-1:], "")  # "a book by Ada Quill, which"
    noun = lex.singular(last.fold)
    if (
        noun not in lex.WRITTEN_NOUNS
        and (noun in lex.PERSON_NOUNS or noun in lex.BODY_NOUNS)
        and (group := plural_before(reading, i, 0))
    ):
        return group
    if last.fold in lex.BODY_NOUNS and (found := _body_before(reading, i)):
        return found
    by = issuer(reading.issues, noun, at)
    return entities_answer(reading, by) if by else Answer(UNKNOWN)


def _body_before(reading: Reading, i: int) -> Answer | None:
    """The body whose noun phrase word `i` follows, with its article: "the port’s union, which", "a pressure group
    that", "Tidewerk, a pressure group that"; None where the words before the noun are not known to be its own.
    """
    cast = reading.cast
    last = cast.words[i - 1]
    sentence = cast.sentences[cast.sentence(last.start) - 1] if cast.sentence(last.start) else 0
    start = group_start(cast, i, sentence)
    if cast.words[cast.word_at(start)].fold not in lex.DETERMINERS:
        return None
    phrase = read_phrase(cast, start, last.end)
    told = cast.within(max(0, start - _BESIDE), start) if not phrase.definite else []
    if told and kind_of(cast, told[-1]) == "organization" and cast.text[told[-1].end : start] in _SAME:
        return named(reading, told[-1:], "")
    return body(reading, phrase, None)


_BESIDE = 5  # code points
_SAME = (", ", " is ", " was ")
"""Between a name and what its bearer is."""


def _called(cast: Cast, i: int) -> list[Naming]:
    """The outlet whose name stands before the noun for it that word `i` follows: "the Courier newspaper, which"."""
    last = cast.words[i - 1]
    before = cast.within(max(0, last.start - 2), last.start) if is_medium(last.fold) else []
    return [] if not before or before[-1].possessive or cast.text[before[-1].end : last.start] != " " else before[-1:]
