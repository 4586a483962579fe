"""Quotations that no cue claims: which of them are speech, who is named beside them, and whose they become."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from pace import in_proportion
from quoth.attributions.beside import credit
from quoth.attributions.orphans import SCORE, claimed, reads_as_speech
from quoth.attributions.relate import outermost
from quoth.attributions.strangers import freed
from quoth.attributions.within import nested_in, relayed_in
from quoth.quotation import quotations
from quoth.types import Article, Attribution, Part


def claims(source: str) -> str:
    """The attributions of a marked article with its orphans claimed, one a line: source, cue, contents."""
    article, found = marked(source)
    return shown(claimed(article, 0, found, marks(article), len(article.text)))


def marks(article: Article) -> list:
    return outermost(quotations(article.text))


def shown(found: list[Attribution]) -> str:
    return "\n".join(
        " | ".join((" ".join(s.text for s in a.source), " ".join(s.text for s in a.cue), *(s.text for s in a.content)))
        for a in found
    )


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("It rained. “We stayed at home all day.” It blew.", True),
        ("She said: “We stayed at home.”", True),
        ("“We stayed,” [...] “at home all day.”", False),
        ("They met on “Harbour News Sunday,” in town.", False),  # a title
        ("It is called “use it or lose it” by critics.", False),  # a slogan in a sentence
        ("It rained. “Quay rats,” said Quill.", False),  # too short to be told from a name
        ("It rained. “(CROSSTALK) (LAUGHTER) (A PAUSE)”", False),
        ("It rained. “Who Let The Dogs Out Again?” It blew.", True),  # asks
    ],
)
def test_which_quotations_read_as_speech(text: str, speech: bool) -> None:
    """Sentences do; titles, slogans and a word or two in the middle of a sentence do not."""
    assert reads_as_speech(text, quotations(text)[0]) is speech


def test_a_headline_quotation_needs_its_colon() -> None:
    text = "Quill: ‘Be the voice of Bellport.’ And ‘reclaim our own schools’ now"
    headline = Part("headline", 0, len(text))
    assert [reads_as_speech(text, q, headline) for q in quotations(text)] == [True, False]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“It rained a lot,” Ada Quill said.", "Ada Quill", "said"),
        ("“It rained a lot,” said Ada Quill of the Harbour Fund.", "Ada Quill of the Harbour Fund", "said"),
        ("“It rained a lot,” Rep. Ada Quill, the former head of the port, told Ember Radio.", "Rep. Ada Quill", "told"),
        ("“It rained a lot,” an official declared.", "an official", "declared"),
        ("“Did it rain?” she yells while running.", "she", "yells"),
        ("“Did it rain so much?” Quill demanded. It blew.", "Quill", "demanded"),
        ("“Did it rain so much?” Quill said he would go.", None, None),  # a sentence of its own
        ("“It rained a lot.” Quill left.", None, None),
        ("“It rained a lot.” — Commissioner Ada Quill", "Commissioner Ada Quill", "—"),
        ("“It rained a lot.”\n― Ada Quill\n", "Ada Quill", "―"),
        ("“It rained a lot.” — Bellport candidate Ada Quill", "Bellport candidate Ada Quill", "—"),
        ("“It rained a lot.” — Ada Quill beside Moss", "Ada Quill", "—"),
        ("“It rained a lot.” — From the play “Rain”", None, None),
        ("“It rained a lot.”\n\nAda Quill, Bellport Courier\n\nMore.", "Ada Quill", None),
        ("“It rained a lot.” Dr. Ada Quill, Bellport Courier\n\nMore.", "Dr. Ada Quill", None),
        ("“It rained a lot.” Ada Quill, Bellport, came.\n\nMore.", None, None),
        ("ADA QUILL: “It rained a lot.”", "ADA QUILL", ":"),
        ("From Ada Quill: “It rained a lot.”", "Ada Quill", ":"),
        ("Joint Statement by Mayor Ada Quill:\n\n“It rained a lot.”", "Mayor Ada Quill", ":"),
        ("It blew.\n\nQuill: “It rained a lot.”", "Quill", ":"),
        ("And: “It rained a lot.”", None, None),
        ("Mayor Quill told the crowd in Bellport, “It rained a lot.”", "Mayor Quill", "told"),
        ("Ada Quill has also warned: “It rained a lot.”", "Ada Quill", "warned"),
        ("Quill said no.\n\n“It rained a lot.”", None, None),
        ("“QUILL: It rained a lot.”", "QUILL", ":"),
    ],
)
def test_who_is_named_beside_a_quotation(text: str, source: str | None, cue: str | None) -> None:
    q = quotations(text)[0]
    found = credit(text, q, q)
    assert (found and found.source.text) == source
    assert (found and found.cue and found.cue.text) == cue


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a cue beside it that the network has for the words behind
        ("“It rained a lot,” [cue said] [source Quill]. [content “It blew as well.”]",
         "Quill | said | “It rained a lot,” | “It blew as well.”"),
        # words that go on in the paragraph
        ("[content “It rained,”] [source Quill] [cue said] at noon. “And then it blew.”",
         "Quill | said | “It rained,” | “And then it blew.”"),
        # a quotation that opens each paragraph anew is one
        ("[content “It rained.]\n\n“And then it blew,” [source Quill] [cue said].",
         "Quill | said | “It rained. | “And then it blew,”"),
        # and one whose paragraphs nobody has claimed
        ("“It rained and rained.\n\n“And then it blew so.” — Ada Quill",
         "Ada Quill | — | “It rained and rained. | “And then it blew so.”"),
        # nobody beside it
        ("It rained.\n\n“And then it blew so hard.”", " |  | “And then it blew so hard.”"),
        # the label within the marks is no part of what is said
        ("“QUILL: It rained a lot.\n\n“MOSS: And then it blew.",
         "QUILL | : | It rained a lot.\nMOSS | : | And then it blew."),
        # what was claimed stays as it is
        ("[content “It rained all day,”] [source Quill] [cue said].", "Quill | said | “It rained all day,”"),
        # scare quotes, titles and nicknames are nobody's
        ("The “quay rats” met Bruno “Anchor” Fenwick on “Harbour News Sunday.”", ""),
    ],
)  # fmt: skip
def test_whose_the_words_become(source: str, expected: str) -> None:
    assert claims(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # Moss has what Quill asks in a paragraph of her own
        ("[content “It rained,”] [source Moss] [cue said].\n\n[content “Did it rain so much?”] Quill asked.",
         "Moss | said | “It rained,”\nQuill | asked | “Did it rain so much?”"),
        # nothing else is left for the stranger, and “told” has words of its own
        ("[source Ember Radio] [cue reported].\n\n[content “It rained all day,”] [source2 Ada Quill] [cue2 told] it. "
         "[content2 “It blew.”]",
         "Ada Quill | told | “It rained all day,” | “It blew.”"),
        # a quotation is brought in by somebody else than who speaks in the next paragraph
        ("As Quill said in May: [content “It rained and blew.”]\n\n[source Moss] [cue says] [content that it did].",
         "Quill | said | “It rained and blew.”\nMoss | says | that it did"),
        # nobody beside it: it goes on with what Moss said
        ("[content “It rained,”] [source Moss] [cue said].\n\n[content “Did it rain so much?”]",
         "Moss | said | “It rained,” | “Did it rain so much?”"),
        # he who is named beside it is the one who has it
        ("[source Moss] [cue said]:\n\n[content “It rained and blew.”]", "Moss | said | “It rained and blew.”"),
        # one quotation of two paragraphs
        ("[source Moss] [cue asks].\n\n[content “It rained and blew.]\n\n[content “And then it snowed,”] Quill said.",
         "Moss | asks | “It rained and blew. | “And then it snowed,”"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_not_a_strangers(source: str, expected: str) -> None:
    article, found = marked(source)
    kept = freed(article, found, marks(article))

    assert shown(claimed(article, 0, kept, marks(article), len(article.text))) == expected


def test_what_a_new_attribution_is() -> None:
    """Direct, with a score of its own, and the place of its words as its id."""
    article = Article("a", "a.txt", "It rained.\n\n“And then it blew so hard.”")
    [found] = claimed(article, 0, [], marks(article), len(article.text))
    assert (found.id, found.kind, found.score, found.cue, found.source) == ("a:12", "direct", SCORE, (), ())


def test_nested_quotations_keep_both_speakers() -> None:
    """What Moss said is inside what Quill said."""
    source = "[content “Then Moss told us, ‘It will rain all day,’ and we left,”] [source Quill] [cue said]."
    article, found = marked(source)
    inner = [q for q in quotations(article.text) if q.depth == 1]
    both = nested_in(article, 0, found, inner, len(article.text))
    assert shown(both) == (
        "Quill | said | “Then Moss told us, ‘It will rain all day,’ and we left,”\n"
        "Moss | told | ‘It will rain all day,’"
    )
    assert both[1].inside == both[0].id
    assert both[0].inside is None


def test_an_inner_quotation_without_its_speaker_stays_part_of_the_outer() -> None:
    article, found = marked("[content “The ‘it will rain’ crowd left,”] [source Quill] [cue said].")
    inner = [q for q in quotations(article.text) if q.depth == 1]
    assert nested_in(article, 0, found, inner, len(article.text)) == found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "[content “The quay is lost,” lamented Warden Ida Moss], [cue according to] [source two aides]. "
            "[content “It only gets worse.”]",
            "Warden Ida Moss | lamented | “The quay is lost,” | “It only gets worse.”",
        ),
        (
            "[content “You sank it,” Mr. Vale said], [cue according to] [source one of his aides].",
            "Mr. Vale | said | “You sank it,”",
        ),
        (
            "[content Then Moss told us, “You sank it.”] [content “I never saw the like.”] [source Quill] "
            "[cue remembers].",
            "Moss | told | “You sank it.”",
        ),
    ],
)
def test_who_passes_a_quotation_on_has_not_said_it(source: str, expected: str) -> None:
    """Both are kept; what goes on behind who said it is theirs, what goes on before may be the other's."""
    article, [outer] = marked(source)
    both = relayed_in(article, [outer], marks(article))
    assert both[0] == outer
    assert (shown(both[1:]), both[1].kind, both[1].inside) == (expected, "direct", outer.id)
    assert len({a.id for a in both}) == 2


@pytest.mark.parametrize("source", ["Ember News", "a tape of the talk", "the court transcript", "her letter to Quill"])
def test_an_outlet_or_a_recording_that_passes_a_quotation_on_is_not_its_speaker(source: str) -> None:
    article, found = marked(
        f"[content “You sank it,”] [content Moss said in May], [cue according to] [source {source}]."
    )
    [told] = relayed_in(article, found, marks(article))
    assert shown([told]) == "Moss | said | “You sank it,”"
    assert (told.id, told.inside) == (found[0].id, None)


@pytest.mark.parametrize("source", ["a report on the tape", "two letter carriers", "the texts’ owner"])
def test_who_is_no_recording_goes_on_passing_it_on(source: str) -> None:
    article, found = marked(
        f"[content “You sank it,”] [content Moss said in May], [cue according to] [source {source}]."
    )
    assert len(relayed_in(article, found, marks(article))) == 2


@pytest.mark.parametrize(
    "source",
    [
        "[content “You sank it,”] [source Moss] [cue said].",
        "[content The “quay” crowd left], [source Moss] [cue said].",
        "[content Ida Moss, who heads the board that runs quays, said “It is lost,”] [source an aide] [cue wrote].",
    ],
)
def test_without_a_speaker_of_its_own_a_quotation_is_not_passed_on(source: str) -> None:
    article, found = marked(source)
    assert relayed_in(article, found, marks(article)) == found


PIECES = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "It rained a lot",
    "Ada Quill",
    "said",
    ",",
    ".",
    "\n\n",
    ":",
    " — ",
    "she",
    "told us",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_spans_stand_in_any_text_and_ids_differ(pieces: list[str]) -> None:
    article = Article("a", "a.txt", " ".join(pieces))
    text = article.text
    found = claimed(article, 0, [], marks(article), len(text))
    inner = [q for q in quotations(text) if q.depth == 1]
    found = nested_in(article, 0, found, inner, len(text))
    found = relayed_in(article, found, marks(article))
    assert len({a.id for a in found}) == len(found)
    for a in found:
        assert a.content
        assert a.id == f"a:{a.start}" or a.inside is not None
        assert all(text[s.start : s.end] == s.text for s in (*a.source, *a.cue, *a.content))


@pytest.mark.parametrize(
    "piece", ["“It rained a lot.” ", "“It rained a lot,” said Quill. ", "“It rained. ", "Quill said, ", "— Ada Quill "]
)
def test_many_quotations_take_linear_time(piece: str) -> None:
    """Behind one who speaks, so that all that follow could be his."""

    def claiming(n: int) -> Callable[[], object]:
        article = Article("a", "a.txt", "“It will rain,” Moss said. " + piece * n)
        return partial(claimed, article, 0, [], marks(article), len(article.text))

    in_proportion(claiming(400), claiming(3200), 30, least=0.02)
