"""The addresses of the page, and what stands at each.

Every view has its state in its address, and ``.json`` and ``.csv`` beside it: ``/story/s123?page=2`` and
``/story/s123.json?page=2``. Names in addresses are slugs, so that no name can be taken for a suffix or for markup.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from quoth.page.app.desk import Desk
from quoth.page.app.door.sessions import Sessions
from quoth.page.app.given.reading import Reading
from quoth.page.app.given.sent import Sent
from quoth.page.app.index.slugs import SLUG
from quoth.page.app.shown import articles, ledger, people, revised, sayings, search, stories
from quoth.page.app.shown.answer import Made, Shown, as_json, packed, respond, takes_packed
from quoth.page.app.shown.downloads import DOWNLOADS
from quoth.page.app.shown.templates import digest, environment, own_files, static

View = Callable[[Desk, Request], Shown | None]

VIEWS: Mapping[str, View] = {
    "/index": stories.overview,
    "/story/{story:slug}": stories.story,
    "/story/{story:slug}/map": stories.story_map,
    "/saying/{saying:slug}": sayings.saying,
    "/saying/{saying:slug}/why": sayings.why,
    "/article/{article:slug}": articles.article,
    "/article/{article:slug}/revisions": revised.revisions,
    "/speakers": people.speakers,
    "/speaker/{speaker:slug}": people.speaker,
    "/outlets": people.outlets,
    "/outlet/{outlet:slug}": people.outlet,
    "/search": search.search,
    "/problems": ledger.problems,
    "/judgements": ledger.judgements,
}
TAKE_LONG = {
    *(("/story/{story:slug}", form) for form in ("json", "csv")),
    *(("/saying/{saying:slug}/why", form) for form in ("html", "json", "csv")),
}
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

LONG = 2  # of the requests that may take seconds, worked on at once: whole stories as data, the reasons weighed anew


_STATES = {
    "waiting": "Waiting to be read",
    "reading": "Being read",
    "arranging": "Being put among the stories",
    "done": "Read",
    "failed": "That could not be read",
}


class _Slug(Convertor[str]):
    regex = SLUG

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class Pages:
    """What one run shows."""

    def __init__(self, desk: Desk, reading: Reading, sessions: Sessions, cookie: Callable[[], str]) -> None:
        self._desk = desk
        self._reading = reading
        self._sent = Sent(desk, reading, sessions, cookie, self.page)
        self._made = Made()
        self._long = ThreadPoolExecutor(LONG, "quoth-long")

    def routes(self) -> list[Route]:
        """All addresses; whoever walks them finds every one that there is."""
        register_url_convertor("slug", _Slug())
        found = [Route("/", self._view(stories.overview, "html", "/index"))]
        for path, view in VIEWS.items():
            forms = {form: self._view(view, form, path) for form in ("html", "json", "csv")}
            at = {form: path if form == "html" else f"{path}.{form}" for form in forms}
            found += [
                Route(at[form], self._aside(made) if (path, form) in TAKE_LONG else made)
                for form, made in forms.items()
                if at[form] != "/index"
            ]
        found += [Route(path, self._aside(self._download(made))) for path, made in DOWNLOADS.items()]
        found += [
            Route("/saying/{saying:slug}.twins.json", self._twins),
            Route("/read", self._read_form),
            Route("/read/{job:slug}", self._job),
            Route("/read/{job:slug}.json", self._job),
            Route("/help", self._help),
            Route("/progress.json", self._progress),
            Route("/static/{name:path}", self._static),
        ]
        return [*found, *self._sent.routes()]

    def _view(self, view: View, form: str, path: str) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            if self._desk.progress.what and not self._desk.index.version():
                return self.page("wait.html", "Reading the store", request, 503, headers={"retry-after": "2"})
            desk = self._desk
            state = (desk.index.version(), len(desk.judgements), len(desk.aside()), request.state.who)
            key = (*state, form, request.url.path, request.url.query, takes_packed(request))
            steady = not (desk.progress.what or desk.progress.failed)
            if steady and (made := self._made.get(key, request.headers.get("if-none-match"))) is not None:
                return made
            shown = view(desk, request)
            if shown is None:
                return self._elsewhere(request)
            response = respond(request, shown, form, self.common(request, has_data=form == "html"))
            if form == "csv":
                name = path.split("/")[1]
                response.headers["content-disposition"] = f'attachment; filename="quoth-{name}.csv"'
            if steady:
                self._made.keep(key, response)
            return response

        return endpoint

    def _elsewhere(self, request: Request) -> Response:
        """Where the articles of a story are that is no more; 404 for what never was."""
        name = request.path_params.get("story", "")
        home = stories.home(self._desk, name) if name else None
        if home is None or home == name:
            raise HTTPException(404)
        path = request.url.path.replace(f"/{name}", f"/{home}", 1)
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{path}{asked}", 307, {"cache-control": "no-store"})

    def _aside(self, made: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
        """`made` in threads of its own, so that no view waits for it."""

        async def endpoint(request: Request) -> Response:
            return await asyncio.get_running_loop().run_in_executor(self._long, made, request)

        return endpoint

    def _download(self, made: Any) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            response: Response | None = made(self._desk, request)
            if response is None:
                raise HTTPException(404)
            return packed(request, response)

        return endpoint

    def common(self, request: Request, *, has_data: bool) -> dict[str, Any]:
        """What every page shows; `has_data` says whether JSON and CSV stand beside it."""
        path = request.url.path
        beside = "/index" if path == "/" else path
        asked = f"?{request.url.query}" if request.url.query else ""
        return {
            "path": path,
            "asked": asked,
            "beside": beside,
            "who": request.state.who or "",
            "progress": self._desk.progress,
            "seen": len(self._desk.judgements),
            "query": lambda **given: _query(request, given),
            "fetching": self._desk.settings.fetching,
            "static": static,
            "has_data": has_data,
        }

    def page(
        self,
        template: str,
        title: str,
        request: Request,
        status: int = 200,
        *,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> Response:
        """A page that is no view of the store: with nothing beside it, and kept by nobody."""
        page = environment().get_template(template)
        body = page.render(**self.common(request, has_data=False), **context, page_title=title)
        return Response(
            body.encode("utf-8", "replace"),
            status,
            {"cache-control": "private, no-store", **(headers or {})},
            "text/html; charset=utf-8",
        )

    def _twins(self, request: Request) -> Response:
        found = sayings.twin_words(self._desk, request.path_params["saying"])
        if found is None:
            raise HTTPException(404)
        return packed(
            request, Response(as_json(found), 200, {"cache-control": "private, no-cache"}, "application/json")
        )

    def _read_form(self, request: Request) -> Response:
        return self.page("read.html", "Read more articles", request)

    def _job(self, request: Request) -> Response:
        job = self._reading.job(request.path_params["job"])
        if job is None:
            raise HTTPException(404)
        if request.url.path.endswith(".json"):
            progress = self._desk.progress
            told = {**job.to_dict(), "now": {"what": progress.what, "done": progress.done, "of": progress.of}}
            return Response(as_json(told), 200, {"cache-control": "no-store"}, "application/json")
        return self.page("job.html", _STATES[job.state], request, job=job)

    def _progress(self, _request: Request) -> Response:
        """What is being done now; a page that shows the state before asks until nothing is."""
        told = as_json(asdict(self._desk.progress))
        return Response(told, 200, {"cache-control": "no-store"}, "application/json")

    def _help(self, request: Request) -> Response:
        return self.page("help.html", "Help", request)

    def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        kind = _TYPES.get(f".{name.rpartition('.')[2]}")
        body = own_files().get(name)
        if kind is None or body is None:
            raise HTTPException(404)
        # Named with its hash it never changes; the scripts that one script asks for are named without.
        kept = request.query_params.get("v") == digest(body)
        tag = f'W/"{digest(body)}"'
        headers = {
            "cache-control": "private, max-age=31536000, immutable" if kept else "private, no-cache",
            "etag": tag,
        }
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return packed(request, Response(body, 200, headers, kind))


def _query(request: Request, given: Mapping[str, Any]) -> str:
    """The question of this address with some of it changed; None takes a part away."""
    asked = {k: v for k, v in request.query_params.items() if k not in given}
    asked |= {k: str(v) for k, v in given.items() if v is not None and v != ""}
    return f"?{urlencode(asked, errors='replace')}" if asked else request.url.path
