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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from quoth.articles import dates
from quoth.counted import counted
from quoth.words import wordset

_LEXIS = re.compile(r"^[ \t\f]*(?:FOCUS - )?\d{1,5} of \d{1,5} DOCUMENTS?[ \t]*\r?$", re.MULTILINE)
_LENGTH = re.compile(r"^[ \t]*LENGTH:[ \t]+[\d,.]+ words", re.MULTILINE | re.IGNORECASE)
_UNI = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE)
_FACTIVA = re.compile(
    r"^[ \t]*Document (?=\w{20,32}[ \t]*\r?$)[A-Z][A-Z0-9]{2,17}(?:19|20)\d{6}\w+[ \t]*\r?$", re.MULTILINE
)
_PROQUEST = re.compile(r"^_{40,}[ \t]*\r?$", re.MULTILINE)
_PROQUEST_ID = re.compile(r"^ProQuest document ID:", re.MULTILINE)

_LINE = re.compile(r"[^\r\n\f\x0b\x85\u2028\u2029]+")
_KEY = re.compile(r"([A-Z][A-Z-]{2,24}):(?:[ \t]|$)")
_TAIL = wordset(
    "LOAD-DATE LANGUAGE GRAPHIC PUBLICATION-TYPE JOURNAL-CODE SUBJECT ORGANIZATION PERSON COMPANY TICKER INDUSTRY"
    " GEOGRAPHIC COUNTRY CITY STATE DOCUMENT-TYPE ACC-NO NOTES URL TYPE UPDATE CORRECTION-DATE PUB-TYPE JOURNAL"
)
_RIGHTS = re.compile(r"(?:copyright|\(c\)|©|all rights reserved)", re.IGNORECASE)
_RIGHTS_LINE = re.compile(r"(?:Copyright|©|\(c\)) ?\d{4}|All Rights Reserved", re.IGNORECASE)
_UNI_FIELD = re.compile(r"(Section|Length|Byline|Dateline|Highlight|Series|Correction):[ \t]*(.*)")
_UNI_TAIL = re.compile(r"(?:Load-Date:.*|Graphic|Classification|Notes|Language:.*)")
_CODE = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|CX|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN|ART|CLM|DE)"
    r"(?:[ \t]{2,}|\t|$)"
)
_WORDS = re.compile(r"[\d,.]{1,9} words")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AaPp][Mm])?(?: [A-Z]{2,4})?")
_BELOW = re.compile(
    r"^(?:Credit|CREDIT|Illustration|Subject|Business indexing term|Identifier / keyword|Title|Publication title"
    r"|Word count|Company / organization|Classification):?(?:[ \t].*)?$",
    re.MULTILINE,
)
_FIELD = re.compile(
    r"^(Title|Author|Publication title|Publication date|Document URL|Language of publication):[ \t]*(.+)$", re.MULTILINE
)
_FULL_TEXT = re.compile(r"^Full [Tt]ext:[ \t]*", re.MULTILINE)
_MOST_DOCUMENTS = 20_000
_CENTRED = 8  # spaces before a line from which it stands in the middle
_NAMES = 4  # words of a byline
_HEAD = 60
"""Lines of a document in which what stands above its words is looked for."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its text, and what is said of it (title, outlet, published, authors, url), as it is written.

    `note` is what there is to say of the way in which it was read; `missing` that it has no words.
    """

    text: str
    stated: dict[str, str]
    note: str | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents of a text, in order, and what to say of them all."""

    documents: tuple[Document, ...]
    remark: str


class _Line(NamedTuple):
    start: int
    end: int
    said: str
    indent: int
    fresh: bool  # whether an empty line stands above it


def split(text: str) -> Bundle | None:
    """The documents in `text`; None where it is one article, or nothing that is known here. Linear in its length."""
    for service, mark, has, places, read in _SERVICES:
        if (first := mark.search(text)) and has.search(text):
            found = [place for place in places(text, mark, first) if text[slice(*place)].strip()]
            documents = [d for place in found[:_MOST_DOCUMENTS] if (d := read(text, *place)) is not None]
            if documents:
                more = (
                    f"; {counted(len(found) - _MOST_DOCUMENTS, 'more')} left out"
                    if len(found) > _MOST_DOCUMENTS
                    else ""
                )
                remark = f"a file of {service}: read as {counted(len(documents), 'article')}{more}"
                return Bundle(tuple(documents), remark)
    return None


def may_be_split(head: str) -> bool:
    """Whether a text that begins so looks like one that `split` takes apart."""
    return any(mark.search(head) and has.search(head) for _, mark, has, _, _ in _SERVICES)


Places = Callable[[str, "re.Pattern[str]", "re.Match[str]"], Iterator[tuple[int, int]]]
_Reads = Callable[[str, int, int], Document | None]


def _behind(text: str, mark: re.Pattern[str], first: re.Match[str]) -> Iterator[tuple[int, int]]:
    """What stands behind each mark, up to the next one."""
    at = first.end()
    for m in mark.finditer(text, first.end()):
        yield at, m.start()
        at = m.end()
    yield at, len(text)


def _before(text: str, mark: re.Pattern[str], first: re.Match[str]) -> Iterator[tuple[int, int]]:
    """What stands before each mark, from the one before; words behind the last one are the service's own."""
    at = 0
    for m in mark.finditer(text, first.start()):
        yield at, m.start()
        at = m.end()


def _lexis(text: str, start: int, end: int) -> Document:
    lines = list(_lines(text, start, end))
    keys = [k[1] if (k := _KEY.match(line.said)) else "" for line in lines[:_HEAD]]
    if "LENGTH" not in keys:
        return _whole(text, lines)
    last = keys.index("LENGTH")
    while last + 1 < len(keys) and (keys[last + 1] or not lines[last + 1].fresh):  # a field goes on up to an empty line
        last += 1
    first = next((i for i, key in enumerate(keys) if key), last)
    day = next((i for i, line in enumerate(lines[:first]) if dates.full_date(line.said)), None)
    if day is None:
        return _whole(text, lines)
    named = lines[day + 1 : first]
    centred = any(line.indent >= _CENTRED for line in lines[:first])  # a document that was converted has lost that
    title = (
        [line for line in named if line.indent < _CENTRED] if centred else lines[_beginning(lines, first - 1) : first]
    )
    stated = {
        "outlet": lines[day - 1].said if day else "",
        "published": dates.full_date(lines[day].said) or "",
        "title": " ".join(line.said for line in title),
        "authors": next((_value(lines, i) for i, key in enumerate(keys[:last]) if key == "BYLINE"), ""),
    }
    until = len(lines)
    while until > last + 1 and _is_tail(lines[top := _beginning(lines, until - 1)]):
        until = top
    return _made(text, lines[last + 1 : until], stated)


def _uni(text: str, start: int, end: int) -> Document:
    lines = list(_lines(text, start, end))
    body = next((i for i, line in enumerate(lines) if line.said == "Body"), None)
    if body is None:
        return _whole(text, lines)
    fields = {m[1]: m[2].strip() for line in lines[max(0, body - 30) : body] if (m := _UNI_FIELD.fullmatch(line.said))}
    above = [
        i for i in range(max(0, body - 30), body) if dates.full_date(lines[i].said) and not _RIGHTS.match(lines[i].said)
    ]
    above = [
        i for i in above if not _UNI_FIELD.fullmatch(lines[i].said) and not lines[i].said.startswith("Date and Time")
    ]
    if "Length" not in fields or not above or above[-1] < 2:
        return _whole(text, lines)
    day = above[-1]
    stated = {
        "title": lines[day - 2].said, "outlet": lines[day - 1].said,
        "published": dates.full_date(lines[day].said) or "", "authors": fields.get("Byline", ""),
    }  # fmt: skip
    until = next((i for i in range(body + 1, len(lines)) if _UNI_TAIL.fullmatch(lines[i].said)), len(lines))
    return _made(text, lines[body + 1 : until], stated)


def _factiva(text: str, start: int, end: int) -> Document:
    lines = list(_lines(text, start, end))
    codes = [(i, m[1]) for i, line in enumerate(lines) if (m := _CODE.match(line.said))]
    names = [code for _, code in codes]
    if "HD" in names and ("LP" in names or "TD" in names):
        begin = names.index("HD")
        fields: dict[str, list[_Line]] = {}
        for n, (i, code) in enumerate(codes[begin:], begin):
            until = codes[n + 1][0] if n + 1 < len(codes) else len(lines)
            fields.setdefault(code, _of_code(lines[i:until]))
        said = {code: " ".join(line.said for line in fields.get(code, ())) for code in ("HD", "BY", "PD", "SN")}
        stated = {"title": said["HD"], "authors": said["BY"], "published": said["PD"], "outlet": said["SN"]}
        words = [piece for code in ("LP", "TD") if (piece := _slice(text, fields.get(code, [])))]
        return Document("\n\n".join(words), stated, missing=None if words else "expected an article, found no words")
    count = next((i for i, line in enumerate(lines[:_HEAD]) if _WORDS.fullmatch(line.said)), None)
    if count is None or count + 2 >= len(lines) or not dates.full_date(lines[count + 1].said):
        return _whole(text, lines)
    title, byline = _headed(lines[:count], _beginning(lines, count))
    outlet = count + 3 if _CLOCK.fullmatch(lines[count + 2].said) and count + 3 < len(lines) else count + 2
    stated = {
        "title": title, "authors": byline, "published": dates.full_date(lines[count + 1].said) or "",
        "outlet": lines[outlet].said,
    }  # fmt: skip
    body = next((i + 1 for i in range(outlet + 1, min(outlet + 8, len(lines))) if _RIGHTS.match(lines[i].said)), None)
    if body is None:
        body = next((i for i in range(outlet + 1, len(lines)) if lines[i].fresh), outlet + 1)
    while body < len(lines) and not lines[body].fresh and _RIGHTS.search(lines[body].said):
        body += 1
    return _made(text, lines[body:], stated)


def _headed(above: list[_Line], top: int) -> tuple[str, str]:
    """Headline and byline above the count of words, which stands in a paragraph that begins at line `top`.

    The byline begins that paragraph; in a document each line is one of its own, and a line that is short, or begins
    with "By", below a longer one is the byline.
    """
    if not above:
        return "", ""
    if top and top < len(above):
        return above[top - 1].said, " ".join(line.said for line in above[top:])
    last = above[-1].said
    if top and len(above) > 1 and (last.startswith("By ") or len(last.split()) <= _NAMES < len(above[-2].said.split())):
        return above[-2].said, last
    return (above[-1] if top else above[0]).said, ""


def _proquest(text: str, start: int, end: int) -> Document | None:
    fields = {m[1]: m[2].strip() for m in _FIELD.finditer(text, start, end)}
    if "Publication title" not in fields and "Title" not in fields:
        return None  # a cover, a table of contents, an address
    stated = {
        "title": fields.get("Title", ""), "authors": _turned(fields.get("Author", "")),
        "outlet": fields.get("Publication title", "").partition(";")[0].strip(),
        "published": fields.get("Publication date", ""), "url": fields.get("Document URL", ""),
    }  # fmt: skip
    words = _FULL_TEXT.search(text, start, end)
    below = _BELOW.search(text, words.end(), end) if words else None
    told = text[words.end() : below.start() if below else end].strip() if words else ""
    if not told or told.lower().startswith("not available"):
        return Document("", stated, missing="expected an article, found its abstract or title alone")
    return Document(told, stated)


def _turned(names: str) -> str:
    """Names whose last one stands first, as they are said: "Bell, Ada; Holm, Ida" as "Ada Bell; Ida Holm"."""
    each = (name.split(",") for name in names.split(";"))
    return "; ".join(
        " ".join(reversed([p.strip() for p in parts])) if len(parts) == 2 else ",".join(parts).strip() for parts in each
    )


def _whole(text: str, lines: list[_Line]) -> Document:
    note = "what stands around its words is not as expected: all of it was taken for the text"
    return Document(
        _slice(text, lines), {}, note, None if lines else "expected an article, found nothing between two marks"
    )


def _made(text: str, lines: list[_Line], stated: dict[str, str]) -> Document:
    return Document(_slice(text, lines), stated, missing=None if lines else "expected an article, found no words")


def _slice(text: str, lines: list[_Line]) -> str:
    return text[lines[0].start : lines[-1].end] if lines else ""


def _of_code(lines: list[_Line]) -> list[_Line]:
    """The lines of a field of Factiva without its code, which stands before the words or above them."""
    m = _CODE.match(lines[0].said)
    rest = lines[0].said[m.end() :] if m else lines[0].said
    first = [lines[0]._replace(start=lines[0].end - len(rest), said=rest)] if rest else []
    return [*first, *lines[1:]]


def _value(lines: list[_Line], at: int) -> str:
    """What a field "KEY: …" says, up to the next empty line."""
    said = lines[at].said.partition(":")[2].strip()
    for line in lines[at + 1 : at + 4]:
        if line.fresh or _KEY.match(line.said):
            break
        said = f"{said} {line.said}"
    return said


def _is_tail(line: _Line) -> bool:
    m = _KEY.match(line.said)
    return bool(m and m[1] in _TAIL) or bool(_RIGHTS_LINE.match(line.said))


def _beginning(lines: list[_Line], at: int) -> int:
    """The first line of the paragraph that line `at` is in."""
    while at and not lines[at].fresh:
        at -= 1
    return at


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """The lines of a document that say something, without the white space around them."""
    before = start
    for m in _LINE.finditer(text, start, end):
        said = m.group()
        kept = said.strip()
        if not kept:
            continue
        indent = len(said) - len(said.lstrip())
        at = m.start() + indent
        gap = text[before : m.start()]
        fresh = gap.count("\n") > 1 or gap.count("\r") > 1 + gap.count("\r\n") or before == start
        yield _Line(at, at + len(kept), kept, indent, fresh)
        before = at + len(kept)


_SERVICES: tuple[tuple[str, re.Pattern[str], re.Pattern[str], Places, _Reads], ...] = (
    ("LexisNexis", _LEXIS, _LENGTH, _behind, _lexis),
    ("Nexis Uni", _UNI, _LENGTH, _before, _uni),
    ("Factiva", _FACTIVA, _FACTIVA, _before, _factiva),
    ("ProQuest", _PROQUEST, _PROQUEST_ID, _behind, _proquest),
)
