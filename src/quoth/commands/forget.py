"""``quoth forget``: says what would go, and with ``--yes`` lets it go and shows that nothing is left of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from quoth.commands.engine import Engine
from quoth.counted import counted
from quoth.errors import StoreError, UsageError
from quoth.output import Words, opened

_WAIT = 3.0  # seconds for another quoth to end


def forget(args: argparse.Namespace, _engine: Engine, words: Words) -> int:
    """Runs the command. 0: shown, or forgotten and proven; 1: something of it is left, or is not there at all."""
    from quoth.store import Store
    from quoth.store.forget import forget as forgotten
    from quoth.store.forget import naming
    from quoth.store.lock import held

    if not args.articles and not args.person:
        raise UsageError("name the articles to forget by their ids, or a person with --person NAME")
    path = Path(args.store)
    if not path.exists():
        raise StoreError(f"{path} does not exist: expected a store that quoth wrote")
    with held(path, "quoth forget", alone=True, wait=_WAIT), Store.open(path) as store:
        known = {name: store.article(name) is not None for name in args.articles}
        if missing := [name for name, there in known.items() if not there]:
            raise StoreError(f"{path} has no article with the id {', '.join(missing)}: see quoth trace --format json")
        going = set(args.articles)
        for name in args.person:
            going.update(naming(store, name))
        with opened(None) as output:
            output.write("".join(f"{name}\n" for name in sorted(going)))
        if not going:
            words.say(f"no article in {path} names {' or '.join(args.person)}: nothing to forget")
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
