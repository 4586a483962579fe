"""Lines that head a section of an article, and what is no such line."""

from __future__ import annotations

import re

import numpy as np
import pytest

from quoth.attributions.relate import Stretch, relate
from quoth.attributions.subheads import subheads_of
from quoth.attributions.tag import Tagged
from quoth.model.network import Seen
from quoth.types import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained.\n\nWhat the bank knew\n\nThe bank had known it for years.", ["What the bank knew"]),
        ("“It rained,” she said.”\nA long night\nNobody in the port slept that night.", ["A long night"]),
        # a list behind a colon, a line that goes on, a sentence, and who said what stands above
        ("They want:\n\nLower fees\n\nThey want to have it in writing by May.", []),
        ("It was the\nTimes that said so, and it\nSaid so twice in a single day.", []),
        ("It rained.\n\nIt snowed.\n\nIt was late when they came home that day.", []),
        ("“It rained.”\n\nAda Quill, Ember News\n\n“It was late when they came home that day.”", []),
        # nothing longer behind it
        ("It rained.\n\nWhat the bank knew\n\nMore to read", []),
        ("", []),
    ],
)
def test_a_heading_is_a_short_line_between_sentences(text: str, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in subheads_of(text)] == expected


def test_no_span_reaches_from_a_heading_into_the_paragraph_under_it() -> None:
    """The network drew the heading into the source and into the content of the sentence behind it."""
    text = "It rained.\n\nA long night\n\nThe port said it would pay for the damage."
    words = [m.span() for m in re.finditer(r"\w+", text)]
    starts, ends = (np.array(side, np.int64) for side in zip(*words, strict=True))
    n, none = len(words), np.zeros((len(words), 0), np.float32)
    seen = Seen(starts, ends, np.zeros(n, np.float32), np.zeros((n, 7), np.float32), (), none, none)
    source = Tagged(7, 0.9, ((2, 7),), ((7, 8),), ((8, n),))

    [found] = relate(Article("a", "a.txt", text), Stretch(0, seen, (source,)), ())

    assert [s.text for s in found.source] == ["The port"]

    content = Tagged(7, 0.9, (), ((7, 8),), ((2, 5), (8, n)))
    [found] = relate(Article("a", "a.txt", text), Stretch(0, seen, (content,)), ())

    assert [s.text for s in found.content] == ["it would pay for the damage"]
