"""Judgements: what people say of the machine's verdicts, kept apart from them and laid over them.

The way through: a `Judgement` with its anchors (`kinds`) -> where an anchor stands in the article as it is today
(`anchors`) -> the attributions of an article as people left them, each with its origin (`attributions`) -> the sayings
of a story as people left them (`sayings`, imported by who needs it: it collates anew, and the store does not).

Nothing is ever changed or taken away: a judgement that is undone stays, with the one that undoes it. The machine's
verdict does not depend on any of them, so they can be laid over what a newer network says, and over a rebuilt store.
"""

from __future__ import annotations

from quoth.judgements.anchors import anchored, found
from quoth.judgements.attributions import Judged, Mark, judged
from quoth.judgements.kinds import Anchor, Judgement, What, effective

__all__ = [
    "Anchor",
    "Judged",
    "Judgement",
    "Mark",
    "What",
    "anchored",
    "effective",
    "found",
    "judged",
]
