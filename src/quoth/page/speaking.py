"""Who says it, beside one telling and for all of them: whom the article names, whom quoth took the words for, and whom
the record has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from quoth.page import notes
from quoth.page.fullest import each_of
from quoth.page.marking import words
from quoth.records.names import name_words
from quoth.sayings.voices import one_speaker
from quoth.types import Attribution, Saying, Voice


def speaker_of(saying: Saying) -> str | None:
    """The speaker's name; None where the answer was withheld, or is that nobody is named."""
    return (saying.speaker and " ".join(saying.speaker.name.split())) or None


def _elsewhere(a: Attribution, saying: Saying) -> str | None:
    """Whom this article names as the speaker, where that is somebody else than the saying's speaker.

    A name that has all words of the other, as “Per Caddock” has of “Caddock”, is taken for the same, and so is each of
    two who speak together.
    """
    if not (a.speaker and a.speaker.name and saying.speaker):
        return None
    here, there = set(words(a.speaker.name)), set(words(saying.speaker.name))
    each = (replace(saying.speaker, name=name) for name in (saying.speaker.name, *each_of(saying.speaker.name)))
    same = here <= there or there <= here or any(one_speaker(a.speaker, one) for one in each)
    return None if same else a.speaker.name


def _named_by(voice: Voice, article: str, labels: Mapping[str, str], *, doubtful: bool) -> str:
    """Why the article does not name the speaker itself, and from where the name is, as far as the reason says so; what
    only perhaps is the same statement lends no name.
    """
    why = voice.reason.rpartition("; ")[0]
    by = voice.reason.rpartition(" is named in ")[2]
    if not why or not (doubtful or by in labels):
        return voice.reason
    if doubtful:
        return why
    return f"{why}; the name is from {'another place of this article' if by == article else labels[by]}"


def whose_words(a: Attribution, saying: Saying, labels: Mapping[str, str], said: str) -> tuple[str | None, str | None]:
    """What there is to know of who speaks, in words, and another speaker than the saying's, where the article names one
    beside these words. One that “he” or “the governor” was taken for is only quoth's reading of the article, and so is
    one that shares with the saying's speaker all of the name that stands there (“Quill”). A body may be part of another
    (“the Senate” of “Congress”), and who passes words on, as a reporter of the outlet that they are credited to, need
    not be who said them: of these the article's words are told and no more.
    """
    voice = next((v for v in saying.voices if v.telling == a.id), None)
    doubtful = a.id in saying.doubtful
    if voice is not None and (voice.how == "known from others" or (voice.how == "speaks for" and doubtful)):
        return _named_by(voice, a.article, labels, doubtful=doubtful), None
    if voice is not None and voice.how == "speaks for":
        return f"another voice for the same: {_named_by(voice, a.article, labels, doubtful=False)}", None
    other = _elsewhere(a, saying)
    if other is None:
        return None, None
    if _names(said, other, but=speaker_of(saying) or ""):
        if a.via or (a.speaker and a.speaker.type != "person"):
            return f"“{said}” here", None
        return f"{notes.HERE_READ_AS} {other}", other
    return (f"“{said}” here, which was taken for {other}" if said else f"here taken for words of {other}"), None


def said_by(a: Attribution) -> str:
    """The source as the article words it."""
    return " ".join(" ".join(s.text.split()) for s in a.source)


def taken_from(saying: Saying, tellings: Sequence[Attribution]) -> str | None:
    """The words that the speaker's name was taken from, where it is the reading of one article alone: of those that
    surely tell it, none has a word of the name beside it, and none but one was read so, and no record agrees. None
    elsewhere.
    """
    if not (saying.speaker and speaker_of(saying)):
        return None
    heard = saying.record.speaker if saying.record else None
    if heard and name_words(heard) & name_words(saying.speaker.name):
        return None
    sure = [a for a in tellings if a.id not in saying.doubtful or len(saying.doubtful) == len(saying.tellings)]
    same = {who: one_speaker(who, saying.speaker) for who in {a.speaker for a in sure if a.speaker is not None}}
    read = [a for a in sure if a.speaker is not None and same[a.speaker]]
    if len({a.article for a in sure}) < 2 or len({a.article for a in read}) != 1:
        return None
    return None if any(_names(said_by(a), saying.speaker.name) for a in sure) else said_by(read[0])


def _names(said: str, name: str, but: str = "") -> bool:
    """Whether the words `said` have a word of `name` that is none of `but`."""
    return not set(words(name)).difference(words(but)).isdisjoint(words(said))


def recorded(saying: Saying, heard: Mapping[str, Set[str]], *, doubted: bool) -> str | None:
    """Who says it in the record, where no article names anybody, or another person.

    What guards it: the name that the articles give is `doubted`, or shares a word with one that the record has speak a
    saying of this trace; of who is called “THE PRESIDENT” there nothing is said. A case it gets wrong: somebody reads
    another's words.
    """
    if saying.record is None or saying.record.speaker is None:
        return None
    if speaker_of(saying) is None or saying.speaker is None:
        return saying.record.speaker
    here, there = name_words(saying.speaker.name), name_words(saying.record.speaker)
    known = doubted or bool(here & heard.get(saying.record.record, frozenset()))
    other = saying.speaker.type == "person" and bool(there) and not here & there and known
    return saying.record.speaker if other else None
