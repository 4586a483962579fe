"""What the Python library does, in functions that `quoth` has, too: `read`, `attribute`, `check`, `trace` and `rows`.

What was given is looked at first, so that a slip (a path for an article, NaN for a text) is told in words, by a
`UsageError`. All but `trace` give their results one by one: nothing is read, and nothing raised, before the first
result is asked for. What each function needs is loaded then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.errors import InputError, UsageError
from quoth.types import Article, Attributed, Problem, Trace

if TYPE_CHECKING:
    from quoth.fetching import Input
    from quoth.records.finding import Checked
    from quoth.tabular import Column, Row, Value

_STATED = ("outlet", "published", "title", "language", "url", "byline")
_PATH = "the path of a file or folder, a glob or an address"
_RECORD = "the path of a record, a folder of them or a glob"
_ARTICLES = "articles, as quoth.read gives them"
_RESULTS = "a trace, or results as quoth.attribute or quoth.check gives them"
_INSTEAD = "; a text without a file is a quoth.Article"
_LONGEST = 4096  # characters of a path


def read(
    inputs: Iterable[str | Path | Mapping[str, Any]] | str | Path,
    *,
    fields: Mapping[str, str] | None = None,
    meta: str | Path | None = None,
) -> Iterator[Article | Problem]:
    """The articles of files, folders, globs and addresses, or of rows, in order, each read when it is asked for.

    What could not be read comes as a Problem in its place. `inputs` are paths, or rows: mappings, as
    ``df.to_dict("records")`` of pandas and ``df.iter_rows(named=True)`` of polars give them; a row is called
    ``rows#17``, or by its ``id`` where `fields` names that. `fields` says which field of a row is which of ours
    (``{"text": "content_original"}``), `meta` names a CSV file with outlet, date and title by id or path. Raises
    UsageError for an input that is none of these, and for what `quoth.articles.read` cannot mean.
    """
    from quoth import articles

    at_hand, several = _at_hand(_several(inputs, _PATH, listed=(Mapping,)))
    if at_hand:
        yield from articles.read_rows(several, fields=fields, meta=meta)
        return
    given: list[Input] = [*_paths(several, _PATH, _INSTEAD)]
    if any("://" in one for one in given if isinstance(one, str)):
        from quoth.fetching import fetcher_for, named

        given = named(given, fetcher_for(None).get)
    yield from articles.read(given, fields=fields, meta=meta)


def attribute(articles: Iterable[Article | Problem], *, workers: int = 1) -> Iterator[Attributed | Problem]:
    """The statements reported in each article, one result an article, in order; problems pass through.

    With `workers` above 1 as many processes read; the same comes out, and `articles` are asked for some way ahead. An
    article that quoth breaks on becomes a Problem. Raises UsageError for anything else (a path is for `read`), and for
    an article with a field of another type.
    """
    from quoth.attributions import attribute_shipped
    from quoth.workers import Fresh, attributed

    given = map(_article, _several(articles, _ARTICLES, one=(), listed=(Article, Problem)))
    for one in attributed(given, attribute_shipped, _processes(workers)):
        yield one.result if isinstance(one, Fresh) else one


def check(
    inputs: Iterable[str | Path | Mapping[str, Any] | Article | Problem] | str | Path,
    records: Iterable[str | Path] | str | Path,
    *,
    fields: Mapping[str, str] | None = None,
    meta: str | Path | None = None,
    workers: int = 1,
) -> Iterator[Checked | Problem]:
    """Every quotation of five words or more of `inputs` beside what `records` have in its place, an article at a time.

    `inputs` are paths or rows, or what `read` gave; that comes first. `records` are transcripts or statements: files,
    folders, globs. `workers` processes read the articles. Raises InputError when not one record could be read. Problems
    of articles pass through.
    """
    from quoth.checking import Checker

    records = _paths(records, _RECORD)
    checker = Checker(records)
    for one in attribute(_ready(inputs, fields, meta, records), workers=workers):
        yield one if isinstance(one, Problem) else checker.check(one)


def trace(
    inputs: Iterable[str | Path | Mapping[str, Any] | Article | Problem] | str | Path,
    records: Iterable[str | Path] | str | Path = (),
    *,
    fields: Mapping[str, str] | None = None,
    meta: str | Path | None = None,
    workers: int = 1,
) -> Trace:
    """The synopsis of `inputs` (paths or rows, or what `read` gave): stories, sayings, tellings and their variants.

    With `records` (transcripts or statements), each saying has beside it what the best of them has. `workers` processes
    read the articles; a notebook and a script need do nothing for that. Nothing is stored.
    Raises InputError when not one article, or not one record, could be read (fewer than all is in `Trace.problems`),
    and UsageError when two articles have one id.
    """
    from quoth.synopsis import synopsis

    checker = None
    if named := _paths(records, _RECORD):
        from quoth.checking import Checker

        checker = Checker(named)
    results = list(attribute(_ready(inputs, fields, meta, named), workers=workers))
    problems = [r for r in results if isinstance(r, Problem)]
    attributed = [r for r in results if isinstance(r, Attributed)]
    if not attributed:
        why = "; ".join(f"{p.where}: {p.message}" for p in problems[:3]) or "no input was given"
        raise InputError(f"no article could be read ({why})")
    if checker is None:
        return synopsis(attributed, problems)
    return synopsis(attributed, [*problems, *checker.problems], records=checker.indexes)


def rows(results: Trace | Iterable[Attributed | Checked | Problem]) -> Iterator[dict[str, object]]:
    """`results` as rows for a data frame: of a `Trace` one a telling, of what `attribute` gives one an attribution, of
    what `check` gives one a quotation.

    ``pandas.DataFrame(quoth.rows(trace))``. The columns, in order, are those of ``--format csv`` of the commands
    `trace`, `attributions` and `check` (docs/reference/cli.md); places are lists of (start, end). A problem, and an
    article in which nobody says anything, has no row. Raises UsageError for anything else.
    """
    from quoth import columns as made

    if isinstance(results, Trace):
        return _named(made.TELLING, made.tellings(results))
    return _of_results(results)


def _of_results(results: Iterable[Attributed | Checked | Problem]) -> Iterator[dict[str, object]]:
    from quoth import columns as made
    from quoth.records.finding import Checked

    for one in _several(results, _RESULTS, one=(), listed=(Attributed, Checked, Problem)):
        if isinstance(one, Attributed):
            yield from _named(made.ATTRIBUTION, made.attributions([one]))
        elif isinstance(one, Checked):
            yield from _named(made.QUOTATION, made.quotations([one]))
        elif not isinstance(one, Problem):
            raise UsageError(f"expected {_RESULTS}, and got {_described(one)}")


def _named(columns: Sequence[Column], values: Iterable[Row]) -> Iterator[dict[str, object]]:
    for row in values:
        yield {column.name: _plain(value) for column, value in zip(columns, row, strict=True)}


def _plain(value: Value) -> object:
    """A value of a row as every data frame takes it."""
    if value is None or isinstance(value, str | float | bool):
        return value
    return value if isinstance(value, int) else [(span.start, span.end) for span in value]


def _article(one: object) -> Article | Problem:
    """`one`, where it is an article that is whole, or a problem; raises UsageError for anything else."""
    if not isinstance(one, Article | Problem):
        raise UsageError(f"expected {_ARTICLES}, and got {_described(one)}")
    return one if isinstance(one, Problem) else _whole(one)


def _processes(workers: object) -> int:
    from quoth.workers import MOST

    if not isinstance(workers, int) or not 1 <= workers <= MOST:
        raise UsageError(f"workers: expected a number of processes, 1 to {MOST}, and got {workers!r:.40}")
    return workers


def _ready(
    inputs: Iterable[str | Path | Mapping[str, Any] | Article | Problem] | str | Path,
    fields: Mapping[str, str] | None,
    meta: str | Path | None,
    records: Iterable[str | Path] = (),
) -> Iterator[Article | Problem]:
    """What of `inputs` was read already, one by one, and then what the paths among them give, read together; where
    they are rows, what these give. One of the `records` that lies in a folder of `inputs` is no article.
    """
    at_hand, several = _at_hand(_several(inputs, f"{_PATH}, or {_ARTICLES}", listed=(Mapping, Article, Problem)))
    if at_hand:
        yield from read(several, fields=fields, meta=meta)
        return
    paths: list[str | Path] = []
    for one in several:
        if isinstance(one, Article | Problem):
            yield one
        else:
            paths.append(one)
    if paths and records:
        from quoth.records import beside

        yield from beside.without(read(paths, fields=fields, meta=meta), beside.files(records, paths))
    elif paths:
        yield from read(paths, fields=fields, meta=meta)


def _several(
    given: Any, expected: str, *, one: tuple[type, ...] = (str, Path), listed: tuple[type, ...] = ()
) -> Iterable[Any]:
    """What was given, to be gone through; what is of the types `one` alone. Those of `listed` would do in a list.

    Raises UsageError for what cannot be gone through, and for words and mappings, whose letters and keys nobody meant.
    """
    if isinstance(given, one):
        return [given]
    if hasattr(given, "columns") and (hasattr(given, "iter_rows") or hasattr(given, "to_dict")):
        how = 'df.to_dict("records") of pandas, df.iter_rows(named=True) of polars'
        raise UsageError(f"a data frame goes into quoth.read as its rows: {how}")
    if isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping):
        return given
    alone = ": put it into a list" if isinstance(given, listed) else ""
    raise UsageError(f"expected {expected}, and got {_described(given)}{alone}")


def _at_hand(given: Iterable[Any]) -> tuple[bool, Iterable[Any]]:
    """Whether these are rows, which the first of them says, or in a list any, since some may be broken; and all of
    them.
    """
    if isinstance(given, Sequence):
        return any(isinstance(one, Mapping) for one in given), given
    waiting = iter(given)
    first = list(islice(waiting, 1))
    return any(isinstance(one, Mapping) for one in first), chain(first, waiting)


def _whole(article: Article) -> Article:
    """`article`; raises UsageError for what a row of a database or a data frame has in place of words or a day."""
    for name in ("id", "path", "text", *_STATED):
        value = getattr(article, name)
        if not isinstance(value, str) and (value is not None or name not in _STATED):
            what = "words or None" if name in _STATED else "words"
            raise UsageError(f"the {name} of an article is {what}; {article.id!r:.40} has {_described(value)}")
    if article.published is not None:
        from datetime import date

        try:
            date.fromisoformat(article.published[:10])
        except ValueError:
            what = f"an ISO date such as 2025-03-12, or a date-time; {article.id!r:.40} has {article.published!r:.40}"
            raise UsageError(f"published of an article is {what}") from None
    return article


def _paths(given: object, expected: str, instead: str = "") -> list[str | Path]:
    """The paths that were given, one or several; raises UsageError where one is none, and says what to do `instead`."""
    paths = list(_several(given, expected))
    if wrong := [one for one in paths if not isinstance(one, str | Path)]:
        raise UsageError(f"expected {expected}, and got {_described(wrong[0])}{instead}")
    if texts := [one for one in paths if isinstance(one, str) and ("\n" in one or len(one) > _LONGEST)]:
        raise UsageError(f"expected {expected}, and got a text, {texts[0][:40]!r}{instead}")
    return paths


def _described(one: object) -> str:
    return f"{type(one).__name__} {one!r:.60}"
