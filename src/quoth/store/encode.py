"""An attributed article as the columns of the store, and back, distrusting every byte that comes back.

A store is a file like any other: half of it may have been damaged, or somebody else may have written it. `decode`
therefore believes nothing: every field has its type, every span lies in its text and equals it, and the checksum fits.
"""

from __future__ import annotations

import hashlib
import json
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from sys import byteorder
from typing import Any, get_args

from quoth.types import (
    Article,
    Attributed,
    Attribution,
    Kind,
    Origin,
    Part,
    PartKind,
    Problem,
    Span,
    Speaker,
    SpeakerType,
)

Column = str | bytes


@dataclass(frozen=True, slots=True)
class Columns:
    """One revision as it stands in the store; `said` holds (JSON, vector) for each attribution, in order.

    `kept_at` is empty where nobody kept it yet.
    """

    id: str
    made_by: str
    text: Column
    facts: str
    problems: str
    said: tuple[tuple[str, bytes], ...]
    kept_at: str = ""

    @property
    def checksum(self) -> str:
        """SHA-256 over every column, each preceded by its length; when it was kept stands last."""
        said = (column for row in self.said for column in row)
        kept_at = (self.kept_at,) if self.kept_at else ()
        return _hashed((self.id, self.made_by, self.text, self.facts, self.problems, *said, *kept_at))


def encode(attributed: Attributed, made_by: str) -> Columns:
    """The columns of `attributed`; nothing is rounded, so that what is decoded is what was put."""
    article = attributed.article
    said = tuple((dump({**a.to_dict(), "score": a.score}), _vector_bytes(a.vector)) for a in attributed.attributions)
    return Columns(article.id, made_by, sql(article.text), facts(article), _problems(attributed.problems), said)


def facts(article: Article) -> str:
    """Everything about `article` but its id and text, as JSON."""
    return dump(
        {
            "path": article.path,
            "outlet": article.outlet,
            "published": article.published,
            "title": article.title,
            "language": article.language,
            "url": article.url,
            "byline": article.byline,
            "inferred": list(article.inferred),
            "parts": [[p.kind, p.start, p.end] for p in article.parts],
            "origins": [[o.start, o.end, o.at, o.until] for o in article.origins],
            "problems": [p.to_dict() for p in article.problems],
        }
    )


def decode(columns: Columns, checksum: str) -> Attributed:
    """The attributed article in `columns`. Raises ValueError, whose text says what does not fit.

    Before 2026-11-22 the checksum left out when a revision was kept; such a one still counts.
    """
    if checksum not in (columns.checksum, replace(columns, kept_at="").checksum):
        raise ValueError("its checksum does not fit")
    try:
        text = plain(columns.text)
        about = _object(columns.facts)
        parts = tuple(Part(_one_of(k, PartKind), *_bounds(s, e, text, least=0)) for k, s, e in _list(about["parts"]))
        article = Article(
            id=columns.id,
            path=_text(about["path"]),
            text=text,
            outlet=_maybe(about["outlet"]),
            published=_maybe(about["published"]),
            title=_maybe(about["title"]),
            language=_maybe(about["language"]),
            url=_maybe(about.get("url")),
            inferred=tuple(_text(f) for f in _list(about["inferred"])),
            parts=parts,
            problems=_read_problems(about["problems"]),
            byline=_maybe(about.get("byline")),
            origins=tuple(_origin(_list(o), text) for o in _list(about.get("origins", []))),
        )
        attributions = tuple(_attribution(article, _object(said), vector) for said, vector in columns.said)
        problems = _read_problems(load(columns.problems))
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"a field is missing or of the wrong kind ({type(error).__name__}: {error})") from error
    ids = {a.id for a in attributions}
    if len(ids) != len(attributions) or any(a.inside is not None and a.inside not in ids for a in attributions):
        raise ValueError("the ids of its attributions do not fit together")
    return Attributed(article, attributions, problems)


def dump(value: Any) -> str:
    """JSON without spaces that is always valid UTF-8: lone surrogates are escaped."""
    shown = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return shown.encode("utf-8", "backslashreplace").decode()


def load(line: str | bytes) -> Any:
    """What `dump` wrote. Raises ValueError for what is no JSON, or is nested too deeply to be any of ours."""
    try:
        return json.loads(line)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def sealed(*columns: Column | int) -> str:
    """16 hex digits of the SHA-256 over `columns`, each preceded by its length: what damage to a row does not fit.

    For the tables beside the articles, whose rows are small and can be made again or done without.
    """
    return _hashed(str(column) if isinstance(column, int) else column for column in columns)[:16]


def _hashed(columns: Iterable[Column]) -> str:
    whole = hashlib.sha256()
    for column in columns:
        raw = column if isinstance(column, bytes) else column.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(raw) + raw)
    return whole.hexdigest()


def sql(text: str) -> Column:
    """`text` as SQLite can hold it: bytes where it has lone surrogates, which UTF-8 has not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def plain(column: Column) -> str:
    """The text of a column that `sql` made; ValueError when it is no text."""
    try:
        return column if isinstance(column, str) else column.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise ValueError("a text is not UTF-8") from error


def _attribution(article: Article, said: Mapping[str, Any], vector: bytes) -> Attribution:
    speaker, score = said["speaker"], said["score"]
    if not isinstance(score, int | float) or isinstance(score, bool) or not 0 <= score <= 1:
        raise ValueError(f"a score is not between 0 and 1: {score!r}")
    content = _spans(said["content"], article.text)
    if not content:
        raise ValueError("an attribution has no content")
    return Attribution(
        id=_text(said["id"]),
        article=article.id,
        kind=_one_of(said["kind"], Kind),
        source=_spans(said["source"], article.text),
        cue=_spans(said["cue"], article.text),
        content=content,
        score=score,
        speaker=None if speaker is None else Speaker(_text(speaker["name"]), _one_of(speaker["type"], SpeakerType)),
        via=_maybe(said["via"]),
        said_on=_maybe(said["said_on"]),
        inside=_maybe(said.get("inside")),
        negated=said.get("negated", False) is True,
        hypothetical=said.get("hypothetical", False) is True,
        reason=_maybe(said.get("reason")),
        vector=_vector(vector),
    )


def _spans(value: object, text: str) -> tuple[Span, ...]:
    spans = []
    for one in _list(value):
        start, end = _bounds(one["start"], one["end"], text)
        if text[start:end] != one["text"]:
            raise ValueError(f"the words stored for {start}:{end} are not those of the text")
        spans.append(Span(start, end, text[start:end]))
    if any(a.end > b.start for a, b in pairwise(spans)):
        raise ValueError("its spans are not in the order of the text")
    return tuple(spans)


def _bounds(start: object, end: object, text: str, *, least: int = 1) -> tuple[int, int]:
    if type(start) is not int or type(end) is not int or not 0 <= start <= end - least <= len(text) - least:
        raise ValueError(f"a span lies outside the text: {start}:{end} of {len(text)}")
    return start, end


def _origin(places: Sequence[object], text: str) -> Origin:
    """A stretch of the text and where it stands in its page, which is not here to be compared with."""
    if len(places) != 4:
        raise ValueError(f"an origin has four places, not {len(places)}")
    start, end, at, until = places
    if type(at) is not int or type(until) is not int or not 0 <= at <= until:
        raise ValueError(f"an origin is no stretch of a page: {at}:{until}")
    return Origin(*_bounds(start, end, text), at, until)


def _vector_bytes(vector: Sequence[float]) -> bytes:
    """The numbers in 32 bits each, little-endian."""
    packed = array("f", vector)
    if byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _vector(raw: bytes) -> array[float]:
    packed = array("f")
    packed.frombytes(raw)  # ValueError when the length does not fit
    if byteorder == "big":
        packed.byteswap()
    if not all(map(math.isfinite, packed)):
        raise ValueError("a vector is not finite")
    return packed


def _problems(problems: Iterable[Problem]) -> str:
    return dump([p.to_dict() for p in problems])


def _read_problems(value: object) -> tuple[Problem, ...]:
    return tuple(Problem(_text(p["where"]), _text(p["message"]), code=_maybe(p.get("code"))) for p in _list(value))


def _object(raw: str) -> Mapping[str, Any]:
    value = load(raw)
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text was expected")
    return value


def _maybe(value: object) -> str | None:
    return None if value is None else _text(value)


def _one_of(value: object, allowed: Any) -> Any:
    if value not in get_args(allowed):
        raise ValueError(f"{value!r} is none of {', '.join(get_args(allowed))}")
    return value
