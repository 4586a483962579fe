"""What the commands call: quoth's own functions, or small ones that a test hands in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from quoth.articles.meter import Meter
    from quoth.fetching import Fetcher, Input
    from quoth.records.index import Index
    from quoth.store import Store
    from quoth.store.grouped import BroughtUp
    from quoth.synopsis import OfStory
    from quoth.types import Article, Attributed, Problem, Story, Trace


def _fetcher(store: Path | None) -> Fetcher:
    from quoth.fetching import fetcher_for

    return fetcher_for(store)


class Grouped(Protocol):
    """Articles that are taken in one by one, and then their stories."""

    def add(self, article: Article) -> None: ...
    def stories(self) -> Sequence[Story]: ...
    def stories_in(self, store: Store, shown: Collection[str]) -> BroughtUp: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """What the commands call. `made_by` names what `attribute` works with; both may load the network, once.

    `attribute` is a function of a module, so that other processes find it; `of_story` is given the records first, and
    `meter` is what `read` keeps up with.
    """

    read: Callable[[Sequence[Input], Mapping[str, str] | None, str | None], Iterable[Article | Problem]]
    attribute: Callable[[Article], Attributed]
    made_by: Callable[[], str]
    synopsis: Callable[[Sequence[Attributed], Sequence[Problem], Collection[str], Sequence[Index]], Trace]
    grouping: Callable[[], Grouped]
    of_story: Callable[[Sequence[Index]], OfStory]
    meter: Meter | None = None
    fetcher: Callable[[Path | None], Fetcher] = _fetcher


def own_engine() -> Engine:
    """Quoth's own functions; the network is loaded when it is first needed."""
    from quoth.articles.meter import Meter

    meter = Meter()

    def read(
        inputs: Sequence[Input], fields: Mapping[str, str] | None, meta: str | None
    ) -> Iterable[Article | Problem]:
        from quoth import articles

        return articles.read(inputs, fields=fields, meta=meta, meter=meter)

    def made_by() -> str:
        from quoth import store
        from quoth.model.network import load

        return store.made_by(load())

    def synopsis(
        attributed: Sequence[Attributed],
        problems: Sequence[Problem],
        shown: Collection[str],
        records: Sequence[Index],
    ) -> Trace:
        from quoth.synopsis import synopsis as made

        return made(attributed, problems, shown, records)

    def grouping() -> Grouped:
        from quoth.synopsis import Grouping

        return Grouping()

    def of_story(records: Sequence[Index]) -> OfStory:
        from quoth.synopsis import of_story as made

        return partial(made, records=records)

    return Engine(read, attribute, made_by, synopsis, grouping, of_story, meter)


def attribute(article: Article) -> Attributed:
    """The attributions of `article` by the shipped network; of a module, so that other processes find it."""
    from quoth.attributions import attribute_shipped

    return attribute_shipped(article)
