"""Articles, attributions and sayings as JSON of the index, and back; short names, since there are 100,000 of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.types import (
    Article,
    Attributed,
    Attribution,
    Because,
    Beside,
    Cited,
    CommonSource,
    Departure,
    Evidence,
    Lineage,
    Link,
    Origin,
    Origins,
    Overlap,
    Part,
    Portion,
    Problem,
    Reading,
    Recorded,
    Regrouped,
    Reworded,
    Root,
    Saying,
    Span,
    Speaker,
    Variant,
    Voice,
)


def dump(value: Any) -> str:
    """JSON without spaces, in ASCII: a lone surrogate has no other form."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def of_attributed(one: Attributed) -> str:
    """Everything about an article but the vectors of its attributions."""
    a = one.article
    facts = [a.id, a.path, a.text, a.outlet, a.published, a.title, a.language, a.url, list(a.inferred), a.byline]
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
    origins = [[o.start, o.end, o.at, o.until] for o in a.origins]
    return dump([facts, [[p.kind, p.start, p.end] for p in a.parts], said, problems, origins])


def attributed(read: str) -> Attributed:
    """What `of_attributed` made. Raises ValueError where a span lies outside the text."""
    facts, parts, said, problems, origins = json.loads(read)
    name, path, text, outlet, published, title, language, url, inferred, byline = facts
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
        byline=byline,
        origins=tuple(Origin(*o) for o in origins),
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


def history(value: str) -> tuple[Regrouped, ...]:
    """What merged and split of a story, as `dump` wrote it."""
    return tuple(Regrouped(h["at"], h["kind"], tuple(h["articles"]), tuple(h["others"])) for h in json.loads(value))


def load_list(value: str) -> list[str]:
    """A list of texts that `dump` made."""
    return [str(one) for one in json.loads(value)]


@dataclass(frozen=True, slots=True)
class Machine:
    """What the machine found in a story: its sayings, what goes back to what, and which articles were reworded.

    The lineage is kept apart from the rest, and there only where it was just found.
    """

    sayings: tuple[Saying, ...]
    lineage: tuple[Lineage, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    sources: tuple[CommonSource, ...] = ()


def of_lineage(found: Iterable[Lineage]) -> str:
    """Rows of a story's lineage, by themselves: there may be thousands, and few pages show them."""
    return dump([row.to_dict() for row in found])


def lineage(written: str) -> tuple[Lineage, ...]:
    """What `of_lineage` wrote."""
    return tuple(map(_lineage, json.loads(written)))


def of_machine(found: Machine) -> str:
    """`found` in the format quoth/1, with whatever fields it has, but for its lineage."""
    return dump(
        {
            "sayings": [s.to_dict() for s in found.sayings],
            "reworded": [r.to_dict() for r in found.reworded],
            "sources": [s.to_dict() for s in found.sources],
        }
    )


def machine(written: str) -> Machine:
    """What `of_machine` wrote."""
    given = json.loads(written)
    return Machine(
        tuple(map(_saying, given["sayings"])),
        (),
        tuple(Reworded(r["article"], tuple((a, b) for a, b in r["evidence"])) for r in given["reworded"]),
        tuple(CommonSource(c["id"], c["name"], c["kind"], tuple(c["articles"])) for c in given["sources"]),
    )


def _saying(one: Mapping[str, Any]) -> Saying:
    return Saying(
        id=one["id"],
        story=one["story"],
        speaker=one["speaker"] and Speaker(one["speaker"]["name"], one["speaker"]["type"]),
        tellings=tuple(one["tellings"]),
        variants=tuple(map(_variant, one["variants"])),
        wording=one["wording"],
        links=tuple(Link((a, b), k["score"], tuple(k["reasons"])) for k in one["links"] for a, b in [k["tellings"]]),
        overlaps=tuple(Overlap(o["telling"], o["quoted"], o["compared"]) for o in one["overlaps"]),
        at_odds=tuple((a, b) for a, b in one["at_odds"]),
        parts=tuple(Portion(p["telling"], tuple(map(_span, p["content"])), p["kind"]) for p in one["parts"]),
        voices=tuple(Voice(v["telling"], v["how"], v["reason"]) for v in one["voices"]),
        doubtful=tuple(one.get("doubtful", ())),
        record=one["record"] and _recorded(one["record"]),
        origins=one["origins"] and _origins(one["origins"]),
    )


def _origins(one: Mapping[str, Any]) -> Origins:
    roots = tuple(Root(tuple(r["tellings"]), r["first"], r["source"], r["reason"]) for r in one["roots"])
    return Origins(roots, one["least"])


def _lineage(one: Mapping[str, Any]) -> Lineage:
    return Lineage(
        one["story"],
        one["saying"],
        one["from"],
        one["to"],
        one["relation"],
        one["source"],
        one["weight"],
        tuple(_evidence(e) for e in one["evidence"]),
        one.get("through"),
    )


def _evidence(one: Mapping[str, Any]) -> Evidence:
    cited = (Cited(c["article"], c["start"], c["end"], c["text"]) for c in one["spans"])
    return Evidence(one["term"], one["bearing"], one["weighs"], one["reason"], tuple(cited))


def _variant(one: Mapping[str, Any]) -> Variant:
    return Variant(
        tuple(Reading(r["text"], tuple(r["tellings"])) for r in one["readings"]),
        tuple(one["changes"]),
        one["meaning"],
        tuple(Because(b["sense"], tuple(b["words"])) for b in one.get("because", ())),
        one.get("moved", False),
        tuple((a, b) for a, b in one.get("at_odds", ())),
    )


def _recorded(one: Mapping[str, Any]) -> Recorded:
    return Recorded(
        one["record"],
        one["start"],
        one["end"],
        one["text"],
        one["speaker"],
        tuple(map(_beside, one["tellings"])),
    )


def _beside(one: Mapping[str, Any]) -> Beside:
    place = one.get("elsewhere")
    departures = tuple(map(_departure, one["departures"]))
    return Beside(one["telling"], one["verdict"], departures, (place[0], place[1]) if place else None)


def _departure(one: Mapping[str, Any]) -> Departure:
    return Departure(
        one["start"],
        one["end"],
        one["text"],
        one["record_start"],
        one["record_end"],
        one["record_text"],
        tuple(one["changes"]),
        tuple((b["sense"], tuple(b["words"])) for b in one["because"]),
    )


def _span(one: Mapping[str, Any]) -> Span:
    return Span(one["start"], one["end"], one["text"])


def _flat(spans: Sequence[Span]) -> list[int]:
    return [n for s in spans for n in (s.start, s.end)]


def _spans(text: str, flat: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span.of(text, s, e) for s, e in zip(flat[::2], flat[1::2], strict=True))
