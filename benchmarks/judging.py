"""Keeps judgements one by one, for who wants to disturb it: ``python benchmarks/judging.py STORE COUNT [PAUSE]``.

Prints the id of each once it is acknowledged. Those that are there already are acknowledged again. What comes out is
the same every time, so that an interrupted run can be held against an unbroken one.
"""

from __future__ import annotations

import sys
import time

from quoth.errors import StoreError
from quoth.judgements import Judgement
from quoth.store import Store, keep


def judgements(count: int) -> list[Judgement]:
    ids = [f"{n:032x}" for n in range(1, count + 1)]
    return [Judgement(i, "undo", "A. Reader", "2026-11-22T00:00:00Z", why=f"No. {i}" * 30, undoes=i) for i in ids]


def main() -> int:
    path, count, *pause = sys.argv[1:]
    try:
        with Store.open(path) as store:
            for one in judgements(int(count)):
                keep(store, [one])
                print(one.id, flush=True)
                time.sleep(float(pause[0]) if pause else 0)
    except StoreError as error:
        print(f"quoth: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
