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
from tokenizers import Tokenizer

from quoth.model.tokens import Tokens, tokenize

ROLES = ("source", "cue", "content")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ENTITIES = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
MENTIONS = ("O", *(f"{p}-{e}" for e in ENTITIES for p in "BI"))

CLS, SEP = 101, 102  # of the BERT vocabulary
STRAIGHT = str.maketrans("“”‘’", "\"\"''")  # of the same length, so that offsets hold

SPAN = re.compile(r"T\d+\t[\w-]+ (\d[\d ;]*)\t")

Pieces = list[tuple[int, int]]
Relation = dict[str, Pieces]


@dataclass(slots=True)
class Document:
    """One article: its text, what each annotator saw in it, CoreNLP's entities (silver), and the stretches whose
    meaning is known (start, end, row in the table of teacher vectors).
    """

    id: str
    text: str
    annotations: list[list[Relation]]
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Example:
    """A window: `tokens` cut out of the article; labels are per word, i.e. per piece that opens one.

    `words` (w,) int: places of the words' first pieces in the window. `anchors` (r,) int: words that open a cue.
    `labels` (r, w) int: `LABELS` of each word given the anchor. `flat` (w,) int: the same of all relations at once.
    `mentions` (w,) int: `MENTIONS`, or -100 where no silver stands. `spans`: (first word, word after, row of the table
    of teacher vectors).
    """

    ids: npt.NDArray[np.int64]
    features: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]
    anchors: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    flat: npt.NDArray[np.int64]
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
    tokenizer: Tokenizer,
    *,
    size: int,
    overlap: int,
    rng: np.random.Generator | None,
) -> list[Example]:
    """The windows of `document`. With `rng` the tiling is shifted, the annotator drawn, and the marks restyled."""
    text, relations = document.text, document.annotations[0]
    offset = 0
    if rng is not None:
        relations = document.annotations[rng.integers(len(document.annotations))]
        offset = int(rng.integers(size - overlap))
        if rng.random() < 0.4:
            text = text.translate(STRAIGHT)
    tokens: Tokens = tokenize(tokenizer, text)
    out = []
    for begin, end in windows(len(tokens), size - 2, overlap, offset):
        if end - begin < 8:
            continue
        words = np.flatnonzero(tokens.first[begin:end])
        if not len(words):
            continue
        starts = tokens.starts[begin:end][words]
        flat = np.zeros(len(words), np.int64)
        anchors: dict[int, npt.NDArray[np.int64]] = {}
        for relation in relations:
            for k, role in enumerate(ROLES):
                label_words(starts, relation[role], 1 + 2 * k, flat)
            anchor = int(np.searchsorted(starts, relation["cue"][0][0]))
            if anchor < len(starts) and starts[anchor] < relation["cue"][0][1] and relation["cue"][0][0] >= starts[0]:
                row = np.zeros(len(words), np.int64)
                for k, role in enumerate(ROLES):
                    label_words(starts, relation[role], 1 + 2 * k, row)
                anchors[anchor] = row
        mentions = np.full(len(words), 0 if document.entities else -100, np.int64)
        for s, e, kind in document.entities:
            if kind in ENTITIES:
                label_words(starts, [(s, e)], 1 + 2 * ENTITIES.index(kind), mentions)
        spans = []
        for s, e, row_index in document.spans:
            lo, hi = np.searchsorted(starts, [s, e])
            if s >= starts[0] and lo < hi < len(starts):
                spans.append((int(lo), int(hi), row_index))
        keys = sorted(anchors)
        out.append(
            Example(
                np.concatenate([[CLS], tokens.ids[begin:end], [SEP]]),
                np.concatenate([[0], tokens.features[begin:end], [0]]),
                words + 1,
                np.array(keys, np.int64),
                np.stack([anchors[k] for k in keys]) if keys else np.zeros((0, len(words)), np.int64),
                flat,
                mentions,
                spans,
            )
        )
    return out
