"""Web archives: WARC files to the pages that they hold, and every stretch of bytes that could not be read.

`window` looks ahead in a stream, `record` takes one record apart, `members` finds the records of a compressed or plain
file and goes on behind damage, `http` unfolds what the server sent, `pages` says which records may be articles. Nothing
is ever read from the network, and no page is followed. docs/method/articles.md tells how well.
"""

from quoth.articles.warc.pages import Others, Page, pages
from quoth.articles.warc.record import Damage

__all__ = ["Damage", "Others", "Page", "pages"]
