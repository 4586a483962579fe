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
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.answers import AUTHOR, UNKNOWN, Answer, Reading, either, entity_answer, named
from quoth.attributions.antecedents import read_discourse
from quoth.attributions.names import Cast, Naming, read_cast
from quoth.attributions.phrases import Phrase, read_phrase
from quoth.attributions.pronouns import person, pronoun
from quoth.attributions.unsourced import without_source
from quoth.quotation import quotations
from quoth.types import Article, Attribution, Mention, Speaker

_NAMED_AFTER = lex.words("campaign administration team office camp")
_HOLDERS = 40  # of one role, looked at, at most: keeps hostile text linear
_ANIMATE = re.compile(r"(?:[^e]er|or|ist|ian|man|woman|ee|eer|ant|person)$")
# Nouns that news copy uses, with "the", for a person it has just named without having called them so.
_VARIATION = lex.words("""
    nominee candidate billionaire mogul businessman businesswoman tycoon developer politician lawmaker democrat
    republican actor actress singer author writer veteran star host frontrunner front-runner contender hopeful
    conservative liberal native player
    senator governor congressman congresswoman mayor minister professor general doctor
    """)


def resolve(article: Article, attributions: Sequence[Attribution], mentions: Sequence[Mention]) -> list[Attribution]:
    """`attributions` in the same order, each with `speaker`, or with None and a `reason`.

    A name's words stand in the article in their order; the name is empty for the types author and unknown. Several
    named people are joined with " and ". Works without mentions, on capitalised runs alone, but worse.
    """
    text = article.text
    sources = sorted((s.start, s.end) for a in attributions for s in a.source)
    cast = read_cast(text, [m for m in mentions if 0 <= m.start < m.end <= len(text)], sources)
    spans = [(q.start, q.end) for q in quotations(text) if q.depth == 0]
    reading = Reading(cast, read_discourse(cast, spans))
    reading.bodies = _bodies(cast)
    for i, e in enumerate(cast.entities):
        for role in e.roles if e.kind == "person" else ():
            reading.holders.setdefault(role, []).append(i)
    order = sorted(range(len(attributions)), key=lambda i: _place(attributions[i]))
    answers: dict[int, Answer] = {}
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
        answers[i] = without_source(reading, attributions[i], answers.get(enclosing.get(i, -1)))
    return [_answered(a, answers[i]) for i, a in enumerate(attributions)]


def _answered(a: Attribution, answer: Answer) -> Attribution:
    """`a` with its speaker, and with a reason wherever there is no name."""
    reason = answer.reason
    if reason is None and answer.speaker is not None and answer.speaker.type == "unknown":
        reason = "no name was found for the source" if a.source else "no source was found"
    return replace(a, speaker=answer.speaker, reason=reason)


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


def _answer(reading: Reading, phrase: Phrase) -> Answer:
    if phrase.form == "none":
        return Answer(UNKNOWN)
    if phrase.form == "pronoun":
        return pronoun(reading, phrase)
    if phrase.form == "named":
        return named(reading, phrase.named, phrase.text)
    return _common(reading, phrase)


def _common(reading: Reading, phrase: Phrase) -> Answer:
    head, owner = phrase.head, phrase.owner
    written = head in lex.WRITTEN_NOUNS
    if written:
        answer = _issuer(reading, phrase)
        if answer.speaker and answer.speaker.name:
            reading.issuers[head] = answer
        return answer
    alive = head in lex.PERSON_NOUNS or (_ANIMATE.search(head) is not None and head not in lex.BODY_NOUNS)
    if phrase.plural and head not in lex.BODY_NOUNS and (alive or head in lex.PLURAL_PEOPLE or owner is None):
        return Answer(Speaker(phrase.text, "group"))
    if head in lex.BODY_NOUNS:
        return _body(reading, phrase)
    if not alive:
        owns = owner is not None and (not isinstance(owner, Naming) or owner.possessive)
        return _owner(reading, phrase) if owns else Answer(_nobody(phrase))
    early = reading.cast.paragraph(phrase.start) <= 2
    if (phrase.definite or early) and (found := _by_role(reading, phrase)):
        return found
    if phrase.definite and owner is None and head in _VARIATION and not phrase.plural:
        answer = person(reading, "person", phrase.start, phrase.text)
        if answer.speaker and (head not in lex.TITLES or not reading.cast.entities[answer.entities[0]].roles):
            return answer
    return Answer(Speaker(phrase.text, "unnamed"))


def _nobody(phrase: Phrase) -> Speaker:
    return (
        Speaker(phrase.text, "group")
        if phrase.head in lex.PLURAL_PEOPLE or phrase.head in ("one", "percent")
        else UNKNOWN
    )


def _owner(reading: Reading, phrase: Phrase) -> Answer:
    """The owner of what cannot speak itself: "Quill’s decision", "her warning"."""
    if isinstance(phrase.owner, Naming):
        return named(reading, [phrase.owner], phrase.text)
    if phrase.owner in ("my", "our"):
        return Answer(AUTHOR)
    if phrase.owner in ("his", "her"):
        return person(reading, phrase.owner, phrase.start, phrase.text)
    return pronoun(reading, replace(phrase, pronoun=phrase.owner or "it"))


def _issuer(reading: Reading, phrase: Phrase) -> Answer:
    """Whoever issued a report, a poll, a letter; unknown where the article does not say."""
    if phrase.owner is not None:
        return _owner(reading, phrase)
    bodies = [n for n in phrase.issuer if n.entity is not None]
    if bodies:
        people = [reading.cast.entities[n.entity or 0].kind == "person" for n in bodies]
        return named(reading, bodies if len(set(people)) == 1 else bodies[:1], "")
    if phrase.definite:
        return reading.issuers.get(phrase.head, Answer(UNKNOWN))
    return Answer(UNKNOWN)


def _body(reading: Reading, phrase: Phrase) -> Answer:
    """A body by its common noun: "the Quill campaign", "the bank", "his campaign"."""
    cast, at = reading.cast, phrase.start
    if phrase.plural:
        return Answer(Speaker(phrase.text, "group"))
    if isinstance(phrase.owner, Naming):
        return Answer(Speaker(phrase.body, "organization"))
    if isinstance(phrase.owner, str):
        answer = _owner(reading, phrase)
        if answer.entities:
            surname = cast.entities[answer.entities[0]].words[-1]
            for _, head, name in reading.bodies:
                if head == phrase.head and surname in name.casefold():
                    return Answer(Speaker(name, "organization"))
        return Answer(Speaker(phrase.text, "group"))
    if not phrase.definite:
        return Answer(Speaker(phrase.text, "unnamed"))
    before = [(p, n) for p, h, n in reading.bodies if h == phrase.head and p < at]
    if before:
        return Answer(Speaker(before[-1][1], "organization"))
    k = cast.naming_at(at)
    called = [
        n.entity
        for n in cast.namings[max(0, k - 400) : k]
        if n.entity is not None and phrase.head in cast.entities[n.entity].words
    ]
    if called:
        return entity_answer(reading, called[-1])
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
            return entity_answer(reading, entity)
        if could:
            return Answer(None, f"“{phrase.text}” could be {either([cast.entities[i].name for i in could])}")
    return Answer(Speaker(re.sub(r"^[Tt]he\s+", "", phrase.text), "organization"))


def _bodies(cast: Cast) -> list[tuple[int, str, str]]:
    """Bodies called after somebody ("Quill campaign", "Moss’s office"): place, common noun, the words as they stand."""
    out = []
    for n in cast.namings:
        i = cast.word_at(n.end)
        word = cast.words[i] if i < len(cast.words) else None
        if word and word.fold in _NAMED_AFTER and len(cast.text[n.end : word.start]) <= 3:
            shown = " ".join(cast.text[n.start : word.end].split())
            out.append((n.start, word.fold, re.sub(r"^[Tt]he\s+", "", shown)))
    return out


def _by_role(reading: Reading, phrase: Phrase) -> Answer | None:
    """The person introduced in a role that the phrase's noun may stand for ("the congressman" after "Rep. Quill")."""
    cast = reading.cast
    holders = sorted({i for role in lex.roles_like(phrase.head) for i in reading.holders.get(role, ())[:_HOLDERS]})
    exact = [i for i in holders if phrase.head in cast.entities[i].roles]
    holders = exact or holders  # "the minister" is a minister before a general secretary
    if not holders:
        return None
    early = cast.paragraph(phrase.start) <= 2
    if len(holders) > 1 and cast.paragraph(phrase.start) <= 1:
        return entity_answer(reading, min(holders, key=lambda h: cast.entities[h].first))
    if len(holders) > 1:
        told = phrase.modifiers - lex.DETERMINERS
        fit = {i: len(told & cast.entities[i].intro) for i in holders}
        holders = [i for i in holders if fit[i] == max(fit.values())]
    if len(holders) == 1:
        known = cast.entities[holders[0]].first < phrase.start
        if phrase.definite or early:
            return entity_answer(reading, holders[0]) if known or early else None
        return None
    if not phrase.definite:
        return None
    events = reading.discourse.events
    i = bisect_left(events, phrase.start, key=lambda e: e.at)
    for event in reversed(events[max(0, i - 60) : i]):
        if event.entity in holders:
            return entity_answer(reading, event.entity)
    return Answer(None, f"“{phrase.text}” could be {either([cast.entities[h].name for h in holders[:3]])}")
