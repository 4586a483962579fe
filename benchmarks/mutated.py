"""Mutated pages, mails and documents: ``python -m benchmarks.mutated [COUNT]`` (20,000 for each reader by default).

Each input is one of our own with up to eight changes: bytes flipped, stretches cut, doubled, moved or filled with what
readers trip over. Counted are those read and those refused with a reason code; an exception of any other kind is an
escape, and the slowest input is timed. Ends with 1 where anything escaped, took over two seconds, or needed more than
512 MB.
"""

from __future__ import annotations

import gzip
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from random import Random

from benchmarks.markup import pages
from benchmarks.pages.walls import walls

from quoth.articles import document, html, mail

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
)
LIMIT_SECONDS, LIMIT_MB = 2.0, 512


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


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    draw = Random(7)
    bad = False
    for name, (reader, seeds) in inputs().items():
        outcome: Counter[str] = Counter()
        slowest = 0.0
        for i in range(count):
            data = mutated(seeds[i % len(seeds)], draw)
            began = time.process_time()
            try:
                reader(data)
                outcome["read"] += 1
            except ValueError as error:
                outcome[getattr(error, "code", "no code")] += 1
            except Exception as error:
                outcome[f"ESCAPED {type(error).__name__}: {error}"[:100]] += 1
            slowest = max(slowest, time.process_time() - began)
        escaped = sum(n for what, n in outcome.items() if what.startswith("ESCAPED") or what == "no code")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name}: {count:,} inputs, {escaped} escaped, slowest {slowest:.2f} s CPU, {memory} MB")
        print("  " + ", ".join(f"{what} {n:,}" for what, n in outcome.most_common()))
        bad = bad or escaped > 0 or slowest > LIMIT_SECONDS or memory > LIMIT_MB
    return int(bad)


if __name__ == "__main__":
    raise SystemExit(main())
