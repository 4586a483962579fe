"""A synopsis as JSON, story by story, so that no more than one story is held: what `Trace.to_dict` gives, to the byte.

Stories are made once, in their order, and what they give (parts of statements, stories, sayings, lineage) waits in
temporary files; articles and attributions, which stand in the order of the articles' ids and before all that, are read
from the spool again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from io import FileIO
from typing import TYPE_CHECKING, Any

from quoth.natural import natural
from quoth.output import as_json
from quoth.spool import full, laid_aside, write
from quoth.types import FORMAT, Attributed, Problem, Revised, Story, Trace
from quoth.types.portions import Divided, attributions_shown, divided

if TYPE_CHECKING:
    from quoth.synopsis import OfStory

_PIECE = 1 << 20  # bytes copied at a time
_INDENT = "\n  "  # of what stands in a list of the object


def pieces(
    stories: Sequence[Story],
    attributed: Mapping[str, Attributed],
    shown: Collection[str],
    of_story: OfStory,
    *,
    about: Mapping[str, object] | None = None,
    problems: Iterable[Problem] = (),
    revisions: Callable[[Sequence[str]], Sequence[Revised]] = lambda _: (),
    made: Callable[[Trace], Trace] = lambda part: part,
) -> Iterator[str]:
    """The JSON of the synopsis of those of `stories` that hold an article of `shown`, in pieces.

    `of_story` makes the part that is one story's, and `made` is given each part before it is shown. `about` are fields
    that stand behind the format. `problems` stand before those inside articles. `revisions` says what was edited in
    the articles of these ids.
    """
    asked = frozenset(shown)
    wanted = [story for story in stories if not asked.isdisjoint(story.articles)]
    members = sorted({i for story in wanted for i in story.articles}, key=natural)
    inside: list[Problem] = []
    with ExitStack() as open_files:
        made_of = {name: open_files.enter_context(laid_aside()) for name in ("parts", "stories", "sayings", "lineage")}
        apart: dict[str, Sequence[tuple[int, str]]] = {}
        for story in wanted:
            part = made(of_story(story, [attributed[i] for i in story.articles], shown))
            apart |= (own := divided(part.sayings))
            for name, values in part.told(own).items():
                _lay(made_of[name], values)
        yield f'{{\n "format": {json.dumps(FORMAT)},\n '
        for name, value in (about or {}).items():
            shows = as_json(value, indent=1).replace("\n", "\n ")
            yield f'"{name}": {shows},\n '
        yield '"articles": '
        yield from _list(_articles(members, attributed, inside))
        yield ',\n "attributions": '
        yield from _list(_attributions(members, attributed, shown, apart), made_of.pop("parts"))
        for name, file in made_of.items():
            yield f',\n "{name}": '
            yield from _list((), file)
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
    members: Sequence[str], attributed: Mapping[str, Attributed], shown: Collection[str], apart: Divided
) -> Iterator[dict[str, Any]]:
    for name in members:
        own = attributed[name].attributions
        yield from attributions_shown(own, apart, () if name in shown else {a.id for a in own})


def _lay(file: FileIO, values: Iterable[dict[str, Any]]) -> None:
    """Writes `values` into `file` as they stand in a list, behind what stands there."""
    for value in values:
        shows = ("," if file.tell() else "") + _INDENT + _shown(value)
        try:
            write(file, shows.encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise full(error) from error


def _list(values: Iterable[dict[str, Any]], laid: FileIO | None = None) -> Iterator[str]:
    """A list of the object, as the encoder of JSON lays it out with an indent of one: `values`, and those in `laid`."""
    before = "["
    for value in values:
        yield before + _INDENT + _shown(value)
        before = ","
    if laid is not None and laid.tell():
        yield before
        yield from _copied(laid)
        before = ","
    yield "[]" if before == "[" else "\n ]"


def _copied(file: FileIO) -> Iterator[str]:
    file.seek(0)
    rest = b""
    while piece := file.read(_PIECE):
        whole = rest + piece
        cut = max(0, whole.rfind(b"\n"))  # a place between two characters
        yield whole[:cut].decode("utf-8", "surrogatepass")
        rest = whole[cut:]
    yield rest.decode("utf-8", "surrogatepass")


def _shown(value: dict[str, Any]) -> str:
    return as_json(value, indent=1).replace("\n", _INDENT)
