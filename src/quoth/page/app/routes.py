"""The addresses of the page, and what stands at each.

Every view has its state in its address, and ``.json`` and ``.csv`` beside it: ``/story/s123?page=2`` and
``/story/s123.json?page=2``. Names in addresses are slugs, so that no name can be taken for a suffix or for markup.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from quoth.errors import StoreError
from quoth.page.app import articles, ledger, people, revised, sayings, search, stories
from quoth.page.app.acts import ActError, Done, act, bring
from quoth.page.app.desk import Desk
from quoth.page.app.downloads import DOWNLOADS
from quoth.page.app.guard import ENTER, LARGEST, TooLargeError, too_large
from quoth.page.app.index import TooSlowError
from quoth.page.app.reading import LONGEST_ADDRESS, MOST_FILES, Given, Reading, is_address
from quoth.page.app.sessions import Sessions
from quoth.page.app.shown import Made, Shown, as_json, packed, respond, takes_packed
from quoth.page.app.slugs import SLUG
from quoth.page.app.templates import digest, environment, local, own_files, static

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
_NOT_FETCHED = (
    "Addresses are not fetched in this run: it was started without --fetch. End it and start quoth serve --fetch, or "
    "save the page in your browser and drop the file here."
)
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


ACTING = 4  # judgements on their way at once
LONG = 2  # of the requests that may take seconds, worked on at once: whole stories as data, the reasons weighed anew


class _Slug(Convertor[str]):
    regex = SLUG

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class Pages:
    """The endpoints of one run."""

    def __init__(self, desk: Desk, reading: Reading, sessions: Sessions, cookie: Callable[[], str]) -> None:
        self._desk = desk
        self._reading = reading
        self._sessions = sessions
        self._cookie = cookie
        self._made = Made()
        self._acting = ThreadPoolExecutor(ACTING, "quoth-judging")
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
            Route("/judgements", self._judge, methods=["POST"]),
            Route("/judgements/import", self._bring, methods=["POST"]),
            Route("/read", self._read_form),
            Route("/read", self._read, methods=["POST"]),
            Route("/read/{job:slug}", self._job),
            Route("/read/{job:slug}.json", self._job),
            Route("/help", self._help),
            Route("/static/{name:path}", self._static),
            Route(ENTER, self._enter),
            Route(ENTER, self._enter_with_password, methods=["POST"]),
        ]
        return found

    def _view(self, view: View, form: str, path: str) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            if self._desk.progress.what and not self._desk.index.version():
                return self._page("wait.html", "Reading the store", request, 503, headers={"retry-after": "2"})
            desk = self._desk
            state = (desk.index.version(), len(desk.judgements), len(desk.aside()), request.state.who)
            key = (*state, form, request.url.path, request.url.query, takes_packed(request))
            steady = not (desk.progress.what or desk.progress.failed)
            if steady and (made := self._made.get(key, request.headers.get("if-none-match"))) is not None:
                return made
            shown = view(desk, request)
            if shown is None:
                return self._elsewhere(request)
            response = respond(request, shown, form, self.common(request, form == "html"))
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

    def common(self, request: Request, whole: bool = True) -> dict[str, Any]:
        """What every page shows."""
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
            "has_data": whole,
        }

    def _page(
        self,
        template: str,
        title: str,
        request: Request,
        status: int = 200,
        *,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> Response:
        page = environment().get_template(template)
        body = page.render(**{**self.common(request), "has_data": False}, **context, page_title=title)
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

    async def _apart(self, work: Callable[..., Done], *given: Any) -> Done:
        """`work` in a thread that no view needs: what is judged while the store is being read waits for its end."""
        return await asyncio.get_running_loop().run_in_executor(self._acting, partial(work, *given))

    async def _judge(self, request: Request) -> Response:
        form = {k: [str(v) for v in values] for k, values in await _form(request)}
        try:
            done = await self._apart(act, self._desk, form, request.state.who)
        except ActError as error:
            return self._not_done(request, str(error))
        return self._done(request, done, form.get("back", [""])[0])

    async def _bring(self, request: Request) -> Response:
        form = dict(await _form(request))
        lines = ""
        for one in form.get("file", ()):
            lines += one.data.decode("utf-8", "replace") if isinstance(one, Given) else one
        try:
            done = await self._apart(bring, self._desk, lines)
        except ActError as error:
            return self._not_done(request, str(error))
        return self._done(request, done, "/judgements")

    def _done(self, request: Request, done: Done, back: str) -> Response:
        if _wants_json(request):
            ids = [j.id for j in done.judgements]
            return JSONResponse({"said": done.said, "judgements": ids, "meanwhile": list(done.meanwhile)})
        return RedirectResponse(local(back), 303)

    def _not_done(self, request: Request, why: str) -> Response:
        if _wants_json(request):
            return JSONResponse({"why": why}, 422)
        return self._page("error.html", "That was not done", request, 422, why=why)

    def _read_form(self, request: Request) -> Response:
        return self._page("read.html", "Read more articles", request)

    async def _read(self, request: Request) -> Response:
        given = []
        for name, values in await _form(request):
            for one in values[:MOST_FILES]:
                if isinstance(one, Given):
                    given += [one] if one.data or one.name else []
                elif (name == "address" and one.strip()) or (name == "text" and is_address(one)):
                    if not self._desk.settings.fetching:
                        return self._not_done(request, _NOT_FETCHED)
                    given.append(Given("", b"", one.strip()[:LONGEST_ADDRESS]))
                elif name == "text" and one.strip():
                    given.append(Given("pasted.txt", one.replace("\r\n", "\n").encode("utf-8", "replace")))
        if not given:
            return self._not_done(request, "There is nothing to read: choose a file or paste a text.")
        job = self._reading.add(given)
        if _wants_json(request):
            return JSONResponse({"job": job.id, "at": f"/read/{job.id}"}, 202)
        return RedirectResponse(f"/read/{job.id}", 303)

    def _job(self, request: Request) -> Response:
        job = self._reading.job(request.path_params["job"])
        if job is None:
            raise HTTPException(404)
        if request.url.path.endswith(".json"):
            progress = self._desk.progress
            told = {**job.to_dict(), "now": {"what": progress.what, "done": progress.done, "of": progress.of}}
            return Response(as_json(told), 200, {"cache-control": "no-store"}, "application/json")
        return self._page("job.html", "Reading", request, job=job)

    def _help(self, request: Request) -> Response:
        return self._page("help.html", "Help", request)

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

    def _enter(self, request: Request) -> Response:
        given = request.query_params.get("token", "")
        cookie = self._sessions.by_token(given, self._desk.settings.who) if given else None
        if cookie is None:
            return self._door("" if not given else "That is not the key of this run.", 401 if given else 200)
        return self._entered(cookie)

    async def _enter_with_password(self, request: Request) -> Response:
        form = {k: [str(v) for v in values] for k, values in await _form(request)}
        who = " ".join(form.get("who", [""])[0].split())[:100] or self._desk.settings.who
        try:
            cookie = self._sessions.by_password(form.get("password", [""])[0], who)
        except TimeoutError:
            return self._door("Too many wrong passwords: wait a minute.", 429)
        if cookie is None:
            return self._door("That is not the password.", 401)
        return self._entered(cookie)

    def _entered(self, cookie: str) -> Response:
        response = RedirectResponse("/", 303, {"cache-control": "no-store"})
        response.set_cookie(self._cookie(), cookie, path="/", httponly=True, samesite="strict")
        return response

    def _door(self, why: str, status: int) -> Response:
        needs = self._desk.settings.password is not None
        body = environment().get_template("enter.html").render(why=why, password=needs)
        return Response(body, status, {"cache-control": "no-store"}, "text/html; charset=utf-8")


def application(pages: Pages, middleware: Callable[[Any], Any]) -> Any:
    """The ASGI application, with its guard before it."""

    async def not_found(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        why = {
            404: "There is nothing at this address. What it named may have been read anew, joined with something else, "
            "or left out; the search will find the words.",
            405: "This address does not take that.",
        }.get(status, str(getattr(error, "detail", "")))
        if _wants_json(request) or not hasattr(request.state, "who"):
            return JSONResponse({"why": why}, status)
        return await run_in_threadpool(pages._page, "error.html", "Not found", request, status, why=why)

    def plainly(status: int, why: str, **headers: str) -> Callable[[Request, Exception], Awaitable[Response]]:
        async def answer(_request: Request, error: Exception) -> Response:
            said = why or str(error)
            return Response(f"{said}\n", status, headers, "text/plain; charset=utf-8")

        return answer

    async def large(request: Request, _error: Exception) -> Response:
        return Response(f"{too_large(request.url.path)}\n", 413, {"connection": "close"}, "text/plain; charset=utf-8")

    slow = "This question takes too long to answer. Ask for less at once: more words, a speaker's name, a shorter list."
    handlers: dict[Any, Any] = {
        HTTPException: not_found,
        TooSlowError: plainly(503, slow, **{"retry-after": "1"}),
        TooLargeError: large,
        StoreError: plainly(503, ""),
        sqlite3.DatabaseError: plainly(
            500,
            "The index beside the store cannot be read. Stop quoth serve, delete the file that ends in -page, and "
            "start again.",
        ),
        Exception: plainly(500, "quoth broke while making this page. What was kept is kept; the terminal says more."),
    }
    return middleware(Starlette(routes=pages.routes(), exception_handlers=handlers))


async def _form(request: Request) -> list[tuple[str, list[str | Given]]]:
    """The fields of a form, sent as one or as a file would be; each with all its values, files read whole."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        raise HTTPException(415, "Send it as a form.")
    found: dict[str, list[str | Given]] = {}
    async with request.form(max_files=MOST_FILES, max_fields=2_000, max_part_size=LARGEST) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                one: str | Given = Given((value.filename or "")[:200], await value.read())
            else:
                one = value
            found.setdefault(name, []).append(one)
    return list(found.items())


def _query(request: Request, given: Mapping[str, Any]) -> str:
    """The question of this address with some of it changed; None takes a part away."""
    asked = {k: v for k, v in request.query_params.items() if k not in given}
    asked |= {k: str(v) for k, v in given.items() if v is not None and v != ""}
    return f"?{urlencode(asked, errors='replace')}" if asked else "?"


def _wants_json(request: Request) -> bool:
    return request.headers.get("accept", "").partition(",")[0].strip() == "application/json"
