"""More labels of who speaks, and what CoreNLP makes of it: what benchmarks/speakers.py measures beside PolNeAR dev.

`speakers.jsonl` holds offsets and names for 63 articles of Wikinews, ../shared/data/articles and BASIL, labelled by
reading with the guidelines of ../shared/labels. `set` is "tuned" where quoth was mended on what it got wrong there;
"read first" and "read next" where the labels were made before anything of quoth's was looked at, which was measured
once and mended on after that; "kept" where only figures have been looked at, never a single answer: what quoth does on
articles it was not made on.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quoth.attributions import lexicon as lex
from quoth.types import Attribution

LABELS = Path(__file__).parent / "speakers.jsonl"

SETS = ("tuned", "read first", "read next", "kept")

FORMS = ("name", "title", "pronoun", "missing")


def labels(which: str) -> list[dict[str, Any]]:
    """The labels of one of `SETS`."""
    rows = (json.loads(line) for line in LABELS.read_text("utf-8").splitlines())
    return [row for row in rows if row["set"] == which]


def texts(shared: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """(id, text) of the articles that are labelled; a row of Wikinews is its file's stem and the row's number."""
    csv.field_size_limit(sys.maxsize)
    data = shared / "data"
    for path in sorted((data / "wikinews").glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for number, row in enumerate(csv.DictReader(file), 1):
                if f"{path.stem}#{number}" in wanted:
                    yield f"{path.stem}#{number}", row["text"]
    for name in sorted(wanted):
        if (path := data / "articles" / f"{name}.json").is_file():
            yield name, json.loads(path.read_text("utf-8"))["content_original"]
        elif (path := data / "basil" / f"{name}.txt").is_file():
            yield name, path.read_bytes().decode("utf-8")


def form(source: Sequence[dict[str, Any]]) -> str:
    """How a source mentions its speaker: by name, by a title or noun, by a pronoun, or not at all."""
    words = " ".join(s["text"] for s in source).split()
    if not words:
        return "missing"
    pronouns = lex.HE | lex.SHE | lex.THEY | lex.IT | lex.FIRST_PERSON | lex.RELATIVE
    if len(words) == 1 and words[0].casefold().strip(".,") in pronouns:
        return "pronoun"
    inner = words[1:] if words[0].casefold() in lex.SENTENCE_OPENERS and len(words) > 1 else words
    return "name" if any(w.strip("“\"'(")[:1].isupper() for w in inner) else "title"


def chained(text: str, attribution: Attribution, silver: dict[str, Any]) -> str:
    """The longest name in the chain of CoreNLP's coreference that fits the source best; "" where there is none."""
    if not attribution.source:
        return ""
    start, end = attribution.source[0].start, attribution.source[-1].end
    names = [(s, e) for s, e, kind in silver["entities"] if kind in ("PERSON", "ORGANIZATION")]
    best: tuple[float, list[list[int]]] = (0.0, [])
    for chain in silver["coref"]:
        for s, e, _ in chain:
            shared = (min(e, end) - max(s, start)) / (max(e, end) - min(s, start))
            if shared > best[0]:
                best = (shared, chain)
    within = [(s, e, a, b) for s, e, _ in best[1] for a, b in names if s <= a and b <= e]
    heads = [text[a:b] for s, e, a, b in within if e - b <= 2 or s == a]
    inside = [text[a:b] for a, b in names if start <= a and b <= end]
    return max(heads, key=len) if heads else inside[0] if inside else ""
