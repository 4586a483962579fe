"""Who says words that no source goes with: read off the layout and the attributions beside them.

It accepts "— Commissioner Quill" after the words, "QUILL:" or "From Quill:" before them, a verb that shares the subject
of the one before it, and a quotation in the paragraph (or right after the quotation) of somebody who speaks.
A case it gets wrong: two people quoted in turn, a paragraph each, without being named again.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from quoth.attributions import lexicon as lex
from quoth.attributions.passives import is_aimed
from quoth.attributions.speaker.answers import UNKNOWN, Answer, Reading, either, entity_answer, named, near, said_before
from quoth.attributions.words import Word
from quoth.types import Attribution

_DASH_CREDIT = re.compile(r"[\s.,”\"’']{0,6}(?:--|[—–-])\s{0,2}(?=[A-Z@])")
_LINE_CREDIT = re.compile(r"(?:^|\n)[ \t]*(?:From |FROM )?([A-Z][^\n:“\"]{1,60}?):[ \t]*\n?[ \t]*[“\"]?$")


def without_source(reading: Reading, a: Attribution, outer: Answer | None) -> Answer:
    """The speaker of words whose source is missing, or is an "I" in quotation marks; `outer` is the answer of the
    attribution that these words stand in.
    """
    cast = reading.cast
    text = cast.text
    if a.source:
        if outer is not None and outer.speaker:
            return outer
        told = f"“{a.source[0].text}” stands in quotation marks that nobody is named for"
        return Answer(None, outer.reason if outer is not None and outer.reason else told)
    if m := _DASH_CREDIT.match(text, a.content[-1].end):
        there = cast.within(m.end(), min(len(text), m.end() + 70))
        line = text.find("\n", m.end(), m.end() + 80)
        if there and (line < 0 or there[0].start < line) and not re.search(r"[.!?]\s", text[m.end() : there[0].start]):
            return named(reading, there[:1], "")
    if m := _LINE_CREDIT.search(text, max(0, a.start - 90), a.start + 1):
        there = cast.within(m.start(1), m.end(1))
        if there:
            return named(reading, there[-1:], "")
    if a.cue and a.cue[0].text == ":":
        return _introduced(reading, a, a.cue[0].start)
    if a.cue and (answer := _shared_subject(reading, a) or _same_verb(reading, a)):
        return answer
    if a.kind == "indirect":
        return Answer(UNKNOWN)
    return _neighbour(reading, a)


def _shared_subject(reading: Reading, a: Attribution) -> Answer | None:
    """In "Quill praised it and urged …", "Quill praised it, scolded Moss, and left" or "…, citing", the subject of the
    verb before in the sentence; in "Quill, who urged", whom "who" goes with.

    The verb must follow "and", "but" or "then", stand in a list, close the clause of a "who", or end in -ing, and
    not be passive. Where nobody speaks before it in the sentence it is whom the sentence begins with, for a verb
    behind a comma: "Quill, talking in Bellport, asked", or in -ing behind "since" and its like: "Quill has been
    under fire since calling". Of one in -ing that opens the sentence it is whom the next clause begins with. Whom a
    later clause is about is meant before that: "…, and Quill left, citing".
    """
    cast, at = reading.cast, a.cue[0].start
    before = said_before(reading, at)
    words = cast.words_in(max(0, at - 40), at)
    first = [w for w in cast.words_in(at, a.cue[-1].end) if w.fold not in _ADVERBS and not w.fold.endswith("ly")][:1]
    if not first or re.match(r"(?:is|are|was|were|be|been|seems?|looks?|appears?)\b", first[0].fold):
        return None
    words = [w for w in words if w.fold not in _ADVERBS and not w.fold.endswith("ly")]
    if words and words[-1].fold == "who" and not is_aimed(a.cue[0].text):
        return _who(reading, words[-1])
    finite = first[0].fold.endswith(("ed", "s", "id", "old", "ote")) or first[0].fold in lex.SAYING
    if not before or cast.sentence(before[0]) != cast.sentence(at):
        doing = first[0].fold.endswith("ing")
        here = cast.sentence(at)
        if doing and at == (cast.sentences[here - 1] if here else 0):
            return _next(reading, a)
        behind = cast.text[max(0, at - 2) : at] == ", " and (finite or doing)
        governed = doing and bool(words) and words[-1].fold in _GOVERNING
        return _begins(reading, at) if behind or governed else None
    if not before[1].speaker or ":" in cast.text[before[0] : min(at, before[0] + _LABEL)]:
        return None  # whoever a line begins with, before a colon, is no subject of what the line says
    told = cast.text[before[0] : at]
    if _AGENT.search(cast.text, max(0, before[0] - _BY), before[0]) and " who " not in told:
        return _begins(reading, at) if finite or first[0].fold.endswith("ing") else None
    if first[0].fold.endswith("ing"):
        return _later_clause(reading, before[0], at) or before[1]
    if finite and told.startswith("who ") and told.endswith(", ") and first[0].fold not in lex.CLAUSE_OPENERS:
        return before[1]  # "the official who told of it, and left, denied"
    joined = bool(words) and words[-1].fold in ("and", "but", "then", "also")
    listed = cast.text[max(0, at - 2) : at] == ", " and re.match(r",? and \w+ed\b", cast.text[a.content[-1].end :][:20])
    return before[1] if finite and (joined or listed) else None


def _who(reading: Reading, who: Word) -> Answer | None:
    """The person whose name ends right before `who`: "said Ada Quill, who called it"."""
    namings = reading.cast.within(max(0, who.start - 3), who.start)
    if not namings or reading.cast.text[namings[-1].end : who.start] not in (", ", " ") or namings[-1].entity is None:
        return None
    person = reading.cast.entities[namings[-1].entity].kind == "person" and not namings[-1].possessive
    return entity_answer(reading, namings[-1].entity) if person else None


def _later_clause(reading: Reading, since: int, at: int) -> Answer | None:
    """Whoever opens a clause behind "and" or "but" between `since` and `at`: "…, and Quill left, citing"."""
    cast = reading.cast
    for n in reversed(cast.within(since, at)):
        i = cast.word_at(n.start)
        if n.start <= since or n.possessive or n.entity is None or cast.entities[n.entity].kind == "location":
            continue
        after = cast.words_in(n.end, at)[:1]
        acts = (
            after
            and after[0].text.islower()
            and after[0].fold.endswith("ed")
            and cast.text[n.end : after[0].start] == " "
        )
        if (
            acts
            and i
            and cast.words[i - 1].fold in ("and", "but")
            and cast.text[cast.words[i - 1].end : n.start] == " "
        ):
            return entity_answer(reading, n.entity)
    return None


def _begins(reading: Reading, at: int) -> Answer | None:
    """The person or body that the sentence of `at` begins with, as its subject."""
    cast = reading.cast
    here = cast.sentence(at)
    start = cast.sentences[here - 1] if here else 0
    opening = cast.within(start, min(at, start + _OPENING))[:1]
    if not opening or opening[0].possessive or opening[0].entity is None:
        return None
    before = cast.words_in(start, opening[0].start)
    if any(w.fold not in lex.TITLES and w.fold != "the" for w in before):
        return None
    return None if cast.entities[opening[0].entity].kind == "location" else entity_answer(reading, opening[0].entity)


def _next(reading: Reading, a: Attribution) -> Answer | None:
    """Whom the clause behind a sentence's opening participle is about: "Opening up about his past, Quill told"."""
    end = a.content[-1].end
    m = _THEN.match(reading.cast.text, end)
    there = reading.cast.within(m.end(), m.end() + 1) if m else ()
    if not there or there[0].possessive or there[0].entity is None:
        return None
    return (
        None if reading.cast.entities[there[0].entity].kind == "location" else entity_answer(reading, there[0].entity)
    )


def _same_verb(reading: Reading, a: Attribution) -> Answer | None:
    """For a passive that says no agent, whoever did the same just before.

    "The House rated it half true. Others were rated false."
    """
    words = a.cue[-1].text.casefold().split()
    if len(words) < 2 or words[0] not in _BE or not words[-1].endswith(("ed", "en", "wn")):
        return None
    at = a.cue[0].start
    i = bisect_left(reading.verbs, at, key=lambda v: v[0])
    for place, verb, answer in reversed(reading.verbs[max(0, i - _LATELY) : i]):
        if verb == words[-1] and near(reading, place, at, 3) and answer.speaker:
            return answer
    return None


_AGENT = re.compile(r"\bby (?:the |an? )?$")  # "Quill was told by Moss to go, but refused, citing"
_BY = 8  # code points of it, at most
_GOVERNING = lex.words("since after before by while without for when")  # "under fire since calling it a farce"
_THEN = re.compile(r"[”\"’']{0,2},?[”\"’']{0,2} ")
_ADVERBS = lex.words("also then later again further has had have once first previously earlier recently")
_BE = lex.words("is are was were been being")
_LATELY = 5  # attributions looked back at
_OPENING = 120  # code points of a sentence in which its subject begins


def _neighbour(reading: Reading, a: Attribution) -> Answer:
    """The speaker beside a quotation that nobody is named for.

    A sentence that goes on behind it names its speaker there; a colon before it, in the sentence that the colon ends.
    Else it is whoever speaks in its paragraph, or the only person who speaks in the paragraph before (a body whose
    figures stand there is not who goes on talking); never one of whom only somebody quoted there tells.
    """
    cast = reading.cast
    if a.cue:
        return Answer(UNKNOWN)
    if _goes_on(cast.text, a):
        line = cast.text.find("\n", a.content[-1].end)
        end = min(len(cast.text) if line < 0 else line, a.content[-1].end + _REACH)
        there = cast.within(a.content[-1].end, end)[:1]
        return named(reading, there, "") if there else _NOBODY
    if cast.text[max(0, a.start - 4) : a.start].rstrip(' \n“"‘').endswith(":"):
        return _introduced(reading, a, cast.text.rindex(":", 0, a.start))
    paragraph = cast.paragraph(a.start)
    told = reading.told
    after = bisect_left(told, a.start, key=lambda s: s[0])
    if after and cast.paragraph(told[after - 1][0]) == paragraph and told[after - 1][1].speaker:
        return told[after - 1][1]
    if after < len(told) and cast.paragraph(told[after][0]) == paragraph:
        return told[after][1]
    spoke = [s[1] for s in told[max(0, after - 12) : after] if cast.paragraph(s[0]) == paragraph - 1]
    last = spoke[-1].speaker if spoke else None
    goes_on = last is not None and last.type in ("person", "unnamed") and all(s.speaker == last for s in spoke)
    return spoke[-1] if goes_on else _NOBODY


_NOBODY = Answer(None, "a quotation without a source, and nobody speaks beside it")
_LABEL = 60  # code points of a label and its colon
_REACH = 70  # code points behind a quotation in which its speaker is named


def _goes_on(text: str, a: Attribution) -> bool:
    """Whether the sentence goes on behind the quotation: a comma closes it, within the marks or behind them."""
    end = a.content[-1].end
    return "," in (text[end - 1 : end].strip("”\"’'") or text[end - 2 : end - 1], text[end : end + 1])


def _introduced(reading: Reading, a: Attribution, colon: int) -> Answer:
    """Whoever the sentence before a colon is about: its source, else its first subject, else the one it names."""
    cast, at = reading.cast, a.start
    here = cast.sentence(colon)
    since = cast.sentences[here - 1] if here else 0
    before = said_before(reading, at)
    if before and before[0] >= since and before[1].speaker:
        return before[1]
    events = reading.discourse.events
    low = bisect_left(events, since, key=lambda e: e.at)
    there = [e for e in events[low : low + 40] if e.at < colon and not e.quoted]
    subjects = [e.entity for e in there if e.subject]
    if subjects:
        return entity_answer(reading, subjects[0])
    meant = list(dict.fromkeys(e.entity for e in there))
    if len(meant) == 1:
        return entity_answer(reading, meant[0])
    names = [cast.entities[i].name for i in meant[:3]]
    return Answer(None, f"the words before the colon name {either(names)}") if names else _NOBODY
