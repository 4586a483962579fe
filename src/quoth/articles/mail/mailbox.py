"""Mailboxes (mbox): the messages of a file, one behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from quoth.articles.kinds import POSTMARK
from quoth.articles.mail import MOST_BYTES

_POSTMARK = re.compile(rb"%b\r?\n" % POSTMARK.encode())
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def messages(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of a mailbox (mbox): each begins with a line “From …” behind an empty line, or at the beginning.

    Read line by line, so that a mailbox of any size costs one message, and of a message no more than makes it too large
    for `of_bytes`. A line of a message that began so was written “>From …”, and is given back. A case it gets wrong: a
    program that did not do that, and a paragraph that begins with “From ” and has a time and a year in its first line.
    """
    lines: list[bytes] | None = None
    size, fresh, apart = 0, True, True  # whether a line begins, and whether nothing or an empty line stands before it
    while line := stream.readline(MOST_BYTES + 1):
        if apart and _POSTMARK.fullmatch(line):
            if lines is not None:
                yield _ESCAPED.sub(rb"\1", b"".join(lines))
            lines, size = [], 0
        elif lines is not None and size <= MOST_BYTES:
            lines.append(line)
            size += len(line)
        apart = fresh and line in (b"\n", b"\r\n")
        fresh = line.endswith(b"\n")
    if lines is not None:
        yield _ESCAPED.sub(rb"\1", b"".join(lines))
