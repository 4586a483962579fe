"""The shipped network: its files are the ones it names, and what it reads is the same on every runtime."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import quoth
from quoth.attributions import attribute_article
from quoth.errors import NetworkError
from quoth.model import network as model
from quoth.model.network import DEFAULT, LABELS, Network, Seen, load
from quoth.model.runtime import VNNI, adds_exactly, runtime
from quoth.model.tokens import tokenize
from quoth.types import Article, Span

ROOT = Path(__file__).parent.parent
FILES = ROOT / "src/quoth/model" / DEFAULT

HARBOUR = """Oda Brenn, who runs the harbour of Velmont, said on Monday that the new crane would be "ready by June."

The council's auditor disagreed. "Nobody has shown me a single signed contract," Teun Marrow told reporters. According \
to the Velmont Post, two of the suppliers have gone bankrupt.

The crane is painted green and stands forty metres high."""


@pytest.fixture(scope="module")
def network() -> Network:
    return load()


@pytest.mark.parametrize("file", ["model.onnx", "labels.npz", "tokenizer.json"])
def test_a_file_that_was_tampered_with_is_never_parsed(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One byte more in any file of a copy: the error names the file, and no parser has seen a byte of it."""
    copied = tmp_path / DEFAULT
    shutil.copytree(FILES, copied)
    with (copied / file).open("ab") as out:
        out.write(b"\0")

    def parsed(*_: object, **__: object) -> None:
        raise AssertionError("a file was parsed before its hash was checked")

    monkeypatch.setattr(runtime(), "InferenceSession", parsed)
    monkeypatch.setattr(model.np, "load", parsed)
    monkeypatch.setattr(model, "WordPieces", parsed)

    with pytest.raises(NetworkError, match=file):
        load(folder=copied)


def test_what_is_parsed_is_what_was_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: Network) -> None:
    """Somebody writes over each file as soon as it was read: the network is the one whose hashes fitted."""
    copied = tmp_path / DEFAULT
    shutil.copytree(FILES, copied)
    real, times = Path.read_bytes, Counter[str]()

    def read_once(path: Path) -> bytes:
        content = real(path)
        if path.parent == copied:
            times[path.name] += 1
            path.write_bytes(b"swapped")
        return content

    monkeypatch.setattr(Path, "read_bytes", read_once)
    loaded = load(folder=copied)
    assert times == {"config.json": 1, "model.onnx": 1, "labels.npz": 1, "tokenizer.json": 1}
    ours, theirs = network.read(HARBOUR), loaded.read(HARBOUR)
    assert loaded.digest == network.digest
    assert np.array_equal(ours.anchor, theirs.anchor)
    anchors = np.array([1])
    assert np.array_equal(network.labels(ours, anchors), loaded.labels(theirs, anchors))


def test_a_network_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    """The error says where it was looked for and what to do."""
    with pytest.raises(NetworkError, match="install quoth again"):
        load(folder=tmp_path / DEFAULT)


def test_every_file_of_the_network_has_its_hash_in_the_configuration(network: Network) -> None:
    """Nothing lies in the folder that is not checked, but the configuration and the card."""
    assert {f.name for f in FILES.iterdir()} - {"config.json", "CARD.md"} == set(network.config["sha256"])


@pytest.mark.parametrize("total", [0, 1, 253, 254, 255, 300, 412, 413, 1000, 5001])
def test_windows_answer_for_every_piece_exactly_once(total: int, network: Network) -> None:
    """Windows are no longer than the network's, and each piece is answered for by one that holds it."""
    body, overlap = network.config["size"] - 2, network.config["overlap"]
    answered = []
    for begin, end, low, high in model._windows(total, body, overlap):
        assert begin <= low < high <= end <= total
        assert end - begin <= body
        answered += range(low, high)

    assert answered == list(range(total))


def test_a_piece_that_is_not_at_an_end_is_read_with_words_on_both_sides(network: Network) -> None:
    """Where two windows meet, each answers only for what stands at least half an overlap inside it."""
    body, overlap = network.config["size"] - 2, network.config["overlap"]
    for begin, end, low, high in model._windows(2000, body, overlap):
        assert low == 0 or low - begin >= overlap // 2
        assert high == 2000 or end - high >= overlap // 2


def test_the_reference_reading(network: Network) -> None:
    """What every runtime must see in this text: the cues by their anchors, each word's label, the names.

    Not all of it is right (a paper's name in two pieces): it is what this network sees. A new one brings a new table.
    On a processor without VNNI it fails unless the runtime is told to be exact: sums of int8 products overflow there.
    """
    seen = network.read(HARBOUR)

    assert shown(seen, HARBOUR) == REFERENCE.splitlines()


REFERENCE = """\
person: Oda Brenn
source: Oda Brenn, who runs the harbour of Velmont,
location: Velmont
anchor: said
cue: said
content: that the new crane would be "ready by June."
source: The council's auditor
anchor: disagreed
cue: disagreed
content: "Nobody has shown me a single signed contract,"
person: Teun Marrow
source: Teun Marrow
anchor: told
cue: told
anchor: According
cue: According to
source: the Velmont Post
person: Velmont
organization: Post
content: two of the suppliers have gone bankrupt
"""


def shown(seen: Seen, text: str) -> list[str]:
    """A line for each run of words with one role, one for each anchor, one for each name, in the order of the text."""
    lines = []
    best = seen.flat.argmax(1)
    i = 0
    while i < len(best):
        j = i + 1
        while j < len(best) and best[j] == best[i] + 1 and LABELS[best[j]].startswith("I"):
            j += 1
        if best[i]:
            lines.append((int(seen.starts[i]), LABELS[best[i]][2:], text[seen.starts[i] : seen.ends[j - 1]]))
        i = j
    lines += [(int(seen.starts[i]), "anchor", _word(seen, text, i)) for i in np.flatnonzero(seen.anchor > 0.5)]
    lines += [(m.start, m.kind, text[m.start : m.end]) for m in seen.mentions]
    return [f"{role}: {' '.join(words.split())}" for _, role, words in sorted(lines)]


def _word(seen: Seen, text: str, i: int) -> str:
    return text[seen.starts[i] : seen.ends[i]]


def test_the_same_text_is_read_the_same(network: Network) -> None:
    """Twice in a row, and once between other texts, to the last bit."""
    first = network.read(HARBOUR)
    network.read("Something else altogether, said nobody.")
    second = network.read(HARBOUR)

    for one, two in zip(_arrays(first), _arrays(second), strict=True):
        assert np.array_equal(one, two)
    assert first.mentions == second.mentions


def _arrays(seen: Seen) -> tuple[np.ndarray, ...]:
    return seen.starts, seen.ends, seen.anchor, seen.flat, seen.vectors, seen.pair


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n ",
        "\u200b\ufeff",
        "😀😀 👩‍👩‍👧 🏳️‍🌈",
        "x" * 100_000,
        "é" * 5_000,
        HARBOUR.replace("\n", "\r\n"),
        HARBOUR.replace(" ", "\u00a0"),
        HARBOUR.upper(),
        "he said " * 300,
        "“" * 2_000,
        "\x00\x01\ud800",
    ],
    ids=["empty", "blank", "invisible", "emoji", "one word", "accents", "CRLF", "hard spaces", "capitals", "cues",
         "unpaired marks", "no characters"],
)  # fmt: skip
def test_odd_texts_are_read_to_the_end(text: str, network: Network) -> None:
    """Words in order and inside the text, probabilities that are numbers, and attributions that stand in it."""
    seen = network.read(text)

    assert np.all(seen.starts < seen.ends)
    assert np.all(seen.ends[:-1] <= seen.starts[1:])
    assert len(seen) == 0 or seen.ends[-1] <= len(text)
    assert all(np.isfinite(a).all() for a in _arrays(seen))
    assert np.allclose(np.exp(seen.flat).sum(1), 1, atol=1e-4)
    for span in _spans(text, network):
        assert text[span.start : span.end] == span.text


def test_line_ends_of_windows_change_no_words(network: Network) -> None:
    """The statements of a text with CRLF are those of the same text with LF."""

    def contents(text: str) -> list[str]:
        found = attribute_article(Article("a", "a.txt", text), network).attributions
        return [" ".join(s.text.split()) for a in found for s in a.content]

    assert contents(HARBOUR.replace("\n", "\r\n")) == contents(HARBOUR)
    assert len(contents(HARBOUR)) >= 2


WORDS = st.sampled_from(
    ["said", "Brenn", "Oda", "told", "according", "to", "Velmont", "he", "that", "42", "“", "”", '"', "'", "…", "😀",
     "é", "ı", "İ", "ﬁ", "\n", "\r\n", "\u00a0", "\u2028", "\u0301", "\u200b", "\x00", "\ud800"]
)  # fmt: skip


@settings(deadline=None)
@example("İstanbul’da Oda İnci said: “ﬁne”")
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_every_span_is_the_text_at_its_offsets(text: str) -> None:
    """Whatever stands in the text: no word that quoth shows is its own."""
    for span in _spans(text, load()):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


def _spans(text: str, network: Network) -> Iterator[Span]:
    for a in attribute_article(Article("a", "a.txt", text), network).attributions:
        yield from (*a.source, *a.cue, *a.content)


@given(st.text(max_size=400))
def test_the_words_of_a_text_hold_all_that_is_not_white_space(text: str) -> None:
    """Pieces are in order, inside the text, and never empty."""
    tokens = tokenize(load().vocabulary, text)

    assert np.all(tokens.starts < tokens.ends)
    assert np.all(tokens.starts[:-1] <= tokens.starts[1:])
    assert len(tokens) == 0 or (tokens.ends[-1] <= len(text) and tokens.first[0])


def test_the_order_of_the_inputs_changes_nothing() -> None:
    """The articles of examples/ in three orders give one synopsis, to the last byte of its JSON."""
    articles = list(quoth.read(ROOT / "examples/articles", meta=ROOT / "examples/meta.csv"))
    dice = random.Random(7)
    expected = quoth.trace(articles).to_dict()
    assert expected["sayings"]
    for _ in range(2):
        dice.shuffle(articles)
        assert quoth.trace(articles).to_dict() == expected


@pytest.mark.parametrize(
    ("cpuinfo", "exactly"),
    [
        (f"processor: 0\nflags\t\t: fpu sse2 {' '.join(sorted(VNNI))} sha_ni\n", True),
        ("processor: 0\nflags\t\t: fpu sse2 avx2 fma\n", False),
        ("processor: 0\nflags\t\t: fpu avx2 avx_vnni\n", False),  # not tried
        (f"flags : {' '.join(sorted(VNNI))}\nflags : fpu sse2 avx2\n", False),  # of two kinds of cores the lesser
        ("processor: 0\nFeatures: asimd asimddp\n", False),
        ("", False),
    ],
)
def test_a_processor_is_taken_to_add_exactly_only_where_it_says_so(cpuinfo: str, exactly: bool, tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text(cpuinfo, encoding="utf-8")
    assert adds_exactly(tmp_path / "cpuinfo") == exactly
    assert not adds_exactly(tmp_path / "none")


def test_the_network_sees_the_same_whether_the_runtime_is_told_to_be_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a processor that adds exactly to the bit; on one that does not it is told both times."""
    text = "“The ferry is safe,” the harbour master, Ada Brenn, said on Monday. The union denied it."
    plain = load().read(text)
    monkeypatch.setattr("quoth.model.runtime.adds_exactly", lambda: False)
    model._load.cache_clear()
    told = load().read(text)
    model._load.cache_clear()
    assert np.array_equal(plain.flat, told.flat)
    assert np.array_equal(plain.vectors, told.vectors)
