"""The shipped network, run once over a text.

`load` reads every file of the network's folder once, checks these bytes against the hash its `config.json` states, and
parses the same bytes: what another program writes there meanwhile is never seen.
`Network.read` gives what the network saw, word by word; it decides nothing. The runtime (onnxruntime, one thread
unless told otherwise) stays behind this file.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from quoth.errors import NetworkError
from quoth.model.pieces import CLS, SEP, WordPieces
from quoth.model.tokens import Tokens, tokenize
from quoth.types import Mention, MentionKind

DEFAULT = "en_v1"
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

BEFORE, AFTER = 112, 256
"""Words around an anchor that its labels may reach: 99.9 % of PolNeAR train lies within."""

_NEVER = -30.0  # log-probability
_ROWS = (
    16  # of a product: one of a few hundred rows would wake the threads of the BLAS, which takes longer than it does
)
_KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORGANIZATION": "organization",
    "LOCATION": "location",
    "MISC": "other",
}

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network saw in a text of `w` words (white-space runs cut further at punctuation).

    `starts`, `ends` (w,) int64: code points of each word. `anchor` (w,) float32: probability that the word is the first
    of a cue. `flat` (w, 7) float32: log-probabilities of `LABELS`, all attributions at once, each word for itself.
    `mentions`: the names, in order. `vectors` (w, 128) float32: meanings; a stretch's meaning is the direction of their
    sum. `pair` (w, 4 n) float32: the projections that `Network.labels` needs. `pieces`: how many pieces of words it
    took, which is the work.
    """

    starts: Ints
    ends: Ints
    anchor: Floats
    flat: Floats
    mentions: tuple[Mention, ...]
    vectors: Floats
    pair: Floats
    pieces: int = 0

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Network:
    """A loaded network. `name` and `digest` say which; `thresholds` were fixed with it on PolNeAR dev."""

    name: str
    digest: str
    config: dict[str, Any] = field(repr=False)
    session: Any = field(repr=False)
    vocabulary: WordPieces = field(repr=False)
    distance: Floats = field(repr=False)
    weight: Floats = field(repr=False)
    bias: Floats = field(repr=False)

    @property
    def thresholds(self) -> dict[str, float]:
        thresholds: dict[str, float] = self.config["thresholds"]
        return thresholds

    @property
    def step(self) -> Floats:
        """(7, 7) float32: what the chain of flat labels adds for one label (row) before another (column)."""
        return np.array(self.config.get("step", np.zeros((len(LABELS), len(LABELS)))), np.float32)

    def read(self, text: str) -> Seen:
        """What the network sees in `text`. Time and memory are linear in its length."""
        tokens = tokenize(self.vocabulary, text)
        first = np.flatnonzero(tokens.first)
        ends = tokens.ends[np.append(first[1:] - 1, len(tokens) - 1)] if len(first) else first
        anchor, flat, mention, vectors, pair = self._run(tokens, first)
        return Seen(
            tokens.starts[first],
            ends,
            (1 / (1 + np.exp(-anchor))).astype(np.float32),
            _log_softmax(flat),
            tuple(_mentions(mention, tokens.starts[first], ends, self.config["mentions"])),
            vectors,
            pair,
            len(tokens),
        )

    def labels(self, seen: Seen, anchors: Ints) -> Floats:
        """Log-probabilities (r, n, 7) of `LABELS` for the words from `BEFORE` before to `AFTER` after each anchor (r,).

        Places outside the text are "O" for sure.
        """
        n = self.config["pair"]
        offsets = np.arange(-BEFORE, AFTER + 1)
        distance = self.distance[self._bucket(offsets)]
        out = np.full((len(anchors), len(offsets), len(LABELS)), _NEVER, np.float32)
        out[:, :, 0] = 0
        hidden = np.zeros((-(-len(offsets) // _ROWS) * _ROWS, n), np.float32)  # made once: it stays in the cache
        blocks, weight = hidden.reshape(-1, _ROWS, n), np.ascontiguousarray(self.weight.T)
        for row, anchor in enumerate(anchors):
            low, high = max(0, anchor - BEFORE), min(len(seen), anchor + AFTER + 1)
            at = slice(low - anchor + BEFORE, high - anchor + BEFORE)
            own, asked = seen.pair[anchor, 2 * n :], hidden[: high - low]
            np.multiply(seen.pair[low:high, n : 2 * n], own[n:], out=asked)
            asked += seen.pair[low:high, :n]
            asked += own[:n]
            asked += distance[at]
            np.maximum(asked, 0, out=asked)
            out[row, at] = _log_softmax((blocks @ weight).reshape(-1, len(LABELS))[: high - low] + self.bias)
        return out

    def _bucket(self, offsets: Ints) -> Ints:
        """The row of the distance table for each offset in words (training/network.py, `distance_bucket`)."""
        near, far = self.config["near"], self.config["far"]
        half = near + 1 + int(2 * math.log2(far / near))
        size = np.abs(offsets)
        log = near + np.floor(2 * np.log2(np.maximum(size, near) / near)).astype(np.int64)
        row = np.minimum(np.where(size <= near, size, log + 1), half)
        signed: Ints = half + np.where(offsets < 0, -row, row)
        return signed

    def _run(self, tokens: Tokens, first: Ints) -> list[Floats]:
        """Every output for every word, by its first piece, taken from the window in which the piece stands deepest.

        One window at a time: the weights stay in the cache, eight at once were no faster, and what is seen in a window
        cannot depend on its neighbours (the runtime scales a product's input by the largest number in it).
        """
        outputs: list[Floats] = []
        for begin, end, low, high in _windows(len(tokens), self.config["size"] - 2, self.config["overlap"]):
            ids, features = (np.zeros((1, end - begin + 2), np.int64) for _ in range(2))
            ids[0, 0], ids[0, 1:-1], ids[0, -1] = CLS, tokens.ids[begin:end], SEP
            features[0, 1:-1] = tokens.features[begin:end]
            got = self.session.run(None, {"ids": ids, "features": features, "mask": np.ones_like(ids)})
            if not outputs:
                outputs = [np.empty((len(first), *g.shape[2:]), np.float32) for g in got]
            own = slice(*np.searchsorted(first, [low, high]))
            for out, g in zip(outputs, got, strict=True):
                out[own] = g[0, first[own] - begin + 1]
        if not outputs:
            sizes = [
                (),
                (len(LABELS),),
                (len(self.config["mentions"]),),
                (self.config["vector"],),
                (4 * self.config["pair"],),
            ]
            outputs = [np.empty((0, *size), np.float32) for size in sizes]
        return outputs


def load(name: str = DEFAULT, *, folder: Path | None = None, threads: int = 1) -> Network:
    """The network `name` that ships with quoth, or the one in `folder`; loaded once a process.

    Raises NetworkError when a file is missing or is not the one whose hash stands in `config.json`.
    """
    return _load(folder or Path(__file__).parent / name, threads)


@lru_cache(maxsize=4)
def _load(folder: Path, threads: int) -> Network:
    from quoth.model.runtime import adds_exactly, runtime

    onnxruntime = runtime()
    try:
        stated = (folder / "config.json").read_bytes()
        config = json.loads(stated)
        blobs = {file: (folder / file).read_bytes() for file in config["sha256"]}
    except (OSError, ValueError, KeyError) as error:
        raise NetworkError(f"the network in {folder} cannot be read ({error}); install quoth again") from error
    for file, expected in config["sha256"].items():
        if hashlib.sha256(blobs[file]).hexdigest() != expected:
            raise NetworkError(f"{folder / file} is not the file that config.json names; install quoth again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Without VNNI the runtime adds products of int8 in 16 bits, where they overflow, unless told to be exact; with it
    # they are exact anyhow, and to be told takes half as long again.
    if not adds_exactly():
        options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(blobs["model.onnx"], options, providers=["CPUExecutionProvider"])
    with np.load(io.BytesIO(blobs["labels.npz"]), allow_pickle=False) as heads:
        distance, weight, bias = (heads[k].astype(np.float32) for k in ("distance", "weight", "bias"))
    digest = hashlib.sha256(stated).hexdigest()[:16]  # the other files' hashes and the thresholds are in it
    vocabulary = WordPieces(blobs["tokenizer.json"])
    return Network(config["name"], digest, config, session, vocabulary, distance, weight, bias)


def _windows(total: int, size: int, overlap: int) -> Iterator[tuple[int, int, int, int]]:
    """(begin, end, from, to): windows over `total` pieces, and the pieces each of them answers for.

    As few as `size` and `overlap` allow, all of one length: so none is short of context, and nothing is padded.
    """
    count = 1 if total <= size else math.ceil((total - overlap) / (size - overlap))
    length = math.ceil((total + (count - 1) * overlap) / count)
    begins = [k * (total - length) // (count - 1) if k else 0 for k in range(count)]
    answered = 0
    for begin, following in zip(begins, (*begins[1:], None), strict=True):
        end = begin + length
        upto = total if following is None else (following + end) // 2
        if answered < upto:
            yield begin, end, answered, upto
        answered = upto


def _log_softmax(x: Floats) -> Floats:
    x = x - x.max(-1, keepdims=True)
    out: Floats = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return out


def _mentions(logits: Floats, starts: Ints, ends: Ints, names: list[str]) -> Iterator[Mention]:
    """Runs of words of one kind; a word whose best answer is I after another kind opens a mention too."""
    kinds = [None, *(n[2:] for n in names[1:])]
    best = logits.argmax(-1) if len(logits) else np.zeros(0, np.int64)
    i = 0
    while i < len(best):
        kind = kinds[best[i]]
        j = i + 1
        while kind and j < len(best) and names[best[j]] == f"I-{kind}":
            j += 1
        if kind:
            yield Mention(int(starts[i]), int(ends[j - 1]), _KINDS[kind])
        i = j
