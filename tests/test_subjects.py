"""Whose a cue is not: of whoever is named in the sentence before it."""

from __future__ import annotations

import pytest

from marked import marked
from quoth.attributions import subjects


def told(source: str) -> str:
    """The pieces of the attribution that `source` marks, after it was put right."""
    article, (a,) = marked(source)
    right = subjects.put_right(article, a)
    for span in (*right.source, *right.cue, *right.content):
        assert article.text[span.start : span.end] == span.text
    return " | ".join(" … ".join(s.text for s in spans) for spans in (right.source, right.cue, right.content))


@pytest.mark.parametrize(
    "source",
    [
        "Then [source Quill] left.\n\n[cue Asked] [content why], Moss said so.",
        "It rained, said [source Quill]. [cue Asked] [content why], Moss said so.",
        "“It rained,” said [source Quill]. “[cue Asked] [content why], Moss said so.",
    ],
)
def test_a_cue_that_opens_a_sentence_has_no_source_before_it(source: str) -> None:
    assert told(source) == " | Asked | why"


@pytest.mark.parametrize(
    "source",
    [
        "[content He] [cue is feared by] [source Moss] [content as harsh].",
        "It rained. [cue Said] [source Moss]: [content yes].",
        "Rain: [source Moss] [cue Says] [content No].",
        "[source She] [cue also raised] [content fears of Moss].",
    ],
)
def test_everything_else_is_left_alone(source: str) -> None:
    article, (a,) = marked(source)
    assert subjects.put_right(article, a) == a
