"""A web archive (WARC) as articles: one for each page that was crawled, and a Problem for each damage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from quoth.articles.html import NoArticleError, Note, PageText, of_bytes
from quoth.articles.place import Place, unread
from quoth.articles.run import Run, Whereabouts, made
from quoth.articles.text import decode
from quoth.articles.warc import Damage, Others, Page, pages
from quoth.types import Article, Problem


def articles(place: Place, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    """The articles of a web archive in the order of its records; what was passed by is told at the end."""
    others, any_page = None, False
    for one in pages(raw):
        if isinstance(one, Others):
            others = one
            continue
        any_page = True
        if isinstance(one, Damage):
            message = f"bytes {one.start} to {one.end} were skipped: {one.why}"
            yield unread(place, message, f"{one.start}-{one.end}", code=one.code)
        else:
            got = made(place, one.name, partial(_of_page, one), run, at=Whereabouts(one.url, None))
            yield _with_latest_day(got, one, place) if isinstance(got, Article) else got
    if not any_page:
        why = f"expected articles, found none: {others}" if others else "expected a web archive, found an empty file"
        yield unread(place, why, code="no-pages" if others else "empty")
    elif others is not None:
        yield Problem(place.where(), str(others), code="other-records", of_meta=True)


def _of_page(page: Page) -> PageText:
    """The article of an archived page."""
    if page.wrong is not None:
        raise NoArticleError(page.wrong[1], page.wrong[0])
    if page.kind == "text":
        decoded = decode(page.body)
        notes = tuple(Note("encoding", n) for n in decoded.notes)
        return PageText(decoded.text, (), (), url=page.url, notes=notes)
    return of_bytes(page.body, charset=page.charset, url=page.url)


def _with_latest_day(article: Article, page: Page, place: Place) -> Article:
    """`article`, with what the crawl tells of its date where nobody states one: the latest day that it can have.

    That is no date of publication: crawlers come for pages that are years old, and a day too late would make others
    the first to have had its words.
    """
    if article.published is not None or page.day is None:
        return article
    said = f"states no date; crawled on {page.day}, so published on that day or before"
    return replace(article, problems=(*article.problems, Problem(place.where(page.name), said, code="undated")))
