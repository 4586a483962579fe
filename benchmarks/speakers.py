"""Speaker accuracy on the hand-made labels, beside two baselines.

    PYTHONPATH=src python -m benchmarks.speakers [--shared DIR] [--errors]

Reads PolNeAR dev's gold attributions (brat) and, for mentions, CoreNLP's silver entities; scores with the scorer of
`shared/score/speakers.py`, so that the rows can be compared with any other tool's. Rows: the source text as it stands,
the last person named before, the chain of CoreNLP's coreference, quoth without mentions, quoth; once with the
attributions given, and once end to end, with the attributions that quoth finds in the articles as it reads them, where
what it did not find counts as wrong. Then the same for articles that are not US politics (`speaker_sets.py`), and
quoth's rows by how the source mentions its speaker.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.speaker_sets import FORMS, SETS, chained, form, labels, texts
from training.corpus import read_relations

from quoth.articles import read
from quoth.attributions import attribute_article, speaker
from quoth.model.network import load
from quoth.quotation import quotations
from quoth.types import Article, Attribution, Kind, Mention, MentionKind, Span

SHARED = Path(__file__).parents[2] / "shared"
KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORGANIZATION": "organization",
    "LOCATION": "location",
    "MISC": "other",
}

TYPES = ("all", "person", "organization", "group", "unnamed", "author", "unknown")
NAME = re.compile(r"(?<![.!?] )\b[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2}")

Gold = tuple[Article, list[Attribution], list[Mention]]
Method = Callable[[Article, Sequence[Attribution], Sequence[Mention]], Sequence[Attribution]]


def read_gold(folder: Path, split: str = "dev") -> Iterator[Gold]:
    """Every article of a PolNeAR split with its first annotator's attributions and CoreNLP's mentions."""
    silver = {}
    for line in (folder / "corenlp_silver.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        silver[row["id"]] = [Mention(s, e, KINDS[k]) for s, e, k in row["entities"] if k in KINDS]
    for path in sorted((folder / split / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        found = sorted((folder / split / "attributions").glob(f"{path.stem}*.ann"))
        if not found:
            continue
        article = Article(id=path.stem, path=str(path), text=text, language="en")
        quoted = [(q.start, q.end) for q in quotations(text)]
        attributions = []
        for k, relation in enumerate(read_relations(found[0])):
            pieces = {
                r: tuple(Span.of(text, s, e) for s, e in sorted(relation[r])) for r in ("source", "cue", "content")
            }
            attributions.append(
                Attribution(f"{path.stem}:{k}", path.stem, kind=kind_of(pieces["content"], quoted), score=1.0, **pieces)
            )
        attributions.sort(key=lambda a: (a.start, a.content[-1].end))
        yield article, attributions, silver.get(path.stem, [])


def kind_of(content: Sequence[Span], quoted: Sequence[tuple[int, int]]) -> Kind:
    """Direct when quotations cover nine tenths of the content, mixed when they cover some."""
    inside = sum(max(0, min(e, s.end) - max(b, s.start)) for s in content for b, e in quoted)
    share = inside / sum(s.end - s.start for s in content)
    return "direct" if share > 0.9 else "mixed" if share > 0.02 else "indirect"


def as_it_stands(_: Article, attributions: Sequence[Attribution], __: Sequence[Mention]) -> list[dict[str, Any]]:
    """Baseline: the source's words are the name."""
    return [_named(a, " ".join(s.text for s in a.source)) for a in attributions]


def last_person(
    article: Article, attributions: Sequence[Attribution], mentions: Sequence[Mention]
) -> list[dict[str, Any]]:
    """Baseline: the person named last up to the end of the source (or the start of the content)."""
    people = sorted((m.start, m.end) for m in mentions if m.kind == "person")
    out = []
    for a in attributions:
        end = a.source[-1].end if a.source else a.start
        before = [p for p in people if p[0] < end]
        out.append(_named(a, article.text[before[-1][0] : before[-1][1]] if before else ""))
    return out


def _named(a: Attribution, name: str) -> dict[str, Any]:
    return {**a.to_dict(), "speaker": {"name": name, "type": "person" if name else "unknown"}}


def resolved(
    article: Article, attributions: Sequence[Attribution], mentions: Sequence[Mention]
) -> list[dict[str, Any]]:
    return [a.to_dict() for a in speaker.resolve(article, attributions, mentions)]


def without_mentions(
    article: Article, attributions: Sequence[Attribution], _: Sequence[Mention]
) -> list[dict[str, Any]]:
    return [a.to_dict() for a in speaker.resolve(article, attributions, [])]


def scorer(shared: Path) -> ModuleType:
    """The scorer's functions, without its main (which runs on import)."""
    source = (shared / "score" / "speakers.py").read_text(encoding="utf-8").replace("\nmain()", "\n")
    spec = importlib.util.spec_from_loader("speakers_scorer", None)
    assert spec
    module = importlib.util.module_from_spec(spec)
    exec(compile(source, "speakers.py", "exec"), module.__dict__)
    return module


def read_own(folder: Path, split: str = "dev") -> Iterator[Gold]:
    """Every article of a PolNeAR split as quoth reads it, with the attributions and speakers that quoth finds.

    The mentions are for the baseline alone: capitalised words in a row.
    """
    network = load()
    for article in read([folder / split / "text"]):
        if isinstance(article, Article):
            yield article, list(attribute_article(article, network).attributions), capitals(article)


def capitals(article: Article) -> list[Mention]:
    """Two or three capitalised words in a row: those whom the last-person baseline takes for people."""
    return [Mention(*m.span(), "person") for m in NAME.finditer(article.text)]


def as_found(_: Article, attributions: Sequence[Attribution], __: Sequence[Mention]) -> list[dict[str, Any]]:
    """The speakers that the attributions came with."""
    return [a.to_dict() for a in attributions]


def judged(
    shared: Path,
    method: Method,
    given: Sequence[Gold],
    *,
    wanted: Sequence[dict[str, Any]] | None = None,
    show: bool = False,
) -> dict[str, tuple[int, int]]:
    """(right, labels) for "all" and for each type of speaker, and under "withheld" how many were given no answer.

    `wanted` are the labels; those of the shared folder where there are none.
    """
    if wanted is None:
        lines = (shared / "labels" / "speakers.jsonl").read_text("utf-8").splitlines()
        wanted = [json.loads(line) for line in lines]
    score = scorer(shared)
    predicted = {article.id: method(article, attributions, mentions) for article, attributions, mentions in given}
    texts = {article.id: article.text for article, _, _ in given}
    count = {t: [0, 0] for t in (*TYPES, "withheld")}
    for label in wanted:
        found = score.match(label["content_start"], predicted.get(label["article"], []))
        right = found is not None and score.right(label, found.get("speaker"))
        for t, hit in (
            ("all", right),
            (label["type"], right),
            ("withheld", found is not None and not found.get("speaker")),
        ):
            count[t][0] += hit
            count[t][1] += 1
        if show and not right:
            _show(label, found, texts[label["article"]])
    return {t: (r, n) for t, (r, n) in count.items()}


GIVEN: dict[str, Method] = {
    "source as it stands": as_it_stands,
    "last person named": last_person,
    "quoth, no mentions": without_mentions,
    "quoth": resolved,
}
"""Speakers where the attributions are given, as the annotators drew them."""

END_TO_END: dict[str, Method] = {
    "source as it stands": as_it_stands,
    "last person named": last_person,
    "quoth": as_found,
}
"""Speakers of the attributions that quoth found itself; what it did not find counts as wrong."""


def corenlp(shared: Path) -> Method:
    """Baseline: the longest name in the chain of CoreNLP's coreference (silver) that the source stands in."""
    silver = {}
    for line in (shared / "data" / "polnear" / "corenlp_silver.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        silver[row["id"]] = row

    def method(article: Article, attributions: Sequence[Attribution], _: Sequence[Mention]) -> list[dict[str, Any]]:
        found = silver.get(article.id, {"entities": [], "coref": []})  # one article has none
        return [_named(a, chained(article.text, a, found)) for a in attributions]

    return method


def read_others(shared: Path, which: str) -> list[Gold]:
    """The articles of another set as quoth reads them, with the attributions and speakers that quoth finds."""
    network = load()
    out: list[Gold] = []
    for name, text in texts(shared, {row["article"] for row in labels(which)}):
        article = Article(id=name, path=name, text=text, language="en")
        out.append((article, list(attribute_article(article, network).attributions), capitals(article)))
    return out


def by_form(
    shared: Path, given: Sequence[Gold], method: Method, wanted: Sequence[dict[str, Any]] | None = None
) -> dict[str, tuple[int, int, int, int]]:
    """(right, another name, no name, labels) by how the source that was found mentions its speaker; "not found" where
    none was.
    """
    if wanted is None:
        lines = (shared / "labels" / "speakers.jsonl").read_text("utf-8").splitlines()
        wanted = [json.loads(line) for line in lines]
    score = scorer(shared)
    predicted = {article.id: method(article, attributions, mentions) for article, attributions, mentions in given}
    count = {f: [0, 0, 0, 0] for f in (*FORMS, "not found")}
    for label in wanted:
        found = score.match(label["content_start"], predicted.get(label["article"], []))
        counted = count["not found" if found is None else form(found["source"])]
        counted[3] += 1
        if found is not None:
            said = found.get("speaker")
            right, name = score.right(label, said), score.words((said or {}).get("name"))
            counted[0 if right else 1 if name else 2] += 1
    return {f: (r, w, n, of) for f, (r, w, n, of) in count.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--errors", action="store_true", help="print every wrong answer of quoth with its sentence")
    arguments = parser.parse_args()
    shared: Path = arguments.shared
    given, own = list(read_gold(shared / "data" / "polnear")), list(read_own(shared / "data" / "polnear"))
    tables = (
        ("attributions given", given, {**GIVEN, "CoreNLP's chains": corenlp(shared)}, None),
        ("end to end", own, {**END_TO_END, "CoreNLP's chains": corenlp(shared)}, None),
        *((f"elsewhere, {which}", read_others(shared, which), END_TO_END, labels(which)) for which in SETS),
    )
    for title, gold, rows, wanted in tables:
        print(f"{title:22}" + "".join(f"{t:>14}" for t in (*TYPES, "withheld")))
        for name, method in rows.items():
            counts = judged(shared, method, gold, wanted=wanted, show=arguments.errors and name == "quoth")
            withheld, _ = counts.pop("withheld")
            print(f"{name:22}{_cells(counts)}{withheld:10}")
    print("by mention: right, another name, no name, of labels")
    print(f"{'':22}" + "".join(f"{t:>18}" for t in (*FORMS, "not found")))
    forms = [("attributions given", by_form(shared, given, resolved)), ("end to end", by_form(shared, own, as_found))]
    for title, gold, rows, wanted in tables[2:]:
        forms.append((title, by_form(shared, gold, rows["quoth"], wanted)))
    for title, counts_ in forms:
        print(f"{title:22}" + "".join(f"{', '.join(map(str, c)):>18}" for c in counts_.values()))


def _cells(counts: dict[str, tuple[int, int]]) -> str:
    return "".join(f"{100 * r / n:8.1f}/{n:<5}" if n else f"{'-':>14}" for r, n in counts.values())


def _show(label: dict[str, Any], found: dict[str, Any] | None, text: str) -> None:
    source = found["source"][0] if found and found["source"] else None
    at = source["start"] if source else label["content_start"]
    print(f"{label['type']}: {label['speaker']!r}, got {found and found['speaker']} {found and found.get('reason')}")
    print(f"    source {source and source['text']!r} in …{' '.join(text[max(0, at - 160) : at + 120].split())}…")


if __name__ == "__main__":
    main()
