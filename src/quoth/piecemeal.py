"""A synopsis as JSON, story by story, so that no more than one story is held: what `Trace.to_dict` gives, to the byte.

Stories are made once, in their order. What belongs further behind in the object (sayings, lineage) waits in temporary
files; articles and attributions, which stand in the order of the articles' ids, are read from the spool again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from io import FileIO
from typing import Any

from quoth.spool import full, laid_aside, write
from quoth.types import FORMAT, Attributed, Problem, Revised, Story, Trace

_PIECE = 1 << 20  # bytes copied at a time
_INDENT = "\n  "  # of what stands in a list of the object


def pieces(
    stories: Sequence[Story],
    attributed: Mapping[str, Attributed],
    shown: Collection[str],
    of_story: Callable[[Story, Sequence[Attributed], Collection[str]], Trace],
    *,
    problems: Iterable[Problem] = (),
    revisions: Callable[[Sequence[str]], Sequence[Revised]] = lambda _: (),
    made: Callable[[Trace], Trace] = lambda part: part,
) -> Iterator[str]:
    """The JSON of the synopsis of those of `stories` that hold an article of `shown`, in pieces.

    `of_story` makes the part that is one story's, and `made` is given each part before it is shown. `problems` stand
    before those inside articles. `revisions` says what was edited in the articles of these ids.
    """
    asked = frozenset(shown)
    wanted = [story for story in stories if not asked.isdisjoint(story.articles)]
    members = sorted({i for story in wanted for i in story.articles})
    inside: list[Problem] = []
    yield f'{{\n "format": {json.dumps(FORMAT)},\n "articles": '
    yield from _list(_articles(members, attributed, inside))
    yield ',\n "attributions": '
    yield from _list(_attributions(members, attributed, shown))
    with laid_aside() as sayings, laid_aside() as lineage:
        yield ',\n "stories": '
        yield from _list(_stories(wanted, attributed, shown, lambda *a: made(of_story(*a)), (sayings, lineage)))
        for name, file in (("sayings", sayings), ("lineage", lineage)):
            yield f',\n "{name}": '
            yield from _copied(file)
    yield ',\n "problems": '
    yield from _list(p.to_dict() for p in (*problems, *inside))
    if found := revisions(members):
        yield ',\n "revisions": '
        yield from _list(r.to_dict() for r in found)
    yield "\n}\n"


def _articles(
    members: Sequence[str], attributed: Mapping[str, Attributed], inside: list[Problem]
) -> Iterator[dict[str, Any]]:
    for name in members:
        one = attributed[name]
        inside += one.problems
        yield one.article.to_dict()


def _attributions(
    members: Sequence[str], attributed: Mapping[str, Attributed], shown: Collection[str]
) -> Iterator[dict[str, Any]]:
    for name in members:
        stored = {} if name in shown else {"stored": True}
        for a in attributed[name].attributions:
            yield {**a.to_dict(), "article": a.article, **stored}


def _stories(
    stories: Sequence[Story],
    attributed: Mapping[str, Attributed],
    shown: Collection[str],
    of_story: Callable[[Story, Sequence[Attributed], Collection[str]], Trace],
    waiting: tuple[FileIO, FileIO],
) -> Iterator[dict[str, Any]]:
    """Each story, while its sayings and its lineage are written to the two files."""
    for story in stories:
        part = of_story(story, [attributed[i] for i in story.articles], shown)
        sections = ([s.to_dict() for s in part.sayings], [row.to_dict() for row in part.lineage])
        for file, values in zip(waiting, sections, strict=True):
            for value in values:
                shows = ("," if file.tell() else "") + _INDENT + _shown(value)
                try:
                    write(file, shows.encode("utf-8", "surrogatepass"))
                except OSError as error:
                    raise full(error) from error
        yield from (one.to_dict() for one in part.stories)


def _list(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A list of the object, as the encoder of JSON lays it out with an indent of one."""
    before = "["
    for value in values:
        yield before + _INDENT + _shown(value)
        before = ","
    yield "[]" if before == "[" else "\n ]"


def _copied(file: FileIO) -> Iterator[str]:
    if not file.tell():
        yield "[]"
        return
    yield "["
    file.seek(0)
    rest = b""
    while piece := file.read(_PIECE):
        whole = rest + piece
        cut = max(0, whole.rfind(b"\n"))  # a place between two characters
        yield whole[:cut].decode("utf-8", "surrogatepass")
        rest = whole[cut:]
    yield rest.decode("utf-8", "surrogatepass") + "\n ]"


def _shown(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1).replace("\n", _INDENT)
