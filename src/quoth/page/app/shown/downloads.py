"""What is made for other programs, or to be kept: one file a story, annotations, quotations, judgements."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from quoth.page.app.desk import Desk
from quoth.page.app.shown.answer import as_json
from quoth.page.app.shown.articles import find as find_article
from quoth.page.app.shown.exports import annotation_page, quotations
from quoth.page.app.shown.sayings import find
from quoth.page.app.story.loaded import Loaded
from quoth.page.app.story.row import Row
from quoth.sayings.portions import tellings

Made = Callable[[Desk, Request], Response | None]
CREATOR = "quoth"


def story_file(desk: Desk, request: Request) -> Response | None:
    """The whole story as one file that opens from disk, with no script in it."""
    from quoth.page import html

    loaded = desk.story(request.path_params["story"])
    if loaded is None:
        return None
    page = html.render(loaded.trace, loaded.remarks, loaded.story.named).encode("utf-8", "replace")
    return _file(page, "text/html; charset=utf-8", f"{loaded.id}.html")


def story_annotations(desk: Desk, request: Request) -> Response | None:
    """W3C Web Annotations of all articles of a story."""
    loaded = desk.story(request.path_params["story"])
    if loaded is None:
        return None
    pages = [_annotations(loaded, article) for article in sorted(loaded.story.articles)]
    return _file(as_json(pages), "application/ld+json", f"{loaded.id}.annotations.jsonld")


def article_annotations(desk: Desk, request: Request) -> Response | None:
    """W3C Web Annotations of one article."""
    name = request.path_params["article"]
    here = find_article(desk, name)
    if here is None:
        return None
    loaded, article, _ = here
    return _file(as_json(_annotations(loaded, article.id)), "application/ld+json", f"{name}.annotations.jsonld")


def story_quotations(desk: Desk, request: Request) -> Response | None:
    """schema.org Quotations of a story: what stands in quotation marks."""
    loaded = desk.story(request.path_params["story"])
    if loaded is None:
        return None
    said = {t: row.said.saying.speaker for row in (*loaded.shared, *loaded.alone) for t in row.said.saying.tellings}
    told = [(loaded.judged(t).attribution, speaker) for t, speaker in said.items()]  # each once, however many sayings
    found = [q for a, speaker in told for q in quotations(loaded.article(a), a, speaker or a.speaker)]
    return _file(as_json(found), "application/ld+json", f"{loaded.id}.quotations.jsonld")


def saying_quotations(desk: Desk, request: Request) -> Response | None:
    """schema.org Quotations of one saying."""
    loaded = find(desk, request.path_params["saying"])
    row = loaded.row(request.path_params["saying"]) if loaded else None
    if loaded is None or row is None:
        return None
    return _file(as_json(_quotations(loaded, row)), "application/ld+json", f"{row.id}.quotations.jsonld")


def judgement_lines(desk: Desk, _request: Request) -> Response:
    """All judgements as JSONL, to be kept and brought in again."""
    lines = "".join(json.dumps(j.to_dict(), ensure_ascii=True) + "\n" for j in desk.judgements)
    return _file(lines.encode(), "application/jsonl; charset=utf-8", "judgements.jsonl")


DOWNLOADS: Mapping[str, Made] = {
    "/story/{story:slug}.html": story_file,
    "/story/{story:slug}.annotations.jsonld": story_annotations,
    "/story/{story:slug}.quotations.jsonld": story_quotations,
    "/article/{article:slug}.annotations.jsonld": article_annotations,
    "/saying/{saying:slug}.quotations.jsonld": saying_quotations,
    "/judgements.jsonl": judgement_lines,
}


def _annotations(loaded: Loaded, article: str) -> dict[str, Any]:
    mine = [j for j in loaded.story.attributions.values() if j.attribution.article == article]
    mine.sort(key=lambda j: (j.attribution.start, j.attribution.id))
    return annotation_page(loaded.story.articles[article], mine, CREATOR)


def _quotations(loaded: Loaded, row: Row) -> list[dict[str, Any]]:
    told = tellings(row.said.saying, {t: loaded.judged(t).attribution for t in row.said.saying.tellings})
    speaker = row.said.saying.speaker
    return [q for a in told for q in quotations(loaded.article(a), a, speaker or a.speaker)]


def _file(body: bytes, kind: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-cache"}
    return Response(body, 200, headers, kind)
