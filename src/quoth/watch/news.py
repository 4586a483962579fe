"""What is new, from what was read: pure, so that the same reading gives the same news under the same ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from quoth.store.stories import Dated
from quoth.types import Article, Attribution, Revised, Saying, Trace, Variant, joined
from quoth.types.portions import as_told

Kind = Literal["article", "edit", "telling", "record", "story"]


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news. `id` is made of what it says: the same thing is never said twice."""

    kind: Kind
    id: str
    about: Mapping[str, Any] = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        return {"news": self.kind, "id": self.id, **self.about}


def of_article(article: Article, attributions: int) -> News:
    """An article that was not there before."""
    about = {"article": article.id, "outlet": article.outlet, "title": article.title, "published": article.published}
    return _made("article", (article.id,), {**about, "path": article.path, "attributions": attributions})


def of_edits(article: Article, revised: Revised, number: int) -> News:
    """Quotations that are others in revision `number` of `article` than in the one before."""
    about = {**revised.to_dict(), "outlet": article.outlet, "title": article.title, "revision": number}
    return _made("edit", (article.id, number, [e.to_dict() for e in revised.edits]), about)


def of_tellings(trace: Trace, new: Collection[str]) -> Iterator[News]:
    """The tellings in articles that are `new` whose quoted words differ from those of a telling before them, and are in
    no telling before them as they are: a copy of what was told is no news.

    Before them are the tellings of all other articles, and of new ones those with a smaller id, so that of two new
    tellings that differ the second is the news. Of a statement that is divided among sayings the telling is the part
    that the saying has, by the id that it has in JSON.
    """
    told = {a.id: a for a in trace.attributions}
    articles = {a.id: a for a in trace.articles}
    for saying in trace.sayings:
        for name in saying.tellings:
            telling = told[name]
            if telling.article not in new:
                continue
            before = {
                other
                for other in saying.tellings
                if told[other].article != telling.article and (told[other].article not in new or other < name)
            }
            differing = [d for v in saying.variants if (d := _differing(v, name, before))]
            if differing and not _copied(saying, name, before):
                others = [as_told(saying, told[other]).id for other in sorted(before)]
                yield _telling(saying, as_told(saying, telling), articles[telling.article], others, differing)


def of_record(trace: Trace, records: Collection[str]) -> Iterator[News]:
    """What those of `records` that are new have beside the tellings."""
    told = {a.id: a for a in trace.attributions}
    for saying in trace.sayings:
        if saying.record is None or saying.record.record not in records:
            continue
        for beside in saying.record.tellings:
            telling = as_told(saying, told[beside.telling])
            about = {
                "record": saying.record.record,
                "saying": saying.id,
                "article": telling.article,
                "speaker": saying.speaker.name if saying.speaker else None,
                "telling": telling.id,
                "text": joined(telling.content),
                "record_text": saying.record.text,
                "verdict": beside.verdict,
                "meaning": beside.meaning,
                **({"perhaps": True} if beside.perhaps else {}),
            }
            yield _made("record", (about["record"], about["text"], telling.id, beside.verdict), about)


def of_merged(merged: Dated) -> News:
    """Articles of other stories that are of one story now."""
    change = merged.change
    about = {"story": change.story, "articles": list(change.articles), "others": list(change.others)}
    return _made("story", (merged.at, change.story, change.articles), about)


def _copied(saying: Saying, name: str, before: set[str]) -> bool:
    """Whether one telling of those before reads as `name` does wherever tellings differ and `name` has the place."""
    same = [r.tellings for v in saying.variants for r in v.readings if name in r.tellings]
    return any(all(other in tellings for tellings in same) for other in before)


def _differing(variant: Variant, name: str, before: set[str]) -> dict[str, Any] | None:
    """What `name` has at this place and what others before it have, where that is not the same."""
    own = next((r.text for r in variant.readings if name in r.tellings), None)
    others = [r.text for r in variant.readings if r.text != own and not before.isdisjoint(r.tellings)] if before else []
    if own is None or not others:
        return None
    return {"has": own, "others": others, "changes": list(variant.changes), "meaning": variant.meaning}


def _telling(
    saying: Saying, telling: Attribution, article: Article, before: list[str], differing: list[dict[str, Any]]
) -> News:
    text = joined(telling.content)
    about = {
        "saying": saying.id,
        "speaker": saying.speaker.name if saying.speaker else None,
        "article": article.id,
        "outlet": article.outlet,
        "telling": telling.id,
        "text": text,
        "others": before,
        "differs": differing,
        "meaning": any(one["meaning"] for one in differing),
    }
    return _made("telling", (telling.id, text, [d["others"] for d in differing]), about)


def _made(kind: Kind, said: tuple[object, ...], about: Mapping[str, Any]) -> News:
    name = json.dumps([kind, *said], ensure_ascii=True, sort_keys=True)
    return News(kind, "n" + hashlib.sha256(name.encode()).hexdigest()[:16], about)
