"""Whom a pronoun means: the persons and bodies named before it, weighed.

A person named is weighed by nearness, by being the subject of a sentence, by having spoken before and by how often the
article names them; what stands inside somebody's words counts less. Gender comes from titles, given names and the
pronouns already bound. Where the two best weigh nearly the same the answer is withheld.

After Hobbs' (1978) and Lappin and Leass' (1994) salience factors, without a parser (`clauses`).
A case it gets wrong: "Quill met Moss on Friday. He said": both could be meant, and the subject is preferred.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.phrases.clauses import is_joined, is_subject, main_clause, opening_clause_end
from quoth.attributions.words import Word

# Weights and margin were set on PolNeAR dev's twelve labelled articles, 108 pronouns of GUM's news, interviews, essays
# and biographies (96 right), and 247 sources of PolNeAR train on which CoreNLP has a name to say (214 the same).
_SENTENCE, _FURTHER = 1.0, 0.4  # less for each sentence between; for those beyond the third
_SUBJECT = 0.9
_SPOKE = 0.9
_BOUND = 0.5  # for a pronoun that was resolved
_FIRST = 0.2  # for whom a sentence brings in
_NEW = 0.7  # … the sentence before, when it names them for the first time
_OWNED = 0.1  # less for "Quill’s", "his"
_QUOTED = 1.6  # less for what stands in quotation marks, for a pronoun outside of them
_PARAGRAPH = 0.3  # less for another paragraph
_HEADED = 1.0  # less for a headline’s names: the body begins anew
_OFTEN, _TIMES = 0.15, 8  # for each time that the article names them, up to that many
_MAIN = 0.9  # for the subject of the clause that the pronoun's own hangs on: "Quill left when he"
_UNSEXED = 0.4  # less for somebody of whom it is not known whether "he" or "she" fits
_MARGIN = 0.3
_WINDOW = 60  # namings looked back at
_REACH = 7  # sentences
_NEAR = 12  # namings before a pronoun from which a gender may be learnt
_LINE = 200  # code points of a headline, at most
_PERSONAL = lex.words("he she his her him")


@dataclass(slots=True)
class Event:
    """A place where an entity is meant: by name, or by a `pronoun` that was resolved. `first` says that its sentence
    brings the entity in, `spoke` that it is the source of something there.
    """

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A pronoun whose antecedent is looked for: its place, and where the clause begins that its own hangs on. `quoted`:
    it stands in somebody's words, in which names count for as much as outside.
    """

    at: int
    sentence: int
    paragraph: int
    clause: int
    personal: bool
    quoted: bool


@dataclass(slots=True)
class Discourse:
    """What has been named so far, in the order of the text, and how often each entity is named in all."""

    cast: Cast
    events: list[Event]
    often: Mapping[int, int] = field(default_factory=dict)
    told: Sequence[int] = ()  # where sentences begin, those within quotations left out: a long quotation is one
    headline: int = 0  # where the headline ends

    def sentence(self, at: int) -> int:
        """The number of the sentence at `at`, a quotation of several counted as one."""
        return bisect_right(self.told, at)

    def is_quoted(self, at: int) -> bool:
        """Whether whoever is named at `at` is named in somebody's words."""
        i = bisect_left(self.events, at, key=lambda e: e.at)
        return i < len(self.events) and self.events[i].at == at and self.events[i].quoted

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
        personal = pronoun in lex.HE_OR_SHE
        clause = main_clause(self.cast, at) if personal else at
        asked = _Asked(at, self.sentence(at), self.cast.paragraph(at), clause, personal, quoted)
        agrees: dict[int, bool] = {}
        weights: dict[int, float] = {}
        for event in self._lately(asked):
            entity = event.entity
            if entity not in agrees:
                agrees[entity] = entity not in never and self.fits(pronoun, entity)
            if agrees[entity]:
                weight = self._weight(event, asked)
                weights[entity] = max(weight, weights.get(entity, weight))
        best = sorted(weights, key=lambda e: (-weights[e], e))
        if not best:
            return None, []
        if len(best) > 1 and weights[best[0]] - weights[best[1]] < _MARGIN:
            return None, best[:3]
        return best[0], best[:1]

    def fits(self, pronoun: str, at: int) -> bool:
        """Whether entity `at` is of the kind and, as far as that is known, of the gender of `pronoun`."""
        entity = self.cast.entities[at]
        if pronoun in lex.IT | lex.THEY:
            return entity.kind == "organization"
        other = "f" if pronoun in lex.HE else "m" if pronoun in lex.SHE else ""
        return entity.kind == "person" and entity.gender != other

    def _lately(self, asked: _Asked) -> Iterator[Event]:
        """The events before a pronoun that it may mean, the last first."""
        i = bisect_left(self.events, asked.at, key=lambda e: e.at)
        events = reversed(self.events[max(0, i - _WINDOW) : i])
        return (e for e in events if asked.sentence - e.sentence <= _REACH)

    def _weight(self, event: Event, asked: _Asked) -> float:
        """How much speaks for `event` being what a pronoun goes back to."""
        entity = self.cast.entities[event.entity]
        away = asked.sentence - event.sentence
        brought_in = event.first and event.subject
        weight = -_SENTENCE * min(away, 3) - _FURTHER * max(0, away - 3)
        weight += _SUBJECT * event.subject + _SPOKE * event.spoke + _BOUND * event.pronoun + _FIRST * event.first
        weight += _NEW * (brought_in and away == 1 and event.at == entity.first)
        weight -= _OWNED * event.owned + _QUOTED * (event.quoted and not asked.quoted)
        weight -= _PARAGRAPH * (event.paragraph != asked.paragraph) + _HEADED * (event.at < self.headline <= asked.at)
        weight += _OFTEN * min(self.often.get(event.entity, 1), _TIMES)
        weight += _MAIN * (brought_in and event.at >= asked.clause and not event.quoted)
        weight -= _UNSEXED * (asked.personal and entity.gender is None)
        return weight


def read_discourse(cast: Cast, quoted: Sequence[tuple[int, int]]) -> Discourse:
    """The namings of `cast` as events; genders unknown so far are learnt from pronouns that only one person fits, and
    pronouns outside `quoted` (stretches of quoted words, in order) are bound as they come.
    """
    told = [s for s in cast.sentences if not _inside(quoted, s - 1)]
    often = Counter(n.entity for n in cast.namings if n.entity is not None)
    discourse = Discourse(cast, [], often, told, _headline(cast.text))
    named = [_named(discourse, n, n.entity, quoted) for n in cast.namings if n.entity is not None]
    _bring_in(cast, told, named)
    pronouns = [w for w in cast.words if w.fold in _PERSONAL and not _inside(quoted, w.start)]
    _learn_genders(cast, named, pronouns)
    k = 0
    for w in pronouns:
        until = bisect_left(named, w.start, k, key=lambda e: e.at)
        discourse.events += named[k:until]
        k = until
        entity, _ = discourse.antecedent(w.fold, w.start)
        if entity is not None:
            discourse.events.append(_bound(discourse, w, entity))
    discourse.events += named[k:]
    return discourse


def _named(discourse: Discourse, n: Naming, entity: int, quoted: Sequence[tuple[int, int]]) -> Event:
    """The event of a naming of `entity`."""
    cast = discourse.cast
    return Event(
        at=n.start,
        entity=entity,
        subject=is_subject(cast, n.start, n.end, possessive=n.possessive)
        and not _describes(cast, n, entity)
        and not _joined(cast, n),
        quoted=_inside(quoted, n.start),
        owned=n.possessive,
        sentence=discourse.sentence(n.start),
        paragraph=cast.paragraph(n.start),
    )


def _describes(cast: Cast, n: Naming, entity: int) -> bool:
    """Whether a person's name, as it has an article or "more" before it, only says which noun is meant that follows:
    "more Quill questions", "the Moss campaign".
    """
    i = cast.word_at(n.start)
    before = cast.words[i - 1] if i and cast.entities[entity].kind == "person" else None
    return before is not None and before.fold in lex.DETERMINERS and cast.text[before.end : n.start] == " "


def _joined(cast: Cast, n: Naming) -> bool:
    """Whether a name is one of two that are a subject together, and no "he" by itself: "Ada Quill and Tom Vale met"."""
    k = cast.naming_at(n.start)
    around = cast.namings[max(0, k - 2) : k + 3]
    people = [a for a in around if a.entity is not None and cast.entities[a.entity].kind == "person"]
    return any(n in pair and is_joined(cast, *pair) for pair in itertools.pairwise(people))


def _bound(discourse: Discourse, w: Word, entity: int) -> Event:
    """The event of a pronoun outside of quotation marks that means `entity`."""
    return Event(
        at=w.start,
        entity=entity,
        subject=w.fold in ("he", "she"),
        quoted=False,
        owned=w.fold in ("his", "her"),
        sentence=discourse.sentence(w.start),
        paragraph=discourse.cast.paragraph(w.start),
        pronoun=True,
    )


def _bring_in(cast: Cast, told: Sequence[int], named: Sequence[Event]) -> None:
    """Marks whom each sentence brings in: its first person and its first body ("Bellport Bank’s chief executive, Ada
    Quill, left"); where another clause opens it, the first person behind that ("As Ida Moss left, Ada Quill spoke").
    """

    def sort(e: Event) -> tuple[int, bool]:
        return e.sentence, cast.entities[e.entity].kind == "person"

    for (sentence, person), group in itertools.groupby(sorted(named, key=lambda e: (*sort(e), e.at)), key=sort):
        events = list(group)
        clause = 0
        if person and len(events) > 1:
            clause = opening_clause_end(cast, told[sentence - 1] if sentence else 0, events[-1].at)
        next((e for e in events if e.at > clause), events[0]).first = True


def _headline(text: str) -> int:
    """Where a first line ends that does not end as a sentence does; 0 where the text has none."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start, start + _LINE)
    shown = text[start : max(start, end)].rstrip()
    return end if shown and shown[-1] not in '.!?:;,”"’' else 0


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    i = bisect_left(spans, at + 1, key=lambda s: s[0])
    return any(s <= at < e for s, e in spans[max(0, i - 2) : i])


def _learn_genders(cast: Cast, named: Sequence[Event], pronouns: Sequence[Word]) -> None:
    """A person of unknown gender takes that of the pronouns that follow in the same or the next sentence when nobody
    else named there could be meant; three votes to one decide, or one to none. Who is named in somebody's words alone
    is not told of: in “Quill spoke of it,” she said, "she" is not Quill.
    """
    votes: dict[int, list[int]] = {}
    for w in pronouns:
        i = bisect_left(named, w.start, key=lambda e: e.at)
        here = cast.sentence(w.start)
        near = [e for e in named[max(0, i - _NEAR) : i] if here - cast.sentence(e.at) <= 1]
        people = {e.entity for e in near if cast.entities[e.entity].kind == "person"}
        if len(people) != 1 or cast.entities[person := people.pop()].gender is not None:
            continue
        if any(e.entity == person and not e.quoted for e in near):
            votes.setdefault(person, [0, 0])[w.fold in lex.SHE] += 1
    for entity, (he, she) in votes.items():
        if max(he, she) >= 3 * min(he, she):
            cast.entities[entity].gender = "f" if she > he else "m"
