"""What frames of a page hold: a page inside of it (`<iframe srcdoc="…">`), as embedding and saving programs write them.

Such words are not the article's by any mark that a reader could trust (advertisements and forms come so, too), so they
are not read; they are told. A frame whose page lies at an address has no words here, and is passed by.
"""

from __future__ import annotations

import re
from html import unescape

from quoth.articles.html.blocks import take_apart
from quoth.articles.html.encoding import NoArticleError
from quoth.articles.html.said import Said

ENOUGH = 25
"""Words of a frame from which it is told: a label or a button has fewer."""
_INSIDE = re.compile(r"\bsrcdoc\s{0,9}=\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)')", re.IGNORECASE)


def words_in_frames(said: Said) -> tuple[int, int]:
    """How many frames of a page have a page of their own with words, and how many words these are."""
    found = [
        n for node in said.nodes if node.name == "iframe" and (n := _words(said.page, node.at, node.until)) >= ENOUGH
    ]
    return len(found), sum(found)


def _words(page: str, at: int, until: int) -> int:
    m = _INSIDE.search(page, at, until)
    if m is None:
        return 0
    try:
        inner = take_apart(unescape(m[1] if m[1] is not None else m[2]))
    except NoArticleError:  # nested without end
        return 0
    return sum(len(block.text.split()) for block in inner.blocks)
