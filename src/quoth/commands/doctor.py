"""``quoth doctor``."""

from __future__ import annotations

import argparse
from pathlib import Path

from quoth.commands import FAILED, OK, STORE
from quoth.commands.engine import Engine
from quoth.output import Words, as_json, opened


def doctor(args: argparse.Namespace, _engine: Engine, _words: Words) -> int:
    """``quoth doctor``: what is installed and whether it is whole."""
    from quoth import doctor as examination

    checks = examination.examine(Path(args.store or STORE), must_exist=args.store is not None, audit=args.audit)
    with opened(args.output) as output:
        if args.format == "json":
            output.write(as_json(examination.to_dict(checks), indent=1) + "\n")
        else:
            output.write(examination.render(checks, quiet=args.quiet))
    return OK if all(check.ok for check in checks) else FAILED
