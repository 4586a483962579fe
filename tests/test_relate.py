"""Tagged words become attributions: kinds, negation, nesting, silent parts."""

from __future__ import annotations

import pytest

from marked import marked
from quoth.attributions.relate import blanked, kind_of, negated, outermost
from quoth.quotation import quotations
from quoth.types import Article, Part, Span


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("[content “The dredging is not finished,”] [source Varga] [cue said].", "direct"),
        ("[source Varga] [cue said] [content the dredging was “not finished” by May].", "mixed"),
        ("[source Varga] [cue said] [content that the dredging would go on].", "indirect"),
        ("[content “It is late,”] [source she] [cue said], [content “and it is dear.”]", "direct"),
        ('[content "We wait.\n\n"We pay,"] [source he] [cue added].', "direct"),
        ("[content ‘We are “nearly” there,’] [source he] [cue said].", "direct"),
        ("[content “We never agreed to that] [source Varga] [cue said].", "direct"),
    ],
)
def test_the_kind_is_how_much_stands_in_quotation_marks(source: str, kind: str) -> None:
    """All of it: direct; some: mixed; none: indirect; whatever the marks, closed or not."""
    article, [attribution] = marked(source)

    assert kind_of(attribution.content, outermost(quotations(article.text))) == kind


@pytest.mark.parametrize(
    ("sentence", "cue", "expected"),
    [
        ("The minister did not say that the port would close.", "say", True),
        ("She has never claimed that it was safe.", "claimed", True),
        ("They didn’t deny it.", "deny", True),
        ("It was not cheap, she said.", "said", False),
        ("She said it would not close.", "said", False),
    ],
)
def test_a_cue_is_negated_only_by_its_own_words(sentence: str, cue: str, expected: bool) -> None:
    """A "not" in the content or in the clause before does not count."""
    at = sentence.index(cue)

    assert negated(sentence, (Span.of(sentence, at, at + len(cue)),)) is expected


def test_silent_parts_are_blank_to_the_network() -> None:
    """A link line keeps its length and its line breaks and loses its words."""
    text = "Varga said no.\n\nRead more: Minister says yes\n\nThe end."
    link = text.index("Read")
    article = Article("a", "a.txt", text, parts=(Part("body", 0, 14), Part("link", link, link + 28)))
    blank = blanked(article)

    assert len(blank) == len(text)
    assert blank.split() == ["Varga", "said", "no.", "The", "end."]
    assert [i for i, c in enumerate(blank) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
