"""The attributions of one article as people left them, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quoth.judgements.anchors import digest, found, places
from quoth.judgements.kinds import Anchor, Judgement
from quoth.quotation import states
from quoth.types import Article, Attributed, Attribution, Kind, Span, Speaker

Origin = Literal["machine", "human", "changed"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one judgement did to one attribution: `machine` is what the network's reading has in its place."""

    judgement: Judgement
    machine: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """An attribution as it stands. `origin`: the machine's, a person's, or the machine's with something changed.

    `verdict` is what people said of it: True right, False wrong, None nothing. `marks` are the judgements that bear
    on it, oldest first.
    """

    attribution: Attribution
    origin: Origin = "machine"
    verdict: bool | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """The outcome for one article: `lost` are the judgements whose words can no longer be told in it."""

    judged: tuple[Judged, ...]
    lost: tuple[Judgement, ...]


def judged(attributed: Attributed, judgements: Iterable[Judgement]) -> Laid:
    """`judgements`, those that hold, laid over the machine's reading in their order; the last word on a thing stands.

    Those on other articles are passed over, and so are splits and joins, which are about sayings.
    """
    article = attributed.article
    standing = {a.id: Judged(a) for a in attributed.attributions}
    lost = []
    of = ""
    for one in judgements:
        if one.what not in {"right", "wrong", "speaker", "add"}:
            continue
        for anchor in one.about:
            if anchor.article != article.id:
                continue
            of = of or digest(article.text)
            spans = places(anchor, article, of)
            target = None if spans is None else found(spans, (j.attribution for j in standing.values()))
            if spans is not None and target is None and one.what == "add":
                new = _added(article, spans, _speaker(one), standing)
                standing[new.id] = Judged(new, "human", None, (Mark(one),))
            elif target is None:
                lost.append(one)
            else:
                standing[target.id] = _with(standing[target.id], one)
    ordered = sorted(standing.values(), key=lambda j: (j.attribution.start, j.attribution.id))
    return Laid(tuple(ordered), tuple(dict.fromkeys(lost)))


def place(anchor: Anchor, article: Article, standing: Sequence[Attribution], of: str) -> Attribution | None:
    """Which of `standing`, attributions of `article`, `anchor` is about."""
    spans = places(anchor, article, of)
    return None if spans is None else found(spans, standing)


def _with(one: Judged, judgement: Judgement) -> Judged:
    marks = (*one.marks, Mark(judgement, one.attribution.speaker))
    match judgement.what:
        case "right":
            return replace(one, verdict=True, marks=marks)
        case "wrong":
            return replace(one, verdict=False, marks=marks)
        case _:  # a speaker; or one added by hand that the network has found meanwhile
            speaker = _speaker(judgement)
            if speaker is None:
                return replace(one, verdict=True, marks=marks)
            attribution = replace(one.attribution, speaker=speaker, reason=None)
            return replace(
                one,
                attribution=attribution,
                origin="human" if one.origin == "human" else "changed",
                verdict=True if judgement.what == "add" else one.verdict,
                marks=marks,
            )


def _speaker(judgement: Judgement) -> Speaker | None:
    return Speaker(judgement.to["name"].strip(), judgement.to["type"]) if judgement.to else None


def _added(article: Article, spans: tuple[Span, ...], speaker: Speaker | None, ids: Iterable[str]) -> Attribution:
    """An attribution that a person drew. Its score is 1, for no network was asked; who reads it sees its origin."""
    taken = set(ids)
    name = f"{article.id}:{spans[0].start}"
    return Attribution(
        id=name if name not in taken else f"{name}+{spans[-1].end}",
        article=article.id,
        kind=_kind(article.text, spans),
        source=(),
        cue=(),
        content=spans,
        score=1.0,
        speaker=speaker,
        reason=None if speaker else "added by hand without a name",
    )


def _kind(text: str, spans: Sequence[Span]) -> Kind:
    """How much of the content stands in quotation marks; the marks themselves and white space tell nothing."""
    marks = states(text)
    inside = [marks[i] for s in spans for i in range(s.start, s.end) if text[i].isalnum()]
    quoted = sum(state == 1 for state in inside)
    return "direct" if quoted == len(inside) > 0 else "mixed" if quoted else "indirect"
