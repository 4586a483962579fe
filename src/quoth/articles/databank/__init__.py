"""Many articles in one text, as news databases hand them out: LexisNexis, Nexis Uni, Factiva and ProQuest.

Each of them marks where a document begins or ends by a line that no article has, and says what it is in lines of a
fixed form above and below the words. Where such marks stand, the words of each document are its text, as they stand in
the file; title, outlet, date and byline are read from the lines around them, which are no part of it. A document whose
lines are not as expected is not guessed at: all of it, from mark to mark, is the text, and that is told.

- LexisNexis: "1 of 20 DOCUMENTS"; outlet, date, headline, "BYLINE: …", "LENGTH: … words"; words; "LOAD-DATE: …".
- Nexis Uni: headline, outlet, date, "Length: … words", "Body"; words; "Load-Date: …", "End of Document".
- Factiva: headline, byline, "… words", date, outlet; words; "Document ABCD00002026…". Or fields, "HD", "PD", "LP".
- ProQuest: a line of underscores; "Full text: …"; "Title: …", "Publication title: …", "Publication date: …".

What guards it: beside a mark the lines of its service have to stand in the text. A case it gets wrong: a headline of
Nexis Uni over two lines keeps only the second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quoth.articles.databank import factiva, lexis, proquest, uni
from quoth.articles.databank.document import Document, is_byline
from quoth.counted import counted

__all__ = ["Bundle", "Document", "lines_alone", "may_be_split", "split"]

_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents of a text, in order, and what to say of them all."""

    documents: tuple[Document, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Service:
    """A database: the line that divides its documents, one that has to stand beside it, and how a document is read.

    `above` says that the mark stands above a document; else it stands below.
    """

    name: str
    mark: re.Pattern[str]
    beside: re.Pattern[str]
    above: bool
    read: Callable[[str, int, int], Document | None]

    def documents(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the documents of `text` begin and end; what stands on a mark's other side is the service's own."""
        at = None if self.above else 0
        for m in self.mark.finditer(text):
            if at is not None:
                yield at, m.start()
            at = m.end()
        if self.above and at is not None:
            yield at, len(text)


def split(text: str) -> Bundle | None:
    """The documents in `text`; None where it is one article, or nothing that is known here. Linear in its length."""
    for service in _SERVICES:
        if service.mark.search(text) and service.beside.search(text):
            found = [place for place in service.documents(text) if text[slice(*place)].strip()]
            documents = [d for place in found[:_MOST] if (d := service.read(text, *place)) is not None]
            if documents:
                more = f"; {counted(len(found) - _MOST, 'more')} left out" if len(found) > _MOST else ""
                remark = f"a file of {service.name}: read as {counted(len(documents), 'article')}{more}"
                return Bundle(tuple(documents), remark)
    return None


def may_be_split(head: str) -> bool:
    """Whether a text that begins so looks like one that `split` takes apart."""
    return any(service.mark.search(head) and service.beside.search(head) for service in _SERVICES)


def lines_alone(lines: Sequence[str]) -> frozenset[int]:
    """Which lines of a page are a database's own, and part of no paragraph: marks, fields, the byline above a count of
    words, day and outlet below it, and the outlet above a day. Nothing where no mark stands among them.
    """
    if not any(_MARKS.fullmatch(line) for line in lines):
        return frozenset()
    own = {i for i, line in enumerate(lines) if _MARKS.fullmatch(line) or _OWN.fullmatch(line)}
    counts = [i for i in own if i > 1 and _COUNT.fullmatch(lines[i])]
    own |= {i - 1 for i in counts if is_byline(lines[i - 1], below=lines[i - 2])}
    own |= {i + below for i in counts for below in (1, 2, 3)}
    own |= {i - above for i, line in enumerate(lines) if i and _DAY.fullmatch(line) for above in (0, 1)}
    return frozenset(own)


_MARKS = re.compile(
    r"\d{1,5} of \d{1,5} DOCUMENTS?|End of Document|Document (?=\w{20,32}$)[A-Z][A-Z0-9]{2,17}(?:19|20)\d{6}\w+"
)
_COUNT = re.compile(r"[\d,.]{1,9} words")
_DAY = re.compile(r"[A-Z][a-z]{2,8} \d{1,2}, \d{4} [A-Z][a-z]{2,5}day(?: \d{1,2}:\d\d.{0,12})?")
_OWN = re.compile(
    r"[\d,.]{1,9} words|By [A-Z].{2,80}|Body|Graphic|Classification|(?:Copyright|\(c\)|©) ?\d{4}.{0,160}"
    r"|(?:Section|Length|Byline|Dateline|Highlight|Load-Date|Language|BYLINE|SECTION|LENGTH|DATELINE|LOAD-DATE"
    r"|LANGUAGE|GRAPHIC|PUBLICATION-TYPE|JOURNAL-CODE):.{0,160}"
)


def _mark(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE | flags)


_LENGTH = _mark(r"^[ \t]*LENGTH:[ \t\xa0]+[\d,.]+[ \xa0]words", re.IGNORECASE)
_NUMBERED = _mark(r"^[ \t\f]*(?:FOCUS - )?\d{1,5} of \d{1,5} DOCUMENTS?[ \t]*\r?$")
_ACCESSION = _mark(r"^[ \t]*Document (?=\w{20,32}[ \t]*\r?$)[A-Z][A-Z0-9]{2,17}(?:19|20)\d{6}\w+[ \t]*\r?$")
_SERVICES = (
    Service("LexisNexis", _NUMBERED, _LENGTH, True, lexis.read),
    Service("Nexis Uni", _mark(r"^[ \t]*End of Document[ \t]*\r?$"), _LENGTH, False, uni.read),
    Service("Factiva", _ACCESSION, _ACCESSION, False, factiva.read),
    Service("ProQuest", _mark(r"^_{40,}[ \t]*\r?$"), _mark(r"^ProQuest document ID:"), True, proquest.read),
)
