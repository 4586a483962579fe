"""JSON and JSON Lines: rows out of bytes.

A row's number is what a person would count: in JSON Lines the line as an editor numbers it, from 1, blank lines
counted; in a JSON array the place of the object, from 1. A file with a single object has no row number.
Lines are read one at a time and an array's objects are decoded one at a time, so that a bad one costs only itself (in
an array also those behind it) and memory holds one row's values.
"""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from quoth.articles.fields import lookup, shown_name
from quoth.articles.text import MOST_BYTES, NotTextError, binary, decode

_SPACE = re.compile(r"[ \t\n\r\ufeff]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number (None for a file's only object; in a further sheet of a workbook its address), its value, or
    the `problem` it is, with a `code`.
    """

    number: int | str | None
    value: Any = None
    problem: str | None = None
    notes: tuple[str, ...] = ()
    code: str | None = None  # of the problem


_NINJS = frozenset({
    "versioncreated", "versionCreated", "pubstatus", "pubStatus", "slugline", "headlines", "copyrightholder",
})  # fmt: skip


def is_ninjs(value: Any) -> bool:
    """Whether an object is an item of ninjs, the IPTC's news in JSON (`quoth.articles.agency.ninjs`): by the name of
    its standard, or by a body or headlines as only ninjs has them, beside a field that others do not have.
    """
    if not isinstance(value, dict) or not isinstance(value.get("uri", value.get("guid")), str):
        return False
    standard = value.get("standard")
    if isinstance(standard, dict) and standard.get("name") == "ninjs":
        return True
    bodies = isinstance(value.get("bodies"), list) or any(k.startswith("body_") for k in value)
    return any(name in value for name in _NINJS) and (bodies or "headlines" in value)


def json_rows(data: bytes, fields: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a JSON file: one object, an array of objects, or an object that holds one list of objects.

    A file of JSON Lines under the wrong name is read as that.
    """
    try:
        decoded = decode(data)
    except NotTextError as error:
        yield Row(None, problem=str(error), code=error.code)
        return
    text, notes = decoded.text, tuple(n for n in decoded.notes if n.startswith(("read as", "not ")))
    at = _skip(text, 0)
    if text[at : at + 1] == "[":
        yield from _array(text, at + 1, notes)
        return
    try:
        value, end = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        yield Row(None, problem=f"expected JSON, {_why(error)}", code="json")
        return
    if _skip(text, end) < len(text):
        if isinstance(value, dict) and "\n" in text[end : _skip(text, end)]:
            yield from line_rows(io.BytesIO(text.encode("utf-8", "surrogatepass")))
        else:
            yield Row(None, problem=f"expected JSON, found more after its end (character {end})", code="json")
    elif not isinstance(value, dict):
        yield Row(None, problem=f"expected an object or a list of objects, found {kind_of(value)}", code="json")
    else:
        yield from _object(value, fields, notes)


def line_rows(stream: BinaryIO) -> Iterator[Row]:
    """The rows of JSON Lines; a line that is none comes as a problem, blank ones not at all."""
    number, any_row = 0, False
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if number == 1:
            if (found := binary(line)) or line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in line:
                message = f"expected JSON Lines in UTF-8, found {found or 'another encoding'}"
                yield Row(None, problem=message, code="binary")
                return
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            any_row = True
            yield Row(number, problem=f"the line has more than {MOST_BYTES:,} bytes: not read", code="too-large")
            while (rest := stream.readline(MOST_BYTES)) and not rest.endswith(b"\n"):
                pass
        elif line.strip():
            any_row = True
            yield _line(number, line)
    if not any_row:
        yield Row(None, problem="expected JSON Lines, found none: the file is empty or white space", code="empty")


def _line(number: int, line: bytes) -> Row:
    notes: tuple[str, ...] = ()
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            decoded = decode(line)
        except NotTextError as error:
            return Row(number, problem=str(error), code=error.code)
        text, notes = decoded.text, decoded.notes
    try:
        return Row(number, json.loads(text.rstrip()), notes=notes)
    except (ValueError, RecursionError) as error:
        return Row(number, problem=f"expected a JSON object on the line, {_why(error, of_line=True)}", code="json")


def _array(text: str, at: int, notes: tuple[str, ...]) -> Iterator[Row]:
    number = 0
    at = _skip(text, at)
    if text[at : at + 1] == "]":
        yield Row(None, problem="expected a list of objects, found an empty one", code="empty")
        return
    while True:
        number += 1
        try:
            value, at = _DECODER.raw_decode(text, _skip(text, at))
        except (ValueError, RecursionError) as error:
            message = f"expected a JSON object, {_why(error)}; nothing after it was read"
            yield Row(number, problem=message, code="json")
            return
        yield Row(number, value, notes=notes)
        at = _skip(text, at)
        mark = text[at : at + 1]
        at += 1
        if mark == "]":
            if _skip(text, at) < len(text):
                message = f"found more after the end of the list (character {at}): not read"
                yield Row(number + 1, problem=message, code="json")
            return
        if mark != ",":
            message = f"expected a comma at character {at - 1}; nothing after it was read"
            yield Row(number + 1, problem=message, code="json")
            return


def _object(
    value: dict[str, Any], fields: Mapping[str, str], notes: tuple[str, ...], *, outermost: bool = True
) -> Iterator[Row]:
    """A file's one object: an article, or the envelope of one list of articles, perhaps in another one."""
    if lookup(value, "text", fields)[0] is not None or is_ninjs(value):
        yield Row(None, value, notes=notes)
        return
    lists = _lists_in(value)
    titled = lookup(value, "title", fields)[0] is not None  # an article, whose text has a name that is not known
    seek = outermost and not lists and not titled
    inner = [v for v in value.values() if isinstance(v, dict) and _lists_in(v)] if seek else []
    if len(inner) == 1:
        yield from _object(inner[0], fields, notes, outermost=False)
    elif len(lists) == 1:
        for number, item in enumerate(value[lists[0]], 1):
            yield Row(number, item, notes=notes)
    elif lists:
        named = ", ".join(shown_name(k) for k in lists[:6])
        message = f"expected one list of articles, found {len(lists)} ({named}): keep one in the file"
        yield Row(None, problem=message, code="json")
    else:
        yield Row(None, value, notes=notes)


def _lists_in(value: Mapping[str, Any]) -> list[str]:
    """The names under which `value` has lists of objects."""
    return [k for k, v in value.items() if isinstance(v, list) and any(isinstance(i, dict) for i in v)]


def _skip(text: str, at: int) -> int:
    m = _SPACE.match(text, at)
    return m.end() if m else at


def _why(error: Exception, *, of_line: bool = False) -> str:
    if isinstance(error, json.JSONDecodeError):
        at = f"column {error.colno}" if of_line else f"line {error.lineno}, column {error.colno}"
        return f"found what is none: {error.msg} ({at})"
    return "found it nested too deeply" if isinstance(error, RecursionError) else f"found what is none: {error}"


def kind_of(value: Any) -> str:
    """What a value of JSON is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "an object" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a string"
