"""Strings made to break a reader of text: twice as long takes at most twice as long, and nothing falls over.

The first part gives each of them, whole, to everything of quoth that reads a text without the network; the second one
reads a shorter one with it. ``benchmarks/hostile.py`` gives them in full length to the real command.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import quoth.attributions
from pace import in_proportion, seconds, within
from quoth.articles import language, parts, read
from quoth.articles.layout.date_lines import published
from quoth.attributions import attribute_article, speaker
from quoth.attributions.relate import blanked, kind_of, outermost
from quoth.attributions.stretches import stretches_of
from quoth.cli import main
from quoth.evaluate import rule
from quoth.model.network import load
from quoth.model.tokens import tokenize
from quoth.quotation import quotations, states
from quoth.types import Article, Attributed, Attribution, Mention, Span

MARKS = 100_000  # characters of a text of quotation marks; the real command gets three times as many
LONG = 20_000  # of the others
NASTY: dict[str, str] = {  # repeated until it is long
    "straight marks": '"',
    "opening marks": "“",
    "closing marks": "”",
    "single marks": "'",
    "marks of both kinds": "“‘",
    "marks before words": '"a ',
    "marks after words": 'a" ',
    "marks and line ends": "“a.\n",
    "no space": "x",
    "no space, but marks": "x“y”",
    "names without a space": "OdaBrennsaid",
    "right to left": "אמר נשיא \u202eהיום\u202c ",
    "turned round": "\u202eOda said “no”\u202c ",
    "zero width": "O\u200bda sa\u200did \ufeffno. ",
    "joiners": "\u200d",
    "accents on accents": "a\u0301\u0302\u0303",
    "accents alone": "\u0301",
    "half characters": "\ud83d\udc00 said \ud800",
    "controls": "\x00\x1b\x07\x85",
    "family": "👩‍👩‍👧‍👦",
    "hyphens": "-a",
    "titles": "Mr. ",
    "initials": "A. ",
    "commas": "Oda, ",
    "dashes": " — Oda",
    "colons": "Oda: ",
}
CODE_POINTS = [pytest.param(text, id=name) for name, text in NASTY.items()]


def of_length(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def sides(text: str) -> list[object]:
    """Everything that reads a whole text without the network; what it gives is looked at where it can be."""
    article = Article("a", "a.txt", text, parts=parts(text))
    marks = quotations(text)
    assert all(0 <= q.start <= q.inner_start < q.inner_end <= q.end <= len(text) for q in marks)
    assert len(states(text)) == len(blanked(article)) == len(text)
    spots = [Span.of(text, s, s + 1) for s in range(0, len(text) - 10, 5_000)]
    said = [Attribution(f"a:{s.start}", "a", "direct", (s,), (), (s,), 1.0) for s in spots]
    mentions = [Mention(s, s + 3, "person") for s in range(0, len(text) - 10, 1_000)]
    resolved = speaker.resolve(article, said, mentions)
    assert all(a.speaker is not None or a.reason for a in resolved)
    return [
        published(text, article.parts),
        language.detect(text, article.parts),
        kind_of((Span.of(text, 0, len(text)),), outermost(marks)),
        rule(text),
    ]


@pytest.mark.parametrize("piece", CODE_POINTS)
def test_reading_a_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    """A quarter takes a quarter, or at least an eighth; what takes less than a second is not slow. Processor time."""
    length = MARKS if piece in {'"', "“"} else LONG

    whole, quarter = (partial(sides, of_length(piece, n)) for n in (length, length // 4))
    if seconds(whole, times=1) >= 1:
        in_proportion(quarter, whole, 8)


def test_what_stands_in_marks_that_were_read_wrongly_is_quoted_and_stays_as_it_is():
    text = "The quay stays shut.\n\n\x93We have waited long enough,\x94 said Oda Brenn of Velmont on Monday.\n"
    [a] = attribute_article(Article("a", "a.txt", text, parts=parts(text)), load()).attributions
    assert (a.kind, a.content[0].text) == ("direct", "\x93We have waited long enough,\x94")
    assert text[a.content[0].start : a.content[0].end] == a.content[0].text
    assert a.speaker is not None and a.speaker.name == "Oda Brenn"


@pytest.mark.parametrize("piece", CODE_POINTS)
def test_the_network_reads_it_and_every_span_is_in_the_text(piece: str) -> None:
    """A sentence with a statement after it is still there, for what came before does not matter to its spans."""
    text = of_length(piece, 300) + "\n\nOda Brenn said the harbour of Velmont would open in June."
    article = Article("a", "a.txt", text, parts=parts(text))

    found = attribute_article(article, load())

    assert isinstance(found, Attributed)
    json.dumps(found.to_dict(with_text=True), allow_nan=False)
    for a in found.attributions:
        assert 0 <= a.score <= 1
        for span in (*a.source, *a.cue, *a.content):
            assert text[span.start : span.end] == span.text
            assert span.text.strip()


def test_a_megabyte_without_a_space_is_tokenized_in_time() -> None:
    """A million characters, 5 seconds of the processor at most: a word of thousands of letters is one piece."""
    text = of_length("Oda", 1_000_000)
    vocabulary = load().vocabulary

    with within(5):
        tokens = tokenize(vocabulary, text)

    assert tokens.ends[-1] <= len(text)


def row(text: str) -> str:
    return json.dumps({"text": text})


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: (".txt", text.encode("utf-8", "surrogatepass")), id="text"),
        pytest.param(lambda text: (".jsonl", row(text).encode()), id="row"),
    ],
)
def test_half_characters_from_a_file_come_out_as_valid_json(
    written: Callable[[str], tuple[str, bytes]], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    """UTF-8 has no half characters, JSON can hold them: read as a sign of what is missing, counted, and told."""
    monkeypatch.chdir(tmp_path)
    suffix, data = written("Oda Brenn said the harbour \ud83d would open in June. " * 3)
    Path(f"post{suffix}").write_bytes(data)

    code = main(["attributions", f"post{suffix}", "--with-text"])
    out = capsys.readouterr().out
    [line] = (json.loads(one) for one in out.splitlines())

    assert code in {0, 3}
    assert line["problems"]
    out.encode("utf-8")  # no half character in it
    for a in line["attributions"]:
        for span in a["content"]:
            assert line["article"]["text"][span["start"] : span["end"]] == span["text"]


def test_what_is_read_of_a_nasty_text_does_not_depend_on_how_much_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The beginning of a text that goes on without end is read as if it stood alone, when the limit is there."""
    monkeypatch.setattr(quoth.attributions, "MOST", 600)
    begin = of_length("Oda Brenn said the harbour was shut. “It is late,” she added. ", 600)

    alone = attribute_article(Article("a", "a.txt", begin), load())
    long = attribute_article(Article("a", "a.txt", begin + of_length("“", 50_000)), load())

    assert alone.attributions == long.attributions
    assert alone.attributions
    assert [p.message for p in long.problems] == ["only the first 600 characters were searched for statements"]


def test_a_file_of_nothing_but_nasty_strings_is_read(tmp_path: Path) -> None:
    """Each in a file of its own: an article or a problem, one each, in order."""
    for i, piece in enumerate(NASTY.values()):
        (tmp_path / f"{i:02}.txt").write_bytes(of_length(piece, 3_000).encode("utf-8", "surrogatepass"))

    found = list(read([tmp_path]))

    assert len(found) == len(NASTY)


@pytest.mark.parametrize("text", ['"' * 50_000, "a. " * 30_000, "word " * 30_000, "x" * 130_000, "..\n\n" * 20_000])
def test_no_more_is_read_at_once_than_memory_has_been_counted_for(text):
    """Neither code points nor words and signs, of which each costs the same; and nothing is left out between."""
    cut = list(stretches_of(text))
    assert all(end - start <= 60_000 and len(text[start:end].split()) <= 16_000 for start, end in cut)
    assert all(sum(not c.isalnum() and not c.isspace() for c in text[start:end]) <= 16_000 for start, end in cut)
    assert "".join(text[start:end] for start, end in cut).strip() == text.strip()
