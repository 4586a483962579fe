"""Articles that are given again: the same text from another place is no second article.

Two papers that print one text are two articles. So a text is known only if what is stated of it (outlet, day, address)
is stated of the article that has it, too: of a copy in a text file nothing is. A case it gets wrong: the copy of an
agency's report that somebody pastes without a word of where it is from, beside that of the paper.

So a file that comes once more without its table of metadata keeps what was stated of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from quoth.store import Store
from quoth.types import Article, Attributed

_TEXTS = (
    "SELECT a.id, r.text FROM articles a JOIN revisions r ON r.article = a.article "
    "WHERE r.number = (SELECT max(number) FROM revisions WHERE article = a.article)"
)
_STATED = ("outlet", "published", "url")


class Known:
    """The texts of `store` as it was opened, and of what was added since; read when it is first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[bytes, list[str]] | None = None

    def twin(self, article: Article) -> Attributed | None:
        """The article with the text of `article` of which all is stated that is stated of it."""
        for name in self._of().get(_digest(article.text), ()):
            other = self._store.article(name)
            if isinstance(other, Attributed) and again(other.article, article):
                return other
        return None

    def add(self, article: Article) -> None:
        """Takes in `article`, which is in the store now."""
        names = self._of().setdefault(_digest(article.text), [])
        if article.id not in names:
            names.append(article.id)

    def _of(self) -> dict[bytes, list[str]]:
        if self._texts is None:
            self._texts = {}
            for name, text in self._store.connection.execute(_TEXTS):
                self._texts.setdefault(_digest(text), []).append(name)
        return self._texts


def again(known: Article, given: Article) -> bool:
    """Whether `given` is `known` once more: its text, and nothing stated of it that is not stated of `known`."""
    return known.text == given.text and all(getattr(given, f) in (None, getattr(known, f)) for f in _STATED)


def as_stated(given: Article, known: Article) -> Article:
    """`given` with what is stated of `known`."""
    return replace(given, **{field: getattr(known, field) for field in _STATED})


def _digest(text: str | bytes) -> bytes:
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")).digest()
