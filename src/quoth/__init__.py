"""quoth: who said what in the news, every outlet's telling of it side by side, word for word.

    >>> import quoth
    >>> trace = quoth.trace(["examples/articles"], meta="examples/meta.csv")
    >>> saying = trace.sayings[0]
    >>> saying.speaker.name, saying.wording, len(trace.stories[0].articles)
    ('Ilona Vestrey', 'differs', 6)

`read` gives articles (and what could not be read, as problems), `attribute` the statements of each, `trace` the whole
synopsis, and `rows` either of them as rows for a data frame. All results are frozen values with a ``to_dict()`` in the
format ``quoth/1`` (docs/format.md); every span they show is ``article.text[start:end]``, to the letter. Nothing is
sent, and nothing is fetched but addresses that you name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoth import types as types
    from quoth.errors import InputError, NetworkError, QuothError, StoreError, UsageError
    from quoth.library import attribute, check, read, rows, trace
    from quoth.types import Article, Attributed, Attribution, Problem, Saying, Span, Speaker, Story, Trace, Variant

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attributed",
    "Attribution",
    "InputError",
    "NetworkError",
    "Problem",
    "QuothError",
    "Saying",
    "Span",
    "Speaker",
    "StoreError",
    "Story",
    "Trace",
    "UsageError",
    "Variant",
    "attribute",
    "check",
    "read",
    "rows",
    "trace",
]

_AT = {
    "quoth.errors": ("InputError", "NetworkError", "QuothError", "StoreError", "UsageError"),
    "quoth.library": ("attribute", "check", "read", "rows", "trace"),
    "quoth.types": (
        *("Article", "Attributed", "Attribution", "Problem", "Saying"),
        *("Span", "Speaker", "Story", "Trace", "Variant"),
    ),
}


def __getattr__(name: str) -> object:
    """A name of `__all__`, or `types`, loaded when it is asked for: ``quoth --version`` takes a third less time so."""
    from importlib import import_module

    if name == "types":
        return import_module("quoth.types")
    for module, names in _AT.items():
        if name in names:
            return globals().setdefault(name, getattr(import_module(module), name))
    raise AttributeError(f"module 'quoth' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "types"})
