"""HTML: the article of a page, in its own words, each with the place where it stands in the page.

`decode_page` makes characters of bytes (`encoding`), `tokens` and `nodes` take them apart in linear time, `blocks`,
`writer`, `pieces`, `raised` and `block_quotations` decide what is `said`, `stated` (with `json_ld` and `moments`),
`archived` and `visible` what the page says of itself, `choose` what of it is the article, `refuse` when there is none;
`read_page` puts it together, by `pulled` and `written` to a `page_text`. `read_fragment` is for HTML inside of
something else. docs/method/articles.md tells how well.
"""

from dataclasses import replace

from quoth.articles.html.encoding import NoArticleError, decode_page
from quoth.articles.html.page import read_fragment, read_page
from quoth.articles.html.page_text import Note, PageText

__all__ = ["NoArticleError", "Note", "PageText", "decode_page", "of_bytes", "read_fragment", "read_page"]


def of_bytes(data: bytes, *, charset: str | None = None, url: str | None = None) -> PageText:
    """The article of a page as it was saved or sent; `charset` and `url` are what its server said of it.

    Raises NoArticleError, a ValueError with a sentence and a `code`, where there is none.
    """
    decoded = decode_page(data, charset)
    page = read_page(decoded.text, url=url)
    return replace(page, notes=(*(Note("encoding", note) for note in decoded.notes), *page.notes))
