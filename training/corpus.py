"""PolNeAR as training examples: windows of words, each with its relations.

The corpus (Newell et al. 2018, https://github.com/networkdynamics/PolNeAR) has one cue for every attribution, at most
one source, and contents that hardly ever overlap: of 19,822 relations in the train part one lacks a cue, one shares
it, nine overlap. So a relation is named by the first word of its cue (its *anchor*), and a labelling of the window's
words, given the anchor, says the rest.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quoth.model.network import AFTER, BEFORE
from quoth.model.pieces import CLS, SEP, WordPieces
from quoth.model.tokens import Tokens, tokenize

ROLES = ("source", "cue", "content")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ENTITIES = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
MENTIONS = ("O", *(f"{p}-{e}" for e in ENTITIES for p in "BI"))

STRAIGHT = str.maketrans("“”‘’", "\"\"''")  # of the same length, so that offsets hold

SPAN = re.compile(r"T\d+\t[\w-]+ (\d[\d ;]*)\t")

Pieces = list[tuple[int, int]]
Relation = dict[str, Pieces]
Half = npt.NDArray[np.float16]

LIKELY = 0.3  # a teacher's anchors from here on are learned from, where no annotator has been


@dataclass(slots=True)
class Soft:
    """What a teacher saw in a text of `w` words. `anchor` (w,), `flat` (w, labels) float16: probabilities. `anchors`
    (r,): the words it was asked about; `labels` (r, BEFORE + 1 + AFTER, labels) uint8: probabilities times 255 of the
    words around each.
    """

    anchor: npt.NDArray[np.float16]
    flat: npt.NDArray[np.float16]
    anchors: npt.NDArray[np.int64]
    labels: npt.NDArray[np.uint8]


@dataclass(slots=True)
class Document:
    """One article: its text, what each annotator saw in it, CoreNLP's entities (silver), the stretches whose meaning is
    known (start, end, row in the table of teacher vectors), and what a teacher saw in it.
    """

    id: str
    text: str
    annotations: list[list[Relation]] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    soft: Soft | None = None


@dataclass(slots=True)
class Example:
    """A window: `tokens` cut out of the article; targets are per word, i.e. per piece that opens one.

    `words` (w,) int: places of the words' first pieces in the window. `anchor` (w,) float16: how likely the word opens
    a cue. `anchors` (r,) int: the words that `labels` are given for. `labels` (r, w, labels) float16: the distribution
    over `LABELS` of each word given the anchor. `flat` (w, labels) float16: the same of all relations at once.
    `mentions` (w,) int: `MENTIONS`, or -100 where no silver stands. `spans`: (first word, word after, row of the table
    of teacher vectors).
    """

    ids: npt.NDArray[np.int64]
    features: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]
    anchor: npt.NDArray[np.float16]
    anchors: npt.NDArray[np.int64]
    labels: npt.NDArray[np.float16]
    flat: npt.NDArray[np.float16]
    mentions: npt.NDArray[np.int64]
    spans: list[tuple[int, int, int]]


def read_corpus(folder: Path, split: str) -> list[Document]:
    """The articles of `folder/split` in name order, with every annotator's relations."""
    entities: dict[str, list[tuple[int, int, str]]] = {}
    silver = folder / "corenlp_silver.jsonl"
    if silver.exists():
        for line in silver.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            entities[row["id"]] = [(s, e, kind) for s, e, kind in row["entities"]]
    documents = []
    for path in sorted((folder / split / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        names = re.compile(re.escape(path.stem) + r"(_[0-9a-f]{4})?")
        annotations = [
            read_relations(ann)
            for ann in sorted((folder / split / "attributions").glob("*.ann"))
            if names.fullmatch(ann.stem)
        ]
        if annotations:
            documents.append(Document(path.stem, text, annotations, entities.get(path.stem, [])))
    return documents


def read_relations(path: Path) -> list[Relation]:
    """The relations of one brat standoff file that have a cue and a content."""
    spans: dict[str, Pieces] = {}
    relations: list[Relation] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if found := SPAN.match(line):
            spans[name] = [(int(a), int(b)) for a, b in (p.split() for p in found[1].split(";"))]
        elif name.startswith("E"):
            relation: Relation = {role: [] for role in ROLES}
            for part in rest.split():
                role, _, target = part.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in relation:
                    relation[role] += spans.get(target, [])
            if relation["cue"] and relation["content"]:
                relations.append(relation)
    return relations


def label_words(starts: npt.NDArray[np.int64], pieces: Pieces, first: int, into: npt.NDArray[np.int64]) -> None:
    """Writes B (`first`) and I (`first` + 1) over the words, given by their starts, that begin in `pieces`."""
    for s, e in pieces:
        lo, hi = np.searchsorted(starts, [s, e])
        if lo < hi:
            into[lo] = first
            into[lo + 1 : hi] = first + 1


def windows(total: int, size: int, overlap: int, offset: int) -> list[tuple[int, int]]:
    """Half-open stretches of at most `size` that cover `total` pieces, the first one shortened by `offset`."""
    out, begin = [], -offset
    while True:
        out.append((max(begin, 0), min(begin + size, total)))
        if begin + size >= total:
            return out
        begin += size - overlap


def examples(
    document: Document,
    vocabulary: WordPieces,
    *,
    size: int,
    overlap: int,
    rng: np.random.Generator | None,
    share: float = 0.5,
) -> list[Example]:
    """The windows of `document`. With `rng` the tiling is shifted, the annotator drawn, and the marks restyled.

    `share`: how much an annotator's word counts against a teacher's, where both are there.
    """
    text, relations = document.text, document.annotations[0] if document.annotations else []
    offset = 0
    if rng is not None:
        if document.annotations:
            relations = document.annotations[rng.integers(len(document.annotations))]
        offset = int(rng.integers(size - overlap))
        if rng.random() < 0.4:
            text = text.translate(STRAIGHT)
    tokens: Tokens = tokenize(vocabulary, text)
    places = np.flatnonzero(tokens.first)
    out = []
    for begin, end in windows(len(tokens), size - 2, overlap, offset):
        low, high = np.searchsorted(places, [begin, end])
        if end - begin < 8 or low == high:
            continue
        starts = tokens.starts[places[low:high]]
        if document.annotations:
            anchor, anchors, labels, flat = annotated(relations, starts)
            if document.soft is not None:
                seen_anchor, seen_flat = believed(document.soft, int(low), int(high))
                anchor, flat = _mixed(anchor, seen_anchor, share), _mixed(flat, seen_flat, share)
                for row, word in enumerate(anchors):
                    if (seen := given(document.soft, int(low), int(high), int(low) + int(word))) is not None:
                        labels[row] = _mixed(labels[row], seen, share)
        else:
            assert document.soft is not None
            anchor, flat = believed(document.soft, int(low), int(high))
            likely = [int(w) for w in document.soft.anchors if low <= w < high and document.soft.anchor[w] >= LIKELY]
            rows = [given(document.soft, int(low), int(high), w) for w in likely]
            anchors = np.array(likely, np.int64) - low
            labels = np.stack([r for r in rows if r is not None]) if rows else np.zeros((0, *flat.shape), np.float16)
        mentions = np.full(len(starts), 0 if document.entities else -100, np.int64)
        for s, e, kind in document.entities:
            if kind in ENTITIES:
                label_words(starts, [(s, e)], 1 + 2 * ENTITIES.index(kind), mentions)
        spans = []
        for s, e, row_index in document.spans:
            lo, hi = np.searchsorted(starts, [s, e])
            if s >= starts[0] and lo < hi < len(starts):
                spans.append((int(lo), int(hi), row_index))
        out.append(
            Example(
                np.concatenate([[CLS], tokens.ids[begin:end], [SEP]]),
                np.concatenate([[0], tokens.features[begin:end], [0]]),
                places[low:high] - begin + 1,
                anchor,
                anchors,
                labels,
                flat,
                mentions,
                spans,
            )
        )
    return out


def annotated(
    relations: list[Relation], starts: npt.NDArray[np.int64]
) -> tuple[Half, npt.NDArray[np.int64], Half, Half]:
    """The targets `anchor`, `anchors`, `labels`, `flat` of the words with these `starts`, as annotated."""
    one = np.eye(len(LABELS), dtype=np.float16)
    flat = np.zeros(len(starts), np.int64)
    rows: dict[int, npt.NDArray[np.int64]] = {}
    for relation in relations:
        for k, role in enumerate(ROLES):
            label_words(starts, relation[role], 1 + 2 * k, flat)
        first, after = relation["cue"][0]
        anchor = int(np.searchsorted(starts, first))
        if anchor < len(starts) and starts[0] <= first and starts[anchor] < after:
            row = np.zeros(len(starts), np.int64)
            for k, role in enumerate(ROLES):
                label_words(starts, relation[role], 1 + 2 * k, row)
            rows[anchor] = row
    keys = sorted(rows)
    is_anchor = np.zeros(len(starts), np.float16)
    is_anchor[keys] = 1
    labels = one[np.stack([rows[k] for k in keys])] if keys else np.zeros((0, len(starts), len(LABELS)), np.float16)
    return is_anchor, np.array(keys, np.int64), labels, one[flat]


def believed(soft: Soft, low: int, high: int) -> tuple[Half, Half]:
    """The targets `anchor` and `flat` of the words `low:high`, as a teacher saw them."""
    return soft.anchor[low:high], soft.flat[low:high]


def given(soft: Soft, low: int, high: int, anchor: int) -> Half | None:
    """The target `labels` (words, labels) of the words `low:high` given `anchor`; None where it was not asked about."""
    row = int(np.searchsorted(soft.anchors, anchor))
    if row == len(soft.anchors) or soft.anchors[row] != anchor:
        return None
    out = np.zeros((high - low, len(LABELS)), np.float16)
    out[:, 0] = 1
    first, after = max(low, anchor - BEFORE), min(high, anchor + AFTER + 1)
    seen = soft.labels[row, first - anchor + BEFORE : after - anchor + BEFORE].astype(np.float32)
    out[first - low : after - low] = seen / seen.sum(-1, keepdims=True)
    return out


def _mixed(gold: Half, seen: Half, share: float) -> Half:
    return (share * gold.astype(np.float32) + (1 - share) * seen.astype(np.float32)).astype(np.float16)
