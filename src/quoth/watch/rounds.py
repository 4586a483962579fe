"""One round: ask what has changed, read it, keep it, and work out what is new in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from quoth.articles import listing
from quoth.articles.remote import Got, Remote
from quoth.errors import InputError
from quoth.fetch import Fetched, Fetcher, FetchError
from quoth.fetching import Input, followed, teased, unless_followed
from quoth.revisions import address_of, of_one_address, revised
from quoth.store import Store
from quoth.store.forget import refused
from quoth.store.grouped import BroughtUp, merged_since
from quoth.store.revisions import addresses, damaged, versions
from quoth.synopsis import OfStory, together
from quoth.types import Article, Attributed, Problem, Story
from quoth.watch import news
from quoth.watch.ledger import Ledger, Untold, Visit
from quoth.watch.news import News
from quoth.workers import Fresh, attributed

if TYPE_CHECKING:
    from quoth.checking import Checker
    from quoth.records.index import Index


class Grouped(Protocol):
    """What divides the articles of a store into stories."""

    def stories_in(self, store: Store, shown: Collection[str]) -> BroughtUp: ...


class Engine(Protocol):
    """What a round calls; as that of the command line."""

    @property
    def read(
        self,
    ) -> Callable[[Sequence[Input], Mapping[str, str] | None, str | None], Iterable[Article | Problem]]: ...
    @property
    def attribute(self) -> Callable[[Article], Attributed]: ...
    @property
    def made_by(self) -> Callable[[], str]: ...
    @property
    def grouping(self) -> Callable[[], Grouped]: ...
    @property
    def of_story(self) -> Callable[[Sequence[Index]], OfStory]: ...


@dataclass(slots=True)
class Watcher:
    """What stays the same from round to round. `tell` is given each problem once; `own` are files that are no input."""

    store: Store
    ledger: Ledger
    engine: Engine
    inputs: Sequence[str]
    tell: Callable[[Problem], None]
    fields: Mapping[str, str] | None = None
    meta: str | None = None
    workers: int = 1
    fetch: bool = False
    records: Sequence[str] = ()
    own: frozenset[str] = frozenset()
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    read: int = 0  # files that gave an article, and addresses that answered
    aside: int = 0  # that did neither
    fresh: int = 0  # of these, which did in the round before, or are others now
    _told: set[tuple[str, str]] = field(default_factory=set)
    _before: frozenset[tuple[str, str]] = frozenset()
    _found: dict[tuple[str, str], Problem] = field(default_factory=dict)

    def round(self, fetcher: Fetcher) -> None:
        """Reads what has changed and writes down what is new. Raises StoreError when the store cannot be written.

        What is set aside is told when it is first met, and not again while it stays as it is, unless nothing else is
        there to be read.
        """
        visits: dict[str, Visit] = {}
        self._before, self._found = self.ledger.aside(), {}
        inputs = list(self._changed(fetcher, visits))
        if inputs:
            self._take_in(inputs)
        for url, visit in visits.items():
            self.ledger.visited(url, visit)
        self._find_news()
        for problem in self.ledger.damaged():
            self._tell(problem)
        for problem in () if self.read else self._found.values():
            self._tell(problem)
        asked = {_sum(url) for url in visits}
        self.ledger.set_aside([*self._found, *(one for one in self._before if one[1] and one[1] not in asked)])

    def _changed(self, fetcher: Fetcher, visits: dict[str, Visit]) -> Iterator[Input]:
        """The files as they are, and those addresses at which something else stands than before."""
        for given in self.inputs:
            if "://" in given:
                yield from self._address(given, fetcher, visits, is_feed=self.fetch)
                continue
            yield given
            if self.fetch:
                for link in list(followed([given], _never))[1:]:
                    if isinstance(link, Remote):
                        yield from self._address(link.url, fetcher, visits, is_feed=False)

    def _address(self, url: str, fetcher: Fetcher, visits: dict[str, Visit], *, is_feed: bool) -> Iterator[Input]:
        if url in visits:
            return
        known = self.ledger.visit(url)
        if known.after > self.now().isoformat(timespec="seconds"):
            return
        visits[url] = known
        try:
            found = fetcher.get(url, known.validators)
        except FetchError as error:
            self._set_aside(Problem(url, str(error), code=error.code))
            after = (self.now() + timedelta(seconds=error.after)).isoformat(timespec="seconds") if error.after else ""
            visits[url] = replace(known, after=after)
            return
        links = known.links if found.same else tuple(teased(found.body)) if is_feed else ()
        visits[url] = Visit(found.validators, "", links)
        self.read += 1
        if not found.same:
            got = Got(found.body, found.kind, found.final)
            yield Remote(url, lambda: got)
        for link in links:
            yield from self._address(link, fetcher, visits, is_feed=False)

    def _take_in(self, inputs: Sequence[Input]) -> None:
        made_by = self.engine.made_by()
        read = self.engine.read(inputs, self.fields, self.meta)
        for item in attributed(
            self._known(unless_followed(read) if self.fetch else read, made_by), self.engine.attribute, self.workers
        ):
            one = item.result if isinstance(item, Fresh) else item
            if isinstance(one, Problem):
                self._set_aside(one)
                continue
            self.read += 1
            if isinstance(item, Fresh):
                self.store.put(one, made_by)
        self.store.commit()

    def _known(self, found: Iterable[Article | Problem], made_by: str) -> Iterator[Article | Attributed | Problem]:
        """Everything that was read and is no file of our own, with what the store has of it already."""
        for one in found:
            path = one.path if isinstance(one, Article) else one.where.partition("#")[0]
            real = "" if "://" in path else listing.real(path)
            if real in self.own or os.path.dirname(real) in self.own:  # noqa: PTH120
                continue
            if isinstance(one, Problem):
                yield one
            elif (problem := refused(self.store, one)) is not None:
                yield problem
            else:
                settled = self.store.settle(one)
                yield self.store.get(settled, made_by) or settled

    def _find_news(self) -> None:
        checker = self._checker()
        texts = [(index.record.id, index.record.text) for index in checker.indexes] if checker else []
        records = self.ledger.new_records(texts)
        untold = self.ledger.untold()
        if not untold and not records:
            return
        new = {one.article for one in untold if one.number == 1}
        whole = self._stories(set(self.store.checksums()) if records else new)
        read = self._read({a for story in whole for a in story.articles} | {one.article for one in untold})
        of_story = self.engine.of_story(checker.indexes if checker else ())
        trace = together(whole, read, {a for story in whole for a in story.articles}, of_story)
        found = [*self._of_revisions(untold, read), *news.of_tellings(trace, new)]
        for edited in of_one_address(self._of_addresses(new, read)):
            if edited.article in new and edited.edits:
                found.append(news.of_edits(read[edited.article].article, edited, 1))
        found += news.of_record(trace, {index.record.id for index in checker.indexes} if checker else ())
        if untold:
            found += [news.of_merged(one) for one in merged_since(self.store, untold[0].revision)]
        self.ledger.tell(found, [one for one in untold if one.article in read], records.values())

    def _stories(self, asked: AbstractSet[str]) -> tuple[Story, ...]:
        """The stories that hold an article of `asked`. What is new in the store is grouped, and kept, before."""
        found = self.engine.grouping().stories_in(self.store, asked)
        for problem in found.problems:
            self._tell(problem)
        if found.unkept is not None:
            raise found.unkept
        return tuple(story for story in found.stories if not asked.isdisjoint(story.articles))

    def _read(self, names: Iterable[str]) -> dict[str, Attributed]:
        """What the store has under these ids; what is damaged is told."""
        read = {}
        for name in sorted(names):
            one = self.store.article(name)
            if isinstance(one, Attributed):
                read[name] = one
            elif one is not None:
                self._tell(one)
        return read

    def _of_addresses(self, new: Collection[str], read: Mapping[str, Attributed]) -> list[Attributed]:
        """All articles at an address that one of those in `new` has, by id."""
        fresh = {address_of(read[name].article.url or "") for name in new if name in read} - {None}
        if not fresh:
            return []
        same = {name for name, url in addresses(self.store) if address_of(url) in fresh}
        others = self._read(same.difference(read))
        return [one for name in sorted(same) if (one := read.get(name) or others.get(name))]

    def _of_revisions(self, untold: Iterable[Untold], by_id: Mapping[str, Attributed]) -> Iterator[News]:
        for one in untold:
            newest = by_id.get(one.article)
            if newest is None:
                continue
            if one.number == 1:
                yield news.of_article(newest.article, len(newest.attributions))
                continue
            pair = {v.number: v for v in versions(self.store, one.article) if v.number in (one.number - 1, one.number)}
            before, after = pair.get(one.number - 1), pair.get(one.number)
            for version in pair.values():
                if isinstance(version.read, Problem):
                    self._tell(damaged(self.store, one.article, version))
            if before and after and isinstance(before.read, Attributed) and isinstance(after.read, Attributed):
                edits = revised(before.read, after.read, seen=before.at, at=after.at)
                edits = replace(edits, article=one.article, earlier=one.article)
                if edits.edits:
                    yield news.of_edits(newest.article, edits, one.number)

    def _checker(self) -> Checker | None:
        if not self.records:
            return None
        from quoth.checking import Checker

        try:
            checker = Checker([Path(one) for one in self.records])
        except InputError as error:
            self._tell(Problem("--record", str(error)))
            return None
        for problem in checker.problems:
            self._tell(problem)
        return checker

    def _set_aside(self, problem: Problem) -> None:
        self.aside += not problem.of_meta
        told = _told_of(problem)
        self._found[told] = problem
        if told not in self._before:
            self.fresh += not problem.of_meta
            self._tell(problem)

    def _tell(self, problem: Problem) -> None:
        if (problem.where, problem.message) not in self._told:
            self._told.add((problem.where, problem.message))
            self.tell(problem)


def _told_of(problem: Problem) -> tuple[str, str]:
    """By what a problem is known again, and the address it is of: a file that was written anew has another."""
    where = problem.where.partition("#")[0]
    if "://" in where:
        return _sum(f"{problem.where}\0{problem.message}"), _sum(where)
    try:
        state = os.stat(where)  # noqa: PTH116
    except (OSError, ValueError):
        return _sum(f"{problem.where}\0{problem.message}"), ""
    return _sum(f"{problem.where}\0{problem.message}\0{state.st_mtime_ns} {state.st_size}"), ""


def _sum(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _never(url: str) -> Fetched:
    raise FetchError("address", f"{url} is asked in its turn")
