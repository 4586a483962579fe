"""Where the sentences begin in which speakers are looked for."""

from __future__ import annotations

import pytest

from quoth.attributions.words import sentence_starts


@pytest.mark.parametrize(
    "text",
    [
        "It rained. | Ada Quill left.",
        "“It rained.” | Ada Quill left.",
        "“It rained,” | Ada Quill said.",
        # marks around a word within a sentence end none
        "She wrote the “Leaking Barge” Bulletin and left.",
        # a month cut short goes on with its day, and may end a sentence before a name
        "Since their Dec. 11 meeting she was ill.",
        "It was shut in Dec. | Quill said so.",
    ],
)
def test_a_sentence_begins_behind_the_end_of_another(text: str) -> None:
    shown = text.replace("| ", "")
    starts, _ = sentence_starts(shown)
    pieces = [shown[a:b] for a, b in zip([0, *starts], [*starts, len(shown)], strict=True)]
    assert "| ".join(pieces) == text
