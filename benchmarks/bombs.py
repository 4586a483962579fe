"""Bombs: ``python -m benchmarks.bombs``, each read in a process of its own after a harmless input of the same kind.

Told are the bytes on the disk, the seconds from the call to the last problem, and how far memory rose over what the
process had before, or a helping process over one with a harmless file. Ends with 1 where a bomb gave no problem or
stated cap, took more than a second of processor time (on a slower machine more: tests/pace.py), or needed more than
100 MB above resting.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.inputs.bombs import bombs
from benchmarks.inputs.whole import TEXT, whole

import quoth
from quoth.types import Article

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from pace import slowness

LIMIT_SECONDS, LIMIT_MB = 1.0, 100.0


def measured(path: Path, harmless: list[Path], file: int) -> None:
    """Reads `path` and writes what it took to `file`, as JSON."""
    list(quoth.read(harmless))
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts anew
    resting, helper = _peak("VmRSS"), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    began, used = time.monotonic(), _used()
    found = list(quoth.read([path]))
    took, cpu = time.monotonic() - began, _used() - used
    rose = max(_peak("VmHWM") - resting, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 - helper)
    problems = [one for one in found if not isinstance(one, Article)]
    notes = [p for one in found if isinstance(one, Article) for p in one.problems]
    said = sorted({str(p.code) for p in (*problems, *notes)})
    os.write(file, json.dumps([took, cpu, rose, len(found), said]).encode())


def _peak(name: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> int:
    failed = False
    wanted = set("".join(sys.argv[1:]))
    print(f"{'bomb':46}{'bytes':>10}{'wall s':>8}{'CPU s':>7}{'MB more':>9}  what is said")
    with tempfile.TemporaryDirectory(prefix="quoth-bombs-") as folder:
        harmless = []
        for name, data in whole().values():
            harmless.append(Path(folder) / f"harmless-{name}")
            harmless[-1].write_bytes(data)
        for what, name, data in bombs():
            path = Path(folder) / name
            if wanted and name[0] not in wanted:
                continue
            path.write_bytes(data)
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                try:
                    measured(path, harmless, writing)
                finally:
                    os._exit(0)
            os.close(writing)
            with os.fdopen(reading, "rb") as pipe:
                said = pipe.read()
            status = os.waitpid(child, 0)[1]
            path.unlink()
            if status or not said:
                print(f"{what:46}{len(data):10,}  ENDED with {os.waitstatus_to_exitcode(status)}")
                failed = True
                continue
            took, cpu, rose, found, codes = json.loads(said)
            whole_text = not codes and found == 1 and TEXT[:9].encode() in data  # read whole, which is no harm
            quick = cpu <= LIMIT_SECONDS or cpu <= LIMIT_SECONDS * slowness()
            good = quick and rose <= LIMIT_MB and (codes or whole_text) and "broken" not in codes
            failed = failed or not good
            mark = "" if good else "  NOT PASSED"
            print(f"{what:46}{len(data):10,}{took:8.2f}{cpu:7.2f}{rose:9.0f}  {', '.join(codes) or 'read'}{mark}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
