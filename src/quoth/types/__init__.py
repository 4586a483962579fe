"""The values that travel through quoth, from an article's text to a saying and its variants.

All are frozen. Every `Span` counts Unicode code points, half-open, into `Article.text`, which is never altered
after reading: ``article.text[span.start:span.end] == span.text``. `to_dict` gives the shapes of the format
``quoth/1`` (docs/format.md); fields may be added to them, none is renamed or removed.

Import them from here: ``from quoth.types import Article``. The files, in the order of the method: `article`,
`attribution`, `variant`, `record`, `lineage`, `saying`, `story`, `revision`, `trace`.
"""

from __future__ import annotations

from quoth.types.article import Article, Origin, Part, PartKind, Problem, Span, part_at
from quoth.types.attribution import Attributed, Attribution, Kind, Mention, MentionKind, Speaker, SpeakerType, joined
from quoth.types.lineage import (
    Bearing,
    Cited,
    CommonSource,
    Evidence,
    Lineage,
    Origins,
    Relation,
    Root,
    SourceKind,
    Way,
)
from quoth.types.record import Beside, Departure, Recorded, Verdict
from quoth.types.revision import Edit, EditKind, Revised
from quoth.types.saying import Link, Overlap, Portion, Saying, Voice, Wording
from quoth.types.story import Regrouped, Reworded, Story
from quoth.types.trace import FORMAT, Trace
from quoth.types.variant import WORD_FOR_WORD, Because, Change, Reading, Variant, in_order

__all__ = [
    "FORMAT",
    "WORD_FOR_WORD",
    "Article",
    "Attributed",
    "Attribution",
    "Bearing",
    "Because",
    "Beside",
    "Change",
    "Cited",
    "CommonSource",
    "Departure",
    "Edit",
    "EditKind",
    "Evidence",
    "Kind",
    "Lineage",
    "Link",
    "Mention",
    "MentionKind",
    "Origin",
    "Origins",
    "Overlap",
    "Part",
    "PartKind",
    "Portion",
    "Problem",
    "Reading",
    "Recorded",
    "Regrouped",
    "Relation",
    "Revised",
    "Reworded",
    "Root",
    "Saying",
    "SourceKind",
    "Span",
    "Speaker",
    "SpeakerType",
    "Story",
    "Trace",
    "Variant",
    "Verdict",
    "Voice",
    "Way",
    "Wording",
    "in_order",
    "joined",
    "part_at",
]
