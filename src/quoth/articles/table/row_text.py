"""The text of a row as it stands, or why it has none.

Of two fields that may be the text and begin alike the fuller one is read: services give a beginning beside the whole. A
body that fundus wrote is put together from its sections, a list of paragraphs or of pieces from these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from quoth.articles.fields import GUESSES, elsewhere, lookup, may_be, reach, shown_name
from quoth.articles.table import kind_of
from quoth.articles.text import Decoded, NotTextError, without_surrogates

_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")
"""How NewsAPI ends a text of which it gives the first 200 characters."""


def article_text(row: Any, fields: Mapping[str, str]) -> Decoded:
    """The text of a row as it stands. Raises NotTextError with what was expected where it has none."""
    if not isinstance(row, dict):
        raise NotTextError(f"expected an object, found {kind_of(row)}", "json")
    key, value = lookup(row, "text", fields) if "text" in fields else _fullest(row)
    if key is None and "text" not in fields:
        present = (reach(row, guess, fold=True) for guess in GUESSES["text"])
        key, value = next((p for p in present if p[0] is not None), (None, None))
    if key is None:
        wanted = fields.get("text")
        has = ", ".join(shown_name(k) for k in list(row)[:12]) or "nothing"
        asked = f"the field {wanted!r}" if wanted else "a field with the text"
        lies = elsewhere(row, fields)
        raise NotTextError(
            f"expected {asked}, found {has}: name it with a field map, as in text=body{lies}", "no-field"
        )
    if isinstance(value, dict) and isinstance(value.get("sections"), list):
        value = _of_sections(value)
    if isinstance(value, list):
        value = _of_pieces(value)
    if not isinstance(value, str):
        raise NotTextError(f"expected words in the field {key!r}, found {kind_of(value)}", "no-text")
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
    found = [(k, v) for guess in GUESSES["text"] for k, v in [reach(row, guess, fold=True)] if k and may_be("text", v)]
    key, value = found[0] if found else (None, None)
    if not isinstance(value, str):
        return key, value
    begins = _beginning(value)
    longer = [(k, v) for k, v in found if isinstance(v, str) and len(v) > len(value) and _beginning(v) == begins]
    return max(longer, key=lambda one: len(one[1]), default=(key, value))


def _beginning(words: str) -> str:
    """What two fields with the same text have in common: the first letters and figures."""
    return "".join(c for c in words[:400] if c.isalnum()).casefold()[:20]


def _of_pieces(pieces: list[Any]) -> Any:
    """The text of a list: of strings alone, paragraphs; of strings and objects with a `text`, as Telegram exports a
    message, pieces of one. Any other list as it is.
    """
    if pieces and all(isinstance(one, str) for one in pieces):
        return "\n\n".join(one.strip() for one in pieces if one.strip())
    words = [one.get("text") if isinstance(one, dict) else one for one in pieces]
    known = [one for one in words if isinstance(one, str)]
    return "".join(known) if pieces and len(known) == len(pieces) else pieces


def _of_sections(body: Mapping[str, Any]) -> str:
    """The text of a body that fundus wrote: its summary, then each section's headline and paragraphs."""
    lines = [body.get("summary")]
    for section in body["sections"]:
        if isinstance(section, dict):
            lines += [section.get("headline"), section.get("paragraphs")]
    flat = (one for line in lines for one in (line if isinstance(line, list) else [line]))
    return "\n\n".join(one.strip() for one in flat if isinstance(one, str) and one.strip())
