"""The texts a student learns from, and what a teacher saw in them, as files."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from .corpus import Document, Soft, read_corpus

LONGEST = 12_000  # code points of a text without annotations: a long page should not outweigh ten articles


def unlabelled(data: Path) -> Iterator[Document]:
    """The texts of `data` that nobody has annotated and nothing is measured on, in name order."""
    for path in sorted((data / "articles").glob("*.json")):
        yield Document(f"articles-{path.stem}", _json(path))
    for path in sorted((data / "records").rglob("*.json")):
        yield Document(f"records-{path.stem}", _json(path))
    for path in sorted((data / "basil").glob("*.txt")):
        yield Document(f"basil-{path.stem}", path.read_bytes().decode("utf-8"))
    csv.field_size_limit(sys.maxsize)
    for path in sorted((data / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for k, row in enumerate(csv.DictReader(file)):
                yield Document(f"{path.stem}-{k}", max((v or "" for v in row.values()), key=len))


def _json(path: Path) -> str:
    row = json.loads(path.read_text(encoding="utf-8"))
    text: str = row.get("content_original") or ""
    return text


def tidy(text: str) -> str:
    """At most `LONGEST` code points, ended after a sentence; runs of line ends cut to two."""
    text = re.sub(r"\n{3,}", "\n\n", text)
    return text if len(text) <= LONGEST else text[: text.rfind(". ", 0, LONGEST) + 1]


def save(soft: Soft, path: Path) -> None:
    partly = path.with_suffix(".tmp.npz")
    np.savez(partly, anchor=soft.anchor, flat=soft.flat, anchors=soft.anchors, labels=soft.labels)
    partly.replace(path)


def restore(path: Path) -> Soft:
    with np.load(path, allow_pickle=False) as a:
        return Soft(a["anchor"], a["flat"], a["anchors"], a["labels"])


def texts(data: Path) -> Iterator[Document]:
    """All texts a student learns from: the annotated ones first."""
    yield from read_corpus(data / "polnear", "train")
    for document in unlabelled(data):
        text = tidy(document.text)
        if len(text) > 400:
            yield Document(document.id, text)
