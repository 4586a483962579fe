"""XML that asks for files and addresses: ``python -m benchmarks.xml_attacks``.

Each attack is read by `quoth.read` under an audit hook that sees every file that is opened and every socket in this
process; a server on this machine counts who asks it. Ends with 1 where the secret file was opened or its words came
out, anything was connected with, anything escaped, or a second of the processor went by three times: a longer second
on a slower machine, or on one that is slow just now (tests/pace.py).
"""

from __future__ import annotations

import socket
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.inputs.attacks import attacks

import quoth
from quoth.types import Article

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from pace import slowness

LIMIT_SECONDS = 1.0
TRIES = 3
SECRET = "the words of the secret file"
_watched: list[str] = []
_reached: list[str] = []
_watching = False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "open" and str(arguments[0]) in _watched:
        _reached.append(f"opened {arguments[0]!r}")
    if event.startswith("socket.") and event != "socket.__new__":
        _reached.append(f"{event} {arguments[1:]!r}")


def _again(path: Path) -> float:
    """Processor seconds of reading `path` once more."""
    began = time.process_time()
    list(quoth.read([path]))
    return time.process_time() - began


def main() -> int:
    global _watching  # noqa: PLW0603 - an audit hook cannot be taken away again, only told to look elsewhere
    sys.addaudithook(_hook)
    outcome: Counter[str] = Counter()
    slowest, bad, count = 0.0, [], 0
    with tempfile.TemporaryDirectory(prefix="quoth-xml-") as folder, socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        secret = Path(folder) / "secret.txt"
        secret.write_text(SECRET, encoding="ascii")
        _watched.append(str(secret))
        for what, name, data in attacks(str(secret), f"127.0.0.1:{server.getsockname()[1]}"):
            count += 1
            path = Path(folder) / name
            path.write_bytes(data)
            _reached.clear()
            began = time.process_time()
            _watching = True
            try:
                found = list(quoth.read([path]))
            except Exception as error:
                found = []
                bad.append(f"{what}: escaped with {type(error).__name__}: {error}")
            _watching = False
            took = time.process_time() - began
            tries = 1
            while took > LIMIT_SECONDS and tries < TRIES:
                took, tries = min(took, _again(path)), tries + 1
            limit = LIMIT_SECONDS * slowness() if took > LIMIT_SECONDS else LIMIT_SECONDS
            slowest = max(slowest, took)
            words = "".join(
                f"{a.text}{a.title}" if isinstance(a, Article) else f"{a.message}{a.article}" for a in found
            )
            outcome.update("read" if isinstance(a, Article) else f"set aside ({a.code})" for a in found)
            bad += [f"{what}: {one}" for one in _reached]
            bad += [f"{what}: its words came out"] * (SECRET in words)
            bad += [f"{what}: {a.message}" for a in found if not isinstance(a, Article) and a.code in (None, "broken")]
            bad += [f"{what}: took {took:.1f} s"] * (took > limit)
            path.unlink()
        try:
            server.accept()
            bad.append("somebody asked the server")
        except BlockingIOError:
            pass
    print(f"{count} XML attacks: {len(bad)} got through, slowest {slowest:.2f} s CPU")
    print("  " + ", ".join(f"{what} {n}" for what, n in outcome.most_common()))
    for line in bad:
        print("  NOT PASSED", line[:300])
    return int(bool(bad) or count < 40)


if __name__ == "__main__":
    raise SystemExit(main())
