"""Lines above a text that are about it: what they state is read, and nobody is quoted in them."""

from __future__ import annotations

from pathlib import Path

import pytest

import quoth
from quoth.articles.front_matter import front_matter
from quoth.types import Article

TEXT = (
    "The reservoir above Brannock stays closed to swimmers, the water board said on Friday.\n\n"
    "“The gate does not hold,” said Ilse Quarrie, who runs the works. “We have known it since the autumn.”\n"
)
CLIPPED = """---
title: "Reservoir stays closed: “the gate does not hold”"
source: "https://www.brannockmail.example/2026/05/09/reservoir.html"
author:
  - "[[Ilse Quarrie]]"
  - "[[people/tomas|Tomas Rieke]]"
created: 2026-06-01
description: "A board says “not this year”."
tags: [water, "clippings"]
---
"""


def read(folder: Path, text: str, name: str = "clip.md") -> Article:
    (folder / name).write_text(text, encoding="utf-8")
    one = next(iter(quoth.read([folder / name])))
    assert isinstance(one, Article)
    return one


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_clipping_of_a_notebook_says_what_it_is(tmp_path: Path, ends: str) -> None:
    """The day of clipping is not that of publication: that one stands in the address, and is inferred from it."""
    whole = (CLIPPED + TEXT).replace("\n", ends)
    (tmp_path / "clip.md").write_bytes(whole.encode())
    one = next(a for a in quoth.read([tmp_path / "clip.md"]) if isinstance(a, Article))
    assert one.text == whole
    assert one.title == "Reservoir stays closed: “the gate does not hold”"
    assert (one.byline, one.published) == ("Ilse Quarrie and Tomas Rieke", "2026-05-09")
    assert one.url == "https://www.brannockmail.example/2026/05/09/reservoir.html"
    assert "published" in one.inferred
    assert [p.kind for p in one.parts] == ["link", "body", "body"]
    assert one.text[one.parts[1].start :].startswith("The reservoir")


def test_nobody_is_quoted_in_front_matter(tmp_path: Path) -> None:
    one = next(iter(quoth.attribute([read(tmp_path, CLIPPED + TEXT)])))
    starts = [span.start for told in one.attributions for span in told.content]
    assert starts
    assert min(starts) >= len(CLIPPED)


TOML = """+++
title = "Reservoir"
date = 2026-05-09T07:00:00Z
authors = ["Ilse Quarrie", 'T. Rieke']
[extra]
a = 1
+++
"""
YAML = """---
layout: post
title:  Reservoir
date:   2026-05-09 07:00:00 +0200
author: Ilse Quarrie
nested:
  a: b
...
"""
HEAD = """Title: Reservoir

URL Source: https://brannockmail.example/r

Published Time: 2026-05-09

Markdown Content:
"""


@pytest.mark.parametrize(
    ("above", "published", "byline"),
    [
        (TOML, "2026-05-09T07:00:00+00:00", "Ilse Quarrie and T. Rieke"),
        (YAML, "2026-05-09T07:00:00+02:00", "Ilse Quarrie"),
        (HEAD, "2026-05-09", None),
    ],
)
def test_other_forms(tmp_path: Path, above: str, published: str, byline: str | None) -> None:
    one = read(tmp_path, above + TEXT)
    assert (one.title, one.published, one.byline) == ("Reservoir", published, byline)
    assert [p.kind for p in one.parts] == ["link", "body", "body"]


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{TEXT}---\n{TEXT}",
        f"Title: a plan without a day\n\n{TEXT}",
        f"Source: the water board\nDate: 9 May 2026\n\n{TEXT}",
        f"---\ntitle: never closed\nurl: https://x.example/\n\n{TEXT}",
        f"Ilse: Shall we?\nTomas: “Not yet.”\n\n{TEXT}",
        "",
        "---\n",
        "---\n" * 9,
    ],
)
def test_any_other_beginning_is_the_text_s(text: str) -> None:
    assert front_matter(text) is None


def test_lines_that_never_end_are_not_looked_through() -> None:
    assert front_matter("---\ntitle: a\nurl: https://x.example\n" + "a: b\n" * 100_000 + "---\n") is None
    assert front_matter("---\n" + "a" * 5_000_000) is None


def test_a_headline_of_markdown_is_called_by_its_words(tmp_path: Path) -> None:
    one = read(tmp_path, f"# Reservoir stays closed\n\n{TEXT}")
    assert one.title == "Reservoir stays closed"


def test_the_day_in_the_address_of_a_row_is_inferred(tmp_path: Path) -> None:
    row = f'{{"text": "{TEXT.strip().replace(chr(10), " ")}", "url": "https://brannockmail.example/2026/may/09/reservoir"}}'
    one = read(tmp_path, row, "rows.json")
    assert (one.published, "published" in one.inferred) == ("2026-05-09", True)
