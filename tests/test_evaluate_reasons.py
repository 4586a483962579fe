"""Where no speaker is given there is always a reason, and a person can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from quoth.attributions import speaker
from quoth.evaluate import read_gold
from quoth.types import Article, Attribution, Span

LONGEST = 200  # characters of a reason


def assert_told(found: list[Attribution]) -> int:
    """Fails unless each of `found` has a speaker with a name, is the author's, or says why not; how many say so."""
    told = 0
    for a in found:
        nameless = a.speaker is None or a.speaker.type == "unknown"
        assert nameless or (a.speaker and (a.speaker.name or a.speaker.type == "author"))
        assert bool(a.reason) >= nameless, f"withheld without a reason: {a}"
        if a.reason is not None:
            told += 1
            assert a.reason == a.reason.strip()
            assert 10 <= len(a.reason) <= LONGEST
            assert a.reason.isprintable(), "on one line, and nothing that acts on a terminal"
            assert a.reason[0].islower() or a.reason[0] == "“", "it goes on after a colon"
            assert not a.reason.endswith(".")
    return told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Bo Varga met Al Varga. [source Varga] [cue said] [content it was late].",
            "“Varga” could be Bo Varga or Al Varga",
        ),
        ("[source She] [cue says] [content the pier is shut].", "nobody named before “She” fits it"),
        ("[content The pier is shut], [cue it was announced].", "no source was found"),
        ("[source The first case] [cue showed] [content how late it was].", "no name was found for the source"),
    ],
)
def test_a_reason_says_what_stood_in_the_way(text: str, reason: str) -> None:
    """Two that it could be, nobody that it could be, no words for who, words that are no name."""
    article, attributions = marked(text)

    [found] = speaker.resolve(article, attributions, [])

    assert found.reason == reason
    assert found.speaker is None or not found.speaker.name


SENTENCES = st.lists(
    st.sampled_from(
        [
            "[source He] [cue said] [content it was late].",
            "[source She] [cue said] [content no].",
            "[source They] [cue asked] [content why].",
            "[content “We wait,”] [source I] [cue said].",
            "“So [source I] [cue said] [content we wait], and then he left.”",
            "“So [source I,\nwho had come\u2028from the far\u0007 north,] [cue said] [content no].”",
            "[content “No.”]",
            "— Bo Varga",
            "Bo Varga and Al Okafor met.",
            "Ada Okafor, the minister, left.",
            "[source The minister] [cue hoped] [content for rain].",
            "[source It] [cue showed] [content the way].",
            "[source the campaign " + "of the harbour and the pier " * 12 + "] [cue wrote] [content so].",
            "[source His campaign] [cue warned] [content of it].",
            "[source the report] [cue found] [content faults].",
            "[source Okafor] [cue doubted] [content it].",
            "[source who] [cue knew] [content all].",
            "[cue It was said] [content that it rained].",
            "\n\n",
        ]
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(SENTENCES)
def test_nothing_is_withheld_without_a_reason(sentences: list[str]) -> None:
    """Whatever stands before and after: sentences drawn at random, a number for each."""
    source = " ".join(numbered(sentences))
    article, attributions = marked(source)

    assert_told(speaker.resolve(article, attributions, []))


def numbered(sentences: list[str]) -> Iterator[str]:
    for n, sentence in enumerate(sentences):
        yield re.sub(r"\[(source|cue|content) ", rf"[\g<1>{n} ", sentence)


@pytest.mark.shared
def test_the_annotators_attributions_have_a_speaker_or_a_reason(shared: Path) -> None:
    """Twenty articles of PolNeAR dev; some hundred of five hundred are withheld or unknown."""
    gold, _ = read_gold(shared / "data/polnear/dev")
    told = count = 0
    for one in gold[:20]:
        attributions = [
            Attribution(
                id=f"{one.id}:{k}",
                article=one.id,
                kind="indirect",
                source=tuple(Span.of(one.text, *p) for p in r.source),
                cue=tuple(Span.of(one.text, *p) for p in r.cue),
                content=tuple(Span.of(one.text, *p) for p in r.content),
                score=1.0,
            )
            for k, r in enumerate(one.relations)
        ]
        count += len(attributions)
        told += assert_told(speaker.resolve(Article(one.id, one.id, one.text), attributions, []))

    assert 0.03 * count < told < 0.4 * count
