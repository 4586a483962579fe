"""Which articles are one text, while articles come and go: copies, and copies of copies, held together.

Nobody is laid beside everybody. A text is indexed under the runs of words that any of its articles has, each once: a
report in five thousand papers is one entry under each of its runs, and hardly anything is added for the next paper.
An article that comes is laid beside those texts that have enough of its runs between them, article by article until
the first that it is a copy of, which for most is the first. What comes out is what comparing all with all would give.

An article that goes may have held others together: so all of its text are then looked at as if they had just come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from quoth.stories.copies import COPY, ENOUGH, WHOLE, Print, Sample, is_copy, of_one_text, shared_runs
from quoth.stories.postings import Postings, Weights

AT_ONCE = 256  # articles that are indexed together: among each other they are compared as if they had no copies
_ROUNDING = 1e-6
_ALONE = 8  # articles of a text that are laid beside a new one before all others are, since one of them mostly is it


class Texts:
    """Articles by number, each of one text. A text is named by the number of one of its articles, which may change."""

    def __init__(self) -> None:
        self._prints: dict[int, Print] = {}
        self._text: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)  # by number
        self._sizes: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)  # by number, of its sample
        self._members: dict[int, list[int]] = {}  # by text
        self._by_figures: dict[int, dict[bytes, list[int]]] = {}  # the same, those with the same figures together
        self._copy_of: dict[int, tuple[int, ...]] = {}  # of each text that an article joined, one that it is a copy of
        self._runs: dict[int, Sample] = {}  # by text: under what it is indexed, ascending
        self._postings = Postings()

    @classmethod
    def of(cls, articles: Mapping[int, tuple[Print, Sequence[int]]]) -> Texts:
        """What `copy_of` told of each article, by number, put together again; links to others are passed over."""
        made = cls()
        made._enter({number: print_ for number, (print_, _) in articles.items()})
        for number, (_, links) in articles.items():
            made._copy_of[number] = tuple(other for other in links if other in articles)
            for other in made._copy_of[number]:
                made._join(number, other)
        rows = []
        for text, members in made._members.items():
            samples = [made._prints[n].sample for n in members if _enough(made._prints[n])]
            if samples:
                made._runs[text] = samples[0] if len(samples) == 1 else np.unique(np.concatenate(samples))
                rows.append((text, made._runs[text], _ones(made._runs[text])))
        made._postings.add(rows)
        return made

    def __iter__(self) -> Iterator[Sequence[int]]:
        """The articles of each text."""
        yield from self._members.values()

    def articles(self, number: int) -> Sequence[int]:
        """All articles of the text of this one."""
        return self._members[int(self._text[number])]

    def copy_of(self, number: int) -> tuple[int, ...]:
        """Articles that this one was found to be a copy of: with those of all others enough to put every text together
        again.
        """
        return self._copy_of[number]

    def add(self, prints: Mapping[int, Print]) -> None:
        """Takes in articles under numbers that are not in use."""
        self._enter(prints)
        numbers = [n for n in sorted(prints) if _enough(prints[n])]
        for at in range(0, len(numbers), AT_ONCE):
            self._find(numbers[at : at + AT_ONCE])

    def remove(self, numbers: Collection[int]) -> set[int]:
        """Takes articles out. Comes out: the others of their texts, whatever text each of them now is of."""
        gone = set(numbers)
        texts = {int(self._text[n]) for n in gone}
        left = {n for text in texts for n in self._members[text]} - gone
        self._postings.remove({*left, *gone})
        for text in texts:
            del self._members[text], self._by_figures[text]
            self._runs.pop(text, None)
        prints = {n: self._prints[n] for n in left}
        for n in gone:
            del self._prints[n], self._copy_of[n]
        self.add(prints)
        return left

    def _enter(self, prints: Mapping[int, Print]) -> None:
        """Each article as a text of its own, not yet indexed."""
        highest = max(prints, default=-1)
        if highest >= len(self._text):
            more = np.zeros(highest + 1, dtype=np.int64)
            self._text, self._sizes = np.concatenate([self._text, more]), np.concatenate([self._sizes, more])
        for number, print_ in prints.items():
            self._prints[number] = print_
            self._text[number], self._sizes[number] = number, len(print_.sample)
            self._members[number] = [number]
            self._by_figures[number] = {print_.figures.tobytes(): [number]}
            self._copy_of[number] = ()

    def _find(self, numbers: Sequence[int]) -> None:
        """Finds the texts of articles that were entered, in ascending order, and indexes them."""
        samples = [self._prints[n].sample for n in numbers]
        among = Postings()
        among.add([(n, sample, _ones(sample)) for n, sample in zip(numbers, samples, strict=True)])
        for number, sample, repeats in zip(numbers, samples, _repeats(samples), strict=True):
            others, common = self._postings.sharing(sample, _ones(sample), 1.0)
            if repeats >= COPY * ENOUGH:
                found, shared = among.sharing(sample, _ones(sample), 1.0)
                before = found < number
                others, common = np.concatenate([others, found[before]]), np.concatenate([common, shared[before]])
            self._copy_of[number] = tuple(self._copied(number, others, common))
        rows = []
        for number, sample in zip(numbers, samples, strict=True):
            text = int(self._text[number])
            had = self._runs.get(text)
            fresh = sample if had is None else np.setdiff1d(sample, had, assume_unique=True)
            if len(fresh):
                self._runs[text] = fresh if had is None else np.union1d(had, fresh)
                rows.append((number, fresh, _ones(fresh)))
        self._postings.add(rows)

    def _copied(self, number: int, others: npt.NDArray[np.int64], common: npt.NDArray[np.float64]) -> Iterator[int]:
        """Joins an article to the texts that it is a copy of, of those that `others` stand for; one article of each.

        `common` are its runs that each is indexed under: of a text at least as many as any of its articles has, and as
        many where it is the only one.
        """
        texts, place = np.unique(self._text[others], return_inverse=True)
        held = np.bincount(place, weights=common, minlength=len(texts)).astype(np.float64)
        texts, held = texts[held >= COPY * ENOUGH - _ROUNDING], held[held >= COPY * ENOUGH - _ROUNDING]
        size = len(self._prints[number].sample)
        alone = np.array([len(self._members[text]) == 1 for text in texts.tolist()], dtype=np.bool_)
        exact = of_one_text(size, self._sizes[texts], held)
        likely = np.where(alone, exact, held >= COPY * max(ENOUGH, WHOLE * size) - _ROUNDING)
        for text in texts[likely][np.argsort(-held[likely], kind="stable")].tolist():
            if text not in self._members or text == self._text[number]:
                continue  # it has been joined meanwhile
            other = next(self._copies(number, text), None)
            if other is not None:
                self._join(number, other)
                yield other

    def _copies(self, number: int, text: int) -> Iterator[int]:
        """The articles of a text that this one is a copy of."""
        mine = self._prints[number]
        for members in self._by_figures[text].values():
            if not is_copy(mine, self._prints[members[0]]):
                continue
            for at, end in ((0, _ALONE), (_ALONE, len(members))):
                numbers = [n for n in members[at:end] if _enough(self._prints[n])]
                if numbers:
                    samples = [self._prints[n].sample for n in numbers]
                    sizes = np.array([len(s) for s in samples], dtype=np.int64)
                    same = of_one_text(len(mine.sample), sizes, shared_runs(mine.sample, samples))
                    yield from (numbers[k] for k in np.flatnonzero(same).tolist())

    def _join(self, one: int, other: int) -> None:
        """Makes the texts of two articles one; it is named by that of which there are more."""
        a, b = int(self._text[one]), int(self._text[other])
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        theirs = self._members.pop(b)
        self._text[theirs] = a
        self._members[a] += theirs
        for figures, members in self._by_figures.pop(b).items():
            self._by_figures[a].setdefault(figures, []).extend(members)
        runs = [r for r in (self._runs.get(a), self._runs.pop(b, None)) if r is not None]
        if runs:
            self._runs[a] = runs[0] if len(runs) == 1 else np.union1d(*runs)


def _enough(print_: Print) -> bool:
    return len(print_.sample) >= ENOUGH


def _ones(sample: Sample) -> Weights:
    return np.ones(len(sample), dtype=np.float32)


def _repeats(samples: Sequence[Sample]) -> list[int]:
    """How many runs of each sample, of which none is empty, stand in another one."""
    starts = np.cumsum([0, *map(len, samples)])[:-1]
    _, which, counts = np.unique(np.concatenate(samples), return_inverse=True, return_counts=True)
    repeats: list[int] = np.add.reduceat(counts[which] > 1, starts, dtype=np.int64).tolist()
    return repeats
