"""The same as data: the format quoth/1 with what people said, W3C Web Annotations, schema.org Quotations, citations.

Offsets count code points of the article's text as quoth read it, everywhere. JSON-LD contexts are named, never fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from quoth.judgements import Judged
from quoth.judgements.anchors import anchored
from quoth.page.app.story.loaded import Loaded
from quoth.page.app.story.row import Row
from quoth.page.labels import HOW, day, headline
from quoth.page.notes import said_of
from quoth.quotation import states
from quoth.types import Article, Attribution, Span, Speaker, joined
from quoth.types.portions import as_told, divided, lineage_shown

_ROUND = "“”\"'‘’ ,"  # what stands round the words of a quotation
TELLINGS = (
    *(
        "story",
        "saying",
        "attribution",
        "speaker",
        "speaker_type",
        "said_on",
        "outlet",
        "article",
        "title",
        "published",
    ),
    *("url", "kind", "words", "start", "end", "wording", "origin", "verdict", "judged_by", "score"),
    *("beside_record", "record", "part_of", "doubtful"),
)


def story_data(loaded: Loaded, *, only: Sequence[str] | None = None) -> dict[str, Any]:
    """A story in the format quoth/1, as people left it; `only` are the sayings wanted. Each has its origin."""
    shown = loaded.trace.to_dict()
    wanted = None if only is None else set(only)
    sayings = [s for s in shown["sayings"] if wanted is None or s["id"] in wanted]
    told = {t for s in sayings for t in loaded.said[s["id"]].saying.tellings}
    for saying in sayings:
        said = loaded.said[saying["id"]]
        saying["origin"] = said.origin
        saying["judgements"] = [j.id for j in said.marks]
    about = {i: judged_data(j) for i, j in loaded.story.attributions.items() if wanted is None or i in told}
    apart = divided(loaded.said[s["id"]].saying for s in shown["sayings"])
    own = {a["id"]: a for a in shown["attributions"]}
    wholly = {t for s in sayings for t in s["tellings"]}
    attributions = [
        {**one, **own.get(i, {})} for i, one in about.items() if i not in apart and (wanted is None or i in wholly)
    ]
    parts = {p.id: p.telling for s in sayings for p in loaded.said[s["id"]].saying.parts}
    attributions += [{**about[whole], **own[i]} for i, whole in parts.items()]
    named = {a["article"] for a in attributions} if wanted is not None else set(loaded.story.articles)
    shown["articles"] = [a for a in shown["articles"] if a["id"] in named]
    shown["stories"] = [{**s, "title": loaded.title} for s in shown["stories"]]
    asked = [None, *(s["id"] for s in sayings)] if wanted is None else [s["id"] for s in sayings]
    rows = (k for one in asked for k in loaded.depends(one))
    lineage = list(lineage_shown(rows, loaded.trace.sayings))
    return {**shown, "attributions": attributions, "sayings": sayings, "lineage": lineage}


def judged_data(one: Judged) -> dict[str, Any]:
    """An attribution with where it comes from, and what people said of it."""
    return {
        **one.attribution.to_dict(),
        "article": one.attribution.article,
        "origin": one.origin,
        "verdict": {True: "right", False: "wrong", None: None}[one.verdict],
        "judgements": [m.judgement.id for m in one.marks],
    }


def telling_rows(loaded: Loaded, rows: Iterable[Row]) -> Iterator[list[Any]]:
    """A row of `TELLINGS` for each telling of `rows`, by the ids that tellings have in `story_data`."""
    for row in rows:
        for telling in row.said.saying.tellings:
            yield telling_row(loaded, loaded.judged(telling), row)


def telling_row(loaded: Loaded, judged: Judged, row: Row | None) -> list[Any]:
    """One attribution as a row of `TELLINGS`; `row` is its saying, None where people said it is none."""
    whole, article = judged.attribution, loaded.article(judged.attribution)
    saying = row.said.saying if row else None
    a = as_told(saying, whole) if saying else whole
    held = saying.record.tellings if saying and saying.record else ()
    beside = next((t for t in held if t.telling == whole.id), None)
    who = (saying and saying.speaker) or a.speaker
    return [
        *(loaded.id, saying and saying.id, a.id, who and who.name, who and who.type, a.said_on),
        *(article.outlet, article.id, article.title, article.published, article.url),
        *(a.kind, joined(a.content), a.content[0].start, a.content[-1].end, saying and saying.wording),
        judged.origin if row is None or row.said.origin == "machine" else row.said.origin,
        {True: "right", False: "wrong", None: ""}[judged.verdict],
        ", ".join(dict.fromkeys(m.judgement.who for m in judged.marks)),
        round(a.score, 4),
        *(beside and beside.verdict, saying.record.record if beside and saying and saying.record else None),
        None if a.id == whole.id else whole.id,
        bool(saying and whole.id in saying.doubtful),
    ]


def citation(article: Article, attribution: Attribution, speaker: Speaker | None) -> str:
    """One telling as it is cited: who said what, where it stands, to the character.

    Only what is quoted as a whole stands in quotation marks of ours. Of what is quoted in part the rest is
    the article's: it stands as it does there. What the article says was not said, or only might be, is said to be that.
    """
    who = speaker.name if speaker and speaker.name else joined(attribution.source) or "Nobody named"
    words = joined(attribution.content)
    said = f"{who}, {(attribution.said_on and day(attribution.said_on)) or 'day not stated'}"
    what = (
        f"“{words.strip(_ROUND)}”" if attribution.kind == "direct" else f"{HOW[attribution.kind]}: {words.strip(' ,')}"
    )
    notes = said_of(attribution)
    what += f" ({'; '.join(notes)})" if notes else ""
    where = [article.outlet, f"“{headline(article)}”", article.published and day(article.published), article.url]
    start, end = attribution.content[0].start, attribution.content[-1].end
    return f"{said}: {what}. In {', '.join(w for w in where if w)}, characters {start} to {end}."


def annotation_page(article: Article, judged: Iterable[Judged], creator: str) -> dict[str, Any]:
    """A page of W3C Web Annotations, one for each attribution; the selectors are position and quote, as both hold."""
    items = [_annotation(article, one, creator) for one in judged if one.verdict is not False]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{iri(article)}#annotations",
        "type": "AnnotationPage",
        "items": items,
    }


def quotations(article: Article, attribution: Attribution, speaker: Speaker | None) -> Iterator[dict[str, Any]]:
    """A schema.org Quotation for each stretch of an attribution in quotation marks; none of what is only reported."""
    part: dict[str, Any] = {"@type": "NewsArticle", "@id": iri(article), "headline": headline(article)}
    if article.published:
        part["datePublished"] = article.published
    if article.outlet:
        part["publisher"] = {"@type": "Organization", "name": article.outlet}
    if article.url and _is_web(article.url):
        part["url"] = article.url
    for span in _quoted(article.text, attribution.content):
        one: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Quotation",
            "@id": f"{iri(article)}#char={span.start},{span.end}",
            "text": span.text,
            "isPartOf": part,
        }
        if speaker and speaker.name:
            kind = {"person": "Person", "organization": "Organization"}.get(speaker.type)
            one["creator"] = {**({"@type": kind} if kind else {}), "name": speaker.name}
        if attribution.said_on:
            one["dateCreated"] = attribution.said_on
        yield one


def iri(article: Article) -> str:
    """The article's own address on the web where it has one, else a name of ours."""
    if article.url and _is_web(article.url):
        return article.url
    return f"urn:quoth:article:{quote(article.id, safe='', errors='surrogatepass')}"


def _annotation(article: Article, one: Judged, creator: str) -> dict[str, Any]:
    a = one.attribution
    anchor = anchored(article, a.content)
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "classifying", "value": a.kind}]
    if a.speaker and a.speaker.name:
        body.insert(0, {"type": "TextualBody", "purpose": "identifying", "value": a.speaker.name})
    shown: dict[str, Any] = {
        "id": f"{iri(article)}#{quote(a.id, safe='', errors='surrogatepass')}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": creator},
        "body": body,
        "target": [
            {
                "source": iri(article),
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": end},
                    {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
                ],
            }
            for (start, end), exact, before, after in zip(
                anchor.spans, anchor.exact, anchor.before, anchor.after, strict=True
            )
        ],
    }
    people = list(dict.fromkeys(m.judgement.who for m in one.marks if m.judgement.who))
    if people:
        shown["creator"] = [{"type": "Person", "name": who} for who in people]
    return shown


def _quoted(text: str, content: Sequence[Span]) -> Iterator[Span]:
    """The stretches of `content` that stand inside outermost quotation marks."""
    marks = _marks(text)
    for span in content:
        start = None
        for at in range(span.start, span.end + 1):
            inside = at < span.end and marks[at] == 1
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                if any(c.isalnum() for c in text[start:at]):
                    yield Span.of(text, start, at)
                start = None


@lru_cache(maxsize=8)
def _marks(text: str) -> bytes:
    """Where `text` stands in quotation marks (`quoth.quotation.states`): asked anew for each of its statements."""
    return bytes(states(text))


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))
