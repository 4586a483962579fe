"""Who is speaking: each source resolved to the fullest name its article gives, or to an honest kind of nobody.

`resolve` reads the article's cast (`quoth.attributions.names`), what kind of phrase each source is
(`quoth.attributions.phrases`), whom pronouns mean (`antecedents`), and for an attribution without a source the layout
around it (`unsourced`): the attribution beside it in its paragraph, a quotation that runs on, "— Commissioner Quill"
after it, "QUILL:" before it. Each kind of source has a file of its own: `pronouns`, `they`, `relatives` ("who"),
`nouns`, `bodies`, `pairs` ("the two"), `issuers` ("the report").

What guards it: a name is only given when it stands in the article; where two people could be meant the speaker is None
and `reason` says who. What it does not do: look anything up outside the article ("the Republican nominee" stays
unresolved unless the article says of somebody that they are the nominee).
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.layouts.headlines import HEADLINES
from quoth.attributions.names import read_cast
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.passives import is_impersonal
from quoth.attributions.phrases import Phrase, read_phrase
from quoth.attributions.relate import blanked
from quoth.attributions.speaker.answers import UNKNOWN, Answer, Reading, named, near, said_before
from quoth.attributions.speaker.antecedents import read_discourse
from quoth.attributions.speaker.bodies import bodies_after
from quoth.attributions.speaker.issuers import Issue, family, issues_of
from quoth.attributions.speaker.letters import lettered
from quoth.attributions.speaker.nouns import common
from quoth.attributions.speaker.pairs import two_counted
from quoth.attributions.speaker.pronouns import pronoun, quoted_person
from quoth.attributions.speaker.relatives import relative
from quoth.attributions.speaker.unsourced import without_source
from quoth.quotation import Quotation, quotations
from quoth.types import Article, Attribution, Mention, Speaker


def resolve(
    article: Article,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    marks: Sequence[Quotation] | None = None,
) -> list[Attribution]:
    """`attributions` in the same order, each with `speaker`, or with None and a `reason`.

    A name's words stand in the article in their order; the name is empty for the types author and unknown. Several
    named people are joined with " and ". Works without mentions, on capitalised runs alone, but worse.
    """
    text = blanked(article)
    spans = [(q.start, q.end) for q in (quotations(text) if marks is None else marks) if q.depth == 0]
    reading = _reading(article, text, attributions, mentions, spans)
    enclosing = _enclosing(attributions)
    answers: dict[int, Answer] = {}
    bearers: set[int] = set()  # whose turns these are
    turn: tuple[int, tuple[int, ...]] = (-1, ())  # the paragraph of the last one, and whose it is
    later: dict[int, Phrase | None] = {}  # with the "he" or "she" that is somebody else than who says it
    for i in sorted(range(len(attributions)), key=lambda i: _place(attributions[i])):
        a = attributions[i]
        if not a.source:
            later[i] = None
            continue
        start, end = _extent(text, a)
        stop = min((s.start for s in (*a.cue, *a.content) if s.start >= end), default=0)
        phrase = read_phrase(reading.cast, start, end, stop)
        quoted, within = _quoted(spans, start), i in enclosing
        if phrase.pronoun in lex.FIRST_PERSON and (within or quoted):
            later[i] = None
        elif phrase.pronoun in lex.HE_OR_SHE and within and (quoted or _is_turn(attributions[enclosing[i]])):
            later[i] = phrase
        elif phrase.pronoun == "it" and a.cue and is_impersonal(a.cue[0].text):
            answers[i] = Answer(UNKNOWN)
        elif phrase.pronoun == "you" and (within or quoted or bearers):
            answers[i] = Answer(UNKNOWN, f"“{phrase.text}” is whoever is spoken to")  # else all who read
        else:
            never = _spoken_of(reading, a, phrase)
            if phrase.pronoun in lex.THEY | lex.IT:
                never = tuple(bearers)
            elif phrase.pronoun in lex.HE_OR_SHE and turn[0] == reading.cast.paragraph(phrase.start):
                never += turn[1]  # “she” in what Ada Quill answers is somebody else
            answers[i] = lettered(reading, a) or _answer(reading, phrase, never)
            if _is_turn(a):
                if a.kind == "indirect":  # with quotations in it two labels of PolNeAR dev say otherwise
                    bearers.update(answers[i].entities)
                turn = (reading.cast.paragraph(phrase.start), answers[i].entities)
            for entity in answers[i].entities:
                reading.discourse.spoke(entity, phrase.start)
            _remember(reading, a, answers[i], (start, end), quoted=quoted)
    for i, he in later.items():
        outer = answers.get(enclosing.get(i, -1))
        said = None if he is None else quoted_person(reading, he, outer)
        answers[i] = said or without_source(reading, attributions[i], outer)
    return [_answered(a, answers[i]) for i, a in enumerate(attributions)]


def _reading(
    article: Article,
    text: str,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    quoted: Sequence[tuple[int, int]],
) -> Reading:
    """The article before any source is resolved: its cast, whom its pronouns mean, its bodies, papers and offices."""
    sources = sorted((s.start, s.end) for a in attributions for s in a.source)
    cues = {s.start for a in attributions for s in a.cue}
    heads = [(p.start, p.end) for p in article.parts if p.kind == "headline"][:HEADLINES]
    cast = read_cast(text, [m for m in mentions if 0 <= m.start < m.end <= len(text)], sources, cues, heads)
    reading = Reading(cast, read_discourse(cast, quoted))
    reading.bodies, reading.issues = bodies_after(cast), issues_of(cast)
    for i, e in enumerate(cast.entities):
        for role in e.roles if e.kind == "person" else ():
            reading.holders.setdefault(role, []).append(i)
    return reading


def _remember(reading: Reading, a: Attribution, answer: Answer, source: tuple[int, int], *, quoted: bool) -> None:
    """Keeps who said `a`, for the sources after it; `quoted`: its source stands in quotation marks."""
    start, end = source
    reading.said.append((start, answer, max(end, a.content[-1].end)))
    if not quoted:
        reading.told.append(reading.said[-1])
    if a.cue:
        verb = (a.cue[-1].text.casefold().split() or [""])[-1]
        reading.verbs.append((a.cue[0].start, verb, answer))
        _written(reading, a, answer)


def _written(reading: Reading, a: Attribution, answer: Answer) -> None:
    """Remembers whose "the filing" will be after "Quill said in a filing", and "the tweet" after "she tweeted"."""
    if not answer.entities:
        return
    cast = reading.cast
    here = cast.sentence(a.cue[0].start)
    start, end = cast.sentences[here - 1] if here else 0, a.cue[-1].end
    found = [
        (m.end(1), m[1]) for m in _IN_WRITING.finditer(cast.text, max(start, a.cue[0].start - _REACH), end + _REACH)
    ]
    if tweeted := _TWEETED.search(a.cue[-1].text):
        found.append((end, tweeted[1]))
    for at, noun in found:
        inside = any(s.start <= at - 1 < s.end for s in a.content)
        if cast.sentence(at - 1) == here and not inside and lex.singular(noun) in _WRITINGS:
            insort(reading.issues, Issue(at, family(lex.singular(noun)), answer.entities, False), key=lambda i: i.at)


_REACH = 60  # code points before and behind a cue in which it is said that the words were written
_IN_WRITING = re.compile(r"\b[Ii]n (?:an?|his|her|its|their|the)(?: [\w’'-]+){0,2}? ([a-z]+)\b")
_TWEETED = re.compile(r"\b(tweet)ed\b")
_WRITINGS = lex.words("""
    filing letter statement tweet memo report complaint lawsuit brief email e-mail essay op-ed post petition affidavit
    column article editorial book memoir release message
    """)


def _answered(a: Attribution, answer: Answer) -> Attribution:
    """`a` with its speaker, and with a reason wherever there is no name."""
    reason = answer.reason
    if reason is None and answer.speaker is not None and answer.speaker.type == "unknown":
        reason = "no name was found for the source" if a.source else "no source was found"
    return replace(a, speaker=answer.speaker, reason=reason)


def _place(a: Attribution) -> tuple[int, int]:
    return (a.source[0].start if a.source else a.start, a.start)


def _extent(text: str, a: Attribution) -> tuple[int, int]:
    """The stretch of the source; where its pieces lie apart in `text`, the piece nearest to the cue."""
    start, end = a.source[0].start, a.source[-1].end
    apart = end - start > _FAR or len(" ".join(text[start:end].split())) > 250 or "\n" in text[start:end]
    if len(a.source) > 1 and apart:
        at = (a.cue or a.content)[0].start
        piece = min(a.source, key=lambda s: min(abs(s.start - at), abs(s.end - at)))
        start, end = piece.start, piece.end
    return start, min(end, start + (_FAR if len(a.source) > 1 else 600))


_FAR = 1_500  # code points between pieces of a source, all of which may be a box of links made blank


def _quoted(spans: Sequence[tuple[int, int]], at: int) -> bool:
    i = bisect_left(spans, at + 1, key=lambda s: s[0])
    return i > 0 and spans[i - 1][0] <= at < spans[i - 1][1]


_MARKS = "\"“”‘'"


def _is_turn(a: Attribution) -> bool:
    """Whether `a` is a turn of an interview: its words stand behind a label, without marks around them."""
    labelled = not a.cue or a.cue[0].text in (":", ".", "))")
    bare = a.kind == "indirect" or (a.kind == "mixed" and a.content[0].text[0] not in _MARKS)
    return labelled and bare and bool(a.source) and a.source[0].end <= a.content[0].start


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


def _spoken_of(reading: Reading, a: Attribution, phrase: Phrase) -> tuple[int, ...]:
    """Whom the words of `a` name, and who therefore does not say them: "Moss had left, she said" is not said by Moss,
    nor "“I spoke to Moss,” the president said" by a President Moss; and whom they are said to ("she told Moss").

    What guards it: a pronoun in a clause that hangs on the words ("Moss was accused of it, which she denied") may well
    mean who is named there, a description behind words without marks, too ("Moss had left, the senator said"), and
    either may where the name only says which body it is ("the Moss campaign").
    """
    cast = reading.cast
    described = phrase.form == "common"
    if not described and phrase.pronoun not in lex.HE_OR_SHE:
        return ()
    i = cast.word_at(phrase.start)
    hangs = described or (bool(i) and cast.words[i - 1].fold in _HANGING)
    namings = [
        n
        for s in a.content
        for n in cast.within(s.start, s.end)
        if not (hangs and s.end <= phrase.start) or (described and reading.discourse.is_quoted(n.start))
    ]
    if described and namings and cast.text[phrase.end : namings[0].start] + cast.text[namings[0].end :][:1] == ", ,":
        namings = namings[1:]  # "his wife, Ida Moss, said", of which the name was taken for said

    told = _addressee(cast, a)
    quoted = described and a.kind != "indirect"
    said = {n.entity for n in namings if n.entity is not None and (quoted or not _of_body(cast, n))}
    return tuple(said if told is None else said | {told})


def _addressee(cast: Cast, a: Attribution) -> int | None:
    """Who is named right behind the cue as whom it is said to: Moss in "she told Moss that"."""
    cue = a.cue[-1] if a.cue else None
    if cue is None or not cue.text.casefold().endswith(_TELLS):
        return None
    there = cast.within(cue.end, cue.end + 2)
    return there[0].entity if there and not there[0].possessive and cast.text[cue.end : there[0].start] == " " else None


_TELLS = ("told", "tells", "tell", "asked", "asks", "ask")
_HANGING = lex.CLAUSE_OPENERS | lex.RELATIVE


def _of_body(cast: Cast, n: Naming) -> bool:
    """Whether a name only says which body or place is meant: "the Quill campaign", "Quill Tower"."""
    i = cast.word_at(n.end)
    after = cast.words[i] if i < len(cast.words) else None
    if after is None or n.possessive or cast.text[n.end : after.start] != " ":
        return False
    return after.text[0].isupper() or after.fold in lex.BODY_NOUNS


def _answer(reading: Reading, phrase: Phrase, never: tuple[int, ...] = ()) -> Answer:
    if phrase.form == "none":
        return Answer(UNKNOWN)
    if _PEOPLE.fullmatch(phrase.text):
        return Answer(Speaker(phrase.text, "group"))
    if phrase.form == "pronoun":
        return relative(reading, phrase) if phrase.pronoun in lex.RELATIVE else pronoun(reading, phrase, never)
    if (two := two_counted(reading.cast, phrase.start, phrase.end)) is not None:
        known = two and not _unnamed_lately(reading, phrase.start)
        return named(reading, two, phrase.text) if known else Answer(Speaker(phrase.text, "group"))
    if phrase.form == "named":
        return named(reading, phrase.named, phrase.text)
    return common(reading, phrase, never)


_PEOPLE = re.compile(r"[Tt]he (?:[A-Z][a-z]+(?:ese|ish)|French|Dutch|Swiss)")
"""All of a people, whose word has no plural of its own: "the Ostrovese said"."""


def _unnamed_lately(reading: Reading, at: int) -> bool:
    """Whether somebody unnamed spoke in the sentence of `at`, or in the one before: "both" may be two such, but for
    "neither", who are the two themselves.
    """
    last = said_before(reading, at)
    speaker = last[1].speaker if last and near(reading, last[2] - 1, at, 1) else None
    return speaker is not None and speaker.type == "unnamed" and not speaker.name.startswith(("Neither", "neither"))
