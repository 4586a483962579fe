"""Mutated inputs for every reader: ``python -m benchmarks.mutated [COUNT [READER…]]`` (20,000 for each by default).

Each input is one of our own with up to eight changes: bytes flipped, stretches cut, doubled, moved or filled with what
readers trip over. Counted are those read and those refused with a reason code; an exception of any other kind is an
escape, and the slowest input is timed. Parquet is read by the very program that reads it otherwise, in a fork instead
of a new process, because that is twenty times as fast. Ends with 1 where anything escaped, took over two seconds, or
needed more than 512 MB.
"""

from __future__ import annotations

import gzip
import io
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from random import Random
from typing import Any

from benchmarks.inputs import whole
from benchmarks.markup import pages
from benchmarks.pages.walls import walls

from quoth.articles import document, html, inside, kinds, mail, meta, parquet, parquet_child
from quoth.articles.listing import Place
from quoth.articles.run import Run
from quoth.types import Article

Reader = Callable[[bytes], object]
NASTY = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<!--",
    b"-->",
    b"<script>",
    b"</p>",
    b"<q>",
    b"<b>" * 200,
    b"&#x110000;",
    b"&#55555;",
    b"{",
    b"[" * 500,
    b'\\ud800"',
    b"=?utf-8?q?=ff?=",
    b"Content-Type: multipart/mixed; boundary=x\n",
    b"\r\n",
    b"--",
    b"endobj",
    b"PK\x03\x04",
    b"\x93",
    b"<blockquote>" * 50,
    b"]]>",
    b"<title>",
    b"1" * 5000,
    b"<![CDATA[",
    b"<item>",
    b"&x;",
    b"\r\n\r\nWARC/1.1\r\n",
    b"Content-Length: 99999\r\n",
    b"\x1f\x8b\x08\0",
    b"\x28\xb5\x2f\xfd",
    b"PAR1",
    b"PK\x05\x06",
    b',"',
    b"\xff\xff\xff\x7f",
)
LIMIT_SECONDS, LIMIT_MB = 2.0, 512
KINDS = (
    "text", "json", "lines", "csv", "tsv", "rss", "atom", "json feed", "warc", "warc.gz", "warc.zst", "wacz", "zip",
    "gzip", "xz", "parquet",
)  # fmt: skip


def mutated(data: bytes, draw: Random) -> bytes:
    """`data` with one to eight changes."""
    out = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(out) + 1)
        until = min(len(out), at + draw.choice((1, 4, 40, 400)))
        how = draw.randrange(5)
        if how == 0 and out:
            for _ in range(draw.randint(1, 8)):
                out[draw.randrange(len(out))] = draw.randrange(256)
        elif how == 1:
            del out[at:until]
        elif how == 2:
            out[at:at] = out[at:until] * draw.choice((1, 2, 20))
        elif how == 3:
            piece = bytes(out[at:until])
            del out[at:until]
            there = draw.randrange(len(out) + 1)
            out[there:there] = piece
        else:
            out[at:at] = draw.choice(NASTY)
    return bytes(out)


def inputs() -> dict[str, tuple[Reader, list[bytes]]]:
    """What each reader is given to begin with."""
    made = [page.encode() for _, _, page in pages(1)]
    message = EmailMessage()
    message["Subject"], message["From"] = "The quay stays shut", "Harbour Office <press@hso.example>"
    message["Date"] = "Wed, 12 Mar 2025 09:30:00 +0100"
    message.set_content("The quay stays shut until the divers have found the movement in its piles.\n" * 9)
    message.add_alternative(made[0].decode(), subtype="html")
    message.add_attachment(gzip.compress(made[1]), maintype="application", subtype="gzip", filename="x.gz")
    given: dict[str, tuple[Reader, list[bytes]]] = {
        "pages": (html.of_bytes, [*made, *(page.encode() for _, _, page in walls())]),
        "mail": (mail.of_bytes, [message.as_bytes()]),
    }
    try:
        sys.path.insert(0, "tests")
        from test_html_mail import docx, pdf, run
    except ImportError:
        return given
    paragraphs = "".join(f"<w:p>{run('The quay stays shut until the divers have found it.')}</w:p>" for _ in range(9))
    given["documents"] = (document.of_bytes, [docx(paragraphs), pdf(["The quay stays shut until then."] * 20)])
    return given


class RefusedError(ValueError):
    """What a reader of several articles had to say, as the readers of one article say it."""

    def __init__(self, code: str | None) -> None:
        super().__init__()
        self.code = code


def reader(name: str) -> Reader:
    """Reads bytes as a file of this name is read, all of it."""

    def read(data: bytes) -> None:
        place = Place(name, name, "quay")
        found = list(inside.articles(place, kinds.by_name(name), io.BytesIO(data), Run({}, meta.Meta())))
        aside = [one for one in found if not isinstance(one, Article) and not one.of_meta]
        if any(one.code in (None, "broken") for one in aside):
            raise RuntimeError(str([one.message for one in aside if one.code in (None, "broken")]))
        if not found:
            raise RuntimeError("came to nothing")
        if aside:
            raise RefusedError(aside[0].code)

    return read


class _Fork:
    """Stands for `subprocess.Popen`: the same program in a fork of this process."""

    def __init__(self, command: list[str], *, stdin: Any, env: dict[str, str], **_: int) -> None:
        os.environ.update(env)
        reading, writing = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            null = os.open(os.devnull, os.O_WRONLY)
            for target, source in ((0, stdin.fileno()), (1, writing), (2, null)):
                os.dup2(source, target)
            sys.stdin, sys.stdout = None, os.fdopen(1, "w", encoding="utf-8", closefd=False)
            sys.argv = command[2:]
            os._exit(parquet_child.main())
        os.close(writing)
        self.stdout = os.fdopen(reading, "rb")

    def kill(self) -> None:
        os.kill(self.pid, 9)

    def wait(self) -> None:
        os.waitpid(self.pid, 0)


def _used() -> float:
    """Processor time of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    draw = Random(7)
    bad = False
    given = inputs()
    for kind in KINDS:
        name, data = whole.whole()[kind]
        given[kind] = (reader(name), [data])
    for name, (read, seeds) in given.items():
        if len(sys.argv) > 2 and name not in sys.argv[2:]:
            continue
        if name == "parquet":
            import arro3.io  # noqa: F401  (once, not in every fork)

            parquet.subprocess.Popen = _Fork  # type: ignore[misc, assignment]
        outcome: Counter[str] = Counter()
        slowest = 0.0
        for i in range(count):
            data = mutated(seeds[i % len(seeds)], draw)
            began = _used()
            try:
                read(data)
                outcome["read"] += 1
            except ValueError as error:
                outcome[getattr(error, "code", "no code")] += 1
            except Exception as error:
                outcome[f"ESCAPED {type(error).__name__}: {error}"[:100]] += 1
            slowest = max(slowest, _used() - began)
        escaped = sum(n for what, n in outcome.items() if what.startswith("ESCAPED") or what == "no code")
        both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        memory = max(resource.getrusage(who).ru_maxrss for who in both) // 1024
        print(f"{name}: {count:,} inputs, {escaped} escaped, slowest {slowest:.2f} s CPU, {memory} MB", flush=True)
        print("  " + ", ".join(f"{what} {n:,}" for what, n in outcome.most_common()))
        bad = bad or escaped > 0 or slowest > LIMIT_SECONDS or memory > LIMIT_MB
    return int(bad)


if __name__ == "__main__":
    raise SystemExit(main())
