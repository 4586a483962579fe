"""The templates of the page, and what they may call. Everything that comes out of them is made harmless and escaped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from quoth.counted import counted
from quoth.page import labels, notes
from quoth.page.departed import senses
from quoth.page.html import cited, gist, harmless
from quoth.page.notes import telling_cue
from quoth.page.safe import safe
from quoth.page.views import Told
from quoth.types import Variant

if TYPE_CHECKING:
    from jinja2 import Environment

    from quoth.page.app.story.row import Row


_WORD = re.compile(r"\w+")
_DIFFERS, _ENDS = '<span class="hidden">[differs: </span>', '<span class="hidden">]</span>'
_LACKS = '<span class="hidden">[words missing here] </span>'
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja2 with autoescaping; an undefined name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(str(files("quoth.page.app") / "html")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"day": labels.day, "gist": gist, "cited": cited, "letter": letter, "marked": marked}
    made.tests["telling"] = telling_cue
    made.globals |= {
        "words": words,
        "how": labels.HOW,
        "undated": labels.UNDATED,
        "counted": counted,
        "shared_out": notes.shared_out,
        "told_by": notes.told_by,
        "told_by_several": notes.told_by_several,
        "listed": notes.listed,
        "said_of": notes.said_of,
        "senses": _senses,
    }
    return made


def _senses(variant: Variant) -> list[str]:
    return senses(because.sense for because in variant.because)


def words(told: Told, row: Row) -> Markup:
    """The words of a telling, each stretch with where it begins; who departs from most marked, most only dotted.

    Made here and not in a template: a synopsis has some thousand stretches, and this is a third of its time there.
    """
    usual = row.usual.get(told.witnesses[0].attribution, frozenset())
    made = []
    for piece in told.pieces:
        text = escape(safe(piece.text))
        sign = "" if piece.variant is None else letter(piece.variant)
        if piece.mark == "differs" and piece.variant in usual:
            made.append(f'<u class="usual" data-v="{sign}" data-s="{piece.start}">{text}</u>')
        elif piece.mark == "differs":
            made.append(f'<u class="differs" data-v="{sign}" data-s="{piece.start}">{_DIFFERS}{text}{_ENDS}</u>')
        elif piece.mark == "lacks" and piece.variant not in usual:
            made.append(f'<span class="lacks" data-v="{sign}">{_LACKS}</span>')
        elif piece.mark == "gap":
            made.append('<span class="faint"> […] </span>')
        elif piece.mark == "same":
            made.append(f'<span data-s="{piece.start}">{text}</span>')
    return Markup("".join(made))  # noqa: S704 - every text in it was escaped


def letter(variant: int) -> str:
    """The sign of a variant, as in a critical apparatus: a, b, ... z, aa, ab, ..."""
    sign = ""
    n = variant + 1
    while n:
        n, rest = divmod(n - 1, 26)
        sign = chr(97 + rest) + sign
    return sign


def marked(text: str, terms: Sequence[str]) -> Markup:
    """`text` escaped, with the words among `terms` marked; of the last, which may be unfinished, all it may become."""
    wanted = frozenset(terms)
    begun = terms[-1] if terms and len(terms[-1]) > 1 else None
    pieces, at = [], 0
    for m in _WORD.finditer(text):
        word = m[0].casefold()
        if word in wanted or (begun is not None and word.startswith(begun)):
            pieces += [escape(safe(text[at : m.start()])), Markup("<mark>"), escape(safe(m[0])), Markup("</mark>")]
            at = m.end()
    return Markup("").join([*pieces, escape(safe(text[at:]))])


@lru_cache(maxsize=1)
def own_files() -> Mapping[str, bytes]:
    """Our own scripts, styles and pictures by name, as they were when they were first asked for."""
    folder = files("quoth.page.app") / "static"
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


@lru_cache(maxsize=32)
def static(name: str) -> str:
    """The address of one of our own files, with its hash, so that a browser may keep it for ever."""
    return f"/static/{name}?v={digest(own_files()[name])}"


@lru_cache(maxsize=32)
def digest(body: bytes) -> str:
    """What changes when one of our own files does."""
    return hashlib.sha256(body).hexdigest()[:12]


def local(back: str) -> str:
    """`back` where it is an address on this server, else the first page: nobody is sent elsewhere."""
    return back if _LOCAL.fullmatch(back) else "/"
