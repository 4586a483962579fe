"""What an address shows, before it is known in which form: as a page, as JSON, as CSV."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from quoth.page.app.shown.templates import environment
from quoth.tabular import cell

MOST = 16_000_000  # bytes of answers that are kept; some 2,000 pages as they are packed
PACKED = 1_400  # bytes from which an answer is packed: what is smaller goes in one packet anyway
LEVEL = 3  # of gzip: a page of 200 kB in a millisecond, a sixth of its size; 6 takes three times as long for 12 % less

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
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'  # weak: the same words, packed or not
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "cookie"}
    if shown.status == 200 and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return packed(request, Response(body, shown.status, headers, kind))


def takes_packed(request: Request) -> bool:
    """Whether who asks takes gzip, as every browser does."""
    for given in request.headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = given.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False


def packed(request: Request, answer: Response) -> Response:
    """`answer`, whole and not sent yet, packed where that is worth it and who asks takes it.

    Its length then says something of what is in it, to whoever sees it go by and can have it made with words of theirs
    (BREACH). There is nothing of the kind to be had: the run's token and the cookie are in no body; no other site is
    answered at all (`guard`); and what goes over a network, which is not encrypted, can be read as it is.
    """
    answer.headers["vary"] = "cookie, accept-encoding"
    if len(answer.body) >= PACKED and takes_packed(request):
        answer.body = gzip.compress(bytes(answer.body), LEVEL, mtime=0)
        answer.headers["content-encoding"] = "gzip"
        answer.headers["content-length"] = str(len(answer.body))
    return answer


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
    """JSON in UTF-8, every entry of a list in the outermost object on a line; a lone surrogate is escaped."""
    if isinstance(value, dict):
        fields = (f"{_dumped(name)}: {_listed(given)}" for name, given in value.items())
        whole = "{" + ",\n".join(fields) + "}"
    else:
        whole = _listed(value)
    return whole.encode("utf-8", "backslashreplace")


def _listed(value: Any) -> str:
    return "[" + ",\n ".join(map(_dumped, value)) + "]" if isinstance(value, list) else _dumped(value)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)  # with an indent it takes ten times as long


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV (RFC 4180) that no spreadsheet runs (`quoth.tabular.cell`). It begins with a byte order mark, for Excel."""
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
