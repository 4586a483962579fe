"""Annotated articles: a folder of brat standoff files, or JSON Lines in the format ``quoth/1`` with the texts.

A **folder** holds ``text/NAME.txt`` and ``attributions/NAME.ann``, as PolNeAR (Newell et al. 2018) has them: lines
``T1<tab>Source 5 9<tab>words`` for spans (pieces parted by ``;``) and ``E1<tab>Attribution:T4 Source:T1 Cue:T2
Content:T3`` for what belongs together, a role taken twice as ``Content2:T9``. Where an article has several annotators
(``NAME_2f.ann``) the first by name is taken. **JSON Lines** are those of ``quoth attributions --with-text``, put right
by hand; only they say who the speakers are. Offsets count code points.

What is wrong in a file is a `Problem` and costs only itself: a relation without a content, a span outside its text, a
span whose words are not those that it states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from quoth.articles.table import Row, line_rows
from quoth.errors import InputError, UsageError
from quoth.evaluate.speakers import Named
from quoth.types import Attribution, Problem, Span, Speaker

Role = Literal["source", "cue", "content"]
Pieces = tuple[tuple[int, int], ...]

ROLES: tuple[Role, ...] = ("source", "cue", "content")

_SPAN = re.compile(r"(T\d+)\t\S+ (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)\t")
_RELATION = re.compile(r"E\d+\t(.+)")
_ANNOTATOR = re.compile(r"_[0-9A-Za-z]+")
_LINES = {".jsonl", ".ndjson"}
_TOLD = 5  # problems of one file, or of one article in it, that are told one by one


@dataclass(frozen=True, slots=True)
class Relation:
    """Who said what, as offsets: half-open pieces of each role in order. `score` only where a machine gave one;
    `speaker` (name, type) only where it is stated.
    """

    source: Pieces
    cue: Pieces
    content: Pieces
    score: float | None = None
    speaker: Named | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article with the relations that its annotator saw; `title` only where a line states it."""

    id: str
    text: str = field(repr=False)
    relations: tuple[Relation, ...] = ()
    title: str | None = None


def relations_of(attributions: Iterable[Attribution]) -> tuple[Relation, ...]:
    """What quoth found, as offsets."""

    def places(spans: Iterable[Span]) -> Pieces:
        return tuple((s.start, s.end) for s in spans)

    def named(speaker: Speaker | None) -> Named | None:
        return None if speaker is None else (speaker.name, speaker.type)

    return tuple(
        Relation(places(a.source), places(a.cue), places(a.content), a.score, named(a.speaker)) for a in attributions
    )


def read_gold(path: Path) -> tuple[list[Annotated], list[Problem]]:
    """The annotated articles of a folder or a file, in the order of their names or lines, and what was wrong.

    Raises UsageError where `path` is neither, and InputError where it is not there or no article is in it.
    """
    problems: list[Problem] = []
    if path.is_dir():
        if not (path / "text").is_dir() or not (path / "attributions").is_dir():
            raise UsageError(f"expected {path} to hold the folders text and attributions (brat), or name a .jsonl file")
        articles = list(_folder(path, problems))
    elif path.is_file() and path.suffix.lower() in _LINES:
        articles = list(_lines(path, problems))
    else:
        wanted = f"expected annotated articles at {path}, a folder or a .jsonl file, and found"
        if not path.exists():
            raise InputError(f"{wanted} nothing")
        raise UsageError(f"{wanted} a file that ends in {path.suffix or 'nothing'}")
    if not articles:
        why = f" ({problems[0].where}: {problems[0].message})" if problems else ""
        raise InputError(f"no annotated article was found in {path}{why}")
    return articles, problems


def inputs(path: Path, gold: Sequence[Annotated]) -> tuple[list[str], dict[str, str] | None]:
    """What `quoth.read` must be given to read the very texts of `gold`, under the same ids: inputs and field map."""
    if path.is_dir():
        return [str(path / "text" / f"{one.id}.txt") for one in gold], None
    fields = {"text": "article.text", "id": "article.id"}
    return [str(path)], fields | ({"title": "article.title"} if any(one.title for one in gold) else {})


def _annotated_too(path: Path, gold: Sequence[Annotated]) -> tuple[dict[str, tuple[Relation, ...]], list[Problem], int]:
    """What somebody else annotated in the same articles."""
    theirs, problems = read_gold(path)
    texts = {one.id: one.text for one in gold}
    same = [one for one in theirs if one.id in texts]
    for one in same:
        if one.text != texts[one.id]:
            said = f"the text of {one.id} is not that of the gold: its offsets mean nothing"
            problems.append(Problem(f"{path}/text/{one.id}.txt", said))
    found = {one.id: tuple(one.relations) for one in same if one.text == texts[one.id]}
    return found, problems, len(theirs) - len(same)


def read_predicted(path: Path, gold: Sequence[Annotated]) -> tuple[dict[str, tuple[Relation, ...]], list[Problem], int]:
    """What a file of ``quoth attributions``, or a folder for `read_gold`, has of the articles of `gold`, by id;
    problems; how many others there are.
    """
    if path.is_dir():
        return _annotated_too(path, gold)
    if not path.is_file():
        raise InputError(
            f"expected the JSON Lines of quoth attributions at {path}, or a folder as the gold, found neither"
        )
    texts = {one.id: one.text for one in gold}
    found: dict[str, tuple[Relation, ...]] = {}
    problems: list[Problem] = []
    others = 0
    for where, name, article, attributions in _rows(path, problems):
        if name not in texts:
            others += 1
        elif name in found:
            problems.append(Problem(where, f"the article {name} comes a second time: the first was taken"))
        elif article.get("text", texts[name]) != texts[name]:
            problems.append(Problem(where, f"the text of {name} is not that of the gold: its offsets mean nothing"))
        else:
            found[name] = _checked(where, texts[name], attributions, problems)
    return found, problems, others


def _folder(path: Path, problems: list[Problem]) -> Iterator[Annotated]:
    annotators: dict[str, list[Path]] = {}
    names = {f.stem: f for f in sorted((path / "text").glob("*.txt"))}
    for file in sorted((path / "attributions").glob("*.ann")):
        for stem in (file.stem, file.stem.rpartition("_")[0]):
            if stem in names and _ANNOTATOR.fullmatch(file.stem[len(stem) :] or "_0"):
                annotators.setdefault(stem, []).append(file)
                break
        else:
            problems.append(Problem(str(file), "there is no text of that name"))
    for stem, file in names.items():
        if stem not in annotators:
            problems.append(Problem(str(file), "nobody annotated it: left out (an empty .ann says that nobody speaks)"))
            continue
        try:
            text = file.read_bytes().decode("utf-8")
            annotation = annotators[stem][0].read_text(encoding="utf-8")
        except OSError as error:
            problems.append(Problem(str(error.filename or file), f"cannot be read: {error.strerror}; left out"))
            continue
        except UnicodeDecodeError as error:
            problems.append(Problem(str(file), f"expected UTF-8: {error}; left out"))
            continue
        yield Annotated(stem, text, tuple(_brat(annotators[stem][0], annotation, text, problems)))


def _brat(file: Path, annotation: str, text: str, problems: list[Problem]) -> Iterator[Relation]:
    spans: dict[str, list[tuple[int, int]]] = {}
    found: list[tuple[int, str]] = []
    for number, line in enumerate(annotation.split("\n"), 1):
        if m := _SPAN.match(line):
            spans[m[1]] = [(int(a), int(b)) for a, b in (p.split() for p in m[2].split(";"))]
        elif m := _RELATION.match(line):
            found.append((number, m[1]))
        elif line[:1] in {"T", "E"}:
            problems.append(Problem(f"{file}:{number}", "expected a span or a relation of brat: the line was left out"))
    for number, parts in found:
        roles: dict[Role, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for part in parts.split():
            name, _, target = part.partition(":")
            role = name.rstrip("0123456789").lower()
            if role in ROLES:
                roles[role] += spans.get(target, [])
        yield from _relation(f"{file}:{number}", text, roles, problems)


def _lines(path: Path, problems: list[Problem]) -> Iterator[Annotated]:
    seen = set()
    for where, name, article, attributions in _rows(path, problems):
        text = article.get("text")
        if name in seen:
            problems.append(Problem(where, f"the article {name} comes a second time: left out"))
        elif not isinstance(text, str):
            problems.append(Problem(where, "expected article.text, as quoth attributions --with-text gives it"))
        else:
            seen.add(name)
            title = article.get("title")
            relations = _checked(where, text, attributions, problems)
            yield Annotated(name, text, relations, title if isinstance(title, str) else None)


def _rows(path: Path, problems: list[Problem]) -> Iterator[tuple[str, str, Mapping[str, Any], list[Any]]]:
    """(where, the article's id, the article, its attributions) of each line that has them."""
    told: list[Problem] = []
    for row in _read(path):
        where = str(path) if row.number is None else f"{path}#{row.number}"
        value = row.value if isinstance(row.value, dict) else {}
        article, attributions = value.get("article"), value.get("attributions")
        if row.problem:
            told.append(Problem(where, row.problem))
        elif not isinstance(article, dict) or not isinstance(article.get("id"), str):
            told.append(Problem(where, 'expected {"article": {"id", ...}, "attributions": [...]}: left out'))
        elif not isinstance(attributions, list):
            told.append(Problem(where, "expected a list of attributions: the article was left out"))
        else:
            yield where, article["id"], article, attributions
    problems += _first(told, str(path))


def _read(path: Path) -> Iterator[Row]:
    """The lines of a file. Raises InputError, in words, where they cannot be read."""
    try:
        with path.open("rb") as stream:
            yield from line_rows(stream)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror})") from error


def _checked(where: str, text: str, attributions: list[Any], problems: list[Problem]) -> tuple[Relation, ...]:
    out: list[Relation] = []
    told: list[Problem] = []
    for given in attributions:
        roles: dict[Role, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for role in ROLES:
            spans = given.get(role) if isinstance(given, dict) else None
            for span in spans if isinstance(spans, list) else ():
                if place := _place(where, text, span, told):
                    roles[role].append(place)
        score = given.get("score") if isinstance(given, dict) else None
        if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
            score = None
        speaker = given.get("speaker") if isinstance(given, dict) else None
        out += (replace(r, score=score, speaker=_named(speaker)) for r in _relation(where, text, roles, told))
    problems += _first(told, where)
    return tuple(out)


def _first(told: Sequence[Problem], where: str) -> list[Problem]:
    """The first few of `told`, and how many more there are."""
    more = len(told) - _TOLD
    return [*told[:_TOLD], *([Problem(where, f"and {more:,} more of this kind")] if more > 0 else ())]


def _place(where: str, text: str, span: Any, problems: list[Problem]) -> tuple[int, int] | None:
    start, end = (span.get("start"), span.get("end")) if isinstance(span, dict) else (None, None)
    if type(start) is not int or type(end) is not int:
        problems.append(Problem(where, 'a span is {"start", "end"} in code points: one that is not was left out'))
        return None
    stated = span.get("text")
    if isinstance(stated, str) and 0 <= start < end <= len(text) and text[start:end] != stated:
        there = f"“{stated[:40]}” is not what stands at {start}:{end}"
        problems.append(Problem(where, f"{there} (are the offsets bytes, or UTF-16?); the offsets were taken"))
    return start, end


def _named(speaker: Any) -> Named | None:
    name, kind = (speaker.get("name"), speaker.get("type")) if isinstance(speaker, dict) else (None, None)
    return (name, kind) if isinstance(name, str) and isinstance(kind, str) else None


def _relation(
    where: str, text: str, roles: Mapping[Role, list[tuple[int, int]]], problems: list[Problem]
) -> Iterator[Relation]:
    """The relation of `roles`, without spans that lie outside; none where no content is left."""
    kept: dict[Role, Pieces] = {}
    for role, pieces in roles.items():
        inside = tuple(sorted((s, e) for s, e in pieces if 0 <= s < e <= len(text)))
        if len(inside) < len(pieces):
            problems.append(Problem(where, f"a {role} lies outside the text's {len(text):,} characters: left out"))
        kept[role] = inside
    if kept["content"]:
        yield Relation(kept["source"], kept["cue"], kept["content"])
    else:
        problems.append(Problem(where, "a relation without a content: left out"))
