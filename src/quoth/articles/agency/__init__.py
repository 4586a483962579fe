"""What agencies deliver: NITF, NewsML-G2 and NewsML 1 as XML, and ninjs as JSON, to the articles in them.

`tree` finds elements in XML that may be ill-formed, `content` makes words of an item's body, `nitf`, `newsml` and
`ninjs` say what stands where in each notation, `item` puts an article together. `read` never raises but NoArticleError
for a document without a text. Nothing is looked up or fetched: a catalogue, a schema or a text that lies elsewhere
stays an address.
"""

from quoth.articles.agency.delivery import Delivery, is_delivery, read
from quoth.articles.agency.item import Item, article
from quoth.articles.agency.ninjs import item as ninjs_item

__all__ = ["Delivery", "Item", "article", "is_delivery", "ninjs_item", "read"]
