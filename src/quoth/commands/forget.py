"""``quoth forget``: says what would go, and with ``--yes`` lets it go and shows that nothing is left of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from quoth.commands.engine import Engine
from quoth.counted import counted
from quoth.errors import StoreError, UsageError
from quoth.output import Words, opened

_WAIT = 3.0  # seconds for another quoth to end


def forget(args: argparse.Namespace, _engine: Engine, words: Words) -> int:
    """Runs the command. 0: shown, or forgotten and proven; 1: something of it is left, or is not there at all."""
    from quoth.page.safe import on_a_line
    from quoth.search.question import first_day
    from quoth.store import Store, chosen
    from quoth.store.forget import forget as forgotten
    from quoth.store.forget import naming
    from quoth.store.lock import held

    if not args.articles and not args.person and not args.before:
        raise UsageError("name what to forget: articles by id, path or address, --person NAME, or --before DAY")
    day = first_day(args.before) if args.before else None
    path = Path(args.store)
    if not path.exists():
        raise StoreError(f"{path} does not exist: expected a store that quoth wrote")
    with held(path, "quoth forget", alone=True, wait=_WAIT), Store.open(path) as store:
        going = set[str]()
        for given in args.articles:
            if not (those := chosen.meant(store, given)):
                raise StoreError(_unknown(path, given, chosen.near(store, given)))
            going.update(those)
        for name in args.person:
            going.update(naming(store, name))
        if day:
            going.update(chosen.before(store, day))
        with opened(None) as output:
            output.write("".join(f"{on_a_line(name)}\n" for name in sorted(going)))
        if not going:
            names = [f"names {' or '.join(args.person)}"] if args.person else []
            old = [f"is older than {day}"] if day else []
            words.say(f"no article in {path} {' or '.join(names + old)}: nothing to forget")
            return 0
        if not args.yes:
            words.say(f"{counted(len(going), 'article')} would be forgotten; nothing was yet: add --yes")
            return 0
        found = forgotten(store, going, args.person)
    for place in found.left:
        words.error(f"words of what was forgotten are still in {place}")
    for file in found.files:
        words.say(f"removed {file}")
    judged = f", {counted(found.judgements, 'judgement')} with them" if found.judgements else ""
    words.say(f"{counted(len(found.articles), 'article')} forgotten{judged}")
    if not found.left:
        words.say(
            "looked through every file of the store: none of their words is left. Inputs and copies were not touched"
        )
    return 1 if found.left else 0


def _unknown(path: Path, given: str, near: Sequence[str]) -> str:
    """That there is no such article, and which ids are like what was given."""
    like = f"; it has {', '.join(near)}" if near else ""
    return f"{path} has no article with the id, path or address {given}{like}"
