"""Names as they stand in addresses: letters, figures and ``-``, so that no name can mean anything else there."""

from __future__ import annotations

import hashlib
import re
import unicodedata

SLUG = "[A-Za-z0-9_~-]+"
_OTHER = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,60}")
_LONGEST = 40


def slug(name: str) -> str:
    """`name` itself where it is plain; else what of it is, ``~`` and 8 hexadecimal digits of its hash."""
    if _PLAIN.fullmatch(name):
        return name
    return f"{_readable(name) or 'x'}~{_hash(name)}"


def slug_of_person(name: str) -> str:
    """The same for names that people write in several ways: case, accents and white space tell nobody apart."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return f"{_readable(folded) or 'x'}~{_hash(folded)}"


def _readable(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name[:200]).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", bare).strip("-")[:_LONGEST].strip("-")


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
