"""What an address shows, before it is known in which form: as a page, as JSON, as CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from quoth.page.app.templates import environment
from quoth.rows import cell

MOST = 16_000_000  # bytes of answers that are kept; some 300 pages

Table = tuple[Sequence[str], Iterable[Sequence[Any]]]  # titles, rows


@dataclass(frozen=True, slots=True)
class Shown:
    """One view. `data` and `table` are only made when they are asked for; `base` is its address without a suffix."""

    template: str
    title: str
    context: Mapping[str, Any] = field(repr=False)
    data: Callable[[], Any] = field(repr=False)
    table: Callable[[], Table] = field(repr=False)
    status: int = 200


def respond(request: Request, shown: Shown, form: str, common: Mapping[str, Any]) -> Response:
    """`shown` as ``html``, ``json`` or ``csv``, with a tag by which a browser finds that nothing has changed."""
    if form == "json":
        body, kind = as_json(shown.data()), "application/json"
    elif form == "csv":
        body, kind = as_csv(*shown.table()), "text/csv; charset=utf-8; header=present"
    else:
        page = environment().get_template(shown.template)
        body = page.render(**common, **shown.context, page_title=shown.title).encode("utf-8", "replace")
        kind = "text/html; charset=utf-8"
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "cookie"}
    if shown.status == 200 and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, shown.status, headers, kind)


class Made:
    """The answers that were made last, for who asks the same while nothing has changed. At most `MOST` bytes.

    What an answer depends on is its key: whoever asks puts the index's version and whatever else is shown into it.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], Response] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[Any, ...], tag: str | None) -> Response | None:
        """The answer to `key`, if it is kept; that it has not changed, where `tag` is its own."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
        if tag is not None and found.headers.get("etag") == tag:
            return Response(status_code=304, headers={k: found.headers[k] for k in ("etag", "cache-control", "vary")})
        return found

    def keep(self, key: tuple[Any, ...], answer: Response) -> None:
        """Keeps `answer`, a whole one; the ones asked for longest ago go."""
        if answer.status_code != 200 or len(answer.body) > MOST // 8:
            return
        with self._lock:
            if key not in self._kept:
                self._kept[key] = answer
                self._size += len(answer.body)
            while self._size > MOST:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.body)


def as_json(value: Any) -> bytes:
    """JSON in UTF-8; a lone surrogate is escaped."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8", "backslashreplace")


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV (RFC 4180) that no spreadsheet runs: see `quoth.rows.cell`. It begins with a byte order mark, for Excel."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(titles)
    for row in rows:
        writer.writerow([cell(_written(value)) for value in row])
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "backslashreplace")


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
