"""What quoth gets wrong away from its training corpus, by cause: ``python -m benchmarks.elsewhere ../shared``.

The labels (`elsewhere.jsonl`, offsets only) were made by reading: the beginnings of 18 Wikinews reports and 16 other
articles, some 2,000 characters each, and two whole reports of a press briefing. What a careful reader would list as
somebody's statement, thought or question is required; what he might as well leave out (decisions, attitudes, hearsay
without a source, statements in statements) is *optional*: neither missing it nor finding it counts. They were made
before quoth's answers were looked at, and gone through once more where an answer showed an oversight: 18 optional ones
came in, no required one came or went. Speakers are judged as `shared/score/speakers.py` does, where the article lets a
reader say who it is.

Prints a table with a column for each set: causes of `quoth.evaluate.faults`, then kinds and speakers of the pairs. The
plain rule stands beside it. ``--errors N`` shows N of each cause.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from training.document import put

import quoth
from quoth.evaluate import Annotated, Relation, relations_of, rule
from quoth.evaluate.faults import CAUSES, Fault, faults
from quoth.evaluate.scores import Count, Words, kinds_of, paired
from quoth.evaluate.shown import marked
from quoth.model.network import load
from quoth.types import Article, Attributed, Attribution

LABELS = Path(__file__).with_name("elsewhere.jsonl")
SEEDS = {"seed000": "000_a5ecb4811285bf1d.txt", "seed004": "004_be7747358e219e62.txt"}
SETS = ("Wikinews", "articles", "seeds")
MORE = {
    "kind": "told to be of another kind (direct, mixed, indirect)",
    "speaker wrong": "another speaker",
    "speaker withheld": "no speaker, or none with a name, though the article names one",
}


@dataclass(frozen=True)
class Label:
    """One article's labels: `required` and `optional` relations, and (speaker, type) of the required, None unjudged."""

    id: str
    upto: int
    required: tuple[Relation, ...]
    optional: tuple[Relation, ...]
    speakers: tuple[tuple[str, str] | None, ...]

    @property
    def set(self) -> str:
        return "seeds" if self.id in SEEDS else "Wikinews" if self.id.startswith("wikinews") else "articles"


def labels() -> list[Label]:
    """All labelled articles."""
    out = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        required = [r for r in row["relations"] if "optional" not in r]
        speakers = tuple((r["speaker"], r["type"]) if "type" in r else None for r in required)
        optional = tuple(_relation(r) for r in row["relations"] if "optional" in r)
        out.append(Label(row["id"], row["upto"], tuple(map(_relation, required)), optional, speakers))
    return out


def _relation(row: Mapping[str, Any]) -> Relation:
    return Relation(*(tuple((s, e) for s, e in row[role]) for role in ("source", "cue", "content")))


def rows(shared: Path, wanted: set[str]) -> list[dict[str, str | None]]:
    """The articles of that name as rows of JSON: id, text, title, published."""
    out: list[dict[str, str | None]] = []
    csv.field_size_limit(10**7)
    for year in ("2019", "2020"):
        with (shared / f"data/wikinews/wikinews_{year}.csv").open(newline="", encoding="utf-8") as file:
            for n, row in enumerate(csv.DictReader(file), 1):
                if (name := f"wikinews_{year}#{n}") in wanted:
                    out.append({"id": name, "text": row["text"], "title": row["title"], "published": row["date"]})
    for name in sorted(wanted):
        path = shared / "data/articles" / f"{name}.json"
        if name in SEEDS:
            out.append({"id": name, "text": (shared / "seeds" / SEEDS[name]).read_bytes().decode("utf-8")})
        elif path.exists():
            row = json.loads(path.read_text(encoding="utf-8"))
            out.append({"id": name, "text": row["content_original"], "title": row.get("title")})
    return out


def read(shared: Path, wanted: set[str]) -> dict[str, Article]:
    """The articles as quoth reads them, by name."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in rows(shared, wanted):
            file.write(json.dumps(row) + "\n")
        file.flush()
        found = list(quoth.read(file.name, fields={"id": "id"}))
    return {a.id: a for a in found if isinstance(a, Article)}


def within(label: Label, text: str, found: Sequence[Relation]) -> list[int]:
    """The places in `found` that count: begun before the label's end, and not meant for something optional."""
    own = [j for j, r in enumerate(found) if r.content[0][0] < label.upto]
    every = (*label.required, *label.optional)
    pairing = paired(Words(text), every, [found[j] for j in own])
    meant = {j: i for i, j in pairing.pairs}
    shares = {j: {i for i, k in pairing.shared if k == j} for j in range(len(own))}
    n = len(label.required)
    return [own[j] for j in range(len(own)) if (meant[j] < n if j in meant else min(shares[j], default=0) < n)]


def judged(
    label: Label, article: Article, attributions: Sequence[Attribution], scorer: ModuleType
) -> list[tuple[str, Attribution, Relation]]:
    """Wrong kinds and speakers among the pairs: cause, what was found, and the label's relation."""
    found = relations_of(attributions)
    kinds = kinds_of(article.text, label.required)
    out = []
    for i, j in paired(Words(article.text), label.required, found).pairs:
        own = attributions[j]
        if own.kind != kinds[i]:
            out.append(("kind", own, label.required[i]))
        if (who := label.speakers[i]) is None:
            continue
        said = own.speaker.to_dict() if own.speaker else None
        if not scorer.right({"speaker": who[0], "type": who[1]}, said):
            cause = "speaker wrong" if own.speaker and own.speaker.name else "speaker withheld"
            out.append((cause, own, label.required[i]))
    return out


def speakers_scorer(shared: Path) -> ModuleType:
    """The module ``shared/score/speakers.py``, without its command line."""
    path = shared / "score" / "speakers.py"
    spec = importlib.util.spec_from_file_location("speakers_scorer", path)
    assert spec
    module = importlib.util.module_from_spec(spec)
    exec(compile(path.read_text(encoding="utf-8").replace("\nmain()\n", "\n"), str(path), "exec"), module.__dict__)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--document", type=Path, help="put the table there, between the marks of `elsewhere`")
    args = parser.parse_args()
    every = labels()
    articles = read(args.shared, {label.id for label in every})
    scorer = speakers_scorer(args.shared)
    counts = {name: Counter[str]() for name in (*SETS, *(f"{s} rule" for s in SETS))}
    right = dict.fromkeys(counts, Count())
    shown: dict[str, list[str]] = {}
    for label in every:
        article = articles[label.id]
        text = article.text
        [attributed] = quoth.attribute([article])
        assert isinstance(attributed, Attributed)
        gold = Annotated(label.id, text, label.required)
        own = attributed.attributions
        kept = [own[j] for j in within(label, text, relations_of(own))]
        plain = rule(text)
        naive = [plain[j] for j in within(label, text, plain)]
        for name, found in ((label.set, list(relations_of(kept))), (f"{label.set} rule", naive)):
            wrong = faults([gold], {label.id: found})
            counts[name].update(f.cause for f in wrong)
            hits = len(paired(Words(text), label.required, found).right)
            right[name] += Count(hits, len(found), len(label.required))
            if not name.endswith("rule"):
                for fault in wrong:
                    shown.setdefault(fault.cause, []).append(_told(fault, text))
        for cause, one, relation in judged(label, article, kept, scorer):
            counts[label.set][cause] += 1
            who = one.speaker and one.speaker.name
            shown.setdefault(cause, []).append(
                f"{label.id}@{relation.content[0][0]} {who!r} ({one.reason}) for\n    {marked(text, relation)}"
            )
    print("\n".join(table(counts, right, markdown=False)))
    if args.document:
        lines = table(counts, right, markdown=True)
        put(args.document, "elsewhere", [f" with the network {load().name} {load().digest}.", "", *lines])
    for cause in (*CAUSES, *MORE) if args.errors else ():
        print(f"\n{cause}", *shown.get(cause, [])[: args.errors], sep="\n  ")


def _told(fault: Fault, text: str) -> str:
    return f"{fault.article}@{fault.start}\n    gold  {marked(text, fault.gold)}\n    found {marked(text, fault.found)}"


def table(counts: Mapping[str, Counter[str]], right: Mapping[str, Count], *, markdown: bool) -> list[str]:
    """A row a cause, a column a set, the rule in brackets; relation F1 on top."""
    heads = ["", *SETS, "what it is"]
    body = [["labelled", *(f"{right[s].gold}" for s in SETS), "statements that a reader must list"]]
    body.append(["found", *(f"{right[s].found} ({right[f'{s} rule'].found})" for s in SETS), "(the rule)"])
    body.append(["relation F1", *(f"{right[s].f1:.1f} ({right[f'{s} rule'].f1:.1f})" for s in SETS), "percent"])
    for cause, meaning in {**CAUSES, **MORE}.items():
        beside = [f" ({counts[f'{s} rule'][cause]})" if cause in CAUSES else "" for s in SETS]
        body.append([cause, *(f"{counts[s][cause]}{b}" for s, b in zip(SETS, beside, strict=True)), meaning])
    if markdown:
        return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *body)]
    return [f"{a:18}{b:>14}{c:>14}{d:>14}  {e}" for a, b, c, d, e in (heads, *body)]


if __name__ == "__main__":
    sys.exit(main())
