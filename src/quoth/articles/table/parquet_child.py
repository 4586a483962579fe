"""A program of its own, started by `parquet`: a Parquet file on standard input, rows as JSON on output.

The library that reads Parquet ends the whole process on some damaged files (1 of 1,000 mutated ones: a panic in a
place where it may not unwind), and what it allocates is what the file asks for. So it has a process to itself, in which
memory and the time of a batch are bounded; what it says comes back through a pipe. Imports nothing of quoth, so that it
starts in a tenth of a second.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from typing import Any

BATCH = 64  # rows that are unfolded at a time
BATCH_SECONDS = 2.0  # of processor time
BASE_MEMORY = 100 << 20  # beyond what the empty process has
MOST_MEMORY = 1 << 30
_FAILED = "!"


def main() -> int:
    """Writes a line ``["name", …]``, then one line a row, then "."; "!memory" or "!damaged" where that cannot be."""
    wanted = {_folded(name) for name in json.loads(sys.argv[1])}
    out = sys.stdout
    try:
        import arro3.core  # noqa: F401  (loaded before memory is bounded)
        from arro3.io import read_parquet

        _bound()
        _in_time()
        with open(0, "rb", closefd=False) as file:
            reader = read_parquet(file, batch_size=BATCH)
            names = list(reader.schema.names)
            out.write(json.dumps(names[:5000]) + "\n")
            kept = [n for n in dict.fromkeys(names) if _folded(n) in wanted][:100]
            while True:
                _in_time()
                try:
                    batch = reader.read_next_batch()
                except StopIteration:
                    break
                columns = [_values(batch.column(n)) for n in kept]
                for n in range(batch.num_rows):
                    row = {name: column[n] for name, column in zip(kept, columns, strict=True)}
                    out.write(json.dumps(row, default=str, ensure_ascii=True) + "\n")
            out.write(".\n")
    except MemoryError:
        out.write(f"{_FAILED}memory\n")
    except BaseException:  # where arro3 panics it raises what is no Exception; its words are for who programs it
        out.write(f"{_FAILED}damaged\n")
    out.flush()
    return 0


def _folded(name: str) -> str:
    """As `fields.folded`, which this program cannot import."""
    return re.sub("[ _-]+", "", name[:200]).lower()


def _values(column: Any) -> list[Any]:
    """A column's values; bytes as the text they are in UTF-8, and None for what JSON has no word for."""
    made = []
    for scalar in column:
        value = scalar.as_py()
        made.append(value.decode("utf-8", "replace") if isinstance(value, bytes) else value)
    return made


def _bound() -> None:
    """Bounds memory to what there is now, `BASE_MEMORY`, and eight times the file."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
        now = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    most = now + min(BASE_MEMORY + 8 * os.fstat(0).st_size, MOST_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _in_time() -> None:
    """Ends the process when the next step takes more than `BATCH_SECONDS`; a handler would wait for native code."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, BATCH_SECONDS + os.fstat(0).st_size / 50_000_000)


if __name__ == "__main__":
    sys.exit(main())
