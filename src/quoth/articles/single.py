"""A file that is one article, as a page, a document or a text is; unless a news database put many into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from quoth.articles import compose, databank
from quoth.articles.front_matter import front_matter
from quoth.articles.kinds import Kind
from quoth.articles.opening import whole
from quoth.articles.place import Place
from quoth.articles.run import Run, made, named, of_document
from quoth.articles.table import row_facts
from quoth.articles.text import Decoded, decode
from quoth.types import Article, Problem

_DATABANK = re.compile(rb">\s*(?:End of Document|Document [A-Z0-9]{12,20}\w{6,14}|\d{1,5} of \d{1,5} DOCUMENTS?)\s*<")
"""What a page has that a news database made of many articles."""


def articles(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    """The one article of a file, or why there is none; those of a file in which a database put many.

    Raises ValueError, with a `code`, for what is no text or no document.
    """
    data = whole(raw)
    if kind == "page":
        yield from _of_page(place, data, run)
    elif kind == "webarchive":
        from quoth.articles import webarchive

        yield made(place, None, partial(webarchive.page, data), run)
    elif kind == "document":
        from quoth.articles.document import of_bytes

        page = of_bytes(data)
        if bundle := databank.split(page.text):
            yield from _of_bundle(place, bundle, run)
        else:
            yield made(place, None, lambda: page, run)
    else:
        yield from _of_text(place, decode(data), run)


def _of_page(place: Place, data: bytes, run: Run) -> Iterator[Article | Problem]:
    from quoth.articles.html import decode_page, of_bytes, read_fragment

    bundle = databank.split(read_fragment(decode_page(data).text).text) if _DATABANK.search(data) else None
    if bundle:
        yield from _of_bundle(place, bundle, run)
    else:
        yield made(place, None, partial(of_bytes, data), run)


def _of_text(place: Place, decoded: Decoded, run: Run) -> Iterator[Article | Problem]:
    if bundle := databank.split(decoded.text):
        yield from _of_bundle(place, bundle, run)
        return
    name = named(place, None, run)
    given = run.meta.of(name, place.path, place.inside(None))
    above = front_matter(decoded.text)
    stated, wrong = row_facts.stated(above.fields, {}) if above else ({}, ())
    begins = above.end if above else 0
    notes = (*decoded.notes, *wrong)
    yield compose.article(place, None, name, decoded.text, stated=stated, given=given, notes=notes, begins=begins)


def _of_bundle(place: Place, bundle: databank.Bundle, run: Run) -> Iterator[Article | Problem]:
    """The articles that a database put into one file, numbered from 1."""
    yield Problem(place.where(), bundle.remark, code="database", of_meta=True)
    yield from (of_document(place, number, one, run) for number, one in enumerate(bundle.documents, 1))
