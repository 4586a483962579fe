"""Mutated inputs for every reader: ``python -m benchmarks.mutated [COUNT [READER…]]`` (20,000 for each by default).

Each input is one of our own with up to eight changes: bytes flipped, stretches cut, doubled, moved or filled with what
readers trip over. Counted are those read and those refused with a reason code; an exception of any other kind is an
escape, and the slowest input is timed. Parquet is read by the very program that reads it otherwise, in a fork instead
of a new process, because that is twenty times as fast. Each reader has a process of its own. With ``--resume FOLDER``
what was read is kept and the next run goes on behind it, so that all of it fits into hours that are free (``--minutes``
ends a run). Ends with 1 where anything escaped, took over two seconds, needed more than 512 MB, or is still to be read.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.inputs import delivered, kept, transcripts, whole
from benchmarks.markup import pages
from benchmarks.pages.walls import walls

from quoth.articles import document, html, inside, kinds, mail, meta
from quoth.articles.listing import Place
from quoth.articles.run import Run
from quoth.articles.table import parquet, parquet_child
from quoth.records import reading
from quoth.records.record import Record
from quoth.types import Article, Problem

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
OWN = ("pages", "mail", "documents", "sheet", "letter")
KINDS = (
    "text", "json", "lines", "csv", "tsv", "rss", "atom", "json feed", "warc", "warc.gz", "warc.zst", "wacz", "zip",
    "gzip", "xz", "parquet",
    "attachments", "mailbox", "emlx", "unicode text", "xlsx", *delivered.delivered(), *kept.kept(),
)  # fmt: skip

RECORDS = tuple(transcripts.transcripts())


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
        "sheet": (_of_sheet, [whole.sheet()]),
        "letter": (_of_letter, [kept.content(kept.paragraphs(whole.TEXT, whole.TEXT) + kept.STRUCK).encode()]),
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


def record_reader(name: str) -> Reader:
    """Reads bytes as a record of this name is read, from a file, because that is how records are read."""
    path = Path(tempfile.mkdtemp(prefix="quoth-record-")) / name

    def read(data: bytes) -> None:
        path.write_bytes(data)
        found = list(reading.read([path]))
        if not any(isinstance(one, Record) for one in found):
            if not found or any(one.code == "broken" for one in found if isinstance(one, Problem)):
                raise RuntimeError(str(found))
            raise RefusedError("no-record")

    return read


def _of_sheet(data: bytes) -> None:
    """Reads bytes as the sheet of a workbook: of one that is mutated as it lies, most are damaged archives."""
    reader("quay.xlsx")(whole.workbook(data))


def _of_letter(data: bytes) -> None:
    """Reads bytes as the text of a letter of LibreOffice."""
    reader("quay.odt")(kept.letter(data))


def _of_kind(kind: str) -> tuple[Reader, list[bytes]]:
    """The reader of a kind of file, and our own input for it; pages in web archives are small: mutated elsewhere."""
    if kind in RECORDS:
        name, data = transcripts.transcripts()[kind]
        return record_reader(name), [data]
    name, data = {**whole.whole(), **kept.kept()}[kind]
    if kind.startswith("warc"):
        small = tuple(whole.small_page(n) for n in range(whole.ROWS))
        data = whole.crawl(kind.partition(".")[2], pages=small)
    return reader(name), [data]


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


@dataclass
class Outcome:
    """What became of the mutated inputs of one reader so far; `commits` are those whose code read them."""

    read: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    memory: int = 0
    seconds: float = 0.0
    commits: list[str] = field(default_factory=list)
    escapes: list[str] = field(default_factory=list)

    @property
    def escaped(self) -> int:
        return sum(n for what, n in self.counts.items() if what in ("ESCAPED", "no code"))

    @property
    def passed(self) -> bool:
        return not self.escaped and self.slowest <= LIMIT_SECONDS and self.memory <= LIMIT_MB

    def __str__(self) -> str:
        most = ", ".join(f"{what} {n:,}" for what, n in self.counts.most_common())
        rate = self.read / (self.seconds or 1)
        return f"{self.read:7,}{self.escaped:9,}{self.slowest:9.2f}{self.memory:6}{rate:9.0f}  {most}"


def go_on(name: str, given: tuple[Reader, list[bytes]], until: int, ends: float, so_far: Outcome) -> None:
    """Reads on from the input where `so_far` stopped, up to number `until` or the time `ends`.

    Each input is made from its own number, so that it is the same one in whatever run it is made.
    """
    read, seeds = given
    while so_far.read < until and time.monotonic() < ends:
        i = so_far.read
        data = mutated(seeds[i % len(seeds)], Random(f"{name} {i}"))
        began = _used()
        try:
            read(data)
            so_far.counts["read"] += 1
        except ValueError as error:
            so_far.counts[getattr(error, "code", None) or "no code"] += 1
        except Exception as error:
            so_far.counts["ESCAPED"] += 1
            so_far.escapes.append(f"{i}: {type(error).__name__}: {error}"[:200])
        took = _used() - began
        so_far.slowest = max(so_far.slowest, took)
        so_far.seconds += took
        so_far.read += 1
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    so_far.memory = max(so_far.memory, *(resource.getrusage(who).ru_maxrss // 1024 for who in both))


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _kept(folder: Path, name: str) -> Outcome:
    """What earlier runs found of a reader."""
    path = folder / f"{name}.json"
    if not path.exists():
        return Outcome()
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Outcome(**{**kept, "counts": Counter(kept["counts"])})


def _keep(folder: Path, name: str, outcome: Outcome) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.with_suffix(".new").write_text(json.dumps(vars(outcome)), encoding="utf-8")
    path.with_suffix(".new").replace(path)


def _alone(name: str, count: int, ends: float, folder: Path | None) -> Outcome:
    """One reader, in a fork, so that the memory is its own."""
    so_far = _kept(folder, name) if folder else Outcome()
    if (commit := _commit()) not in so_far.commits and so_far.read < count:
        so_far.commits.append(commit)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            given = inputs()[name] if name in OWN else _of_kind(name)
            if name == "parquet":
                import arro3.io  # noqa: F401  (once, not in every fork)

                parquet.subprocess.Popen = _Fork  # type: ignore[misc, assignment]
            go_on(name, given, count, ends, so_far)
            os.write(writing, json.dumps(vars(so_far)).encode())
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    status = os.waitpid(child, 0)[1]
    if status or not said:
        so_far.counts["ESCAPED"] += 1
        so_far.escapes.append(f"the process ended with {os.waitstatus_to_exitcode(status)}")
        return so_far
    found = json.loads(said)
    outcome = Outcome(**{**found, "counts": Counter(found["counts"])})
    if folder:
        _keep(folder, name, outcome)
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=20_000, help="inputs for each reader")
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join((*OWN, *KINDS, *RECORDS)))
    parser.add_argument("--resume", type=Path, metavar="FOLDER", help="keep what was read here, and go on from there")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so many; go on with --resume")
    args = parser.parse_args()
    ends = time.monotonic() + 60 * args.minutes
    good = True
    print(f"{'reader':12}{'inputs':>7}{'escaped':>9}{'slowest':>9}{'MB':>6}{'a second':>9}  what became of them")
    commits: set[str] = set()
    for name in (*OWN, *KINDS, *RECORDS):
        if args.readers and name not in args.readers:
            continue
        outcome = _alone(name, args.count, ends, args.resume)
        commits |= set(outcome.commits)
        whole_count = outcome.read >= args.count
        print(f"{name:12}{outcome}{'' if whole_count else '  NOT ALL OF THEM'}", flush=True)
        for line in outcome.escapes[:9]:
            print(f"  ESCAPED {line}")
        good = good and outcome.passed and whole_count
    print(f"seconds of processor time; read with the code of {', '.join(sorted(commits))}")
    return int(not good)


if __name__ == "__main__":
    raise SystemExit(main())
