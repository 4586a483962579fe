"""The store: what quoth has read before, in one SQLite file; a second run reads it instead of attributing again.

`Store` opens it; `made_by` names what an attribution was made with, so that another network or other code attributes
again instead of showing what the old one saw. `keep` and `kept` are for people's judgements, which stand in a table of
their own.
"""

from __future__ import annotations

from quoth.store.judgements import Kept, keep, kept
from quoth.store.maker import made_by
from quoth.store.opening import SCHEMA
from quoth.store.sqlite import Counts, Store

__all__ = ["SCHEMA", "Counts", "Kept", "Store", "keep", "kept", "made_by"]
