"""What a table's row, or the lines above a text, say of their article: title, outlet, day, language, address, names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from quoth.articles import dates, language
from quoth.articles.fields import called, lookup, shown_name
from quoth.articles.text import without_surrogates

LONGEST = 2_000
"""Code points of what a row states of its article in one field; of a page and a feed 500 are taken."""


def stated(
    row: Mapping[str, Any], fields: Mapping[str, str], orders: Callable[[], dates.Orders] | None = None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """What a table's row says of title, outlet, published, language and URL, and what was wrong with it, in words.

    `orders` says what stands first in the dates of its column, and is asked where one could be two days and `fields`
    do not say it; None of what is no column, as of the lines above a text.
    """
    said: dict[str, str] = {}
    notes: list[str] = []
    for wanted, named in called(fields).items():
        if wanted != "text" and lookup(row, wanted, fields)[0] is None:
            notes.append(f"{wanted}: the row has no field {named!r}")
    known = orders or dict
    if "day_first" in fields or "month_first" in fields:
        known = partial(dates.order_of, "day" if "day_first" in fields else "month")
    readers: dict[str, Callable[[Any], str | None]] = {
        "title": _words, "outlet": _words, "published": lambda day: dates.iso(day, known), "language": _code,
        "url": _words, "authors": _people,
    }  # fmt: skip
    for wanted, reads in readers.items():
        key, value = lookup(row, wanted, fields)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            words = reads(value)
        except dates.AmbiguousError as error:
            column = shown_name(key or "")
            which = f"; --field day_first={column} or month_first={column} says which" if orders else ""
            notes.append(f"{wanted}: {error}{which}")
            continue
        except ValueError as error:
            notes.append(f"{wanted}: {error}")
            continue
        if words and len(words) > LONGEST:
            notes.append(f"{wanted}: has {len(words):,} characters, more than {LONGEST:,}: what is beyond was left out")
            words = words[:LONGEST] if wanted != "url" else None  # half an address leads elsewhere
        if words:
            clean = without_surrogates(words)
            said["byline" if wanted == "authors" else wanted] = clean.text
            notes += [f"{wanted}: {n}" for n in clean.notes]
    return said, tuple(notes)


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    raise ValueError(f"expected words, got {str(value)[:60]!r}")


def _people(value: Any) -> str:
    """A byline out of a row's authors: a string, or a list of names, or of objects with names, some of which may be in
    others.
    """
    names = value if isinstance(value, list) else str(value).split(";") if isinstance(value, str) else [value]
    names = [n.get("name") if isinstance(n, dict) else n for n in names]
    if not all(isinstance(n, str) for n in names):
        raise ValueError(f"expected names, got {str(value)[:60]!r}")
    known = dict.fromkeys(n.strip() for n in names if n.strip())
    each = [n for n in known if not (" and " in n and all(p in known for p in n.split(" and ")))]
    return " and ".join(filter(None, (", ".join(each[:-1]), each[-1]))) if each else ""


def _code(value: Any) -> str:
    found = language.code(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"expected a code such as en, got {str(value)[:60]!r}")
    return found
