"""What is sent to the page: judgements, texts to read, and the key or the password that lets in.

Forms are sent as a browser sends them, or by a script that asks for JSON; the answer is a sentence in either case.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from quoth.articles import folder
from quoth.page.app.desk import Desk
from quoth.page.app.door.guard import ENTER, LARGEST
from quoth.page.app.door.sessions import Sessions
from quoth.page.app.given.acts import ActError, Done, act, bring
from quoth.page.app.given.address import LONGEST, is_address
from quoth.page.app.given.files import Given
from quoth.page.app.given.reading import MOST_FILES, Reading
from quoth.page.app.shown.templates import environment, local

ACTING = 4  # judgements on their way at once
LONGEST_NAME = 200  # code points of a path, from its end: what a file is, its last letters say
MOST_LEFT = 20_000  # names of files that a browser did not send
_NOT_FETCHED = (
    "Addresses are not fetched in this run: it was started without --fetch. End it and start quoth serve --fetch, or "
    "save the page in your browser and drop the file here."
)


class Sent:
    """What one run takes; `page` makes a page of a template, a title, the request, a status and what is shown."""

    def __init__(
        self,
        desk: Desk,
        reading: Reading,
        sessions: Sessions,
        cookie: Callable[[], str],
        page: Callable[..., Response],
    ) -> None:
        self._desk = desk
        self._reading = reading
        self._sessions = sessions
        self._cookie = cookie
        self._page = page
        self._acting = ThreadPoolExecutor(ACTING, "quoth-judging")

    def routes(self) -> list[Route]:
        """The addresses that something is sent to."""
        return [
            Route("/judgements", self._judge, methods=["POST"]),
            Route("/judgements/import", self._bring, methods=["POST"]),
            Route("/read", self._read, methods=["POST"]),
            Route(ENTER, self._enter),
            Route(ENTER, self._enter_with_password, methods=["POST"]),
        ]

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
        if wants_json(request):
            ids = [j.id for j in done.judgements]
            return JSONResponse(
                {"said": done.said, "judgements": ids, "meanwhile": list(done.meanwhile), "at": done.at}
            )
        return RedirectResponse(done.at or local(back), 303)

    def _not_done(self, request: Request, why: str) -> Response:
        if wants_json(request):
            return JSONResponse({"why": why}, 422)
        return self._page("error.html", "That was not done", request, 422, why=why)

    async def _read(self, request: Request) -> Response:
        given: list[Given] = []
        left: list[str] = []
        for name, values in await _form(request):
            for one in values:
                if isinstance(one, Given):
                    given += [one] if one.data or one.name else []
                elif name == "left":
                    left += [path[-LONGEST_NAME:] for path in one.splitlines()[:MOST_LEFT]]
                elif (name == "address" and one.strip()) or (name == "text" and is_address(one)):
                    if not self._desk.settings.fetching:
                        return self._not_done(request, _NOT_FETCHED)
                    given.append(Given("", b"", one.strip()[:LONGEST]))
                elif name == "text" and one.strip():
                    given.append(Given("pasted.txt", one.replace("\r\n", "\n").encode("utf-8", "replace")))
        may, passed = folder.apart([*(one.name for one in given), *left])
        given = [one for one in given if one.name in may]
        beside = folder.beside(passed) if passed else ""
        if not given:
            what = beside or "choose a file or paste a text"
            return self._not_done(request, f"There is nothing to read: {what}.")
        if len(given) > MOST_FILES:
            return self._not_done(request, f"{len(given)} texts are more than {MOST_FILES}: give them in several goes.")
        job = self._reading.add(given, beside)
        if wants_json(request):
            return JSONResponse({"job": job.id, "at": f"/read/{job.id}"}, 202)
        return RedirectResponse(f"/read/{job.id}", 303)

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


async def _form(request: Request) -> list[tuple[str, list[str | Given]]]:
    """The fields of a form, sent as one or as a file would be; each with all its values, files read whole."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        raise HTTPException(415, "Send it as a form.")
    found: dict[str, list[str | Given]] = {}
    async with request.form(max_files=MOST_FILES, max_fields=2_000, max_part_size=LARGEST) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                one: str | Given = Given((value.filename or "")[-LONGEST_NAME:], await value.read())
            else:
                one = value
            found.setdefault(name, []).append(one)
    return list(found.items())


def wants_json(request: Request) -> bool:
    """Whether a script asks, and not a person's browser."""
    return request.headers.get("accept", "").partition(",")[0].strip() == "application/json"
