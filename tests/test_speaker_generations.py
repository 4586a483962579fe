"""Father and son, and whoever else shares a surname with somebody whom the article is not about."""

from __future__ import annotations

import pytest

from test_speaker import said

FATHER_AND_SON = "Tom Quill, the mayor, came. His son, Tom Quill Jr., left. It rained.\n\nIt was late.\n\n"
LATE = "President Quill came.\n\nQuill said he was late. Quill said he was ill.\n\nIt blew.\n\nHail.\n\nIt rained.\n\n"


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        # both are named: a lone surname is the father's, and each keeps his own
        (FATHER_AND_SON, "Quill", "person Tom Quill"),
        (FATHER_AND_SON, "Tom Quill Jr.", "person Tom Quill Jr."),
        (FATHER_AND_SON, "Quill Jr.", "person Tom Quill Jr."),
        (FATHER_AND_SON, "The elder Quill", "person Tom Quill"),
        (FATHER_AND_SON, "The younger Mr. Quill", "person Tom Quill Jr."),
        # the son first, and the article writes “Quill Jr.”: two people
        ("Tom Quill Jr. came. Quill Jr. left.\n\nTom Quill stayed.\n\n", "Quill", "person Tom Quill"),
        # one person: first with the suffix, then without, or with a middle name that the short form lacks
        ("Tom Quill Jr. came.\n\nTom Quill stayed.\n\n", "Quill", "person Tom Quill Jr."),
        ("Ida Moss came.\n\nIda J. Moss III stayed.\n\n", "Moss", "person Ida J. Moss III"),
        ("Tom Quill Jr. came.\n\n", "Quill", "person Tom Quill Jr."),
        # only the son is named in full, long after somebody whom the article calls Quill
        (LATE + "Tom Quill Jr. came.\n\n", "Quill", "person Quill"),
        (LATE + "Tom Quill Jr. came.\n\n", "Tom Quill Jr.", "person Tom Quill Jr."),
        (LATE + "The president’s son Tom Quill came.\n\n", "Quill", "person Quill"),
        (LATE + "The president’s son Tom Quill came.\n\n", "Tom Quill", "person Tom Quill"),
        # but whoever is named in full late, and is nobody's son, is whom the article means
        (LATE + "Tom Quill came.\n\n", "Quill", "person Tom Quill"),
    ],
)  # fmt: skip
def test_who_is_meant(before: str, source: str, expected: str) -> None:
    assert said(f"{before}[source {source}] [cue said] [content no].") == expected


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        # where somebody is from is not who speaks
        ("Sen. Ada Quill of Bellport, ", "who", "person Ada Quill"),
        ("Sen. Ada Quill from Ostrovia — ", "who", "person Ada Quill"),
        ("Ada Quill settled with an ex-staffer -- ", "who", "unnamed an ex-staffer"),
        # “and who” is whom the first “who” meant
        ("It was Ada Quill, a woman who had led the Harbour Guild, and ", "who", "person Ada Quill"),
        # the parties of a case tell of nobody
        ("Cases of the court – Orlo v. Moss (1896): Lev Orlo was held when ", "he", "person Lev Orlo"),
        # an office that many hold: whom the article tells of just then
        ("Justice Ida Moss left.\n\nIt rained. It blew. It was dark. It was late.\n\nAda Quill fell ill. ",
         "The justice", "person Ada Quill"),
        # somebody whom the article does not know yet is nobody whom it has named
        ("Sen. Ada Quill came.\n\n", "A lawmaker", "unnamed A lawmaker"),
    ],
)  # fmt: skip
def test_who_is_not_meant(before: str, source: str, expected: str) -> None:
    assert said(f"{before}[source {source}] [cue said] [content no].") == expected
