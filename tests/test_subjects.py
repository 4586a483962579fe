"""Who is the subject: a pronoun before an active verb, whatever was tagged as the source."""

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


def test_the_pronoun_before_the_verb_is_the_source_and_the_name_goes_back() -> None:
    assert told("[content She] [cue also raised] [content fears voiced] by [source Ida Moss], [content again].") == (
        "She | also raised | fears voiced by Ida Moss, again"
    )


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
    ("source", "expected"),
    [
        ("Quill, in her first talk since being made [source Monday as chief], [cue told] us [content no].", "Quill"),
        ("It rained. Ada Quill, speaking on May 3. at [source Ember House], [cue said] [content no].", "Ada Quill"),
        ("But Ada Quill (H-Velmont), who met [source Moss], [cue said] [content no].", "Ada Quill"),
        # whoever begins a clause there says it, and so does who stands behind a word that is no name
        ("Ada Quill, in luck as [source Moss], [cue said] [content no].", "Moss"),
        ("Later, in Velmont, [source Moss, the mayor], [cue said] [content no].", "Moss, the mayor"),
        ("Monday, after rain at [source the harbour], [cue brought] [content no].", "the harbour"),
    ],
)  # fmt: skip
def test_a_name_before_a_bracket_is_the_source_and_not_what_stands_within(source: str, expected: str) -> None:
    assert told(source).split(" | ")[0] == expected


@pytest.mark.parametrize(
    "source",
    [
        "[content He] [cue is feared by] [source Moss] [content as harsh].",
        "It rained. [cue Said] [source Moss]: [content yes].",
        "Rain: [source Moss] [cue Says] [content No].",
        "[content He] [cue is praised] by [source Moss].",
        "[source Moss] [cue raised] [content he].",
        "[source She] [cue also raised] [content fears of Moss].",
        "[content It] [cue raised] [content fears] in [source Moss].",
        "[content he] and [cue also raised] [content fears] in [source Moss].",
    ],
)
def test_everything_else_is_left_alone(source: str) -> None:
    article, (a,) = marked(source)
    assert subjects.put_right(article, a) == a
