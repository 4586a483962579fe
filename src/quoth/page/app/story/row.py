"""One saying in the synopsis of a story: its cells under the outlets, and what a reader is told of it at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from quoth.counted import counted
from quoth.judgements.sayings import JudgedSaying
from quoth.lineage.why import sides
from quoth.page.also import foremost, gist
from quoth.page.app.index.columns import Column
from quoth.page.arrangement import Draft, Outline
from quoth.page.notes import departs, grave, only_perhaps
from quoth.page.record import RecordView
from quoth.page.saying import surely
from quoth.page.views import SayingView, Told, Witness
from quoth.sayings.portions import tellings
from quoth.types import Attribution, Kind, joined
from quoth.words import WORD

_SMALL = 3  # letters of a word that says little of what a saying is about


@dataclass(frozen=True)
class Row:
    """One saying of the synopsis. What is dear (`view`, `cells`) is made when it is asked for."""

    outline: Outline = field(repr=False)  # and not the story, which has the rows: what is in no ring is freed at once
    columns: tuple[Column, ...] = field(repr=False)
    draft: Draft
    said: JudgedSaying

    @property
    def id(self) -> str:
        return self.said.saying.id

    @property
    def speaker(self) -> str | None:
        """Who is named as the speaker."""
        return self.draft.speaker

    @cached_property
    def view(self) -> SayingView:
        return self.outline.arranged(self.draft)

    @cached_property
    def record(self) -> RecordView | None:
        return self.outline.record(self.draft)

    @cached_property
    def cells(self) -> tuple[tuple[Told, ...], ...]:
        """What stands under each column of the story, nothing where an outlet does not tell it."""
        cells = []
        for column in self.columns:
            inside = set(column.articles)
            cells.append(tuple(own for told in self.view.told for own in _own(told, inside)))
        return tuple(cells)

    @cached_property
    def kinds(self) -> tuple[Kind | None, ...]:
        """How each column of the story tells it, as `cells` has it first, without arranging its words; None: not."""
        of = {a: n for n, column in enumerate(self.columns) for a in column.articles}
        found: list[Kind | None] = [None] * len(self.columns)
        for told in sorted(self._told, key=lambda a: foremost(self.said.saying, a), reverse=True):
            found[of[told.article]] = told.kind
        return tuple(found)

    @cached_property
    def doubted(self) -> tuple[bool, ...]:
        """Which columns of the story only perhaps tell it, where others surely do."""
        doubtful = {*self.said.saying.doubtful}
        if len(doubtful) == len(self.said.saying.tellings):
            return (False,) * len(self.columns)
        surely = {a.article for a in self._told if a.id not in doubtful}
        return tuple(
            k is not None and surely.isdisjoint(c.articles) for c, k in zip(self.columns, self.kinds, strict=True)
        )

    @cached_property
    def _told(self) -> list[Attribution]:
        """The tellings, each with the part of its words that belongs to this saying."""
        return tellings(self.said.saying, {a.id: a for a in self.draft.tellings})

    @property
    def perhaps(self) -> bool:
        """Whether no two articles surely tell it."""
        return surely(self.said.saying, self.draft.tellings) < 2

    @property
    def apart(self) -> int:
        """How many more articles than independent origins tell it, of those that surely do; 0 where nobody asked."""
        said, told = self.said.saying, self.draft.tellings
        sure, sided = surely(said, told), sides(said)
        return (sure if sure > 1 else len({a.article for a in told})) - sided if sided else 0

    @property
    def grave(self) -> bool:
        """Whether a reader would take two tellings that surely belong, or one and the record, to differ in sense."""
        return not self.perhaps and grave(self.said.saying)

    @property
    def departs(self) -> bool:
        """Whether a quotation is not as the record has it."""
        return departs(self.said.saying)

    @property
    def gist(self) -> str:
        return gist(self.said.saying, self._told, self.outline.twice(self.id))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its tellings, small ones and capitals aside."""
        told = " ".join(joined(a.content) for a in self._told)
        return frozenset(w for m in WORD.finditer(told) if len(w := m[0].casefold()) > _SMALL)

    @property
    def places(self) -> int:
        """In how many places the quotations that surely belong differ; all of them, of what is only perhaps one."""
        doubtful = () if self.perhaps else self.said.saying.doubtful
        return sum(not only_perhaps(v, doubtful) for v in self.said.saying.variants)

    @property
    def clash(self) -> bool:
        """Whether not all quotations can be word for word."""
        return any(d.clash for d in self.view.differences) and not self.both_recorded

    @property
    def both_recorded(self) -> bool:
        """Whether the record has all that cannot both be, word for word: it was said twice, or is two statements."""
        pairs, record = self.said.saying.at_odds, self.said.saying.record
        there = {t.telling for t in record.tellings if t.verdict == "verbatim"} if record else set()
        return bool(pairs) and all(a in there and b in there for a, b in pairs)

    @property
    def quoted(self) -> int:
        """How many tellings that surely belong are in quotation marks."""
        return sum(not w.doubtful for t in self.view.told if t.kind != "indirect" for w in t.witnesses)

    @property
    def perhaps_quoted(self) -> bool:
        """Whether none but a telling that perhaps belongs is in quotation marks."""
        return not self.quoted and any(t.kind != "indirect" for t in self.view.told)

    @property
    def remarks(self) -> list[tuple[str, bool]]:
        """What is told of its wording at a glance, each with whether it is an alarm."""
        found = [("? perhaps one statement", False)] if self.view.perhaps else []
        if self.places:
            found.append((f"differs in {counted(self.places, 'place')}", False))
            if self.clash:
                found.append((f"cannot {'both' if self.quoted == 2 else 'all'} be word for word", True))
            elif self.both_recorded:
                found.append(("the record has both", False))
        elif self.said.saying.wording == "same":
            found.append(("quoted alike", False))
        elif not self.quoted:
            found.append(("perhaps quoted" if self.perhaps_quoted else "quoted by none", False))
        return [*found, ("the meaning may differ", True)] if self.grave else found

    @cached_property
    def usual(self) -> dict[str, frozenset[int]]:
        """For each telling the variants where it has what whoever is word for word as in the record has, or, where
        nobody is, what most have: there somebody else departs, not this one.
        """
        record = self.said.saying.record
        verbatim = {t.telling for t in record.tellings if t.verdict == "verbatim"} if record else set()
        found: dict[str, set[int]] = {}
        for n, variant in enumerate(self.said.saying.variants):
            most, *others = sorted(variant.readings, key=lambda r: -len(r.tellings))
            more = all(len(most.tellings) > len(o.tellings) for o in others)
            recorded = [r for r in variant.readings if not verbatim.isdisjoint(r.tellings)]
            for reading in recorded or [most] * more:
                for telling in reading.tellings:
                    found.setdefault(telling, set()).add(n)
        return {telling: frozenset(variants) for telling, variants in found.items()}


def _own(told: Told, articles: Set[str]) -> Iterator[Told]:
    """What the witnesses among `articles` have of a wording, each text in the very letters of those who print it so."""
    texts: dict[tuple[str, ...], list[Witness]] = {}
    for witness in told.witnesses:
        if witness.article in articles:
            texts.setdefault(tuple(p.text for p in witness.pieces), []).append(witness)
    for witnesses in texts.values():
        yield replace(told, witnesses=tuple(witnesses), pieces=witnesses[0].pieces)
