"""The store: what quoth has read before, in one SQLite file; a second run reads it instead of attributing again.

`Store` opens it; `made_by` names what an attribution was made with, so that another network or other code attributes
again instead of showing what the old one saw.
"""

from __future__ import annotations

from quoth.store.maker import made_by
from quoth.store.opening import SCHEMA
from quoth.store.sqlite import Counts, Store

__all__ = ["SCHEMA", "Counts", "Store", "made_by"]
