"""The parts of a workbook: its sheets by name, the words that cells share, and which number formats are dates.

What guards it: the parts are weighed by the list of the archive before one is unfolded, and no part unfolds to more
than its entry says. A document type is refused, so that nothing is declared and nothing multiplies.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Literal, NamedTuple
from xml.parsers import expat

from quoth.articles.html import NoArticleError
from quoth.articles.unpack import FREE, RATIO

MOST_UNFOLDED = 100_000_000
"""Bytes that the parts of a workbook may unfold to, pictures left aside: a million cells have some 40 million."""
MOST_PARTS = 10_000
_FAILURES = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, LookupError,
    ValueError,
)  # fmt: skip
"""What an archive raises where it is damaged, and the parser where it does not know an encoding."""
_MEDIA = re.compile(r"(?:xl/)?(?:media|embeddings|drawings|printerSettings)/", re.IGNORECASE)
_PIECE = 1 << 16
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(50, 59)})
"""Number formats that a program knows by itself and that show a day (ECMA-376 part 1, 18.8.30)."""
_LITERAL = re.compile(r"\"[^\"]*\"?|\[[^\]]*\]?|\\.|_.|\*.")
_DAY = re.compile(r"[dyDY]")


class Event(NamedTuple):
    """An element that begins or ends (`said` its name without prefix, in small letters), or words."""

    kind: Literal["begins", "ends", "words"]
    said: str
    attributes: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what its tab says, and the part that holds it."""

    name: str
    part: str


@dataclass(slots=True)
class Package:
    """A workbook that was opened. `dates` are the styles of cells that show a day, `since_1904` how days count."""

    archive: zipfile.ZipFile
    sheets: list[Sheet] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    since_1904: bool = False

    def events(self, part: str) -> Iterator[Event]:
        """What stands in a part, in order. Raises NoArticleError where it is damaged."""
        try:
            with self.archive.open(part) as stream:
                yield from _events(stream)
        except NoArticleError:
            raise
        except expat.ExpatError as error:
            raise _damaged(f"one whose part {part!r} is no XML (line {error.lineno})") from None
        except _FAILURES:
            raise _damaged(f"one whose part {part!r} cannot be read") from None


def opened(data: bytes) -> Package:
    """The workbook in `data`. Raises NoArticleError, with a code, for what is none or is too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _damaged("a damaged one") from None
    listed = archive.infolist()
    whole = sum(p.file_size for p in listed if not _MEDIA.match(p.filename))
    if len(listed) > MOST_PARTS or whole > MOST_UNFOLDED or whole > RATIO * len(data) + FREE:
        message = f"the workbook unfolds to {whole:,} bytes in {len(listed):,} parts: not read; save its sheet as CSV"
        raise NoArticleError("too-large", message)
    names = {p.filename for p in listed}
    if "xl/workbook.xml" not in names:
        kind = "one in Excel's binary form" if "xl/workbook.bin" in names else "a ZIP archive without one"
        raise NoArticleError("archive", f"expected a workbook, found {kind}: save its sheet as XLSX or CSV")
    package = Package(archive)
    package.sheets = _sheets(package, names)
    if "xl/sharedStrings.xml" in names:
        package.strings = list(_strings(package.events("xl/sharedStrings.xml")))
    if "xl/styles.xml" in names:
        package.dates = frozenset(_date_styles(package.events("xl/styles.xml")))
    return package


def plain(words: str) -> str:
    """The characters of a cell: XLSX writes those that XML does not have as `_x000D_`."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), words) if "_x" in words else words


def is_date(form: str) -> bool:
    """Whether a number format that somebody wrote shows a day."""
    return bool(_DAY.search(_LITERAL.sub("", form.partition(";")[0])))


def _events(stream: IO[bytes]) -> Iterator[Event]:
    found: list[Event] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: found.append(Event("begins", _local(name), attributes))
    parser.EndElementHandler = lambda name: found.append(Event("ends", _local(name)))
    parser.CharacterDataHandler = lambda words: found.append(Event("words", words))
    parser.StartDoctypeDeclHandler = _refuse
    more = True
    while more:
        piece = stream.read(_PIECE)
        more = bool(piece)
        try:
            parser.Parse(piece, not more)
        except expat.ExpatError:
            yield from found  # what stands before the damage
            raise
        yield from found
        found.clear()


def _refuse(*_: object) -> None:
    raise _damaged("one that declares a document type")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _sheets(package: Package, names: set[str]) -> list[Sheet]:
    """The sheets in the order of their tabs; one whose part is not there is no sheet."""
    lies: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for event in package.events("xl/_rels/workbook.xml.rels"):
            if event.kind == "begins" and event.said == "relationship":
                target = event.attributes.get("Target", "")
                lies[event.attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    found: list[Sheet] = []
    for event in package.events("xl/workbook.xml"):
        if event.kind != "begins":
            continue
        if event.said == "workbookpr":
            package.since_1904 = event.attributes.get("date1904", "0") in ("1", "true")
        elif event.said == "sheet":
            named = {_local(name): value for name, value in event.attributes.items()}
            part = lies.get(named.get("id", ""), "")
            if part in names:
                found.append(Sheet(named.get("name", ""), part))
    return found


def _strings(events: Iterator[Event]) -> Iterator[str]:
    """The words that cells share, by their number. What is struck out goes, as do readings over the words."""
    words: list[str] = []
    for event in shown(events):
        if event.kind == "words":
            words.append(event.said)
        elif event.said == "si":
            if event.kind == "ends":
                yield plain("".join(words))
            words.clear()


def shown(events: Iterator[Event]) -> Iterator[Event]:
    """`events` with of the words those alone that stand in a `<t>`, or in a cell's `<v>` or `<f>`, and are shown."""
    within = ""
    struck = False
    hidden = 0
    for event in events:
        if event.kind == "words":
            if within and not struck and not hidden:
                yield event
            continue
        begins = event.kind == "begins"
        if event.said == "rph":
            hidden = max(0, hidden + (1 if begins else -1))
        elif event.said == "r":
            struck = False
        elif event.said == "strike" and begins:
            struck = event.attributes.get("val", "1") not in ("0", "false")
        elif event.said in ("t", "v", "f"):
            within = event.said if begins else ""
        yield event


def _date_styles(events: Iterator[Event]) -> Iterator[int]:
    """The numbers of those styles of cells that show a day."""
    own: dict[str, bool] = {}
    of_cells, count = False, 0
    for event in events:
        if event.said == "cellxfs":
            of_cells = event.kind == "begins"
        elif event.kind != "begins":
            continue
        elif event.said == "numfmt":
            own[event.attributes.get("numFmtId", "")] = is_date(event.attributes.get("formatCode", "")[:500])
        elif event.said == "xf" and of_cells:
            known = event.attributes.get("numFmtId", "")
            if own.get(known, known.isdecimal() and int(known[:6]) in _DATES):
                yield count
            count += 1


def _damaged(what: str) -> NoArticleError:
    return NoArticleError("damaged", f"expected a workbook, found {what}: save its sheet as CSV")
