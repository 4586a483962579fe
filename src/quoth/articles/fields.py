"""Our fields out of a row: under which name each stands, by a map or by guess, and what a table's names tell at once.

A guess takes a name in any case and with or without spaces, hyphens and underscores, and only where its value can be
what is sought: an outlet is no address, an address nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from quoth.articles.text import without_surrogates
from quoth.errors import UsageError

FIELDS = (
    "text",
    "title",
    "outlet",
    "published",
    "language",
    "id",
    "url",
    "authors",
    "html",
    "day_first",
    "month_first",
)
"""Our names, on the left in a field map. `authors` become the byline; `html` is the text, where that is in HTML;
`day_first` and `month_first` are the day of publication, where its figures (03/04/2026) stand in that order.
"""

_SAME = {"html": "text", "day_first": "published", "month_first": "published"}
_CALLED = {"text": "the text", "published": "the day of publication"}

OF_ARTICLES = ("id", "path", "outlet", "published", "date", "title", "url", "language")
"""The columns of a table that tells of articles and holds none (`quoth.articles.meta`)."""

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

_ADDRESS = re.compile(r"https?://\S*")
_JOINTS = re.compile(r"[ _-]+")


def checked(fields: Mapping[str, str] | None) -> dict[str, str]:
    """A field map of its own, where `html` names the text, too, and `day_first` or `month_first` the day of
    publication; raises UsageError for a name that is not ours, and for two fields of the text or of the day.
    """
    for name in fields or {}:
        if name not in FIELDS:
            raise UsageError(f"unknown field {name!r} in the field map: expected one of {', '.join(FIELDS)}")
    made = dict(fields or {})
    for name, ours in _SAME.items():
        if name in made and made.setdefault(ours, made[name]) != made[name]:
            raise UsageError(f"{_CALLED[ours]} is {ours}={made[ours]} or {name}={made[name]}: a row has one")
    if "day_first" in made and "month_first" in made:
        raise UsageError(
            f"in {made['day_first']} the day stands first or the month: name one of day_first, month_first"
        )
    return made


def called(fields: Mapping[str, str]) -> dict[str, str]:
    """`fields`, as `checked` gives them, by the names that the caller gave: `html` and not the text that it is."""
    again = {_SAME[name] for name in fields if name in _SAME}
    return {name: key for name, key in fields.items() if name not in again}


def lookup(row: Mapping[str, Any], name: str, fields: Mapping[str, str]) -> tuple[str | None, Any]:
    """The field of `row` that holds our `name`, and its value; (None, None) where it has none."""
    if name in fields:
        return reach(row, fields[name])
    for guess in GUESSES.get(name, ()):
        key, value = reach(row, guess, fold=True)
        if key is not None and may_be(name, value) and (guess != "domain" or "." in str(value)):  # "politics" is none
            return key, value
    return None, None


def missing_text(names: Sequence[str], fields: Mapping[str, str]) -> str | None:
    """Why no row of a table whose columns have these names can have a text; None where one can."""
    if "text" in fields or lookup(dict.fromkeys(names, "words"), "text", fields)[0] is not None:
        return None
    has = ", ".join(shown_name(name) for name in names[:12]) or "none"
    plain = {name.strip().lower() for name in names}  # as `meta` reads them
    if {"id", "path"} & plain and plain <= set(OF_ARTICLES):
        return f"no article: its columns ({has}) tell of other articles, which it does if it is given with --meta"
    tried = ", ".join(GUESSES["text"])
    lies = elsewhere(dict.fromkeys((n for n in names if folded(n) != "source"), "http://x"), fields)
    return f"expected a column with the text ({tried}), found {has}: name it with a field map, as in text=body{lies}"


def unknown_columns(names: Sequence[str], fields: Mapping[str, str]) -> str | None:
    """That nobody knows which of these columns is the outlet or the day, where one is none of ours; else None.

    Without them a synopsis does not say who told what, or when, though the table may have it in other words.
    """
    of_each = _of_each(names, fields)
    missing = [ours for ours in ("outlet", "published", "title") if of_each[ours] is None and ours not in fields]
    left = [shown_name(name) for name in names if name not in of_each.values()]
    if not left or not {"outlet", "published"} & set(missing):
        return None
    also = f" and {len(left) - 12} more" if len(left) > 12 else ""
    which = f"no column was taken for {', '.join(missing)}; not used are {', '.join(left[:12])}{also}"
    return f"{which}: say which with --field, as in {missing[0]}=COLUMN"


def are_names(names: Sequence[str]) -> bool:
    """Whether the first line of a text can be that of a table: one word names the text, another something else."""
    of_each = _of_each(names, {})
    return of_each["text"] is not None and sum(name is not None for name in of_each.values()) > 1


def elsewhere(row: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """What to do where a row has an address in place of a text, as Media Cloud and GDELT give them."""
    key, _ = lookup(row, "url", fields)
    return (
        f"; the addresses in {shown_name(key)!r} are not asked for: give them as inputs to have them fetched"
        if key
        else ""
    )


def _of_each(names: Sequence[str], fields: Mapping[str, str]) -> dict[str, str | None]:
    """Which of these columns is taken for each of our fields."""
    return {
        ours: lookup(dict.fromkeys(names, "http://x" if ours == "url" else "words"), ours, fields)[0] for ours in FIELDS
    }


def may_be(name: str, value: Any) -> bool:
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


def reach(row: Mapping[str, Any], path: str, *, fold: bool = False) -> tuple[str | None, Any]:
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


def shown_name(key: str) -> str:
    """The name of a field as a message may show it."""
    return without_surrogates(key[:40]).text
