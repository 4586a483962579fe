"""Whom a pronoun means: the persons and bodies named before it, weighed.

A person named is weighed by nearness, by being the subject of a sentence, by having spoken before and by how often the
article names them; what stands inside somebody's words counts less. Gender comes from titles, given names and the
pronouns already bound. Where the two best weigh nearly the same the answer is withheld.

After Hobbs' (1978) and Lappin and Leass' (1994) salience factors, without a parser: a subject is a name that no
preposition and no possessive goes with.
A case it gets wrong: "Quill met Moss on Friday. He said": both could be meant, and the subject is preferred.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from quoth.attributions import lexicon as lex
from quoth.attributions.names import Cast

# Weights and margin were set on PolNeAR dev's twelve labelled articles, 108 pronouns of GUM's news, interviews, essays
# and biographies (96 right), and 247 sources of PolNeAR train on which CoreNLP has a name to say (214 the same).
_SENTENCE, _SUBJECT, _SPOKE, _QUOTED, _OWNED, _BOUND, _OFTEN, _PARAGRAPH = 1.0, 0.9, 0.9, 1.6, 0.1, 0.5, 0.15, 0.3
_MARGIN = 0.3
_FIRST, _NEXT, _NEW = 0.2, 0.0, 0.7
_MAIN = 0.9  # for the subject of the clause that the pronoun's own hangs on: "Quill left when he"
_HEADED = 1.0  # less for a headline’s names: the body begins anew
_WINDOW = 60  # namings looked back at
_REACH = 7  # sentences


@dataclass(slots=True)
class Event:
    """A place where an entity is meant: by name, or by a pronoun that was resolved."""

    at: int
    entity: int
    subject: bool
    quoted: bool
    owned: bool
    sentence: int
    paragraph: int
    pronoun: bool = False
    spoke: bool = False
    first: bool = False


@dataclass(slots=True)
class Discourse:
    """What has been named so far, in the order of the text, and how often each entity is named in all."""

    cast: Cast
    events: list[Event]
    often: dict[int, int] = field(default_factory=dict)
    told: Sequence[int] = ()  # where sentences begin, those within quotations left out: a long quotation is one
    headline: int = 0  # where the headline ends

    def sentence(self, at: int) -> int:
        """The number of the sentence at `at`, a quotation of several counted as one."""
        return bisect_right(self.told, at)

    def spoke(self, entity: int, at: int) -> None:
        """Remembers that `entity` is the source at `at`."""
        i = bisect_left(self.events, at, key=lambda e: e.at)
        for event in self.events[i : i + 3]:
            if event.entity == entity and event.at < at + 60:
                event.spoke = True
                return
        here, paragraph = self.sentence(at), self.cast.paragraph(at)
        self.events.insert(i, Event(at, entity, True, False, False, here, paragraph, pronoun=True, spoke=True))

    def antecedent(
        self, pronoun: str, at: int, *, quoted: bool = False, never: Container[int] = ()
    ) -> tuple[int | None, list[int]]:
        """The entity that `pronoun` at `at` means, or None with those it could be, best first; none of `never`.

        `quoted`: the pronoun stands in somebody's words, in which names count for as much as outside.
        """
        weights: dict[int, float] = {}
        agrees: dict[int, bool] = {}
        i = bisect_left(self.events, at, key=lambda e: e.at)
        here, paragraph = self.sentence(at), self.cast.paragraph(at)
        personal = pronoun in lex.HE_OR_SHE
        begins = _main_clause(self.cast, at) if personal else at
        for event in reversed(self.events[max(0, i - _WINDOW) : i]):
            away = here - event.sentence
            if away > _REACH:
                continue
            entity = event.entity
            if entity not in agrees:
                agrees[entity] = entity not in never and self.fits(pronoun, entity)
            if not agrees[entity]:
                continue
            weight = -_SENTENCE * min(away, 3) - 0.4 * max(0, away - 3)
            weight += _SUBJECT * event.subject + _SPOKE * event.spoke + _BOUND * event.pronoun + _FIRST * event.first
            if event.first and event.subject and away == 1:
                weight += _NEXT + _NEW * (event.at == self.cast.entities[entity].first)
            weight -= _OWNED * event.owned + _QUOTED * (event.quoted and not quoted)
            weight -= _PARAGRAPH * (event.paragraph != paragraph) + _HEADED * (event.at < self.headline <= at)
            weight += _OFTEN * min(self.often.get(entity, 1), 8)
            if event.first and event.subject and event.at >= begins and not event.quoted:
                weight += _MAIN
            if personal and self.cast.entities[entity].gender is None:
                weight -= 0.4
            weights[entity] = max(weight, weights.get(entity, -99.0))
        best = sorted(weights, key=lambda e: (-weights[e], e))
        if not best:
            return None, []
        if len(best) > 1 and weights[best[0]] - weights[best[1]] < _MARGIN:
            return None, best[:3]
        return best[0], best[:1]

    def fits(self, pronoun: str, at: int) -> bool:
        """Whether entity `at` is of the kind and, as far as that is known, of the gender of `pronoun`."""
        entity = self.cast.entities[at]
        if pronoun in lex.HE:
            return entity.kind == "person" and entity.gender != "f"
        if pronoun in lex.SHE:
            return entity.kind == "person" and entity.gender != "m"
        if pronoun in lex.IT | lex.THEY:
            return entity.kind == "organization"
        return entity.kind == "person"


def read_discourse(cast: Cast, quoted: Sequence[tuple[int, int]]) -> Discourse:
    """The namings of `cast` as events; genders unknown so far are learnt from pronouns that only one person fits, and
    pronouns outside `quoted` (stretches of quoted words, in order) are bound as they come.
    """
    often: dict[int, int] = {}
    for n in cast.namings:
        if n.entity is not None:
            often[n.entity] = often.get(n.entity, 0) + 1
    told = [s for s in cast.sentences if not _inside(quoted, s - 1)]
    named = [
        Event(
            n.start,
            n.entity,
            _subject(cast, n.start, n.end, n.possessive),
            _inside(quoted, n.start),
            n.possessive,
            bisect_right(told, n.start),
            cast.paragraph(n.start),
        )
        for n in cast.namings
        if n.entity is not None
    ]
    _bring_in(cast, told, named)
    pronouns = [w for w in cast.words if w.fold in _PERSONAL and not _inside(quoted, w.start)]
    _learn_genders(cast, named, [w.start for w in pronouns], [w.fold for w in pronouns])
    discourse = Discourse(cast, [], often, told, _headline(cast.text))
    k = 0
    for w in pronouns:
        while k < len(named) and named[k].at < w.start:
            discourse.events.append(named[k])
            k += 1
        entity, _ = discourse.antecedent(w.fold, w.start)
        if entity is not None:
            owned = w.fold in ("his", "her")
            discourse.events.append(
                Event(
                    w.start,
                    entity,
                    not owned and w.fold in ("he", "she"),
                    False,
                    owned,
                    discourse.sentence(w.start),
                    cast.paragraph(w.start),
                    pronoun=True,
                )
            )
    discourse.events += named[k:]
    return discourse


def _bring_in(cast: Cast, told: Sequence[int], named: Sequence[Event]) -> None:
    """Marks whom each sentence brings in: its first person and its first body ("Bellport Bank’s chief executive, Ada
    Quill, left"); where another clause opens it, the first person behind that ("As Ida Moss left, Ada Quill spoke").
    """
    for (sentence, person), group in itertools.groupby(
        sorted(named, key=lambda e: (e.sentence, cast.entities[e.entity].kind == "person", e.at)),
        key=lambda e: (e.sentence, cast.entities[e.entity].kind == "person"),
    ):
        events = list(group)
        clause = (
            _clause(cast, told[sentence - 1] if sentence else 0, events[-1].at) if person and len(events) > 1 else 0
        )
        next((e for e in events if e.at > clause), events[0]).first = True


def _main_clause(cast: Cast, at: int) -> int:
    """Where the sentence begins whose second clause a pronoun at `at` opens, "Quill left when he", no comma before it;
    `at` where it does not.
    """
    i = cast.word_at(at)
    opener = cast.words[i - 1] if i > 1 else None
    if opener is None or opener.fold not in lex.CLAUSE_OPENERS:
        return at
    here = cast.sentence(at)
    start = cast.sentences[here - 1] if here else 0
    before = cast.words[i - 2]
    joined = before.start >= start and "," not in cast.text[before.end : opener.start]
    return start if joined else at


def _clause(cast: Cast, start: int, end: int) -> int:
    """The place of the comma behind a clause that opens the sentence at `start` ("As Quill left,"); 0 without one."""
    opening = [w.fold for w in cast.words_in(start, min(end, start + 24))[:2]]
    if opening and opening[0] in ("just", "even"):
        opening = opening[1:]
    return max(0, cast.text.find(",", start, end)) if opening and opening[0] in lex.CLAUSE_OPENERS else 0


def _headline(text: str) -> int:
    """Where a first line ends that does not end as a sentence does; 0 where the text has none."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start, start + _LINE)
    shown = text[start : max(start, end)].rstrip()
    return end if shown and shown[-1] not in '.!?:;,”"’' else 0


_LINE = 200  # code points of a headline, at most
_PERSONAL = lex.words("he she his her him")


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    i = bisect_left(spans, at + 1, key=lambda s: s[0])
    return any(s <= at < e for s, e in spans[max(0, i - 2) : i])


def _subject(cast: Cast, start: int, end: int, possessive: bool) -> bool:
    if possessive:
        return False
    i = cast.word_at(start)
    before = cast.words[i - 1] if i else None
    if before is None or cast.sentence(before.start) != cast.sentence(start):
        return True
    if before.fold == "for" and i > 1 and cast.words[i - 2].fold == "as":
        return True  # "As for Quill, he"
    return (
        before.fold not in lex.PREPOSITIONS
        and not (before.fold in lex.DETERMINERS and i > 1 and cast.words[i - 2].fold in lex.PREPOSITIONS)
        and (end < len(cast.text))
    )


def _learn_genders(cast: Cast, named: Sequence[Event], places: Sequence[int], pronouns: Sequence[str]) -> None:
    """A person of unknown gender takes that of the pronouns that follow in the same or the next sentence when nobody
    else named there could be meant; three votes to one decide, or one to none. Who is named in somebody's words alone
    is not told of: in “Quill spoke of it,” she said, "she" is not Quill.
    """
    votes: dict[int, list[int]] = {}
    for at, pronoun in zip(places, pronouns, strict=True):
        i = bisect_left(named, at, key=lambda e: e.at)
        here = cast.sentence(at)
        near = [e for e in named[max(0, i - 12) : i] if here - cast.sentence(e.at) <= 1]
        people = {e.entity for e in near if cast.entities[e.entity].kind == "person"}
        if len(people) != 1 or cast.entities[person := people.pop()].gender is not None:
            continue
        if any(e.entity == person and not e.quoted for e in near):
            votes.setdefault(person, [0, 0])[pronoun in lex.SHE] += 1
    for entity, (he, she) in votes.items():
        if max(he, she) >= 1 and max(he, she) >= 3 * min(he, she):
            cast.entities[entity].gender = "f" if she > he else "m"
