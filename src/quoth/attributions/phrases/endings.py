"""Where the noun phrase of a source ends: where the network broke off within it ("human rights" of "human rights groups
warned"), and before what says when, or "himself".

What guards it: nothing is read on beyond the cue or the content, over a mark, or behind a pronoun; behind a name that
no "some" or "the" goes with only where the noun ends right before the cue, since "Quill plans to" has a verb there.
A case it gets wrong: a noun without an -s, "human rights" of "human rights people warned".
"""

from __future__ import annotations

import re

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast
from quoth.attributions.phrases.segments import is_noun, kind_of
from quoth.attributions.words import Word

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
_DATE = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
_WHEN = re.compile(
    rf"(?<=\w) (?:(?:(?:earlier|late|early|on) )?(?:(?:this|last|next|late|early|on) )?(?:week|month|year|{_DAY})"
    rf"|(?:(?:late|early) )?(?:today|yesterday|tonight)|on {_DATE})$"
)
"""When it was said, at the end of a source: "Bellport Bank this month", "a judge on November 2"."""
_HIMSELF = re.compile(r"(?<=\w) (?:himself|herself|itself|themselves)$")
_TIME = 36  # code points of it, at most
_UNFINISHED = lex.words("by of from for at with")


def phrase_end(cast: Cast, start: int, end: int, stop: int) -> int:
    """The end of the noun phrase that the span `start:end` has, without its time and "himself"; a span that was cut
    short is read on, never beyond `stop`.
    """
    if when := _WHEN.search(cast.text, max(start, end - _TIME), end):
        end = when.start()
    end = whole_end(cast, start, end, stop)
    himself = _HIMSELF.search(cast.text, start, end)
    return himself.start() if himself else end


def whole_end(cast: Cast, start: int, end: int, stop: int) -> int:
    """The end of the name or the noun that the span `start:end` breaks off before, never beyond `stop`."""
    last = cast.words_in(start, end)[-1:]
    if stop <= end or not last:
        return end
    namings = cast.within(max(start, end - 1), end)
    if namings and namings[-1].start < end < namings[-1].end <= stop:
        return namings[-1].end
    word = last[0]
    if word.fold in lex.DETERMINERS and word.start <= start:
        return _after_article(cast, end, stop)
    if word.fold in _UNFINISHED and (whole := _after_preposition(cast, end, stop)) is not None:
        return whole
    if (named := _upto_name(cast, word, stop)) is not None:
        return named
    if namings and namings[-1].possessive:
        return end
    whole = _upto_noun(cast, word, end, stop)
    alone = bool(namings) and not any(w.fold in lex.DETERMINERS for w in cast.words_in(start, namings[-1].start))
    return end if alone and cast.text[whole:stop].strip() else whole


def _after_preposition(cast: Cast, end: int, stop: int) -> int | None:
    """Where the name ends that follows a preposition on which the span breaks off: "a report by" Bellport Bank."""
    start = end
    after = cast.words_in(end, min(stop, end + 12))[:1]
    if after and after[0].fold == "the":
        start = after[0].end
    namings = cast.within(start, start + 3)
    if namings and cast.text[start : namings[0].start].strip() == "" and namings[0].end <= stop:
        return namings[0].end
    return None


def _after_article(cast: Cast, end: int, stop: int) -> int:
    """Where the noun phrase ends of which only the article was taken: "the" of "the Quill campaign claimed"."""
    words = cast.words_in(end, min(stop, end + 60))
    after = end
    for w in words[:5]:
        if cast.text[after : w.start] not in (" ", "’s ", "'s ") or w.end > stop:
            return end
        after = w.end
    return after if words and not cast.text[after:stop].strip() else end


def _upto_name(cast: Cast, last: Word, stop: int) -> int | None:
    """Where the person's name ends that capitalised words lead up to: from "Ports" to "Ports Minister Ada Quill"."""
    if not last.text[0].isupper() or last.possessive or cast.within(last.start, last.end):
        return None
    end = last.end
    for w in cast.words_in(end, min(stop, end + 80)):
        if cast.text[end : w.start] != " " or not (w.text[0].isupper() or w.fold in lex.PERSON_NOUNS):
            return None
        namings = cast.within(w.start, w.end)
        if namings:
            ends = namings[0].end
            return ends if kind_of(cast, namings[0]) == "person" and ends <= stop else None
        end = w.end
    return None


def _upto_noun(cast: Cast, last: Word, end: int, stop: int) -> int:
    """The end of a plural noun that can speak, right behind a word that is none: of "groups" behind "human rights"."""
    after = next(iter(cast.words_in(end, min(stop, end + 40))), None)
    if after is None or after.end > stop or cast.text[end : after.start] != " " or not after.text[0].islower():
        return end
    noun = lex.singular(after.fold)
    speaks = noun != after.fold and is_noun(noun)
    told = last.fold in lex.PRONOUNS or is_noun(last.fold) or is_noun(lex.singular(last.fold))  # "it institutes"
    return after.end if speaks and not told else end
