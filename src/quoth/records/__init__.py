"""Records: what was said, in the primary text, and how a quotation stands against it.

The way through: a file read as a `Record` of turns (`reading`) -> an index of its words (`index`) -> the passage that
has a quotation's words (`locate`) -> whether it is that utterance (`verdict`) -> where the two differ and how
(`departures`) -> a finding for each quotation of an article (`check`) -> counts for an outlet (`report`).
"""

from quoth.records.check import check_article
from quoth.records.finding import Checked, Finding, Heard
from quoth.records.index import Index
from quoth.records.record import Record, Turn, composed
from quoth.records.witness import witnessed

__all__ = [
    "Checked",
    "Finding",
    "Heard",
    "Index",
    "Record",
    "Turn",
    "check_article",
    "composed",
    "witnessed",
]
