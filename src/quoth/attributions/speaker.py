"""Who is speaking: each source resolved to the fullest name its article gives, or to an honest kind of nobody.

`resolve` reads the article's cast (names.py), what kind of phrase each source is (phrases.py), whom pronouns mean
(antecedents.py), and for an attribution without a source the layout around it: the attribution beside it in its
paragraph, a quotation that runs on, "— Commissioner Quill" after it, "QUILL:" before it.

What guards it: a name is only given when it stands in the article; where two people could be meant the speaker is None
and `reason` says who. What it does not do: look anything up outside the article ("the Republican nominee" stays
unresolved unless the article says of somebody that they are the nominee).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quoth.attributions import lexicon as lex
from quoth.attributions.antecedents import Discourse, read_discourse
from quoth.attributions.names import Cast, Naming, read_cast
from quoth.attributions.phrases import Phrase, read_phrase
from quoth.quotation import Quotation, quotations
from quoth.types import Article, Attribution, Mention, Speaker, SpeakerType

UNKNOWN = Speaker("", "unknown")
AUTHOR = Speaker("", "author")

_DASH_CREDIT = re.compile(r"[\s.,”\"’']{0,6}(?:--|[—–-])\s{0,2}(?=[A-Z@])")
_LINE_CREDIT = re.compile(r"(?:^|\n)[ \t]*(?:From |FROM )?([A-Z][^\n:“\"]{1,60}?):[ \t]*\n?[ \t]*[“\"]?$")
_ANIMATE = re.compile(r"(?:[^e]er|or|ist|ian|man|woman|ee|eer|ant|person)$")
# Nouns that news copy uses, with "the", for a person it has just named without having called them so.
_VARIATION = frozenset(
    """
    nominee candidate billionaire mogul businessman businesswoman tycoon developer politician lawmaker democrat
    republican actor actress singer author writer veteran star host frontrunner front-runner contender hopeful
    conservative liberal native player star man woman
    senator governor congressman congresswoman mayor minister professor general doctor
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Answer:
    speaker: Speaker | None
    reason: str | None = None
    entities: tuple[int, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One article while its speakers are resolved: `said` are the answers so far, by place."""

    cast: Cast
    discourse: Discourse
    quotes: tuple[Quotation, ...]
    said: list[tuple[int, _Answer, int]] = field(default_factory=list)
    issuers: dict[str, _Answer] = field(default_factory=dict)
    bodies: list[tuple[int, str, str]] = field(default_factory=list)


def resolve(article: Article, attributions: Sequence[Attribution], mentions: Sequence[Mention]) -> list[Attribution]:
    """`attributions` in the same order, each with `speaker`, or with None and a `reason`.

    A name's words stand in the article in their order; the name is empty for the types author and unknown. Several
    named people are joined with " and ". Works without mentions, on capitalised runs alone, but worse.
    """
    text = article.text
    sources = sorted((s.start, s.end) for a in attributions for s in a.source)
    cast = read_cast(text, [m for m in mentions if 0 <= m.start < m.end <= len(text)], sources)
    quotes = quotations(text)
    spans = [(q.start, q.end) for q in quotes if q.depth == 0]
    reading = _Reading(cast, read_discourse(cast, spans), quotes)
    reading.bodies = _bodies(cast)
    order = sorted(range(len(attributions)), key=lambda i: _place(attributions[i]))
    answers: dict[int, _Answer] = {}
    enclosing = _enclosing(attributions)
    later: list[int] = []
    for i in order:
        a = attributions[i]
        if not a.source:
            later.append(i)
            continue
        start, end = _extent(text, a)
        stop = min((s.start for s in (*a.cue, *a.content) if s.start >= end), default=0)
        phrase = read_phrase(cast, start, end, stop)
        if phrase.pronoun in lex.FIRST_PERSON and (i in enclosing or _quoted(spans, start)):
            later.append(i)
            continue
        answers[i] = _answer(reading, phrase)
        for entity in answers[i].entities:
            reading.discourse.spoke(entity, phrase.start)
        reading.said.append((start, answers[i], max(end, a.content[-1].end)))
    for i in later:
        answers[i] = _without_source(reading, attributions, i, answers, enclosing.get(i))
    return [replace(a, speaker=answers[i].speaker, reason=answers[i].reason) for i, a in enumerate(attributions)]


def _place(a: Attribution) -> tuple[int, int]:
    return (a.source[0].start if a.source else a.start, a.start)


def _extent(text: str, a: Attribution) -> tuple[int, int]:
    """The stretch of the source; where its pieces lie apart, the piece nearest to the cue."""
    start, end = a.source[0].start, a.source[-1].end
    if len(a.source) > 1 and (end - start > 250 or "\n" in text[start:end]):
        at = (a.cue or a.content)[0].start
        piece = min(a.source, key=lambda s: min(abs(s.start - at), abs(s.end - at)))
        start, end = piece.start, piece.end
    return start, min(end, start + 600)


def _quoted(spans: Sequence[tuple[int, int]], at: int) -> bool:
    i = bisect_left(spans, at + 1, key=lambda s: s[0])
    return i > 0 and spans[i - 1][0] <= at < spans[i - 1][1]


def _enclosing(attributions: Sequence[Attribution]) -> dict[int, int]:
    """For each attribution whose source (or content) lies in another's content, the innermost such other."""
    pieces = sorted((s.start, -s.end, i) for i, a in enumerate(attributions) for s in a.content)
    out: dict[int, int] = {}
    open_: list[tuple[int, int]] = []
    k = 0
    places = sorted((_place(a)[0], i) for i, a in enumerate(attributions))
    for at, i in places:
        while k < len(pieces) and pieces[k][0] <= at:
            open_.append((-pieces[k][1], pieces[k][2]))
            k += 1
        open_ = [o for o in open_ if o[0] > at][-16:]
        outer = [j for _, j in open_ if j != i and attributions[j].content != attributions[i].content]
        if outer:
            out[i] = outer[-1]
    return out


# --- what a phrase says -------------------------------------------------------------------------------------------


def _answer(reading: _Reading, phrase: Phrase) -> _Answer:
    if phrase.form == "none":
        return _Answer(UNKNOWN)
    if phrase.form == "pronoun":
        return _pronoun(reading, phrase)
    if phrase.form == "named":
        return _named(reading, phrase.named, phrase.text)
    return _common(reading, phrase)


def _named(reading: _Reading, named: Sequence[Naming], text: str) -> _Answer:
    entities = []
    for n in named:
        if n.entity is None:
            names = [reading.cast.entities[i].name for i in n.others]
            return _Answer(None, f"“{reading.cast.text[n.start : n.end]}” could be {_or(names)}")
        if n.entity not in entities:
            entities.append(n.entity)
    if not entities:
        return _Answer(Speaker(text, "unnamed") if text else UNKNOWN)
    people = [reading.cast.entities[e] for e in entities]
    kind: SpeakerType = "person" if people[0].kind == "person" else "organization"
    if any((p.kind == "person") != (kind == "person") for p in people):
        return _Answer(Speaker(text, "group"), entities=tuple(entities))
    return _Answer(Speaker(" and ".join(p.name for p in people), kind), entities=tuple(entities))


def _entity(reading: _Reading, entity: int) -> _Answer:
    e = reading.cast.entities[entity]
    return _Answer(Speaker(e.name, "person" if e.kind == "person" else "organization"), entities=(entity,))


def _or(names: Sequence[str]) -> str:
    return " or ".join(dict.fromkeys(names)) or "several"


def _pronoun(reading: _Reading, phrase: Phrase) -> _Answer:
    word, at = phrase.pronoun, phrase.start
    if word in lex.FIRST_PERSON:
        return _Answer(AUTHOR)
    if word == "you":
        return _Answer(Speaker(phrase.text, "group"))
    if word in ("who", "whom", "whose"):
        return _who(reading, phrase)
    if word in ("which", "that"):
        return _which(reading, at)
    before = _before(reading, at)
    if word in lex.THEY:
        if before and before[1].speaker and at - before[0] < 900:
            speaker = before[1].speaker
            if speaker.type in ("group", "organization") or " and " in speaker.name:
                return before[1]
        entity, _ = reading.discourse.antecedent(word, at)
        if entity is not None and _spoke_lately(reading, entity, at):
            return _entity(reading, entity)
        return _Answer(None, f"nobody before “{phrase.text}” fits it")
    if word in lex.IT:
        if (
            before
            and before[1].speaker
            and before[1].speaker.type == "organization"
            and _near(reading, before[2] - 1, at, 1)
        ):
            return before[1]
        entity, _ = reading.discourse.antecedent(word, at)
        if entity is not None and _spoke_lately(reading, entity, at):
            return _entity(reading, entity)
        return _Answer(UNKNOWN)
    return _person(reading, word, at, phrase.text)


def _spoke_lately(reading: _Reading, entity: int, at: int) -> bool:
    """Whether a body was the source of something in the last six attributions and three sentences, or the subject of
    something in the last two."""
    events = reading.discourse.events
    k = bisect_left(events, at, key=lambda e: e.at)
    for event in events[max(0, k - 30) : k]:
        if event.entity == entity and event.subject and not event.quoted and _near(reading, event.at, at, 1):
            return True
    i = bisect_left(reading.said, at, key=lambda s: s[0])
    return any(
        entity in answer.entities and _near(reading, end - 1, at, 3)
        for _, answer, end in reading.said[max(0, i - 6) : i]
    )


def _person(reading: _Reading, word: str, at: int, shown: str) -> _Answer:
    entity, could = reading.discourse.antecedent(word, at)
    if entity is not None:
        return _entity(reading, entity)
    names = [reading.cast.entities[i].name for i in could]
    return _Answer(None, f"“{shown}” could be {_or(names)}" if names else f"nobody named before “{shown}” fits it")


def _before(reading: _Reading, at: int) -> tuple[int, _Answer, int] | None:
    i = bisect_left(reading.said, at, key=lambda s: s[0])
    return reading.said[i - 1] if i else None


def _near(reading: _Reading, a: int, b: int, sentences: int) -> bool:
    return reading.cast.sentence(b) - reading.cast.sentence(a) <= sentences


def _who(reading: _Reading, phrase: Phrase) -> _Answer:
    cast, at = reading.cast, phrase.start
    i = bisect_left(cast.words, at, key=lambda w: w.start)
    if not i:
        return _Answer(UNKNOWN)
    last = cast.words[i - 1]
    sentence = cast.sentences[cast.sentence(at) - 1] if cast.sentence(at) else 0
    namings = cast.within(max(sentence, at - 400), at)
    if namings and namings[-1].end >= last.end:
        return _named(reading, namings[-1:], "")
    if group := _plural_before(reading, i, sentence):
        return group
    people = [n for n in namings if n.entity is None or cast.entities[n.entity].kind == "person"]
    if people:
        return _named(reading, people[-1:], "")
    return _Answer(None, "the words before “who” name nobody")


_VERBS = frozenset("are is was were be been have has had there said says".split())


def _plural_before(reading: _Reading, i: int, sentence: int) -> _Answer | None:
    """The group named by a plural noun just before word `i`: "some economists who", "cities that"."""
    cast = reading.cast
    last = cast.words[i - 1]
    if not (last.text[0].islower() and lex.is_plural(last.fold) or last.fold in lex.PLURAL_PEOPLE):
        return None
    if lex.singular(last.fold) in lex.WRITTEN_NOUNS or last.fold in lex.WRITTEN_NOUNS:
        return None
    start = last.start
    for w in reversed(cast.words[max(0, i - 6) : i - 1]):
        gap = cast.text[w.end : start]
        if gap != " " or w.fold in lex.PREPOSITIONS | lex.CONJUNCTIONS | _VERBS or w.start < sentence:
            break
        start = w.start
        if w.fold in lex.DETERMINERS:
            break
    return _Answer(Speaker(" ".join(cast.text[start : last.end].split()), "group"))


def _which(reading: _Reading, at: int) -> _Answer:
    cast = reading.cast
    i = bisect_left(cast.words, at, key=lambda w: w.start)
    if not i:
        return _Answer(UNKNOWN)
    last = cast.words[i - 1]
    namings = cast.within(last.start, last.end)
    if namings and namings[-1].entity is not None and cast.entities[namings[-1].entity].kind != "person":
        return _named(reading, namings[-1:], "")
    noun = lex.singular(last.fold)
    if (
        noun not in lex.WRITTEN_NOUNS
        and (noun in lex.PERSON_NOUNS or noun in lex.BODY_NOUNS)
        and (group := _plural_before(reading, i, 0))
    ):
        return group
    return reading.issuers.get(noun, _Answer(UNKNOWN))


def _common(reading: _Reading, phrase: Phrase) -> _Answer:
    head, owner = phrase.head, phrase.owner
    written = head in lex.WRITTEN_NOUNS
    if written:
        answer = _issuer(reading, phrase)
        if answer.speaker and answer.speaker.name:
            reading.issuers[head] = answer
        return answer
    person = head in lex.PERSON_NOUNS or (_ANIMATE.search(head) is not None and head not in lex.BODY_NOUNS)
    if phrase.plural and head not in lex.BODY_NOUNS and (person or head in lex.PLURAL_PEOPLE or owner is None):
        return _Answer(Speaker(phrase.text, "group"))
    if head in lex.BODY_NOUNS:
        return _body(reading, phrase)
    if not person:
        owns = owner is not None and (not isinstance(owner, Naming) or owner.possessive)
        return _owner(reading, phrase) if owns else _Answer(_nobody(phrase))
    early = reading.cast.paragraph(phrase.start) <= 2
    if phrase.definite or early:
        if answer := _by_role(reading, phrase):
            return answer
    if phrase.definite and owner is None and head in _VARIATION and not phrase.plural:
        answer = _person(reading, "person", phrase.start, phrase.text)
        if answer.speaker and (head not in lex.TITLES or not reading.cast.entities[answer.entities[0]].roles):
            return answer
    return _Answer(Speaker(phrase.text, "unnamed"))


def _nobody(phrase: Phrase) -> Speaker:
    return (
        Speaker(phrase.text, "group")
        if phrase.head in lex.PLURAL_PEOPLE or phrase.head in ("one", "percent")
        else UNKNOWN
    )


def _owner(reading: _Reading, phrase: Phrase) -> _Answer:
    """The owner of what cannot speak itself: "Quill’s decision", "her warning"."""
    if isinstance(phrase.owner, Naming):
        return _named(reading, [phrase.owner], phrase.text)
    if phrase.owner in ("my", "our"):
        return _Answer(AUTHOR)
    if phrase.owner in ("his", "her"):
        return _person(reading, phrase.owner, phrase.start, phrase.text)
    return _pronoun(reading, replace(phrase, pronoun=phrase.owner or "it"))


def _issuer(reading: _Reading, phrase: Phrase) -> _Answer:
    """Whoever issued a report, a poll, a letter; unknown where the article does not say."""
    if phrase.owner is not None:
        return _owner(reading, phrase)
    bodies = [n for n in phrase.issuer if n.entity is not None]
    if bodies:
        people = [reading.cast.entities[n.entity or 0].kind == "person" for n in bodies]
        return _named(reading, bodies if len(set(people)) == 1 else bodies[:1], "")
    if phrase.definite:
        return reading.issuers.get(phrase.head, _Answer(UNKNOWN))
    return _Answer(UNKNOWN)


def _body(reading: _Reading, phrase: Phrase) -> _Answer:
    """A body by its common noun: "the Quill campaign", "the bank", "his campaign"."""
    cast, at = reading.cast, phrase.start
    if phrase.plural:
        return _Answer(Speaker(phrase.text, "group"))
    if isinstance(phrase.owner, Naming):
        return _Answer(Speaker(phrase.body, "organization"))
    if isinstance(phrase.owner, str):
        answer = _owner(reading, phrase)
        if answer.entities:
            surname = cast.entities[answer.entities[0]].words[-1]
            for _, head, name in reading.bodies:
                if head == phrase.head and surname in name.casefold():
                    return _Answer(Speaker(name, "organization"))
        return _Answer(Speaker(phrase.text, "group"))
    if not phrase.definite:
        return _Answer(Speaker(phrase.text, "unnamed"))
    named = [(p, n) for p, h, n in reading.bodies if h == phrase.head and p < at]
    if named:
        return _Answer(Speaker(named[-1][1], "organization"))
    called = [
        n
        for n in cast.namings
        if n.start < at and n.entity is not None and phrase.head in cast.entities[n.entity].words
    ]
    if called:
        return _entity(reading, called[-1].entity or 0)
    if not phrase.modifiers - {"the", "this", "that"} and phrase.head not in (
        "government",
        "administration",
        "military",
        "army",
        "police",
        "public",
        "court",
        "house",
        "team",
    ):
        entity, could = reading.discourse.antecedent("it", at)
        if entity is not None and cast.entities[entity].kind == "organization":
            return _entity(reading, entity)
        if could:
            return _Answer(None, f"“{phrase.text}” could be {_or([cast.entities[i].name for i in could])}")
    return _Answer(Speaker(re.sub(r"^[Tt]he\s+", "", phrase.text), "organization"))


def _bodies(cast: Cast) -> list[tuple[int, str, str]]:
    """Bodies called after somebody ("Quill campaign", "Moss’s office"): place, common noun, the words as they stand."""
    out = []
    for n in cast.namings:
        i = bisect_left(cast.words, n.end, key=lambda w: w.start)
        if i < len(cast.words) and cast.words[i].fold in ("campaign", "administration", "team", "office", "camp"):
            if len(cast.text[n.end : cast.words[i].start]) <= 3:
                shown = " ".join(cast.text[n.start : cast.words[i].end].split())
                out.append((n.start, cast.words[i].fold, re.sub(r"^[Tt]he\s+", "", shown)))
    return out


def _by_role(reading: _Reading, phrase: Phrase) -> _Answer | None:
    """The person introduced in a role that the phrase's noun may stand for ("the congressman" after "Rep. Quill")."""
    cast = reading.cast
    like = lex.roles_like(phrase.head)
    holders = [i for i, e in enumerate(cast.entities) if e.kind == "person" and e.roles & like]
    if not holders:
        return None
    early = cast.paragraph(phrase.start) <= 2
    if len(holders) > 1 and cast.paragraph(phrase.start) <= 1:
        return _entity(reading, min(holders, key=lambda h: cast.entities[h].first))
    if len(holders) > 1:
        fit = {i: len(phrase.modifiers & cast.entities[i].intro) for i in holders}
        holders = [i for i in holders if fit[i] == max(fit.values())]
    if len(holders) == 1:
        known = cast.entities[holders[0]].first < phrase.start
        if phrase.definite or early:
            return _entity(reading, holders[0]) if known or early else None
        return None
    if not phrase.definite:
        return None
    events = reading.discourse.events
    i = bisect_left(events, phrase.start, key=lambda e: e.at)
    for event in reversed(events[max(0, i - 60) : i]):
        if event.entity in holders:
            return _entity(reading, event.entity)
    return _Answer(None, f"“{phrase.text}” could be {_or([cast.entities[h].name for h in holders[:3]])}")


# --- without a source ---------------------------------------------------------------------------------------------


def _without_source(
    reading: _Reading, attributions: Sequence[Attribution], i: int, answers: dict[int, _Answer], outer: int | None
) -> _Answer:
    """The speaker of words that no source goes with, from what stands beside them."""
    a, cast = attributions[i], reading.cast
    text = cast.text
    if a.source:
        if outer is not None and outer in answers and answers[outer].speaker:
            return answers[outer]
        return _Answer(None, f"“{a.source[0].text}” stands in quotation marks that nobody is named for")
    if m := _DASH_CREDIT.match(text, a.content[-1].end):
        named = cast.within(m.end(), min(len(text), m.end() + 70))
        line = text.find("\n", m.end())
        if named and (line < 0 or named[0].start < line) and not re.search(r"[.!?]\s", text[m.end() : named[0].start]):
            return _named(reading, named[:1], "")
    if m := _LINE_CREDIT.search(text, max(0, a.start - 90), a.start + 1):
        named = cast.within(m.start(1), m.end(1))
        if named:
            return _named(reading, named[-1:], "")
    if a.cue and (answer := _shared_subject(reading, a)):
        return answer
    if a.kind == "indirect":
        return _Answer(UNKNOWN)
    return _neighbour(reading, attributions, i, answers)


def _shared_subject(reading: _Reading, a: Attribution) -> _Answer | None:
    """ "Quill praised the plan and urged …", "…, citing": a verb that shares the subject of one before it in its
    sentence. Guarded: the verb must follow "and", "but", "then" or a comma with -ing, and not be passive."""
    cast, at = reading.cast, a.cue[0].start
    before = _before(reading, at)
    words = cast.words_in(max(0, at - 40), at)
    first = cast.words_in(at, a.cue[0].end)[:1]
    if not before or not first or cast.sentence(before[0]) != cast.sentence(at) or not before[1].speaker:
        return None
    if re.match(r"(?:is|are|was|were|be|been|seems?|looks?|appears?)\b", first[0].fold):
        return None
    joined = (
        bool(words)
        and words[-1].fold in ("and", "but", "then", "also")
        and first[0].fold.endswith(("ed", "s", "id", "old", "ote"))
    )
    return before[1] if joined or first[0].fold.endswith("ing") else None


def _neighbour(reading: _Reading, attributions: Sequence[Attribution], i: int, answers: dict[int, _Answer]) -> _Answer:
    """The speaker beside a free-standing quotation: of its paragraph, else of the one before when that ended quoted."""
    a, cast = attributions[i], reading.cast
    if a.cue:
        return _Answer(UNKNOWN)
    paragraph = cast.paragraph(a.start)
    before = _before(reading, a.start)
    after = bisect_left(reading.said, a.start, key=lambda s: s[0])
    if before and cast.paragraph(before[0]) == paragraph and before[1].speaker:
        return before[1]
    if after < len(reading.said) and cast.paragraph(reading.said[after][0]) == paragraph:
        return reading.said[after][1]
    if before and paragraph - cast.paragraph(before[0]) <= 2 and before[1].speaker and before[1].speaker.name:
        return before[1]
    return _Answer(None, "a quotation without a source, and nobody speaks beside it")
