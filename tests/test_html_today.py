"""Pages, letters and feeds as newsrooms' systems make them from 2024 to 2026, all invented: what is read of each.

`tests/pages` holds them, tests/pages.txt the articles, line by line with what each is for. What stands around the
article in quotation marks (other stories, newsletters, advertisements, readers' comments) is in "! " lines: it must not
be read, or only in a line that leads elsewhere, from which nothing is ever attributed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import quoth
from quoth.types import Article

PAGES = Path(__file__).with_name("pages")


@dataclass(slots=True)
class Told:
    """What pages.txt says of a file."""

    name: str
    facts: str = ""
    lines: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)


def told() -> list[Told]:
    found: list[Told] = []
    for line in PAGES.with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append(Told(line[3:]))
        elif line.startswith("= "):
            found[-1].facts = line[2:]
        elif line.startswith("! "):
            found[-1].never.append(line[2:])
        elif line and not line.startswith("#"):
            found[-1].lines.append(line)
    return found


def read(name: str) -> Article:
    return next(a for a in quoth.read([PAGES / name]) if isinstance(a, Article))


def test_every_page_is_told() -> None:
    assert [t.name for t in told()] == sorted(p.name for p in PAGES.iterdir())


@pytest.mark.parametrize("page", told(), ids=lambda page: page.name)
def test_what_is_read_of_a_page_of_today(page: Told) -> None:
    article = read(page.name)
    lines = [f"{p.kind:<10}{' / '.join(article.text[p.start : p.end].splitlines())}" for p in article.parts]
    assert lines == page.lines
    facts = (article.title, article.byline, article.outlet, article.published)
    assert " | ".join(fact or "-" for fact in facts) == page.facts


@pytest.mark.parametrize("page", told(), ids=lambda page: page.name)
def test_nothing_is_attributed_from_what_stands_around(page: Told) -> None:
    article = read(page.name)
    said = "\n".join(article.text[p.start : p.end] for p in article.parts if p.kind != "link")
    assert not [words for words in page.never if words in said]
    source = (PAGES / page.name).read_text(encoding="utf-8")
    plain = re.sub(r"<[^<>]*>|\s+", " ", source)
    assert not [words for words in page.never if words not in plain], "no such words in the file"
