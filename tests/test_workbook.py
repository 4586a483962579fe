"""Workbooks of Excel: the rows of a monitor's export, numbered as the program shows them, and what nobody sends."""

from __future__ import annotations

import io
import zipfile
from html import escape
from pathlib import Path
from typing import Any

import pytest
from benchmarks.inputs import whole

import quoth
from pace import in_proportion
from quoth.articles.workbook import rows
from quoth.articles.workbook.cells import day
from quoth.articles.workbook.package import is_date
from quoth.types import Article, Problem

SAID = "“We have waited long enough,” said Mayor Ansel Quillfeather of the council in Brannock on Monday."
FORMS = (
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/>'
    '<numFmt numFmtId="165" formatCode="[Red]0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)


def cell(at: str, value: Any, style: int = 0) -> str:
    """A cell: words, a number, or XML as it stands."""
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, str):
        return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{at}" s="{style}"><v>{value}</v></c>'


def sheet(*lines: tuple[Any, ...], style: int = 1) -> str:
    """A sheet of these lines from row 1 on; an empty line is a row that is not there."""
    made = "".join(
        f'<row r="{n}">{"".join(cell(f"{chr(65 + c)}{n}", v, style) for c, v in enumerate(line) if v != "")}</row>'
        for n, line in enumerate(lines, 1)
        if line
    )
    return f'<worksheet xmlns="x"><sheetData>{made}</sheetData></worksheet>'


def book(sheets: dict[str, str], shared: str = "<sst/>", head: str = "", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        tabs = "".join(f'<sheet name="{name}" r:id="r{n}"/>' for n, name in enumerate(sheets))
        lies = "".join(f'<Relationship Id="r{n}" Target="/xl/worksheets/s{n}.xml"/>' for n in range(len(sheets)))
        made.writestr("xl/workbook.xml", f'<workbook xmlns:r="r">{head}<sheets>{tabs}</sheets></workbook>')
        made.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{lies}</Relationships>")
        made.writestr("xl/sharedStrings.xml", shared)
        made.writestr("xl/styles.xml", FORMS)
        for n, content in enumerate(sheets.values()):
            made.writestr(f"xl/worksheets/s{n}.xml", content)
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


NAMES = ("Headline", "Full Text", "Outlet", "Date")


def test_the_export_of_a_monitor(tmp_path: Path) -> None:
    """Above the names stands what was asked for; days are days; the pivot on the second sheet is told and passed by."""
    first = sheet(
        ("Report of 1 December 2026",), (), NAMES,
        ("Council backs quay", SAID, "The Brannock Post", 46346), ("Line to sue", SAID, "Coast Courier", 46347.5),
    )  # fmt: skip
    (tmp_path / "export.xlsx").write_bytes(book({"Online": first, "Pivot": sheet(("Outlet", "Count"), ("Post", 2))}))
    one, two, remark = quoth.read(tmp_path / "export.xlsx")
    assert isinstance(one, Article) and isinstance(two, Article) and isinstance(remark, Problem)
    assert (one.id, one.text, one.title, one.outlet) == ("export#4", SAID, "Council backs quay", "The Brannock Post")
    assert (one.published, two.published, two.id) == ("2026-11-20", "2026-11-21T12:00:00", "export#5")
    assert (remark.of_meta, remark.code) == (True, "other-sheets") and "Pivot" in remark.message


def test_a_second_sheet_of_articles_has_its_name_in_their_ids(tmp_path: Path) -> None:
    table = sheet(NAMES, ("Quay", SAID))
    (tmp_path / "export.xlsx").write_bytes(book({"Online": table, "Print": table}))
    assert [a.id for a in quoth.read(tmp_path)] == ["export#2", "export#Print!2"]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["export", "export.txt", "export.zip.xlsx"])
def test_a_workbook_is_known_by_how_it_begins(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(whole.workbook())
    assert sum(isinstance(one, Article) for one in quoth.read(tmp_path)) == whole.ROWS


@pytest.mark.parametrize("data", [whole.workbook(), whole.table("\t").encode(), whole.table(";").encode("utf-16")])
def test_what_programs_call_xls_is_read_by_how_it_begins(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "export.xls").write_bytes(data)
    assert sum(isinstance(one, Article) for one in quoth.read(tmp_path)) == whole.ROWS


def test_a_workbook_of_old_is_told_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "export.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    [problem] = quoth.read(tmp_path)
    assert isinstance(problem, Problem) and problem.code == "unsupported" and "a sheet as XLSX" in problem.message


def test_of_a_cell_is_read_what_it_shows() -> None:
    """Runs are one text, what is struck out or stands over the words goes, and a line end is one."""
    shared = (
        "<sst><si><r><t>We </t></r><r><rPr><strike/></rPr><t>always </t></r><r><rPr><strike val='0'/></rPr><t>never"
        "</t></r><rPh><t>x</t></rPh></si><si><t>One_x000D_\nTwo</t></si></sst>"
    )
    pointing = '<c r="A{0}" t="s"><v>{1}</v></c>'
    made = sheet(("Text",), (pointing.format(2, 0),), (pointing.format(3, 1),), (pointing.format(4, 99),))
    assert [row.value for row in rows(book({"A": made}, shared), {})] == [{"Text": "We never"}, {"Text": "One\r\nTwo"}]


def test_a_formula_without_its_value_is_told() -> None:
    made = sheet(("Text", "Title"), (SAID, '<c r="B2"><f>A1</f></c>'), (SAID, '<c r="B3" t="str"><f>A1</f><v></v></c>'))
    assert [row.notes for row in rows(book({"A": made}), {})] == [
        ("1 formula without a value: open the file in its program and save it",),
        (),
    ]


@pytest.mark.parametrize(
    ("kept", "since_1904", "shown"),
    [("1", False, "1900-01-01"), ("59", False, "1900-02-28"), ("61", False, "1900-03-01"),
     ("46346", False, "2026-11-20"),
     ("44884", True, "2026-11-20"), ("46346.25", False, "2026-11-20T06:00:00"), ("0", False, None), ("-4", False, None),
     ("9999999", False, None), ("x", False, None), ("1e99", False, None)],
)  # fmt: skip
def test_days_are_counted_as_the_program_counts_them(kept: str, since_1904: bool, shown: str | None) -> None:
    assert day(kept, since_1904=since_1904) == shown


@pytest.mark.parametrize(
    ("form", "is_day"),
    [("dd/mm/yyyy", True), ('d" of "mmm', True), ("[$-409]d-mmm;@", True), ("[Red]0", False), ('0 "days"', False),
     ("#,##0", False), ("General", False), ("hh:mm", False), ("\\d0", False)],
)  # fmt: skip
def test_a_format_shows_a_day_where_it_says_so_outside_of_words(form: str, is_day: bool) -> None:
    assert is_date(form) == is_day


def test_numbers_that_are_no_days_stay_numbers() -> None:
    [row] = rows(book({"A": sheet(("Text", "Reach"), (SAID, 46346), style=3)}), {})
    assert row.value["Reach"] == "46346"


def test_a_field_map_names_the_columns(tmp_path: Path) -> None:
    made = sheet(("Kopf", "Inhalt"), ("Quay", SAID))
    (tmp_path / "a.xlsx").write_bytes(book({"A": made}))
    [article] = quoth.read(tmp_path, fields={"text": "Inhalt", "title": "Kopf"})
    assert isinstance(article, Article) and (article.text, article.title) == (SAID, "Quay")
    [problem] = quoth.read(tmp_path)
    assert isinstance(problem, Problem) and problem.code == "no-field" and "Kopf, Inhalt" in problem.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "damaged"),
        (whole.zipped({"a.txt": b"x"}), "archive"),
        (whole.zipped({"xl/workbook.bin": b"x"}), "archive"),
        (book({}), "empty"),
        (book({"A": "<worksheet><sheetData><row"}), "damaged"),
        (book({"A": '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'}), "damaged"),
        (book({"A": sheet(("Text",))}, **{"xl/more.xml": "0" * 60_000_000}), "too-large"),
    ],
    ids=["no archive", "no workbook", "binary", "no sheet", "cut", "a document type", "a bomb"],
)
def test_what_is_no_workbook_is_refused_with_a_code(data: bytes, code: str) -> None:
    assert [row.code for row in rows(data, {})] == [code]


def test_rows_before_a_damage_are_read_and_the_damage_told() -> None:
    made = sheet(("Text",), (SAID,)).replace("</sheetData>", "<row><c></row>")
    first, damage = rows(book({"A": made}), {})
    assert first.value == {"Text": SAID} and damage.code == "damaged"


def test_one_long_string_in_a_million_cells_is_not_given_out_for_ever() -> None:
    shared = f"<sst><si><t>{'long ' * 100_000}</t></si></sst>"
    lines = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 9_000))
    made = sheet(("Text",)).replace("</sheetData>", f"{lines}</sheetData>")
    found = list(rows(book({"A": made}, shared), {}))
    assert found[-1].code == "bomb" and len(found) < 100


@pytest.mark.parametrize("unit", ["<row>", "<c>", "<c><is><t>x</t></is></c>", "<row><c><v>1</v></c></row>"])
def test_a_sheet_made_to_be_slow_costs_its_length(unit: str) -> None:
    def read(times: int) -> None:
        list(rows(book({"A": f"<worksheet><sheetData>{unit * times}</sheetData></worksheet>"}), {}))

    in_proportion(lambda: read(5_000), lambda: read(15_000), 6, least=0.02)
