"""The one door to the network: it opens only for addresses that the user named, or follows with ``--fetch``.

`addresses` says which machines are nobody's business, `urls` what an address may look like, `wire` makes one request
to the very machine that was checked, `robots` and `rates` keep to what a site asks for, `fetcher` puts them together
hop by hop, `warc` and `kept` write down what came back. Nothing else in quoth may import a socket, and a test sees to
it.
"""

from quoth.fetch.errors import FetchError
from quoth.fetch.fetcher import Fetched, Fetcher, Validators

__all__ = ["FetchError", "Fetched", "Fetcher", "Validators"]
