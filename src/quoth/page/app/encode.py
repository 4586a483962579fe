"""Articles, attributions and sayings as JSON of the index, and back; short names, since there are 100,000 of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.types import (
    Article,
    Attributed,
    Attribution,
    Link,
    Part,
    Problem,
    Reading,
    Saying,
    Span,
    Speaker,
    Variant,
)


def dump(value: Any) -> str:
    """JSON without spaces, in ASCII: a lone surrogate has no other form."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def of_attributed(one: Attributed) -> str:
    """Everything about an article but the vectors of its attributions."""
    a = one.article
    facts = [a.id, a.path, a.text, a.outlet, a.published, a.title, a.language, a.url, list(a.inferred)]
    said = [
        [
            *(s.id, s.kind, _flat(s.source), _flat(s.cue), _flat(s.content), s.score),
            *(
                s.speaker and [s.speaker.name, s.speaker.type],
                s.via,
                s.said_on,
                s.inside,
                s.negated,
                s.hypothetical,
                s.reason,
            ),
        ]
        for s in one.attributions
    ]
    problems = [[p.where, p.message] for p in one.problems]
    return dump([facts, [[p.kind, p.start, p.end] for p in a.parts], said, problems])


def attributed(read: str) -> Attributed:
    """What `of_attributed` made. Raises ValueError where a span lies outside the text."""
    facts, parts, said, problems = json.loads(read)
    name, path, text, outlet, published, title, language, url, inferred = facts
    article = Article(
        id=name,
        path=path,
        text=text,
        outlet=outlet,
        published=published,
        title=title,
        language=language,
        url=url,
        inferred=tuple(inferred),
        parts=tuple(Part(*p) for p in parts),
    )
    attributions = tuple(
        Attribution(
            id=one,
            article=name,
            kind=kind,
            source=_spans(text, source),
            cue=_spans(text, cue),
            content=_spans(text, content),
            score=score,
            speaker=speaker and Speaker(*speaker),
            via=via,
            said_on=said_on,
            inside=inside,
            negated=negated,
            hypothetical=hypothetical,
            reason=reason,
        )
        for one, kind, source, cue, content, score, speaker, via, said_on, inside, negated, hypothetical, reason in said
    )
    return Attributed(article, attributions, tuple(Problem(*p) for p in problems))


def problems(read: str) -> tuple[Problem, ...]:
    """The problems of what `of_attributed` made, without the rest."""
    return tuple(Problem(*p) for p in json.loads(read)[3])


def load_list(value: str) -> list[str]:
    """A list of texts that `dump` made."""
    return [str(one) for one in json.loads(value)]


def of_machine(sayings: Sequence[Saying], lineage: Sequence[Mapping[str, Any]] = ()) -> str:
    """What the machine found in a story, in the format quoth/1 with whatever fields it has."""
    return dump({"sayings": [s.to_dict() for s in sayings], "lineage": list(lineage)})


@dataclass(frozen=True, slots=True)
class Machine:
    """What `of_machine` wrote: the sayings, and each as its object, for what `Saying` has no field for."""

    sayings: tuple[Saying, ...]
    objects: Mapping[str, Mapping[str, Any]]
    lineage: tuple[Mapping[str, Any], ...]


def machine(written: str) -> Machine:
    """What `of_machine` wrote."""
    given = json.loads(written)
    return Machine(
        tuple(map(_saying, given["sayings"])),
        {one["id"]: one for one in given["sayings"]},
        tuple(given["lineage"]),
    )


def _saying(one: Mapping[str, Any]) -> Saying:
    return Saying(
        id=one["id"],
        story=one["story"],
        speaker=one["speaker"] and Speaker(one["speaker"]["name"], one["speaker"]["type"]),
        tellings=tuple(one["tellings"]),
        variants=tuple(
            Variant(
                tuple(Reading(r["text"], tuple(r["tellings"])) for r in v["readings"]),
                tuple(v["changes"]),
                v["meaning"],
            )
            for v in one["variants"]
        ),
        wording=one["wording"],
        links=tuple(Link((a, b), k["score"], tuple(k["reasons"])) for k in one["links"] for a, b in [k["tellings"]]),
    )


def _flat(spans: Sequence[Span]) -> list[int]:
    return [n for s in spans for n in (s.start, s.end)]


def _spans(text: str, flat: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span.of(text, s, e) for s, e in zip(flat[::2], flat[1::2], strict=True))
