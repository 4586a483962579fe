"""``quoth serve``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from quoth.commands import OK
from quoth.commands.engine import Engine
from quoth.commands.keeping import PATIENCE
from quoth.errors import UsageError
from quoth.output import Words, opened


def serve(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth serve``: the store as a page for the browser, until it is stopped."""
    from getpass import getuser

    from quoth.page.app.given.reading import Engine as Reads
    from quoth.page.app.server import Served
    from quoth.page.app.server import serve as served
    from quoth.page.app.settings import Settings, checked

    password = os.environ.get("QUOTH_PASSWORD") or None
    if args.password_file is not None:
        try:
            password = Path(args.password_file).read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise UsageError(f"--password-file {args.password_file} cannot be read ({why})") from error
    try:
        who = args.judge or getuser()
    except (KeyError, OSError):  # an account without a name
        who = "somebody"
    settings = checked(
        Settings(
            *(Path(args.store), args.host, args.port, who, password, tuple(args.allow_host)),
            fetching=args.fetch,
            records=tuple(args.record),
        )
    )
    reads = Reads(
        lambda inputs, meta=None: engine.read(inputs, None, meta),
        engine.attribute,
        engine.made_by,
        (lambda: engine.fetcher(settings.store)) if settings.fetching else None,
    )

    def tell(one: Served) -> None:
        words.say(f"{args.store} is shown at this address; open it in your browser")
        with opened(None) as output:
            output.write(f"{one.address}\n")
        words.say("Ctrl-C ends it")

    from quoth.store.lock import held

    try:
        with held(Path(args.store), "quoth serve", alone=False, wait=PATIENCE):
            served(settings, reads, tell)
    except KeyboardInterrupt:
        words.say("ended")
    return OK
