"""What is looked at of an article to group it, once: afterwards its text is never needed again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from quoth.stories.copies import Print, fingerprint
from quoth.stories.vectors import Vector, read, vector
from quoth.types import Article


@dataclass(frozen=True, slots=True)
class Seen:
    """All that an article is grouped by; `digest` is of all that was read for it."""

    digest: str
    vector: Vector
    print: Print


def see(article: Article) -> Seen:
    """What stories are made from, of one article. Linear in the words read, of which there are a bounded number."""
    words = read(article)
    return Seen(digest(article), vector(article, words), fingerprint(article, words))


def digest(article: Article) -> str:
    """What is another one when anything is that stories are made from."""
    parts = ",".join(f"{p.kind} {p.start} {p.end}" for p in article.parts)
    whole = "\0".join([article.text, article.title or "", article.published or "", parts])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]
