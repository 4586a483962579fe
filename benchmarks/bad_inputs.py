"""Bad inputs over every reader: ``python -m benchmarks.bad_inputs [EVERY]`` (all of them, or every so-manieth).

Each of the 4,600 files of `benchmarks.inputs.bad` is read as `quoth.read` does. Counted are those that gave an article
and those that were set aside; together they must be all, every problem must have a code, nothing may escape, and none
may take more than two seconds of processor time. Ends with 1 where that is not so.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.inputs.bad import bad

import quoth
from quoth.types import Article

LIMIT_SECONDS, LIMIT_MB = 2.0, 512


@dataclass
class Outcome:
    """What became of many inputs."""

    given: int = 0
    accepted: int = 0
    aside: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    escaped: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def read_all(every: int, folder: Path) -> Outcome:
    """Reads every so-manieth bad input, each a file of its own in `folder`."""
    seen = Outcome()
    for n, (name, data) in enumerate(bad()):
        if n % every:
            continue
        path = folder / name[-200:]
        path.write_bytes(data)
        seen.given += 1
        began = _used()
        try:
            found = list(quoth.read([path]))
        except Exception as error:
            seen.escaped.append(f"{name}: {type(error).__name__}: {error}")
            continue
        finally:
            path.unlink()
        seen.slowest = max(seen.slowest, (_used() - began, name))
        problems = [one for one in found if not isinstance(one, Article) and not one.of_meta]
        seen.codes.update(str(one.code) for one in problems)
        seen.escaped += [f"{name}: {p.code}: {p.message}" for p in problems if p.code in (None, "broken")]
        if any(isinstance(one, Article) for one in found):
            seen.accepted += 1
        elif problems:
            seen.aside += 1
        else:
            seen.escaped.append(f"{name}: came to nothing")
    return seen


def _used() -> float:
    """Processor time of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> int:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory(prefix="quoth-bad-") as folder:
        seen = read_all(every, Path(folder))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seen.given:,} bad inputs: {seen.accepted:,} gave articles, {seen.aside:,} were set aside, "
          f"{len(seen.escaped)} escaped")  # fmt: skip
    print(f"slowest {seen.slowest[0]:.2f} s CPU ({seen.slowest[1]}), {memory} MB")
    print("  " + ", ".join(f"{code} {n:,}" for code, n in seen.codes.most_common()))
    for line in seen.escaped[:40]:
        print("  ESCAPED", line[:300])
    whole = seen.accepted + seen.aside == seen.given and not seen.escaped
    return int(not whole or seen.slowest[0] > LIMIT_SECONDS or memory > LIMIT_MB)


if __name__ == "__main__":
    raise SystemExit(main())
