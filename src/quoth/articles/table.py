"""JSON and JSON Lines: rows out of bytes, and our fields out of a row.

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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, BinaryIO

from quoth.articles.text import MOST_BYTES, Decoded, NotTextError, binary, decode, without_surrogates

FIELDS = ("text", "title", "outlet", "published", "language", "id", "url", "authors")
"""Our names, on the left in a field map. `authors` become the byline."""

GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "content", "body", "maintext", "plaintext", "article_text", "content_original", "full_text",
        "articleBody", "fields.bodyText", "story_text", "article", "document",
    ),
    "title": ("title", "headline", "webTitle"),
    "outlet": (
        "outlet", "source.name", "source.title", "source", "publisher.name", "publisher", "sitename", "source-hostname",
        "meta_site_name", "source_name", "media_name", "publication", "newspaper", "publication_title", "source_domain",
        "hostname", "domain",
    ),
    "published": (
        "published", "date", "date_publish", "publish_date", "publishing_date", "publishedAt", "published_at",
        "published_date", "datePublished", "date_published", "pubDate", "pub_date", "publication_date", "dateTime",
        "webPublicationDate",
    ),
    "language": ("language", "lang", "meta_lang"),
    "url": ("url", "link", "source_url", "canonical_link", "webUrl", "source"),
    "authors": ("authors", "author", "byline"),
}  # fmt: skip
"""A row's names tried for each of ours without a map, in this order, in any case and with or without spaces, hyphens
and underscores ("Article Text"); among them those of trafilatura,
news-please, newspaper4k and fundus, of NewsAPI, Event Registry, Media Cloud, GDELT and the Guardian. An `id` is never
guessed.
"""

_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")
"""How NewsAPI ends a text of which it gives the first 200 characters."""

_ADDRESS = re.compile(r"https?://\S*")
_JOINTS = re.compile(r"[ _-]+")
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
        yield Row(None, problem=f"expected an object or a list of objects, found {_kind(value)}", code="json")
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


def missing_text(names: Sequence[str], fields: Mapping[str, str]) -> str | None:
    """Why no row of a table whose columns have these names can have a text; None where one can."""
    if "text" in fields or lookup(dict.fromkeys(names, "words"), "text", fields)[0] is not None:
        return None
    has = ", ".join(_clean(name) for name in names[:12]) or "none"
    tried = ", ".join(GUESSES["text"])
    lies = _elsewhere(dict.fromkeys((n for n in names if folded(n) != "source"), "http://x"), fields)
    return f"expected a column with the text ({tried}), found {has}: name it with a field map, as in text=body{lies}"


def _elsewhere(row: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """What to do where a row has an address in place of a text, as Media Cloud and GDELT give them."""
    key, _ = lookup(row, "url", fields)
    return (
        f"; the addresses in {_clean(key)!r} are not asked for: give them as inputs to have them fetched" if key else ""
    )


def unknown_columns(names: Sequence[str], fields: Mapping[str, str]) -> str | None:
    """That nobody knows which of these columns is the outlet or the day, where one is none of ours; else None.

    Without them a synopsis does not say who told what, or when, though the table may have it in other words.
    """
    of_each = _of_each(names, fields)
    missing = [ours for ours in ("outlet", "published", "title") if of_each[ours] is None and ours not in fields]
    left = [_clean(name) for name in names if name not in of_each.values()]
    if not left or not {"outlet", "published"} & set(missing):
        return None
    also = f" and {len(left) - 12} more" if len(left) > 12 else ""
    which = f"no column was taken for {', '.join(missing)}; not used are {', '.join(left[:12])}{also}"
    return f"{which}: say which with --field, as in {missing[0]}=COLUMN"


def are_names(names: Sequence[str]) -> bool:
    """Whether the first line of a text can be that of a table: one word names the text, another something else."""
    of_each = _of_each(names, {})
    return of_each["text"] is not None and sum(name is not None for name in of_each.values()) > 1


def _of_each(names: Sequence[str], fields: Mapping[str, str]) -> dict[str, str | None]:
    """Which of these columns is taken for each of our fields."""
    return {
        ours: lookup(dict.fromkeys(names, "http://x" if ours == "url" else "words"), ours, fields)[0] for ours in FIELDS
    }


def lookup(row: Mapping[str, Any], name: str, fields: Mapping[str, str]) -> tuple[str | None, Any]:
    """The field of `row` that holds our `name`, and its value; (None, None) where it has none."""
    if name in fields:
        return _reach(row, fields[name])
    for guess in GUESSES.get(name, ()):
        key, value = _reach(row, guess, fold=True)
        if key is not None and _may_be(name, value) and (guess != "domain" or "." in str(value)):  # "politics" is none
            return key, value
    return None, None


def article_text(row: Any, fields: Mapping[str, str]) -> Decoded:
    """The text of a row as it stands. Raises NotTextError with what was expected where it has none."""
    if not isinstance(row, dict):
        raise NotTextError(f"expected an object, found {_kind(row)}", "json")
    key, value = lookup(row, "text", fields) if "text" in fields else _fullest(row)
    if key is None and "text" not in fields:
        present = (_reach(row, guess, fold=True) for guess in GUESSES["text"])
        key, value = next((p for p in present if p[0] is not None), (None, None))
    if key is None:
        wanted = fields.get("text")
        has = ", ".join(_clean(k) for k in list(row)[:12]) or "nothing"
        asked = f"the field {wanted!r}" if wanted else "a field with the text"
        lies = _elsewhere(row, fields)
        raise NotTextError(
            f"expected {asked}, found {has}: name it with a field map, as in text=body{lies}", "no-field"
        )
    if isinstance(value, dict) and isinstance(value.get("sections"), list):
        value = _of_sections(value)
    if not isinstance(value, str):
        raise NotTextError(f"expected words in the field {key!r}, found {_kind(value)}", "no-text")
    if not value.strip("\ufeff").strip():
        raise NotTextError(f"expected an article in the field {key!r}, found only white space", "empty")
    known = without_surrogates(value)
    if cut := _CUT.search(known.text, max(0, len(known.text) - 40)):
        said = " ".join(cut.group().split())
        return Decoded(known.text, (*known.notes, f"breaks off ({said}): only the beginning of the article is there"))
    return known


def _fullest(row: Mapping[str, Any]) -> tuple[str | None, Any]:
    """Of the fields of `row` that can be the text, the one that says most: `content` is the beginning of `full_text`.

    The first of `GUESSES`, unless another one has more words and begins as it does.
    """
    found = [
        (k, v) for guess in GUESSES["text"] for k, v in [_reach(row, guess, fold=True)] if k and _may_be("text", v)
    ]
    key, value = found[0] if found else (None, None)
    if not isinstance(value, str):
        return key, value
    begins = _beginning(value)
    longer = [(k, v) for k, v in found if isinstance(v, str) and len(v) > len(value) and _beginning(v) == begins]
    return max(longer, key=lambda one: len(one[1]), default=(key, value))


def _beginning(words: str) -> str:
    """What two fields with the same text have in common: the first letters and figures."""
    return "".join(c for c in words[:400] if c.isalnum()).casefold()[:20]


def _may_be(name: str, value: Any) -> bool:
    """Whether a guessed field can be our `name`: an outlet is no address, an address is nothing else."""
    if name == "authors":
        return isinstance(value, str | list) and bool(value)
    if name == "text" and isinstance(value, dict):
        return isinstance(value.get("sections"), list)
    if name == "text" and isinstance(value, str) and _ADDRESS.fullmatch(value.strip()[:300]):
        return False
    if value is None or isinstance(value, dict | list) or (isinstance(value, str) and not value.strip()):
        return False
    address = isinstance(value, str) and value.lstrip().lower().startswith(("http://", "https://"))
    return address if name == "url" else not address if name == "outlet" else True


def _of_sections(body: Mapping[str, Any]) -> str:
    """The text of a body that fundus wrote: its summary, then each section's headline and paragraphs."""
    lines = [body.get("summary")]
    for section in body["sections"]:
        if isinstance(section, dict):
            lines += [section.get("headline"), section.get("paragraphs")]
    flat = (one for line in lines for one in (line if isinstance(line, list) else [line]))
    return "\n\n".join(one.strip() for one in flat if isinstance(one, str) and one.strip())


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
        named = ", ".join(_clean(k) for k in lists[:6])
        message = f"expected one list of articles, found {len(lists)} ({named}): keep one in the file"
        yield Row(None, problem=message, code="json")
    else:
        yield Row(None, value, notes=notes)


def _lists_in(value: Mapping[str, Any]) -> list[str]:
    """The names under which `value` has lists of objects."""
    return [k for k, v in value.items() if isinstance(v, list) and any(isinstance(i, dict) for i in v)]


def _reach(row: Mapping[str, Any], path: str, *, fold: bool = False) -> tuple[str | None, Any]:
    """The value under `path`, a key as it stands or names joined by points; (None, None) where there is none."""
    if path in row:
        return path, row[path]
    if fold and "." not in path:
        wanted = folded(path)
        return next(((k, v) for k, v in row.items() if folded(k) == wanted), (None, None))
    value: Any = row
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return None, None
        value = value[name]
    return path, value


@lru_cache(maxsize=1 << 12)
def folded(name: str) -> str:
    """The name of a field for comparison: small letters without what joins its words."""
    return _JOINTS.sub("", name[:200]).lower()


def _skip(text: str, at: int) -> int:
    m = _SPACE.match(text, at)
    return m.end() if m else at


def _why(error: Exception, *, of_line: bool = False) -> str:
    if isinstance(error, json.JSONDecodeError):
        at = f"column {error.colno}" if of_line else f"line {error.lineno}, column {error.colno}"
        return f"found what is none: {error.msg} ({at})"
    return "found it nested too deeply" if isinstance(error, RecursionError) else f"found what is none: {error}"


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "an object" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a string"


def _clean(key: str) -> str:
    return without_surrogates(key[:40]).text
