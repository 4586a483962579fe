"""Documents of ProQuest: the words behind "Full text:", and fields below them ("Publication title: …")."""

from __future__ import annotations

import re

from quoth.articles.databank.document import Document

_BELOW = re.compile(
    r"^(?:Credit|CREDIT|Illustration|Subject|Business indexing term|Identifier / keyword|Title|Publication title"
    r"|Word count|Company / organization|Classification):?(?:[ \t].*)?$",
    re.MULTILINE,
)
_FIRST = re.compile(r"(?:^(?:Location|People|Narrow subject|Broad subject):[ \t].{0,2000}\s+){1,4}\Z", re.MULTILINE)
"""Fields that stand above those; alone, such a line may be a writer's."""
_FIELD = re.compile(
    r"^(Title|Author|Publication title|Publication date|Document URL|Language of publication):[ \t]*(.+)$", re.MULTILINE
)
_FULL_TEXT = re.compile(r"^Full [Tt]ext:[ \t]*", re.MULTILINE)


def read(text: str, start: int, end: int) -> Document | None:
    """The document between two marks; None where there is none: a cover, a table of contents, an address."""
    fields = {m[1]: m[2].strip() for m in _FIELD.finditer(text, start, end)}
    if "Publication title" not in fields and "Title" not in fields:
        return None
    stated = {
        "title": fields.get("Title", ""), "authors": _turned(fields.get("Author", "")),
        "outlet": fields.get("Publication title", "").partition(";")[0].strip(),
        "published": fields.get("Publication date", ""), "url": fields.get("Document URL", ""),
    }  # fmt: skip
    words = _FULL_TEXT.search(text, start, end)
    below = _BELOW.search(text, words.end(), end) if words else None
    until = below.start() if below else end
    if words and below and (first := _FIRST.search(text, max(words.end(), until - 8_000), until)):
        until = first.start()
    told = text[words.end() : until].strip() if words else ""
    if not told or told.lower().startswith("not available"):
        return Document("", stated, missing="expected an article, found its abstract or title alone")
    return Document(told, stated)


def _turned(names: str) -> str:
    """Names whose last one stands first, as they are said: "Bell, Ada; Holm, Ida" as "Ada Bell; Ida Holm"."""
    each = (name.split(",") for name in names.split(";"))
    return "; ".join(
        " ".join(reversed([p.strip() for p in parts])) if len(parts) == 2 else ",".join(parts).strip() for parts in each
    )
