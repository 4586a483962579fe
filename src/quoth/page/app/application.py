"""The ASGI application: the addresses with their guard before them, and a plain word for whatever goes wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from quoth.errors import StoreError
from quoth.page.app.door.guard import TooLargeError, too_large
from quoth.page.app.given.sent import wants_json
from quoth.page.app.index.file import TooSlowError
from quoth.page.app.routes import Pages


def application(pages: Pages, middleware: Callable[[Any], Any]) -> Any:
    """All of `pages`, with `middleware` before them."""

    async def not_found(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        why = {
            404: "There is nothing at this address. What it named may have been read anew, joined with something else, "
            "or left out; the search will find the words.",
            405: "This address does not take that.",
        }.get(status, str(getattr(error, "detail", "")))
        if wants_json(request) or not hasattr(request.state, "who"):
            return JSONResponse({"why": why}, status)
        title = "Not found" if status == 404 else "That was not done"
        return await run_in_threadpool(pages.page, "error.html", title, request, status, why=why)

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
