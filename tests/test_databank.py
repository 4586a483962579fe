"""Files of news databases, many articles in one text: LexisNexis, Nexis Uni, Factiva, ProQuest."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from textwrap import wrap

import pytest
from benchmarks import mutated
from benchmarks.inputs.delivered import pdf_of

import quoth
from pace import in_proportion
from quoth.articles import databank
from quoth.types import Article, Problem
from test_html_mail import docx, run

VOTED = "The council voted 7-2 on Tuesday to build the new quay, ending nine years of\nargument about the wall."
SAID = "“We have waited long enough,” said Mayor Ansel Quillfeather."
COURT = "The line will go to court. “We were not asked,” said Hedda Brenn, its head."

LEXIS = f"""


Download Request: Selected Items: 1-2
Terms: (quay and council)


                               1 of 2 DOCUMENTS


                              The Brannock Post

                           November 20, 2026 Friday
                                  Edition 1;
                                   National

Council backs new quay after late vote

BYLINE: Oda Merridew

SECTION: NEWS; Pg. 3

LENGTH: 55 words

DATELINE: BRANNOCK


{VOTED}

{SAID}

LOAD-DATE: November 20, 2026

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: The old quay.


                    Copyright 2026 Brannock Papers Ltd
                            All Rights Reserved

                               2 of 2 DOCUMENTS


                                Coast Courier

                          November 21, 2026 Saturday

Line to fight the quay in court, its head
says on the day after the vote

LENGTH: 44 words

{COURT}

LOAD-DATE: November 21, 2026
"""

UNI = f"""Date and Time: Friday, March 20, 2026 4:51:00 PM CET
Documents (2)
1. Council backs new quay after late vote
Search Terms: quay

Council backs new quay after late vote
The Brannock Post
November 20, 2026 Friday

Copyright 2026 Brannock Papers Ltd All Rights Reserved
Section: NEWS; Pg. 3
Length: 55 words
Byline: Oda Merridew
Body


{VOTED}

{SAID}

Load-Date: November 20, 2026


End of Document

Line to fight the quay in court, its head says on the day after the vote
Coast Courier
November 21, 2026 Saturday

Copyright 2026 Coast Courier
Length: 44 words
Body

{COURT}

Classification

Language: ENGLISH

Load-Date: November 21, 2026

End of Document
"""

FACTIVA = f"""News
Council backs new quay after late vote

Oda Merridew
55 words
20 November 2026
14:03
The Brannock Post
BRAPO
English
(c) 2026 Brannock Papers Ltd.

{VOTED}

{SAID}

Document BRAPO00020261120embk0001t

Line to fight the quay in court, its head says on the day after the vote
44 words
21 November 2026
Coast Courier
COCO
English
Copyright 2026. Coast Courier. All rights reserved.

{COURT}

Document COCO000020261121embl0002u

Search Summary
Text: quay
"""

FIELDS = f"""SE
News
HD
Council backs new quay after late vote

BY  Oda Merridew
WC
55 words
PD
20 November 2026
SN
The Brannock Post
LA
English
LP
{VOTED}

TD
{SAID}

CO
xyz : Brannock Harbour
AN
Document BRAPO00020261120embk0001t

HD  Line to fight the quay in court, its head
says on the day after the vote
WC  44 words
PD  21 November 2026
SN  Coast Courier
LP
{COURT}
AN
Document COCO000020261121embl0002u
"""

RULE = "_" * 60
PROQUEST = f"""{RULE}
Report Information from ProQuest
{RULE}
Document 1 of 2

Council backs new quay after late vote

Author: Merridew, Oda

Full text: {VOTED}

{SAID}

Credit: Oda Merridew

Subject: Harbours

Title: Council backs new quay after late vote

Publication title: The Brannock Post; Brannock, Or.

Publication date: Nov 20, 2026

ProQuest document ID: 1234567

Document URL: https://proquest.example/docview/1234567

{RULE}
Document 2 of 2

Full text: {COURT}

Title: Line to fight the quay in court, its head says on the day after the vote

Publication title: Coast Courier

Publication date: Nov 21, 2026

ProQuest document ID: 1234568

{RULE}

Contact ProQuest
"""
FILES = {"LexisNexis": LEXIS, "Nexis Uni": UNI, "Factiva": FACTIVA, "Factiva with fields": FIELDS, "ProQuest": PROQUEST}


def test_a_pdf_of_factiva_has_its_articles_and_nothing_of_its_pages(tmp_path: Path) -> None:
    """Its lines stand close, titles are longer than bylines, and a line with the page's number tops every page."""
    pytest.importorskip("pypdfium2")
    text = FACTIVA.replace("\nOda Merridew\n", "\nBy Oda Merridew\n").replace(
        "vote\n\n", "vote in the town hall of Brannock\n\n"
    )
    text = text.replace("after the vote\n44", "after the vote\nPer Lund and Hedda Brenn\n44")
    lines = [part for line in text.replace("argument\n", "argument ").splitlines() if line for part in wrap(line, 78)]
    pages = [[f"Page {n} of 3 © 2026 Factiva, Inc. All rights reserved.", *lines[9 * n : 9 * n + 9]] for n in range(4)]
    (tmp_path / "found.pdf").write_bytes(pdf_of(pages))
    first, second = (one for one in quoth.read(tmp_path) if isinstance(one, Article))
    assert (first.text.split(), second.text) == (f"{VOTED} {SAID}".split(), COURT)
    assert (first.title, first.byline) == (
        "Council backs new quay after late vote in the town hall of Brannock",
        "Oda Merridew",
    )
    assert (second.title, second.byline) == (
        "Line to fight the quay in court, its head says on the day after the vote",
        "Per Lund and Hedda Brenn",
    )


def test_a_pdf_of_nexis_uni_keeps_headline_and_outlet_apart(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    lines = [part for line in UNI.splitlines() if line for part in wrap(line, 78)]
    (tmp_path / "found.pdf").write_bytes(pdf_of([lines]))
    first, second = (one for one in quoth.read(tmp_path) if isinstance(one, Article))
    assert (first.title, first.outlet) == ("Council backs new quay after late vote", "The Brannock Post")
    assert (second.title, second.outlet, second.text) == (
        "Line to fight the quay in court, its head says on the day after the vote", "Coast Courier", COURT,
    )  # fmt: skip


@pytest.mark.parametrize("service", ["Nexis Uni", "LexisNexis", "Factiva"])
def test_spaces_that_do_not_break_are_spaces(tmp_path: Path, service: str) -> None:
    """As word processors have them behind the names of fields."""
    (tmp_path / "a.txt").write_text(FILES[service])
    text = re.sub(r"(?<=: )(?=\d)|(?<=\d) (?=words)", "\xa0", FILES[service].replace(": ", ":\xa0"))
    (tmp_path / "b.txt").write_text(text)
    plain, same = ([one for one in quoth.read(tmp_path / f"{n}.txt") if isinstance(one, Article)] for n in "ab")
    assert [(a.title, a.outlet, a.published, a.byline) for a in plain] == [
        (a.title, a.outlet, a.published, a.byline) for a in same
    ]


def test_a_headline_that_runs_over_the_pages_of_an_article_is_no_word_of_it(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    head = "Council backs quay"
    pages = [[f"Page {n} of 2", head, f"It is {n} o’clock and the council goes on with the", "quay."] for n in (1, 2)]
    (tmp_path / "quay.pdf").write_bytes(pdf_of([*pages, ["Page 1 of 1", "Another head", "It is late now."]]))
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article) and article.text.count(head) == 1 and "Page" not in article.text


def test_what_stands_below_the_words_of_proquest_is_no_word_of_them(tmp_path: Path) -> None:
    """Fields of persons and places above the others; a line like them among the words stays."""
    below = "Location: Brannock; Vermont\n\nPeople: Merridew, Oda\n\nTitle:"
    text = PROQUEST.replace(
        f"{SAID}\n\nCredit: Oda Merridew\n\nSubject: Harbours\n\nTitle:", f"Location: the quay.\n\n{SAID}\n\n{below}"
    )
    (tmp_path / "found.txt").write_text(text)
    first = next(one for one in quoth.read(tmp_path) if isinstance(one, Article))
    assert first.text == f"{VOTED}\n\nLocation: the quay.\n\n{SAID}"


@pytest.mark.parametrize("service", FILES)
def test_each_document_of_a_file_is_an_article(tmp_path: Path, service: str) -> None:
    """Its text is its words alone, as they stand in the file; who wrote them where and when is read around them."""
    (tmp_path / "found.txt").write_text(FILES[service])
    remark, first, second = quoth.read(tmp_path / "found.txt")
    assert isinstance(remark, Problem) and remark.of_meta
    assert remark.message == f"a file of {service.removesuffix(' with fields')}: read as 2 articles"
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.text) == ("found#1", f"{VOTED}\n\n{SAID}")
    assert (first.title, first.outlet, first.published, first.byline) == (
        "Council backs new quay after late vote", "The Brannock Post", "2026-11-20", "Oda Merridew",
    )  # fmt: skip
    assert (second.id, second.text) == ("found#2", COURT)
    assert (second.title, second.outlet, second.published, second.byline) == (
        "Line to fight the quay in court, its head says on the day after the vote", "Coast Courier", "2026-11-21", None,
    )  # fmt: skip
    assert not first.problems and not second.problems


def test_a_document_file_is_taken_apart_as_a_text_is(tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    lines = [line.replace("&", "&amp;") for line in UNI.splitlines() if line.strip()]
    (tmp_path / "found.docx").write_bytes(docx("".join(f"<w:p>{run(line)}</w:p>" for line in lines)))
    (tmp_path / "more.rtf").write_text(
        "{\\rtf1\\ansi " + UNI.replace("“", "\\ldblquote ").replace("”", "\\rdblquote ").replace("\n", "\\par\n") + "}"
    )
    found = [one for one in quoth.read(tmp_path) if isinstance(one, Article)]
    assert [one.id for one in found] == ["found#1", "found#2", "more#1", "more#2"]
    assert {one.text for one in found[1::2]} == {COURT}
    assert {one.title for one in found[::2]} == {"Council backs new quay after late vote"}


@pytest.mark.parametrize("service", FILES)
def test_a_file_that_was_converted_has_every_line_in_a_paragraph_of_its_own(tmp_path: Path, service: str) -> None:
    """As RTF and as a page, in which lines are centred no more; the two above the headline of LexisNexis, too."""
    lines = [
        line.strip() for line in FILES[service].replace("its head\nsays", "its head says").splitlines() if line.strip()
    ]
    marks = {"“": "\\ldblquote ", "”": "\\rdblquote "}
    told = "".join(marks.get(c, c) for c in "\\par ".join(lines))
    (tmp_path / "found.rtf").write_text("{\\rtf1\\ansi " + told + "}")
    (tmp_path / "page.html").write_text(
        "<!DOCTYPE html><meta charset=utf-8><body>" + "".join(f"<div>{line}</div>" for line in lines)
    )
    files = ["found.rtf"] if service in ("ProQuest", "Factiva with fields") else ["found.rtf", "page.html"]
    for name in files:
        first, second = (one for one in quoth.read(tmp_path / name) if isinstance(one, Article))
        assert (first.title, first.outlet, first.published, first.byline) == (
            "Council backs new quay after late vote", "The Brannock Post", "2026-11-20", "Oda Merridew",
        )  # fmt: skip
        assert (second.title, second.outlet, second.text) == (
            "Line to fight the quay in court, its head says on the day after the vote", "Coast Courier", COURT,
        )  # fmt: skip
        assert first.text.split() == [*VOTED.split(), *SAID.split()]


def test_a_document_that_is_not_as_expected_is_given_whole_and_told(tmp_path: Path) -> None:
    (tmp_path / "found.txt").write_text(LEXIS.replace("LENGTH: 44 words", "44 words long"))
    _, _, second = quoth.read(tmp_path / "found.txt")
    assert isinstance(second, Article)
    assert second.text.startswith("Coast Courier") and COURT in second.text
    assert [p.message for p in second.problems][-1].endswith("all of it was taken for the text")


def test_a_document_of_which_the_database_has_no_words_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "found.txt").write_text(PROQUEST.replace(f"Full text: {COURT}", "Abstract: The line."))
    *_, second = quoth.read(tmp_path / "found.txt")
    assert isinstance(second, Problem) and second.code == "no-text"
    assert second.article is not None and second.article.id == "found#2"
    assert second.article.title == "Line to fight the quay in court, its head says on the day after the vote"


@pytest.mark.parametrize(
    "text",
    [
        "He asked for 1 of 2 documents.\n\n1 of 2 DOCUMENTS\n\nwas all he got.",
        "The form ends so:\n\nEnd of Document\n\nand nobody knew why.",
        "Document 12 was read aloud.\n\nDocument AB12\n\nwas not.",
        f"A letter.\n{RULE}\nIts signature.\n{RULE}\nIts date.",
    ],
)
def test_a_text_with_a_line_like_a_mark_is_one_article(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article) and article.text == text


def test_a_file_of_a_database_and_a_table_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "found.txt").write_text(LEXIS)
    (tmp_path / "found.csv").write_text(
        f"text\n{SAID}\n".replace("“", '""').replace("”", '""').replace("text\n", 'text\n"').rstrip()
        + '"\n'
        + "The end.\n"
    )
    ids = [one.id for one in quoth.read(tmp_path) if isinstance(one, Article)]
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("service", FILES)
def test_a_long_file_costs_its_length(service: str) -> None:
    text = FILES[service]
    in_proportion(lambda: databank.split(text * 50), lambda: databank.split(text * 150), 6, least=0.01)


@pytest.mark.parametrize("service", FILES)
def test_damaged_files_are_read_or_refused_with_a_code(service: str) -> None:
    read, draw = mutated.reader("found.txt"), Random(3)
    for _ in range(40):
        try:
            read(mutated.mutated(FILES[service].encode(), draw))
        except ValueError as error:
            assert getattr(error, "code", None)
