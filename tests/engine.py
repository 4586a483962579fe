"""A small engine for the command line: it reads text files and takes ``Name said “words”`` for attributions.

``python tests/engine.py ARGS`` is quoth with this engine, for tests that need a process of their own. In its
environment ``QUOTH_PAUSE`` is how many seconds it sleeps before each article, ``QUOTH_LOG`` names a file to which it
adds the id of each article that it begins, and ``QUOTH_GATE`` one that it waits for before each but the first.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
import time
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from quoth.cli import Engine, main
from quoth.store import Store
from quoth.store.grouped import BroughtUp
from quoth.types import Article, Attributed, Attribution, Problem, Saying, Span, Speaker, Story, Trace

_SAID = re.compile(r"([A-Z]\w+) (said) (“[^“”]*”)")
_behind = itertools.count()  # counts who waits at the gate


def read(inputs: Sequence[str], fields: Mapping[str, str] | None, meta: str | None) -> Iterator[Article | Problem]:
    """Text files and folders of them; a file with a NUL is unreadable, a path that does not exist is a problem."""
    for given in inputs:
        if not Path(given).exists():
            yield Problem(given, "expected a file, found nothing")
            continue
        files = (
            sorted(f for f in Path(given).iterdir() if f.suffix == ".txt") if Path(given).is_dir() else [Path(given)]
        )
        for file in files:
            text = file.read_bytes().decode(errors="replace")
            if "\0" in text:
                yield Problem(str(file), "expected text, found binary", Article(file.stem, str(file), ""))
            else:
                yield Article(file.stem, str(file), text, outlet=fields and fields.get("outlet"), language="en")


def attribute(article: Article) -> Attributed:
    """One direct attribution for each ``Name said “words”``; a text with the word BREAK breaks it."""
    if log := os.environ.get("QUOTH_LOG"):
        with Path(log).open("a") as file:
            file.write(f"{article.id}\n")
    time.sleep(float(os.environ.get("QUOTH_PAUSE", "0")))
    if gate := os.environ.get("QUOTH_GATE"):
        _wait_behind(Path(gate))
    if "BREAK" in article.text:
        raise ValueError("a word it cannot bear")
    found = []
    for m in _SAID.finditer(article.text):
        source, cue, content = (Span(m.start(i), m.end(i), m[i]) for i in (1, 2, 3))
        who, vector = Speaker(m[1], "person"), array("f", (0.6, 0.8))
        found.append(
            Attribution(
                f"{article.id}:{m.start()}",
                article.id,
                "direct",
                (source,),
                (cue,),
                (content,),
                1 / 3,
                who,
                vector=vector,
            )
        )
    problems = (*article.problems, *([Problem(f"{article.path}@0", "says nothing")] if not found else []))
    return Attributed(article, tuple(found), problems)


def synopsis(
    attributed: Sequence[Attributed], problems: Sequence[Problem], shown: Collection[str], _: Sequence[object] = ()
) -> Trace:
    """All articles that share their first word are a story, all that one speaker said in it a saying."""
    stories: dict[str, list[Attributed]] = {}
    for one in sorted(attributed, key=lambda one: one.article.id):
        stories.setdefault(one.article.text.partition(" ")[0], []).append(one)
    kept = {name: told for name, told in stories.items() if any(one.article.id in shown for one in told)}
    told = [one for each in kept.values() for one in each]
    attributions = [a for one in told for a in one.attributions]
    return Trace(
        tuple(one.article for one in told),
        tuple(attributions),
        tuple(
            Story(name, tuple(one.article.id for one in each), (f"{name}-1",) * any(one.attributions for one in each))
            for name, each in kept.items()
        ),
        tuple(
            Saying(f"{name}-1", name, said[0].speaker, tuple(a.id for a in said))
            for name, each in kept.items()
            if (said := [a for one in each for a in one.attributions])
        ),
        (*problems, *(p for one in told for p in one.problems)),
        frozenset(a.id for a in attributions if a.article not in shown),
    )


def _wait_behind(gate: Path) -> None:
    """Until `gate` is there; the first time not at all. Where nobody opens it for a minute the whole run fails."""
    end = time.monotonic() + 60
    first = next(_behind) == 0
    while not first and not gate.exists():
        if time.monotonic() > end:
            raise SystemExit(f"nobody made {gate}")
        time.sleep(0.01)


class Grouping:
    """The stories of `synopsis`, of articles that come one by one."""

    def __init__(self) -> None:
        self._stories: dict[str, set[str]] = {}

    def add(self, article: Article) -> None:
        self._stories.setdefault(article.text.partition(" ")[0], set()).add(article.id)

    def stories(self) -> list[Story]:
        return sorted((Story(n, tuple(sorted(ids))) for n, ids in self._stories.items()), key=lambda s: s.articles[0])

    def stories_in(self, store: Store, shown: Collection[str]) -> BroughtUp:
        known = {i for ids in self._stories.values() for i in ids}
        problems = []
        for one in store.articles():
            if isinstance(one, Problem):
                problems.append(one)
            elif one.article.id not in known:
                self.add(one.article)
        return BroughtUp(tuple(self.stories()), problems=tuple(problems))


def of_story(_: Sequence[object]) -> Callable[[Story, Sequence[Attributed], Collection[str]], Trace]:
    return lambda _, attributed, shown: synopsis(attributed, (), shown)


SMALL = Engine(
    read,
    attribute,
    lambda: os.environ.get("QUOTH_MADE_BY", "small 1"),
    synopsis,
    Grouping,
    of_story,
)

if __name__ == "__main__":
    import engine  # by which name other processes find its functions

    sys.exit(main(engine=engine.SMALL))
