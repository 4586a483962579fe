"""A message with what is attached to it, as articles: `letter`, `letter#statement.docx`, `letters#3#statement.docx`.

Press offices write “see attached” and attach the statement, often twice, as DOCX and as PDF: a file whose words all
stand in the message, or in another of its files, is not read a second time, and that is told. What states no outlet
and no day of its own is inferred to be of the sender and of the day on which the message was sent.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from quoth.articles import kinds
from quoth.articles.folder import BESIDE, beside
from quoth.articles.mail import Attached, Letter, opened
from quoth.articles.mail.mailbox import messages
from quoth.articles.place import Place, unread
from quoth.articles.run import Read, Run, made
from quoth.types import Article, Problem

MOST_FORWARDED = 4
"""Messages in which a message may lie that was forwarded as a file."""

MOST_COMPARED = 20_000_000
"""Letters of a message and its files that are kept, to tell what is there twice."""

_BESIDE = frozenset({".ics", ".vcf", ".p7s", ".asc", ".sig"})


def articles(place: Place, number: int | None, data: bytes, run: Run, read: Read) -> Iterator[Article | Problem]:
    """The articles of a message (of the one with this `number` of a mailbox) and of the files attached to it."""
    try:
        letter = opened(data)
    except ValueError as error:
        yield unread(place, str(error), number, code=getattr(error, "code", None) or "damaged")
        return
    yield from _Files(run, read).of(place, number, letter, MOST_FORWARDED)


def of_mailbox(place: Place, stream: BinaryIO, run: Run, read: Read) -> Iterator[Article | Problem]:
    """The articles of a mailbox, numbered from 1 as its messages stand in it."""
    number = 0
    for number, one in enumerate(messages(stream), 1):
        yield from articles(place, number, one, run, read)
    if not number:
        yield unread(place, "expected a mailbox, found no line that begins with “From ”", code="empty")


class _Files:
    """The files of one message. `known` are the words of what was read of it, letters and figures alone."""

    def __init__(self, run: Run, read: Read) -> None:
        self._run, self._read = run, read
        self._known: list[str] = []

    def of(self, place: Place, number: int | None, letter: Letter, depth: int) -> Iterator[Article | Problem]:
        """The article of `letter`, then those of its files; that it has no text of its own comes last, if at all."""
        own = made(place, number, letter.article, self._run)
        silent = isinstance(own, Problem) and own.code == "no-text"
        sender, sent = letter.sender, letter.sent
        if isinstance(own, Article):
            self._is_known(own)
            sender, sent = own.outlet, own.published  # of the one who wrote what was forwarded
        if not silent:
            yield own
        any_article = False
        passed: Counter[str] = Counter()
        for one in letter.attached():
            member = "#".join(str(part) for part in (place.member, number, one.name) if part is not None)
            within = replace(place, member=member)
            suffix = os.path.splitext(one.name.lower())[1]  # noqa: PTH122
            if one.beside or suffix in BESIDE or suffix in _BESIDE:
                passed[suffix or "other"] += 1
                continue
            for each in self._of_file(within, one, depth):
                any_article |= isinstance(each, Article)
                of_file = isinstance(each, Article) and one.letter is None
                yield _sent_with(each, sender, sent) if of_file and isinstance(each, Article) else each
        if passed:
            yield Problem(place.where(number), f"attached: {beside(passed)}", code="other-files", of_meta=True)
        if silent and any_article:
            message = "the message has no text of its own; what is attached to it was read"
            yield Problem(own.where if isinstance(own, Problem) else "", message, code="no-text", of_meta=True)
        elif silent:
            yield own

    def _of_file(self, within: Place, one: Attached, depth: int) -> Iterator[Article | Problem]:
        if one.letter is not None and depth:
            yield from self.of(within, None, one.letter, depth - 1)
        elif one.letter is not None:
            message = f"a message inside of {MOST_FORWARDED + 1} others is not read: save it by itself"
            yield unread(within, message, code="too-deep")
        else:
            whole = within.where()
            for each in self._read(within, kinds.by_name(one.name), io.BytesIO(one.data), self._run):
                if isinstance(each, Article) and each.id == within.id() and self._is_known(each):
                    said = "all its words stand in the message, or in another of its files: not read a second time"
                    yield Problem(whole, said, code="repeated", of_meta=True)
                else:
                    yield each

    def _is_known(self, article: Article) -> bool:
        """Whether all words of `article` were read of the same message before; from now on they were."""
        letters = _letters(article.text)
        if any(letters in known for known in self._known):
            return True
        self._known += [letters] * (sum(map(len, self._known)) + len(letters) < MOST_COMPARED)
        return False


def _sent_with(article: Article, sender: str | None, sent: str | None) -> Article:
    """`article` with what its message tells of it that it does not state itself."""
    outlet, published = article.outlet or sender, article.published or sent
    inferred = [*article.inferred]
    inferred += ["outlet"] * bool(outlet and not article.outlet)
    inferred += ["published"] * bool(published and not article.published)
    return replace(article, outlet=outlet, published=published, inferred=tuple(inferred))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
