"""Rows as a workbook (XLSX, ISO/IEC 29500) that opens by a double click, umlauts, dates and all, and runs no formula.

Every cell of words is a string, whatever it begins with, so that nothing needs an apostrophe before it. The same rows
give the same bytes. What a workbook cannot hold is told: a cell that is too long says where it was cut, and more rows
than a sheet has are refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

from quoth.errors import QuothError
from quoth.tabular import Column, Row, Value, shown

MOST_ROWS = 1_048_576  # of a sheet, the line of titles included
MOST_IN_CELL = 32_767  # characters, as Excel counts them: UTF-16 units
_CUT = " [cut: a cell takes no more]"
_WIDE = frozenset({"content", "told", "record_words", "record_text", "quotation", "title", "text"})
_EPOCH = (1980, 1, 1, 0, 0, 0)

_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>quoth</dc:creator></cp:coreProperties>',
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="quoth" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font>'
    '<font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf fontId="1" applyFont="1"/>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>',
}
"""All parts but the sheet. The first one says who wrote the file: `quoth.articles.own` looks for it."""


def write_xlsx(columns: Sequence[Column], rows: Iterable[Row], file: IO[bytes]) -> None:
    """A workbook of one sheet: a bold line of titles that stays in sight and filters, then `rows`, as they come.

    Raises QuothError where there are more rows than a sheet has.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in _PARTS.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name.startswith("docProps") else zipfile.ZIP_DEFLATED
            package.writestr(info, _HEAD + part)
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml", _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        with package.open(info, "w", force_zip64=True) as sheet:
            text = io.TextIOWrapper(sheet, encoding="utf-8", newline="")
            _sheet(columns, rows, text)
            text.flush()
            text.detach()


def _sheet(columns: Sequence[Column], rows: Iterable[Row], out: io.TextIOWrapper) -> None:
    letters = [_letters(at) for at in range(len(columns))]
    out.write(
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    )
    for at, column in enumerate(columns, 1):
        width = 60 if column.name in _WIDE else 16
        out.write(f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>')
    out.write('</cols><sheetData><row r="1">')
    for letter, column in zip(letters, columns, strict=True):
        out.write(_words(f"{letter}1", column.name, style=1))
    out.write("</row>")
    number = 1
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise QuothError(f"a sheet has {MOST_ROWS:,} rows, and there are more: choose csv or parquet")
        out.write(f'<row r="{number}">')
        for letter, value in zip(letters, row, strict=True):
            out.write(_cell(f"{letter}{number}", value))
        out.write("</row>")
    out.write(f'</sheetData><autoFilter ref="A1:{letters[-1]}{number}"/></worksheet>')


def _cell(place: str, value: Value) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{value!r}</v></c>'
        case _:
            return _words(place, shown(value), style=2)


def _words(place: str, words: str, *, style: int) -> str:
    cut = _fitting(words)
    known = _NO_XML.sub(lambda m: f"_x{ord(m[0]):04X}_", cut).translate(_ENTITIES)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{known}</t></is></c>'


def _fitting(words: str) -> str:
    """`words`, or as much of them as a cell takes with a remark that they were cut."""
    units = words.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MOST_IN_CELL:
        return words
    return units[: 2 * (MOST_IN_CELL - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _letters(at: int) -> str:
    """A column as a spreadsheet calls it: A, B, … Z, AA."""
    name = ""
    at += 1
    while at:
        at, digit = divmod(at - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
