"""The inputs of a command: read, fetched where they are addresses, attributed, and counted on the way."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from quoth.articles import listing
from quoth.articles.fields import checked
from quoth.commands.engine import Engine
from quoth.commands.keeping import Keeping
from quoth.commands.overwriting import BESIDE
from quoth.commands.tally import Tally
from quoth.errors import UsageError
from quoth.output import Words
from quoth.types import Article, Attributed, Problem


def attributed_inputs(
    args: argparse.Namespace, engine: Engine, tally: Tally, words: Words, store: Keeping | None = None
) -> Iterator[Attributed | Problem]:
    """What the inputs hold, in their order, counted; each article attributed, if `store` does not know it, and kept."""
    from quoth.workers import Fresh, attributed

    but = [f"{args.store}{end}" for end in ("", *BESIDE)] if store else []
    found = _read(args, engine, but)
    items = (store.known(one) if store and isinstance(one, Article) else one for one in found)
    for item in attributed(items, engine.attribute, args.workers):
        one = item.result if isinstance(item, Fresh) else item
        if store and isinstance(item, Fresh) and isinstance(one, Attributed):
            store.keep(one)
        tally.add(one, new=isinstance(item, Fresh))
        tally.show(words)
        yield one


def _read(args: argparse.Namespace, engine: Engine, but: Sequence[str] = ()) -> Iterator[Article | Problem]:
    """What the inputs hold. A folder may hold what quoth itself writes there, and the records: `but`, the output and
    these are no articles.
    """
    output = args.output if args.output != "-" else None
    own = {os.path.realpath(path) for path in (*but, output, args.set_aside) if path}
    fields = fields_of(args.field)
    given = _fetched(args, engine, fields)
    if records := getattr(args, "record", ()):
        from quoth.records import beside

        given = beside.without(given, beside.files(records, args.inputs))
    for found in given:
        article = found if isinstance(found, Article) else found.article
        path = article.path if article is not None else str(getattr(found, "where", "-")).partition("#")[0]
        real = listing.real(path)
        if path == "-" or (real not in own and os.path.dirname(real) not in own):  # noqa: PTH120
            yield found


def _fetched(args: argparse.Namespace, engine: Engine, fields: Mapping[str, str] | None) -> Iterable[Article | Problem]:
    """What stands in the inputs; addresses among them are fetched, and with --fetch the links of feeds."""
    if not args.fetch and not any("://" in one for one in args.inputs):
        return engine.read(args.inputs, fields, args.meta)
    from quoth import fetching

    store = None if getattr(args, "no_store", False) else getattr(args, "store", None)
    get = engine.fetcher(Path(store) if store else None).get
    inputs = fetching.named(args.inputs, get)
    if not args.fetch:
        return engine.read(inputs, fields, args.meta)
    return fetching.unless_followed(engine.read(list(fetching.followed(inputs, get)), fields, args.meta))


def fields_of(given: Sequence[str]) -> dict[str, str] | None:
    """``["text=content_original"]`` as a mapping; None when nothing was given. Raises UsageError where one of ours is
    none, or is named twice.
    """
    fields: dict[str, str] = {}
    for one in given:
        ours, sign, theirs = one.partition("=")
        if not (ours and sign and theirs):
            raise UsageError(f"--field expects OURS=THEIRS, such as text=content_original, and got {one!r}")
        if fields.setdefault(ours, theirs) != theirs:
            raise UsageError(f"--field {ours} is named twice, as {fields[ours]} and {theirs}: give one of them")
    return checked(fields) or None
