"""Tagged words become attributions: kinds, negation, nesting, silent parts."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from marked import marked
from pace import seconds
from quoth.attributions.relate import Stretch, blanked, kind_of, meaning, negated, outermost, relate
from quoth.attributions.sound import REASON, sound
from quoth.attributions.tag import Run, Tagged
from quoth.model.network import Seen
from quoth.quotation import quotations
from quoth.types import Article, Attribution, Part, Span


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("[content “The dredging is not finished,”] [source Varga] [cue said].", "direct"),
        ("[source Varga] [cue said] [content the dredging was “not finished” by May].", "mixed"),
        ("[source Varga] [cue said] [content that the dredging would go on].", "indirect"),
        ("[content “It is late,”] [source she] [cue said], [content “and it is dear.”]", "direct"),
        ('[content "We wait.\n\n"We pay,"] [source he] [cue added].', "direct"),
        ("[content ‘We are “nearly” there,’] [source he] [cue said].", "direct"),
        (
            "[source Varga] [cue said] [content she “thought that the wall of the old dock was going to give way.”]",
            "mixed",
        ),
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


_WORDS = re.compile(r"\w+|[^\w\s]")


def related(text: str, source: str, cue: str, *contents: str, parts: tuple[Part, ...] = ()) -> list[str]:
    """The contents that `relate` makes of one relation whose words stand in `text`; none when it makes nothing."""
    spots = [m.span() for m in _WORDS.finditer(text)]
    starts, ends = (np.array(side) for side in zip(*spots, strict=True))

    def run(words: str) -> tuple[Run, ...]:
        at = text.index(words)
        return ((int(np.searchsorted(starts, at)), int(np.searchsorted(starts, at + len(words)))),)

    none = np.zeros((len(starts), 1), np.float32)
    seen = Seen(starts, ends, none[:, 0], none, (), none, none)
    tagged = Tagged(0, 0.9, run(source), run(cue), tuple(r for c in contents for r in run(c)))
    article = Article("a", "a.txt", text, parts=parts)
    return [s.text for a in relate(article, Stretch(0, seen, [tagged]), outermost(quotations(text))) for s in a.content]


def test_link_lines_between_statements_cost_what_they_are_long() -> None:
    """A thousand statements under a thousand link lines: each is cut at those that it touches, and looks at no other.
    Were every one held against all of them, this would take six seconds.
    """
    told = "“It rained all day,” Quill said.\n"
    text, link = f"Read more of it\n{told}" * 1_000, len("Read more of it\n")
    parts = tuple(Part("link", at, at + link - 1) for at in range(0, len(text), link + len(told)))
    spots = [
        m.span() for at in range(link, len(text), link + len(told)) for m in _WORDS.finditer(text, at, at + len(told))
    ]
    each = len(spots) // 1_000
    none = np.zeros((len(spots), 1), np.float32)
    seen = Seen(*(np.array(side) for side in zip(*spots, strict=True)), none[:, 0], none, (), none, none)
    tagged = [
        Tagged(k + 8, 0.9, ((k + 7, k + 8),), ((k + 8, k + 9),), ((k, k + 6),)) for k in range(0, len(spots), each)
    ]
    article, marks = Article("a", "a.txt", text, parts=parts), outermost(quotations(text))

    found = relate(article, Stretch(0, seen, tagged), marks)

    assert [a.content[0].text for a in found] == ["“It rained all day,”"] * 1_000
    assert seconds(lambda: relate(article, Stretch(0, seen, tagged), marks), times=1) < 1


def test_a_caption_and_a_link_cut_a_content_that_runs_over_them() -> None:
    """The words of the link are nobody's; those of the caption are its own, and the network gave them to the body."""
    text = "Varga said the port would close. Photo of the quay. Read more here. It would open in May."
    caption, link, rest = (text.index(words) for words in ("Photo", "Read", "It would"))
    parts = (Part("caption", caption, link - 1), Part("link", link, rest - 1))

    assert related(text, "Varga", "said", text[text.index("the port") : -1], parts=parts) == [
        "the port would close.",
        "It would open in May",
    ]


def test_a_content_does_not_end_on_a_word_that_goes_on() -> None:
    """The network breaks off where the next cue begins; the conjunction before it goes."""
    text = "Varga said the port would close, although she gave no day."

    assert related(text, "Varga", "said", "the port would close, although she") == ["the port would close"]
    ended = "Varga knows which pier to get rid of."
    assert related(ended, "Varga", "knows", "which pier to get rid of") == ["which pier to get rid of"]


def test_a_mark_left_outside_comes_in() -> None:
    """A quotation whose words are all content is content with its marks."""
    text = 'Varga said: "We close on Monday."'

    assert related(text, "Varga", "said:", 'We close on Monday."') == ['"We close on Monday."']


def test_a_mark_stands_in_one_piece_of_a_content_only() -> None:
    """The mark that the first piece takes in begins the second, as the network drew it."""
    text = "Varga told of a dyke ''eaten by rats.'' God sent a warden to mend it."
    found = related(text, "Varga", "told", "of a dyke ''eaten by rats", "'' God sent a warden")

    assert found == ["of a dyke ''eaten by rats.''", "God sent a warden"]


def test_a_headline_and_the_body_keep_their_own_statements() -> None:
    """A cue in the headline owns nothing below it; a relation that is left without content is none."""
    text = "Varga: port closes\n\nThe quay stays open on Sundays."
    headline = (Part("headline", 0, 18), Part("body", 20, len(text)))

    assert related(text, "Varga:", "Varga:", "port closes", "open on Sundays.", parts=headline) == ["port closes"]
    assert related(text, "Varga:", "Varga:", "open on Sundays.", parts=headline) == []


def test_a_cue_that_is_a_colon_alone_is_kept() -> None:
    """There is nothing else that says it."""
    assert related("Varga: port closes at noon", "Varga", ":", "port closes at noon") == ["port closes at noon"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [("the", ["the port of Ekvik would close"]), ("But", []), ("it", ["it"])],
)
def test_a_content_is_more_than_an_article_or_a_conjunction(content: str, expected: list[str]) -> None:
    """Where the network drew only its first word it goes on to the next mark, never into its source or cue."""
    text = "But Varga said the port of Ekvik would close, and Holm denied it."

    assert related(text, "Varga", "said", content) == expected


def test_an_article_at_the_end_is_no_statement() -> None:
    assert related("Varga said the", "Varga", "said", "the") == []
    assert related("the Varga said", "Varga", "said", "the") == []


@pytest.mark.parametrize(
    "content",
    [
        (Span(11, 14, "yes"),),  # other words than those of the text
        (Span(11, 13, "no"), Span(12, 14, "o.")),  # one piece within another
        (Span(15, 18, "She"), Span(11, 13, "no")),  # in another order
        (Span(11, 11, ""),),
    ],
)
def test_what_a_rule_placed_wrongly_is_left_out_and_said(content: tuple[Span, ...]) -> None:
    text = "Varga said no. She left, the mayor said."
    source, cue = (Span.of(text, 0, 5),), (Span.of(text, 6, 10),)
    wrong = Attribution("a:11", "a", "indirect", source, cue, content, 0.9)
    right = replace(wrong, id="a:15", content=(Span.of(text, 15, 23),), inside="a:11")
    kept, problems = sound(Article("a", "a.txt", text), [wrong, right])

    assert kept == [replace(right, inside=None)]
    assert [(p.where, p.message) for p in problems] == [(f"a.txt@{content[0].start}", REASON)]
    assert sound(Article("a", "a.txt", text), kept) == (kept, [])


def stretch_of(text: str) -> Stretch:
    """What a network that finds nothing sees in `text`: its words, each with a meaning of its own."""
    words = [m.span() for m in re.finditer(r"\w+", text)]
    n = len(words)
    starts, ends = (np.array(side, np.int64) for side in (zip(*words, strict=True) if words else ((), ())))
    none = np.zeros((n, 0), np.float32)
    vectors = np.eye(max(n, 1), 128, dtype=np.float32)[:n]
    seen = Seen(starts, ends, np.zeros(n, np.float32), np.zeros((n, 7), np.float32), (), vectors, none)
    return Stretch(0, seen, ())


def test_each_sentence_of_a_content_has_a_meaning_of_norm_one() -> None:
    """Of two sentences, one behind the other; what has no words has none."""
    text = "“The port closes on Monday,” Varga said. “It may open in May.”"
    first, second = Span.of(text, 0, 27), Span.of(text, 41, len(text))
    both = np.array(meaning(stretch_of(text), (first, second))).reshape(2, -1)

    assert np.allclose(np.linalg.norm(both, axis=1), 1)
    assert np.count_nonzero(both, axis=1).tolist() == [5, 5]
    assert np.array_equal(both[0], np.array(meaning(stretch_of(text), (first,))))
    assert not meaning(stretch_of("“…”"), (Span.of("“…”", 0, 3),))
